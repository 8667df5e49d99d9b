//! How things are looked at: what no undo takes back, but a session remembers.

use super::pair_columns::PairSort;
use super::shown::Grouping;
use super::timeline::TimelineOptions;
use crate::corpus::DocumentId;
use crate::similarity::{Exclusions, Measure, OrderBy};

/// How things are looked at. Not undone, but remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Order of rows.
    pub order: OrderBy,
    /// The measure that scores pairs.
    pub measure: Measure,
    /// Whether each group of the order (a story, an outlet) is one row of the matrix.
    pub is_folded: bool,
    /// What the halves of the matrix show.
    pub halves: Halves,
    /// Least score of a shown pair, in [0, 1].
    pub threshold: f64,
    /// By what the table of pairs is sorted.
    pub pair_sort: PairSort,
    /// How articles are grouped.
    pub grouping: Grouping,
    /// What is left out when a pair is explained.
    pub exclusions: Exclusions,
    /// How the timeline is looked at.
    pub timeline: TimelineOptions,
    /// Whether the list of articles is shown; `None` while the width of the window decides.
    pub has_articles: Option<bool>,
    /// Whether the inspector is shown; `None` while the width of the window decides.
    pub has_inspector: Option<bool>,
}

impl Options {
    /// The article that the rows are ordered by likeness to.
    pub fn ordered_by(&self) -> Option<DocumentId> {
        match self.order {
            OrderBy::SimilarityTo(id) => Some(id),
            _ => None,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            order: OrderBy::default(),
            measure: Measure::default(),
            is_folded: false,
            halves: Halves::default(),
            threshold: 0.0,
            pair_sort: PairSort::default(),
            grouping: Grouping::default(),
            exclusions: Exclusions::default(),
            timeline: TimelineOptions::default(),
            has_articles: None,
            has_inspector: None,
        }
    }
}

/// What the halves of the matrix above and below the diagonal show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Halves {
    /// The same.
    #[default]
    Same,
    /// How much of the row's article is in the column's: the two directions of measures that have them.
    Directions,
    /// Another measure below.
    Two(Measure),
}

/// How wide the window is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Room for one pane.
    Narrow,
    /// Room for a pane and the list of articles.
    Medium,
    /// Room for the inspector too.
    #[default]
    Wide,
}

impl Width {
    /// Of a window of so many points.
    pub fn of(points: f32) -> Self {
        match points {
            points if points < 700.0 => Width::Narrow,
            points if points < 1_100.0 => Width::Medium,
            _ => Width::Wide,
        }
    }
}
