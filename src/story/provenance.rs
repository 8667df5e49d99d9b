//! How much of a text stands elsewhere too, sentence by sentence, and who published it first.
//!
//! A sentence is shared with another article when that has runs of five words that together make up half of it: enough
//! to survive a changed word, too much for chance. Linear in the words of the article and of those that resemble it.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::Evidence;
use super::stated::story;
use crate::corpus::{Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, fold_word, sentences, words};

/// Words in a run.
const RUN: usize = 5;

/// A stretch of a document that is shared with the same others throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// One sentence or several.
    pub span: Span,
    /// The other documents that have it, in order; empty where nobody has.
    pub shared_with: Vec<DocumentId>,
    /// The one among this document and those that was published first, where the dates say so without a tie.
    pub first: Option<DocumentId>,
}

/// The passages of a document, in order; together they hold every sentence of its story. Other documents are those that
/// the matrix lists with it.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn provenance(id: DocumentId, evidence: &Evidence<'_>, progress: &Progress) -> Result<Vec<Passage>, Cancelled> {
    let document = evidence.corpus.get(id);
    let told: Vec<Span> = story(document).into_iter().flat_map(|stretch| sentences(&document.text, stretch)).collect();
    let list = folded_words(document);
    let mut runs: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, run) in list.windows(RUN).enumerate() {
        runs.entry(hash(run)).or_default().push(at);
    }
    let mut sharers: Vec<Vec<DocumentId>> = vec![Vec::new(); told.len()];
    let mut others: Vec<DocumentId> = evidence.matrix.row(id).map(|pair| pair.other(id)).collect();
    others.sort_unstable();
    for other in others {
        progress.checkpoint()?;
        let mut is_shared = vec![false; list.len()];
        for run in folded_words(evidence.corpus.get(other)).windows(RUN) {
            for &at in runs.get(&hash(run)).into_iter().flatten() {
                is_shared[at..at + RUN].fill(true);
            }
        }
        let mut at = 0;
        for (sentence, sharers) in told.iter().zip(&mut sharers) {
            while at < list.len() && list[at].0.start() < sentence.start() {
                at += 1;
            }
            let first = at;
            while at < list.len() && list[at].0.end() <= sentence.end() {
                at += 1;
            }
            let shared = is_shared[first..at].iter().filter(|is_shared| **is_shared).count();
            if shared > 0 && shared * 2 >= at - first {
                sharers.push(other);
            }
        }
    }
    let mut passages: Vec<Passage> = Vec::new();
    for (span, shared_with) in told.into_iter().zip(sharers) {
        match passages.last_mut() {
            Some(last) if last.shared_with == shared_with => last.span = last.span.union(span),
            _ => passages.push(Passage { span, first: first(id, &shared_with, evidence), shared_with }),
        }
    }
    Ok(passages)
}

fn folded_words(document: &Document) -> Vec<(Span, u64)> {
    words(&document.text)
        .map(|word| {
            let mut hasher = FxHasher::default();
            hasher.write(fold_word(word.slice(&document.text)).as_bytes());
            (word, hasher.finish())
        })
        .collect()
}

fn hash(run: &[(Span, u64)]) -> u64 {
    run.iter().fold(0, |hash: u64, (_, word)| (hash.rotate_left(13) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The earliest of a document and those it shares with: by day, and by clock where all of that day give one.
fn first(id: DocumentId, others: &[DocumentId], evidence: &Evidence<'_>) -> Option<DocumentId> {
    if others.is_empty() {
        return None;
    }
    let mut dated = Vec::with_capacity(others.len() + 1);
    for document in others.iter().copied().chain([id]) {
        dated.push((evidence.corpus.get(document).metadata.published.as_ref()?.value, document));
    }
    let day = dated.iter().map(|(published, _)| published.date).min()?;
    let on_the_day: Vec<_> = dated.into_iter().filter(|(published, _)| published.date == day).collect();
    if let [(_, only)] = on_the_day.as_slice() {
        return Some(*only);
    }
    let mut timed = on_the_day
        .iter()
        .map(|(published, document)| Some((published.time?, *document)))
        .collect::<Option<Vec<_>>>()?;
    timed.sort_unstable();
    (timed[0].0 < timed[1].0).then_some(timed[0].1)
}
