//! Session files on the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::disk::System;
use super::error::{SessionError, SessionErrorKind};
use super::file::{from_text, to_text, version_of};
use super::model::{Root, Session};
use super::replace::{Leftovers, Previous, folder_of, replace, resolve_links, sweep};
use super::roots::{Found, Seeker};
use super::scan::scan;
use super::stored::{StoredRoot, VERSION};

/// Largest session file that is read or written, in bytes: 64 MB. One of 100,000 articles and 10,000 notes takes about
/// 20 MB; what a larger one could make the parser build would not fit into 256 MB.
const SIZE_LIMIT: u64 = 64 << 20;

/// So much of a file is read to tell whether it is a session and of which version, in bytes.
const HEAD: u64 = 4096;

/// A session that was opened.
#[derive(Debug)]
pub struct Loaded {
    /// What the person chose and wrote, with the folders where they are now.
    pub session: Session,
    /// Folders and files that were found at another place than where they were.
    pub moved: Vec<MovedRoot>,
    /// Folders and files that were not found; they stay among the session's roots.
    pub missing: Vec<PathBuf>,
    /// For a recovery file, the session file that it stands for.
    pub origin: Option<PathBuf>,
    /// What stands in the file and means nothing to this program, by its names: "view.zoom". Saving leaves it out.
    pub unknown: Vec<String>,
}

/// A folder or file that is not where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRoot {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is.
    pub to: PathBuf,
}

/// The state of a session file on the disk, to tell whether somebody else has saved it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64, SystemTime);

/// The state of the file at `path`; nothing where there is no file.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp(metadata.len(), metadata.modified().ok()?))
}

/// Whether a path is called as sessions are: `NAME.ron`.
#[must_use]
pub fn is_session_path(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// Saves a session at `path`, whole or not at all, and keeps the version before beside it, see
/// [`previous_path`](super::previous_path). A symbolic link is followed. What is there and is no session, or is one of a
/// newer program, is not replaced.
///
/// # Errors
/// [`SessionError`] when it could not be written; what was there before is then untouched.
pub fn save(session: &Session, path: &Path) -> Result<(), SessionError> {
    save_with_origin(session, path, None, Previous::Kept)
}

pub(super) fn save_with_origin(
    session: &Session,
    path: &Path,
    origin: Option<&Path>,
    previous: Previous,
) -> Result<(), SessionError> {
    let error = |kind| SessionError::new(path, kind);
    let place = resolve_links(path).map_err(|cause| error(SessionErrorKind::Write(cause)))?;
    may_replace(&place).map_err(error)?;
    let text = to_text(session, folder_of(&place), origin).map_err(error)?;
    // What is written can be read again: better refused now, with the work still in memory.
    check_size(text.len() as u64).map_err(error)?;
    if let Err(SessionErrorKind::Damaged { message, .. }) = scan(&text) {
        return Err(error(SessionErrorKind::Unwritable(message)));
    }
    replace(&System, &place, text.as_bytes(), previous).map_err(|cause| error(SessionErrorKind::Write(cause)))?;
    sweep(&place, Leftovers::Old);
    Ok(())
}

/// Refuses to write what would not be read.
fn check_size(bytes: u64) -> Result<(), SessionErrorKind> {
    if bytes > SIZE_LIMIT { Err(SessionErrorKind::TooLargeToSave { bytes }) } else { Ok(()) }
}

/// Refuses to replace a file that is no session, and a session that holds what this program would lose.
fn may_replace(place: &Path) -> Result<(), SessionErrorKind> {
    let Ok(file) = File::open(place) else { return Ok(()) };
    if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Ok(()); // The write itself says what is there.
    }
    let mut head = Vec::new();
    if file.take(HEAD).read_to_end(&mut head).is_err() || head.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    match version_of(&String::from_utf8_lossy(&head)) {
        Some(version) if version > VERSION => Err(SessionErrorKind::Newer { version }),
        Some(_) => Ok(()),
        None => Err(SessionErrorKind::Occupied),
    }
}

/// Opens the session at `path`, and looks for its folders.
///
/// # Errors
/// [`SessionError`] when it is not there, is damaged, is no session, or was saved by a newer program.
pub fn load(path: &Path) -> Result<Loaded, SessionError> {
    let error = |kind| SessionError::new(path, kind);
    let text = read(path).map_err(error)?;
    let parsed = from_text(&text).map_err(error)?;
    drop(text);
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut loaded = Loaded {
        session: parsed.session,
        moved: Vec::new(),
        missing: Vec::new(),
        origin: parsed.origin,
        unknown: parsed.unknown,
    };
    let seeker = Seeker::new(folder_of(&place), &loaded.session.documents);
    for root in parsed.roots {
        let root = match root {
            StoredRoot::Sample => Root::Sample,
            StoredRoot::Path { near, absolute } => Root::Path(match seeker.locate(&near, &absolute) {
                Found::There(path) => path,
                Found::Moved(path) => {
                    loaded.moved.push(MovedRoot { from: absolute, to: path.clone() });
                    path
                }
                Found::Nowhere => {
                    loaded.missing.push(absolute.clone());
                    absolute
                }
            }),
        };
        loaded.session.roots.push(root);
    }
    Ok(loaded)
}

impl Loaded {
    /// Takes `to` for the folder or file `from`, as the person said. Other missing ones that lay beside `from` and lie
    /// beside `to` are found with it.
    pub fn relocate(&mut self, from: &Path, to: &Path) {
        let beside = |missing: &Path| match (missing == from, from.parent(), to.parent()) {
            (true, ..) => Some(to.to_owned()),
            (false, Some(old), Some(new)) => {
                missing.strip_prefix(old).ok().map(|rest| new.join(rest)).filter(|path| path.exists())
            }
            _ => None,
        };
        for missing in std::mem::take(&mut self.missing) {
            let Some(now) = beside(&missing) else {
                self.missing.push(missing);
                continue;
            };
            for root in &mut self.session.roots {
                if *root == Root::Path(missing.clone()) {
                    *root = Root::Path(now.clone());
                }
            }
            self.moved.push(MovedRoot { from: missing, to: now });
        }
    }
}

fn read(path: &Path) -> Result<String, SessionErrorKind> {
    // A pipe or device is not waited for: only its name is looked at.
    let metadata = std::fs::metadata(path).map_err(SessionErrorKind::Read)?;
    if metadata.is_dir() {
        return Err(SessionErrorKind::Read(io::ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        return Err(SessionErrorKind::NotASession);
    }
    if metadata.len() > SIZE_LIMIT {
        return Err(SessionErrorKind::TooLarge);
    }
    let file = File::open(path).map_err(SessionErrorKind::Read)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // A file may grow while it is read.
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(SessionErrorKind::Read)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(SessionErrorKind::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(&bytes[..good]);
        if version_of(&before).is_none() {
            return SessionErrorKind::NotASession;
        }
        let (line, column) = super::scan::place(&before, good);
        SessionErrorKind::Damaged { line, column, message: "it is not text from here on".to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_to_be_read_is_not_written() {
        assert!(check_size(SIZE_LIMIT).is_ok());
        assert!(matches!(check_size(SIZE_LIMIT + 1), Err(SessionErrorKind::TooLargeToSave { .. })));
    }
}
