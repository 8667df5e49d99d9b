//! Where the words of a time begin: an article or owner may belong to the noun that the time only describes.

use super::lexicon::Class;
use super::meaning::Meaning;
use super::pieces::Item;
use super::rules::{Match, Rules};
use super::tokens::{Token, flag};

/// Where the span of a match begins: "his 45-year-old rule", "the three-day strike", "an hours-long debate" have an owner
/// or an article that is no part of the length, "the 1998 bombing" and "its third-quarter loss" lend theirs to what they
/// are of, and "for the year" has its preposition only to tell it from other years.
pub(super) fn first_of_span(rules: &Rules, tokens: &[Token], from: usize, matched: &Match, meaning: Meaning) -> usize {
    let lexicon = rules.lexicon();
    let is_length = |token: &Token| {
        let is = |class| lexicon.is(token.word, class);
        token.has(flag::DIGITS) || is(Class::Cardinal) || is(Class::Unit) || is(Class::Units)
    };
    let has_hyphen = tokens[from + 1..matched.end].iter().any(|token| token.word == lexicon.mark(b'-'));
    match meaning {
        Meaning::Duration if has_hyphen => from + tokens[from..].iter().take(2).position(is_length).unwrap_or(0),
        Meaning::WholeOfThis | Meaning::YearAgo | Meaning::Stretch | Meaning::Future | Meaning::Half => {
            from + usize::from(lexicon.is_one_of(tokens[from].word, &["for", "on", "in"]))
        }
        Meaning::Date => from + usize::from(is_of_something(rules, tokens, from, matched)),
        _ => from,
    }
}

/// Whether an article or owner belongs to the noun behind a date, not to the date: "the Oct. 23 slaying", "the Friday
/// blasts". "The third quarter" and "the 12th of June" are nouns themselves.
fn is_of_something(rules: &Rules, tokens: &[Token], from: usize, matched: &Match) -> bool {
    let lexicon = rules.lexicon();
    let first = tokens[from].word;
    let is_owner = lexicon.is_one_of(first, &["the", "that"]) || lexicon.is(first, Class::Owner);
    let Some(second) = tokens[from + 1..matched.end].first().filter(|_| is_owner) else { return false };
    let is_before_noun = tokens.get(matched.end).is_some_and(|next| {
        next.word.index() == 0 && next.has(flag::SPACED) && !next.has(flag::BREAK | flag::CAPITAL | flag::PAST)
    });
    let is = |class| lexicon.is(second.word, class);
    match matched.items.as_slice() {
        [Item::Year(_)] => second.has(flag::DIGITS) && matched.end == from + 2,
        [Item::Month(_), Item::Day(_) | Item::Year(_), ..] => is(Class::Month),
        [Item::Day(_), Item::Month(_), ..] => second.has(flag::DIGITS) && is_before_noun,
        [Item::Month(_)] => is(Class::Month) && is_before_noun,
        [Item::Weekday(_)] => is_before_noun,
        [Item::Ord(_)] => tokens[matched.end - 2].word == lexicon.mark(b'-'),
        _ => false,
    }
}
