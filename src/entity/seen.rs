//! What the document as a whole shows of each word: a word that is told once what it is, is so wherever it stands.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lists::class;
use super::token::{LineKind, Shape};
use super::words::Words;

/// What the document as a whole shows of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// Times in small letters.
    pub small: u16,
    /// Times with a capital that its place does not explain.
    pub high: u16,
    /// See the constants of this type.
    pub hints: u16,
}

impl Seen {
    /// After a title: "Mr. Vale".
    pub const AFTER_TITLE: u16 = 1;
    /// After a first name.
    pub const AFTER_FIRST_NAME: u16 = 2;
    /// Before "Inc." or in one run with it.
    pub const WITH_SUFFIX: u16 = 4;
    /// In one run with "Ministry", "Bank" and the like.
    pub const WITH_HEAD: u16 = 8;
    /// After "in", "near" or "from".
    pub const AFTER_IN: u16 = 16;
    /// Before a verb of saying, or after it.
    pub const SPEAKS: u16 = 32;
    /// An acronym in brackets after its expansion, or the reverse.
    pub const IN_BRACKETS: u16 = 64;
    /// Beside a word for a body, see [`beside`](super::beside).
    pub const BESIDE_ORGANISATION: u16 = 128;
    /// Beside a word for a place.
    pub const BESIDE_PLACE: u16 = 256;
    /// Beside a word for a person, or an age.
    pub const BESIDE_PERSON: u16 = 512;
    /// Beside a word for a work, a ship, an event.
    pub const BESIDE_THING: u16 = 1024;
    /// Capitals whose expansion names a body.
    pub const STANDS_FOR_BODY: u16 = 2048;
    /// Capitals whose expansion is in small letters.
    pub const STANDS_FOR_WORDS: u16 = 4096;
    /// After "the".
    pub const AFTER_THE: u16 = 8192;
    /// Before a comma and a country or region: "Gleno, Timor".
    pub const BEFORE_PLACE: u16 = 16384;
    /// Number of hints.
    pub const COUNT: u32 = 15;
    /// The hints that are seen together as one, too.
    pub const TOGETHER: u16 = 127;
}

/// Which hint to a document each kind gives.
const KIND_HINTS: [(u32, u16); 4] = [
    (class::ORGANISATION_NOUN, Seen::BESIDE_ORGANISATION),
    (class::PLACE_NOUN, Seen::BESIDE_PLACE),
    (class::PERSON_NOUN, Seen::BESIDE_PERSON),
    (class::THING_NOUN, Seen::BESIDE_THING),
];

/// Whether a word in small letters is counted: it tells of a capital elsewhere that only its sentence explains it.
fn is_counted_small(words: &Words, at: usize) -> bool {
    let token = &words.tokens[at];
    token.shape == Shape::Lower && token.end - token.start > 2 && words.classes[at] & class::FUNCTION == 0
}

/// "Gleno, Timor": before a comma and the name of a larger place.
fn is_before_place(words: &Words, phrases: &[(u32, u8)], at: usize) -> bool {
    let places = class::COUNTRY | class::REGION;
    let is_place = |place: usize| words.classes[place] & places != 0 || phrases[place].0 & places != 0;
    words.neighbour(at, 1).is_some_and(|comma| words.written(comma) == ",")
        && words.neighbour(at, 2).is_some_and(is_place)
}

/// What the document shows of each word of its runs.
///
/// `phrases` has the lists of the phrase that each token is in; `runs` may hold names, and `kinds` tells what the words
/// beside each say that it is.
pub(super) fn count_words(
    words: &Words,
    phrases: &[(u32, u8)],
    runs: &[Range<usize>],
    kinds: &[u32],
) -> FxHashMap<u32, Seen> {
    let mut all: FxHashMap<u32, Seen> = FxHashMap::default();
    // Only words of runs are asked for; of all others, most of a text, nothing is kept.
    for at in runs.iter().flat_map(Clone::clone) {
        if words.tokens[at].has_capital() || is_counted_small(words, at) {
            all.entry(words.tokens[at].folded).or_default();
        }
    }
    for at in 0..words.tokens.len() {
        let token = words.tokens[at];
        if !token.is_word() {
            continue;
        }
        if !token.has_capital() {
            if is_counted_small(words, at)
                && let Some(seen) = all.get_mut(&token.folded)
            {
                seen.small = seen.small.saturating_add(1);
            }
            continue;
        }
        let is_explained = token.begins_sentence || token.line_kind != LineKind::Prose;
        let mut hints = 0;
        if let Some(before) = words.neighbour(at, -1) {
            let class_before = words.classes[before];
            if class_before & class::TITLE != 0 {
                hints |= Seen::AFTER_TITLE;
            }
            if class_before & class::FIRST_NAME != 0 && words.tokens[before].has_capital() {
                hints |= Seen::AFTER_FIRST_NAME;
            }
            if class_before & class::SPEECH != 0 {
                hints |= Seen::SPEAKS;
            }
            match words.written(before) {
                "in" | "near" | "from" => hints |= Seen::AFTER_IN,
                "the" => hints |= Seen::AFTER_THE,
                "(" if token.shape == Shape::Caps => hints |= Seen::IN_BRACKETS,
                _ => {}
            }
        }
        if words.neighbour(at, 1).is_some_and(|after| words.classes[after] & class::SPEECH != 0) {
            hints |= Seen::SPEAKS;
        }
        if is_before_place(words, phrases, at) {
            hints |= Seen::BEFORE_PLACE;
        }
        let seen = all.entry(token.folded).or_default();
        seen.high = seen.high.saturating_add(u16::from(!is_explained));
        if token.line_kind != LineKind::Capitals {
            seen.hints |= hints;
        }
    }
    for (run, &kinds) in runs.iter().zip(kinds) {
        let mut hints = 0;
        for (kind, hint) in KIND_HINTS {
            if kinds & kind != 0 {
                hints |= hint;
            }
        }
        for at in run.clone() {
            if words.tokens[at].line_kind == LineKind::Prose && words.tokens[at].has_capital() {
                if words.classes[at] & class::COMPANY_SUFFIX != 0 {
                    hints |= Seen::WITH_SUFFIX;
                }
                if words.classes[at] & class::ORGANISATION_HEAD != 0 {
                    hints |= Seen::WITH_HEAD;
                }
            }
        }
        if hints != 0 {
            for at in run.clone() {
                if let Some(seen) = all.get_mut(&words.tokens[at].folded) {
                    seen.hints |= hints;
                }
            }
        }
    }
    all
}
