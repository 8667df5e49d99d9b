//! Joining the mentions of one document into entities; `across` then joins those of all documents.
//!
//! Within a document a name is introduced in full and then shortened, so short forms go to the full name that they end
//! (people) or begin (bodies), nearest before first. Rules are used rather than a learnt ranker because each join can then
//! be told to the person who asks why; they follow the order "precise first" of H. Lee and others, "Deterministic
//! Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules" (2013).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::EntityKind;
use super::forms::{folded, initials, key, person_parts, without_generic};
use super::given::given_names_agree;
use super::lists::class;
use super::sighting::Sighting;

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
    /// Keys of acronyms and short names that this document gives for it and that another may use alone.
    pub short_forms: Vec<String>,
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
            Local { document, kind, members, key, titles, short_forms: Vec::new() }
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
        let found = found.or_else(|| only_longer(&groups[at], bodies.iter().map(|&other| (other, &groups[other]))));
        if let Some(other) = found
            && root(parent, other) != at
        {
            parent[at] = other;
        }
    }
}

/// The one longer name of the document that this one begins ("Goldman" for "Goldman Sachs") or, being the byname of a
/// club, a storm or a ship, ends ("Tigers" for "Detroit Tigers"). None where two would do, and none for a word that has a
/// meaning of its own.
fn only_longer<'a>(group: &Local, bodies: impl Iterator<Item = (usize, &'a Local)>) -> Option<usize> {
    let name = group.key.as_str();
    let classes = class_of(name);
    let is_single = !name.contains(' ');
    let mut found = bodies.filter(|(_, other)| {
        if other.kind != group.kind || other.key.len() <= name.len() {
            return false;
        }
        let begins = other.key.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        let head = other.key.strip_suffix(name).and_then(|head| head.strip_suffix(' '));
        match group.kind {
            EntityKind::Organisation if begins => {
                if classes & PLACE != 0 {
                    class_of(other.key[name.len()..].trim_start()) & class::CLUB != 0
                } else {
                    !is_single || classes & OWN_MEANING == 0
                }
            }
            EntityKind::Organisation => {
                is_single && classes & class::CLUB != 0 && head.is_some_and(|head| class_of(head) & PLACE != 0)
            }
            _ => is_single && classes & (OWN_MEANING | PLACE) == 0 && head.is_some(),
        }
    });
    let (only, _) = found.next()?;
    found.next().is_none().then_some(only)
}

const PLACE: u32 = class::COUNTRY | class::REGION | class::LARGE_CITY | class::CITY;
const OWN_MEANING: u32 = class::COMMON | class::DEMONYM | class::FUNCTION | class::ORGANISATION_HEAD;

/// The lists that a folded name is in.
fn class_of(name: &str) -> u32 {
    let mut tokens = Vec::new();
    super::tokens::tokens(name, crate::text::Span::new(0, name.len()), false, &mut tokens);
    super::lists::Lists::get().whole(&tokens)
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
            // The bare name of a town may be another club elsewhere.
            let is_telling = group.kind == EntityKind::Organisation && class_of(&group.key) & PLACE == 0;
            if acronyms[at] || is_telling {
                home.short_forms.push(group.key);
            }
        }
    }
    for group in &mut merged {
        group.members.sort_unstable();
    }
    merged.sort_by_key(|group| group.members[0]);
    merged
}
