//! Where a sentence looks, ahead or back, by the words around a time.
//!
//! "On Monday" is last Monday in one sentence and next Monday in another, and only the verb tells. The nearest words that
//! tell (`FUTURE`, `PAST`, `AHEAD` of the rule table, and endings of the past tense) are summed, the nearest counting
//! most. On dated news of 1989 to 2000 one weekday in sixteen lies ahead; of those, this finds most. A tagger and a parser
//! were the rival: they cost a model and a hundred times the time. Constant time for a match: at most [`OUTLOOK_TOKENS`]
//! are asked on each side.

use super::lexicon::{Class, WordId};
use super::rules::Rules;
use super::tokens::{Token, flag};

/// How many tokens to each side are asked: a long sentence of a newspaper, in which an abbreviation is several tokens.
const OUTLOOK_TOKENS: usize = 30;

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
/// How far before "until" its perfect may stand.
const PERFECT_TOKENS: usize = 5;
/// The number of a `CLAUSE` word that refers to what stands before it.
const RELATIVE: i32 = 1;
/// What a word right before a date adds: "until", "as soon as", "ahead of" look ahead over a verb of the past.
const RIGHT_BEFORE: i32 = 22;

/// Where the sentence around the tokens `from..to` looks, by the nearest words that tell.
/// Above 0 it looks ahead, below 0 back.
pub(super) fn outlook(rules: &Rules, tokens: &[Token], from: usize, to: usize) -> i32 {
    let lexicon = rules.lexicon();
    let is = |at: usize, spelling: &str| {
        tokens.get(at).is_some_and(|token| lexicon.get(spelling).is_some_and(|id| token.word == id))
    };
    let is_determiner =
        |at: usize| is(at, "a") || is(at, "an") || is(at, "the") || lexicon.is(tokens[at].word, Class::Owner);
    let is_infinitive = |at: usize| {
        ["to", "will", "would", "could", "may", "might", "should", "must"].iter().any(|word| is(at - 1, word))
    };
    let worth = |at: usize| {
        let token = tokens[at];
        let value = match (lexicon.value(token.word, Class::Future), lexicon.value(token.word, Class::Past)) {
            // "It had been due to end Friday", "as planned": what was once to come is over.
            // The month; and "may have left", which is over.
            (Some(_), _) if token.has(flag::CAPITAL) && is(at, "may") || is(at + 1, "have") => 0,
            // "Tickets go on sale", but "began to go".
            (Some(1), _) if is(at, "go") && at > 0 && is(at - 1, "to") => 0,
            (Some(1), _) if is(at, "go") && is(at + 1, "on") => 2,
            // "Could reach", but "could not be reached".
            (Some(1), _) if is(at, "could") && !(is(at + 1, "be") || is(at + 1, "not")) => 2,
            (Some(2), _) if at > 1 && is(at - 1, "been") && is(at - 2, "had") => -2,
            (Some(2), _) if at > 0 && (is(at - 1, "as") || is(at - 1, "previously")) => 0,
            (Some(value), _) => value,
            // "A planned march", "the wounded", "its closed mines": no verb, and no hint of its tense.
            (None, _) if at > 0 && is_determiner(at - 1) => 0,
            // "expected to hit", "could cut": no past behind "to" or a modal verb.
            (None, Some(_)) if at > 0 && is_infinitive(at) => 0,
            // "will be tried", "is to be sold": what stands before "be" decides.
            _ if at > 0 && is(at - 1, "be") => 0,
            (None, Some(value)) => -value,
            (None, None) if token.has(flag::PAST) => -2,
            (None, None) => 0,
        };
        // "is to resume", "set to open": "set aside" is no plan.
        let is_arranged = at > 0
            && (is(at, "to") && (is(at - 1, "is") || is(at - 1, "are") || is(at - 1, "set"))
                || (is(at, "for") || is(at, "as")) && is(at - 1, "set"));
        if is_arranged { 2 } else { value }
    };
    let mut score = 0;
    let near = (from.saturating_sub(3)..from).filter(|&at| !begins_sentence(rules, tokens, at + 1));
    for at in near {
        let is_last = at + 1 == from;
        let weight = lexicon.value(tokens[at].word, Class::Ahead).unwrap_or(0);
        // "until at least", "until late": one small word may stand between. "Until Monday" that begins a sentence tells
        // what ended then.
        if (is_last || at + 2 == from && weight > 1) && !begins_sentence(rules, tokens, at) {
            score += weight * RIGHT_BEFORE;
            // "It has been put off until Monday": what has been done holds on.
            let is_perfect = |at: usize| is(at, "has") || is(at, "have");
            if weight > 1 && (at.saturating_sub(PERFECT_TOKENS)..at).any(is_perfect) {
                score += RIGHT_BEFORE;
            }
        }
        // "Since Monday" tells what began then. "The vote is on Monday", "the deadline is Friday": what was would be "was".
        if is_last && is(at, "since") {
            score -= 4 * RIGHT_BEFORE;
        }
        let is_between = |at: usize| ["on", "in", "at", "for"].iter().any(|word| is(at, word));
        if (is(at, "is") || is(at, "are")) && (is_last || at + 2 == from && is_between(at + 1)) {
            score += RIGHT_BEFORE;
        }
        if at + 2 == from && is(at, "later") && is(at + 1, "than") {
            score += 2 * RIGHT_BEFORE;
        }
        let is_as_soon =
            at + 3 == from && is(at, "as") && (is(at + 1, "soon") || is(at + 1, "early")) && is(at + 2, "as");
        let is_ahead_of = at + 2 == from && is(at, "ahead") && is(at + 1, "of");
        if is_as_soon || is_ahead_of {
            score += 2 * RIGHT_BEFORE;
        }
    }
    let mut told = 0;
    for distance in 1..=OUTLOOK_TOKENS.min(from) {
        if told == BEFORE.len() || begins_sentence(rules, tokens, from - distance + 1) {
            break;
        }
        let at = from - distance;
        // "It was completed by the panel, which will meet on Tuesday": what stands before the clause is another's.
        if told > 0 && lexicon.value(tokens[at].word, Class::Clause) == Some(RELATIVE) {
            break;
        }
        let value = worth(at);
        if value != 0 {
            score += value * BEFORE[told];
            told += 1;
        }
    }
    // "On Friday, he will be in Orlen": the first verb of a clause governs the date in front of it, where it is plain.
    let is_behind_intro = |at: usize| lexicon.is(tokens[at].word, Class::Intro) && begins_sentence(rules, tokens, at);
    let is_possessed = tokens.get(to).is_some_and(|next| next.word == lexicon.possessive());
    let is_first = begins_sentence(rules, tokens, from) || from.checked_sub(1).is_some_and(is_behind_intro);
    let is_fronted = is_first && !is_possessed;
    let is_plainly_ahead = |at: usize| {
        let is_arranged = at > 0 && (is(at - 1, "is") || is(at - 1, "are"));
        let is_meant =
            is(at + 1, "to") && ["plans", "plan", "expects", "hopes", "intends"].iter().any(|word| is(at, word));
        is_arranged || is_meant || ["will", "ll", "shall"].iter().any(|word| is(at, word))
    };
    told = 0;
    for at in to..(to + OUTLOOK_TOKENS).min(tokens.len()) {
        let is_other_clause = lexicon.is(tokens[at].word, Class::Clause);
        if told == BEHIND.len() || is_other_clause || begins_sentence(rules, tokens, at) {
            break;
        }
        let value = worth(at);
        if value != 0 {
            let is_governing = is_fronted && told == 0 && is_plainly_ahead(at);
            score += value * if is_governing { BEFORE[0] } else { BEHIND[told] };
            told += 1;
        }
    }
    score
}
