//! The times and events of a whole corpus: documents in parallel, results in order.

use rayon::prelude::*;

use super::calendar::Point;
use super::detect::times_in_text;
use super::events::events_in;
use super::{Anchor, Timeline, TimelineSettings, Timex, TimexId, TimexType};
use crate::corpus::{Corpus, Document, DocumentId};
use crate::entity::{Entities, Renumbered};
use crate::progress::{Cancelled, Progress, Stage};
use crate::timeline::TimeCorrection;

/// The time expressions and events of a corpus. The person's corrections are applied last and win. Linear in the text;
/// the same result for any number of threads.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn find_times(
    corpus: &Corpus,
    entities: &Entities,
    settings: &TimelineSettings,
    progress: &Progress,
) -> Result<Timeline, Cancelled> {
    find_with(corpus, entities, settings, None, progress)
}

/// What was found in the same articles before, and from what.
#[derive(Clone, Copy, Debug)]
pub struct LastTimes<'a> {
    /// The times and events.
    pub timeline: &'a Timeline,
    /// What the person had decided of times.
    pub settings: &'a TimelineSettings,
    /// The entities that the events speak of.
    pub entities: &'a Entities,
}

/// The same, where `last` was found in the same articles: the times of articles of which the person decided nothing else
/// since then are taken over, and their events too where the same places name somebody. So a date that is set by hand, or
/// a name that is corrected, costs the reading of the articles that it stands in.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn find_times_again(
    corpus: &Corpus,
    entities: &Entities,
    settings: &TimelineSettings,
    last: LastTimes<'_>,
    progress: &Progress,
) -> Result<Timeline, Cancelled> {
    find_with(corpus, entities, settings, Some(last), progress)
}

fn find_with(
    corpus: &Corpus,
    entities: &Entities,
    settings: &TimelineSettings,
    last: Option<LastTimes<'_>>,
    progress: &Progress,
) -> Result<Timeline, Cancelled> {
    progress.begin(Stage::Times, corpus.len() as u64);
    let known = |document: &Document, id: DocumentId| {
        let last = last?;
        let of = |settings: &'_ TimelineSettings| -> Vec<TimeCorrection> {
            settings.corrections.iter().filter(|correction| correction.path == document.path).cloned().collect()
        };
        let is_same = of(last.settings) == of(settings);
        let times = is_same.then(|| last.timeline.own_times(id))??;
        let numbers = Renumbered::of(last.entities.mentions_in(id), entities.mentions_in(id));
        Some((times, numbers.and_then(|numbers| last.timeline.own_events(id, &numbers))))
    };
    let found = corpus
        .documents()
        .par_iter()
        .enumerate()
        .map(|(at, document)| {
            progress.checkpoint()?;
            let id = DocumentId(u32::try_from(at).unwrap_or(u32::MAX));
            let (times, events) = known(document, id).unwrap_or_else(|| {
                let mut times = times_in_text(&document.text, &document.parts, document.metadata.published_date());
                correct(&mut times, document, &settings.corrections);
                for time in &mut times {
                    time.document = id;
                }
                (times, None)
            });
            let events = events.unwrap_or_else(|| events_in(document, id, entities.mentions_in(id), &times));
            progress.advance(1);
            Ok((times, events))
        })
        .collect::<Result<Vec<_>, Cancelled>>()?;
    let mut timeline = Timeline::default();
    timeline.timexes.reserve(found.iter().map(|(times, _)| times.len()).sum());
    timeline.events.reserve(found.iter().map(|(_, events)| events.len()).sum());
    for (times, events) in found {
        let start = u32::try_from(timeline.timexes.len()).unwrap_or(u32::MAX);
        timeline.document_starts.push(start);
        timeline.timexes.extend(times.into_iter().map(|mut time| {
            if let Anchor::Narrative(id) = &mut time.anchor {
                *id = TimexId(id.0 + start);
            }
            time
        }));
        timeline.events.extend(events.into_iter().map(|mut event| {
            event.timex = TimexId(event.timex.0 + start);
            event
        }));
    }
    timeline.document_starts.push(u32::try_from(timeline.timexes.len()).unwrap_or(u32::MAX));
    Ok(timeline)
}

/// Puts the person's decisions over what was found in one document.
fn correct(times: &mut Vec<Timex>, document: &Document, corrections: &[TimeCorrection]) {
    for correction in corrections.iter().filter(|correction| correction.path == document.path) {
        let Some(at) = place_of(times, document, correction) else { continue };
        match (&correction.value, at) {
            (None, Place::Found(at)) => remove(times, at),
            (None, Place::Free(_)) => {}
            (Some((value, interval)), place) => {
                let (at, span) = match place {
                    Place::Found(at) => (at, times[at].span),
                    Place::Free(at) => {
                        insert(times, at, correction);
                        (at, correction.span)
                    }
                };
                let time = &mut times[at];
                time.span = span;
                time.kind = kind_of(value);
                time.value.clone_from(value);
                time.interval = interval.or_else(|| Point::from_value(value).and_then(Point::interval));
                time.anchor = Anchor::Person;
            }
        }
    }
}

enum Place {
    /// The expression with this index is meant.
    Found(usize),
    /// None is, and it would stand at this index.
    Free(usize),
}

/// Where a correction belongs: the expression at its place, else the nearest one of the same words, else free text.
fn place_of(times: &[Timex], document: &Document, correction: &TimeCorrection) -> Option<Place> {
    let text = &*document.text;
    let is_there = correction.span.get(text) == Some(correction.phrase.as_str());
    if is_there {
        if let Some(at) = times.iter().position(|time| time.span == correction.span) {
            return Some(Place::Found(at));
        }
        if let Some(at) = times.iter().position(|time| time.span.overlaps(correction.span)) {
            return Some(Place::Found(at));
        }
        if correction.span.is_empty() {
            return None;
        }
        return Some(Place::Free(times.partition_point(|time| time.span < correction.span)));
    }
    (0..times.len())
        .filter(|&at| times[at].span.get(text) == Some(correction.phrase.as_str()))
        .min_by_key(|&at| times[at].span.start().abs_diff(correction.span.start()))
        .map(Place::Found)
}

fn remove(times: &mut Vec<Timex>, at: usize) {
    times.remove(at);
    for time in times {
        if let Anchor::Narrative(TimexId(id)) = &mut time.anchor {
            if *id as usize == at {
                // What it was counted from is gone; its value stays as the text gave it.
                time.anchor = Anchor::Absolute;
            } else if *id as usize > at {
                *id -= 1;
            }
        }
    }
}

fn insert(times: &mut Vec<Timex>, at: usize, correction: &TimeCorrection) {
    for time in times.iter_mut() {
        if let Anchor::Narrative(TimexId(id)) = &mut time.anchor
            && *id as usize >= at
        {
            *id += 1;
        }
    }
    times.insert(
        at,
        Timex {
            document: DocumentId::default(),
            span: correction.span,
            kind: TimexType::Date,
            value: String::new(),
            interval: None,
            is_open_start: false,
            is_open_end: false,
            anchor: Anchor::Person,
        },
    );
}

/// The type that a TIMEX3 value shows.
fn kind_of(value: &str) -> TimexType {
    let is_length = value
        .strip_prefix('P')
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit() || matches!(next, 'T' | 'X')));
    if is_length {
        TimexType::Duration
    } else if value.get(10..).is_some_and(|rest| rest.starts_with('T')) {
        TimexType::Time
    } else {
        TimexType::Date
    }
}
