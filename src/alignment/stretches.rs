//! Two stretches of free tokens, one of each text, and the best alignment between them.
//!
//! The working space for it is kept from one pair of stretches to the next, since there are many and most are short.

use std::ops::Range;

use super::Budget;
use super::grid::{Costs, Grid};
use super::pairing::Pairing;
use super::texts::Texts;
use super::tokens::Tokens;
use super::vocabulary::{LEFT_OUT, TokenId, u32_from};
use super::weights::{BIT, Bits, log2};

/// What a run of equal words must weigh before it says that two sentences have one source.
const RUN_PRICE: Bits = 4 * BIT;

/// Weight of the equal runs of two sentences beyond their price, in hundredths of the lighter sentence.
const LEAST_NET_PERCENT: Bits = 20;

/// Times that a word stands in a stretch where no seed of a tile says anything any more.
const OVER_AND_OVER: usize = 16;

/// Tokens without a partner, with the places that they have in their text.
#[derive(Debug, Default)]
struct Free {
    at: Vec<u32>,
    ids: Vec<TokenId>,
}

impl Free {
    fn fill(&mut self, range: Range<usize>, tokens: &Tokens, is_free: impl Fn(usize) -> bool) {
        self.at.clear();
        self.ids.clear();
        for at in range.filter(|at| is_free(*at)) {
            self.at.push(u32_from(at));
            self.ids.push(tokens.ids[at]);
        }
    }
}

/// Whether two stretches are looked at for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Most words are in the same order.
    First,
    /// What was left over crosses what was paired, and may cross itself: a word that happens to stand once must not keep
    /// a phrase that says more from its place.
    Leftover,
}

/// The free tokens of two stretches, and the pairs that the best alignment makes of them.
pub(super) struct Stretches<'a> {
    texts: &'a Texts,
    grid: Grid,
    free_a: Free,
    free_b: Free,
    /// Positions in the two lists of free tokens, in order.
    pairs: Vec<(u32, u32)>,
    anchors: Vec<(u32, u32)>,
    /// For each token, its place among the free ones of b plus one; 0 all over but for the moment of use.
    place_of: Vec<u32>,
}

impl<'a> Stretches<'a> {
    pub fn new(texts: &'a Texts) -> Self {
        Self {
            texts,
            grid: Grid::default(),
            free_a: Free::default(),
            free_b: Free::default(),
            pairs: Vec::new(),
            anchors: Vec::new(),
            place_of: vec![0; texts.vocabulary_len()],
        }
    }

    /// Takes the free tokens of two stretches; returns how many there are of each.
    pub fn gather(&mut self, pairing: &Pairing, range_a: Range<usize>, range_b: Range<usize>) -> (usize, usize) {
        self.free_a.fill(range_a, &self.texts.a, |at| pairing.is_free_a(at));
        self.free_b.fill(range_b, &self.texts.b, |at| pairing.is_free_b(at));
        (self.free_a.ids.len(), self.free_b.ids.len())
    }

    /// Pairs the free tokens of two stretches by the best alignment, if that shows them to say the same.
    pub fn pair_alike(
        &mut self,
        pairing: &mut Pairing,
        (range_a, range_b): (Range<usize>, Range<usize>),
        look: Look,
        budget: &mut Budget,
    ) {
        self.gather(pairing, range_a, range_b);
        self.anchors.clear();
        let least = log2(self.texts.units_a.len()) + log2(self.texts.units_b.len()) + 2 * BIT;
        if self.most_in_common() < least + RUN_PRICE {
            return;
        }
        if look == Look::First {
            self.find_anchors();
        }
        self.align_between_anchors(budget);
        if self.are_alike(least) {
            self.join(pairing, |_| true);
        }
    }

    /// Joins the runs of pairs that are chosen by their weight.
    pub fn join(&self, pairing: &mut Pairing, is_chosen: impl Fn(Bits) -> bool) {
        for run in self.pairs.chunk_by(|one, next| one.0 + 1 == next.0 && one.1 + 1 == next.1) {
            let weight = run.iter().map(|&(i, _)| self.texts.weights.of(self.free_a.ids[i as usize])).sum();
            if is_chosen(weight) {
                for &(i, j) in run {
                    pairing.join(self.free_a.at[i as usize] as usize, self.free_b.at[j as usize] as usize);
                }
            }
        }
    }

    /// What pairs of the gathered tokens weigh at most: most stretches are left with too little for an alignment.
    fn most_in_common(&mut self) -> Bits {
        for &id in self.free_b.ids.iter().filter(|id| **id != LEFT_OUT) {
            self.place_of[id as usize] = 1;
        }
        let is_in_b = |id: &&TokenId| **id != LEFT_OUT && self.place_of[**id as usize] > 0;
        let most = self.free_a.ids.iter().filter(is_in_b).map(|&id| self.texts.weights.of(id)).sum();
        for &id in self.free_b.ids.iter().filter(|id| **id != LEFT_OUT) {
            self.place_of[id as usize] = 0;
        }
        most
    }

    /// Whether the gathered tokens of a say the same over and over: each stands [`OVER_AND_OVER`] times on average.
    pub fn is_repetitive(&mut self) -> bool {
        let mut distinct = 0;
        for &id in self.free_a.ids.iter().filter(|id| **id != LEFT_OUT) {
            distinct += usize::from(self.place_of[id as usize] == 0);
            self.place_of[id as usize] = 1;
        }
        for &id in self.free_a.ids.iter().filter(|id| **id != LEFT_OUT) {
            self.place_of[id as usize] = 0;
        }
        self.free_a.ids.len() >= distinct * OVER_AND_OVER
    }

