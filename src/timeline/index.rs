//! Times in rows: what a view of the timeline draws from.
//!
//! Times of one row that mean the same stretch are one [`Mark`] with a count. Marks are kept by row, then by
//! [`Precision`], then in order of time, because what a frame can show depends on the precision: at a scale where a day
//! is narrower than a finger, days are only counted, by two searches a bin, while the few months and years in sight are
//! walked. So a frame costs as much as it shows, however many times there are. Made once in O(n log n).

use std::ops::Range;

use rayon::prelude::*;

use super::{Extent, Precision};

/// When something is placed, and how it is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The stretch that it may have happened in.
    pub extent: Extent,
    /// Its signs.
    pub tags: Tags,
}

/// Signs of a mark: what sets it apart from another mark of the same stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tags {
    /// Later than the article that speaks of it.
    pub is_future: bool,
    /// Without a beginning: "until March".
    pub is_open_start: bool,
    /// Without an end: "since March".
    pub is_open_end: bool,
    /// Told with another date elsewhere.
    pub is_disputed: bool,
    /// Set by the person.
    pub is_corrected: bool,
}

/// Something that is put into a row: an event, an article. `item` is its number in a list of the caller's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub row: u32,
    /// When; `None` for the row's list of what has no day.
    pub when: Option<When>,
    /// What.
    pub item: u32,
}

/// Everything in one row that is placed at the same stretch with the same signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub when: When,
    first_item: u32,
    /// The latest end in its row and precision so far, so that a search may begin behind all that is over.
    end_so_far: i64,
    future_before: u32,
    disputed_before: u32,
}

/// How many things a run of marks holds, and how many of them have a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub count: u32,
    /// Later than their articles.
    pub future: u32,
    /// Told with another date elsewhere.
    pub disputed: u32,
}

/// Marks in rows, with what has no day apart.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    marks: Vec<Mark>,
    /// Items, mark after mark.
    items: Vec<u32>,
    /// Where the marks of each row and precision begin; one more entry at the end.
    starts: Vec<u32>,
    undated: Vec<u32>,
    undated_starts: Vec<u32>,
    disputed: u32,
    future: u32,
}

const PRECISIONS: usize = Precision::ALL.len();

impl Rows {
    /// `count` rows of these entries; an entry of a row of `count` or more is left out.
    #[must_use]
    pub fn new(count: usize, entries: impl IntoIterator<Item = Entry>) -> Rows {
        let mut dated: Vec<(u32, When, u32)> = Vec::new();
        let mut undated: Vec<(u32, u32)> = Vec::new();
        for entry in entries.into_iter().filter(|entry| (entry.row as usize) < count) {
            match entry.when {
                Some(when) => {
                    let slot = entry.row * PRECISIONS as u32 + Precision::of(when.extent) as u32;
                    dated.push((slot, when, entry.item));
                }
                None => undated.push((entry.row, entry.item)),
            }
        }
        let dated = in_order(count * PRECISIONS, dated);
        undated.sort_unstable();
        let mut rows = Rows {
            starts: Vec::with_capacity(count * PRECISIONS + 1),
            undated_starts: starts(count, undated.iter().map(|(row, _)| *row as usize)),
            undated: undated.iter().map(|(_, item)| *item).collect(),
            items: dated.iter().map(|(.., item)| *item).collect(),
            ..Rows::default()
        };
        let mut last: Option<(u32, When)> = None;
        for (at, &(slot, when, _)) in (0_u32..).zip(&dated) {
            if last != Some((slot, when)) {
                while rows.starts.len() <= slot as usize {
                    rows.starts.push(rows.marks.len() as u32);
                }
                let end_so_far = match (last, rows.marks.last()) {
                    (Some((last, _)), Some(mark)) if last == slot => mark.end_so_far.max(when.extent.end),
                    _ => when.extent.end,
                };
                rows.marks.push(Mark {
                    when,
                    first_item: at,
                    end_so_far,
                    future_before: rows.future,
                    disputed_before: rows.disputed,
                });
                last = Some((slot, when));
            }
            rows.future += u32::from(when.tags.is_future);
            rows.disputed += u32::from(when.tags.is_disputed);
        }
        rows.starts.resize(count * PRECISIONS + 1, rows.marks.len() as u32);
        rows
    }

