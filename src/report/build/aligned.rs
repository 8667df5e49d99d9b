//! One pair laid out in full: two texts side by side, facts and quotations.
//!
//! The rows and the numbers of the changes are those of the window, so that "change 12" is one change in both.

use super::Material;
use crate::alignment::{Alignment, Page, Piece, PieceKind, RowSide, page};
use crate::analysis::Comparison;
use crate::corpus::DocumentId;
use crate::report::model::{FactRow, PairInFull, PairRow, QuotationRow, Row, Segment, SegmentKind};
use crate::story::{Fact, Verdict};
use crate::text::{Span, fold_word, words};

pub(super) fn pair_in_full(material: &Material<'_>, pair: usize, row: &PairRow, comparison: &Comparison) -> PairInFull {
    let corpus = &material.analysis.corpus;
    let alignment = &comparison.alignment;
    let texts = [&*corpus.get(comparison.a).text, &*corpus.get(comparison.b).text];
    let page = page(texts[0], texts[1], alignment);
    let mut rows = rows_of(material, &page, texts);
    place_anchors(&mut rows);
    let sum = alignment.summary;
    let facts = comparison.facts.iter().filter(|fact| fact.verdict != Verdict::Same);
    PairInFull {
        pair,
        verdict: verdict(row, alignment),
        words: [sum.words_equal, sum.words_replaced, sum.words_inserted, sum.words_deleted, sum.words_moved],
        rows,
        changes: page.changes.len(),
        is_coarse: alignment.completeness == crate::alignment::Completeness::Coarse,
        facts: facts.map(|fact| fact_row(material, fact, texts)).collect(),
        facts_same: comparison.facts.iter().filter(|fact| fact.verdict == Verdict::Same).count(),
        quotations: quotations(material, comparison),
    }
}

fn verdict(row: &PairRow, alignment: &Alignment) -> String {
    if alignment.is_unrelated {
        return "The two share too little to be called versions of one another.".to_owned();
    }
    format!(
        "Class of copying: {}. {:.0} % of the first is also in the second, {:.0} % of the second is also in the first; \
         the longest run of words that they share is {} words.",
        row.class,
        row.shares.0 * 100.0,
        row.shares.1 * 100.0,
        row.longest_run
    )
}

/// The rows of a page with their words.
fn rows_of(material: &Material<'_>, page: &Page, texts: [&str; 2]) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in &page.rows {
        let sides = [segments(material, &row.a, texts[0]), segments(material, &row.b, texts[1])];
        let [a, b] = sides;
        if !(a.is_empty() && b.is_empty()) {
            let begins_paragraph = row.a.is_paragraph_start || row.b.is_paragraph_start;
            append(&mut rows, Row { a, b, begins_paragraph });
        }
    }
    rows
}

/// The stretches of one side of a row; blank space between two pieces of one change belongs to the change.
fn segments(material: &Material<'_>, side: &RowSide, text: &str) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut push = |kind: SegmentKind, change: Option<usize>, span: Span| {
        let Some(words) = span.get(text).filter(|words| !words.is_empty()) else { return };
        // Line ends inside a sentence come from the width of somebody's screen.
        let text = material.disguise.hide(&words.replace('\n', " "));
        match out.last_mut() {
            Some(last) if last.kind == kind && last.change == change => last.text.push_str(&text),
            _ => out.push(Segment { kind, text, change, is_anchor: false }),
        }
    };
    let mut at = side.span.start();
    let mut before: Option<&Piece> = None;
    for piece in &side.pieces {
        let number = |piece: &Piece| piece.change.map(|change| change as usize + 1);
        let is_inside = before.is_some_and(|before| before.change.is_some() && before.change == piece.change);
        let blank = Span::new(at, piece.span.start());
        match before.filter(|_| is_inside) {
            Some(before) => push(segment_kind(before), number(before), blank),
            None => push(SegmentKind::Equal, None, blank),
        }
        push(segment_kind(piece), number(piece), piece.span);
        at = piece.span.end();
        before = Some(piece);
    }
    push(SegmentKind::Equal, None, Span::new(at, side.span.end()));
    out
}

