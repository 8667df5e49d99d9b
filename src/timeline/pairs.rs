//! Two dates that share a month or a year: "3 to 7 May", "May 3-7, 2014", "between March and June 2014".
//!
//! English writes what both have in common once, so one of the two cannot be read without the other. A day alone is no
//! time, and the table of rules knows nothing of what stands beside a match; so the number beside a full date is looked at
//! here. Constant time for a match.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::Point;
use super::lexicon::{Class, WordId};
use super::rules::{Match, Rules};
use super::slots::Slots;
use super::tokens::{Token, flag};
use super::{Anchor, Timex, TimexType};
use crate::corpus::DocumentId;
use crate::text::Span;

/// A day that is joined to a date and has its month and year, and the tokens that it stands in.
pub(super) type Joined = (Range<usize>, Date);

/// Days that are joined to a date.
pub(super) struct Beside {
    pub(super) before: Option<Joined>,
    pub(super) after: Option<Joined>,
}

/// The days beside a match that means `point`: "[3] to 7 May", "May 3-[7]".
pub(super) fn days_beside(
    rules: &Rules,
    tokens: &[Token],
    from: usize,
    matched: &Match,
    slots: &Slots,
    point: Option<Point>,
) -> Beside {
    let mut beside = Beside { before: None, after: None };
    let (Some(Point::Day(date)), Some(_), Some(day)) = (point, slots.month, slots.day) else { return beside };
    let in_month = |day: i8| Date::new(date.year(), date.month(), day).ok();
    let is_day_first = tokens[from].has(flag::DIGITS) && tokens[from].number == u32::from(day.unsigned_abs());
    if is_day_first && let Some(token) = from.checked_sub(2).filter(|_| is_joint(rules, tokens, from - 1)) {
        let is_whole = token == 0 || tokens[token].has(flag::SPACED | flag::BREAK);
        // "The score was 1 - 3 May 2015".
        let is_apart = tokens[from].has(flag::SPACED) && tokens[token + 1].word == rules.lexicon().mark(b'-');
        let is_joined = !is_apart && !tokens[token + 1].has(flag::BREAK) && !tokens[from].has(flag::BREAK);
        beside.before = day_number(&tokens[token])
            .filter(|&other| other < day && is_whole && is_joined)
            .and_then(in_month)
            .map(|date| (token..token + 1, date));
    }
    beside.after =
        day_behind(rules, tokens, matched, slots).and_then(|behind| Some((behind.tokens, in_month(behind.day)?)));
    beside
}

/// The month and year of a second date, where the first has no year: "March [and June 2014]", "May 3[-7, 2014]".
pub(super) fn range_end(rules: &Rules, tokens: &[Token], matched: &Match, slots: &Slots) -> Option<(i8, i16)> {
    if let Some(behind) = day_behind(rules, tokens, matched, slots) {
        return Some((slots.month?, behind.year?));
    }
    let mut end = matched.end;
    // "In March, April and May 2020": a list is short.
    for _ in 0..LONGEST_LIST {
        let is_last = is_joint(rules, tokens, end);
        let is_comma = tokens.get(end).is_some_and(|token| token.word == rules.lexicon().mark(b','));
        if !is_last && !is_comma {
            return None;
        }
        let next = rules.longest(tokens, end + 1)?;
        let slots = Slots::of(&next);
        let month = slots.month.filter(|_| is_last || slots.day.is_none())?;
        if let Some(year) = slots.year {
            return Some((month, year));
        }
        if is_last {
            return None;
        }
        end = next.end;
    }
    None
}

/// How many months a list may have.
const LONGEST_LIST: usize = 6;

/// The weekday that a range of bare weekdays ends with: "Monday [to Friday]".
pub(super) fn last_weekday(rules: &Rules, tokens: &[Token], matched: &Match) -> Option<i8> {
    let lexicon = rules.lexicon();
    let joint = tokens.get(matched.end)?;
    let is_range =
        is_joint(rules, tokens, matched.end) && ["and", "or"].iter().all(|word| lexicon.get(word) != Some(joint.word));
    let last = is_range.then(|| rules.longest(tokens, matched.end + 1))??;
    Slots::of(&last).weekday.filter(|_| last.items.len() == 1)
}

