//! Lengths of time that are none, and those that are more: ages, rates, titles of films, a day to come, halves.

use super::calendar::Unit;
use super::detect::is_counted_by_article;
use super::filters::Site;
use super::lexicon::Class;
use super::outlook::begins_sentence;
use super::tokens::{Token, flag};

impl Site<'_> {
    pub(super) fn is_duration(&self) -> bool {
        let slots = self.slots;
        let Some(unit) = slots.unit else { return false };
        let unit_at = (self.from..self.matched.end).rev().find(|&at| {
            let word = self.tokens[at].word;
            self.rules.lexicon().is(word, Class::Unit) || self.rules.lexicon().is(word, Class::Units)
        });
        let Some(unit_at) = unit_at else { return false };
        let token = &self.tokens[unit_at];
        // "60 Minutes", "Three Days of the Condor".
        let is_first = unit_at == 0 || begins_sentence(self.rules, self.tokens, unit_at);
        if token.has(flag::CAPITAL) && !token.has(flag::SHOUTED) && !is_first {
            return false;
        }
        let is_plural = self.rules.lexicon().is(token.word, Class::Units);
        // "World Cup 2018 day five"
        let first_token = &self.tokens[self.from];
        if !is_plural
            && first_token.has(flag::DIGITS)
            && (1900..2100).contains(&first_token.number)
            && unit_at == self.from + 1
        {
            return false;
        }
        // "on a year-on-year basis"
        if self.is_one_of(self.token(self.matched.end), &["-"])
            && self.is_one_of(self.token(self.matched.end + 1), &["on"])
        {
            return false;
        }
        // "for the third time in as many weeks"
        let is_as_many = self.is_one_of(Some(first_token), &["many"]) && self.is_one_of(self.before(1), &["as"]);
        if is_as_many || self.is_one_of(self.before(1), &["many"]) && self.is_one_of(self.before(2), &["as"]) {
            return false;
        }
        if slots.quantity.is_none() {
            let first = self.token(self.from);
            if is_plural {
                // "hundreds of years", "60 minutes" whose number was not read.
                if self.before(1).is_some_and(|before| before.has(flag::DIGITS)) {
                    return false;
                }
                let is_night = self.is_one_of(Some(token), &["nights"]);
                let is_bare = unit_at == self.from;
                // "the small hours", "in rush hours"
                const HOURS: &[&str] = &[
                    "small", "wee", "rush", "working", "opening", "office", "business", "peak", "visiting", "school",
                    "daylight", "trading", "extended", "curfew",
                ];
                if unit == Unit::Hour && is_bare && self.is_one_of(self.before(1), HOURS) {
                    return false;
                }
                let is_uncounted = self.matched.end == unit_at + 1
                    && (is_night || matches!(unit, Unit::Minute | Unit::Second) || unit == Unit::Quarter && is_bare);
                // "hundreds of years"
                let is_counted_by_heaps = self.is_one_of(self.before(1), &["of"])
                    && self.is_one_of(self.before(2), &["hundreds", "thousands", "dozens", "millions", "billions"]);
                // "the hours of the day", "days of the week"
                let is_kind = self.is_one_of(self.after(), &["of"])
                    && self.is_one_of(self.token(self.matched.end + 1), &["the", "a"])
                    && self.token(self.matched.end + 2).is_some_and(|next| self.is(next, Class::Unit));
                return !is_uncounted && !is_counted_by_heaps && !is_kind;
            }
            let is_half = (self.from..self.matched.end).any(|at| self.is_one_of(self.token(at), &["half"]));
            if is_half {
                return !matches!(unit, Unit::Quarter) || self.matched.end - self.from > 2;
            }
            if self.is_one_of(first, &["the"]) {
                return false;
            }
            if self.is_one_of(Some(token), &["night"])
                || (self.from..unit_at).any(|at| self.is_one_of(self.token(at), &["fiscal", "calendar"]))
                || self.is_one_of(self.before(1), &["share", "such"])
            {
                return false;
            }
            let is_of = self.is_one_of(self.after(), &["of"]);
            let is_part = unit == Unit::Day && (is_of || self.is_one_of(self.after(), &["when"]))
                || is_of && self.is_one_of(first, &["another", "one"]);
            return is_counted_by_article(unit) && !is_part;
        }
        // "a one-day", "six-day" stay; "three-quarters", "two quarters of the country" are parts.
        if unit == Unit::Quarter && self.is_one_of(self.after(), &["of"]) {
            return false;
        }
        // "Nine Nights" and prices by the night.
        true
    }

    /// "a 45-year-old rule" is as long as the rule lasted, and nobody is "decades-old".
    pub(super) fn is_nominal_age(&self) -> bool {
        let is_plural = |at: usize| self.token(at).is_some_and(|token| self.is(token, Class::Units));
        if self.slots.quantity.is_none() && (self.from..self.matched.end).any(is_plural) {
            return true;
        }
        self.slots.unit.is_some() && self.after().is_some_and(|next| self.rules.lexicon().is(next.word, Class::Nominal))
    }

    /// "$500 million a year", "700 seats a week": so many in each.
    pub(super) fn is_rate(&self) -> bool {
        let is_article = self.is_one_of(self.token(self.from), &["a", "an"]);
        // A night has its price, which is no repetition.
        let is_unit = self.slots.unit.is_some_and(is_counted_by_article)
            && !self.is_one_of(self.token(self.from + 1), &["night"])
            && self.slots.quantity.is_none()
            && self.matched.end == self.from + 2;
        let Some(before) = self.before(1).filter(|_| is_article && is_unit) else { return false };
        let is_number = |token: &Token| token.has(flag::DIGITS) || self.is(token, Class::Cardinal);
        let is_counted = before.has(flag::PLURAL) || self.is(before, Class::Measure) || self.is(before, Class::Units);
        is_number(before) || is_counted && (2..=4).any(|back| self.before(back).is_some_and(is_number))
    }

    /// "It will one day be": no length.
    pub(super) fn is_one_day_to_come(&self) -> bool {
        const MODALS: &[&str] = &["will", "would", "could", "may", "might", "can", "should", "may", "to"];
        self.is_one_of(self.token(self.from), &["one"])
            && self.is_one_of(self.token(self.from + 1), &["day"])
            && self.matched.end == self.from + 2
            && self.is_one_of(self.before(1), MODALS)
    }

    /// A half of a year that is named, or one that business is told by: "first-half profit", "for the first half".
    pub(super) fn is_half_of_year(&self) -> bool {
        const RESULTS: &[&str] = &[
            "net",
            "profit",
            "profits",
            "loss",
            "losses",
            "earnings",
            "sales",
            "revenue",
            "results",
            "income",
            "pretax",
            "operating",
            "figures",
            "turnover",
            "growth",
            "dividend",
        ];
        let inside = &self.tokens[self.from..self.matched.end];
        let has = |word: &str| inside.iter().any(|token| self.is_one_of(Some(token), &[word]));
        let is_bare = self.slots.year.is_none() && self.slots.year_dir.is_none() && !has("of") && !has("'s");
        let is_for = has("for") && !self.is_one_of(self.after(), &["of"]);
        !is_bare || is_for || self.is_one_of(self.after(), RESULTS)
    }
}
