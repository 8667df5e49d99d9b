//! Joining mentions into entities, first within each document, then across the corpus.
//!
//! Within a document a name is introduced in full and then shortened, so short forms go to the full name that they end
//! (people) or begin (bodies), nearest before first. Across documents full names are joined by name; a bare surname is
//! joined only where the corpus knows one person of that name, or where the company it keeps settles which. Rules are
//! used rather than a learnt ranker because each join can then be told to the person who asks why; they follow the order
//! "precise first" of H. Lee and others, "Deterministic Coreference Resolution Based on Entity-Centric,
//! Precision-Ranked Rules" (2013).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::detect::Sighting;
use super::forms::{folded, initials, key, person_parts, without_generic};

/// The mentions of one document that are one entity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Local {
    pub document: usize,
    pub kind: EntityKind,
    /// Positions in the document's list of sightings.
    pub members: Vec<usize>,
    /// Folded forms with counts, the fullest first once joined.
    pub key: String,
    /// Folded titles of its mentions.
    pub titles: Vec<String>,
    /// Acronyms that this document gives for it.
    pub acronyms: Vec<String>,
}

/// Groups the sightings of one document.
pub(crate) fn link_document(document: usize, text: &str, sightings: &[Sighting]) -> Vec<Local> {
    let mut by_key: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for (index, sighting) in sightings.iter().enumerate() {
        let name = sighting.mention.span.slice(text);
        by_key.entry((sighting.kind, key(sighting.kind, name))).or_default().push(index);
    }
    let mut groups: Vec<Local> = by_key
        .into_iter()
        .map(|((kind, key), members)| {
            let titles = members
                .iter()
                .filter_map(|&member| sightings[member].mention.title)
                .map(|span| folded(span.slice(text)))
                .collect();
            Local { document, kind, members, key, titles, acronyms: Vec::new() }
        })
        .collect();
    // Order of first mention, so that "nearest before" means something.
    groups.sort_by_key(|group| group.members[0]);
    let mut parent: Vec<usize> = (0..groups.len()).collect();
    join_people(&groups, &mut parent);
    join_bodies(&groups, sightings, text, &mut parent);
    join_places(&groups, &mut parent);
    merge_groups(groups, &parent, sightings, text)
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

/// Whether two given names may be one: equal, an initial of the other, or one is missing.
fn given_names_agree(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one == other
                || one.len() == 1 && other.starts_with(one)
                || other.len() == 1 && one.starts_with(other)
                || is_short_for(one, other)
                || is_short_for(other, one)
        }
        _ => true,
    }
}

/// Common short forms of given names.
fn is_short_for(short: &str, long: &str) -> bool {
    const SHORT: &[(&str, &str)] = &[
        ("abe", "abraham"),
        ("al", "albert"),
        ("alex", "alexander"),
        ("andy", "andrew"),
        ("ben", "benjamin"),
        ("bill", "william"),
        ("bob", "robert"),
        ("chris", "christopher"),
        ("dan", "daniel"),
        ("dave", "david"),
        ("dick", "richard"),
        ("don", "donald"),
        ("ed", "edward"),
        ("fred", "frederick"),
        ("greg", "gregory"),
        ("jim", "james"),
        ("joe", "joseph"),
        ("ken", "kenneth"),
        ("larry", "lawrence"),
        ("liz", "elizabeth"),
        ("matt", "matthew"),
        ("mike", "michael"),
        ("nick", "nicholas"),
        ("pat", "patrick"),
        ("pete", "peter"),
        ("ron", "ronald"),
        ("sam", "samuel"),
        ("steve", "steven"),
        ("ted", "edward"),
        ("tim", "timothy"),
        ("tom", "thomas"),
        ("tony", "anthony"),
        ("will", "william"),
    ];
    SHORT.binary_search(&(short, long)).is_ok()
}

