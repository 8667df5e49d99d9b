//! What words weigh, in little memory.
//!
//! Words that are in equally many documents weigh the same, and few numbers of documents occur. So two bytes a word say
//! which of the weights is its own: a quarter of the weight itself, so that the table stays in cache.

/// The weights of words that are numbered from 0, those of more documents first.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    /// For each word, its place among the weights.
    places: Vec<u16>,
    /// The weights that occur.
    weights: Vec<u64>,
}

impl Weights {
    /// The weights of words by the numbers of documents that they are in, which never grow from one to the next.
    ///
    /// # Panics
    /// If more than 65,536 different numbers occur, as they may among two billion words.
    pub(super) fn of(frequencies: &[u32], weight_of: impl Fn(u32) -> u64) -> Self {
        let mut weights = Self { places: Vec::with_capacity(frequencies.len()), weights: Vec::new() };
        for same in frequencies.chunk_by(|one, next| one == next) {
            let place = u16::try_from(weights.weights.len()).expect("few numbers of documents occur");
            weights.places.resize(weights.places.len() + same.len(), place);
            weights.weights.push(weight_of(same[0]));
        }
        weights
    }

    /// The weight of a word, if it is known.
    #[inline]
    pub(super) fn get(&self, word: u32) -> Option<u64> {
        self.places.get(word as usize).map(|&place| self.weights[usize::from(place)])
    }

    /// Where the weight of a known word stands among those that occur.
    #[inline]
    pub(super) fn place(&self, word: u32) -> usize {
        usize::from(self.places[word as usize])
    }

    /// The weights that occur.
    pub(super) fn all(&self) -> &[u64] {
        &self.weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_the_weight_of_its_frequency() {
        let frequencies = [90, 7, 7, 7, 3, 1, 1];
        let weights = Weights::of(&frequencies, |frequency| 1_000 / u64::from(frequency));
        for (word, frequency) in (0..).zip(frequencies) {
            assert_eq!(weights.get(word), Some(1_000 / u64::from(frequency)));
            assert_eq!(weights.all()[weights.place(word)], 1_000 / u64::from(frequency));
        }
        assert_eq!((weights.get(7), weights.all().len()), (None, 4));
    }
}
