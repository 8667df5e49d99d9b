//! What the timeline draws, made in a job from the rows of `rows`: marks, and what belongs to the whole.

use std::sync::Arc;

use jiff::civil::Date;

use super::basis::Basis;
use super::row::{Item, Line, Material, Row};
use super::rows::Maker;
use crate::app::timeline::{RowsOf, TimelineOptions};
use crate::progress::{Cancelled, Progress};
use crate::timeline::{DAY_MINUTES, Entry, Extent, Rows, When, day_of};

/// Months around the days of publication that the timeline opens on, at most: one founding year would press the week that
/// everybody writes about into a line.
const NEAR_MONTHS: i64 = 2;

/// Share of the times of undated articles that is in sight at first: so many of so many.
const BULK: (usize, usize) = (9, 10);

/// What is drawn.
#[derive(Default)]
pub struct Made {
    /// What it was made from, which the rows and what stands in them refer to by number.
    pub basis: Arc<Basis>,
    /// From the top.
    pub lines: Vec<Line>,
    /// The rows, by number.
    pub rows: Vec<Row>,
    /// What stands in them; the marks refer to it by number.
    pub items: Vec<Item>,
    /// Placed when the text says.
    pub text: Rows,
    /// Placed when the articles were published.
    pub published: Rows,
    /// The beginnings of all times, for the overview.
    pub beginnings: Vec<i64>,
    /// The weeks around the articles; without dated articles, most of what is spoken of.
    pub near: Option<Extent>,
    /// All of time that is spoken of.
    pub whole: Option<Extent>,
    /// The days on which the articles were published.
    pub printed: Option<(Date, Date)>,
    /// Times without a day.
    pub undated: usize,
}

/// The rows for these options.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn made(material: &Material, options: &TimelineOptions, progress: &Progress) -> Result<Made, Cancelled> {
    let mut maker = Maker::new(material, options);
    if options.around.is_some() && maker.around.is_none() {
        // The name that everything is said with is gone, such as by a merge: nothing is said with it.
        return Ok(finished(maker));
    }
    progress.checkpoint()?;
    match options.rows {
        RowsOf::Names => maker.names(),
        RowsOf::Articles => maker.articles(),
        RowsOf::Outlets => maker.outlets(),
        RowsOf::Stories => maker.stories(),
        RowsOf::Told => maker.told(),
    }
    progress.checkpoint()?;
    Ok(finished(maker))
}

/// Places what the rows hold, and finds what belongs to the whole.
fn finished(maker: Maker<'_>) -> Made {
    let basis = &maker.material.basis;
    let count = maker.rows.len();
    // Where the events are known in order of time, the rows need no sorting.
    let entries = |order: &[u32], when: &dyn Fn(&Item) -> Option<When>| -> Rows {
        let entry = |item: u32| {
            let (row, what) = (maker.row_of_item[item as usize], &maker.items[item as usize]);
            Entry { row, when: when(what), item }
        };
        if maker.item_of_event.is_empty() {
            return Rows::new(count, (0..maker.items.len() as u32).map(entry));
        }
        let items = order.iter().map(|&event| maker.item_of_event[event as usize]);
        Rows::new(count, items.filter(|&item| item != u32::MAX).map(entry))
    };
    let (text, published) = rayon::join(
        || {
            let text = entries(&basis.by_text, &|item| basis.when[item.timex.index()]);
            let beginnings = text.beginnings();
            (text, beginnings)
        },
        || entries(&basis.by_printed, &|item| basis.printed[item.document.index()]),
    );
    let (text, beginnings) = text;
    let corpus = &basis.analysis.corpus;
    let shown = maker.material.shown.order.iter();
    let days = shown.filter_map(|id| corpus.get(*id).metadata.published_date());
    let ends = days.fold(None, |ends: Option<(Date, Date)>, day| {
        Some(ends.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    });
    let whole = [text.reach(), published.reach()].into_iter().flatten().reduce(union);
    let near = ends.map(|(first, last)| near(first, last)).or_else(|| bulk(&beginnings)).or(whole);
    let undated = (0..count).map(|row| text.undated(row).len()).sum();
    Made {
        basis: Arc::clone(basis),
        beginnings,
        near,
        whole: whole.zip(near).map(|(whole, near)| union(whole, near)).or(near.filter(|_| whole.is_some())),
        printed: ends,
        undated,
        lines: maker.lines,
        rows: maker.rows,
        items: maker.items,
        text,
        published,
    }
}

/// The days of publication with a margin of their own length on both sides, a week at least.
fn near(first: Date, last: Date) -> Extent {
    let printed = union(Extent::of_day(first), Extent::of_day(last));
    let margin = ((printed.end - printed.start) / 2).clamp(7 * DAY_MINUTES, NEAR_MONTHS * 31 * DAY_MINUTES);
    Extent { start: printed.start - margin, end: printed.end + margin }
}

/// The shortest stretch that holds most of what is spoken of, with a margin: where no article has a date, one sentence
/// about 1812 is not to press the rest into a line. `beginnings` are sorted.
fn bulk(beginnings: &[i64]) -> Option<Extent> {
    let most = (beginnings.len() * BULK.0).div_ceil(BULK.1);
    let ends = beginnings.iter().zip(beginnings.get(most.checked_sub(1)?..)?);
    let (&first, &last) = ends.min_by_key(|(first, last)| **last - **first)?;
    let whole = union(Extent::of_day(day_of(first)), Extent::of_day(day_of(last)));
    let margin = ((whole.end - whole.start) / 10).max(7 * DAY_MINUTES);
    Some(Extent { start: whole.start - margin, end: whole.end + margin })
}

fn union(one: Extent, other: Extent) -> Extent {
    Extent { start: one.start.min(other.start), end: one.end.max(other.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undated_articles_open_on_what_most_speak_of() {
        let day = |number: i64| number * DAY_MINUTES;
        // Nine in a fortnight, one two centuries before.
        let mut times = vec![day(-70_000)];
        times.extend((0..9).map(day));
        let sight = bulk(&times).expect("there are times");
        assert!(sight.start <= day(-7) && sight.start > day(-30), "{sight:?}");
        assert!(sight.end >= day(15), "the last day is not at the edge: {sight:?}");
        assert_eq!(bulk(&[]), None);
        assert!(bulk(&[day(5)]).is_some_and(|sight| sight.start < day(5) && sight.end > day(6)));
    }
}
