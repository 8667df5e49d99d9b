//! Which hyphens join two words into one token: "al-Assad" and "Ki-moon", but not "London-based" or "BRIEF-Vivendi".

use std::ops::Range;

use super::token::Token;

/// Whether the hyphen at `at` joins the word that begins at `word.start` with what stands behind; the text is read up to
/// `word.end`. `last` is the token before the word.
pub(super) fn joins(text: &str, word: Range<usize>, at: usize, last: Option<&Token>) -> bool {
    let bytes = &text.as_bytes()[..word.end];
    let Some(&next) = bytes.get(at + 1) else { return false };
    let before = bytes[at - 1];
    if next.is_ascii_digit() {
        // "G-8", "10-12"
        return before.is_ascii_digit() || before.is_ascii_uppercase();
    }
    if next.is_ascii_lowercase() {
        let follows_capital = last.is_some_and(|last| {
            last.has_capital() && last.end as usize + 1 == word.start && bytes[last.end as usize] == b' '
        });
        return follows_capital && is_given_name(text, word.start, at, word.end);
    }
    (next.is_ascii_uppercase() || next >= 0xC3)
        && before.is_ascii_alphanumeric()
        && !is_set_before(&text[word.start..at], bytes.get(at + 2).copied())
}

/// What is set before names with a hyphen: the slugs that agencies put before headlines, and what is once and now another.
/// "pro-Beijing" is an adjective, and no name of a place.
const SET_BEFORE: &[&str] = &[
    "BRIEF",
    "CORRECTED",
    "CORRECTION",
    "EXCLUSIVE",
    "FACTBOX",
    "INTERVIEW",
    "REFILE",
    "RPT",
    "TIMELINE",
    "UPDATE",
    "WRAPUP",
    "ex",
    "then",
    "x",
];

/// Whether what stands before a hyphen and a capital is set before a name: "ex-Clinton", "BRIEF-Vivendi", "UPDATE 2-Grupo
/// Bimbo". `second` is the byte behind the capital.
fn is_set_before(words: &str, second: Option<u8>) -> bool {
    let is_count = words.bytes().all(|byte| byte.is_ascii_digit())
        && second.is_some_and(|second| second.is_ascii_lowercase())
        // The one firm that is written so.
        && words != "7";
    is_count || SET_BEFORE.binary_search(&words).is_ok()
}

/// Second halves of compounds that are no syllable of a name: "South Korea-led".
const COMPOUNDING: &[&str] = &[
    "am", "and", "area", "born", "bound", "built", "class", "cut", "day", "de", "deal", "en", "era", "fan", "free",
    "grade", "grown", "heavy", "held", "hit", "hour", "known", "la", "le", "led", "less", "level", "light", "like",
    "linked", "long", "made", "month", "old", "only", "out", "pact", "part", "plus", "poor", "rich", "run", "sea",
    "sent", "side", "size", "speak", "style", "sur", "talks", "the", "ties", "to", "trade", "type", "up", "upon",
    "war", "way", "week", "wide", "wise", "won", "year",
];

/// Whether the word at `start` that a hyphen at `at` divides is a given name of two syllables, "Ki-moon" of "Ban Ki-moon".
fn is_given_name(text: &str, start: usize, at: usize, end: usize) -> bool {
    let first = &text.as_bytes()[start..at];
    let second = &text[at + 1..end];
    let second = &second[..second.bytes().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(second.len())];
    let goes_on = text
        .as_bytes()
        .get(at + 1 + second.len())
        .is_some_and(|&next| next.is_ascii_alphanumeric() || next >= 0xC3 || next == b'-');
    (2..=6).contains(&first.len())
        && first[0].is_ascii_uppercase()
        && first[1..].iter().all(u8::is_ascii_lowercase)
        && second.len() <= 6
        && !goes_on
        && !(second.ends_with("ed") || second.ends_with("ing"))
        && COMPOUNDING.binary_search(&second).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_the_search() {
        assert!(SET_BEFORE.is_sorted() && COMPOUNDING.is_sorted());
    }
}
