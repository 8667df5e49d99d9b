//! What the list of stories says of each: its shown articles in order of time, their outlets, the days from first to last.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::app::about::minute;
use crate::corpus::{DocumentId, Published};
use crate::similarity::ClusterId;

/// A story as far as the filter shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The cluster that it is.
    pub id: ClusterId,
    /// Its shown articles, the earliest first, undated ones last.
    pub articles: Vec<DocumentId>,
    /// Articles in it, shown or not.
    pub of: usize,
    /// The outlets of the shown articles, as far as they are known, with how many each has; most first.
    pub outlets: Vec<(String, usize)>,
    /// When the first and the last of the shown articles were published, where any says so.
    pub dates: Option<(Published, Published)>,
    /// Shown articles that have the words of another one exactly.
    pub duplicates: usize,
    /// Shown articles that tell another story too.
    pub shared: usize,
}

impl Story {
    /// Time from the first to the last article, in minutes; 0 where no two give a date.
    pub fn spread_minutes(&self) -> i64 {
        self.dates.map_or(0, |(first, last)| minute(last) - minute(first))
    }

    /// Whether the time from first to last means something: more than a day, or both ends give an hour.
    pub fn is_spread_known(&self) -> bool {
        self.dates.is_some_and(|(first, last)| first.date != last.date || first.time.is_some() && last.time.is_some())
    }

    /// The earliest article, where one alone is the earliest.
    pub fn first(&self, analysis: &Analysis) -> Option<DocumentId> {
        let published = |id: &DocumentId| analysis.corpus.get(*id).metadata.published.as_ref().map(|found| found.value);
        let first = self.articles.first()?;
        let earliest = published(first)?;
        let has_rival = self.articles.get(1).and_then(published).is_some_and(|next| {
            // On the same day without hours there is no saying who was first.
            next.date == earliest.date && (next.time.is_none() || earliest.time.is_none() || next.time == earliest.time)
        });
        (!has_rival).then_some(*first)
    }
}

/// The stories of which an article is shown, in order of cluster. Linear in the articles.
pub(super) fn stories(analysis: &Analysis, is_shown: &[bool]) -> Vec<Story> {
    let corpus = &analysis.corpus;
    let mut stories = Vec::new();
    for cluster in &analysis.clusters.clusters {
        let has = |id: &DocumentId| is_shown.get(id.index()).copied().unwrap_or(false);
        let mut articles: Vec<DocumentId> = cluster.documents.iter().copied().filter(has).collect();
        if articles.is_empty() {
            continue;
        }
        let published = |id: DocumentId| corpus.get(id).metadata.published.as_ref().map(|found| found.value);
        articles.sort_by_key(|&id| (published(id).is_none(), published(id), id));
        let mut outlets = outlets(articles.iter().filter_map(|&id| corpus.get(id).metadata.outlet_name()));
        outlets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut dated = articles.iter().filter_map(|&id| published(id));
        let dates = dated.next().map(|first| (first, dated.next_back().unwrap_or(first)));
        let duplicates =
            cluster.duplicates.iter().map(|group| group.iter().filter(|id| has(id)).count().saturating_sub(1)).sum();
        let shared = articles.iter().filter(|&&id| analysis.clusters.has_two_sources(id)).count();
        let of = cluster.documents.len();
        stories.push(Story { id: cluster.id, articles, of, outlets, dates, duplicates, shared });
    }
    stories
}

/// Each name once, in order, with how often it is there.
pub(super) fn outlets<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}