/// Whether a weekday and "and" or "or" stand right before: "Thursday and [Friday]".
pub(super) fn is_behind_weekday(rules: &Rules, tokens: &[Token], from: usize) -> bool {
    let lexicon = rules.lexicon();
    from >= 2
        && lexicon.is_one_of(tokens[from - 1].word, &["and", "or"])
        && !tokens[from].has(flag::BREAK)
        && lexicon.is(tokens[from - 2].word, Class::Weekday)
}

/// A second day behind "May 3".
struct Behind {
    /// The day and, if there is one, the year.
    tokens: Range<usize>,
    day: i8,
    year: Option<i16>,
}

fn day_behind(rules: &Rules, tokens: &[Token], matched: &Match, slots: &Slots) -> Option<Behind> {
    let end = matched.end;
    let day = slots.day.filter(|_| slots.month.is_some() && slots.year.is_none())?;
    let last = tokens[end - 1];
    if !last.has(flag::DIGITS) || last.number != u32::from(day.unsigned_abs()) || !is_joint(rules, tokens, end) {
        return None;
    }
    let other = day_number(tokens.get(end + 1)?).filter(|&other| other > day)?;
    // "May 3 and 25 people" counts people; "May 3-7" may stand before anything but the rest of a number.
    let lexicon = rules.lexicon();
    let behind = tokens.get(end + 2).filter(|token| !token.has(flag::BREAK));
    let is_mark = |token: &Token, mark: u8| token.word != WordId::UNKNOWN && token.word == lexicon.mark(mark);
    let is_number = behind.is_some_and(|token| {
        !token.has(flag::SPACED) && (is_mark(token, b'-') || is_mark(token, b'/') || is_mark(token, b':'))
            || is_mark(token, b'.')
                && tokens.get(end + 3).is_some_and(|next| next.has(flag::DIGITS) && !next.has(flag::SPACED))
    });
    let is_hyphen = is_mark(&tokens[end], b'-');
    let is_closed = behind.is_none_or(|token| {
        lexicon.is(token.word, Class::Intro) || [b'.', b',', b')'].iter().any(|&mark| is_mark(token, mark))
    });
    if is_number || !(is_hyphen || is_closed) {
        return None;
    }
    let comma = usize::from(behind.is_some_and(|token| is_mark(token, b',')));
    let year = tokens
        .get(end + 2 + comma)
        .filter(|token| token.has(flag::DIGITS) && !token.has(flag::BREAK) && (1900..2100).contains(&token.number))
        .and_then(|token| i16::try_from(token.number).ok());
    let last = if year.is_some() { end + 2 + comma } else { end + 1 };
    Some(Behind { tokens: end + 1..last + 1, day: other, year })
}

/// A day that is joined to a date, as an expression of its own.
pub(super) fn timex(tokens: &[Token], (place, day): Joined, anchor: Anchor) -> Timex {
    let point = Point::Day(day);
    Timex {
        document: DocumentId::default(),
        span: Span::new(tokens[place.start].start as usize, tokens[place.end - 1].end as usize),
        kind: TimexType::Date,
        value: point.to_string(),
        interval: point.interval(),
        is_open_start: false,
        is_open_end: false,
        anchor,
    }
}

fn day_number(token: &Token) -> Option<i8> {
    let is_number = token.has(flag::DIGITS) && token.len() <= 2;
    i8::try_from(token.number).ok().filter(|day| is_number && (1..=31).contains(day))
}

/// A word or a hyphen that joins two dates.
fn is_joint(rules: &Rules, tokens: &[Token], at: usize) -> bool {
    let lexicon = rules.lexicon();
    tokens.get(at).is_some_and(|token| {
        !token.has(flag::BREAK)
            && (lexicon.is_one_of(token.word, &["to", "and", "or", "until", "through"])
                || token.word == lexicon.mark(b'-'))
    })
}
