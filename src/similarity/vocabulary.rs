//! Words as dense numbers.
//!
//! Every folded word is stored once, in one string; a table of 32-bit slots finds it again. This takes a third of the
//! memory of a map from strings and no allocation for a word seen before.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::shingles::scramble;

/// A set of words, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Number of a word plus 1, or 0 for a free slot. The length is a power of two, at least twice the words.
    slots: Vec<u32>,
    /// Upper half of each word's hash, so that most other words are told apart without reading them.
    hashes: Vec<u32>,
    /// Where each word ends in `letters`.
    ends: Vec<usize>,
    letters: String,
    /// Words of up to [`SHORT_WORD_BYTES`] bytes, most of most texts, by their letters in one number: these take one
    /// comparison. The rest is in `slots`.
    short: Vec<(u64, u32)>,
    short_count: usize,
}

/// Words of so many bytes fit into one number.
pub(super) const SHORT_WORD_BYTES: usize = 8;

/// The bytes of a short word side by side. Not 0 for a word that has a letter.
#[inline]
pub(super) fn packed(word: &[u8]) -> u64 {
    word.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}

/// A packed ASCII word in lower case, all bytes at once.
#[inline]
pub(super) fn lower_case(packed: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = packed + EACH * (0x80 - b'A' as u64);
    let beyond_z = packed + EACH * (0x80 - b'Z' as u64 - 1);
    packed | ((from_a ^ beyond_z) & (EACH * 0x80)) >> 2
}

impl Vocabulary {
    /// The word's number; a word that is new gets the next one.
    ///
    /// # Panics
    /// If there are more than 4 billion different words.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if is_short(word) {
            return self.intern_short(packed(word.as_bytes()));
        }
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = hash_of(word);
        let (slot, found) = self.probe(word, hash);
        if let Some(id) = found {
            return id;
        }
        let id = self.add(word, (hash >> 32) as u32);
        self.slots[slot] = id + 1;
        id
    }

    /// The number of a short ASCII word, given by its bytes.
    #[inline]
    pub(super) fn intern_short(&mut self, word: u64) -> u32 {
        if self.short.len() < 2 * (self.short_count + 1) {
            self.grow_short();
        }
        let slot = self.probe_short(word);
        if self.short[slot].0 == word {
            return self.short[slot].1;
        }
        let bytes = word.to_le_bytes();
        let len = SHORT_WORD_BYTES - word.leading_zeros() as usize / 8;
        let id = self.add(str::from_utf8(&bytes[..len]).expect("the word is ASCII"), 0);
        self.short[slot] = (word, id);
        self.short_count += 1;
        id
    }

    fn add(&mut self, word: &str, hash: u32) -> u32 {
        let id = u32::try_from(self.ends.len()).expect("a corpus has fewer than 4 billion different words");
        self.hashes.push(hash);
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
        id
    }

    /// Where a short word is, or would be.
    #[inline]
    fn probe_short(&self, word: u64) -> usize {
        let mask = self.short.len() - 1;
        let mut slot = scramble(word) as usize & mask;
        while self.short[slot].0 != 0 && self.short[slot].0 != word {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow_short(&mut self) {
        let len = (self.short.len() * 2).max(1 << 10);
        let old = std::mem::replace(&mut self.short, vec![(0, 0); len]);
        for (word, id) in old.into_iter().filter(|&(word, _)| word != 0) {
            let slot = self.probe_short(word);
            self.short[slot] = (word, id);
        }
    }

    /// The number of a word that is in the set.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        if is_short(word) {
            let wanted = packed(word.as_bytes());
            let slot = (!self.short.is_empty()).then(|| self.short[self.probe_short(wanted)])?;
            return (slot.0 == wanted).then_some(slot.1);
        }
        if self.slots.is_empty() { None } else { self.probe(word, hash_of(word)).1 }
    }

    /// The word with this number.
    pub(super) fn word(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.letters[start..self.ends[id]]
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All words, in order of number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|id| self.word(id as u32))
    }

    fn probe(&self, word: &str, hash: u64) -> (usize, Option<u32>) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return (slot, None),
                taken => {
                    let id = taken - 1;
                    if self.hashes[id as usize] == (hash >> 32) as u32 && self.word(id) == word {
                        return (slot, Some(id));
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1 << 10);
        self.slots = vec![0; len];
        for id in 0..self.ends.len() as u32 {
            if is_short(self.word(id)) {
                continue;
            }
            let mut slot = hash_of(self.word(id)) as usize & (len - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (len - 1);
            }
            self.slots[slot] = id + 1;
        }
    }
}

fn is_short(word: &str) -> bool {
    word.is_ascii() && !word.is_empty() && word.len() <= SHORT_WORD_BYTES
}

fn hash_of(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dense_and_lead_back() {
        let mut vocabulary = Vocabulary::default();
        let long = |number| if number % 2 == 0 { "" } else { "a-long-" };
        let words: Vec<String> = (0..5_000).map(|number| format!("{}word{}", long(number), number % 3_000)).collect();
        for word in &words {
            let id = vocabulary.intern(word);
            assert_eq!(vocabulary.word(id), word);
        }
        assert_eq!(vocabulary.len(), 3_000);
        assert_eq!(vocabulary.find("a-long-word2999"), Some(2_999));
        assert_eq!(vocabulary.find("absent"), None);
        assert_eq!(Vocabulary::default().find(""), None);
        assert_eq!(vocabulary.iter().nth(8), Some("word8"));
    }

    #[test]
    fn all_bytes_of_a_word_are_lowered_at_once() {
        for word in ["A", "Z", "a", "z", "U.S", "It's", "AZaz09'.", "@[`{", "6,100"] {
            assert_eq!(lower_case(packed(word.as_bytes())), packed(word.to_ascii_lowercase().as_bytes()), "{word}");
        }
    }
}
