//! The words of a document with what the lists know of them.

use super::token::{self, Token};

/// Tokens of a text, and for each the lists that it is in.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub classes: &'a [u32],
}

impl<'a> Words<'a> {
    /// The token `offset` places from `at`, if it is in the same line.
    pub fn neighbour(&self, at: usize, offset: isize) -> Option<usize> {
        token::neighbour(self.tokens, at, offset)
    }

    /// A token as it is written.
    pub fn written(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].span().range()]
    }
}
