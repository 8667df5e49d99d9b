//! Words as dense numbers.
//!
//! Most words of most texts are ASCII of up to sixteen bytes: they are held as two numbers, so that to compare two is to
//! compare numbers. The rest stands in one string. A table of 8 bytes a slot leads to the words by their hash, some bits
//! of which stand in the slot, so that hardly any word but the right one is looked at. The words of every text come
//! first, stand side by side and are in the nearest cache. This takes a third of the memory of a map from strings, and
//! no allocation for a word seen before.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::shingles::scramble;

/// A set of words, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// The length is a power of two, at least twice the words.
    slots: Vec<Slot>,
    /// By number: a short word itself, or the place of a long one, see [`ShortWord::place`].
    words: Vec<ShortWord>,
    /// The long words, one after the other.
    letters: String,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the word's hash.
    tag: u32,
    /// The number of the word, plus 1; 0 in a free slot.
    next_number: u32,
}

/// A folded word, as the vocabulary holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// ASCII of up to [`SHORT_WORD_BYTES`] bytes.
    Short(ShortWord),
    /// Any other.
    Long(&'a str),
}

/// An ASCII word of up to [`SHORT_WORD_BYTES`] bytes, its bytes side by side from the lowest up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ShortWord(u64, u64);

/// Words of so many bytes fit into two numbers.
const SHORT_WORD_BYTES: usize = 16;

/// Short words that are looked up together.
const WORDS_SIDE_BY_SIDE: usize = 16;

/// The lowest bytes of a number, by how many they are.
const FIRST_BYTES: [u128; SHORT_WORD_BYTES + 1] = {
    let mut masks = [0; SHORT_WORD_BYTES + 1];
    let mut len = 1;
    while len < masks.len() {
        masks[len] = u128::MAX >> (u128::BITS as usize - 8 * len);
        len += 1;
    }
    masks
};

impl<'a> Word<'a> {
    /// A folded word.
    pub(super) fn of(folded: &'a str) -> Self {
        ShortWord::whole(folded).map_or(Self::Long(folded), Self::Short)
    }

    /// Whether it starts with a digit.
    pub(super) fn is_figure(self) -> bool {
        match self {
            Self::Short(ShortWord(first, _)) => (first as u8).is_ascii_digit(),
            Self::Long(long) => long.starts_with(char::is_numeric),
        }
    }

    /// A number that looks random: the lower half finds the word in a table, the upper bits choose its shard.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        match self {
            Self::Short(short) => short.hash(),
            Self::Long(long) => {
                let mut hasher = FxHasher::default();
                hasher.write(long.as_bytes());
                scramble(hasher.finish())
            }
        }
    }
}

