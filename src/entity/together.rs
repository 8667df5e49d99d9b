//! Which entities are named together.

use std::collections::BTreeMap;

use super::{Entities, EntityId};

/// Two entities and in how many documents both are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Together {
    /// The one; its id is the smaller.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// Documents that name both.
    pub documents: u32,
}

/// The entities that are named in the same documents as `entity`, those with most documents in common first.
///
/// Time is linear in the mentions of these documents.
#[must_use]
pub fn companions(entities: &Entities, entity: EntityId) -> Vec<Together> {
    let mut documents: Vec<_> = entities.get(entity).mentions.iter().map(|mention| mention.document).collect();
    documents.dedup();
    let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
    for document in documents {
        let mut here: Vec<EntityId> = entities.mentions_in(document).iter().map(|&(_, other)| other).collect();
        here.sort_unstable();
        here.dedup();
        for other in here.into_iter().filter(|&other| other != entity) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut found: Vec<Together> = counts
        .into_iter()
        .map(|(other, documents)| Together { one: entity.min(other), other: entity.max(other), documents })
        .collect();
    found.sort_by_key(|pair| (std::cmp::Reverse(pair.documents), pair.one, pair.other));
    found
}

/// All pairs among the `most` most often named entities that share at least `least` documents, in order of pair. At most
/// `most` squared over two pairs, so the caller sets the cost.
#[must_use]
pub fn cooccurrences(entities: &Entities, most: usize, least: u32) -> Vec<Together> {
    let mut counts: BTreeMap<(EntityId, EntityId), u32> = BTreeMap::new();
    for mentions in &entities.of_document {
        // Entities are numbered by how often they are named.
        let mut here: Vec<EntityId> =
            mentions.iter().map(|&(_, entity)| entity).filter(|entity| entity.index() < most).collect();
        here.sort_unstable();
        here.dedup();
        for (index, &one) in here.iter().enumerate() {
            for &other in &here[index + 1..] {
                *counts.entry((one, other)).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|&(_, documents)| documents >= least)
        .map(|((one, other), documents)| Together { one, other, documents })
        .collect()
}
