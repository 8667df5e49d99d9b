//! Work that was not saved when the program ended in the middle of it.
//!
//! A window keeps its unsaved session in a file of its own in the account's state folder, locked while the window lives.
//! A file there without a lock was left by a window that died.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::{SessionError, SessionErrorKind};
use super::lock::SessionLock;
use super::model::Session;
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
        save_with_origin(session, &self.file, origin)
    }

    /// Removes what was kept: it was saved, or given up. The next [`Recovery::keep`] writes it again.
    pub fn forget(&self) {
        // A file that cannot be removed is offered once more; that is the lesser evil.
        let _ = fs::remove_file(&self.file);
    }
}

/// The recovery files below `folder` whose windows have died, newest first.
#[must_use]
pub fn orphans(folder: &Path) -> Vec<Orphan> {
    let entries = fs::read_dir(recovery_folder(folder)).into_iter().flatten().flatten();
    let orphan = |entry: fs::DirEntry| {
        let file = entry.path();
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| !name.starts_with('.') && name.ends_with(ENDING));
        if !is_ours || SessionLock::acquire(&file).is_err() {
            return None;
        }
        Some(Orphan { written: entry.metadata().ok()?.modified().ok()?, file })
    };
    let mut found: Vec<Orphan> = entries.filter_map(orphan).collect();
    found.sort_by(|left, right| right.written.cmp(&left.written).then_with(|| left.file.cmp(&right.file)));
    found
}

impl Orphan {
    /// Opens what was kept.
    ///
    /// # Errors
    /// As [`load`].
    pub fn load(&self) -> Result<Loaded, SessionError> {
        load(&self.file)
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

/// Where this account keeps the state of programs: `variorum` in the place that the system has for it.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        from("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        from("HOME")?.join("Library/Application Support")
    } else {
        from("XDG_STATE_HOME").or_else(|| from("HOME").map(|home| home.join(".local/state")))?
    };
    Some(folder.join("variorum"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Root;

    #[test]
    fn only_dead_windows_leave_orphans() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = Session { roots: vec![Root::Sample], ..Session::default() };
        let first = Recovery::begin(folder.path()).expect("can be kept");
        let second = Recovery::begin(folder.path()).expect("a file of its own");
        first.keep(&session, Some(Path::new("/home/ann/s.ron"))).expect("can be written");
        second.keep(&session, None).expect("can be written");
        assert_eq!(orphans(folder.path()), [], "both windows live");
        drop(first);
        let found = orphans(folder.path());
        assert_eq!(found.len(), 1);
        let loaded = found[0].load().expect("can be opened");
        assert_eq!((loaded.session, loaded.origin.as_deref()), (session, Some(Path::new("/home/ann/s.ron"))));
        found[0].discard();
        second.forget();
        drop(second);
        assert_eq!(orphans(folder.path()), []);
    }
}
