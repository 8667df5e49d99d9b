//! What the person asks of the texts: why a pair has its score, and where a text from elsewhere stands.
//!
//! Both are answered from the index that the matrix was made with, on a thread of their own, in milliseconds.

use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::corpus::{Document, DocumentId, OpenError, open};
use crate::progress::{Cancelled, Progress};
use crate::similarity::{Exclusions, Explanation, Match};

/// What decides an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplanationKey {
    /// Number of the analysis.
    pub analysis: u64,
    /// The first article of the pair.
    pub a: DocumentId,
    /// The second.
    pub b: DocumentId,
    /// What is left out.
    pub exclusions: Exclusions,
}

/// Why the pair has its score; `None` before its texts were compared.
pub fn explain(analysis: &Analysis, key: &ExplanationKey) -> Option<Explanation> {
    let index = analysis.matrix.index()?;
    let is_known = key.a.max(key.b).index() < index.document_count();
    is_known.then(|| index.explain(key.a, key.b, key.exclusions))
}

/// A text from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Pasted or typed.
    Text(Arc<str>),
    /// A file that was dropped.
    File(PathBuf),
}

/// What decides a [`Trace`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceKey {
    /// Number of the analysis.
    pub analysis: u64,
    /// The text.
    pub asked: Asked,
}

/// Where a text from elsewhere stands in the corpus.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The text as it was read.
    pub document: Arc<Document>,
    /// The articles that share text with it, most first.
    pub matches: Vec<Match>,
    /// Why it could not be read.
    pub trouble: Option<String>,
}

/// Least score of an article that is told, as a part of the threshold that lists pairs: a text that someone asks about
/// is worth more noise than one pair of millions.
const LEAST_OF_THRESHOLD: f64 = 0.5;

/// Looks for a text among the articles.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn trace(analysis: &Analysis, asked: &Asked, progress: &Progress) -> Result<Trace, Cancelled> {
    let document = match asked {
        Asked::Text(text) => Ok(Arc::new(Document::from_text("", text))),
        Asked::File(path) => match open(std::slice::from_ref(path), &analysis.settings.read, progress) {
            Ok(corpus) => match corpus.documents().first() {
                Some(document) => Ok(Arc::clone(document)),
                None => Err(corpus
                    .skipped
                    .first()
                    .map_or_else(|| "There is no article in it.".to_owned(), |skipped| skipped.reason.clone())),
            },
            Err(OpenError::Cancelled(cancelled)) => return Err(cancelled),
            Err(error) => Err(error.to_string()),
        },
    };
    match (document, analysis.matrix.index()) {
        (Ok(document), Some(index)) => {
            let least = LEAST_OF_THRESHOLD * analysis.matrix.threshold;
            let matches = index.against(&document, least, progress)?;
            Ok(Trace { document, matches, trouble: None })
        }
        (Ok(document), None) => {
            let trouble = Some("The articles have not been compared yet.".to_owned());
            Ok(Trace { document, matches: Vec::new(), trouble })
        }
        (Err(trouble), _) => Ok(Trace { document: Arc::default(), matches: Vec::new(), trouble: Some(trouble) }),
    }
}
