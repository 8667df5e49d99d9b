//! One pair laid out in full: two texts side by side, facts and quotations.
//!
//! Rows follow the sentence links that are in order; between two links, sentences of one side stand in rows of their
//! own. Which words of a sentence changed comes from the edits alone, so that a row never hides a change.

use super::Material;
use crate::alignment::{Alignment, Edit, EditKind};
use crate::analysis::Comparison;
use crate::corpus::DocumentId;
use crate::report::model::{FactRow, PairInFull, PairRow, QuotationRow, Row, Segment, SegmentKind};
use crate::story::{Fact, Verdict};
use crate::text::{Span, fold_word, words};

pub(super) fn pair_in_full(material: &Material<'_>, pair: usize, row: &PairRow, comparison: &Comparison) -> PairInFull {
    let corpus = &material.analysis.corpus;
    let alignment = &comparison.alignment;
    let texts = [&*corpus.get(comparison.a).text, &*corpus.get(comparison.b).text];
    let numbered = number_changes(alignment);
    let mut rows = Layout { material, alignment, numbered: &numbered, texts }.rows();
    place_anchors(&mut rows);
    let sum = alignment.summary;
    let facts = comparison.facts.iter().filter(|fact| fact.verdict != Verdict::Same);
    PairInFull {
        pair,
        verdict: verdict(row, alignment),
        words: [sum.words_equal, sum.words_replaced, sum.words_inserted, sum.words_deleted, sum.words_moved],
        rows,
        changes: numbered.iter().flatten().max().copied().unwrap_or_default(),
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
        "{:.0} % of the first is also in the second, {:.0} % of the second is also in the first; the longest run of \
         words that they share is {} words.",
        row.shares.0 * 100.0,
        row.shares.1 * 100.0,
        row.longest_run
    )
}

/// The number of the change that each edit is, from 1; a moved passage is one change, however many edits it has.
fn number_changes(alignment: &Alignment) -> Vec<Option<usize>> {
    let mut next = 0;
    let mut of_move = std::collections::BTreeMap::new();
    let mut number = |edit: &Edit| match (edit.kind, edit.moved) {
        (EditKind::Equal, _) => None,
        (EditKind::Move, Some(moved)) => Some(*of_move.entry(moved).or_insert_with(|| {
            next += 1;
            next
        })),
        _ => {
            next += 1;
            Some(next)
        }
    };
    alignment.edits.iter().map(&mut number).collect()
}

struct Layout<'a> {
    material: &'a Material<'a>,
    alignment: &'a Alignment,
    numbered: &'a [Option<usize>],
    texts: [&'a str; 2],
}

impl Layout<'_> {
    fn rows(&self) -> Vec<Row> {
        let sides = [self.side(|edit| edit.a), self.side(|edit| edit.b)];
        let sentences = [&self.alignment.sentences_a, &self.alignment.sentences_b];
        let mut rows = Vec::new();
        let mut next = [0usize; 2];
        let mut push = |a: std::ops::Range<usize>, b: std::ops::Range<usize>| {
            let parts = [self.segments(0, &sides[0], sentences[0], a), self.segments(1, &sides[1], sentences[1], b)];
            let [(a, starts_a), (b, starts_b)] = parts;
            if !(a.is_empty() && b.is_empty()) {
                append(&mut rows, Row { a, b, begins_paragraph: starts_a || starts_b });
            }
        };
        for link in self.alignment.links.iter().filter(|link| link.moved.is_none()) {
            let (a, b) = ((link.a.0 as usize, link.a.1 as usize), (link.b.0 as usize, link.b.1 as usize));
            // Links that overlap or go back, which an alignment should not hold, would repeat a sentence.
            if a.0 < next[0] || b.0 < next[1] || a.1 > sentences[0].len() || b.1 > sentences[1].len() {
                continue;
            }
            (next[0]..a.0).for_each(|at| push(at..at + 1, 0..0));
            (next[1]..b.0).for_each(|at| push(0..0, at..at + 1));
            push(a.0..a.1, b.0..b.1);
            next = [a.1, b.1];
        }
        (next[0]..sentences[0].len()).for_each(|at| push(at..at + 1, 0..0));
        (next[1]..sentences[1].len()).for_each(|at| push(0..0, at..at + 1));
        rows
    }

    /// The edits that hold words of one side, in its order.
    fn side(&self, span: impl Fn(&Edit) -> Span) -> Vec<(Span, usize)> {
        let edits = self.alignment.edits.iter().enumerate();
        let mut side: Vec<_> = edits.map(|(at, edit)| (span(edit), at)).filter(|(span, _)| !span.is_empty()).collect();
        side.sort_by_key(|(span, _)| span.start());
        side
    }

    /// The stretches of a run of sentences, and whether it begins a paragraph.
    fn segments(
        &self,
        which: usize,
        side: &[(Span, usize)],
        sentences: &[Span],
        range: std::ops::Range<usize>,
    ) -> (Vec<Segment>, bool) {
        let Some((first, last)) = sentences.get(range).and_then(|run| Some((run.first()?, run.last()?))) else {
            return (Vec::new(), false);
        };
        let (text, whole) = (self.texts[which], first.union(*last));
        let mut out: Vec<Segment> = Vec::new();
        let mut at = whole.start();
        let from = side.partition_point(|(span, _)| span.end() <= whole.start());
        for &(span, index) in side[from..].iter().take_while(|(span, _)| span.start() < whole.end()) {
            let Some(part) = span.intersection(whole) else { continue };
            if part.start() > at {
                self.push(&mut out, SegmentKind::Equal, None, &text[at..part.start()]);
            }
            let edit = &self.alignment.edits[index];
            let kind = match (edit.kind, edit.moved) {
                (EditKind::Equal, _) => SegmentKind::Equal,
                (EditKind::Replace, _) => SegmentKind::Replaced,
                (EditKind::Insert | EditKind::Delete, _) => SegmentKind::Only,
                (EditKind::Move, moved) => SegmentKind::Moved(moved.map_or(0, |moved| moved.0 as usize) + 1),
            };
            self.push(&mut out, kind, self.numbered[index], part.slice(text));
            at = part.end();
        }
        if at < whole.end() {
            self.push(&mut out, SegmentKind::Equal, None, &text[at..whole.end()]);
        }
        let before = text[..whole.start()].trim_end_matches([' ', '\t', '\r']);
        (out, before.ends_with("\n\n") || before.is_empty())
    }

    fn push(&self, out: &mut Vec<Segment>, kind: SegmentKind, change: Option<usize>, text: &str) {
        // Line ends inside a sentence come from the width of somebody's screen.
        let text = self.material.disguise.hide(&text.replace('\n', " "));
        match out.last_mut() {
            Some(last) if last.kind == kind && last.change == change => last.text.push_str(&text),
            _ => out.push(Segment { kind, text, change, is_anchor: false }),
        }
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
