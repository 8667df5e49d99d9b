//! Facts of a pair: what both state, and whether they agree.

use super::Evidence;
use super::correspondence::Correspondence;
use super::fact::{Fact, Pair};
use super::names::compare_names;
use super::values::compare_statements;
use crate::alignment::Alignment;
use crate::corpus::DocumentId;

/// The facts of a pair, in order of a. Unrelated texts have none: what they state does not meet.
///
/// What stands at corresponding places is compared; what has no counterpart there may have one with the same value
/// elsewhere. Names are compared as entities: one fact for each entity, at its first mention, and a difference only where
/// corresponding mentions name two entities of which either is in one text alone, and neither name is the other with words
/// left out.
#[must_use]
pub fn compare_facts(a: DocumentId, b: DocumentId, alignment: &Alignment, evidence: &Evidence<'_>) -> Vec<Fact> {
    if alignment.is_unrelated {
        return Vec::new();
    }
    let pair = Pair {
        a,
        b,
        text_a: &evidence.corpus.get(a).text,
        text_b: &evidence.corpus.get(b).text,
        from_a: Correspondence::of_a(alignment),
        from_b: Correspondence::of_b(alignment),
        evidence,
    };
    let mut facts = compare_statements(&pair);
    facts.extend(compare_names(&pair));
    facts.sort_by_key(|fact| (fact.a.start(), fact.b.start(), fact.kind, fact.a.end(), fact.b.end()));
    facts
}
