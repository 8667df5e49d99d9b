//! Finding names: two readings of every document, the second with what the first saw in the whole corpus.

use std::ops::Range;

use rayon::prelude::*;

use super::EntityKind;
use super::evidence::{self, Ballot};
use super::features::Extractor;
use super::labels::{OUTSIDE, kind_of, rule_out};
use super::lists::Lists;
use super::model::{Model, Scores};
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

/// One document on its way through the two readings.
pub(crate) struct Draft {
    pub page: Page,
    /// One label a token.
    pub labels: Vec<u8>,
    /// For each token of all runs, its score under the second reading as far as the text alone decides it.
    scores: Vec<Scores>,
}

impl Draft {
    /// A document, unlabelled.
    pub fn new(source: &Source<'_>) -> Draft {
        let page = Page::new(source.text, &source.spans, Lists::get());
        let labels = vec![OUTSIDE; page.tokens.len()];
        Draft { page, labels, scores: Vec::new() }
    }

    /// Labels the document by the first reading; `features_of` gives the features of a token of the run of this number.
    pub fn read_first(&mut self, model: &Model, mut features_of: impl FnMut(&Page, usize, usize, &mut Vec<u32>)) {
        self.scores = Vec::with_capacity(self.page.runs.iter().map(Range::len).sum());
        self.labels.fill(OUTSIDE);
        let mut scores: Vec<Scores> = Vec::new();
        let mut features = Vec::new();
        for (number, run) in self.page.runs.iter().enumerate() {
            scores.clear();
            for at in run.clone() {
                features.clear();
                features_of(&self.page, number, at, &mut features);
                let (mut first, second) = model.score(&mut features);
                rule_out(&self.page.tokens[at], &mut first);
                scores.push(first);
                self.scores.push(second);
            }
            model.first.decode(&scores, &mut self.labels[run.clone()]);
        }
    }

    /// Labels the document by the second reading, which sees what the first said here and in the corpus.
    pub fn read_second(&mut self, model: &Model, corpus: &Ballot) {
        let own = self.ballot();
        let mut labels = vec![OUTSIDE; self.page.tokens.len()];
        let mut features = Vec::new();
        let mut rest = self.scores.as_mut_slice();
        for (number, run) in self.page.runs.iter().enumerate() {
            let (scores, further) = std::mem::take(&mut rest).split_at_mut(run.len());
            rest = further;
            for (at, score) in run.clone().zip(scores.iter_mut()) {
                features.clear();
                evidence::extract(&self.page, &self.labels, (number, at), &own, corpus, &mut features);
                let (_, more) = model.score(&mut features);
                score.iter_mut().zip(more).for_each(|(score, more)| *score = score.saturating_add(more));
                rule_out(&self.page.tokens[at], score);
            }
            model.second.decode(scores, &mut labels[run.clone()]);
        }
        self.labels = labels;
        self.scores = Vec::new();
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

/// Documents are read in blocks of this many, so that what each says of its words is in memory for a block, not for the
/// corpus.
const BLOCK: usize = 2_048;

/// What `finish` makes of each source, given its place and its draft with its page and labels, in order.
///
/// Between the two readings a corpus waits in memory; so of each draft nothing stays that can be made anew, and the second
/// reading hands over one at a time.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(crate) fn read_all<T: Send>(
    sources: &[Source<'_>],
    progress: &Progress,
    finish: impl Fn(usize, &Draft) -> T + Sync,
) -> Result<Vec<T>, Cancelled> {
    let model = Model::get();
    let mut corpus = Ballot::default();
    let mut drafts: Vec<Draft> = Vec::with_capacity(sources.len());
    for block in sources.chunks(BLOCK) {
        let read = block
            .par_iter()
            .map_init(Extractor::default, |extractor, source| {
                progress.checkpoint()?;
                let mut draft = Draft::new(source);
                extractor.begin(source.text, &draft.page);
                draft.read_first(model, |page, number, at, out| {
                    extractor.extract(source.text, page, number, at, |_, feature| out.push(feature));
                });
                let ballot = draft.ballot();
                draft.page.forget();
                progress.advance(1);
                Ok((draft, ballot))
            })
            .collect::<Result<Vec<(Draft, Ballot)>, Cancelled>>()?;
        for (draft, ballot) in read {
            corpus.merge(&ballot);
            drafts.push(draft);
        }
    }
    drafts
        .into_par_iter()
        .zip(sources)
        .enumerate()
        .map(|(at, (mut draft, source))| {
            progress.checkpoint()?;
            draft.page.find_tokens(source.text, &source.spans);
            draft.read_second(model, &corpus);
            Ok(finish(at, &draft))
        })
        .collect()
}
