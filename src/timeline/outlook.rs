//! Where a sentence looks, ahead or back, by the words around a time.
//!
//! "On Monday" is last Monday in one sentence and next Monday in another, and only the verb tells. The nearest words that
//! tell (`FUTURE`, `PAST`, `AHEAD` of the rule table, and endings of the past tense) are summed, the nearest counting
//! most. On dated news of 1989 to 2000 one weekday in sixteen lies ahead; of those, this finds most. A tagger and a parser
//! were the rival: they cost a model and a hundred times the time. Constant time for a match: at most [`OUTLOOK_TOKENS`]
//! are asked on each side.

use super::lexicon::{Class, WordId};
use super::rules::Rules;
use super::tense::Words;
use super::tokens::{Token, flag};

/// How many tokens to each side are asked: a long sentence of a newspaper, in which an abbreviation is several tokens.
const OUTLOOK_TOKENS: usize = 30;

/// How many tokens to each side a sentence has at most.
const SENTENCE_TOKENS: usize = 2 * OUTLOOK_TOKENS;

/// Whether a sentence begins at this token, as far as marks and capitals tell.
pub(super) fn begins_sentence(rules: &Rules, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    if token.has(flag::BREAK) {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|before| tokens[before]) else { return true };
    if !token.has(flag::CAPITAL) || !token.has(flag::SPACED) {
        return false;
    }
    let lexicon = rules.lexicon();
    let is = |mark: u8| before.word != WordId::UNKNOWN && before.word == lexicon.mark(mark);
    let ends = is(b'!') || is(b'?');
    let is_point = is(b'.');
    // "Mr. X", "Sept. 3", "U.S. X": a short capitalised word before the point is an abbreviation.
    let is_abbreviation = at
        .checked_sub(2)
        .map(|word| tokens[word])
        .is_some_and(|word| word.has(flag::CAPITAL) && word.len() <= 4 && !word.has(flag::DIGITS));
    ends || is_point && !is_abbreviation
}

/// What the words that tell are worth in order of nearness: the nearest verb governs a date, the others only lean.
const BEFORE: [i32; 4] = [14, 6, 3, 2];
/// The same behind a date, where the verb of another clause may stand.
const BEHIND: [i32; 3] = [5, 3, 2];
/// How far before "by" its purpose may stand.
const PURPOSE_TOKENS: usize = 16;
/// How far before "until" its perfect may stand.
const PERFECT_TOKENS: usize = 5;
/// The number of a `CLAUSE` word that refers to what stands before it.
const RELATIVE: i32 = 1;
/// What a word right before a date adds: "until", "as soon as", "ahead of" look ahead over a verb of the past.
const RIGHT_BEFORE: i32 = 22;

/// Where the sentence around a time looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Above 0 it looks ahead, below 0 back.
    pub(super) score: i32,
    /// Nothing in it is of the past: "Congress returns on Tuesday", "the two sides play on Saturday".
    pub(super) is_present: bool,
}

/// Where the sentence around the tokens `from..to` looks, by the nearest words that tell.
pub(super) fn outlook(rules: &Rules, tokens: &[Token], from: usize, to: usize) -> Look {
    let words = Words::of(rules, tokens);
    let score = right_before(rules, words, from) + before(rules, words, from) + behind(rules, words, from, to);
    Look { score, is_present: score >= 0 && is_present(rules, words, from, to) }
}

/// Whether no word of the sentence tells that something was; a line without a word that could be a verb says nothing.
fn is_present(rules: &Rules, words: Words<'_>, from: usize, to: usize) -> bool {
    let tokens = words.tokens;
    let begins = |at: usize| begins_sentence(rules, tokens, at);
    let before = (from.saturating_sub(SENTENCE_TOKENS)..from).rev().take_while(|&at| !begins(at + 1));
    let behind = (to..(to + SENTENCE_TOKENS).min(tokens.len())).take_while(|&at| !begins(at));
    let mut has_verb = false;
    for at in before.chain(behind) {
        if words.tense(at) < 0 || words.is_past_form(at) {
            return false;
        }
        has_verb |= words.may_be_verb(at);
    }
    has_verb
}

