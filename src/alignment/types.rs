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

impl Edit {
    /// The same seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let kind = match self.kind {
            EditKind::Insert => EditKind::Delete,
            EditKind::Delete => EditKind::Insert,
            other => other,
        };
        Self { kind, a: self.b, b: self.a, moved: self.moved }
    }
}

impl Alignment {
    /// The same with the sides swapped: what was only in a is only in b.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        // Empty spans follow what they stand after, so by place alone the order is that of the other side; edits at the
        // same place keep theirs.
        let mut edits: Vec<Edit> = self.edits.iter().map(|edit| edit.mirrored()).collect();
        edits.sort_by_key(|edit| (edit.a.start(), edit.a.end()));
        if self.is_unrelated
            && let [gone, new] = edits.as_mut_slice()
        {
            // Of unrelated texts, what is gone comes first on either side.
            (*gone, *new) = (Edit { b: Span::empty_at(0), ..*new }, Edit { a: Span::empty_at(new.a.end()), ..*gone });
        }
        let mut links: Vec<SentenceLink> =
            self.links.iter().map(|link| SentenceLink { a: link.b, b: link.a, ..*link }).collect();
        links.sort_by_key(|link| link.a);
        // Moved passages are numbered in order of a.
        let mut numbers: Vec<Option<MoveId>> = Vec::new();
        let mut count = 0;
        for edit in edits.iter_mut().filter(|edit| edit.kind == EditKind::Move) {
            let Some(MoveId(old)) = edit.moved else { continue };
            let old = old as usize;
            numbers.resize(numbers.len().max(old + 1), None);
            if numbers[old].is_none() {
                numbers[old] = Some(MoveId(count));
                count += 1;
            }
        }
        let renumber = |moved: Option<MoveId>| moved.and_then(|old| numbers.get(old.0 as usize).copied().flatten());
        edits.iter_mut().for_each(|edit| edit.moved = renumber(edit.moved));
        links.iter_mut().for_each(|link| link.moved = renumber(link.moved));
        Self {
            edits,
            sentences_a: self.sentences_b.clone(),
            sentences_b: self.sentences_a.clone(),
            links,
            is_unrelated: self.is_unrelated,
            completeness: self.completeness,
            summary: Summary {
                words_inserted: self.summary.words_deleted,
                words_deleted: self.summary.words_inserted,
                ..self.summary
            },
        }
    }
}
