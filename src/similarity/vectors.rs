//! The TF-IDF vectors of texts.
//!
//! A word's value is (1 + ln tf) · idf (Salton and Buckley, "Term-weighting approaches in automatic text retrieval",
//! 1988), as a whole number, so that no sum depends on the order of its terms.

use rayon::prelude::*;

use super::index::{MOST_PARTS, SimilarityIndex};
use super::layout::Layout;
use super::numbered::Text;
use super::ranks::Ranks;
use super::walk::Met;
use crate::progress::{Cancelled, Progress};

/// Makes vectors, one text after the other. Space is 4 bytes for each word of the vocabulary, once it is used.
pub(super) struct Vectors<'a> {
    index: &'a SimilarityIndex,
    /// [`damped`] of small counts.
    damped: Vec<f64>,
    /// How often each word stands again in the text at hand, 0 between calls.
    repeats: Vec<u32>,
    /// The distinct words of the text at hand that stand in it again.
    again: Vec<u32>,
    /// How often each word of a text laid out stands in the one that met it, by slot; 0 between calls.
    met: Vec<u32>,
}

impl<'a> Vectors<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        let damped = (0..64).map(damped).collect();
        Self { index, damped, repeats: Vec::new(), again: Vec::new(), met: Vec::new() }
    }

    /// The value of a word that stands `count` times in a text; once, it is its weight, and never, 0.
    #[inline]
    fn value(&self, count: u32, weight: u64) -> u128 {
        let damped = self.damped.get(count as usize).copied().unwrap_or_else(|| damped(count));
        // By way of signed numbers, which a processor converts in one step; weights are far from the last bit.
        u128::from((damped * weight as i64 as f64 + 0.5) as i64 as u64)
    }

    /// Counts how often each word of a text stands in it again, and notes those that do.
    fn count_repeats(&mut self, text: Text<'_>) {
        let highest = text.words.iter().max().map_or(0, |&word| word as usize);
        if self.repeats.len() <= highest {
            self.repeats.resize(self.index.lexicon.len().max(highest + 1), 0);
        }
        // Put side by side without a branch, as no processor can foresee which they are.
        self.again.clear();
        self.again.resize(text.words.len(), 0);
        let mut count = 0;
        for (&word, &earlier) in text.words.iter().zip(text.earlier) {
            self.again[count] = word;
            count += usize::from(earlier > 0);
        }
        // Of these, the first of each.
        let mut distinct = 0;
        for at in 0..count {
            let word = self.again[at];
            let repeats = &mut self.repeats[word as usize];
            self.again[distinct] = word;
            distinct += usize::from(*repeats == 0);
            *repeats += 1;
        }
        self.again.truncate(distinct);
    }

    /// The square of the length of a text's vector, less the squares of its distinct words' weights: what the words add
    /// that stand there more than once.
    pub(super) fn square_of_repeats(&mut self, text: Text<'_>) -> u128 {
        self.count_repeats(text);
        let mut square = 0;
        for &word in &self.again {
            let weight = self.index.weight(word);
            let again = std::mem::take(&mut self.repeats[word as usize]);
            let value = self.value(1 + again, weight);
            square += value * value - u128::from(weight) * u128::from(weight);
        }
        square
    }

    /// The product of the vectors of the text laid out and of another, of which `met` are the words that the first one has.
    pub(super) fn product(&mut self, left: &Layout, met: &[Met]) -> u128 {
        self.met.resize(self.met.len().max(left.slot_count()), 0);
        met.iter().for_each(|met| self.met[met.slot as usize] += 1);
        let mut product = 0;
        for met in met {
            let slot = met.slot as usize;
            // Taken where the word stands first: where it stands again its value is 0.
            let on_right = std::mem::take(&mut self.met[slot]);
            product += self.value(left.count_at(slot), met.weight) * self.value(on_right, met.weight);
        }
        product
    }

    /// The text's vector, taken to length 1: the value of each word where it stands first, else 0.
    pub(super) fn unit(&mut self, text: Text<'_>) -> Vec<f32> {
        self.count_repeats(text);
        let value = |(&word, &earlier): (&u32, &u8)| {
            let again = self.repeats[word as usize];
            if earlier == 0 { self.value(1 + again, self.index.weight(word)) as f64 } else { 0.0 }
        };
        let values: Vec<f64> = text.words.iter().zip(text.earlier).map(value).collect();
        text.words.iter().for_each(|&word| self.repeats[word as usize] = 0);
        let norm = values.iter().map(|value| value * value).sum::<f64>().sqrt();
        values.into_iter().map(|value| (value / norm) as f32).collect()
    }
}

/// For each word, by its position in order of rank, its share of its document's vector, taken to length 1; 0 where the word
/// stood before in the document.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn unit_vectors(index: &SimilarityIndex, ranks: &Ranks, progress: &Progress) -> Result<Vec<f32>, Cancelled> {
    let vectors = ranks
        .order
        .par_iter()
        .with_min_len(index.document_count() / MOST_PARTS)
        .map_init(
            || Vectors::new(index),
            |vectors, &document| {
                progress.checkpoint()?;
                Ok(vectors.unit(index.text_of(document as usize)))
            },
        )
        .collect::<Result<Vec<Vec<f32>>, Cancelled>>()?;
    Ok(vectors.concat())
}

/// 1 + ln of a word's count in a text, 0 for one that it lacks.
fn damped(count: u32) -> f64 {
    if count == 0 { 0.0 } else { 1.0 + f64::from(count).ln() }
}
