//! The files that were looked at, filtered and in the order asked for: made on its own thread, read by the file table.
//!
//! Rows are made anew only for another corpus; a change of order or filter sorts numbers of rows, which takes a tenth of
//! a second for 100,000 files and happens beside the frames, not in them.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::corpus::{Confidence, Corpus, Document, FileRow, FileStatus, Format, Warning};
use crate::progress::{Cancelled, Progress};

/// What a column of the file table says, and sorts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileColumn {
    /// What became of it.
    Status,
    /// Its path.
    #[default]
    Path,
    /// Title of its first article.
    Title,
    /// Outlet of its first article.
    Outlet,
    /// Date of its first article.
    Date,
    /// Words of all its articles.
    Words,
    /// How it was written.
    Format,
    /// Its encoding.
    Encoding,
    /// The file that it repeats.
    SameAs,
}

impl FileColumn {
    /// Every column, from the left.
    pub const ALL: [FileColumn; 9] = [
        FileColumn::Status,
        FileColumn::Path,
        FileColumn::Title,
        FileColumn::Outlet,
        FileColumn::Date,
        FileColumn::Words,
        FileColumn::Format,
        FileColumn::Encoding,
        FileColumn::SameAs,
    ];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            FileColumn::Status => "Status",
            FileColumn::Path => "File",
            FileColumn::Title => "Title",
            FileColumn::Outlet => "Outlet",
            FileColumn::Date => "Date",
            FileColumn::Words => "Words",
            FileColumn::Format => "Format",
            FileColumn::Encoding => "Encoding",
            FileColumn::SameAs => "Same as",
        }
    }
}

/// Something that a person may want to find and mend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Finding {
    /// Any file.
    #[default]
    Anything,
    /// An article without a date.
    NoDate,
    /// A date with two readings.
    OpenDate,
    /// An article without a title.
    NoTitle,
    /// An article without an outlet, or one guessed from the folder's name.
    NoOutlet,
    /// The same bytes as another file.
    Duplicate,
    /// An encoding that was guessed.
    GuessedEncoding,
    /// Letters damaged by a wrong encoding.
    Damaged,
    /// Characters that are not seen.
    Invisible,
    /// Something that the person corrected.
    Corrected,
}

impl Finding {
    /// Every finding, in the order of the menu.
    pub const ALL: [Finding; 10] = [
        Finding::Anything,
        Finding::NoDate,
        Finding::OpenDate,
        Finding::NoTitle,
        Finding::NoOutlet,
        Finding::Duplicate,
        Finding::GuessedEncoding,
        Finding::Damaged,
        Finding::Invisible,
        Finding::Corrected,
    ];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Finding::Anything => "Every file",
            Finding::NoDate => "Without a date",
            Finding::OpenDate => "Date with two readings",
            Finding::NoTitle => "Without a title",
            Finding::NoOutlet => "Outlet unknown or guessed",
            Finding::Duplicate => "Same as another file",
            Finding::GuessedEncoding => "Encoding guessed",
            Finding::Damaged => "Damaged letters",
            Finding::Invisible => "Invisible characters",
            Finding::Corrected => "Corrected by you",
        }
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }

    /// What is to be found in a file.
    fn bits(file: &FileRow, corpus: &Corpus) -> u16 {
        use crate::corpus::Origin;
        let mut bits = Finding::Anything.bit();
        let mut set = |finding: Finding, is_so: bool| {
            if is_so {
                bits |= finding.bit();
            }
        };
        set(Finding::Duplicate, file.duplicate_of.is_some());
        for warning in &file.warnings {
            set(Finding::GuessedEncoding, matches!(warning, Warning::EncodingGuessed(_)));
            set(Finding::Damaged, matches!(warning, Warning::Mojibake { .. }));
            set(Finding::Invisible, matches!(warning, Warning::InvisibleCharacters { .. }));
        }
        for &id in &file.articles {
            let metadata = &corpus.get(id).metadata;
            let confidence = |origin: Option<Confidence>| origin == Some(Confidence::Ambiguous);
            set(Finding::NoDate, metadata.published.is_none());
            set(Finding::OpenDate, confidence(metadata.published.as_ref().map(|found| found.confidence)));
            set(Finding::NoTitle, metadata.title.is_none());
            let outlet = metadata.outlet.as_ref().map(|found| found.confidence);
            set(Finding::NoOutlet, outlet.is_none() || confidence(outlet));
            let strings = [&metadata.title, &metadata.byline, &metadata.outlet, &metadata.agency, &metadata.place];
            let is_corrected = strings.into_iter().flatten().any(|value| value.origin == Origin::Person)
                || metadata.published.as_ref().is_some_and(|value| value.origin == Origin::Person);
            set(Finding::Corrected, is_corrected);
        }
        bits
    }
}

