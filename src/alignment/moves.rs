//! What is in order and what has moved.
//!
//! The runs in order are the increasing subsequence of the greatest weight (G. Jacobson, K.-P. Vo: Heaviest increasing /
//! common subsequence problems, 1992); whatever lies outside has moved. So the fewest and lightest passages are called
//! moved, not the first that a greedy search happens on. Time is R log R in the runs.

use super::pairing::Run;
use super::texts::Texts;

/// All runs of a pairing, in order of a, and which of them are in order.
#[derive(Debug, Default)]
pub(super) struct Ordered {
    pub runs: Vec<Run>,
    pub is_in_order: Vec<bool>,
}

impl Ordered {
    pub fn new(texts: &Texts, runs: Vec<Run>) -> Self {
        // By length as it is seen, not by words: what the reader would rather leave in its place is the longer passage.
        let spans = &texts.a.spans;
        let seen = |run: &Run| spans[run.a as usize].union(spans[run.a_end() as usize - 1]).len() as u64;
        let weights: Vec<u64> = runs.iter().map(seen).collect();
        let is_in_order = in_order(&runs, &weights);
        Self { runs, is_in_order }
    }

    /// The runs in order.
    pub fn anchors(&self) -> impl Iterator<Item = Run> + '_ {
        self.runs.iter().zip(&self.is_in_order).filter(|(_, is_in)| **is_in).map(|(run, _)| *run)
    }
}

/// For each run (given in order of a), whether it is in order.
fn in_order(runs: &[Run], weights: &[u64]) -> Vec<bool> {
    if runs.windows(2).all(|pair| pair[0].b < pair[1].b) {
        return vec![true; runs.len()];
    }
    let mut by_b: Vec<usize> = (0..runs.len()).collect();
    by_b.sort_unstable_by_key(|&run| runs[run].b);
    let mut rank = vec![0; runs.len()];
    for (place, &run) in by_b.iter().enumerate() {
        rank[run] = place + 1;
    }
    // Best chain that ends at a rank or before, as a Fenwick tree of prefix maxima: (weight, last run plus one).
    let mut best = vec![(0u64, 0usize); runs.len() + 1];
    let mut before = vec![0usize; runs.len()];
    let mut last = (0, 0);
    for run in 0..runs.len() {
        let mut chain = (0, 0);
        let mut at = rank[run] - 1;
        while at > 0 {
            if best[at].0 > chain.0 {
                chain = best[at];
            }
            at &= at - 1;
        }
        before[run] = chain.1;
        let grown = (chain.0 + weights[run], run + 1);
        let mut at = rank[run];
        while at < best.len() {
            if grown.0 > best[at].0 {
                best[at] = grown;
            }
            at += at & at.wrapping_neg();
        }
        if grown.0 > last.0 {
            last = grown;
        }
    }
    let mut is_in_order = vec![false; runs.len()];
    let mut at = last.1;
    while at > 0 {
        is_in_order[at - 1] = true;
        at = before[at - 1];
    }
    is_in_order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_passage_is_the_one_that_moved() {
        // b holds, in order: the third run, the first, the second.
        let runs = [Run { a: 0, b: 10, len: 5 }, Run { a: 5, b: 15, len: 5 }, Run { a: 10, b: 0, len: 10 }];
        assert_eq!(in_order(&runs, &[5, 5, 9]), [true, true, false]);
        assert_eq!(in_order(&runs, &[5, 5, 11]), [false, false, true]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_other_increasing_choice_is_heavier(order in proptest::collection::vec((0u32..40, 1u64..9), 0..9)) {
            let mut places: Vec<u32> = order.iter().map(|(place, _)| *place).collect();
            places.sort_unstable();
            places.dedup();
            proptest::prop_assume!(places.len() == order.len());
            let runs: Vec<Run> = (0u32..).zip(&order).map(|(a, (b, _))| Run { a, b: *b, len: 1 }).collect();
            let weights: Vec<u64> = order.iter().map(|(_, weight)| *weight).collect();
            let is_increasing = |chosen: &[usize]| chosen.windows(2).all(|pair| runs[pair[0]].b < runs[pair[1]].b);
            let heaviest = (0u32..1 << runs.len())
                .map(|bits| (0..runs.len()).filter(|run| bits >> run & 1 == 1).collect::<Vec<_>>())
                .filter(|chosen| is_increasing(chosen))
                .map(|chosen| chosen.iter().map(|&run| weights[run]).sum::<u64>())
                .max()
                .unwrap_or(0);
            let chosen: Vec<usize> =
                in_order(&runs, &weights).iter().enumerate().filter(|(_, is_in)| **is_in).map(|(run, _)| run).collect();
            proptest::prop_assert!(is_increasing(&chosen));
            proptest::prop_assert_eq!(chosen.iter().map(|&run| weights[run]).sum::<u64>(), heaviest);
        }
    }
}
