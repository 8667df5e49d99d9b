//! The report as a pure value, then its writers.
//!
//! A [`Report`] holds words and numbers and nothing to look up, so that each writer only decides how things look: HTML
//! for people, Markdown for wikis, CSV for spreadsheets. Scripts read the analysis itself, in [`json`]. Nothing here is
//! only for the window: the same report comes from the command line. Everything from an article is escaped where it is
//! written, by the rules of the format.

mod build;
pub mod csv;
mod escape;
pub mod glossary;
pub mod html;
pub mod json;
pub mod markdown;
mod model;
pub mod notes;
pub mod picture;
mod settings;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use atomic_write_file::AtomicWriteFile;

pub use model::{
    Article, ArticleNumber, Distribution, EntityRow, EntityTimeline, FactRow, Group, Identity, Matrix, MethodLine,
    PairInFull, PairRow, Passage, QuotationRow, Report, Row, Segment, SegmentKind,
};
pub use settings::{LocalPaths, Names, ReportSettings};

use crate::analysis::Analysis;
use crate::progress::{Cancelled, Progress};
use crate::session::Session;

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// One page without outside parts.
    Html,
    /// The same sections as text.
    Markdown,
    /// The table of pairs.
    Csv,
    /// The whole analysis, as `variorum analyze --json` gives it.
    Json,
}

impl ReportFormat {
    /// Every format, in the order of menus.
    pub const ALL: [ReportFormat; 4] =
        [ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Csv, ReportFormat::Json];

    /// The format that a file name asks for by its ending.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending).or(match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            _ => None,
        })
    }

    /// The ending of its files, without the point.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            ReportFormat::Html => "html",
            ReportFormat::Markdown => "md",
            ReportFormat::Csv => "csv",
            ReportFormat::Json => "json",
        }
    }
}

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The task was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It could not be written.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The whole analysis names everybody, and was asked for with names hidden.
    #[error("the analysis as JSON holds every name: with names hidden, choose HTML, Markdown or CSV")]
    NamesInJson,
}

/// Makes the report and writes it in one format.
///
/// # Errors
/// [`ReportError`] when it was cancelled or could not be written.
pub fn write(
    analysis: &Analysis,
    session: &Session,
    settings: &ReportSettings,
    format: ReportFormat,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    if format == ReportFormat::Json {
        if settings.names == Names::Hidden {
            return Err(ReportError::NamesInJson);
        }
        let value = json::AnalysisJson::new(analysis, json::Texts::LeftOut, settings.order);
        return Ok(json::write(&value, out)?);
    }
    let in_full = if format == ReportFormat::Csv { 0 } else { settings.pairs_in_full };
    let settings = ReportSettings { pairs_in_full: in_full, ..settings.clone() };
    let report = Report::new(analysis, session, &settings, progress)?;
    match format {
        ReportFormat::Html => html::write(&report, out)?,
        ReportFormat::Markdown => markdown::write(&report, out)?,
        ReportFormat::Csv | ReportFormat::Json => csv::write(&report, out)?,
    }
    Ok(out.flush()?)
}

/// Writes a file whole or not at all. A symbolic link is followed; a device or a pipe is written to as it is.
///
/// # Errors
/// What `write` gives, or the system.
pub fn save_file<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if place.exists() && !place.is_file() {
        let mut out = BufWriter::with_capacity(1 << 16, std::fs::File::create(&place)?);
        write(&mut out)?;
        return Ok(out.flush()?);
    }
    let mut out = BufWriter::with_capacity(1 << 16, AtomicWriteFile::open(&place)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.commit()?)
}
