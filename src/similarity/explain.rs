//! Why a pair has its score: the shared passages, and what the score would be without some of the text.

use rustc_hash::FxHashSet;

use super::SimilaritySettings;
use super::earlier::Earlier;
use super::index::SimilarityIndex;
use super::matrix::{PairScore, SharedRun};
use super::numbered::{Text, Totals, Words};
use super::passages::shared_passages;
use super::runs::Run;
use super::scorer::Scorer;
use super::selection::{compared_spans, compared_text, quoted_spans};
use crate::corpus::{Document, DocumentId};
use crate::text::Span;

/// What is left out of the score of one pair, and what is not, where it is otherwise than the settings have it for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exclusions {
    /// Whether quotations are left out; without a word of it, as in the settings.
    pub quotations: Option<bool>,
    /// Whether captions are.
    pub captions: Option<bool>,
    /// Whether the outlet's recurring lines are.
    pub boilerplate: Option<bool>,
    /// Shared passages of fewer words do not count as shared.
    pub shorter_than_words: usize,
}

impl Exclusions {
    /// The settings as they are for the one pair.
    fn over(&self, settings: &SimilaritySettings) -> SimilaritySettings {
        SimilaritySettings {
            ignores_quotations: self.quotations.unwrap_or(settings.ignores_quotations),
            ignores_captions: self.captions.unwrap_or(settings.ignores_captions),
            ignores_boilerplate: self.boilerplate.unwrap_or(settings.ignores_boilerplate),
            ..settings.clone()
        }
    }
}

/// A passage that two articles share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// Where it is in the first article.
    pub a: Span,
    /// Where it is in the second.
    pub b: Span,
    /// Its length in words.
    pub words: u32,
    /// Its part of all weight that the two share, in [0, 1]. What passages have in common counts in each, and single
    /// words outside any passage in none, so the parts need not add up to 1.
    pub share: f64,
    /// Whether it is a quotation in both articles, which two reporters can have heard.
    pub is_quoted: bool,
}

/// Why a pair has its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The measures under the settings alone.
    pub score: PairScore,
    /// The measures with the exclusions.
    pub without: PairScore,
    /// The shared passages that are left with the exclusions, largest first.
    pub passages: Vec<Passage>,
    /// The stretches of the first article and of the second that are compared with the exclusions.
    compared: [Vec<Span>; 2],
}

impl Explanation {
    /// What a passage says in `document`, which is the article `id` of the pair: in one line, with an ellipsis for what
    /// lies between and is not compared.
    #[must_use]
    pub fn text_of(&self, passage: &Passage, id: DocumentId, document: &Document) -> String {
        let is_first = id == self.score.a;
        let (span, compared) = if is_first { (passage.a, &self.compared[0]) } else { (passage.b, &self.compared[1]) };
        compared_text(&document.text, span, compared)
    }
}

/// Passages of fewer words are never shown: two articles share hundreds of them by chance.
const LEAST_PASSAGE_WORDS: usize = 4;

impl SimilarityIndex {
    /// Why two documents have their score, listed or not. Takes milliseconds for articles.
    ///
    /// # Panics
    /// If an id is of another corpus.
    #[must_use]
    pub fn explain(&self, one: DocumentId, other: DocumentId, exclusions: Exclusions) -> Explanation {
        let (a, b) = (one.min(other).index(), one.max(other).index());
        let (score, run) = self.score_of_words(self.text_of(a), self.text_of(b), None);
        let longest_run = SharedRun {
            words: run.len as u32,
            a: self.span_of_words(a, run.left, run.len),
            b: self.span_of_words(b, run.right, run.len),
        };
        let ids = |score| PairScore { a: DocumentId(a as u32), b: DocumentId(b as u32), ..score };
        let score = ids(PairScore { longest_run, ..score });

        let settings = exclusions.over(&self.settings);
        let [left, right] = self.number_words([&self.documents[a], &self.documents[b]], &settings);
        let (text_a, text_b) = (&self.documents[a].text, &self.documents[b].text);
        let least = LEAST_PASSAGE_WORDS.max(exclusions.shorter_than_words);
        let found = shared_passages(&left.numbers, &right.numbers, least);
        let blotted = (exclusions.shorter_than_words > 1).then(|| {
            let numbers = blot_out(&left.numbers, &right.numbers, &found);
            let mut earlier = Vec::new();
            Earlier::default().find(&numbers, &mut earlier);
            Words { numbers, earlier, ..Words::default() }
        });
        let (without, run) = self.score_of_words((&left).into(), (&right).into(), blotted.as_ref().map(Text::from));
        let longest_run = SharedRun {
            words: run.len as u32,
            a: left.span(text_a, run.left, run.len),
            b: right.span(text_b, run.right, run.len),
        };
        let without = ids(PairScore { longest_run, ..without });
        let counted = blotted.as_ref().unwrap_or(&right);

        let (quoted_a, quoted_b) = (quoted_spans(text_a), quoted_spans(text_b));
        let all = self.shared_weight_of(&left.numbers, &counted.numbers).max(1) as f64;
        let passages = found
            .iter()
            .map(|run| {
                let words = &left.numbers[run.left..run.left + run.len];
                let a = left.span(text_a, run.left, run.len);
                let b = right.span(text_b, run.right, run.len);
                Passage {
                    a,
                    b,
                    words: run.len as u32,
                    share: (self.shared_weight_of(words, words) as f64 / all).min(1.0),
                    is_quoted: is_inside(a, &quoted_a) && is_inside(b, &quoted_b),
                }
            })
            .collect();
        let compared = [a, b].map(|document| compared_spans(&self.documents[document], &settings));
        Explanation { score, without, passages, compared }
    }

    /// The measures of `left` and `right`, and their longest run. With `counted`, only its words count as shared.
    fn score_of_words(&self, left: Text<'_>, right: Text<'_>, counted: Option<Text<'_>>) -> (PairScore, Run) {
        let mut scorer = Scorer::new(self);
        scorer.lay_out(left);
        let counted = counted.unwrap_or(right);
        let of_right = Totals { norm: Totals::of(self, counted).norm, ..Totals::of(self, right) };
        scorer.measures_of(counted, (&Totals::of(self, left), &of_right))
    }

    fn shared_weight_of(&self, left: &[u32], right: &[u32]) -> u64 {
        let mut distinct: FxHashSet<&[u32]> = FxHashSet::default();
        let of_left: FxHashSet<&[u32]> = (1..=3).flat_map(|len| left.windows(len)).collect();
        (1..=3)
            .flat_map(|len| right.windows(len))
            .filter(|&shingle| of_left.contains(shingle) && distinct.insert(shingle))
            .map(|shingle| self.weight_of(shingle))
            .sum()
    }
}

/// `right` with every word outside the passages made unlike any word of `left`.
fn blot_out(left: &[u32], right: &[u32], passages: &[Run]) -> Vec<u32> {
    let free = left.iter().chain(right).max().map_or(0, |&word| word + 1);
    let mut kept = vec![free; right.len()];
    for run in passages {
        kept[run.right..run.right + run.len].copy_from_slice(&right[run.right..run.right + run.len]);
    }
    kept
}

fn is_inside(span: Span, quoted: &[Span]) -> bool {
    quoted.iter().any(|quote| quote.covers(span))
}
