//! Events in order of time, in lanes, and counted in bins: what a view of the timeline draws from.
//!
//! Made once for an analysis in O(n log n); a frame then asks only for what is on the screen. Time is counted in minutes
//! since the first day of year 1 of the proleptic Gregorian calendar, so that one scale serves from decades to hours.

use std::ops::Range;

use jiff::civil::{Date, Time, date};

use super::{Timeline, Timex};

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 24 * 60;

/// When an event may have happened: from the first minute up to, and without, the last. Invariant: not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// First minute.
    pub start: i64,
    /// One past the last minute.
    pub end: i64,
}

/// Minutes from the beginning of the scale to the beginning of `day`.
#[must_use]
pub fn minute_of(day: Date) -> i64 {
    let days = day.since(date(1, 1, 1)).map_or(0, |span| i64::from(span.get_days()));
    days * DAY_MINUTES
}

impl Extent {
    /// The extent of a time expression; narrower than a day where it gives a clock time or a part of the day. `None`
    /// where it has no interval.
    #[must_use]
    pub fn of(time: &Timex) -> Option<Extent> {
        let interval = time.interval?;
        let first = minute_of(interval.earliest);
        let whole = Extent { start: first, end: minute_of(interval.latest) + DAY_MINUTES };
        if interval.earliest != interval.latest {
            return Some(whole);
        }
        let Some(clock) = time.value.get(10..).and_then(|rest| rest.strip_prefix('T')) else { return Some(whole) };
        let hours = |from: i64, to: i64| Extent { start: first + from * 60, end: first + to * 60 };
        Some(match clock {
            "MO" => hours(6, 12),
            "AF" => hours(12, 18),
            "EV" => hours(18, 22),
            "NI" => hours(20, 24),
            "24" => Extent { start: whole.end - 1, end: whole.end },
            _ => match clock.get(..5).and_then(|hour| hour.parse::<Time>().ok()) {
                Some(time) => {
                    let start = first + i64::from(time.hour()) * 60 + i64::from(time.minute());
                    Extent { start, end: start + 1 }
                }
                None => whole,
            },
        })
    }

    /// Whether the two have a minute in common.
    #[must_use]
    pub fn overlaps(self, other: Extent) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Events grouped into lanes, each in order of its beginning, with the undated ones apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// Positions in [`Timeline::events`], lane after lane.
    dated: Vec<u32>,
    /// Their extents.
    extents: Vec<Extent>,
    /// For each entry the latest end in its lane so far, so that a search may begin behind all that is over.
    ends_so_far: Vec<i64>,
    /// Where each lane begins in `dated`; one more entry at the end.
    dated_starts: Vec<u32>,
    /// Positions of events without a day, lane after lane.
    undated: Vec<u32>,
    undated_starts: Vec<u32>,
}

impl Lanes {
    /// The events of `timeline` in `count` lanes. `lane_of` gives the lane of an event by its position: its entity, its
    /// article, the outlet or cluster of its article; `None` leaves it out, as does a lane of `count` or more.
    #[must_use]
    pub fn group(timeline: &Timeline, count: usize, lane_of: impl Fn(usize) -> Option<usize>) -> Lanes {
        let extents: Vec<Option<Extent>> = timeline.timexes.iter().map(Extent::of).collect();
        let mut dated: Vec<(usize, Extent, u32)> = Vec::with_capacity(timeline.events.len());
        let mut undated: Vec<(usize, u32)> = Vec::new();
        for (at, event) in timeline.events.iter().enumerate() {
            let Some(lane) = lane_of(at).filter(|lane| *lane < count) else { continue };
            let position = u32::try_from(at).unwrap_or(u32::MAX);
            match extents.get(event.timex.index()).copied().flatten() {
                Some(extent) => dated.push((lane, extent, position)),
                None => undated.push((lane, position)),
            }
        }
        dated.sort_unstable();
        undated.sort_unstable();
        let mut lanes = Lanes {
            dated_starts: starts(count, dated.iter().map(|(lane, ..)| *lane)),
            undated_starts: starts(count, undated.iter().map(|(lane, _)| *lane)),
            dated: dated.iter().map(|(.., position)| *position).collect(),
            extents: dated.iter().map(|(_, extent, _)| *extent).collect(),
            ends_so_far: Vec::with_capacity(dated.len()),
            undated: undated.iter().map(|(_, position)| *position).collect(),
        };
        let mut so_far = i64::MIN;
        for (at, (lane, extent, _)) in dated.iter().enumerate() {
            let is_first = at == 0 || dated[at - 1].0 != *lane;
            so_far = if is_first { extent.end } else { so_far.max(extent.end) };
            lanes.ends_so_far.push(so_far);
        }
        lanes
    }

