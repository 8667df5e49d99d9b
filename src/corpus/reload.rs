//! Reading again only what changed on disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::file::{self, Outcome};
use super::limits::MAX_METADATA_BYTES;
use super::metadata_file::Rows;
use super::walk::{self, Entry};
use super::{ContentHash, Corpus, OpenError, ReadSettings, settle};
use crate::progress::{Cancelled, Progress, Stage};

/// One file as it was read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileRecord {
    file: PathBuf,
    path: String,
    /// Length and time of the last change, where the system says them. Only while the program runs are they enough to
    /// know a file by.
    #[serde(skip)]
    stamp: Option<(u64, SystemTime)>,
    /// Of the file's bytes; nothing when they were not read.
    hash: Option<ContentHash>,
    choices: Choices,
    outcome: Outcome,
    /// Whether its articles were taken over from a kept record.
    #[serde(skip, default = "is_kept_by_default")]
    is_kept: bool,
}

/// A record that was written down was kept.
fn is_kept_by_default() -> bool {
    true
}

impl FileRecord {
    /// Whether it is worth to be written down, and can be.
    pub fn can_be_kept(&self) -> bool {
        self.hash.is_some() && self.file.to_str().is_some()
    }

    /// Whether its articles were taken over from a kept record.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }
}

/// How a person wants a file to be read, and what lies in it if it is an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Choices {
    encoding: Option<String>,
    is_repaired: bool,
    /// Encodings and repairs of members of an archive.
    inside: Vec<(String, Option<String>)>,
}

impl Choices {
    fn of(path: &str, settings: &ReadSettings) -> Self {
        let (encodings, repairs) = (&settings.encodings, &settings.repairs);
        let mut inside = Vec::new();
        if !encodings.is_empty() || !repairs.is_empty() {
            let folder = format!("{path}/");
            let is_inside = |key: &&String| key.starts_with(&folder);
            let encodings = encodings.range(folder.clone()..).take_while(|(key, _)| is_inside(key));
            inside.extend(encodings.map(|(key, name)| (key.clone(), Some(name.clone()))));
            let repairs = repairs.range(folder.clone()..).take_while(is_inside);
            inside.extend(repairs.map(|key| (key.clone(), None)));
        }
        Self { encoding: settings.encoding_of(path).map(str::to_owned), is_repaired: repairs.contains(path), inside }
    }
}

/// The corpus of the same paths as `previous`, reading again only files that are new, changed in length, time and
/// content, or read otherwise under these settings. Articles of other files are shared with `previous`, not copied.
///
/// # Errors
/// As [`open`](super::open).
pub fn reload(previous: &Corpus, settings: &ReadSettings, progress: &Progress) -> Result<Corpus, OpenError> {
    load(&previous.roots, &previous.files, settings, progress)
}

/// Reads what lies at and below `roots`, taking from `known` what did not change.
pub(super) fn load(
    roots: &[PathBuf],
    known: &[Arc<FileRecord>],
    settings: &ReadSettings,
    progress: &Progress,
) -> Result<Corpus, OpenError> {
    let listing = walk::list(roots, progress)?;
    progress.begin(Stage::Reading, listing.entries.len() as u64);
    let known: FxHashMap<&str, &Arc<FileRecord>> = known.iter().map(|record| (record.path.as_str(), record)).collect();
    let files: Vec<Arc<FileRecord>> = listing
        .entries
        .into_par_iter()
        .map(|entry| {
            progress.checkpoint()?;
            let record = known.get(entry.path.as_str()).copied();
            let record = read(entry, record, settings);
            progress.advance(1);
            Ok(record)
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut rows = Rows::default();
    for entry in &listing.metadata {
        match file::bytes_of(&entry.file) {
            Ok((bytes, _)) if bytes.len() as u64 <= MAX_METADATA_BYTES => rows.add(&entry.path, &bytes),
            Ok(_) => rows.warnings.push(format!("{} is too large, and its metadata was not used", entry.path)),
            Err(reason) => rows.warnings.push(format!("{} was not used: {reason}", entry.path)),
        }
    }
    progress.checkpoint()?;
    let mut corpus = settle::corpus(files.iter().map(|record| &record.outcome), rows, progress)?;
    corpus.roots = roots.to_vec();
    corpus.skipped.extend(listing.skipped);
    corpus.skipped.sort_by(|left, right| left.path.cmp(&right.path));
    corpus.warnings.splice(0..0, listing.warnings);
    corpus.files = files.into();
    Ok(corpus)
}

fn read(entry: Entry, known: Option<&Arc<FileRecord>>, settings: &ReadSettings) -> Arc<FileRecord> {
    let choices = Choices::of(&entry.path, settings);
    let known = known.filter(|record| record.file == entry.file && record.choices == choices);
    // What could not be read is always tried again: its permissions may have changed, which leaves no other trace.
    if let Some(record) = known
        && record.hash.is_some()
        && record.stamp.is_some()
        && record.stamp == std::fs::metadata(&entry.file).ok().and_then(|metadata| stamp_of(&metadata))
    {
        return Arc::clone(record);
    }
    let (outcome, stamp, hash, is_kept) = match file::bytes_of(&entry.file) {
        Ok((bytes, metadata)) => {
            let hash = ContentHash::of(&bytes);
            let (outcome, is_kept) = match known.filter(|known| known.hash == Some(hash)) {
                Some(known) => (known.outcome.clone(), known.is_kept),
                None => (file::read_hashed(&entry.path, &bytes, hash, settings), false),
            };
            (outcome, stamp_of(&metadata), Some(hash), is_kept)
        }
        Err(reason) => (Outcome::skipped(&entry.path, reason), None, None, false),
    };
    Arc::new(FileRecord { file: entry.file, path: entry.path, stamp, hash, choices, outcome, is_kept })
}

fn stamp_of(metadata: &std::fs::Metadata) -> Option<(u64, SystemTime)> {
    Some((metadata.len(), metadata.modified().ok()?))
}
