//! Which pairs can reach a threshold, and their exact score.
//!
//! The documents are ranked by size. For each, the rarest shingles are looked up among the larger documents, as few as
//! are needed so that no pair at the threshold can hide among the others (the prefix filter of Bayardo, Ma and Srikant,
//! "Scaling up all pairs similarity search", 2007). What was counted, plus all that was not looked at, bounds the score
//! from above; pairs whose bound reaches the threshold get the exact score. So nothing is missed, except pairs that
//! share nothing outside the shingles of very many documents, and these are counted and reported.

use rayon::prelude::*;

use super::grams::{Gram, GramPlan, Grams, Repeats};
use super::index::{SimilarityIndex, WEIGHT_ONE};
use super::matrix::BoilerplateReport;
use super::scorer::{Scorer, Totals};
use super::settings::Measure;
use crate::progress::{Cancelled, Progress};

/// Shingles of at most so many documents are always looked up: that is cheap and makes the bound tight.
const RARE_DOCUMENTS: usize = 128;
/// Sums of 32-bit fractions are trusted to this relative error; a pair this close to the threshold gets an exact score.
const BOUND_SLACK: f64 = 0.99;
/// Documents that one task takes at a time.
const TASK_DOCUMENTS: usize = 32;

/// A pair with its exact score by the chosen measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ScoredPair {
    /// The document with the smaller id.
    pub(super) a: u32,
    /// The other.
    pub(super) b: u32,
    /// In [0, 1].
    pub(super) score: f64,
}

/// All pairs at or above `floor` by the index's measure, in order of `a`, then `b`.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn pairs_from(
    index: &SimilarityIndex,
    totals: &[Totals],
    floor: f64,
    progress: &Progress,
) -> Result<(Vec<ScoredPair>, BoilerplateReport), Cancelled> {
    let limit = index.frequency_limit();
    let search = Search::new(index, totals, floor, limit, progress)?;
    let tasks: Vec<u32> = (0..search.order.len() as u32).step_by(TASK_DOCUMENTS).collect();
    let found = tasks
        .into_par_iter()
        .map_init(
            || (Counter::new(search.order.len()), Scorer::new(index)),
            |(counter, scorer), first| {
                let mut found = Vec::new();
                let last = (first + TASK_DOCUMENTS as u32).min(search.order.len() as u32);
                for rank in first..last {
                    progress.checkpoint()?;
                    search.partners(rank, counter);
                    search.score(rank, counter, scorer, progress, &mut found)?;
                    progress.advance(1);
                }
                Ok(found)
            },
        )
        .collect::<Result<Vec<Vec<ScoredPair>>, Cancelled>>()?;
    let mut pairs = found.concat();
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    Ok((pairs, BoilerplateReport { shingles: search.grams.common, document_limit: limit }))
}

/// Everything that is the same for all documents of one search.
struct Search<'a> {
    index: &'a SimilarityIndex,
    totals: &'a [Totals],
    measure: Measure,
    floor: f64,
    /// Documents by rank: the smaller first.
    order: Vec<u32>,
    grams: Grams,
    /// The TF-IDF value of the word at each position, 0 where it stood before; for the cosine alone.
    values: Vec<f32>,
    /// Weights of words in whole units.
    weights: Vec<f32>,
    /// For each rank, the next one with the very same words.
    next_twin: Vec<u32>,
}

/// Sums of what the document at hand shares with each other one. One for each thread.
struct Counter {
    sums: Vec<f32>,
    touched: Vec<u32>,
    /// For each word of the document at hand: its gram and what it can add to the score.
    terms: Vec<(Gram, f32)>,
    /// What the shingles that were not looked up can add at most.
    skipped: f32,
}

impl Counter {
    fn new(documents: usize) -> Self {
        Self { sums: vec![0.0; documents], touched: Vec::new(), terms: Vec::new(), skipped: 0.0 }
    }
}

