//! One text laid out in small tables, so that any number of others can be held against it.

use super::bits::{place_of_bit, spread};
use super::chains::Chains;
use super::numbered::Text;
use super::shingles::pair_key;

/// A text by its words and by its pairs of neighbouring words. Space is a few dozen bytes for each word of the longest
/// text that was laid out: so its tables stay in the nearest cache.
pub(super) struct Layout {
    words: Vec<u32>,
    earlier: Vec<u8>,
    /// Bits that say which words the text may have: most that it lacks are told by them alone.
    filter: Box<[u64; FILTER_WORDS]>,
    /// A table by word: how often each stands in the text, 0 in a free slot. Its length is a power of two, more than the
    /// words.
    counts: Vec<u32>,
    /// The words of the slots that are not free.
    slots: Vec<WordSlot>,
    /// A word's first place in it is what is left of a hash after so many bits are taken off below.
    shift: u32,
    /// Places by the pair of neighbouring words that stands there, once they are asked for.
    pairs: Chains,
    has_pairs: bool,
    /// Bits that say which pairs of words may stand in the text more than once.
    repeated_pairs: [u64; REPEATED_BITS as usize / 64],
}

/// A word of the text.
#[derive(Clone, Copy, Default)]
struct WordSlot {
    word: u32,
    weight: u64,
}

/// Bits of the filter, as a power of two: an article of 300 different words sets one in 27.
const FILTER_BITS: u32 = 13;
const FILTER_WORDS: usize = 1 << (FILTER_BITS - 6);

/// Bits for pairs of words that stand more than once: an article has a few dozen.
const REPEATED_BITS: u32 = 512;

impl Default for Layout {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            earlier: Vec::new(),
            filter: Box::new([0; FILTER_WORDS]),
            counts: vec![0; 2],
            slots: vec![WordSlot::default(); 2],
            shift: u32::BITS - 1,
            pairs: Chains::default(),
            has_pairs: false,
            repeated_pairs: Default::default(),
        }
    }
}

impl Layout {
    /// Lays out a text in place of the one before; `weight` says what a word weighs.
    pub(super) fn lay_out(&mut self, text: Text<'_>, weight: impl Fn(u32) -> u64) {
        self.words.clear();
        self.words.extend_from_slice(text.words);
        self.earlier.clear();
        self.earlier.extend_from_slice(text.earlier);
        self.has_pairs = false;
        self.filter.fill(0);
        let slots = (2 * text.words.len()).next_power_of_two().max(2);
        self.shift = u32::BITS - slots.ilog2();
        self.counts.clear();
        self.counts.resize(slots, 0);
        self.slots.resize(self.slots.len().max(slots), WordSlot::default());
        for &word in text.words {
            let slot = self.slot_of(word);
            if self.counts[slot] == 0 {
                self.slots[slot] = WordSlot { word, weight: weight(word) };
                let (at, bit) = filter_bit(word);
                self.filter[at] |= bit;
            }
            self.counts[slot] += 1;
        }
    }

    /// The slot of a word, or the free one that would be its own.
    #[inline]
    fn slot_of(&self, word: u32) -> usize {
        let mut slot = (spread(word) >> self.shift) as usize;
        while self.counts[slot] > 0 && self.slots[slot].word != word {
            slot = (slot + 1) & (self.counts.len() - 1);
        }
        slot
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
        self.repeated_pairs = Default::default();
        for (pair, &earlier) in self.words.array_windows::<2>().zip(&self.earlier) {
            if earlier >= 2 {
                let (at, bit) = repeated_bit(*pair);
                self.repeated_pairs[at] |= bit;
            }
        }
    }

    /// The places of two neighbouring words, in order, once the pairs are laid out.
    #[inline]
    pub(super) fn places_of(&self, one: u32, next: u32) -> impl Iterator<Item = usize> {
        self.pairs.of(pair_key(one, next)).filter(move |&at| self.words[at] == one && self.words[at + 1] == next)
    }

    /// Whether two neighbouring words that the text has stand in it once, once the pairs are laid out; of some of them it
    /// is not said.
    #[inline]
    pub(super) fn has_pair_once(&self, one: u32, next: u32) -> bool {
        let (at, bit) = repeated_bit([one, next]);
        self.repeated_pairs[at] & bit == 0
    }

    /// Whether the text has a word, or by the filter alone seems to.
    #[inline]
    pub(super) fn may_have_word(&self, word: u32) -> bool {
        let (at, bit) = filter_bit(word);
        self.filter[at] & bit != 0
    }

    /// Where a word that the text has stands in its table: below [`slot_count`](Self::slot_count).
    #[inline]
    pub(super) fn find(&self, word: u32) -> Option<usize> {
        let slot = self.slot_of(word);
        (self.counts[slot] > 0).then_some(slot)
    }

    /// Number of slots of the table, more than the words.
    pub(super) fn slot_count(&self) -> usize {
        self.counts.len()
    }

    /// How often the word of a slot stands in the text.
    #[inline]
    pub(super) fn count_at(&self, slot: usize) -> u32 {
        self.counts[slot]
    }

    /// What the word of a slot weighs.
    #[inline]
    pub(super) fn weight_at(&self, slot: usize) -> u64 {
        self.slots[slot].weight
    }

    /// The text.
    pub(super) fn text(&self) -> Text<'_> {
        Text { words: &self.words, earlier: &self.earlier }
    }
}

/// Where a word is in the filter.
#[inline]
fn filter_bit(word: u32) -> (usize, u64) {
    let bit = spread(word) >> (u32::BITS - FILTER_BITS);
    place_of_bit(bit)
}

/// Where two neighbouring words are among the bits of those that stand more than once.
#[inline]
fn repeated_bit([one, next]: [u32; 2]) -> (usize, u64) {
    let bit = (spread(one) ^ spread(next).rotate_left(7)) >> (u32::BITS - REPEATED_BITS.ilog2());
    place_of_bit(bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::earlier::Earlier;

    #[test]
    fn words_and_pairs_are_found_where_they_stand() {
        let mut layout = Layout::default();
        assert_eq!(layout.find(3), None);
        // The tables of a longer text before must not show.
        for words in [(0..900).map(|at| at % 7).collect(), vec![3, 1, 3, 1, 9]] {
            let mut earlier = Vec::new();
            Earlier::default().find(&words, &mut earlier);
            layout.lay_out(Text { words: &words, earlier: &earlier }, |word| u64::from(word) * 10);
            layout.lay_out_pairs();
        }
        assert_eq!(layout.text().words, [3, 1, 3, 1, 9]);
        assert_eq!([0, 1, 3, 9, 40].map(|word| layout.find(word).is_some()), [false, true, true, true, false]);
        let slots = [1, 3, 9].map(|word| layout.find(word).unwrap());
        assert_eq!(slots.map(|slot| (layout.count_at(slot), layout.weight_at(slot))), [(2, 10), (2, 30), (1, 90)]);
        assert_eq!(layout.places_of(3, 1).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(layout.places_of(1, 9).collect::<Vec<_>>(), [3]);
        assert_eq!(layout.places_of(4, 5).count(), 0);
        assert!(!layout.has_pair_once(3, 1) && layout.has_pair_once(1, 9));
    }
}
