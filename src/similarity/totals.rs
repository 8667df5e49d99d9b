//! The words of a text, and its sums over distinct shingles: what a share of it is a share of.

use rayon::prelude::*;

use super::bits::mask;
use super::index::{MOST_PARTS, SimilarityIndex};
use super::numbered::{Text, Totals};
use super::shingles::scramble;
use super::spared::EVERYDAY_WORDS;
use super::vectors::Vectors;
use crate::progress::{Cancelled, Progress};

/// What the polynomial of a fingerprint is taken at: odd, with bits that look random.
const FINGERPRINT_BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Totals {
    /// The sums of a text.
    pub(super) fn of(index: &SimilarityIndex, text: Text<'_>) -> Self {
        Self::with_vectors(index, &mut Vectors::new(index), text)
    }

    /// The same, where vectors of more texts are asked for.
    fn with_vectors(index: &SimilarityIndex, vectors: &mut Vectors<'_>, text: Text<'_>) -> Self {
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
        let (mut last_is_everyday, mut last_but_one_is_everyday) = (false, false);
        let mut square = vectors.square_of_repeats(text);
        for (&word, &earlier) in words.iter().zip(earlier) {
            let weight = index.weight(word);
            let once = weight & mask(earlier < 1);
            let two = (last + weight) & mask(last_earlier < 2);
            let three = (last_but_one + last + weight) & mask(last_but_one_earlier < 3);
            totals.common_word_weight += once & mask(!index.is_in_one_document(word));
            totals.weight += once + two + three;
            square += u128::from(once) * u128::from(once);
            let is_everyday = word < EVERYDAY_WORDS;
            let are_everyday = is_everyday & last_is_everyday;
            totals.everyday_weight += two & mask(are_everyday);
            totals.everyday_weight += three & mask(are_everyday & last_but_one_is_everyday);
            (last_but_one_is_everyday, last_is_everyday) = (last_is_everyday, is_everyday);
            (last_but_one, last) = (last, weight);
            (last_but_one_earlier, last_earlier) = (last_earlier, earlier);
            // A polynomial in the words (Karp and Rabin 1987): a step of it waits for the one before no longer than a
            // product takes.
            totals.fingerprint = totals.fingerprint.wrapping_add(u64::from(word) + 1).wrapping_mul(FINGERPRINT_BASE);
        }
        totals.fingerprint = scramble(totals.fingerprint);
        totals.norm = (square as f64).sqrt();
        totals
    }
}

impl SimilarityIndex {
    /// The sums of every document.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn totals(&self, progress: &Progress) -> Result<&[Totals], Cancelled> {
        if let Some(totals) = self.totals.get() {
            return Ok(totals);
        }
        let totals = (0..self.document_count())
            .into_par_iter()
            .with_min_len(self.document_count() / MOST_PARTS)
            .map_init(
                || Vectors::new(self),
                |vectors, document| {
                    progress.checkpoint()?;
                    Ok(Totals::with_vectors(self, vectors, self.text_of(document)))
                },
            )
            .collect::<Result<Vec<Totals>, Cancelled>>()?;
        Ok(self.totals.get_or_init(|| totals))
    }
}
