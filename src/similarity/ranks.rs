//! The documents of a search in the order of their ranks, and their words one after the other in that order.

use std::ops::Range;

use super::index::SimilarityIndex;

/// The rank of a word's document is looked up by stretches of so many words, as a power of two.
const STRETCH_BITS: u32 = 6;

/// Documents by rank. What is noted for each of their words is found by the word's position in this order.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks {
    /// The documents, by rank.
    pub(super) order: Vec<u32>,
    /// Where each document's words start; one more entry than documents.
    starts: Vec<u32>,
    /// For each stretch of words, the rank of the document that its first one is of.
    stretches: Vec<u32>,
}

impl Ranks {
    /// # Panics
    /// If the documents have more than 4 billion words.
    pub(super) fn new(index: &SimilarityIndex, order: Vec<u32>) -> Self {
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut stretches = Vec::with_capacity((index.total_words() >> STRETCH_BITS) + 1);
        let mut end = 0;
        starts.push(0);
        for (&document, rank) in order.iter().zip(0u32..) {
            end += index.range(document as usize).len();
            starts.push(u32::try_from(end).expect("there are fewer than 4 billion words"));
            while stretches.len() << STRETCH_BITS < end {
                stretches.push(rank);
            }
        }
        Self { order, starts, stretches }
    }

    /// Number of documents.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Number of words of all documents.
    pub(super) fn word_count(&self) -> usize {
        self.starts[self.order.len()] as usize
    }

    /// The document with a rank.
    #[inline]
    pub(super) fn document(&self, rank: u32) -> usize {
        self.order[rank as usize] as usize
    }

    /// The positions of the words of a document.
    #[inline]
    pub(super) fn positions(&self, rank: u32) -> Range<usize> {
        self.starts[rank as usize] as usize..self.starts[rank as usize + 1] as usize
    }

    /// The rank of the document that the word at a position is of.
    #[inline]
    pub(super) fn rank_at(&self, position: u32) -> u32 {
        let mut rank = self.stretches[(position >> STRETCH_BITS) as usize];
        while self.starts[rank as usize + 1] <= position {
            rank += 1;
        }
        rank
    }

    /// Ranges of ranks, `count` of them or one more, each with about the same number of words.
    pub(super) fn even_stretches(&self, count: usize) -> Vec<Range<usize>> {
        let per_stretch = self.word_count().div_ceil(count).max(1);
        let mut stretches = Vec::with_capacity(count + 1);
        let (mut first, mut start) = (0, 0);
        for rank in 0..self.len() {
            let end = self.starts[rank + 1] as usize;
            if end - start >= per_stretch {
                stretches.push(first..rank + 1);
                (first, start) = (rank + 1, end);
            }
        }
        stretches.push(first..self.len());
        stretches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::similarity::SimilaritySettings;
    use crate::similarity::laws::corpus_of;

    #[test]
    fn every_word_leads_to_its_document() {
        let texts = ["one", "", "two words", &"many ".repeat(300), "", "and the last"];
        let index = SimilarityIndex::new(&corpus_of(&texts), &SimilaritySettings::default(), &Progress::new()).unwrap();
        let ranks = Ranks::new(&index, vec![3, 1, 5, 0, 4, 2]);
        assert_eq!((ranks.len(), ranks.word_count(), ranks.document(2)), (6, 306, 5));
        for rank in 0..6 {
            assert_eq!(ranks.positions(rank).len(), index.words_of(ranks.document(rank)).len());
            for position in ranks.positions(rank) {
                assert_eq!(ranks.rank_at(position as u32), rank);
            }
        }
        for count in [1, 2, 16] {
            let stretches = ranks.even_stretches(count);
            assert_eq!(stretches.into_iter().flatten().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        }
    }
}
