//! Shingles of two everyday words, spared the search.
//!
//! Over a quarter of all shingles of two words are of the few hundred commonest words. Nine articles of ten do not need
//! these to find their partners: all of the article's words and all such shingles together weigh less than a pair has to
//! share. So what two texts share beyond is looked up, and these count as shared, as an upper bound. The rest may make a
//! pair of everyday words alone: what they need of these is looked up nevertheless, in all texts, so that nothing is
//! missed. It is the prefix filter (see [`candidates`](super::candidates)) before any posting is made.

use rayon::prelude::*;

use super::bits::place_of_bit;
use super::index::SimilarityIndex;
use super::numbered::{Text, Totals};

/// Words with lower numbers are everyday words: what more documents have has a lower number.
pub(super) const EVERYDAY_WORDS: u32 = 512;
/// What all words of a document and its shingles of everyday words may weigh, as a part of what a pair has to share, for
/// the shingles to be spared. The less it is, the more of the other shingles need not be followed.
const MOST_SHARE: f64 = 0.95;
/// Everyday words that are told apart by how rare they are go by so many.
const STEP_WORDS: u32 = 32;
/// Documents that are asked for what they need by one task.
const DOCUMENTS_A_PART: usize = 256;
/// Where one document in so many needs its shingles of everyday words, none are spared.
const DOCUMENTS_A_NEED: usize = 8;

/// Which shingles of two everyday words are spared.
#[derive(Clone, Debug)]
pub(super) struct Spared {
    /// For each two everyday words, whether some document needs their shingle.
    needed: Vec<u64>,
    is_empty: bool,
    /// Words with lower numbers are in more documents than shingles may be.
    common_words: u32,
}

/// Pairs of everyday words.
const PAIRS: usize = (EVERYDAY_WORDS * EVERYDAY_WORDS) as usize;

impl Spared {
    /// None.
    pub(super) fn none() -> Self {
        Self { needed: vec![u64::MAX; PAIRS / u64::BITS as usize], is_empty: true, common_words: 0 }
    }

    /// Those of a search for pairs at or above `floor` by the weight of shared shingles, in which a shingle may be in
    /// `limit` documents.
    pub(super) fn of(index: &SimilarityIndex, totals: &[Totals], floor: f64, limit: usize) -> Self {
        let common_words = index.frequencies.partition_point(|&frequency| frequency as usize > limit) as u32;
        let most_of = |totals: &Totals| MOST_SHARE * floor * totals.weight as f64 - totals.common_word_weight as f64;
        let is_needed = |&document: &usize| totals[document].everyday_weight as f64 >= most_of(&totals[document]);
        let needing: Vec<usize> = (0..totals.len()).filter(is_needed).collect();
        // What is in very many documents leads nowhere; where it is not of everyday words alone, what it adds is not known.
        if common_words > EVERYDAY_WORDS || needing.len() * DOCUMENTS_A_NEED > totals.len() {
            return Self::none();
        }
        let mut spared = Self { needed: vec![0; PAIRS / u64::BITS as usize], is_empty: false, common_words };
        let needed_of = |documents: &[usize]| {
            let mut part = spared.clone();
            for &document in documents {
                part.need(index, index.text_of(document), most_of(&totals[document]));
            }
            part.needed
        };
        let parts: Vec<Vec<u64>> = needing.par_chunks(DOCUMENTS_A_PART).map(needed_of).collect();
        for part in parts {
            spared.needed.iter_mut().zip(part).for_each(|(needed, part)| *needed |= part);
        }
        spared
    }

