//! Opening what the person named, and saying what was skipped.

use std::path::Path;
use std::sync::Arc;

use super::arguments::Source;
use super::{Failure, Outcome, terminal};
use crate::corpus::{self, Corpus, Document, ReadSettings};
use crate::progress::Progress;

/// The articles of `source`, at least one; skipped files and warnings go to standard error.
pub(super) fn open(source: &Source, settings: &ReadSettings, progress: &Progress) -> Result<Arc<Corpus>, Failure> {
    let corpus = match source {
        Source::Sample => corpus::sample(),
        Source::Paths(paths) => corpus::open(paths, settings, progress)?,
    };
    report_skipped(&corpus);
    if corpus.is_empty() {
        let words = match (source, corpus.skipped.is_empty()) {
            (Source::Sample, _) => "this build has no sample articles",
            (_, true) => "no articles found: name a folder that holds text, Markdown, HTML, Word, PDF or table files",
            (_, false) => "none of the files could be read as an article",
        };
        return Err(Failure::new(words));
    }
    Ok(Arc::new(corpus))
}

/// The one article in the file at `path`, under the path as the person wrote it.
pub(super) fn open_article(path: &Path, settings: &ReadSettings, progress: &Progress) -> Result<Document, Failure> {
    let shown = path.to_string_lossy();
    if path.is_dir() {
        return Err(Failure::new(format!("{shown} is a folder; diff takes two articles, analyze takes folders")));
    }
    let corpus = corpus::open(&[path.to_owned()], settings, progress)?;
    match (corpus.documents(), corpus.skipped.first()) {
        ([document], _) => {
            let mut document = Document::clone(document);
            document.path = shown.into_owned();
            Ok(document)
        }
        ([], Some(skipped)) => Err(Failure::new(format!("{shown}: {}", skipped.reason))),
        ([], None) => Err(Failure::new(format!("{shown} holds no article"))),
        (several, _) => {
            Err(Failure::new(format!("{shown} holds {} articles; diff takes files of one each", several.len())))
        }
    }
}

/// Whether something was left out.
pub(super) fn outcome(corpus: &Corpus) -> Outcome {
    if corpus.skipped.is_empty() { Outcome::Done } else { Outcome::DoneWithSkipped }
}

fn report_skipped(corpus: &Corpus) {
    for skipped in &corpus.skipped {
        terminal::complain(&format!("skipped {}: {}", skipped.path, skipped.reason));
    }
    for warning in &corpus.warnings {
        terminal::complain(&format!("note: {warning}"));
    }
}
