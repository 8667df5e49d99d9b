//! The texts of a corpus as numbers: what every measure is computed from, and what stays in memory to answer questions.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::scorer::{Scorer, Totals};
use super::selection::compared_spans;
use super::vocabulary::{SHORT_WORD_BYTES, Vocabulary, lower_case, packed};
use super::{SimilaritySettings, matrix::BoilerplateReport};
use crate::corpus::{Corpus, Document, DocumentId};
use crate::progress::{Cancelled, Progress, Stage};
use crate::text::{Span, fold_word, words};

/// Weights are whole multiples of 2⁻³²: their sums are exact, so they depend neither on the order of the terms nor on
/// the number of threads.
pub(super) const WEIGHT_ONE: f64 = 4_294_967_296.0;

/// Documents are numbered in this many blocks at a time. It is fixed, not the number of threads, so that word numbers
/// are the same on every machine.
const BLOCKS: usize = 16;

/// The compared words of every document of a corpus, numbered once.
///
/// Space is 8 bytes a word and the vocabulary. It answers [`against`](Self::against) in milliseconds, and
/// [`updated`](Self::updated) makes it fit a corpus that changed without reading the unchanged texts again.
#[derive(Clone, Debug, Default)]
pub struct SimilarityIndex {
    pub(super) settings: SimilaritySettings,
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) vocabulary: Vocabulary,
    /// Word numbers of all documents, one after the other.
    words: Vec<u32>,
    /// For each word, its first byte in its document's text.
    offsets: Vec<u32>,
    /// Where each document's words start; one more entry than documents.
    starts: Vec<usize>,
    /// For each word number, how many documents have it.
    pub(super) frequencies: Vec<u32>,
    /// For each word number, ln(1 + documents / frequency) in units of 1 / [`WEIGHT_ONE`].
    pub(super) weights: Vec<u64>,
    /// The sums of every document, made when first asked for.
    totals: OnceLock<Vec<Totals>>,
}

/// The words of some documents under a vocabulary of their own.
#[derive(Default)]
struct Block {
    vocabulary: Vocabulary,
    frequencies: Vec<u32>,
    words: Vec<u32>,
    offsets: Vec<u32>,
    lengths: Vec<usize>,
}

