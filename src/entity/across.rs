//! Joining the entities of single documents into entities of the corpus.
//!
//! Full names are joined by name; a bare surname is joined only where the corpus knows one person of that name, or where
//! the company it keeps settles which. What remains doubtful is offered to the person (`suggest`), not done. Linear in the
//! number of names, but for people of one surname, who are compared in pairs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::forms::person_parts;
use super::given::{is_short_for, middles_agree};
use super::link::Local;

/// Joins the groups of all documents; gives for each group the number of its entity, numbers being dense and in order of
/// first group.
pub(crate) fn link_corpus(locals: &[Local]) -> Vec<usize> {
    let mut entity_of_key: FxHashMap<(EntityKind, &str), usize> = FxHashMap::default();
    let expansions = unique_expansions(locals);
    let mut full_names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut assigned: Vec<Option<usize>> = vec![None; locals.len()];
    let mut count = 0;
    // Names that stand for themselves.
    for (at, local) in locals.iter().enumerate() {
        let key = local.key.as_str();
        if local.kind == EntityKind::Person && person_parts(key).0.is_none() {
            continue;
        }
        let key = expansions.get(&(local.kind, key)).copied().unwrap_or(key);
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
            let is_ambiguous = candidates.len() > 1 || COMMON_SURNAMES.binary_search(&surname).is_ok();
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

/// Surnames of so many people that two articles which give no more are likely to mean two of them.
const COMMON_SURNAMES: &[&str] = &[
    "ahmed",
    "ali",
    "anderson",
    "brown",
    "campbell",
    "chan",
    "chen",
    "clark",
    "davies",
    "davis",
    "evans",
    "fernandez",
    "garcia",
    "gonzalez",
    "green",
    "hall",
    "harris",
    "hernandez",
    "hill",
    "hussain",
    "hussein",
    "jackson",
    "james",
    "johnson",
    "jones",
    "khan",
    "kim",
    "kumar",
    "lee",
    "lewis",
    "li",
    "lin",
    "liu",
    "lopez",
    "martin",
    "martinez",
    "miller",
    "mohamed",
    "moore",
    "morris",
    "nguyen",
    "park",
    "patel",
    "perez",
    "roberts",
    "robinson",
    "rodriguez",
    "sanchez",
    "scott",
    "sharma",
    "silva",
    "singh",
    "smith",
    "taylor",
    "thomas",
    "thompson",
    "tran",
    "walker",
    "wang",
    "white",
    "williams",
    "wilson",
    "wong",
    "wood",
    "wright",
    "wu",
    "yang",
    "young",
    "zhang",
    "zhao",
];

/// Acronyms and short names for which the corpus gives one expansion only.
fn unique_expansions(locals: &[Local]) -> FxHashMap<(EntityKind, &str), &str> {
    let mut found: FxHashMap<(EntityKind, &str), FxHashSet<&str>> = FxHashMap::default();
    for local in locals {
        for short in &local.short_forms {
            found.entry((local.kind, short)).or_default().insert(&local.key);
        }
    }
    found
        .into_iter()
        .filter(|(_, expansions)| expansions.len() == 1)
        .filter_map(|(short, expansions)| Some((short, expansions.into_iter().next()?)))
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
        // "P. Vale" is Paula Vale where no other Vale of the corpus begins with P.
        let given = |entity: usize| person_parts(&locals[owner[entity]].key).0.unwrap_or_default();
        for &short in entities.iter().filter(|&&entity| given(entity).chars().count() == 1) {
            let mut fuller: Vec<usize> = entities
                .iter()
                .filter(|&&entity| given(entity).chars().count() > 1 && given(entity).starts_with(given(short)))
                .map(|&entity| union.find(entity))
                .collect();
            fuller.sort_unstable();
            fuller.dedup();
            if let [only] = fuller[..] {
                union.join(short, only);
            }
        }
    }
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
