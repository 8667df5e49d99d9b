//! How the postings of shingles are made, and where they go.

use super::gram::LAST;

/// How postings are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct GramPlan<'a> {
    /// Words in a shingle.
    pub(super) len: usize,
    /// Most documents that a shingle may be in.
    pub(super) limit: usize,
    /// Shingles are left out where a run of so many words stands further in front in the same document.
    pub(super) least_earlier: usize,
    /// The documents in the order of their ranks: postings name ranks.
    pub(super) order: &'a [u32],
    /// A value for each word position that goes with its posting; empty for none.
    pub(super) values: &'a [f32],
}

impl GramPlan<'_> {
    /// Whether values go with postings.
    pub(super) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }
}

/// Where the postings of a partition go.
pub(super) struct Postings<'a> {
    /// The place of the first one among those of all partitions.
    first: u32,
    /// Number of those put down.
    used: usize,
    ranks: &'a mut [u32],
    values: &'a mut [f32],
}

impl<'a> Postings<'a> {
    /// Room for the postings of all partitions.
    pub(super) fn new(ranks: &'a mut [u32], values: &'a mut [f32]) -> Self {
        Self { first: 0, used: 0, ranks, values }
    }

    /// Room for the first `len`, which these then lack.
    pub(super) fn split_off(&mut self, len: usize) -> Self {
        let first = self.first;
        self.first += len as u32;
        let of_values = len.min(self.values.len());
        let ranks = self.ranks.split_off_mut(..len).expect("there is room for every word");
        let values = self.values.split_off_mut(..of_values).expect("they are no more than there are");
        Self { first, used: 0, ranks, values }
    }

    /// Puts down documents by rank, each with the position whose value goes with it, and gives the first one's place.
    pub(super) fn put(&mut self, documents: &[(u32, u32)], values: &[f32]) -> u32 {
        let start = self.used;
        for &(rank, position) in documents {
            self.ranks[self.used] = rank;
            if let Some(&value) = values.get(position as usize) {
                self.values[self.used] = value;
            }
            self.used += 1;
        }
        self.ranks[self.used - 1] |= LAST;
        self.first + start as u32
    }
}
