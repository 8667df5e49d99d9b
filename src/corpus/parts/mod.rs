//! The parts of an article: title, byline, date line, dateline, captions, paragraphs and what stands around them.
//!
//! An article is read from both ends. From the top, line by line, as long as lines are something other than prose: this
//! is the head. From the bottom, as long as lines are addresses, credits and the like. What is left between is prose, in
//! which only captions, lines of residue and a late byline or dateline are looked for, with stricter signs. In doubt a
//! line is prose: what is called a caption or a trailer by mistake would be lost to some analyses.
//!
//! Formats that know their parts (web pages, exports) say so as hints, which win.

mod agencies;
mod body;
mod byline;
mod caption;
mod dateline;
mod fields;
mod head;
mod markup;
mod tail;
mod title;
mod trailer;

use super::dates;
use super::{Part, PartKind};
use crate::text::{Span, paragraphs};

pub(super) use byline::find as byline_of;
pub(super) use markup::{plain, squeezed};

/// What the text of an article says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Anatomy {
    pub parts: Vec<Part>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub dateline_agency: Option<String>,
    pub credited_agency: Option<String>,
    pub place: Option<String>,
    pub date_line: Option<dates::Found>,
    pub dateline_date: Option<dates::Found>,
    pub caption_date: Option<dates::Found>,
    pub url: Option<String>,
    /// Names that may be the outlet's, the likeliest first: a labelled source, a line that is the host's name.
    pub outlet: Option<String>,
    pub language: Option<String>,
}

/// The parts of `text` and what they say. `hints` are parts that the file's format knows, in order, each a paragraph.
/// `folder` is the name of the folder, which may be the outlet's.
pub(super) fn find(text: &str, hints: &[Part], folder: &str) -> Anatomy {
    let paragraphs = paragraphs(text, Span::new(0, text.len()));
    let mut finder = Finder {
        text,
        hints,
        found: Anatomy::default(),
        host: None,
        folder: squeezed(folder),
        has_dateline: false,
        body_count: 0,
    };
    finder.found.parts.reserve(paragraphs.len() + 2);
    let tail = finder.tail(&paragraphs);
    let rest = finder.head(&paragraphs[..tail.paragraphs], tail.cut);
    finder.body(&paragraphs[..tail.paragraphs], rest, tail.cut);
    finder.found.parts.extend(tail.parts);
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    hints: &'a [Part],
    found: Anatomy,
    /// Name in the host of the article's address, squeezed.
    host: Option<String>,
    /// Name of the folder, squeezed.
    folder: String,
    has_dateline: bool,
    body_count: usize,
}

