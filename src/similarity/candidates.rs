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
use super::gram::{Class, Gram, UNIQUE_KIND};
use super::grams::{Grams, Larger};
use super::index::{MOST_PARTS, SimilarityIndex, WEIGHT_ONE};
use super::matrix::{LeftOut, PairScore};
use super::numbered::Totals;
use super::postings::GramPlan;
use super::ranks::Ranks;
use super::scorer::{Scorer, Wanted};
use super::settings::Measure;
use super::spared::Spared;
use super::vectors::Vectors;
use crate::progress::{Cancelled, Progress};

/// Looking through so many postings takes as long as one exact score; laying the text out for it, as long as two more.
const POSTINGS_A_SCORE: usize = 128;
/// After so many shingles the candidates are held against the bound again. Their first postings are fetched together.
const SHINGLES_A_CHECK: usize = 8;
/// Words with lower numbers are in so many documents that a signature is asked for them last.
const EVERYDAY_WORDS: u32 = 1_024;
/// After so many words a signature is held against the bound again.
const WORDS_A_CHECK: usize = 16;
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
    /// Weights of words in whole units.
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
    /// The words of the document at hand at which shingles start that lead to others, and the kinds of these.
    leads: Vec<u32>,
    /// Those at which shingles of too many documents start.
    commons: Vec<u32>,
    kinds: Vec<u8>,
    /// For each word of the document at hand, its weight, and what the shingle that starts there can add.
    weights: Vec<f32>,
    values: Vec<f32>,
    /// What the document at hand has in common with larger ones, the rarest first.
    terms: Vec<Term>,
    /// What the shingles of too many documents can add at most.
    skipped: f32,
    /// The words of the document at hand that others may have: their bits in a signature, and their weights.
    words: Vec<(u32, f32)>,
    /// Those of them that very many documents have.
    everyday: Vec<(u32, f32)>,
}

/// A shingle of the document at hand that larger documents have.
#[derive(Clone, Copy, Default)]
struct Term {
    gram: Gram,
    /// What it can add to the score.
    value: f32,
}

