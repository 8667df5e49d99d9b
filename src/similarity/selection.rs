//! Which stretches of an article are compared.
//!
//! Title and body count. Byline, date, dateline and trailers never do: they are alike in all articles of one outlet or
//! agency and say nothing of who copied whom. Captions, quotations and recurring lines are the person's choice.

use super::SimilaritySettings;
use crate::corpus::{Document, PartKind};
use crate::text::{Span, one_line};

/// The stretches of `document` that count under `settings`: in order, disjoint, without the excluded parts.
#[must_use]
pub fn compared_spans(document: &Document, settings: &SimilaritySettings) -> Vec<Span> {
    let is_left_out = |kind| match kind {
        PartKind::Byline | PartKind::Date | PartKind::Dateline | PartKind::Source => true,
        PartKind::Caption => settings.ignores_captions,
        PartKind::Boilerplate => settings.ignores_boilerplate,
        PartKind::Title | PartKind::Body => false,
    };
    let mut holes: Vec<Span> =
        document.parts.iter().filter(|part| is_left_out(part.kind)).map(|part| part.span).collect();
    if settings.ignores_quotations {
        holes.extend(quoted_spans(&document.text));
        holes.sort_unstable();
    }
    let mut kept = Vec::new();
    let mut at = 0;
    for hole in holes {
        if hole.start() > at {
            kept.push(Span::new(at, hole.start()));
        }
        at = at.max(hole.end());
    }
    if at < document.text.len() {
        kept.push(Span::new(at, document.text.len()));
    }
    kept
}

/// What of a span of `text` is compared, in one line: for what is not, such as a byline between title and text, stands an
/// ellipsis. `compared` are the [`compared_spans`] of the document.
#[must_use]
pub(super) fn compared_text(text: &str, span: Span, compared: &[Span]) -> String {
    let first = compared.partition_point(|stretch| stretch.end() <= span.start());
    let stretches = compared[first..].iter().take_while(|stretch| stretch.start() < span.end());
    let lines = stretches.filter_map(|stretch| {
        let piece = Span::new(stretch.start().max(span.start()), stretch.end().min(span.end())).get(text)?;
        piece.contains(char::is_alphanumeric).then(|| one_line(piece))
    });
    lines.collect::<Vec<_>>().join(" … ")
}

/// The quotations of a text with their marks, in order, disjoint. A mark that is not closed within its paragraph quotes
/// up to the paragraph's end, as newspapers write a quotation of several paragraphs.
#[must_use]
pub fn quoted_spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in crate::text::paragraphs(text, Span::new(0, text.len())) {
        let mut open: Option<(usize, char)> = None;
        for (offset, mark) in paragraph.slice(text).char_indices() {
            let at = paragraph.start() + offset;
            match (open, mark) {
                (None, '"' | '“' | '«' | '„') => open = Some((at, mark)),
                (Some((start, opened)), _) if closes(opened, mark) => {
                    found.push(Span::new(start, at + mark.len_utf8()));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some((start, _)) = open {
            found.push(Span::new(start, paragraph.end()));
        }
    }
    found
}

fn closes(opened: char, mark: char) -> bool {
    match opened {
        '"' => mark == '"',
        '“' => mark == '”',
        '«' => mark == '»',
        _ => matches!(mark, '“' | '”'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Part;

    #[test]
    fn quotations_are_cut_out() {
        let document = Document::from_text("a", "He said \"no way\" to “us all” today.\n\n\"An open one\n\nEnd.");
        let settings = SimilaritySettings { ignores_quotations: true, ..Default::default() };
        let left: Vec<_> = compared_spans(&document, &settings).iter().map(|span| span.slice(&document.text)).collect();
        assert_eq!(left, ["He said ", " to ", " today.\n\n", "\n\nEnd."]);
    }

    #[test]
    fn a_passage_is_told_without_what_lies_between() {
        let text = "Ferry runs  aground\n\nBy Ann Moor\n\nThe ferry ran\naground at noon.";
        let mut document = Document::from_text("a", text);
        let kinds = [PartKind::Title, PartKind::Byline, PartKind::Body];
        document.parts = document.parts.iter().zip(kinds).map(|(part, kind)| Part { kind, span: part.span }).collect();
        let compared = compared_spans(&document, &SimilaritySettings::default());
        let told = |start, end| compared_text(text, Span::new(start, end), &compared);
        assert_eq!(told(6, text.len()), "runs aground … The ferry ran aground at noon.");
        assert_eq!(told(0, 11), "Ferry runs");
        assert_eq!(told(24, 26), "");
    }

    #[test]
    fn trailers_never_count_and_captions_by_choice() {
        let text = "Title\n\nA caption\n\nBody text.\n\nhttp://example.org";
        let mut document = Document::from_text("a", text);
        let kinds = [PartKind::Title, PartKind::Caption, PartKind::Body, PartKind::Source];
        document.parts = document.parts.iter().zip(kinds).map(|(part, kind)| Part { kind, span: part.span }).collect();
        let words = |settings: &SimilaritySettings| -> String {
            compared_spans(&document, settings).iter().map(|span| span.slice(text)).collect()
        };
        assert!(!words(&SimilaritySettings::default()).contains("example"));
        assert!(!words(&SimilaritySettings::default()).contains("caption"));
        assert!(words(&SimilaritySettings { ignores_captions: false, ..Default::default() }).contains("caption"));
    }
}
