//! One event told by several articles: sentences that name the same entities in nearly the same words.
//!
//! Sentences are joined when they share enough runs of three words and an entity, and what is joined is one event
//! (single linkage). To find who may be joined, the sentences that hold a run stand in a row, and each is compared with
//! the few before it only: in a chain of a thousand copies every link is tried, not every pair, so the work is the number
//! of runs times [`NEIGHBOURS`]. Whether the dates of an event differ is asked of its distinct sets of times.

use rustc_hash::{FxHashMap, FxHashSet};

use super::alike::{Sentence, Telling, are_alike, dates_apart, told_sentences};
use super::{Timeline, TimexId};
use crate::corpus::{Corpus, DocumentId};
use crate::entity::EntityId;
use crate::progress::{Cancelled, Progress};

/// Sentences before a sentence, in the row of those that hold a run, that it is compared with.
const NEIGHBOURS: usize = 6;

/// A run that more sentences hold is a set phrase ("told reporters on Monday") and joins nothing.
const SET_PHRASE: usize = 2_000;

/// Distinct sets of times of one event that are compared with each other; beyond that it is told in more ways than
/// anybody will read.
const MOST_WAYS: usize = 24;

/// What looks like one event, told by several articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToldEvent {
    /// Who tells it and when it is said to have been: a sentence with two times is two tellings. In order of document.
    pub tellings: Vec<Telling>,
    /// Articles that tell it.
    pub articles: u32,
    /// Entities that at least half of the sentences name, in order.
    pub entities: Vec<EntityId>,
    /// The times that differ from those of another telling, sorted.
    pub disputed: Vec<TimexId>,
}

impl ToldEvent {
    /// Whether its dates differ.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        !self.disputed.is_empty()
    }
}

/// The events of a corpus that at least two articles tell: those whose dates differ first, then those that most articles
/// tell.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn told_events(corpus: &Corpus, timeline: &Timeline, progress: &Progress) -> Result<Vec<ToldEvent>, Cancelled> {
    let sentences = told_sentences(corpus, timeline);
    progress.checkpoint()?;
    let mut holders: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, sentence) in (0_u32..).zip(&sentences) {
        for run in &sentence.runs {
            holders.entry(*run).or_default().push(at);
        }
    }
    progress.checkpoint()?;
    let mut tried: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut groups = Groups::new(sentences.len());
    for (at, sentence) in (0_u32..).zip(&sentences) {
        progress.checkpoint()?;
        for run in &sentence.runs {
            let row = &holders[run];
            if row.len() < 2 || row.len() > SET_PHRASE {
                continue;
            }
            let here = row.partition_point(|&other| other < at);
            for &other in &row[here.saturating_sub(NEIGHBOURS)..here] {
                if groups.root(other) != groups.root(at)
                    && tried.insert((other, at))
                    && are_alike(&sentences[other as usize], sentence)
                {
                    groups.join(other, at);
                }
            }
        }
    }
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for at in 0..sentences.len() as u32 {
        members.entry(groups.root(at)).or_default().push(at);
    }
    let mut events: Vec<ToldEvent> = members
        .into_values()
        .filter_map(|members| event_of(&members.iter().map(|&at| &sentences[at as usize]).collect::<Vec<_>>()))
        .collect();
    events.sort_by(|one, other| {
        (other.is_disputed().cmp(&one.is_disputed()))
            .then(other.articles.cmp(&one.articles))
            .then_with(|| one.tellings.cmp(&other.tellings))
    });
    Ok(events)
}

