//! What the page of a comparison is painted from, and what the person does on it.

use super::line::{LineStyle, Side};
use super::model::{Item, Marks, Model};
use crate::app::theme::Theme;
use crate::text::Span;

/// What columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Both articles, level.
    Both,
    /// One article alone, for scrolling the two apart.
    One(Side),
    /// Both in one run.
    Inline,
}

/// What the person did on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Touch {
    /// Opened a fold.
    Unfold(u32),
    /// Chose a change.
    Change(u32),
    /// Wants the other half of a moved passage.
    OtherHalf(u32, Side),
    /// Wants a word in all articles.
    Word(String),
    /// Wants this place in the reader.
    Read(Side, Span),
    /// Wants these words on the clipboard.
    Copy(String),
}

/// What the page is painted from.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Every colour by meaning.
    pub theme: &'a Theme,
    /// The two texts.
    pub texts: [&'a str; 2],
    /// The comparison, laid out.
    pub model: &'a Model,
    /// What is listed.
    pub items: &'a [Item],
    /// For each row, its place in the list.
    pub item_of_row: &'a [u32],
    /// What is marked besides the changes.
    pub marks: Marks<'a>,
    /// How lines look.
    pub style: LineStyle,
    /// Another one for every other comparison.
    pub number: usize,
}
