//! How the timeline is looked at, and what can be asked of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entity::EntityKind;

/// What the rows of the timeline are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    /// People, places, organisations.
    #[default]
    Names,
    /// Articles.
    Articles,
    /// Outlets.
    Outlets,
    /// Stories.
    Stories,
    /// What several articles tell: for each event a row an outlet.
    Told,
}

impl RowsOf {
    /// Every choice, in the order of menus.
    pub const ALL: [RowsOf; 5] = [RowsOf::Names, RowsOf::Articles, RowsOf::Outlets, RowsOf::Stories, RowsOf::Told];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            RowsOf::Names => "Names",
            RowsOf::Articles => "Articles",
            RowsOf::Outlets => "Outlets",
            RowsOf::Stories => "Stories",
            RowsOf::Told => "Who says what when",
        }
    }
}

/// The order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOrder {
    /// Most often named first.
    #[default]
    Mentions,
    /// First published first.
    FirstAppearance,
    /// By name.
    Name,
    /// Named by most outlets first.
    Outlets,
}

impl RowOrder {
    /// Every order, in the order of menus.
    pub const ALL: [RowOrder; 4] = [RowOrder::Mentions, RowOrder::FirstAppearance, RowOrder::Name, RowOrder::Outlets];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            RowOrder::Mentions => "by mentions",
            RowOrder::FirstAppearance => "by first appearance",
            RowOrder::Name => "by name",
            RowOrder::Outlets => "by number of outlets",
        }
    }
}

/// Which time marks stand at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// When the text says that it happened.
    #[default]
    Text,
    /// When the article was published.
    Published,
    /// Both, with a line between the two.
    Both,
}

impl Clock {
    /// Every clock, in the order of menus.
    pub const ALL: [Clock; 3] = [Clock::Text, Clock::Published, Clock::Both];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Clock::Text => "As the text says",
            Clock::Published => "As published",
            Clock::Both => "Both, joined",
        }
    }
}

/// What a row shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Each time as a mark, counts where they crowd.
    #[default]
    Marks,
    /// A strip of bars on one scale for all rows.
    Strips,
}

/// How the timeline is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineOptions {
    /// What the rows are.
    pub rows: RowsOf,
    /// Their order.
    pub order: RowOrder,
    /// Whether names are grouped by kind.
    pub is_grouped: bool,
    /// The kinds of name that have rows, in the order of [`EntityKind::ALL`].
    pub kinds: [bool; 4],
    /// Which time marks stand at.
    pub clock: Clock,
    /// What a row shows.
    pub look: Look,
    /// Only what is said together with this name, by kind and name, so that it outlives a new analysis.
    pub around: Option<(EntityKind, String)>,
    /// Whether the table is shown in place of the picture.
    pub is_table: bool,
}

impl Default for TimelineOptions {
    fn default() -> Self {
        Self {
            rows: RowsOf::default(),
            order: RowOrder::default(),
            is_grouped: true,
            kinds: [true; 4],
            clock: Clock::default(),
            look: Look::default(),
            around: None,
            is_table: false,
        }
    }
}

/// What can be asked of the timeline; its view keeps its own place and zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineCommand {
    /// Shows the weeks around the articles.
    FitArticles,
    /// Shows all of time that is spoken of.
    FitAll,
    /// Shows the days of the filter.
    FitFilter,
    /// Shows these days closely.
    FitDays(Date, Date),
    /// Closer.
    ZoomIn,
    /// Wider.
    ZoomOut,
    /// The picture as SVG on the clipboard.
    CopySvg,
    /// The picture as an image on the clipboard.
    CopyImage,
    /// Asks where to save the picture as SVG.
    SaveSvg,
    /// Asks where to save the picture as an image.
    SavePng,
    /// Asks where to save the times as CSV.
    SaveCsv,
}
