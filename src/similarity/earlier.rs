//! How far a text repeats itself: what tells the first occurrence of a shingle from the later ones.
//!
//! For each word, the longest run from there that also starts further in front in the same text, in words. A shingle of
//! `n` words stands at a place for the first time exactly where that run is shorter than `n`, so one byte a word answers
//! for every length of shingle, and no measure needs a set of shingles. In indices of strings this is the "longest
//! previous factor" (Crochemore and Ilie, "Computing longest previous factor in linear time", 2008); as only runs up to
//! the longest shingle matter, a table of the few shingles whose words all repeat is faster than a suffix array. Linear
//! in the words.

use super::shingles::{hash, pair_key};

/// Runs are told up to this many words, the longest shingle that can be chosen.
pub(super) const MOST_EARLIER: usize = 8;

/// Finds repeats, one text after the other, and counts the texts of words on the way.
#[derive(Default)]
pub(super) struct Earlier {
    /// By word number.
    words: Vec<Word>,
    /// Number of words of the texts before.
    before: u32,
    /// Where words stand in the text at hand that stood before, each with the word's first place.
    repeats: Vec<(u32, u32)>,
    /// Places of shingles that repeat the beginning of an earlier one and then differ; the length is a power of two.
    table: Vec<Shingle>,
    used: usize,
    /// Bits of pairs of neighbouring words that stand in the text at hand, and of those that do so more than once. The
    /// length is a power of two.
    pairs: Vec<Seen>,
    /// Marks what belongs to the text at hand.
    epoch: u32,
}

#[derive(Clone, Copy, Default)]
struct Word {
    /// The word's first place in the last text that has it, counted from 1 through all texts, and [`AGAIN`] if it has
    /// others there.
    first: u32,
    /// Number of texts that have it.
    texts: u32,
}

/// 64 bits of a filter.
#[derive(Clone, Copy, Default)]
struct Seen {
    once: u64,
    again: u64,
}

/// Bits of the filter for each word of a text, at least: so that few pairs share one by chance.
const BITS_A_WORD: usize = 16;

/// Set where a word stands more than once.
const AGAIN: u32 = 1 << 31;

#[derive(Clone, Copy, Default)]
struct Shingle {
    epoch: u32,
    place: u32,
    len: u32,
}

impl Earlier {
    /// Appends for each word of a text the length of the longest run from there that started before, at most
    /// [`MOST_EARLIER`].
    ///
    /// # Panics
    /// If the texts have more than two billion words.
    pub(super) fn find(&mut self, text: &[u32], found: &mut Vec<u8>) {
        let words = text.iter().max().map_or(0, |&word| word as usize + 1);
        self.find_below(words, text, found);
    }

    /// The same for a text of words with numbers below `words`.
    pub(super) fn find_below(&mut self, words: usize, text: &[u32], found: &mut Vec<u8>) {
        self.epoch += 1;
        self.used = 0;
        self.make_room(words);
        self.find_repeats(text);
        let before = found.len();
        found.resize(before + text.len(), 0);
        self.find_pairs(text);
        // Most words that stood before stood before others: put side by side without a branch, as above, are the rest.
        let mut count = 0;
        for number in 0..self.repeats.len() {
            let (at, place) = self.repeats[number];
            found[before + at as usize] = 1;
            self.repeats[count] = (at, place);
            count += usize::from(self.may_repeat_pair(text, at as usize));
        }
        for number in 0..count {
            let (at, place) = self.repeats[number];
            found[before + at as usize] = self.run_at(text, at as usize, place as usize) as u8;
        }
    }

    /// Counts a text whose repeats are known.
    pub(super) fn count(&mut self, words: usize, text: &[u32], earlier: &[u8]) {
        self.make_room(words);
        for (&word, &earlier) in text.iter().zip(earlier) {
            self.words[word as usize].texts += u32::from(earlier == 0);
        }
    }

    /// For each of so many words, the number of texts that have it.
    pub(super) fn text_counts(&self, words: usize) -> Vec<u32> {
        self.words.iter().map(|word| word.texts).chain(std::iter::repeat(0)).take(words).collect()
    }

    fn make_room(&mut self, words: usize) {
        if self.words.len() < words {
            self.words.resize(words.next_power_of_two(), Word::default());
        }
    }

    /// Notes where words stand that stood before, and their first places.
    fn find_repeats(&mut self, text: &[u32]) {
        let before = self.before;
        self.before += text.len() as u32;
        assert!(self.before < AGAIN, "texts that are read together have less than two billion words");
        // Put side by side without a branch, as no processor can foresee which words are new.
        self.repeats.clear();
        self.repeats.resize(text.len(), (0, 0));
        let mut count = 0;
        for (&word, at) in text.iter().zip(0u32..) {
            let word = &mut self.words[word as usize];
            let is_known = word.first & !AGAIN > before;
            let first = if is_known { word.first | AGAIN } else { before + at + 1 };
            *word = Word { first, texts: word.texts + u32::from(!is_known) };
            self.repeats[count] = (at, (first & !AGAIN).wrapping_sub(before + 1));
            count += usize::from(is_known);
        }
        self.repeats.truncate(count);
    }

