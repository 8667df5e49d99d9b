//! The exact measures of one pair.
//!
//! One text is laid out in a small table, then any number of others are held against it, each in one pass. The sources:
//! Jaccard and containment of shingles are Broder's ("On the resemblance and containment of documents", 1997); the
//! weights are inverse document frequencies (Spärck Jones 1972) with 1 added inside the logarithm, so that two texts
//! alone can be compared; the cosine is that of (1 + ln tf) · idf (Salton and Buckley 1988).

use super::index::{SimilarityIndex, WEIGHT_ONE};
use super::matrix::{PairScore, SharedRun};
use super::runs::{Run, longest_run_by_halving};
use super::settings::Measure;
use super::shingles::{ShingleKeys, scramble, shingles};
use crate::corpus::DocumentId;

/// Sums over one document's distinct shingles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    /// Words, each time they stand there.
    pub(super) words: u32,
    /// Distinct shingles of the chosen length.
    pub(super) shingles: u32,
    /// Weight of the distinct words.
    pub(super) word_weight: u64,
    /// Weight of the distinct shingles of one, two and three words.
    pub(super) weight: u64,
}

/// Lays out one text and holds others against it. Space is a few dozen bytes for each word of the longest text and 12
/// for each word of the vocabulary.
pub(super) struct Scorer<'a> {
    index: &'a SimilarityIndex,
    keys: ShingleKeys,
    shingle_len: usize,
    run_len: usize,
    left: Vec<u32>,
    left_norm: Option<f64>,
    /// [`damped`] of small counts.
    damped: Vec<f64>,
    /// How often each word stands in the right text, 0 between calls.
    right_counts: Vec<u32>,
    /// By word number.
    words: Vec<WordSlot>,
    /// Shingles of two and more words, by hash; the length is a power of two.
    table: Vec<ShingleSlot>,
    /// For each word of the left text, the next place at which the same two words stand, plus 1.
    next_place: Vec<u32>,
    /// Marks what belongs to the left text now laid out.
    epoch: u32,
    /// Marks what was seen in the right text now held against it.
    tick: u32,
}

#[derive(Clone, Copy, Default)]
struct WordSlot {
    epoch: u32,
    tick: u32,
    count: u32,
}

