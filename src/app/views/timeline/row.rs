//! What rows are made from, and what they are.

use std::sync::Arc;

use super::basis::Basis;
use crate::app::shown::Shown;
use crate::corpus::DocumentId;
use crate::entity::{EntityId, EntityKind};
use crate::session::Session;
use crate::similarity::ClusterId;
use crate::text::Span;
use crate::timeline::TimexId;

/// What the rows are made from.
pub struct Material {
    /// What was found, and what several articles tell.
    pub basis: Arc<Basis>,
    /// What the person decided.
    pub session: Arc<Session>,
    /// What the filter leaves.
    pub shown: Arc<Shown>,
}

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
