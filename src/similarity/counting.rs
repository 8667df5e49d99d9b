//! What a document shares with each larger one, counted shingle by shingle, the rarest first.
//!
//! While a document not met so far could still reach the floor, all that are met are noted. From there on only those are
//! counted for.

use super::grams::{Grams, Larger};
use super::terms::{Term, Terms};

/// Looking through so many postings takes as long as looking at one document, by its signature and then word by word;
/// laying the text out for it, as long as at two more.
const POSTINGS_A_SCORE: usize = 256;
/// After so many shingles the candidates are held against the bound again. Their first postings are fetched together.
const SHINGLES_A_CHECK: usize = 8;

/// What is asked of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    /// What single words can add.
    pub(super) words: f64,
    /// What it has to share, at least.
    pub(super) need: f64,
    /// Whether what is shared adds up as the parts of vectors do.
    pub(super) is_vector: bool,
}

impl Bound {
    /// What a shingle can add; its square for vectors, whose parts add up that way.
    fn part(self, term: &Term) -> f64 {
        f64::from(self.square_if_vector(term.value))
    }

    /// What shingles can add at most: those whose parts have a sum, and others beside them.
    fn can_add(self, sum: f64, others: f64) -> f64 {
        let sum = sum + others;
        if self.is_vector { sum.max(0.0).sqrt() } else { sum * (1.0 + 1e-6) }
    }

    fn square_if_vector(self, value: f32) -> f32 {
        if self.is_vector { value * value } else { value }
    }
}

/// Sums of what the document at hand shares with each other one. One for each thread.
pub(super) struct Counting {
    /// By rank; 0 between calls.
    sums: Vec<f32>,
    /// Documents that have sums: room for all, and for one that is put behind them before it is known to have none.
    touched: Vec<u32>,
}

impl Counting {
    pub(super) fn new(documents: usize) -> Self {
        Self { sums: vec![0.0; documents], touched: vec![0; documents + 1] }
    }

    /// The larger documents that may reach the bound with the one that has the terms, by rank, each with what the two can
    /// share besides single words, at most. In no order.
    pub(super) fn count(&mut self, grams: &Grams, terms: &Terms, bound: Bound) -> impl Iterator<Item = (u32, f64)> {
        let Terms { terms, skipped, .. } = terms;
        let skipped = f64::from(bound.square_if_vector(*skipped));
        // What the terms that are still to come can add.
        let mut rest: f64 = terms.iter().map(|term| bound.part(term)).sum();
        let mut postings: usize = terms.iter().map(Term::documents).sum();
        let firsts_of = |terms: &[Term]| {
            let mut firsts = [Larger::default(); SHINGLES_A_CHECK];
            firsts.iter_mut().zip(terms).for_each(|(first, term)| *first = grams.first_larger(term.gram));
            firsts
        };
        let mut met = 0;
        let mut next_firsts = firsts_of(terms);
        for (number, chunk) in terms.chunks(SHINGLES_A_CHECK).enumerate() {
            // A document not met so far cannot reach the floor with what is left, but those met may still fall below it.
            let can_add = bound.can_add(rest, skipped);
            let is_new_possible = bound.words + can_add >= bound.need;
            if !is_new_possible {
                met = self.drop_below(met, bound, can_add);
                if met == 0 || (met + 2) * POSTINGS_A_SCORE <= postings {
                    break;
                }
            }
            // Those of the next shingles are under way while these are followed.
            let behind = terms.get((number + 1) * SHINGLES_A_CHECK..).unwrap_or_default();
            let firsts = std::mem::replace(&mut next_firsts, firsts_of(behind));
            for (&first, term) in firsts.iter().zip(chunk) {
                rest -= bound.part(term);
                postings -= term.documents();
                let mut next = Some(first);
                while let Some(larger) = next {
                    let value = if bound.is_vector { term.value * grams.value_of(larger) } else { term.value };
                    // Without a branch, as no processor can foresee which documents were met.
                    let sum = &mut self.sums[larger.rank() as usize];
                    let is_met = *sum > 0.0;
                    self.touched[met] = larger.rank();
                    met += usize::from(!is_met & is_new_possible);
                    *sum += if is_met | is_new_possible { value } else { 0.0 };
                    next = grams.next_larger(larger);
                }
            }
        }
        let rest = bound.can_add(rest, skipped);
        let Self { sums, touched } = self;
        touched[..met].iter().map(move |&other| (other, f64::from(std::mem::take(&mut sums[other as usize])) + rest))
    }

    /// Forgets those of the documents met that cannot reach the bound any more, and gives the number of the others.
    fn drop_below(&mut self, met: usize, bound: Bound, can_add: f64) -> usize {
        let mut kept = 0;
        for number in 0..met {
            let other = self.touched[number];
            let sum = &mut self.sums[other as usize];
            let can_reach = bound.words + f64::from(*sum) + can_add >= bound.need;
            *sum = if can_reach { *sum } else { 0.0 };
            self.touched[kept] = other;
            kept += usize::from(can_reach);
        }
        kept
    }
}
