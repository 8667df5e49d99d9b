//! What the pane shows of a comparison: made once in a job, looked up by row while painting.

use std::collections::BTreeSet;

use super::line::{Found, Side, Stretch};
use crate::alignment::{Alignment, EditKind, Page, Piece, PieceKind, Row, RowSide, page};
use crate::analysis::Comparison;
use crate::story::{FactKind, Verdict};
use crate::text::Span;

/// A fact on which the two articles disagree, and the first row that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What it is about.
    pub kind: FactKind,
    /// Where the first article states it.
    pub a: Span,
    /// Where the second does.
    pub b: Span,
    /// What they say: "40 years" and "45 years", or the words themselves.
    pub values: [Option<String>; 2],
    /// The row that shows it.
    pub row: u32,
}

/// Where the two halves of a moved passage are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveRows {
    /// Index of its change.
    pub change: u32,
    /// Row of its half at the left.
    pub a: u32,
    /// Row of its half at the right.
    pub b: u32,
}

/// How many changes there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reworded.
    pub replaced: usize,
    /// Only in the second.
    pub inserted: usize,
    /// Only in the first.
    pub deleted: usize,
    /// At another place.
    pub moved: usize,
}

/// What is shown between two rows when equal text is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A row of the page.
    Row(u32),
    /// Rows that read the same and are folded away: the first, and how many.
    Folded(u32, u32),
}

/// A comparison, laid out.
#[derive(Debug, Default)]
pub struct Model {
    /// Rows and numbered changes.
    pub page: Page,
    /// Facts that differ, in order of rows.
    pub disputes: Vec<Dispute>,
    /// Moved passages, in order of changes.
    pub moves: Vec<MoveRows>,
    /// How many changes there are of each kind.
    pub counts: Counts,
    /// Stretches of disputed facts by side, in order.
    disputed: [Vec<Span>; 2],
    places: [Places; 2],
}

/// What one edit shows of one side of a row, with the blank before it.
struct Run {
    /// Index of the edit; what follows the last one has none.
    edit: Option<u32>,
    is_change: bool,
    stretches: Vec<Stretch>,
}

/// What is marked besides the changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// The change that is looked at.
    pub change: Option<u32>,
    /// Hits of the find box by side, in order.
    pub found: [&'a [Span]; 2],
    /// The hit that is looked at.
    pub found_now: Option<(Side, Span)>,
}

impl Model {
    /// The model of a comparison of two texts.
    pub fn new(texts: [&str; 2], comparison: &Comparison) -> Self {
        let page = page(texts[0], texts[1], &comparison.alignment);
        let places = Side::BOTH.map(|side| Places::new(&page.rows, side));
        let [in_a, in_b] = &places;
        let mut counts = Counts::default();
        let mut moves = Vec::new();
        for (index, change) in (0u32..).zip(&page.changes) {
            match change.kind {
                EditKind::Equal => {}
                EditKind::Replace => counts.replaced += 1,
                EditKind::Insert => counts.inserted += 1,
                EditKind::Delete => counts.deleted += 1,
                EditKind::Move => {
                    counts.moved += 1;
                    let (a, b) = (in_a.row(change.a.start()), in_b.row(change.b.start()));
                    if let (Some(a), Some(b)) = (a, b) {
                        moves.push(MoveRows { change: index, a, b });
                    }
                }
            }
        }
        let mut disputes: Vec<Dispute> = comparison
            .facts
            .iter()
            .filter(|fact| fact.verdict == Verdict::Differs)
            .filter_map(|fact| {
                let row = in_a.row(fact.a.start()).or_else(|| in_b.row(fact.b.start()))?;
                let values = [fact.a_value.clone(), fact.b_value.clone()];
                Some(Dispute { kind: fact.kind, a: fact.a, b: fact.b, values, row })
            })
            .collect();
        disputes.sort_by_key(|dispute| (dispute.row, dispute.a));
        let spans = |side: fn(&Dispute) -> Span| {
            let mut spans: Vec<Span> = disputes.iter().map(side).filter(|span| !span.is_empty()).collect();
            spans.sort();
            spans
        };
        let disputed = [spans(|dispute| dispute.a), spans(|dispute| dispute.b)];
        Self { page, disputes, moves, counts, disputed, places }
    }

