//! Listing the files of the opened folders.
//!
//! Links are not followed: what they point to inside the folder is read where it is, and what lies outside was not
//! opened. So there are no loops, and no file is read twice. Only regular files are ever opened; a pipe or a device
//! would block.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::limits::MAX_FOLDER_DEPTH;
use super::{OpenError, Skipped, metadata_file};
use crate::progress::{Progress, Stage};

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub file: PathBuf,
    /// As the document is called.
    pub path: String,
}

/// What lies at and below the opened paths.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub entries: Vec<Entry>,
    pub metadata: Vec<Entry>,
    pub skipped: Vec<Skipped>,
    pub warnings: Vec<String>,
}

/// Lists the files at and below `roots`.
pub(super) fn list(roots: &[PathBuf], progress: &Progress) -> Result<Listing, OpenError> {
    progress.begin(Stage::Listing, 0);
    let mut listing = Listing::default();
    let mut seen = BTreeSet::new();
    let folders = roots.iter().filter(|root| root.is_dir()).count();
    for root in roots {
        let metadata = match std::fs::metadata(root) {
            Ok(metadata) => metadata,
            // One wrong path of several does not keep the others from being read.
            Err(error) if roots.iter().any(|other| other.exists()) => {
                let reason = match error.kind() {
                    std::io::ErrorKind::NotFound => {
                        "it does not exist: check the spelling, or whether the disk is connected".to_owned()
                    }
                    _ => format!("it cannot be opened: {error}"),
                };
                listing.skipped.push(Skipped { path: root.display().to_string(), reason });
                continue;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(OpenError::NotFound(root.clone()));
            }
            Err(cause) => return Err(OpenError::Unreadable { path: root.clone(), cause }),
        };
        // One of two paths to the same place is enough, and a folder inside an opened one is read with it.
        let real = root.canonicalize().unwrap_or_else(|_| root.clone());
        if !seen.insert(real.clone())
            || seen.iter().any(|other| *other != real && real.starts_with(other) && other.is_dir())
        {
            continue;
        }
        if metadata.is_dir() {
            let label = if folders > 1 { format!("{}/", name_of(&real)) } else { String::new() };
            let before = listing.entries.len() + listing.skipped.len();
            walk(root, &label, &mut listing, progress)?;
            if listing.entries.len() + listing.skipped.len() == before {
                listing.warnings.push(format!("{} holds no files", root.display()));
            }
        } else if metadata.is_file() {
            listing.entries.push(Entry { file: root.clone(), path: name_of(root) });
        } else {
            listing
                .skipped
                .push(Skipped { path: root.display().to_string(), reason: not_a_file(&metadata.file_type()) });
        }
    }
    listing.entries.sort_by(|left, right| left.path.cmp(&right.path).then_with(|| left.file.cmp(&right.file)));
    make_unique(&mut listing.entries);
    Ok(listing)
}

fn walk(root: &Path, label: &str, listing: &mut Listing, progress: &Progress) -> Result<(), OpenError> {
    let mut walker = walkdir::WalkDir::new(root)
        .follow_links(false)
        .max_open(32)
        .max_depth(MAX_FOLDER_DEPTH)
        .sort_by_file_name()
        .into_iter();
    while let Some(step) = walker.next() {
        progress.checkpoint()?;
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| root.display().to_string(), |path| relative(root, label, path));
                let reason = error.io_error().map_or_else(|| error.to_string(), super::file::io_reason);
                listing.skipped.push(Skipped { path, reason });
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let name = entry.file_name();
        let kind = entry.file_type();
        if is_ignored(name) {
            if kind.is_dir() {
                walker.skip_current_dir();
            }
            continue;
        }
        let path = relative(root, label, entry.path());
        if kind.is_dir() {
            if is_of_a_saved_page(entry.path()) {
                listing.skipped.push(Skipped {
                    path: format!("{path}/"),
                    reason: "it holds the pictures and styles of a saved page".to_owned(),
                });
                walker.skip_current_dir();
            } else if entry.depth() >= MAX_FOLDER_DEPTH {
                let reason = format!("folders are read {MAX_FOLDER_DEPTH} deep and this one lies deeper");
                listing.skipped.push(Skipped { path: format!("{path}/"), reason });
            }
        } else if kind.is_file() {
            let entry = Entry { file: entry.into_path(), path };
            if name_is_metadata(&entry.path) {
                listing.metadata.push(entry);
            } else {
                progress.advance(1);
                listing.entries.push(entry);
            }
        } else if kind.is_symlink() {
            listing.skipped.push(Skipped { path, reason: link_reason(root, entry.path()) });
        } else {
            listing.skipped.push(Skipped { path, reason: not_a_file(&kind) });
        }
    }
    Ok(())
}

fn name_is_metadata(path: &str) -> bool {
    metadata_file::is_metadata_file(path.rsplit('/').next().unwrap_or(path))
}

/// Files of the system and of this program, which no one would look for among articles.
fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with(".variorum.ron")
        || matches!(
            name.as_ref(),
            "__MACOSX" | "Thumbs.db" | "desktop.ini" | "$RECYCLE.BIN" | "System Volume Information"
        )
}

/// Whether the folder `Page_files` stands beside `Page.html`, as browsers save them.
fn is_of_a_saved_page(folder: &Path) -> bool {
    let name = folder.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let Some(stem) = name.strip_suffix("_files") else { return false };
    ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
}

fn link_reason(root: &Path, link: &Path) -> String {
    match link.canonicalize() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            "it is a link to something that is not there".to_owned()
        }
        Err(_) => "it is a link that leads nowhere".to_owned(),
        Ok(target) => {
            let is_inside = root.canonicalize().is_ok_and(|root| target.starts_with(root));
            if is_inside {
                "it is a link to something in this folder, which is read where it is".to_owned()
            } else {
                "it is a link out of the folder: open what it points to itself".to_owned()
            }
        }
    }
}

fn not_a_file(kind: &std::fs::FileType) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "it is a pipe, not a file".to_owned();
        }
        if kind.is_socket() {
            return "it is a socket, not a file".to_owned();
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "it is a device, not a file".to_owned();
        }
    }
    let _ = kind;
    "it is not a file".to_owned()
}

/// The path below `root` with `/`. Names that are not Unicode have U+FFFD where they are not.
fn relative(root: &Path, label: &str, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    if let Some(written) = below.to_str().filter(|_| MAIN_SEPARATOR == '/') {
        return [label, written].concat();
    }
    let mut out = label.to_owned();
    for (index, piece) in below.components().enumerate() {
        if index > 0 {
            out.push('/');
        }
        out.push_str(&piece.as_os_str().to_string_lossy());
    }
    out
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Gives the second and later of equal paths a number, so that a path is one document. `entries` are in order of path.
fn make_unique(entries: &mut [Entry]) {
    if entries.windows(2).all(|pair| pair[0].path != pair[1].path) {
        return;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for entry in entries {
        if taken.insert(entry.path.clone()) {
            continue;
        }
        let unique = (2..).map(|number| format!("{} ({number})", entry.path)).find(|path| !taken.contains(path));
        entry.path = unique.expect("numbers do not end");
        taken.insert(entry.path.clone());
    }
}
