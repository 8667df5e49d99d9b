//! A text in numbers: its words, and its sums over distinct shingles.

/// The words of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// Their numbers.
    pub(super) words: &'a [u32],
    /// For each, the longest run from there that started before.
    pub(super) earlier: &'a [u8],
}

/// Sums over one document's distinct shingles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    /// Words, each time they stand there.
    pub(super) words: u32,
    /// Distinct shingles of the chosen length.
    pub(super) shingles: u32,
    /// Weight of the distinct words that other documents have too.
    pub(super) common_word_weight: u64,
    /// Weight of the distinct shingles of one, two and three words.
    pub(super) weight: u64,
    /// Length of the TF-IDF vector of the words.
    pub(super) norm: f64,
    /// A number that documents with the very same words share, and for practical purposes no others.
    pub(super) fingerprint: u64,
}
