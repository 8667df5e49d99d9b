//! Days in web addresses and names of files.

use jiff::civil::Date;

use super::tokens::{Token, compact, month_of, short_of, tokens, year_of};
use super::{Found, Reading, all};

/// The day that a web address names: `/2015/05/12/`, `/2015-05-12-`, `/20150512/`, `/2015/may/12/`.
pub(in crate::corpus) fn in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let pieces: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let by_pieces = pieces.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let year = year_of(Token::Number(year)).filter(|_| is_number(window[0]))?;
        let month = if is_number(month) { short_of(month)? } else { month_of(month)? };
        let day = is_number(day).then(|| short_of(day)).flatten()?;
        Date::new(year, month, day).ok()
    });
    by_pieces.or_else(|| pieces.iter().find_map(|piece| is_number(piece).then(|| compact(piece)).flatten()))
}

fn is_number(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// The day in the name of a file: `APW19980807.0261.txt`, `2015-05-12_kerry.txt`, `kerry 12 May 2015.html`.
pub(in crate::corpus) fn in_file_name(name: &str) -> Option<Date> {
    // A day, a month and two digits of a year.
    if name.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return None;
    }
    let day = |found: Found| match found.reading {
        Reading::Day(date) => Some(date),
        _ => None,
    };
    let spaced = name.replace('_', " ");
    tokens(&spaced)
        .find_map(|(_, token)| match token {
            Token::Number(number) => compact(number),
            _ => None,
        })
        .or_else(|| all(&spaced).find_map(day))
        .or_else(|| all(&name.replace(['_', '-'], " ")).find_map(day))
        .or_else(|| in_url(name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn addresses_and_file_names() {
        let day = Some(date(2015, 5, 12));
        assert_eq!(in_url("https://www.example.org/2015/05/12/kerry-in-russia-a46470"), day);
        assert_eq!(in_url("https://example.org/world/2015/may/12/kerry"), day);
        assert_eq!(in_url("https://example.org/news/20150512/kerry?x=20160101"), day);
        assert_eq!(in_url("https://example.org/2015/kerry"), None);
        assert_eq!(in_file_name("2015-05-12_kerry.txt"), day);
        assert_eq!(in_file_name("APW20150512.0261.txt"), day);
        assert_eq!(in_file_name("2015_05_12.txt"), day);
        assert_eq!(in_file_name("kerry-12-May-2015.html"), day);
        assert_eq!(in_file_name("003_09c9dab95a430b24.txt"), None);
        assert_eq!(in_file_name("APW199980817.1193.txt"), None);
    }
}
