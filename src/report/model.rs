//! The report as a pure value: words and numbers, nothing left to look up.
//!
//! Articles are numbered from 1 in the order of the analysis; every list speaks of them by that number.

use jiff::civil::Date;

use super::glossary::grouped;

/// Number of an article in the report, from 1.
pub type ArticleNumber = usize;

/// A comparison report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What it is a report of.
    pub identity: Identity,
    /// The findings in a few plain sentences.
    pub summary: Vec<String>,
    /// The options in force and their effect.
    pub method: Vec<MethodLine>,
    /// The articles.
    pub articles: Vec<Article>,
    /// Files that were not read: path, reason.
    pub skipped: Vec<(String, String)>,
    /// Warnings about the whole.
    pub warnings: Vec<String>,
    /// How the scores of all pairs are spread.
    pub distribution: Distribution,
    /// Who shares text with whom, as a picture.
    pub matrix: Matrix,
    /// Groups of articles.
    pub clusters: Vec<Group>,
    /// Every listed pair, best first.
    pub pairs: Vec<PairRow>,
    /// Pairs laid out in full.
    pub comparisons: Vec<PairInFull>,
    /// Who is spoken of, and when the texts say it happened.
    pub timeline: EntityTimeline,
    /// What the person wrote about names, by kind, then name.
    pub name_notes: Vec<NameNote>,
    /// What the person corrected by hand, in words.
    pub corrections: Vec<String>,
    /// Who had which passage first.
    pub provenance: Vec<Passage>,
    /// The settings as a session holds them, to make the same report again.
    pub settings_text: String,
}

/// What a report is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// Its title.
    pub title: String,
    /// The day that it was written on.
    pub written: Option<Date>,
    /// The program's version.
    pub app_version: String,
    /// Words in all articles.
    pub words: u64,
    /// The first and the last day of publication.
    pub published: Option<(Date, Date)>,
    /// Opened folders, where they are shown.
    pub folders: Vec<String>,
    /// Articles that are not in the report.
    pub left_out: usize,
    /// Listed pairs of its articles that are not in the report.
    pub pairs_left_out: usize,
    /// The filter that left them out.
    pub filter: Option<String>,
    /// Whether people are numbered instead of named.
    pub hides_names: bool,
}

impl Identity {
    /// What is not in the report, and by which filter; `None` when everything is in it.
    #[must_use]
    pub fn left_out_in_words(&self) -> Option<String> {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 more {one}")),
            count => Some(format!("{count} more {many}")),
        };
        let parts: Vec<String> = [
            count(self.left_out, "article", "articles"),
            count(self.pairs_left_out, "pair of its articles", "pairs of its articles"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() {
            return None;
        }
        let verb = if self.left_out + self.pairs_left_out == 1 { "is" } else { "are" };
        let filter = self.filter.as_deref().map_or_else(String::new, |filter| format!(" (filter: {filter})"));
        Some(format!("{} {verb} not in this report{filter}.", parts.join(" and ")))
    }
}

/// One option and what it did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MethodLine {
    /// The option.
    pub option: String,
    /// Its value.
    pub value: String,
    /// What it did to the result.
    pub effect: String,
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its number.
    pub number: ArticleNumber,
    /// Its title.
    pub title: String,
    /// Authors.
    pub byline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The news agency that it credits.
    pub agency: Option<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// Day of publication, and where that was found.
    pub published: Option<(Date, &'static str)>,
    /// Its address.
    pub url: Option<String>,
    /// Words.
    pub words: u32,
    /// Path inside the opened folder.
    pub path: Option<String>,
    /// SHA-256 of its source.
    pub sha256: String,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// The person's tags.
    pub tags: Vec<String>,
    /// The person's note.
    pub note: Option<String>,
}

/// What the person wrote about a person, place or organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameNote {
    /// The name.
    pub name: String,
    /// What it is the name of.
    pub kind: &'static str,
    /// In the person's words.
    pub note: String,
}

/// How the scores of all pairs are spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// What the score is.
    pub measure: &'static str,
    /// The score from which pairs are listed. Below the threshold that nobody chose, not all that reach it are.
    pub least_listed: f64,
    /// All pairs of articles in the report.
    pub all_pairs: u64,
    /// Pairs that are not listed.
    pub not_listed: u64,
    /// Listed pairs by score in steps of 0.05; the last step holds 1 too.
    pub steps: [u64; 20],
}

impl Distribution {
    /// How many pairs are not in it.
    pub(super) fn words(&self) -> String {
        let [not_listed, all] = [self.not_listed, self.all_pairs].map(grouped);
        format!("{not_listed} of {all} pairs share too little to be listed, and are not drawn.")
    }
}

