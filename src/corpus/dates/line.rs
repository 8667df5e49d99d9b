//! Lines and fields that hold a date and little else: date lines of articles, dates of metadata.

use std::ops::Range;

use jiff::civil::Time;

use super::tokens::{Token, compact, is_weekday, month_of, tokens};
use super::{Found, Reading, date_at, first, is_tight};

/// The date of a line that holds nothing else but a label, a weekday, a clock time and its zone. What stands behind a
/// bar ("May 12, 2015 | The Herald") is given with the date.
pub(in crate::corpus) fn line(text: &str) -> Option<(Found, Option<Range<usize>>)> {
    if text.len() > 160 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Nearly every line with a number in it begins with some other word.
    if let Some((_, Token::Word(word))) = tokens(text).next()
        && !is_label(word)
        && !is_weekday(word)
        && month_of(word).is_none()
    {
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
pub(in crate::corpus) fn field(text: &str) -> Option<Found> {
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

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
}
