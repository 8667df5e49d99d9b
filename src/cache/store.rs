//! Entries in their folder: found, written, counted, and thrown away.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entry;
use super::key::Key;

/// Most bytes that all entries together may have: 1 GB, some ten corpora of 20,000 articles.
pub const LIMIT: u64 = 1 << 30;

/// Ending of entries.
const ENDING: &str = "variorum-cache";

/// Ending of entries that are being written.
const UNFINISHED: &str = "tmp";

/// Age after which an unfinished entry was certainly left by a program that was killed.
const UNFINISHED_AGE: Duration = Duration::from_secs(600);

/// A folder of entries.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    limit: u64,
}

impl Cache {
    /// The entries in `folder`, which is made when something is written, of at most `limit` bytes together.
    #[must_use]
    pub fn new(folder: PathBuf, limit: u64) -> Self {
        Self { folder, limit }
    }

    /// The value of a key; nothing where there is none, or it is damaged. A damaged entry is removed.
    #[must_use]
    pub fn get<V: DeserializeOwned>(&self, key: &Key) -> Option<V> {
        let path = self.path(key);
        let bytes = fs::read(&path).ok()?;
        match entry::read(key, &bytes) {
            Some(value) => {
                // When it was used last: what was used longest ago goes first. A folder that cannot be written to is
                // no reason not to read from it.
                let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
                Some(value)
            }
            None => {
                let _ = fs::remove_file(&path);
                None
            }
        }
    }

    /// Whether there is an entry of this key, damaged or not.
    #[must_use]
    pub fn has(&self, key: &Key) -> bool {
        self.path(key).exists()
    }

    /// Keeps the value of a key, and throws away what is too much then.
    ///
    /// # Errors
    /// What the system says; nothing is lost by it.
    pub fn put<V: Serialize>(&self, key: &Key, value: &V) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.path(key);
        let unfinished = path.with_extension(format!("{}.{UNFINISHED}", std::process::id()));
        let write = || {
            let mut out = BufWriter::with_capacity(1 << 16, File::create(&unfinished)?);
            entry::write(key, value, &mut out)?;
            out.flush()?;
            drop(out);
            fs::rename(&unfinished, &path)
        };
        let written = write();
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        self.shrink();
        written
    }

    /// Throws away what was used longest ago until the rest is small enough, and what killed programs left.
    fn shrink(&self) {
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(metadata) = entry.metadata() else { continue };
            let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            if has_ending(&path, ENDING) {
                entries.push((used, metadata.len(), path));
            } else if has_ending(&path, UNFINISHED) && used.elapsed().is_ok_and(|age| age > UNFINISHED_AGE) {
                let _ = fs::remove_file(&path);
            }
        }
        entries.sort();
        let mut total: u64 = entries.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, bytes, path) in entries {
            if total <= self.limit {
                break;
            }
            if fs::remove_file(&path).is_ok() {
                total -= bytes;
            }
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{key}.{ENDING}"))
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|other| other == ending)
}

/// Where this account keeps what can be made again: `variorum` in the place that the system has for it.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        from("LOCALAPPDATA")?.join("variorum").join("cache")
    } else if cfg!(target_os = "macos") {
        from("HOME")?.join("Library/Caches/variorum")
    } else {
        from("XDG_CACHE_HOME").or_else(|| from("HOME").map(|home| home.join(".cache")))?.join("variorum")
    };
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> Key {
        Key([number; 32])
    }

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let keep = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::new(keep.path().join("deep"), 3_500);
        let age = |number, seconds| {
            let file = File::options().append(true).open(cache.path(&key(number))).expect("it is there");
            file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).expect("can be set");
        };
        for number in 0..3 {
            cache.put(&key(number), &vec![number; 1_000]).expect("can be kept");
            age(number, 100 - u64::from(number));
        }
        assert_eq!(cache.get::<Vec<u8>>(&key(0)), Some(vec![0; 1_000]), "used now");
        cache.put(&key(3), &vec![3u8; 1_000]).expect("can be kept");
        let there: Vec<bool> = (0..4).map(|number| cache.has(&key(number))).collect();
        assert_eq!(there, [true, false, true, true], "1 was used longest ago");
        let too_large = Cache::new(keep.path().to_owned(), 10);
        too_large.put(&key(9), &vec![0u8; 100]).expect("it is written, and goes at once");
        assert!(!too_large.has(&key(9)));
    }

    #[test]
    fn a_damaged_entry_is_one_that_is_not_there() {
        let keep = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::new(keep.path().to_owned(), LIMIT);
        assert_eq!(cache.get::<u32>(&key(1)), None);
        cache.put(&key(1), &7u32).expect("can be kept");
        fs::write(cache.path(&key(1)), "torn").expect("can be written");
        assert_eq!(cache.get::<u32>(&key(1)), None);
        assert!(!cache.has(&key(1)), "and it is gone");
        assert_eq!(fs::read_dir(keep.path()).expect("readable").count(), 0, "nothing unfinished stays");
    }
}