impl<'a> Search<'a> {
    fn new(
        index: &'a SimilarityIndex,
        totals: &'a [Totals],
        floor: f64,
        limit: usize,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let measure = index.settings.measure;
        let mut order: Vec<u32> = (0..totals.len() as u32).collect();
        order.par_sort_by_key(|&document| {
            let totals = &totals[document as usize];
            (if measure == Measure::WeightedContainment { totals.weight } else { u64::from(totals.shingles) }, document)
        });
        let values = if measure == Measure::Cosine { unit_vectors(index, progress)? } else { Vec::new() };
        let (len, repeats) = match measure {
            Measure::WeightedContainment => (2, Repeats::Marked),
            Measure::Jaccard | Measure::Containment => (index.settings.shingle_len(), Repeats::Dropped),
            Measure::Cosine => (1, Repeats::Dropped),
            Measure::Coverage => (index.settings.coverage_run_len(), Repeats::Dropped),
        };
        let plan = GramPlan { len, limit, repeats, order: &order, values: &values };
        let grams = Grams::new(index, &plan, progress)?;
        let weights = index.weights.iter().map(|&weight| (weight as f64 / WEIGHT_ONE) as f32).collect();
        let next_twin = twins(index, &order);
        Ok(Self { index, totals, measure, floor, order, grams, values, weights, next_twin })
    }

    fn totals(&self, rank: u32) -> &Totals {
        &self.totals[self.order[rank as usize] as usize]
    }

    /// What the document must share with a larger one to reach the floor with it, at least.
    fn need(&self, rank: u32) -> f64 {
        let totals = self.totals(rank);
        let shingles = f64::from(totals.shingles);
        match self.measure {
            Measure::WeightedContainment => self.floor * (totals.weight as f64 / WEIGHT_ONE),
            Measure::Containment => self.floor * shingles,
            // Shared / (both - shared) >= floor, and the other document has no fewer shingles.
            Measure::Jaccard => 2.0 * self.floor / (1.0 + self.floor) * shingles,
            Measure::Cosine => self.floor,
            Measure::Coverage => 1.0,
        }
    }

    /// Fills the terms of a document. Shingles in more than `rare` documents are left for the bound.
    fn fill_terms(&self, rank: u32, rare: usize, counter: &mut Counter) {
        let document = self.order[rank as usize] as usize;
        let positions = self.index.range(document);
        let words = self.index.words_of(document);
        counter.terms.clear();
        counter.terms.extend(positions.clone().map(|position| {
            let gram = match self.grams.at(position) {
                Gram::Shared(id) if self.grams.ranks(id).len() > rare => Gram::Common,
                gram => gram,
            };
            (gram, 0.0)
        }));
        counter.skipped = 0.0;
        match self.measure {
            Measure::WeightedContainment => self.weigh_terms(words, counter),
            Measure::Cosine => {
                let mut square = 0.0f32;
                for ((gram, value), position) in counter.terms.iter_mut().zip(positions) {
                    *value = self.values[position];
                    if *gram == Gram::Common {
                        square += *value * *value;
                    }
                }
                counter.skipped = square.sqrt();
            }
            _ => {
                for (gram, value) in &mut counter.terms {
                    *value = 1.0;
                    counter.skipped += f32::from(u8::from(*gram == Gram::Common));
                }
            }
        }
    }

    /// What each run of two words can add: its own weight, and that of the run of three that it starts or, where that
    /// one's first two words are too common to be looked up, ends. A run of three can only be shared where both its
    /// runs of two are.
    fn weigh_terms(&self, words: &[u32], counter: &mut Counter) {
        let weight = |word: u32| self.weights[word as usize];
        for at in 0..words.len().saturating_sub(1) {
            let own = weight(words[at]) + weight(words[at + 1]);
            let gram = counter.terms[at].0;
            match gram {
                Gram::Shared(_) => counter.terms[at].1 += own,
                Gram::Common => counter.skipped += own,
                Gram::Unique | Gram::None => continue,
            }
            let Some(&third) = words.get(at + 2) else { continue };
            let both = own + weight(third);
            match (gram, counter.terms[at + 1].0) {
                (_, Gram::Unique | Gram::None) => {}
                (Gram::Common, Gram::Shared(_)) => counter.terms[at + 1].1 += both,
                (Gram::Common, Gram::Common) => counter.skipped += both,
                _ => counter.terms[at].1 += both,
            }
        }
    }