impl Counter {
    fn new(documents: usize) -> Self {
        Self {
            sums: vec![0.0; documents],
            touched: vec![0; documents + 1],
            partners: Vec::new(),
            leads: Vec::new(),
            commons: Vec::new(),
            weights: Vec::new(),
            kinds: Vec::new(),
            values: Vec::new(),
            terms: Vec::new(),
            skipped: 0.0,
            words: Vec::new(),
            everyday: Vec::new(),
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
        let weights = index.weights.iter().map(|&weight| (weight as f64 / WEIGHT_ONE) as f32).collect();
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
        let grams = self.grams.of_range(positions.clone());
        let Counter { leads, commons, kinds, values, weights, terms, skipped, .. } = counter;
        // Put side by side without a branch, as no processor can foresee which they are.
        for list in [&mut *leads, &mut *commons] {
            list.clear();
            list.resize(grams.len(), 0);
        }
        let (mut lead_count, mut common_count) = (0, 0);
        for (&gram, at) in grams.iter().zip(0u32..) {
            leads[lead_count] = at;
            lead_count += usize::from(gram.leads());
            commons[common_count] = at;
            common_count += usize::from(gram == Gram::COMMON);
        }
        leads.truncate(lead_count);
        commons.truncate(common_count);
        values.clear();
        if self.measure == Measure::WeightedContainment {
            values.resize(grams.len(), 0.0);
            let text = self.index.text_of(self.ranks.document(rank));
            weights.clear();
            weights.extend(text.words.iter().map(|&word| self.weights[word as usize]));
            weigh(grams, (leads, commons), weights, text.earlier, values);
        } else if self.values.is_empty() {
            values.resize(grams.len(), 1.0);
        } else {
            values.extend_from_slice(&self.values[positions]);
        }
        // Of vectors, the part that two can share is bounded by the length of what is left; of sets, by its count.
        let common = commons.iter().map(|&at| values[at as usize]);
        *skipped = match self.measure {
            Measure::Cosine => common.map(|value| value * value).sum::<f32>().sqrt(),
            _ => common.sum(),
        };
        let mut ends = [0; UNIQUE_KIND as usize + 1];
        kinds.clear();
        kinds.extend(leads.iter().map(|&at| {
            // What adds nothing leads nowhere.
            let kind = if values[at as usize] > 0.0 { grams[at as usize].kind() } else { UNIQUE_KIND };
            ends[usize::from(kind)] += 1;
            kind
        }));
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let used = ends[usize::from(UNIQUE_KIND)];
        terms.clear();
        terms.resize(start, Term::default());
        for (&at, &kind) in leads.iter().zip(&*kinds) {
            let end = &mut ends[usize::from(kind)];
            terms[*end] = Term { gram: grams[at as usize], value: values[at as usize] };
            *end += 1;
        }
        terms.truncate(used);
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
        let Counter { sums, touched, partners, terms, skipped, .. } = counter;
        // What the terms that are still to come can add. Their squares for vectors, whose parts add up that way.
        let is_vector = self.measure == Measure::Cosine;
        let part = |term: &Term| f64::from(if is_vector { term.value * term.value } else { term.value });
        let base = f64::from(if is_vector { *skipped * *skipped } else { *skipped });
        let mut rest: f64 = terms.iter().map(part).sum();
        let documents = |term: &Term| Class::documents_of(term.gram.kind());
        let mut postings: usize = terms.iter().map(documents).sum();
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
                postings -= documents(term);
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
        let Counter { partners, words, everyday, .. } = counter;
        let text = self.index.text_of(self.ranks.document(rank));
        // The rarer first: the heavier the words that are looked for, the sooner it shows that too many are lacking. Both
        // kinds are put side by side without a branch, as no processor can foresee which they are.
        for list in [&mut *words, &mut *everyday] {
            list.clear();
            list.resize(text.words.len(), (0, 0.0));
        }
        let (mut rare_count, mut everyday_count) = (0, 0);
        for (&word, &earlier) in text.words.iter().zip(text.earlier) {
            let entry = (signature_bit(word), self.weights[word as usize]);
            let is_asked = (earlier == 0) & !self.index.is_in_one_document(word);
            let is_everyday = word < EVERYDAY_WORDS;
            words[rare_count] = entry;
            rare_count += usize::from(is_asked & !is_everyday);
            everyday[everyday_count] = entry;
            everyday_count += usize::from(is_asked & is_everyday);
        }
        words.truncate(rare_count);
        words.extend_from_slice(&everyday[..everyday_count]);
        let all: f32 = words.iter().map(|&(_, weight)| weight).sum();
        partners.retain(|&(other, can_share)| {
            let signature = &self.signatures[other as usize];
            let lacks = |bit: u32| !signature[bit as usize >> 6] >> (bit & 63) & 1;
            // What the words that the other lacks may weigh at most.
            let room = f64::from(all) * (1.0 + 1e-5) + can_share - self.need(rank, other);
            let mut lacking = 0.0;
            words.chunks(WORDS_A_CHECK).all(|chunk| {
                lacking += chunk.iter().map(|&(bit, weight)| weight * lacks(bit) as f32).sum::<f32>();
                f64::from(lacking) <= room
            })
        });
    }
}

/// Notes what each run of two words can add: its own weight, and that of the runs of three that it is the rarer half
/// of. A run of three can only be shared where both its runs of two are.
fn weigh(grams: &[Gram], (leads, commons): (&[u32], &[u32]), weights: &[f32], earlier: &[u8], values: &mut [f32]) {
    if let [value] = values {
        *value = f32::MIN_POSITIVE;
    }
    // By factors rather than branches: no processor can foresee which shingles are repeated or unique.
    let factor = |is_so: bool| f32::from(u8::from(is_so));
    for at in leads.iter().map(|&at| at as usize).filter(|at| at + 1 < weights.len()) {
        let own = weights[at] + weights[at + 1];
        values[at] += own * factor(earlier[at] < 2);
        if let Some(before) = at.checked_sub(1) {
            let is_rarer = (grams[before] == Gram::COMMON) & (earlier[before] < 3);
            values[at] += (weights[before] + own) * factor(is_rarer);
        }
        // There is no shingle of three behind the last two words.
        if at + 2 == weights.len() {
            continue;
        }
        let (gram, next) = (grams[at], grams[at + 1]);
        let is_of_one = gram.the_one().is_some() & next.the_one().is_some();
        let is_shared = (next != Gram::UNIQUE) & (!is_of_one | (gram == next));
        let rarer = at + usize::from(next.kind() < gram.kind());
        values[rarer] += (own + weights[at + 2]) * factor(is_shared & (earlier[at] < 3));
    }
    for at in commons.iter().map(|&at| at as usize).filter(|at| at + 1 < weights.len()) {
        let own = weights[at] + weights[at + 1];
        values[at] += own * factor(earlier[at] < 2);
        if at + 2 < weights.len() {
            let is_in_two = (grams[at + 1] == Gram::COMMON) & (earlier[at] < 3);
            values[at] += (own + weights[at + 2]) * factor(is_in_two);
        }
    }
}

/// A set of words in few bits: those of a word that is in the set are set, those of most others are not.
type Signature = [u64; SIGNATURE_BITS as usize / 64];

/// Bits of a signature. An article of 150 different words sets one in seven.
const SIGNATURE_BITS: u32 = 1_024;

fn signature_bit(word: u32) -> u32 {
    word.wrapping_mul(0x9E37_79B1) >> (u32::BITS - SIGNATURE_BITS.ilog2())
}

/// The signatures of the documents in the order given.
fn signatures(index: &SimilarityIndex, order: &[u32]) -> Vec<Signature> {
    order
        .par_iter()
        .map(|&document| {
            let mut signature = Signature::default();
            for &word in index.words_of(document as usize) {
                let bit = signature_bit(word);
                signature[bit as usize >> 6] |= 1 << (bit & 63);
            }
            signature
        })
        .collect()
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
