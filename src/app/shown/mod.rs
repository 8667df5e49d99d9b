//! What the filter leaves, in the order asked for: made on its own thread, read by every view.
//!
//! It is made in stages (what the search finds, which articles pass, which pairs and in which order, the rows of the
//! list), and a stage whose question has not changed is taken over from the last time: marking a pair as reviewed does
//! not search the corpus anew. What was lent is the very same value, so that a view that made something of it can tell
//! that it still holds ([`Shown::has_same_cells`]).

mod articles;
mod pair_list;
mod pairs;
mod search;
mod stories;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::about::outlet_or_unknown;
use super::dates::DateOrder;
use super::filter::Filter;
use super::pair_columns::PairSort;
use crate::analysis::Analysis;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::similarity::{ClusterId, Measure, OrderBy, order};
use crate::story::Credits;

pub use pair_list::{PairList, Reviewed};
pub use search::{HitArticle, HitList, HitRow, MOST_IN_ARTICLE};
pub use stories::Story;

/// How the list of articles is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// By the story that they tell.
    #[default]
    Cluster,
    /// By outlet.
    Outlet,
    /// By day of publication.
    Date,
    /// Not at all: in order of title.
    Title,
}

impl Grouping {
    /// Every grouping, in the order of menus.
    pub const ALL: [Grouping; 4] = [Grouping::Cluster, Grouping::Outlet, Grouping::Date, Grouping::Title];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Grouping::Cluster => "By story",
            Grouping::Outlet => "By outlet",
            Grouping::Date => "By date",
            Grouping::Title => "By title",
        }
    }
}

/// A row of the list of articles.
#[derive(Clone, Debug, PartialEq)]
pub enum ArticleRow {
    /// The head of a group.
    Group {
        /// Its name.
        name: String,
        /// Number of articles in it.
        count: usize,
        /// Articles of the same story that are listed with another one, which they tell too.
        elsewhere: usize,
        /// The cluster that it is, where it is one.
        cluster: Option<ClusterId>,
    },
    /// An article.
    Article(DocumentId),
}

/// What decides what is shown. Two equal keys give the same [`Shown`].
#[derive(Clone, Debug, PartialEq)]
pub struct ShownKey {
    /// Number of the analysis.
    pub analysis: u64,
    /// Number of the state of the person's decisions.
    pub decisions: u64,
    /// The filter.
    pub filter: Filter,
    /// The order of rows.
    pub order: OrderBy,
    /// The measure that scores pairs.
    pub measure: Measure,
    /// Least score of a shown pair.
    pub threshold: f64,
    /// By what the table of pairs is sorted.
    pub pair_sort: PairSort,
    /// How articles are grouped.
    pub grouping: Grouping,
    /// How the days in its labels are written.
    pub dates: DateOrder,
}

/// What the filter leaves, in the order asked for.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The shown articles in the order of the matrix.
    pub order: Vec<DocumentId>,
    /// For each document its place in `order`; [`Shown::HIDDEN`] when it is not shown.
    pub position: Vec<u32>,
    /// The pairs of which both articles are shown, at or above the threshold, chosen by review and expression; best first.
    pub pairs: PairList,
    /// The list of articles with its groups.
    pub rows: Vec<ArticleRow>,
    /// The stories of which an article is shown, in order of cluster.
    pub stories: Vec<Story>,
    /// What the search found in the shown articles.
    pub hits: HitList,
    /// How many pairs are looked at and done with, and of how many; the filter by review does not count here.
    pub reviewed: Reviewed,
    /// Every outlet of the corpus in order of name, with its articles, whatever the filter.
    pub outlets: Arc<Vec<(String, usize)>>,
    /// How many articles of the corpus are made of two stories, whatever the filter.
    pub two_sources: usize,
    /// Who credits whom, where the filter or the order of pairs asked for it.
    pub credits: Option<Arc<Credits>>,
    /// The pairs in the order of their table, where that is not best first: at any threshold, and those that are shown.
    sorted: Option<(Arc<[u32]>, Vec<u32>)>,
    /// The whole corpus in the order asked for, kept for the next filter.
    all_in_order: Arc<Vec<DocumentId>>,
    made: Option<Made>,
}

/// What a [`Shown`] was made for, so that the next one can tell which stages are still true.
#[derive(Clone, Debug)]
struct Made {
    key: ShownKey,
    hidden: Vec<String>,
    cluster_names: std::collections::BTreeMap<String, String>,
    is_shown: Arc<Vec<bool>>,
}

impl Shown {
    /// The place of a document that is not shown.
    pub const HIDDEN: u32 = u32::MAX;

    /// Whether a document is shown.
    pub fn has(&self, id: DocumentId) -> bool {
        self.position.get(id.index()).is_some_and(|&at| at != Self::HIDDEN)
    }

    /// Whether another one has the same rows and, at any threshold, the same pairs: what was made of those still holds.
    /// Looks at no row and no pair; it may say no where both were made anew and came out alike.
    pub fn has_same_cells(&self, other: &Self) -> bool {
        let is_shown = |shown: &Self| shown.made.as_ref().map(|made| Arc::as_ptr(&made.is_shown));
        Arc::ptr_eq(&self.all_in_order, &other.all_in_order)
            && is_shown(self) == is_shown(other)
            && Arc::ptr_eq(self.pairs.at_any_threshold(), other.pairs.at_any_threshold())
    }

