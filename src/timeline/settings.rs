//! What shapes the times of a corpus.

use serde::{Deserialize, Serialize};

use super::Interval;
use crate::text::Span;

/// What the person decided about one time expression. It is found again by its document's path and its words and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeCorrection {
    /// Path of the document.
    pub path: String,
    /// Where the expression stood.
    pub span: Span,
    /// Its words.
    pub phrase: String,
    /// The true value (TIMEX3) and interval; `None` says that it is no time, or of no interest.
    pub value: Option<(String, Option<Interval>)>,
}

/// What shapes the times of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineSettings {
    /// The person's decisions.
    pub corrections: Vec<TimeCorrection>,
}
