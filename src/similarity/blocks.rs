//! The texts of some documents read together, under a vocabulary of their own.
//!
//! Blocks are read side by side. Which documents are in which does not depend on the number of processors, so that word
//! numbers are the same on every machine.

use std::ops::Range;

use super::SimilaritySettings;
use super::earlier::Earlier;
use super::lexicon::Lexicon;
use super::numbered::Words;
use super::selection::compared_spans;
use super::short_word::{ShortWord, Word};
use super::vocabulary::Vocabulary;
use crate::corpus::Document;
use crate::text::{fold_word, words};

/// Documents are read in at least this many blocks, so that the processors share them evenly.
const LEAST_BLOCKS: usize = 8;
/// Bytes of text for each word, about; what a text has less is allocated when it is met.
const BYTES_A_WORD: usize = 6;
/// Bytes of a block's texts for each word that stands there first, about.
const BYTES_A_NEW_WORD: usize = 64;

/// Which documents are read together. The last ones are read in smaller blocks, so that no processor is still reading
/// when the others are done.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BlockLayout {
    /// Documents of a large block, as a power of two.
    bits: u32,
    /// Documents of a small block, as a power of two.
    small_bits: u32,
    /// The first document that is in a small block.
    first_small: usize,
}

impl BlockLayout {
    /// That of a corpus of so many documents.
    pub(super) fn of(documents: usize) -> Self {
        let bits = (documents / LEAST_BLOCKS).max(1).ilog2();
        Self { bits, small_bits: bits.saturating_sub(2), first_small: (documents / 4 * 3) >> bits << bits }
    }

    /// The documents of each block.
    pub(super) fn blocks(self, documents: usize) -> Vec<Range<usize>> {
        let large = (0..self.first_small).step_by(1 << self.bits).map(|first| first..first + (1 << self.bits));
        let small = (self.first_small..documents).step_by(1 << self.small_bits);
        large.chain(small.map(|first| first..documents.min(first + (1 << self.small_bits)))).collect()
    }

    /// The block of a document, and the first document of that block.
    #[inline]
    pub(super) fn block_of(self, document: usize) -> (usize, usize) {
        match document.checked_sub(self.first_small) {
            None => (document >> self.bits, document >> self.bits << self.bits),
            Some(behind) => {
                let number = behind >> self.small_bits;
                ((self.first_small >> self.bits) + number, self.first_small + (number << self.small_bits))
            }
        }
    }
}

/// The words of some documents under a vocabulary of their own.
#[derive(Default)]
pub(super) struct Block {
    pub(super) vocabulary: Vocabulary,
    /// For each word, how many documents have it.
    pub(super) frequencies: Vec<u32>,
    pub(super) words: Words,
    /// The number of words of each document.
    pub(super) lengths: Vec<usize>,
    /// Short words that have no number yet.
    unnumbered: Vec<ShortWord>,
    /// Numbers in this block's vocabulary of the words of an index that texts are taken over from, plus 1.
    renumbered: Vec<u32>,
}

impl Block {
    /// Room for texts of so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        let mut block = Self::default();
        block.words.reserve(bytes / BYTES_A_WORD);
        block.vocabulary.reserve(bytes / BYTES_A_NEW_WORD);
        block
    }

    /// Gives room back that is not used, and what finds words.
    pub(super) fn close(&mut self, earlier: &Earlier) {
        self.frequencies = earlier.text_counts(self.vocabulary.len());
        self.words.shrink();
        self.vocabulary.close();
    }

    /// Reads the words of a document.
    pub(super) fn read(&mut self, document: &Document, settings: &SimilaritySettings, earlier: &mut Earlier) {
        let before = self.words.numbers.len();
        let bytes = document.text.as_bytes();
        for span in compared_spans(document, settings) {
            let text = span.slice(&document.text);
            for word in words(text) {
                let start = span.start() + word.start();
                match ShortWord::lower_case(bytes, start, word.len()) {
                    // In ASCII, folding is lower case alone: its other signs are never inside a word.
                    Some(short) => self.unnumbered.push(short),
                    None => {
                        self.number_words();
                        self.words.numbers.push(self.vocabulary.intern(Word::of(&fold_word(word.slice(text)))));
                    }
                }
                self.words.offsets.push(start as u32);
            }
        }
        self.number_words();
        earlier.find_below(self.vocabulary.len(), &self.words.numbers[before..], &mut self.words.earlier);
        self.lengths.push(self.words.numbers.len() - before);
    }

    fn number_words(&mut self) {
        self.vocabulary.intern_all(&self.unnumbered, &mut self.words.numbers);
        self.unnumbered.clear();
    }

    /// Takes over the words of a document of an index: those at `range` of one of its blocks, numbered by `lexicon`.
    pub(super) fn copy(&mut self, words: &Words, range: Range<usize>, lexicon: &Lexicon, earlier: &mut Earlier) {
        let before = self.words.numbers.len();
        self.renumbered.resize(lexicon.len(), 0);
        for &word in &words.numbers[range.clone()] {
            let known = &mut self.renumbered[word as usize];
            if *known == 0 {
                *known = self.vocabulary.intern(lexicon.word(word)) + 1;
            }
            self.words.numbers.push(*known - 1);
        }
        range.clone().for_each(|place| self.words.offsets.push(words.offsets.at(place) as u32));
        self.words.earlier.extend_from_slice(&words.earlier[range.clone()]);
        earlier.count(self.vocabulary.len(), &self.words.numbers[before..], &self.words.earlier[before..]);
        self.lengths.push(range.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_in_one_block() {
        for documents in [0, 1, 2, 3, 15, 16, 17, 40, 64, 100, 333, 20_000] {
            let layout = BlockLayout::of(documents);
            let blocks = layout.blocks(documents);
            assert_eq!(blocks.iter().cloned().flatten().collect::<Vec<_>>(), (0..documents).collect::<Vec<_>>());
            for (number, block) in blocks.iter().enumerate() {
                block.clone().for_each(|document| assert_eq!(layout.block_of(document), (number, block.start)));
            }
        }
    }
}
