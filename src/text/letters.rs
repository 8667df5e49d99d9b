//! Which bytes of a text are letters, for 64 bytes at a time, a bit each.
//!
//! So the edges of words are found by counting bits rather than by looking at each letter (as Langdale and Lemire do for
//! other grammars, "Parsing gigabytes of JSON per second", 2019).

/// What some bytes of a text are, a bit each, the first one lowest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Where it starts in the text.
    pub(super) start: usize,
    /// ASCII letters and digits.
    pub(super) letters: u64,
    /// Bytes of characters that are not ASCII.
    pub(super) foreign: u64,
}

impl Block {
    /// Number of its bytes.
    pub(super) const BYTES: usize = 64;

    /// The block of a text that starts at a place.
    #[inline(never)]
    pub(super) fn of(text: &[u8], start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let mut padded = [0; Self::BYTES];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        // A loop over bytes that the compiler makes into steps of sixteen.
        let letters = bytes.map(|byte| {
            let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
            let is_digit = byte.wrapping_sub(b'0') < 10;
            u8::from(is_letter | is_digit)
        });
        let foreign = if bytes.is_ascii() { 0 } else { bits(&bytes.map(|byte| byte >> 7)) };
        Self { start, letters: bits(&letters), foreign }
    }

    /// The edges of what is left of it from a place in the text on.
    #[inline]
    pub(super) fn edges_from(self, at: usize) -> Edges {
        let gone = at.saturating_sub(self.start);
        let left = if gone < Self::BYTES { u64::MAX << gone } else { 0 };
        let runs = (self.letters | self.foreign) & left;
        Edges { starts: runs & !(runs << 1), ends: !runs & (runs << 1) }
    }
}

/// The edges of runs of letters and foreign bytes in a block, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edges {
    /// Where they start.
    pub(super) starts: u64,
    /// The first bytes behind them; not of a run that goes on behind the block.
    pub(super) ends: u64,
}

/// Bytes that are 0 or 1 as bits.
fn bits(flags: &[u8; Block::BYTES]) -> u64 {
    // The product has the flags of eight bytes side by side in its highest byte: each comes there from its own place.
    const TO_HIGHEST: u64 = 0x0102_0408_1020_4080;
    let eights = flags.as_chunks::<8>().0.iter();
    eights.rev().fold(0, |bits, &eight| bits << 8 | u64::from_le_bytes(eight).wrapping_mul(TO_HIGHEST) >> 56)
}
