//! Dates as articles, exports and file names write them.
//!
//! Only full dates count here: a day, a month and a year in one of the usual orders. What "last month" means is the
//! business of `timeline`. Words are matched by hand over a few tokens, because a regular expression for all orders
//! costs more than the rest of reading an article.

use std::ops::Range;

use jiff::civil::{Date, Time};

/// What a written date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// One day.
    Day(Date),
    /// `03/04/2015`: the day or the month may come first.
    Ambiguous { day_first: Date, month_first: Date },
    /// A month and a day; the year must come from elsewhere.
    NoYear { month: i8, day: i8 },
}

/// Which order the numbers of a date that cannot be misread are in: `25/12/2015`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub reading: Reading,
    pub time: Option<Time>,
    /// Set where the form shows an order that other dates of the folder may share.
    pub order: Option<Order>,
}

impl Found {
    /// The day, unless the year is missing. Of two readings the one with the month first.
    #[cfg(test)]
    fn date(&self) -> Option<Date> {
        match self.reading {
            Reading::Day(date) => Some(date),
            Reading::Ambiguous { month_first, .. } => Some(month_first),
            Reading::NoYear { .. } => None,
        }
    }
}

/// Years that a news article can be of.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Number(&'a str),
    Mark(u8),
}

/// Words, numbers and marks of `text` with where they are. Blank space is left out.
fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let byte = bytes[at];
            let run = |test: fn(u8) -> bool| bytes[start..].iter().take_while(|&&byte| test(byte)).count();
            if byte.is_ascii_digit() {
                at += run(|byte| byte.is_ascii_digit());
                return Some((start..at, Token::Number(&text[start..at])));
            }
            if byte.is_ascii_alphabetic() || byte >= 0x80 {
                at += run(|byte| byte.is_ascii_alphabetic() || byte >= 0x80);
                return Some((start..at, Token::Word(&text[start..at])));
            }
            at += 1;
            if !byte.is_ascii_whitespace() {
                return Some((start..at, Token::Mark(byte)));
            }
        }
        None
    })
}

/// The number of the month called `word`, in English, whole or short.
pub(super) fn month_of(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let position = NAMES.iter().position(|name| {
        let short = if *name == "september" && word.len() == 4 { 4 } else { 3 };
        name.eq_ignore_ascii_case(word) || (word.len() == short && name[..short].eq_ignore_ascii_case(word))
    })?;
    i8::try_from(position + 1).ok()
}

/// Whether `word` is a day of the week, whole or short.
pub(super) fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().any(|name| {
        name.eq_ignore_ascii_case(word)
            || (matches!(word.len(), 3..=5)
                && name.get(..word.len()).is_some_and(|short| short.eq_ignore_ascii_case(word)))
    })
}

/// The first full date in `text`.
pub(super) fn first(text: &str) -> Option<Found> {
    all(text).next()
}

/// The full dates in `text`, in order.
pub(super) fn all(text: &str) -> impl Iterator<Item = Found> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let list: Vec<_> = if has_digit { tokens(text).collect() } else { Vec::new() };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < list.len() {
            if let Some((used, found)) =
                date_at(&list[at..]).filter(|(_, found)| !matches!(found.reading, Reading::NoYear { .. }))
            {
                at += used;
                return Some(found);
            }
            at += 1;
        }
        None
    })
}

