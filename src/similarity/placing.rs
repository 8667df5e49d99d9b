//! Where the shared runs of pairs are in their texts.
//!
//! An index knows where words start. To see where one ends is to look at the text, which is far away in memory: so the
//! texts of some pairs are asked for before any of them is looked at, and are under way side by side.

use super::index::SimilarityIndex;
use super::matrix::{PairScore, SharedRun};
use super::runs::Run;
use crate::text::{Span, words};

/// Pairs whose texts are asked for together.
const PAIRS_SIDE_BY_SIDE: usize = 16;

/// A run of words, as far as the index knows where it is.
#[derive(Clone, Copy)]
struct Unended<'a> {
    text: &'a str,
    /// Where its first and its last word start.
    first: usize,
    last: usize,
}

impl Unended<'_> {
    fn span(self) -> Span {
        let end = words(&self.text[self.last..]).next().map_or(self.last, |word| self.last + word.end());
        Span::new(self.first, end)
    }
}

impl SimilarityIndex {
    /// Pairs of documents with their longest shared runs in words, as pairs that say where these are.
    pub(super) fn placed(&self, found: &[(PairScore, Run)]) -> Vec<PairScore> {
        let mut placed = Vec::with_capacity(found.len());
        let mut ends = Vec::with_capacity(2 * PAIRS_SIDE_BY_SIDE);
        for chunk in found.chunks(PAIRS_SIDE_BY_SIDE) {
            let unended = |&(pair, run): &(PairScore, Run)| {
                [(pair.a, run.left), (pair.b, run.right)].map(|(id, first)| self.unended(id.index(), first, run.len))
            };
            ends.clear();
            ends.extend(chunk.iter().map(unended));
            // Without a branch on what is found there, so that one does not wait for the other.
            let bytes = ends.iter().flatten().map(|run| run.text.as_bytes().get(run.last).copied().unwrap_or(0));
            std::hint::black_box(bytes.fold(0, |sum: u8, byte| sum ^ byte));
            placed.extend(chunk.iter().zip(&ends).map(|(&(pair, run), [a, b])| {
                let longest_run = match run.len {
                    0 => SharedRun::default(),
                    _ => SharedRun { words: run.len as u32, a: a.span(), b: b.span() },
                };
                PairScore { longest_run, ..pair }
            }));
        }
        placed
    }

    fn unended(&self, document: usize, first: usize, len: usize) -> Unended<'_> {
        let (words, range) = self.place(document);
        let at = |place: usize| if len == 0 { 0 } else { words.offsets.at(range.start + place) };
        Unended { text: &self.documents[document].text, first: at(first), last: at((first + len).saturating_sub(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::DocumentId;
    use crate::progress::Progress;
    use crate::similarity::SimilaritySettings;
    use crate::similarity::laws::corpus_of;
    use crate::similarity::scorer::Scorer;

    #[test]
    fn runs_are_placed_where_the_index_says() {
        let texts = ["One, two: three’s four—fünf.", "two three’s; four fünf", "", "nothing of it"];
        let (settings, progress) = (SimilaritySettings::default(), Progress::new());
        let index = SimilarityIndex::new(&corpus_of(&texts), &settings, &progress).unwrap();
        let totals = index.totals(&progress).unwrap();
        let mut scorer = Scorer::new(&index);
        scorer.lay_out(index.text_of(0));
        let of_each = |other: usize| {
            let (pair, run) = scorer.measures_of(index.text_of(other), (&totals[0], &totals[other]));
            (PairScore { a: DocumentId(0), b: DocumentId(other as u32), ..pair }, run)
        };
        // More than are asked for together.
        let found: Vec<(PairScore, Run)> = [1, 2, 3].into_iter().cycle().take(50).map(of_each).collect();
        let placed = index.placed(&found);
        assert_eq!(placed.len(), 50);
        for (pair, (_, run)) in placed.iter().zip(found) {
            let expected = [(pair.a, run.left), (pair.b, run.right)];
            let [a, b] = expected.map(|(id, first)| index.span_of_words(id.index(), first, run.len));
            assert_eq!(pair.longest_run, SharedRun { words: run.len as u32, a, b });
        }
        assert_eq!(placed[0].longest_run.b.slice(texts[1]), texts[1]);
        assert_eq!(placed[0].longest_run.a.slice(texts[0]), "two: three’s four—fünf");
        assert_eq!(placed[1].longest_run, SharedRun::default());
    }
}