    /// Number of rows, empty ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.undated_starts.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One mark by its number.
    ///
    /// # Panics
    /// If there is no such mark.
    #[must_use]
    pub fn mark(&self, number: u32) -> &Mark {
        &self.marks[number as usize]
    }

    /// The items of a run of marks, in order of time.
    #[must_use]
    pub fn items(&self, marks: Range<u32>) -> &[u32] {
        &self.items[self.first_item(marks.start)..self.first_item(marks.end)]
    }

    fn first_item(&self, mark: u32) -> usize {
        self.marks.get(mark as usize).map_or(self.items.len(), |mark| mark.first_item as usize)
    }

    /// What a run of marks holds. Two look-ups.
    #[must_use]
    pub fn tally(&self, marks: Range<u32>) -> Tally {
        let before = |mark: u32| {
            let whole = (self.items.len() as u32, self.future, self.disputed);
            let part = |mark: &Mark| (mark.first_item, mark.future_before, mark.disputed_before);
            self.marks.get(mark as usize).map_or(whole, part)
        };
        let (from, to) = (before(marks.start), before(marks.end));
        Tally { count: to.0 - from.0, future: to.1 - from.1, disputed: to.2 - from.2 }
    }

    /// The marks of a row and precision, by number.
    #[must_use]
    pub fn marks_in(&self, row: usize, precision: Precision) -> Range<u32> {
        let slot = row * PRECISIONS + precision as usize;
        match (self.starts.get(slot), self.starts.get(slot + 1)) {
            (Some(&start), Some(&end)) => start..end,
            _ => 0..0,
        }
    }

    /// All marks of a row, by number, precision after precision.
    #[must_use]
    pub fn marks_of(&self, row: usize) -> Range<u32> {
        let (first, last) = (Precision::ALL[0], Precision::ALL[PRECISIONS - 1]);
        self.marks_in(row, first).start..self.marks_in(row, last).end
    }

    /// Number of dated things in a row.
    #[must_use]
    pub fn dated_count(&self, row: usize) -> u32 {
        self.tally(self.marks_of(row)).count
    }

