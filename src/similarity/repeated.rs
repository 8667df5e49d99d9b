//! Which runs of three words may stand in more than one document.
//!
//! Two bits for each number that a run can have: met once, met again. Runs that share a number are taken for the same, so
//! a run that stands in two documents is always told, and one in about ten that does not is told as well: good for upper
//! bounds, at a fortieth of the memory of postings. The bits do not depend on the order in which runs come, so neither
//! does what follows from them on the number of threads. Linear in the words. It is a counting filter (Fan and others,
//! "Summary cache", 2000) with one hash and counts up to two.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::index::SimilarityIndex;
use super::shingles::hash;
use super::totals::Text;
use crate::progress::{Cancelled, Progress};

/// Words of a run.
const RUN_WORDS: usize = 3;
/// Numbers for each word of the corpus, at least.
const NUMBERS_A_WORD: usize = 4;
/// Numbers in one cell of the table.
const CELL_NUMBERS: usize = 32;

/// The runs of three words of a corpus, by the number of documents that have them: one, or more.
#[derive(Default)]
pub(super) struct RepeatedRuns {
    /// The length is a power of two, or 0 before anything was asked.
    cells: Vec<AtomicU64>,
}

impl RepeatedRuns {
    /// The runs of all documents.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn new(index: &SimilarityIndex, progress: &Progress) -> Result<Self, Cancelled> {
        let cells = (NUMBERS_A_WORD * index.total_words()).div_ceil(CELL_NUMBERS).next_power_of_two();
        let mut runs = Self::default();
        (0..cells).into_par_iter().map(|_| AtomicU64::new(0)).collect_into_vec(&mut runs.cells);
        (0..index.document_count()).into_par_iter().try_for_each(|document| {
            progress.checkpoint()?;
            let Text { words, earlier } = index.text_of(document);
            for (run, _) in
                words.windows(RUN_WORDS).zip(earlier).filter(|(_, earlier)| (**earlier as usize) < RUN_WORDS)
            {
                let (cell, once) = runs.place(run);
                if cell.fetch_or(once, Ordering::Relaxed) & once != 0 {
                    cell.fetch_or(once << 1, Ordering::Relaxed);
                }
            }
            Ok(())
        })?;
        Ok(runs)
    }

    /// Whether a run may stand in more than one document; never wrong for one that does.
    #[inline]
    pub(super) fn may_repeat(&self, run: &[u32]) -> bool {
        let (cell, once) = self.place(run);
        cell.load(Ordering::Relaxed) & once << 1 != 0
    }

    /// The cell of a run, and its first bit there.
    #[inline]
    fn place(&self, run: &[u32]) -> (&AtomicU64, u64) {
        let hash = hash(run);
        // The highest bits choose the cell, the lowest the number in it.
        let cell = (hash >> 32) as usize & (self.cells.len() - 1);
        (&self.cells[cell], 1 << (2 * (hash as usize % CELL_NUMBERS)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Document};
    use crate::similarity::SimilaritySettings;

    #[test]
    fn what_two_documents_have_is_told() {
        let texts = ["a b c d a b c", "x b c d y", "one two three four five six seven eight nine ten"];
        let documents = texts.iter().enumerate().map(|(at, text)| Document::from_text(&format!("{at}"), text));
        let corpus = Corpus::from_documents(documents);
        let progress = Progress::new();
        let index = SimilarityIndex::new(&corpus, &SimilaritySettings::default(), &progress).unwrap();
        let runs = RepeatedRuns::new(&index, &progress).unwrap();
        let repeated = |document: usize| -> Vec<bool> {
            index.words_of(document).windows(RUN_WORDS).map(|run| runs.may_repeat(run)).collect()
        };
        // "a b c" stands twice in one document.
        assert!(repeated(0)[1] && repeated(1)[1]);
        let others = repeated(0).iter().chain(&repeated(2)).filter(|&&is_repeated| is_repeated).count();
        assert!(others < 5, "most others are told to be in one document: {others}");
    }
}
