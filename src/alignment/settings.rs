//! What counts as equal when two texts are aligned.

use serde::{Deserialize, Serialize};

/// What counts as equal when two texts are aligned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlignmentSettings {
    /// "Talks" equals "talks".
    pub ignores_case: bool,
    /// Commas and points are not compared.
    pub ignores_punctuation: bool,
    /// Curly, straight and angular quotation marks, and dashes of any length, are the same.
    pub ignores_quotation_style: bool,
    /// "travelling" equals "traveling".
    pub ignores_spelling: bool,
    /// Captions are left out of the comparison.
    pub ignores_captions: bool,
    /// The outlet's recurring lines are left out of the comparison.
    pub ignores_boilerplate: bool,
    /// Work after which a coarser answer is given, in milliseconds of a slow machine (counted in steps, not by a clock).
    pub effort_millis: u32,
}

impl Default for AlignmentSettings {
    fn default() -> Self {
        Self {
            ignores_case: true,
            ignores_punctuation: false,
            ignores_quotation_style: true,
            ignores_spelling: false,
            ignores_captions: false,
            ignores_boilerplate: false,
            effort_millis: 1_000,
        }
    }
}
