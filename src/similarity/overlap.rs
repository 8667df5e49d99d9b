//! What two articles have in common besides their words: names, and what is quoted.
//!
//! Names are found by a room that this one knows nothing of, so they are handed in as numbers. Both overlaps are filled
//! in for the pairs that are listed: to share names is no sign of shared text, and a list of all pairs that name the
//! same president would drown those that do.

use rayon::prelude::*;

use super::selection::quoted_spans;
use super::shingles::scramble;
use super::short_word::Word;
use super::{PairScore, SimilarityMatrix};
use crate::corpus::Document;
use crate::text::{fold_word, words};

/// Words in a shingle of a quotation. Shorter quotations, a word or two between marks, are ways of speaking.
const QUOTED_SHINGLE_WORDS: usize = 3;

/// For each document a set of numbers that stand for what it has. Invariant: sets are sorted and without repeats.
#[derive(Clone, Debug, Default)]
pub struct ItemSets(Vec<Vec<u64>>);

impl ItemSets {
    /// The sets of documents in order of id; their items in any order, repeats allowed.
    #[must_use]
    pub fn new(mut sets: Vec<Vec<u64>>) -> Self {
        sets.par_iter_mut().for_each(|set| {
            set.sort_unstable();
            set.dedup();
        });
        Self(sets)
    }

    fn of(&self, id: crate::corpus::DocumentId) -> &[u64] {
        self.0.get(id.index()).map_or(&[], |set| set)
    }
}

/// Numbers for the runs of three words inside each quotation of a text, folded; in order, with repeats.
#[must_use]
pub fn quoted_shingles(document: &Document) -> Vec<u64> {
    let mut found = Vec::new();
    let mut hashes: Vec<u64> = Vec::new();
    for span in quoted_spans(&document.text) {
        let quotation = span.slice(&document.text);
        hashes.clear();
        hashes.extend(words(quotation).map(|word| Word::of(&fold_word(word.slice(quotation))).hash()));
        let shingles = hashes.windows(QUOTED_SHINGLE_WORDS);
        found.extend(shingles.map(|shingle| shingle.iter().fold(0, |key, hash| scramble(key ^ hash))));
    }
    found
}

impl SimilarityMatrix {
    /// The same matrix with the overlaps of names and of quotations filled in; without quotations those stay as they are.
    #[must_use]
    pub fn with_overlaps(&self, names: &ItemSets, quotations: Option<&ItemSets>) -> Self {
        let mut filled = self.clone();
        filled.pairs_mut().par_iter_mut().for_each(|pair: &mut PairScore| {
            pair.name_overlap = jaccard(names.of(pair.a), names.of(pair.b));
            if let Some(quotations) = quotations {
                pair.quotation_overlap = containment(quotations.of(pair.a), quotations.of(pair.b));
            }
        });
        filled
    }
}

/// Shared items over all items of both, 0 for nothing of nothing.
fn jaccard(one: &[u64], other: &[u64]) -> f64 {
    let shared = shared(one, other);
    share(shared, one.len() + other.len() - shared)
}

/// Shared items over those of the smaller set, 0 for nothing of nothing.
fn containment(one: &[u64], other: &[u64]) -> f64 {
    share(shared(one, other), one.len().min(other.len()))
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Number of items that both sorted sets have.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut count) = (0, 0);
    for item in one {
        while other.get(at).is_some_and(|candidate| candidate < item) {
            at += 1;
        }
        count += usize::from(other.get(at) == Some(item));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, DocumentId};
    use crate::progress::Progress;
    use crate::similarity::{Measure, SimilaritySettings, compare_all};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn sets_are_counted_as_sets(
            one in prop::collection::vec(0u64..12, 0..10),
            other in prop::collection::vec(0u64..12, 0..10),
        ) {
            let sets = ItemSets::new(vec![one.clone(), other.clone()]);
            let (a, b) = (sets.of(DocumentId(0)), sets.of(DocumentId(1)));
            let (one, other): (BTreeSet<u64>, BTreeSet<u64>) = (one.into_iter().collect(), other.into_iter().collect());
            prop_assert_eq!(shared(a, b), one.intersection(&other).count());
            prop_assert_eq!(jaccard(a, b), jaccard(b, a));
            prop_assert!((0.0..=1.0).contains(&containment(a, b)));
            prop_assert_eq!(containment(a, a), f64::from(u8::from(!one.is_empty())));
        }
    }

    #[test]
    fn names_and_quotations_are_filled_in_for_listed_pairs() {
        let story = "The council of Lenn voted to close the bridge. \"We have no other choice left,\" said the mayor.";
        let other = "The council of Lenn voted to close the bridge. “We have no other way,” said the mayor of Lenn.";
        let corpus = Corpus::from_documents([Document::from_text("a", story), Document::from_text("b", other)]);
        let matrix = compare_all(&corpus, &SimilaritySettings::default(), &Progress::new()).unwrap();
        let names = ItemSets::new(vec![vec![3, 1, 3], vec![1, 2]]);
        let quotations = ItemSets::new(corpus.documents().iter().map(|document| quoted_shingles(document)).collect());
        let filled = matrix.with_overlaps(&names, Some(&quotations));
        let pair = filled.pair(DocumentId(0), DocumentId(1)).unwrap();
        // One name of three; two of the three runs in "we have no other way": "we have no" and "have no other".
        assert_eq!((pair.name_overlap, pair.quotation_overlap), (1.0 / 3.0, 2.0 / 3.0));
        assert_eq!(pair.score(Measure::Names), 1.0 / 3.0);
        assert_eq!(pair.score(Measure::Quotations), 2.0 / 3.0);
    }
}
