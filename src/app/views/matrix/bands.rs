//! Outlet and date of every row, as two narrow bands along the edges.
//!
//! Like the matrix they are kept at every scale: a step joins two by two rows. The outlet of many rows is the one that
//! more than half of them have, found by letting pairs of different outlets cancel (Boyer and Moore, *MJRTY*, 1991);
//! where no outlet is left, it is mixed. The date is the mean of those that are dated. All scales together take twice
//! the rows; a frame looks at one entry a pixel.

use std::collections::HashMap;
use std::ops::Range;

use eframe::egui::{Color32, Mesh, Rect, pos2};
use jiff::civil::Date;

use super::rows::Rows;
use crate::analysis::Analysis;
use crate::app::about::outlet_or_unknown;
use crate::app::theme::Theme;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};

/// Outlets that have a colour of their own.
pub const NAMED: usize = 7;

/// Another outlet than those named.
const OTHER: u8 = NAMED as u8;

/// No outlet has more than half of the rows.
const MIXED: u8 = OTHER + 1;

/// Outlet and date of some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    outlet: u8,
    /// By how many rows the outlet leads.
    lead: u32,
    /// Sum of the days of the dated rows, from the first day of all.
    days: f64,
    dated: u32,
}

impl Entry {
    fn joined(self, other: Self) -> Self {
        let (outlet, lead) = if self.outlet == other.outlet {
            (self.outlet, self.lead + other.lead)
        } else if self.lead == other.lead {
            (MIXED, 0)
        } else if self.lead > other.lead {
            (self.outlet, self.lead - other.lead)
        } else {
            (other.outlet, other.lead - self.lead)
        };
        Self { outlet, lead, days: self.days + other.days, dated: self.dated + other.dated }
    }

    fn day(&self) -> Option<f64> {
        (self.dated > 0).then(|| self.days / f64::from(self.dated))
    }
}

/// Outlet and date of every row at every scale.
#[derive(Clone, Debug, Default)]
pub struct Bands {
    levels: Vec<Vec<Entry>>,
    /// The outlets with most articles, that with the most first, at most [`NAMED`]; and how many articles each has. Empty
    /// where all are of one.
    pub outlets: Vec<(String, u32)>,
    /// Whether there are others.
    pub has_others: bool,
    /// The first and the last day of publication.
    pub days: Option<(Date, Date)>,
}

impl Bands {
    /// The bands of the rows. Linear in the shown articles.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn of_rows(analysis: &Analysis, rows: &Rows, progress: &Progress) -> Result<Self, Cancelled> {
        let documents = || rows.shown().order.iter().map(|&id| analysis.corpus.get(id));
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for document in documents() {
            progress.checkpoint()?;
            *counts.entry(outlet_or_unknown(document)).or_default() += 1;
        }
        let mut outlets: Vec<(String, u32)> = counts.iter().map(|(name, &count)| ((*name).to_owned(), count)).collect();
        outlets.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        if outlets.len() == 1 {
            // A band of one colour tells nothing.
            outlets.clear();
        }
        let has_others = outlets.len() > NAMED;
        outlets.truncate(NAMED);
        let codes: HashMap<&str, u8> = (0u8..).zip(&outlets).map(|(code, (name, _))| (name.as_str(), code)).collect();
        let dates = || documents().filter_map(|document| document.metadata.published_date());
        let days = dates().min().zip(dates().max());
        let of_article = |id: &DocumentId| {
            let document = analysis.corpus.get(*id);
            let day = document.metadata.published_date().zip(days).map(|(date, (first, _))| day_after(first, date));
            Entry {
                outlet: codes.get(outlet_or_unknown(document)).copied().unwrap_or(OTHER),
                lead: 1,
                days: day.unwrap_or(0.0),
                dated: u32::from(day.is_some()),
            }
        };
        let of_row = |row: u32| rows.articles(row, row).iter().map(of_article).reduce(Entry::joined);
        let levels = levels((0..rows.len()).filter_map(of_row).collect());
        Ok(Self { levels, outlets, has_others, days })
    }

    fn color_of_outlet(theme: &Theme, code: u8) -> Color32 {
        match theme.outlets.get(usize::from(code)) {
            Some(&color) => color,
            None if code == OTHER => theme.ink_quiet.gamma_multiply(0.6),
            None => theme.ink_quiet.gamma_multiply(0.25),
        }
    }

    /// The colour of a day, from the first (0) to the last (1).
    pub fn color_of_day(theme: &Theme, share: f32) -> Color32 {
        // The oldest keeps a tint: what has no date at all is blank.
        theme.surface.lerp_to_gamma(theme.ink, 0.14 + 0.76 * share.clamp(0.0, 1.0))
    }

    /// The colour of the outlet at a place of [`Bands::outlets`]; beyond them, that of all others.
    pub fn color_at(theme: &Theme, at: usize) -> Color32 {
        Self::color_of_outlet(theme, u8::try_from(at).unwrap_or(OTHER).min(OTHER))
    }

    /// The level whose entries are at least one pixel, when a row is `pixels`.
    pub fn level_for(&self, pixels: f64) -> usize {
        super::tiles::level_for(pixels, self.levels.len().saturating_sub(1))
    }

    /// Paints the two bands beside each other: `place` gives where row `at` begins, along the edge; `outlet` and `date`
    /// are the rooms of the bands.
    pub fn paint(
        &self,
        mesh: &mut Mesh,
        theme: &Theme,
        level: usize,
        rows: &Range<u32>,
        (outlet, date): (Rect, Rect),
        place: &dyn Fn(f64) -> Axis,
    ) {
        let Some(entries) = self.levels.get(level) else { return };
        let span = (self.days.map_or(0.0, |(first, last)| day_after(first, last))).max(1.0);
        let first = rows.start >> level;
        let last = (rows.end.div_ceil(1 << level)).min(entries.len() as u32);
        let mut put = |room: Rect, color_of: &dyn Fn(&Entry) -> Option<Color32>| {
            // Neighbours of one colour are one rectangle.
            let mut run: Option<(u32, Color32)> = None;
            for at in first..=last {
                let color = if at < last { color_of(&entries[at as usize]) } else { None };
                if run.map(|(_, color)| color) == color && run.is_some() {
                    continue;
                }
                if let Some((start, color)) = run {
                    let from = place(f64::from(start) * f64::from(1u32 << level));
                    let to = place(f64::from(at) * f64::from(1u32 << level));
                    mesh.add_colored_rect(from.until(to, room), color);
                }
                run = color.map(|color| (at, color));
            }
        };
        if !self.outlets.is_empty() {
            put(outlet, &|entry| Some(Self::color_of_outlet(theme, entry.outlet)));
        }
        put(date, &|entry| entry.day().map(|day| Self::color_of_day(theme, (day / span) as f32)));
    }
}

