//! Texts that are in the corpus many times over.
//!
//! A line that an export repeats a thousand times makes half a million pairs that say one thing, and a thousand more with
//! each of its relatives. So of more than a few documents with the very same words the first stands for the others: it is
//! compared with all, and they are listed with it alone.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::index::SimilarityIndex;
use super::matrix::PairScore;
use super::scorer::Scorer;
use super::totals::Totals;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};

/// Documents with the same words of which every pair is listed: as many newsrooms may print one dispatch as it is, and
/// two thousand pairs can still be looked through.
const MOST_LISTED: usize = 64;

/// The documents of a corpus that others stand for.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Each with the first document that has the very same words; in order.
    stood_for: Vec<(DocumentId, DocumentId)>,
}

impl Copies {
    /// The copies among the documents of an index. Linear in the documents, and in the words of those that repeat others.
    pub(super) fn find(index: &SimilarityIndex, totals: &[Totals]) -> Self {
        // By fingerprint: the first document, and how many others have its words.
        let mut groups: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
        let mut is_copy = vec![false; totals.len()];
        for (document, totals) in totals.iter().enumerate().filter(|(_, totals)| totals.words > 0) {
            let (first, copies) = groups.entry(totals.fingerprint).or_insert((document, 0));
            is_copy[document] = *first != document && index.words_of(*first) == index.words_of(document);
            *copies += usize::from(is_copy[document]);
        }
        let id = |document: usize| DocumentId(document as u32);
        let many = |document: usize| {
            let (first, copies) = groups[&totals[document].fingerprint];
            (copies >= MOST_LISTED).then(|| (id(document), id(first)))
        };
        Self { stood_for: (0..totals.len()).filter(|&document| is_copy[document]).filter_map(many).collect() }
    }

    /// The documents that nothing stands for, of `count` in all, in order.
    pub(super) fn documents_compared(&self, count: usize) -> Vec<u32> {
        let mut stood_for = self.stood_for.iter().map(|(copy, _)| copy.0).peekable();
        (0..count as u32).filter(|&document| stood_for.next_if_eq(&document).is_none()).collect()
    }

    /// The pairs of the documents with those that stand for them.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn pairs(
        &self,
        index: &SimilarityIndex,
        totals: &[Totals],
        progress: &Progress,
    ) -> Result<Vec<PairScore>, Cancelled> {
        let mut by_first = self.stood_for.clone();
        by_first.sort_by_key(|&(_, first)| first);
        let pairs = by_first
            .par_chunks(MOST_LISTED)
            .map_init(
                || Scorer::new(index),
                |scorer, chunk| {
                    let mut found = Vec::with_capacity(chunk.len());
                    let mut laid_out = None;
                    for &(copy, first) in chunk {
                        progress.checkpoint()?;
                        let (a, b) = (first.index(), copy.index());
                        if laid_out.replace(first) != Some(first) {
                            scorer.lay_out(index.text_of(a));
                        }
                        found.extend(scorer.pair_from(0.0, a, b, (&totals[a], &totals[b])));
                    }
                    Ok(found)
                },
            )
            .collect::<Result<Vec<_>, Cancelled>>()?;
        Ok(pairs.concat())
    }

    /// Each document that another stands for, with that one; in order.
    pub(super) fn into_stood_for(self) -> Vec<(DocumentId, DocumentId)> {
        self.stood_for
    }
}