fn join_people(groups: &[Local], parent: &mut [usize]) {
    let people: Vec<usize> = (0..groups.len()).filter(|&at| groups[at].kind == EntityKind::Person).collect();
    let mut by_surname: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_given: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for &at in &people {
        let (given, surname) = person_parts(&groups[at].key);
        if let Some(given) = given {
            by_surname.entry(surname).or_default().push(at);
            by_given.entry(given).or_default().push(at);
        }
    }
    for &at in &people {
        let (given, surname) = person_parts(&groups[at].key);
        let found = match given {
            // "George W. Bush" after "George Bush"; the fuller form is the home of the other.
            Some(given) => by_surname.get(surname).and_then(|full| {
                full.iter().copied().find(|&other| {
                    other != at
                        && groups[other].key.len() > groups[at].key.len()
                        && given_names_agree(Some(given), person_parts(&groups[other].key).0)
                })
            }),
            None => nearest(groups, by_surname.get(surname), at)
                .or_else(|| nearest(groups, by_given.get(surname), at))
                .or_else(|| {
                    // "Saddam" for "Saddam Hussein", "Van Gogh" for "Vincent van Gogh".
                    people.iter().copied().find(|&other| {
                        other != at
                            && groups[other].key.split(' ').count() > 1
                            && groups[other].key.split(' ').any(|word| word == surname)
                    })
                }),
        };
        let found = found.or_else(|| {
            let tail = format!(" {}", groups[at].key);
            people.iter().copied().find(|&other| other != at && groups[other].key.ends_with(&tail))
        });
        if let Some(other) = found
            && root(parent, other) != at
        {
            parent[at] = other;
        }
    }
}

/// Of the full names, the last one introduced before the short form, or else the first after it.
fn nearest(groups: &[Local], full: Option<&Vec<usize>>, at: usize) -> Option<usize> {
    let full = full?;
    let first = groups[at].members[0];
    full.iter()
        .copied()
        .filter(|&other| groups[other].members[0] < first)
        .max_by_key(|&other| groups[other].members[0])
        .or_else(|| full.iter().copied().find(|&other| other != at))
}

fn join_bodies(groups: &[Local], sightings: &[Sighting], text: &str, parent: &mut [usize]) {
    let bodies: Vec<usize> = (0..groups.len())
        .filter(|&at| matches!(groups[at].kind, EntityKind::Organisation | EntityKind::Other))
        .collect();
    for &at in &bodies {
        let name = groups[at].key.as_str();
        let is_acronym = is_acronym(&groups[at], sightings, text);
        let found = bodies.iter().copied().find(|&other| {
            if other == at || groups[other].key.len() <= name.len() {
                return false;
            }
            let long = groups[other].key.as_str();
            if is_acronym && !name.contains(' ') {
                let bare: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
                if bare.len() >= 2 && initials(long).contains(&bare) {
                    return true;
                }
                if follows_in_brackets(&groups[at], &groups[other], sightings, text) {
                    return true;
                }
            }
            if groups[at].kind != EntityKind::Organisation || groups[other].kind != EntityKind::Organisation {
                return false;
            }
            // "Labour" for "Labour Party"; "State Department" for "U.S. State Department".
            without_generic(long) == Some(name)
                || long.strip_suffix(name).is_some_and(|head| name.contains(' ') && is_country_head(head.trim_end()))
        });
        if let Some(other) = found
            && root(parent, other) != at
        {
            parent[at] = other;
        }
    }
}

fn is_country_head(head: &str) -> bool {
    let lists = super::lists::Lists::get();
    head == "us" || head == "un" || head == "uk" || lists.country_of_alias(head).is_some()
}

fn is_acronym(group: &Local, sightings: &[Sighting], text: &str) -> bool {
    let name = sightings[group.members[0]].mention.span.slice(text);
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    (2..=8).contains(&name.len())
        && letters.clone().count() >= 2
        && letters.filter(|letter| letter.is_uppercase()).count() * 4 >= name.len() * 2
}

/// Whether a mention of `short` stands in brackets right after one of `long`: "Kurdistan Workers' Party (PKK)".
fn follows_in_brackets(short: &Local, long: &Local, sightings: &[Sighting], text: &str) -> bool {
    long.members.iter().any(|&one| {
        let end = sightings[one].mention.span.end();
        short.members.iter().any(|&other| {
            let start = sightings[other].mention.span.start();
            start > end && start - end <= 3 && text[end..start].trim() == "("
        })
    })
}

