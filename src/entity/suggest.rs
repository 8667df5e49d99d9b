//! Merges that a person may want: names that sound alike, acronyms of names, surnames that could be several people.
//!
//! Nothing here changes an entity. A wrong join hides a person; a missing one costs a click.

use std::collections::BTreeMap;

use super::forms::{folded, initials, person_parts, skeleton};
use super::lists::Lists;
use super::{Entities, EntityKind, MergeSuggestion};

/// Cities and countries that changed their name or its spelling.
const RENAMED: &[(&str, &str)] = &[
    ("bangalore", "bengaluru"),
    ("bombay", "mumbai"),
    ("burma", "myanmar"),
    ("byelorussia", "belarus"),
    ("calcutta", "kolkata"),
    ("canton", "guangzhou"),
    ("ceylon", "sri lanka"),
    ("dnepropetrovsk", "dnipro"),
    ("kharkov", "kharkiv"),
    ("kiev", "kyiv"),
    ("lvov", "lviv"),
    ("lugansk", "luhansk"),
    ("madras", "chennai"),
    ("odessa", "odesa"),
    ("peking", "beijing"),
    ("rangoon", "yangon"),
    ("saigon", "ho chi minh city"),
    ("swaziland", "eswatini"),
    ("zaire", "democratic republic of congo"),
    ("zaporozhye", "zaporizhzhia"),
    ("leningrad", "st petersburg"),
    ("petrograd", "st petersburg"),
    ("stalingrad", "volgograd"),
    ("constantinople", "istanbul"),
    ("salisbury", "harare"),
    ("macedonia", "north macedonia"),
    ("sebastopol", "sevastopol"),
    ("chernobyl", "chornobyl"),
    ("nikolaev", "mykolaiv"),
];

/// At most this many suggestions are made; a person will not read more.
const MOST: usize = 500;

/// Pairs that may be one, the most often named first.
pub(crate) fn suggest(entities: &Entities) -> Vec<MergeSuggestion> {
    let list = &entities.entities;
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut by_sound: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entity) in list.iter().enumerate() {
        let plain = folded(&entity.name);
        if matches!(entity.kind, EntityKind::Person | EntityKind::Place) && entity.name.len() >= 4 {
            let sound = skeleton(&entity.name);
            if sound.chars().filter(|letter| !matches!(letter, 'a' | ' ')).count() >= 3 {
                by_sound.entry((entity.kind, sound)).or_default().push(at);
            }
        }
        if entity.kind == EntityKind::Person {
            by_surname.entry(person_parts(&plain).1.to_owned()).or_default().push(at);
        }
        if entity.kind == EntityKind::Organisation && plain.contains(' ') {
            let [telling, all] = initials(&plain);
            by_initials.entry(telling.clone()).or_default().push(at);
            if all != telling {
                by_initials.entry(all).or_default().push(at);
            }
        }
        by_name.entry(plain).or_default().push(at);
    }
    for group in by_sound.values().filter(|group| (2..=6).contains(&group.len())) {
        for (index, &one) in group.iter().enumerate() {
            for &other in &group[index + 1..] {
                let names = [one, other].map(|at| list[at].name.as_str());
                if is_plausible_variant(names[0], names[1]) && !lie_apart(names) {
                    found.push((one, other, format!("“{}” and “{}” sound alike", names[0], names[1])));
                }
            }
        }
    }
    for (old, new) in RENAMED {
        for &one in by_name.get(*old).into_iter().flatten() {
            for &other in by_name.get(*new).into_iter().flatten() {
                if list[one].kind == list[other].kind {
                    found.push((one, other, format!("“{}” is a name of “{}”", list[one].name, list[other].name)));
                }
            }
        }
    }
    for group in by_surname.values() {
        for &one in group.iter().filter(|&&at| !list[at].name.contains(' ')) {
            for &other in group.iter().filter(|&&at| list[at].name.contains(' ')).take(4) {
                found.push((one, other, format!("“{}” may be short for “{}”", list[one].name, list[other].name)));
            }
        }
    }
    for (at, entity) in list.iter().enumerate() {
        let is_acronym = entity.kind == EntityKind::Organisation
            && (2..=6).contains(&entity.name.len())
            && entity.name.chars().all(|letter| letter.is_uppercase() || letter == '.');
        if is_acronym {
            let plain = folded(&entity.name);
            for &other in by_initials.get(&plain).into_iter().flatten().filter(|&&other| other != at).take(3) {
                found.push((at, other, format!("“{}” has the initials of “{}”", entity.name, list[other].name)));
            }
        }
    }
    let mut pairs: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (one, other, evidence) in found {
        if one != other {
            pairs.entry((one.min(other), one.max(other))).or_insert(evidence);
        }
    }
    let mut ordered: Vec<_> = pairs.into_iter().collect();
    ordered.sort_by_key(|((one, other), _)| {
        let weight = list[*one].mentions.len().min(list[*other].mentions.len());
        (std::cmp::Reverse(weight), *one, *other)
    });
    ordered.truncate(MOST);
    ordered
        .into_iter()
        .map(|((one, other), evidence)| MergeSuggestion { one: list[one].id, other: list[other].id, evidence })
        .collect()
}

