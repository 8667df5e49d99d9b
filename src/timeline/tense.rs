//! What single words of a sentence tell of its tense: a plan, something that was, or nothing.

use super::lexicon::{Class, Lexicon, WordId};
use super::rules::Rules;
use super::tokens::{Token, flag};

/// The words around a time, asked one by one.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub(super) fn of(rules: &'a Rules, tokens: &'a [Token]) -> Words<'a> {
        Words { lexicon: rules.lexicon(), tokens }
    }

    pub(super) fn is(self, at: usize, spelling: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.get(spelling).is_some_and(|id| token.word == id))
    }

    pub(super) fn is_one_of(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn is_behind_determiner(self, at: usize) -> bool {
        let is_owner = |before: usize| self.lexicon.is(self.tokens[before].word, Class::Owner);
        at.checked_sub(1).is_some_and(|before| self.is_one_of(before, &["a", "an", "the"]) || is_owner(before))
    }

    /// Behind "to" or a modal verb.
    fn is_infinitive(self, at: usize) -> bool {
        const LEADS: &[&str] = &["to", "will", "would", "could", "may", "might", "should", "must"];
        at.checked_sub(1).is_some_and(|before| self.is_one_of(before, LEADS))
    }

    /// "is to resume", "set to open", "set for", "set as": "set aside" is no plan.
    fn is_arranged(self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.is(at, "to") && self.is_one_of(before, &["is", "are", "set"])
                || self.is_one_of(at, &["for", "as"]) && self.is(before, "set")
        })
    }

    fn is_plan(self, at: usize) -> bool {
        self.is_one_of(at, &["plan", "expect", "intend", "want", "hope"])
    }

    /// "to pay": what is meant to be done.
    pub(super) fn is_purpose(self, at: usize) -> bool {
        self.is(at, "to") && self.tokens.get(at + 1).is_some_and(|_| self.may_be_verb(at + 1))
    }

    /// Above 0 what is told is to come, below 0 it was; 1 is a hint and 2 is plain.
    pub(super) fn tense(self, at: usize) -> i32 {
        let token = self.tokens[at];
        let value = match (self.lexicon.value(token.word, Class::Future), self.lexicon.value(token.word, Class::Past)) {
            // The month; and "may have left", which is over.
            (Some(_), _) if token.has(flag::CAPITAL) && self.is(at, "may") || self.is(at + 1, "have") => 0,
            // "Tickets go on sale", but "began to go".
            (Some(1), _) if self.is(at, "go") && at > 0 && self.is(at - 1, "to") => 0,
            (Some(1), _) if self.is(at, "go") && self.is(at + 1, "on") => 2,
            // "Could reach", but "could not be reached".
            (Some(1), _) if self.is(at, "could") && !self.is_one_of(at + 1, &["be", "not"]) => 2,
            // "It had been due to end Friday", "as planned": what was once to come is over.
            (Some(2), _) if at > 1 && self.is(at - 1, "been") && self.is(at - 2, "had") => -2,
            (Some(2), _) if at > 0 && self.is_one_of(at - 1, &["as", "previously"]) => 0,
            (Some(value), _) => value,
            // "A planned march", "the wounded", "its closed mines": no verb, and no hint of its tense.
            (None, _) if self.is_behind_determiner(at) => 0,
            // "They did not plan to go": the plan tells.
            (None, Some(_)) if self.is(at, "did") && (at + 1..at + 3).any(|next| self.is_plan(next)) => 0,
            // "expected to hit", "could cut": no past behind "to" or a modal verb.
            (None, Some(_)) if self.is_infinitive(at) => 0,
            // "will be tried", "is to be sold": what stands before "be" decides.
            _ if at > 0 && self.is_one_of(at - 1, &["be", "being", "get", "getting"]) => 0,
            (None, Some(value)) => -value,
            (None, None) if token.has(flag::PAST) => -2,
            (None, None) => 0,
        };
        if self.is_arranged(at) { 2 } else { value }
    }

    /// A word in small letters that no rule knows, one of a plan, or one that numbers count ("votes").
    pub(super) fn may_be_verb(self, at: usize) -> bool {
        let token = self.tokens[at];
        let is_small = token.has(flag::SPACED) && !token.has(flag::CAPITAL | flag::DIGITS) && token.len() > 1;
        let is = |class| self.lexicon.is(token.word, class);
        is_small && (token.word == WordId::UNKNOWN || is(Class::Measure)) || is(Class::Future)
    }

    /// A word that looks ahead from the past: "planned", "could", "would".
    pub(super) fn is_past_form(self, at: usize) -> bool {
        const FORMS: &[&str] =
            &["could", "would", "might", "planned", "promised", "vowed", "pledged", "postponed", "delayed"];
        self.is_one_of(at, FORMS)
    }
}
