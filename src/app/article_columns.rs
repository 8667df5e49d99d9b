//! The columns of the table of articles: what each says, and how it sorts.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::about::{cluster_name, minute};
use super::columns::{DAY_WIDTH, TableColumn};
use super::dates;
use super::shown::ArticleRow;
use super::words;
use crate::analysis::Analysis;
use crate::corpus::DocumentId;
use crate::session::Session;

/// A column of the table of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleColumn {
    /// Headline.
    Title,
    /// Who published it.
    Outlet,
    /// When.
    Published,
    /// Authors.
    Byline,
    /// The agency that it credits.
    Agency,
    /// Words in the text.
    Words,
    /// Articles that share text with it.
    Partners,
    /// The story that it is part of.
    Story,
    /// The person's tags.
    Tags,
    /// The person's note.
    Note,
    /// ISO code of its language.
    Language,
    /// Where it was read.
    File,
}

impl TableColumn for ArticleColumn {
    const ALL: &'static [Self] = &[
        ArticleColumn::Title,
        ArticleColumn::Outlet,
        ArticleColumn::Published,
        ArticleColumn::Byline,
        ArticleColumn::Agency,
        ArticleColumn::Words,
        ArticleColumn::Partners,
        ArticleColumn::Story,
        ArticleColumn::Tags,
        ArticleColumn::Note,
        ArticleColumn::Language,
        ArticleColumn::File,
    ];

    fn label(self) -> &'static str {
        match self {
            ArticleColumn::Title => "Title",
            ArticleColumn::Outlet => "Outlet",
            ArticleColumn::Published => "Published",
            ArticleColumn::Byline => "Byline",
            ArticleColumn::Agency => "Agency",
            ArticleColumn::Words => "Words",
            ArticleColumn::Partners => "Shares with",
            ArticleColumn::Story => "Story",
            ArticleColumn::Tags => "Tags",
            ArticleColumn::Note => "Note",
            ArticleColumn::Language => "Language",
            ArticleColumn::File => "File",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            ArticleColumn::Title => "The headline, or the file's name where there is none",
            ArticleColumn::Outlet => "Who published it",
            ArticleColumn::Published => "Day of publication",
            ArticleColumn::Byline => "Who wrote it",
            ArticleColumn::Agency => "The news agency that it credits",
            ArticleColumn::Words => "Words in the whole text",
            ArticleColumn::Partners => "How many articles share text with it",
            ArticleColumn::Story => "The story that it is part of",
            ArticleColumn::Tags => "Your tags",
            ArticleColumn::Note => "Your note",
            ArticleColumn::Language => "The language that it is written in",
            ArticleColumn::File => "Path inside the opened folder",
        }
    }

    fn is_usual(self) -> bool {
        !matches!(self, ArticleColumn::Byline | ArticleColumn::Tags | ArticleColumn::Note | ArticleColumn::Language)
    }

    fn is_number(self) -> bool {
        matches!(self, ArticleColumn::Published | ArticleColumn::Words | ArticleColumn::Partners)
    }
}

impl ArticleColumn {
    /// The width that it begins with, in points.
    pub fn width(self) -> f32 {
        match self {
            ArticleColumn::Title => 300.0,
            ArticleColumn::Outlet | ArticleColumn::Agency | ArticleColumn::Byline => 120.0,
            ArticleColumn::Published => DAY_WIDTH,
            ArticleColumn::Words | ArticleColumn::Language => 64.0,
            ArticleColumn::Partners => 84.0,
            ArticleColumn::Story | ArticleColumn::File => 180.0,
            ArticleColumn::Tags | ArticleColumn::Note => 120.0,
        }
    }

    /// The cell of an article in words.
    pub fn text(self, analysis: &Analysis, session: &Session, id: DocumentId) -> String {
        let document = analysis.corpus.get(id);
        let metadata = &document.metadata;
        let known = |slot: &Option<crate::corpus::Sourced<String>>| {
            slot.as_ref().map_or_else(String::new, |found| found.value.clone())
        };
        match self {
            ArticleColumn::Title => document.title().to_owned(),
            ArticleColumn::Outlet => known(&metadata.outlet),
            ArticleColumn::Published => metadata.published_date().map_or_else(String::new, dates::date),
            ArticleColumn::Byline => known(&metadata.byline),
            ArticleColumn::Agency => known(&metadata.agency),
            ArticleColumn::Words => words::number(document.word_count as usize),
            ArticleColumn::Partners => words::number(analysis.matrix.row(id).len()),
            ArticleColumn::Story => story(analysis, session, id).unwrap_or_default(),
            ArticleColumn::Tags => session.tags.get(&document.path).map_or_else(String::new, |tags| tags.join(", ")),
            ArticleColumn::Note => {
                session.notes.get(&document.path).map_or_else(String::new, |note| note.replace('\n', " "))
            }
            ArticleColumn::Language => known(&metadata.language),
            ArticleColumn::File => document.path.clone(),
        }
    }
}

