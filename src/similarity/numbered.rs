//! A text in numbers: its words, and its sums over distinct shingles.

use super::offsets::Offsets;
use crate::text::{Span, words};

/// The words of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// Their numbers.
    pub(super) words: &'a [u32],
    /// For each, the longest run from there that started before.
    pub(super) earlier: &'a [u8],
}

/// The words of some documents, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Their numbers.
    pub(super) numbers: Vec<u32>,
    /// For each, its first byte in its document's text.
    pub(super) offsets: Offsets,
    /// For each, the longest run from there that started before in its document, see [`Earlier`](super::earlier::Earlier).
    pub(super) earlier: Vec<u8>,
}

impl Words {
    /// The span in a word's text from there through `len` words; empty for none.
    pub(super) fn span(&self, text: &str, first: usize, len: usize) -> Span {
        let Some(last) = len.checked_sub(1).map(|more| self.offsets.at(first + more)) else {
            return Span::default();
        };
        let end = words(&text[last..]).next().map_or(last, |word| last + word.end());
        Span::new(self.offsets.at(first), end)
    }

    /// Room for so many words more.
    pub(super) fn reserve(&mut self, words: usize) {
        self.numbers.reserve(words);
        self.offsets.reserve(words);
        self.earlier.reserve(words);
    }

    /// Gives room back that is not used.
    pub(super) fn shrink(&mut self) {
        self.numbers.shrink_to_fit();
        self.offsets.shrink();
        self.earlier.shrink_to_fit();
    }
}

impl<'a> From<&'a Words> for Text<'a> {
    fn from(words: &'a Words) -> Self {
        Self { words: &words.numbers, earlier: &words.earlier }
    }
}

/// Sums over one document's distinct shingles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    /// Words, each time they stand there.
    pub(super) words: u32,
    /// Distinct shingles of the chosen length.
    pub(super) shingles: u32,
    /// Weight of the distinct words that other documents have too.
    pub(super) common_word_weight: u64,
    /// Weight of the distinct shingles of two and three [everyday words](super::spared).
    pub(super) everyday_weight: u64,
    /// Weight of the distinct shingles of one, two and three words.
    pub(super) weight: u64,
    /// Length of the TF-IDF vector of the words.
    pub(super) norm: f64,
    /// A number that documents with the very same words share, and for practical purposes no others.
    pub(super) fingerprint: u64,
}
