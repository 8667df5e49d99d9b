//! The passages that two texts share, largest first.
//!
//! Greedy tiling (Wise, "String similarity via greedy string tiling", 1993): the longest shared run becomes a passage,
//! then the longest among what is left of both texts, and so on. Each word is in one passage at most.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::runs::Run;

/// Runs that are followed at most; only texts that repeat themselves endlessly have more, and lose short ones.
const MOST_RUNS: usize = 200_000;

/// The shared passages of at least `least` words, largest first.
pub(super) fn shared_passages(left: &[u32], right: &[u32], least: usize) -> Vec<Run> {
    let least = least.max(2);
    let mut waiting: BinaryHeap<(usize, Reverse<(usize, usize)>)> =
        maximal_runs(left, right, least).into_iter().map(|run| (run.len, Reverse((run.left, run.right)))).collect();
    let (mut taken_left, mut taken_right) = (vec![false; left.len()], vec![false; right.len()]);
    let mut passages = Vec::new();
    while let Some((len, Reverse((on_left, on_right)))) = waiting.pop() {
        let is_free = |at: usize| !taken_left[on_left + at] && !taken_right[on_right + at];
        if (0..len).all(is_free) {
            taken_left[on_left..on_left + len].fill(true);
            taken_right[on_right..on_right + len].fill(true);
            passages.push(Run { left: on_left, right: on_right, len });
            continue;
        }
        // Part of it went to a longer passage: what is left waits for its turn.
        let mut start = 0;
        for at in 0..=len {
            if at == len || !is_free(at) {
                if at - start >= least {
                    waiting.push((at - start, Reverse((on_left + start, on_right + start))));
                }
                start = at + 1;
            }
        }
    }
    passages
}

/// All shared runs that cannot be made longer.
fn maximal_runs(left: &[u32], right: &[u32], least: usize) -> Vec<Run> {
    let mut places: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (at, pair) in left.windows(2).enumerate() {
        places.entry(pair).or_default().push(at);
    }
    let mut runs = Vec::new();
    for (at, pair) in right.windows(2).enumerate() {
        for &place in places.get(pair).into_iter().flatten() {
            if place > 0 && at > 0 && left[place - 1] == right[at - 1] {
                continue;
            }
            let len = left[place..].iter().zip(&right[at..]).take_while(|(one, other)| one == other).count();
            if len >= least {
                runs.push(Run { left: place, right: at, len });
            }
        }
        if runs.len() > MOST_RUNS {
            break;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn passages_are_shared_disjoint_and_largest_first(
            left in prop::collection::vec(0u32..5, 0..60),
            right in prop::collection::vec(0u32..5, 0..60),
        ) {
            let passages = shared_passages(&left, &right, 3);
            prop_assert!(passages.is_sorted_by_key(|run| Reverse(run.len)));
            let (mut on_left, mut on_right) = (vec![0; left.len()], vec![0; right.len()]);
            for run in &passages {
                prop_assert!(run.len >= 3);
                for at in 0..run.len {
                    prop_assert_eq!(left[run.left + at], right[run.right + at]);
                    on_left[run.left + at] += 1;
                    on_right[run.right + at] += 1;
                }
            }
            prop_assert!(on_left.iter().chain(&on_right).all(|&count| count <= 1));
        }
    }
}