fn segment_kind(piece: &Piece) -> SegmentKind {
    match piece.kind {
        PieceKind::Equal => SegmentKind::Equal,
        PieceKind::Replaced => SegmentKind::Replaced,
        PieceKind::Only => SegmentKind::Only,
        PieceKind::Moved => SegmentKind::Moved(piece.moved.map_or(0, |moved| moved.0 as usize) + 1),
    }
}

/// Adds a row. Sentences that both sides have, in one paragraph of both, go on in the row before, as they do in print.
fn append(rows: &mut Vec<Row>, row: Row) {
    let is_whole = |row: &Row| !row.a.is_empty() && !row.b.is_empty();
    match rows.last_mut() {
        Some(last) if is_whole(last) && is_whole(&row) && !row.begins_paragraph => {
            for (side, more) in [(&mut last.a, row.a), (&mut last.b, row.b)] {
                side.push(Segment { kind: SegmentKind::Equal, text: " ".to_owned(), change: None, is_anchor: false });
                side.extend(more);
            }
        }
        _ => rows.push(row),
    }
}

/// Marks the first stretch of each change.
fn place_anchors(rows: &mut [Row]) {
    let mut seen = std::collections::BTreeSet::new();
    for segment in rows.iter_mut().flat_map(|row| row.a.iter_mut().chain(&mut row.b)) {
        segment.is_anchor = segment.change.is_some_and(|change| seen.insert(change));
    }
}

fn fact_row(material: &Material<'_>, fact: &Fact, texts: [&str; 2]) -> FactRow {
    let say = |span: Span, text: &str, value: &Option<String>| {
        let words = span.get(text).filter(|words| !words.is_empty())?;
        let value = value.as_ref().filter(|value| !value.eq_ignore_ascii_case(words));
        Some((material.disguise.hide(&words.replace('\n', " ")), value.map(|value| material.disguise.hide(value))))
    };
    FactRow {
        kind: fact.kind.label(),
        verdict: match fact.verdict {
            Verdict::Same => "the same",
            Verdict::Differs => "differs",
            Verdict::SameOnceResolved => "the same, in other words",
            Verdict::OnlyInA => "only in the first",
            Verdict::OnlyInB => "only in the second",
        },
        differs: fact.verdict == Verdict::Differs,
        a: say(fact.a, texts[0], &fact.a_value),
        b: say(fact.b, texts[1], &fact.b_value),
    }
}

/// The quotations of both, each once: those of the first in its order, then those that only the second has.
fn quotations(material: &Material<'_>, comparison: &Comparison) -> Vec<QuotationRow> {
    let analysis = material.analysis;
    let folded = |text: &str| -> String {
        let mut out = " ".to_owned();
        for word in words(text) {
            out.push_str(&fold_word(word.slice(text)));
            out.push(' ');
        }
        out
    };
    let in_document = |id: DocumentId| analysis.entities.quotations.iter().filter(move |one| one.document == id);
    let mut rows = Vec::new();
    for (id, other, is_first) in [(comparison.a, comparison.b, true), (comparison.b, comparison.a, false)] {
        let text = &analysis.corpus.get(id).text;
        let other_text = folded(&analysis.corpus.get(other).text);
        for quotation in in_document(id) {
            let Some(words) = quotation.span.get(text) else { continue };
            let is_in_both = other_text.contains(&folded(words));
            if is_in_both && !is_first {
                continue;
            }
            let speaker = quotation.speaker.and_then(|id| analysis.entities.entities.get(id.index()));
            rows.push(QuotationRow {
                speaker: speaker.map(|speaker| material.disguise.hide(&speaker.name)),
                words: material.disguise.hide(&words.replace('\n', " ")),
                only_in: if is_in_both { None } else { material.number(id) },
            });
        }
    }
    rows
}
