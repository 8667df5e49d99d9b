//! The columns of the table of pairs: what each says, and how it sorts.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::about::{minutes_apart, outlet_or_unknown};
use super::columns::TableColumn;
use super::dates;
use super::pair_keys::pair_note;
use super::pair_query::Notes;
use super::taken_over::TakenOver;
use super::words;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document, DocumentId};
use crate::session::Session;
use crate::similarity::{Measure, PairScore};
use crate::story::Credits;

/// A column of the table of pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairColumn {
    /// The measure in force.
    #[default]
    Score,
    /// The first article.
    TitleA,
    /// The second article.
    TitleB,
    /// The outlet of the first.
    OutletA,
    /// The outlet of the second.
    OutletB,
    /// Time from the first to the second.
    Apart,
    /// How the text was taken over.
    Class,
    /// Who credits whom.
    Credit,
    /// Words of the longest shared run.
    Run,
    /// Looked at and done with.
    Reviewed,
    /// The person's note.
    Note,
    /// Share of the first article's weighted shingles that the second has.
    WeightedAb,
    /// The other direction.
    WeightedBa,
    /// Share of the first article's shingles that the second has.
    ContainmentAb,
    /// The other direction.
    ContainmentBa,
    /// Shared shingles over all.
    Jaccard,
    /// Likeness of vocabulary.
    Cosine,
    /// Share of the first article's words inside shared runs.
    CoverageA,
    /// Share of the second's.
    CoverageB,
    /// Day of publication of the first.
    PublishedA,
    /// Day of publication of the second.
    PublishedB,
}

impl TableColumn for PairColumn {
    const ALL: &'static [Self] = &[
        PairColumn::Score,
        PairColumn::Class,
        PairColumn::Reviewed,
        PairColumn::TitleA,
        PairColumn::OutletA,
        PairColumn::PublishedA,
        PairColumn::TitleB,
        PairColumn::OutletB,
        PairColumn::PublishedB,
        PairColumn::Apart,
        PairColumn::Credit,
        PairColumn::Run,
        PairColumn::WeightedAb,
        PairColumn::WeightedBa,
        PairColumn::ContainmentAb,
        PairColumn::ContainmentBa,
        PairColumn::Jaccard,
        PairColumn::Cosine,
        PairColumn::CoverageA,
        PairColumn::CoverageB,
        PairColumn::Note,
    ];

    fn label(self) -> &'static str {
        match self {
            PairColumn::Score => "Score",
            PairColumn::TitleA => "First article",
            PairColumn::TitleB => "Second article",
            PairColumn::OutletA => "First outlet",
            PairColumn::OutletB => "Second outlet",
            PairColumn::Apart => "Apart",
            PairColumn::Class => "Copying",
            PairColumn::Credit => "Credit",
            PairColumn::Run => "Run",
            PairColumn::Reviewed => "Reviewed",
            PairColumn::Note => "Note",
            PairColumn::WeightedAb => "Weighted 1 in 2",
            PairColumn::WeightedBa => "Weighted 2 in 1",
            PairColumn::ContainmentAb => "Contained 1 in 2",
            PairColumn::ContainmentBa => "Contained 2 in 1",
            PairColumn::Jaccard => "Jaccard",
            PairColumn::Cosine => "Cosine",
            PairColumn::CoverageA => "Coverage of 1",
            PairColumn::CoverageB => "Coverage of 2",
            PairColumn::PublishedA => "First date",
            PairColumn::PublishedB => "Second date",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            PairColumn::Score => "The measure that the matrix shows; the larger direction where it has two",
            PairColumn::TitleA => "Title of the first article",
            PairColumn::TitleB => "Title of the second article",
            PairColumn::OutletA => "Who published the first article",
            PairColumn::OutletB => "Who published the second article",
            PairColumn::Apart => "Time from the first article to the second; in days where one gives no hour",
            PairColumn::Class => {
                "How the more dependent text was taken over from the other; copies have the very same words"
            }
            PairColumn::Credit => {
                "Whether one article names the outlet or agency of the other. No credit proves nothing"
            }
            PairColumn::Run => "Words of the longest row of words that both have",
            PairColumn::Reviewed => "Looked at and done with",
            PairColumn::Note => "What you noted of the pair",
            PairColumn::WeightedAb => "Weighted containment: the share of the first article that the second has",
            PairColumn::WeightedBa => "Weighted containment: the share of the second article that the first has",
            PairColumn::ContainmentAb => "Containment: the share of the first article's shingles that the second has",
            PairColumn::ContainmentBa => "Containment: the share of the second article's shingles that the first has",
            PairColumn::Jaccard => "Shared shingles over all shingles of both",
            PairColumn::Cosine => "Likeness of vocabulary, whatever the order of words",
            PairColumn::CoverageA => "Share of the first article's words that stand inside longer shared runs",
            PairColumn::CoverageB => "Share of the second article's words that stand inside longer shared runs",
            PairColumn::PublishedA => "Day of publication of the first article",
            PairColumn::PublishedB => "Day of publication of the second article",
        }
    }

    fn is_usual(self) -> bool {
        matches!(
            self,
            PairColumn::Score
                | PairColumn::TitleA
                | PairColumn::OutletA
                | PairColumn::TitleB
                | PairColumn::OutletB
                | PairColumn::Apart
                | PairColumn::Class
                | PairColumn::Credit
                | PairColumn::Run
                | PairColumn::Reviewed
                | PairColumn::Note
        )
    }

    fn is_number(self) -> bool {
        !matches!(
            self,
            PairColumn::TitleA
                | PairColumn::TitleB
                | PairColumn::OutletA
                | PairColumn::OutletB
                | PairColumn::Class
                | PairColumn::Credit
                | PairColumn::Reviewed
                | PairColumn::Note
        )
    }
}

