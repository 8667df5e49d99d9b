//! Words as dense numbers.
//!
//! Every folded word is stored once, in one string. Most words of most texts are ASCII of up to sixteen bytes: their
//! letters are held as two numbers, so that looking one up is one probe and one comparison. The rest goes through a
//! table of 32-bit slots that leads to the string. This takes a third of the memory of a map from strings, and no
//! allocation for a word seen before.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::shingles::scramble;

/// A set of words, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// Short words by their letters; the length is a power of two, at least twice the words.
    short: Vec<(ShortWord, u32)>,
    short_count: usize,
    /// Short words that came lately, by their hash: the words of every text are found here, in the nearest cache.
    recent: Vec<(ShortWord, u32)>,
    /// Numbers of all other words plus 1, or 0 for a free slot. The length is a power of two, at least twice the words.
    slots: Vec<u32>,
    long_count: usize,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    letters: String,
}

/// An ASCII word of up to [`SHORT_WORD_BYTES`] bytes, its bytes side by side from the lowest up. Zero is no word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ShortWord(u64, u64);

/// Words that came lately are kept by so many bits of their hash: 24 kB.
const RECENT_BITS: u32 = 10;
/// Words of so many bytes fit into two numbers.
pub(super) const SHORT_WORD_BYTES: usize = 16;

impl ShortWord {
    /// The word of `text` at `start`, if it is short and ASCII, in lower case.
    #[inline]
    pub(super) fn lower_case(text: &[u8], start: usize, len: usize) -> Option<Self> {
        if len > SHORT_WORD_BYTES {
            return None;
        }
        // Whole numbers are read where the text goes on, and what follows the word is masked away.
        let number = |from: usize, len: usize| {
            let eight = match text.get(from..from + 8) {
                Some(eight) => u64::from_le_bytes(eight.try_into().expect("eight bytes were taken")),
                None => text[from..].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
            };
            eight & (u64::MAX >> (64 - 8 * len))
        };
        let low = number(start, len.clamp(1, 8));
        let high = if len > 8 { number(start + 8, len - 8) } else { 0 };
        ((low | high) & (EACH * 0x80) == 0).then(|| Self(lower_case(low), lower_case(high)))
    }

    /// A whole folded word, if it is short and ASCII.
    fn whole(word: &str) -> Option<Self> {
        if word.is_empty() { None } else { Self::lower_case(word.as_bytes(), 0, word.len()) }
    }

    #[inline]
    fn hash(self) -> u64 {
        scramble(self.0 ^ self.1.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The letters, and how many they are.
    fn bytes(self) -> ([u8; SHORT_WORD_BYTES], usize) {
        let mut bytes = [0; SHORT_WORD_BYTES];
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes[8..].copy_from_slice(&self.1.to_le_bytes());
        let free = if self.1 == 0 { 8 + self.0.leading_zeros() / 8 } else { self.1.leading_zeros() / 8 };
        (bytes, SHORT_WORD_BYTES - free as usize)
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// ASCII letters side by side in lower case, all at once.
#[inline]
fn lower_case(packed: u64) -> u64 {
    let from_a = packed + EACH * (0x80 - b'A' as u64);
    let beyond_z = packed + EACH * (0x80 - b'Z' as u64 - 1);
    packed | ((from_a ^ beyond_z) & (EACH * 0x80)) >> 2
}

impl Vocabulary {
    /// The number of a folded word; a word that is new gets the next one.
    ///
    /// # Panics
    /// If the different words take more than 4 GB.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if let Some(short) = ShortWord::whole(word) {
            return self.intern_short(short);
        }
        if self.slots.len() < 2 * (self.long_count + 1) {
            self.grow();
        }
        let (slot, found) = self.probe(word);
        found.unwrap_or_else(|| {
            let id = self.add(word);
            self.slots[slot] = id + 1;
            self.long_count += 1;
            id
        })
    }

    /// The number of a short word.
    #[inline]
    pub(super) fn intern_short(&mut self, word: ShortWord) -> u32 {
        if self.short.len() < 2 * (self.short_count + 1) {
            self.grow_short();
        }
        let hash = word.hash();
        let recent = (hash >> (u64::BITS - RECENT_BITS)) as usize;
        if self.recent[recent].0 == word {
            return self.recent[recent].1;
        }
        let slot = self.probe_short(word, hash);
        if self.short[slot].0 == word {
            self.recent[recent] = self.short[slot];
            return self.short[slot].1;
        }
        let (bytes, len) = word.bytes();
        let id = self.add(str::from_utf8(&bytes[..len]).expect("the word is ASCII"));
        self.short[slot] = (word, id);
        self.short_count += 1;
        id
    }

    fn add(&mut self, word: &str) -> u32 {
        let id = self.ends.len() as u32;
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).expect("the different words take less than 4 GB"));
        id
    }

