//! A row of the article ready to be laid out, and where each byte of the article is in it.

use std::sync::Arc;

use eframe::egui::text::{CharIndex, LayoutJob};
use eframe::egui::{self, Galley, Rect, Stroke, TextFormat, Vec2};

use super::rows::{Invisible, Row};
use crate::app::theme::{self, READING_LINE, Theme, size};
use crate::corpus::PartKind;
use crate::text::Span;

/// What is marked in a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked<'a> {
    /// Names and times, in order, each with the line under it.
    pub underlined: &'a [(Span, Stroke)],
    /// What the find box found, in order.
    pub hits: &'a [Span],
    /// The hit or place that is looked at.
    pub current: Option<Span>,
}

/// A row with its formats.
pub struct Text {
    /// Ready to be laid out.
    pub job: LayoutJob,
    /// For each character the byte of the article that it is.
    places: Vec<u32>,
}

/// The face, size and ink of a part.
pub fn format(theme: &Theme, kind: PartKind, scale: f32) -> TextFormat {
    let (font, ink) = match kind {
        PartKind::Title => (theme::reading_font(size::TITLE * scale), theme.ink),
        PartKind::Caption => (theme::reading_italic(size::BODY * scale), theme.ink_quiet),
        PartKind::Byline | PartKind::Date | PartKind::Source | PartKind::Boilerplate => {
            (theme::font(size::SMALL * scale), theme.ink_quiet)
        }
        PartKind::Dateline | PartKind::Body => (theme::reading_font(size::READING * scale), theme.ink),
    };
    let line = if kind == PartKind::Title { 1.2 } else { READING_LINE };
    TextFormat { line_height: Some((font.size * line).round()), font_id: font, color: ink, ..TextFormat::default() }
}

impl Text {
    /// The text of a row, wrapped at `width`.
    pub fn new(
        theme: &Theme,
        article: &str,
        row: Row,
        marked: Marked<'_>,
        scale: f32,
        invisible: Invisible,
        width: f32,
    ) -> Self {
        let base = format(theme, row.kind, scale);
        let mut text = Self { job: LayoutJob::default(), places: Vec::with_capacity(row.span.len()) };
        text.job.wrap.max_width = width;
        for (span, format) in runs(row.span, &base, theme, marked) {
            text.push(theme, article, span, &format, invisible);
        }
        text
    }

    fn push(&mut self, theme: &Theme, article: &str, span: Span, format: &TextFormat, invisible: Invisible) {
        let mut plain = String::with_capacity(span.len());
        let mut at = span.start();
        for character in span.slice(article).chars() {
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            match invisible.name(character) {
                Some(name) => {
                    self.append(&std::mem::take(&mut plain), format.clone());
                    let sign = TextFormat { color: theme.warning, font_id: theme::font(size::SMALL), ..format.clone() };
                    self.append(name, sign);
                    self.places.extend(name.chars().map(|_| place));
                }
                None => {
                    plain.push(if character == '\n' || character == '\r' { ' ' } else { character });
                    self.places.push(place);
                }
            }
            at += character.len_utf8();
        }
        self.append(&plain, format.clone());
    }

    fn append(&mut self, text: &str, format: TextFormat) {
        if !text.is_empty() {
            self.job.append(text, 0.0, format);
        }
    }

    /// The characters of a stretch of the article, as far as it is in this row.
    pub fn characters(&self, span: Span) -> std::ops::Range<usize> {
        let at = |byte: usize| self.places.partition_point(|&place| (place as usize) < byte);
        at(span.start())..at(span.end())
    }
}

/// The rectangles of characters of a text that was laid out, one for each line that they are on, from its corner.
pub fn rects(galley: &Arc<Galley>, characters: std::ops::Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut before = 0;
    for row in &galley.rows {
        let count = row.char_count_excluding_newline().0;
        let (start, end) = (characters.start.max(before), characters.end.min(before + count));
        if start < end {
            let x = |character: usize| row.pos.x + row.x_offset(CharIndex(character - before));
            rects.push(Rect::from_min_max(egui::pos2(x(start), row.min_y()), egui::pos2(x(end), row.max_y())));
        }
        before += row.char_count_including_newline().0;
        if before >= characters.end {
            break;
        }
    }
    rects
}

/// From where to where a stretch reaches down a text that was laid out, from its top.
pub fn reach(galley: &Arc<Galley>, characters: std::ops::Range<usize>) -> Option<(f32, f32)> {
    let rects = rects(galley, characters);
    Some((rects.first()?.top(), rects.last()?.bottom()))
}

/// A row cut where its look changes.
fn runs(row: Span, base: &TextFormat, theme: &Theme, marked: Marked<'_>) -> Vec<(Span, TextFormat)> {
    let mut cuts = vec![row.start(), row.end()];
    let spans = marked.underlined.iter().map(|(span, _)| *span).chain(marked.hits.iter().copied());
    for span in spans.chain(marked.current).filter_map(|span| span.intersection(row)) {
        cuts.extend([span.start(), span.end()]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let (mut name, mut hit) = (0, 0);
    cuts.windows(2)
        .map(|pair| {
            let run = Span::new(pair[0], pair[1]);
            let mut format = base.clone();
            // Both lists are in order, so each is walked through once.
            while marked.underlined.get(name).is_some_and(|(span, _)| span.end() <= run.start()) {
                name += 1;
            }
            while marked.hits.get(hit).is_some_and(|span| span.end() <= run.start()) {
                hit += 1;
            }
            if let Some((_, line)) = marked.underlined.get(name).filter(|(span, _)| span.covers(run)) {
                format.underline = *line;
            }
            let is_current = marked.current.is_some_and(|span| span.covers(run));
            if marked.hits.get(hit).is_some_and(|span| span.covers(run)) || is_current {
                format.background = theme.found_ground;
            }
            if is_current {
                // The one that is looked at has a line too: a sign that does not rest on colour.
                format.underline = Stroke::new(2.0, theme.accent);
            }
            (run, format)
        })
        .collect()
}

/// The space that a laid-out row takes beside its own height, below it.
pub fn space_below(row: Row, scale: f32) -> f32 {
    match row.kind {
        _ if row.goes_on => 0.0,
        PartKind::Title => 8.0 * scale,
        PartKind::Byline | PartKind::Date | PartKind::Dateline => 6.0 * scale,
        PartKind::Caption | PartKind::Source | PartKind::Boilerplate => 10.0 * scale,
        PartKind::Body => 12.0 * scale,
    }
}

/// The height of a row by the length of its text, until it is laid out.
pub fn estimate(row: Row, scale: f32, width: f32) -> f32 {
    // A letter of the reading face is half as wide as it is high, on the average of English text.
    let format_size = match row.kind {
        PartKind::Title => size::TITLE,
        PartKind::Body | PartKind::Dateline => size::READING,
        PartKind::Caption => size::BODY,
        _ => size::SMALL,
    } * scale;
    let lines = (row.span.len() as f32 * format_size * 0.5 / width.max(1.0)).ceil().max(1.0);
    lines * (format_size * READING_LINE).round() + space_below(row, scale)
}

/// The size of a laid-out row with the space below it.
pub fn size_with_space(galley: &Galley, row: Row, scale: f32) -> Vec2 {
    galley.size() + Vec2::new(0.0, space_below(row, scale))
}
