//! Dates as articles, exports and file names write them.
//!
//! Only full dates count here: a day, a month and a year in one of the usual orders. What "last month" means is the
//! business of `timeline`. Words are matched by hand over a few tokens, because a regular expression for all orders
//! costs more than the rest of reading an article.

mod line;
mod names;
mod tokens;

use std::ops::Range;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use tokens::{Token, century_of, compact, day_of, is_ordinal, short_of, tokens, year_of};

pub(super) use line::{field, line};
pub(super) use names::{in_file_name, in_url};
pub(super) use tokens::{is_weekday, month_of};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

fn no_year(month: i8, day: i8) -> Option<Reading> {
    // 2000 was a leap year: any day that can be is one.
    Date::new(2000, month, day).ok().map(|_| Reading::NoYear { month, day })
}

/// The month and day, with the year where there is one, that begin `text`, which may have a weekday before them: the
/// date inside a dateline, "May 12" or "Tuesday, May 12, 2015".
pub(super) fn in_dateline(text: &str) -> Option<Found> {
    let list: Vec<_> = tokens(text).take(12).collect();
    (0..list.len()).find_map(|at| date_at(&list[at..]).map(|(_, found)| found))
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
}
