//! Which pairs reach a threshold, with all their measures.
//!
//! The documents are ranked by size. For each, the rarest shingles are looked up among the larger documents, as few as
//! are needed so that no pair at the threshold can hide among the others (the prefix filter of Bayardo, Ma and Srikant,
//! "Scaling up all pairs similarity search", 2007). What was counted, plus all that was not looked at, bounds the score
//! from above; pairs whose bound reaches the threshold get the exact score. So nothing is missed, except pairs that
//! share nothing outside the shingles of very many documents, and these are counted and reported.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::copies::Copies;
use super::counting::{Bound, Counting};
use super::grams::Grams;
use super::index::{MOST_PARTS, SimilarityIndex, WEIGHT_ONE};
use super::matrix::{LeftOut, PairScore};
use super::numbered::Totals;
use super::postings::GramPlan;
use super::ranks::Ranks;
use super::runs::Run;
use super::scorer::{Scorer, Wanted};
use super::settings::Measure;
use super::signatures::{Signature, WantedWords, signatures};
use super::spared::Spared;
use super::terms::{Terms, Worth};
use super::vectors::unit_vectors;
use crate::progress::{Cancelled, Progress};

/// Bounds are sums of 32-bit fractions. A pair whose bound is below the threshold by this part, and the rounding error of
/// each term, gets an exact score all the same.
const BOUND_SLACK: f64 = 1e-4;
/// Documents that one task takes at a time.
const TASK_DOCUMENTS: usize = 32;

/// Why a search gave no pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPairs {
    /// It was cancelled.
    Cancelled,
    /// There were more than asked for.
    TooMany,
}

impl From<Cancelled> for NoPairs {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The documents of a corpus made ready for a search. It is asked for the pairs from one score on, or from several, one
/// after the other.
pub(super) struct Search<'a> {
    index: &'a SimilarityIndex,
    totals: &'a [Totals],
    measure: Measure,
    /// Which pairs are asked for at the time.
    floor: f64,
    wanted: Wanted,
    /// Documents by rank: the smaller first; without those that others stand for.
    ranks: Ranks,
    grams: Grams,
    /// The TF-IDF value of the word at each position, 0 where it stood before; for the cosine alone.
    values: Vec<f32>,
    /// The weights that occur, in whole units.
    weights: Vec<f32>,
    /// For each rank, the next one with the very same words.
    next_twin: Vec<u32>,
    /// For each rank, which words the document may have; for the weighted containment alone.
    signatures: Vec<Signature>,
}

/// What is known of the document at hand. One for each thread.
struct AtHand {
    counting: Counting,
    /// The documents that can reach the floor, each with what the two can share besides single words.
    partners: Vec<(u32, f64)>,
    /// What its words weigh, for the weighted containment alone.
    weights: Vec<f32>,
    terms: Terms,
    wanted: WantedWords,
}

impl AtHand {
    fn new(documents: usize) -> Self {
        Self {
            counting: Counting::new(documents),
            partners: Vec::new(),
            weights: Vec::new(),
            terms: Terms::default(),
            wanted: WantedWords::default(),
        }
    }
}

