//! Replacing a file whole or not at all.
//!
//! The new words go into a file beside the old one, which is flushed and then renamed over it, and the folder is flushed
//! after it; the old words get a second name first, so that one previous version stays. At every moment the name of the
//! session leads to the whole old file or the whole new one. A save that is killed leaves at most files of the names in
//! [`is_leftover`], which the next one to hold the session's lock sweeps away.
//!
//! A session that is a link stays one: the file at its end is replaced. A file that may not be written is not replaced,
//! although its folder would allow that.

use std::fs::{self, File, Metadata};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::Disk;

/// Age after which a temporary file was certainly left by a save that was killed, for one who does not hold the lock.
const LEFTOVER_AGE: Duration = Duration::from_secs(600);

/// What becomes of the words that are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Previous {
    /// They stay beside the file, under [`previous_path`].
    Kept,
    /// They go.
    Dropped,
}

/// Which leftovers are swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftovers {
    /// All of them: nobody else can be saving.
    All,
    /// Those that are too old to be in use.
    Old,
}

/// Puts `bytes` at `place`, an absolute path without a link at its end.
///
/// # Errors
/// What the system says. Unless only the last flush of the folder failed, what was there before is untouched.
pub(super) fn replace(disk: &dyn Disk, place: &Path, bytes: &[u8], previous: Previous) -> io::Result<()> {
    let old = replaceable(place)?;
    let folder = folder_of(place);
    let (temporary, mut file) = Temporary::create(disk, place, old.as_ref())?;
    disk.write_all(&mut file, bytes)?;
    if let Some(old) = &old {
        disk.set_rights(&file, old)?;
    }
    disk.sync(&file)?;
    drop(file);
    if old.is_some() && previous == Previous::Kept {
        // A second net, on disks that have room and rights for it; the save itself does not hang on it.
        let _ = keep_previous(disk, place);
    }
    temporary.put_at(place)?;
    disk.sync_folder(folder)
}

/// Where the version before the last save of a session is: `work.previous.variorum.ron` beside `work.variorum.ron`.
#[must_use]
pub fn previous_path(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let at = name.rfind(".variorum.ron").or_else(|| name.rfind('.').filter(|&at| at > 0)).unwrap_or(name.len());
    place.with_file_name(format!("{}.previous{}", &name[..at], &name[at..]))
}

/// The file that is to be replaced, if there is one and it may be.
fn replaceable(place: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(old) if !old.is_file() => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "something that is no file is there"))
        }
        Ok(old) if old.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file there may not be written to"))
        }
        Ok(old) => Ok(Some(old)),
    }
}

fn keep_previous(disk: &dyn Disk, place: &Path) -> io::Result<()> {
    let copy = temporary_path(place);
    // Some disks know no second names. A copy there may be torn by a crash, which the session itself never is.
    let kept = disk
        .link(place, &copy)
        .or_else(|_| disk.copy(place, &copy))
        .and_then(|()| disk.rename(&copy, &previous_path(place)));
    // Renaming one name of a file to another of the same file does nothing, and would leave this one.
    let _ = disk.remove(&copy);
    kept
}

/// A file that is removed again unless it was put in place.
struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    is_placed: bool,
}

impl<'a> Temporary<'a> {
    fn create(disk: &'a dyn Disk, place: &Path, like: Option<&Metadata>) -> io::Result<(Self, File)> {
        loop {
            let path = temporary_path(place);
            match disk.create_new(&path, like) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => return Ok((Self { disk, path, is_placed: false }, file)),
            }
        }
    }

    fn put_at(mut self, place: &Path) -> io::Result<()> {
        self.disk.rename(&self.path, place)?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.is_placed {
            // What cannot be removed now is swept at the next start.
            let _ = self.disk.remove(&self.path);
        }
    }
}

/// A name that belongs to the file at `place` and that nothing has. It is short, as names may be no longer than some 255
/// bytes and the session's own may be near that.
fn temporary_path(place: &Path) -> PathBuf {
    let chance = RandomState::new().hash_one(std::process::id());
    place.with_file_name(format!("{}{chance:016x}.tmp", leftover_start(place)))
}

