//! Runs all analyses over a corpus under one [`Settings`]: the one entry for the window and the command line.
//!
//! It decides the order of the work and what depends on what; every method is in the room that it belongs to.

mod comparison;
mod overlaps;
mod settings;
mod unchanged;

use std::sync::Arc;

pub use comparison::{Comparison, compare, compare_documents};
pub use settings::Settings;

use overlaps::{with_name_overlaps, with_overlaps};
use unchanged::Unchanged;

use crate::corpus::Corpus;
use crate::entity::{Entities, EntitySettings, decided, find_entities};
use crate::progress::{Cancelled, Progress, Stage};
use crate::similarity::{Clusters, SimilarityIndex, SimilarityMatrix, SimilaritySettings, cluster};
use crate::story::Evidence;
use crate::timeline::{LastTimes, Timeline, TimelineSettings, find_times, find_times_again};

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
    /// Who and where, as the person wants it.
    pub entities: Arc<Entities>,
    /// Who and where before the person decided anything; without decisions the very same.
    pub found: Arc<Entities>,
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
    analyze_in_steps(corpus, settings, None, progress, &mut |_| {})
}

/// The same, showing what is ready to `publish` after each step that has more behind it. Parts of `last` whose options
/// and corpus are the same are taken over, not made again.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn analyze_in_steps(
    corpus: &Arc<Corpus>,
    settings: &Settings,
    last: Option<&Analysis>,
    progress: &Progress,
    publish: &mut dyn FnMut(&Analysis),
) -> Result<Analysis, Cancelled> {
    let new = corrected(corpus, settings, last);
    let known = last.map_or_else(Known::default, |last| {
        // The corpus of `last` may show corrections already that its parts do not know of yet.
        let old = corrected(corpus, &last.settings, None);
        Known::of(last, settings, Unchanged::of([&last.corpus, &old, &new]))
    });
    analyze_known(new, settings, known, progress, publish)
}

/// The corpus with the corrections of `settings`; that of `last` where those are the same.
#[must_use]
pub fn corrected(corpus: &Arc<Corpus>, settings: &Settings, last: Option<&Analysis>) -> Arc<Corpus> {
    match last {
        Some(last) if last.settings.metadata == settings.metadata => Arc::clone(&last.corpus),
        _ if settings.metadata.is_empty() => Arc::clone(corpus),
        _ => Arc::new(corpus.with_corrections(&settings.metadata)),
    }
}

/// Parts of an analysis that need not be made: they are of the same articles under the same settings.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The matrix and its clusters.
    pub similarity: Option<(Arc<SimilarityMatrix>, Arc<Clusters>)>,
    /// The matrix alone, where the clusters are cut otherwise.
    pub matrix: Option<Arc<SimilarityMatrix>>,
    /// What of the matrix is right besides the scores.
    pub overlaps: KnownOverlaps,
    /// What was read of the texts, under whatever settings.
    pub index: Option<Arc<SimilarityIndex>>,
    /// The names as they were found, whatever the person decided.
    pub found: Option<Arc<Entities>>,
    /// The names as the person wants them.
    pub entities: Option<Arc<Entities>>,
    /// The times; not used without the names, which they speak of.
    pub timeline: Option<Arc<Timeline>>,
    /// The times under other settings, or with other names: beside them those names.
    pub times: Option<(Arc<Timeline>, TimelineSettings, Arc<Entities>)>,
}

/// What of a known matrix speaks of the articles as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KnownOverlaps {
    /// The scores alone.
    #[default]
    None,
    /// The quotations that pairs have in common too.
    Quotations,
    /// The names that pairs have in common as well.
    All,
}

impl Known {
    /// The parts of `last` that the same settings and unchanged articles would make again.
    fn of(last: &Analysis, settings: &Settings, unchanged: Unchanged) -> Self {
        let old = &last.settings;
        let has_found = unchanged.texts && unchanged.languages;
        let has_names = has_found && old.entity == settings.entity;
        let has_times = has_names && unchanged.dates && old.timeline == settings.timeline;
        let uncut = |settings: &Settings| SimilaritySettings { cluster_cut: None, ..settings.similarity.clone() };
        let times = || (Arc::clone(&last.timeline), old.timeline.clone(), Arc::clone(&last.entities));
        Self {
            matrix: (unchanged.texts && uncut(old) == uncut(settings)).then(|| Arc::clone(&last.matrix)),
            overlaps: if has_names { KnownOverlaps::All } else { KnownOverlaps::Quotations },
            index: last.matrix.index().cloned(),
            similarity: (unchanged.texts && old.similarity == settings.similarity)
                .then(|| (Arc::clone(&last.matrix), Arc::clone(&last.clusters))),
            found: has_found.then(|| Arc::clone(&last.found)),
            entities: has_names.then(|| Arc::clone(&last.entities)),
            timeline: has_times.then(|| Arc::clone(&last.timeline)),
            times: (unchanged.texts && unchanged.dates).then(times),
        }
    }
}

/// The analysis of a corpus with its corrections, of which some parts are known; shows what is ready to `publish` after
/// each step that has more behind it.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn analyze_known(
    corpus: Arc<Corpus>,
    settings: &Settings,
    known: Known,
    progress: &Progress,
    publish: &mut dyn FnMut(&Analysis),
) -> Result<Analysis, Cancelled> {
    let mut analysis = Analysis { settings: settings.clone(), corpus, ..Analysis::default() };
    let corpus = Arc::clone(&analysis.corpus);
    let has_matrix = known.similarity.is_some() || known.matrix.is_some();
    let overlaps = if has_matrix { known.overlaps } else { KnownOverlaps::None };
    match known.similarity {
        Some((matrix, clusters)) => (analysis.matrix, analysis.clusters) = (matrix, clusters),
        None => {
            analysis.matrix = match known.matrix {
                Some(matrix) => matrix,
                None => {
                    let index = known.index.unwrap_or_default().updated(&corpus, &settings.similarity, progress)?;
                    Arc::new(Arc::new(index).compare_all(progress)?)
                }
            };
            progress.begin(Stage::Clusters, 0);
            analysis.clusters = Arc::new(cluster(&corpus, &analysis.matrix, &settings.similarity, progress)?);
            publish(&analysis);
        }
    }
    let has_names = known.entities.is_some();
    let timeline = known.timeline.filter(|_| has_names);
    analysis.found = match known.found {
        Some(found) => found,
        None => Arc::new(find_entities(&corpus, progress)?),
    };
    analysis.entities = match known.entities {
        Some(entities) => entities,
        None if settings.entity == EntitySettings::default() => Arc::clone(&analysis.found),
        None => Arc::new(decided(&corpus, &analysis.found, &settings.entity, progress)?),
    };
    if overlaps != KnownOverlaps::All {
        analysis.matrix = match overlaps {
            KnownOverlaps::Quotations => with_name_overlaps(&analysis.matrix, &analysis.entities),
            _ => with_overlaps(&analysis.matrix, &corpus, &analysis.entities, progress)?,
        };
        publish(&analysis);
    }
    analysis.timeline = match (timeline, known.times) {
        (Some(timeline), _) => timeline,
        (None, Some((timeline, old, entities))) => {
            let last = LastTimes { timeline: &timeline, settings: &old, entities: &entities };
            Arc::new(find_times_again(&corpus, &analysis.entities, &settings.timeline, last, progress)?)
        }
        (None, None) => Arc::new(find_times(&corpus, &analysis.entities, &settings.timeline, progress)?),
    };
    Ok(analysis)
}