/// Names that sound alike must also look alike: nearly equally long, and the same number of words.
fn is_plausible_variant(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let words = |name: &str| name.split([' ', '-']).count();
    one != other
        && one.len().abs_diff(other.len()) <= 3
        && words(&one) == words(&other)
        && one.chars().next().map(sound_of_first) == other.chars().next().map(sound_of_first)
}

/// Whether the two are known as places of two countries: Sydney is no spelling of Sudan. People are called like places,
/// but not like two of them.
fn lie_apart(names: [&str; 2]) -> bool {
    let [one, other] = names.map(|name| Lists::get().place(name));
    one.zip(other).is_some_and(|(one, other)| one.country != other.country)
}

fn sound_of_first(letter: char) -> char {
    match letter {
        'c' | 'q' => 'k',
        'y' | 'j' => 'i',
        'w' => 'v',
        'h' => 'k',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entity, EntityId};
    use super::*;

    /// What is suggested for these names, each in one article.
    fn suggested(names: &[(EntityKind, &str)]) -> Vec<[String; 2]> {
        let entity = |(at, (kind, name)): (usize, &(EntityKind, &str))| Entity {
            id: EntityId(u32::try_from(at).expect("few")),
            kind: *kind,
            name: (*name).to_owned(),
            ..Entity::default()
        };
        let entities = Entities { entities: names.iter().enumerate().map(entity).collect(), ..Entities::default() };
        let name = |id: EntityId| entities.entities[id.index()].name.clone();
        suggest(&entities).into_iter().map(|pair| [name(pair.one), name(pair.other)]).collect()
    }

    #[test]
    fn spellings_are_suggested_and_other_places_are_not() {
        use EntityKind::{Organisation, Person, Place};
        assert_eq!(suggested(&[(Person, "Muammar Kadhafi"), (Person, "Muammar Kadafi")]).len(), 1);
        assert_eq!(suggested(&[(Place, "Jisr al-Shughour"), (Place, "Jisr al Shughur")]).len(), 1);
        assert_eq!(suggested(&[(Place, "Kyiv"), (Place, "Kiev")]).len(), 1, "two names of one city");
        assert_eq!(suggested(&[(Place, "Sydney"), (Place, "Sudan")]).len(), 0, "two known places of two countries");
        assert_eq!(suggested(&[(Person, "Brown"), (Person, "Gordon Brown"), (Person, "Walter Brown")]).len(), 2);
        let [pair] = &suggested(&[(Organisation, "ECB"), (Organisation, "European Central Bank")])[..] else {
            panic!("initials");
        };
        assert_eq!(pair, &["ECB", "European Central Bank"]);
        assert_eq!(suggested(&[(Organisation, "ECB"), (Person, "Ella Carter Brown")]).len(), 0, "two kinds");
    }
}