    /// What a row has without a day, in order of item.
    #[must_use]
    pub fn undated(&self, row: usize) -> &[u32] {
        match (self.undated_starts.get(row), self.undated_starts.get(row + 1)) {
            (Some(&start), Some(&end)) => &self.undated[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The beginnings of all that is dated, sorted, each as often as it has items: for an overview of the whole.
    #[must_use]
    pub fn beginnings(&self) -> Vec<i64> {
        let mut all = Vec::with_capacity(self.items.len());
        for number in 0..self.marks.len() as u32 {
            let count = self.tally(number..number + 1).count as usize;
            all.extend(std::iter::repeat_n(self.mark(number).when.extent.start, count));
        }
        all.par_sort_unstable();
        all
    }

    /// The first and last minute of all that is dated; `None` when nothing is.
    #[must_use]
    pub fn reach(&self) -> Option<Extent> {
        let start = self.marks.iter().map(|mark| mark.when.extent.start).min()?;
        let end = self.marks.iter().map(|mark| mark.when.extent.end).max()?;
        Some(Extent { start, end })
    }

    /// The marks of a row and precision that overlap `window`, in order of their beginning.
    pub fn visible(&self, row: usize, precision: Precision, window: Extent) -> impl Iterator<Item = u32> + '_ {
        let range = self.marks_in(row, precision);
        let marks = &self.marks[range.start as usize..range.end as usize];
        let first = marks.partition_point(|mark| mark.end_so_far <= window.start) as u32;
        let last = marks.partition_point(|mark| mark.when.extent.start < window.end) as u32;
        let numbers = range.start + first..range.start + last.max(first);
        numbers.filter(move |&number| self.mark(number).when.extent.overlaps(window))
    }

    /// How many things of a row are over before `window`, and how many begin after it.
    #[must_use]
    pub fn outside(&self, row: usize, window: Extent) -> (u32, u32) {
        let (mut before, mut after) = (0, 0);
        for precision in Precision::ALL {
            let range = self.marks_in(row, precision);
            let marks = &self.marks[range.start as usize..range.end as usize];
            let over = range.start + marks.partition_point(|mark| mark.end_so_far <= window.start) as u32;
            let begun = range.start + marks.partition_point(|mark| mark.when.extent.start < window.start) as u32;
            let last = range.start + marks.partition_point(|mark| mark.when.extent.start < window.end) as u32;
            // Between the two stand those that may reach into the window.
            let ended = (over..begun).filter(|&number| self.mark(number).when.extent.end <= window.start);
            before += self.tally(range.start..over).count;
            before += ended.map(|number| self.tally(number..number + 1).count).sum::<u32>();
            after += self.tally(last..range.end).count;
        }
        (before, after)
    }

    /// The middle of the mark of a row that lies nearest to `window`, before or after it.
    #[must_use]
    pub fn nearest_outside(&self, row: usize, window: Extent, is_before: bool) -> Option<i64> {
        let extents = self.marks_of(row).map(|number| self.mark(number).when.extent);
        let nearest = if is_before {
            extents.filter(|extent| extent.end <= window.start).max_by_key(|extent| extent.end)
        } else {
            extents.filter(|extent| extent.start >= window.end).min_by_key(|extent| extent.start)
        };
        nearest.map(|extent| extent.start + (extent.end - extent.start) / 2)
    }

    /// The marks of a row and precision that begin in each bin; the bins lie between neighbouring `edges`, which are
    /// sorted. Empty bins are passed over. Costs a search for each bin that is not.
    pub fn binned<'a>(
        &'a self,
        row: usize,
        precision: Precision,
        edges: &'a [i64],
    ) -> impl Iterator<Item = (usize, Range<u32>)> + 'a {
        let range = self.marks_in(row, precision);
        let marks = &self.marks[range.start as usize..range.end as usize];
        let mut from = edges.first().map_or(0, |edge| marks.partition_point(|mark| mark.when.extent.start < *edge));
        std::iter::from_fn(move || {
            let beginning = marks.get(from)?.when.extent.start;
            let bin = edges.partition_point(|edge| *edge <= beginning).checked_sub(1)?;
            let edge = *edges.get(bin + 1)?;
            let here = marks[from..].partition_point(|mark| mark.when.extent.start < edge);
            let numbers = range.start + from as u32..range.start + (from + here) as u32;
            from += here;
            Some((bin, numbers))
        })
    }
}

/// The entries in order of slot, time and item. They are dealt out to their slots first, which hold few each: a tenth of
/// the time of sorting them all.
fn in_order(slots: usize, entries: Vec<(u32, When, u32)>) -> Vec<(u32, When, u32)> {
    let Some(&first) = entries.first() else { return entries };
    let mut next = vec![0_usize; slots + 1];
    for (slot, ..) in &entries {
        next[*slot as usize + 1] += 1;
    }
    let mut total = 0;
    for start in &mut next {
        total += *start;
        *start = total;
    }
    let mut ordered = vec![first; entries.len()];
    for entry in entries {
        let place = &mut next[entry.0 as usize];
        ordered[*place] = entry;
        *place += 1;
    }
    // Each slot ends now where the next one began.
    let mut begun = 0;
    for &end in &next[..slots] {
        ordered[begun..end].sort_unstable();
        begun = end;
    }
    ordered
}

