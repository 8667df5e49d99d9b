//! Which rows are marked because of what is selected in another view: the article, the articles of the story, those that
//! name the entity, those that speak of the day.

use std::sync::Arc;

use jiff::civil::Date;

use super::Picture;
use crate::analysis::Analysis;
use crate::app::state::Selection;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::progress::{Cancelled, Progress};
use crate::similarity::ClusterId;

/// What decides the marks.
#[derive(Clone)]
pub struct MarksKey {
    /// Whose rows they are.
    picture: Arc<Picture>,
    analysis: u64,
    article: Option<DocumentId>,
    cluster: Option<ClusterId>,
    entity: Option<EntityId>,
    date: Option<Date>,
}

impl PartialEq for MarksKey {
    fn eq(&self, other: &Self) -> bool {
        let chosen = |key: &Self| (key.analysis, key.article, key.cluster, key.entity, key.date);
        chosen(self) == chosen(other) && Arc::ptr_eq(&self.picture, &other.picture)
    }
}

impl MarksKey {
    /// Whether the rows are those of a picture.
    pub fn is_of(&self, picture: &Arc<Picture>) -> bool {
        Arc::ptr_eq(&self.picture, picture)
    }

    /// The key of a selection among the rows of a picture.
    pub fn new(picture: &Arc<Picture>, analysis: u64, selection: &Selection) -> Self {
        let &Selection { article, cluster, entity, date, .. } = selection;
        Self { picture: Arc::clone(picture), analysis, article, cluster, entity, date }
    }
}

/// The rows of what is selected, in order, each once. Linear in the mentions and times when an entity or a day is.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn marks(analysis: &Analysis, key: &MarksKey, progress: &Progress) -> Result<Vec<u32>, Cancelled> {
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
    let mut rows: Vec<u32> = marked.into_iter().filter_map(|id| key.picture.rows.row_of(id)).collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}