impl PairColumn {
    /// Whether the first click on the head puts the largest on top.
    pub fn is_largest_first(self) -> bool {
        !matches!(
            self,
            PairColumn::TitleA
                | PairColumn::TitleB
                | PairColumn::OutletA
                | PairColumn::OutletB
                | PairColumn::Apart
                | PairColumn::PublishedA
                | PairColumn::PublishedB
        )
    }

    /// Whether it is about the person's notes and marks.
    pub fn needs_decisions(self) -> bool {
        matches!(self, PairColumn::Reviewed | PairColumn::Note)
    }

    /// The share that it shows, in [0, 1], where it shows one.
    pub fn share(self, pair: &PairScore, measure: Measure) -> Option<f64> {
        Some(match self {
            PairColumn::Score => pair.score(measure),
            PairColumn::WeightedAb => pair.weighted_a_in_b,
            PairColumn::WeightedBa => pair.weighted_b_in_a,
            PairColumn::ContainmentAb => pair.containment_a_in_b,
            PairColumn::ContainmentBa => pair.containment_b_in_a,
            PairColumn::Jaccard => pair.jaccard,
            PairColumn::Cosine => pair.cosine,
            PairColumn::CoverageA => pair.coverage_a,
            PairColumn::CoverageB => pair.coverage_b,
            _ => return None,
        })
    }
}

/// What the cells of the table are written from.
pub struct PairCells<'a> {
    /// The pairs and their articles.
    pub analysis: &'a Analysis,
    /// What the person noted.
    pub session: &'a Session,
    /// Who credits whom, once it is known.
    pub credits: Option<&'a Credits>,
    /// The measure in force.
    pub measure: Measure,
}

