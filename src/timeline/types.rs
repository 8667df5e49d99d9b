//! Time expressions and intervals.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::corpus::DocumentId;
use crate::text::Span;

/// The four types of TIMEX3 (TimeML 1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or something larger: "last month".
    Date,
    /// A time of day: "late on Tuesday".
    Time,
    /// A length: "four decades".
    Duration,
    /// A repetition: "every Friday".
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// The days that a time expression may mean, both ends included. Invariant: `earliest <= latest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first day.
    pub earliest: Date,
    /// The last day.
    pub latest: Date,
}

/// What a relative time expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Nothing: the expression says it all.
    Absolute,
    /// The date of the article.
    Published(Date),
    /// The time named before it in the narrative.
    Narrative(TimexId),
    /// Relative, and the article has no date.
    Unresolved,
    /// The person set it.
    Person,
}

/// Position of a time expression in its list: dense, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TimexId(pub u32);

impl TimexId {
    /// The same as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One time expression of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// The document.
    pub document: DocumentId,
    /// The words: "March of last year".
    pub span: Span,
    /// Its type.
    pub kind: TimexType,
    /// TIMEX3 value: "2014-03", "P2Y", "PRESENT_REF".
    pub value: String,
    /// The calendar days that it may mean, where there are any.
    pub interval: Option<Interval>,
    /// Whether it has no end ("since March"), no beginning ("until March"), or both.
    pub is_open_start: bool,
    /// See `is_open_start`.
    pub is_open_end: bool,
    /// What it was resolved against.
    pub anchor: Anchor,
}
