//! The steps of an alignment, in order.

use std::ops::Range;

use super::borders::take_back;
use super::budget::Budget;
use super::edits::{edits, number_moves, summary, unrelated};
use super::grid::{Costs, Grid};
use super::link::{Group, Links, equal_units, link};
use super::moves::in_order;
use super::pairing::{Pairing, Run};
use super::tiles::{tile_far, tile_near};
use super::tokens::{LEFT_OUT, TokenId, Tokens, Vocabulary, tokens, u32_from};
use super::types::{Alignment, Completeness};
use super::units::Units;
use super::vocabulary::{BIT, Bits, Weights, log2};
use super::{AlignmentSettings, Side, sentence_links};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, sentences};

/// Both texts as numbers, with what is known of them before anything is paired.
#[derive(Debug)]
pub(super) struct Texts {
    pub a: Tokens,
    pub b: Tokens,
    pub units_a: Units,
    pub units_b: Units,
    pub weights: Weights,
    is_word: Vec<bool>,
}

impl Texts {
    #[inline]
    pub fn is_word(&self, id: TokenId) -> bool {
        self.is_word.get(id as usize).copied().unwrap_or(false)
    }

    /// Whether both texts have the token.
    #[inline]
    pub fn is_common(&self, id: TokenId) -> bool {
        id != LEFT_OUT && self.weights.in_a[id as usize] > 0 && self.weights.in_b[id as usize] > 0
    }

    /// Whether a unit says enough to be paired with its equal wherever that stands.
    pub fn is_telling(&self, ids: &[TokenId]) -> bool {
        !ids.contains(&LEFT_OUT)
            && self.weights.sum(ids) >= log2(self.units_a.len()) + log2(self.units_b.len()) + 4 * BIT
    }
}

/// Largest grid between two runs in order, in cells: above it the gap is one change.
const LARGEST_GAP: usize = 16_000;

/// What a run of equal words must weigh before it says that two sentences have one source.
const RUN_PRICE: Bits = 4 * BIT;

/// Weight of the equal runs of two sentences beyond their price, in hundredths of the lighter sentence.
const LEAST_NET_PERCENT: Bits = 20;

/// A run at the edge of a moved passage that weighs less does not belong to it.
const WEAK_EDGE: Bits = 8 * BIT;

/// A moved passage that weighs less is a coincidence.
const WEAK_MOVE: Bits = 14 * BIT;

/// Weight of equal text, in hundredths of the shorter text's words, below which two texts are unrelated.
const UNRELATED_PERCENT: usize = 10;

/// Words of one equal run that make texts related, whatever the rest.
const TELLING_RUN_WORDS: usize = 16;

