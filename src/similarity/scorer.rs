//! The exact measures of one pair.
//!
//! One text is laid out in a small table of its pairs of neighbouring words, then any number of others are held against
//! it, each in one walk that finds for every word how far the text laid out goes along with it. All measures follow from
//! these lengths: a shingle of `n` words is shared where the length is `n` or more, and counts once where it stands in
//! its text for the first time (see [`Earlier`](super::earlier::Earlier)).
//!
//! The sources: Jaccard and containment of shingles are Broder's ("On the resemblance and containment of documents",
//! 1997); the weights are inverse document frequencies (Spärck Jones 1972) with 1 added inside the logarithm, so that
//! two texts alone can be compared; the cosine is that of (1 + ln tf) · idf (Salton and Buckley 1988). All sums are of
//! whole numbers, so no score depends on the order of its terms.

use rustc_hash::FxHashSet;

use super::index::{SimilarityIndex, WEIGHT_ONE};
use super::matrix::{PairScore, SharedRun};
use super::runs::{Run, longest_run_by_halving};
use super::settings::Measure;
use super::shingles::scramble;
use super::totals::{Text, Totals};
use crate::corpus::DocumentId;

/// Which text of a pair is the one laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaidOut {
    /// The first, `a`.
    First,
    /// The second, `b`.
    Second,
}

/// Lays out one text and holds others against it. Space is a few dozen bytes for each word of the longest text and 12
/// for each word of the vocabulary.
pub(super) struct Scorer<'a> {
    index: &'a SimilarityIndex,
    shingle_len: usize,
    run_len: usize,
    left: Vec<u32>,
    left_earlier: Vec<u8>,
    /// Square of the length of the left TF-IDF vector.
    left_square: Option<u128>,
    /// [`damped`] of small counts.
    damped: Vec<f64>,
    /// Bits that say which words the left text may have: most that it lacks are told without leaving the nearest cache.
    filter: Box<[u64; FILTER_WORDS]>,
    /// By word number.
    words: Vec<WordSlot>,
    /// Pairs of neighbouring words of the left text, once they are asked for; the length is a power of two.
    pairs: Vec<PairSlot>,
    has_pairs: bool,
    /// For each word of the left text, the next place at which the same two words stand, plus 1.
    next_place: Vec<u32>,
    /// Marks what belongs to the left text now laid out.
    epoch: u32,
    /// The words of the right text that stand in the left one as well: their places, and after a walk how many words
    /// from there are a run of the left one.
    met: Vec<Met>,
    /// Shared runs of at least `run_len` words: where they are on the left, and how long.
    left_runs: Vec<(u32, u32)>,
    /// How often each word stands in the right text, 0 between calls.
    right_counts: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct WordSlot {
    epoch: u32,
    count: u32,
}

#[derive(Clone, Copy, Default)]
struct PairSlot {
    key: u64,
    epoch: u32,
    /// The first place, plus 1.
    place: u32,
}

/// A word of the right text that the left one has.
#[derive(Clone, Copy)]
struct Met {
    place: u32,
    length: u32,
}

/// Bits of the filter, as a power of two: an article of 300 different words sets one in 27.
const FILTER_BITS: u32 = 13;
const FILTER_WORDS: usize = 1 << (FILTER_BITS - 6);

/// Steps of a walk for each word of both texts; only texts that repeat themselves endlessly take more.
const STEPS_A_WORD: usize = 64;
/// Steps that any walk may take.
const FREE_STEPS: usize = 10_000;

