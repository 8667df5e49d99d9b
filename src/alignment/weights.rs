//! How telling each token is, within the two texts.
//!
//! The weight of a token is its surprise in bits, log2(N / c): N tokens in both texts, c of them this one. The sum over
//! a run is then the surprise of the whole run, and a run of W bits turns up by chance about n · m · 2^-W times between
//! texts of n and m tokens. That makes one yardstick for every threshold here, for texts of any size (after S. Karlin,
//! S. Altschul: Methods for assessing the statistical significance of molecular sequence features, 1990).

use super::tokens::Tokens;
use super::vocabulary::{LEFT_OUT, TokenId, Vocabulary, u32_from};

/// Surprise in sixteenths of a bit: whole numbers, so that the result is the same on every machine.
pub(super) type Bits = i32;

/// One bit.
pub(super) const BIT: Bits = 16;

/// A mark is worth at most this: it ties, but never proves anything.
const MARK_LIMIT: Bits = 2 * BIT;

/// Texts with fewer tokens are weighed as if they were cut from texts of this many: of so few, no word would look rare.
const SMALLEST_SAMPLE: usize = 80;

/// log2 of a number, 0 for 0; linear between powers of two, which is off by less than 0.09.
pub(super) fn log2(number: usize) -> Bits {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    let rest = number - (1 << whole);
    let fraction = (rest << 4) >> whole;
    let whole = i32::try_from(whole).expect("a logarithm is small");
    whole * BIT + i32::try_from(fraction).expect("less than one bit")
}

/// Weights and counts of every token.
#[derive(Debug)]
pub(super) struct Weights {
    /// Surprise by token; 0 for those that one text lacks, whose surprise is in `of_all`.
    pub of: Vec<Bits>,
    /// Occurrences in the first text.
    pub in_a: Vec<u32>,
    /// Occurrences in the second.
    pub in_b: Vec<u32>,
}

impl Weights {
    pub fn new(a: &Tokens, b: &Tokens, vocabulary: &Vocabulary) -> Self {
        let count = |tokens: &Tokens| {
            let mut counts = vec![0u32; vocabulary.len()];
            for &id in tokens.ids.iter().filter(|id| **id != LEFT_OUT) {
                counts[id as usize] += 1;
            }
            counts
        };
        let (in_a, in_b) = (count(a), count(b));
        let all = log2((a.len() + b.len()).max(SMALLEST_SAMPLE));
        let of = in_a
            .iter()
            .zip(&in_b)
            .zip(&vocabulary.is_word)
            .map(|((in_a, in_b), is_word)| {
                let surprise = (all - log2((in_a + in_b) as usize)).max(BIT / 2);
                if *is_word { surprise } else { surprise.min(MARK_LIMIT) }
            })
            .collect();
        Self { of, in_a, in_b }
    }

    /// The surprise of one token.
    #[inline]
    pub fn of(&self, id: TokenId) -> Bits {
        if id == LEFT_OUT { 0 } else { self.of[id as usize] }
    }

    /// The surprise of a run.
    #[inline]
    pub fn sum(&self, ids: &[TokenId]) -> Bits {
        ids.iter().map(|&id| self.of(id)).sum()
    }
}

/// Where each token stands in a text: positions grouped by token, in order.
#[derive(Debug)]
pub(super) struct Occurrences {
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Occurrences {
    /// `counts` are those of the same tokens.
    pub fn new(tokens: &Tokens, counts: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for count in counts {
            starts.push(sum);
            sum += count;
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut positions = vec![0u32; sum as usize];
        for (at, &id) in tokens.ids.iter().enumerate() {
            if id != LEFT_OUT {
                positions[next[id as usize] as usize] = u32_from(at);
                next[id as usize] += 1;
            }
        }
        Self { starts, positions }
    }

    pub fn of(&self, id: TokenId) -> &[u32] {
        let id = id as usize;
        &self.positions[self.starts[id] as usize..self.starts[id + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_of_whole_numbers() {
        assert_eq!([1, 2, 4, 1024].map(log2), [0, BIT, 2 * BIT, 10 * BIT]);
        assert!((2..5_000).all(|number| log2(number) >= log2(number - 1)));
    }
}
