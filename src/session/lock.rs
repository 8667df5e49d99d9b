//! A lock beside a session file, so that two windows do not write over each other.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::replace::{Leftovers, sweep};

/// The sole right to save a session, until it is dropped. The system takes it back when the program dies.
///
/// The lock is on a file beside the session, because saving replaces the session file itself.
#[derive(Debug)]
pub struct SessionLock {
    path: PathBuf,
    _file: File,
}

/// Why a session could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another window has it.
    #[error("another window has this session open: save this one under another name")]
    Held,
    /// A lock cannot be kept there, such as in a folder that cannot be written to.
    #[error("the session cannot be locked: {0}")]
    Unavailable(#[source] io::Error),
}

impl SessionLock {
    /// Locks the session at `session`, which need not exist yet.
    ///
    /// # Errors
    /// [`LockError::Held`] when another window has it.
    pub fn acquire(session: &Path) -> Result<Self, LockError> {
        let path = lock_path(session);
        // Between opening and locking, the last holder may have removed the file: then it is opened anew.
        for _ in 0..8 {
            let file = OpenOptions::new()
                .create(true)
                .write(true)
                .truncate(false)
                .open(&path)
                .map_err(LockError::Unavailable)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(LockError::Held),
                Err(TryLockError::Error(error)) => return Err(LockError::Unavailable(error)),
                Ok(()) if is_still_at(&file, &path) => {
                    // Nobody else can be saving now, so what killed saves left is of no use to anybody.
                    sweep(&place_of(session), Leftovers::All);
                    return Ok(Self { path, _file: file });
                }
                Ok(()) => {}
            }
        }
        Err(LockError::Held)
    }
}

impl Drop for SessionLock {
    fn drop(&mut self) {
        // Removed while still held. A file that stays behind locks nothing.
        let _ = fs::remove_file(&self.path);
    }
}

fn place_of(session: &Path) -> PathBuf {
    session.canonicalize().unwrap_or_else(|_| session.to_owned())
}

/// Whether killed windows left something beside the session at `session`, a lock or an unfinished save; looks at names
/// alone. To clear it away, take the lock and give it back.
#[must_use]
pub fn has_leftovers(session: &Path) -> bool {
    let place = place_of(session);
    lock_path(session).exists() || super::replace::leftovers(&place).next().is_some()
}

fn lock_path(session: &Path) -> PathBuf {
    let place = place_of(session);
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    place.with_file_name(format!(".{name}.lock"))
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(there)) => held.ino() == there.ino() && held.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_window_at_a_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = folder.path().join("s.variorum.ron");
        let held = SessionLock::acquire(&session).expect("free");
        assert!(matches!(SessionLock::acquire(&session), Err(LockError::Held)));
        drop(held);
        drop(SessionLock::acquire(&session).expect("free again"));
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0);
    }
}