    /// The bare texts, level by paragraph, while their alignment is being made.
    pub fn unaligned(texts: [&str; 2]) -> Self {
        let cut = |text: &str| crate::text::sentences(text, Span::new(0, text.len()));
        let alignment = Alignment { sentences_a: cut(texts[0]), sentences_b: cut(texts[1]), ..Alignment::default() };
        let page = page(texts[0], texts[1], &alignment);
        let places = Side::BOTH.map(|side| Places::new(&page.rows, side));
        Self { page, places, ..Self::default() }
    }

    /// The rows as a list, with equal ones folded where asked. A row beside a change is kept, for its sense.
    pub fn items(&self, folds_equal: bool, unfolded: &BTreeSet<u32>) -> Vec<Item> {
        let rows = &self.page.rows;
        let all = || (0u32..).zip(rows).map(|(index, _)| index);
        if !folds_equal {
            return all().map(Item::Row).collect();
        }
        let is_kept = |index: usize| {
            let near = index.saturating_sub(1)..(index + 2).min(rows.len());
            rows[near].iter().any(|row| !row.is_equal())
        };
        let mut items: Vec<Item> = Vec::new();
        for index in all() {
            if is_kept(index as usize) {
                items.push(Item::Row(index));
                continue;
            }
            match items.last_mut() {
                Some(Item::Folded(_, count)) => *count += 1,
                _ => items.push(Item::Folded(index, 1)),
            }
        }
        items
            .into_iter()
            .flat_map(|item| match item {
                Item::Folded(first, count) if unfolded.contains(&first) => {
                    (first..first + count).map(Item::Row).collect()
                }
                other => vec![other],
            })
            .collect()
    }

    /// One side of a row, cut where its marks change.
    pub fn stretches(&self, row: u32, side: Side, marks: Marks<'_>) -> Vec<Stretch> {
        self.runs(row, side, marks).into_iter().flat_map(|run| run.stretches).collect()
    }

    /// One side of a row, edit by edit.
    ///
    /// Words that were replaced by words of another row stand here without any, as a byline before which a headline was
    /// reworded: they are shown as what they are to a reader, only on this side.
    fn runs(&self, row: u32, side: Side, marks: Marks<'_>) -> Vec<Run> {
        let row = &self.page.rows[row as usize];
        let shown = side_of(row, side);
        let beside = side_of(row, if side == Side::Left { Side::Right } else { Side::Left });
        let kind_of = |piece: &Piece| match piece.kind {
            PieceKind::Replaced if !beside.pieces.iter().any(|other| other.change == piece.change) => PieceKind::Only,
            kind => kind,
        };
        let mut out = Vec::with_capacity(shown.pieces.len() + 1);
        let mut at = shown.span.start();
        for (index, piece) in shown.pieces.iter().enumerate() {
            let mut stretches = Vec::with_capacity(2);
            if at < piece.span.start() {
                // The blank inside one change looks like the change.
                let before = index.checked_sub(1).map(|before| shown.pieces[before]);
                let is_inside = before.is_some_and(|before| before.change.is_some() && before.change == piece.change);
                let kind = if is_inside { kind_of(piece) } else { PieceKind::Equal };
                self.cut(side, Span::new(at, piece.span.start()), kind, piece.change, marks, &mut stretches);
            }
            self.cut(side, piece.span, kind_of(piece), piece.change, marks, &mut stretches);
            out.push(Run { edit: Some(piece.edit), is_change: piece.kind != PieceKind::Equal, stretches });
            at = piece.span.end();
        }
        if at < shown.span.end() {
            let mut stretches = Vec::new();
            self.cut(side, Span::new(at, shown.span.end()), PieceKind::Equal, None, marks, &mut stretches);
            out.push(Run { edit: None, is_change: false, stretches });
        }
        out
    }

