//! Every distinct token of both texts, as a number: what is equal to the reader has the same one.
//!
//! Folding serves the comparison alone; spans always speak of the text as it is. Interning once and comparing numbers
//! from then on is what makes the rest cheap: one hash a token, no string touched twice.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use unicode_normalization::UnicodeNormalization;

use super::AlignmentSettings;
use super::spelling::american_from_british;
use crate::text::{Span, fold_char};

/// Number of a token in the vocabulary that both texts share.
pub(super) type TokenId = u32;

/// The number of tokens that are never paired: those in stretches that the person left out.
pub(super) const LEFT_OUT: TokenId = TokenId::MAX;

/// A count of tokens or bytes of a text, all of which are below 4 GiB, in 32 bits.
#[inline]
pub(super) fn u32_from(count: usize) -> u32 {
    u32::try_from(count).expect("texts are smaller than 4 GiB")
}

/// Every distinct token of both texts.
///
/// A folded form of up to sixteen bytes is its own key: nearly every word is compared as one number, without a look at
/// any text. Longer forms are kept apart.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// For each token, its form if it is short; for a long one, what no form can be, with its hash.
    keys: Vec<u128>,
    /// Short forms by open addressing: the number of a token plus one, or 0.
    slots: Vec<u32>,
    long: FxHashMap<Box<[u8]>, TokenId>,
    /// For each token, whether it is a word.
    pub is_word: Vec<bool>,
    scratch: Vec<u8>,
}

/// Bytes in a short form.
const SHORT: usize = 16;

/// The first byte of a long form's key, which no UTF-8 has.
const LONG_MARK: u128 = 0xFF << 120;

impl Vocabulary {
    pub fn with_capacity(tokens: usize) -> Self {
        Self {
            keys: Vec::with_capacity(tokens / 2),
            slots: vec![0; tokens.max(32).next_power_of_two()],
            long: FxHashMap::default(),
            is_word: Vec::with_capacity(tokens / 2),
            scratch: Vec::with_capacity(64),
        }
    }

    /// Number of distinct tokens.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// A number that depends on the token's form alone, spread evenly.
    pub fn hash(&self, id: TokenId) -> u32 {
        mixed(self.keys[id as usize]) >> 7
    }

