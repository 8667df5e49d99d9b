//! The TF-IDF vectors of texts.
//!
//! A word's value is (1 + ln tf) · idf (Salton and Buckley, "Term-weighting approaches in automatic text retrieval",
//! 1988), as a whole number, so that no sum depends on the order of its terms.

use super::index::SimilarityIndex;
use super::layout::Layout;
use super::totals::Text;

/// Makes vectors, one text after the other. Space is 4 bytes for each word of the vocabulary, once it is used.
pub(super) struct Vectors<'a> {
    index: &'a SimilarityIndex,
    /// [`damped`] of small counts.
    damped: Vec<f64>,
    /// How often each word stands in the text at hand, 0 between calls.
    counts: Vec<u32>,
}

impl<'a> Vectors<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self { index, damped: (0..64).map(damped).collect(), counts: Vec::new() }
    }

    fn value(&self, count: u32, word: u32) -> u128 {
        let damped = self.damped.get(count as usize).copied().unwrap_or_else(|| damped(count));
        u128::from((damped * self.index.weight(word) as f64 + 0.5) as u64)
    }

    /// Hands the place, the word and the value of each distinct word to `each`, in order of first places.
    fn for_each_value(&mut self, text: Text<'_>, mut each: impl FnMut(&Self, usize, u32, u128)) {
        let highest = text.words.iter().max().map_or(0, |&word| word as usize);
        if self.counts.len() <= highest {
            self.counts.resize(self.index.lexicon.len().max(highest + 1), 0);
        }
        for &word in text.words {
            self.counts[word as usize] += 1;
        }
        for (at, &word) in text.words.iter().enumerate().filter(|&(at, _)| text.earlier[at] == 0) {
            let count = std::mem::take(&mut self.counts[word as usize]);
            let value = self.value(count, word);
            each(self, at, word, value);
        }
    }

    /// The square of the length of a text's vector.
    pub(super) fn square(&mut self, text: Text<'_>) -> u128 {
        let mut square = 0;
        self.for_each_value(text, |_, _, _, value| square += value * value);
        square
    }

    /// Cosine of the vectors of the text laid out, of which the square of the length is given, and another.
    pub(super) fn cosine(&mut self, left: &Layout, left_square: u128, right: Text<'_>) -> f64 {
        let (mut dot, mut square) = (0, 0);
        self.for_each_value(right, |vectors, _, word, value| {
            square += value * value;
            if left.has_word(word) {
                dot += value * vectors.value(left.count_of(word), word);
            }
        });
        let norms = (left_square as f64).sqrt() * (square as f64).sqrt();
        if norms == 0.0 { 0.0 } else { (dot as f64 / norms).min(1.0) }
    }

    /// The text's vector, taken to length 1: the value of each word where it stands first, else 0.
    pub(super) fn unit(&mut self, text: Text<'_>) -> Vec<f32> {
        let mut values = vec![0.0; text.words.len()];
        self.for_each_value(text, |_, at, _, value| values[at] = value as f64);
        let norm = values.iter().map(|value| value * value).sum::<f64>().sqrt();
        values.into_iter().map(|value| (value / norm) as f32).collect()
    }
}

/// 1 + ln of a word's count in a text.
fn damped(count: u32) -> f64 {
    1.0 + f64::from(count.max(1)).ln()
}
