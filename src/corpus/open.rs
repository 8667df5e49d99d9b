//! Opening paths into a corpus.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::file;
use super::metadata_file::{Rows, is_metadata_file};
use super::sample::FILES;
use super::{Corpus, Document, OpenError, Skipped, reload, settle};
use crate::progress::Progress;

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadSettings {
    /// Encodings chosen by a person, by path; a folder's path ends in `/` and speaks for all below it.
    pub encodings: BTreeMap<String, String>,
    /// Paths of files whose text was UTF-8, read as Windows-1252 and saved again, and is to be repaired.
    pub repairs: BTreeSet<String>,
}

impl ReadSettings {
    /// The encoding chosen for the file at `path`, or for the nearest folder above it.
    #[must_use]
    pub fn encoding_of(&self, path: &str) -> Option<&str> {
        if self.encodings.is_empty() {
            return None;
        }
        let above = path.rmatch_indices('/').map(|(at, _)| &path[..=at]);
        std::iter::once(path).chain(above).chain(["/"]).find_map(|key| self.encodings.get(key)).map(String::as_str)
    }
}

/// The corpus of all articles at and below `paths`.
///
/// # Errors
/// [`OpenError`] when nothing could be opened at all; a file that cannot be read is listed as skipped instead.
pub fn open(paths: &[PathBuf], settings: &ReadSettings, progress: &Progress) -> Result<Corpus, OpenError> {
    reload::load(paths, &[], settings, progress)
}

/// The articles in the bytes of one file called `path`, in order, or why they are not read. The name's ending says the
/// format. Nothing is read from disk.
#[must_use]
pub fn read_bytes(path: &str, bytes: &[u8], settings: &ReadSettings) -> Vec<Result<Document, Skipped>> {
    let outcome = file::read_bytes(path, bytes, settings);
    let articles = outcome.articles.into_iter().map(|parsed| Ok(Arc::unwrap_or_clone(parsed.document)));
    articles.chain(outcome.skipped.into_iter().map(Err)).collect()
}

/// The built-in sample: invented news of invented places.
#[must_use]
pub fn sample() -> Corpus {
    let settings = ReadSettings::default();
    let is_row_file = |path: &str| is_metadata_file(path.rsplit('/').next().unwrap_or(path));
    let mut rows = Rows::default();
    for (path, bytes) in FILES.iter().filter(|(path, _)| is_row_file(path)) {
        rows.add(path, bytes);
    }
    let articles: Vec<_> = FILES.iter().filter(|(path, _)| !is_row_file(path)).collect();
    let outcomes: Vec<_> = articles.par_iter().map(|(path, bytes)| file::read_bytes(path, bytes, &settings)).collect();
    settle::corpus(&outcomes, rows, &Progress::new()).expect("nobody can cancel it")
}