    /// Notes which pairs of neighbouring words stand in the text more than once.
    fn find_pairs(&mut self, text: &[u32]) {
        self.pairs.clear();
        self.pairs.resize((BITS_A_WORD * text.len() / u64::BITS as usize + 1).next_power_of_two(), Seen::default());
        for pair in text.array_windows() {
            let (at, bit) = self.place_of_pair(pair);
            let seen = &mut self.pairs[at];
            seen.again |= seen.once & bit;
            seen.once |= bit;
        }
    }

    /// Whether a word and the next one may stand side by side in the text elsewhere.
    #[inline]
    fn may_repeat_pair(&self, text: &[u32], at: usize) -> bool {
        let next = text.get(at + 1);
        let (place, bit) = self.place_of_pair(&[text[at], next.copied().unwrap_or_default()]);
        next.is_some() & (self.pairs[place].again & bit != 0)
    }

    #[inline]
    fn place_of_pair(&self, &[one, next]: &[u32; 2]) -> (usize, u64) {
        let hash = pair_key(one, next).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        ((hash >> 6) as usize & (self.pairs.len() - 1), 1 << (hash & 63))
    }

    /// The run at a word that stands first at `place`.
    fn run_at(&mut self, text: &[u32], at: usize, mut place: usize) -> usize {
        // `place` is where the shingle of `len` words stands first. A longer one has its first place there too, or in
        // the table: it is put there where it is met with a beginning that is not new.
        for len in 1..MOST_EARLIER {
            let Some(&next) = text.get(at + len) else { return len };
            if text[place + len] == next {
                continue;
            }
            // A word that stands in the text once ends every repeat.
            if self.words[next as usize].first & AGAIN == 0 {
                return len;
            }
            match self.first_place(text, at, len + 1) {
                Some(first) => place = first,
                None => return len,
            }
        }
        MOST_EARLIER
    }

    /// Where the shingle of `len` words at `at` stands further in front; a new one is noted.
    fn first_place(&mut self, text: &[u32], at: usize, len: usize) -> Option<usize> {
        if self.table.len() < 2 * (self.used + 1) {
            self.grow(text);
        }
        let mask = self.table.len() - 1;
        let shingle = &text[at..at + len];
        let mut slot = hash(shingle) as usize & mask;
        while self.table[slot].epoch == self.epoch {
            let Shingle { place, len: noted, .. } = self.table[slot];
            if noted as usize == len && text[place as usize..place as usize + len] == *shingle {
                return Some(place as usize);
            }
            slot = (slot + 1) & mask;
        }
        self.table[slot] = Shingle { epoch: self.epoch, place: at as u32, len: len as u32 };
        self.used += 1;
        None
    }

    fn grow(&mut self, text: &[u32]) {
        let len = (self.table.len() * 2).max(1 << 9);
        let old = std::mem::replace(&mut self.table, vec![Shingle::default(); len]);
        for shingle in old.into_iter().filter(|shingle| shingle.epoch == self.epoch) {
            let start = shingle.place as usize;
            let mut slot = hash(&text[start..start + shingle.len as usize]) as usize & (len - 1);
            while self.table[slot].epoch == self.epoch {
                slot = (slot + 1) & (len - 1);
            }
            self.table[slot] = shingle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_definition(text: &[u32], at: usize) -> u8 {
        let run = |before: usize| text[before..].iter().zip(&text[at..]).take_while(|(one, two)| one == two).count();
        (0..at).map(run).max().unwrap_or(0).min(MOST_EARLIER) as u8
    }

    proptest! {
        #[test]
        fn runs_are_those_of_the_definition(
            texts in prop::collection::vec((1u32..6, prop::collection::vec(0u32..200, 0..80)), 1..6),
        ) {
            let (mut earlier, mut counts) = (Earlier::default(), [0; 6]);
            for (number, (letters, numbers)) in texts.into_iter().enumerate() {
                let text: Vec<u32> = numbers.into_iter().map(|number| number % letters).collect();
                let mut found = Vec::new();
                earlier.find(&text, &mut found);
                // A text whose repeats are known is only counted.
                if number == 2 {
                    earlier.count(6, &text, &found);
                    (0..6).filter(|word| text.contains(word)).for_each(|word| counts[word as usize] += 1);
                }
                (0..6).filter(|word| text.contains(word)).for_each(|word| counts[word as usize] += 1);
                let expected: Vec<u8> = (0..text.len()).map(|at| by_definition(&text, at)).collect();
                prop_assert_eq!(found, expected, "{:?}", text);
            }
            prop_assert_eq!(earlier.text_counts(6), counts);
        }
    }
}