    /// Both sides of a row in one run: what is equal once, what went before what came. Here no column tells what went, so
    /// that it all has one sign, be it replaced or left out.
    pub fn inline(&self, row: u32, marks: Marks<'_>) -> Vec<Stretch> {
        let mut gone = self.runs(row, Side::Left, marks);
        for stretch in gone.iter_mut().flat_map(|run| &mut run.stretches) {
            if stretch.kind == PieceKind::Replaced {
                stretch.kind = PieceKind::Only;
            }
        }
        let mut left = gone.into_iter().peekable();
        let mut right = self.runs(row, Side::Right, marks).into_iter().peekable();
        let shown = &self.page.rows[row as usize];
        let is_bare = shown.a.pieces.is_empty() && shown.b.pieces.is_empty();
        let mut out = Vec::new();
        loop {
            while let Some(run) = left.next_if(|run| run.is_change) {
                out.extend(run.stretches);
            }
            while let Some(run) = right.next_if(|run| run.is_change) {
                out.extend(run.stretches);
            }
            let edit = |run: &Run| run.edit.unwrap_or(u32::MAX);
            match (left.peek().map(edit), right.peek().map(edit)) {
                (None, None) => return out,
                (Some(one), Some(other)) if one == other => {
                    out.extend(left.next().into_iter().flat_map(|run| run.stretches));
                    // Before the texts are aligned, what is left over are the texts.
                    let rest = right.next().filter(|_| is_bare);
                    out.extend(rest.into_iter().flat_map(|run| run.stretches));
                }
                // What the other side has in another row: nothing is left out here.
                (Some(one), other) if other.is_none_or(|other| one < other) => {
                    out.extend(left.next().into_iter().flat_map(|run| run.stretches));
                }
                _ => out.extend(right.next().into_iter().flat_map(|run| run.stretches)),
            }
        }
    }

