//! Sentences that say the same, read off the paired words.

use rustc_hash::FxHashMap;

use super::Texts;
use super::pairing::Run;
use super::tokens::Tokens;
use super::types::{MoveId, SentenceLink};
use super::units::Units;
use super::vocabulary::u32_from;
use super::weights::Bits;

/// Share of the smaller sentence's weight that must be paired.
const LEAST_SHARE: f64 = 0.3;

/// The links, in order of a. A sentence is in one link at most; sentences that were merged or split share one.
pub(super) fn sentence_links(texts: &Texts, runs: &[Run], moves: &[Option<MoveId>]) -> Vec<SentenceLink> {
    let of_a = sentence_of_token(&texts.a, &texts.units_a);
    let of_b = sentence_of_token(&texts.b, &texts.units_b);
    let mut cells: FxHashMap<(u32, u32), (Bits, Bits, Option<MoveId>)> = FxHashMap::default();
    for (run, moved) in runs.iter().zip(moves) {
        // A run is cut where either text begins another sentence: one entry a piece, not a word.
        let mut start = 0;
        for at in 1..=run.len {
            let place = |at: u32| (of_a[(run.a + at) as usize], of_b[(run.b + at) as usize]);
            if at < run.len && place(at) == place(start) {
                continue;
            }
            let weight = texts.weights.sum(&texts.a.ids[(run.a + start) as usize..(run.a + at) as usize]);
            let cell = cells.entry(place(start)).or_insert((0, 0, None));
            cell.0 += weight;
            if moved.is_some() {
                cell.1 += weight;
                cell.2 = cell.2.or(*moved);
            }
            start = at;
        }
    }
    let weigh = |tokens: &Tokens, starts: &[u32]| -> Vec<Bits> {
        let sum = |ends: &[u32]| texts.weights.sum(&tokens.ids[ends[0] as usize..ends[1] as usize]);
        starts.windows(2).map(sum).collect()
    };
    let weight_a = weigh(&texts.a, &texts.units_a.sentence_starts);
    let weight_b = weigh(&texts.b, &texts.units_b.sentence_starts);
    let mut strong: Vec<_> = cells
        .into_iter()
        .map(|((a, b), (weight, moved_weight, moved))| {
            let moved = moved.filter(|_| moved_weight * 2 > weight);
            (weight, a, b, moved)
        })
        .filter(|(weight, a, b, _)| {
            f64::from(*weight) >= LEAST_SHARE * f64::from(weight_a[*a as usize].min(weight_b[*b as usize]).max(1))
        })
        .collect();
    strong.sort_unstable_by_key(|(weight, a, b, _)| (-weight, *a, *b));
    let mut found: Vec<(SentenceLink, Bits)> = Vec::new();
    let mut link_of_a = vec![None; weight_a.len()];
    let mut link_of_b = vec![None; weight_b.len()];
    for (weight, a, b, moved) in strong {
        match (link_of_a[a as usize], link_of_b[b as usize]) {
            (None, None) => {
                link_of_a[a as usize] = Some(found.len());
                link_of_b[b as usize] = Some(found.len());
                found.push((SentenceLink { a: (a, a + 1), b: (b, b + 1), similarity: 0.0, moved }, weight));
            }
            (Some(known), None) => {
                let (link, sum): &mut (SentenceLink, Bits) = &mut found[known];
                if link.moved == moved && widen(&mut link.b, b, link.a.1 - link.a.0 == 1) {
                    link_of_b[b as usize] = Some(known);
                    *sum += weight;
                }
            }
            (None, Some(known)) => {
                let (link, sum) = &mut found[known];
                if link.moved == moved && widen(&mut link.a, a, link.b.1 - link.b.0 == 1) {
                    link_of_a[a as usize] = Some(known);
                    *sum += weight;
                }
            }
            _ => {}
        }
    }
    let mut links: Vec<SentenceLink> = found
        .into_iter()
        .map(|(mut link, shared)| {
            let all = |weights: &[Bits], range: (u32, u32)| -> Bits {
                weights[range.0 as usize..range.1 as usize].iter().sum()
            };
            let whole = all(&weight_a, link.a) + all(&weight_b, link.b);
            link.similarity = (2.0 * f64::from(shared) / f64::from(whole.max(1))).min(1.0);
            link
        })
        .collect();
    links.sort_unstable_by_key(|link| link.a);
    links
}

/// Takes a neighbour in, if there is room for it.
fn widen(range: &mut (u32, u32), sentence: u32, has_room: bool) -> bool {
    if !has_room {
        return false;
    }
    if sentence == range.1 {
        range.1 += 1;
    } else if sentence + 1 == range.0 {
        range.0 -= 1;
    } else {
        return false;
    }
    true
}

fn sentence_of_token(tokens: &Tokens, units: &Units) -> Vec<u32> {
    let mut found = Vec::with_capacity(tokens.len());
    for (sentence, ends) in units.sentence_starts.windows(2).enumerate() {
        found.resize(ends[1] as usize, u32_from(sentence));
    }
    found
}
