//! All pairs of a corpus: search, siblings, and the full measures of what is listed.

use std::sync::Arc;

use rayon::prelude::*;

use super::candidates::{ScoredPair, pairs_from};
use super::index::SimilarityIndex;
use super::matrix::{PairScore, SimilarityMatrix};
use super::scorer::{Scorer, Totals};
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
        let scores = self.full_scores(totals, &pairs, progress)?;
        let mut matrix = SimilarityMatrix::new(self.document_count(), scores, boilerplate);
        matrix.threshold = threshold;
        matrix.measure = self.settings.measure;
        matrix.index = Some(Arc::clone(self));
        Ok(matrix)
    }

    /// All measures of the given pairs, which are in order of `a`; in the same order.
    fn full_scores(
        &self,
        totals: &[Totals],
        pairs: &[ScoredPair],
        progress: &Progress,
    ) -> Result<Vec<PairScore>, Cancelled> {
        let rows: Vec<&[ScoredPair]> = pairs.chunk_by(|one, next| one.a == next.a).collect();
        let scores = rows
            .into_par_iter()
            .map_init(
                || Scorer::new(self),
                |scorer, row| {
                    let a = row[0].a as usize;
                    scorer.lay_out(self.words_of(a));
                    row.iter()
                        .map(|pair| {
                            progress.checkpoint()?;
                            let b = pair.b as usize;
                            Ok(scorer.pair(a, b, (&totals[a], &totals[b])))
                        })
                        .collect::<Result<Vec<PairScore>, Cancelled>>()
                },
            )
            .collect::<Result<Vec<_>, Cancelled>>()?;
        Ok(scores.concat())
    }
}
