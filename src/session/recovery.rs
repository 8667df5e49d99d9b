//! Work that was not saved when the program ended in the middle of it.
//!
//! A window keeps its unsaved session in a file of its own in the account's data folder, locked while the window lives. A
//! file there without a lock was left by a window that died.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::contents::Contents;
use super::error::{SessionError, SessionErrorKind};
use super::lock::SessionLock;
use super::model::{Root, Session};
use super::replace::Previous;
use super::store::{Loaded, load, save_with_origin};

/// Ending of recovery files.
const ENDING: &str = "variorum.ron";

/// The recovery file of one window. Dropping it leaves the file; [`Recovery::forget`] removes it.
#[derive(Debug)]
pub struct Recovery {
    file: PathBuf,
    _lock: SessionLock,
}

/// A recovery file that a window left when it died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The recovery file.
    pub file: PathBuf,
    /// When it was written.
    pub written: SystemTime,
    /// The session file that it stands for, if it had been saved.
    pub origin: Option<PathBuf>,
    /// What was open.
    pub roots: Vec<Root>,
    /// What is in it, or why it cannot be read.
    pub contents: Result<Contents, String>,
}

impl Recovery {
    /// A recovery file for a window, below `folder`, which is made if need be. Nothing is written yet.
    ///
    /// # Errors
    /// [`SessionError`] when nothing can be kept there.
    pub fn begin(folder: &Path) -> Result<Self, SessionError> {
        let error = |cause| SessionError::new(folder, SessionErrorKind::Write(cause));
        let folder_of_files = recovery_folder(folder);
        fs::create_dir_all(&folder_of_files).map_err(error)?;
        let mut cause = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        for number in 0..1000 {
            let file = folder_of_files.join(format!("{number}.{ENDING}"));
            if file.exists() {
                continue;
            }
            match SessionLock::acquire(&file) {
                // Another window may have written the file between the look and the lock.
                Ok(_) if file.exists() => {}
                Ok(lock) => return Ok(Self { file, _lock: lock }),
                Err(super::LockError::Held) => {}
                Err(super::LockError::Unavailable(unavailable)) => cause = unavailable,
            }
        }
        Err(error(cause))
    }

    /// Keeps the session as it is now; `origin` is the session file that it was opened from or saved to.
    ///
    /// # Errors
    /// [`SessionError`] when it could not be written.
    pub fn keep(&self, session: &Session, origin: Option<&Path>) -> Result<(), SessionError> {
        save_with_origin(session, &self.file, origin, Previous::Dropped)
    }

    /// Removes what was kept: it was saved, or given up. The next [`Recovery::keep`] writes it again.
    pub fn forget(&self) {
        // A file that cannot be removed is offered once more; that is the lesser evil.
        let _ = fs::remove_file(&self.file);
    }
}

/// The recovery files below `folder` whose windows have died, newest first, damaged ones last. What killed windows left besides, locks and
/// unfinished files, is swept away on the way.
#[must_use]
pub fn orphans(folder: &Path) -> Vec<Orphan> {
    let entries = fs::read_dir(recovery_folder(folder)).into_iter().flatten().flatten();
    // The lock of a window that had nothing unsaved has no file beside it.
    let file_of = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let lock_of = name.strip_prefix('.').and_then(|name| name.strip_suffix(".lock"));
        let name = lock_of.unwrap_or(&name);
        (!name.starts_with('.') && name.ends_with(ENDING)).then(|| entry.path().with_file_name(name))
    };
    let files: std::collections::BTreeSet<PathBuf> = entries.filter_map(file_of).collect();
    let orphan = |file: PathBuf| {
        let _lock = SessionLock::acquire(&file).ok()?;
        let written = fs::metadata(&file).ok()?.modified().ok()?;
        let loaded = load(&file);
        let origin = loaded.as_ref().ok().and_then(|loaded| loaded.origin.clone());
        let roots = loaded.as_ref().map(|loaded| loaded.session.roots.clone()).unwrap_or_default();
        let contents = loaded.map(|loaded| loaded.session.contents()).map_err(|error| error.to_string());
        Some(Orphan { file, written, origin, roots, contents })
    };
    let mut found: Vec<Orphan> = files.into_iter().filter_map(orphan).collect();
    // What can be recovered comes first.
    let key = |orphan: &Orphan| (orphan.contents.is_err(), std::cmp::Reverse(orphan.written), orphan.file.clone());
    found.sort_by_key(key);
    found
}

impl Orphan {
    /// Opens what was kept, with the sole right to it; [`discard`](Self::discard) it once it is kept elsewhere.
    ///
    /// # Errors
    /// As [`load`]; a sentence when another window is at it.
    pub fn open(&self) -> Result<(Loaded, SessionLock), String> {
        let lock = SessionLock::acquire(&self.file).map_err(|_| "another window is recovering it".to_owned())?;
        let loaded = load(&self.file).map_err(|error| error.to_string())?;
        Ok((loaded, lock))
    }

    /// Removes it: it was recovered, or is not wanted.
    pub fn discard(&self) {
        // As in `Recovery::forget`.
        let _ = fs::remove_file(&self.file);
    }
}

fn recovery_folder(folder: &Path) -> PathBuf {
    folder.join("recovery")
}

/// Where this account keeps the data of programs: `variorum` in the place that the system has for it.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        from("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        from("HOME")?.join("Library/Application Support")
    } else {
        from("XDG_DATA_HOME").or_else(|| from("HOME").map(|home| home.join(".local/share")))?
    };
    Some(folder.join("variorum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dead_windows_leave_orphans() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = Session {
            roots: vec![Root::Sample],
            notes: [("a.txt".to_owned(), "ask".to_owned())].into(),
            ..Session::default()
        };
        let first = Recovery::begin(folder.path()).expect("can be kept");
        let second = Recovery::begin(folder.path()).expect("a file of its own");
        first.keep(&session, Some(Path::new("/home/ann/s.ron"))).expect("can be written");
        second.keep(&session, None).expect("can be written");
        assert_eq!(orphans(folder.path()), [], "both windows live");
        drop(first);
        let found = orphans(folder.path());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].origin.as_deref(), Some(Path::new("/home/ann/s.ron")));
        assert_eq!(found[0].roots, session.roots);
        assert_eq!(found[0].contents, Ok(Contents { notes: 1, ..Contents::default() }));
        let (loaded, _lock) = found[0].open().expect("can be opened");
        assert_eq!((loaded.session, loaded.origin.as_deref()), (session, Some(Path::new("/home/ann/s.ron"))));
        assert_eq!(orphans(folder.path()), [], "it is being recovered");
        found[0].discard();
        second.forget();
        drop(second);
        assert_eq!(orphans(folder.path()), []);
    }

    #[test]
    fn what_killed_windows_left_is_swept_and_what_is_damaged_is_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inner = recovery_folder(folder.path());
        fs::create_dir(&inner).expect("can be made");
        fs::write(inner.join(".0.variorum.ron.lock"), "").expect("a lock that a killed window left");
        fs::write(inner.join("3.variorum.ron"), "(version: 2, notes: {\"a").expect("a torn file");
        let found = orphans(folder.path());
        assert_eq!(found.len(), 1);
        assert!(found[0].contents.as_ref().is_err_and(|reason| reason.contains("line 1, column 22")), "{found:?}");
        let left: Vec<_> = fs::read_dir(&inner).expect("readable").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["3.variorum.ron"]);
    }
}