    /// What single words can add to the score of a pair whose smaller document this is.
    fn word_bound(&self, rank: u32) -> f64 {
        if self.measure == Measure::WeightedContainment {
            self.totals(rank).word_weight as f64 / WEIGHT_ONE
        } else {
            0.0
        }
    }

    /// Leaves in the counter the larger documents that can reach the floor with this one.
    fn partners(&self, rank: u32, counter: &mut Counter) {
        let need = self.need(rank) * BOUND_SLACK;
        let words = self.word_bound(rank);
        let mut rare = RARE_DOCUMENTS;
        self.fill_terms(rank, rare, counter);
        // Half of what is needed may hide in what is not looked up; more would let too many pairs through.
        while words + f64::from(counter.skipped) > words + (need - words).max(0.0) / 2.0 && rare < self.order.len() {
            rare *= 2;
            self.fill_terms(rank, rare, counter);
        }
        let Counter { sums, touched, terms, skipped } = counter;
        for &(gram, term) in terms.iter() {
            let Gram::Shared(id) = gram else { continue };
            let ranks = self.grams.ranks(id);
            let mut add = |other: u32, value: f32| {
                let sum = &mut sums[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += value;
            };
            if self.values.is_empty() {
                for &other in ranks.iter().rev().take_while(|&&other| other > rank) {
                    add(other, term);
                }
            } else {
                let values = self.grams.values(id);
                for (&other, value) in ranks.iter().zip(values).rev().take_while(|&(&other, _)| other > rank) {
                    add(other, term * value);
                }
            }
        }
        touched.retain(|&other| {
            let sum = std::mem::take(&mut sums[other as usize]);
            let need = match self.measure {
                Measure::Jaccard => {
                    let both = self.totals(rank).shingles + self.totals(other).shingles;
                    self.floor / (1.0 + self.floor) * f64::from(both) * BOUND_SLACK
                }
                _ => need,
            };
            words + f64::from(sum + *skipped) >= need
        });
        let mut twin = self.next_twin[rank as usize];
        while twin != u32::MAX {
            touched.push(twin);
            twin = self.next_twin[twin as usize];
        }
        touched.sort_unstable();
        touched.dedup();
    }

    /// Moves the pairs of a document that do reach the floor into `found`.
    fn score(
        &self,
        rank: u32,
        counter: &mut Counter,
        scorer: &mut Scorer<'_>,
        progress: &Progress,
        found: &mut Vec<ScoredPair>,
    ) -> Result<(), Cancelled> {
        if counter.touched.is_empty() {
            return Ok(());
        }
        let document = self.order[rank as usize];
        scorer.lay_out(self.index.words_of(document as usize));
        for other in counter.touched.drain(..) {
            progress.checkpoint()?;
            let partner = self.order[other as usize];
            let words = self.index.words_of(partner as usize);
            let score = scorer.score(words, self.measure, self.totals(rank), self.totals(other));
            if score >= self.floor && score > 0.0 {
                found.push(ScoredPair { a: document.min(partner), b: document.max(partner), score });
            }
        }
        Ok(())
    }
}

/// For each rank, the next rank of a document with the very same words, or `u32::MAX`.
fn twins(index: &SimilarityIndex, order: &[u32]) -> Vec<u32> {
    let mut next = vec![u32::MAX; order.len()];
    let mut last: rustc_hash::FxHashMap<&[u32], usize> = rustc_hash::FxHashMap::default();
    for (rank, &document) in order.iter().enumerate() {
        let words = index.words_of(document as usize);
        if !words.is_empty()
            && let Some(before) = last.insert(words, rank)
        {
            next[before] = rank as u32;
        }
    }
    next
}

/// For each word of the corpus its share of its document's TF-IDF vector, taken to length 1; 0 where the word stood
/// before in the document.
fn unit_vectors(index: &SimilarityIndex, progress: &Progress) -> Result<Vec<f32>, Cancelled> {
    let vectors = (0..index.document_count())
        .into_par_iter()
        .map_init(
            || Scorer::new(index),
            |scorer, document| {
                progress.checkpoint()?;
                Ok(scorer.unit_vector(index.words_of(document)))
            },
        )
        .collect::<Result<Vec<Vec<f32>>, Cancelled>>()?;
    Ok(vectors.concat())
}
