//! Where the words of the search stand, in every article.
//!
//! The `regex` crate is linear in the text, and looks for literal words with vector instructions, so that no index is
//! needed: 20,000 articles are some 60 MB, which the processors of a small machine read through in a tenth of a second.
//! An index would have to be made first and kept, and could not answer regular expressions.

use std::sync::Arc;

use rayon::prelude::*;
use regex::Regex;

use crate::app::filter::Search;
use crate::corpus::{Corpus, Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::Span;

/// Hits that are kept of one article. More are not looked at one by one; the count says that it is cut.
pub const MOST_IN_ARTICLE: usize = 5_000;

/// What a search found in a whole corpus, whatever else the filter leaves out.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    corpus: Arc<Corpus>,
    search: Search,
    /// For each article where each hit is.
    spans: Vec<Vec<Span>>,
    /// For each article, whether it was found: in its text, or by its title alone.
    is_found: Vec<bool>,
}

impl Found {
    /// Whether this is what `search` finds in `corpus`.
    pub fn is_of(&self, corpus: &Arc<Corpus>, search: &Search) -> bool {
        Arc::ptr_eq(&self.corpus, corpus) && self.search == *search
    }

    /// Whether an article was found.
    pub fn has(&self, id: DocumentId) -> bool {
        self.is_found.get(id.index()).copied().unwrap_or(false)
    }
}

/// Looks for `pattern` in every article.
pub(super) fn find(
    corpus: &Arc<Corpus>,
    search: &Search,
    pattern: &Regex,
    progress: &Progress,
) -> Result<Found, Cancelled> {
    let (spans, is_found) = corpus
        .documents()
        .par_iter()
        // Each thread with a pattern of its own: they share no scratch space then, over which they would wait.
        .map_init(
            || pattern.clone(),
            |pattern, document| {
                progress.checkpoint()?;
                let hits = hits_in(document, pattern);
                let is_found = !hits.is_empty() || pattern.is_match(document.title());
                Ok((hits, is_found))
            },
        )
        .collect::<Result<(Vec<_>, Vec<_>), Cancelled>>()?;
    Ok(Found { corpus: Arc::clone(corpus), search: search.clone(), spans, is_found })
}

fn hits_in(document: &Document, pattern: &Regex) -> Vec<Span> {
    pattern
        .find_iter(&document.text)
        .filter(|found| !found.is_empty())
        .take(MOST_IN_ARTICLE)
        .map(|found| Span::new(found.start(), found.end()))
        .collect()
}

/// An article in the list of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitArticle {
    /// The article.
    pub id: DocumentId,
    /// Its row in the list; its hits stand in the rows below.
    pub row: usize,
    /// Number of hits in it, at most [`MOST_IN_ARTICLE`]; 0 where only the title has the words.
    pub count: usize,
}

/// A row of the list of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitRow {
    /// The head of an article's hits.
    Article(HitArticle),
    /// A hit: the article, where it is, and its number within the article, from 0.
    Hit(DocumentId, Span, usize),
}

/// The hits in the articles that are shown, the article with most hits first.
#[derive(Clone, Debug, Default)]
pub struct HitList {
    found: Arc<Found>,
    articles: Vec<HitArticle>,
    rows: usize,
    total: usize,
}

impl HitList {
    /// The list of what was found in the articles of `order`.
    pub(super) fn new(found: Arc<Found>, order: &[DocumentId]) -> Self {
        let count = |id: DocumentId| found.spans.get(id.index()).map_or(0, Vec::len);
        let mut articles: Vec<HitArticle> =
            order.iter().filter(|id| found.has(**id)).map(|&id| HitArticle { id, row: 0, count: count(id) }).collect();
        articles.sort_by_key(|article| std::cmp::Reverse(article.count));
        let (mut rows, mut total) = (0, 0);
        for article in &mut articles {
            article.row = rows;
            rows += 1 + article.count;
            total += article.count;
        }
        Self { found, articles, rows, total }
    }

    /// What was looked for.
    pub fn search(&self) -> &Search {
        &self.found.search
    }

    /// The articles with hits.
    pub fn articles(&self) -> &[HitArticle] {
        &self.articles
    }

    /// Rows of the list: one for each article, one for each hit.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no hits.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Hits in all shown articles.
    pub fn total(&self) -> usize {
        self.total
    }

    /// One row.
    pub fn row(&self, row: usize) -> Option<HitRow> {
        let at = self.articles.partition_point(|article| article.row <= row).checked_sub(1)?;
        let article = self.articles[at];
        let Some(number) = (row - article.row).checked_sub(1) else { return Some(HitRow::Article(article)) };
        let span = *self.found.spans.get(article.id.index())?.get(number)?;
        Some(HitRow::Hit(article.id, span, number))
    }

    /// The row of a hit of an article, if it is in the list.
    pub fn row_of(&self, id: DocumentId, span: Span) -> Option<usize> {
        let article = self.articles.iter().find(|article| article.id == id)?;
        let at = self.found.spans.get(id.index())?.binary_search_by_key(&span.start(), |hit| hit.start()).ok()?;
        Some(article.row + 1 + at)
    }

    pub(super) fn found(&self) -> &Arc<Found> {
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hit_has_a_row_and_the_way_back() {
        let corpus = Arc::new(Corpus::from_documents([
            Document::from_text("a.txt", "One may. Two May."),
            Document::from_text("b.txt", "Nothing here."),
            Document::from_text("c.txt", "May, may and MAY."),
        ]));
        let search = Search { text: "may".into(), ..Search::default() };
        let pattern = search.pattern().expect("valid").expect("not empty");
        let found = find(&corpus, &search, &pattern, &Progress::new()).expect("not cancelled");
        let order: Vec<DocumentId> = corpus.iter().map(|(id, _)| id).collect();
        let list = HitList::new(Arc::new(found), &order);
        assert_eq!((list.total(), list.len(), list.articles().len()), (5, 7, 2));
        assert_eq!(list.articles()[0].id, DocumentId(2), "most hits first");
        for row in 0..list.len() {
            match list.row(row).expect("a row") {
                HitRow::Article(article) => assert_eq!(article.row, row),
                HitRow::Hit(id, span, _) => {
                    assert!(span.slice(&corpus.get(id).text).eq_ignore_ascii_case("may"));
                    assert_eq!(list.row_of(id, span), Some(row));
                }
            }
        }
        assert_eq!(list.row(list.len()), None);
    }
}