    /// One lane for each entity.
    #[must_use]
    pub fn by_entity(timeline: &Timeline, entities: usize) -> Lanes {
        Self::group(timeline, entities, |at| Some(timeline.events[at].entity.index()))
    }

    /// One lane for each value of `lane_of_document`, such as the number of the outlet or cluster of each document.
    #[must_use]
    pub fn by_document(timeline: &Timeline, lanes: usize, lane_of_document: &[Option<u32>]) -> Lanes {
        Self::group(timeline, lanes, |at| {
            let lane = lane_of_document.get(timeline.events[at].document.index()).copied().flatten()?;
            Some(lane as usize)
        })
    }

    /// All events in one lane.
    #[must_use]
    pub fn together(timeline: &Timeline) -> Lanes {
        Self::group(timeline, 1, |_| Some(0))
    }

    /// Number of lanes, empty ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dated_starts.len().saturating_sub(1)
    }

    /// Whether there are no lanes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn range(&self, lane: usize) -> Range<usize> {
        lane_range(&self.dated_starts, lane)
    }

    /// Number of dated events in a lane.
    #[must_use]
    pub fn dated_count(&self, lane: usize) -> usize {
        self.range(lane).len()
    }

    /// Positions of the events of a lane that have no day, in order of the text.
    #[must_use]
    pub fn undated(&self, lane: usize) -> &[u32] {
        &self.undated[lane_range(&self.undated_starts, lane)]
    }

    /// The first and last minute of all dated events; `None` when there are none.
    #[must_use]
    pub fn reach(&self) -> Option<Extent> {
        let start = self.extents.iter().map(|extent| extent.start).min()?;
        let end = self.extents.iter().map(|extent| extent.end).max()?;
        Some(Extent { start, end })
    }

    /// The dated events of a lane that overlap `window`, in order of their beginning, each with its extent.
    pub fn visible(&self, lane: usize, window: Extent) -> impl Iterator<Item = (u32, Extent)> + '_ {
        let range = self.range(lane);
        let first = range.start + self.ends_so_far[range.clone()].partition_point(|end| *end <= window.start);
        let last = range.start + self.extents[range].partition_point(|extent| extent.start < window.end);
        (first..last.max(first))
            .map(|at| (self.dated[at], self.extents[at]))
            .filter(move |(_, extent)| extent.overlaps(window))
    }

    /// How many events of a lane begin in each of `count` bins of `bin_minutes` minutes, from minute `start` on. Costs
    /// two searches a bin, however many events there are.
    #[must_use]
    pub fn counts(&self, lane: usize, start: i64, bin_minutes: i64, count: usize) -> Vec<u32> {
        let extents = &self.extents[self.range(lane)];
        let bin_minutes = bin_minutes.max(1);
        let mut edge = start;
        let mut before = extents.partition_point(|extent| extent.start < edge);
        (0..count)
            .map(|_| {
                edge = edge.saturating_add(bin_minutes);
                let rest = &extents[before..];
                let here = rest.partition_point(|extent| extent.start < edge);
                before += here;
                u32::try_from(here).unwrap_or(u32::MAX)
            })
            .collect()
    }
}

fn lane_range(starts: &[u32], lane: usize) -> Range<usize> {
    match (starts.get(lane), starts.get(lane + 1)) {
        (Some(&start), Some(&end)) => start as usize..end as usize,
        _ => 0..0,
    }
}

