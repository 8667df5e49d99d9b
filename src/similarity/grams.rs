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
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::gram::{Gram, LAST, MOST_WORDS};
use super::grouping::{Buckets, Grouper, Ranks};
use super::index::SimilarityIndex;
use super::postings::{GramPlan, Postings};
use crate::progress::{Cancelled, Progress};

/// The shingles of a corpus with their postings.
pub(super) struct Grams {
    /// By word position.
    at: Vec<Gram>,
    /// The ranks of larger documents, ascending for each shingle, [`LAST`] set on its last one.
    postings: Vec<u32>,
    /// The values that go with the postings, if there are any.
    values: Vec<f32>,
    /// Number of shingles in more documents than the limit.
    pub(super) common: usize,
}

impl Grams {
    /// Groups the shingles of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    ///
    /// # Panics
    /// If the corpus has more than a quarter of a billion words.
    pub(super) fn new(index: &SimilarityIndex, plan: &GramPlan<'_>, progress: &Progress) -> Result<Self, Cancelled> {
        let total = index.total_words();
        assert!(total <= MOST_WORDS, "a corpus has at most {MOST_WORDS} words");
        // Zeros are memory that the system gives when it is first written to.
        let mut grams = Self {
            at: Vec::new(),
            postings: vec![0; total],
            values: vec![0.0; if plan.has_values() { total } else { 0 }],
            common: 0,
        };
        let ranks = Ranks::new(index, plan.order);
        let mut rest = Postings::new(&mut grams.postings, &mut grams.values);
        // Partitions are grouped side by side. To take numbers as atomic, and back, changes nothing in memory.
        let at: Vec<AtomicU32> = vec![Gram::UNIQUE.to_bits(); total].into_iter().map(AtomicU32::new).collect();
        for round in Buckets::rounds(index) {
            let buckets = Buckets::deal(index, plan, &round, progress)?;
            // A partition has no more postings than shingles.
            let parts: Vec<Postings<'_>> =
                (0..buckets.partition_count()).map(|partition| rest.split_off(buckets.len_of(partition))).collect();
            grams.common += parts
                .into_par_iter()
                .enumerate()
                .map_init(Grouper::default, |grouper, (partition, postings)| {
                    progress.checkpoint()?;
                    let mark =
                        |position: u32, gram: Gram| at[position as usize].store(gram.to_bits(), Ordering::Relaxed);
                    Ok(grouper.group((&buckets, partition), plan, &ranks, postings, mark))
                })
                .sum::<Result<usize, Cancelled>>()?;
            buckets.let_go();
        }
        grams.at = at.into_iter().map(|gram| Gram::from_bits(gram.into_inner())).collect();
        Ok(grams)
    }

    /// What stands at the words of a range, by their positions in the whole corpus.
    #[inline]
    pub(super) fn of_range(&self, positions: Range<usize>) -> &[Gram] {
        &self.at[positions]
    }

    /// The first of the larger documents that have a shingle. To ask for those of some shingles before any of them is
    /// followed lets the processor fetch them side by side.
    #[inline]
    pub(super) fn first_larger(&self, gram: Gram) -> Larger {
        match gram.the_one() {
            Some(_) => Larger { entry: gram.to_bits(), place: 0 },
            None => {
                let place = gram.place();
                Larger { entry: self.postings[place], place }
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
        Some(Larger { entry: self.postings[place], place })
    }

    /// The value that goes with a posting, where postings have values.
    #[inline]
    pub(super) fn value_of(&self, larger: Larger) -> f32 {
        self.values[larger.place]
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