    /// Notes the shingles that a document needs: the rarer ones, until the others add no more than `most`.
    fn need(&mut self, index: &SimilarityIndex, Text { words, earlier }: Text<'_>, most: f64) {
        // By how rare the rarest word is.
        let mut weights = [0; (EVERYDAY_WORDS / STEP_WORDS) as usize];
        for (at, &[one, next]) in words.array_windows::<2>().enumerate() {
            if !is_everyday(one, next) {
                continue;
            }
            let two = index.weight(one) + index.weight(next);
            weights[step(one.max(next))] += if earlier[at] < 2 { two } else { 0 };
            match words.get(at + 2) {
                Some(&last) if last < EVERYDAY_WORDS && earlier[at] < 3 => {
                    weights[step(one.max(next).max(last))] += two + index.weight(last);
                }
                _ => {}
            }
        }
        let mut sum = 0;
        let mut fits = |weight: &u64| {
            sum += weight;
            (sum as f64) < most
        };
        let spared = weights.iter().take_while(|&weight| fits(weight)).count();
        let spared = if spared > step(self.common_words) { spared } else { 0 };
        for &[one, next] in words.array_windows::<2>() {
            if is_everyday(one, next) && step(one.max(next)) >= spared {
                let (at, bit) = place(one, next);
                self.needed[at] |= bit;
            }
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Whether the shingle of two words is spared.
    #[inline]
    pub(super) fn has(&self, one: u32, next: u32) -> bool {
        let (at, bit) = place(one % EVERYDAY_WORDS, next % EVERYDAY_WORDS);
        is_everyday(one, next) & (self.needed[at] & bit == 0)
    }

    /// Counts documents of shingles that are spared, none yet.
    pub(super) fn counts(&self) -> Counts {
        let words = self.common_words as usize;
        Counts { words: self.common_words, documents: vec![0; words * words] }
    }
}

/// In how many documents the shingles of some words are: of those that may be in more than the limit.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    words: u32,
    /// By the first word, then the next one.
    documents: Vec<u32>,
}

impl Counts {
    /// Counts a document that has a shingle, where it is the first place.
    #[inline]
    pub(super) fn add(&mut self, one: u32, next: u32, is_first: bool) {
        if one < self.words && next < self.words {
            self.documents[(one * self.words + next) as usize] += u32::from(is_first);
        }
    }

    /// How many shingles are in more than `limit` documents of all those counted.
    pub(super) fn common<'a>(mut all: impl Iterator<Item = &'a Self>, limit: usize) -> usize {
        let mut sums = all.next().map_or_else(Vec::new, |counts| counts.documents.clone());
        for counts in all {
            sums.iter_mut().zip(&counts.documents).for_each(|(sum, documents)| *sum += documents);
        }
        sums.into_iter().filter(|&documents| documents as usize > limit).count()
    }
}

#[inline]
fn is_everyday(one: u32, next: u32) -> bool {
    (one | next) < EVERYDAY_WORDS
}

/// Where the bit of two everyday words is.
#[inline]
fn place(one: u32, next: u32) -> (usize, u64) {
    place_of_bit(one * EVERYDAY_WORDS + next)
}