impl<'a> Finder<'a> {
    fn slice(&self, span: Span) -> &'a str {
        span.slice(self.text)
    }

    fn push(&mut self, kind: PartKind, span: Span) {
        if !span.is_empty() {
            self.found.parts.push(Part { kind, span });
        }
    }

    fn hint(&self, paragraph: Span) -> Option<PartKind> {
        let at = self.hints.partition_point(|hint| hint.span.end() <= paragraph.start());
        self.hints.get(at).filter(|hint| hint.span.overlaps(paragraph)).map(|hint| hint.kind)
    }

    fn take_byline(&mut self, line: Span) -> bool {
        let Some(byline) = byline::find(self.slice(line)) else { return false };
        self.note_byline(byline, markup::bare(self.text, line));
        true
    }

    fn note_byline(&mut self, byline: byline::Byline, span: Span) {
        if self.found.credited_agency.is_none() {
            self.found.credited_agency = byline.agency;
        }
        self.found.byline.get_or_insert(byline.authors);
        self.push(PartKind::Byline, span);
    }

    fn take_date_line(&mut self, line: Span) -> bool {
        let text = self.slice(line);
        let Some((found, rest)) = dates::line(text) else { return false };
        if let Some(rest) = rest {
            self.found.outlet.get_or_insert_with(|| plain(&text[rest]).into_owned());
        }
        // "Published … Updated …": the first counts.
        self.found.date_line.get_or_insert(found);
        self.push(PartKind::Date, line);
        true
    }

    /// Takes "Headline: …" and the like.
    fn take_field(&mut self, line: Span, is_front_matter: bool) -> bool {
        let text = self.slice(line);
        let Some((field, value)) = fields::find(text) else {
            if is_front_matter {
                self.push(PartKind::Source, line);
            }
            return is_front_matter;
        };
        let start = line.start() + (value.as_ptr() as usize - text.as_ptr() as usize);
        let span = Span::new(start, start + value.len());
        match field {
            fields::Field::Title if self.found.title.is_none() && !value.is_empty() => self.take_title(span),
            fields::Field::Byline if !value.is_empty() => {
                self.found.byline.get_or_insert_with(|| plain(value).into_owned());
                self.push(PartKind::Byline, span);
            }
            fields::Field::Date => {
                if self.found.date_line.is_none() {
                    self.found.date_line = dates::field(value);
                }
                self.push(PartKind::Date, span);
            }
            fields::Field::Outlet if !value.is_empty() => {
                self.found.outlet.get_or_insert_with(|| plain(value).into_owned());
                self.push(PartKind::Source, line);
            }
            fields::Field::Language => {
                self.found.language = Some(value.to_ascii_lowercase());
                self.push(PartKind::Source, line);
            }
            _ => self.push(PartKind::Source, line),
        }
        true
    }

    fn take_title(&mut self, line: Span) {
        let text = self.slice(line);
        if let Some((at, found)) = title::trailing_date(text) {
            let span = markup::bare(self.text, Span::new(line.start(), line.start() + at).trimmed(self.text));
            self.found.title = Some(plain(self.slice(span)).into_owned());
            self.push(PartKind::Title, span);
            self.found.date_line.get_or_insert(found);
            self.push(PartKind::Date, Span::new(line.start() + at, line.end()));
            return;
        }
        self.found.title = Some(plain(text).into_owned());
        self.push(PartKind::Title, markup::bare(self.text, line));
    }

    fn take_caption(&mut self, paragraph: Span) {
        let text = self.slice(paragraph);
        if self.found.caption_date.is_none() && !text.to_ascii_lowercase().contains("file p") {
            self.found.caption_date = dates::first(text);
        }
        self.push(PartKind::Caption, paragraph);
    }

    fn take_hinted(&mut self, kind: PartKind, paragraph: Span) {
        let text = self.slice(paragraph);
        match kind {
            PartKind::Title => {
                self.found.title.get_or_insert_with(|| plain(text).into_owned());
            }
            PartKind::Byline => {
                let authors = byline::find(text).map_or_else(|| plain(text).into_owned(), |byline| byline.authors);
                self.found.byline.get_or_insert(authors);
            }
            PartKind::Date if self.found.date_line.is_none() => self.found.date_line = dates::field(text),
            PartKind::Caption => return self.take_caption(paragraph),
            PartKind::Source | PartKind::Boilerplate => self.note_source(text),
            _ => {}
        }
        self.push(kind, paragraph);
    }

    /// Whether the line is the outlet's name and nothing else.
    fn is_outlet_line(&mut self, line: &str) -> bool {
        if line.len() > 60 || line.split_whitespace().count() > 6 {
            return false;
        }
        let name = plain(line);
        let squeezed_name = squeezed(&name);
        if squeezed_name.len() < 3 {
            return false;
        }
        let is_host = self.is_outlet_name(&squeezed_name);
        let is_byline = self.found.byline.as_ref().is_some_and(|byline| squeezed(byline) == squeezed_name);
        if is_host || is_byline {
            self.found.outlet.get_or_insert_with(|| name.into_owned());
        }
        is_host || is_byline
    }

    /// Whether a squeezed name is that of the article's host or folder.
    fn is_outlet_name(&self, squeezed_name: &str) -> bool {
        let bare = squeezed_name.strip_prefix("the").unwrap_or(squeezed_name);
        let is = |other: &str| other.len() >= 3 && other.strip_prefix("the").unwrap_or(other) == bare;
        self.host.as_deref().is_some_and(is) || is(&self.folder)
    }

    /// Whether the paragraph ends in the outlet's name as a credit: "Sailors with their medals. Harbour Post".
    fn is_credited_to_outlet(&self, paragraph: &str) -> bool {
        if self.host.is_none() && self.folder.len() < 3 {
            return false;
        }
        let Some(point) = paragraph.rfind(". ").filter(|_| paragraph.len() <= 600) else { return false };
        let credit = paragraph[point + 2..].trim_matches([' ', '.', '*', '_', '(', ')']);
        credit.len() <= 60 && self.is_outlet_name(&squeezed(credit.rsplit('/').next().unwrap_or(credit)))
    }
}

/// The lines of a paragraph without blank space at their ends.
fn lines(text: &str, paragraph: Span) -> Vec<Span> {
    let mut at = paragraph.start();
    let ends = memchr::memchr_iter(b'\n', paragraph.slice(text).as_bytes()).map(|end| paragraph.start() + end);
    ends.chain([paragraph.end()])
        .map(|end| {
            let span = Span::new(at, end);
            at = end + 1;
            span.trimmed(text)
        })
        .collect()
}

fn first_line(paragraph: &str) -> &str {
    let end = memchr::memchr(b'\n', paragraph.as_bytes()).unwrap_or(paragraph.len());
    paragraph[..end].trim_end()
}

fn clipped(paragraph: Span, cut: Option<usize>) -> Span {
    match cut {
        Some(cut) if paragraph.contains(cut) => Span::new(paragraph.start(), cut),
        _ => paragraph,
    }
}

#[cfg(test)]
mod tests;