/// The alignment of two texts; the sides are treated differently where a tie must be broken.
pub(super) fn align_in_this_order(
    a: Side<'_>,
    b: Side<'_>,
    settings: &AlignmentSettings,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    let mut vocabulary = Vocabulary::with_capacity((a.text.len() + b.text.len()) / 8);
    let tokens_a = tokens(a, settings, &mut vocabulary);
    let tokens_b = tokens(b, settings, &mut vocabulary);
    progress.checkpoint()?;
    let sentences_a = sentences(a.text, Span::new(0, a.text.len()));
    let sentences_b = sentences(b.text, Span::new(0, b.text.len()));
    let texts = Texts {
        units_a: Units::new(&tokens_a, &sentences_a, &vocabulary),
        units_b: Units::new(&tokens_b, &sentences_b, &vocabulary),
        weights: Weights::new(&tokens_a, &tokens_b, &vocabulary),
        is_word: vocabulary.is_word,
        a: tokens_a,
        b: tokens_b,
    };
    progress.checkpoint()?;
    let mut work = Work {
        texts: &texts,
        pairing: Pairing::new(texts.a.len(), texts.b.len()),
        grid: Grid::default(),
        budget: Budget::from_millis(settings.effort_millis),
        free_a: Free::default(),
        free_b: Free::default(),
        pairs: Vec::new(),
        anchors: Vec::new(),
        place_of: vec![0; texts.is_word.len()],
    };
    if texts.a.ids == texts.b.ids && !texts.a.ids.contains(&LEFT_OUT) {
        (0..texts.a.len()).for_each(|at| work.pairing.join(at, at));
    } else {
        let groups = work.pair_units(progress)?;
        tile_far(&texts, &mut work.pairing, &mut work.budget);
        progress.checkpoint()?;
        work.fill_gaps(progress)?;
        if take_back(&texts, &mut work.pairing) {
            tile_far(&texts, &mut work.pairing, &mut work.budget);
        }
        work.tile_groups(&groups);
        let ordered = work.drop_weak_moves();
        work.close_gaps(&ordered);
        work.part_compounds();
    }
    let runs = work.pairing.runs();
    let is_unrelated = work.is_unrelated(&runs);
    let Ordered { runs, is_in_order } = if is_unrelated { Ordered::default() } else { work.ordered(runs) };
    let moves = number_moves(&runs, &is_in_order);
    let edits = if is_unrelated { unrelated(&texts) } else { edits(&texts, &runs, &moves) };
    let links = sentence_links::sentence_links(&texts, &runs, &moves);
    let summary = summary(&texts, &edits);
    let completeness = if work.budget.is_exceeded() { Completeness::Coarse } else { Completeness::Full };
    Ok(Alignment { edits, sentences_a, sentences_b, links, is_unrelated, completeness, summary })
}

/// An alignment under way.
struct Work<'a> {
    texts: &'a Texts,
    pairing: Pairing,
    grid: Grid,
    budget: Budget,
    /// Working space, kept from one alignment to the next.
    free_a: Free,
    free_b: Free,
    pairs: Vec<(u32, u32)>,
    anchors: Vec<(u32, u32)>,
    /// For each token, its place among the free ones of b plus one; 0 all over but for the moment of use.
    place_of: Vec<u32>,
}

/// All runs of a pairing, and which of them are in order.
#[derive(Debug, Default)]
struct Ordered {
    runs: Vec<Run>,
    is_in_order: Vec<bool>,
}

impl Ordered {
    /// The runs in order.
    fn anchors(&self) -> impl Iterator<Item = Run> + '_ {
        self.runs.iter().zip(&self.is_in_order).filter(|(_, is_in)| **is_in).map(|(run, _)| *run)
    }
}

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

