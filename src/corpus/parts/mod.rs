//! The parts of an article: title, byline, date line, dateline, captions, paragraphs and what stands around them.
//!
//! An article is read from both ends. From the top, line by line, as long as lines are something other than prose: this
//! is the head. From the bottom, as long as lines are addresses, credits and the like. What is left between is prose, in
//! which only captions, lines of residue and a late byline or dateline are looked for, with stricter signs. In doubt a
//! line is prose: what is called a caption or a trailer by mistake would be lost to some analyses.
//!
//! Formats that know their parts (web pages, exports) say so as hints, which win.

mod agencies;
mod byline;
mod caption;
mod dateline;
mod fields;
mod markup;
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

/// Paragraphs below the head in which a late byline, date line or dateline is still looked for: below a standfirst.
const LATE_HEAD: usize = 5;

/// Lines of a head at most. Exports with long headers are split by their own readers before.
const MAX_HEAD_LINES: usize = 40;

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

/// The end of an article.
struct Tail {
    /// Paragraphs before it.
    paragraphs: usize,
    /// Where the last of those ends, when lines were taken from it.
    cut: Option<usize>,
    parts: Vec<Part>,
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

    /// Takes trailers from the end.
    fn tail(&mut self, paragraphs: &[Span]) -> Tail {
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

    fn note_source(&mut self, line: &str) {
        if let Some(url) = trailer::url_of(line) {
            self.host = super::outlet::host_label(url).map(|label| squeezed(&label));
            self.found.url = Some(url.to_owned());
        } else if let Some((fields::Field::Outlet, value)) = fields::find(line) {
            self.found.outlet.get_or_insert_with(|| plain(value).into_owned());
        } else if self.found.credited_agency.is_none() {
            self.found.credited_agency = agencies::credited(line);
        }
    }

    /// Takes the head, and says where prose begins: paragraph and offset.
    fn head(&mut self, paragraphs: &[Span], cut: Option<usize>) -> (usize, usize) {
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
                self.found.byline.get_or_insert(byline.authors);
                self.push(PartKind::Byline, line);
                return true;
            }
            if self.is_outlet_line(text) || trailer::is_correction_note(text) || is_rule(text) {
                self.push(PartKind::Source, line);
                return true;
            }
        }
        false
    }

    fn take_byline(&mut self, line: Span) -> bool {
        let Some(byline) = byline::find(self.slice(line)) else { return false };
        if self.found.credited_agency.is_none() {
            self.found.credited_agency = byline.agency;
        }
        self.found.byline.get_or_insert(byline.authors);
        self.push(PartKind::Byline, markup::bare(self.text, line));
        true
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
        let Some(point) = paragraph.rfind(". ").filter(|_| paragraph.len() <= 600) else { return false };
        let credit = paragraph[point + 2..].trim_matches([' ', '.', '*', '_', '(', ')']);
        credit.len() <= 60 && self.is_outlet_name(&squeezed(credit.rsplit('/').next().unwrap_or(credit)))
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

    /// Takes prose from where the head ended.
    fn body(&mut self, paragraphs: &[Span], (first, offset): (usize, usize), cut: Option<usize>) {
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

/// The lines of a paragraph without blank space at their ends.
fn lines(text: &str, paragraph: Span) -> Vec<Span> {
    let mut at = paragraph.start();
    paragraph
        .slice(text)
        .split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at = span.end() + 1;
            span.trimmed(text)
        })
        .collect()
}

fn first_line(paragraph: &str) -> &str {
    paragraph.split('\n').next().unwrap_or(paragraph).trim_end()
}

fn clipped(paragraph: Span, cut: Option<usize>) -> Span {
    match cut {
        Some(cut) if paragraph.contains(cut) => Span::new(paragraph.start(), cut),
        _ => paragraph,
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

#[cfg(test)]
mod tests;