impl SimilarityIndex {
    /// The index of a corpus. Linear in the text.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(corpus: &Corpus, settings: &SimilaritySettings, progress: &Progress) -> Result<Self, Cancelled> {
        Self::default().updated_with(corpus, settings, progress)
    }

    /// The index of a corpus that grew, shrank or changed. Texts that this index knows are not read again; the result
    /// is the same as [`new`](Self::new) gives, up to the hidden numbers of words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn updated(&self, corpus: &Corpus, progress: &Progress) -> Result<Self, Cancelled> {
        self.updated_with(corpus, &self.settings, progress)
    }

    fn updated_with(
        &self,
        corpus: &Corpus,
        settings: &SimilaritySettings,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let documents = corpus.documents().to_vec();
        progress.begin(Stage::Similarity, documents.len() as u64);
        let known: HashMap<&str, usize> =
            self.documents.iter().enumerate().map(|(at, document)| (document.path.as_str(), at)).collect();
        let known_at = |document: &Arc<Document>| {
            let at = *known.get(document.path.as_str())?;
            let old = &self.documents[at];
            (Arc::ptr_eq(old, document) || (old.text == document.text && old.parts == document.parts)).then_some(at)
        };
        let per_block = documents.len().div_ceil(BLOCKS).max(1);
        let blocks = documents
            .par_chunks(per_block)
            .map(|chunk| {
                let mut block = Block::default();
                let mut last_seen: Vec<u32> = Vec::new();
                for (document, number) in chunk.iter().zip(1u32..) {
                    progress.checkpoint()?;
                    match known_at(document) {
                        Some(at) => block.copy(self, at),
                        None => block.read(document, settings),
                    }
                    block.count_document(&mut last_seen, number);
                    progress.advance(1);
                }
                Ok(block)
            })
            .collect::<Result<Vec<Block>, Cancelled>>()?;
        let mut index = Self { settings: settings.clone(), documents, ..Self::default() };
        index.join(blocks, progress)?;
        index.weights = index.frequencies.iter().map(|&frequency| index.weight_of_frequency(frequency)).collect();
        Ok(index)
    }

    fn join(&mut self, mut blocks: Vec<Block>, progress: &Progress) -> Result<(), Cancelled> {
        let mut renumberings = Vec::with_capacity(blocks.len());
        for block in &blocks {
            progress.checkpoint()?;
            let numbers: Vec<u32> = block.vocabulary.iter().map(|word| self.vocabulary.intern(word)).collect();
            self.frequencies.resize(self.vocabulary.len(), 0);
            for (&number, &frequency) in numbers.iter().zip(&block.frequencies) {
                self.frequencies[number as usize] += frequency;
            }
            renumberings.push(numbers);
        }
        blocks.par_iter_mut().zip(&renumberings).for_each(|(block, numbers)| {
            for word in &mut block.words {
                *word = numbers[*word as usize];
            }
        });
        let total = blocks.iter().map(|block| block.words.len()).sum();
        self.words.reserve_exact(total);
        self.offsets.reserve_exact(total);
        self.starts = vec![0];
        for block in blocks {
            progress.checkpoint()?;
            self.words.extend_from_slice(&block.words);
            self.offsets.extend_from_slice(&block.offsets);
            for length in block.lengths {
                self.starts.push(self.starts[self.starts.len() - 1] + length);
            }
        }
        Ok(())
    }

    /// The weight of a word that stands in `frequency` documents. Never 0, so that two texts alone can be compared.
    pub(super) fn weight_of_frequency(&self, frequency: u32) -> u64 {
        let rarity = (1.0 + self.documents.len() as f64 / f64::from(frequency.max(1))).ln();
        (rarity * WEIGHT_ONE).round() as u64
    }

    /// The sums of every document.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn totals(&self, progress: &Progress) -> Result<&[Totals], Cancelled> {
        if let Some(totals) = self.totals.get() {
            return Ok(totals);
        }
        let totals = (0..self.document_count())
            .into_par_iter()
            .map_init(
                || Scorer::new(self),
                |scorer, document| {
                    progress.checkpoint()?;
                    Ok(scorer.totals(self.words_of(document)))
                },
            )
            .collect::<Result<Vec<Totals>, Cancelled>>()?;
        Ok(self.totals.get_or_init(|| totals))
    }

    /// Number of documents.
    #[must_use]
    pub fn document_count(&self) -> usize {
        self.documents.len()
    }

    /// Number of compared words of a document.
    #[must_use]
    pub fn word_count(&self, id: DocumentId) -> usize {
        self.range(id.index()).len()
    }

    /// Number of compared words of all documents.
    pub(super) fn total_words(&self) -> usize {
        self.words.len()
    }

    pub(super) fn range(&self, document: usize) -> Range<usize> {
        self.starts[document]..self.starts[document + 1]
    }

    /// The words of a document as numbers, in order.
    pub(super) fn words_of(&self, document: usize) -> &[u32] {
        &self.words[self.range(document)]
    }

    /// The span in the document's text from its word `first` through `len` words; empty for none.
    pub(super) fn span_of_words(&self, document: usize, first: usize, len: usize) -> Span {
        let offsets = &self.offsets[self.range(document)];
        super::against::span_of_words(&self.documents[document].text, offsets, first, len)
    }

    /// In how many documents a shingle may stand and still lead to candidates.
    pub(super) fn frequency_limit(&self) -> usize {
        self.settings
            .frequent_shingle_limit
            .map_or_else(|| BoilerplateReport::proposed_limit(self.documents.len()), |limit| (limit as usize).max(1))
    }

    /// The words of a text outside the corpus; a word that the corpus lacks has a number beyond its vocabulary.
    pub(super) fn number_words(&self, document: &Document) -> (Vec<u32>, Vec<u32>) {
        self.number_words_under(document, &self.settings)
    }

    /// The same under other settings.
    pub(super) fn number_words_under(
        &self,
        document: &Document,
        settings: &SimilaritySettings,
    ) -> (Vec<u32>, Vec<u32>) {
        let mut block = Block::default();
        block.read(document, settings);
        let mut unknown = self.vocabulary.len() as u32;
        let numbers: Vec<u32> = block
            .vocabulary
            .iter()
            .map(|word| {
                self.vocabulary.find(word).unwrap_or_else(|| {
                    unknown += 1;
                    unknown - 1
                })
            })
            .collect();
        (block.words.iter().map(|&word| numbers[word as usize]).collect(), block.offsets)
    }
}

impl Block {
    fn read(&mut self, document: &Document, settings: &SimilaritySettings) {
        let before = self.words.len();
        let mut folded = String::new();
        for span in compared_spans(document, settings) {
            let text = span.slice(&document.text);
            for word in words(text) {
                let letters = word.slice(text);
                let id = if !letters.is_ascii() {
                    self.vocabulary.intern(&fold_word(letters))
                } else if letters.len() <= SHORT_WORD_BYTES {
                    self.vocabulary.intern_short(lower_case(packed(letters.as_bytes())))
                } else {
                    // In ASCII, folding is lower case alone: its other signs are never inside a word.
                    folded.clear();
                    folded.push_str(letters);
                    folded.make_ascii_lowercase();
                    self.vocabulary.intern(&folded)
                };
                self.words.push(id);
                self.offsets.push((span.start() + word.start()) as u32);
            }
        }
        self.lengths.push(self.words.len() - before);
    }

    fn copy(&mut self, index: &SimilarityIndex, document: usize) {
        let range = index.range(document);
        self.lengths.push(range.len());
        for &word in &index.words[range.clone()] {
            let id = self.vocabulary.intern(index.vocabulary.word(word));
            self.words.push(id);
        }
        self.offsets.extend_from_slice(&index.offsets[range]);
    }

    /// Counts the last document's words once each; `number` is the document's own, above 0.
    fn count_document(&mut self, last_seen: &mut Vec<u32>, number: u32) {
        last_seen.resize(self.vocabulary.len(), 0);
        self.frequencies.resize(self.vocabulary.len(), 0);
        let length = self.lengths[self.lengths.len() - 1];
        for &word in &self.words[self.words.len() - length..] {
            if std::mem::replace(&mut last_seen[word as usize], number) != number {
                self.frequencies[word as usize] += 1;
            }
        }
    }
}
