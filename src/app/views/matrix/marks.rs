//! Which rows are marked because of what is selected in another view: the article, the articles of the story, those that
//! name the entity, those that speak of the day.

use jiff::civil::Date;

use crate::analysis::Analysis;
use crate::app::shown::{Shown, ShownKey};
use crate::app::state::Selection;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::progress::{Cancelled, Progress};
use crate::similarity::ClusterId;

/// What decides the marks.
#[derive(Clone, Debug, PartialEq)]
pub struct MarksKey {
    shown: ShownKey,
    article: Option<DocumentId>,
    cluster: Option<ClusterId>,
    entity: Option<EntityId>,
    date: Option<Date>,
}

impl MarksKey {
    /// The key of a selection among what is shown.
    pub fn new(shown: ShownKey, selection: &Selection) -> Self {
        let &Selection { article, cluster, entity, date, .. } = selection;
        Self { shown, article, cluster, entity, date }
    }
}

/// The marked rows.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// In order, each once.
    pub rows: Vec<u32>,
    /// Number of the analysis that they are of.
    pub analysis: u64,
}

/// The rows of what is selected. Linear in the mentions and times when an entity or a day is.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn marks(analysis: &Analysis, shown: &Shown, key: &MarksKey, progress: &Progress) -> Result<Marks, Cancelled> {
    let mut marked: Vec<DocumentId> = key.article.into_iter().collect();
    if let Some(cluster) = key.cluster.and_then(|id| analysis.clusters.clusters.get(id.0 as usize)) {
        marked.extend(&cluster.documents);
    }
    progress.checkpoint()?;
    if let Some(entity) = key.entity.and_then(|id| analysis.entities.entities.get(id.index())) {
        marked.extend(entity.mentions.iter().map(|mention| mention.document));
    }
    progress.checkpoint()?;
    if let Some(date) = key.date {
        let speaks_of = |timex: &&crate::timeline::Timex| {
            timex.interval.is_some_and(|interval| interval.earliest <= date && date <= interval.latest)
        };
        marked.extend(analysis.timeline.timexes.iter().filter(speaks_of).map(|timex| timex.document));
    }
    let mut rows: Vec<u32> =
        marked.into_iter().filter_map(|id| shown.row_of(id)).filter_map(|row| u32::try_from(row).ok()).collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(Marks { rows, analysis: key.shown.analysis })
}
