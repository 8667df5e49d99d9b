//! Words as dense numbers.
//!
//! Every folded word is stored once, in one string; a table of 32-bit slots finds it again. This takes a third of the
//! memory of a map from strings and no allocation for a word seen before.

use std::hash::Hasher;

use rustc_hash::FxHasher;

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
}

impl Vocabulary {
    /// The word's number; a word that is new gets the next one.
    ///
    /// # Panics
    /// If there are more than 4 billion different words.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = hash_of(word);
        let (slot, found) = self.probe(word, hash);
        if let Some(id) = found {
            return id;
        }
        let id = u32::try_from(self.ends.len()).expect("a corpus has fewer than 4 billion different words");
        self.slots[slot] = id + 1;
        self.hashes.push((hash >> 32) as u32);
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
        id
    }

    /// The number of a word that is in the set.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
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
            let mut slot = hash_of(self.word(id)) as usize & (len - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (len - 1);
            }
            self.slots[slot] = id + 1;
        }
    }
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
        let words: Vec<String> = (0..5_000).map(|number| format!("word{}", number % 3_000)).collect();
        for word in &words {
            let id = vocabulary.intern(word);
            assert_eq!(vocabulary.word(id), word);
        }
        assert_eq!(vocabulary.len(), 3_000);
        assert_eq!(vocabulary.find("word2999"), Some(2_999));
        assert_eq!(vocabulary.find("absent"), None);
        assert_eq!(Vocabulary::default().find(""), None);
        assert_eq!(vocabulary.iter().nth(7), Some("word7"));
    }
}
