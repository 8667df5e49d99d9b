//! Times of day and dates in figures.

use super::lexicon::Class;
use super::pieces::{Clock, Item, Reader};
use super::tokens::{Token, flag};

impl Reader<'_> {
    /// "10:35 a.m.", "10 p.m.", "22:00", "7.30pm", "noon", "five o'clock".
    pub(super) fn clock(self, at: usize) -> Option<(usize, Clock)> {
        let token = self.token(at)?;
        if let Some(hour) = self.lexicon.value(token.word, Class::Noon) {
            let hour = u8::try_from(hour).ok()?;
            return Some((at + 1, Clock { hour, minute: (hour == 12).then_some(0), second: None }));
        }
        let hour = if token.has(flag::DIGITS) {
            let is_zoned = |next: Token| self.lexicon.is(next.word, Class::Zone) || self.is_word(next, "local");
            self.digits(at)
                .filter(|token| token.len() <= 2 || token.len() == 4 && self.token(at + 1).is_some_and(is_zoned))?
                .number
        } else {
            let hour = u8::try_from(self.lexicon.value(token.word, Class::Cardinal)?).ok()?;
            let hour = Some(hour).filter(|hour| (1..=12).contains(hour))?;
            if let Some((end, minute)) = self.spoken_minute(at + 1) {
                return Some((end, Clock { hour, minute: Some(minute), second: None }));
            }
            u32::from(hour)
        };
        let is_digits = token.has(flag::DIGITS);
        // "0900 GMT", "1430 local time"
        if is_digits && token.len() == 4 {
            let (hour, minute) = (u8::try_from(token.number / 100).ok()?, u8::try_from(token.number % 100).ok()?);
            return (hour < 24 && minute < 60).then_some((at + 1, Clock { hour, minute: Some(minute), second: None }));
        }
        let two_digits = |mark: u8, at: usize| {
            if !self.is_glued_mark(at, mark) {
                return None;
            }
            self.glued(at + 1).filter(|next| next.has(flag::DIGITS) && next.len() == 2 && next.number < 60)
        };
        let mut end = at + 1;
        let (mut minute, mut second) = (None, None);
        let mut has_colon = false;
        if is_digits && let Some(found) = two_digits(b':', end) {
            has_colon = true;
            minute = Some(found.number);
            end += 2;
            if let Some(found) = two_digits(b':', end) {
                second = Some(found.number);
                end += 2;
            }
        } else if is_digits && let Some(found) = two_digits(b'.', end) {
            minute = Some(found.number);
            end += 2;
        }
        let half = self.half_of_day(end);
        let is_oclock = self.token(end).is_some_and(|next| self.is_word(next, "o"))
            && self.is_glued_mark(end + 1, b'\'')
            && self.glued(end + 2).is_some_and(|next| self.is_word(next, "clock"));
        let hour = match half {
            Some((after, is_afternoon)) if (1..=12).contains(&hour) => {
                end = after;
                hour % 12 + if is_afternoon { 12 } else { 0 }
            }
            _ if is_oclock => {
                end += 3;
                hour
            }
            _ if has_colon && hour < 24 => {
                // "2:15.3" is a result, "3:45:10" may be one, "10:12" a verse: the last two are let through.
                let goes_on = [b'.', b':', b'%'].iter().any(|&mark| self.is_glued_mark(end, mark))
                    && self.glued(end + 1).is_some_and(|next| next.has(flag::DIGITS));
                if goes_on {
                    return None;
                }
                hour
            }
            _ => return None,
        };
        let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
        Some((end, Clock { hour: u8::try_from(hour).ok()?, minute: small(minute), second: small(second) }))
    }

    /// The minutes in words that only a part of the day behind them tells from a number: "nine [thirty] this morning".
    fn spoken_minute(self, at: usize) -> Option<(usize, u8)> {
        self.token(at).filter(|token| self.lexicon.is(token.word, Class::Cardinal))?;
        let (end, minute) = self.cardinal(at)?;
        let is = |at: usize, word: &str| self.token(at).is_some_and(|token| self.is_word(token, word));
        let is_part = |at: usize| self.token(at).is_some_and(|token| self.lexicon.is(token.word, Class::Part));
        let is_of_day = is(end, "tonight")
            || is(end, "this") && is_part(end + 1)
            || is(end, "in") && is(end + 1, "the") && is_part(end + 2);
        let minute = u8::try_from(minute).ok().filter(|minute| (10..60).contains(minute))?;
        is_of_day.then_some((end, minute))
    }

    /// "am", "p.m.": one past it, and whether it is the second half.
    pub(super) fn half_of_day(self, at: usize) -> Option<(usize, bool)> {
        let token = self.token(at)?;
        for (joined, letter, is_afternoon) in [("am", "a", false), ("pm", "p", true)] {
            if self.is_word(token, joined) {
                return Some((at + 1, is_afternoon));
            }
            if self.is_word(token, letter)
                && self.is_glued_mark(at + 1, b'.')
                && self.glued(at + 2).is_some_and(|next| self.is_word(next, "m"))
            {
                let has_point = self.is_glued_mark(at + 3, b'.');
                return Some((at + 3 + usize::from(has_point), is_afternoon));
            }
        }
        None
    }

    /// "2015-05-12", "5/12/2015", "12.05.2015", and the one day that is written without its year, "9/11".
    pub(super) fn numeric(self, at: usize) -> Option<(usize, Item)> {
        let first = self.token(at).filter(|token| token.has(flag::DIGITS))?;
        if at > 0
            && !first.has(flag::SPACED | flag::BREAK)
            && self.token(at - 1).is_some_and(|before| before.has(flag::DIGITS) || self.is_mark(before, b'-'))
        {
            return None;
        }
        let mark = [b'-', b'/', b'.'].into_iter().find(|&mark| self.is_glued_mark(at + 1, mark))?;
        let second = self.glued(at + 2).filter(|token| token.has(flag::DIGITS))?;
        if !self.is_glued_mark(at + 3, mark) {
            let is_that_day = mark == b'/' && first.len() == 1 && first.number == 9 && second.number == 11;
            return is_that_day.then_some((at + 3, Item::Numeric(2001, 9, 11)));
        }
        let third = self.glued(at + 4).filter(|token| token.has(flag::DIGITS))?;
        let (a, b, c) = (first.number, second.number, third.number);
        let (year, month, day) = match (first.len(), second.len(), third.len()) {
            (4, 1..=2, 1..=2) => (a, b, c),
            (1..=2, 1..=2, 4) if mark == b'.' || (a > 12 && mark != b'-') => (c, b, a),
            (1..=2, 1..=2, 4) => (c, a, b),
            _ => return None,
        };
        if !(1000..=2199).contains(&year) {
            return None;
        }
        let date =
            jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                .ok()?;
        Some((at + 5, Item::Numeric(date.year(), date.month(), date.day())))
    }
}
