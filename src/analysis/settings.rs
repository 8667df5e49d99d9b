//! Every option that shapes a result.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::alignment::AlignmentSettings;
use crate::corpus::{MetadataCorrection, ReadSettings};
use crate::entity::EntitySettings;
use crate::similarity::SimilaritySettings;
use crate::timeline::TimelineSettings;

/// Every option that shapes a result, with the person's corrections. The same corpus under the same settings gives the
/// same analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How files are read.
    pub read: ReadSettings,
    /// Who shares text with whom.
    pub similarity: SimilaritySettings,
    /// What counts as equal in the diff.
    pub alignment: AlignmentSettings,
    /// Names, with the person's decisions.
    pub entity: EntitySettings,
    /// Times, with the person's decisions.
    pub timeline: TimelineSettings,
    /// The person's corrections of metadata, by the document's path.
    pub metadata: BTreeMap<String, MetadataCorrection>,
}