/// How the file table is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesLook {
    /// The column that it is sorted by.
    pub column: FileColumn,
    /// Whether the last stand first.
    pub is_descending: bool,
    /// Only files of this status.
    pub status: Option<FileStatus>,
    /// Only files of which this is so.
    pub finding: Finding,
    /// Only files with all of these words in path, title, outlet or notes.
    pub words: String,
}

impl FilesLook {
    /// Whether files are left out.
    pub fn leaves_out(&self) -> bool {
        self.status.is_some() || self.finding != Finding::Anything || !self.words.trim().is_empty()
    }
}

/// What decides an inventory.
#[derive(Clone)]
pub struct InventoryKey {
    /// The articles, with the person's corrections.
    pub corpus: Arc<Corpus>,
    /// How they are looked at.
    pub look: FilesLook,
}

impl PartialEq for InventoryKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.corpus, &other.corpus) && self.look == other.look
    }
}

/// A file, with what can be found in it.
#[derive(Debug)]
pub struct InventoryRow {
    /// The file.
    pub file: FileRow,
    findings: u16,
}

impl InventoryRow {
    /// Whether this is so.
    pub fn is(&self, finding: Finding) -> bool {
        self.findings & finding.bit() != 0
    }
}

/// The files that were looked at, filtered and ordered.
pub struct Inventory {
    /// The articles that the rows speak of.
    pub corpus: Arc<Corpus>,
    /// Every file, in order of path.
    pub rows: Arc<[InventoryRow]>,
    /// The rows that are shown, in order.
    pub order: Vec<u32>,
    /// Files of each status.
    by_status: [usize; 3],
    /// Files with each finding.
    by_finding: [usize; Finding::ALL.len()],
}

impl Inventory {
    /// How many files have this status.
    pub fn count_of(&self, status: FileStatus) -> usize {
        self.by_status[status as usize]
    }

    /// In how many files this is so.
    pub fn count_with(&self, finding: Finding) -> usize {
        self.by_finding[finding as usize]
    }

    /// The first article of a file.
    pub fn first_article(&self, row: &InventoryRow) -> Option<&Document> {
        row.file.articles.first().map(|&id| &**self.corpus.get(id))
    }

    /// The number of the row of the file at `path`.
    pub fn index_of(&self, path: &str) -> Option<u32> {
        let at = self.rows.binary_search_by(|row| row.file.path.as_str().cmp(path)).ok()?;
        u32::try_from(at).ok()
    }
}

/// The inventory of `key`; `last` lends its rows when they are of the same corpus.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn inventory(key: &InventoryKey, last: Option<&Inventory>, progress: &Progress) -> Result<Inventory, Cancelled> {
    let corpus = Arc::clone(&key.corpus);
    let rows: Arc<[InventoryRow]> = match last.filter(|last| Arc::ptr_eq(&last.corpus, &corpus)) {
        Some(last) => Arc::clone(&last.rows),
        None => corpus
            .file_rows()
            .into_iter()
            .map(|file| InventoryRow { findings: Finding::bits(&file, &corpus), file })
            .collect(),
    };
    progress.checkpoint()?;
    let mut made = Inventory {
        corpus,
        rows: Arc::clone(&rows),
        order: Vec::new(),
        by_status: [0; 3],
        by_finding: [0; Finding::ALL.len()],
    };
    for row in &*rows {
        made.by_status[row.file.status as usize] += 1;
        for finding in Finding::ALL {
            made.by_finding[finding as usize] += usize::from(row.is(finding));
        }
    }
    let look = &key.look;
    let words: Vec<String> = look.words.split_whitespace().map(str::to_lowercase).collect();
    let mut order = Vec::new();
    for (index, row) in (0_u32..).zip(&*rows) {
        if index.is_multiple_of(4096) {
            progress.checkpoint()?;
        }
        let passes = look.status.is_none_or(|status| row.file.status == status)
            && row.is(look.finding)
            && (words.is_empty() || has_words(&made, row, &words));
        if passes {
            order.push(index);
        }
    }
    sort(&made, look, &mut order);
    made.order = order;
    Ok(made)
}

