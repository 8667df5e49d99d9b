//! Words as dense numbers.
//!
//! Most words of most texts are ASCII of up to sixteen bytes: they are held as two numbers, so that to compare two is to
//! compare numbers. The rest stands in one string. A table of 8 bytes a slot leads to the words by their hash, some bits
//! of which stand in the slot, so that hardly any word but the right one is looked at. The words of every text come
//! first, stand side by side and are in the nearest cache. This takes a third of the memory of a map from strings, and
//! no allocation for a word seen before.

use super::short_word::{ShortWord, Word};

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

/// Short words that are looked up together.
const WORDS_SIDE_BY_SIDE: usize = 16;

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
}