/// What the words right before a time are worth: "until", "since", "the deadline is".
fn right_before(rules: &Rules, words: Words<'_>, from: usize) -> i32 {
    let tokens = words.tokens;
    let mut score = 0;
    let near = (from.saturating_sub(3)..from).filter(|&at| !begins_sentence(rules, tokens, at + 1));
    for at in near {
        let is_last = at + 1 == from;
        let weight = words.lexicon.value(tokens[at].word, Class::Ahead).unwrap_or(0);
        // "until at least", "until late": one small word may stand between. "Until Monday" that begins a sentence tells
        // what ended then.
        if (is_last || at + 2 == from && weight > 1) && !begins_sentence(rules, tokens, at) {
            score += weight * RIGHT_BEFORE;
            // "A plan to pay it back by February"
            let is_told = |&at: &usize| words.is_purpose(at) || words.tense(at) != 0;
            if words.is(at, "by")
                && (at.saturating_sub(PURPOSE_TOKENS)..at).rev().find(is_told).is_some_and(|at| words.is_purpose(at))
            {
                score += 2 * RIGHT_BEFORE;
            }
            // "It has been put off until Monday": what has been done holds on.
            let is_perfect = |at: usize| words.is_one_of(at, &["has", "have"]);
            if weight > 0 && (at.saturating_sub(PERFECT_TOKENS)..at).any(is_perfect) {
                score += RIGHT_BEFORE;
            }
        }
        // "Since Monday" tells what began then. "The vote is on Monday", "the deadline is Friday": what was would be "was".
        if is_last && words.is(at, "since") {
            score -= 4 * RIGHT_BEFORE;
        }
        let is_between = |at: usize| words.is_one_of(at, &["on", "in", "at", "for"]);
        if words.is_one_of(at, &["is", "are"]) && (is_last || at + 2 == from && is_between(at + 1)) {
            score += RIGHT_BEFORE;
        }
        if at + 2 == from && words.is(at, "later") && words.is(at + 1, "than") {
            score += 2 * RIGHT_BEFORE;
        }
        let is_as_soon = at + 3 == from
            && words.is(at, "as")
            && words.is_one_of(at + 1, &["soon", "early"])
            && words.is(at + 2, "as");
        let is_ahead_of = at + 2 == from && words.is(at, "ahead") && words.is(at + 1, "of");
        if is_as_soon || is_ahead_of {
            score += 3 * RIGHT_BEFORE;
        }
    }
    score
}

/// What the nearest telling words before a time are worth.
fn before(rules: &Rules, words: Words<'_>, from: usize) -> i32 {
    let tokens = words.tokens;
    let (mut score, mut told) = (0, 0);
    for distance in 1..=OUTLOOK_TOKENS.min(from) {
        if told == BEFORE.len() || begins_sentence(rules, tokens, from - distance + 1) {
            break;
        }
        let at = from - distance;
        // "It was completed by the panel, which will meet on Tuesday": what stands before the clause is another's.
        if told > 0 && words.lexicon.value(tokens[at].word, Class::Clause) == Some(RELATIVE) {
            break;
        }
        let value = words.tense(at);
        if value != 0 {
            score += value * BEFORE[told];
            told += 1;
        }
    }
    score
}

/// What the nearest telling words behind a time are worth.
fn behind(rules: &Rules, words: Words<'_>, from: usize, to: usize) -> i32 {
    let tokens = words.tokens;
    // "On Friday, he will be in Orlen": the first verb of a clause governs the date in front of it, where it is plain.
    let is_behind_intro =
        |at: usize| words.lexicon.is(tokens[at].word, Class::Intro) && begins_sentence(rules, tokens, at);
    let is_possessed = tokens.get(to).is_some_and(|next| next.word == words.lexicon.possessive());
    let is_first = begins_sentence(rules, tokens, from) || from.checked_sub(1).is_some_and(is_behind_intro);
    let is_fronted = is_first && !is_possessed;
    let is_plainly_ahead = |at: usize| {
        let is_arranged = at > 0 && words.is_one_of(at - 1, &["is", "are"]);
        let is_meant = words.is(at + 1, "to") && words.is_one_of(at, &["plans", "plan", "expects", "hopes", "intends"]);
        is_arranged || is_meant || words.is_one_of(at, &["will", "ll", "shall", "should", "may", "might", "must"])
    };
    let (mut score, mut told) = (0, 0);
    for at in to..(to + OUTLOOK_TOKENS).min(tokens.len()) {
        let is_other_clause = words.lexicon.is(tokens[at].word, Class::Clause);
        if told == BEHIND.len() || is_other_clause || begins_sentence(rules, tokens, at) {
            break;
        }
        let value = words.tense(at);
        if value != 0 {
            let is_governing = is_fronted && told == 0 && is_plainly_ahead(at);
            score += if is_governing { 2 * BEFORE[0] } else { value * BEHIND[told] };
            told += 1;
        }
    }
    score
}
