//! Which pairs an expression lets through.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{ArticleField, Compare, Number, PairQuery, Said, Test};
use crate::analysis::Analysis;
use crate::app::about::{cluster_name, minutes_apart, outlet_or_unknown};
use crate::app::taken_over::TakenOver;
use crate::corpus::DocumentId;
use crate::session::{PairNote, Session};
use crate::similarity::{Measure, PairScore};
use crate::story::Credits;

/// What the person noted of pairs, by the index of the pair in the matrix; few, however many pairs there are.
#[derive(Clone, Debug, Default)]
pub struct Notes<'a>(FxHashMap<u32, &'a PairNote>);

impl<'a> Notes<'a> {
    /// The notes of a session.
    pub fn new(analysis: &Analysis, session: &'a Session) -> Self {
        let find = |(a, b): &(String, String)| {
            let (a, b) = (analysis.corpus.find(a)?, analysis.corpus.find(b)?);
            crate::app::pair_keys::pair_index(analysis, a, b)
        };
        Self(session.pairs.iter().filter_map(|(key, note)| Some((find(key)?, note))).collect())
    }

    /// The note of a pair.
    pub fn get(&self, index: u32) -> Option<&'a PairNote> {
        self.0.get(&index).copied()
    }

    /// Whether a pair is marked as reviewed.
    pub fn is_reviewed(&self, index: u32) -> bool {
        self.get(index).is_some_and(|note| note.is_reviewed)
    }

    /// Every pair that something is noted of.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &'a PairNote)> + '_ {
        self.0.iter().map(|(&index, &note)| (index, note))
    }
}

/// An expression made ready for one analysis.
pub struct Passes<'a> {
    query: &'a PairQuery,
    analysis: &'a Analysis,
    notes: &'a Notes<'a>,
    credits: Option<&'a Credits>,
    measure: Measure,
    /// For each term that is about single articles, whether each passes it; empty for the others.
    articles: Vec<Vec<bool>>,
}

impl<'a> Passes<'a> {
    /// Works out what the tests mean for each article. Without `credits` no pair has a credit.
    pub fn new(
        query: &'a PairQuery,
        analysis: &'a Analysis,
        session: &Session,
        notes: &'a Notes<'a>,
        credits: Option<&'a Credits>,
        measure: Measure,
    ) -> Self {
        let articles =
            query.terms.iter().map(|term| articles_that_pass(&term.test, analysis, session).unwrap_or_default());
        let articles = articles.collect();
        Self { query, analysis, notes, credits, measure, articles }
    }

    /// Whether the pair at `index` of the matrix passes.
    pub fn has(&self, index: u32, pair: &PairScore) -> bool {
        let terms = self.query.terms.iter().zip(&self.articles);
        terms.into_iter().all(|(term, articles)| self.holds(&term.test, articles, index, pair) != term.is_negated)
    }

    fn holds(&self, test: &Test, articles: &[bool], index: u32, pair: &PairScore) -> bool {
        let passes = |id: DocumentId| articles.get(id.index()).copied().unwrap_or(false);
        match test {
            Test::Number(number, compare, value) => {
                self.number(*number, pair).is_some_and(|is| compare.holds(is, *value, *value))
            }
            Test::Published(..) => passes(pair.a) && passes(pair.b),
            Test::Article(..) => passes(pair.a) || passes(pair.b),
            Test::Word(word) => {
                passes(pair.a)
                    || passes(pair.b)
                    || self.notes.get(index).is_some_and(|note| note.note.to_lowercase().contains(word))
            }
            Test::Class(classes) => {
                let is = TakenOver::of(self.analysis, pair);
                classes.iter().any(|&asked| is.is_meant_by(asked))
            }
            Test::Reviewed(is_reviewed) => self.notes.is_reviewed(index) == *is_reviewed,
            Test::Note(said) => said.holds(self.notes.get(index).map_or("", |note| note.note.as_str())),
            Test::Credit(said) => {
                let find = |a, b| self.credits.and_then(|credits| credits.find(a, b));
                let found = [find(pair.a, pair.b), find(pair.b, pair.a)];
                match said {
                    Said::Any(is_credited) => found.iter().any(Option::is_some) == *is_credited,
                    Said::Words(_) => found.iter().flatten().any(|name| said.holds(name)),
                }
            }
        }
    }

