//! One text against the whole corpus.
//!
//! The text is laid out once and every document is held against it, on all processors. That is a walk over the words'
//! numbers in memory, which takes milliseconds for tens of thousands of articles; postings that kept shingles of single
//! documents too would take several times the memory of the texts.

use rayon::prelude::*;

use super::index::SimilarityIndex;
use super::matrix::{PairScore, SharedRun};
use super::numbered::Totals;
use super::runs::LaidOut;
use super::scorer::Scorer;
use crate::corpus::{Document, DocumentId};
use crate::progress::{Cancelled, Progress};

/// The documents are shared out in at most about so many parts.
const MOST_PARTS: usize = 16;

/// A document of the corpus that shares text with one that need not be of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The document of the corpus.
    pub document: DocumentId,
    /// The measures: `a` is the text that was asked about, `b` the document. As the text has no id of its own, `a` has the
    /// number after the corpus's last one.
    pub score: PairScore,
}

impl SimilarityIndex {
    /// The documents of the corpus whose score with `text` is `least` or more, the best first.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn against(&self, text: &Document, least: f64, progress: &Progress) -> Result<Vec<Match>, Cancelled> {
        let [asked] = self.number_words([text], &self.settings);
        let own = Totals::of(self, (&asked).into());
        let totals = self.totals(progress)?;
        let measure = self.settings.listing_measure();
        let found = (0..self.document_count())
            .into_par_iter()
            // Each part lays the text out anew.
            .with_min_len((self.document_count() / MOST_PARTS).max(256))
            .map_init(
                || {
                    let mut scorer = Scorer::new(self);
                    scorer.lay_out((&asked).into());
                    scorer
                },
                |scorer, document| {
                    progress.checkpoint()?;
                    let totals = (&own, &totals[document]);
                    let other = self.text_of(document);
                    let Some((score, run)) = scorer.measures_from(least, other, totals, LaidOut::First) else {
                        return Ok(None);
                    };
                    let longest_run = SharedRun {
                        words: run.len as u32,
                        a: asked.span(&text.text, run.left, run.len),
                        b: self.span_of_words(document, run.right, run.len),
                    };
                    let document = DocumentId(document as u32);
                    let a = DocumentId(self.document_count() as u32);
                    Ok(Some(Match { document, score: PairScore { a, b: document, longest_run, ..score } }))
                },
            )
            .collect::<Result<Vec<Option<Match>>, Cancelled>>()?;
        let mut found: Vec<Match> = found.into_iter().flatten().collect();
        found.sort_by(|one, other| other.score.score(measure).total_cmp(&one.score.score(measure)));
        Ok(found)
    }
}
