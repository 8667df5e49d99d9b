//! What saving asks of the file system.
//!
//! Every operation that can fail is one method here, so that a test can make each of them fail in turn and look at what
//! is left behind. [`System`] is the real one.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The operations of saving. What is not overridden is done for real.
pub(super) trait Disk {
    /// A new file for writing; with the rights of `like` from its first moment, where there is one.
    fn create_new(&self, path: &Path, like: Option<&Metadata>) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if let Some(like) = like {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            options.mode(like.permissions().mode() & 0o7777);
        }
        #[cfg(not(unix))]
        let _ = like;
        options.open(path)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Gives the file the rights of another, which the process's mask may have narrowed.
    fn set_rights(&self, file: &File, like: &Metadata) -> io::Result<()> {
        file.set_permissions(like.permissions())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            // Only root may give a file away; for everybody else the file is their own already.
            let now = file.metadata()?;
            if (now.uid(), now.gid()) != (like.uid(), like.gid()) {
                let _ = std::os::unix::fs::fchown(file, Some(like.uid()), Some(like.gid()));
            }
        }
        Ok(())
    }

    /// Waits until the file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// A second name for a file.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::copy(from, to).map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            use io::ErrorKind::{InvalidInput, Unsupported};
            match File::open(folder)?.sync_all() {
                // Some network file systems have no such thing; the file itself was flushed.
                Err(error) if matches!(error.kind(), InvalidInput | Unsupported) => Ok(()),
                other => other,
            }
        }
        #[cfg(not(unix))]
        {
            let _ = folder;
            Ok(())
        }
    }
}

/// The file system of this machine.
pub(super) struct System;

impl Disk for System {}
