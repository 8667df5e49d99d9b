//! The sparse matrix of all pairs at or above the threshold.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::short_word::Word;
use super::{Measure, SimilarityIndex};
use crate::corpus::{Document, DocumentId};
use crate::text::Span;

/// The longest run of words that two texts share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedRun {
    /// Its length in words.
    pub words: u32,
    /// Where it is in the first text.
    pub a: Span,
    /// Where it is in the second.
    pub b: Span,
}

/// All measures of one pair. `a < b`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairScore {
    /// The first document.
    pub a: DocumentId,
    /// The second.
    pub b: DocumentId,
    /// Shared distinct shingles over all distinct shingles of both, in [0, 1].
    pub jaccard: f64,
    /// Share of a's distinct shingles that b has too, in [0, 1].
    pub containment_a_in_b: f64,
    /// Share of b's distinct shingles that a has too, in [0, 1].
    pub containment_b_in_a: f64,
    /// The same weighted by rarity, over shingles of 1 to 3 words, in [0, 1].
    pub weighted_a_in_b: f64,
    /// The other direction.
    pub weighted_b_in_a: f64,
    /// Cosine of the TF-IDF vectors of words, in [0, 1].
    pub cosine: f64,
    /// Share of a's words inside shared runs, in [0, 1].
    pub coverage_a: f64,
    /// Share of b's words inside shared runs, in [0, 1].
    pub coverage_b: f64,
    /// The longest shared run of words.
    pub longest_run: SharedRun,
    /// Distinct names that both have over those that either has, in [0, 1]; 0 until names are known.
    pub name_overlap: f64,
    /// Share of the runs of three words inside quotations that both quote, of the text that quotes less, in [0, 1]; 0
    /// until it is filled in.
    pub quotation_overlap: f64,
}

impl PairScore {
    /// The score by one measure, in [0, 1]; the larger direction where there are two.
    #[must_use]
    pub fn score(&self, measure: Measure) -> f64 {
        match measure {
            Measure::WeightedContainment => self.weighted_a_in_b.max(self.weighted_b_in_a),
            Measure::Jaccard => self.jaccard,
            Measure::Containment => self.containment_a_in_b.max(self.containment_b_in_a),
            Measure::Cosine => self.cosine,
            Measure::Coverage => self.coverage_a.max(self.coverage_b),
            Measure::Names => self.name_overlap,
            Measure::Quotations => self.quotation_overlap,
        }
    }

    /// The document of the pair that is not `id`.
    #[must_use]
    pub fn other(&self, id: DocumentId) -> DocumentId {
        if self.a == id { self.b } else { self.a }
    }
}

/// What a search left out, so that the result can say so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Number of shingles that led to no candidates because they stand in very many documents.
    pub shingles: usize,
    /// In how many documents a shingle had to stand.
    pub document_limit: usize,
    /// Documents that another with the very same words stands for: each is listed with that one alone.
    pub copies: usize,
    /// The threshold that was asked for, where more pairs reached it than are listed.
    pub asked_threshold: Option<f64>,
}

impl LeftOut {
    /// In how many of `documents` a shingle may stand and still lead to candidates, when nobody chose a limit.
    #[must_use]
    pub fn proposed_limit(documents: usize) -> usize {
        (documents / 10).max(2_000)
    }
}

/// Every pair at or above the threshold, sorted by `a`, then `b`; sparse, symmetric.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SimilarityMatrix {
    document_count: usize,
    pairs: Vec<PairScore>,
    /// For each document, where its pairs stand in `of_document`.
    row_starts: Vec<u32>,
    /// Indices into `pairs`, grouped by document, in order of the other document.
    of_document: Vec<u32>,
    /// What the search left out.
    pub left_out: LeftOut,
    /// The threshold in force.
    pub threshold: f64,
    /// The measure that the threshold is in.
    pub measure: Measure,
    /// Documents that another with the very same words stands for, in order, and which.
    stood_for: Vec<(DocumentId, DocumentId)>,
    /// The least score of a pair, where some are listed below the threshold.
    least_below: Option<f64>,
    /// What it was made from. It is not written with the matrix: it is as large as the texts, and made from them again.
    #[serde(skip)]
    pub(super) index: Option<Arc<SimilarityIndex>>,
}

