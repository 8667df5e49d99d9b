//! An alignment as it is laid out for reading: rows that stand level, pieces by kind, and numbered changes.
//!
//! The window and the report show the same page, so that "change 12" is the same change in both. A page holds spans
//! alone; how a piece looks is left to who paints it.
//!
//! Which sentences stand level is told in `levels`.

use std::ops::Range;

use super::levels::{begins_paragraph, levels};
use super::{Alignment, Edit, EditKind, MoveId};
use crate::text::Span;

/// What a piece of one side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// The same on the other side, in order.
    Equal,
    /// Something else stands there on the other side.
    Replaced,
    /// Not on the other side.
    Only,
    /// The same on the other side, at another place.
    Moved,
}

/// A stretch of one side within one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: PieceKind,
    /// The moved passage that it belongs to.
    pub moved: Option<MoveId>,
    /// Index of its change in [`Page::changes`]; equal text has none.
    pub change: Option<u32>,
    /// Index of its edit in [`Alignment::edits`]: equal pieces of the two sides that have the same one answer each other.
    pub edit: u32,
}

/// One side of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSide {
    /// What the row shows of this text; empty where there is nothing.
    pub span: Span,
    /// The stretches of the span, in order; blank space between them is not listed.
    pub pieces: Vec<Piece>,
    /// Whether a paragraph of this text begins here.
    pub is_paragraph_start: bool,
}

/// What stands level on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// In the first text.
    pub a: RowSide,
    /// In the second text.
    pub b: RowSide,
}

impl Row {
    /// Whether both sides read the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        let is_equal = |side: &RowSide| side.pieces.iter().all(|piece| piece.kind == PieceKind::Equal);
        is_equal(&self.a) && is_equal(&self.b)
    }
}

/// One numbered change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened; never [`EditKind::Equal`].
    pub kind: EditKind,
    /// In the first text; empty for an insertion.
    pub a: Span,
    /// In the second text; empty for a deletion.
    pub b: Span,
    /// The moved passage that it is, or lies in.
    pub moved: Option<MoveId>,
    /// The first row that shows it.
    pub row: u32,
}

/// An alignment laid out for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// From top to bottom; together they show both texts once.
    pub rows: Vec<Row>,
    /// In order of rows. A moved passage is one change, however many edits it has.
    pub changes: Vec<Change>,
}

/// The page of an alignment of `a` and `b`. Linear in the number of edits and sentences, save for one sort.
///
/// # Panics
/// If the alignment is not of these texts.
#[must_use]
pub fn page(a: &str, b: &str, alignment: &Alignment) -> Page {
    let (mut changes, change_of_edit) = numbered_changes(&alignment.edits);
    let of_a = Strip::new(&alignment.edits, &change_of_edit, |edit| edit.a);
    let of_b = Strip::new(&alignment.edits, &change_of_edit, |edit| edit.b);
    let mut rows = Vec::new();
    for (group_a, group_b) in levels(a, b, alignment) {
        rows.push(Row {
            a: of_a.side(a, &alignment.sentences_a, group_a),
            b: of_b.side(b, &alignment.sentences_b, group_b),
        });
    }
    let mut first_row = vec![u32::MAX; changes.len()];
    for (number, row) in (0u32..).zip(&rows) {
        for change in row.a.pieces.iter().chain(&row.b.pieces).filter_map(|piece| piece.change) {
            let first = &mut first_row[change as usize];
            *first = (*first).min(number);
        }
    }
    // Numbers follow the page from top to bottom, within a row the order of the edits.
    let mut order: Vec<u32> = (0u32..).zip(&changes).map(|(index, _)| index).collect();
    order.sort_by_key(|&index| first_row[index as usize]);
    let mut place = vec![0u32; order.len()];
    for (new, &old) in (0u32..).zip(&order) {
        place[old as usize] = new;
        changes[old as usize].row = first_row[old as usize];
    }
    for row in &mut rows {
        for piece in row.a.pieces.iter_mut().chain(&mut row.b.pieces) {
            piece.change = piece.change.map(|old| place[old as usize]);
        }
    }
    let changes = order.iter().map(|&old| changes[old as usize]).collect();
    Page { rows, changes }
}

/// The changes in order of the edits, and for each edit the change that it belongs to.
fn numbered_changes(edits: &[Edit]) -> (Vec<Change>, Vec<Option<u32>>) {
    let mut changes: Vec<Change> = Vec::new();
    let mut of_move: Vec<Option<u32>> = Vec::new();
    let mut of_edit = Vec::with_capacity(edits.len());
    for edit in edits {
        if edit.kind == EditKind::Equal {
            of_edit.push(None);
            continue;
        }
        let next = u32::try_from(changes.len()).expect("there are fewer changes than bytes");
        let change = Change { kind: edit.kind, a: edit.a, b: edit.b, moved: edit.moved, row: 0 };
        if edit.kind == EditKind::Move
            && let Some(MoveId(id)) = edit.moved
        {
            let id = id as usize;
            of_move.resize(of_move.len().max(id + 1), None);
            if let Some(known) = of_move[id] {
                let whole = &mut changes[known as usize];
                whole.a = whole.a.union(edit.a);
                whole.b = whole.b.union(edit.b);
                of_edit.push(Some(known));
                continue;
            }
            of_move[id] = Some(next);
        }
        changes.push(change);
        of_edit.push(Some(next));
    }
    (changes, of_edit)
}

