//! Words as two numbers: ASCII of up to sixteen bytes, as most words of most texts are.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::shingles::scramble;

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
    pub(super) fn whole(word: &str) -> Option<Self> {
        if word.is_empty() { None } else { Self::lower_case(word.as_bytes(), 0, word.len()) }
    }

    /// See [`Word::hash`].
    #[inline]
    pub(super) fn hash(self) -> u64 {
        scramble(self.0 ^ self.1.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The entry of a long word: no short word starts with a zero byte.
    ///
    /// # Panics
    /// If the long words take more than 4 GB.
    pub(super) fn of_place(start: usize, len: usize) -> Self {
        let end = u32::try_from(start + len).expect("the long words take less than 4 GB");
        Self(0, (start as u64) << 32 | u64::from(end))
    }

    /// Where the long word with this entry starts and ends; nothing for a short word.
    #[inline]
    pub(super) fn place(self) -> Option<Range<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
