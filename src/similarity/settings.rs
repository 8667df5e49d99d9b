//! What shapes a similarity result.

use serde::{Deserialize, Serialize};

/// How the likeness of two articles is expressed as one number in [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Share of the rarer-weighted shingles of 1 to 3 words of one text that the other has; the larger direction.
    #[default]
    WeightedContainment,
    /// Shared distinct shingles over all distinct shingles of both (Broder 1997).
    Jaccard,
    /// Shared distinct shingles over those of the shorter text; the larger direction.
    Containment,
    /// Cosine of the TF-IDF vectors of words.
    Cosine,
    /// Share of words inside shared runs of at least `coverage_run_words`; the larger direction.
    Coverage,
}

impl Measure {
    /// Every measure, in the order of menus.
    pub const ALL: [Measure; 5] =
        [Measure::WeightedContainment, Measure::Containment, Measure::Jaccard, Measure::Cosine, Measure::Coverage];

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Measure::WeightedContainment => "Weighted containment",
            Measure::Jaccard => "Jaccard",
            Measure::Containment => "Containment",
            Measure::Cosine => "Cosine",
            Measure::Coverage => "Coverage",
        }
    }
}

/// What shapes a similarity result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimilaritySettings {
    /// Words in a shingle, 1 to 8.
    pub shingle_len_words: u8,
    /// The score that the threshold, the matrix and the clusters use.
    pub measure: Measure,
    /// Least score of a listed pair, in [0, 1]; `None` takes the measure's own proposal.
    pub threshold: Option<f64>,
    /// Least length of a run that counts as coverage.
    pub coverage_run_words: u8,
    /// Leave captions out.
    pub ignores_captions: bool,
    /// Leave quotations out.
    pub ignores_quotations: bool,
    /// Leave the outlet's recurring lines out.
    pub ignores_boilerplate: bool,
    /// Height at which clusters are cut, in [0, 1]; `None` takes the proposal.
    pub cluster_cut: Option<f64>,
}

impl Default for SimilaritySettings {
    fn default() -> Self {
        Self {
            shingle_len_words: 3,
            measure: Measure::default(),
            threshold: None,
            coverage_run_words: 6,
            ignores_captions: true,
            ignores_quotations: false,
            ignores_boilerplate: true,
            cluster_cut: None,
        }
    }
}
