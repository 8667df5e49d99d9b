//! Finding the folders and files of a session where they are now.
//!
//! The path relative to the session file comes first, so that a folder and its session can be moved together; then the
//! path that was. A folder that is at neither is looked for by its name near the session and near where it was, and then
//! by what is in it: articles of the recorded names and content. A folder that merely has the right name is never taken.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::model::DocumentRecord;
use super::paths::resolve;
use crate::corpus::ContentHash;

/// How many of the recorded articles tell whether a folder is the right one, spread over the record.
const PROBES: usize = 32;

/// How many of those are read and compared by content in one folder.
const READ_PROBES: usize = 4;

/// A larger file is not read only to know it again, in bytes.
const PROBE_BYTES: u64 = 4 << 20;

/// How many folders above the session file, and above where a folder was, are searched.
const LEVELS: usize = 3;

/// How many folders are looked into for one that was renamed: a look costs a few questions to the disk.
const FOLDERS: usize = 1000;

/// Where a folder or file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Where the session says.
    There(PathBuf),
    /// Somewhere else.
    Moved(PathBuf),
    /// It was not found.
    Nowhere,
}

/// Looks for folders near a session.
pub(super) struct Seeker<'a> {
    folder: &'a Path,
    /// Paths of some articles in files of their own, with their hashes.
    probes: Vec<(&'a str, &'a str)>,
    has_record: bool,
}

impl<'a> Seeker<'a> {
    /// `folder` is the session file's.
    pub(super) fn new(folder: &'a Path, documents: &'a std::collections::BTreeMap<String, DocumentRecord>) -> Self {
        let step = documents.len().div_ceil(PROBES).max(1);
        // The name of an article inside a file of many has its number behind the file's.
        let probes = documents.iter().step_by(step).map(|(path, record)| {
            (path.rsplit_once('#').map_or(path.as_str(), |(file, _)| file), record.sha256.as_str())
        });
        Self { folder, probes: probes.collect(), has_record: !documents.is_empty() }
    }

    /// Where the root is that was at `absolute`, and at `near` as seen from the session.
    pub(super) fn locate(&self, near: &Path, absolute: &Path) -> Found {
        let expected = resolve(self.folder, near);
        let stated = [expected.as_path(), absolute];
        let holds = |place: &&&Path| place.exists() && (place.is_file() || !self.has_record || self.holds_names(place));
        // The right articles decide between the two; a folder whose articles all changed is still the folder.
        let there = stated.iter().find(holds).or_else(|| stated.iter().find(|place| place.exists()));
        if let Some(place) = there {
            return Found::There(place.to_path_buf());
        }
        match self.by_name(absolute).or_else(|| self.by_content(absolute)) {
            Some(place) => Found::Moved(place),
            None => Found::Nowhere,
        }
    }

    /// The folders near the session and near where the root was, nearest first.
    fn neighbourhood(&self, absolute: &Path) -> Vec<PathBuf> {
        let above = |start: Option<&'_ Path>| {
            let mut places = Vec::new();
            let mut at = start;
            for _ in 0..LEVELS {
                places.extend(at.filter(|at| at.is_dir()).map(Path::to_owned));
                at = at.and_then(Path::parent);
            }
            places
        };
        let mut places = above(Some(self.folder));
        for place in above(absolute.parent()) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn by_name(&self, absolute: &Path) -> Option<PathBuf> {
        let name = absolute.file_name()?;
        self.neighbourhood(absolute).into_iter().map(|place| place.join(name)).find(|place| self.is_proven(place))
    }

    /// A folder of any name, at most two levels below the neighbourhood.
    fn by_content(&self, absolute: &Path) -> Option<PathBuf> {
        let mut seen = 0;
        let mut queue: Vec<(PathBuf, usize)> =
            self.neighbourhood(absolute).into_iter().map(|place| (place, 0)).collect();
        queue.reverse();
        let mut found = Vec::new();
        while let Some((place, depth)) = queue.pop() {
            for folder in folders_in(&place) {
                if seen == FOLDERS || found.contains(&folder) {
                    continue;
                }
                seen += 1;
                if self.is_proven(&folder) {
                    return Some(folder);
                }
                if depth == 0 {
                    queue.push((folder.clone(), 1));
                }
                found.push(folder);
            }
        }
        None
    }

    fn holds_names(&self, root: &Path) -> bool {
        self.probes.iter().any(|(path, _)| article_in(root, path).is_some())
    }

    /// Whether some recorded article lies in `root`, or is `root`, with its recorded content.
    fn is_proven(&self, root: &Path) -> bool {
        if root.is_file() {
            return self.probes.iter().any(|(_, hash)| has_content(root, hash));
        }
        let inside = self.probes.iter().filter_map(|(path, hash)| Some((article_in(root, path)?, hash)));
        root.is_dir() && inside.take(READ_PROBES).any(|(file, hash)| has_content(&file, hash))
    }
}

/// The file of an article in a root. With several roots the name of the root stands before the article's.
fn article_in(root: &Path, path: &str) -> Option<PathBuf> {
    let inner = path.split_once('/').map(|(_, inner)| inner);
    [Some(path), inner].into_iter().flatten().map(|path| root.join(path)).find(|file| file.is_file())
}

fn has_content(file: &Path, hash: &str) -> bool {
    let Ok(opened) = File::open(file) else { return false };
    let mut bytes = Vec::new();
    opened.take(PROBE_BYTES).read_to_end(&mut bytes).is_ok() && ContentHash::of(&bytes).to_string() == hash
}

/// In order of name, so that the same disk gives the same answer.
fn folders_in(place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let is_wanted = |entry: &fs::DirEntry| {
        !entry.file_name().as_encoded_bytes().starts_with(b".") && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    let mut folders: Vec<PathBuf> =
        entries.flatten().take(FOLDERS).filter(is_wanted).map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