impl PairCells<'_> {
    /// The cell of a pair in words.
    pub fn text(&self, column: PairColumn, pair: &PairScore) -> String {
        let corpus = &self.analysis.corpus;
        let (a, b) = (corpus.get(pair.a), corpus.get(pair.b));
        let note = || pair_note(self.session, corpus, pair.a, pair.b);
        let day = |of: &Document| of.metadata.published_date().map_or_else(String::new, dates::date);
        match column {
            PairColumn::TitleA => a.title().to_owned(),
            PairColumn::TitleB => b.title().to_owned(),
            PairColumn::OutletA => outlet_or_unknown(a).to_owned(),
            PairColumn::OutletB => outlet_or_unknown(b).to_owned(),
            PairColumn::PublishedA => day(a),
            PairColumn::PublishedB => day(b),
            PairColumn::Apart => minutes_apart(a, b).map_or_else(|| "–".to_owned(), words::apart),
            PairColumn::Class => TakenOver::of(self.analysis, pair).label().to_owned(),
            PairColumn::Run => words::number(pair.longest_run.words as usize),
            PairColumn::Credit => match self.credits {
                Some(credits) => credit_words(credits, pair.a, pair.b),
                None => "…".to_owned(),
            },
            PairColumn::Reviewed => if note().is_some_and(|note| note.is_reviewed) { "yes" } else { "no" }.to_owned(),
            PairColumn::Note => note().map_or_else(String::new, |note| note.note.replace('\n', " ")),
            PairColumn::Score => words::percent(pair.score(self.measure)),
            share => share.share(pair, self.measure).map_or_else(String::new, words::percent),
        }
    }
}

/// Who credits whom, in a few words; nothing where neither does.
fn credit_words(credits: &Credits, a: DocumentId, b: DocumentId) -> String {
    let name = |name: &str| if name.is_empty() { "agencies".to_owned() } else { name.to_owned() };
    match (credits.find(b, a).map(name), credits.find(a, b).map(name)) {
        (Some(_), Some(_)) => "each the other".to_owned(),
        (Some(name), None) => format!("1st names {name}"),
        (None, Some(name)) => format!("2nd names {name}"),
        (None, None) => String::new(),
    }
}

/// By what the table of pairs is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairSort {
    /// The column.
    pub column: PairColumn,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

impl Default for PairSort {
    fn default() -> Self {
        Self { column: PairColumn::Score, is_descending: true }
    }
}

impl PairSort {
    /// What a click on the head of `column` makes of it.
    #[must_use]
    pub fn clicked(self, column: PairColumn) -> Self {
        let is_descending = if self.column == column { !self.is_descending } else { column.is_largest_first() };
        Self { column, is_descending }
    }
}

/// What sorting needs beside the pairs.
pub struct SortContext<'a> {
    /// The pairs and their articles.
    pub analysis: &'a Analysis,
    /// The measure in force.
    pub measure: Measure,
    /// What the person noted.
    pub notes: &'a Notes<'a>,
    /// The credits, where the column needs them.
    pub credits: Option<&'a Credits>,
}

/// Sorts indices of pairs. Pairs that are alike in the column are sorted by score, best first, and then by their articles,
/// so that the order never depends on what it was before. Cells without a value come last, whichever the direction.
pub fn sort(pairs: &mut [u32], sort: PairSort, context: &SortContext<'_>) {
    use rayon::slice::ParallelSliceMut;
    let all = context.analysis.matrix.pairs();
    let key = keys(sort.column, context);
    let score = |index: u32| all[index as usize].score(context.measure);
    let mut keyed: Vec<(f64, u32)> = pairs.iter().map(|&index| (key(index), index)).collect();
    keyed.par_sort_unstable_by(|(one, left), (other, right)| {
        let by_value = match (one.is_nan(), other.is_nan()) {
            (false, false) if sort.is_descending => other.total_cmp(one),
            (false, false) => one.total_cmp(other),
            (one, other) => one.cmp(&other),
        };
        let by_score = |order: Ordering| order.then_with(|| score(*right).total_cmp(&score(*left)));
        by_score(by_value).then(left.cmp(right))
    });
    for (slot, (_, index)) in pairs.iter_mut().zip(keyed) {
        *slot = index;
    }
}

