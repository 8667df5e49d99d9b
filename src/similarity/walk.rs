//! Two texts held against each other, word by word.
//!
//! One walk finds for every word of a text how far the text laid out goes along with it. All measures of shared text
//! follow from these lengths: a shingle of `n` words is shared where the length is `n` or more, and counts once where it
//! stands in its text for the first time (see [`Earlier`](super::earlier::Earlier)).

use rustc_hash::FxHashSet;

use super::bits::mask;
use super::layout::Layout;
use super::numbered::Text;
use super::runs::{LaidOut, Run, longest_run_by_halving};

/// A word of the right text that the left one has.
#[derive(Clone, Copy)]
pub(super) struct Met {
    pub(super) place: u32,
    /// How many words from there are a run of the left text, after a walk.
    pub(super) length: u32,
    /// The word's slot in the layout of the left text.
    pub(super) slot: u32,
    /// What the word weighs.
    pub(super) weight: u64,
}

/// The lengths in words that the measures ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// Of a shingle.
    pub(super) shingle: usize,
    /// Of the shortest run that is counted as coverage.
    pub(super) run: usize,
}

/// What two texts have in common, by places; used again for each pair. The left text is the one laid out.
#[derive(Default)]
pub(super) struct Walk {
    /// The words of the right text that stand in the left one as well.
    pub(super) met: Vec<Met>,
    /// The places in the right text of words that the left one may have.
    places: Vec<u32>,
    /// Shared runs that are long enough to be coverage: where they are on the left, and how long.
    pub(super) left_runs: Vec<(u32, u32)>,
}

/// Steps of a walk for each word of both texts; only texts that repeat themselves endlessly take more.
const STEPS_A_WORD: usize = 64;
/// Steps that any walk may take.
const FREE_STEPS: usize = 10_000;

impl Walk {
    /// Finds the words of `right` that the text laid out has, and gives the sum of the weights of the distinct ones.
    pub(super) fn meet(&mut self, layout: &Layout, right: Text<'_>) -> u64 {
        // Those that may be there are put side by side without a branch, as no processor can foresee which they are.
        self.places.clear();
        self.places.resize(right.words.len(), 0);
        let mut count = 0;
        for (&word, place) in right.words.iter().zip(0u32..) {
            self.places[count] = place;
            count += usize::from(layout.may_have_word(word));
        }
        self.met.clear();
        let mut sum = 0;
        for &place in &self.places[..count] {
            let Some(slot) = layout.find(right.words[place as usize]) else { continue };
            let weight = layout.weight_at(slot);
            self.met.push(Met { place, length: 1, slot: slot as u32, weight });
            sum += weight & mask(right.earlier[place as usize] == 0);
        }
        sum
    }

    /// Finds how far the texts go along with each other from each word met, and gives the longest shared run.
    pub(super) fn walk(&mut self, layout: &mut Layout, right: &[u32], laid_out: LaidOut, lens: Lengths) -> Run {
        layout.lay_out_pairs();
        let left = layout.text().words;
        self.left_runs.clear();
        let mut steps = STEPS_A_WORD * (left.len() + right.len()) + FREE_STEPS;
        let mut best = Run::default();
        // Where the shared run that goes furthest on the right ends.
        let mut reach = 0;
        for number in 0..self.met.len() {
            let at = self.met[number].place as usize;
            let is_with_next = self.met.get(number + 1).is_some_and(|next| next.place as usize == at + 1);
            // Inside a run that was followed, two words that the left text has once are its own.
            if is_with_next && (at + 1 >= reach || !layout.has_pair_once(right[at], right[at + 1])) {
                for on_left in layout.places_of(right[at], right[at + 1]) {
                    steps = steps.saturating_sub(1);
                    // What goes along further in front is part of a run that was followed from there.
                    if on_left > 0 && at > 0 && left[on_left - 1] == right[at - 1] {
                        continue;
                    }
                    let len = 2 + left[on_left + 2..].iter().zip(&right[at + 2..]).take_while(|(a, b)| a == b).count();
                    steps = steps.saturating_sub(len);
                    reach = reach.max(at + len);
                    if len >= best.len {
                        best = best.better(Run::of(laid_out, on_left, at, len));
                    }
                    if len >= lens.run {
                        self.left_runs.push((on_left as u32, len as u32));
                    }
                }
                if steps == 0 {
                    return self.walk_by_sets(left, right, laid_out, lens);
                }
            }
            self.met[number].length = (reach.max(at + 1) - at) as u32;
        }
        if best.len == 0 { self.shared_word(left, right, laid_out) } else { best }
    }