/// Who shares text with whom, as a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// What orders the rows, in words.
    pub order: &'static str,
    /// The articles in the order of the rows.
    pub rows: Vec<ArticleNumber>,
    /// Scores above the diagonal: row, column, score, the pair's place in [`Report::pairs`].
    pub cells: Vec<(usize, usize, f64, usize)>,
    /// Articles that the picture has no room for, because they share text with no other or there are too many.
    pub left_out: usize,
}

/// A group of articles that share text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its articles, by date and then number.
    pub articles: Vec<ArticleNumber>,
    /// Groups of exact duplicates.
    pub duplicates: Vec<Vec<ArticleNumber>>,
}

/// One listed pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairRow {
    /// The first article.
    pub a: ArticleNumber,
    /// The second.
    pub b: ArticleNumber,
    /// The score that the threshold speaks of.
    pub score: f64,
    /// Share of a that is also in b, and of b that is also in a.
    pub shares: (f64, f64),
    /// Shared distinct shingles over all distinct shingles of both.
    pub jaccard: f64,
    /// Cosine of the TF-IDF vectors.
    pub cosine: f64,
    /// Longest shared run in words.
    pub longest_run: u32,
    /// How the more dependent text was taken over: "verbatim", "lightly edited", "reworded" or "own text".
    pub class: &'static str,
    /// Whom the two credit, in words.
    pub credit: String,
    /// Whether the person has looked at it and is done.
    pub is_reviewed: bool,
    /// The person's note.
    pub note: Option<String>,
}

impl PairRow {
    /// What the person did with it, in a word or two; empty for nothing.
    pub(super) fn state(&self) -> &'static str {
        match (self.is_reviewed, self.note.is_some()) {
            (true, true) => "reviewed, note",
            (true, false) => "reviewed",
            (false, true) => "note",
            (false, false) => "",
        }
    }
}

/// One pair laid out in full.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairInFull {
    /// Its place in [`Report::pairs`].
    pub pair: usize,
    /// What the numbers say, in one sentence.
    pub verdict: String,
    /// Words by what happened to them: equal, replaced, only in b, only in a, moved.
    pub words: [usize; 5],
    /// The texts, row by row.
    pub rows: Vec<Row>,
    /// Number of numbered changes.
    pub changes: usize,
    /// Whether some stretches were compared only coarsely.
    pub is_coarse: bool,
    /// Facts on which the two do not simply agree.
    pub facts: Vec<FactRow>,
    /// Facts on which they agree.
    pub facts_same: usize,
    /// Quotations.
    pub quotations: Vec<QuotationRow>,
}

/// One row of two texts side by side: sentences that say the same, or a sentence of one side alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Of the first text.
    pub a: Vec<Segment>,
    /// Of the second text.
    pub b: Vec<Segment>,
    /// Whether a paragraph begins here on either side.
    pub begins_paragraph: bool,
}

/// A stretch of one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its words.
    pub text: String,
    /// The number of the change that it belongs to, from 1.
    pub change: Option<usize>,
    /// Whether it is the first stretch of its change, over both sides: that is where an anchor stands.
    pub is_anchor: bool,
}

/// What a stretch of one side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// The same on both sides.
    Equal,
    /// Other words stand on the other side.
    Replaced,
    /// Nothing stands on the other side.
    Only,
    /// The same, at another place; the number of the moved passage, from 1.
    Moved(usize),
}

/// One fact of a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactRow {
    /// What it is about.
    pub kind: &'static str,
    /// Whether the two agree, in words.
    pub verdict: &'static str,
    /// Whether they disagree.
    pub differs: bool,
    /// The words of the first, and their value.
    pub a: Option<(String, Option<String>)>,
    /// The words of the second, and their value.
    pub b: Option<(String, Option<String>)>,
}

/// One quotation of a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuotationRow {
    /// Who says it.
    pub speaker: Option<String>,
    /// The words.
    pub words: String,
    /// The article that has it; `None` when both have it word for word.
    pub only_in: Option<ArticleNumber>,
}

/// Who is spoken of, and when the texts say it happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityTimeline {
    /// The first and the last day of the picture.
    pub range: Option<(Date, Date)>,
    /// The entities named in most articles.
    pub entities: Vec<EntityRow>,
    /// Entities that the picture has no room for.
    pub left_out: usize,
}

/// One entity of the timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityRow {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// How often it is named.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// Times that sentences about it name: first day, last day, the words, the article.
    pub times: Vec<(Date, Date, String, ArticleNumber)>,
    /// How many times lie before the picture, and after it.
    pub outside: (usize, usize),
}

/// A passage that several articles share, in order of publication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// Its words.
    pub text: String,
    /// The articles that have it, earliest first; undated ones last.
    pub articles: Vec<ArticleNumber>,
    /// What can be said of who had it first.
    pub verdict: String,
}