/// The date that begins at the first token, and how many tokens it takes.
fn date_at(list: &[(Range<usize>, Token<'_>)]) -> Option<(usize, Found)> {
    let start = list.first()?.0.start;
    let done = |used: usize, reading: Reading, order: Option<Order>| {
        Some((used, Found { range: start..list[used - 1].0.end, reading, time: None, order }))
    };
    let token = |at: usize| list.get(at).map(|(_, token)| *token);
    let skip = |at: usize, marks: &[u8]| match token(at) {
        Some(Token::Mark(mark)) if marks.contains(&mark) => at + 1,
        _ => at,
    };
    match token(0)? {
        Token::Word(word) => {
            // May 12, 2015 · May 12 2015 · May 12
            let month = month_of(word)?;
            let at = skip(1, b".");
            let Some(Token::Number(number)) = token(at) else { return None };
            let day = day_of(number)?;
            let after_day = match token(at + 1) {
                Some(Token::Word(word)) if is_ordinal(word) => at + 2,
                _ => at + 1,
            };
            let year_at = skip(after_day, b",");
            match token(year_at).and_then(year_of) {
                Some(year) => done(year_at + 1, Reading::Day(Date::new(year, month, day).ok()?), None),
                None => done(after_day, no_year(month, day)?, None),
            }
        }
        Token::Number(number) => {
            match token(1)? {
                // 12 May 2015 · 12th of May, 2015 · 12-May-2015
                Token::Word(_) | Token::Mark(b'-' | b'.') if day_of(number).is_some() => {
                    if let Some(found) = day_month(list) {
                        return Some(found);
                    }
                }
                _ => {}
            }
            let Token::Mark(separator @ (b'-' | b'/' | b'.')) = token(1)? else {
                return compact(number).and_then(|date| done(1, Reading::Day(date), None));
            };
            let (Some(Token::Number(second)), Some(Token::Mark(again)), Some(Token::Number(third))) =
                (token(2), token(3), token(4))
            else {
                return None;
            };
            if again != separator || !is_tight(&list[..5]) {
                return None;
            }
            if number.len() == 4 {
                // 2015-05-12 · 2015/5/12
                let date = Date::new(year_of(Token::Number(number))?, short_of(second)?, short_of(third)?).ok()?;
                return done(5, Reading::Day(date), None);
            }
            let (first, second) = (short_of(number)?, short_of(second)?);
            let year = if third.len() == 2 { century_of(third)? } else { year_of(Token::Number(third))? };
            match (Date::new(year, second, first).ok(), Date::new(year, first, second).ok()) {
                (Some(date), None) => done(5, Reading::Day(date), (separator == b'/').then_some(Order::DayFirst)),
                (None, Some(date)) => done(5, Reading::Day(date), (separator == b'/').then_some(Order::MonthFirst)),
                (Some(date), Some(other)) if date == other => done(5, Reading::Day(date), None),
                // With points between, the day comes first wherever that form is in use.
                (Some(date), Some(_)) if separator == b'.' => done(5, Reading::Day(date), None),
                (Some(day_first), Some(month_first)) => done(5, Reading::Ambiguous { day_first, month_first }, None),
                (None, None) => None,
            }
        }
        Token::Mark(_) => None,
    }
}

/// A date whose day comes before the name of its month.
fn day_month(list: &[(Range<usize>, Token<'_>)]) -> Option<(usize, Found)> {
    let token = |at: usize| list.get(at).map(|(_, token)| *token);
    let Some(Token::Number(number)) = token(0) else { return None };
    let day = day_of(number)?;
    let mut at = 1;
    if matches!(token(at), Some(Token::Word(word)) if is_ordinal(word)) {
        at += 1;
    }
    if matches!(token(at), Some(Token::Word(word)) if word.eq_ignore_ascii_case("of"))
        || matches!(token(at), Some(Token::Mark(b'-' | b'.')))
    {
        at += 1;
    }
    let Some(Token::Word(word)) = token(at) else { return None };
    let month = month_of(word)?;
    at += 1;
    let mut year_at = at;
    while matches!(token(year_at), Some(Token::Mark(b',' | b'.' | b'-'))) {
        year_at += 1;
    }
    let (used, reading) = match token(year_at).and_then(year_of) {
        Some(year) => (year_at + 1, Reading::Day(Date::new(year, month, day).ok()?)),
        None => (at, no_year(month, day)?),
    };
    Some((used, Found { range: list[0].0.start..list[used - 1].0.end, reading, time: None, order: None }))
}

fn is_tight(list: &[(Range<usize>, Token<'_>)]) -> bool {
    list.windows(2).all(|pair| pair[0].0.end == pair[1].0.start)
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| ending.eq_ignore_ascii_case(word))
}

fn no_year(month: i8, day: i8) -> Option<Reading> {
    // 2000 was a leap year: any day that can be is one.
    Date::new(2000, month, day).ok().map(|_| Reading::NoYear { month, day })
}

fn day_of(number: &str) -> Option<i8> {
    short_of(number).filter(|day| (1..=31).contains(day))
}

fn short_of(number: &str) -> Option<i8> {
    if number.len() <= 2 { number.parse().ok() } else { None }
}

fn year_of(token: Token<'_>) -> Option<i16> {
    let Token::Number(number) = token else { return None };
    if number.len() != 4 {
        return None;
    }
    number.parse().ok().filter(|year| YEARS.contains(year))
}

/// A year of two digits: the last century from 70 on.
fn century_of(number: &str) -> Option<i16> {
    let year: i16 = number.parse().ok()?;
    Some(if year >= 70 { 1900 + year } else { 2000 + year })
}

/// `20150512`.
fn compact(number: &str) -> Option<Date> {
    if number.len() != 8 {
        return None;
    }
    let year = year_of(Token::Number(&number[..4]))?;
    Date::new(year, number[4..6].parse().ok()?, number[6..].parse().ok()?).ok()
}

/// The date of a line that holds nothing else but a label, a weekday, a clock time and its zone. What stands behind a
/// bar ("May 12, 2015 | The Herald") is given with the date.
pub(super) fn line(text: &str) -> Option<(Found, Option<Range<usize>>)> {
    if text.len() > 160 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let list: Vec<_> = tokens(text).collect();
    let mut at = 0;
    while let Some((_, token)) = list.get(at) {
        match token {
            Token::Word(word) if is_label(word) || is_weekday(word) => at += 1,
            Token::Mark(b':' | b',' | b'(' | b'[' | b'*' | b'_' | b'|' | b'.' | b'-') => at += 1,
            // A clock time before the date: "10:30, 12 May 2015".
            Token::Number(hour) if matches!(list.get(at + 1), Some((_, Token::Mark(b':')))) && hour.len() <= 2 => {
                at += 2;
                if matches!(list.get(at), Some((_, Token::Number(_)))) {
                    at += 1;
                }
            }
            Token::Word(word) if is_time_word(word) && at > 0 => at += 1,
            _ => break,
        }
    }
    let (used, mut found) = date_at(&list[at..])?;
    if matches!(found.reading, Reading::NoYear { .. }) {
        return None;
    }
    at += used;
    found.time = clock(&text[found.range.end..]).or_else(|| clock(&text[..found.range.start]));
    let mut rest = None;
    while let Some((range, token)) = list.get(at) {
        match token {
            Token::Mark(b'|') => {
                let after = &text[range.end..];
                let is_short = after.split_whitespace().count() <= 6;
                let start = range.end + (after.len() - after.trim_start().len());
                let end = range.end + after.trim_end().len();
                if !is_short {
                    return None;
                }
                if start < end && !after.bytes().any(|byte| byte.is_ascii_digit()) {
                    rest = Some(start..end);
                }
                break;
            }
            Token::Mark(_) | Token::Number(_) => at += 1,
            Token::Word(word)
                if is_label(word) || is_weekday(word) || is_time_word(word) || month_of(word).is_some() =>
            {
                at += 1;
            }
            Token::Word("·" | "•" | "–" | "—") => at += 1,
            Token::Word(_) => return None,
        }
    }
    Some((found, rest))
}

fn is_label(word: &str) -> bool {
    const LABELS: [&str; 18] = [
        "published",
        "posted",
        "updated",
        "last",
        "modified",
        "first",
        "date",
        "dated",
        "on",
        "publication",
        "issued",
        "release",
        "created",
        "written",
        "edited",
        "filed",
        "pubdate",
        "amended",
    ];
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(word))
}

fn is_time_word(word: &str) -> bool {
    const WORDS: [&str; 34] = [
        "at", "am", "pm", "a", "p", "m", "t", "z", "gmt", "utc", "bst", "est", "edt", "et", "cst", "cdt", "ct", "mst",
        "mdt", "mt", "pst", "pdt", "pt", "cet", "cest", "eet", "msk", "ist", "jst", "sgt", "aest", "local", "time",
        "h",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The first clock time in `text`: `10:30`, `10:30 p.m.`, `T10:30:05Z`.
fn clock(text: &str) -> Option<Time> {
    let list: Vec<_> = tokens(text).take(24).collect();
    for (at, window) in list.windows(3).enumerate() {
        let [(_, Token::Number(hour)), (_, Token::Mark(b':' | b'.')), (_, Token::Number(minute))] = window else {
            continue;
        };
        if hour.len() > 2 || minute.len() != 2 || !is_tight(window) {
            continue;
        }
        let (mut hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
        let half = list[at + 3..].iter().find_map(|(_, token)| match token {
            Token::Word(word) => Some(word.to_ascii_lowercase()),
            _ => None,
        });
        match half.as_deref() {
            Some("pm" | "p") if hour < 12 => hour += 12,
            Some("am" | "a") if hour == 12 => hour = 0,
            _ => {}
        }
        return Time::new(hour, minute, 0, 0).ok();
    }
    None
}

/// A date and clock time as machines and people write them in a field of metadata: ISO 8601, RFC 2822, or any form
/// that a date line may have.
pub(super) fn field(text: &str) -> Option<Found> {
    let text = text.trim();
    let mut found = first(text).or_else(|| compact_start(text))?;
    found.time = clock(text.get(found.range.end..)?);
    Some(found)
}

/// `20150512T103000Z`.
fn compact_start(text: &str) -> Option<Found> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let date = (digits == 8 || digits == 14).then(|| compact(&text[..8])).flatten()?;
    Some(Found { range: 0..digits, reading: Reading::Day(date), time: None, order: None })
}

/// The month and day, with the year where there is one, that begin `text`, which may have a weekday before them: the
/// date inside a dateline, "May 12" or "Tuesday, May 12, 2015".
pub(super) fn in_dateline(text: &str) -> Option<Found> {
    let list: Vec<_> = tokens(text).take(12).collect();
    (0..list.len()).find_map(|at| date_at(&list[at..]).map(|(_, found)| found))
}

/// The day that a web address names: `/2015/05/12/`, `/2015-05-12-`, `/20150512/`, `/2015/may/12/`.
pub(super) fn in_url(url: &str) -> Option<Date> {
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
pub(super) fn in_file_name(name: &str) -> Option<Date> {
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
    fn the_usual_orders() {
        for written in [
            "May 12, 2015",
            "12 May 2015",
            "12th of May, 2015",
            "May 12th 2015",
            "MAY 12, 2015",
            "2015-05-12",
            "12.5.2015",
            "2015/5/12",
            "12-May-2015",
            "20150512",
            "12 May, 2015",
        ] {
            let found = first(&format!("on {written}, he said")).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(found.date(), Some(date(2015, 5, 12)), "{written}");
        }
        assert_eq!(first("Sept. 3, 2014").and_then(|found| found.date()), Some(date(2014, 9, 3)));
        for other in ["May 2015", "in 2015", "12 people", "may 40, 2015", "30 February 2015", "1.5.20155", "3/4"] {
            assert_eq!(first(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_may_be_ambiguous() {
        assert_eq!(
            first("03/04/2015").map(|found| found.reading),
            Some(Reading::Ambiguous { day_first: date(2015, 4, 3), month_first: date(2015, 3, 4) })
        );
        assert_eq!(first("25/12/2015").and_then(|found| found.order), Some(Order::DayFirst));
        assert_eq!(first("12/25/2015").and_then(|found| found.order), Some(Order::MonthFirst));
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        for written in [
            "May 12, 2015",
            "Tuesday, May 12, 2015",
            "Published: 12 May 2015",
            "Last updated on May 12, 2015 at 10:30 a.m. EDT",
            "**May 12, 2015**",
            "Tue 12 May 2015 10.30 BST",
            "2015-05-12T10:30:00Z",
            "10:30, 12 May 2015",
            "12 May 2015 | The Herald",
        ] {
            let (found, _) = line(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(found.date(), Some(date(2015, 5, 12)), "{written}");
        }
        for other in [
            "On May 12, 2015 the council met.",
            "Kerry in Russia, May 12, 2015",
            "May 12",
            "2015",
            "Date: the council met on May 12, 2015",
            "12 May 2015 was a Tuesday",
        ] {
            assert_eq!(line(other), None, "{other}");
        }
        let (found, rest) = line("12 May 2015 4:05 pm | The Herald").expect("it is a date line");
        assert_eq!(found.time, Time::new(16, 5, 0, 0).ok());
        assert_eq!(rest.map(|range| &"12 May 2015 4:05 pm | The Herald"[range]), Some("The Herald"));
    }

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
