//! One row for each file that was looked at, as an import panel shows them.

use std::collections::BTreeMap;

use super::{ContentHash, Corpus, Document, DocumentId, Format, Warning};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
pub struct FileRow {
    /// Path relative to the opened folder.
    pub path: String,
    /// What became of it.
    pub status: FileStatus,
    /// Its articles, in order.
    pub articles: Vec<DocumentId>,
    /// How it was written; nothing for a file that was not read.
    pub format: Option<Format>,
    /// Name of its encoding.
    pub encoding: Option<&'static str>,
    /// Words of all its articles.
    pub words: u64,
    /// The first file, in order of path, with an article of the same bytes.
    pub duplicate_of: Option<String>,
    /// What there is to know of its articles.
    pub warnings: Vec<Warning>,
    /// Why it, or a part of it, was not read.
    pub reasons: Vec<String>,
}

impl FileRow {
    /// Everything there is to know, in sentences without a full stop: why it was not read, then the warnings.
    pub fn notes(&self) -> impl Iterator<Item = String> + '_ {
        self.reasons.iter().cloned().chain(self.warnings.iter().map(ToString::to_string))
    }
}

/// The path of the file that a document came from, without the number of its article.
fn file_of(document: &Document) -> &str {
    match document.path.rsplit_once('#') {
        Some((file, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => file,
        _ => &document.path,
    }
}

impl Corpus {
    /// A row for each file that was read or skipped, in order of path. Linear in the number of documents, but for the
    /// ordering.
    #[must_use]
    pub fn file_rows(&self) -> Vec<FileRow> {
        let mut rows: BTreeMap<&str, FileRow> = BTreeMap::new();
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
                row.duplicate_of.get_or_insert_with(|| earlier.to_owned());
            }
            row.warnings.extend_from_slice(&document.warnings);
        }
        for skipped in &self.skipped {
            let row = rows.entry(&skipped.path).or_insert_with(|| empty(&skipped.path, FileStatus::Skipped));
            row.reasons.push(skipped.reason.clone());
        }
        for row in rows.values_mut().filter(|row| row.status == FileStatus::Read) {
            if !row.warnings.is_empty() || !row.reasons.is_empty() {
                row.status = FileStatus::ReadWithWarning;
            }
        }
        rows.into_values().collect()
    }
}

fn empty(path: &str, status: FileStatus) -> FileRow {
    FileRow {
        path: path.to_owned(),
        status,
        articles: Vec::new(),
        format: None,
        encoding: None,
        words: 0,
        duplicate_of: None,
        warnings: Vec::new(),
        reasons: Vec::new(),
    }
}
