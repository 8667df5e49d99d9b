//! The rows of a comparison: sentences that belong together stand side by side.

use crate::alignment::{Alignment, EditKind};
use crate::text::Span;

/// What is marked about a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: the other side has it too.
    Equal,
    /// Only on this side.
    Only,
    /// At another place on the other side.
    Moved,
}

/// A stretch of a row, and its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it is in its text.
    pub span: Span,
    /// What is marked.
    pub mark: Mark,
}

/// One row: what stands at the left and at the right; a side may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// At the left.
    pub a: Vec<Segment>,
    /// At the right.
    pub b: Vec<Segment>,
}

/// The rows of two texts. Every sentence is in one row, in order on each side; time is linear in sentences and edits.
pub fn rows(a: &str, b: &str, alignment: &Alignment) -> Vec<Row> {
    let marks_a = marks(alignment.edits.iter().map(|edit| (edit.kind, edit.a, true)));
    let marks_b = marks(alignment.edits.iter().map(|edit| (edit.kind, edit.b, false)));
    let (sentences_a, sentences_b) = (&alignment.sentences_a, &alignment.sentences_b);
    let cut = |sentences: &[Span], range: (usize, usize), marks: &[Segment], text: &str| {
        sentences[range.0.min(sentences.len())..range.1.min(sentences.len())]
            .iter()
            .flat_map(|&sentence| segments(sentence, marks, text))
            .collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    let put = |out: &mut Vec<Row>, range_a: (usize, usize), range_b: (usize, usize)| {
        let row = Row { a: cut(sentences_a, range_a, &marks_a, a), b: cut(sentences_b, range_b, &marks_b, b) };
        if !row.a.is_empty() || !row.b.is_empty() {
            out.push(row);
        }
    };
    // Links that go back in b are moves; they cannot share a row without crossing, and stay on their own.
    for link in alignment.links.iter().filter(|link| link.moved.is_none()) {
        let (a0, a1) = (link.a.0 as usize, link.a.1 as usize);
        let (b0, b1) = (link.b.0 as usize, link.b.1 as usize);
        if a0 < at_a || b0 < at_b {
            continue;
        }
        for sentence in at_a..a0 {
            put(&mut out, (sentence, sentence + 1), (0, 0));
        }
        for sentence in at_b..b0 {
            put(&mut out, (0, 0), (sentence, sentence + 1));
        }
        put(&mut out, (a0, a1), (b0, b1));
        (at_a, at_b) = (a1, b1);
    }
    for sentence in at_a..sentences_a.len() {
        put(&mut out, (sentence, sentence + 1), (0, 0));
    }
    for sentence in at_b..sentences_b.len() {
        put(&mut out, (0, 0), (sentence, sentence + 1));
    }
    out
}

/// The marked stretches of one side, in order.
fn marks(edits: impl Iterator<Item = (EditKind, Span, bool)>) -> Vec<Segment> {
    let mut marks: Vec<Segment> = edits
        .filter(|(_, span, _)| !span.is_empty())
        .map(|(kind, span, _)| {
            let mark = match kind {
                EditKind::Equal => Mark::Equal,
                EditKind::Move => Mark::Moved,
                EditKind::Replace | EditKind::Insert | EditKind::Delete => Mark::Only,
            };
            Segment { span, mark }
        })
        .collect();
    marks.sort_by_key(|segment| segment.span);
    marks
}

/// A sentence cut where its marks change; the blanks between two stretches go with the first.
fn segments(sentence: Span, marks: &[Segment], text: &str) -> Vec<Segment> {
    let first = marks.partition_point(|mark| mark.span.end() <= sentence.start());
    let mut out: Vec<Segment> = Vec::new();
    let mut at = sentence.start();
    for mark in marks[first..].iter().take_while(|mark| mark.span.start() < sentence.end()) {
        let Some(part) = mark.span.intersection(sentence) else { continue };
        if part.start() > at {
            out.push(Segment { span: Span::new(at, part.start()), mark: Mark::Equal });
        }
        out.push(Segment { span: part, mark: mark.mark });
        at = part.end();
    }
    if at < sentence.end() {
        out.push(Segment { span: Span::new(at, sentence.end()), mark: Mark::Equal });
    }
    // Sentences that follow one another in a row need the blank between them.
    let next = text[sentence.end()..].chars().next().filter(|character| character.is_whitespace());
    if let Some(blank) = next {
        let end = sentence.end() + blank.len_utf8();
        out.push(Segment { span: Span::new(sentence.end(), end), mark: Mark::Equal });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Edit, SentenceLink};

    #[test]
    fn linked_sentences_share_a_row_and_the_rest_stand_alone() {
        // a: "One. Two."   b: "Zero. One!"   "One" is linked; "Two." is only in a, "Zero." only in b.
        let (a, b) = ("One. Two.", "Zero. One!");
        let edit = |kind, a: (usize, usize), b: (usize, usize)| Edit {
            kind,
            a: Span::new(a.0, a.1),
            b: Span::new(b.0, b.1),
            moved: None,
        };
        let alignment = Alignment {
            edits: vec![
                edit(EditKind::Insert, (0, 0), (0, 5)),
                edit(EditKind::Equal, (0, 3), (6, 9)),
                edit(EditKind::Replace, (3, 4), (9, 10)),
                edit(EditKind::Delete, (5, 9), (10, 10)),
            ],
            sentences_a: vec![Span::new(0, 4), Span::new(5, 9)],
            sentences_b: vec![Span::new(0, 5), Span::new(6, 10)],
            links: vec![SentenceLink { a: (0, 1), b: (1, 2), similarity: 0.9, moved: None }],
            ..Alignment::default()
        };
        let rows = rows(a, b, &alignment);
        let words = |segments: &[Segment], text: &str| -> String {
            segments.iter().map(|segment| segment.span.slice(text)).collect()
        };
        let read: Vec<_> = rows.iter().map(|row| (words(&row.a, a), words(&row.b, b))).collect();
        let expected = [("", "Zero. "), ("One. ", "One!"), ("Two.", "")];
        assert_eq!(read, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(rows[1].a[1], Segment { span: Span::new(3, 4), mark: Mark::Only });
    }
}
