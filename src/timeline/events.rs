//! Events: an entity and a time in one sentence.
//!
//! A sentence gives each entity that it names the time nearest to the name, where a semicolon, a dash or a quotation
//! mark between the two counts like a long way. A sentence without a time gives no event: the article's date is not put
//! in its place, because a reader could not tell the two apart.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::{Anchor, Timex, TimexId, TimexType};
use crate::corpus::{Document, DocumentId, PartKind};
use crate::entity::{EntityId, Mention, Renumbered};
use crate::text::{Span, sentences};

/// An entity named together with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    /// The document.
    pub document: DocumentId,
    /// The sentence that names both.
    pub sentence: Span,
    /// The time.
    pub timex: TimexId,
    /// The entity.
    pub entity: EntityId,
}

/// A sentence and a time in it: what events of several names share.
pub type Place = (DocumentId, Span, TimexId);

impl Event {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        (self.document, self.sentence, self.timex)
    }
}

/// All times and events of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// In order of document, then span; the position is the [`TimexId`].
    pub timexes: Vec<Timex>,
    /// In order of document, sentence, time, entity.
    pub events: Vec<Event>,
    /// For each document, where its time expressions begin in `timexes`; one more entry at the end.
    pub document_starts: Vec<u32>,
}

impl Timeline {
    /// The time expressions of one document, in order of span.
    #[must_use]
    pub fn times_in(&self, document: DocumentId) -> &[Timex] {
        let at = document.index();
        match (self.document_starts.get(at), self.document_starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.timexes[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The same, with what they are counted from numbered within the document; `None` where the document is not known.
    pub(super) fn own_times(&self, document: DocumentId) -> Option<Vec<Timex>> {
        let start = *self.document_starts.get(document.index())?;
        let mut times = self.times_in(document).to_vec();
        for time in &mut times {
            if let Anchor::Narrative(id) = &mut time.anchor {
                *id = TimexId(id.0.checked_sub(start)?);
            }
        }
        Some(times)
    }

    /// Where an entity is named together with a time: what else is named there is said together with it.
    #[must_use]
    pub fn places_of(&self, entity: EntityId) -> FxHashSet<Place> {
        self.events.iter().filter(|event| event.entity == entity).map(Event::place).collect()
    }

    /// The events of one document with their entities numbered anew, and their times within the document; `None` where
    /// the document is not known.
    pub(super) fn own_events(&self, document: DocumentId, numbers: &Renumbered) -> Option<Vec<Event>> {
        let start = *self.document_starts.get(document.index())?;
        let from = self.events.partition_point(|event| event.document < document);
        let count = self.events[from..].partition_point(|event| event.document == document);
        let again = |event: &Event| {
            let timex = TimexId(event.timex.0.checked_sub(start)?);
            Some(Event { timex, entity: numbers.get(event.entity)?, ..*event })
        };
        let mut events: Vec<Event> = self.events[from..from + count].iter().map(again).collect::<Option<_>>()?;
        events.sort_unstable();
        events.dedup();
        Some(events)
    }
}

/// The events of one document, in order of sentence, time, entity. `times` and `mentions` are in order of span; the
/// times are numbered from 0.
pub(super) fn events_in(
    document: &Document,
    id: DocumentId,
    mentions: &[(Mention, EntityId)],
    times: &[Timex],
) -> Vec<Event> {
    let mut events = Vec::new();
    if mentions.is_empty() || times.is_empty() {
        return events;
    }
    let text = &*document.text;
    for part in &document.parts {
        if matches!(part.kind, PartKind::Source | PartKind::Boilerplate | PartKind::Byline | PartKind::Date) {
            continue;
        }
        let times_here = within(times, part.span, |time| time.span);
        let mentions_here = within(mentions, part.span, |(mention, _)| mention.span);
        if times_here.is_empty() || mentions_here.is_empty() {
            continue;
        }
        for sentence in sentences(text, part.span) {
            let timed = within(&times[times_here.clone()], sentence, |time| time.span);
            if timed.is_empty() {
                continue;
            }
            let (first, count) = (times_here.start + timed.start, timed.len());
            let named = within(&mentions[mentions_here.clone()], sentence, |(mention, _)| mention.span);
            for (mention, entity) in &mentions[mentions_here.clone()][named] {
                let nearest = (first..first + count)
                    .filter(|&at| is_of_an_event(&times[at]))
                    .min_by_key(|&at| (distance(text, mention.span, times[at].span), at));
                if let Some(at) = nearest {
                    let timex = TimexId(u32::try_from(at).unwrap_or(u32::MAX));
                    events.push(Event { document: id, sentence, timex, entity: *entity });
                }
            }
        }
    }
    events.sort_unstable();
    events.dedup();
    events
}

/// The indices of the items whose span begins inside `span`; the items are in order of span.
fn within<T>(items: &[T], span: Span, span_of: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    let start = items.partition_point(|item| span_of(item).start() < span.start());
    let end = start + items[start..].partition_point(|item| span_of(item).start() < span.end());
    start..end
}

/// Whether something can happen at this time: a day or something larger, or a counted stretch up to or from a day.
fn is_of_an_event(time: &Timex) -> bool {
    match time.kind {
        TimexType::Date | TimexType::Time => !time.value.ends_with("_REF"),
        TimexType::Duration => time.interval.is_some(),
        TimexType::Set => false,
    }
}

/// Bytes between two spans; a break in the sentence counts as [`BREAK_BYTES`] more.
fn distance(text: &str, one: Span, other: Span) -> usize {
    let (left, right) = if one.start() <= other.start() { (one, other) } else { (other, one) };
    if left.end() >= right.start() {
        return 0;
    }
    let between = &text[left.end()..right.start()];
    let breaks = between.chars().filter(|character| matches!(character, ';' | '—' | '“' | '”' | '"')).count();
    between.len() + breaks * BREAK_BYTES
}

/// About half a line of print: farther than most words that belong together.
const BREAK_BYTES: usize = 60;