impl<'a> Search<'a> {
    /// The documents of an index, without those that others stand for. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn new(
        index: &'a SimilarityIndex,
        totals: &'a [Totals],
        copies: &Copies,
        floor: f64,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let limit = index.frequency_limit();
        let measure = index.settings.listing_measure();
        let mut order = copies.documents_compared(totals.len());
        order.par_sort_unstable_by_key(|&document| {
            let totals = &totals[document as usize];
            (if measure == Measure::WeightedContainment { totals.weight } else { u64::from(totals.shingles) }, document)
        });
        let ranks = Ranks::new(index, order);
        let values = if measure == Measure::Cosine { unit_vectors(index, &ranks, progress)? } else { Vec::new() };
        let (len, least_earlier) = match measure {
            // A run of two words that stood before may still be half of a run of three that did not.
            Measure::WeightedContainment => (2, usize::MAX),
            Measure::Jaccard | Measure::Containment => (index.settings.shingle_len(), index.settings.shingle_len()),
            Measure::Cosine => (1, 1),
            Measure::Coverage => (index.settings.coverage_run_len(), usize::MAX),
            Measure::Names | Measure::Quotations => unreachable!("they list no pairs"),
        };
        let spared = match measure {
            Measure::WeightedContainment => Spared::of(index, totals, floor, limit),
            _ => Spared::none(),
        };
        let plan = GramPlan { len, limit, least_earlier, ranks: &ranks, spared: &spared, values: &values };
        let grams = Grams::new(index, &plan, progress)?;
        let weights = index.weights.all().iter().map(|&weight| (weight as f64 / WEIGHT_ONE) as f32).collect();
        let next_twin = copies.next_in(&ranks.order);
        let signatures = match measure {
            Measure::WeightedContainment => signatures(index, &ranks.order, progress)?,
            _ => Vec::new(),
        };
        Ok(Self {
            index,
            totals,
            measure,
            floor: 0.0,
            wanted: Wanted::All,
            ranks,
            grams,
            values,
            weights,
            next_twin,
            signatures,
        })
    }

    /// The pairs at or above `floor` by the index's measure that are `wanted`, in order of `a`, then `b`, if they are at
    /// most `most`.
    ///
    /// # Errors
    /// [`NoPairs`] when `progress` was cancelled, or when there are too many.
    pub(super) fn pairs_from(
        &mut self,
        (floor, wanted, most): (f64, Wanted, usize),
        progress: &Progress,
    ) -> Result<Vec<PairScore>, NoPairs> {
        (self.floor, self.wanted) = (floor, wanted);
        let search = &*self;
        let count = AtomicUsize::new(0);
        let tasks: Vec<u32> = (0..search.ranks.len() as u32).step_by(TASK_DOCUMENTS).collect();
        let per_part = tasks.len() / MOST_PARTS;
        let found = tasks
            .into_par_iter()
            .with_min_len(per_part)
            .map_init(
                || (AtHand::new(search.ranks.len()), Scorer::new(search.index)),
                |(at_hand, scorer), first| {
                    let mut found = Vec::new();
                    let last = (first + TASK_DOCUMENTS as u32).min(search.ranks.len() as u32);
                    for rank in first..last {
                        progress.checkpoint()?;
                        search.partners(rank, at_hand);
                        search.score(rank, at_hand, scorer, progress, &mut found)?;
                    }
                    if count.fetch_add(found.len(), Ordering::Relaxed) + found.len() > most {
                        return Err(NoPairs::TooMany);
                    }
                    progress.advance(u64::from(last - first));
                    Ok(search.index.placed(&found))
                },
            )
            .collect::<Result<Vec<Vec<PairScore>>, NoPairs>>()?;
        let mut pairs = found.concat();
        pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(pairs)
    }

    /// What leads to no pair.
    pub(super) fn left_out(&self) -> LeftOut {
        let document_limit = self.index.frequency_limit();
        LeftOut { shingles: self.grams.common, document_limit, ..LeftOut::default() }
    }

    fn totals(&self, rank: u32) -> &Totals {
        &self.totals[self.ranks.document(rank)]
    }

    /// Fills the terms of a document.
    fn fill_terms(&self, rank: u32, at_hand: &mut AtHand) {
        let positions = self.ranks.positions(rank);
        let AtHand { weights, terms, .. } = at_hand;
        let worth = match self.measure {
            Measure::WeightedContainment => {
                let text = self.index.text_of(self.ranks.document(rank));
                weights.clear();
                weights.extend(text.words.iter().map(|&word| self.weights[self.index.weights.place(word)]));
                Worth::Weights(weights, text.earlier)
            }
            Measure::Cosine => Worth::Parts(&self.values[positions.clone()]),
            _ => Worth::Each,
        };
        terms.fill(self.grams.of_range(positions), worth);
    }

    /// What single words can add to the score of a pair whose smaller document this is.
    fn word_bound(&self, rank: u32) -> f64 {
        if self.measure == Measure::WeightedContainment {
            self.totals(rank).common_word_weight as f64 / WEIGHT_ONE
        } else {
            0.0
        }
    }

    /// Finds the larger documents that can reach the floor with this one.
    fn partners(&self, rank: u32, at_hand: &mut AtHand) {
        self.fill_terms(rank, at_hand);
        let words = self.word_bound(rank);
        let bound = Bound { words, need: self.need(rank, rank), is_vector: self.measure == Measure::Cosine };
        let AtHand { counting, partners, terms, .. } = at_hand;
        let counted = counting.count(&self.grams, terms, bound);
        partners.extend(counted.filter(|&(other, can_share)| words + can_share >= self.need(rank, other)));
        let mut twin = self.next_twin[rank as usize];
        while twin != u32::MAX {
            partners.push((twin, f64::INFINITY));
            twin = self.next_twin[twin as usize];
        }
        partners.sort_unstable_by_key(|&(other, _)| other);
        partners.dedup_by_key(|&mut (other, _)| other);
    }

    /// What a document must share with a larger one to reach the floor, at least, as far as bounds can tell; with itself,
    /// what it needs with any.
    fn need(&self, rank: u32, other: u32) -> f64 {
        let totals = self.totals(rank);
        let need = match self.measure {
            Measure::WeightedContainment => self.floor * (totals.weight as f64 / WEIGHT_ONE),
            Measure::Containment => self.floor * f64::from(totals.shingles),
            // Shared / (both - shared) >= floor.
            Measure::Jaccard => {
                self.floor / (1.0 + self.floor) * f64::from(totals.shingles + self.totals(other).shingles)
            }
            Measure::Cosine => self.floor,
            Measure::Coverage | Measure::Names | Measure::Quotations => 1.0,
        };
        need * (1.0 - BOUND_SLACK - f64::from(totals.words) * f64::from(f32::EPSILON))
    }

    /// Moves the pairs of a document that do reach the floor into `found`.
    fn score(
        &self,
        rank: u32,
        at_hand: &mut AtHand,
        scorer: &mut Scorer<'_>,
        progress: &Progress,
        found: &mut Vec<(PairScore, Run)>,
    ) -> Result<(), Cancelled> {
        if at_hand.partners.is_empty() {
            return Ok(());
        }
        let document = self.ranks.document(rank);
        self.leave_out_by_signature(rank, at_hand);
        let mut is_laid_out = false;
        for (other, can_share) in at_hand.partners.drain(..) {
            progress.checkpoint()?;
            if !std::mem::replace(&mut is_laid_out, true) {
                scorer.lay_out(self.index.text_of(document));
            }
            let partner = self.ranks.document(other);
            let words = scorer.meet(self.index.text_of(partner)) as f64 / WEIGHT_ONE;
            if self.measure == Measure::WeightedContainment && words + can_share < self.need(rank, other) {
                continue;
            }
            let totals = (self.totals(rank), self.totals(other));
            found.extend(scorer.pair_of_met((self.floor, self.wanted), document, partner, totals));
        }
        Ok(())
    }

    /// Takes away the partners that have too few of the document's words by their signatures. Most of those that share
    /// no more than phrases of everyday language fall away here, before their words are looked at.
    fn leave_out_by_signature(&self, rank: u32, at_hand: &mut AtHand) {
        if self.signatures.is_empty() {
            return;
        }
        let AtHand { partners, weights, wanted, .. } = at_hand;
        wanted.fill(self.index, self.index.text_of(self.ranks.document(rank)), weights);
        partners.retain(|&(other, can_share)| {
            wanted.may_weigh(&self.signatures[other as usize], self.need(rank, other) - can_share)
        });
    }
}
