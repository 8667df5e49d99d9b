//! The words of a text, and its sums over distinct shingles: what a share of it is a share of.

use super::index::{SimilarityIndex, Words};
use super::shingles::scramble;

/// Sums over one document's distinct shingles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    /// Words, each time they stand there.
    pub(super) words: u32,
    /// Distinct shingles of the chosen length.
    pub(super) shingles: u32,
    /// Weight of the distinct words that other documents have too.
    pub(super) common_word_weight: u64,
    /// Weight of the distinct shingles of one, two and three words.
    pub(super) weight: u64,
    /// A number that documents with the very same words share, and for practical purposes no others.
    pub(super) fingerprint: u64,
}

impl Totals {
    /// The sums of a text.
    pub(super) fn of(index: &SimilarityIndex, text: Text<'_>) -> Self {
        let shingle_len = index.settings.shingle_len();
        let Text { words, earlier } = text;
        let mut totals = Self { words: words.len() as u32, ..Self::default() };
        if words.len() < shingle_len {
            totals.shingles = u32::from(!words.is_empty());
        }
        // Weights of the words before, 0 at the start.
        let (mut last, mut last_but_one) = (0, 0);
        for (at, &word) in words.iter().enumerate() {
            let weight = index.weight(word);
            if earlier[at] < 1 {
                totals.weight += weight;
                totals.common_word_weight += if index.is_in_one_document(word) { 0 } else { weight };
            }
            if at >= 1 && earlier[at - 1] < 2 {
                totals.weight += last + weight;
            }
            if at >= 2 && earlier[at - 2] < 3 {
                totals.weight += last_but_one + last + weight;
            }
            if at + 1 >= shingle_len && usize::from(earlier[at + 1 - shingle_len]) < shingle_len {
                totals.shingles += 1;
            }
            (last_but_one, last) = (last, weight);
            totals.fingerprint = scramble(totals.fingerprint ^ (u64::from(word) + 1));
        }
        totals
    }
}

/// The words of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// Their numbers.
    pub(super) words: &'a [u32],
    /// For each, the longest run from there that started before.
    pub(super) earlier: &'a [u8],
}

impl<'a> From<&'a Words> for Text<'a> {
    fn from(words: &'a Words) -> Self {
        Self { words: &words.numbers, earlier: &words.earlier }
    }
}
