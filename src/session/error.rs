//! Why a session could not be saved or opened.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a session could not be saved or opened. Its text is one sentence for the person, with the file's name.
#[derive(Debug)]
pub struct SessionError {
    path: PathBuf,
    kind: SessionErrorKind,
}

/// What was wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum SessionErrorKind {
    /// It could not be read.
    Read(io::Error),
    /// It could not be written; what was there before is untouched.
    Write(io::Error),
    /// It is larger than any session is.
    TooLarge,
    /// It would be larger than what can be opened again.
    TooLargeToSave {
        /// How large.
        bytes: u64,
    },
    /// It does not begin as a session does.
    NotASession,
    /// Something that is no session is at the place where one was to be saved; it is untouched.
    Occupied,
    /// A later version of the program wrote it.
    Newer {
        /// Its version.
        version: u32,
    },
    /// It is damaged.
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        message: String,
    },
    /// The values could not be put into words; a bug of ours.
    Unwritable(String),
}

impl SessionError {
    pub(super) fn new(path: &Path, kind: SessionErrorKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// The session file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was wrong.
    #[must_use]
    pub fn kind(&self) -> &SessionErrorKind {
        &self.kind
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            SessionErrorKind::Read(error) => write!(out, "{path} cannot be read: {error}"),
            SessionErrorKind::Write(error) => {
                write!(out, "{path} cannot be saved: {error}; what was saved before is untouched")
            }
            SessionErrorKind::TooLarge => {
                write!(out, "{path} is too large to be a session: it has more than 64 MB")
            }
            SessionErrorKind::TooLargeToSave { bytes } => {
                let megabytes = bytes >> 20;
                write!(out, "{path} cannot be saved: it would have {megabytes} MB, and sessions have at most 64")
            }
            SessionErrorKind::NotASession => {
                write!(out, "{path} is not a session: at line 1, column 1, it does not begin with “(version:”")
            }
            SessionErrorKind::Occupied => {
                write!(out, "{path} is there and is not a session, so it was not replaced: choose another name")
            }
            SessionErrorKind::Newer { version } => write!(
                out,
                "{path} was saved by a newer Variorum (session version {version}, this one knows up to {}): \
                 open it with that one",
                super::VERSION
            ),
            SessionErrorKind::Damaged { line, column, message } => {
                write!(out, "{path} is damaged at line {line}, column {column}: {message}")
            }
            SessionErrorKind::Unwritable(message) => write!(out, "{path} cannot be saved: {message}"),
        }
    }
}

impl std::error::Error for SessionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            SessionErrorKind::Read(error) | SessionErrorKind::Write(error) => Some(error),
            _ => None,
        }
    }
}
