//! Which documents share which shingles: for every word of the corpus, the way to the larger documents that have the
//! shingle which starts there.
//!
//! Documents are ranked by size, and a document asks for larger ones alone, so the way leads to the place in a shingle's
//! postings just behind the document's own: what follows up to the mark of the end are the answers. That takes one step
//! into memory, none where there is one larger document alone, whose rank stands at the word itself.
//!
//! How shingles are grouped is the business of [`grouping`](super::grouping).
//!
//! Shingles are told apart by some 40 bits of their hash. Two that fall together, as about one in a million does, count
//! as one: a search that takes postings as an upper bound then looks at a pair too many, never at one too few.

use std::ops::Range;

use super::dealing::{Buckets, Stretch};
use super::gram::{Gram, LAST};
use super::grouping::group;
use super::index::SimilarityIndex;
use super::postings::{GramPlan, Postings};
use crate::progress::{Cancelled, Progress};

/// Stretches of documents that are worked on side by side.
const STRETCHES: usize = 32;

/// The shingles of a corpus with their postings.
pub(super) struct Grams {
    /// What stands at the words, in order of rank.
    stretches: Vec<Stretch>,
    /// The larger documents that have each shingle.
    postings: Postings,
    /// Number of shingles in more documents than the limit.
    pub(super) common: usize,
}

impl Grams {
    /// Groups the shingles of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn new(index: &SimilarityIndex, plan: &GramPlan<'_>, progress: &Progress) -> Result<Self, Cancelled> {
        let total = plan.ranks.word_count();
        let stretch = |ranks: Range<usize>| {
            let positions = |rank: usize| plan.ranks.positions(rank as u32);
            let first = ranks.clone().next().map_or(total, |rank| positions(rank).start);
            let words = ranks.clone().map(|rank| positions(rank).len()).sum();
            Stretch { ranks, first, words, grams: Vec::new() }
        };
        let mut stretches: Vec<Stretch> = plan.ranks.even_stretches(STRETCHES).into_iter().map(stretch).collect();
        let buckets = Buckets::deal(index, plan, &stretches, progress)?;
        let common_of_spared = buckets.common_of_spared(plan.limit);
        let (postings, common) = group(buckets, plan, &mut stretches, progress)?;
        Ok(Self { stretches, postings, common: common_of_spared + common })
    }

    /// What stands at the words of a document, by their positions in order of rank.
    #[inline]
    pub(super) fn of_range(&self, positions: Range<usize>) -> &[Gram] {
        let behind = self.stretches.partition_point(|stretch| stretch.first <= positions.start);
        let Stretch { first, grams, .. } = &self.stretches[behind - 1];
        &grams[positions.start - first..positions.end - first]
    }

    /// The first of the larger documents that have a shingle. To ask for those of some shingles before any of them is
    /// followed lets the processor fetch them side by side.
    #[inline]
    pub(super) fn first_larger(&self, gram: Gram) -> Larger {
        match gram.the_one() {
            Some(_) => Larger { entry: gram.to_bits(), place: 0 },
            None => {
                let place = gram.place();
                Larger { entry: self.postings.ranks[place], place }
            }
        }
    }

    /// The next one, if there is another.
    #[inline]
    pub(super) fn next_larger(&self, larger: Larger) -> Option<Larger> {
        if larger.entry & LAST != 0 {
            return None;
        }
        let place = larger.place + 1;
        Some(Larger { entry: self.postings.ranks[place], place })
    }

    /// The value that goes with a posting, where postings have values.
    #[inline]
    pub(super) fn value_of(&self, larger: Larger) -> f32 {
        self.postings.values[larger.place]
    }
}

/// A larger document that has a shingle.
#[derive(Clone, Copy, Default)]
pub(super) struct Larger {
    /// As among the postings.
    entry: u32,
    place: usize,
}

impl Larger {
    #[inline]
    pub(super) fn rank(self) -> u32 {
        self.entry & !LAST
    }
}