/// The value of each pair in a column as a number; NaN where it has none. Text is ranked once for each article.
fn keys<'a>(column: PairColumn, context: &'a SortContext<'a>) -> Box<dyn Fn(u32) -> f64 + 'a> {
    let SortContext { analysis, measure, notes, credits } = context;
    let corpus = &analysis.corpus;
    let all = analysis.matrix.pairs();
    let pair = move |index: u32| &all[index as usize];
    let day = move |id: DocumentId| {
        let published = corpus.get(id).metadata.published.as_ref().map(|published| published.value);
        published.map_or(f64::NAN, |published| super::about::minute(published) as f64)
    };
    match column {
        PairColumn::TitleA | PairColumn::TitleB => {
            let ranks = ranks(corpus, |id| Some(corpus.get(id).title().to_lowercase()));
            let is_first = column == PairColumn::TitleA;
            Box::new(move |index| ranks[if is_first { pair(index).a } else { pair(index).b }.index()])
        }
        PairColumn::OutletA | PairColumn::OutletB => {
            let ranks = ranks(corpus, |id| corpus.get(id).metadata.outlet_name().map(str::to_lowercase));
            let is_first = column == PairColumn::OutletA;
            Box::new(move |index| ranks[if is_first { pair(index).a } else { pair(index).b }.index()])
        }
        PairColumn::PublishedA => Box::new(move |index| day(pair(index).a)),
        PairColumn::PublishedB => Box::new(move |index| day(pair(index).b)),
        PairColumn::Apart => Box::new(move |index| {
            let pair = pair(index);
            minutes_apart(corpus.get(pair.a), corpus.get(pair.b)).map_or(f64::NAN, |apart| apart.minutes as f64)
        }),
        PairColumn::Class => Box::new(move |index| f64::from(TakenOver::of(analysis, pair(index)).rank())),
        PairColumn::Run => Box::new(move |index| f64::from(pair(index).longest_run.words)),
        PairColumn::Reviewed => Box::new(move |index| f64::from(u8::from(notes.is_reviewed(index)))),
        PairColumn::Note => {
            let mut texts: Vec<(&str, u32)> = notes
                .iter()
                .filter(|(_, note)| !note.note.is_empty())
                .map(|(index, note)| (note.note.as_str(), index))
                .collect();
            texts.sort_unstable();
            // The first of the alphabet is the greatest, so that largest first reads from A to Z.
            let count = texts.len();
            let ranks: rustc_hash::FxHashMap<u32, f64> =
                texts.into_iter().enumerate().map(|(at, (_, index))| (index, (count - at) as f64)).collect();
            Box::new(move |index| ranks.get(&index).copied().unwrap_or(f64::NAN))
        }
        PairColumn::Credit => Box::new(move |index| {
            let pair = pair(index);
            let is_credited = |a, b| credits.is_some_and(|credits| credits.find(a, b).is_some());
            f64::from(u8::from(is_credited(pair.a, pair.b)) + u8::from(is_credited(pair.b, pair.a)))
        }),
        share => Box::new(move |index| share.share(pair(index), *measure).unwrap_or(f64::NAN)),
    }
}

/// For each document the rank of its text; NaN where it has none.
fn ranks(corpus: &Corpus, text: impl Fn(DocumentId) -> Option<String>) -> Vec<f64> {
    let mut texts: Vec<(String, DocumentId)> = corpus.iter().filter_map(|(id, _)| Some((text(id)?, id))).collect();
    texts.sort_unstable();
    let mut ranks = vec![f64::NAN; corpus.len()];
    let mut rank = 0.0;
    for group in texts.chunk_by(|one, next| one.0 == next.0) {
        for (_, id) in group {
            ranks[id.index()] = rank;
        }
        rank += 1.0;
    }
    ranks
}
