//! One token of a text.

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Shape {
    /// Small letters only.
    Lower,
    /// One capital, then small letters: "Kerry".
    Capital,
    /// Capitals only, two or more: "NATO".
    Caps,
    /// Capitals with points: "U.S.", "J.".
    Pointed,
    /// Capitals and small letters in another order: "McCain", "eBay", "al-Assad".
    Mixed,
    /// Begins with a digit.
    Number,
    /// One character that is none of these.
    Punctuation,
    /// "'s" after a word.
    Possessive,
}

/// What kind of line a token stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum LineKind {
    /// Running text.
    #[default]
    Prose,
    /// Most words in capitals.
    Capitals,
    /// Most words begin with a capital: a headline.
    Headline,
    /// Many numbers, few small words: a table.
    Table,
}

/// One token of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    /// Hash of the folded letters.
    pub folded: u32,
    pub shape: Shape,
    pub line_kind: LineKind,
    /// Nothing stands before it in its sentence or line.
    pub begins_sentence: bool,
    /// Its line, if not the continuation of a wrapped one, begins with it.
    pub begins_line: bool,
}

impl Token {
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub fn has_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Caps | Shape::Pointed | Shape::Mixed)
    }

    pub fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Punctuation | Shape::Possessive | Shape::Number)
    }
}

/// The token `offset` places from `at`, if it is in the same line.
pub(crate) fn neighbour(tokens: &[Token], at: usize, offset: isize) -> Option<usize> {
    let other = at.checked_add_signed(offset).filter(|&other| other < tokens.len())?;
    let crossed = if offset > 0 { at + 1..other + 1 } else { other + 1..at + 1 };
    (!tokens[crossed].iter().any(|token| token.begins_line)).then_some(other)
}
