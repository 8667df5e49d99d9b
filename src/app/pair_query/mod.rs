//! Expressions that choose pairs: `containment > 0.8 outlet:Reuters reviewed:no`.
//!
//! # Grammar
//!
//! ```text
//! query   = { term }                       every term must hold
//! term    = [ "-" ] test                   "-" turns it around
//! test    = number compare VALUE           score > 0.5    run>=20    days <= 2
//!         | "date" compare DAY             date>=2015-05-01    date:2015-05
//!         | field ":" value { "," value }  outlet:Reuters,AFP    class:verbatim    note:yes
//!         | value                          a word of a title, an outlet, a file name or the note
//! compare = ">" | ">=" | "<" | "<=" | "=" | ":"
//! value   = WORD | "\"" words "\""
//! number  = score | weighted | containment | jaccard | cosine | coverage | run | hours | days | words
//!           score is the measure in force; a direction can be named: containment.ab is the share of the first
//!           article that the second has, containment.ba the other way round; words are of the shorter article
//! field   = outlet | title | file | class | reviewed | note | credit | story | tag
//! ```
//!
//! Blank space may stand around `compare`. Shares are written as 0.8 or 80%. Case does not matter. A test of text holds
//! when either article passes it; a test of the date when both do. `class` is copy, verbatim, edited, reworded or own, and
//! copies are verbatim too; `reviewed`, `note` and `credit` take yes and no, and `note` and `credit` words too. What the
//! tests mean for single articles is worked out once for each article, so that a pair costs a few look-ups.

mod parse;
mod passes;
#[cfg(test)]
mod tests;

pub use passes::{Notes, Passes};

use jiff::civil::Date;

use crate::app::taken_over::TakenOver;
use crate::similarity::Measure;

/// What is wrong with an expression, for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// One sentence, with what to write instead where that is known.
    pub message: String,
    /// The bytes of the expression that it is about.
    pub place: std::ops::Range<usize>,
}

/// An expression that is well formed. The empty one lets every pair through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairQuery {
    text: String,
    terms: Vec<Term>,
}

impl PairQuery {
    /// Reads an expression.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { text: text.trim().to_owned(), terms: parse::parse(text)? })
    }

    /// As it was typed, without blank space around.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it lets every pair through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether what it lets through depends on the person's notes, marks and names.
    pub fn needs_decisions(&self) -> bool {
        let needs = |term: &Term| {
            matches!(term.test, Test::Reviewed(_) | Test::Note(_) | Test::Word(_))
                || matches!(term.test, Test::Article(ArticleField::Story | ArticleField::Tag, _))
        };
        self.terms.iter().any(needs)
    }

    /// Whether it asks for credits, which are worked out only when asked for.
    pub fn needs_credits(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::Credit(_)))
    }
}

/// One test, perhaps turned around.
#[derive(Clone, Debug, PartialEq)]
struct Term {
    is_negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// A number of the pair against a value.
    Number(Number, Compare, f64),
    /// Both days of publication against the days from the first to the second.
    Published(Compare, Date, Date),
    /// Text of either article; any of the words.
    Article(ArticleField, Vec<String>),
    /// A word of a title, an outlet, a file name or the note.
    Word(String),
    Class(Vec<TakenOver>),
    Reviewed(bool),
    Note(Said),
    Credit(Said),
}

/// Whether there is something, or which words are in it.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Any(bool),
    Words(Vec<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArticleField {
    Outlet,
    Title,
    File,
    Story,
    Tag,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// The measure in force.
    Score,
    /// The larger direction.
    Measure(Measure),
    /// The share of the first article that the second has.
    FirstInSecond(Measure),
    /// The other way round.
    SecondInFirst(Measure),
    /// Words of the longest shared run.
    Run,
    /// Time between the two, in hours.
    Hours,
    /// Time between the two, in days.
    Days,
    /// Words of the shorter article.
    Words,
}

impl Number {
    fn is_share(self) -> bool {
        !matches!(self, Number::Run | Number::Hours | Number::Days | Number::Words)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    More,
    AtLeast,
    Less,
    AtMost,
    Equal,
}

/// What the help says of expressions: an example, and what it asks for.
pub const EXAMPLES: [(&str, &str); 12] = [
    ("containment > 0.8", "Most of one article is in the other. Also score, weighted, jaccard, cosine, coverage."),
    ("containment.ab > 80%", "Most of the first article is in the second; .ba the other way round."),
    ("run >= 30", "They share a row of 30 words or more. words > 200 asks for the length of the shorter article."),
    ("hours < 6", "Published within six hours of one another; days <= 1 within a day."),
    ("date >= 2015-05-01", "Both were published on that day or later. date:2015-05 is the whole of May."),
    ("outlet:Reuters,AFP", "Either article is of one of these outlets. Also title:, file:, story:, tag:."),
    ("class:verbatim", "How the text was taken over: copy (every word), verbatim, edited, reworded or own."),
    ("reviewed:no", "Not marked as reviewed."),
    ("note:yes", "With a note; note:agency looks for a word in it."),
    ("credit:no", "Neither credits the other; credit:AFP looks for a name."),
    ("kremlin \"red square\"", "Words in a title, an outlet, a file name or the note. Quotation marks join words."),
    ("-outlet:Reuters", "A minus turns a condition around. All conditions must hold."),
];
