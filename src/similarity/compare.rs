//! All pairs of a corpus: the search, siblings, and stories retold.

use std::sync::Arc;

use super::Measure;
use super::candidates::{NoPairs, Search};
use super::copies::Copies;
use super::index::SimilarityIndex;
use super::loose::least_score;
use super::matrix::SimilarityMatrix;
use super::rare_words::RareWords;
use super::retold::with_retold;
use super::scorer::Wanted;
use super::siblings::with_siblings;
use crate::progress::{Cancelled, Progress, Stage};

/// Pairs that are listed at most, about half a gigabyte of them. Where more reach the threshold, thousands of articles
/// are one form filled in, and the person is better served by the closest of them than by a machine out of memory.
const MOST_PAIRS: usize = 4_000_000;

/// Scores from here are not told apart to find fewer pairs: what is left are the texts that others hold whole.
const HIGHEST_FLOOR: f64 = 0.99;

impl SimilarityIndex {
    /// Every pair at or above the threshold, with all its measures. Without a chosen threshold it is the program's business
    /// to tell reuse from chance: pairs by weight have to share more than that (`chance`), down to scores somewhat below
    /// the proposal, and siblings (`siblings`) and stories retold in other words (`retold`) are listed too.
    ///
    /// No pair is taken over from a comparison of fewer or other documents. One document more changes how rare every word
    /// is, so all weights, and with them scores and what counts as chance, are others; only the reading of words, which
    /// does not depend on the others, is kept by [`updated`](Self::updated).
    ///
    /// Where the same words are in the corpus many times, the first document that has them stands for the others; where
    /// more than four million pairs reach the threshold, it is raised. [`LeftOut`](super::LeftOut) says so.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn compare_all(self: &Arc<Self>, progress: &Progress) -> Result<SimilarityMatrix, Cancelled> {
        self.compare_at_most(MOST_PAIRS, progress)
    }

    /// The same, with at most so many pairs listed; more only of texts that are wholly in others.
    pub(super) fn compare_at_most(
        self: &Arc<Self>,
        most: usize,
        progress: &Progress,
    ) -> Result<SimilarityMatrix, Cancelled> {
        progress.begin(Stage::Similarity, self.document_count() as u64);
        let totals = self.totals(progress)?;
        let copies = Copies::find(self, totals);
        let asked = self.settings.threshold_in_force();
        let measure = self.settings.listing_measure();
        let (mut floor, mut wanted) = match (self.settings.threshold, measure) {
            (None, Measure::WeightedContainment) => (least_score(self.document_count()), Wanted::NoChance),
            _ => (asked, Wanted::All),
        };
        let mut threshold = asked;
        let mut search = Search::new(self, totals, &copies, floor, progress)?;
        let may_be_retold = wanted == Wanted::NoChance;
        let find_pairs = || loop {
            let most = if floor < 1.0 { most } else { usize::MAX };
            match search.pairs_from((floor, wanted, most), progress) {
                Ok(found) => break Ok(found),
                Err(NoPairs::Cancelled) => break Err(Cancelled),
                Err(NoPairs::TooMany) => {
                    threshold = f64::midpoint(threshold, 1.0);
                    threshold = if threshold < HIGHEST_FLOOR { threshold } else { 1.0 };
                    (floor, wanted) = (threshold, Wanted::All);
                    progress.begin(Stage::Similarity, self.document_count() as u64);
                }
            }
        };
        // Rare words are sorted out on one processor for a part of the time.
        let (pairs, rare) =
            rayon::join(find_pairs, || may_be_retold.then(|| RareWords::new(self, progress)).transpose());
        let (mut pairs, rare) = (pairs?, rare?);
        let mut left_out = search.left_out();
        let is_raised = threshold > asked;
        left_out.asked_threshold = is_raised.then_some(asked);
        let is_open = self.settings.threshold.is_none() && !is_raised;
        // What the search takes is not needed beside the pairs; to give it back takes the system a while.
        let with_others = || {
            if let (true, Some(rare)) = (is_open, &rare) {
                pairs = with_retold(rare, totals, pairs, progress)?;
            }
            if is_open { with_siblings(self, totals, pairs, progress) } else { Ok(pairs) }
        };
        pairs = rayon::join(with_others, || drop(search)).0?;
        pairs.extend(copies.pairs(self, totals, progress)?);
        let matrix = SimilarityMatrix::new(self.document_count(), pairs, left_out).listed_by(measure, threshold);
        Ok(matrix.with_stood_for(copies.into_stood_for()).with_index(Arc::clone(self)))
    }
}
