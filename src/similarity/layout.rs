//! One text laid out in small tables, so that any number of others can be held against it.

use super::chains::Chains;
use super::numbered::Text;
use super::shingles::pair_key;

/// A text by its words and by its pairs of neighbouring words. Space is a few dozen bytes for each word of the longest
/// text that was laid out and 8 for each word of the vocabulary.
pub(super) struct Layout {
    words: Vec<u32>,
    earlier: Vec<u8>,
    /// Bits that say which words the text may have: most that it lacks are told without leaving the nearest cache.
    filter: Box<[u64; FILTER_WORDS]>,
    /// By word number.
    slots: Vec<WordSlot>,
    /// Places by the pair of neighbouring words that stands there, once they are asked for.
    pairs: Chains,
    has_pairs: bool,
    /// Marks what belongs to the text now laid out.
    epoch: u32,
}

#[derive(Clone, Copy, Default)]
struct WordSlot {
    epoch: u32,
    count: u32,
}

/// Bits of the filter, as a power of two: an article of 300 different words sets one in 27.
const FILTER_BITS: u32 = 13;
const FILTER_WORDS: usize = 1 << (FILTER_BITS - 6);

impl Layout {
    /// Room for texts of a vocabulary of so many words, and of words beyond it.
    pub(super) fn new(vocabulary_words: usize) -> Self {
        Self {
            words: Vec::new(),
            earlier: Vec::new(),
            filter: Box::new([0; FILTER_WORDS]),
            slots: vec![WordSlot::default(); vocabulary_words],
            pairs: Chains::default(),
            has_pairs: false,
            epoch: 0,
        }
    }

    /// Lays out a text in place of the one before.
    pub(super) fn lay_out(&mut self, text: Text<'_>) {
        self.epoch += 1;
        self.words.clear();
        self.words.extend_from_slice(text.words);
        self.earlier.clear();
        self.earlier.extend_from_slice(text.earlier);
        self.has_pairs = false;
        self.filter.fill(0);
        let highest = text.words.iter().max().map_or(0, |&word| word as usize);
        if self.slots.len() <= highest {
            self.slots.resize(highest + 1, WordSlot::default());
        }
        for &word in text.words {
            let slot = &mut self.slots[word as usize];
            if slot.epoch != self.epoch {
                *slot = WordSlot { epoch: self.epoch, count: 0 };
                let (at, bit) = filter_bit(word);
                self.filter[at] |= bit;
            }
            slot.count += 1;
        }
    }

    /// Lays out the pairs of words as well, the first time that they are needed.
    pub(super) fn lay_out_pairs(&mut self) {
        if std::mem::replace(&mut self.has_pairs, true) {
            return;
        }
        let pairs = self.words.array_windows::<2>();
        self.pairs.clear(pairs.len());
        // From the back, so that the first place is the last one put down.
        for (at, &[one, next]) in pairs.enumerate().rev() {
            self.pairs.put(pair_key(one, next), at);
        }
    }

    /// The places of two neighbouring words, in order, once the pairs are laid out.
    #[inline]
    pub(super) fn places_of(&self, one: u32, next: u32) -> impl Iterator<Item = usize> {
        self.pairs.of(pair_key(one, next)).filter(move |&at| self.words[at] == one && self.words[at + 1] == next)
    }

    /// Whether the text has a word, or by the filter alone seems to.
    #[inline]
    pub(super) fn may_have_word(&self, word: u32) -> bool {
        let (at, bit) = filter_bit(word);
        self.filter[at] & bit != 0
    }

    /// Whether the text has a word.
    #[inline]
    pub(super) fn has_word(&self, word: u32) -> bool {
        self.may_have_word(word) && self.slots.get(word as usize).is_some_and(|slot| slot.epoch == self.epoch)
    }

    /// How often a word that the text has stands in it.
    #[inline]
    pub(super) fn count_of(&self, word: u32) -> u32 {
        self.slots[word as usize].count
    }

    /// The text.
    pub(super) fn text(&self) -> Text<'_> {
        Text { words: &self.words, earlier: &self.earlier }
    }
}

/// Where a word is in the filter.
#[inline]
fn filter_bit(word: u32) -> (usize, u64) {
    let bit = word.wrapping_mul(0x9E37_79B1) >> (u32::BITS - FILTER_BITS);
    (bit as usize >> 6, 1 << (bit & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_found_where_they_stand() {
        let mut layout = Layout::new(2);
        // The tables of a longer text before must not show.
        for words in [(0..900).map(|at| at % 7).collect(), vec![3, 1, 3, 1, 9]] {
            let earlier = vec![0; words.len()];
            layout.lay_out(Text { words: &words, earlier: &earlier });
            layout.lay_out_pairs();
        }
        assert_eq!(layout.text().words, [3, 1, 3, 1, 9]);
        assert_eq!([0, 1, 3, 9, 40].map(|word| layout.has_word(word)), [false, true, true, true, false]);
        assert_eq!([1, 3, 9].map(|word| layout.count_of(word)), [2, 2, 1]);
        assert_eq!(layout.places_of(3, 1).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(layout.places_of(1, 9).collect::<Vec<_>>(), [3]);
        assert_eq!(layout.places_of(4, 5).count(), 0);
    }
}
