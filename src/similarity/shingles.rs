//! Shingles, runs of neighbouring words, as numbers that look random.

/// A number for a shingle: the same for the same words in the same order, and for practical purposes no other. Where
/// that is not enough, the words themselves are compared.
#[inline]
pub(super) fn hash(shingle: &[u32]) -> u64 {
    match shingle {
        // Two words fit into the number side by side, so no other two have the same.
        &[one, next] => scramble(u64::from(one) << 32 | u64::from(next)),
        // The length stands above the bits of a word.
        _ => shingle.iter().fold((shingle.len() as u64) << 40, |key, &word| scramble(key ^ (u64::from(word) + 1))),
    }
}

/// A one-to-one mixing of 64 bits: each bit of the result depends on all below and above it (Stafford's variant 13 of
/// the mixer of SplitMix, shortened).
#[inline]
pub(super) fn scramble(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let key = (key ^ (key >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    key ^ (key >> 32)
}

/// Two words next to each other, or in this order, as one key.
#[inline]
pub(super) fn pair_key(one: u32, next: u32) -> u64 {
    u64::from(one) << 32 | u64::from(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_another_number() {
        let all =
            [&[0][..], &[0, 0], &[0, 1], &[1, 0], &[0, 0, 0], &[9, 8, 7], &[7, 8, 9], &[1; 8], &[1; 7], &[u32::MAX; 2]];
        for (at, one) in all.iter().enumerate() {
            for (other_at, other) in all.iter().enumerate() {
                assert_eq!(hash(one) == hash(other), at == other_at, "{one:?} {other:?}");
            }
        }
    }
}
