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
use super::grams::{Grams, Larger};
use super::index::{MOST_PARTS, SimilarityIndex, WEIGHT_ONE};
use super::matrix::{LeftOut, PairScore};
use super::numbered::Totals;
use super::postings::GramPlan;
use super::ranks::Ranks;
use super::scorer::{Scorer, Wanted};
use super::settings::Measure;
use super::signatures::{Signature, WantedWords, signatures};
use super::spared::Spared;
use super::terms::{Term, Terms, Worth};
use super::vectors::Vectors;
use crate::progress::{Cancelled, Progress};

/// Looking through so many postings takes as long as looking at one document, by its signature and then word by word;
/// laying the text out for it, as long as at two more.
const POSTINGS_A_SCORE: usize = 256;
/// After so many shingles the candidates are held against the bound again. Their first postings are fetched together.
const SHINGLES_A_CHECK: usize = 8;
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

/// Sums of what the document at hand shares with each other one. One for each thread.
struct Counter {
    sums: Vec<f32>,
    /// Documents that have sums: room for all, and for one that is put behind them before it is known to have none.
    touched: Vec<u32>,
    /// The documents that can reach the floor, each with what the two can share besides single words.
    partners: Vec<(u32, f64)>,
    /// What the words of the document at hand weigh, for the weighted containment alone.
    weights: Vec<f32>,
    terms: Terms,
    wanted: WantedWords,
}

impl Counter {
    fn new(documents: usize) -> Self {
        Self {
            sums: vec![0.0; documents],
            touched: vec![0; documents + 1],
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
            Measure::WeightedContainment => signatures(index, &ranks.order),
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
                || (Counter::new(search.ranks.len()), Scorer::new(search.index)),
                |(counter, scorer), first| {
                    let mut found = Vec::new();
                    let last = (first + TASK_DOCUMENTS as u32).min(search.ranks.len() as u32);
                    for rank in first..last {
                        progress.checkpoint()?;
                        search.partners(rank, counter);
                        search.score(rank, counter, scorer, progress, &mut found)?;
                    }
                    if count.fetch_add(found.len(), Ordering::Relaxed) + found.len() > most {
                        return Err(NoPairs::TooMany);
                    }
                    progress.advance(u64::from(last - first));
                    Ok(found)
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
    fn fill_terms(&self, rank: u32, counter: &mut Counter) {
        let positions = self.ranks.positions(rank);
        let Counter { weights, terms, .. } = counter;
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

    /// Leaves in the counter the larger documents that can reach the floor with this one.
    fn partners(&self, rank: u32, counter: &mut Counter) {
        let words = self.word_bound(rank);
        self.fill_terms(rank, counter);
        let need = self.need(rank, rank);
        let Counter { sums, touched, partners, terms: Terms { terms, skipped, .. }, .. } = counter;
        // What the terms that are still to come can add. Their squares for vectors, whose parts add up that way.
        let is_vector = self.measure == Measure::Cosine;
        let part = |term: &Term| f64::from(if is_vector { term.value * term.value } else { term.value });
        let base = f64::from(if is_vector { *skipped * *skipped } else { *skipped });
        let mut rest: f64 = terms.iter().map(part).sum();
        let mut postings: usize = terms.iter().map(Term::documents).sum();
        let can_add = |rest: f64| if is_vector { (rest + base).max(0.0).sqrt() } else { (rest + base) * (1.0 + 1e-6) };
        let firsts_of = |terms: &[Term]| {
            let mut firsts = [Larger::default(); SHINGLES_A_CHECK];
            firsts.iter_mut().zip(terms).for_each(|(first, term)| *first = self.grams.first_larger(term.gram));
            firsts
        };
        let mut met = 0;
        let mut next_firsts = firsts_of(terms);
        for (number, chunk) in terms.chunks(SHINGLES_A_CHECK).enumerate() {
            // A document not met so far cannot reach the floor with what is left, but those met may still fall below it.
            let is_new_possible = words + can_add(rest) >= need;
            if !is_new_possible {
                let rest = can_add(rest);
                let mut kept = 0;
                for number in 0..met {
                    let other = touched[number];
                    let sum = &mut sums[other as usize];
                    let can_reach = words + f64::from(*sum) + rest >= need;
                    *sum = if can_reach { *sum } else { 0.0 };
                    touched[kept] = other;
                    kept += usize::from(can_reach);
                }
                met = kept;
                if met == 0 || (met + 2) * POSTINGS_A_SCORE <= postings {
                    break;
                }
            }
            // Those of the next shingles are under way while these are followed.
            let behind = terms.get((number + 1) * SHINGLES_A_CHECK..).unwrap_or_default();
            let firsts = std::mem::replace(&mut next_firsts, firsts_of(behind));
            for (&first, term) in firsts.iter().zip(chunk) {
                rest -= part(term);
                postings -= term.documents();
                let mut next = Some(first);
                while let Some(larger) = next {
                    let value = if is_vector { term.value * self.grams.value_of(larger) } else { term.value };
                    // Without a branch, as no processor can foresee which documents were met.
                    let sum = &mut sums[larger.rank() as usize];
                    let is_met = *sum > 0.0;
                    touched[met] = larger.rank();
                    met += usize::from(!is_met & is_new_possible);
                    *sum += if is_met | is_new_possible { value } else { 0.0 };
                    next = self.grams.next_larger(larger);
                }
            }
        }
        let rest = can_add(rest);
        for &other in &touched[..met] {
            let can_share = f64::from(std::mem::take(&mut sums[other as usize])) + rest;
            if words + can_share >= self.need(rank, other) {
                partners.push((other, can_share));
            }
        }
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
        counter: &mut Counter,
        scorer: &mut Scorer<'_>,
        progress: &Progress,
        found: &mut Vec<PairScore>,
    ) -> Result<(), Cancelled> {
        if counter.partners.is_empty() {
            return Ok(());
        }
        let document = self.ranks.document(rank);
        self.leave_out_by_signature(rank, counter);
        let mut is_laid_out = false;
        for (other, can_share) in counter.partners.drain(..) {
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
    fn leave_out_by_signature(&self, rank: u32, counter: &mut Counter) {
        if self.signatures.is_empty() {
            return;
        }
        let Counter { partners, weights, wanted, .. } = counter;
        wanted.fill(self.index, self.index.text_of(self.ranks.document(rank)), weights);
        partners.retain(|&(other, can_share)| {
            wanted.may_weigh(&self.signatures[other as usize], self.need(rank, other) - can_share)
        });
    }
}

/// For each word, by its position in order of rank, its share of its document's TF-IDF vector, taken to length 1; 0 where the word stood
/// before in the document.
fn unit_vectors(index: &SimilarityIndex, ranks: &Ranks, progress: &Progress) -> Result<Vec<f32>, Cancelled> {
    let vectors = ranks
        .order
        .par_iter()
        .with_min_len(index.document_count() / MOST_PARTS)
        .map_init(
            || Vectors::new(index),
            |vectors, &document| {
                progress.checkpoint()?;
                Ok(vectors.unit(index.text_of(document as usize)))
            },
        )
        .collect::<Result<Vec<Vec<f32>>, Cancelled>>()?;
    Ok(vectors.concat())
}
