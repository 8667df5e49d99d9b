//! The exact measures of one pair.
//!
//! One text is laid out, then any number of others are held against it, each in one walk; a pair that turns out to be
//! below the threshold gets no other measure than that of the threshold.
//!
//! The sources: Jaccard and containment of shingles are Broder's ("On the resemblance and containment of documents",
//! 1997); the weights are inverse document frequencies (Spärck Jones 1972) with 1 added inside the logarithm, so that
//! two texts alone can be compared. All sums are of whole numbers, so no score depends on the order of its terms.

use super::bits::mask;
use super::chance::{Evidence, Meeting};
use super::index::SimilarityIndex;
use super::layout::Layout;
use super::matrix::{PairScore, SharedRun};
use super::numbered::{Text, Totals};
use super::runs::{CoveredWords, LaidOut, Run};
use super::settings::Measure;
use super::vectors::Vectors;
use super::walk::{Lengths, Met, Walk};
use crate::corpus::DocumentId;

/// Which of the pairs at or above a score are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All.
    All,
    /// Those that share too much for chance, by what stands [against it](super::chance).
    NoChance,
}

/// Lays out one text and holds others against it.
pub(super) struct Scorer<'a> {
    index: &'a SimilarityIndex,
    lens: Lengths,
    layout: Layout,
    walk: Walk,
    /// The weight of the shingles of one to three words that both texts have, after a walk.
    shared_weight: u64,
    vectors: Vectors<'a>,
    evidence: Evidence<'a>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self {
            index,
            lens: Lengths { shingle: index.settings.shingle_len(), run: index.settings.coverage_run_len() },
            layout: Layout::default(),
            walk: Walk::default(),
            shared_weight: 0,
            vectors: Vectors::new(index),
            evidence: Evidence::new(index),
        }
    }

    /// Lays out a text.
    pub(super) fn lay_out(&mut self, text: Text<'_>) {
        self.layout.lay_out(text, |word| self.index.weight(word));
        self.evidence.forget();
    }

    /// Finds the words of `right` that the text laid out has, and gives the weight of the distinct ones.
    pub(super) fn meet(&mut self, right: Text<'_>) -> u64 {
        self.walk.meet(&self.layout, right)
    }

    /// Finds how far the texts go along with each other, once the words have met, and gives the longest shared run.
    fn walk(&mut self, right: Text<'_>, laid_out: LaidOut) -> Run {
        let run = self.walk.walk(&mut self.layout, right.words, laid_out, self.lens);
        let met = &self.walk.met[..];
        // The words of a shared run are met one after the other.
        let weight = |number: usize| met.get(number).map_or(0, |met| met.weight);
        self.shared_weight = 0;
        for (number, one) in met.iter().enumerate() {
            let earlier = right.earlier[one.place as usize];
            let two = one.weight + weight(number + 1);
            self.shared_weight += one.weight & mask(earlier < 1);
            self.shared_weight += two & mask((earlier < 2) & (one.length >= 2));
            self.shared_weight += (two + weight(number + 2)) & mask((earlier < 3) & (one.length >= 3));
        }
        run
    }

    /// How many distinct shingles both texts have, after a walk.
    fn shared_shingles(&self, right: Text<'_>) -> u32 {
        let len = self.lens.shingle;
        if right.words.len() < len {
            // A text shorter than a shingle is like its equal alone.
            return u32::from(!right.words.is_empty() && self.layout.text().words == right.words);
        }
        let is_shared = |met: &&Met| met.length as usize >= len && usize::from(right.earlier[met.place as usize]) < len;
        self.walk.met.iter().filter(is_shared).count() as u32
    }

    /// Words inside shared runs of at least the set length, on the left and on the right, after a walk.
    fn covered(&mut self, right: &[u32]) -> (usize, usize) {
        let len = self.lens.run;
        if right.len() < len {
            let is_same = self.layout.text().words == right;
            return if is_same { (right.len(), right.len()) } else { (0, 0) };
        }
        if self.walk.left_runs.is_empty() {
            return (0, 0);
        }
        let mut on_right = CoveredWords::default();
        for met in self.walk.met.iter().filter(|met| met.length as usize >= len) {
            on_right.add(met.place as usize, len);
        }
        let mut on_left = CoveredWords::default();
        self.walk.left_runs.sort_unstable();
        for &(at, len) in &self.walk.left_runs {
            on_left.add(at as usize, len as usize);
        }
        (on_left.count, on_right.count)
    }

    /// Cosine of the TF-IDF vectors, once the words have met.
    fn cosine(&mut self, (of_left, of_right): (&Totals, &Totals)) -> f64 {
        let norms = of_left.norm * of_right.norm;
        if norms == 0.0 {
            return 0.0;
        }
        (self.vectors.product(&self.layout, &self.walk.met) as f64 / norms).min(1.0)
    }

    /// The score of the text laid out and `right` by one measure, after a walk: the larger direction where there are two.
    fn score(&mut self, right: Text<'_>, measure: Measure, (of_left, of_right): (&Totals, &Totals)) -> f64 {
        match measure {
            Measure::WeightedContainment => share(self.shared_weight, of_left.weight.min(of_right.weight)),
            Measure::Containment => {
                let shared = self.shared_shingles(right);
                share(u64::from(shared), u64::from(of_left.shingles.min(of_right.shingles)))
            }
            Measure::Jaccard => jaccard(self.shared_shingles(right), of_left.shingles, of_right.shingles),
            Measure::Cosine => self.cosine((of_left, of_right)),
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
        let words = self.meet(right);
        if self.index.settings.listing_measure() == Measure::WeightedContainment {
            // Most texts fall away here, before a walk.
            let can_share = words + self.weight_of_met_runs(right);
            if share(can_share, of_left.weight.min(of_right.weight)) < floor {
                return None;
            }
        }
        let (_, run) = self.score_of_met(floor, right, (of_left, of_right), laid_out)?;
        Some((self.measures(right, (of_left, of_right), laid_out), run))
    }

    /// Weight of the shingles of two and three words of `right` of which the text laid out has each word: no less than
    /// that of the shingles that both have.
    fn weight_of_met_runs(&self, right: Text<'_>) -> u64 {
        let met = &self.walk.met[..];
        let mut sum = 0;
        for (number, one) in met.iter().enumerate() {
            let earlier = right.earlier[one.place as usize];
            // The weight of the word so many places behind, if it is met.
            let behind = |after: usize| match met.get(number + after) {
                Some(next) => (next.weight, next.place == one.place + after as u32),
                None => (0, false),
            };
            let ((next, is_next_met), (last, is_last_met)) = (behind(1), behind(2));
            sum += (one.weight + next) & mask(is_next_met & (earlier < 2));
            sum += (one.weight + next + last) & mask(is_next_met & is_last_met & (earlier < 3));
        }
        sum
    }

    /// The score by the index's measure, if it is `floor` or more and not 0, and the longest shared run, after the words
    /// have met.
    fn score_of_met(
        &mut self,
        floor: f64,
        right: Text<'_>,
        totals: (&Totals, &Totals),
        laid_out: LaidOut,
    ) -> Option<(f64, Run)> {
        let run = self.walk(right, laid_out);
        let score = self.score(right, self.index.settings.listing_measure(), totals);
        (score >= floor && score > 0.0).then_some((score, run))
    }

    /// All measures, after a walk.
    fn measures(&mut self, right: Text<'_>, (of_left, of_right): (&Totals, &Totals), laid_out: LaidOut) -> PairScore {
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
            weighted_a_in_b: share(self.shared_weight, of_a.weight),
            weighted_b_in_a: share(self.shared_weight, of_b.weight),
            cosine: self.cosine((of_left, of_right)),
            coverage_a: share(on_a as u64, u64::from(of_a.words)),
            coverage_b: share(on_b as u64, u64::from(of_b.words)),
            longest_run: SharedRun::default(),
            name_overlap: 0.0,
            quotation_overlap: 0.0,
        }
    }

    /// Whether a pair that was found for its score by weight shares too much for chance; it has a shared run of so many
    /// words. The text laid out is the smaller of the two, and `right` the one that met it last.
    pub(super) fn is_no_chance(&mut self, score: f64, run_words: u32, right: Text<'_>) -> bool {
        let left = self.layout.text();
        self.evidence.is_no_chance(Meeting { left, right, met: &self.walk.met, score, run_words })
    }

    /// Whether one of two texts whose rare words agree is the other in other words; as before.
    pub(super) fn is_reworded(&mut self, score: f64, run_words: u32, right: Text<'_>) -> bool {
        let left = self.layout.text();
        self.evidence.is_reworded(Meeting { left, right, met: &self.walk.met, score, run_words })
    }

    /// All measures of two texts, of which the first is laid out, and their longest shared run.
    pub(super) fn measures_of(&mut self, right: Text<'_>, totals: (&Totals, &Totals)) -> (PairScore, Run) {
        self.meet(right);
        let run = self.walk(right, LaidOut::First);
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
        let found = self.pair_of_met((floor, Wanted::All), left, right, totals)?;
        self.index.placed(&[found]).pop()
    }

    /// The same, after the words have met, and only if the pair is wanted; where the longest shared run is in the texts is
    /// left open.
    pub(super) fn pair_of_met(
        &mut self,
        (floor, wanted): (f64, Wanted),
        left: usize,
        right: usize,
        totals: (&Totals, &Totals),
    ) -> Option<(PairScore, Run)> {
        let (a, b, laid_out) =
            if left < right { (left, right, LaidOut::First) } else { (right, left, LaidOut::Second) };
        let text = self.index.text_of(right);
        let (score, run) = self.score_of_met(floor, text, totals, laid_out)?;
        if wanted == Wanted::NoChance && !self.is_no_chance(score, run.len as u32, text) {
            return None;
        }
        let measures = self.measures(text, totals, laid_out);
        Some((PairScore { a: DocumentId(a as u32), b: DocumentId(b as u32), ..measures }, run))
    }
}

/// `part` of `whole`, 0 for nothing of nothing.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn jaccard(shared: u32, left: u32, right: u32) -> f64 {
    share(u64::from(shared), u64::from(left) + u64::from(right) - u64::from(shared))
}
