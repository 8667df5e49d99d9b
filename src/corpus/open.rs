//! Opening paths into a corpus.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Corpus;
use crate::progress::{Cancelled, Progress};

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadSettings {
    /// Encodings chosen by a person, by path; a folder's path ends in `/` and speaks for all below it.
    pub encodings: std::collections::BTreeMap<String, String>,
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
    let _ = (paths, settings, progress);
    Ok(Corpus::default())
}

/// The built-in sample: invented news of invented places.
#[must_use]
pub fn sample() -> Corpus {
    Corpus::default()
}
