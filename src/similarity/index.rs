//! The texts of a corpus as numbers: what every measure is computed from, and what stays in memory to answer questions.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::blocks::{Block, BlockLayout};
use super::earlier::Earlier;
use super::lexicon::{Joined, Lexicon};
use super::numbered::{Text, Totals, Words};
use super::vocabulary::Vocabulary;
use super::weights::Weights;
use super::{SimilaritySettings, matrix::LeftOut};
use crate::corpus::{ContentHash, Corpus, Document, DocumentId};
use crate::progress::{Cancelled, Progress, Stage};
use crate::text::Span;

/// Weights are whole multiples of 2⁻³⁹: their sums are exact, so they depend neither on the order of the terms nor on
/// the number of threads. A weight is off by less than a billionth of a thousandth, and there is room for the sum of a
/// text of 400,000 words that are all as rare as can be.
pub(super) const WEIGHT_ONE: f64 = 549_755_813_888.0;

/// Work on every document is shared out in at most about so many parts where each part brings tables of its own.
pub(super) const MOST_PARTS: usize = 64;

/// The compared words of every document of a corpus, numbered once.
///
/// Space is 7 bytes a word and the vocabulary. It answers [`against`](Self::against) in milliseconds, and
/// [`updated`](Self::updated) makes it fit a corpus that changed without reading the unchanged texts again.
#[derive(Clone, Debug, Default)]
pub struct SimilarityIndex {
    pub(super) settings: SimilaritySettings,
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) lexicon: Lexicon,
    /// The words of the documents, as many documents in each block as `layout` says.
    blocks: Vec<Words>,
    /// Which documents are in which block.
    layout: BlockLayout,
    /// Where each document's words start among those of all; one more entry than documents.
    starts: Vec<usize>,
    /// For each word number, how many documents have it; these never grow from one number to the next.
    pub(super) frequencies: Vec<u32>,
    /// Number of words that more than one document has. The words below it are these.
    repeated_words: u32,
    /// For each word number, ln(1 + documents / frequency) in units of 1 / [`WEIGHT_ONE`].
    pub(super) weights: Weights,
    /// The sums of every document, made when first asked for.
    pub(super) totals: OnceLock<Vec<Totals>>,
}

