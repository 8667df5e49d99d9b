//! The TF-IDF vectors of texts.
//!
//! A word's value is (1 + ln tf) · idf (Salton and Buckley, "Term-weighting approaches in automatic text retrieval",
//! 1988), as a whole number, so that no sum depends on the order of its terms.

use super::index::SimilarityIndex;
use super::layout::Layout;
use super::numbered::Text;
use super::walk::Met;

/// Makes vectors, one text after the other. Space is 4 bytes for each word of the vocabulary, once it is used.
pub(super) struct Vectors<'a> {
    index: &'a SimilarityIndex,
    /// [`damped`] of small counts.
    damped: Vec<f64>,
    /// How often each word stands again in the text at hand, 0 between calls.
    repeats: Vec<u32>,
    /// The words of the text at hand where they stand again.
    again: Vec<u32>,
}

impl<'a> Vectors<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self { index, damped: (0..64).map(damped).collect(), repeats: Vec::new(), again: Vec::new() }
    }

    /// The value of a word that stands `count` times in a text; once, it is its weight.
    #[inline]
    fn value(&self, count: u32, weight: u64) -> u128 {
        let damped = self.damped.get(count as usize).copied().unwrap_or_else(|| damped(count));
        u128::from((damped * weight as f64 + 0.5) as u64)
    }

    /// Counts how often each word of a text stands in it again.
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
        self.again.truncate(count);
        for &word in &self.again {
            self.repeats[word as usize] += 1;
        }
    }

    /// Takes these counts back, and gives the square of the length of the text's vector.
    fn square_of_counted(&mut self, text: Text<'_>) -> u128 {
        let mut square = 0;
        for (&word, &earlier) in text.words.iter().zip(text.earlier) {
            let once = u128::from(self.index.weight(word) * u64::from(earlier == 0));
            square += once * once;
        }
        // What words add that stand there more than once, with the first of their repeats.
        for at in 0..self.again.len() {
            let word = self.again[at];
            let weight = self.index.weight(word);
            let again = std::mem::take(&mut self.repeats[word as usize]);
            let value = self.value(1 + again, weight);
            square += value * value - u128::from(weight) * u128::from(weight);
        }
        square
    }

    /// The square of the length of a text's vector.
    pub(super) fn square(&mut self, text: Text<'_>) -> u128 {
        self.count_repeats(text);
        self.square_of_counted(text)
    }

    /// Cosine of the vectors of the text laid out, of which the square of the length is given, and another, of which
    /// `met` are the words that the first one has.
    pub(super) fn cosine(&mut self, left: &Layout, left_square: u128, right: Text<'_>, met: &[Met]) -> f64 {
        self.count_repeats(right);
        let mut dot = 0;
        for met in met.iter().filter(|met| right.earlier[met.place as usize] == 0) {
            let word = right.words[met.place as usize];
            let (on_left, on_right) = (left.count_of(word), 1 + self.repeats[word as usize]);
            dot += self.value(on_left, met.weight) * self.value(on_right, met.weight);
        }
        let norms = (left_square as f64).sqrt() * (self.square_of_counted(right) as f64).sqrt();
        if norms == 0.0 { 0.0 } else { (dot as f64 / norms).min(1.0) }
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

/// 1 + ln of a word's count in a text.
fn damped(count: u32) -> f64 {
    1.0 + f64::from(count.max(1)).ln()
}