impl Work<'_> {
    /// Pairs equal units, then the words inside linked ones. Returns the groups.
    fn pair_units(&mut self, progress: &Progress) -> Result<Vec<Group>, Cancelled> {
        let texts = self.texts;
        let mut taken_a = vec![false; texts.units_a.len()];
        let mut taken_b = vec![false; texts.units_b.len()];
        let (count_a, count_b) = (taken_a.len(), taken_b.len());
        let is_equal = |a: usize, b: usize| {
            let ids = &texts.a.ids[texts.units_a.range(a)];
            ids == &texts.b.ids[texts.units_b.range(b)] && !ids.contains(&LEFT_OUT)
        };
        let shorter = count_a.min(count_b);
        let head = (0..shorter).take_while(|at| is_equal(*at, *at)).count();
        let tail = (1..=shorter - head).take_while(|back| is_equal(count_a - back, count_b - back)).count();
        taken_a[..head].fill(true);
        taken_b[..head].fill(true);
        taken_a[count_a - tail..].fill(true);
        taken_b[count_b - tail..].fill(true);
        let mut equal: Vec<(u32, u32)> = (0..head).map(|at| (u32_from(at), u32_from(at))).collect();
        equal.extend((1..=tail).map(|back| (u32_from(count_a - back), u32_from(count_b - back))));
        equal.extend(equal_units(texts, &mut taken_a, &mut taken_b));
        for &(unit_a, unit_b) in &equal {
            let (range_a, range_b) = (texts.units_a.range(unit_a as usize), texts.units_b.range(unit_b as usize));
            range_a.zip(range_b).for_each(|(a, b)| self.pairing.join(a, b));
        }
        progress.checkpoint()?;
        let Links { groups, pairs } = link(texts, &equal, &mut self.budget);
        for (at, group) in groups.iter().chain(&pairs).enumerate() {
            if at % 256 == 0 {
                progress.checkpoint()?;
            }
            self.align_stretches(tokens_of(texts, group));
        }
        Ok(groups)
    }

    /// Pairs the free tokens of two stretches by the best alignment, if that shows them to say the same.
    fn align_stretches(&mut self, (range_a, range_b): (Range<usize>, Range<usize>)) {
        self.gather(range_a, range_b);
        let least = log2(self.texts.units_a.len()) + log2(self.texts.units_b.len()) + 2 * BIT;
        if self.most_in_common() < least + RUN_PRICE {
            return;
        }
        self.align_free();
        if self.agreement(least) {
            for &(i, j) in &self.pairs {
                self.pairing.join(self.free_a.at[i as usize] as usize, self.free_b.at[j as usize] as usize);
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

    /// Puts the free tokens of two stretches into `self.free_a` and `self.free_b`.
    fn gather(&mut self, range_a: Range<usize>, range_b: Range<usize>) {
        self.free_a.fill(range_a, &self.texts.a, |at| self.pairing.is_free_a(at));
        self.free_b.fill(range_b, &self.texts.b, |at| self.pairing.is_free_b(at));
    }

    /// Whether the pairs in `self.pairs` are more than two sentences have in common anyway. Common words scattered over
    /// both weigh little once each run has paid for itself; in the pairs that this was measured on, sentences with one
    /// source keep half of their weight or more, others a tenth.
    fn agreement(&self, least: Bits) -> bool {
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

    /// Leaves the pairs of the best alignment of the gathered tokens in `self.pairs`, as positions in the two lists.
    ///
    /// Words that stand once in each text are paired beforehand, where they do so in order: the best alignment would
    /// hardly ever do otherwise, and what is left between them is a tenth of the work.
    fn align_free(&mut self) {
        self.pairs.clear();
        self.find_anchors();
        let (free_a, free_b) = (&self.free_a.ids, &self.free_b.ids);
        let (mut start_a, mut start_b) = (0, 0);
        let end = (u32_from(free_a.len()), u32_from(free_b.len()));
        for &(anchor_a, anchor_b) in self.anchors.iter().chain([&end]) {
            let (gap_a, gap_b) = (&free_a[start_a..anchor_a as usize], &free_b[start_b..anchor_b as usize]);
            if !gap_a.is_empty() && !gap_b.is_empty() && self.budget.allows((gap_a.len() * gap_b.len()) as u64) {
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

    /// All runs, and which of them are in order.
    fn ordered_runs(&self) -> Ordered {
        self.ordered(self.pairing.runs())
    }

    fn ordered(&self, runs: Vec<Run>) -> Ordered {
        // By length as it is seen, not by words: what the reader would rather leave in its place is the longer passage.
        let spans = &self.texts.a.spans;
        let seen = |run: &Run| spans[run.a as usize].union(spans[run.a_end() as usize - 1]).len() as u64;
        let weights: Vec<u64> = runs.iter().map(seen).collect();
        let is_in_order = in_order(&runs, &weights);
        Ordered { runs, is_in_order }
    }

    /// Pairs what is left between neighbouring runs in order, where it crosses the border of a unit: short sentences
    /// without a rare word, and what a wrong border cut off.
    fn fill_gaps(&mut self, progress: &Progress) -> Result<(), Cancelled> {
        let ordered = self.ordered_runs();
        let (mut start_a, mut start_b) = (0, 0);
        let end = Run { a: u32_from(self.texts.a.len()), b: u32_from(self.texts.b.len()), len: 0 };
        for anchor in ordered.anchors().chain([end]) {
            let (gap_a, gap_b) = (start_a..anchor.a as usize, start_b..anchor.b as usize);
            if !gap_a.is_empty() && !gap_b.is_empty() && self.crosses_units(&gap_a, &gap_b) {
                progress.checkpoint()?;
                self.fill_gap(gap_a, gap_b);
            }
            (start_a, start_b) = (anchor.a_end() as usize, anchor.b_end() as usize);
        }
        Ok(())
    }

    fn crosses_units(&self, gap_a: &Range<usize>, gap_b: &Range<usize>) -> bool {
        let crosses = |units: &Units, gap: &Range<usize>| {
            let before = gap.start.checked_sub(1).map(|at| units.of_token[at]);
            before.is_none_or(|before| units.of_token.get(gap.end) != Some(&before))
        };
        crosses(&self.texts.units_a, gap_a) || crosses(&self.texts.units_b, gap_b)
    }

    fn fill_gap(&mut self, gap_a: Range<usize>, gap_b: Range<usize>) {
        self.gather(gap_a, gap_b);
        let (len_a, len_b) = (self.free_a.ids.len(), self.free_b.ids.len());
        if len_a == 0 || len_b == 0 || len_a * len_b > LARGEST_GAP {
            return;
        }
        self.align_free();
        let is_alike = self.agreement(BIT);
        let least = log2(len_a) + log2(len_b) + 5 * BIT;
        for run in runs_of(&self.pairs) {
            let weight: Bits = run.iter().map(|&(i, _)| self.texts.weights.of(self.free_a.ids[i as usize])).sum();
            if is_alike || weight >= least {
                for &(i, j) in run {
                    self.pairing.join(self.free_a.at[i as usize] as usize, self.free_b.at[j as usize] as usize);
                }
            }
        }
    }

    /// Pairs equal tokens at the ends of gaps: what a dropped pair left free, and nobody could explain as a change.
    fn close_gaps(&mut self, ordered: &Ordered) {
        let texts = self.texts;
        let (mut a, mut b) = (0, 0);
        let end = Run { a: u32_from(texts.a.len()), b: u32_from(texts.b.len()), len: 0 };
        for anchor in ordered.anchors().chain([end]) {
            let (mut end_a, mut end_b) = (anchor.a as usize, anchor.b as usize);
            while a < end_a && b < end_b && self.is_free_pair(a, b) {
                self.pairing.join(a, b);
                (a, b) = (a + 1, b + 1);
            }
            while a < end_a && b < end_b && self.is_free_pair(end_a - 1, end_b - 1) {
                (end_a, end_b) = (end_a - 1, end_b - 1);
                self.pairing.join(end_a, end_b);
            }
            (a, b) = (anchor.a_end() as usize, anchor.b_end() as usize);
        }
    }

    /// Takes apart a hyphen that is all that is left of one compound in another: "four-decade" became "45-year-old" as a
    /// whole, not its first half and then its second.
    fn part_compounds(&mut self) {
        let texts = self.texts;
        for run in self.pairing.runs() {
            let (a, b) = (run.a as usize..run.a_end() as usize, run.b as usize..run.b_end() as usize);
            let is_marks = texts.a.ids[a.clone()].iter().all(|id| !texts.is_word(*id));
            let is_changed = |tokens: &Tokens, run: &Range<usize>, is_free: &dyn Fn(usize) -> bool| {
                let (Some(before), after) = (run.start.checked_sub(1), run.end) else { return false };
                let is_glued = |one: usize, next: usize| tokens.spans[one].end() == tokens.spans[next].start();
                let is_word = |at: usize| is_free(at) && texts.is_word(tokens.ids[at]);
                after < tokens.len()
                    && is_glued(before, run.start)
                    && is_glued(after - 1, after)
                    && is_word(before)
                    && is_word(after)
            };
            if is_marks
                && is_changed(&texts.a, &a, &|at| self.pairing.is_free_a(at))
                && is_changed(&texts.b, &b, &|at| self.pairing.is_free_b(at))
            {
                self.pairing.part(run);
            }
        }
    }

    fn is_free_pair(&self, a: usize, b: usize) -> bool {
        let id = self.texts.a.ids[a];
        id == self.texts.b.ids[b] && id != LEFT_OUT && self.pairing.is_free_a(a) && self.pairing.is_free_b(b)
    }

    /// Takes apart what moved without saying much: a common word at the edge of a moved passage, or a passage of such.
    /// Returns the runs that are left.
    fn drop_weak_moves(&mut self) -> Ordered {
        let ordered = self.ordered_runs();
        let runs = &ordered.runs;
        let moves = number_moves(runs, &ordered.is_in_order);
        let weight = |run: &Run| self.texts.weights.sum(&self.texts.a.ids[run.a as usize..run.a_end() as usize]);
        let mut weak = Vec::new();
        for passage in (0..runs.len()).collect::<Vec<_>>().chunk_by(|one, other| moves[*one] == moves[*other]) {
            if moves[passage[0]].is_none() {
                continue;
            }
            let is_strong = |at: &usize| weight(&runs[*at]) >= WEAK_EDGE;
            let first = passage.iter().position(is_strong).unwrap_or(passage.len());
            let last = passage.iter().rposition(is_strong).map_or(first, |last| last + 1);
            let kept: Bits = passage[first..last].iter().map(|at| weight(&runs[*at])).sum();
            let kept = if kept >= WEAK_MOVE { first..last } else { 0..0 };
            weak.extend(passage.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, run)| runs[*run]));
        }
        if weak.is_empty() {
            return ordered;
        }
        for run in weak {
            self.pairing.part(run);
        }
        self.ordered_runs()
    }

    /// Pairs phrases that changed places inside a group.
    fn tile_groups(&mut self, groups: &[Group]) {
        for group in groups {
            let (a, b) = tokens_of(self.texts, group);
            tile_near(self.texts, &mut self.pairing, a, b, &mut self.budget);
        }
    }

    /// Whether too little is equal for the texts to be versions of one another.
    fn is_unrelated(&self, runs: &[Run]) -> bool {
        let words = |tokens: &Tokens| tokens.ids.iter().filter(|id| self.texts.is_word(**id)).count();
        let shorter = words(&self.texts.a).min(words(&self.texts.b));
        let words_in = |run: &Run| words_of(self.texts, *run);
        let equal: usize = runs.iter().map(words_in).sum();
        let longest = runs.iter().map(words_in).max().unwrap_or(0);
        // Texts of marks alone are weighed by marks, and an empty text is not unrelated to anything.
        if shorter == 0 {
            return runs.is_empty() && self.texts.a.len().min(self.texts.b.len()) > 0;
        }
        equal * 100 < shorter * UNRELATED_PERCENT && longest < TELLING_RUN_WORDS
    }
}

/// The runs of neighbouring pairs, in order.
fn runs_of(pairs: &[(u32, u32)]) -> impl Iterator<Item = &[(u32, u32)]> {
    pairs.chunk_by(|one, next| one.0 + 1 == next.0 && one.1 + 1 == next.1)
}

fn words_of(texts: &Texts, run: Run) -> usize {
    texts.a.ids[run.a as usize..run.a_end() as usize].iter().filter(|id| texts.is_word(**id)).count()
}

/// The tokens of a group in both texts.
fn tokens_of(texts: &Texts, group: &Group) -> (Range<usize>, Range<usize>) {
    let range = |units: &Units, of: (u32, u32)| units.range(of.0 as usize).start..units.range(of.1 as usize - 1).end;
    (range(&texts.units_a, group.a), range(&texts.units_b, group.b))
}