impl SimilarityIndex {
    /// The index of a corpus. Linear in the text.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(corpus: &Corpus, settings: &SimilaritySettings, progress: &Progress) -> Result<Self, Cancelled> {
        Self::default().updated(corpus, settings, progress)
    }

    /// The index of a corpus that grew, shrank or changed, or under other settings. Texts that this index knows, and of
    /// which the same parts are compared, are not read again; the result is the same as [`new`](Self::new) gives, up to
    /// the hidden numbers of words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn updated(
        &self,
        corpus: &Corpus,
        settings: &SimilaritySettings,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let documents = corpus.documents().to_vec();
        progress.begin(Stage::Similarity, documents.len() as u64);
        let is_known = self.settings.compares_the_same_text(settings);
        // By content: with a second folder beside it, every file of the first has another path.
        let known: FxHashMap<ContentHash, usize> =
            self.documents.iter().enumerate().filter(|_| is_known).map(|(at, document)| (document.hash, at)).collect();
        let known_at = |document: &Arc<Document>| {
            let at = *known.get(&document.hash)?;
            let old = &self.documents[at];
            (Arc::ptr_eq(old, document) || (old.text == document.text && old.parts == document.parts)).then_some(at)
        };
        let layout = BlockLayout::of(documents.len());
        let mut blocks = layout
            .blocks(documents.len())
            .into_iter()
            .enumerate()
            // A processor that is done takes the next one, so that the small ones are read last.
            .par_bridge()
            .map(|(number, range)| {
                let chunk = &documents[range];
                let mut block = Block::with_room(chunk.iter().map(|document| document.text.len()).sum());
                let mut earlier = Earlier::default();
                for document in chunk {
                    progress.checkpoint()?;
                    match known_at(document) {
                        Some(at) => {
                            let (words, range) = self.place(at);
                            block.copy(words, range, &self.lexicon, &mut earlier);
                        }
                        None => block.read(document, settings, &mut earlier),
                    }
                    progress.advance(1);
                }
                block.close(&earlier);
                Ok((number, block))
            })
            .collect::<Result<Vec<(usize, Block)>, Cancelled>>()?;
        blocks.sort_unstable_by_key(|&(number, _)| number);
        let blocks = blocks.into_iter().map(|(_, block)| block).collect();
        let mut index = Self { settings: settings.clone(), documents, layout, ..Self::default() };
        index.join(blocks, progress)?;
        index.weigh();
        Ok(index)
    }

    fn join(&mut self, mut blocks: Vec<Block>, progress: &Progress) -> Result<(), Cancelled> {
        let vocabularies: Vec<(&Vocabulary, &[u32])> =
            blocks.iter().map(|block| (&block.vocabulary, &block.frequencies[..])).collect();
        let Joined { lexicon, numbers, frequencies } = Lexicon::joined(&vocabularies, progress)?;
        blocks.par_iter_mut().zip(&numbers).try_for_each(|(block, numbers)| {
            progress.checkpoint()?;
            for word in &mut block.words.numbers {
                *word = numbers[*word as usize];
            }
            Ok(())
        })?;
        (self.lexicon, self.frequencies) = (lexicon, frequencies);
        self.starts = vec![0];
        for block in blocks {
            for length in block.lengths {
                self.starts.push(self.starts[self.starts.len() - 1] + length);
            }
            self.blocks.push(block.words);
        }
        Ok(())
    }

    fn weigh(&mut self) {
        self.weights = Weights::of(&self.frequencies, |frequency| self.weight_of_frequency(frequency));
        self.repeated_words = self.frequencies.partition_point(|&frequency| frequency > 1) as u32;
    }

    /// Whether no more than one document has the word.
    #[inline]
    pub(super) fn is_in_one_document(&self, word: u32) -> bool {
        word >= self.repeated_words
    }

    /// The weight of a word that stands in `frequency` documents. Never 0, so that two texts alone can be compared.
    pub(super) fn weight_of_frequency(&self, frequency: u32) -> u64 {
        let rarity = (1.0 + self.documents.len() as f64 / f64::from(frequency.max(1))).ln();
        (rarity * WEIGHT_ONE).round() as u64
    }

    /// The weight of a word; one that the corpus lacks is rarer than any.
    #[inline]
    pub(super) fn weight(&self, word: u32) -> u64 {
        self.weights.get(word).unwrap_or_else(|| self.weight_of_frequency(1))
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
        self.starts.last().copied().unwrap_or(0)
    }

    /// Where the document's words stand among those of all.
    #[inline]
    pub(super) fn range(&self, document: usize) -> Range<usize> {
        self.starts[document]..self.starts[document + 1]
    }

    /// The block of a document, and where in it the document's words are.
    #[inline]
    pub(super) fn place(&self, document: usize) -> (&Words, Range<usize>) {
        let (block, first) = self.layout.block_of(document);
        let before = self.starts[first];
        (&self.blocks[block], self.starts[document] - before..self.starts[document + 1] - before)
    }

    /// The words of a document as numbers, in order.
    #[inline]
    pub(super) fn words_of(&self, document: usize) -> &[u32] {
        let (words, range) = self.place(document);
        &words.numbers[range]
    }

    /// The words of a document, and where they repeat others.
    #[inline]
    pub(super) fn text_of(&self, document: usize) -> Text<'_> {
        let (words, range) = self.place(document);
        Text { words: &words.numbers[range.clone()], earlier: &words.earlier[range] }
    }

    /// The span in the document's text from its word `first` through `len` words; empty for none.
    pub(super) fn span_of_words(&self, document: usize, first: usize, len: usize) -> Span {
        let (words, range) = self.place(document);
        words.span(&self.documents[document].text, range.start + first, len)
    }

    /// In how many documents a shingle may stand and still lead to candidates.
    pub(super) fn frequency_limit(&self) -> usize {
        self.settings
            .frequent_shingle_limit
            .map_or_else(|| LeftOut::proposed_limit(self.documents.len()), |limit| (limit as usize).max(1))
    }

    /// The words of texts outside the corpus, or of its documents under other settings. A word that the corpus lacks has a
    /// number beyond its vocabulary, the same in all of the texts.
    pub(super) fn number_words<const TEXTS: usize>(
        &self,
        texts: [&Document; TEXTS],
        settings: &SimilaritySettings,
    ) -> [Words; TEXTS] {
        let mut block = Block::default();
        let mut unknown = self.lexicon.len() as u32;
        let mut numbers: Vec<u32> = Vec::new();
        texts.map(|text| {
            block.read(text, settings, &mut Earlier::default());
            numbers.extend(block.vocabulary.iter().skip(numbers.len()).map(|word| {
                self.lexicon.find(word).unwrap_or_else(|| {
                    unknown += 1;
                    unknown - 1
                })
            }));
            let mut words = std::mem::take(&mut block.words);
            for word in &mut words.numbers {
                *word = numbers[*word as usize];
            }
            words
        })
    }
}
