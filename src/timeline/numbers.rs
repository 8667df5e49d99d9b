//! Numbers of the text: how many, which one of a row, and which year, in digits and in words.

use super::lexicon::{Class, WordId};
use super::pieces::{Item, Quantity, Reader};
use super::tokens::{Token, flag};

impl Reader<'_> {
    /// A run of digits that stands alone: no part of a decimal, a fraction, a price or a longer code.
    pub(super) fn digits(self, at: usize) -> Option<Token> {
        let token = self.token(at).filter(|token| token.has(flag::DIGITS))?;
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        if let Some(before) = before
            && !token.has(flag::SPACED | flag::BREAK)
            && (before.has(flag::DIGITS)
                || [b'$', b'.', b'#', b'_', b'/', b'+', b'&'].iter().any(|&mark| self.is_mark(before, mark)))
        {
            return None;
        }
        Some(token)
    }

    /// "1990s", "1990's", "'90s", "nineties", "nineteen eighties".
    pub(super) fn decade(self, at: usize) -> Option<(usize, Item)> {
        let token = self.token(at)?;
        if let Some(decade) = self.lexicon.value(token.word, Class::Decades) {
            return Some((at + 1, Item::Decade(i16::try_from(decade).ok()?)));
        }
        if let Some(century @ 16..=20) = self.lexicon.value(token.word, Class::Cardinal) {
            let decade = self.lexicon.value(self.token(self.after_hyphen(at + 1))?.word, Class::Decades)?;
            return Some((self.after_hyphen(at + 1) + 1, Item::Decade(i16::try_from(century * 100 + decade).ok()?)));
        }
        let (at, token) = if self.is_mark(token, b'\'') { (at + 1, self.glued(at + 1)?) } else { (at, token) };
        if !token.has(flag::DIGITS) || token.number % 10 != 0 {
            return None;
        }
        let is_decade = match token.len() {
            2 => token.number >= 10,
            4 => (1000..=2190).contains(&token.number),
            _ => false,
        };
        let tail = self.glued(at + 1)?;
        let is_plural = self.is_word(tail, "s") || tail.word == self.lexicon.possessive();
        (is_decade && is_plural).then_some((at + 2, Item::Decade(i16::try_from(token.number).ok()?)))
    }

    /// "third", "twenty-first", "3rd".
    pub(super) fn ordinal(self, at: usize) -> Option<(usize, i32)> {
        let token = self.token(at)?;
        if token.has(flag::DIGITS) {
            let number = self.digits(at)?.number;
            let tail = self.glued(at + 1)?;
            let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| self.is_word(tail, ending));
            return (is_ordinal && number < 200).then_some((at + 2, i32::try_from(number).ok()?));
        }
        if let Some(number) = self.lexicon.value(token.word, Class::Ordinal) {
            return Some((at + 1, number));
        }
        let tens = self.lexicon.value(token.word, Class::Cardinal).filter(|tens| matches!(tens, 20..=90))?;
        let next = self.after_hyphen(at + 1);
        let ones = self.lexicon.value(self.token(next)?.word, Class::Ordinal).filter(|ones| (1..=9).contains(ones))?;
        Some((next + 1, tens + ones))
    }

    /// "12", "1,200", "2 1/2", "twenty-four", "two hundred", "a few", "a couple of", "two and a half".
    pub(super) fn quantity(self, at: usize) -> Option<(usize, Quantity)> {
        let token = self.token(at)?;
        if token.has(flag::DIGITS) {
            let whole = self.digits(at)?.number;
            if whole > 100_000 {
                return None;
            }
            let number = |at: usize| self.token(at).filter(|token| token.has(flag::DIGITS)).map(|token| token.number);
            if self.is_glued_mark(at + 1, b'.') && self.glued(at + 2).is_some_and(|next| next.has(flag::DIGITS)) {
                // Decimals that are no half are rounded down.
                let half = u32::from(number(at + 2) == Some(5) || number(at + 2) == Some(50));
                return Some(self.in_millions(at + 3, whole * 2 + half));
            }
            let joint = self.after_hyphen(at + 1);
            if number(joint) == Some(1) && self.is_glued_mark(joint + 1, b'/') && number(joint + 2) == Some(2) {
                return Some((joint + 3, Quantity { halves: Some(whole * 2 + 1) }));
            }
            if let Some(end) = self.and_a_half(at + 1) {
                return Some((end, Quantity { halves: Some(whole * 2 + 1) }));
            }
            return Some(self.in_millions(at + 1, whole * 2));
        }
        let is = |at: usize, spelling: &str| self.token(at).is_some_and(|token| self.is_word(token, spelling));
        if is(at, "a") && (is(at + 1, "few") || is(at + 1, "couple")) {
            return self.quantity(at + 1);
        }
        // "a hundred and twelve", "a dozen"
        if is(at, "a") && (is(at + 1, "hundred") || is(at + 1, "thousand") || is(at + 1, "dozen")) {
            return self.quantity(at + 1);
        }
        let first = self.lexicon.value(token.word, Class::Cardinal)?;
        if first < 0 {
            return Some((at + 1, Quantity { halves: None }));
        }
        if is(at, "couple") {
            return Some((at + 1 + usize::from(is(at + 1, "of")), Quantity { halves: Some(2 * 2) }));
        }
        let (end, number) = self.cardinal(at)?;
        match self.and_a_half(end) {
            Some(end) => Some((end, Quantity { halves: Some(number * 2 + 1) })),
            None => Some((end, Quantity { halves: Some(number * 2) })),
        }
    }

    /// One past "and a half", "-and-a-half".
    pub(super) fn and_a_half(self, at: usize) -> Option<usize> {
        let after = |at: usize, spelling: &str| {
            let at = self.after_hyphen(at);
            self.token(at).is_some_and(|token| self.is_word(token, spelling)).then_some(at + 1)
        };
        after(after(after(at, "and")?, "a")?, "half")
    }

    /// So many halves, a million times as many where "million" follows; billions are not counted.
    pub(super) fn in_millions(self, at: usize, halves: u32) -> (usize, Quantity) {
        if self.token(at).is_some_and(|token| self.is_word(token, "billion")) {
            return (at + 1, Quantity { halves: None });
        }
        let is_million = self.token(at).is_some_and(|token| self.is_word(token, "million"));
        match halves.checked_mul(1_000_000).filter(|_| is_million) {
            Some(halves) => (at + 1, Quantity { halves: Some(halves) }),
            None => (at, Quantity { halves: Some(halves) }),
        }
    }

    /// A number in words below a million.
    pub(super) fn cardinal(self, at: usize) -> Option<(usize, u32)> {
        let word = |at: usize| {
            let value = self.lexicon.value(self.token(at)?.word, Class::Cardinal)?;
            u32::try_from(value).ok()
        };
        let mut total = 0;
        let mut part = word(at)?;
        let mut end = at + 1;
        // A number of words is short; the bound keeps "one hundred hundred hundred …" from overflowing.
        for _ in 0..8 {
            let mut next = self.after_hyphen(end);
            // "two hundred and six"
            let is_and = self.token(next).is_some_and(|token| self.is_word(token, "and"));
            if is_and && part >= 100 && part % 100 == 0 && word(next + 1).is_some_and(|more| more < 100) {
                next += 1;
            }
            match word(next) {
                Some(ones @ 1..=9) if part % 100 >= 20 && part % 10 == 0 => part += ones,
                Some(hundred @ 100) if (1..=99).contains(&part) => part *= hundred,
                Some(more @ 1..=99) if part >= 100 && part % 100 == 0 => part += more,
                Some(thousand @ 1000) if total == 0 && (1..1000).contains(&part) => {
                    total = part * thousand;
                    part = 0;
                }
                Some(more @ 1..=999) if total > 0 && part == 0 => part = more,
                _ => break,
            }
            end = next + 1;
        }
        Some((end, total + part))
    }

    /// "1998", "'98", "nineteen ninety-eight", "two thousand six".
    pub(super) fn year(self, at: usize) -> Option<(usize, i16)> {
        let token = self.token(at)?;
        if self.is_mark(token, b'\'') {
            let is_quotation = self.glued(at).is_some()
                && at
                    .checked_sub(1)
                    .and_then(|before| self.token(before))
                    .is_some_and(|before| self.is_mark(before, b'\''));
            if is_quotation {
                return None;
            }
            let digits = self.glued(at + 1).filter(|next| next.has(flag::DIGITS) && next.len() == 2)?;
            if self.glued(at + 2).is_some_and(|next| next.word != self.lexicon.possessive() && self.is_word(next, "s"))
            {
                return None;
            }
            let century = if digits.number < 40 { 2000 } else { 1900 };
            return Some((at + 2, i16::try_from(century + digits.number).ok()?));
        }
        if token.has(flag::DIGITS) {
            let token = self.digits(at)?;
            let is_year = token.len() == 4 && !token.has(flag::GROUPED) && (1000..=2199).contains(&token.number);
            let is_longer = self.glued(at + 1).is_some_and(|next| {
                self.is_word(next, "s")
                    || next.has(flag::CAPITAL)
                    || (next.word == WordId::UNKNOWN && next.has(flag::PAST | flag::PLURAL))
                    || [b'%', b':', b'_', b'/', b'+'].iter().any(|&mark| self.is_mark(next, mark))
                    || (self.is_mark(next, b'.') && self.glued(at + 2).is_some_and(|more| more.has(flag::DIGITS)))
            });
            return (is_year && !is_longer).then_some((at + 1, i16::try_from(token.number).ok()?));
        }
        let word = |at: usize| self.lexicon.value(self.token(at)?.word, Class::Cardinal);
        match word(at)? {
            century @ 16..=20 => {
                let next = self.after_hyphen(at + 1);
                let tens = word(next).filter(|tens| (10..=90).contains(tens))?;
                let mut end = next + 1;
                let mut of_century = tens;
                if tens >= 20 {
                    let joint = self.after_hyphen(end);
                    if let Some(ones) = word(joint).filter(|ones| (1..=9).contains(ones)) {
                        of_century += ones;
                        end = joint + 1;
                    }
                }
                Some((end, i16::try_from(century * 100 + of_century).ok()?))
            }
            // "two thousand", "two thousand and five"
            2 if word(at + 1) == Some(1000) => {
                let is_and = self.token(at + 2).is_some_and(|token| self.is_word(token, "and"));
                if let Some(ones) = word(at + 3).filter(|ones| is_and && (1..=9).contains(ones)) {
                    return Some((at + 4, 2000 + i16::try_from(ones).ok()?));
                }
                let (end, number) = self.cardinal(at)?;
                i16::try_from(number).ok().filter(|year| (2000..2100).contains(year)).map(|year| (end, year))
            }
            _ => None,
        }
    }

    /// A day of the month: "7", "7th", "eighth".
    pub(super) fn day(self, at: usize) -> Option<(usize, Item)> {
        let (end, number) = match self.ordinal(at) {
            Some(found) => found,
            None => {
                let token = self.digits(at).filter(|token| token.len() <= 2)?;
                let is_longer = self.glued(at + 1).is_some_and(|next| {
                    let goes_on = [b':', b'.', b'/'].iter().any(|&mark| self.is_mark(next, mark))
                        && self.glued(at + 2).is_some_and(|more| more.has(flag::DIGITS));
                    goes_on || self.is_mark(next, b'%') || (next.word == WordId::UNKNOWN && next.len() > 2)
                });
                if is_longer {
                    return None;
                }
                (at + 1, i32::try_from(token.number).ok()?)
            }
        };
        (1..=31).contains(&number).then_some((end, Item::Day(i8::try_from(number).ok()?)))
    }
}
