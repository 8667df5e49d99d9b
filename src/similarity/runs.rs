//! The longest run of words that two texts share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::shingles::scramble;

/// Which text of a pair is the one laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaidOut {
    /// The first, `a`.
    First,
    /// The second, `b`.
    Second,
}

/// A run of words that two texts share, as word positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) len: usize,
}

impl Run {
    /// The run that is at `on_left` in the text laid out and at `on_right` in the other one.
    pub(super) fn of(laid_out: LaidOut, on_left: usize, on_right: usize, len: usize) -> Self {
        match laid_out {
            LaidOut::First => Self { left: on_left, right: on_right, len },
            LaidOut::Second => Self { left: on_right, right: on_left, len },
        }
    }

    /// The better of two: the longer, then the one further in front, on the left before on the right.
    pub(super) fn better(self, other: Run) -> Run {
        let key = |run: Run| (std::cmp::Reverse(run.len), run.left, run.right);
        if key(other) < key(self) { other } else { self }
    }
}

/// Counts words inside windows that come in order of place.
#[derive(Default)]
pub(super) struct CoveredWords {
    /// Number of words.
    pub(super) count: usize,
    end: usize,
}

impl CoveredWords {
    /// Adds a window of `len` words.
    pub(super) fn add(&mut self, at: usize, len: usize) {
        let end = self.end.max(at + len);
        self.count += end - self.end.max(at);
        self.end = end;
    }
}

/// The longest shared run, by halving its length: linear in the words, times the logarithm of the shorter text. It is
/// the way out for texts that repeat themselves so much that following every match would take the square.
pub(super) fn longest_run_by_halving(left: &[u32], right: &[u32]) -> Run {
    let (mut found, mut too_long) = (Run::default(), left.len().min(right.len()) + 1);
    while found.len + 1 < too_long {
        let len = found.len.midpoint(too_long).max(found.len + 1);
        match shared_run_of(left, right, len) {
            Some(run) => found = run,
            None => too_long = len,
        }
    }
    found
}

/// The first shared run of exactly `len` words.
fn shared_run_of(left: &[u32], right: &[u32], len: usize) -> Option<Run> {
    let wanted: FxHashSet<u64> = rolling(right, len).collect();
    let mut first_on_left: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, hash) in rolling(left, len).enumerate() {
        if wanted.contains(&hash) {
            let places = first_on_left.entry(hash).or_default();
            // Only a clash of hashes makes a second place differ from the first.
            if places.iter().all(|&place| left[place..place + len] != left[at..at + len]) {
                places.push(at);
            }
        }
    }
    rolling(right, len)
        .enumerate()
        .flat_map(|(at, hash)| first_on_left.get(&hash).into_iter().flatten().map(move |&place| (place, at)))
        .filter(|&(place, at)| left[place..place + len] == right[at..at + len])
        .map(|(place, at)| Run { left: place, right: at, len })
        .min_by_key(|run| (run.left, run.right))
}

/// A hash of every window of `len` words, each made from the one before.
fn rolling(words: &[u32], len: usize) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let top = BASE.wrapping_pow(len as u32 - 1);
    let term = |word: u32| scramble(u64::from(word) + 1);
    let mut hash = 0u64;
    words.iter().enumerate().filter_map(move |(at, &word)| {
        if let Some(gone) = at.checked_sub(len) {
            hash = hash.wrapping_sub(term(words[gone]).wrapping_mul(top));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(term(word));
        (at + 1 >= len).then_some(hash)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_definition(left: &[u32], right: &[u32]) -> Run {
        let mut best = Run::default();
        for at in 0..left.len() {
            for other in 0..right.len() {
                let len = left[at..].iter().zip(&right[other..]).take_while(|(one, two)| one == two).count();
                if len > 0 {
                    best = best.better(Run { left: at, right: other, len });
                }
            }
        }
        best
    }

    proptest! {
        #[test]
        fn halving_finds_the_longest(
            left in prop::collection::vec(0u32..4, 0..40),
            right in prop::collection::vec(0u32..4, 0..40),
        ) {
            prop_assert_eq!(longest_run_by_halving(&left, &right), by_definition(&left, &right));
        }
    }
}