impl<'a> Scorer<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self {
            index,
            shingle_len: index.settings.shingle_len(),
            run_len: index.settings.coverage_run_len(),
            left: Vec::new(),
            left_earlier: Vec::new(),
            left_square: None,
            damped: (0..64).map(damped).collect(),
            filter: Box::new([0; FILTER_WORDS]),
            words: vec![WordSlot::default(); index.lexicon.len()],
            pairs: vec![PairSlot::default(); 1 << 9],
            has_pairs: false,
            next_place: Vec::new(),
            epoch: 0,
            met: Vec::new(),
            left_runs: Vec::new(),
            right_counts: Vec::new(),
        }
    }

    /// Lays out a text.
    pub(super) fn lay_out(&mut self, text: Text<'_>) {
        let words = text.words;
        self.epoch += 1;
        self.left.clear();
        self.left.extend_from_slice(words);
        self.left_earlier.clear();
        self.left_earlier.extend_from_slice(text.earlier);
        self.left_square = None;
        self.has_pairs = false;
        self.filter.fill(0);
        let highest = words.iter().max().map_or(0, |&word| word as usize);
        if self.words.len() <= highest {
            self.words.resize(highest + 1, WordSlot::default());
        }
        for &word in words {
            let slot = &mut self.words[word as usize];
            if slot.epoch != self.epoch {
                *slot = WordSlot { epoch: self.epoch, count: 0 };
                let (at, bit) = filter_bit(word);
                self.filter[at] |= bit;
            }
            slot.count += 1;
        }
    }

    /// Lays out the pairs of words as well, the first time that they are needed.
    fn lay_out_pairs(&mut self) {
        if std::mem::replace(&mut self.has_pairs, true) {
            return;
        }
        let len = self.left.len();
        if self.pairs.len() < 2 * len {
            self.pairs = vec![PairSlot::default(); (2 * len).next_power_of_two()];
        }
        self.next_place.clear();
        self.next_place.resize(len, 0);
        // From the back, so that the first place is the last one put down.
        for at in (1..len).rev().map(|next| next - 1) {
            let key = pair_key(self.left[at], self.left[at + 1]);
            let slot = self.probe(key);
            let slot = &mut self.pairs[slot];
            if slot.epoch != self.epoch {
                *slot = PairSlot { key, epoch: self.epoch, place: 0 };
            }
            self.next_place[at] = std::mem::replace(&mut slot.place, at as u32 + 1);
        }
    }

    /// Where a pair of words is in the table, or would be.
    #[inline]
    fn probe(&self, key: u64) -> usize {
        let mask = self.pairs.len() - 1;
        let mut at = scramble(key) as usize & mask;
        while self.pairs[at].epoch == self.epoch && self.pairs[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// The first place of a pair of words in the text laid out plus 1, or 0.
    #[inline]
    fn first_place(&self, one: u32, next: u32) -> u32 {
        let slot = &self.pairs[self.probe(pair_key(one, next))];
        if slot.epoch == self.epoch { slot.place } else { 0 }
    }

    #[inline]
    fn has_word(&self, word: u32) -> bool {
        let (at, bit) = filter_bit(word);
        self.filter[at] & bit != 0 && self.words.get(word as usize).is_some_and(|slot| slot.epoch == self.epoch)
    }

    /// Finds the words of `right` that the text laid out has, and gives the weight of the distinct ones.
    pub(super) fn meet(&mut self, right: Text<'_>) -> u64 {
        let mut met = std::mem::take(&mut self.met);
        met.clear();
        let mut weight = 0;
        for (place, &word) in right.words.iter().enumerate() {
            if self.has_word(word) {
                met.push(Met { place: place as u32, length: 1 });
                weight += if right.earlier[place] == 0 { self.index.weight(word) } else { 0 };
            }
        }
        self.met = met;
        weight
    }

    /// Finds how far the texts go along with each other from each word met, and gives the longest shared run.
    pub(super) fn walk(&mut self, right: &[u32], laid_out: LaidOut) -> Run {
        self.lay_out_pairs();
        let mut met = std::mem::take(&mut self.met);
        let mut left_runs = std::mem::take(&mut self.left_runs);
        left_runs.clear();
        let left = &self.left[..];
        let mut steps = STEPS_A_WORD * (left.len() + right.len()) + FREE_STEPS;
        let mut best = Run::default();
        // Where the shared run that goes furthest on the right ends.
        let mut reach = 0;
        for number in 0..met.len() {
            let at = met[number].place as usize;
            if met.get(number + 1).is_some_and(|next| next.place as usize == at + 1) {
                let mut place = self.first_place(right[at], right[at + 1]);
                while let Some(on_left) = (place as usize).checked_sub(1) {
                    place = self.next_place[on_left];
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
                    if len >= self.run_len {
                        left_runs.push((on_left as u32, len as u32));
                    }
                }
                if steps == 0 {
                    break;
                }
            }
            met[number].length = (reach.max(at + 1) - at) as u32;
        }
        (self.met, self.left_runs) = (met, left_runs);
        if steps == 0 {
            self.walk_by_sets(right, laid_out)
        } else if best.len == 0 {
            self.shared_word(right, laid_out)
        } else {
            best
        }
    }

    /// The shared word that stands furthest in front, for texts that share no two neighbouring words.
    fn shared_word(&self, right: &[u32], laid_out: LaidOut) -> Run {
        let first_on_left = |word| self.left.iter().position(|&other| other == word);
        let found = self.met.iter().filter_map(|met| {
            let place = met.place as usize;
            Some(Run::of(laid_out, first_on_left(right[place])?, place, 1))
        });
        found.fold(Run::default(), Run::better)
    }

    /// The same as [`walk`](Self::walk), except that a length is only as exact as the measures need it: linear whatever
    /// the texts, for those that repeat themselves so much that following every match would take the square.
    fn walk_by_sets(&mut self, right: &[u32], laid_out: LaidOut) -> Run {
        for met in &mut self.met {
            met.length = 1;
        }
        for len in [2, 3, self.shingle_len, self.run_len] {
            let on_left: FxHashSet<&[u32]> = self.left.windows(len).collect();
            for met in &mut self.met {
                let place = met.place as usize;
                if right.get(place..place + len).is_some_and(|window| on_left.contains(window)) {
                    met.length = met.length.max(len as u32);
                }
            }
        }
        let on_right: FxHashSet<&[u32]> = right.windows(self.run_len).collect();
        self.left_runs.clear();
        for (window, at) in self.left.windows(self.run_len).zip(0u32..) {
            if on_right.contains(window) {
                self.left_runs.push((at, self.run_len as u32));
            }
        }
        match laid_out {
            LaidOut::First => longest_run_by_halving(&self.left, right),
            LaidOut::Second => longest_run_by_halving(right, &self.left),
        }
    }

    /// The weight of the shingles of one to three words that both texts have, after a walk.
    fn shared_weight(&self, right: Text<'_>) -> u64 {
        let mut sum = 0;
        for met in &self.met {
            let at = met.place as usize;
            let earlier = u32::from(right.earlier[at]);
            if earlier >= met.length.min(3) {
                continue;
            }
            let mut weight = 0;
            for (len, &word) in (1..=met.length.min(3)).zip(&right.words[at..]) {
                weight += self.index.weight(word);
                sum += if earlier < len { weight } else { 0 };
            }
        }
        sum
    }

    /// How many distinct shingles both texts have, after a walk.
    fn shared_shingles(&self, right: Text<'_>) -> u32 {
        let len = self.shingle_len;
        if right.words.len() < len {
            // A text shorter than a shingle is like its equal alone.
            return u32::from(!right.words.is_empty() && self.left == right.words);
        }
        let is_shared = |met: &&Met| met.length as usize >= len && usize::from(right.earlier[met.place as usize]) < len;
        self.met.iter().filter(is_shared).count() as u32
    }

    /// Words inside shared runs of at least the set length, on the left and on the right, after a walk.
    fn covered(&mut self, right: &[u32]) -> (usize, usize) {
        let len = self.run_len;
        if right.len() < len {
            let is_same = self.left == right;
            return if is_same { (right.len(), right.len()) } else { (0, 0) };
        }
        if self.left_runs.is_empty() {
            return (0, 0);
        }
        let mut on_right = CoveredWords::default();
        for met in self.met.iter().filter(|met| met.length as usize >= len) {
            on_right.add(met.place as usize, len);
        }
        let mut on_left = CoveredWords::default();
        self.left_runs.sort_unstable();
        for &(at, len) in &self.left_runs {
            on_left.add(at as usize, len as usize);
        }
        (on_left.count, on_right.count)
    }

    /// A word's part in a TF-IDF vector, as a whole number.
    fn tf_idf(&self, count: u32, word: u32) -> u128 {
        let damped = self.damped.get(count as usize).copied().unwrap_or_else(|| damped(count));
        u128::from((damped * self.index.weight(word) as f64 + 0.5) as u64)
    }

    /// Cosine of the TF-IDF vectors. Needs no walk.
    fn cosine(&mut self, right: Text<'_>) -> f64 {
        let left_square = self.left_square.unwrap_or_else(|| {
            let first = self.left.iter().zip(&self.left_earlier).filter(|(_, earlier)| **earlier == 0);
            first.map(|(&word, _)| self.tf_idf(self.words[word as usize].count, word).pow(2)).sum()
        });
        self.left_square = Some(left_square);
        self.count_right(right.words);
        let (mut dot, mut square) = (0, 0);
        for (&word, _) in right.words.iter().zip(right.earlier).filter(|(_, earlier)| **earlier == 0) {
            let count = std::mem::take(&mut self.right_counts[word as usize]);
            let value = self.tf_idf(count, word);
            square += value * value;
            if self.has_word(word) {
                dot += value * self.tf_idf(self.words[word as usize].count, word);
            }
        }
        let norms = (left_square as f64).sqrt() * (square as f64).sqrt();
        if norms == 0.0 { 0.0 } else { (dot as f64 / norms).min(1.0) }
    }

    fn count_right(&mut self, words: &[u32]) {
        let highest = words.iter().max().map_or(0, |&word| word as usize);
        if self.right_counts.len() <= highest {
            self.right_counts.resize(self.index.lexicon.len().max(highest + 1), 0);
        }
        for &word in words {
            self.right_counts[word as usize] += 1;
        }
    }

    /// The text's TF-IDF vector, taken to length 1: the value of each word where it stands first, else 0.
    pub(super) fn unit_vector(&mut self, text: Text<'_>) -> Vec<f32> {
        self.count_right(text.words);
        let value = |(&word, &earlier): (&u32, &u8)| {
            let count = if earlier == 0 { std::mem::take(&mut self.right_counts[word as usize]) } else { 0 };
            if count == 0 { 0.0 } else { self.tf_idf(count, word) as f64 }
        };
        let values: Vec<f64> = text.words.iter().zip(text.earlier).map(value).collect();
        let norm = values.iter().map(|value| value * value).sum::<f64>().sqrt();
        values.into_iter().map(|value| (value / norm) as f32).collect()
    }

    /// The score of the text laid out and `right` by one measure, after a walk: the larger direction where there are two.
    fn score(&mut self, right: Text<'_>, measure: Measure, (of_left, of_right): (&Totals, &Totals)) -> f64 {
        match measure {
            Measure::WeightedContainment => share(self.shared_weight(right), of_left.weight.min(of_right.weight)),
            Measure::Containment => {
                let shared = self.shared_shingles(right);
                share(u64::from(shared), u64::from(of_left.shingles.min(of_right.shingles)))
            }
            Measure::Jaccard => jaccard(self.shared_shingles(right), of_left.shingles, of_right.shingles),
            Measure::Cosine => self.cosine(right),
            Measure::Coverage => {
                let (on_left, on_right) = self.covered(right.words);
                share(on_left as u64, u64::from(of_left.words)).max(share(on_right as u64, u64::from(of_right.words)))
            }
            Measure::Names | Measure::Quotations => unreachable!("they list no pairs"),
        }
    }

    /// All measures of the text laid out and another one if their score by the index's measure is `floor` or more and
    /// not 0, with their longest shared run in words. The documents and the place of the run are left open.
    pub(super) fn measures_from(
        &mut self,
        floor: f64,
        right: Text<'_>,
        (of_left, of_right): (&Totals, &Totals),
        laid_out: LaidOut,
    ) -> Option<(PairScore, Run)> {
        self.meet(right);
        self.measures_of_met(floor, right, (of_left, of_right), laid_out)
    }

    /// The same, after the words have met.
    fn measures_of_met(
        &mut self,
        floor: f64,
        right: Text<'_>,
        (of_left, of_right): (&Totals, &Totals),
        laid_out: LaidOut,
    ) -> Option<(PairScore, Run)> {
        let run = self.walk(right.words, laid_out);
        let score = self.score(right, self.index.settings.listing_measure(), (of_left, of_right));
        if score < floor || score == 0.0 {
            return None;
        }
        Some((self.measures(right, (of_left, of_right), laid_out), run))
    }

    /// All measures, after a walk.
    fn measures(&mut self, right: Text<'_>, (of_left, of_right): (&Totals, &Totals), laid_out: LaidOut) -> PairScore {
        let shared = self.shared_weight(right);
        let shingles = self.shared_shingles(right);
        let (on_left, on_right) = self.covered(right.words);
        let (of_a, of_b, on_a, on_b) = match laid_out {
            LaidOut::First => (of_left, of_right, on_left, on_right),
            LaidOut::Second => (of_right, of_left, on_right, on_left),
        };
        PairScore {
            a: DocumentId(0),
            b: DocumentId(0),
            jaccard: jaccard(shingles, of_a.shingles, of_b.shingles),
            containment_a_in_b: share(u64::from(shingles), u64::from(of_a.shingles)),
            containment_b_in_a: share(u64::from(shingles), u64::from(of_b.shingles)),
            weighted_a_in_b: share(shared, of_a.weight),
            weighted_b_in_a: share(shared, of_b.weight),
            cosine: self.cosine(right),
            coverage_a: share(on_a as u64, u64::from(of_a.words)),
            coverage_b: share(on_b as u64, u64::from(of_b.words)),
            longest_run: SharedRun::default(),
            name_overlap: 0.0,
            quotation_overlap: 0.0,
        }
    }

    /// All measures of two texts, of which the first is laid out, and their longest shared run.
    pub(super) fn measures_of(&mut self, right: Text<'_>, totals: (&Totals, &Totals)) -> (PairScore, Run) {
        self.meet(right);
        let run = self.walk(right.words, LaidOut::First);
        (self.measures(right, totals, LaidOut::First), run)
    }

    /// All measures of two documents of the corpus, of which `left` is laid out, if their score by the index's measure
    /// is `floor` or more and not 0. The totals are those of left and right.
    pub(super) fn pair_from(
        &mut self,
        floor: f64,
        left: usize,
        right: usize,
        totals: (&Totals, &Totals),
    ) -> Option<PairScore> {
        self.meet(self.index.text_of(right));
        self.pair_of_met(floor, left, right, totals)
    }

    /// The same, after the words have met.
    pub(super) fn pair_of_met(
        &mut self,
        floor: f64,
        left: usize,
        right: usize,
        totals: (&Totals, &Totals),
    ) -> Option<PairScore> {
        let (a, b, laid_out) =
            if left < right { (left, right, LaidOut::First) } else { (right, left, LaidOut::Second) };
        let (score, run) = self.measures_of_met(floor, self.index.text_of(right), totals, laid_out)?;
        let longest_run = SharedRun {
            words: run.len as u32,
            a: self.index.span_of_words(a, run.left, run.len),
            b: self.index.span_of_words(b, run.right, run.len),
        };
        Some(PairScore { a: DocumentId(a as u32), b: DocumentId(b as u32), longest_run, ..score })
    }
}

/// Where a word is in the filter.
#[inline]
fn filter_bit(word: u32) -> (usize, u64) {
    let bit = word.wrapping_mul(0x9E37_79B1) >> (u32::BITS - FILTER_BITS);
    (bit as usize >> 6, 1 << (bit & 63))
}

impl SimilarityIndex {
    /// The weight of a word; one that the corpus lacks is rarer than any.
    #[inline]
    pub(super) fn weight(&self, word: u32) -> u64 {
        self.weights.get(word as usize).copied().unwrap_or_else(|| self.weight_of_frequency(1))
    }

    pub(super) fn is_in_one_document(&self, word: u32) -> bool {
        self.frequencies.get(word as usize).is_none_or(|&frequency| frequency < 2)
    }

    /// The weight of a word as a number.
    pub(super) fn rarity(&self, word: u32) -> f64 {
        self.weight(word) as f64 / WEIGHT_ONE
    }

    /// The weight of a shingle: the sum of its words' weights.
    #[inline]
    pub(super) fn weight_of(&self, shingle: &[u32]) -> u64 {
        shingle.iter().map(|&word| self.weight(word)).sum()
    }
}

/// Counts words inside windows that come in order of place.
#[derive(Default)]
struct CoveredWords {
    count: usize,
    end: usize,
}

impl CoveredWords {
    fn add(&mut self, at: usize, len: usize) {
        let end = self.end.max(at + len);
        self.count += end - self.end.max(at);
        self.end = end;
    }
}

#[inline]
fn pair_key(one: u32, next: u32) -> u64 {
    u64::from(one) << 32 | u64::from(next)
}

/// 1 + ln of a word's count in a text.
fn damped(count: u32) -> f64 {
    1.0 + f64::from(count.max(1)).ln()
}

/// `part` of `whole`, 0 for nothing of nothing.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn jaccard(shared: u32, left: u32, right: u32) -> f64 {
    share(u64::from(shared), u64::from(left) + u64::from(right) - u64::from(shared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Document};
    use crate::progress::Progress;
    use crate::similarity::SimilaritySettings;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_walks_give_the_same_measures(
            shingle_len_words in 1u8..9,
            letters in 1u32..5,
            left in prop::collection::vec(0u32..60, 0..60),
            right in prop::collection::vec(0u32..60, 0..60),
        ) {
            let text = |words: Vec<u32>| words.iter().map(|word| format!("w{} ", word % letters)).collect::<String>();
            let corpus =
                Corpus::from_documents([Document::from_text("a", &text(left)), Document::from_text("b", &text(right))]);
            let settings = SimilaritySettings { shingle_len_words, coverage_run_words: 4, ..Default::default() };
            let progress = Progress::new();
            let index = SimilarityIndex::new(&corpus, &settings, &progress).unwrap();
            let totals = index.totals(&progress).unwrap();
            let mut scorer = Scorer::new(&index);
            let (left, right) = (index.text_of(0), index.text_of(1));
            scorer.lay_out(left);
            for laid_out in [LaidOut::First, LaidOut::Second] {
                scorer.meet(right);
                let run = scorer.walk(right.words, laid_out);
                let by_walk = scorer.measures(right, (&totals[0], &totals[1]), laid_out);
                scorer.meet(right);
                let other_run = scorer.walk_by_sets(right.words, laid_out);
                let by_sets = scorer.measures(right, (&totals[0], &totals[1]), laid_out);
                prop_assert_eq!((run, by_walk), (other_run, by_sets));
            }
        }
    }
}
