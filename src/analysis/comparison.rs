//! One pair in full: alignment, facts and credits.

use std::sync::Arc;

use super::{Analysis, Settings, analyze};
use crate::alignment::{Alignment, AlignmentSettings, Side, align};
use crate::corpus::{Corpus, Document, DocumentId, PartKind};
use crate::progress::{Cancelled, Progress};
use crate::similarity::PairScore;
use crate::story::{Credit, Fact, compare_facts, credit};
use crate::text::Span;

/// One pair in full.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The first document's id.
    pub a: DocumentId,
    /// The second document's id.
    pub b: DocumentId,
    /// What they share word by word.
    pub alignment: Alignment,
    /// What both state, and whether they agree.
    pub facts: Vec<Fact>,
    /// Where the second credits the outlet or the agency of the first, in order of its text.
    pub credits_in_b: Vec<Credit>,
    /// Where the first credits those of the second.
    pub credits_in_a: Vec<Credit>,
    /// The pair's measures, if it is at or above the threshold.
    pub score: Option<PairScore>,
}

/// One pair of a corpus in full.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn compare(
    analysis: &Analysis,
    a: DocumentId,
    b: DocumentId,
    progress: &Progress,
) -> Result<Comparison, Cancelled> {
    let settings = &analysis.settings.alignment;
    let (left, right) = (analysis.corpus.get(a), analysis.corpus.get(b));
    let (ignored_left, ignored_right) = (ignored(left, settings), ignored(right, settings));
    let alignment = align(
        Side { text: &left.text, ignored: &ignored_left },
        Side { text: &right.text, ignored: &ignored_right },
        settings,
        progress,
    )?;
    let evidence = analysis.evidence();
    let facts = compare_facts(a, b, &alignment, &evidence);
    let (credits_in_b, credits_in_a) = (credit(a, b, &evidence), credit(b, a, &evidence));
    Ok(Comparison { a, b, alignment, facts, credits_in_b, credits_in_a, score: analysis.matrix.pair(a, b).copied() })
}

/// Two documents in full, outside any corpus: first `a`, then `b`. Also gives the small analysis that it was made with,
/// in which `a` has id 0 and `b` id 1.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn compare_documents(
    a: Document,
    b: Document,
    settings: &Settings,
    progress: &Progress,
) -> Result<(Analysis, Comparison), Cancelled> {
    let corpus = Arc::new(Corpus::from_pair(a, b));
    let analysis = analyze(&corpus, settings, progress)?;
    let comparison = compare(&analysis, DocumentId(0), DocumentId(1), progress)?;
    Ok((analysis, comparison))
}

/// The stretches of a document that the settings leave out of the comparison.
fn ignored(document: &Document, settings: &AlignmentSettings) -> Vec<Span> {
    let is_ignored = |kind| match kind {
        PartKind::Caption => settings.ignores_captions,
        PartKind::Boilerplate => settings.ignores_boilerplate,
        _ => false,
    };
    document.parts.iter().filter(|part| is_ignored(part.kind)).map(|part| part.span).collect()
}