fn has_words(inventory: &Inventory, row: &InventoryRow, words: &[String]) -> bool {
    let mut text = row.file.path.to_lowercase();
    if let Some(document) = inventory.first_article(row) {
        for part in [document.title(), document.metadata.outlet_name().unwrap_or("")] {
            text.push('\n');
            text.push_str(&part.to_lowercase());
        }
    }
    for note in row.file.notes() {
        text.push('\n');
        text.push_str(&note.to_lowercase());
    }
    words.iter().all(|word| text.contains(word.as_str()))
}

fn sort(made: &Inventory, look: &FilesLook, order: &mut Vec<u32>) {
    let down = look.is_descending;
    let file = |index: u32| &made.rows[index as usize].file;
    let of = |index: u32| made.first_article(&made.rows[index as usize]);
    match look.column {
        FileColumn::Path if down => order.reverse(),
        // The rows are in order of path.
        FileColumn::Path => {}
        FileColumn::Status => sort_by(order, down, |index| Some(file(index).status)),
        FileColumn::Title => sort_by(order, down, |index| of(index).map(|document| document.title().to_lowercase())),
        FileColumn::Outlet => {
            sort_by(order, down, |index| of(index)?.metadata.outlet_name().map(str::to_lowercase));
        }
        FileColumn::Date => {
            sort_by(order, down, |index| of(index)?.metadata.published.as_ref().map(|date| date.value));
        }
        FileColumn::Words => {
            sort_by(order, down, |index| Some(file(index).words).filter(|_| file(index).format.is_some()));
        }
        FileColumn::Format => sort_by(order, down, |index| file(index).format.map(Format::label)),
        FileColumn::Encoding => sort_by(order, down, |index| file(index).encoding),
        FileColumn::SameAs => sort_by(order, down, |index| file(index).duplicate_of.as_deref()),
    }
}

/// Sorts by a key that is made once a row. What is not known stands last in either direction; rows that are alike stay in
/// the order that they had.
fn sort_by<T: Ord>(order: &mut Vec<u32>, is_descending: bool, key: impl Fn(u32) -> Option<T>) {
    let mut keyed: Vec<(Option<T>, u32)> = order.iter().map(|&index| (key(index), index)).collect();
    keyed.sort_by(|(left, _), (right, _)| match (left, right) {
        (Some(left), Some(right)) if is_descending => right.cmp(left),
        (Some(left), Some(right)) => left.cmp(right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    order.clear();
    order.extend(keyed.into_iter().map(|(_, index)| index));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Document, Skipped};

    fn made(look: FilesLook) -> Vec<String> {
        let mut corpus = Corpus::from_documents([
            Document::from_text("b.txt", "Two words"),
            Document::from_text("a.txt", "Three words here"),
            Document::from_text("c.txt", "Two words"),
        ]);
        corpus.skipped =
            vec![Skipped { path: "aa.jpg".to_owned(), reason: "it is a picture, which has no text".to_owned() }];
        let key = InventoryKey { corpus: Arc::new(corpus), look };
        let made = inventory(&key, None, &Progress::new()).expect("not cancelled");
        made.order.iter().map(|&index| made.rows[index as usize].file.path.clone()).collect()
    }

    fn sorted(column: FileColumn, is_descending: bool) -> Vec<String> {
        made(FilesLook { column, is_descending, ..FilesLook::default() })
    }

    #[test]
    fn the_unknown_stands_last_in_both_directions() {
        assert_eq!(sorted(FileColumn::Path, false), ["a.txt", "aa.jpg", "b.txt", "c.txt"]);
        assert_eq!(sorted(FileColumn::Path, true), ["c.txt", "b.txt", "aa.jpg", "a.txt"]);
        assert_eq!(sorted(FileColumn::Words, false), ["b.txt", "c.txt", "a.txt", "aa.jpg"]);
        assert_eq!(sorted(FileColumn::Words, true), ["a.txt", "b.txt", "c.txt", "aa.jpg"]);
        assert_eq!(sorted(FileColumn::SameAs, false), ["c.txt", "a.txt", "aa.jpg", "b.txt"]);
    }

    #[test]
    fn filters_leave_what_they_say() {
        let look = FilesLook { finding: Finding::Duplicate, ..FilesLook::default() };
        assert_eq!(made(look), ["c.txt"]);
        let look = FilesLook { finding: Finding::NoDate, ..FilesLook::default() };
        assert_eq!(made(look), ["a.txt", "b.txt", "c.txt"]);
        let look = FilesLook { status: Some(FileStatus::Skipped), ..FilesLook::default() };
        assert_eq!(made(look), ["aa.jpg"]);
        let look = FilesLook { words: "PICTURE no".to_owned(), ..FilesLook::default() };
        assert_eq!(made(look), ["aa.jpg"], "words are looked for in the reason too");
    }
}
