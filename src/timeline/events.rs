//! Events: an entity and a time in one sentence.

use super::{Timex, TimexId};
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::text::Span;

/// An entity named together with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The document.
    pub document: DocumentId,
    /// The sentence that names both.
    pub sentence: Span,
    /// The time.
    pub timex: TimexId,
    /// The entity.
    pub entity: EntityId,
}

/// All times and events of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// In order of document, then span; the position is the [`TimexId`].
    pub timexes: Vec<Timex>,
    /// In order of document, sentence, time, entity.
    pub events: Vec<Event>,
    /// For each document, where its time expressions begin in `timexes`; one more entry at the end.
    pub document_starts: Vec<u32>,
}

impl Timeline {
    /// The time expressions of one document, in order of span.
    #[must_use]
    pub fn times_in(&self, document: DocumentId) -> &[Timex] {
        let at = document.index();
        match (self.document_starts.get(at), self.document_starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.timexes[start as usize..end as usize],
            _ => &[],
        }
    }
}
