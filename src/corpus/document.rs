//! A document, and the corpus that holds many.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::kept::Held;
use super::reload::FileRecord;
use super::{Metadata, MetadataCorrection, Warning};
use crate::text::{Span, word_count};

/// Position of a document in its corpus: dense, from 0, in order of path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

impl DocumentId {
    /// The same as an index into a slice with one entry a document.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// SHA-256 of a document's source bytes (of its row or record, for files that hold many).
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// What a stretch of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The headline.
    Title,
    /// Who wrote it: "By Ann Bell".
    Byline,
    /// The date line: "May 12, 2015".
    Date,
    /// Place and agency before the first sentence: "SOCHI, Russia (Reuters) -".
    Dateline,
    /// The words under a picture, with its credit.
    Caption,
    /// A paragraph of the article.
    Body,
    /// URL, copyright and other trailers.
    Source,
    /// Lines that the outlet puts under every article.
    Boilerplate,
}

impl PartKind {
    /// As people read it: "In its dateline: …".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            PartKind::Title => "title",
            PartKind::Byline => "byline",
            PartKind::Date => "date line",
            PartKind::Dateline => "dateline",
            PartKind::Caption => "caption",
            PartKind::Body => "text",
            PartKind::Source => "trailer",
            PartKind::Boilerplate => "recurring lines",
        }
    }
}

/// A stretch of a document's text, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it is, without blank space at its ends.
    pub span: Span,
}

/// How the file was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown, read as text.
    Markdown,
    /// A saved web page.
    Html,
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich text.
    Rtf,
    /// PDF with a text layer.
    Pdf,
    /// A mail message.
    Eml,
    /// One article an object or a line.
    Json,
    /// One article a row.
    Csv,
}

impl Format {
    /// As people call it: "web page".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "Markdown",
            Format::Html => "web page",
            Format::Docx => "Word",
            Format::Odt => "OpenDocument",
            Format::Rtf => "RTF",
            Format::Pdf => "PDF",
            Format::Eml => "mail",
            Format::Json => "JSON",
            Format::Csv => "table",
        }
    }

    /// Whether the bytes are text in an encoding that a person can choose; other formats say theirs themselves.
    #[must_use]
    pub fn has_encoding(self) -> bool {
        matches!(self, Format::Text | Format::Markdown | Format::Html | Format::Json | Format::Csv)
    }
}

/// One article: immutable text, what its stretches are, and what is known of it.
///
/// Invariant: parts are in order of their spans and do not overlap; every span lies on character boundaries of `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path relative to the opened folder, with `/`; an article inside a file of many has `#` and its number behind it.
    pub path: String,
    /// The words of the file as Unicode, line ends as `\n`.
    pub text: Arc<str>,
    /// The stretches of the text, in order.
    pub parts: Vec<Part>,
    /// What is known of the article and from where.
    pub metadata: Metadata,
    /// Of the source bytes.
    pub hash: ContentHash,
    /// How the file was written.
    pub format: Format,
    /// Name of the character encoding, as in the Encoding Standard.
    #[serde(deserialize_with = "super::kept::encoding")]
    pub encoding: Held,
    /// Words in the whole text.
    pub word_count: u32,
    /// What the reader should know: an encoding that was guessed, a date that is ambiguous.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A document of body paragraphs alone, for text that was pasted or made by a program.
    #[must_use]
    pub fn from_text(path: &str, text: &str) -> Self {
        let parts = crate::text::paragraphs(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| Part { kind: PartKind::Body, span })
            .collect();
        Self {
            path: path.to_owned(),
            text: Arc::from(text),
            parts,
            hash: ContentHash::of(text.as_bytes()),
            encoding: "UTF-8",
            word_count: u32::try_from(word_count(text)).unwrap_or(u32::MAX),
            ..Self::default()
        }
    }

    /// The title, or the file's name where there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        match &self.metadata.title {
            Some(title) => &title.value,
            None => self.path.rsplit('/').next().unwrap_or(&self.path),
        }
    }

    /// The parts of one kind, in order.
    pub fn parts_of(&self, kind: PartKind) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().filter(move |part| part.kind == kind).map(|part| part.span)
    }
}

/// A file that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path as a person would write it, relative to the opened folder where it is inside.
    pub path: String,
    /// What was wrong and what to do, in one sentence.
    pub reason: String,
}

/// All documents of the opened folders, in order of path, with what was skipped.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    documents: Vec<Arc<Document>>,
    /// Files that were not read, in order of path.
    pub skipped: Vec<Skipped>,
    /// What was opened. Empty for the built-in sample.
    pub roots: Vec<PathBuf>,
    /// What the reader should know of the whole: a metadata row without a file.
    pub warnings: Vec<String>,
    /// The files as they were read, for [`reload`](super::reload). Empty unless the corpus was opened from disk.
    pub(super) files: Arc<[Arc<FileRecord>]>,
}

impl Corpus {
    /// A corpus of documents that may be shared, put in order of path.
    pub(super) fn from_shared(documents: impl IntoIterator<Item = Arc<Document>>) -> Self {
        let mut documents: Vec<_> = documents.into_iter().collect();
        documents.sort_by(|left, right| left.path.cmp(&right.path));
        Self { documents, ..Self::default() }
    }

    /// A corpus of these documents, put in order of path.
    #[must_use]
    pub fn from_documents(documents: impl IntoIterator<Item = Document>) -> Self {
        Self::from_shared(documents.into_iter().map(Arc::new))
    }

    /// A corpus of two documents in this order, whatever their paths; for a pair outside any folder.
    #[must_use]
    pub fn from_pair(a: Document, b: Document) -> Self {
        Self { documents: vec![Arc::new(a), Arc::new(b)], ..Self::default() }
    }

    /// All documents; the position is the [`DocumentId`].
    #[must_use]
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// All documents with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &Arc<Document>)> {
        (0..).map(DocumentId).zip(&self.documents)
    }

    /// One document.
    ///
    /// # Panics
    /// If the id is of another corpus.
    #[must_use]
    pub fn get(&self, id: DocumentId) -> &Arc<Document> {
        &self.documents[id.index()]
    }

    /// The document with this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<DocumentId> {
        let at = self.documents.binary_search_by(|document| document.path.as_str().cmp(path)).ok()?;
        u32::try_from(at).ok().map(DocumentId)
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are no documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The same corpus with what a person corrected, by path. Documents without a correction are shared, not copied.
    #[must_use]
    pub fn with_corrections(&self, corrections: &BTreeMap<String, MetadataCorrection>) -> Self {
        let mut corrected = self.clone();
        for (path, correction) in corrections {
            if let Some(id) = self.find(path) {
                let document = Arc::make_mut(&mut corrected.documents[id.index()]);
                correction.apply(&mut document.metadata);
            }
        }
        corrected
    }
}
