//! Which articles the filter lets through, and the rows of their list.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::search::{Found, find};
use super::{ArticleRow, Grouping, Shown};
use crate::analysis::Analysis;
use crate::app::about::{cluster_name, outlet_or_unknown};
use crate::app::dates;
use crate::app::filter::{Filter, Search};
use crate::corpus::{Corpus, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::similarity::ClusterId;

/// What the search finds; nothing for an empty search, and for a pattern that is not valid, which is shown as such beside
/// the search and filters nothing until it is put right.
pub(super) fn found(
    corpus: &Arc<Corpus>,
    search: &Search,
    last: Option<&Shown>,
    progress: &Progress,
) -> Result<Arc<Found>, Cancelled> {
    if let Some(last) = last.filter(|last| last.hits.found().is_of(corpus, search)) {
        return Ok(Arc::clone(last.hits.found()));
    }
    Ok(match search.pattern().ok().flatten() {
        Some(pattern) => Arc::new(find(corpus, search, &pattern, progress)?),
        None => Arc::default(),
    })
}

pub(super) fn passing(
    analysis: &Analysis,
    session: &Session,
    filter: &Filter,
    found: &Found,
    progress: &Progress,
) -> Result<Vec<bool>, Cancelled> {
    let corpus = &analysis.corpus;
    let is_searched = matches!(filter.search.pattern(), Ok(Some(_)));
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
    if filter.has_two_sources {
        keep_only(&mut corpus.iter().map(|(id, _)| id).filter(|&id| analysis.clusters.has_two_sources(id)));
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
            && (!is_searched || found.has(id));
    }
    Ok(is_shown)
}

/// The shown articles in order, and for each document its place among them.
pub(super) fn placed(all_in_order: &[DocumentId], is_shown: &[bool]) -> (Vec<DocumentId>, Vec<u32>) {
    let mut position = vec![Shown::HIDDEN; is_shown.len()];
    let mut order = Vec::with_capacity(all_in_order.len());
    for &id in all_in_order.iter().filter(|id| is_shown[id.index()]) {
        position[id.index()] = u32::try_from(order.len()).unwrap_or(Shown::HIDDEN);
        order.push(id);
    }
    (order, position)
}

/// The list of articles in `order`, in groups.
pub(super) fn rows(
    analysis: &Analysis,
    session: &Session,
    grouping: Grouping,
    order: &[DocumentId],
) -> Vec<ArticleRow> {
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
    let elsewhere = listed_elsewhere(analysis, order);
    let mut rows = Vec::with_capacity(keyed.len() * 2);
    for group in keyed.chunk_by(|left, right| left.0 == right.0) {
        let (name, cluster) = group_name(analysis, session, &group[0].0);
        let elsewhere = cluster.and_then(|id| elsewhere.get(&id)).copied().unwrap_or(0);
        rows.push(ArticleRow::Group { name, count: group.len(), elsewhere, cluster });
        rows.extend(group.iter().map(|&(_, id)| ArticleRow::Article(id)));
    }
    rows
}

/// For each story, its articles that are listed with another one.
fn listed_elsewhere(analysis: &Analysis, order: &[DocumentId]) -> FxHashMap<ClusterId, usize> {
    let mut counts = FxHashMap::default();
    let homes = order.iter().filter_map(|id| analysis.clusters.of_document.get(id.index()));
    for &other in homes.flat_map(|homes| homes.iter().skip(1)) {
        *counts.entry(other).or_default() += 1;
    }
    counts
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
        GroupKey::Date(date) => (dates::date(*date), None),
        GroupKey::Rest(Leftover::Alone) => ("On their own".to_owned(), None),
        GroupKey::Rest(Leftover::Undated) => ("Without a date".to_owned(), None),
    }
}
