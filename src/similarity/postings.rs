//! How the postings of shingles are made, and where they go.

use rayon::prelude::*;

use super::gram::{LAST, MOST_POSTINGS};
use super::ranks::Ranks;
use super::spared::Spared;

/// How postings are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct GramPlan<'a> {
    /// Words in a shingle.
    pub(super) len: usize,
    /// Most documents that a shingle may be in.
    pub(super) limit: usize,
    /// Shingles are left out where a run of so many words stands further in front in the same document.
    pub(super) least_earlier: usize,
    /// The documents by rank: postings name ranks.
    pub(super) ranks: &'a Ranks,
    /// Shingles of two words that lead nowhere, as none need them.
    pub(super) spared: &'a Spared,
    /// A value for each word position that goes with its posting; empty for none.
    pub(super) values: &'a [f32],
}

impl GramPlan<'_> {
    /// Whether values go with postings.
    pub(super) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }
}

/// The ranks of documents that have shingles, those of one shingle side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    /// Ascending for each shingle, [`LAST`] set on its last one.
    pub(super) ranks: Vec<u32>,
    /// The values that go with them, if there are any.
    pub(super) values: Vec<f32>,
}

impl Postings {
    /// Puts down documents by rank, each with the position whose value goes with it, and gives the first one's place.
    pub(super) fn put(&mut self, documents: &[(u32, u32)], values: &[f32]) -> u32 {
        let start = self.ranks.len();
        self.ranks.extend(documents.iter().map(|&(rank, _)| rank));
        if !values.is_empty() {
            self.values.extend(documents.iter().map(|&(_, position)| values[position as usize]));
        }
        if let Some(last) = self.ranks.last_mut() {
            *last |= LAST;
        }
        start as u32
    }

    /// Those of all parts one after the other, and the place of the first of each.
    ///
    /// # Panics
    /// If there are more than a quarter of a billion, which is a corpus of hundreds of millions of words.
    pub(super) fn joined(parts: &[&Self]) -> (Self, Vec<u32>) {
        let ends = parts.iter().scan(0, |end, part| {
            let first = *end;
            *end += part.ranks.len();
            Some(first as u32)
        });
        let firsts = ends.collect();
        let count: usize = parts.iter().map(|part| part.ranks.len()).sum();
        assert!(count <= MOST_POSTINGS, "{count} postings are more than a gram has places for");
        let ranks = joined(parts.iter().map(|part| &part.ranks[..]).collect());
        let values = joined(parts.iter().map(|part| &part.values[..]).collect());
        (Self { ranks, values }, firsts)
    }
}

/// Slices one after the other, copied side by side.
fn joined<T: Copy + Default + Send + Sync>(slices: Vec<&[T]>) -> Vec<T> {
    // Memory that is zero from the start is not written to before the slices are.
    let mut all = vec![T::default(); slices.iter().map(|slice| slice.len()).sum()];
    let mut rest = &mut all[..];
    let into: Vec<&mut [T]> =
        slices.iter().map(|slice| rest.split_off_mut(..slice.len()).expect("there is room for all")).collect();
    into.into_par_iter().zip(slices).for_each(|(into, slice)| into.copy_from_slice(slice));
    all
}
