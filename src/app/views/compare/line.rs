//! One run of marked text, laid out: what a row shows of a side, and which stretch of the article each letter is.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, Stroke, TextFormat};

use crate::alignment::PieceKind;
use crate::app::theme::{self, READING_LINE, Theme};
use crate::text::Span;

/// Which of the two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

impl Side {
    /// Both, from the left.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];
}

/// A stretch of one article with what is marked about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Whose text it is.
    pub side: Side,
    /// Where it is.
    pub span: Span,
    /// What it is; blank space between pieces is equal.
    pub kind: PieceKind,
    /// Whether the change, move or hit is the one that is looked at.
    pub is_current: bool,
    /// Whether a fact that differs is stated here.
    pub is_disputed: bool,
    /// Whether the find box found it.
    pub found: Found,
}

/// Whether the find box found a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// It did not.
    #[default]
    No,
    /// It is one of the hits.
    Hit,
    /// It is the hit that is looked at.
    Current,
}

/// How lines look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStyle {
    /// Size of the text, in points.
    pub text_size: f32,
    /// Whether invisible characters are written out.
    pub shows_invisible: bool,
}

/// A run of text ready to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The text with its formats.
    pub job: LayoutJob,
    /// For each character, whose it is and at which byte of that text.
    places: Vec<(Side, u32)>,
    /// Room before what comes next, in points.
    gap: f32,
}

/// Room between what went and what came, relative to the size of the text.
const BETWEEN: f32 = 0.2;

/// Width of a space of the reading face, relative to the size of the text.
const SPACE: f32 = 0.25;

impl Line {
    /// The line of `stretches`, wrapped at `width`.
    pub fn new(theme: &Theme, style: LineStyle, texts: [&str; 2], stretches: &[Stretch], width: f32) -> Self {
        let mut line = Self::default();
        line.job.wrap.max_width = width;
        let mut last: Option<&Stretch> = None;
        for stretch in stretches {
            let Some(words) = stretch.span.get(texts[stretch.side as usize]) else { continue };
            // What went and what came are not one word.
            let is_beside = last.is_some_and(|last| last.side != stretch.side && last.kind != PieceKind::Equal);
            line.gap = style.text_size
                * match last {
                    _ if is_beside && stretch.kind != PieceKind::Equal => BETWEEN,
                    Some(last) if are_torn(texts, last, stretch) => SPACE,
                    _ => 0.0,
                };
            line.push(theme, style, words, stretch);
            last = Some(stretch);
        }
        line
    }

    fn push(&mut self, theme: &Theme, style: LineStyle, words: &str, stretch: &Stretch) {
        let format = format(theme, style.text_size, stretch);
        let mut plain = String::with_capacity(words.len());
        let mut at = stretch.span.start();
        for character in words.chars() {
            match invisible_name(character).filter(|_| style.shows_invisible) {
                Some(name) => {
                    self.append(&std::mem::take(&mut plain), format.clone());
                    let sign =
                        TextFormat { color: theme.warning, font_id: theme::font(theme::size::SMALL), ..format.clone() };
                    self.append(name, sign);
                    self.places.extend(name.chars().map(|_| place(stretch.side, at)));
                }
                None => {
                    plain.push(if character == '\n' { ' ' } else { character });
                    self.places.push(place(stretch.side, at));
                }
            }
            at += character.len_utf8();
        }
        self.append(&plain, format);
    }

    /// Adds text to the last section if it looks the same: what a row costs to lay out is its sections, more than its
    /// letters.
    fn append(&mut self, text: &str, format: TextFormat) {
        match self.job.sections.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.format == format && self.gap == 0.0 => {
                self.job.text.push_str(text);
                last.byte_range.end += text.len();
            }
            _ => self.job.append(text, std::mem::take(&mut self.gap), format),
        }
    }

    /// Whose character it is, and at which byte of that text.
    pub fn place(&self, character: usize) -> Option<(Side, usize)> {
        self.places.get(character).map(|&(side, byte)| (side, byte as usize))
    }
}

/// Whether two stretches of the two articles that are shown in a row had blank space around them that neither shows, as
/// where a paragraph ends in one of them only: "By our reporter" and "The ferry" are not "reporterThe".
fn are_torn(texts: [&str; 2], last: &Stretch, next: &Stretch) -> bool {
    let is_blank = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let (before, after) = (texts[last.side as usize], texts[next.side as usize]);
    let of = |text: &str, span: Span| -> [Option<char>; 2] {
        let words = span.get(text).unwrap_or_default();
        [words.chars().next(), words.chars().next_back()]
    };
    last.side != next.side
        && !is_blank(of(before, last.span)[1])
        && !is_blank(of(after, next.span)[0])
        && is_blank(before.get(last.span.end()..).and_then(|rest| rest.chars().next()))
        && is_blank(after.get(..next.span.start()).and_then(|rest| rest.chars().next_back()))
}

fn place(side: Side, byte: usize) -> (Side, u32) {
    (side, u32::try_from(byte).unwrap_or(u32::MAX))
}

