//! What a corpus agrees on: a name that no list knows is of one kind wherever it stands.

use rustc_hash::FxHashMap;

use super::EntityKind;
use super::lists::Lists;
use super::sighting::Sighting;
use super::token::Token;
use super::tokens::phrase_hash;

/// Names seen less often say nothing.
const LEAST: u32 = 3;

/// Stands for a name of the lists: a listed town may be a club, a surname a firm.
const LISTED: u64 = 0;

/// The sightings of a document, and for each a number for its name.
pub(super) type Named = (Vec<Sighting>, Vec<u64>);

/// The number of a name, or the one of all listed names.
pub(super) fn number(name: &[Token], lists: &Lists) -> u64 {
    if lists.whole(name) != 0 {
        return LISTED;
    }
    phrase_hash(name)
}

/// Gives every sighting of an unlisted name the kind of most. Firms are called after people, so four of five must agree
/// where people are among the kinds; of the others more than half.
pub(super) fn settle(documents: &mut [Named]) {
    let mut counts: FxHashMap<u64, [u32; 4]> = FxHashMap::default();
    for (sightings, numbers) in documents.iter() {
        for (sighting, &number) in sightings.iter().zip(numbers).filter(|&(_, &number)| number != LISTED) {
            counts.entry(number).or_default()[sighting.kind as usize] += 1;
        }
    }
    counts.retain(|_, counts| counts.iter().filter(|&&count| count > 0).count() > 1);
    let agreed: FxHashMap<u64, EntityKind> =
        counts.into_iter().filter_map(|(number, counts)| Some((number, kind_of_most(counts)?))).collect();
    if agreed.is_empty() {
        return;
    }
    for (sightings, numbers) in documents {
        for (sighting, number) in sightings.iter_mut().zip(numbers) {
            let Some(&kind) = agreed.get(number) else { continue };
            if sighting.kind != kind {
                sighting.kind = kind;
                sighting.mention.title = None;
            }
        }
    }
}

fn kind_of_most(counts: [u32; 4]) -> Option<EntityKind> {
    let total: u32 = counts.iter().sum();
    let kind = EntityKind::ALL.into_iter().max_by_key(|&kind| counts[kind as usize])?;
    let most = counts[kind as usize];
    let is_agreed = if counts[EntityKind::Person as usize] > 0 { most * 5 >= total * 4 } else { most * 2 > total };
    (total >= LEAST && is_agreed).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_decide_and_people_ask_for_more() {
        // In the order of the kinds: people, places, organisations, others.
        assert_eq!(kind_of_most([0, 4, 0, 3]), Some(EntityKind::Place));
        assert_eq!(kind_of_most([0, 3, 3, 0]), None);
        assert_eq!(kind_of_most([2, 0, 5, 0]), None);
        assert_eq!(kind_of_most([1, 27, 2, 0]), Some(EntityKind::Place));
        assert_eq!(kind_of_most([0, 1, 1, 0]), None);
    }
}
