//! Equal runs in what sentence links left over: a clause that went to another sentence, a phrase that changed places.
//!
//! Greedy string tiling (M. Wise: String similarity via greedy string tiling and running Karp-Rabin matching, 1993), with
//! two changes: a tile must be too telling to be chance rather than long, and the heaviest goes first rather than the
//! longest. Linear in the tokens, apart from the sorting of seeds.

use std::ops::Range;

use super::pairing::{Pairing, Run};
use super::vocabulary::{LEFT_OUT, TokenId, u32_from};
use super::weights::{BIT, Bits, log2};
use super::{Budget, Texts};

/// Tokens in a seed.
const SEED: usize = 3;

/// Places of one seed that are tried; a seed with more says nothing.
const MOST_PLACES: usize = 16;

/// How much more telling than chance a tile between any two places must be.
const FAR_MARGIN: Bits = 6 * BIT;

/// The same between two places of one group.
const NEAR_MARGIN: Bits = 5 * BIT;

/// Pairs the heaviest equal runs of free tokens anywhere.
pub(super) fn tile_far(texts: &Texts, pairing: &mut Pairing, budget: &mut Budget) {
    let free_a = seeds(texts, &texts.a.ids, |at| pairing.is_free_a(at));
    let free_b = seeds(texts, &texts.b.ids, |at| pairing.is_free_b(at));
    let least = log2(texts.a.len()) + log2(texts.b.len()) + FAR_MARGIN;
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < free_a.len() && j < free_b.len() {
        let (hash_a, hash_b) = (free_a[i].0, free_b[j].0);
        if hash_a != hash_b {
            if hash_a < hash_b {
                i += 1;
            } else {
                j += 1;
            }
            continue;
        }
        let count = |seeds: &[(u64, u32)]| seeds.iter().take_while(|seed| seed.0 == hash_a).count();
        let (count_a, count_b) = (count(&free_a[i..]), count(&free_b[j..]));
        if count_a.max(count_b) <= MOST_PLACES && budget.allows((count_a * count_b) as u64) {
            for &(_, a) in &free_a[i..i + count_a] {
                for &(_, b) in &free_b[j..j + count_b] {
                    let run = widened(texts, pairing, a as usize, b as usize);
                    found.push((weight(texts, run), run));
                }
            }
        }
        i += count_a;
        j += count_b;
    }
    claim(texts, pairing, found, least);
}

/// Pairs the heaviest equal runs of free tokens between two stretches.
pub(super) fn tile_near(texts: &Texts, pairing: &mut Pairing, a: Range<usize>, b: Range<usize>, budget: &mut Budget) {
    let least = log2(a.len()) + log2(b.len()) + NEAR_MARGIN;
    let free_a: Vec<usize> = a.filter(|at| pairing.is_free_a(*at)).collect();
    let free_b: Vec<usize> = b.filter(|at| pairing.is_free_b(*at)).collect();
    let steps = (free_a.len() * free_b.len()) as u64;
    if free_a.len() < 2 || free_b.len() < 2 || steps > 40_000 || !budget.allows(steps) {
        return;
    }
    let mut found = Vec::new();
    for &i in &free_a {
        for &j in &free_b {
            let begins = i == 0 || j == 0 || !pairing.can_join(texts, i - 1, j - 1);
            if begins && pairing.can_join(texts, i, j) {
                let run = widened(texts, pairing, i, j);
                let weight = weight(texts, run);
                if weight >= least {
                    found.push((weight, run));
                }
            }
        }
    }
    claim(texts, pairing, found, least);
}

/// Hash and place of every run of [`SEED`] free tokens that is telling enough to begin with, by hash, then place.
fn seeds(texts: &Texts, ids: &[TokenId], is_free: impl Fn(usize) -> bool) -> Vec<(u64, u32)> {
    // A seed in half of what chance explains: a tile has at least one, since it must be far beyond chance.
    let least = (log2(texts.a.len()) + log2(texts.b.len())) / 2;
    let mut seeds = Vec::new();
    let mut len = 0;
    for (at, &id) in ids.iter().enumerate() {
        let is_open = id != LEFT_OUT && is_free(at) && texts.is_common(id);
        len = if is_open { len + 1 } else { 0 };
        if len < SEED {
            continue;
        }
        let start = at + 1 - SEED;
        let seed = &ids[start..=at];
        if texts.weights.sum(seed) >= least {
            let hash = seed
                .iter()
                .fold(0u64, |hash, &id| (hash.rotate_left(21) ^ u64::from(id)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            seeds.push((hash, u32_from(start)));
        }
    }
    seeds.sort_unstable();
    seeds
}

/// The longest run of free equal tokens through a place; empty if the tokens there are not equal and free.
fn widened(texts: &Texts, pairing: &Pairing, a: usize, b: usize) -> Run {
    let back = (1..=a.min(b)).take_while(|back| pairing.can_join(texts, a - back, b - back)).count();
    let len = (0..(texts.a.len() - a).min(texts.b.len() - b))
        .take_while(|on| pairing.can_join(texts, a + on, b + on))
        .count();
    if len == 0 {
        return Run { a: u32_from(a), b: u32_from(b), len: 0 };
    }
    Run { a: u32_from(a - back), b: u32_from(b - back), len: u32_from(back + len) }
}

fn weight(texts: &Texts, run: Run) -> Bits {
    texts.weights.sum(&texts.a.ids[run.a as usize..run.a_end() as usize])
}

/// Takes the heaviest first, as far as its tokens are still free.
fn claim(texts: &Texts, pairing: &mut Pairing, mut found: Vec<(Bits, Run)>, least: Bits) {
    found.retain(|(weight, _)| *weight >= least);
    found.sort_unstable_by_key(|(weight, run)| (-weight, run.a, run.b, run.len));
    found.dedup();
    for (_, run) in found {
        let mut at = 0;
        while at < run.len {
            let (a, b) = ((run.a + at) as usize, (run.b + at) as usize);
            let len = (0..(run.len - at) as usize).take_while(|on| pairing.can_join(texts, a + on, b + on)).count();
            take(texts, pairing, a..a + len, b, least);
            at += u32_from(len) + 1;
        }
    }
}

/// Pairs one run without the marks at its ends, if it is telling enough.
fn take(texts: &Texts, pairing: &mut Pairing, a: Range<usize>, b: usize, least: Bits) {
    let ids = &texts.a.ids[a.clone()];
    let is_word = |id: &TokenId| texts.is_word(*id);
    let (Some(first), Some(last)) = (ids.iter().position(is_word), ids.iter().rposition(is_word)) else { return };
    let words = ids.iter().filter(|id| is_word(id)).count();
    if words < 2 || texts.weights.sum(&ids[first..=last]) < least {
        return;
    }
    for at in first..=last {
        pairing.join(a.start + at, b + at);
    }
}
