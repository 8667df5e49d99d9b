//! Who shares text with whom: measures, the sparse matrix of all pairs, clusters and orders.
//!
//! All pairs are exact: candidate pairs come from shared shingles by counting postings, never from sampled signatures.
//! What two articles share word by word is `alignment`'s business; what that means, `story`'s.

mod against;
mod bits;
mod blocks;
mod candidates;
mod chains;
mod chance;
mod clusters;
mod compare;
mod copies;
mod copy_class;
mod counting;
mod dealing;
mod earlier;
mod explain;
mod gram;
mod grams;
mod grouping;
mod index;
#[cfg(test)]
mod laws;
mod layout;
mod lexicon;
mod linkage;
mod loose;
mod matrix;
mod names;
mod numbered;
mod offsets;
mod order;
mod overlap;
mod passages;
mod placing;
mod postings;
mod ranks;
mod rare_words;
mod retold;
mod runs;
mod scorer;
mod selection;
mod settings;
mod shingles;
mod short_word;
mod siblings;
mod signatures;
mod sources;
mod spared;
mod terms;
mod totals;
mod vectors;
mod vocabulary;
mod walk;
mod weights;

pub use against::Match;
pub use clusters::{Cluster, ClusterId, Clusters, PROPOSED_CUT, cluster};
pub use copy_class::CopyClass;
pub use explain::{Exclusions, Explanation, Passage};
pub use index::SimilarityIndex;
pub use matrix::{LeftOut, PairScore, SharedRun, SimilarityMatrix};
pub use order::{OrderBy, order};
pub use overlap::{ItemSets, quoted_shingles};
pub use selection::{compared_spans, quoted_spans};
pub use settings::{Measure, SimilaritySettings};

use std::sync::Arc;

use crate::corpus::Corpus;
use crate::progress::{Cancelled, Progress};

/// Every pair of articles at or above the threshold, with all its measures.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn compare_all(
    corpus: &Corpus,
    settings: &SimilaritySettings,
    progress: &Progress,
) -> Result<SimilarityMatrix, Cancelled> {
    Arc::new(SimilarityIndex::new(corpus, settings, progress)?).compare_all(progress)
}
