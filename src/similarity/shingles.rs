//! Shingles: runs of neighbouring words, as 64-bit keys.

/// Makes keys of shingles. Two shingles over the same vocabulary have the same key if, and for practical purposes only
/// if, they are the same words: these are packed side by side where they fit into 64 bits (two words always, three
/// up to two million different words), else hashed, when a million articles have one false match in a thousand corpora.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShingleKeys {
    bits: u32,
}

impl ShingleKeys {
    /// Keys for word numbers below `vocabulary_len`.
    pub(super) fn new(vocabulary_len: usize) -> Self {
        // Words count from 1 inside a key, so that a shorter shingle never looks like a longer one.
        Self { bits: usize::BITS - vocabulary_len.leading_zeros() }
    }

    /// The key of a shingle of `len` words, or of a whole text that is shorter: such a text is like its equal alone,
    /// not like the same words inside a longer one.
    #[inline]
    pub(super) fn key(self, shingle: &[u32], len: usize) -> u64 {
        if shingle.len() == len && len as u32 * self.bits <= u64::BITS {
            shingle.iter().fold(0, |key, &word| (key << self.bits) | (u64::from(word) + 1))
        } else {
            shingle.iter().fold(len as u64, |key, &word| scramble(key ^ (u64::from(word) + 1)))
        }
    }
}

/// A one-to-one mixing of 64 bits: each bit of the result depends on all below and above it.
#[inline]
pub(super) fn scramble(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let key = (key ^ (key >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    key ^ (key >> 32)
}

/// The shingles of `len` words of a text, in order; a shorter text, if it has any word, is one shingle by itself.
pub(super) fn shingles(words: &[u32], len: usize) -> impl ExactSizeIterator<Item = &[u32]> {
    let len = if words.is_empty() { len } else { len.min(words.len()) };
    words.windows(len.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_one_shingle() {
        assert_eq!(shingles(&[1, 2, 3, 4], 3).collect::<Vec<_>>(), [&[1, 2, 3][..], &[2, 3, 4]]);
        assert_eq!(shingles(&[1, 2], 3).collect::<Vec<_>>(), [&[1, 2][..]]);
        assert_eq!(shingles(&[], 3).len(), 0);
    }

    #[test]
    fn keys_tell_shingles_apart() {
        for vocabulary_len in [10, 1 << 20, 1 << 31] {
            let keys = ShingleKeys::new(vocabulary_len);
            let all = [&[0][..], &[0, 0], &[0, 1], &[1, 0], &[0, 0, 0], &[9, 8, 7], &[7, 8, 9], &[1; 8], &[1; 7]];
            for (at, one) in all.iter().enumerate() {
                for (other_at, other) in all.iter().enumerate() {
                    let is_same = keys.key(one, one.len()) == keys.key(other, other.len());
                    assert_eq!(is_same, at == other_at, "{one:?} {other:?}");
                }
                assert_ne!(keys.key(one, 9), keys.key(one, one.len()));
            }
        }
    }
}