fn story(analysis: &Analysis, session: &Session, id: DocumentId) -> Option<String> {
    let first = analysis.clusters.of_document.get(id.index())?.first()?;
    Some(cluster_name(analysis, session, *first))
}

/// By what the articles are sorted within their groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSort {
    /// The column.
    pub column: ArticleColumn,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

impl ArticleSort {
    /// What a click on the head of `column` makes of it: another one turns it around, a third gives back the order of the
    /// list.
    pub fn clicked(now: Option<Self>, column: ArticleColumn) -> Option<Self> {
        let begins_large = matches!(column, ArticleColumn::Words | ArticleColumn::Partners);
        match now {
            Some(now) if now.column == column && now.is_descending != begins_large => None,
            Some(now) if now.column == column => Some(Self { column, is_descending: !begins_large }),
            _ => Some(Self { column, is_descending: begins_large }),
        }
    }
}

/// The value of an article in a column, for comparing.
#[derive(PartialEq, PartialOrd)]
enum Value {
    Number(i64),
    Text(String),
}

/// The rows with the articles of each group sorted. Articles without a value come last; ties keep the order of the list.
pub fn sorted(analysis: &Analysis, session: &Session, rows: &[ArticleRow], sort: ArticleSort) -> Vec<ArticleRow> {
    let value = |id: DocumentId| -> Option<Value> {
        let document = analysis.corpus.get(id);
        match sort.column {
            ArticleColumn::Words => Some(Value::Number(i64::from(document.word_count))),
            ArticleColumn::Partners => Some(Value::Number(analysis.matrix.row(id).len() as i64)),
            ArticleColumn::Published => {
                document.metadata.published.as_ref().map(|published| Value::Number(minute(published.value)))
            }
            column => {
                Some(column.text(analysis, session, id).to_lowercase()).filter(|text| !text.is_empty()).map(Value::Text)
            }
        }
    };
    let compare = |one: &Option<Value>, other: &Option<Value>| match (one, other) {
        (Some(one), Some(other)) => {
            let order = one.partial_cmp(other).unwrap_or(Ordering::Equal);
            if sort.is_descending { order.reverse() } else { order }
        }
        (one, other) => one.is_none().cmp(&other.is_none()),
    };
    let mut out = Vec::with_capacity(rows.len());
    let is_group = |row: &ArticleRow| matches!(row, ArticleRow::Group { .. });
    for group in rows.chunk_by(|_, next| !is_group(next)) {
        let (head, articles) = match group.split_first() {
            Some((head, articles)) if is_group(head) => (Some(head), articles),
            _ => (None, group),
        };
        out.extend(head.cloned());
        let mut keyed: Vec<(Option<Value>, &ArticleRow)> = articles
            .iter()
            .filter_map(|row| match row {
                ArticleRow::Article(id) => Some((value(*id), row)),
                ArticleRow::Group { .. } => None,
            })
            .collect();
        keyed.sort_by(|one, other| compare(&one.0, &other.0));
        out.extend(keyed.into_iter().map(|(_, row)| row.clone()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Document};

    #[test]
    fn three_clicks_on_a_head_lead_back_to_the_order_of_the_list() {
        for &column in ArticleColumn::ALL {
            let clicked = |now| ArticleSort::clicked(now, column);
            let (first, second) = (clicked(None), clicked(clicked(None)));
            assert_ne!(first.map(|sort| sort.is_descending), second.map(|sort| sort.is_descending));
            assert!(first.is_some() && second.is_some() && clicked(second).is_none(), "{column:?}");
        }
    }

    #[test]
    fn articles_are_sorted_within_their_groups() {
        let corpus = Corpus::from_documents([
            Document::from_text("a.txt", "one two three"),
            Document::from_text("b.txt", "one"),
            Document::from_text("c.txt", "one two"),
            Document::from_text("d.txt", "one two three four"),
        ]);
        let analysis = Analysis { corpus: corpus.into(), ..Analysis::default() };
        let group = |name: &str| ArticleRow::Group { name: name.into(), count: 2, elsewhere: 0, cluster: None };
        let article = |id| ArticleRow::Article(DocumentId(id));
        let rows = [group("x"), article(0), article(1), group("y"), article(2), article(3)];
        let by = |is_descending| {
            let sort = ArticleSort { column: ArticleColumn::Words, is_descending };
            sorted(&analysis, &Session::default(), &rows, sort)
        };
        assert_eq!(by(false), [group("x"), article(1), article(0), group("y"), article(2), article(3)]);
        assert_eq!(by(true), [group("x"), article(0), article(1), group("y"), article(3), article(2)]);
    }
}
