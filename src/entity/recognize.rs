//! Finding names: two readings of every document, the second with what the first saw in the whole corpus.

use std::ops::Range;

use rayon::prelude::*;

use super::EntityKind;
use super::evidence::{self, Ballot};
use super::features::Extractor;
use super::labels::{LABELS, OUTSIDE, kind_of};
use super::lists::Lists;
use super::model::{Model, Weights};
use super::pages::Page;
use crate::progress::{Cancelled, Progress};
use crate::text::Span;

/// A text and the stretches of it in which names are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Source<'a> {
    pub text: &'a str,
    pub spans: Vec<Span>,
}

/// A name that was found: tokens of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub tokens: Range<usize>,
    pub kind: EntityKind,
}

/// One document after its first reading.
pub(crate) struct Draft {
    pub page: Page,
    /// One label a token.
    pub labels: Vec<u8>,
    /// Features of the tokens of all runs, one after another.
    pub features: Vec<u32>,
    /// Where each token's features begin in `features`, in order of runs; one more at the end.
    pub starts: Vec<u32>,
}

impl Draft {
    /// A document with its features, unlabelled.
    pub fn new(source: &Source<'_>, extractor: &mut Extractor) -> Draft {
        let page = Page::new(source.text, &source.spans, Lists::get());
        extractor.begin(source.text, &page);
        let mut features = Vec::new();
        let mut starts = vec![0];
        for run in &page.runs {
            for at in run.clone() {
                extractor.extract(source.text, &page, run, at, &mut features);
                starts.push(u32::try_from(features.len()).unwrap_or(u32::MAX));
            }
        }
        let labels = vec![OUTSIDE; page.tokens.len()];
        Draft { page, labels, features, starts }
    }

    /// The first-reading features of the `index`th token of all runs.
    pub fn features_of(&self, index: usize) -> &[u32] {
        &self.features[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// Labels the document by `weights`; `more` appends a token's further features.
    pub fn label(&mut self, weights: &Weights, mut more: impl FnMut(&Page, &[u8], usize, &mut Vec<u32>)) {
        let mut labels = vec![OUTSIDE; self.page.tokens.len()];
        let mut scores: Vec<[i16; LABELS]> = Vec::new();
        let mut further = Vec::new();
        let mut index = 0;
        for run in &self.page.runs {
            scores.clear();
            for at in run.clone() {
                let mut score = weights.score(self.features_of(index));
                further.clear();
                more(&self.page, &self.labels, at, &mut further);
                if !further.is_empty() {
                    let extra = weights.score(&further);
                    score.iter_mut().zip(extra).for_each(|(score, extra)| *score = score.saturating_add(extra));
                }
                scores.push(score);
                index += 1;
            }
            weights.decode(&scores, &mut labels[run.clone()]);
        }
        self.labels = labels;
    }

    /// What this document alone says of its words.
    pub fn ballot(&self) -> Ballot {
        let mut ballot = Ballot::default();
        ballot.add(&self.page, &self.labels);
        ballot
    }

    /// The names that the labels mark.
    pub fn names(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, &label) in self.labels.iter().enumerate() {
            let Some(kind) = kind_of(label) else { continue };
            let part = (label - 1) % 4;
            if part == 0 || part == 3 {
                start = at;
            }
            if part >= 2 {
                found.push(Found { tokens: start..at + 1, kind });
            }
        }
        found
    }
}

/// Documents are read in blocks of this many, so that the drafts of a block, not of the corpus, are in memory twice.
const BLOCK: usize = 512;

/// The pages of all sources with their labels, in order.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(crate) fn read_all(sources: &[Source<'_>], progress: &Progress) -> Result<Vec<Draft>, Cancelled> {
    let model = Model::get();
    let first: Vec<Draft> = sources
        .par_iter()
        .map_init(Extractor::default, |extractor, source| {
            progress.checkpoint()?;
            let mut draft = Draft::new(source, extractor);
            draft.label(&model.first, |_, _, _, _| {});
            progress.advance(1);
            Ok(draft)
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut corpus = Ballot::default();
    for block in first.chunks(BLOCK) {
        let ballots: Vec<Ballot> = block.par_iter().map(Draft::ballot).collect();
        ballots.iter().for_each(|ballot| corpus.merge(ballot));
    }
    first
        .into_par_iter()
        .map(|mut draft| {
            progress.checkpoint()?;
            let own = draft.ballot();
            draft.label(&model.second, |page, labels, at, out| evidence::extract(page, labels, at, &own, &corpus, out));
            draft.features = Vec::new();
            draft.starts = Vec::new();
            Ok(draft)
        })
        .collect()
}
