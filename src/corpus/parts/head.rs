//! The top of an article: title, byline, date line and what stands around them, line by line until prose begins.

use super::{Finder, byline, caption, clipped, dateline, first_line, lines, plain, title, trailer};
use crate::corpus::{PartKind, dates};
use crate::text::Span;

/// Lines of a head at most. Exports with long headers are split by their own readers before.
const MAX_HEAD_LINES: usize = 40;

impl Finder<'_> {
    /// Takes the head, and says where prose begins: paragraph and offset.
    pub(super) fn head(&mut self, paragraphs: &[Span], cut: Option<usize>) -> (usize, usize) {
        let mut seen_lines = 0;
        let mut in_front_matter = false;
        for (index, &paragraph) in paragraphs.iter().enumerate() {
            let paragraph = clipped(paragraph, cut);
            if let Some(kind) = self.hint(paragraph).filter(|&kind| kind != PartKind::Body) {
                self.take_hinted(kind, paragraph);
                continue;
            }
            if self.hints.iter().any(|hint| hint.kind == PartKind::Title)
                && self.hint(paragraph) == Some(PartKind::Body)
            {
                return (index, paragraph.start());
            }
            let lines = lines(self.text, paragraph);
            let widest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
            let next_paragraph = paragraphs.get(index + 1).map(|&next| first_line(self.slice(next)));
            for (number, &line) in lines.iter().enumerate() {
                seen_lines += 1;
                let text = self.slice(line);
                let next_line = lines.get(number + 1).map(|&next| self.slice(next));
                if index == 0 && number == 0 && text == "---" && lines.len() > 2 {
                    in_front_matter = true;
                    continue;
                }
                if in_front_matter {
                    in_front_matter = text != "---";
                    self.take_field(line, true);
                    continue;
                }
                if seen_lines > MAX_HEAD_LINES {
                    return (index, line.start());
                }
                if self.take_header_line(line, next_line.or(next_paragraph)) {
                    continue;
                }
                if dateline::find(text).is_some() {
                    return (index, line.start());
                }
                if number == 0
                    && next_paragraph.is_some()
                    && (caption::is_caption(self.slice(paragraph), true)
                        || self.is_credited_to_outlet(self.slice(paragraph)))
                {
                    self.take_caption(paragraph);
                    break;
                }
                if self.found.title.is_none() {
                    let around = title::Around {
                        next_line,
                        next_paragraph,
                        widest,
                        precedes_header: next_line.or(next_paragraph).is_some_and(is_header_line),
                    };
                    if title::is_title(text, &around) {
                        if is_kicker(text) && next_line.is_none() && self.title_follows(paragraphs, index) {
                            self.push(PartKind::Source, line);
                        } else {
                            self.take_title(line);
                        }
                        continue;
                    }
                }
                return (index, line.start());
            }
        }
        (paragraphs.len(), self.text.len())
    }

    /// Takes a line of the head that needs no neighbours to be told. `below` is the line under it.
    fn take_header_line(&mut self, line: Span, below: Option<&str>) -> bool {
        let text = self.slice(line);
        if trailer::is_url_line(text) {
            self.note_source(text);
            self.push(PartKind::Source, line);
            return true;
        }
        if self.take_date_line(line) || self.take_field(line, false) {
            return true;
        }
        if let Some(found) = dateline::place_and_date(text) {
            self.found.place = found.place.map(|range| plain(&text[range]).into_owned());
            self.found.dateline_date = found.date;
            self.push(PartKind::Dateline, line);
            return true;
        }
        if self.take_byline(line) {
            return true;
        }
        if self.found.title.is_some() {
            if below.is_some_and(|below| dates::line(below).is_some())
                && let Some(byline) = byline::bare_name(text)
            {
                self.note_byline(byline, line);
                return true;
            }
            if self.is_outlet_line(text) || trailer::is_correction_note(text) || is_rule(text) {
                self.push(PartKind::Source, line);
                return true;
            }
        }
        false
    }

    /// Whether the paragraph after `index` is a longer line that could be the headline.
    fn title_follows(&self, paragraphs: &[Span], index: usize) -> bool {
        let Some(&next) = paragraphs.get(index + 1) else { return false };
        let next_text = self.slice(next);
        let after = paragraphs.get(index + 2).map(|&span| first_line(self.slice(span)));
        let around = title::Around {
            next_line: None,
            next_paragraph: after,
            widest: next_text.len(),
            precedes_header: after.is_some_and(is_header_line),
        };
        !next_text.contains('\n')
            && next_text.split_whitespace().count() >= 4
            && !is_header_line(next_text)
            && !caption::is_caption(next_text, true)
            && title::is_title(next_text, &around)
    }
}

/// Whether a line can only be of an article's head.
fn is_header_line(line: &str) -> bool {
    byline::find(line).is_some() || dates::line(line).is_some() || dateline::find(line).is_some()
}

/// Three words at most that name a section above the headline: "WORLD NEWS".
fn is_kicker(line: &str) -> bool {
    line.split_whitespace().count() <= 3 && !line.starts_with('#') && !line.ends_with(['?', '!'])
}

fn is_rule(line: &str) -> bool {
    line.len() >= 2 && line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b'=' | b'~' | b' '))
}