fn join_places(groups: &[Local], parent: &mut [usize]) {
    let places: Vec<usize> = (0..groups.len()).filter(|&at| groups[at].kind == EntityKind::Place).collect();
    for &at in &places {
        // "Helmand" for "Helmand Province".
        let found = places.iter().copied().find(|&other| {
            other != at
                && groups[other].key.strip_prefix(groups[at].key.as_str()).is_some_and(|rest| {
                    matches!(
                        rest,
                        " province"
                            | " region"
                            | " governorate"
                            | " oblast"
                            | " prefecture"
                            | " peninsula"
                            | " district"
                            | " county"
                            | " state"
                    )
                })
        });
        if let Some(other) = found
            && root(parent, at) != other
        {
            // The bare name is the home: other articles use it alone.
            parent[other] = at;
        }
    }
}

fn merge_groups(groups: Vec<Local>, parent: &[usize], sightings: &[Sighting], text: &str) -> Vec<Local> {
    let mut slots: FxHashMap<usize, usize> = FxHashMap::default();
    let mut merged: Vec<Local> = Vec::new();
    let acronyms: Vec<bool> = groups.iter().map(|group| is_acronym(group, sightings, text)).collect();
    // Roots first, so that a merged group bears the key of its fullest form.
    for (at, group) in groups.iter().enumerate() {
        if parent[at] == at {
            slots.insert(at, merged.len());
            merged.push(group.clone());
        }
    }
    for (at, group) in groups.into_iter().enumerate() {
        if parent[at] != at {
            let home = &mut merged[slots[&root(parent, at)]];
            home.members.extend(group.members);
            home.titles.extend(group.titles);
            if acronyms[at] {
                home.acronyms.push(group.key);
            }
        }
    }
    for group in &mut merged {
        group.members.sort_unstable();
    }
    merged.sort_by_key(|group| group.members[0]);
    merged
}

/// Joins the groups of all documents; gives for each group the number of its entity, numbers being dense and in order of
/// first group.
pub(crate) fn link_corpus(locals: &[Local]) -> Vec<usize> {
    let mut entity_of_key: FxHashMap<(EntityKind, &str), usize> = FxHashMap::default();
    let acronyms = unique_acronyms(locals);
    let mut full_names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut assigned: Vec<Option<usize>> = vec![None; locals.len()];
    let mut count = 0;
    // Names that stand for themselves.
    for (at, local) in locals.iter().enumerate() {
        let key = local.key.as_str();
        if local.kind == EntityKind::Person && person_parts(key).0.is_none() {
            continue;
        }
        let key = acronyms.get(&(local.kind, key)).copied().unwrap_or(key);
        let entity = *entity_of_key.entry((local.kind, key)).or_insert_with(|| {
            count += 1;
            count - 1
        });
        assigned[at] = Some(entity);
    }
    let mut owner: Vec<usize> = vec![usize::MAX; count];
    for (at, local) in locals.iter().enumerate() {
        if let Some(entity) = assigned[at]
            && owner[entity] == usize::MAX
        {
            owner[entity] = at;
            if local.kind == EntityKind::Person {
                full_names.entry(person_parts(&local.key).1).or_default().push(entity);
            }
        }
    }
    let mut union = Union::new(count + locals.len());
    join_variants(locals, &full_names, &owner, &mut union);
    // Bare surnames, by the company that they keep.
    let company = Company::new(locals, &assigned);
    let mut bare: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, local) in locals.iter().enumerate() {
        if assigned[at].is_some() {
            continue;
        }
        let surname = person_parts(&local.key).1;
        let mut candidates: Vec<usize> =
            full_names.get(surname).into_iter().flatten().map(|&entity| union.find(entity)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let chosen = match candidates.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => company.settle(local, several, &full_names[surname], &mut union),
        };
        assigned[at] = Some(chosen.unwrap_or_else(|| {
            // Ambiguous ones stay with their document; unknown ones share a name.
            let is_ambiguous = candidates.len() > 1;
            if is_ambiguous {
                count += 1;
                count - 1
            } else {
                *bare.entry(surname).or_insert_with(|| {
                    count += 1;
                    count - 1
                })
            }
        }));
    }
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    assigned
        .into_iter()
        .map(|entity| {
            let entity = union.find(entity.unwrap_or_default());
            let next = numbers.len();
            *numbers.entry(entity).or_insert(next)
        })
        .collect()
}

