//! Texts that are in the corpus many times over.
//!
//! A line that an export repeats a thousand times makes half a million pairs that say one thing, and a thousand more with
//! each of its relatives. So of more than a few documents with the very same words the first stands for the others: it is
//! compared with all, and they are listed with it alone.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chance::MOST_DOCUMENTS;
use super::index::SimilarityIndex;
use super::matrix::PairScore;
use super::numbered::Totals;
use super::scorer::Scorer;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};

/// Documents with the same words of which every pair is listed: as many newsrooms may print one dispatch as it is, and
/// two thousand pairs can still be looked through.
const MOST_LISTED: usize = 64;
/// Documents that another stands for have no rare words: each of theirs is in more than may have one.
const _: () = assert!(MOST_LISTED > MOST_DOCUMENTS);

/// Which documents of a corpus have the very same words, and which of them others stand for.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// For each document the first that has the very same words, which may be itself; none has no words.
    firsts: Vec<Option<u32>>,
    /// Documents that others stand for, each with the first that has its words; in order.
    stood_for: Vec<(DocumentId, DocumentId)>,
}

impl Copies {
    /// The copies among the documents of an index. Linear in the documents, and in the words of those that repeat others.
    pub(super) fn find(index: &SimilarityIndex, totals: &[Totals]) -> Self {
        let mut by_fingerprint: FxHashMap<u64, u32> = FxHashMap::default();
        let mut copies = vec![0; totals.len()];
        let first_of = |(document, totals): (u32, &Totals)| {
            let first = *by_fingerprint.entry(totals.fingerprint).or_insert(document);
            let is_copy = first != document && index.words_of(first as usize) == index.words_of(document as usize);
            copies[first as usize] += usize::from(is_copy);
            (totals.words > 0).then_some(if is_copy { first } else { document })
        };
        let firsts: Vec<Option<u32>> = (0u32..).zip(totals).map(first_of).collect();
        let many = |(document, first): (u32, &Option<u32>)| {
            let first = first.filter(|&first| first != document && copies[first as usize] >= MOST_LISTED)?;
            Some((DocumentId(document), DocumentId(first)))
        };
        let stood_for = (0u32..).zip(&firsts).filter_map(many).collect();
        Self { firsts, stood_for }
    }

    /// For each place in an order of documents, the next place of one with the very same words, or `u32::MAX`.
    pub(super) fn next_in(&self, order: &[u32]) -> Vec<u32> {
        let mut next = vec![u32::MAX; order.len()];
        let mut last = vec![u32::MAX; self.firsts.len()];
        for (&document, place) in order.iter().zip(0u32..) {
            let Some(first) = self.firsts[document as usize] else { continue };
            let before = std::mem::replace(&mut last[first as usize], place);
            if let Some(next) = next.get_mut(before as usize) {
                *next = place;
            }
        }
        next
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
