//! One event told with different dates: sentences of several articles that name the same entities in nearly the same
//! words, but not the same day.
//!
//! Sentences that give events are cut into runs of three words. Two sentences of different articles that share enough
//! runs and an entity, and whose times cannot both be right, disagree. Runs that more than [`MOST_SENTENCES`] sentences
//! share are set phrases and are passed over, which bounds the work to the number of runs times that constant.

use rustc_hash::FxHashMap;

use super::{Extent, Timeline, TimexId, TimexType};
use crate::corpus::{Corpus, DocumentId};
use crate::entity::EntityId;
use crate::text::{Span, fold_word, words};

/// A run shared by more sentences than this says nothing about what they tell.
const MOST_SENTENCES: usize = 40;
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

/// Two tellings of what looks like one event, with times that have no day in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The earlier document's telling.
    pub one: Telling,
    /// The later document's telling.
    pub other: Telling,
    /// Entities that both name, in order.
    pub entities: Vec<EntityId>,
    /// Share of the shorter sentence's runs of three words that the other has, in [0, 1].
    pub likeness: f64,
}

/// A sentence with its events.
struct Sentence {
    document: DocumentId,
    span: Span,
    times: Vec<(TimexId, Extent)>,
    entities: Vec<EntityId>,
    runs: Vec<u64>,
}

/// All disagreements of a corpus in order of the tellings. Near-linear in the number of events; see the module.
#[must_use]
pub fn disagreements(corpus: &Corpus, timeline: &Timeline) -> Vec<Disagreement> {
    let sentences = told_sentences(corpus, timeline);
    let mut holders: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, sentence) in (0_u32..).zip(&sentences) {
        for run in &sentence.runs {
            holders.entry(*run).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, sentence) in (0_u32..).zip(&sentences) {
        shared.clear();
        for run in &sentence.runs {
            let holders = &holders[run];
            if holders.len() <= MOST_SENTENCES {
                for &other in holders.iter().filter(|&&other| other > at) {
                    *shared.entry(other).or_default() += 1;
                }
            }
        }
        let mut partners: Vec<(u32, usize)> = shared.iter().map(|(other, count)| (*other, *count)).collect();
        partners.sort_unstable();
        for (other, count) in partners {
            compare(sentence, &sentences[other as usize], count, &mut found);
        }
    }
    found
}

fn compare(one: &Sentence, other: &Sentence, shared: usize, found: &mut Vec<Disagreement>) {
    let likeness = shared as f64 / one.runs.len().min(other.runs.len()).max(1) as f64;
    if one.document == other.document || shared < LEAST_RUNS || likeness < LEAST_SHARE {
        return;
    }
    let entities: Vec<EntityId> =
        one.entities.iter().copied().filter(|entity| other.entities.binary_search(entity).is_ok()).collect();
    if entities.is_empty() {
        return;
    }
    // A time that the other sentence has too is no matter of dispute; what is left on both sides is, in order.
    let apart = |times: &[(TimexId, Extent)], others: &[(TimexId, Extent)]| -> Vec<TimexId> {
        times
            .iter()
            .filter(|(_, extent)| others.iter().all(|(_, other)| !extent.overlaps(*other)))
            .map(|(timex, _)| *timex)
            .collect()
    };
    let left = apart(&one.times, &other.times);
    let right = apart(&other.times, &one.times);
    for (left, right) in left.into_iter().zip(right) {
        found.push(Disagreement {
            one: Telling { document: one.document, sentence: one.span, timex: left },
            other: Telling { document: other.document, sentence: other.span, timex: right },
            entities: entities.clone(),
            likeness,
        });
    }
}

/// The sentences that name an entity and a day, in order of document and place, each with all its days: the one
/// nearest to a name need not be the one in dispute.
fn told_sentences(corpus: &Corpus, timeline: &Timeline) -> Vec<Sentence> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::entity::{Entities, Mention};
    use crate::progress::Progress;
    use crate::timeline::{TimelineSettings, find_times};

    /// A corpus of these texts, in which every "Vale" is entity 0.
    fn told(texts: &[&str]) -> (Corpus, Timeline) {
        let documents = texts.iter().enumerate().map(|(at, text)| Document::from_text(&format!("{at}.txt"), text));
        let corpus = Corpus::from_documents(documents);
        let of_document = corpus
            .iter()
            .map(|(document, article)| {
                let mention =
                    |(at, name): (usize, &str)| Mention { document, span: Span::new(at, at + name.len()), title: None };
                article.text.match_indices("Vale").map(|found| (mention(found), EntityId(0))).collect()
            })
            .collect();
        let entities = Entities { of_document, ..Entities::default() };
        let timeline = find_times(&corpus, &entities, &TimelineSettings::default(), &Progress::new()).unwrap();
        (corpus, timeline)
    }

    #[test]
    fn the_same_sentence_with_another_day() {
        let (corpus, timeline) = told(&[
            "Vale signed the harbour treaty in the old town hall of Orlen on 3 May 2014.",
            "On Sunday Vale signed the harbour treaty in the old town hall of Orlen on 4 May 2014, she said.",
            "Vale signed the harbour treaty in the old town hall of Orlen in May 2014.",
            "Vale fished on the lake on 9 June 2013.",
        ]);
        let found = disagreements(&corpus, &timeline);
        assert_eq!(found.len(), 1, "{found:?}");
        let values =
            [found[0].one, found[0].other].map(|telling| timeline.timexes[telling.timex.index()].value.clone());
        assert_eq!(values, ["2014-05-03", "2014-05-04"]);
        assert_eq!(found[0].entities, [EntityId(0)]);
        assert!(found[0].likeness > 0.5);
    }

    #[test]
    fn one_article_does_not_disagree_with_itself() {
        let (corpus, timeline) = told(&[
            "Vale signed the treaty in the old town hall on 3 May 2014. Vale signed the treaty in the old town hall on 4 May 2014.",
        ]);
        assert!(disagreements(&corpus, &timeline).is_empty());
    }
}
