//! Session files on the disk.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use atomic_write_file::AtomicWriteFile;

use super::error::{SessionError, SessionErrorKind};
use super::file::{StoredRoot, from_text, to_text};
use super::model::{Root, Session};
use super::paths::resolve;

/// Largest session file that is read, in bytes. A record of 100,000 articles takes about 20 MB.
const SIZE_LIMIT: u64 = 128 << 20;

/// Age after which a temporary file was certainly left by a save that was killed.
const LEFTOVER_AGE: Duration = Duration::from_secs(600);

/// How many of the recorded articles are looked for to tell the right folder from one of the same name.
const PROBES: usize = 64;

/// How many folders above the session file are searched for a folder that moved.
const LEVELS: usize = 3;

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
}

/// A folder or file that is not where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRoot {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is.
    pub to: PathBuf,
}

/// Whether a path is called as sessions are: `NAME.ron`.
#[must_use]
pub fn is_session_path(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// Saves a session at `path`, whole or not at all. A symbolic link is followed.
///
/// # Errors
/// [`SessionError`] when it could not be written; what was there before is then untouched.
pub fn save(session: &Session, path: &Path) -> Result<(), SessionError> {
    save_with_origin(session, path, None)
}

pub(super) fn save_with_origin(session: &Session, path: &Path, origin: Option<&Path>) -> Result<(), SessionError> {
    let error = |kind| SessionError::new(path, kind);
    let place = resolve_links(path).map_err(|cause| error(SessionErrorKind::Write(cause)))?;
    let folder = folder_of(&place);
    let text = to_text(session, folder, origin).map_err(error)?;
    let write = || {
        let mut file = AtomicWriteFile::open(&place)?;
        file.write_all(text.as_bytes())?;
        file.commit()
    };
    write().map_err(|cause| error(SessionErrorKind::Write(cause)))?;
    sweep(folder, place.file_name().unwrap_or_default());
    Ok(())
}

/// Opens the session at `path`, and looks for its folders.
///
/// # Errors
/// [`SessionError`] when it is not there, is damaged, is no session, or was saved by a newer program.
pub fn load(path: &Path) -> Result<Loaded, SessionError> {
    let error = |kind| SessionError::new(path, kind);
    let text = read(path).map_err(error)?;
    let parsed = from_text(&text).map_err(error)?;
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut loaded = Loaded { session: parsed.session, moved: Vec::new(), missing: Vec::new(), origin: parsed.origin };
    for root in parsed.roots {
        let root = match root {
            StoredRoot::Sample => Root::Sample,
            StoredRoot::Path { near, absolute } => Root::Path(loaded.locate(folder_of(&place), &near, absolute)),
        };
        loaded.session.roots.push(root);
    }
    Ok(loaded)
}

impl Loaded {
    /// Where a folder or file is now; where it was, when it cannot be found.
    fn locate(&mut self, folder: &Path, near: &Path, absolute: PathBuf) -> PathBuf {
        let expected = resolve(folder, near);
        let mut candidates = vec![expected.clone(), absolute.clone()];
        if let Some(name) = absolute.file_name() {
            let mut above = Some(folder);
            for _ in 0..LEVELS {
                candidates.extend(above.map(|above| above.join(name)));
                above = above.and_then(Path::parent);
            }
        }
        let is_right = |candidate: &&PathBuf| candidate.exists() && self.holds_known_articles(candidate);
        let found = candidates.iter().find(is_right).or_else(|| candidates[..2].iter().find(|place| place.exists()));
        match found {
            Some(place) if *place == absolute || *place == expected => place.clone(),
            Some(place) => {
                self.moved.push(MovedRoot { from: absolute, to: place.clone() });
                place.clone()
            }
            None => {
                self.missing.push(absolute.clone());
                absolute
            }
        }
    }

    fn holds_known_articles(&self, root: &Path) -> bool {
        if root.is_file() || self.session.documents.is_empty() {
            return true;
        }
        // The name of an article inside a file of many has its number behind the file's; with several roots the name of
        // the root may stand before it.
        let holds = |path: &String| {
            let file = path.rsplit_once('#').map_or(path.as_str(), |(file, _)| file);
            let inner = file.split_once('/').map(|(_, inner)| inner);
            root.join(path).exists() || root.join(file).exists() || inner.is_some_and(|inner| root.join(inner).exists())
        };
        self.session.documents.keys().take(PROBES).any(holds)
    }
}

fn read(path: &Path) -> Result<String, SessionErrorKind> {
    let file = File::open(path).map_err(SessionErrorKind::Read)?;
    let mut bytes = Vec::new();
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(SessionErrorKind::Read)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(SessionErrorKind::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| SessionErrorKind::NotASession)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The absolute path of the file that a save replaces: a link is followed even when nothing is at its end yet.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        return Ok(place);
    }
    let target = fs::read_link(path).map_or_else(|_| path.to_owned(), |target| folder_of(path).join(target));
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(folder_of(&target).canonicalize()?.join(name))
}

/// Removes what killed saves of the file `name` left in `folder`. Whatever goes wrong can wait for the next save.
fn sweep(folder: &Path, name: &OsStr) {
    let Some(name) = name.to_str() else { return };
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > LEFTOVER_AGE);
        if entry.file_name().to_str().is_some_and(|other| is_leftover(other, name)) && is_old() == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether `other` is how a temporary file of `name` is called: a point before it, a point and six letters behind it.
fn is_leftover(other: &str, name: &str) -> bool {
    let suffix =
        other.strip_prefix('.').and_then(|other| other.strip_prefix(name)).and_then(|end| end.strip_prefix('.'));
    suffix.is_some_and(|suffix| suffix.len() == 6 && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_leftovers_of_this_file_are_swept() {
        assert!(is_leftover(".a.ron.x7Yz01", "a.ron"));
        for other in ["a.ron", ".a.ron.lock", ".b.ron.x7Yz01", ".a.ron.x7Yz012", ".a.ron.x7Yz0-"] {
            assert!(!is_leftover(other, "a.ron"), "{other}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn old_leftovers_go_and_links_stay() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (real, link) = (folder.path().join("real.ron"), folder.path().join("link.ron"));
        std::os::unix::fs::symlink("real.ron", &link).expect("a link");
        let leftover = folder.path().join(".real.ron.abc123");
        let old = std::time::SystemTime::now() - LEFTOVER_AGE * 2;
        File::create(&leftover).and_then(|file| file.set_modified(old)).expect("a file");
        for _ in 0..2 {
            save(&Session::default(), &link).expect("can be saved");
            assert!(link.is_symlink() && real.is_file() && !leftover.exists());
        }
    }
}
