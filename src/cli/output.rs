//! Where results go: standard output or a file.

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::report::save_file;

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output, written `-`.
    Standard,
    /// A file, replaced whole or not at all.
    File(PathBuf),
}

impl Target {
    /// What the person wrote behind `--json` or `-o`.
    pub(super) fn from_word(word: OsString) -> Self {
        if word == "-" { Self::Standard } else { Self::File(word.into()) }
    }

    /// Refuses a file in the folder of articles, before any work is done: the folder is never written to, and the
    /// result would be read as an article the next time.
    pub(super) fn check(&self, roots: &[PathBuf]) -> Result<(), Failure> {
        let Self::File(path) = self else { return Ok(()) };
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let words = path.to_string_lossy();
        let Ok(folder) = folder.canonicalize() else {
            return Err(Failure::new(format!("cannot write {words}: its folder does not exist")));
        };
        let place = path.canonicalize().unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()));
        if place.is_dir() {
            return Err(Failure::new(format!("cannot write {words}: it is a folder; name a file in it")));
        }
        let is_among_articles =
            roots.iter().filter_map(|root| root.canonicalize().ok()).any(|root| place.starts_with(root));
        if is_among_articles {
            return Err(Failure::new(format!(
                "{words} would stand among the articles, where nothing is ever written: name a file elsewhere"
            )));
        }
        Ok(())
    }

    /// Hands a buffered writer to `write`, and keeps a file only when all of it was written.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::Standard => to_standard(write),
            Self::File(path) => save_file(path, write)
                .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.to_string_lossy()))),
        }
    }
}

/// Prints on standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    to_standard(|out| out.write_all(text.as_bytes()))
}

/// A reader that went away, like `head`, has what it wanted.
fn to_standard(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