    /// The number of a short form.
    fn intern_key(&mut self, key: u128, is_word: bool) -> TokenId {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = mixed(key) as usize & mask;
        while let Some(id) = self.slots[slot].checked_sub(1) {
            if self.keys[id as usize] == key {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        let id = self.add(key, is_word);
        self.slots[slot] = id + 1;
        id
    }

    fn add(&mut self, key: u128, is_word: bool) -> TokenId {
        let id = u32_from(self.keys.len());
        self.keys.push(key);
        self.is_word.push(is_word);
        id
    }

    fn grow(&mut self) {
        let mut slots = vec![0u32; self.slots.len() * 2];
        let mask = slots.len() - 1;
        for (id, &key) in (1u32..).zip(&self.keys).filter(|(_, key)| **key < LONG_MARK) {
            let mut slot = mixed(key) as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id;
        }
        self.slots = slots;
    }

    /// The number of the form in `scratch`.
    fn intern_scratch(&mut self, is_word: bool) -> TokenId {
        if self.scratch.len() <= SHORT {
            let mut bytes = [0; SHORT];
            bytes[..self.scratch.len()].copy_from_slice(&self.scratch);
            return self.intern_key(u128::from_le_bytes(bytes), is_word);
        }
        if let Some(&id) = self.long.get(self.scratch.as_slice()) {
            return id;
        }
        let mut hasher = FxHasher::default();
        hasher.write(&self.scratch);
        let id = self.add(LONG_MARK | u128::from(hasher.finish()), is_word);
        self.long.insert(self.scratch.as_slice().into(), id);
        id
    }

    /// The number of the word at `span`, by the short way where that is enough.
    pub fn intern_word_at(&mut self, text: &str, span: Span, settings: &AlignmentSettings) -> TokenId {
        let bytes = text.as_bytes();
        let short = (span.len() <= SHORT).then(|| bytes.get(span.start()..span.start() + SHORT)).flatten();
        if let Some(short) = short.and_then(|short| <[u8; SHORT]>::try_from(short).ok())
            && !settings.ignores_spelling
        {
            let unused = u32_from((SHORT - span.len()) * 8);
            let key = (u128::from_le_bytes(short) << unused) >> unused;
            if key & each_byte(0x80) == 0 {
                let key = if settings.ignores_case { key | upper_case_letters(key) >> 2 } else { key };
                return self.intern_key(key, true);
            }
        }
        self.intern_word(span.slice(text), settings)
    }

    fn intern_word(&mut self, word: &str, settings: &AlignmentSettings) -> TokenId {
        self.scratch.clear();
        if word.is_ascii() {
            self.scratch.extend_from_slice(word.as_bytes());
            if settings.ignores_case {
                self.scratch.make_ascii_lowercase();
            }
        } else {
            // Composed and decomposed letters, and the ligatures of typesetting, look the same to the reader.
            let mut buffer = [0u8; 4];
            for character in word.nfkc() {
                let quoted =
                    if settings.ignores_quotation_style && is_apostrophe(character) { '\'' } else { character };
                if settings.ignores_case {
                    for lower in quoted.to_lowercase() {
                        self.scratch.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
                    }
                } else {
                    self.scratch.extend_from_slice(quoted.encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
        if settings.ignores_spelling {
            american_from_british(&mut self.scratch);
        }
        self.intern_scratch(true)
    }

    /// The number of a mark.
    pub fn intern_mark(&mut self, mark: &str, settings: &AlignmentSettings) -> TokenId {
        if let &[byte] = mark.as_bytes()
            && byte != b'`'
        {
            return self.intern_key(u128::from(byte), false);
        }
        self.scratch.clear();
        if settings.ignores_quotation_style {
            let mut characters = mark.chars().map(fold_char);
            let first = characters.next().unwrap_or_default();
            let folded = match first {
                // A dash of any length is a dash; two apostrophes are typed for a quotation mark.
                '-' => '-',
                '\'' if characters.next().is_some() => '"',
                '.' if mark.len() >= 3 => '…',
                _ => {
                    self.scratch.extend_from_slice(mark.as_bytes());
                    if mark.chars().count() == 1 {
                        self.scratch.clear();
                        self.scratch.extend_from_slice(first.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                    return self.intern_scratch(false);
                }
            };
            self.scratch.extend_from_slice(folded.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            self.scratch.extend_from_slice(mark.as_bytes());
        }
        self.intern_scratch(false)
    }
}

/// Sixteen times the same byte.
const fn each_byte(byte: u8) -> u128 {
    u128::from_le_bytes([byte; SHORT])
}

/// The highest bit of every byte that is an ASCII capital; the bytes must all be ASCII.
fn upper_case_letters(key: u128) -> u128 {
    let from_a = key + each_byte(0x80 - b'A');
    let after_z = key + each_byte(0x80 - b'Z' - 1);
    (from_a ^ after_z) & each_byte(0x80)
}

/// A hash of a key (after the mixing of wyhash: the two halves of one wide product).
fn mixed(key: u128) -> u32 {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product = u128::from(low ^ 0xA076_1D64_78BD_642F) * u128::from(high ^ 0xE703_7ED1_A0B4_28DB);
    let folded = product as u64 ^ (product >> 64) as u64;
    (folded ^ (folded >> 32)) as u32
}

fn is_apostrophe(character: char) -> bool {
    character != '\'' && fold_char(character) == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_word_has_one_number_whichever_way_it_is_read(word in "[A-Za-z0-9'é]{1,20}", ignores_case: bool) {
            let settings = AlignmentSettings { ignores_case, ..AlignmentSettings::default() };
            let mut vocabulary = Vocabulary::with_capacity(0);
            let slow = vocabulary.intern_word(&word, &settings);
            let padded = format!("{word} and sixteen bytes more");
            let quick = vocabulary.intern_word_at(&padded, Span::new(0, word.len()), &settings);
            let at_the_end = vocabulary.intern_word_at(&word, Span::new(0, word.len()), &settings);
            proptest::prop_assert_eq!([slow, slow], [quick, at_the_end]);
        }
    }
}
