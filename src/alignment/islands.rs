//! Words that stand in two long changes by chance, and are part of them.
//!
//! The best alignment keeps a common word in two sentences that say different things, because nothing is gained by
//! leaving it out; the reader sees confetti. A run between two changes stays if it is too telling to be chance there, by
//! the yardstick of `weights`: in stretches of n and m tokens a run of W bits turns up n · m · 2^-W times. The stretches
//! are those between its neighbours in order, inside its own sentences, since what was put between two sentences says
//! nothing about either. Within a clause a word is held by its place, and one that all but touches the next run is part
//! of that. The least telling goes first, because the stretches around the others grow with it. Time is R log R in the
//! runs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::moves::Ordered;
use super::pairing::{Pairing, Run};
use super::texts::Texts;
use super::units::Units;
use super::vocabulary::u32_from;
use super::weights::{Bits, log2};

/// Tokens of a clause: in a shorter stretch a word is held by its place.
const CLAUSE: u32 = 9;

/// Tokens in one text between two runs that follow one another in the other text, which still are as good as one run.
const LONGEST_BREAK: u32 = 2;

/// Takes the pairs of every island apart. Returns the runs that are left.
pub(super) fn drop_islands(texts: &Texts, pairing: &mut Pairing, ordered: Ordered) -> Ordered {
    let end = Run { a: u32_from(texts.a.len()), b: u32_from(texts.b.len()), len: 0 };
    let runs: Vec<Run> = [Run { a: 0, b: 0, len: 0 }].into_iter().chain(ordered.anchors()).chain([end]).collect();
    let around = runs.windows(3).zip(1..);
    let first = around.filter_map(|(near, at)| Some(Reverse((excess(texts, near[0], near[1], near[2])?, at))));
    let mut islands: BinaryHeap<Reverse<(Bits, usize)>> = first.collect();
    if islands.is_empty() {
        return ordered;
    }
    let last = runs.len() - 1;
    let neighbours = (0..runs.len()).map(|at| (at.saturating_sub(1), (at + 1).min(last))).collect();
    let mut chain = Chain { texts, runs, neighbours };
    while let Some(Reverse((excess, at))) = islands.pop() {
        if chain.runs[at].len == 0 || chain.excess(at) != Some(excess) {
            continue;
        }
        pairing.part(chain.runs[at]);
        let (before, after) = chain.remove(at);
        for next in [before, after].into_iter().filter(|next| (1..last).contains(next)) {
            islands.extend(chain.excess(next).map(|excess| Reverse((excess, next))));
        }
    }
    Ordered::new(texts, pairing.runs())
}

/// The runs in order, with an empty one at either end of the texts.
struct Chain<'a> {
    texts: &'a Texts,
    /// Those that were taken out are empty.
    runs: Vec<Run>,
    /// For each run, the places of the one before and the one after.
    neighbours: Vec<(usize, usize)>,
}

impl Chain<'_> {
    fn excess(&self, at: usize) -> Option<Bits> {
        let (before, after) = self.neighbours[at];
        excess(self.texts, self.runs[before], self.runs[at], self.runs[after])
    }

    /// Takes a run out; returns its neighbours.
    fn remove(&mut self, at: usize) -> (usize, usize) {
        let (before, after) = self.neighbours[at];
        self.runs[at].len = 0;
        self.neighbours[before].1 = after;
        self.neighbours[after].0 = before;
        (before, after)
    }
}

/// How much more a run weighs than chance explains, if that is negative; `None` for what is no island.
fn excess(texts: &Texts, before: Run, run: Run, after: Run) -> Option<Bits> {
    // Nearly every run is among its like: nothing else is looked at.
    if after.a - before.a_end() < CLAUSE || after.b - before.b_end() < CLAUSE {
        return None;
    }
    let touches = |one: Run, next: Run| {
        let (in_a, in_b) = (next.a - one.a_end(), next.b - one.b_end());
        in_a.min(in_b) == 0 && in_a.max(in_b) <= LONGEST_BREAK
    };
    let len_a = stretch(&texts.units_a, run.a..run.a_end(), before.a_end()..after.a);
    let len_b = stretch(&texts.units_b, run.b..run.b_end(), before.b_end()..after.b);
    if len_a.min(len_b) < CLAUSE || touches(before, run) || touches(run, after) {
        return None;
    }
    let weight = texts.weights.sum(&texts.a.ids[run.a as usize..run.a_end() as usize]);
    Some(weight - log2(len_a as usize) - log2(len_b as usize)).filter(|excess| *excess < 0)
}

/// Tokens of `within` that belong to the units of `run`, which lies inside it.
fn stretch(units: &Units, run: Range<u32>, within: Range<u32>) -> u32 {
    let unit = |token: u32| units.of_token[token as usize] as usize;
    units.starts[unit(run.end - 1) + 1].min(within.end) - units.starts[unit(run.start)].max(within.start)
}

#[cfg(test)]
mod tests {
    use super::super::{AlignmentSettings, EditKind, Side, align};
    use crate::progress::Progress;

    fn changes<'a>(a: &'a str, b: &'a str) -> Vec<(&'a str, &'a str)> {
        let found = align(Side::new(a), Side::new(b), &AlignmentSettings::default(), &Progress::new());
        let edits = found.expect("nobody cancels").edits;
        let changed = edits.into_iter().filter(|edit| edit.kind != EditKind::Equal);
        changed.map(|edit| (edit.a.slice(a), edit.b.slice(b))).collect()
    }

    /// Two captions of one person: "before" and "Norland" are in both, but nothing was kept but the name.
    #[test]
    fn common_words_of_two_other_sentences_are_part_of_the_change() {
        let a = "Harbour Master Ilse Brandt waves as she boards the cutter before leaving for Norland and the islands.";
        let b = "Harbour Master Ilse Brandt shakes hands with two old fishermen before a long dinner at Aldermouth, Norland.";
        let (left, right) = (&a[27..a.len() - 1], &b[27..b.len() - 1]);
        assert_eq!(changes(a, b), [(left, right)]);
        assert_eq!(changes(b, a), [(right, left)]);
    }

    /// The same words at the same distance, where the change is shorter than a clause.
    #[test]
    fn a_word_inside_a_clause_is_held_by_its_place() {
        let a = "Harbour Master Ilse Brandt waves before leaving the quay of the old town.";
        let b = "Harbour Master Ilse Brandt dines before seeing the quay of the old town.";
        assert_eq!(changes(a, b), [("waves", "dines"), ("leaving", "seeing")]);
    }
}
