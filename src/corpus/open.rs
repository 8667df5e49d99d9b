//! Opening paths into a corpus.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::{Corpus, Document, Origin, Published, Skipped, Sourced};
use crate::progress::{Cancelled, Progress, Stage};

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadSettings {
    /// Encodings chosen by a person, by path; a folder's path ends in `/` and speaks for all below it.
    pub encodings: BTreeMap<String, String>,
}

/// Why nothing could be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// A path that was asked for is not there.
    #[error("{} does not exist: check the spelling, or whether the disk is connected", .0.display())]
    NotFound(PathBuf),
    /// The task was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The corpus of all articles at and below `paths`.
///
/// # Errors
/// [`OpenError`] when nothing could be opened at all; a file that cannot be read is listed as skipped instead.
pub fn open(paths: &[PathBuf], settings: &ReadSettings, progress: &Progress) -> Result<Corpus, OpenError> {
    let _ = settings;
    progress.begin(Stage::Listing, 0);
    let mut skipped = Vec::new();
    let mut files = Vec::new();
    let mut dates = BTreeMap::new();
    for root in paths {
        if !root.exists() {
            if paths.len() == 1 {
                return Err(OpenError::NotFound(root.clone()));
            }
            let reason = "does not exist: check the spelling, or whether the disk is connected".to_owned();
            skipped.push(Skipped { path: root.display().to_string(), reason });
            continue;
        }
        for entry in WalkDir::new(root).sort_by_file_name() {
            progress.checkpoint()?;
            let Ok(entry) = entry else { continue };
            if entry.file_type().is_dir() {
                continue;
            }
            let name = relative_name(root, entry.path());
            if entry.file_name() == "metadata.csv" {
                read_dates(entry.path(), &mut dates);
            } else if matches!(entry.path().extension().and_then(|ending| ending.to_str()), Some("txt" | "md")) {
                files.push((name, entry.into_path()));
            } else {
                skipped.push(Skipped { path: name, reason: "not a kind of file that is read".to_owned() });
            }
        }
    }
    progress.begin(Stage::Reading, files.len() as u64);
    let read = |(name, path): &(String, PathBuf)| {
        progress.checkpoint()?;
        progress.advance(1);
        Ok(match std::fs::read(path) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
                let mut document = Document::from_text(name, text.trim_start_matches('\u{feff}'));
                if let Some(&date) = dates.get(name) {
                    document.metadata.published =
                        Some(Sourced::certain(Published { date, time: None }, Origin::Metadata));
                }
                Ok(document)
            }
            Err(error) => Err(Skipped { path: name.clone(), reason: error.to_string() }),
        })
    };
    let read: Vec<Result<Document, Skipped>> = files.par_iter().map(read).collect::<Result<_, Cancelled>>()?;
    let mut documents = Vec::new();
    for outcome in read {
        match outcome {
            Ok(document) => documents.push(document),
            Err(skip) => skipped.push(skip),
        }
    }
    skipped.sort_by(|left, right| left.path.cmp(&right.path));
    let mut corpus = Corpus::from_documents(documents);
    corpus.skipped = skipped;
    corpus.roots = paths.to_vec();
    Ok(corpus)
}

fn relative_name(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).ok().filter(|inside| !inside.as_os_str().is_empty());
    let name = inside.unwrap_or_else(|| Path::new(path.file_name().unwrap_or(path.as_os_str())));
    name.to_string_lossy().replace('\\', "/")
}

fn read_dates(path: &Path, dates: &mut BTreeMap<String, Date>) {
    let Ok(mut table) = csv::Reader::from_path(path) else { return };
    for row in table.deserialize::<BTreeMap<String, String>>().flatten() {
        let date = row.get("published").or_else(|| row.get("date")).and_then(|date| date.parse().ok());
        if let (Some(name), Some(date)) = (row.get("file_name"), date) {
            dates.insert(name.clone(), date);
        }
    }
}

/// The built-in sample: invented news of invented places.
#[must_use]
pub fn sample() -> Corpus {
    Corpus::default()
}