/// A place along an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis {
    /// Along the left edge: how far down.
    Down(f32),
    /// Along the upper edge: how far to the right.
    Right(f32),
}

impl Axis {
    /// The rectangle from here to `end`, across `room`, and inside it.
    fn until(self, end: Self, room: Rect) -> Rect {
        let rect = match (self, end) {
            (Axis::Down(from), Axis::Down(to)) => Rect::from_min_max(pos2(room.left(), from), pos2(room.right(), to)),
            (Axis::Right(from) | Axis::Down(from), Axis::Right(to) | Axis::Down(to)) => {
                Rect::from_min_max(pos2(from, room.top()), pos2(to, room.bottom()))
            }
        };
        rect.intersect(room)
    }
}

fn day_after(first: Date, date: Date) -> f64 {
    f64::from((date - first).get_days())
}

fn levels(first: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut levels = vec![first];
    while let Some(last) = levels.last().filter(|level| level.len() > 1) {
        let next = last.chunks(2).map(|two| two[1..].iter().fold(two[0], |one, &other| one.joined(other))).collect();
        levels.push(next);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(outlet: u8, day: Option<f64>) -> Entry {
        Entry { outlet, lead: 1, days: day.unwrap_or(0.0), dated: u32::from(day.is_some()) }
    }

    #[test]
    fn the_outlet_of_more_than_half_is_never_lost() {
        // Five of eight are of outlet 2, wherever they stand.
        let orders = [[2, 2, 0, 2, 1, 2, 3, 2], [0, 1, 3, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 0, 0, 0]];
        for order in orders {
            let top = levels(order.iter().map(|&outlet| entry(outlet, None)).collect());
            assert_eq!(top.last().map(|level| level[0].outlet), Some(2), "{order:?}");
        }
        let even = levels([0, 1].map(|outlet| entry(outlet, None)).to_vec());
        assert_eq!(even[1][0].outlet, MIXED);
    }

    #[test]
    fn the_date_is_the_mean_of_what_is_dated() {
        let top = levels([Some(10.0), None, Some(40.0), None, Some(10.0)].map(|day| entry(0, day)).to_vec());
        assert_eq!(top.iter().map(Vec::len).collect::<Vec<_>>(), [5, 3, 2, 1]);
        assert_eq!(top[3][0].day(), Some(20.0));
        assert_eq!(levels(vec![entry(0, None)])[0][0].day(), None);
    }
}
