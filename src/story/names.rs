//! Persons, places and organisations of a pair, and the titles that the texts give them.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::{Fact, FactKind, Pair, Verdict, between_middles};
use super::stated::{folded, story};
use crate::corpus::DocumentId;
use crate::entity::{EntityId, EntityKind, Mention};
use crate::text::Span;

/// Mentions by entity, each in order.
type Mentions = BTreeMap<EntityId, Vec<Mention>>;

pub(super) fn compare_names(pair: &Pair<'_>) -> Vec<Fact> {
    let (in_a, in_b) = (mentions(pair, pair.a), mentions(pair, pair.b));
    let mut facts = Vec::new();
    for (&entity, of_a) in &in_a {
        let Some(of_b) = in_b.get(&entity) else { continue };
        facts.extend(both(pair, entity, of_a, of_b));
        facts.extend(status(pair, of_a, of_b));
    }
    // Each entity of one text alone is set against one of the other text alone that stands in its place.
    let mut alone: Vec<(Span, EntityId)> = in_b
        .iter()
        .filter(|(entity, _)| !in_a.contains_key(entity))
        .flat_map(|(&entity, of_b)| of_b.iter().map(move |mention| (mention.span, entity)))
        .collect();
    alone.sort_unstable();
    let mut met = BTreeSet::new();
    for (&entity, of_a) in in_a.iter().filter(|(entity, _)| !in_b.contains_key(entity)) {
        let Some(kind) = fact_kind(pair, entity) else { continue };
        let mut rival = None;
        for here in of_a.iter().map(|mention| mention.span) {
            for corresponding in pair.from_a.others(here) {
                // Mentions do not overlap, so that they are in order of both ends.
                let first = alone.partition_point(|(there, _)| there.end() <= corresponding.start());
                for &(there, other) in
                    alone[first..].iter().take_while(|(there, _)| there.start() < corresponding.end())
                {
                    let found = (between_middles(corresponding, there), here, there, other);
                    if !met.contains(&other)
                        && fact_kind(pair, other) == Some(kind)
                        && rival.is_none_or(|best| found < best)
                    {
                        rival = Some(found);
                    }
                }
            }
        }
        facts.push(match rival {
            Some((_, here, there, other)) => {
                met.insert(other);
                let (a_value, b_value) = (Some(name(pair, entity)), Some(name(pair, other)));
                let is_shorter = is_shortened(here.slice(pair.text_a), there.slice(pair.text_b));
                let verdict = if is_shorter { Verdict::SameOnceResolved } else { Verdict::Differs };
                Fact { kind, verdict, a: here, b: there, a_value, b_value }
            }
            None => pair.only_in_a(kind, of_a[0].span, name(pair, entity)),
        });
    }
    for (&entity, of_b) in in_b.iter().filter(|(entity, _)| !in_a.contains_key(entity) && !met.contains(*entity)) {
        if let Some(kind) = fact_kind(pair, entity) {
            facts.push(pair.only_in_b(kind, of_b[0].span, name(pair, entity)));
        }
    }
    facts
}

/// Whether one of two names that stand for one another is the other with words left out: "Emirates National Company" and
/// "Emirates National Oil Company" are one firm.
fn is_shortened(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut rest = long.split(' ');
    short.split(' ').all(|word| rest.any(|other| other == word))
}

/// One fact for an entity that both name: where they name it at corresponding places, or at the first mentions.
fn both(pair: &Pair<'_>, entity: EntityId, of_a: &[Mention], of_b: &[Mention]) -> Option<Fact> {
    let kind = fact_kind(pair, entity)?;
    let (here, there) = of_a
        .iter()
        .flat_map(|one| of_b.iter().map(move |other| (one.span, other.span)))
        .find(|(here, there)| pair.distance(*here, *there).is_some())
        .unwrap_or((of_a[0].span, of_b[0].span));
    let is_same_words = folded(here.slice(pair.text_a)) == folded(there.slice(pair.text_b));
    let verdict = if is_same_words { Verdict::Same } else { Verdict::SameOnceResolved };
    let value = Some(name(pair, entity));
    Some(Fact { kind, verdict, a: here, b: there, a_value: value.clone(), b_value: value })
}

/// The titles of an entity that both texts give a title.
fn status(pair: &Pair<'_>, of_a: &[Mention], of_b: &[Mention]) -> Option<Fact> {
    let titles = |mentions: &[Mention], text: &str| -> Vec<(Span, String)> {
        mentions.iter().filter_map(|mention| mention.title).map(|title| (title, folded(title.slice(text)))).collect()
    };
    let (titles_a, titles_b) = (titles(of_a, pair.text_a), titles(of_b, pair.text_b));
    let common = titles_a
        .iter()
        .flat_map(|one| titles_b.iter().map(move |other| (one, other)))
        .filter(|(one, other)| is_ending(&one.1, &other.1) || is_ending(&other.1, &one.1))
        .min_by_key(|(one, other)| (one.1 != other.1, one.0, other.0));
    let (verdict, (one, other)) = match common {
        Some((one, other)) if one.1 == other.1 => (Verdict::Same, (one, other)),
        Some(found) => (Verdict::SameOnceResolved, found),
        None => (Verdict::Differs, (titles_a.first()?, titles_b.first()?)),
    };
    let kind = FactKind::Status;
    let (a_value, b_value) = (Some(one.1.clone()), Some(other.1.clone()));
    Some(Fact { kind, verdict, a: one.0, b: other.0, a_value, b_value })
}

/// Whether the last words of a title are the whole of the other: "Russian President" and "President" name one office.
fn is_ending(long: &str, short: &str) -> bool {
    long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

fn mentions(pair: &Pair<'_>, document: DocumentId) -> Mentions {
    let stretches = story(pair.evidence.corpus.get(document));
    let mut found = Mentions::new();
    for (mention, entity) in pair.evidence.entities.mentions_in(document) {
        if stretches.iter().any(|stretch| stretch.covers(mention.span)) {
            found.entry(*entity).or_default().push(*mention);
        }
    }
    found
}

/// Other proper names are no facts: an event or a work is seldom what versions disagree on, and often misread.
fn fact_kind(pair: &Pair<'_>, entity: EntityId) -> Option<FactKind> {
    match pair.evidence.entities.get(entity).kind {
        EntityKind::Person => Some(FactKind::Name),
        EntityKind::Place => Some(FactKind::Place),
        EntityKind::Organisation => Some(FactKind::Organisation),
        EntityKind::Other => None,
    }
}

fn name(pair: &Pair<'_>, entity: EntityId) -> String {
    pair.evidence.entities.get(entity).name.clone()
}