impl SimilarityMatrix {
    /// The matrix over `document_count` documents that holds `pairs`, in any order.
    ///
    /// # Panics
    /// If a pair has `a >= b`, or names a document that is not there.
    #[must_use]
    pub fn new(document_count: usize, mut pairs: Vec<PairScore>, left_out: LeftOut) -> Self {
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        let mut row_starts = vec![0u32; document_count + 1];
        for pair in &pairs {
            assert!(pair.a < pair.b, "a pair is ordered");
            row_starts[pair.a.index() + 1] += 1;
            row_starts[pair.b.index() + 1] += 1;
        }
        for row in 0..document_count {
            row_starts[row + 1] += row_starts[row];
        }
        let mut next = row_starts.clone();
        let mut of_document = vec![0u32; pairs.len() * 2];
        // Pairs in which the document comes second have the smaller partner, so they are put down first.
        for second in [true, false] {
            for (index, pair) in (0u32..).zip(&pairs) {
                let slot = &mut next[if second { pair.b } else { pair.a }.index()];
                of_document[*slot as usize] = index;
                *slot += 1;
            }
        }
        Self { document_count, pairs, row_starts, of_document, left_out, ..Self::default() }
    }

    /// The same matrix with what it was made from, for one that was read from a disk.
    #[must_use]
    pub fn with_index(self, index: Arc<SimilarityIndex>) -> Self {
        Self { index: Some(index), ..self }
    }

    /// The same matrix with the threshold that its pairs were listed by, and the measure that it is in.
    pub(super) fn listed_by(mut self, measure: Measure, threshold: f64) -> Self {
        let below = self.pairs.iter().map(|pair| pair.score(measure)).filter(|&score| score < threshold);
        self.least_below = below.reduce(f64::min);
        Self { measure, threshold, ..self }
    }

    /// The same matrix with the documents that others stand for, in order.
    pub(super) fn with_stood_for(mut self, stood_for: Vec<(DocumentId, DocumentId)>) -> Self {
        self.left_out.copies = stood_for.len();
        Self { stood_for, ..self }
    }

    /// The documents that another with the very same words stands for, in order, each with that one: they are listed with
    /// it alone.
    pub(super) fn stood_for(&self) -> &[(DocumentId, DocumentId)] {
        &self.stood_for
    }

    /// The score from which all listed pairs are shown: the threshold, or where some are listed below it, as they are when
    /// nobody chose one, the least score of a pair, taken down to a whole hundredth.
    #[must_use]
    pub fn least_listed(&self) -> f64 {
        self.least_below.map_or(self.threshold, |least| (least * 100.0).floor() / 100.0)
    }

    /// Number of documents, the side of the matrix.
    #[must_use]
    pub fn document_count(&self) -> usize {
        self.document_count
    }

    /// All pairs, sorted by `a`, then `b`.
    #[must_use]
    pub fn pairs(&self) -> &[PairScore] {
        &self.pairs
    }

    /// The same, to fill in what is not known yet; documents must stay.
    pub(super) fn pairs_mut(&mut self) -> &mut [PairScore] {
        &mut self.pairs
    }

    /// The pairs of one document, in order of the other document.
    pub fn row(&self, id: DocumentId) -> impl ExactSizeIterator<Item = &PairScore> {
        let range = self.row_starts[id.index()] as usize..self.row_starts[id.index() + 1] as usize;
        self.of_document[range].iter().map(|&index| &self.pairs[index as usize])
    }

