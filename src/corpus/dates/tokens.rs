//! The words, numbers and marks that dates are made of.

use std::ops::Range;

use jiff::civil::Date;

/// Years that a news article can be of.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(&'a str),
    Number(&'a str),
    Mark(u8),
}

/// Words, numbers and marks of `text` with where they are. Blank space is left out.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
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
pub(in crate::corpus) fn month_of(word: &str) -> Option<i8> {
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
    // Three letters tell which month it can be; most words are none and end here.
    let bytes = word.as_bytes();
    let position = match [bytes[0] | 0x20, bytes[1] | 0x20, bytes[2] | 0x20] {
        [b'j', b'a', b'n'] => 0,
        [b'f', b'e', b'b'] => 1,
        [b'm', b'a', b'r'] => 2,
        [b'a', b'p', b'r'] => 3,
        [b'm', b'a', b'y'] => 4,
        [b'j', b'u', b'n'] => 5,
        [b'j', b'u', b'l'] => 6,
        [b'a', b'u', b'g'] => 7,
        [b's', b'e', b'p'] => 8,
        [b'o', b'c', b't'] => 9,
        [b'n', b'o', b'v'] => 10,
        [b'd', b'e', b'c'] => 11,
        _ => return None,
    };
    let is_short = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    if !is_short && !NAMES[position].eq_ignore_ascii_case(word) {
        return None;
    }
    i8::try_from(position + 1).ok()
}

/// Whether `word` is a day of the week, whole or short.
pub(in crate::corpus) fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().any(|name| {
        name.eq_ignore_ascii_case(word)
            || (matches!(word.len(), 3..=5)
                && name.get(..word.len()).is_some_and(|short| short.eq_ignore_ascii_case(word)))
    })
}

pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| ending.eq_ignore_ascii_case(word))
}

pub(super) fn day_of(number: &str) -> Option<i8> {
    short_of(number).filter(|day| (1..=31).contains(day))
}

pub(super) fn short_of(number: &str) -> Option<i8> {
    if number.len() <= 2 { number.parse().ok() } else { None }
}

pub(super) fn year_of(token: Token<'_>) -> Option<i16> {
    let Token::Number(number) = token else { return None };
    if number.len() != 4 {
        return None;
    }
    number.parse().ok().filter(|year| YEARS.contains(year))
}

/// A year of two digits: the last century from 70 on.
pub(super) fn century_of(number: &str) -> Option<i16> {
    let year: i16 = number.parse().ok()?;
    Some(if year >= 70 { 1900 + year } else { 2000 + year })
}

/// `20150512`.
pub(super) fn compact(number: &str) -> Option<Date> {
    if number.len() != 8 {
        return None;
    }
    let year = year_of(Token::Number(&number[..4]))?;
    Date::new(year, number[4..6].parse().ok()?, number[6..].parse().ok()?).ok()
}