#[derive(Clone, Copy, Default)]
struct ShingleSlot {
    key: u64,
    epoch: u32,
    tick: u32,
    /// The first place of a shingle of two words, plus 1.
    place: u32,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self {
            index,
            keys: ShingleKeys::new(index.vocabulary.len()),
            shingle_len: index.settings.shingle_len(),
            run_len: index.settings.coverage_run_len(),
            left: Vec::new(),
            left_norm: None,
            damped: (0..64).map(damped).collect(),
            right_counts: vec![0; index.vocabulary.len()],
            words: vec![WordSlot::default(); index.vocabulary.len()],
            table: Vec::new(),
            next_place: Vec::new(),
            epoch: 0,
            tick: 0,
        }
    }

    /// The same, ready for a text with words that the corpus lacks.
    pub(super) fn with_unknown_words(index: &'a SimilarityIndex, words: &[u32]) -> Self {
        let len = words.iter().map(|&word| word as usize + 1).fold(index.vocabulary.len(), usize::max);
        Self {
            keys: ShingleKeys::new(len),
            words: vec![WordSlot::default(); len],
            right_counts: vec![0; len],
            ..Self::new(index)
        }
    }

    /// Lengths of the shingles that the table holds.
    fn lens(&self) -> impl Iterator<Item = usize> + use<> {
        let (shingle_len, run_len) = (self.shingle_len, self.run_len);
        [2, 3, shingle_len, run_len].into_iter().enumerate().filter_map(move |(at, len)| {
            let is_new = match at {
                2 => len > 3,
                3 => len > 3 && len != shingle_len,
                _ => true,
            };
            is_new.then_some(len)
        })
    }

    /// Makes room for a text of `len` words.
    fn start(&mut self, len: usize) {
        self.epoch += 1;
        self.tick = 0;
        let wanted = (len * self.lens().count() * 2).next_power_of_two().max(64);
        if self.table.len() < wanted {
            self.table = vec![ShingleSlot::default(); wanted];
        }
    }

    /// Lays out a text and gives its sums.
    pub(super) fn lay_out(&mut self, words: &[u32]) -> Totals {
        self.start(words.len());
        self.left.clear();
        self.left.extend_from_slice(words);
        self.next_place.clear();
        self.next_place.resize(words.len(), 0);
        let mut totals = Totals { words: words.len() as u32, ..Totals::default() };
        for &word in words {
            let slot = &mut self.words[word as usize];
            if slot.epoch != self.epoch {
                *slot = WordSlot { epoch: self.epoch, tick: 0, count: 0 };
                totals.word_weight += self.index.weight(word);
            }
            slot.count += 1;
        }
        totals.weight = totals.word_weight;
        self.left_norm = None;
        for len in self.lens() {
            for (at, shingle) in shingles(words, len).enumerate() {
                let (slot, is_new) = self.insert(shingle, len);
                if len == 2 && shingle.len() == 2 {
                    self.next_place[at] = std::mem::replace(&mut self.table[slot].place, at as u32 + 1);
                }
                if !is_new {
                    continue;
                }
                if len <= 3 && shingle.len() == len {
                    totals.weight += self.index.weight_of(shingle);
                }
                if len == self.shingle_len {
                    totals.shingles += 1;
                }
            }
        }
        if self.shingle_len == 1 {
            totals.shingles = words.iter().fold(0, |count, &word| {
                let slot = &mut self.words[word as usize];
                count + u32::from(std::mem::replace(&mut slot.tick, u32::MAX) != u32::MAX)
            });
            for &word in words {
                self.words[word as usize].tick = 0;
            }
        }
        totals
    }

    /// The sums of a text alone. Only shingles all of whose words stand there twice can stand there twice themselves,
    /// so few of them need the table.
    pub(super) fn totals(&mut self, words: &[u32]) -> Totals {
        self.start(words.len());
        let mut totals = Totals { words: words.len() as u32, ..Totals::default() };
        for &word in words {
            let slot = &mut self.words[word as usize];
            if slot.epoch != self.epoch {
                *slot = WordSlot { epoch: self.epoch, tick: 0, count: 0 };
                totals.word_weight += self.index.weight(word);
                totals.shingles += 1;
            }
            slot.count += 1;
        }
        totals.weight = totals.word_weight;
        for len in [2, 3] {
            for shingle in words.windows(len) {
                if !self.may_repeat(shingle) || self.insert(shingle, len).1 {
                    totals.weight += self.index.weight_of(shingle);
                }
            }
        }
        let len = self.shingle_len;
        if len > 1 {
            // Those of two and three words are in the table by now, so they are put there once more under another key.
            let is_distinct =
                |shingle: &&[u32]| !self.may_repeat(shingle) || self.insert(shingle, len + usize::from(u8::MAX)).1;
            totals.shingles = shingles(words, len).filter(is_distinct).count() as u32;
        }
        totals
    }

    /// Whether every word of the shingle stands in the text at least twice.
    fn may_repeat(&self, shingle: &[u32]) -> bool {
        shingle.iter().all(|&word| self.words[word as usize].count > 1)
    }

    /// Length of the TF-IDF vector of a text. Summed in the order of the text, as word numbers may differ from index to
    /// index of the same corpus.
    pub(super) fn norm(&mut self, words: &[u32]) -> f64 {
        self.count_right(words);
        let mut sum = 0.0;
        for &word in words {
            let count = std::mem::take(&mut self.right_counts[word as usize]);
            if count > 0 {
                sum += self.tf_idf(count, word).powi(2);
            }
        }
        sum.sqrt()
    }

    /// The text's TF-IDF vector, taken to length 1: the value of each word where it stands first, else 0.
    pub(super) fn unit_vector(&mut self, words: &[u32]) -> Vec<f32> {
        let norm = self.norm(words);
        self.count_right(words);
        words
            .iter()
            .map(|&word| match std::mem::take(&mut self.right_counts[word as usize]) {
                0 => 0.0,
                count => (self.tf_idf(count, word) / norm) as f32,
            })
            .collect()
    }

    fn count_right(&mut self, words: &[u32]) {
        for &word in words {
            self.right_counts[word as usize] += 1;
        }
    }

    fn tf_idf(&self, count: u32, word: u32) -> f64 {
        let damped = self.damped.get(count as usize).copied().unwrap_or_else(|| damped(count));
        damped * (self.index.weight(word) as f64 / WEIGHT_ONE)
    }

    /// Where the shingle's slot is, and whether it was not there before.
    fn insert(&mut self, shingle: &[u32], len: usize) -> (usize, bool) {
        let key = self.keys.key(shingle, len);
        let mask = self.table.len() - 1;
        let mut at = scramble(key) as usize & mask;
        loop {
            let slot = &mut self.table[at];
            if slot.epoch != self.epoch {
                *slot = ShingleSlot { key, epoch: self.epoch, tick: 0, place: 0 };
                return (at, true);
            }
            if slot.key == key {
                return (at, false);
            }
            at = (at + 1) & mask;
        }
    }

    fn find(&self, shingle: &[u32], len: usize) -> Option<usize> {
        let key = self.keys.key(shingle, len);
        let mask = self.table.len() - 1;
        let mut at = scramble(key) as usize & mask;
        loop {
            let slot = &self.table[at];
            if slot.epoch != self.epoch {
                return None;
            }
            if slot.key == key {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
    }

    fn has_word(&self, word: u32) -> bool {
        self.words[word as usize].epoch == self.epoch
    }

    /// The weight of the shingles of one to three words that `right` shares with the text laid out.
    fn shared_weight(&mut self, right: &[u32]) -> u64 {
        self.tick += 1;
        let mut weight = 0;
        for (at, &word) in right.iter().enumerate() {
            if !self.has_word(word) {
                continue;
            }
            if std::mem::replace(&mut self.words[word as usize].tick, self.tick) != self.tick {
                weight += self.index.weight(word);
            }
            for len in [2, 3] {
                let Some(shingle) = right.get(at..at + len).filter(|shingle| self.has_word(shingle[len - 1])) else {
                    break;
                };
                match self.find(shingle, len) {
                    None => break,
                    Some(slot) => {
                        if std::mem::replace(&mut self.table[slot].tick, self.tick) != self.tick {
                            weight += self.index.weight_of(shingle);
                        }
                    }
                }
            }
        }
        weight
    }

    /// How many distinct shingles of `len` words `right` shares with the text laid out.
    fn shared_shingles(&mut self, right: &[u32], len: usize) -> u32 {
        self.tick += 1;
        if len == 1 {
            let tick = self.tick;
            return right.iter().fold(0, |count, &word| {
                let slot = &mut self.words[word as usize];
                count + u32::from(slot.epoch == self.epoch && std::mem::replace(&mut slot.tick, tick) != tick)
            });
        }
        shingles(right, len).fold(0, |count, shingle| {
            let found = if self.has_word(shingle[0]) { self.find(shingle, len) } else { None };
            let tick = self.tick;
            count + u32::from(found.is_some_and(|slot| std::mem::replace(&mut self.table[slot].tick, tick) != tick))
        })
    }

    /// Cosine of the TF-IDF vectors.
    fn cosine(&mut self, right: &[u32]) -> f64 {
        let left_norm = self.left_norm.unwrap_or_else(|| {
            let left = std::mem::take(&mut self.left);
            let norm = self.norm(&left);
            self.left = left;
            norm
        });
        self.left_norm = Some(left_norm);
        self.count_right(right);
        let (mut dot, mut square) = (0.0, 0.0);
        for &word in right {
            let count = std::mem::take(&mut self.right_counts[word as usize]);
            if count > 0 {
                let value = self.tf_idf(count, word);
                square += value * value;
                if self.has_word(word) {
                    dot += value * self.tf_idf(self.words[word as usize].count, word);
                }
            }
        }
        let norms = left_norm * square.sqrt();
        if norms == 0.0 { 0.0 } else { (dot / norms).min(1.0) }
    }

    /// Words inside shared runs of at least the set length: on the left, and on the right.
    fn covered(&mut self, right: &[u32]) -> (usize, usize) {
        self.tick += 1;
        let (tick, len) = (self.tick, self.run_len);
        let mut on_right = CoveredWords::default();
        for (at, shingle) in shingles(right, len).enumerate() {
            if self.has_word(shingle[0])
                && let Some(slot) = self.find(shingle, len)
            {
                self.table[slot].tick = tick;
                on_right.add(at, shingle.len());
            }
        }
        let mut on_left = CoveredWords::default();
        if on_right.count > 0 {
            for (at, shingle) in shingles(&self.left, len).enumerate() {
                if self.find(shingle, len).is_some_and(|slot| self.table[slot].tick == tick) {
                    on_left.add(at, shingle.len());
                }
            }
        }
        (on_left.count, on_right.count)
    }

    /// The longest shared run.
    pub(super) fn longest_run(&self, right: &[u32]) -> Run {
        let left = &self.left;
        let mut steps = 32 * (left.len() + right.len()) + 10_000;
        let mut best = Run::default();
        for (at, pair) in right.windows(2).enumerate() {
            if !self.has_word(pair[0]) {
                continue;
            }
            let mut place = self.find(pair, 2).map_or(0, |slot| self.table[slot].place);
            while let Some(on_left) = (place as usize).checked_sub(1) {
                place = self.next_place[on_left];
                steps = steps.saturating_sub(1);
                if on_left > 0 && at > 0 && left[on_left - 1] == right[at - 1] {
                    continue;
                }
                let len = 2 + left[on_left + 2..].iter().zip(&right[at + 2..]).take_while(|(a, b)| a == b).count();
                steps = steps.saturating_sub(len);
                best = best.better(Run { left: on_left, right: at, len });
            }
            if steps == 0 {
                return longest_run_by_halving(left, right);
            }
        }
        if best.len == 0 {
            // No two neighbouring words are shared: at most single ones are.
            let shared = left.iter().enumerate().filter_map(|(at, word)| {
                let other = right.iter().position(|candidate| candidate == word)?;
                Some(Run { left: at, right: other, len: 1 })
            });
            best = shared.fold(best, Run::better);
        }
        best
    }

    /// The score of `right` against the text laid out by one measure, the larger direction where there are two.
    pub(super) fn score(&mut self, right: &[u32], measure: Measure, left: &Totals, other: &Totals) -> f64 {
        match measure {
            Measure::WeightedContainment => {
                let shared = self.shared_weight(right);
                share(shared, left.weight.min(other.weight))
            }
            Measure::Containment => {
                let shared = self.shared_shingles(right, self.shingle_len);
                share(u64::from(shared), u64::from(left.shingles.min(other.shingles)))
            }
            Measure::Jaccard => {
                let shared = self.shared_shingles(right, self.shingle_len);
                jaccard(shared, left.shingles, other.shingles)
            }
            Measure::Cosine => self.cosine(right),
            Measure::Coverage => {
                let (on_left, on_right) = self.covered(right);
                share(on_left as u64, u64::from(left.words)).max(share(on_right as u64, u64::from(other.words)))
            }
        }
    }

    /// All measures of the text laid out, which is the document `a` of the pair, and the document `b`.
    pub(super) fn pair(&mut self, a: usize, b: usize, totals: (&Totals, &Totals)) -> PairScore {
        let index = self.index;
        let words = index.words_of(b);
        let run = self.longest_run(words);
        let longest_run = SharedRun {
            words: run.len as u32,
            a: index.span_of_words(a, run.left, run.len),
            b: index.span_of_words(b, run.right, run.len),
        };
        PairScore { a: DocumentId(a as u32), b: DocumentId(b as u32), longest_run, ..self.measures(words, totals) }
    }

    /// The same for words that need not be of the corpus; the documents and the place of the run are left open.
    pub(super) fn measures(&mut self, b: &[u32], (of_a, of_b): (&Totals, &Totals)) -> PairScore {
        let shared = self.shared_weight(b);
        let shingles = self.shared_shingles(b, self.shingle_len);
        let (on_a, on_b) = self.covered(b);
        PairScore {
            a: DocumentId(0),
            b: DocumentId(0),
            jaccard: jaccard(shingles, of_a.shingles, of_b.shingles),
            containment_a_in_b: share(u64::from(shingles), u64::from(of_a.shingles)),
            containment_b_in_a: share(u64::from(shingles), u64::from(of_b.shingles)),
            weighted_a_in_b: share(shared, of_a.weight),
            weighted_b_in_a: share(shared, of_b.weight),
            cosine: self.cosine(b),
            coverage_a: share(on_a as u64, u64::from(of_a.words)),
            coverage_b: share(on_b as u64, u64::from(of_b.words)),
            longest_run: SharedRun::default(),
        }
    }
}

impl SimilarityIndex {
    /// The weight of a word; one that the corpus lacks is rarer than any.
    #[inline]
    pub(super) fn weight(&self, word: u32) -> u64 {
        self.weights.get(word as usize).copied().unwrap_or_else(|| self.weight_of_frequency(1))
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
        self.count += at + len - self.end.max(at);
        self.end = at + len;
    }
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
