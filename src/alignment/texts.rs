//! Both texts as numbers, with what is known of them before anything is paired.

use super::tokens::{Tokens, tokens};
use super::units::Units;
use super::vocabulary::{LEFT_OUT, TokenId, Vocabulary};
use super::weights::{BIT, Weights, log2};
use super::{AlignmentSettings, Side};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, sentences};

/// Both texts as numbers.
#[derive(Debug)]
pub(super) struct Texts {
    pub a: Tokens,
    pub b: Tokens,
    pub sentences_a: Vec<Span>,
    pub sentences_b: Vec<Span>,
    pub units_a: Units,
    pub units_b: Units,
    pub weights: Weights,
    is_word: Vec<bool>,
}

impl Texts {
    /// Cuts, numbers and weighs both.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(a: Side<'_>, b: Side<'_>, settings: &AlignmentSettings, progress: &Progress) -> Result<Self, Cancelled> {
        let mut vocabulary = Vocabulary::with_capacity((a.text.len() + b.text.len()) / 8);
        let tokens_a = tokens(a, settings, &mut vocabulary);
        let tokens_b = tokens(b, settings, &mut vocabulary);
        progress.checkpoint()?;
        let sentences_a = sentences(a.text, Span::new(0, a.text.len()));
        let sentences_b = sentences(b.text, Span::new(0, b.text.len()));
        let texts = Self {
            units_a: Units::new(&tokens_a, &sentences_a, &vocabulary),
            units_b: Units::new(&tokens_b, &sentences_b, &vocabulary),
            weights: Weights::new(&tokens_a, &tokens_b, &vocabulary),
            is_word: vocabulary.is_word,
            a: tokens_a,
            b: tokens_b,
            sentences_a,
            sentences_b,
        };
        progress.checkpoint()?;
        Ok(texts)
    }

    /// Number of distinct tokens.
    pub fn vocabulary_len(&self) -> usize {
        self.is_word.len()
    }

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
