//! What the trainer of the name model needs: features as the program sees them, and the model's file.
//!
//! The trainer is an example (`tests/tools/train_names`), so that no code for training is in the program.

pub use super::features::Group;
pub use super::model::Parameters;

use super::EntityKind;
use super::evidence::{self, Ballot};
use super::features::{self, Extractor};
use super::labels::{LABELS, OUTSIDE, Place, label_of, may_begin, may_follow};
use super::model::Model;
use super::recognize::{Draft, Source};
use super::token::Token;
use crate::text::Span;

/// Number of labels.
pub const LABEL_COUNT: usize = LABELS;

/// A text with the names that were marked in it, made ready for training.
pub struct Sheet {
    draft: Draft,
    /// Features of the tokens of all runs, one after another, each with its group.
    features: Vec<(u32, Group)>,
    /// Where each token's features begin in `features`, in order of runs; one more at the end.
    starts: Vec<usize>,
    gold: Vec<u8>,
    /// Names whose ends are not ends of tokens of one run: the model cannot find them.
    pub unreachable: usize,
}

/// A name that was marked or found: bytes of the text, and what it names.
pub type Marked = (Span, EntityKind);

impl Sheet {
    /// Makes a text ready. `names` are the marked names in order, without overlap.
    #[must_use]
    pub fn new(text: &str, names: &[Marked]) -> Sheet {
        let source = Source { text, spans: vec![Span::new(0, text.len())] };
        let draft = Draft::new(&source);
        let mut extractor = Extractor::default();
        extractor.begin(text, &draft.page);
        let mut features = Vec::new();
        let mut starts = vec![0];
        for (number, run) in draft.page.runs.iter().enumerate() {
            for at in run.clone() {
                extractor.extract(text, &draft.page, number, at, |template, feature| {
                    features.push((feature, features::group(template)));
                });
                starts.push(features.len());
            }
        }
        let mut gold = vec![OUTSIDE; draft.page.tokens.len()];
        let mut unreachable = 0;
        for &(span, kind) in names {
            let tokens = &draft.page.tokens;
            let first = tokens.partition_point(|token| (token.start as usize) < span.start());
            let end = tokens.partition_point(|token| (token.start as usize) < span.end());
            // "the Pension Benefit Guaranty Corp.", marked without the point that its last token has.
            let ends_token = |last: &Token| {
                let end = last.end as usize;
                end == span.end() || end == span.end() + 1 && text.as_bytes()[span.end()] == b'.'
            };
            let is_whole = first < end
                && tokens[first].start as usize == span.start()
                && ends_token(&tokens[end - 1])
                && draft.page.runs.iter().any(|run| run.start <= first && end <= run.end);
            if !is_whole {
                unreachable += 1;
                continue;
            }
            for (at, slot) in (first..end).zip(&mut gold[first..end]) {
                let place = match (at == first, at + 1 == end) {
                    (true, true) => Place::Only,
                    (true, false) => Place::First,
                    (false, false) => Place::Inside,
                    (false, true) => Place::Last,
                };
                *slot = label_of(kind, place);
            }
        }
        Sheet { draft, features, starts, gold, unreachable }
    }

    /// Number of runs.
    #[must_use]
    pub fn run_count(&self) -> usize {
        self.draft.page.runs.len()
    }

    /// Whether a run is a line by itself.
    #[must_use]
    pub fn is_alone(&self, run: usize) -> bool {
        features::is_alone(&self.draft.page, &self.draft.page.runs[run])
    }

    /// The bytes that a run covers.
    #[must_use]
    pub fn run_span(&self, run: usize) -> Span {
        let tokens = &self.draft.page.tokens[self.draft.page.runs[run].clone()];
        Span::new(tokens[0].start as usize, tokens[tokens.len() - 1].end as usize)
    }

    /// For each run, its tokens' features and marked labels, under the first reading, or the second when ballots are
    /// given.
    pub fn runs(&self, second: Option<&Votes>, mut visit: impl FnMut(usize, &[Vec<(u32, Group)>], &[u8])) {
        let own = second.map(|_| self.draft.ballot());
        let mut index = 0;
        let mut features: Vec<Vec<(u32, Group)>> = Vec::new();
        let mut further = Vec::new();
        for (number, run) in self.draft.page.runs.iter().enumerate() {
            features.clear();
            for at in run.clone() {
                let mut list = self.features[self.starts[index]..self.starts[index + 1]].to_vec();
                index += 1;
                if let (Some(votes), Some(own)) = (second, &own) {
                    further.clear();
                    let draft = &self.draft;
                    evidence::extract(&draft.page, &draft.labels, (number, at), own, &votes.0, &mut further);
                    list.extend(further.iter().map(|&feature| (feature, Group::Evidence)));
                }
                features.push(list);
            }
            visit(number, &features, &self.gold[run.clone()]);
        }
    }

    /// Labels the text by a model's first reading.
    pub fn read_first(&mut self, model: &Reader) {
        let mut index = 0;
        self.draft.read_first(&model.0, |_, _, _, out| {
            out.extend(self.features[self.starts[index]..self.starts[index + 1]].iter().map(|(feature, _)| *feature));
            index += 1;
        });
    }

    /// Labels the text by a model's second reading; it must have had its first.
    pub fn read_second(&mut self, model: &Reader, votes: &Votes) {
        self.draft.read_second(&model.0, &votes.0);
    }

    /// The names that the last reading found.
    #[must_use]
    pub fn found(&self) -> Vec<Marked> {
        let tokens = &self.draft.page.tokens;
        self.draft
            .names()
            .into_iter()
            .map(|found| {
                let span =
                    Span::new(tokens[found.tokens.start].start as usize, tokens[found.tokens.end - 1].end as usize);
                (span, found.kind)
            })
            .collect()
    }
}

/// What a first reading of many texts said of their words.
#[derive(Default)]
pub struct Votes(Ballot);

impl Votes {
    /// Counts one text.
    pub fn add(&mut self, sheet: &Sheet) {
        self.0.merge(&sheet.draft.ballot());
    }
}

/// A model ready to read.
pub struct Reader(Model);

impl Reader {
    /// The model in these bytes.
    ///
    /// # Errors
    /// When they are not a model.
    pub fn new(bytes: &[u8]) -> Result<Reader, super::ModelError> {
        Model::read(bytes).map(Reader)
    }
}

/// The file of a model with these weights.
#[must_use]
pub fn model_bytes(first: &Parameters, second: &Parameters) -> Vec<u8> {
    Model::write(first, second)
}

/// Whether a label may begin a run.
#[must_use]
pub fn label_may_begin(label: u8) -> bool {
    may_begin(label)
}

/// Whether `next` may follow `label` in a run.
#[must_use]
pub fn label_may_follow(label: u8, next: u8) -> bool {
    may_follow(label, next)
}

/// Whether a run may end with a label.
#[must_use]
pub fn label_may_end(label: u8) -> bool {
    may_follow(label, OUTSIDE)
}
