//! The stretches that are linked: sentences, and pieces of those that are too long.
//!
//! A text without sentence ends (a table, a script without points, one sentence of a megabyte) is cut where its own words
//! say, so that the same words are cut at the same places in both texts (content-defined chunking, after U. Manber:
//! Finding similar files in a large file system, 1994). That bounds the work on one unit whatever the text.

use std::ops::Range;

use super::tokens::Tokens;
use super::vocabulary::{LEFT_OUT, Vocabulary, u32_from};
use crate::text::Span;

/// Tokens in a unit above which it is cut.
const LONGEST: usize = 96;

/// Tokens in a piece at least, before a cut.
const SHORTEST_PIECE: usize = 24;

/// The units of one text, in order.
#[derive(Debug)]
pub(super) struct Units {
    /// Where each begins, in tokens; one more entry at the end.
    pub starts: Vec<u32>,
    /// For each token, its unit.
    pub of_token: Vec<u32>,
    /// For each sentence, where it begins, in tokens; one more entry at the end.
    pub sentence_starts: Vec<u32>,
}

impl Units {
    pub fn new(tokens: &Tokens, sentences: &[Span], vocabulary: &Vocabulary) -> Self {
        let mut starts = Vec::with_capacity(sentences.len() + 1);
        let mut sentence_starts = Vec::with_capacity(sentences.len() + 1);
        let mut at = 0;
        for (index, _) in sentences.iter().enumerate() {
            let end_of_sentence = sentences.get(index + 1).map_or(usize::MAX, |next| next.start());
            let mut end = at;
            while end < tokens.len() && tokens.spans[end].start() < end_of_sentence {
                end += 1;
            }
            sentence_starts.push(u32_from(at));
            if end > at {
                starts.push(u32_from(at));
                if end - at > LONGEST {
                    cut(tokens, at..end, vocabulary, &mut starts);
                }
            }
            at = end;
        }
        sentence_starts.push(u32_from(tokens.len()));
        starts.push(u32_from(tokens.len()));
        let mut of_token = Vec::with_capacity(tokens.len());
        for (unit, window) in (0u32..).zip(starts.windows(2)) {
            of_token.resize(window[1] as usize, unit);
        }
        Self { starts, of_token, sentence_starts }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The tokens of one unit.
    #[inline]
    pub fn range(&self, unit: usize) -> Range<usize> {
        self.starts[unit] as usize..self.starts[unit + 1] as usize
    }
}

/// Adds the places inside `within` at which it is cut.
fn cut(tokens: &Tokens, within: Range<usize>, vocabulary: &Vocabulary, starts: &mut Vec<u32>) {
    let mut start = within.start;
    for at in within.clone() {
        let len = at - start;
        let id = tokens.ids[at];
        let is_cut = id != LEFT_OUT && vocabulary.hash(id).is_multiple_of(32);
        if (len >= SHORTEST_PIECE && is_cut && within.end - at >= SHORTEST_PIECE) || len >= LONGEST {
            starts.push(u32_from(at));
            start = at;
        }
    }
}
