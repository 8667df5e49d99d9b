//! Which units of the two texts say the same, wherever they stand.
//!
//! Every word that is rare in both texts votes for the pairs of units in which it stands, by its weight; the sums are
//! rows of a sparse matrix, made with one dense row at a time. Pairs are taken best first. A unit may be linked with
//! two or three that follow one another: sentences are merged and split. Rival: aligning by position and length (W.
//! Gale, K. Church: A program for aligning sentences in bilingual corpora, 1993), which can see no move. Time is linear
//! in the tokens and the votes, of which a token has at most [`MOST_VOTES`].

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::vocabulary::{LEFT_OUT, TokenId, u32_from};
use super::weights::{BIT, Bits, Occurrences, log2};
use super::{Budget, Texts};

/// A word votes while it has at most this many pairs of places.
const MOST_VOTES: u32 = 36;

/// Units on one side of a group at most.
const LARGEST_GROUP: u32 = 4;

/// Share of the smaller unit's weight that must be common.
const LEAST_SHARE_PERCENT: Bits = 22;

/// Neighbouring units of both texts that are aligned together: half-open ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub a: (u32, u32),
    pub b: (u32, u32),
}

/// Two units with common words.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    shared: Bits,
    a: u32,
    b: u32,
}

/// The groups, in the order in which they were found (best first), and every pair of units with something in common, best
/// first too. What the best alignment of a group in order leaves over is looked at once more, pair by pair: a clause that
/// was put before its sentence crosses the rest of it, and must be claimed before another sentence with a word or two of
/// the clause is.
pub(super) struct Links {
    pub groups: Vec<Group>,
    /// With whether the two are in one group.
    pub pairs: Vec<(Group, bool)>,
}

/// Links the units that are not equal to one; `equal` are those that are.
pub(super) fn link(texts: &Texts, equal: &[(u32, u32)], budget: &mut Budget) -> Links {
    let mut equal_of_a = vec![None; texts.units_a.len()];
    let mut taken_b = vec![false; texts.units_b.len()];
    for &(a, b) in equal {
        equal_of_a[a as usize] = Some(b);
        taken_b[b as usize] = true;
    }
    let candidates = candidates(texts, &equal_of_a, &taken_b, budget);
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of_a = vec![u32::MAX; texts.units_a.len()];
    let mut group_of_b = vec![u32::MAX; texts.units_b.len()];
    for &Candidate { a, b, .. } in &candidates {
        let known = match (group_of_a[a as usize], group_of_b[b as usize]) {
            (u32::MAX, u32::MAX) => {
                let number = u32_from(groups.len());
                groups.push(Group { a: (a, a + 1), b: (b, b + 1) });
                (group_of_a[a as usize], group_of_b[b as usize]) = (number, number);
                continue;
            }
            (known, u32::MAX) | (u32::MAX, known) => known,
            _ => continue,
        };
        if groups[known as usize].grow(a, b) {
            (group_of_a[a as usize], group_of_b[b as usize]) = (known, known);
        }
    }
    let is_inside = |pair: &Candidate| group_of_a[pair.a as usize] == group_of_b[pair.b as usize];
    let single = |pair: &Candidate| Group { a: (pair.a, pair.a + 1), b: (pair.b, pair.b + 1) };
    let pairs = candidates.iter().map(|pair| (single(pair), is_inside(pair))).collect();
    Links { groups, pairs }
}

impl Group {
    /// Takes in a unit that touches it, if the order of both texts stays and it does not grow too large.
    fn grow(&mut self, a: u32, b: u32) -> bool {
        let wider = |range: (u32, u32), unit: u32| {
            if (range.0..range.1).contains(&unit) {
                Some(range)
            } else if unit == range.1 {
                Some((range.0, unit + 1))
            } else if unit + 1 == range.0 {
                Some((unit, range.1))
            } else {
                None
            }
        };
        let (Some(wider_a), Some(wider_b)) = (wider(self.a, a), wider(self.b, b)) else { return false };
        if wider_a.1 - wider_a.0 > LARGEST_GROUP || wider_b.1 - wider_b.0 > LARGEST_GROUP {
            return false;
        }
        // A unit that comes later in b must belong to the last unit in a, or the words would have to cross.
        let grows_a = wider_a != self.a;
        let is_late = if grows_a { wider_a.1 > self.a.1 } else { wider_b.1 > self.b.1 };
        let touches = if grows_a {
            if is_late { b + 1 == self.b.1 } else { b == self.b.0 }
        } else if is_late {
            a + 1 == self.a.1
        } else {
            a == self.a.0
        };
        if touches {
            (self.a, self.b) = (wider_a, wider_b);
        }
        touches
    }
}