    /// Cuts a stretch where disputed facts and hits begin and end.
    fn cut(
        &self,
        side: Side,
        whole: Span,
        kind: PieceKind,
        change: Option<u32>,
        marks: Marks<'_>,
        out: &mut Vec<Stretch>,
    ) {
        let disputed = overlapping(&self.disputed[side as usize], whole);
        let found = overlapping(marks.found[side as usize], whole);
        let mut cuts = vec![whole.start(), whole.end()];
        for span in disputed.iter().chain(found) {
            cuts.extend([span.start(), span.end()].into_iter().filter(|&at| whole.contains(at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        for ends in cuts.windows(2) {
            let span = Span::new(ends[0], ends[1]);
            let is_in = |spans: &[Span]| spans.iter().any(|other| other.overlaps(span));
            out.push(Stretch {
                side,
                span,
                kind,
                is_current: change.is_some() && change == marks.change,
                is_disputed: is_in(disputed),
                found: match marks.found_now {
                    Some((at, hit)) if at == side && hit.overlaps(span) => Found::Current,
                    _ if is_in(found) => Found::Hit,
                    _ => Found::No,
                },
            });
        }
    }

    /// The change at a place of one side.
    pub fn change_at(&self, row: u32, side: Side, byte: usize) -> Option<u32> {
        let shown = side_of(&self.page.rows[row as usize], side);
        shown.pieces.iter().find(|piece| piece.span.contains(byte)).and_then(|piece| piece.change)
    }

    /// The dispute at a place of one side.
    pub fn dispute_at(&self, side: Side, byte: usize) -> Option<&Dispute> {
        self.disputes.iter().find(|dispute| match side {
            Side::Left => dispute.a.contains(byte),
            Side::Right => dispute.b.contains(byte),
        })
    }

    /// The row that shows a place of one side.
    pub fn row_at(&self, side: Side, byte: usize) -> Option<u32> {
        self.places[side as usize].row(byte)
    }
}

/// One side of a row.
pub fn side_of(row: &Row, side: Side) -> &RowSide {
    match side {
        Side::Left => &row.a,
        Side::Right => &row.b,
    }
}

/// Which row shows a byte of one side: the end of each stretch that is shown, with its row, in order.
#[derive(Clone, Debug, Default)]
struct Places(Vec<(usize, u32)>);

impl Places {
    fn new(rows: &[Row], side: Side) -> Self {
        let shown = (0u32..).zip(rows).map(|(index, row)| (side_of(row, side).span, index));
        Self(shown.filter(|(span, _)| !span.is_empty()).map(|(span, index)| (span.end(), index)).collect())
    }

    fn row(&self, byte: usize) -> Option<u32> {
        self.0.get(self.0.partition_point(|&(end, _)| end <= byte)).map(|&(_, row)| row)
    }
}

/// The spans of a sorted list that overlap `with`; the spans of the list do not overlap one another.
fn overlapping(sorted: &[Span], with: Span) -> &[Span] {
    let first = sorted.partition_point(|span| span.end() <= with.start());
    let count = sorted[first..].partition_point(|span| span.start() < with.end());
    &sorted[first..first + count]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{AlignmentSettings, Side as Text, align};
    use crate::progress::Progress;

    fn model(a: &str, b: &str) -> Model {
        let settings = AlignmentSettings::default();
        let alignment = align(Text::new(a), Text::new(b), &settings, &Progress::new()).expect("not cancelled");
        let comparison = Comparison { alignment, ..Comparison::default() };
        Model::new([a, b], &comparison)
    }

    const A: &str = "The ferry left the harbour at noon. Nobody saw the fog. The captain radioed twice for help.";
    const B: &str = "The ferry left the harbour at dawn. Nobody saw the fog. The captain radioed twice for help.";

    #[test]
    fn stretches_read_as_the_text_of_their_side() {
        let model = model(A, B);
        for (side, text) in Side::BOTH.into_iter().zip([A, B]) {
            let rows = 0..u32::try_from(model.page.rows.len()).expect("few rows");
            let read: Vec<&str> = rows
                .flat_map(|row| model.stretches(row, side, Marks::default()))
                .map(|stretch| stretch.span.slice(text))
                .collect();
            let kept = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(kept(&read.concat()), kept(text));
        }
    }

    #[test]
    fn inline_shows_what_is_equal_once() {
        let model = model(A, B);
        let read: Vec<&str> = model
            .inline(0, Marks::default())
            .iter()
            .map(|stretch| stretch.span.slice([A, B][stretch.side as usize]))
            .collect();
        assert_eq!(read.concat().matches("ferry").count(), 1);
        assert!(read.contains(&"noon") && read.contains(&"dawn"), "{read:?}");
    }

    #[test]
    fn inline_keeps_what_was_put_in_or_left_out_at_its_place() {
        let short = "The captain radioed twice for help before the ferry turned.";
        let long = "The tired captain radioed twice for help, they say, before the ferry turned.";
        for (a, b) in [(short, long), (long, short)] {
            let model = model(a, b);
            let read: Vec<&str> =
                model.inline(0, Marks::default()).iter().map(|one| one.span.slice([a, b][one.side as usize])).collect();
            assert_eq!(read.concat(), long);
        }
    }

    /// What is marked of a row, with its kind.
    fn marked(texts: [&str; 2], stretches: &[Stretch]) -> Vec<(String, PieceKind)> {
        let changed = stretches.iter().filter(|one| one.kind != PieceKind::Equal);
        changed.map(|one| (one.span.slice(texts[one.side as usize]).trim().to_owned(), one.kind)).collect()
    }

    #[test]
    fn a_byline_that_only_one_side_has_is_not_reworded() {
        // One edit replaces "halted" and the byline by "stopped".
        let body = "The ferry left the harbour at noon with two hundred on board, and nobody saw the fog.";
        let (a, b) = (format!("Night ferry halted\n\nBy Staff\n\n{body}"), format!("Night ferry stopped\n\n{body}"));
        let model = model(&a, &b);
        let texts = [a.as_str(), b.as_str()];
        let rows = 0..u32::try_from(model.page.rows.len()).expect("few rows");
        let left: Vec<_> =
            rows.flat_map(|row| marked(texts, &model.stretches(row, Side::Left, Marks::default()))).collect();
        let expected = [("halted".to_owned(), PieceKind::Replaced), ("By Staff".to_owned(), PieceKind::Only)];
        assert_eq!(left, expected);
    }

    #[test]
    fn inline_has_one_sign_for_all_that_went() {
        let model = model(A, B);
        let read = marked([A, B], &model.inline(0, Marks::default()));
        assert_eq!(read, [("noon".to_owned(), PieceKind::Only), ("dawn".to_owned(), PieceKind::Replaced)]);
    }

    #[test]
    fn hits_cut_the_text_without_losing_any() {
        let model = model(A, B);
        let hits = [Span::new(4, 9)];
        let stretches = model.stretches(0, Side::Left, Marks { found: [&hits, &[]], ..Marks::default() });
        let found: Vec<&str> =
            stretches.iter().filter(|stretch| stretch.found == Found::Hit).map(|found| found.span.slice(A)).collect();
        assert_eq!(found, ["ferry"]);
    }

    #[test]
    fn equal_rows_fold_but_not_beside_a_change() {
        let model = model(A, B);
        let items = model.items(true, &BTreeSet::new());
        assert_eq!(items, [Item::Row(0), Item::Row(1), Item::Folded(2, 1)]);
        assert_eq!(model.items(true, &BTreeSet::from([2])).len(), 3);
        assert_eq!(model.items(false, &BTreeSet::new()).len(), 3);
    }
}
