//! All pairs of a corpus: the search, and siblings.

use std::sync::Arc;

use super::Measure;
use super::candidates::{Wanted, pairs_from};
use super::index::SimilarityIndex;
use super::matrix::SimilarityMatrix;
use super::siblings::with_siblings;
use crate::progress::{Cancelled, Progress, Stage};

/// Least score by weight of a pair that loose pairs speak for. A rewrite that keeps less is found through a third article
/// or not at all; to look further down takes more time than it finds pairs.
const LEAST_SCORE: f64 = 0.30;

impl SimilarityIndex {
    /// Every pair at or above the threshold, with all its measures. Without a chosen threshold it is the program's business
    /// to tell reuse from chance: pairs by weight have to share loose pairs (`loose`), down to scores somewhat below
    /// the proposal, and siblings are listed too.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn compare_all(self: &Arc<Self>, progress: &Progress) -> Result<SimilarityMatrix, Cancelled> {
        progress.begin(Stage::Similarity, self.document_count() as u64);
        let totals = self.totals(progress)?;
        let threshold = self.settings.threshold_in_force();
        let measure = self.settings.listing_measure();
        let (floor, wanted) = match (self.settings.threshold, measure) {
            (None, Measure::WeightedContainment) => (LEAST_SCORE, Wanted::NoChance),
            _ => (threshold, Wanted::All),
        };
        let (mut pairs, boilerplate) = pairs_from(self, totals, floor, wanted, progress)?;
        if self.settings.threshold.is_none() {
            pairs = with_siblings(self, totals, pairs, progress)?;
        }
        let matrix = SimilarityMatrix::new(self.document_count(), pairs, boilerplate).listed_by(measure, threshold);
        Ok(matrix.with_index(Arc::clone(self)))
    }
}