/// Acronyms for which the corpus gives one expansion only.
fn unique_acronyms(locals: &[Local]) -> FxHashMap<(EntityKind, &str), &str> {
    let mut found: FxHashMap<(EntityKind, &str), FxHashSet<&str>> = FxHashMap::default();
    for local in locals {
        for acronym in &local.acronyms {
            found.entry((local.kind, acronym)).or_default().insert(&local.key);
        }
    }
    found
        .into_iter()
        .filter(|(_, expansions)| expansions.len() == 1)
        .filter_map(|(acronym, expansions)| Some((acronym, expansions.into_iter().next()?)))
        .collect()
}

/// Joins full names of people that differ by an initial or a middle name only.
fn join_variants(locals: &[Local], full_names: &FxHashMap<&str, Vec<usize>>, owner: &[usize], union: &mut Union) {
    let mut surnames: Vec<&&str> = full_names.keys().collect();
    surnames.sort_unstable();
    for surname in surnames {
        let entities = &full_names[*surname];
        for (index, &one) in entities.iter().enumerate() {
            for &other in &entities[index + 1..] {
                let (left, right) = (locals[owner[one]].key.as_str(), locals[owner[other]].key.as_str());
                let (given_left, given_right) = (person_parts(left).0, person_parts(right).0);
                let is_same_given = given_left == given_right
                    || given_left
                        .zip(given_right)
                        .is_some_and(|(one, other)| is_short_for(one, other) || is_short_for(other, one));
                if is_same_given && middles_agree(left, right) {
                    union.join(one, other);
                }
            }
        }
    }
}

/// "George W. Bush" and "George Bush" agree, "George H. Bush" and "George W. Bush" do not.
fn middles_agree(left: &str, right: &str) -> bool {
    let middle = |name: &str| -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        words[1..words.len().saturating_sub(1).max(1)].iter().map(|&word| word.to_owned()).collect()
    };
    let (left, right) = (middle(left), middle(right));
    left.is_empty()
        || right.is_empty()
        || left.iter().zip(&right).all(|(one, other)| given_names_agree(Some(one), Some(other)))
}

/// Which entities are named in which documents, to tell people of one surname apart.
struct Company {
    documents_of: FxHashMap<usize, Vec<usize>>,
    entities_in: FxHashMap<usize, Vec<usize>>,
    titles_of: FxHashMap<usize, FxHashSet<String>>,
}

impl Company {
    fn new(locals: &[Local], assigned: &[Option<usize>]) -> Self {
        let mut company = Company {
            documents_of: FxHashMap::default(),
            entities_in: FxHashMap::default(),
            titles_of: FxHashMap::default(),
        };
        for (local, entity) in locals.iter().zip(assigned) {
            let Some(entity) = *entity else { continue };
            company.documents_of.entry(entity).or_default().push(local.document);
            company.entities_in.entry(local.document).or_default().push(entity);
            if !local.titles.is_empty() {
                company.titles_of.entry(entity).or_default().extend(local.titles.iter().cloned());
            }
        }
        company
    }

    /// The one of several candidates that shares a title or clearly more companions with the document.
    fn settle(&self, local: &Local, candidates: &[usize], bearers: &[usize], union: &mut Union) -> Option<usize> {
        let here: FxHashSet<usize> = self.entities_in.get(&local.document).into_iter().flatten().copied().collect();
        let mut scored: Vec<(usize, usize)> = Vec::new();
        for &candidate in candidates {
            let mut score = 0;
            for &entity in bearers {
                if union.find(entity) != candidate {
                    continue;
                }
                let documents = self.documents_of.get(&entity).map_or(&[][..], Vec::as_slice);
                let mut companions = FxHashSet::default();
                for document in documents {
                    companions.extend(self.entities_in.get(document).into_iter().flatten().copied());
                }
                score += companions.intersection(&here).count();
                if self
                    .titles_of
                    .get(&entity)
                    .is_some_and(|titles| local.titles.iter().any(|title| title.len() > 3 && titles.contains(title)))
                {
                    score += 4;
                }
            }
            scored.push((score, candidate));
        }
        scored.sort_unstable_by(|one, other| other.cmp(one));
        match scored.as_slice() {
            [(best, candidate), (second, _), ..] if *best >= 3 && *best >= second * 2 => Some(*candidate),
            _ => None,
        }
    }
}

/// Disjoint sets; the smaller number is the name of a set.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn find(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = at;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.parent[one.max(other)] = one.min(other);
    }
}
