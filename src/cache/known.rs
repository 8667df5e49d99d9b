//! An analysis of which parts are known already.

use std::sync::Arc;

use super::files::keep_files;
use super::key::Fingerprint;
use super::store::Cache;
use crate::analysis::{Analysis, Known, Settings, analyze_known, corrected};
use crate::corpus::Corpus;
use crate::entity::{Entities, EntitySettings};
use crate::progress::{Cancelled, Progress};
use crate::similarity::{Clusters, SimilarityMatrix};
use crate::timeline::Timeline;

/// As [`analyze_known`] for a corpus that was just read, without its corrections: parts that `cache` has are taken from
/// it, the matrix first, and the result is the same.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn analyze_with(
    cache: &Cache,
    program: &str,
    corpus: &Arc<Corpus>,
    settings: &Settings,
    mut known: Known,
    progress: &Progress,
    publish: &mut dyn FnMut(&Analysis),
) -> Result<Analysis, Cancelled> {
    let corpus = corrected(corpus, settings, None);
    let fingerprint = Fingerprint::of(&corpus, program);
    let count = corpus.len();
    if let Some((matrix, clusters)) = cache.get::<(SimilarityMatrix, Clusters)>(&fingerprint.similarity(settings))
        && matrix.document_count() == count
        && clusters.of_document.len() == count
    {
        let (matrix, clusters) = (Arc::new(matrix), Arc::new(clusters));
        // Shown before the rest is looked for: it is what the window opens on.
        publish(&Analysis {
            settings: settings.clone(),
            corpus: Arc::clone(&corpus),
            matrix: Arc::clone(&matrix),
            clusters: Arc::clone(&clusters),
            ..Analysis::default()
        });
        progress.checkpoint()?;
        // What the matrix was made from is as large as the texts, and made from them faster than it is read.
        let index = known.index.take().unwrap_or_default().updated(&corpus, &settings.similarity, progress)?;
        known.similarity = Some((Arc::new(SimilarityMatrix::clone(&matrix).with_index(Arc::new(index))), clusters));
    }
    progress.checkpoint()?;
    let entities = |settings: &Settings| {
        let kept = cache.get::<Entities>(&fingerprint.entities(settings));
        kept.filter(|entities| entities.of_document.len() == count).map(Arc::new)
    };
    known.entities = entities(settings);
    known.found = match &known.entities {
        // Without decisions they are what was found.
        Some(entities) if settings.entity == EntitySettings::default() => Some(Arc::clone(entities)),
        _ => entities(&undecided(settings)),
    };
    if known.entities.is_some() {
        known.timeline = cache
            .get::<Timeline>(&fingerprint.timeline(settings))
            .filter(|timeline| timeline.document_starts.len() == count + 1)
            .map(Arc::new);
    }
    progress.checkpoint()?;
    analyze_known(corpus, settings, known, progress, publish)
}

/// The settings before the person decided anything of names.
fn undecided(settings: &Settings) -> Settings {
    Settings { entity: EntitySettings::default(), ..settings.clone() }
}

/// Keeps the parts of a complete analysis that `cache` does not have yet, and what was read. What goes wrong costs only
/// time, later.
pub fn keep(cache: &Cache, program: &str, analysis: &Analysis) {
    keep_files(cache, program, &analysis.corpus);
    let fingerprint = Fingerprint::of(&analysis.corpus, program);
    let settings = &analysis.settings;
    let key = fingerprint.similarity(settings);
    if !cache.has(&key) {
        let _ = cache.put(&key, &(&*analysis.matrix, &*analysis.clusters));
    }
    for (settings, entities) in [(&undecided(settings), &analysis.found), (settings, &analysis.entities)] {
        let key = fingerprint.entities(settings);
        if !cache.has(&key) {
            let _ = cache.put(&key, &**entities);
        }
    }
    let key = fingerprint.timeline(settings);
    if !cache.has(&key) {
        let _ = cache.put(&key, &*analysis.timeline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::corpus::sample;
    use crate::entity::EntityCorrection;

    #[test]
    fn a_known_analysis_is_the_one_that_was_made() {
        let keep_folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::new(keep_folder.path().to_owned(), super::super::LIMIT);
        let (corpus, progress) = (Arc::new(sample()), Progress::new());
        let mut settings = Settings::default();
        let first = corpus.documents()[0].path.clone();
        let correction = crate::corpus::MetadataCorrection { outlet: Some("X".to_owned()), ..Default::default() };
        settings.metadata.insert(first, correction);
        let made = analyze(&corpus, &settings, &progress).expect("not cancelled");
        keep(&cache, "test", &made);
        let mut published = Vec::new();
        let mut publish = |analysis: &Analysis| published.push(analysis.clone());
        let known = Known { index: made.matrix.index().cloned(), ..Known::default() };
        let known =
            analyze_with(&cache, "test", &corpus, &settings, known, &progress, &mut publish).expect("not cancelled");
        assert_eq!(published[0].matrix.pairs(), made.matrix.pairs(), "the matrix is shown first");
        for analysis in [&published[0], &known] {
            assert_eq!(analysis.matrix.pairs(), made.matrix.pairs());
            assert_eq!(analysis.matrix.threshold.to_bits(), made.matrix.threshold.to_bits());
            assert_eq!(analysis.clusters, made.clusters);
        }
        assert_eq!((&known.entities, &known.timeline), (&made.entities, &made.timeline));
        assert_eq!(known.corpus.documents(), made.corpus.documents());
        let pair = &made.matrix.pairs()[0];
        let row = |analysis: &Analysis| analysis.matrix.row(pair.b).map(|pair| pair.a).collect::<Vec<_>>();
        assert_eq!(row(&known), row(&made));
        assert!(known.matrix.index().is_some(), "further questions can be asked");
        // Another threshold: names and times are known, the matrix is made.
        settings.similarity.threshold = Some(0.9);
        let none = Known::default();
        let other =
            analyze_with(&cache, "test", &corpus, &settings, none, &progress, &mut |_| ()).expect("not cancelled");
        assert_ne!(other.matrix.pairs().len(), made.matrix.pairs().len());
        assert_eq!(other.entities, made.entities);
    }
    #[test]
    fn names_that_are_decided_otherwise_are_counted_otherwise() {
        let keep_folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::new(keep_folder.path().to_owned(), super::super::LIMIT);
        let (corpus, progress) = (Arc::new(sample()), Progress::new());
        let plain = Settings::default();
        let found = analyze(&corpus, &plain, &progress).expect("not cancelled");
        let name = |at: usize| (found.entities.entities[at].kind, found.entities.entities[at].name.clone());
        let mut decided = plain.clone();
        decided.entity.corrections = vec![EntityCorrection::Merge { names: vec![name(0), name(1), name(2)] }];
        let merged = analyze(&corpus, &decided, &progress).expect("not cancelled");
        assert_ne!(merged.matrix.pairs(), found.matrix.pairs(), "the names in common are others");
        keep(&cache, "test", &merged);
        for (settings, made) in [(&plain, &found), (&decided, &merged)] {
            let none = Known::default();
            let known =
                analyze_with(&cache, "test", &corpus, settings, none, &progress, &mut |_| ()).expect("not cancelled");
            assert_eq!(known.matrix.pairs(), made.matrix.pairs());
            assert_eq!((&known.found, &known.entities), (&made.found, &made.entities));
            assert_eq!(known.timeline, made.timeline);
        }
    }
}
