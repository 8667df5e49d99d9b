//! All pairs of a corpus: the search, and siblings.

use std::sync::Arc;

use super::candidates::pairs_from;
use super::index::SimilarityIndex;
use super::matrix::SimilarityMatrix;
use super::siblings::with_siblings;
use crate::progress::{Cancelled, Progress, Stage};

impl SimilarityIndex {
    /// Every pair at or above the threshold, with all its measures. Without a chosen threshold, siblings are listed too.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn compare_all(self: &Arc<Self>, progress: &Progress) -> Result<SimilarityMatrix, Cancelled> {
        progress.begin(Stage::Similarity, self.document_count() as u64);
        let totals = self.totals(progress)?;
        let threshold = self.settings.threshold_in_force();
        let (mut pairs, boilerplate) = pairs_from(self, totals, threshold, progress)?;
        if self.settings.threshold.is_none() {
            pairs = with_siblings(self, totals, pairs, progress)?;
        }
        let mut matrix = SimilarityMatrix::new(self.document_count(), pairs, boilerplate);
        matrix.threshold = threshold;
        matrix.measure = self.settings.listing_measure();
        matrix.index = Some(Arc::clone(self));
        Ok(matrix)
    }
}
