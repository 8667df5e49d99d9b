//! What a pair or a cluster tells: facts that differ, credit, and who had a passage first.
//!
//! It reads what the rooms below found and adds no detection of its own.

mod correspondence;
mod credit;
mod fact;
mod facts;
mod names;
mod provenance;
mod stated;
#[cfg(test)]
mod tests;
mod values;

pub use credit::{Credit, Credits, credit};
pub use fact::{Fact, FactKind, Verdict};
pub use facts::compare_facts;
pub use provenance::{Passage, provenance};

use crate::corpus::Corpus;
use crate::entity::Entities;
use crate::similarity::{Clusters, SimilarityMatrix};
use crate::timeline::Timeline;

/// What was found in a corpus, lent to this room.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The documents.
    pub corpus: &'a Corpus,
    /// Who shares text with whom.
    pub matrix: &'a SimilarityMatrix,
    /// Groups of articles that tell one story.
    pub clusters: &'a Clusters,
    /// Who and where.
    pub entities: &'a Entities,
    /// When.
    pub timeline: &'a Timeline,
}