    fn number(&self, number: Number, pair: &PairScore) -> Option<f64> {
        let corpus = &self.analysis.corpus;
        let minutes = || minutes_apart(corpus.get(pair.a), corpus.get(pair.b)).map(|apart| apart.minutes as f64);
        Some(match number {
            Number::Score => pair.score(self.measure),
            Number::Measure(measure) => pair.score(measure),
            Number::FirstInSecond(measure) => directions(pair, measure).0,
            Number::SecondInFirst(measure) => directions(pair, measure).1,
            Number::Run => f64::from(pair.longest_run.words),
            Number::Hours => minutes()? / 60.0,
            Number::Days => minutes()? / (24.0 * 60.0),
            Number::Words => f64::from(corpus.get(pair.a).word_count.min(corpus.get(pair.b).word_count)),
        })
    }
}

/// Both directions of a measure: how much of the first article is in the second, and the other way round.
pub fn directions(pair: &PairScore, measure: Measure) -> (f64, f64) {
    match measure {
        Measure::WeightedContainment => (pair.weighted_a_in_b, pair.weighted_b_in_a),
        Measure::Containment => (pair.containment_a_in_b, pair.containment_b_in_a),
        Measure::Coverage => (pair.coverage_a, pair.coverage_b),
        Measure::Jaccard => (pair.jaccard, pair.jaccard),
        Measure::Cosine => (pair.cosine, pair.cosine),
        Measure::Names => (pair.name_overlap, pair.name_overlap),
        Measure::Quotations => (pair.quotation_overlap, pair.quotation_overlap),
    }
}

impl Compare {
    /// Whether `value` stands so to what reaches from `low` to `high`.
    fn holds<T: PartialOrd + Copy>(self, value: T, low: T, high: T) -> bool {
        match self {
            Compare::More => value > high,
            Compare::AtLeast => value >= low,
            Compare::Less => value < low,
            Compare::AtMost => value <= high,
            Compare::Equal => low <= value && value <= high,
        }
    }
}

impl Said {
    fn holds(&self, text: &str) -> bool {
        match self {
            Said::Any(is_there) => text.is_empty() != *is_there,
            Said::Words(words) => {
                let text = text.to_lowercase();
                words.iter().any(|word| text.contains(word))
            }
        }
    }
}

/// For each article, whether it passes a test that is about single articles; `None` for the other tests.
fn articles_that_pass(test: &Test, analysis: &Analysis, session: &Session) -> Option<Vec<bool>> {
    let corpus = &analysis.corpus;
    let has = |text: &str, word: &str| text.to_lowercase().contains(word);
    let each = |passes: &(dyn Fn(DocumentId) -> bool + Sync)| {
        (0..corpus.len() as u32).into_par_iter().map(|id| passes(DocumentId(id))).collect()
    };
    Some(match test {
        Test::Published(compare, first, last) => each(&|id| {
            let day: Option<Date> = corpus.get(id).metadata.published_date();
            day.is_some_and(|day| compare.holds(day, *first, *last))
        }),
        Test::Word(word) => each(&|id| {
            let document = corpus.get(id);
            has(document.title(), word) || has(outlet_or_unknown(document), word) || has(&document.path, word)
        }),
        Test::Article(field, words) => {
            let any = |text: &str| words.iter().any(|word| has(text, word));
            each(&|id| {
                let document = corpus.get(id);
                match field {
                    ArticleField::Outlet => any(outlet_or_unknown(document)),
                    ArticleField::Title => any(document.title()),
                    ArticleField::File => any(&document.path),
                    ArticleField::Tag => session.tags.get(&document.path).into_iter().flatten().any(|tag| any(tag)),
                    ArticleField::Story => analysis
                        .clusters
                        .of_document
                        .get(id.index())
                        .into_iter()
                        .flatten()
                        .any(|&cluster| any(&cluster_name(analysis, session, cluster))),
                }
            })
        }
        _ => return None,
    })
}
