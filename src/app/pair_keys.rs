//! A pair of articles as the session and the matrix know it.

use crate::analysis::Analysis;
use crate::corpus::{Corpus, DocumentId};
use crate::session::{PairNote, Session};

/// The key of a pair in the session: its two paths in order.
pub fn pair_key(corpus: &Corpus, a: DocumentId, b: DocumentId) -> (String, String) {
    let (a, b) = (a.min(b), a.max(b));
    (corpus.get(a).path.clone(), corpus.get(b).path.clone())
}

/// Where a pair stands in the matrix, if it is listed.
pub fn pair_index(analysis: &Analysis, a: DocumentId, b: DocumentId) -> Option<u32> {
    let key = (a.min(b), a.max(b));
    let at = analysis.matrix.pairs().binary_search_by_key(&key, |pair| (pair.a, pair.b)).ok()?;
    u32::try_from(at).ok()
}

/// What the person noted of a pair.
pub fn pair_note<'a>(session: &'a Session, corpus: &Corpus, a: DocumentId, b: DocumentId) -> Option<&'a PairNote> {
    // Most sessions have few notes, and the keys are strings: not building them is most of the work saved.
    if session.pairs.is_empty() {
        return None;
    }
    session.pairs.get(&pair_key(corpus, a, b))
}
