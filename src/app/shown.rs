//! What the filter leaves, in the order asked for: made on its own thread, read by every view.

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::filter::{Filter, Review};
use crate::analysis::Analysis;
use crate::corpus::{Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::similarity::{ClusterId, Measure, OrderBy, order};

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
    /// How articles are grouped.
    pub grouping: Grouping,
}

/// Pairs that pass the filter as indices into the matrix's pairs, best first. It reads as those at or above the threshold.
///
/// They are sorted by score, so that another threshold is another length: while its handle is dragged nothing is sorted.
#[derive(Clone, Debug, Default)]
pub struct PairList {
    all: Arc<[u32]>,
    shown: usize,
}

impl PairList {
    /// The pairs whatever the threshold. The same list for every threshold of one filter and measure.
    pub fn at_any_threshold(&self) -> &Arc<[u32]> {
        &self.all
    }

    /// The same pairs down to another threshold. `score` gives the score by which they are sorted.
    #[must_use]
    fn at_threshold(&self, threshold: f64, score: impl Fn(u32) -> f64) -> Self {
        let shown = self.all.partition_point(|&index| score(index) >= threshold);
        Self { all: Arc::clone(&self.all), shown }
    }
}

impl std::ops::Deref for PairList {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.all[..self.shown]
    }
}

impl<'a> IntoIterator for &'a PairList {
    type Item = &'a u32;
    type IntoIter = std::slice::Iter<'a, u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What the filter leaves, in the order asked for.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The shown articles in the order of the matrix.
    pub order: Vec<DocumentId>,
    /// For each document its place in `order`; [`Shown::HIDDEN`] when it is not shown.
    pub position: Vec<u32>,
    /// The pairs of which both articles are shown, at or above the threshold; best first.
    pub pairs: PairList,
    /// The list of articles with its groups.
    pub rows: Vec<ArticleRow>,
    /// The whole corpus in the order asked for, kept for the next filter.
    all_in_order: Arc<Vec<DocumentId>>,
    made_for: Option<ShownKey>,
}

impl Shown {
    /// The place of a document that is not shown.
    pub const HIDDEN: u32 = u32::MAX;

    /// Whether a document is shown.
    pub fn has(&self, id: DocumentId) -> bool {
        self.position.get(id.index()).is_some_and(|&at| at != Self::HIDDEN)
    }

    /// The row of a document in the matrix.
    pub fn row_of(&self, id: DocumentId) -> Option<usize> {
        self.position.get(id.index()).copied().filter(|&at| at != Self::HIDDEN).map(|at| at as usize)
    }
}

/// What `key` leaves of an analysis. `last` lends what has not changed: all but the cut of the pairs while only the
/// threshold moves, else its order.
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
    let all_pairs = analysis.matrix.pairs();
    let score = |index: u32| all_pairs[index as usize].score(key.measure);
    let lends = |is_like: &dyn Fn(&ShownKey) -> bool| last.filter(|last| last.made_for.as_ref().is_some_and(is_like));
    if let Some(last) = lends(&|made| ShownKey { threshold: key.threshold, ..made.clone() } == *key) {
        let pairs = last.pairs.at_threshold(key.threshold, score);
        return Ok(Shown { pairs, made_for: Some(key.clone()), ..last.clone() });
    }
    let all_in_order = match lends(&|made| (made.analysis, made.order) == (key.analysis, key.order)) {
        Some(last) => Arc::clone(&last.all_in_order),
        None => Arc::new(order(corpus, &analysis.matrix, &analysis.clusters, key.order)),
    };
    let is_shown = passing(analysis, session, &key.filter, progress)?;
    let mut position = vec![Shown::HIDDEN; corpus.len()];
    let mut order = Vec::with_capacity(corpus.len());
    for &id in all_in_order.iter().filter(|id| is_shown[id.index()]) {
        position[id.index()] = u32::try_from(order.len()).unwrap_or(Shown::HIDDEN);
        order.push(id);
    }
    progress.checkpoint()?;
    let all = passing_pairs(analysis, session, key, &is_shown);
    let pairs = PairList { all, shown: 0 }.at_threshold(key.threshold, score);
    progress.checkpoint()?;
    let rows = article_rows(analysis, session, key.grouping, &order);
    Ok(Shown { order, position, pairs, rows, all_in_order, made_for: Some(key.clone()) })
}

fn passing(
    analysis: &Analysis,
    session: &Session,
    filter: &Filter,
    progress: &Progress,
) -> Result<Vec<bool>, Cancelled> {
    let corpus = &analysis.corpus;
    // A pattern that is not valid is shown as such beside the search; until it is put right it filters nothing.
    let pattern = filter.search.pattern().ok().flatten();
    let mut is_shown = vec![true; corpus.len()];
    if !filter.shows_hidden {
        for id in session.hidden.iter().filter_map(|path| corpus.find(path)) {
            is_shown[id.index()] = false;
        }
    }
    let mut keep_only = |members: &mut dyn Iterator<Item = DocumentId>| {
        let mut is_member = vec![false; corpus.len()];
        for id in members {
            if let Some(slot) = is_member.get_mut(id.index()) {
                *slot = true;
            }
        }
        is_shown.iter_mut().zip(is_member).for_each(|(shown, member)| *shown &= member);
    };
    for entity in filter.entities.iter().filter_map(|id| analysis.entities.entities.get(id.index())) {
        keep_only(&mut entity.mentions.iter().map(|mention| mention.document));
    }
    if let Some(cluster) = filter.cluster.and_then(|id| analysis.clusters.clusters.get(id.0 as usize)) {
        keep_only(&mut cluster.documents.iter().copied());
    }
    if let Some(picked) = &filter.picked {
        keep_only(&mut picked.iter().copied());
    }
    if let Some(range) = &filter.happened {
        let meets = |timex: &&crate::timeline::Timex| {
            timex.interval.is_some_and(|interval| range.meets(interval.earliest, interval.latest))
        };
        keep_only(&mut analysis.timeline.timexes.iter().filter(meets).map(|timex| timex.document));
    }
    for (id, document) in corpus.iter() {
        progress.checkpoint()?;
        let shown = &mut is_shown[id.index()];
        *shown = *shown
            && filter
                .published
                .is_none_or(|range| document.metadata.published_date().is_some_and(|date| range.contains(date)))
            && (filter.outlets.is_empty() || filter.outlets.contains(outlet_or_unknown(document)))
            && pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(&document.text) || pattern.is_match(document.title()));
    }
    Ok(is_shown)
}

