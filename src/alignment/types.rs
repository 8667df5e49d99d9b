//! The value that an alignment is.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Number of a moved passage, from 0 in order of a. Both halves and the changes inside carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MoveId(pub u32);

/// What happened to a stretch of text from a to b.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Equal to the reader under the settings; the bytes may differ in what the settings ignore.
    Equal,
    /// Words of a became words of b.
    Replace,
    /// Only in b; the span of a is empty, at the place where it would stand.
    Insert,
    /// Only in a; the span of b is empty, at the place where it would stand.
    Delete,
    /// Equal, but at another place.
    Move,
}

/// One stretch of the alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What happened.
    pub kind: EditKind,
    /// In the first text.
    pub a: Span,
    /// In the second text.
    pub b: Span,
    /// The moved passage that it belongs to: always for [`EditKind::Move`], and for changes inside one.
    pub moved: Option<MoveId>,
}

/// Sentences that say the same: runs of one or two sentences on each side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SentenceLink {
    /// Half-open range of indices into [`Alignment::sentences_a`].
    pub a: (u32, u32),
    /// Half-open range of indices into [`Alignment::sentences_b`].
    pub b: (u32, u32),
    /// Weighted share of common words, in [0, 1].
    pub similarity: f64,
    /// The moved passage that it is, if it is out of order.
    pub moved: Option<MoveId>,
}

/// How thoroughly the texts were compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// As thoroughly as the method allows.
    #[default]
    Full,
    /// The texts were too large or too alike in too many places: some stretches were compared only coarsely.
    Coarse,
}

/// Words by what happened to them. Replaced words are counted on both sides, moved words once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Equal and in order.
    pub words_equal: usize,
    /// Replaced, counted in a and in b and the larger taken.
    pub words_replaced: usize,
    /// Only in b.
    pub words_inserted: usize,
    /// Only in a.
    pub words_deleted: usize,
    /// Equal, at another place.
    pub words_moved: usize,
}

/// What two texts share and where they differ.
///
/// Invariant: the edits are in order of a; the spans of a, and the spans of b when sorted, each cover their text once,
/// blank space aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The edits, in order of a; those that are empty in a stand where they follow in b.
    pub edits: Vec<Edit>,
    /// Sentences of the first text.
    pub sentences_a: Vec<Span>,
    /// Sentences of the second text.
    pub sentences_b: Vec<Span>,
    /// Links between them, in order of a.
    pub links: Vec<SentenceLink>,
    /// Whether the texts have too little in common to be called versions of one another.
    pub is_unrelated: bool,
    /// How thoroughly they were compared.
    pub completeness: Completeness,
    /// Words by what happened to them.
    pub summary: Summary,
}
