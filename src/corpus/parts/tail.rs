//! The end of an article: addresses, credits, notes and lines of residue, read from the last line upwards.

use super::{Finder, agencies, fields, lines, plain, squeezed, trailer};
use crate::corpus::{Part, PartKind, outlet};
use crate::text::Span;

/// The end of an article.
pub(super) struct Tail {
    /// Paragraphs before it.
    pub paragraphs: usize,
    /// Where the last of those ends, when lines were taken from it.
    pub cut: Option<usize>,
    pub parts: Vec<Part>,
}

impl Finder<'_> {
    /// Takes trailers from the end.
    pub(super) fn tail(&mut self, paragraphs: &[Span]) -> Tail {
        let mut tail = Tail { paragraphs: paragraphs.len(), cut: None, parts: Vec::new() };
        while let Some(&paragraph) = paragraphs[..tail.paragraphs].last() {
            if self.hint(paragraph).is_some_and(|kind| kind != PartKind::Body) {
                break;
            }
            let lines = lines(self.text, paragraph);
            let taken = lines.iter().rev().take_while(|&&line| trailer::at_end(self.slice(line)).is_some()).count();
            if taken < lines.len() {
                if taken > 0 {
                    tail.cut = Some(lines[lines.len() - taken - 1].end());
                    self.take_trailers(&lines[lines.len() - taken..], &mut tail.parts);
                }
                break;
            }
            self.take_trailers(&lines, &mut tail.parts);
            tail.paragraphs -= 1;
        }
        if tail.paragraphs == 0 {
            // Nothing but trailers: then they are the text.
            tail = Tail { paragraphs: paragraphs.len(), cut: None, parts: Vec::new() };
        }
        tail.parts.reverse();
        tail
    }

    /// Lines are given in order, and kept in reverse until the tail is whole.
    fn take_trailers(&mut self, lines: &[Span], parts: &mut Vec<Part>) {
        for &line in lines.iter().rev() {
            let text = self.slice(line);
            let kind = match trailer::at_end(text) {
                Some(trailer::Trailer::Residue) => PartKind::Boilerplate,
                _ => PartKind::Source,
            };
            self.note_source(text);
            if !line.is_empty() {
                parts.push(Part { kind, span: line });
            }
        }
    }

    pub(super) fn note_source(&mut self, line: &str) {
        if let Some(url) = trailer::url_of(line) {
            self.host = outlet::host_label(url).map(|label| squeezed(&label));
            self.found.url = Some(url.to_owned());
        } else if let Some((fields::Field::Outlet, value)) = fields::find(line) {
            self.found.outlet.get_or_insert_with(|| plain(value).into_owned());
        } else if self.found.credited_agency.is_none() {
            self.found.credited_agency = agencies::credited(line);
        }
    }
}
