//! The middle of an article: prose, among which captions, lines of residue and a late byline or dateline are looked for.

use super::{Finder, agencies, caption, clipped, dateline, first_line, lines, plain, trailer};
use crate::corpus::PartKind;
use crate::text::Span;

/// Paragraphs below the head in which a late byline, date line or dateline is still looked for: below a standfirst.
const LATE_HEAD: usize = 5;

impl Finder<'_> {
    /// Takes prose from where the head ended.
    pub(super) fn body(&mut self, paragraphs: &[Span], (first, offset): (usize, usize), cut: Option<usize>) {
        for (index, &paragraph) in paragraphs.iter().enumerate().skip(first) {
            let paragraph = clipped(paragraph, cut);
            let mut span = if index == first && offset > paragraph.start() {
                Span::new(offset, paragraph.end())
            } else {
                paragraph
            };
            if let Some(kind) = self.hint(paragraph).filter(|&kind| kind != PartKind::Body) {
                self.take_hinted(kind, span);
                continue;
            }
            let text = self.slice(span);
            let is_early = index < first + LATE_HEAD;
            if is_early
                && !self.has_dateline
                && let Some(found) = dateline::find(first_line(text))
            {
                let end = span.start() + found.len;
                self.push(PartKind::Dateline, Span::new(span.start(), end).trimmed(self.text));
                self.has_dateline = true;
                self.found.place =
                    found.place.map(|range| plain(&text[range]).into_owned()).or(self.found.place.take());
                self.found.dateline_agency = found.agency;
                self.found.dateline_date = self.found.dateline_date.take().or(found.date);
                span = Span::new(end, span.end()).trimmed(self.text);
                if span.is_empty() {
                    continue;
                }
            }
            let text = self.slice(span);
            let is_line = memchr::memchr(b'\n', text.as_bytes()).is_none();
            if is_line && is_early && (self.take_date_line(span) || self.take_byline(span)) {
                continue;
            }
            if is_line && trailer::residue(text).is_some() {
                self.push(PartKind::Boilerplate, span);
                continue;
            }
            let is_lead_missing = self.body_count == 0 && index + 1 < paragraphs.len();
            if (caption::is_caption(text, is_lead_missing) || self.is_credited_to_outlet(text))
                && (self.body_count > 0 || index + 1 < paragraphs.len())
            {
                self.take_caption(span);
                continue;
            }
            self.note_credit(text);
            self.take_prose(span, is_line);
        }
    }

    /// An agency in brackets at the end of a paragraph, or a closing note inside the last one.
    fn note_credit(&mut self, paragraph: &str) {
        if self.found.credited_agency.is_some() || self.found.dateline_agency.is_some() {
            return;
        }
        let end = paragraph.trim_end_matches(['.', ' ', '*', '_']);
        if let Some(open) = end.strip_suffix(')').and_then(|inner| inner.rfind('('))
            && end.len() - open < 40
        {
            self.found.credited_agency = agencies::known(&end[open + 1..end.len() - 1]).map(str::to_owned);
        }
    }

    /// A paragraph of prose; one for each line where lines are paragraphs.
    fn take_prose(&mut self, span: Span, is_line: bool) {
        self.body_count += 1;
        if is_line {
            self.push(PartKind::Body, span);
            return;
        }
        let lines = lines(self.text, span);
        if are_paragraphs(self.text, &lines) {
            for line in lines {
                self.push(PartKind::Body, line);
            }
        } else {
            self.push(PartKind::Body, span);
        }
    }
}

/// Whether each line is a paragraph of its own, rather than prose wrapped at some width: at most ends of lines the next
/// word would still have fitted, and lines are closed sentences.
fn are_paragraphs(text: &str, lines: &[Span]) -> bool {
    let widest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let breaks = lines.len() - 1;
    let would_fit = lines
        .windows(2)
        .filter(|pair| {
            let next = pair[1].slice(text).split(' ').next().unwrap_or("");
            pair[0].len() + 1 + next.len() <= widest
        })
        .count();
    let closed = lines[..breaks]
        .iter()
        .filter(|line| line.slice(text).ends_with(['.', '!', '?', '"', '”', ':', ')', '…', '\'', '’', '。']))
        .count();
    would_fit * 2 >= breaks && closed * 4 >= breaks * 3
}