    /// The pair of two documents in either order, if it is listed.
    #[must_use]
    pub fn pair(&self, one: DocumentId, other: DocumentId) -> Option<&PairScore> {
        find(&self.pairs, one, other)
    }

    /// The matrix of the pairs that reach `threshold`, for a threshold that moves; pairs below the one in force are not
    /// known here, so a lower one gives the same matrix.
    #[must_use]
    pub fn at_threshold(&self, threshold: f64) -> Self {
        let kept = |pair: &&PairScore| threshold <= self.threshold || pair.score(self.measure) >= threshold;
        let pairs = self.pairs.iter().filter(kept).copied().collect();
        let least_below = self.least_below.filter(|_| threshold <= self.threshold);
        let threshold = threshold.max(self.threshold);
        let (measure, index, stood_for) = (self.measure, self.index.clone(), self.stood_for.clone());
        let matrix = Self::new(self.document_count, pairs, self.left_out.clone());
        Self { threshold, measure, least_below, index, stood_for, ..matrix }
    }

    /// How many pairs have a score in each of `bins` equal parts of [0, 1]; a score of 1 is in the last part.
    #[must_use]
    pub fn histogram(&self, measure: Measure, bins: usize) -> Vec<usize> {
        let mut counts = vec![0; bins];
        for pair in &self.pairs {
            let bin = (pair.score(measure) * bins as f64) as usize;
            if let Some(count) = counts.get_mut(bin.min(bins.saturating_sub(1))) {
                *count += 1;
            }
        }
        counts
    }

    /// What the matrix was made from, which answers further questions; none for a matrix made by hand.
    #[must_use]
    pub fn index(&self) -> Option<&Arc<SimilarityIndex>> {
        self.index.as_ref()
    }

    /// The compared words of a document as numbers.
    pub(super) fn words_of(&self, id: DocumentId) -> Option<&[u32]> {
        let index = self.index.as_ref()?;
        (id.index() < index.document_count()).then(|| index.words_of(id.index()))
    }

    /// Whether two documents have the very same words, as far as they are compared. Linear in the words that are alike at
    /// their beginnings; two without a word are no copies.
    #[must_use]
    pub fn are_copies(&self, one: DocumentId, other: DocumentId) -> bool {
        let words = self.words_of(one).filter(|words| !words.is_empty());
        words.is_some() && words == self.words_of(other)
    }

    /// The stretches of a document that were compared.
    pub(super) fn compared_spans(&self, document: &Document) -> Vec<Span> {
        self.index.as_ref().map_or_else(
            || vec![Span::new(0, document.text.len())],
            |index| super::compared_spans(document, &index.settings),
        )
    }

    /// What of a span of a document, or of a text that was held against the corpus, was compared; in one line, with an
    /// ellipsis for what was not.
    #[must_use]
    pub fn compared_text(&self, document: &Document, span: Span) -> String {
        super::selection::compared_text(&document.text, span, &self.compared_spans(document))
    }

    /// How rare a folded word is in the corpus, where that is known.
    pub(super) fn rarity(&self, word: &str) -> Option<f64> {
        self.index.as_ref().and_then(|index| Some(index.rarity(index.lexicon.find(Word::of(word))?)))
    }
}

/// The pair of two documents in either order, if it is among `pairs`, which are in order of `a`, then `b`.
pub(super) fn find(pairs: &[PairScore], one: DocumentId, other: DocumentId) -> Option<&PairScore> {
    let key = (one.min(other), one.max(other));
    pairs.binary_search_by_key(&key, |pair| (pair.a, pair.b)).ok().map(|at| &pairs[at])
}

/// `pairs` and those that were found beside them, in order of `a`, then `b`.
pub(super) fn with_more(mut pairs: Vec<PairScore>, found: &[Vec<PairScore>]) -> Vec<PairScore> {
    let mut found = found.concat();
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs.extend(found);
    // It merges what is in order by parts.
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}