/// The outlet's name, or what is written where there is none.
pub fn outlet_or_unknown(document: &Document) -> &str {
    document.metadata.outlet_name().unwrap_or("Unknown outlet")
}

/// The pairs of shown articles that pass the filter, best first.
fn passing_pairs(analysis: &Analysis, session: &Session, key: &ShownKey, is_shown: &[bool]) -> Arc<[u32]> {
    let corpus = &analysis.corpus;
    let is_reviewed = |a: DocumentId, b: DocumentId| {
        super::state::pair_note(session, corpus, a, b).is_some_and(|note| note.is_reviewed)
    };
    // Scores are taken along: a million pairs are sorted without a look at the pairs themselves.
    let mut scored: Vec<(f64, u32)> = (0u32..)
        .zip(analysis.matrix.pairs())
        .filter(|(_, pair)| is_shown[pair.a.index()] && is_shown[pair.b.index()])
        .filter(|(_, pair)| {
            key.filter.review.is_none_or(|review| (review == Review::Done) == is_reviewed(pair.a, pair.b))
        })
        .map(|(index, pair)| (pair.score(key.measure), index))
        .collect();
    scored.par_sort_unstable_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    scored.into_iter().map(|(_, index)| index).collect()
}

fn article_rows(analysis: &Analysis, session: &Session, grouping: Grouping, order: &[DocumentId]) -> Vec<ArticleRow> {
    let corpus = &analysis.corpus;
    let mut keyed: Vec<(GroupKey, DocumentId)> =
        order.iter().map(|&id| (group_key(analysis, grouping, id), id)).collect();
    let within = |id: DocumentId| {
        let document = corpus.get(id);
        (document.metadata.published_date().is_none(), document.metadata.published_date(), document.title(), id)
    };
    if grouping == Grouping::Title {
        keyed.sort_by(|left, right| corpus.get(left.1).title().cmp(corpus.get(right.1).title()));
        return keyed.into_iter().map(|(_, id)| ArticleRow::Article(id)).collect();
    }
    keyed.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| within(left.1).cmp(&within(right.1))));
    let mut rows = Vec::with_capacity(keyed.len() * 2);
    for group in keyed.chunk_by(|left, right| left.0 == right.0) {
        let (name, cluster) = group_name(analysis, session, &group[0].0);
        rows.push(ArticleRow::Group { name, count: group.len(), cluster });
        rows.extend(group.iter().map(|&(_, id)| ArticleRow::Article(id)));
    }
    rows
}

/// What puts an article into a group, and groups into order; the last variant is the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    Cluster(ClusterId),
    Outlet(String),
    Date(jiff::civil::Date),
    Rest(Leftover),
}

/// Why an article is among the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leftover {
    Alone,
    Undated,
}

fn group_key(analysis: &Analysis, grouping: Grouping, id: DocumentId) -> GroupKey {
    let document = analysis.corpus.get(id);
    match grouping {
        Grouping::Cluster => analysis
            .clusters
            .of_document
            .get(id.index())
            .and_then(|clusters| clusters.first())
            .map_or(GroupKey::Rest(Leftover::Alone), |&cluster| GroupKey::Cluster(cluster)),
        Grouping::Date => document.metadata.published_date().map_or(GroupKey::Rest(Leftover::Undated), GroupKey::Date),
        Grouping::Outlet | Grouping::Title => GroupKey::Outlet(outlet_or_unknown(document).to_owned()),
    }
}

fn group_name(analysis: &Analysis, session: &Session, key: &GroupKey) -> (String, Option<ClusterId>) {
    match key {
        GroupKey::Cluster(id) => (cluster_name(analysis, session, *id), Some(*id)),
        GroupKey::Outlet(name) => (name.clone(), None),
        GroupKey::Date(date) => (super::words::date(*date), None),
        GroupKey::Rest(Leftover::Alone) => ("On their own".to_owned(), None),
        GroupKey::Rest(Leftover::Undated) => ("Without a date".to_owned(), None),
    }
}

/// The name of a cluster: the person's, or its telling words.
pub fn cluster_name(analysis: &Analysis, session: &Session, id: ClusterId) -> String {
    let Some(cluster) = analysis.clusters.clusters.get(id.0 as usize) else { return String::new() };
    let given =
        cluster.documents.first().and_then(|&first| session.cluster_names.get(&analysis.corpus.get(first).path));
    match given {
        Some(name) => name.clone(),
        None if cluster.name.is_empty() => format!("Story {}", id.0 + 1),
        None => cluster.name.clone(),
    }
}