/// Where each of `count` rows begins in a list that is in order of row.
fn starts(count: usize, rows: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0_u32; count + 1];
    for row in rows {
        starts[row + 1] += 1;
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
    use crate::timeline::DAY_MINUTES;
    use proptest::prelude::*;

    /// First day, further days, whether it is in the future.
    type Made = (u32, Option<(i64, i64, bool)>);

    fn extent(first: i64, more: i64) -> Extent {
        Extent { start: first * DAY_MINUTES, end: (first + more + 1) * DAY_MINUTES }
    }

    fn rows(made: &[Made]) -> Rows {
        let entries = (0_u32..).zip(made).map(|(item, &(row, when))| Entry {
            row,
            item,
            when: when.map(|(first, more, is_future)| When {
                extent: extent(first, more),
                tags: Tags { is_future, ..Tags::default() },
            }),
        });
        Rows::new(4, entries)
    }

    fn made() -> impl Strategy<Value = Vec<Made>> {
        let when = (0..400_i64, prop_oneof![Just(0), Just(6), Just(30), 0..500_i64], any::<bool>());
        proptest::collection::vec((0..4_u32, proptest::option::weighted(0.9, when)), 0..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_window_shows_what_a_walk_over_all_finds(made in made(), from in -10..420_i64, len in 1..200_i64) {
            let rows = rows(&made);
            let window = extent(from, len - 1);
            for row in 0..4_u32 {
                let mut found: Vec<u32> = Precision::ALL
                    .into_iter()
                    .flat_map(|precision| rows.visible(row as usize, precision, window))
                    .flat_map(|mark| rows.items(mark..mark + 1).to_vec())
                    .collect();
                found.sort_unstable();
                let is_seen = |item: &u32| {
                    let (of, when) = made[*item as usize];
                    of == row && when.is_some_and(|(first, more, _)| extent(first, more).overlaps(window))
                };
                let wanted: Vec<u32> = (0..made.len() as u32).filter(is_seen).collect();
                prop_assert_eq!(&found, &wanted);
                let (before, after) = rows.outside(row as usize, window);
                prop_assert_eq!(before + wanted.len() as u32 + after, rows.dated_count(row as usize));
                for (count, is_before) in [(before, true), (after, false)] {
                    let nearest = rows.nearest_outside(row as usize, window, is_before);
                    prop_assert_eq!(nearest.is_some(), count > 0);
                    prop_assert!(nearest.is_none_or(|at| (at < window.start) == is_before));
                }
                let undated = made.iter().filter(|(of, when)| *of == row && when.is_none()).count();
                prop_assert_eq!(rows.undated(row as usize).len(), undated);
            }
        }

        #[test]
        fn bins_hold_every_beginning_once_and_know_their_signs(made in made(), bin_days in 1..60_i64) {
            let rows = rows(&made);
            let edges: Vec<i64> = (0..=400 / bin_days + 1).map(|at| at * bin_days * DAY_MINUTES).collect();
            for row in 0..4_u32 {
                let mut seen = 0;
                for precision in Precision::ALL {
                    for (bin, marks) in rows.binned(row as usize, precision, &edges) {
                        let items = rows.items(marks.clone());
                        let wanted: Vec<u32> = (0..made.len() as u32)
                            .filter(|&item| made[item as usize].0 == row)
                            .filter(|&item| made[item as usize].1.is_some_and(|(first, more, _)| {
                                first / bin_days == bin as i64 && Precision::of(extent(first, more)) == precision
                            }))
                            .collect();
                        let mut sorted = items.to_vec();
                        sorted.sort_unstable();
                        prop_assert_eq!(sorted, wanted);
                        let future = items.iter().filter(|&&item| made[item as usize].1.unwrap().2).count();
                        prop_assert_eq!(rows.tally(marks), Tally {
                            count: items.len() as u32, future: future as u32, disputed: 0,
                        });
                        seen += items.len() as u32;
                    }
                }
                prop_assert_eq!(seen, rows.dated_count(row as usize));
            }
        }
    }

    #[test]
    fn equal_stretches_are_one_mark_unless_their_signs_differ() {
        let rows = rows(&[(0, Some((3, 0, false))), (0, Some((3, 0, true))), (0, Some((3, 0, false))), (1, None)]);
        let marks = rows.marks_of(0);
        assert_eq!(marks.len(), 2);
        assert_eq!(rows.items(marks.start..marks.start + 1), [0, 2]);
        assert_eq!(rows.beginnings(), [3 * DAY_MINUTES; 3]);
        assert_eq!(rows.reach(), Some(extent(3, 0)));
        assert!(rows.marks_of(3).is_empty() && rows.undated(9).is_empty());
    }
}
