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
    /// Shared names over all names of both (Jaccard 1901). Scores listed pairs; it lists none itself.
    Names,
    /// Share of what the text that quotes less has in quotation marks, that the other quotes too. Scores listed pairs; it
    /// lists none itself.
    Quotations,
}

impl Measure {
    /// Every measure, in the order of menus.
    pub const ALL: [Measure; 7] = [
        Measure::WeightedContainment,
        Measure::Containment,
        Measure::Jaccard,
        Measure::Cosine,
        Measure::Coverage,
        Measure::Names,
        Measure::Quotations,
    ];

    /// The measures of shared text: those that can list pairs.
    pub const OF_TEXT: [Measure; 5] =
        [Measure::WeightedContainment, Measure::Containment, Measure::Jaccard, Measure::Cosine, Measure::Coverage];

    /// The least score that says "these two share text" when nobody chose one. Found on newswire with derived rewrites,
    /// one half to choose it and the other to check.
    #[must_use]
    pub fn proposed_threshold(self) -> f64 {
        match self {
            Measure::WeightedContainment => 0.34,
            Measure::Containment => 0.2,
            Measure::Jaccard => 0.1,
            Measure::Cosine => 0.5,
            Measure::Coverage => 0.2,
            // All that are listed.
            Measure::Names | Measure::Quotations => 0.0,
        }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Measure::WeightedContainment => "Weighted containment",
            Measure::Jaccard => "Jaccard",
            Measure::Containment => "Containment",
            Measure::Cosine => "Cosine",
            Measure::Coverage => "Coverage",
            Measure::Names => "Names in common",
            Measure::Quotations => "Quotations in common",
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
    /// Shingles in more articles than this lead to no candidates; `None` takes the greater of 2,000 and a tenth of all.
    pub frequent_shingle_limit: Option<u32>,
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
            frequent_shingle_limit: None,
            cluster_cut: None,
        }
    }
}

impl SimilaritySettings {
    /// Words in a shingle, brought into 1 to 8.
    #[must_use]
    pub fn shingle_len(&self) -> usize {
        usize::from(self.shingle_len_words.clamp(1, 8))
    }

    /// Least length of a run that counts as coverage, brought into 2 to 64.
    #[must_use]
    pub fn coverage_run_len(&self) -> usize {
        usize::from(self.coverage_run_words.clamp(2, 64))
    }

    /// Whether the same parts of every text are compared, whatever becomes of them.
    pub(super) fn compares_the_same_text(&self, other: &Self) -> bool {
        let parts =
            |settings: &Self| (settings.ignores_captions, settings.ignores_quotations, settings.ignores_boilerplate);
        parts(self) == parts(other)
    }

    /// The measure that lists pairs: the chosen one where it can.
    #[must_use]
    pub fn listing_measure(&self) -> Measure {
        if Measure::OF_TEXT.contains(&self.measure) { self.measure } else { Measure::default() }
    }

    /// The threshold in force: the chosen one, or the measure's proposal.
    #[must_use]
    pub fn threshold_in_force(&self) -> f64 {
        match self.threshold {
            Some(threshold) if threshold.is_finite() => threshold.clamp(0.0, 1.0),
            _ => self.listing_measure().proposed_threshold(),
        }
    }
}
