//! The best alignment of two short runs of tokens.
//!
//! Gotoh's affine-gap alignment (O. Gotoh: An improved algorithm for matching biological sequences, 1982) over words,
//! where a match earns its surprise. Read as a hidden Markov model of editing it gives the most likely story of how one
//! text became the other: a common word between two changes stays only if keeping it is likelier than one larger
//! change, which is the semantic clean-up that other diffs bolt on afterwards. Against the source: a run of matches
//! pays to open, so that matches keep together. Time and space are the product of the lengths.

use super::vocabulary::{LEFT_OUT, TokenId, u32_from};
use super::weights::{BIT, Bits, Weights};

/// What the steps of an alignment cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs {
    /// One word for another.
    pub replace: Bits,
    /// Beginning to leave words out or put words in.
    pub open: Bits,
    /// Each word left out or put in.
    pub extend: Bits,
    /// Beginning a run of matches.
    pub run: Bits,
}

impl Costs {
    pub const EDITED: Costs = Costs { replace: BIT, open: 3 * BIT, extend: BIT / 4, run: BIT };
}

const MATCH: u8 = 0;
const REPLACE: u8 = 1;
const LEAVE: u8 = 2;
const PUT: u8 = 3;
/// The match goes on from a match.
const MATCH_GOES_ON: u8 = 1 << 2;
const LEAVE_GOES_ON: u8 = 1 << 3;
const PUT_GOES_ON: u8 = 1 << 4;

/// Far below any score, and far from overflow.
const NEVER: Bits = Bits::MIN / 4;

/// Working space for alignments, kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Grid {
    trace: Vec<u8>,
    /// Best score of the row above that ends in a match, in anything, in words left out.
    row: Vec<[Bits; 3]>,
}

impl Grid {
    /// Adds the pairs of positions in `a` and `b` that are matched by the best alignment, in order. Returns the number of
    /// cells that it took.
    pub fn align(
        &mut self,
        a: &[TokenId],
        b: &[TokenId],
        weights: &Weights,
        costs: Costs,
        pairs: &mut Vec<(u32, u32)>,
    ) -> u64 {
        let same = |(one, other): &(&TokenId, &TokenId)| one == other && **one != LEFT_OUT;
        let head = a.iter().zip(b).take_while(same).count();
        let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(same).count();
        pairs.extend((0u32..).take(head).map(|at| (at, at)));
        let (middle_a, middle_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
        let first = pairs.len();
        let mut cells = 0;
        if !middle_a.is_empty() && !middle_b.is_empty() {
            self.fill(middle_a, middle_b, weights, costs);
            self.walk(middle_a.len(), middle_b.len(), pairs);
            pairs[first..].reverse();
            let head = u32_from(head);
            pairs[first..].iter_mut().for_each(|(i, j)| {
                *i += head;
                *j += head;
            });
            cells = middle_a.len() as u64 * middle_b.len() as u64;
        }
        let (end_a, end_b) = (u32_from(a.len() - tail), u32_from(b.len() - tail));
        pairs.extend((0u32..).take(tail).map(|at| (end_a + at, end_b + at)));
        cells
    }

    fn fill(&mut self, a: &[TokenId], b: &[TokenId], weights: &Weights, costs: Costs) {
        let width = b.len() + 1;
        self.trace.clear();
        self.trace.resize(width * (a.len() + 1), 0);
        self.row.clear();
        self.row.push([0, 0, NEVER]);
        let mut edge = -costs.open;
        for cell in &mut self.trace[1..width] {
            edge -= costs.extend;
            self.row.push([NEVER, edge, NEVER]);
            *cell = PUT | PUT_GOES_ON;
        }
        let mut edge = -costs.open;
        for (i, &word) in a.iter().enumerate() {
            let weight = weights.of(word);
            let trace = &mut self.trace[(i + 1) * width..(i + 2) * width];
            edge -= costs.extend;
            trace[0] = LEAVE | LEAVE_GOES_ON;
            let mut diagonal = std::mem::replace(&mut self.row[0], [NEVER, edge, edge]);
            let mut put = NEVER;
            let mut best_left = edge;
            for ((slot, above), &other) in trace[1..].iter_mut().zip(&mut self.row[1..]).zip(b) {
                let [diagonal_match, diagonal_best, _] = diagonal;
                diagonal = *above;
                let mut mark = 0;
                let mut score_match = NEVER;
                if word == other && word != LEFT_OUT {
                    let opened = diagonal_best - costs.run;
                    if diagonal_match >= opened {
                        mark |= MATCH_GOES_ON;
                        score_match = diagonal_match + weight;
                    } else {
                        score_match = opened + weight;
                    }
                }
                let replace = diagonal_best - costs.replace;
                let opened = above[1] - costs.open;
                let leave = if above[2] >= opened {
                    mark |= LEAVE_GOES_ON;
                    above[2]
                } else {
                    opened
                } - costs.extend;
                let opened = best_left - costs.open;
                put = if put >= opened {
                    mark |= PUT_GOES_ON;
                    put
                } else {
                    opened
                } - costs.extend;
                let (mut best, mut kind) = (score_match, MATCH);
                for (score, name) in [(replace, REPLACE), (leave, LEAVE), (put, PUT)] {
                    if score > best {
                        (best, kind) = (score, name);
                    }
                }
                *slot = mark | kind;
                *above = [score_match, best, leave];
                best_left = best;
            }
        }
    }

    /// Follows the best path back from the end; pairs come out last first.
    fn walk(&self, rows: usize, columns: usize, pairs: &mut Vec<(u32, u32)>) {
        let width = columns + 1;
        let (mut i, mut j) = (rows, columns);
        let mut kind = self.trace[i * width + j] & 3;
        while i > 0 || j > 0 {
            let cell = self.trace[i * width + j];
            let goes_on;
            match kind {
                MATCH => {
                    (i, j) = (i - 1, j - 1);
                    pairs.push((u32_from(i), u32_from(j)));
                    goes_on = cell & MATCH_GOES_ON != 0;
                }
                REPLACE => {
                    (i, j) = (i - 1, j - 1);
                    goes_on = false;
                }
                LEAVE => {
                    i -= 1;
                    goes_on = cell & LEAVE_GOES_ON != 0;
                }
                _ => {
                    j -= 1;
                    goes_on = cell & PUT_GOES_ON != 0;
                }
            }
            if !goes_on {
                kind = self.trace[i * width + j] & 3;
            }
        }
    }
}