/// The event of these sentences, which are in order of document; `None` when one article alone tells it.
fn event_of(sentences: &[&Sentence]) -> Option<ToldEvent> {
    let mut documents: Vec<DocumentId> = sentences.iter().map(|sentence| sentence.document).collect();
    documents.dedup();
    if documents.len() < 2 {
        return None;
    }
    let mut named: FxHashMap<EntityId, usize> = FxHashMap::default();
    for entity in sentences.iter().flat_map(|sentence| &sentence.entities) {
        *named.entry(*entity).or_default() += 1;
    }
    let mut entities: Vec<EntityId> =
        named.into_iter().filter(|(_, count)| count * 2 >= sentences.len()).map(|(entity, _)| entity).collect();
    entities.sort_unstable();
    let tellings = sentences
        .iter()
        .flat_map(|sentence| {
            let telling = |timex| Telling { document: sentence.document, sentence: sentence.span, timex };
            sentence.times.iter().map(move |(timex, _)| telling(*timex))
        })
        .collect();
    // One sentence stands for all that say the same of when.
    let mut ways: Vec<&&Sentence> = Vec::new();
    for sentence in sentences {
        if ways.len() < MOST_WAYS && !ways.iter().any(|way| has_same_times(way, sentence)) {
            ways.push(sentence);
        }
    }
    let mut disputed = Vec::new();
    for (at, one) in ways.iter().enumerate() {
        for other in ways[at + 1..].iter().filter(|other| other.document != one.document) {
            for (left, right) in dates_apart(one, other) {
                disputed.extend(with_extent_of(sentences, one, left));
                disputed.extend(with_extent_of(sentences, other, right));
            }
        }
    }
    disputed.sort_unstable();
    disputed.dedup();
    Some(ToldEvent { tellings, articles: documents.len() as u32, entities, disputed })
}

fn has_same_times(one: &Sentence, other: &Sentence) -> bool {
    one.times.len() == other.times.len()
        && one.times.iter().zip(&other.times).all(|((_, left), (_, right))| left == right)
}

/// Every time of the event that means the same stretch as this one.
fn with_extent_of<'a>(
    sentences: &'a [&Sentence],
    home: &Sentence,
    timex: TimexId,
) -> impl Iterator<Item = TimexId> + 'a {
    let extent = home.times.iter().find(|(id, _)| *id == timex).map(|(_, extent)| *extent);
    let times = sentences.iter().flat_map(|sentence| &sentence.times);
    times.filter(move |(_, other)| Some(*other) == extent).map(|(id, _)| *id)
}

/// Disjoint sets with path halving.
struct Groups(Vec<u32>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    /// The smaller number stays the root, so that the result does not depend on the order of joining.
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::entity::{Entities, Mention};
    use crate::text::Span;
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

    fn events(texts: &[&str]) -> (Timeline, Vec<ToldEvent>) {
        let (corpus, timeline) = told(texts);
        let events = told_events(&corpus, &timeline, &Progress::new()).expect("nobody cancels");
        (timeline, events)
    }

    #[test]
    fn copies_are_one_event_and_another_day_is_a_dispute() {
        let (timeline, events) = events(&[
            "Vale signed the harbour treaty in the old town hall of Orlen on 3 May 2014.",
            "On Sunday Vale signed the harbour treaty in the old town hall of Orlen on 4 May 2014, she said.",
            "Vale signed the harbour treaty in the old town hall of Orlen in May 2014.",
            "Vale fished on the lake on 9 June 2013.",
        ]);
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(events[0].articles, 3);
        assert_eq!(events[0].entities, [EntityId(0)]);
        let values: Vec<&str> =
            events[0].disputed.iter().map(|timex| timeline.timexes[timex.index()].value.as_str()).collect();
        assert!(values.contains(&"2014-05-03") && values.contains(&"2014-05-04"), "{values:?}");
        assert!(!values.contains(&"2014-05"), "a month that holds both contradicts neither");
    }

    #[test]
    fn a_hundred_copies_are_one_event() {
        let copies = vec!["Vale signed the harbour treaty in the old town hall of Orlen on 3 May 2014."; 100];
        let (_, events) = events(&copies);
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].articles, events[0].is_disputed()), (100, false));
    }

    #[test]
    fn what_one_article_tells_twice_is_no_event_of_several() {
        let twice = "Vale signed the treaty in the old town hall on 3 May 2014. Vale signed the treaty in the old town hall on 4 May 2014.";
        assert!(events(&[twice]).1.is_empty());
    }
}
