//! Bits: where a word has its own in a filter, and masks in place of branches.

/// A number for a word that looks random in its upper bits.
#[inline]
pub(super) fn spread(word: u32) -> u32 {
    word.wrapping_mul(0x9E37_79B1)
}

/// Where a bit is in a row of 64-bit numbers.
#[inline]
pub(super) fn place_of_bit(bit: u32) -> (usize, u64) {
    (bit as usize >> 6, 1 << (bit & 63))
}

/// All bits where something is so, else none: takes the place of a branch where no processor can foresee which it is.
#[inline]
pub(super) fn mask(is_so: bool) -> u64 {
    u64::from(is_so).wrapping_neg()
}