/// How rare a word is, in a few steps.
#[inline]
fn step(word: u32) -> usize {
    (word / STEP_WORDS) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::progress::Progress;
    use crate::similarity::laws::corpus_of;
    use crate::similarity::shingles::scramble;
    use crate::similarity::{SimilaritySettings, compare_all};

    /// 400 texts: most of them stories, each in words of its own among everyday ones, four texts a story, one taken from
    /// another with changes; one in twenty is of everyday words alone.
    fn texts() -> Vec<Vec<String>> {
        let mut seed = 0;
        let mut below = |end: usize| {
            seed += 1;
            (scramble(seed) >> 11) as usize % end
        };
        let mut texts: Vec<Vec<String>> = Vec::new();
        for number in 0..400usize {
            let is_plain = number % 20 >= 19;
            let mut word = || {
                let end = 1 + below(40);
                let everyday = format!("everyday{}", below(end));
                let is_everyday = is_plain || below(4) == 0;
                if is_everyday { everyday } else { format!("story{}fact{}", number % 100, below(40)) }
            };
            let changes = 1 + number / 100;
            let text = match number.checked_sub(100) {
                None => (0..40 + number % 30).map(|_| word()).collect(),
                Some(source) => {
                    let mut text = texts[source].clone();
                    for (at, old) in text.iter_mut().enumerate() {
                        if scramble((number * 1_000 + at) as u64) % 12 < changes as u64 {
                            *old = word();
                        }
                    }
                    text
                }
            };
            texts.push(text);
        }
        texts
    }

    fn settings(threshold: f64, limit: Option<u32>) -> SimilaritySettings {
        let threshold = Some(threshold);
        SimilaritySettings { threshold, frequent_shingle_limit: limit, ..SimilaritySettings::default() }
    }

    #[test]
    fn what_is_spared_costs_no_pair() {
        let texts = texts();
        let corpus = corpus_of(&texts.iter().map(|words| words.join(" ")).collect::<Vec<_>>());
        let index = SimilarityIndex::new(&corpus, &settings(0.3, None), &Progress::new()).unwrap();
        let totals = index.totals(&Progress::new()).unwrap();
        let spared = Spared::of(&index, totals, 0.3, 400);
        let pairs = (0..EVERYDAY_WORDS).flat_map(|one| (0..EVERYDAY_WORDS).map(move |next| (one, next)));
        let count = pairs.filter(|&(one, next)| spared.has(one, next)).count();
        assert!(!spared.is_empty() && count > 10_000 && count < PAIRS - 100, "{count}");

        let documents: BTreeMap<&str, f64> = texts.iter().fold(BTreeMap::new(), |mut all, words| {
            let distinct: BTreeSet<&str> = words.iter().map(String::as_str).collect();
            distinct.into_iter().for_each(|word| *all.entry(word).or_default() += 1.0);
            all
        });
        let weight = |shingle: &[String]| -> f64 {
            shingle.iter().map(|word| (1.0 + 400.0 / documents[word.as_str()]).ln()).sum()
        };
        let shingles: Vec<BTreeSet<&[String]>> =
            texts.iter().map(|words| (1..=3).flat_map(|len| words.windows(len)).collect()).collect();
        let sums: Vec<f64> = shingles.iter().map(|all| all.iter().map(|shingle| weight(shingle)).sum()).collect();
        let mut listed = [0; 2];
        for threshold in [0.3, 0.5] {
            let matrix = compare_all(&corpus, &settings(threshold, None), &Progress::new()).unwrap();
            let mut expected = Vec::new();
            for a in 0..texts.len() {
                for b in a + 1..texts.len() {
                    let shared: f64 = shingles[a].intersection(&shingles[b]).map(|shingle| weight(shingle)).sum();
                    if shared >= threshold * sums[a].min(sums[b]) {
                        expected.push((a as u32, b as u32));
                        listed[usize::from(a % 20 == 19)] += 1;
                    }
                }
            }
            assert_eq!(matrix.pairs().iter().map(|pair| (pair.a.0, pair.b.0)).collect::<Vec<_>>(), expected);
        }
        assert!(listed.iter().all(|&count| count > 20), "{listed:?}");
    }

    #[test]
    fn what_is_spared_is_reported_where_it_is_common() {
        let texts = texts();
        let corpus = corpus_of(&texts.iter().map(|words| words.join(" ")).collect::<Vec<_>>());
        let mut documents: BTreeMap<&[String], BTreeSet<usize>> = BTreeMap::new();
        for (number, words) in texts.iter().enumerate() {
            words.windows(2).for_each(|pair| {
                documents.entry(pair).or_default().insert(number);
            });
        }
        for limit in [6, 12] {
            let settings = settings(0.3, Some(limit));
            let index = SimilarityIndex::new(&corpus, &settings, &Progress::new()).unwrap();
            assert!(!Spared::of(&index, index.totals(&Progress::new()).unwrap(), 0.3, limit as usize).is_empty());
            let common = documents.values().filter(|documents| documents.len() > limit as usize).count();
            let matrix = compare_all(&corpus, &settings, &Progress::new()).unwrap();
            assert!(common > 10);
            assert_eq!(matrix.left_out.shingles, common);
        }
    }
}
