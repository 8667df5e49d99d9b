//! What was read of files, in a form that can be kept and taken over when they are opened again.
//!
//! Nothing here is believed of a file that has not just been read: only when its bytes have the hash that they had, at the
//! same path and under the same choices, are the articles taken over that were found in them. So what costs least, the
//! bytes, is read every time, and what costs most, a page's layout or the fonts of a PDF, is worked out once.

use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::Encoding;
use serde::{Deserialize, Deserializer, Serialize};

use super::html::NO_LAYOUT;
use super::reload::FileRecord;
use super::{Corpus, OpenError, ReadSettings, reload};
use crate::progress::Progress;

/// Files with the articles that were found in them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KeptFiles(Vec<Arc<FileRecord>>);

impl KeptFiles {
    /// The files of all.
    pub fn joined(all: impl IntoIterator<Item = Self>) -> Self {
        Self(all.into_iter().flat_map(|files| files.0).collect())
    }
}

impl Corpus {
    /// The files as they were read, at most `count` in each lot. Files that were not read, or whose names cannot be
    /// written down, are left out.
    pub fn files_to_keep(&self, count: usize) -> Vec<KeptFiles> {
        let can_be_kept: Vec<_> = self.files.iter().filter(|record| record.can_be_kept()).cloned().collect();
        can_be_kept.chunks(count.max(1)).map(|lot| KeptFiles(lot.to_vec())).collect()
    }

    /// Whether articles of some file were found anew, and not taken over from a kept one.
    #[must_use]
    pub fn has_files_to_keep(&self) -> bool {
        self.files.iter().any(|record| record.can_be_kept() && !record.is_kept())
    }
}

/// As [`open`](super::open), taking over the articles of files whose bytes are still those that `kept` speaks of. The
/// result is the same.
///
/// # Errors
/// As [`open`](super::open).
pub fn open_kept(
    paths: &[PathBuf],
    settings: &ReadSettings,
    kept: &KeptFiles,
    progress: &Progress,
) -> Result<Corpus, OpenError> {
    reload::load(paths, &kept.0, settings, progress)
}

/// A word that the program itself holds. It has a name, because `serde` takes what is written as a reference for a piece of
/// what it reads.
pub(super) type Held = &'static str;

/// The name of an encoding, as `encoding_rs` holds it.
pub(super) fn encoding<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(from)?;
    let found = Encoding::for_label(name.as_bytes()).map(Encoding::name);
    found.ok_or_else(|| serde::de::Error::custom("no such encoding"))
}

/// Why a page was read without its layout.
pub(super) fn no_layout<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let reason = String::deserialize(from)?;
    let known = NO_LAYOUT.iter().copied().find(|known| *known == reason);
    known.ok_or_else(|| serde::de::Error::custom("no such reason"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::{Document, DocumentId, Skipped, open};
    use super::*;

    fn opened(folder: &Path, kept: &KeptFiles) -> Corpus {
        open_kept(&[folder.to_owned()], &ReadSettings::default(), kept, &Progress::new()).expect("it is there")
    }

    fn kept(corpus: &Corpus) -> KeptFiles {
        let lots = corpus.files_to_keep(2).into_iter().map(|lot| {
            let bytes = postcard::to_stdvec(&lot).expect("memory can be written");
            postcard::from_bytes(&bytes).expect("what was written is read")
        });
        KeptFiles::joined(lots)
    }

    fn shown(corpus: &Corpus) -> (Vec<Arc<Document>>, Vec<Skipped>, Vec<String>) {
        (corpus.documents().to_vec(), corpus.skipped.clone(), corpus.warnings.clone())
    }

    #[test]
    fn what_is_shown_is_what_is_on_the_disk() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("it can be written");
        write("a.txt", b"Talks fail\n\nBy Ann Bell\n\n3/4/2015\n\nHARROW (Norda) - The talks failed.\n");
        write("b.txt", b"The caf\xE9 and the na\xEFve owner in Z\xFCrich, and 5/4/2015.");
        write("c.csv", b"title,text\nTalks,The talks failed.\nFees,\"Fees rose.\n");
        write("d.html", format!("<body>{}<p>The talks failed.</p>", "<div>".repeat(1000)).as_bytes());
        write("e.bin", b"\0");
        write("f.txt", "Russiaâ€™s talks \u{202E}failed\u{202C}.".as_bytes());
        let first = open(&[folder.path().to_owned()], &ReadSettings::default(), &Progress::new()).expect("it is there");
        assert!(first.has_files_to_keep());
        let kept = kept(&first);
        let second = opened(folder.path(), &kept);
        assert_eq!(shown(&second), shown(&first));
        assert!(!second.has_files_to_keep(), "all was taken over");
        // Another text of the same length, and the time of the one before: only the bytes tell.
        let file = folder.path().join("a.txt");
        let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("it has a time");
        write("a.txt", b"Talks held\n\nBy Ann Bell\n\n3/4/2015\n\nHARROW (Norda) - The talks failed.\n");
        fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("it can be set");
        fs::rename(folder.path().join("b.txt"), folder.path().join("g.txt")).expect("it can be moved");
        let third = opened(folder.path(), &kept);
        let whole = open(&[folder.path().to_owned()], &ReadSettings::default(), &Progress::new()).expect("it is there");
        assert_eq!(shown(&third), shown(&whole));
        assert_eq!(third.get(DocumentId(0)).title(), "Talks held");
        assert!(third.has_files_to_keep());
    }

    #[test]
    fn another_encoding_is_another_reading() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("a.txt"), b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0.").expect("it can be written");
        let roots = [folder.path().to_owned()];
        let mut settings = ReadSettings::default();
        let first = open(&roots, &settings, &Progress::new()).expect("it is there");
        settings.encodings.insert("a.txt".to_owned(), "windows-1251".to_owned());
        let second = open_kept(&roots, &settings, &kept(&first), &Progress::new()).expect("it is there");
        assert_eq!(&*second.get(DocumentId(0)).text, "Привет, мир.");
    }
}
