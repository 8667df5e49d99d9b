//! What an entry is found by: everything that shaped it.

use std::fmt::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::analysis::Settings;
use crate::corpus::{Corpus, Document};

/// SHA-256 of what shaped an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub(super) [u8; 32]);

impl Key {
    /// The key of one lot of the files that were read at and below `paths`, or of how many lots there are. It says nothing
    /// of what is in them.
    pub(super) fn of_files(program: &str, paths: &[PathBuf], lot: Option<u32>) -> Self {
        let mut out = Hashing(Sha256::new());
        out.part("files");
        out.part(program);
        out.part(&paths.len());
        for path in paths {
            out.part(path.as_os_str().as_encoded_bytes());
        }
        out.part(&lot);
        Self(out.0.finalize().into())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The articles, as they were read and corrected, and the program that looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a corpus with the person's corrections. `program` is [`program_identity`].
    ///
    /// The text itself is not read: it follows from the bytes of the file, whose hash is known, and from how they were
    /// decoded. Parts and metadata are, as files beside the article shape them too. A few hundred bytes an article.
    #[must_use]
    pub fn of(corpus: &Corpus, program: &str) -> Self {
        let of_document = |document: &Arc<Document>| -> [u8; 32] {
            let mut out = Hashing(Sha256::new());
            out.part(&document.path);
            out.0.update(document.hash.0);
            out.part(&(document.text.len(), &document.parts, document.format, document.encoding));
            // The debug form names every field, also of those that are added later.
            let _ = write!(out, "{:?}{:?}", document.metadata, document.warnings);
            out.0.finalize().into()
        };
        let documents: Vec<[u8; 32]> = corpus.documents().par_iter().map(of_document).collect();
        let mut out = Hashing(Sha256::new());
        out.part(program);
        documents.iter().for_each(|document| out.0.update(document));
        Self(out.0.finalize().into())
    }

    /// The key of who shares text with whom.
    #[must_use]
    pub fn similarity(&self, settings: &Settings) -> Key {
        self.key("similarity", &settings.similarity)
    }

    /// The key of names.
    #[must_use]
    pub fn entities(&self, settings: &Settings) -> Key {
        self.key("entities", &settings.entity)
    }

    /// The key of times, which speak of names.
    #[must_use]
    pub fn timeline(&self, settings: &Settings) -> Key {
        self.key("timeline", &(&settings.entity, &settings.timeline))
    }

    fn key<S: Serialize>(&self, name: &str, settings: &S) -> Key {
        let mut out = Hashing(Sha256::new());
        out.0.update(self.0);
        out.part(name);
        out.part(settings);
        Key(out.0.finalize().into())
    }
}

struct Hashing(Sha256);

impl Hashing {
    /// Adds a value with its length, so that no two rows of values are the same bytes.
    fn part<S: Serialize + ?Sized>(&mut self, value: &S) {
        // JSON of numbers and strings does not fail; were it to, the key would only be of less.
        let words = serde_json::to_vec(value).unwrap_or_default();
        self.0.update(words.len().to_le_bytes());
        self.0.update(words);
    }
}

impl Write for Hashing {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.0.update(words);
        Ok(())
    }
}

/// Which program this is: its version, and the length and time of its file, so that a program that was built anew does
/// not take over what another one found. `None` where the system does not say; then nothing can be kept.
#[must_use]
pub fn program_identity() -> Option<String> {
    let file = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), built.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_shapes_a_result_shapes_its_key() {
        let settings = Settings::default();
        let corpus = |paths: &[(&str, &str)]| {
            Corpus::from_documents(paths.iter().map(|(path, text)| Document::from_text(path, text)))
        };
        let of = |paths: &[(&str, &str)]| Fingerprint::of(&corpus(paths), "1").similarity(&settings);
        let one = of(&[("a", "one"), ("b", "two")]);
        assert_eq!(one, of(&[("b", "two"), ("a", "one")]), "in order of path");
        for other in [&[("a", "one")][..], &[("a", "one"), ("b", "two!")], &[("a", "one"), ("c", "two")], &[]] {
            assert_ne!(one, of(other), "{other:?}");
        }
        let documents = [("a", "one"), ("b", "two")];
        let fingerprint = Fingerprint::of(&corpus(&documents), "1");
        assert_ne!(one, Fingerprint::of(&corpus(&documents), "2").similarity(&settings), "another program");
        assert_ne!(one, fingerprint.entities(&settings), "another part");
        let mut changed = settings.clone();
        changed.similarity.coverage_run_words += 1;
        assert_ne!(one, fingerprint.similarity(&changed));
        assert_eq!(fingerprint.entities(&settings), fingerprint.entities(&changed), "names do not depend on it");
        let mut corrected = corpus(&documents);
        let correction = crate::corpus::MetadataCorrection { outlet: Some("X".to_owned()), ..Default::default() };
        corrected = corrected.with_corrections(&[("a".to_owned(), correction)].into());
        assert_ne!(one, Fingerprint::of(&corrected, "1").similarity(&settings), "a correction");
    }
}
