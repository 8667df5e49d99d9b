//! What looks like a time and is none: what each meaning asks of the words around it.

use super::calendar::Unit;
use super::lexicon::Class;
use super::meaning::Meaning;
use super::rules::{Match, Rules};
use super::slots::{Dir, Slots};
use super::tokens::{Token, flag};

/// A match in its text.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) rules: &'a Rules,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// First token of the match.
    pub(super) from: usize,
    pub(super) matched: &'a Match,
    pub(super) slots: &'a Slots,
}

/// What the match means, or nothing when it is no time.
pub(super) fn admitted(site: Site<'_>) -> Option<Meaning> {
    let meaning = site.matched.meaning;
    let is_time = match meaning {
        Meaning::Date => site.is_date(),
        Meaning::Duration if site.is_rate() => return Some(Meaning::Set),
        Meaning::Duration if site.is_one_day_to_come() => return Some(Meaning::Future),
        Meaning::Duration => site.is_duration(),
        // "expected to last six weeks"
        Meaning::SpanOf => {
            !(site.is_one_of(site.token(site.from), &["last"])
                && site
                    .is_one_of(site.before(1), &["to", "will", "would", "could", "can", "may", "might", "must", "not"]))
        }
        Meaning::WholeOfThis if site.is_one_of(site.after(), &["ended", "ending"]) => return Some(Meaning::Stretch),
        // "Stocks fell 2 percent on the week": no other unit is told so.
        Meaning::WholeOfThis if site.is_one_of(site.token(site.from), &["on"]) => {
            site.slots.unit == Some(Unit::Week) && site.ends_clause()
        }
        Meaning::Half => site.is_half_of_year(),
        // "Full-year profit"; "his first full year" is a length.
        Meaning::WholeOfThis if site.is_one_of(site.token(site.from), &["full"]) => {
            site.is_one_of(site.token(site.from + 1), &["-"]) && site.after().is_some_and(|next| next.has(flag::SPACED))
        }
        Meaning::Current | Meaning::Recent => site.is_adjective(),
        Meaning::PeriodNamed => !site
            .is_one_of(site.after(), &["of", "from", "between", "in", "when", "during", "since", "before", "after"]),
        // "Johnnie Christmas"
        Meaning::Holiday(_) => !site.is_surname(),
        Meaning::Age => return site.is_nominal_age().then_some(Meaning::Duration),
        Meaning::Present => !site.is_in_title() && !site.is_now_and_then(),
        Meaning::Rate(_) => !site.is_in_title() && !site.is_capital_inside() && !site.is_paper(),
        // "20th Century Fox"
        Meaning::Century => !site.is_before_name(),
        Meaning::Past => !site.is_before_noun("past"),
        // "In future elections"
        Meaning::Future if site.is_one_of(site.token(site.from), &["in"]) => !site.is_before_noun("future"),
        Meaning::Period => site.is_whole_quarter(),
        // "At the end of the day", "in the middle of the night": any; "earlier in the day" is one of the story.
        Meaning::Deictic => {
            let is_any_day = site.slots.unit == Some(Unit::Day)
                && site.slots.third.is_some()
                && (site.from..site.matched.end).any(|at| site.is_one_of(site.token(at), &["of", "'s", "’s"]));
            !is_any_day && !site.is_quoted_title()
        }
        Meaning::Around | Meaning::Before => site.ends_clause(),
        Meaning::QuarterWith => site.is_whole_quarter(),
        // "the year ended Sept. 30", "the week to Wednesday"; any other year or week is no time by itself.
        Meaning::Stretch => {
            site.is_one_of(site.after(), &["ended", "ending", "to", "through"])
                && site.token(site.matched.end + 1).is_some_and(|next| {
                    next.has(flag::CAPITAL | flag::DIGITS)
                        || site.is_one_of(Some(next), &["the", "yesterday", "today", "tomorrow", "in", "on", "mid"])
                })
        }
        _ => true,
    };
    is_time.then_some(meaning)
}

impl Site<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn before(&self, back: usize) -> Option<&Token> {
        self.from.checked_sub(back).and_then(|at| self.tokens.get(at))
    }

    pub(super) fn after(&self) -> Option<&Token> {
        self.token(self.matched.end).filter(|token| !token.has(flag::BREAK))
    }

    pub(super) fn is(&self, token: &Token, class: Class) -> bool {
        self.rules.lexicon().is(token.word, class)
    }

    pub(super) fn spelling(&self, token: &Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    pub(super) fn is_one_of(&self, token: Option<&Token>, words: &[&str]) -> bool {
        token.is_some_and(|token| words.iter().any(|word| self.spelling(token).eq_ignore_ascii_case(word)))
    }

    /// Neither "the quarter-finals" nor "the quarter of the city".
    fn is_whole_quarter(&self) -> bool {
        !self.is_one_of(self.after(), &["-", "of", "final", "finals", "century", "mile"])
    }

    pub(super) fn ends_clause(&self) -> bool {
        self.after().is_none_or(|token| self.is_one_of(Some(token), &[".", ",", ";", ")", "\"", "”", "'", "—", "-"]))
    }

    /// A word after a preposition or article that goes with times.
    pub(super) fn is_introduced(&self) -> bool {
        self.before(1).is_some_and(|before| self.is(before, Class::Intro))
    }

    fn is_date(&self) -> bool {
        let slots = self.slots;
        let len = self.matched.end - self.from;
        if slots.numeric.is_some() {
            return true;
        }
        if slots.month.is_some() {
            // "Following the May 4 storm": behind it, not the next one.
            if slots.day.is_some() && slots.weekday.is_none() && slots.dir.is_some_and(Dir::is_narrative) {
                return false;
            }
            return slots.day.is_some()
                || slots.year.is_some()
                || slots.year_dir.is_some()
                || slots.dir.is_some()
                || slots.third.is_some()
                || self.is_month();
        }
        if slots.season.is_some() {
            return slots.dir.is_some() || slots.year.is_some() || slots.year_dir.is_some() || self.is_season();
        }
        if slots.quarter.is_some() || slots.ordinal.is_some() {
            return true;
        }
        if let Some(decade) = slots.decade {
            return self.is_decade(decade);
        }
        if slots.weekday.is_some() {
            // "Around dawn Wednesday"; no other part of the day stands before its day like that.
            if self.rules.lexicon().is(self.tokens[self.from].word, Class::Part) {
                return self.is_edge();
            }
            return !self.is_named_weekday() && !self.is_sunday_paper();
        }
        if slots.year.is_some() {
            return len > 1 && !self.is_one_of(self.token(self.from), &["the", "about", "around", "some"])
                || self.is_year();
        }
        if slots.dayword.is_some() {
            return !self.is_in_title() && !self.is_title_alone();
        }
        // "High Noon"
        let is_name = || self.is_verse() || len == 1 && self.is_capital_inside();
        if slots.clock.is_some() && slots.part.is_none() && is_name() {
            return false;
        }
        if slots.part.is_some() && slots.clock.is_none() && len == 1 {
            return self.is_edge_of_day();
        }
        // "The dawn of an age"
        if slots.part.is_some() && slots.clock.is_none() && self.is_one_of(self.after(), &["of"]) {
            return false;
        }
        // "In the night" may be any night.
        slots.part != Some("NI") || slots.dir.is_some()
    }
}
