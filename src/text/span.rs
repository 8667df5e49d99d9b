//! The one kind of interval in the project.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in a document's text.
///
/// Invariant: `start <= end`. A span made by this library lies on character boundaries of the text that it speaks of.
/// Offsets are kept in 32 bits: reading refuses texts of 4 GiB and more long before that matters. Loops over words ask for
/// them several times a word: hence the hints to inline.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` up to, and without, `end`.
    ///
    /// # Panics
    /// If `start > end`, or if `end` does not fit in 32 bits.
    #[must_use]
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        let fits = |offset: usize| u32::try_from(offset).expect("texts are smaller than 4 GiB");
        Self { start: fits(start), end: fits(end) }
    }

    /// The empty span at `offset`.
    #[must_use]
    #[inline]
    pub fn empty_at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    #[must_use]
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies inside.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing.
    #[must_use]
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The part of `text` that the span covers.
    ///
    /// # Panics
    /// If the span is not of this text: out of range or off a character boundary.
    #[must_use]
    #[inline]
    pub fn slice(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The part of `text` that the span covers, or nothing when the span is not of this text.
    #[must_use]
    #[inline]
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `offset` lies inside.
    #[must_use]
    #[inline]
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    #[inline]
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two have at least one byte in common.
    #[must_use]
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The bytes in both, if there are any.
    #[must_use]
    #[inline]
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest span that covers both.
    #[must_use]
    #[inline]
    pub fn union(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without blank space at its ends.
    ///
    /// # Panics
    /// If the span is not of this text.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let whole = self.slice(text);
        let start = self.start() + (whole.len() - whole.trim_start().len());
        Span::new(start, start + whole.trim().len())
    }
}

impl From<(u32, u32)> for Span {
    /// Out of order ends, which only a damaged file can hold, are put in order.
    fn from((start, end): (u32, u32)) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_to_the_text() {
        let text = "  “Kerry”\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).slice(text), "“Kerry”");
        let blank = Span::new(0, 2).trimmed(text);
        assert!(blank.is_empty());
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let (left, right) = (Span::new(0, 4), Span::new(4, 8));
        assert!(!left.overlaps(right));
        assert_eq!(left.intersection(right), None);
        assert_eq!(left.union(right), Span::new(0, 8));
    }
}
