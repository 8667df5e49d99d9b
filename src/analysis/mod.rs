//! Runs all analyses over a corpus under one [`Settings`]: the one entry for the window and the command line.
//!
//! It decides the order of the work and what depends on what; every method is in the room that it belongs to.

mod comparison;
mod settings;

use std::sync::Arc;

pub use comparison::{Comparison, compare, compare_documents};
pub use settings::Settings;

use crate::corpus::Corpus;
use crate::entity::{Entities, find_entities};
use crate::progress::{Cancelled, Progress, Stage};
use crate::similarity::{Clusters, SimilarityMatrix, cluster, compare_all};
use crate::story::Evidence;
use crate::timeline::{Timeline, find_times};

/// Everything found in a corpus. Immutable; the parts are shared, so that a change of one option makes anew only what
/// depends on it.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Every option that shaped the result.
    pub settings: Settings,
    /// The documents, with the person's corrections.
    pub corpus: Arc<Corpus>,
    /// Who shares text with whom.
    pub matrix: Arc<SimilarityMatrix>,
    /// Groups of articles that tell one story.
    pub clusters: Arc<Clusters>,
    /// Who and where.
    pub entities: Arc<Entities>,
    /// When.
    pub timeline: Arc<Timeline>,
}

impl Analysis {
    /// The same, lent to `story`.
    #[must_use]
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence {
            corpus: &self.corpus,
            matrix: &self.matrix,
            clusters: &self.clusters,
            entities: &self.entities,
            timeline: &self.timeline,
        }
    }
}

/// The whole analysis of a corpus. `corpus` is as it was read; the corrections of `settings` are applied here.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn analyze(corpus: &Arc<Corpus>, settings: &Settings, progress: &Progress) -> Result<Analysis, Cancelled> {
    let corpus = if settings.metadata.is_empty() {
        Arc::clone(corpus)
    } else {
        Arc::new(corpus.with_corrections(&settings.metadata))
    };
    let matrix = compare_all(&corpus, &settings.similarity, progress)?;
    progress.begin(Stage::Clusters, 0);
    let clusters = cluster(&corpus, &matrix, &settings.similarity, progress)?;
    let entities = find_entities(&corpus, &settings.entity, progress)?;
    let timeline = find_times(&corpus, &entities, &settings.timeline, progress)?;
    Ok(Analysis {
        settings: settings.clone(),
        corpus,
        matrix: Arc::new(matrix),
        clusters: Arc::new(clusters),
        entities: Arc::new(entities),
        timeline: Arc::new(timeline),
    })
}
