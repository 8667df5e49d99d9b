//! Pairs sorted by score, so that another threshold is another length.

use std::sync::Arc;

use rustc_hash::FxHashSet;

/// Pairs that pass the filter as indices into the matrix's pairs, best first. It reads as those at or above the threshold.
///
/// They are sorted by score, so that another threshold is another length: while its handle is dragged nothing is sorted.
#[derive(Clone, Debug, Default)]
pub struct PairList {
    all: Arc<[u32]>,
    shown: usize,
}

impl PairList {
    /// Pairs that are sorted by score, best first; none is shown yet.
    pub(super) fn new(all: Arc<[u32]>) -> Self {
        Self { all, shown: 0 }
    }

    /// The pairs whatever the threshold. The same list for every threshold of one filter and measure.
    pub fn at_any_threshold(&self) -> &Arc<[u32]> {
        &self.all
    }

    /// The same pairs down to another threshold. `score` gives the score by which they are sorted.
    #[must_use]
    pub(super) fn at_threshold(&self, threshold: f64, score: impl Fn(u32) -> f64) -> Self {
        let shown = self.all.partition_point(|&index| score(index) >= threshold);
        Self { all: Arc::clone(&self.all), shown }
    }
}

impl std::ops::Deref for PairList {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.all[..self.shown]
    }
}

impl<'a> IntoIterator for &'a PairList {
    type Item = &'a u32;
    type IntoIter = std::slice::Iter<'a, u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// How far the person is with looking at pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewed {
    /// Pairs that are done.
    pub done: usize,
    /// Of so many.
    pub of: usize,
    /// The pairs that are done, by their index, whether shown or not.
    pub pairs: Arc<FxHashSet<u32>>,
    /// The pairs that have a note, by their index, whether shown or not.
    pub noted: Arc<FxHashSet<u32>>,
    /// The scores of all pairs that are counted, largest first.
    scores: Arc<Vec<f64>>,
    /// The scores of those that are done, in any order.
    done_scores: Arc<Vec<f64>>,
}

impl Reviewed {
    /// What is done and noted, with the scores of all pairs that are counted (largest first) and of those that are done;
    /// nothing is counted yet.
    pub(super) fn new(
        pairs: FxHashSet<u32>,
        noted: FxHashSet<u32>,
        scores: Arc<Vec<f64>>,
        done_scores: Vec<f64>,
    ) -> Self {
        Self { done: 0, of: 0, pairs: pairs.into(), noted: noted.into(), scores, done_scores: done_scores.into() }
    }

    /// The scores of all pairs that are counted, largest first.
    pub(super) fn scores(&self) -> &Arc<Vec<f64>> {
        &self.scores
    }

    /// The same counted down to another threshold.
    #[must_use]
    pub(super) fn at_threshold(self, threshold: f64) -> Self {
        let of = self.scores.partition_point(|&score| score >= threshold);
        let done = self.done_scores.iter().filter(|&&score| score >= threshold).count();
        Self { done, of, ..self }
    }
}