    /// The row of a document in the matrix.
    pub fn row_of(&self, id: DocumentId) -> Option<usize> {
        self.position.get(id.index()).copied().filter(|&at| at != Self::HIDDEN).map(|at| at as usize)
    }
}

impl Shown {
    /// A story, if an article of it is shown.
    pub fn story(&self, id: ClusterId) -> Option<&Story> {
        self.stories.binary_search_by_key(&id, |story| story.id).ok().map(|at| &self.stories[at])
    }

    /// The shown pairs in the order of their table.
    pub fn table(&self) -> &[u32] {
        self.sorted.as_ref().map_or(&self.pairs, |(_, shown)| shown)
    }
}

/// What `key` leaves of an analysis. `last` lends the stages that are still true.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn shown(
    analysis: &Analysis,
    session: &Session,
    key: &ShownKey,
    last: Option<&Shown>,
    progress: &Progress,
) -> Result<Shown, Cancelled> {
    let corpus = &analysis.corpus;
    let made = last.and_then(|last| Some((last, last.made.as_ref()?)));
    let of_analysis = made.filter(|(_, made)| made.key.analysis == key.analysis);
    let all_in_order = match of_analysis.filter(|(_, made)| made.key.order == key.order) {
        Some((last, _)) => Arc::clone(&last.all_in_order),
        None => Arc::new(order(corpus, &analysis.matrix, &analysis.clusters, key.order)),
    };
    let (outlets, two_sources) = match of_analysis {
        Some((last, _)) => (Arc::clone(&last.outlets), last.two_sources),
        None => (
            Arc::new(stories::outlets(corpus.documents().iter().map(|document| outlet_or_unknown(document)))),
            corpus.iter().filter(|&(id, _)| analysis.clusters.has_two_sources(id)).count(),
        ),
    };
    let found = articles::found(corpus, &key.filter.search, last, progress)?;
    let same_articles =
        of_analysis.filter(|(_, made)| made.key.filter.has_same_articles(&key.filter) && made.hidden == session.hidden);
    let is_shown = match same_articles {
        Some((_, made)) => Arc::clone(&made.is_shown),
        None => Arc::new(articles::passing(analysis, session, &key.filter, &found, progress)?),
    };
    let (order, position) = match same_articles.filter(|(last, _)| Arc::ptr_eq(&last.all_in_order, &all_in_order)) {
        Some((last, _)) => (last.order.clone(), last.position.clone()),
        None => articles::placed(&all_in_order, &is_shown),
    };
    progress.checkpoint()?;
    let credits = pairs::credits(analysis, key, of_analysis.map(|(last, _)| last), progress)?;
    let same_pairs = same_articles.filter(|(_, made)| pairs::is_same(&made.key, key));
    let same_decisions = |made: &Made| made.key.decisions == key.decisions;
    let (pairs, reviewed) = match same_pairs {
        Some((last, made)) if same_decisions(made) => {
            pairs::at_threshold(analysis, key, &last.pairs, last.reviewed.clone())
        }
        Some((last, _)) => {
            let scores = Arc::clone(last.reviewed.scores());
            let reviewed = pairs::reviewed(analysis, session, key, &is_shown, credits.as_deref(), scores);
            pairs::at_threshold(analysis, key, &last.pairs, reviewed)
        }
        None => pairs::passing(analysis, session, key, &is_shown, credits.as_deref(), progress)?,
    };
    let same_sort = same_pairs.filter(|(_, made)| {
        made.key.pair_sort == key.pair_sort && (same_decisions(made) || !key.pair_sort.column.needs_decisions())
    });
    let sorted = match same_sort {
        Some((last, _)) => last.sorted.as_ref().map(|(all, _)| Arc::clone(all)),
        None => pairs::sorted(analysis, session, key, &pairs, credits.as_deref()),
    };
    let sorted = sorted.map(|all| {
        let shown = pairs::cut(analysis, key, &all);
        (all, shown)
    });
    let is_same_list = |made: &Made| {
        (made.key.grouping, made.key.order, made.key.dates) == (key.grouping, key.order, key.dates)
            && made.cluster_names == session.cluster_names
    };
    let rows = match same_articles.filter(|(_, made)| is_same_list(made)) {
        Some((last, _)) => last.rows.clone(),
        None => articles::rows(analysis, session, key.grouping, &order),
    };
    let stories = match same_articles {
        Some((last, _)) => last.stories.clone(),
        None => stories::stories(analysis, &is_shown),
    };
    let hits = HitList::new(found, &order);
    let made = Some(Made {
        key: key.clone(),
        hidden: session.hidden.clone(),
        cluster_names: session.cluster_names.clone(),
        is_shown,
    });
    Ok(Shown {
        order,
        position,
        pairs,
        rows,
        stories,
        hits,
        reviewed,
        outlets,
        two_sources,
        credits,
        sorted,
        all_in_order,
        made,
    })
}
