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

/// What the polynomial of a fingerprint is taken at: odd, with bits that look random.
const FINGERPRINT_BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Totals {
    /// The sums of a text.
    pub(super) fn of(index: &SimilarityIndex, text: Text<'_>) -> Self {
        let shingle_len = index.settings.shingle_len();
        let Text { words, earlier } = text;
        let mut totals = Self { words: words.len() as u32, ..Self::default() };
        totals.shingles = match (words.len() + 1).checked_sub(shingle_len) {
            Some(shingles) if shingles > 0 => {
                earlier[..shingles].iter().map(|&earlier| u32::from(usize::from(earlier) < shingle_len)).sum()
            }
            _ => u32::from(!words.is_empty()),
        };
        // Weights of the words before, 0 at the start, and how far these repeat others: wholly, where there are none.
        let (mut last, mut last_but_one) = (0, 0);
        let (mut last_earlier, mut last_but_one_earlier) = (u8::MAX, u8::MAX);
        for (&word, &earlier) in words.iter().zip(earlier) {
            let weight = index.weight(word);
            let is_common = earlier < 1 && !index.is_in_one_document(word);
            totals.common_word_weight += if is_common { weight } else { 0 };
            totals.weight += if earlier < 1 { weight } else { 0 };
            totals.weight += if last_earlier < 2 { last + weight } else { 0 };
            totals.weight += if last_but_one_earlier < 3 { last_but_one + last + weight } else { 0 };
            (last_but_one, last) = (last, weight);
            (last_but_one_earlier, last_earlier) = (last_earlier, earlier);
            // A polynomial in the words (Karp and Rabin 1987): a step of it waits for the one before no longer than a
            // product takes.
            totals.fingerprint = totals.fingerprint.wrapping_add(u64::from(word) + 1).wrapping_mul(FINGERPRINT_BASE);
        }
        totals.fingerprint = scramble(totals.fingerprint);
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