impl ShortWord {
    /// The word of `text` at `start`, if it is short and ASCII, in lower case.
    #[inline]
    pub(super) fn lower_case(text: &[u8], start: usize, len: usize) -> Option<Self> {
        if len > SHORT_WORD_BYTES {
            return None;
        }
        // Sixteen bytes are read where the text goes on, and what follows the word is masked away.
        let sixteen = match text.get(start..start + SHORT_WORD_BYTES) {
            Some(sixteen) => u128::from_le_bytes(sixteen.try_into().expect("sixteen bytes were taken")),
            None => text[start..].iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte)),
        };
        let word = sixteen & FIRST_BYTES[len];
        let (low, high) = (word as u64, (word >> 64) as u64);
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

    /// The entry of a long word: no short word starts with a zero byte.
    ///
    /// # Panics
    /// If the long words take more than 4 GB.
    fn of_place(start: usize, len: usize) -> Self {
        let end = u32::try_from(start + len).expect("the long words take less than 4 GB");
        Self(0, (start as u64) << 32 | u64::from(end))
    }

    /// Where the long word with this entry starts and ends; nothing for a short word.
    #[inline]
    fn place(self) -> Option<Range<usize>> {
        (self.0 == 0).then_some((self.1 >> 32) as usize..(self.1 & u64::from(u32::MAX)) as usize)
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
    /// Makes room for so many words, about: to grow is to find a slot anew for each word that is there.
    pub(super) fn reserve(&mut self, words: usize) {
        while self.slots.len() < 2 * words {
            self.grow();
        }
    }

    /// The number of a word; a word that is new gets the next one.
    #[inline]
    pub(super) fn intern(&mut self, word: Word<'_>) -> u32 {
        if self.slots.len() < 2 * (self.words.len() + 1) {
            self.grow();
        }
        let hash = word.hash();
        match self.probe(word, hash) {
            Ok(number) => number,
            Err(free) => self.add(word, hash, free),
        }
    }

    /// Appends the numbers of short words. The slots of some are read side by side, where one after the other would wait
    /// for memory at each; most words are in the first slot that is looked at.
    pub(super) fn intern_all(&mut self, words: &[ShortWord], numbers: &mut Vec<u32>) {
        for words in words.chunks(WORDS_SIDE_BY_SIDE) {
            while self.slots.len() < 2 * (self.words.len() + words.len()) {
                self.grow();
            }
            let mask = self.slots.len() - 1;
            let mut found = [0; WORDS_SIDE_BY_SIDE];
            for (found, word) in found.iter_mut().zip(words) {
                *found = self.slots[word.hash() as usize & mask].next_number.wrapping_sub(1);
            }
            numbers.extend(found.iter().zip(words).map(|(&number, &word)| {
                let is_found = self.words.get(number as usize) == Some(&word);
                if is_found { number } else { self.intern(Word::Short(word)) }
            }));
        }
    }

    /// The numbers here of words that another vocabulary has, by their numbers there.
    pub(super) fn intern_of(&mut self, other: &Self, ids: &[u32]) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(ids.len());
        let mut short = Vec::with_capacity(ids.len());
        for &id in ids {
            match other.word(id) {
                Word::Short(word) => short.push(word),
                long @ Word::Long(_) => {
                    self.intern_all(&short, &mut numbers);
                    short.clear();
                    numbers.push(self.intern(long));
                }
            }
        }
        self.intern_all(&short, &mut numbers);
        numbers
    }

    fn add(&mut self, word: Word<'_>, hash: u64, free: usize) -> u32 {
        let entry = match word {
            Word::Short(short) => short,
            Word::Long(long) => ShortWord::of_place(self.letters.len(), long.len()),
        };
        if let Word::Long(long) = word {
            self.letters.push_str(long);
        }
        self.words.push(entry);
        let next_number = u32::try_from(self.words.len()).expect("there are fewer than 4 billion different words");
        self.slots[free] = Slot { tag: (hash >> 32) as u32, next_number };
        next_number - 1
    }

    /// The number of a word that is in the set.
    pub(super) fn find(&self, word: Word<'_>) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.probe(word, word.hash()).ok() }
    }

    /// The number of a word, or the free slot that would lead to it.
    #[inline]
    fn probe(&self, word: Word<'_>, hash: u64) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Slot { tag, next_number } = self.slots[at];
            if next_number == 0 {
                return Err(at);
            }
            if tag == (hash >> 32) as u32 && self.is_at(next_number - 1, word) {
                return Ok(next_number - 1);
            }
            at = (at + 1) & mask;
        }
    }

    #[inline]
    fn is_at(&self, number: u32, word: Word<'_>) -> bool {
        let entry = self.words[number as usize];
        match word {
            Word::Short(short) => entry == short,
            Word::Long(long) => entry.place().is_some_and(|place| self.letters[place] == *long),
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1 << 8);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); len]);
        for slot in old.into_iter().filter(|slot| slot.next_number != 0) {
            let mut at = self.word(slot.next_number - 1).hash() as usize & (len - 1);
            while self.slots[at].next_number != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = slot;
        }
    }

    /// Lets go of what finds words, where they are only to be read from here on.
    pub(super) fn close(&mut self) {
        self.slots = Vec::new();
    }

    /// The word with this number.
    #[inline]
    pub(super) fn word(&self, number: u32) -> Word<'_> {
        let entry = self.words[number as usize];
        entry.place().map_or(Word::Short(entry), |place| Word::Long(&self.letters[place]))
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// All words, in order of number.
    pub(super) fn iter(&self) -> impl Iterator<Item = Word<'_>> {
        (0..self.words.len()).map(|number| self.word(number as u32))
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
        let short = |word: &String| match Word::of(word) {
            Word::Short(short) => Some(short),
            Word::Long(_) => None,
        };
        let short: Vec<ShortWord> = words.iter().filter_map(short).collect();
        let (mut at_once, mut numbers) = (Vocabulary::default(), Vec::new());
        at_once.intern_all(&short, &mut numbers);
        for (&word, &id) in short.iter().zip(&numbers) {
            assert_eq!(at_once.find(Word::Short(word)), Some(id));
        }
        for word in words.iter().map(|word| Word::of(word)) {
            let id = vocabulary.intern(word);
            assert_eq!(vocabulary.word(id), word);
            assert_eq!(vocabulary.find(word), Some(id));
        }
        assert_eq!(vocabulary.len(), 3_000);
        assert_eq!(vocabulary.find(Word::of("absent")), None);
        assert_eq!(Vocabulary::default().find(Word::of("")), None);
        assert_eq!(vocabulary.iter().nth(8), Some(Word::of("word8")));
        assert!(matches!(vocabulary.word(3), Word::Long("größer-word3")));
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
            }
        }
        assert_eq!(ShortWord::lower_case("Zürich".as_bytes(), 0, 7), None);
        assert_eq!(ShortWord::lower_case(b"seventeen.letters", 0, 17), None);
    }
}
