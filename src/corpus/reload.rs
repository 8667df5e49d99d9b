//! Reading again only what changed on disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::file::{self, Outcome};
use super::limits::MAX_METADATA_BYTES;
use super::metadata_file::Rows;
use super::walk::{self, Entry};
use super::{ContentHash, Corpus, OpenError, ReadSettings, settle};
use crate::progress::{Cancelled, Progress, Stage};

/// One file as it was read.
#[derive(Debug)]
pub(super) struct FileRecord {
    file: PathBuf,
    path: String,
    /// Length and time of the last change, where the system says them.
    stamp: Option<(u64, SystemTime)>,
    /// Of the file's bytes; nothing when they were not read.
    hash: Option<ContentHash>,
    encoding: Option<String>,
    is_repaired: bool,
    outcome: Outcome,
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
        .par_iter()
        .map(|entry| {
            progress.checkpoint()?;
            let record = read(entry, known.get(entry.path.as_str()).copied(), settings);
            progress.advance(1);
            Ok(record)
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut rows = Rows::default();
    for entry in &listing.metadata {
        match file::bytes_of(&entry.file) {
            Ok(bytes) if bytes.len() as u64 <= MAX_METADATA_BYTES => rows.add(&entry.path, &bytes),
            Ok(_) => rows.warnings.push(format!("{} is too large, and its metadata was not used", entry.path)),
            Err(reason) => rows.warnings.push(format!("{} was not used: {reason}", entry.path)),
        }
    }
    progress.checkpoint()?;
    let mut corpus = settle::corpus(files.iter().map(|record| &record.outcome), rows);
    corpus.roots = roots.to_vec();
    corpus.skipped.extend(listing.skipped);
    corpus.skipped.sort_by(|left, right| left.path.cmp(&right.path));
    corpus.warnings.splice(0..0, listing.warnings);
    corpus.files = files.into();
    Ok(corpus)
}

fn read(entry: &Entry, known: Option<&Arc<FileRecord>>, settings: &ReadSettings) -> Arc<FileRecord> {
    let encoding = settings.encoding_of(&entry.path);
    let is_repaired = settings.repairs.contains(&entry.path);
    let stamp = stamp_of(entry);
    let known = known.filter(|record| {
        record.file == entry.file && record.encoding.as_deref() == encoding && record.is_repaired == is_repaired
    });
    if let Some(record) = known
        && stamp.is_some()
        && record.stamp == stamp
    {
        return Arc::clone(record);
    }
    let mut record = FileRecord {
        file: entry.file.clone(),
        path: entry.path.clone(),
        stamp,
        hash: None,
        encoding: encoding.map(str::to_owned),
        is_repaired,
        outcome: Outcome::default(),
    };
    match file::bytes_of(&entry.file) {
        Ok(bytes) => {
            let hash = ContentHash::of(&bytes);
            record.hash = Some(hash);
            record.outcome = match known.filter(|known| known.hash == Some(hash)) {
                Some(known) => known.outcome.clone(),
                None => file::read_hashed(&entry.path, &bytes, hash, settings),
            };
        }
        Err(reason) => record.outcome = Outcome::skipped(&entry.path, reason),
    }
    Arc::new(record)
}

fn stamp_of(entry: &Entry) -> Option<(u64, SystemTime)> {
    let metadata = std::fs::symlink_metadata(&entry.file).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}
