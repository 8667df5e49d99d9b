//! Capitals in brackets and the words that they stand for: "the Food Safety Authority (FSA)", "gross domestic product (GDP)".
//!
//! After A. Schwartz and M. Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text"
//! (2003), but for first letters alone: names of bodies are shortened so.

use rustc_hash::FxHashMap;

use super::lists::class;
use super::seen::Seen;
use super::token::Shape;
use super::words::Words;

/// Letters of the capitals that are looked for.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// For each token, its place in words that capitals in brackets behind them stand for: 1 first, 2 further on, 0 for none.
/// What the words are is noted of the capitals, wherever they stand.
pub(super) fn find(words: &Words, seen: &mut FxHashMap<u32, Seen>) -> Vec<u8> {
    let mut places = vec![0; words.tokens.len()];
    for at in 2..words.tokens.len() {
        let token = words.tokens[at];
        let is_in_brackets = matches!(token.shape, Shape::Caps | Shape::Mixed)
            && LETTERS.contains(&((token.end - token.start) as usize))
            && words.text.as_bytes()[words.tokens[at - 1].start as usize] == b'('
            && !token.begins_line;
        let Some(start) = is_in_brackets.then(|| start_of_expansion(words, at)).flatten() else { continue };
        let expansion = start..at - 1;
        let is_name =
            expansion.clone().all(|at| words.tokens[at].has_capital() || words.classes[at] & class::CONNECTOR != 0);
        let hint = if !is_name {
            Seen::STANDS_FOR_WORDS
        } else if expansion.clone().any(|at| words.classes[at] & class::ORGANISATION_HEAD != 0) {
            Seen::STANDS_FOR_BODY
        } else {
            0
        };
        seen.entry(token.folded).or_default().hints |= hint;
        if is_name {
            places[expansion.clone()].fill(2);
            places[start] = 1;
        }
    }
    places
}

/// Where the words begin whose first letters are the capitals at `at`, small words between them left out.
fn start_of_expansion(words: &Words, at: usize) -> Option<usize> {
    let first = |at: usize| words.written(at).chars().next().map(|letter| letter.to_ascii_uppercase());
    let mut letters = words.written(at).chars().filter(char::is_ascii_uppercase).rev().peekable();
    letters.peek()?;
    let mut start = at - 1;
    while let Some(&letter) = letters.peek() {
        let before = words.neighbour(start, -1)?;
        let is_small = words.tokens[before].shape == Shape::Lower && words.classes[before] & class::CONNECTOR != 0;
        if first(before) == Some(letter) {
            letters.next();
        } else if !is_small {
            return None;
        }
        start = before;
    }
    words.tokens[start].is_word().then_some(start)
}

#[cfg(test)]
mod tests {
    use super::super::lists::Lists;
    use super::super::pages::Page;
    use super::*;
    use crate::text::Span;

    #[test]
    fn capitals_are_told_from_the_words_they_stand_for() {
        let text = "The Food Safety Authority (FSA) saw gross domestic product (GDP) and the Bank of Sorrow (XY).";
        let page = Page::new(text, &[Span::new(0, text.len())], Lists::get());
        let expanded: Vec<&str> = (0..page.tokens.len())
            .filter(|&at| page.expansions[at] > 0)
            .map(|at| &text[page.tokens[at].span().range()])
            .collect();
        assert_eq!(expanded, ["Food", "Safety", "Authority"]);
        let hints_of = |word: &str| {
            let token = page.tokens.iter().find(|token| &text[token.span().range()] == word).expect("it stands there");
            page.seen[&token.folded].hints & (Seen::STANDS_FOR_BODY | Seen::STANDS_FOR_WORDS)
        };
        assert_eq!(["FSA", "GDP", "XY"].map(hints_of), [Seen::STANDS_FOR_BODY, Seen::STANDS_FOR_WORDS, 0]);
    }
}