    /// Where a short word is, or would be.
    #[inline]
    fn probe_short(&self, word: ShortWord, hash: u64) -> usize {
        let mask = self.short.len() - 1;
        let mut slot = hash as usize & mask;
        while self.short[slot].0 != ShortWord::default() && self.short[slot].0 != word {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow_short(&mut self) {
        self.recent.resize(1 << RECENT_BITS, Default::default());
        let len = (self.short.len() * 2).max(1 << 10);
        let old = std::mem::replace(&mut self.short, vec![Default::default(); len]);
        for (word, id) in old.into_iter().filter(|&(word, _)| word != ShortWord::default()) {
            let slot = self.probe_short(word, word.hash());
            self.short[slot] = (word, id);
        }
    }

    /// The number of a folded word that is in the set.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        if let Some(wanted) = ShortWord::whole(word) {
            let slot = (!self.short.is_empty()).then(|| self.short[self.probe_short(wanted, wanted.hash())])?;
            return (slot.0 == wanted).then_some(slot.1);
        }
        if self.slots.is_empty() { None } else { self.probe(word).1 }
    }

    /// The word with this number.
    pub(super) fn word(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] as usize };
        &self.letters[start..self.ends[id] as usize]
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All words, in order of number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|id| self.word(id as u32))
    }

    fn probe(&self, word: &str) -> (usize, Option<u32>) {
        let mask = self.slots.len() - 1;
        let mut slot = hash_of(word) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return (slot, None),
                taken if self.word(taken - 1) == word => return (slot, Some(taken - 1)),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1 << 8);
        let old = std::mem::replace(&mut self.slots, vec![0; len]);
        for taken in old.into_iter().filter(|&taken| taken != 0) {
            let mut slot = hash_of(self.word(taken - 1)) as usize & (len - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (len - 1);
            }
            self.slots[slot] = taken;
        }
    }
}

/// A number for a folded word that looks random: the lower half finds it in a table, the upper bits choose its shard.
pub(super) fn hash_of(word: &str) -> u64 {
    match ShortWord::whole(word) {
        Some(short) => short.hash(),
        None => {
            let mut hasher = FxHasher::default();
            hasher.write(word.as_bytes());
            scramble(hasher.finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dense_and_lead_back() {
        let mut vocabulary = Vocabulary::default();
        let long = |number: usize| ["", "longer-", "a-very-long-one-", "größer-"][number % 4];
        let words: Vec<String> = (0..5_000).map(|number| format!("{}word{}", long(number), number % 3_000)).collect();
        for word in &words {
            let id = vocabulary.intern(word);
            assert_eq!(vocabulary.word(id), word);
            assert_eq!(vocabulary.find(word), Some(id));
        }
        assert_eq!(vocabulary.len(), 3_000);
        assert_eq!(vocabulary.find("absent"), None);
        assert_eq!(Vocabulary::default().find(""), None);
        assert_eq!(vocabulary.iter().nth(8), Some("word8"));
    }

    #[test]
    fn all_bytes_of_a_word_are_lowered_at_once() {
        for word in
            ["A", "Z", "a", "z", "U.S", "It's", "AZaz09'.", "@[`{", "6,100", "RepresenTative", "Sixteen.Letters!"]
        {
            for (before, after) in [("", ""), ("X", " and a good deal more"), ("", "Y")] {
                let text = format!("{before}{word}{after}");
                let found = ShortWord::lower_case(text.as_bytes(), before.len(), word.len());
                assert_eq!(found, ShortWord::whole(&word.to_ascii_lowercase()), "{text}");
                let (bytes, len) = found.unwrap().bytes();
                assert_eq!(bytes[..len], *word.to_ascii_lowercase().as_bytes());
            }
        }
        assert_eq!(ShortWord::lower_case("Zürich".as_bytes(), 0, 7), None);
        assert_eq!(ShortWord::lower_case(b"seventeen.letters", 0, 17), None);
    }
}
