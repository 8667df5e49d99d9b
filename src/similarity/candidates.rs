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

/// Looking through so many postings takes as long as one exact score; laying the text out for it, as long as two more.
const POSTINGS_A_SCORE: usize = 4_096;
/// After so many shingles the candidates are held against the bound again.
const SHINGLES_A_CHECK: usize = 8;
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
    /// What the document at hand has in common with others, the rarest first.
    terms: Vec<Term>,
    /// For each word of the document at hand: its gram, in how many documents it is, and where its term is.
    grams: Vec<(Gram, u32, u32)>,
    /// What the shingles of too many documents can add at most.
    skipped: f32,
}

/// A shingle of the document at hand that other documents have.
#[derive(Clone, Copy)]
struct Term {
    frequency: u32,
    gram: Gram,
    /// What it can add to the score.
    value: f32,
}

impl Counter {
    fn new(documents: usize) -> Self {
        Self { sums: vec![0.0; documents], touched: Vec::new(), terms: Vec::new(), grams: Vec::new(), skipped: 0.0 }
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

    /// Fills the terms of a document.
    fn fill_terms(&self, rank: u32, counter: &mut Counter) {
        let document = self.order[rank as usize] as usize;
        let positions = self.index.range(document);
        counter.grams.clear();
        counter.grams.extend(positions.clone().map(|position| match self.grams.at(position) {
            Gram::Shared(id) => (Gram::Shared(id), self.grams.ranks(id).len() as u32, u32::MAX),
            Gram::Twin(other) => (Gram::Twin(other), 2, u32::MAX),
            gram => (gram, u32::MAX, u32::MAX),
        }));
        counter.terms.clear();
        for (gram, frequency, term) in &mut counter.grams {
            if matches!(gram, Gram::Shared(_) | Gram::Twin(_)) {
                *term = counter.terms.len() as u32;
                counter.terms.push(Term { frequency: *frequency, gram: *gram, value: 0.0 });
            }
        }
        counter.skipped = 0.0;
        if self.measure == Measure::WeightedContainment {
            self.weigh_terms(self.index.words_of(document), counter);
        } else {
            let mut square = 0.0f32;
            for (&(gram, _, term), position) in counter.grams.iter().zip(positions) {
                let value = self.values.get(position).copied().unwrap_or(1.0);
                match counter.terms.get_mut(term as usize) {
                    Some(term) => term.value = value,
                    None if gram == Gram::Common => square += value * value,
                    None => {}
                }
            }
            // Of vectors, the part that two can share is bounded by the length of what is left; of sets, by its count.
            counter.skipped = if self.measure == Measure::Cosine { square.sqrt() } else { square };
        }
        counter.terms.sort_unstable_by_key(|term| term.frequency);
    }

    /// What each run of two words can add: its own weight, and that of the runs of three that it is the rarer half of. A
    /// run of three can only be shared where both its runs of two are.
    fn weigh_terms(&self, words: &[u32], counter: &mut Counter) {
        let Counter { grams, terms, skipped, .. } = counter;
        let mut add = |(gram, _, term): (Gram, u32, u32), value: f32| match terms.get_mut(term as usize) {
            Some(term) => term.value += value,
            None if gram == Gram::Common => *skipped += value,
            None => {}
        };
        let weight = |word: u32| self.weights[word as usize];
        for at in 0..words.len().saturating_sub(1) {
            let gram = grams[at];
            if gram.0 == Gram::Unique {
                continue;
            }
            let own = weight(words[at]) + weight(words[at + 1]);
            add(gram, own);
            if let (Some(&third), Some(&next)) = (words.get(at + 2), grams.get(at + 1))
                && next.0 != Gram::Unique
            {
                add(if next.1 < gram.1 { next } else { gram }, own + weight(third));
            }
        }
        if let ([_], [gram]) = (words, &grams[..]) {
            add(*gram, f32::MIN_POSITIVE);
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
        self.fill_terms(rank, counter);
        let Counter { sums, touched, terms, skipped, .. } = counter;
        // What the terms that are still to come can add. Their squares for vectors, whose parts add up that way.
        let is_vector = self.measure == Measure::Cosine;
        let part = |term: &Term| f64::from(if is_vector { term.value * term.value } else { term.value });
        let base = f64::from(if is_vector { *skipped * *skipped } else { *skipped });
        let mut rest: f64 = terms.iter().map(part).sum();
        let mut postings: usize = terms.iter().map(|term| term.frequency as usize).sum();
        let can_add = |rest: f64| if is_vector { (rest + base).max(0.0).sqrt() } else { (rest + base) * (1.0 + 1e-6) };
        for (at, term) in terms.iter().enumerate() {
            // A document not met so far cannot reach the floor with what is left, but those met may still fall below it.
            let is_new_possible = words + can_add(rest) >= need;
            if !is_new_possible && at % SHINGLES_A_CHECK == 0 {
                touched.retain(|&other| {
                    let can_reach = words + f64::from(sums[other as usize]) + can_add(rest) >= need;
                    if !can_reach {
                        sums[other as usize] = 0.0;
                    }
                    can_reach
                });
                if touched.is_empty() || (touched.len() + 2) * POSTINGS_A_SCORE <= postings {
                    break;
                }
            }
            rest -= part(term);
            postings -= term.frequency as usize;
            let mut add = |other: u32, value: f32| {
                let sum = &mut sums[other as usize];
                if *sum == 0.0 {
                    if !is_new_possible {
                        return;
                    }
                    touched.push(other);
                }
                *sum += value;
            };
            match term.gram {
                Gram::Twin(other) if other > rank => add(other, term.value),
                Gram::Shared(id) if is_vector => {
                    let (ranks, values) = (self.grams.ranks(id), self.grams.values(id));
                    for (&other, value) in ranks.iter().zip(values).rev().take_while(|&(&other, _)| other > rank) {
                        add(other, term.value * value);
                    }
                }
                Gram::Shared(id) => {
                    for &other in self.grams.ranks(id).iter().rev().take_while(|&&other| other > rank) {
                        add(other, term.value);
                    }
                }
                _ => {}
            }
        }
        let rest = can_add(rest);
        touched.retain(|&other| {
            let sum = std::mem::take(&mut sums[other as usize]);
            let need = match self.measure {
                Measure::Jaccard => {
                    let both = self.totals(rank).shingles + self.totals(other).shingles;
                    self.floor / (1.0 + self.floor) * f64::from(both) * BOUND_SLACK
                }
                _ => need,
            };
            words + f64::from(sum) + rest >= need
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
