//! Sentences that tell the same: the same entity in nearly the same words.
//!
//! A sentence that gives an event is cut into runs of three words. Two sentences that share enough runs and an entity
//! tell the same, whatever the rest says; whether their times can both be right is asked apart from that.

use super::{Extent, Timeline, TimexId, TimexType};
use crate::corpus::{Corpus, DocumentId};
use crate::entity::EntityId;
use crate::text::{Span, fold_word, words};

/// Share of the shorter sentence's runs that the other must have.
const LEAST_SHARE: f64 = 0.4;
/// Runs that must be shared whatever the share.
const LEAST_RUNS: usize = 3;

/// A sentence that tells an event, and when it says that it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Telling {
    /// The article.
    pub document: DocumentId,
    /// The sentence.
    pub sentence: Span,
    /// The time.
    pub timex: TimexId,
}

/// A sentence with its events.
pub(super) struct Sentence {
    pub(super) document: DocumentId,
    pub(super) span: Span,
    /// In order of place.
    pub(super) times: Vec<(TimexId, Extent)>,
    /// Sorted.
    pub(super) entities: Vec<EntityId>,
    /// Hashes of its distinct runs of three words, sorted.
    pub(super) runs: Vec<u64>,
}

/// The times of two sentences that cannot both be right, in pairs. A time that the other sentence has too is no matter of
/// dispute; what is left on both sides is, in order.
pub(super) fn dates_apart(one: &Sentence, other: &Sentence) -> Vec<(TimexId, TimexId)> {
    let apart = |times: &[(TimexId, Extent)], others: &[(TimexId, Extent)]| -> Vec<TimexId> {
        times
            .iter()
            .filter(|(_, extent)| others.iter().all(|(_, other)| !extent.overlaps(*other)))
            .map(|(timex, _)| *timex)
            .collect()
    };
    apart(&one.times, &other.times).into_iter().zip(apart(&other.times, &one.times)).collect()
}

/// Whether two sentences share an entity and enough runs to tell the same.
pub(super) fn are_alike(one: &Sentence, other: &Sentence) -> bool {
    let shared = shared_count(&one.runs, &other.runs);
    let shorter = one.runs.len().min(other.runs.len());
    shared >= LEAST_RUNS
        && shared as f64 >= LEAST_SHARE * shorter as f64
        && shared_count(&one.entities, &other.entities) > 0
}

/// Values that two sorted lists without repetitions have in common.
fn shared_count<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        let order = a.cmp(b);
        shared += usize::from(order.is_eq());
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
    }
    shared
}

/// The sentences that name an entity and a day, in order of document and place, each with all its days: the one
/// nearest to a name need not be the one in dispute.
pub(super) fn told_sentences(corpus: &Corpus, timeline: &Timeline) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for event in &timeline.events {
        let is_same =
            sentences.last().is_some_and(|last| last.document == event.document && last.span == event.sentence);
        if !is_same {
            let Some(text) = event.sentence.get(&corpus.get(event.document).text) else { continue };
            sentences.push(Sentence {
                document: event.document,
                span: event.sentence,
                times: days_in(timeline, event.document, event.sentence),
                entities: Vec::new(),
                runs: runs(text),
            });
        }
        let Some(sentence) = sentences.last_mut() else { continue };
        if let Err(place) = sentence.entities.binary_search(&event.entity) {
            sentence.entities.insert(place, event.entity);
        }
    }
    sentences.retain(|sentence| !sentence.times.is_empty());
    sentences
}

/// The dates of a sentence that are neither open to a side nor lengths of time.
fn days_in(timeline: &Timeline, document: DocumentId, sentence: Span) -> Vec<(TimexId, Extent)> {
    let times = timeline.times_in(document);
    let first = timeline.document_starts.get(document.index()).copied().unwrap_or(0);
    let start = times.partition_point(|time| time.span.start() < sentence.start());
    (first + u32::try_from(start).unwrap_or(0)..)
        .map(TimexId)
        .zip(&times[start..])
        .take_while(|(_, time)| time.span.start() < sentence.end())
        .filter(|(_, time)| matches!(time.kind, TimexType::Date | TimexType::Time))
        .filter(|(_, time)| !time.is_open_start && !time.is_open_end)
        .filter_map(|(id, time)| Some((id, Extent::of(time)?)))
        .collect()
}

/// The distinct runs of three words of a sentence as hashes, sorted. Numbers and the like are words too: a date that
/// differs costs three runs, which [`LEAST_SHARE`] allows for.
fn runs(text: &str) -> Vec<u64> {
    use std::hash::{BuildHasher, BuildHasherDefault};
    let hasher = BuildHasherDefault::<rustc_hash::FxHasher>::default();
    let folded: Vec<u64> = words(text).map(|word| hasher.hash_one(&*fold_word(word.slice(text)))).collect();
    let mut runs: Vec<u64> = folded.windows(3).map(|run| hasher.hash_one(run)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