/// Pairs of units with enough in common, best first.
fn candidates(texts: &Texts, equal_of_a: &[Option<u32>], taken_b: &[bool], budget: &mut Budget) -> Vec<Candidate> {
    let weights = &texts.weights;
    let votes = |id: TokenId| {
        if id == LEFT_OUT {
            return 0;
        }
        let (in_a, in_b) = (weights.in_a[id as usize], weights.in_b[id as usize]);
        let pairs = in_a.saturating_mul(in_b);
        if pairs <= MOST_VOTES && texts.is_word(id) { weights.of(id) } else { 0 }
    };
    let worth = |ids: &[TokenId]| -> Bits { ids.iter().map(|&id| votes(id)).sum() };
    let worth_b: Vec<Bits> =
        (0..texts.units_b.len()).map(|unit| worth(&texts.b.ids[texts.units_b.range(unit)])).collect();
    let free_a = equal_of_a.iter().filter(|equal| equal.is_none()).count();
    let free_b = taken_b.iter().filter(|is_taken| !**is_taken).count();
    // By chance a pair of units reaches W bits once in 2^W pairs.
    let least = log2(free_a) + log2(free_b) + 2 * BIT;
    let occurrences = Occurrences::new(&texts.b, &weights.in_b);
    let mut row: Vec<Bits> = vec![0; texts.units_b.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    for unit in (0..texts.units_a.len()).filter(|unit| equal_of_a[*unit].is_none()) {
        let ids = &texts.a.ids[texts.units_a.range(unit)];
        let worth_a = worth(ids);
        for &id in ids {
            let vote = votes(id);
            if vote == 0 {
                continue;
            }
            let places = occurrences.of(id);
            budget.spend(places.len() as u64);
            for &place in places {
                let other = texts.units_b.of_token[place as usize];
                if taken_b[other as usize] {
                    continue;
                }
                if row[other as usize] == 0 {
                    touched.push(other);
                }
                row[other as usize] += vote;
            }
        }
        for other in touched.drain(..) {
            let smaller = worth_a.min(worth_b[other as usize]);
            let shared = std::mem::take(&mut row[other as usize]).min(smaller);
            if shared >= least.min(smaller) && shared * 100 >= smaller * LEAST_SHARE_PERCENT && shared > 8 * BIT {
                found.push(Candidate { shared, a: u32_from(unit), b: other });
            }
        }
    }
    // Of repeated sentences, those next to equal ones belong together, or else those at about the same place.
    let (len_a, len_b) = (texts.units_a.len() as u64, texts.units_b.len() as u64);
    let drift = |of: &Candidate| (u64::from(of.a) * len_b).abs_diff(u64::from(of.b) * len_a);
    let neighbours = |of: &Candidate| {
        let is_before = of.a > 0 && of.b > 0 && equal_of_a[of.a as usize - 1] == Some(of.b - 1);
        let is_after = equal_of_a.get(of.a as usize + 1) == Some(&Some(of.b + 1));
        u8::from(is_before) + u8::from(is_after)
    };
    found.sort_by_cached_key(|found| (-found.shared, 2 - neighbours(found), drift(found), found.a, found.b));
    found
}

/// Pairs of equal units: those that both texts begin or end with, and of the rest those that stand once in each.
pub(super) fn equal_units(texts: &Texts) -> Vec<(u32, u32)> {
    let (count_a, count_b) = (texts.units_a.len(), texts.units_b.len());
    let is_equal = |a: usize, b: usize| {
        let ids = &texts.a.ids[texts.units_a.range(a)];
        ids == &texts.b.ids[texts.units_b.range(b)] && !ids.contains(&LEFT_OUT)
    };
    let shorter = count_a.min(count_b);
    let head = (0..shorter).take_while(|at| is_equal(*at, *at)).count();
    let tail = (1..=shorter - head).take_while(|back| is_equal(count_a - back, count_b - back)).count();
    let mut found: Vec<(u32, u32)> = (0..head).map(|at| (u32_from(at), u32_from(at))).collect();
    found.extend((1..=tail).map(|back| (u32_from(count_a - back), u32_from(count_b - back))));
    found.extend(unique_units(texts, head..count_a - tail, head..count_b - tail));
    found
}

/// Pairs of equal units that stand once in each of two stretches of units, in order of a.
fn unique_units(texts: &Texts, within_a: Range<usize>, within_b: Range<usize>) -> Vec<(u32, u32)> {
    const MANY: u32 = u32::MAX;
    const NONE: u32 = MANY - 1;
    let mut first: FxHashMap<&[TokenId], (u32, u32)> = FxHashMap::default();
    for unit in within_a {
        let ids = &texts.a.ids[texts.units_a.range(unit)];
        first.entry(ids).and_modify(|seen| seen.0 = MANY).or_insert((u32_from(unit), NONE));
    }
    for unit in within_b {
        if let Some(seen) = first.get_mut(&texts.b.ids[texts.units_b.range(unit)]) {
            seen.1 = if seen.1 == NONE { u32_from(unit) } else { MANY };
        }
    }
    let mut found: Vec<(u32, u32)> = first
        .into_iter()
        .filter(|(ids, (a, b))| *a != MANY && *b < NONE && texts.is_telling(ids))
        .map(|(_, pair)| pair)
        .collect();
    found.sort_unstable();
    found
}
