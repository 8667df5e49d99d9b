//! From extracted text to a [`Document`]: parts, and each value of the metadata from the best place that has one.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::dates::{self, Found, Order, Reading};
use super::limits::MAX_TEXT_BYTES;
use super::parts::{self, Anatomy};
use super::{
    Confidence, ContentHash, Document, Format, Metadata, Origin, Part, PartKind, Published, Sourced, Warning,
    invisible, language, outlet,
};
use crate::text::{Span, word_count};

/// What a format reader gives: text, the parts that the format itself knows, and the values that it states.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub text: String,
    /// In order, each within one paragraph of the text.
    pub hints: Vec<Part>,
    pub metadata: Metadata,
    /// A stated date whose order of numbers is open.
    pub stated_date: Option<Found>,
    pub warnings: Vec<Warning>,
}

impl Draft {
    pub fn of_text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Adds a paragraph with what it is.
    pub fn push(&mut self, kind: PartKind, paragraph: &str) {
        let paragraph = paragraph.trim();
        if paragraph.is_empty() || self.text.len() + paragraph.len() > MAX_TEXT_BYTES {
            if !paragraph.is_empty() && !self.warnings.contains(&Warning::TextCut) {
                self.warnings.push(Warning::TextCut);
            }
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(paragraph);
        self.hints.push(Part { kind, span: Span::new(start, self.text.len()) });
    }

    /// States a value of the format's own metadata.
    pub fn state_date(&mut self, written: &str) {
        if self.metadata.published.is_none() && self.stated_date.is_none() {
            self.stated_date = dates::field(written);
        }
    }
}

/// Where and how a file was read.
pub(super) struct Source<'a> {
    pub path: &'a str,
    pub hash: ContentHash,
    pub format: Format,
    pub encoding: &'static str,
}

/// A document, and what the rest of its folder can still settle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Parsed {
    pub document: Arc<Document>,
    /// The other reading of the date taken.
    pub other_date: Option<Date>,
    /// Which order of numbers this article's own dates show.
    pub order: Option<Order>,
}

/// Puts a document together.
pub(super) fn finish(mut draft: Draft, source: &Source<'_>) -> Parsed {
    if draft.text.len() > MAX_TEXT_BYTES {
        let end = (0..=MAX_TEXT_BYTES).rev().find(|&at| draft.text.is_char_boundary(at)).unwrap_or(0);
        draft.text.truncate(end);
        draft.warnings.push(Warning::TextCut);
    }
    let anatomy = parts::find(&draft.text, &draft.hints, source.path.rsplit('/').nth(1).unwrap_or(""));
    let mut metadata = draft.metadata;
    let mut warnings = draft.warnings;
    let invisible = invisible::count(&draft.text);
    if invisible > 0 {
        warnings.push(Warning::InvisibleCharacters { count: invisible });
    }
    fill(&mut metadata.title, anatomy.title.as_deref(), Origin::Text);
    fill(&mut metadata.byline, anatomy.byline.as_deref(), Origin::Text);
    fill(&mut metadata.agency, anatomy.dateline_agency.as_deref(), Origin::Dateline);
    fill(&mut metadata.agency, anatomy.credited_agency.as_deref(), Origin::Text);
    fill(&mut metadata.place, anatomy.place.as_deref(), Origin::Dateline);
    fill(&mut metadata.url, anatomy.url.as_deref(), Origin::Text);
    fill(&mut metadata.language, anatomy.language.as_deref(), Origin::Text);
    fill_outlet(&mut metadata, &anatomy, source.path);
    if metadata.language.is_none() {
        fill(&mut metadata.language, language::detect(&draft.text), Origin::Text);
    }
    let stated = draft.stated_date.take();
    let (mut other_date, mut order) = (None, None);
    if metadata.published.is_none() {
        (metadata.published, other_date, order) = date_of(&metadata, stated.as_ref(), &anatomy, source.path);
    }
    let word_count = u32::try_from(word_count(&draft.text)).unwrap_or(u32::MAX);
    let document = Document {
        path: source.path.to_owned(),
        text: Arc::from(draft.text),
        parts: anatomy.parts,
        metadata,
        hash: source.hash,
        format: source.format,
        encoding: source.encoding,
        word_count,
        warnings,
    };
    Parsed { document: Arc::new(document), other_date, order }
}