/// The edits of one side in the order of its text.
struct Strip {
    pieces: Vec<Piece>,
}

impl Strip {
    fn new(edits: &[Edit], change_of_edit: &[Option<u32>], side: impl Fn(&Edit) -> Span) -> Self {
        let mut pieces: Vec<Piece> = (0u32..)
            .zip(edits)
            .zip(change_of_edit)
            .filter(|((_, edit), _)| !side(edit).is_empty())
            .map(|((index, edit), &change)| {
                let kind = match edit.kind {
                    EditKind::Equal => PieceKind::Equal,
                    EditKind::Replace => PieceKind::Replaced,
                    EditKind::Insert | EditKind::Delete => PieceKind::Only,
                    EditKind::Move => PieceKind::Moved,
                };
                Piece { span: side(edit), kind, moved: edit.moved, change, edit: index }
            })
            .collect();
        pieces.sort_by_key(|piece| piece.span);
        Self { pieces }
    }

    /// The side of a row that shows the sentences `group`.
    fn side(&self, text: &str, sentences: &[Span], group: Range<usize>) -> RowSide {
        let Some(shown) = sentences.get(group.clone()).filter(|shown| !shown.is_empty()) else {
            return RowSide::default();
        };
        let span = shown[0].union(shown[shown.len() - 1]);
        let first = self.pieces.partition_point(|piece| piece.span.end() <= span.start());
        let pieces = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.span.start() < span.end())
            .filter_map(|piece| piece.span.intersection(span).map(|span| Piece { span, ..*piece }))
            .collect();
        RowSide { span, pieces, is_paragraph_start: begins_paragraph(text, sentences, group.start) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Completeness, SentenceLink, Summary};
    use super::*;
    use crate::text::sentences;

    /// "One." stays, "Two." moves behind "Three.", "Four." is replaced by "Five and six."
    fn example() -> (&'static str, &'static str, Alignment) {
        let (a, b) = ("One. Two. Three.\n\nFour.", "One. Three. Two.\n\nFive and six.");
        let edit = |kind, a: (usize, usize), b: (usize, usize), moved: Option<u32>| Edit {
            kind,
            a: Span::new(a.0, a.1),
            b: Span::new(b.0, b.1),
            moved: moved.map(MoveId),
        };
        let link = |a: u32, b: u32, moved: Option<u32>| SentenceLink {
            a: (a, a + 1),
            b: (b, b + 1),
            similarity: 1.0,
            moved: moved.map(MoveId),
        };
        let alignment = Alignment {
            edits: vec![
                edit(EditKind::Equal, (0, 4), (0, 4), None),
                edit(EditKind::Move, (5, 9), (12, 16), Some(0)),
                edit(EditKind::Equal, (10, 16), (5, 11), None),
                edit(EditKind::Replace, (18, 23), (18, 31), None),
            ],
            sentences_a: sentences(a, Span::new(0, a.len())),
            sentences_b: sentences(b, Span::new(0, b.len())),
            links: vec![link(0, 0, None), link(1, 2, Some(0)), link(2, 1, None)],
            is_unrelated: false,
            completeness: Completeness::Full,
            summary: Summary::default(),
        };
        (a, b, alignment)
    }

    #[test]
    fn linked_sentences_stand_level_and_moved_ones_alone() {
        let (a, b, alignment) = example();
        let page = page(a, b, &alignment);
        let read: Vec<_> = page.rows.iter().map(|row| (row.a.span.slice(a), row.b.span.slice(b))).collect();
        assert_eq!(
            read,
            [("One.", "One."), ("Two.", ""), ("Three.", "Three."), ("", "Two."), ("Four.", "Five and six.")]
        );
        assert!(page.rows[0].is_equal() && !page.rows[1].is_equal());
        assert!(page.rows[4].a.is_paragraph_start && !page.rows[2].a.is_paragraph_start);
    }

    #[test]
    fn a_move_is_one_change_and_numbers_follow_the_page() {
        let (a, b, alignment) = example();
        let page = page(a, b, &alignment);
        assert_eq!(page.changes.len(), 2);
        assert_eq!((page.changes[0].kind, page.changes[0].row), (EditKind::Move, 1));
        assert_eq!((page.changes[1].kind, page.changes[1].row), (EditKind::Replace, 4));
        assert_eq!(page.rows[3].b.pieces[0].change, Some(0));
    }

    #[test]
    fn every_row_shows_its_text_once_and_nothing_is_left_out() {
        let (a, b, alignment) = example();
        let page = page(a, b, &alignment);
        let kept = |text: &str| -> String { text.chars().filter(|character| !character.is_whitespace()).collect() };
        let mut shown: Vec<Span> = page.rows.iter().flat_map(|row| &row.b.pieces).map(|piece| piece.span).collect();
        shown.sort();
        let read: String = shown.iter().map(|span| kept(span.slice(b))).collect();
        assert_eq!(read, kept(b));
        let read: String =
            page.rows.iter().flat_map(|row| &row.a.pieces).map(|piece| kept(piece.span.slice(a))).collect();
        assert_eq!(read, kept(a));
    }

    #[test]
    fn two_empty_texts_make_an_empty_page() {
        assert_eq!(page("", "", &Alignment::default()), Page::default());
    }
}