fn leftover_start(place: &Path) -> String {
    // FNV-1a, 32 bits: the same in every run, which std's hasher need not be.
    let name = place.file_name().unwrap_or_default().as_encoded_bytes();
    let hash = name.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!(".variorum-{hash:08x}-")
}

/// Whether `name` is how saves of the file at `place` call their temporary files.
fn is_leftover(name: &str, place: &Path) -> bool {
    let rest = name.strip_prefix(&leftover_start(place)).and_then(|rest| rest.strip_suffix(".tmp"));
    rest.is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What saves of the file at `place` have left beside it, or are writing now.
pub(super) fn leftovers(place: &Path) -> impl Iterator<Item = fs::DirEntry> {
    let entries = fs::read_dir(folder_of(place)).into_iter().flatten().flatten();
    entries.filter(move |entry| entry.file_name().to_str().is_some_and(|name| is_leftover(name, place)))
}

/// Removes what killed saves of the file at `place` left beside it. Whatever goes wrong can wait for the next time.
pub(super) fn sweep(place: &Path, which: Leftovers) {
    for entry in leftovers(place) {
        let is_old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > LEFTOVER_AGE);
        if which == Leftovers::All || is_old() == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The absolute path of the file that a save replaces: a link is followed even when nothing is at its end yet.
pub(super) fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        return Ok(place);
    }
    let target = fs::read_link(path).map_or_else(|_| path.to_owned(), |target| folder_of(path).join(target));
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(folder_of(&target).canonicalize()?.join(name))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;

    use super::super::disk::System;
    use super::*;

    /// A file system whose operation number `fails_at` fails, and every later one too where it `stays_broken`.
    struct Faulty {
        done: Cell<usize>,
        fails_at: usize,
        stays_broken: bool,
        has_links: bool,
    }

    impl Faulty {
        fn step(&self) -> io::Result<()> {
            let now = self.done.replace(self.done.get() + 1);
            let fails = if self.stays_broken { now >= self.fails_at } else { now == self.fails_at };
            if fails { Err(io::Error::other("made to fail")) } else { Ok(()) }
        }
    }

    impl Disk for Faulty {
        fn create_new(&self, path: &Path, like: Option<&Metadata>) -> io::Result<File> {
            self.step().and_then(|()| System.create_new(path, like))
        }
        fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            match self.step() {
                Ok(()) => System.write_all(file, bytes),
                // As a full disk does: some of it is written.
                Err(error) => System.write_all(file, &bytes[..bytes.len() / 2]).and(Err(error)),
            }
        }
        fn set_rights(&self, file: &File, like: &Metadata) -> io::Result<()> {
            self.step().and_then(|()| System.set_rights(file, like))
        }
        fn sync(&self, file: &File) -> io::Result<()> {
            self.step().and_then(|()| System.sync(file))
        }
        fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
            let linked = self.step().and_then(|()| System.link(from, to));
            if self.has_links { linked } else { fs::remove_file(to).and(Err(io::ErrorKind::Unsupported.into())) }
        }
        fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| System.copy(from, to))
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| System.rename(from, to))
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| System.remove(path))
        }
        fn sync_folder(&self, folder: &Path) -> io::Result<()> {
            self.step().and_then(|()| System.sync_folder(folder))
        }
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().canonicalize().expect("it is there");
        (folder, path)
    }

    fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable"));
        entries
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("readable")))
            .collect()
    }

    /// Every operation fails in turn, once or from then on, on disks with and without second names.
    #[test]
    fn whatever_fails_the_old_words_or_the_new_ones_are_there() {
        for has_links in [true, false] {
            for stays_broken in [false, true] {
                let mut failures = 0;
                for fails_at in 0.. {
                    let (_keep, folder) = folder();
                    let place = folder.join("s.variorum.ron");
                    fs::write(&place, "old").expect("can be written");
                    fs::write(previous_path(&place), "older").expect("can be written");
                    let disk = Faulty { done: Cell::new(0), fails_at, stays_broken, has_links };
                    let result = replace(&disk, &place, b"new words", Previous::Kept);
                    let reached = disk.done.get() > fails_at;
                    let now = fs::read(&place).expect("it is there at every moment");
                    assert!(now == b"old" || now == b"new words", "operation {fails_at}: {now:?}");
                    if result.is_ok() {
                        assert_eq!(now, b"new words", "operation {fails_at}: what was said to be saved is saved");
                    }
                    let previous = fs::read(previous_path(&place)).expect("a previous version stays");
                    assert!(previous == b"older" || previous == b"old", "operation {fails_at}: {previous:?}");
                    sweep(&place, Leftovers::All);
                    assert_eq!(contents(&folder).len(), 2, "operation {fails_at}: nothing else is left");
                    if !reached {
                        assert_eq!((result.is_ok(), previous.as_slice()), (true, &b"old"[..]), "nothing failed");
                        break;
                    }
                    failures += 1;
                }
                assert!(failures >= 8, "{failures} operations were made to fail");
            }
        }
    }

    #[test]
    fn a_first_save_that_fails_leaves_nothing() {
        for fails_at in 0..3 {
            let (_keep, folder) = folder();
            let disk = Faulty { done: Cell::new(0), fails_at, stays_broken: false, has_links: true };
            replace(&disk, &folder.join("s.ron"), b"new", Previous::Kept).expect_err("made to fail");
            assert_eq!(contents(&folder).len(), 0, "operation {fails_at}");
        }
    }

    /// After a kill between the two renames both names lead to one file, and renaming between those does nothing.
    #[test]
    fn a_previous_version_that_is_the_same_file_leaves_no_third_name() {
        let (_keep, folder) = folder();
        let place = folder.join("s.ron");
        fs::write(&place, "old").and_then(|()| fs::hard_link(&place, previous_path(&place))).expect("written");
        replace(&System, &place, b"new", Previous::Kept).expect("can be saved");
        let found = contents(&folder);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((&found["s.ron"][..], &found["s.previous.ron"][..]), (&b"new"[..], &b"old"[..]));
    }

    #[test]
    fn the_previous_version_is_named_after_the_session() {
        for (name, previous) in [
            ("work.variorum.ron", "work.previous.variorum.ron"),
            ("a.b.ron", "a.b.previous.ron"),
            ("plain", "plain.previous"),
            (".ron", ".ron.previous"),
        ] {
            assert_eq!(previous_path(&Path::new("/x").join(name)), Path::new("/x").join(previous));
        }
    }

    #[test]
    fn only_leftovers_of_this_file_are_swept() {
        let (_keep, folder) = folder();
        let (one, other) = (folder.join("a.ron"), folder.join("b.ron"));
        for path in [temporary_path(&one), temporary_path(&other), folder.join(".variorum-note.tmp")] {
            fs::write(path, "").expect("can be written");
        }
        sweep(&one, Leftovers::Old);
        assert_eq!(contents(&folder).len(), 3, "they are too young");
        sweep(&one, Leftovers::All);
        assert_eq!(contents(&folder).len(), 2);
        assert!(contents(&folder).keys().all(|name| !is_leftover(name, &one)));
    }

    #[test]
    #[cfg(unix)]
    fn rights_and_links_stay_and_a_file_that_may_not_be_written_is_not_replaced() {
        use std::os::unix::fs::PermissionsExt;
        let (_keep, folder) = folder();
        let (real, link) = (folder.join("real.ron"), folder.join("link.ron"));
        std::os::unix::fs::symlink("real.ron", &link).expect("a link");
        let place = resolve_links(&link).expect("nothing is at its end yet");
        assert_eq!(place, real);
        let mode = |mode| fs::set_permissions(&real, PermissionsExt::from_mode(mode)).expect("can be set");
        let save = || replace(&System, &resolve_links(&link).expect("there"), b"new", Previous::Kept);
        save().expect("can be saved");
        for rights in [0o600, 0o664] {
            mode(rights);
            save().expect("can be saved");
            assert_eq!(real.metadata().expect("there").permissions().mode() & 0o777, rights);
            assert!(link.is_symlink() && !real.is_symlink());
        }
        mode(0o444);
        assert_eq!(save().expect_err("refused").kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn a_folder_in_the_place_of_the_file_is_left_alone() {
        let (_keep, folder) = folder();
        fs::create_dir(folder.join("s.ron")).expect("can be made");
        replace(&System, &folder.join("s.ron"), b"new", Previous::Kept).expect_err("it is a folder");
        assert_eq!(fs::read_dir(&folder).expect("readable").count(), 1);
    }
}