fn fill(slot: &mut Option<Sourced<String>>, value: Option<&str>, origin: Origin) {
    if slot.is_none()
        && let Some(value) = value.map(str::trim).filter(|value| !value.is_empty())
    {
        *slot = Some(Sourced::likely(value.to_owned(), origin));
    }
}

/// Metadata, then the address's host, then the text, then the folder.
fn fill_outlet(metadata: &mut Metadata, anatomy: &Anatomy, path: &str) {
    if metadata.outlet.is_some() {
        return;
    }
    let folder = outlet::from_folder(path);
    let candidates = [anatomy.outlet.as_deref(), anatomy.byline.as_deref(), folder.as_deref()];
    if let Some(url) = &metadata.url
        && let Some(name) = outlet::from_url(&url.value, candidates.into_iter().flatten())
    {
        metadata.outlet = Some(Sourced::likely(name, Origin::Url));
    }
    fill(&mut metadata.outlet, anatomy.outlet.as_deref(), Origin::Text);
    if metadata.outlet.is_none()
        && let Some(name) = folder
    {
        metadata.outlet = Some(Sourced { value: name, origin: Origin::FolderName, confidence: Confidence::Ambiguous });
    }
}

/// Metadata, then the date line, the dateline, the address, the file's name, and last a caption, whose picture may be
/// older than the article. Gives the other reading of the date too, and the order of numbers that the dates show.
fn date_of(
    metadata: &Metadata,
    stated: Option<&Found>,
    anatomy: &Anatomy,
    path: &str,
) -> (Option<Sourced<Published>>, Option<Date>, Option<Order>) {
    let sure = |date: Date| Found { range: 0..0, reading: Reading::Day(date), time: None, order: None };
    let url_date = || metadata.url.as_ref().and_then(|url| dates::in_url(&url.value)).map(sure);
    // Names of files are looked at last but one and cost the most: not at all where the article says its date.
    let name_date = || file_names(path).find_map(dates::in_file_name).map(sure);
    let candidates: [(&dyn Fn() -> Option<Found>, Origin); 6] = [
        (&|| stated.cloned(), Origin::Metadata),
        (&|| anatomy.date_line.clone(), Origin::DateLine),
        (&|| anatomy.dateline_date.clone(), Origin::Dateline),
        (&url_date, Origin::Url),
        (&name_date, Origin::FileName),
        (&|| anatomy.caption_date.clone(), Origin::Caption),
    ];
    let near = || {
        candidates.iter().find_map(|(find, _)| match find()?.reading {
            Reading::Day(date) => Some(date),
            _ => None,
        })
    };
    // Addresses and names of files are read in one order only.
    let written = [stated, anatomy.date_line.as_ref(), anatomy.dateline_date.as_ref(), anatomy.caption_date.as_ref()];
    let order = written.into_iter().flatten().find_map(|found| found.order);
    for (find, origin) in candidates {
        let found = find();
        let Some(found) = found else { continue };
        let (date, other, confidence) = match found.reading {
            Reading::Day(date) => {
                let is_stated = matches!(origin, Origin::Metadata | Origin::DateLine);
                (date, None, if is_stated { Confidence::Certain } else { Confidence::Likely })
            }
            Reading::Ambiguous { day_first, month_first } => (month_first, Some(day_first), Confidence::Ambiguous),
            // The dateline says the day, another place the year.
            Reading::NoYear { month, day } => match near().and_then(|near| nearest(near, month, day)) {
                Some(date) => (date, None, Confidence::Likely),
                None => continue,
            },
        };
        let value = Published { date, time: found.time };
        return (Some(Sourced { value, origin, confidence }), other, order);
    }
    (None, None, order)
}

/// The day of this name that is nearest to `near`: a dateline of December 31 may be in the paper of January 1.
fn nearest(near: Date, month: i8, day: i8) -> Option<Date> {
    (-1..=1)
        .filter_map(|shift| Date::new(near.year() + shift, month, day).ok())
        .min_by_key(|date| (*date - near).get_days().abs())
}

/// The file's own name, then its folders from the inside out: "2015-05-12/kerry.txt".
fn file_names(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit('/')
}
