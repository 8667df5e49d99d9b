//! The article cut into what is laid out at once: its parts, long ones in pieces.

use crate::app::views::compare::line::invisible_name;
use crate::corpus::{Document, PartKind};
use crate::text::Span;

/// Longest piece, in bytes: a file without line ends is one paragraph of any length, and laying out a megabyte takes
/// longer than a frame.
const LONGEST: usize = 6_000;

/// A piece of the article that is laid out at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: PartKind,
    /// Where it is.
    pub span: Span,
    /// Whether the part goes on in the next row.
    pub goes_on: bool,
}

/// The rows of an article, in order. Linear in its text.
pub fn rows(document: &Document) -> Vec<Row> {
    let mut rows = Vec::with_capacity(document.parts.len());
    for part in &document.parts {
        let mut start = part.span.start();
        let end = part.span.end();
        while end - start > LONGEST {
            let limit = document.text.floor_char_boundary(start + LONGEST);
            let piece = &document.text[start..limit];
            // At a blank where there is one, so that no word is cut.
            let cut = piece.rfind(char::is_whitespace).filter(|&at| at > 0).map_or(limit, |at| {
                let blank = piece[at..].chars().next().map_or(1, char::len_utf8);
                start + at + blank
            });
            rows.push(Row { kind: part.kind, span: Span::new(start, cut), goes_on: true });
            start = cut;
        }
        rows.push(Row { kind: part.kind, span: Span::new(start, end), goes_on: false });
    }
    rows
}

/// Which characters that cannot be seen are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Invisible {
    /// Those that can mislead: marks of direction, and what has no width. Joiners, which Arabic and Indic spelling needs,
    /// are not among them.
    #[default]
    Misleading,
    /// All of them, hard spaces and tabs too.
    All,
}

impl Invisible {
    /// The name of a character, if it is to be written out.
    pub fn name(self, character: char) -> Option<&'static str> {
        // Most characters are letters: they are told apart by one comparison.
        if ('!'..='~').contains(&character) || character == ' ' {
            return None;
        }
        let is_harmless = matches!(character, '\u{00A0}' | '\u{00AD}' | '\u{200C}' | '\u{200D}' | '\t' | '\r');
        if self == Invisible::Misleading && is_harmless { None } else { invisible_name(character) }
    }
}

/// Whether an article has letters that are written from right to left, which are shown the other way round here.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .any(|letter| matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_parts_are_cut_at_blanks_and_nothing_is_lost() {
        let text = "söme words ".repeat(3_000);
        let document = Document::from_text("long.txt", text.trim_end());
        let rows = rows(&document);
        assert!(rows.len() > 3);
        let joined: String = rows.iter().map(|row| row.span.slice(&document.text)).collect();
        assert_eq!(joined, text.trim_end());
        for row in &rows {
            assert!(row.span.len() <= LONGEST);
            assert_eq!(row.goes_on, row.span.end() < document.text.len());
            assert!(!row.goes_on || row.span.slice(&document.text).ends_with(' '));
        }
    }

    #[test]
    fn a_wall_of_letters_is_cut_on_letters() {
        let document = Document::from_text("wall.txt", &"ж".repeat(20_000));
        let joined: String = rows(&document).iter().map(|row| row.span.slice(&document.text)).collect();
        assert_eq!(joined.len(), document.text.len());
    }

    #[test]
    fn what_misleads_is_always_written_out() {
        assert_eq!(Invisible::Misleading.name('\u{202E}'), Some("⟨RLO⟩"));
        assert_eq!(Invisible::Misleading.name('\u{00A0}'), None);
        assert_eq!(Invisible::All.name('\u{00A0}'), Some("⟨NBSP⟩"));
        assert_eq!(Invisible::All.name('a'), None);
    }
}
