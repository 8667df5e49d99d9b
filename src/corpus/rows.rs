//! One row for each file that was looked at, as an import panel shows them.

use std::collections::BTreeMap;

use super::{ContentHash, Corpus, Document, DocumentId, Format};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileStatus {
    /// Nothing of it was read.
    Skipped,
    /// It was read, and there is something to know about it.
    ReadWithWarning,
    /// It was read.
    Read,
}

/// A file of the opened folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow<'a> {
    /// Path relative to the opened folder.
    pub path: &'a str,
    /// What became of it.
    pub status: FileStatus,
    /// Its articles, in order.
    pub articles: Vec<DocumentId>,
    /// How it was written. Of the first article for archives.
    pub format: Option<Format>,
    /// Name of its encoding.
    pub encoding: Option<&'static str>,
    /// Words of all its articles.
    pub words: u64,
    /// The first file, in order of path, with an article of the same bytes.
    pub duplicate_of: Option<&'a str>,
    /// What there is to know: warnings, or why it was skipped.
    pub notes: Vec<String>,
}

/// The path of the file that a document came from, without the number of its article.
fn file_of(document: &Document) -> &str {
    match document.path.rsplit_once('#') {
        Some((file, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => file,
        _ => &document.path,
    }
}

impl Corpus {
    /// A row for each file that was read or skipped, in order of path. Linear in the number of documents.
    #[must_use]
    pub fn file_rows(&self) -> Vec<FileRow<'_>> {
        let mut rows: BTreeMap<&str, FileRow<'_>> = BTreeMap::new();
        let mut first: BTreeMap<ContentHash, &str> = BTreeMap::new();
        for (id, document) in self.iter() {
            let path = file_of(document);
            let row = rows.entry(path).or_insert_with(|| empty(path, FileStatus::Read));
            row.articles.push(id);
            row.format.get_or_insert(document.format);
            row.encoding.get_or_insert(document.encoding);
            row.words += u64::from(document.word_count);
            let earlier = *first.entry(document.hash).or_insert(path);
            if earlier != path {
                row.duplicate_of.get_or_insert(earlier);
            }
            row.notes.extend(document.warnings.iter().map(ToString::to_string));
        }
        for skipped in &self.skipped {
            let row = rows.entry(&skipped.path).or_insert_with(|| empty(&skipped.path, FileStatus::Skipped));
            row.notes.push(skipped.reason.clone());
        }
        for row in rows.values_mut().filter(|row| row.status == FileStatus::Read && !row.notes.is_empty()) {
            row.status = FileStatus::ReadWithWarning;
        }
        rows.into_values().collect()
    }
}

fn empty(path: &str, status: FileStatus) -> FileRow<'_> {
    FileRow {
        path,
        status,
        articles: Vec::new(),
        format: None,
        encoding: None,
        words: 0,
        duplicate_of: None,
        notes: Vec::new(),
    }
}