/// Where each of `count` lanes begins in a list that is in order of lane.
fn starts(count: usize, lanes: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0_u32; count + 1];
    for lane in lanes {
        starts[lane + 1] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        *start = total;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::DocumentId;
    use crate::entity::EntityId;
    use crate::text::Span;
    use crate::timeline::{Anchor, Event, Interval, TimexId, TimexType};
    use jiff::ToSpan;
    use proptest::prelude::*;

    fn timeline(events: &[(u32, Option<(i64, i64)>)]) -> Timeline {
        let mut timeline = Timeline::default();
        for (at, (entity, days)) in events.iter().enumerate() {
            let interval = days.map(|(first, len)| {
                let earliest = date(2000, 1, 1).checked_add(first.days()).unwrap();
                Interval { earliest, latest: earliest.checked_add(len.days()).unwrap() }
            });
            timeline.timexes.push(Timex {
                document: DocumentId(0),
                span: Span::new(at, at + 1),
                kind: TimexType::Date,
                value: "2000".to_owned(),
                interval,
                is_open_start: false,
                is_open_end: false,
                anchor: Anchor::Absolute,
            });
            let timex = TimexId(u32::try_from(at).unwrap());
            let sentence = Span::new(at, at + 1);
            timeline.events.push(Event { document: DocumentId(0), sentence, timex, entity: EntityId(*entity) });
        }
        timeline
    }

    fn events() -> impl Strategy<Value = Vec<(u32, Option<(i64, i64)>)>> {
        proptest::collection::vec((0..4_u32, proptest::option::weighted(0.9, (0..400_i64, 0..90_i64))), 0..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_window_shows_what_a_walk_over_all_finds(events in events(), from in -10..420_i64, len in 1..200_i64) {
            let timeline = timeline(&events);
            let lanes = Lanes::by_entity(&timeline, 4);
            let day = |days: i64| minute_of(date(2000, 1, 1)) + days * DAY_MINUTES;
            let window = Extent { start: day(from), end: day(from + len) };
            for lane in 0..4_u32 {
                let mut found: Vec<u32> = lanes.visible(lane as usize, window).map(|(at, _)| at).collect();
                found.sort_unstable();
                let wanted: Vec<u32> = (0..u32::try_from(events.len()).unwrap())
                    .filter(|&at| {
                        let (entity, days) = events[at as usize];
                        entity == lane && days.is_some_and(|(first, more)| first < from + len && from <= first + more)
                    })
                    .collect();
                prop_assert_eq!(found, wanted);
                let undated = events.iter().filter(|(entity, days)| *entity == lane && days.is_none()).count();
                prop_assert_eq!(lanes.undated(lane as usize).len(), undated);
            }
        }

        #[test]
        fn bins_count_every_beginning_once(events in events(), bin_days in 1..60_i64) {
            let timeline = timeline(&events);
            let lanes = Lanes::together(&timeline);
            let start = minute_of(date(2000, 1, 1));
            let counts = lanes.counts(0, start, bin_days * DAY_MINUTES, 401);
            for (bin, count) in (0_i64..).zip(&counts) {
                let wanted = events
                    .iter()
                    .filter(|(_, days)| days.is_some_and(|(first, _)| first / bin_days == bin))
                    .count();
                prop_assert_eq!(*count as usize, wanted);
            }
            prop_assert_eq!(counts.iter().sum::<u32>() as usize, lanes.dated_count(0));
        }
    }

    #[test]
    fn a_clock_time_is_a_minute_and_a_morning_six_hours() {
        let mut time = timeline(&[(0, Some((0, 0)))]).timexes.remove(0);
        let first = minute_of(date(2000, 1, 1));
        time.value = "2000-01-01T10:35".to_owned();
        assert_eq!(Extent::of(&time), Some(Extent { start: first + 635, end: first + 636 }));
        time.value = "2000-01-01TMO".to_owned();
        assert_eq!(Extent::of(&time), Some(Extent { start: first + 360, end: first + 720 }));
    }
}
