//! What the timeline draws, made in a job from the rows of `rows`: marks, and what belongs to the whole.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::rows::Maker;
use crate::analysis::Analysis;
use crate::app::shown::Shown;
use crate::app::timeline::{RowsOf, TimelineOptions};
use crate::corpus::DocumentId;
use crate::entity::{EntityId, EntityKind};
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::similarity::ClusterId;
use crate::text::Span;
use crate::timeline::{Anchor, DAY_MINUTES, Entry, Extent, Rows, Tags, TimexId, ToldEvent, When, minute_of};

/// Months around the days of publication that the timeline opens on, at most: one founding year would press the week that
/// everybody writes about into a line.
const NEAR_MONTHS: i64 = 2;

/// One time as it stands in a sentence; with a name where the row is about names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The article.
    pub document: DocumentId,
    /// The sentence.
    pub sentence: Span,
    /// The time.
    pub timex: TimexId,
    /// The name that it is said of.
    pub entity: Option<EntityId>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    /// A name.
    Entity(EntityId),
    /// An article.
    Article(DocumentId),
    /// An outlet.
    Outlet(String),
    /// A story; `None` for the articles that belong to none.
    Story(Option<ClusterId>),
    /// What one outlet says of an event that several tell: the number of the event, the outlet.
    Telling(u32, String),
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub key: RowKey,
    /// Its name.
    pub label: String,
    /// What kind of name it is.
    pub kind: Option<EntityKind>,
    /// Mentions of the name; articles of an outlet, story or event; times of an article.
    pub weight: u32,
    /// In words: "34 mentions".
    pub aside: String,
}

/// A line on the screen.
#[derive(Clone, Debug)]
pub enum Line {
    /// The head of a group.
    Head {
        /// Its name.
        label: String,
        /// What belongs to it, in words.
        aside: String,
        /// Whether the dates in it differ.
        is_disputed: bool,
    },
    /// A row.
    Row(u32),
}

/// What is drawn.
#[derive(Default)]
pub struct Made {
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
    /// The weeks around the articles; without dated articles, the whole.
    pub near: Option<Extent>,
    /// All of time that is spoken of.
    pub whole: Option<Extent>,
    /// The days on which the articles were published.
    pub printed: Option<(Date, Date)>,
    /// Times without a day.
    pub undated: usize,
}

/// What the rows are made from.
pub struct Material {
    /// What was found.
    pub analysis: Arc<Analysis>,
    /// What the person decided.
    pub session: Arc<Session>,
    /// What the filter leaves.
    pub shown: Arc<Shown>,
    /// What several articles tell; empty until it is known.
    pub told: Arc<Vec<ToldEvent>>,
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
    let analysis = &maker.material.analysis;
    let timeline = &analysis.timeline;
    let mut is_disputed = vec![false; timeline.timexes.len()];
    for timex in maker.material.told.iter().flat_map(|event| &event.disputed) {
        if let Some(slot) = is_disputed.get_mut(timex.index()) {
            *slot = true;
        }
    }
    let printed: Vec<Option<i64>> =
        analysis.corpus.documents().iter().map(|document| document.metadata.published_date().map(minute_of)).collect();
    let when: Vec<Option<When>> = timeline
        .timexes
        .par_iter()
        .zip(&is_disputed)
        .map(|(timex, &is_disputed)| {
            let extent = Extent::of(timex)?;
            let printed = printed.get(timex.document.index()).copied().flatten();
            let tags = Tags {
                is_future: printed.is_some_and(|printed| extent.start >= printed + DAY_MINUTES),
                is_open_start: timex.is_open_start,
                is_open_end: timex.is_open_end,
                is_disputed,
                is_corrected: timex.anchor == Anchor::Person,
            };
            Some(When { extent, tags })
        })
        .collect();
    let entries = |when: &dyn Fn(&Item) -> Option<When>| -> Vec<Entry> {
        let entry = |(at, (item, row)): (u32, (&Item, &u32))| Entry { row: *row, when: when(item), item: at };
        (0_u32..).zip(maker.items.iter().zip(&maker.row_of_item)).map(entry).collect()
    };
    let count = maker.rows.len();
    let day_of_item = |item: &Item| {
        let start = printed[item.document.index()]?;
        Some(When { extent: Extent { start, end: start + DAY_MINUTES }, tags: Tags::default() })
    };
    let (text, published) = rayon::join(
        || {
            let text = Rows::new(count, entries(&|item| when[item.timex.index()]));
            let beginnings = text.beginnings();
            (text, beginnings)
        },
        || Rows::new(count, entries(&day_of_item)),
    );
    let (text, beginnings) = text;
    let shown = maker.material.shown.order.iter();
    let days = shown.filter_map(|id| analysis.corpus.get(*id).metadata.published_date());
    let ends = days.fold(None, |ends: Option<(Date, Date)>, day| {
        Some(ends.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    });
    let whole = [text.reach(), published.reach()].into_iter().flatten().reduce(union);
    let near = ends.map(|(first, last)| near(first, last)).or(whole);
    let undated = (0..maker.rows.len()).map(|row| text.undated(row).len()).sum();
    Made {
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

fn union(one: Extent, other: Extent) -> Extent {
    Extent { start: one.start.min(other.start), end: one.end.max(other.end) }
}
