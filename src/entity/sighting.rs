//! Names as they stand in the texts, before those of one person, place or body are joined.

use super::{EntityKind, Mention};
use crate::corpus::DocumentId;

/// One name with its kind, before it is joined with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    pub mention: Mention,
    pub kind: EntityKind,
}

/// The sightings of each document in order of span, and which documents were not read for their language.
#[derive(Debug, Default)]
pub(crate) struct Sightings {
    pub of_document: Vec<Vec<Sighting>>,
    pub skipped: Vec<(DocumentId, String)>,
}
