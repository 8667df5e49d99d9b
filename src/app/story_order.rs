//! How the stories are laid out, and their order.

use serde::{Deserialize, Serialize};

use super::about::{cluster_name, minute};
use super::shown::Story;
use crate::analysis::Analysis;
use crate::session::Session;

/// As what each story is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryLayout {
    /// A card.
    #[default]
    Cards,
    /// A row of a table.
    Table,
}

/// How the list of stories is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoriesLook {
    /// As what each is shown.
    pub layout: StoryLayout,
    /// By what they are sorted.
    pub sort: StorySort,
    /// Whether the order is turned around.
    pub is_turned: bool,
}

/// By what the stories are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StorySort {
    /// Most articles first.
    #[default]
    Size,
    /// Most outlets first.
    Outlets,
    /// The earliest first article first.
    First,
    /// The latest last article first.
    Last,
    /// The longest time from first to last first.
    Spread,
    /// By name.
    Name,
}

impl StorySort {
    /// Every order, as the menu has them.
    pub const ALL: [StorySort; 6] =
        [StorySort::Size, StorySort::Outlets, StorySort::First, StorySort::Last, StorySort::Spread, StorySort::Name];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            StorySort::Size => "Most articles first",
            StorySort::Outlets => "Most outlets first",
            StorySort::First => "Earliest first",
            StorySort::Last => "Latest first",
            StorySort::Spread => "Longest first",
            StorySort::Name => "By name",
        }
    }
}

/// Indices of `stories` in order; ties keep the order of clusters. What has no date comes last, also in an order that is
/// turned around.
pub fn sorted(analysis: &Analysis, session: &Session, stories: &[Story], look: StoriesLook) -> Vec<u32> {
    let StoriesLook { sort, is_turned, .. } = look;
    let mut order: Vec<u32> = (0..).take(stories.len()).collect();
    let story = |at: &u32| &stories[*at as usize];
    if sort == StorySort::Name {
        order.sort_by_cached_key(|at| cluster_name(analysis, session, story(at).id).to_lowercase());
        if is_turned {
            order.reverse();
        }
        return order;
    }
    let key = |at: &u32| {
        let story = story(at);
        let dates = story.dates.map(|(first, last)| (minute(first), minute(last)));
        let value = match sort {
            StorySort::Outlets => Some(-(story.outlets.len() as i64)),
            StorySort::First => dates.map(|(first, _)| first),
            StorySort::Last => dates.map(|(_, last)| -last),
            StorySort::Spread => dates.map(|(first, last)| first - last),
            StorySort::Size | StorySort::Name => Some(-(story.articles.len() as i64)),
        };
        (value.is_none(), value.map(|value| if is_turned { -value } else { value }))
    };
    order.sort_by_key(key);
    order
}