/// What a reader calls a character that cannot be seen, or that turns the direction of the text.
pub fn invisible_name(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{00A0}' => "⟨NBSP⟩",
        '\u{00AD}' => "⟨SHY⟩",
        '\u{200B}' => "⟨ZWSP⟩",
        '\u{200C}' => "⟨ZWNJ⟩",
        '\u{200D}' => "⟨ZWJ⟩",
        '\u{200E}' => "⟨LRM⟩",
        '\u{200F}' => "⟨RLM⟩",
        '\u{202A}' => "⟨LRE⟩",
        '\u{202B}' => "⟨RLE⟩",
        '\u{202C}' => "⟨PDF⟩",
        '\u{202D}' => "⟨LRO⟩",
        '\u{202E}' => "⟨RLO⟩",
        '\u{2060}' => "⟨WJ⟩",
        '\u{2066}' => "⟨LRI⟩",
        '\u{2067}' => "⟨RLI⟩",
        '\u{2068}' => "⟨FSI⟩",
        '\u{2069}' => "⟨PDI⟩",
        '\u{FEFF}' => "⟨BOM⟩",
        '\t' => "⟨TAB⟩",
        other if other.is_control() && other != '\n' => "⟨CTRL⟩",
        _ => return None,
    })
}

/// Colour *and* sign: what is only at the left is struck through, what is only at the right is underlined, what moved
/// has its own ground, and a fact that differs a heavy line.
fn format(theme: &Theme, text_size: f32, stretch: &Stretch) -> TextFormat {
    let (ink, ground) = match stretch.side {
        Side::Left => (theme.only_left, theme.only_left_ground),
        Side::Right => (theme.only_right, theme.only_right_ground),
    };
    let mut format = TextFormat {
        font_id: theme::reading_font(text_size),
        color: theme.ink,
        line_height: Some((text_size * READING_LINE).round()),
        ..TextFormat::default()
    };
    let weight = if stretch.is_current { 2.0 } else { 1.0 };
    match stretch.kind {
        PieceKind::Equal => {}
        PieceKind::Replaced | PieceKind::Only => {
            format.color = ink;
            format.background = ground;
            if stretch.side == Side::Right {
                format.underline = Stroke::new(weight, ink);
            } else if stretch.kind == PieceKind::Only {
                format.strikethrough = Stroke::new(weight, ink);
            } else {
                format.underline = Stroke::new(weight, ink.gamma_multiply(0.6));
            }
        }
        PieceKind::Moved => {
            format.color = theme.moved;
            format.background = theme.moved_ground;
        }
    }
    if stretch.is_current && stretch.kind == PieceKind::Moved {
        format.underline = Stroke::new(weight, theme.moved);
    }
    if stretch.is_disputed {
        format.underline = Stroke::new(2.5, theme.fact_differs);
        if format.color == theme.ink {
            format.color = theme.fact_differs;
        }
    }
    if stretch.found != Found::No {
        format.background = theme.found_ground;
        format.color = theme.ink;
    }
    if stretch.found == Found::Current {
        format.underline = Stroke::new(3.0, theme.ink);
    }
    if format.background == Color32::TRANSPARENT {
        return format;
    }
    // Each line is painted over the one above, whose underline stands where the two touch.
    format.expand_bg = -1.0;
    format
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::ThemeChoice;

    fn stretch(side: Side, start: usize, end: usize) -> Stretch {
        Stretch {
            side,
            span: Span::new(start, end),
            kind: PieceKind::Equal,
            is_current: false,
            is_disputed: false,
            found: Found::No,
        }
    }

    #[test]
    fn every_letter_knows_where_it_came_from() {
        let theme = Theme::of(ThemeChoice::Light, false);
        let texts = ["Zoë said\nno", "x\u{200B}y"];
        let style = LineStyle { text_size: 16.0, shows_invisible: true };
        let line = Line::new(theme, style, texts, &[stretch(Side::Left, 0, 9), stretch(Side::Right, 0, 5)], 400.0);
        // "Zoë said" is 9 bytes and 8 letters; its second word begins at byte 5.
        assert_eq!(line.job.text, "Zoë saidx⟨ZWSP⟩y");
        assert_eq!(line.place(4), Some((Side::Left, 5)));
        assert_eq!(line.place(9), Some((Side::Right, 1)));
        assert_eq!(line.place(999), None);
    }

    #[test]
    fn what_two_paragraphs_held_apart_is_not_glued_together() {
        let texts = ["The ferry", "By us\n\nThe ferry"];
        let byline = Stretch { kind: PieceKind::Only, ..stretch(Side::Right, 0, 5) };
        assert!(are_torn(texts, &byline, &stretch(Side::Left, 0, 9)));
        // "at dawn." after "at noon.": the point belongs to the word.
        let texts = ["at noon.", "at dawn."];
        let dawn = Stretch { kind: PieceKind::Replaced, ..stretch(Side::Right, 3, 7) };
        assert!(!are_torn(texts, &dawn, &stretch(Side::Left, 7, 8)));
    }

    #[test]
    fn stretches_that_look_alike_are_one_section() {
        let theme = Theme::of(ThemeChoice::Light, false);
        let style = LineStyle { text_size: 16.0, shows_invisible: false };
        let changed = Stretch { kind: PieceKind::Only, ..stretch(Side::Left, 3, 5) };
        let stretches = [stretch(Side::Left, 0, 2), stretch(Side::Left, 2, 3), changed, stretch(Side::Left, 5, 7)];
        let line = Line::new(theme, style, ["ab cd e", ""], &stretches, 400.0);
        assert_eq!(line.job.text, "ab cd e");
        // "ab " and " e" stand around "cd".
        let ends: Vec<usize> = line.job.sections.iter().map(|section| section.byte_range.end.0).collect();
        assert_eq!(ends, [3, 5, 7]);
    }

    #[test]
    fn invisible_characters_stay_as_they_are_unless_asked_for() {
        let theme = Theme::of(ThemeChoice::Light, false);
        let style = LineStyle { text_size: 16.0, shows_invisible: false };
        let line = Line::new(theme, style, ["", "x\u{202E}y"], &[stretch(Side::Right, 0, 5)], 400.0);
        assert_eq!(line.job.text, "x\u{202E}y");
    }
}