    /// The shared word that stands furthest in front, for texts that share no two neighbouring words.
    fn shared_word(&self, left: &[u32], right: &[u32], laid_out: LaidOut) -> Run {
        let first_on_left = |word| left.iter().position(|&other| other == word);
        let found = self.met.iter().filter_map(|met| {
            let place = met.place as usize;
            Some(Run::of(laid_out, first_on_left(right[place])?, place, 1))
        });
        found.fold(Run::default(), Run::better)
    }

    /// The same as [`walk`](Self::walk), except that a length is only as exact as the measures need it: linear whatever
    /// the texts, for those that repeat themselves so much that following every match would take the square.
    fn walk_by_sets(&mut self, left: &[u32], right: &[u32], laid_out: LaidOut, lens: Lengths) -> Run {
        for met in &mut self.met {
            met.length = 1;
        }
        for len in [2, 3, lens.shingle, lens.run] {
            let on_left: FxHashSet<&[u32]> = left.windows(len).collect();
            for met in &mut self.met {
                let place = met.place as usize;
                if right.get(place..place + len).is_some_and(|window| on_left.contains(window)) {
                    met.length = met.length.max(len as u32);
                }
            }
        }
        let on_right: FxHashSet<&[u32]> = right.windows(lens.run).collect();
        self.left_runs.clear();
        for (window, at) in left.windows(lens.run).zip(0u32..) {
            if on_right.contains(window) {
                self.left_runs.push((at, lens.run as u32));
            }
        }
        match laid_out {
            LaidOut::First => longest_run_by_halving(left, right),
            LaidOut::Second => longest_run_by_halving(right, left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::earlier::Earlier;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_walks_find_the_same(
            shingle_len in 1usize..9,
            letters in 1u32..5,
            left in prop::collection::vec(0u32..60, 0..60),
            right in prop::collection::vec(0u32..60, 0..60),
        ) {
            const RUN_LEN: usize = 4;
            let of = |words: Vec<u32>| words.into_iter().map(|word| word % letters).collect::<Vec<u32>>();
            let (left, right) = (of(left), of(right));
            let (mut earlier, none_of_right) = (Vec::new(), vec![0; right.len()]);
            Earlier::default().find(&left, &mut earlier);
            let mut layout = Layout::default();
            layout.lay_out(Text { words: &left, earlier: &earlier }, |_| 1);
            let lens = Lengths { shingle: shingle_len, run: RUN_LEN };
            for laid_out in [LaidOut::First, LaidOut::Second] {
                let mut walk = Walk::default();
                walk.meet(&layout, Text { words: &right, earlier: &none_of_right });
                let run = walk.walk(&mut layout, &right, laid_out, lens);
                let covered = |walk: &Walk| {
                    let mut covered = vec![false; left.len()];
                    walk.left_runs.iter().for_each(|&(at, len)| covered[at as usize..(at + len) as usize].fill(true));
                    covered
                };
                // Lengths matter up to those that are asked for.
                let lengths = |walk: &Walk| -> Vec<[bool; 4]> {
                    let reaches = |met: &Met| [2, 3, shingle_len, RUN_LEN].map(|len| met.length as usize >= len);
                    walk.met.iter().map(reaches).collect()
                };
                let found = (run, covered(&walk), lengths(&walk));
                let run = walk.walk_by_sets(&left, &right, laid_out, lens);
                prop_assert_eq!(found, (run, covered(&walk), lengths(&walk)));
            }
        }
    }
}
