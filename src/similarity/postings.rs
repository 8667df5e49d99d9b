//! How the postings of shingles are made, and where they go.

use rayon::prelude::*;

use super::gram::LAST;
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

    /// Appends others, and gives the place of the first of each.
    pub(super) fn append(&mut self, others: &[&Self]) -> Vec<u32> {
        let start = self.ranks.len();
        let lens: Vec<usize> = others.iter().map(|others| others.ranks.len()).collect();
        let ends = lens.iter().scan(start, |end, len| {
            let first = *end;
            *end += len;
            Some(first as u32)
        });
        let firsts = ends.collect();
        append_all(&mut self.ranks, others.iter().map(|others| &others.ranks[..]));
        append_all(&mut self.values, others.iter().map(|others| &others.values[..]));
        firsts
    }
}

/// Appends slices side by side.
fn append_all<'a, T: Copy + Default + Send + Sync + 'a>(all: &mut Vec<T>, slices: impl Iterator<Item = &'a [T]>) {
    let slices: Vec<&[T]> = slices.collect();
    let start = all.len();
    let len = start + slices.iter().map(|slice| slice.len()).sum::<usize>();
    if start == 0 {
        // Memory that is zero from the start is not written to before the slices are.
        *all = vec![T::default(); len];
    } else {
        all.resize(len, T::default());
    }
    let mut rest = &mut all[start..];
    let into: Vec<&mut [T]> =
        slices.iter().map(|slice| rest.split_off_mut(..slice.len()).expect("there is room for all")).collect();
    into.into_par_iter().zip(slices).for_each(|(into, slice)| into.copy_from_slice(slice));
}