    /// Whether the pairs found are more than two sentences have in common anyway. Common words scattered over
    /// both weigh little once each run has paid for itself; in the pairs that this was measured on, sentences with one
    /// source keep half of their weight or more, others a tenth.
    pub fn are_alike(&self, least: Bits) -> bool {
        let weights = &self.texts.weights;
        let smaller = weights.sum(&self.free_a.ids).min(weights.sum(&self.free_b.ids));
        let equal: Bits = self.pairs.iter().map(|&(i, _)| weights.of(self.free_a.ids[i as usize])).sum();
        // A run in the texts: between two free tokens there may be some that are paired already.
        let place = |&(i, j): &(u32, u32)| (self.free_a.at[i as usize], self.free_b.at[j as usize]);
        let breaks = self.pairs.windows(2).filter(|pair| {
            let (one, next) = (place(&pair[0]), place(&pair[1]));
            (one.0 + 1, one.1 + 1) != next
        });
        let runs = breaks.count() + usize::from(!self.pairs.is_empty());
        let net = equal - RUN_PRICE * i32::try_from(runs).unwrap_or(Bits::MAX / RUN_PRICE);
        net >= least && net >= smaller / 100 * LEAST_NET_PERCENT
    }

    /// Finds the pairs of the best alignment of the gathered tokens.
    ///
    /// Words that stand once in each text are paired beforehand, where they do so in order: the best alignment would
    /// hardly ever do otherwise, and what is left between them is a tenth of the work.
    pub fn align(&mut self, budget: &mut Budget) {
        self.find_anchors();
        self.align_between_anchors(budget);
    }

    fn align_between_anchors(&mut self, budget: &mut Budget) {
        self.pairs.clear();
        let (free_a, free_b) = (&self.free_a.ids, &self.free_b.ids);
        let (mut start_a, mut start_b) = (0, 0);
        let end = (u32_from(free_a.len()), u32_from(free_b.len()));
        for &(anchor_a, anchor_b) in self.anchors.iter().chain([&end]) {
            let (gap_a, gap_b) = (&free_a[start_a..anchor_a as usize], &free_b[start_b..anchor_b as usize]);
            if !gap_a.is_empty() && !gap_b.is_empty() && budget.allows((gap_a.len() * gap_b.len()) as u64) {
                let first = self.pairs.len();
                self.grid.align(gap_a, gap_b, &self.texts.weights, Costs::EDITED, &mut self.pairs);
                for (i, j) in &mut self.pairs[first..] {
                    *i += u32_from(start_a);
                    *j += u32_from(start_b);
                }
            }
            if (anchor_a, anchor_b) != end {
                self.pairs.push((anchor_a, anchor_b));
            }
            (start_a, start_b) = (anchor_a as usize + 1, anchor_b as usize + 1);
        }
    }

    /// Puts the pairs of words that stand once in each text into `self.anchors`, or none if they cross.
    fn find_anchors(&mut self) {
        let texts = self.texts;
        let is_unique = |id: TokenId| {
            id != LEFT_OUT
                && texts.weights.in_a[id as usize] == 1
                && texts.weights.in_b[id as usize] == 1
                && texts.is_word(id)
        };
        self.anchors.clear();
        for (at, &id) in (1..).zip(&self.free_b.ids) {
            if is_unique(id) {
                self.place_of[id as usize] = at;
            }
        }
        for (at, &id) in (0..).zip(&self.free_a.ids) {
            if is_unique(id) && self.place_of[id as usize] > 0 {
                self.anchors.push((at, self.place_of[id as usize] - 1));
            }
        }
        for &id in &self.free_b.ids {
            if id != LEFT_OUT {
                self.place_of[id as usize] = 0;
            }
        }
        if !self.anchors.is_sorted_by_key(|anchor| anchor.1) {
            self.anchors.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AlignmentSettings, EditKind, Side, align};
    use crate::progress::Progress;

    /// "Tuesday" stands once in each text and the councillor does not, but he says more, and crosses it.
    #[test]
    fn a_phrase_that_changed_places_is_found_in_its_own_sentence() {
        let rest = " Nobody in the lower market had heard of a quarrel until the grain ships lay idle for a third week. \
            Two bakers closed, a third sold biscuits from the lifeboat, and the school sent its cooks home at noon. \
            Whoever keeps the key of the granary keeps the town, as the old women of the north quay like to say. \
            Rain is expected at the end of the month, and with it the first barges from the upper river.";
        let a = "Harbour master Ilse Brandt waves from the pier as she leaves for Kesby. \
            Harbour master Ilse Brandt hopes to explore the council's wish to curb its spending on piers and its love \
            of bridges at talks on Tuesday with Councillor Piers Hathersage.";
        let b = "Harbour master Ilse Brandt speaks with Councillor Piers Hathersage over lunch at Dunmarrow Hall. \
            Harbour master Ilse Brandt met Councillor Piers Hathersage on Tuesday to probe the council's wish to curb its \
            spending on piers and its taste for bridges.";
        let (a, b) = (format!("{a}{rest}"), format!("{b}{rest}"));
        let found = align(Side::new(&a), Side::new(&b), &AlignmentSettings::default(), &Progress::new());
        let edits = found.expect("nobody cancels").edits;
        let moved = edits.iter().find(|edit| edit.kind == EditKind::Move && edit.a.slice(&a).contains("Hathersage"));
        let second = b.rfind("Councillor").expect("he is there");
        assert!(moved.is_some_and(|edit| edit.b.start() == second), "{moved:?}");
    }
}
