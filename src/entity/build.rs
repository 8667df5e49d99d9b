//! Entities out of linked mentions: names, aliases, titles, countries.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::forms::folded;
use super::lists::Lists;
use super::sighting::Sighting;
use super::{Entities, Entity, EntityId, EntityKind, Mention};
use crate::corpus::Corpus;
use crate::text::{Span, one_line};

/// An entity under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub kind: EntityKind,
    /// A name that is not to be chosen anew.
    pub fixed_name: Option<String>,
    pub mentions: Vec<Mention>,
}

/// Drafts from sightings and the number of the entity of each: `entity_of[document][index]`.
pub(crate) fn drafts(sightings: &[Vec<Sighting>], entity_of: &[Vec<usize>]) -> Vec<Draft> {
    let count = entity_of.iter().flatten().max().map_or(0, |most| most + 1);
    let mut drafts: Vec<Draft> = vec![Draft::default(); count];
    for (list, entities) in sightings.iter().zip(entity_of) {
        for (sighting, &entity) in list.iter().zip(entities) {
            drafts[entity].kind = sighting.kind;
            drafts[entity].mentions.push(sighting.mention);
        }
    }
    drafts
}

/// Drafts of entities that were found before, in the same order.
pub(crate) fn drafts_of(found: &Entities) -> Vec<Draft> {
    let draft = |entity: &Entity| Draft { kind: entity.kind, fixed_name: None, mentions: entity.mentions.clone() };
    found.entities.iter().map(draft).collect()
}

/// The finished list: the most often named first, then by name, so that the order means something to the reader and does
/// not depend on how the entities were found. The first drafts may be of entities that were `found` before; of those that
/// were left as they are, names and titles are taken over.
pub(crate) fn finish(corpus: &Corpus, drafts: Vec<Draft>, found: &[Entity]) -> Entities {
    let is_left = |draft: &Draft, found: &Entity| {
        draft.fixed_name.is_none() && draft.kind == found.kind && draft.mentions == found.mentions
    };
    let mut entities: Vec<Entity> = drafts
        .into_par_iter()
        .enumerate()
        .filter(|(_, draft)| !draft.mentions.is_empty())
        .map(|(at, draft)| match found.get(at) {
            Some(found) if is_left(&draft, found) => found.clone(),
            _ => entity(corpus, draft),
        })
        .collect();
    entities.sort_by(|one, other| {
        (other.mentions.len().cmp(&one.mentions.len()))
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| one.kind.cmp(&other.kind))
            .then_with(|| one.mentions.cmp(&other.mentions))
    });
    let mut of_document: Vec<Vec<(Mention, EntityId)>> = vec![Vec::new(); corpus.len()];
    for (id, entity) in (0..).map(EntityId).zip(&mut entities) {
        entity.id = id;
        for &mention in &entity.mentions {
            of_document[mention.document.index()].push((mention, id));
        }
    }
    of_document.iter_mut().for_each(|mentions| mentions.sort());
    Entities { entities, of_document, ..Entities::default() }
}

fn entity(corpus: &Corpus, mut draft: Draft) -> Entity {
    draft.mentions.sort();
    draft.mentions.dedup();
    let written = |span: Span, mention: &Mention| one_line(span.slice(&corpus.get(mention.document).text));
    let forms = counted(draft.mentions.iter().map(|mention| written(mention.span, mention)));
    let titles = counted(
        draft
            .mentions
            .iter()
            .filter_map(|mention| Some(written(mention.title?, mention)))
            .filter(|title| !title.is_empty()),
    );
    let chosen = best_name(draft.kind, &forms);
    let country = (draft.kind == EntityKind::Place).then(|| country_of(&chosen)).flatten();
    let name = draft.fixed_name.unwrap_or(chosen);
    let aliases = forms.into_iter().map(|(form, _)| form).filter(|form| *form != name).collect();
    let titles = titles.into_iter().map(|(title, _)| title).collect();
    Entity { id: EntityId(0), kind: draft.kind, name, aliases, titles, country, mentions: draft.mentions }
}

/// Distinct strings, most frequent first, then in order of spelling.
fn counted(strings: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for string in strings {
        *counts.entry(string).or_default() += 1;
    }
    let mut counted: Vec<_> = counts.into_iter().collect();
    counted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counted
}

/// The fullest common name: not in capitals if it is ever written otherwise, in more words rather than fewer, in words
/// rather than initials, and then the most frequent.
fn best_name(kind: EntityKind, forms: &[(String, usize)]) -> String {
    if kind == EntityKind::Place
        && let Some(country) = forms.iter().find_map(|(form, _)| Lists::get().country_of_alias(form))
    {
        return country.to_owned();
    }
    // Short bodies are acronyms, short places and people are not.
    let least = if kind == EntityKind::Organisation { 5 } else { 3 };
    let is_shouted = |form: &str| {
        let letters = || form.chars().filter(|letter| letter.is_alphabetic());
        letters().count() > least && letters().all(char::is_uppercase)
    };
    let total: usize = forms.iter().map(|(_, count)| count).sum();
    forms
        .iter()
        .max_by_key(|(form, count)| {
            let words = form.split(' ').count();
            // A full name seen once among hundreds of mentions is more likely a mistake than the name.
            let is_common = count * 50 >= total;
            let fullness = match kind {
                EntityKind::Person | EntityKind::Organisation => words.min(4),
                _ => 0,
            };
            let is_word = |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
            let spelled = if kind == EntityKind::Person { form.split(' ').filter(is_word).count().min(4) } else { 0 };
            (!is_shouted(form), is_common, fullness, spelled, *count, std::cmp::Reverse(form.clone()))
        })
        .map(|(form, _)| form.clone())
        .unwrap_or_default()
}

/// The country that a place lies in; none for a country itself and for what lies in several.
fn country_of(name: &str) -> Option<String> {
    let lists = Lists::get();
    let fact = lists.place(name).or_else(|| {
        let folded = folded(name);
        let short = folded
            .strip_suffix(" province")
            .or_else(|| folded.strip_suffix(" region"))
            .or_else(|| folded.strip_suffix(" peninsula"))
            .or_else(|| folded.strip_suffix(" city"))?;
        lists.place(short)
    })?;
    let country = lists.country_name(fact.country)?;
    (!country.eq_ignore_ascii_case(name)).then(|| country.to_owned())
}
