//! What is chosen and filtered, by the names of things: these outlive a new analysis, their numbers do not.
//!
//! A name is known by its spelling, and where it has another one now by the place in the text that it was first found at:
//! so whoever renames, merges or retypes the selected name has the same one selected afterwards.

use crate::analysis::Analysis;
use crate::app::filter::Filter;
use crate::app::state::{Selection, State};
use crate::corpus::DocumentId;
use crate::entity::{EntityId, EntityKind};
use crate::similarity::{ClusterId, OrderBy};
use crate::text::Span;

/// A person, place or organisation that is to be found again.
struct KnownName {
    kind: EntityKind,
    name: String,
    /// Path of the article of its first mention, and where that is.
    first: Option<(String, Span)>,
}

impl KnownName {
    fn of(analysis: &Analysis, id: EntityId) -> Option<Self> {
        let entity = analysis.entities.entities.get(id.index())?;
        let first = entity.mentions.first();
        let place = |first: &crate::entity::Mention| (analysis.corpus.get(first.document).path.clone(), first.span);
        Some(Self { kind: entity.kind, name: entity.name.clone(), first: first.map(place) })
    }

    fn find(&self, analysis: &Analysis) -> Option<EntityId> {
        let named = |entity: &&crate::entity::Entity| entity.kind == self.kind && entity.name == self.name;
        let by_name = analysis.entities.entities.iter().find(named).map(|entity| entity.id);
        by_name.or_else(|| {
            let (path, span) = self.first.as_ref()?;
            let mentions = analysis.entities.mentions_in(analysis.corpus.find(path)?);
            mentions.iter().find(|(mention, _)| mention.span == *span).map(|(_, id)| *id)
        })
    }
}

/// The selection.
pub struct SelectionByName {
    article: Option<String>,
    pair: Option<(String, String)>,
    entity: Option<KnownName>,
    /// The name around which the timeline stands.
    around: Option<KnownName>,
    /// The article that the rows are ordered by likeness to.
    ordered_by: Option<String>,
}

impl SelectionByName {
    /// What is selected now.
    pub fn of(state: &State) -> Self {
        let analysis = &state.analysis;
        let path = |id: DocumentId| analysis.corpus.get(id).path.clone();
        let selection = &state.selection;
        let around = state
            .options
            .timeline
            .around
            .as_ref()
            .and_then(|(kind, name)| KnownName::of(analysis, analysis.entities.named(*kind, name)?.id));
        Self {
            article: selection.article.map(path),
            pair: selection.pair.map(|(a, b)| (path(a), path(b))),
            entity: selection.entity.and_then(|id| KnownName::of(analysis, id)),
            around,
            ordered_by: state.options.ordered_by().map(path),
        }
    }

    /// Selects it in the analysis that is there now.
    pub fn restore(self, state: &mut State) {
        let analysis = &state.analysis;
        let find = |path: &String| analysis.corpus.find(path);
        state.selection = Selection {
            article: self.article.as_ref().and_then(find),
            pair: self.pair.as_ref().and_then(|(a, b)| Some((find(a)?, find(b)?))),
            entity: self.entity.and_then(|entity| entity.find(analysis)),
            ..Selection::default()
        };
        if state.options.ordered_by().is_some() {
            let chosen = self.ordered_by.as_ref().and_then(find);
            state.options.order = chosen.map_or(OrderBy::default(), OrderBy::SimilarityTo);
        }
        if let Some(id) = self.around.and_then(|around| around.find(analysis)) {
            let entity = analysis.entities.get(id);
            state.options.timeline.around = Some((entity.kind, entity.name.clone()));
        }
    }
}

/// What the filter names by number, and the story that is read. What is no longer there is left out of it.
pub struct FilterByName {
    entities: Vec<KnownName>,
    /// A story is known by its first article.
    cluster: Option<DocumentId>,
    reading: Option<DocumentId>,
}

impl FilterByName {
    /// What is filtered now.
    pub fn of(state: &State) -> Self {
        let analysis = &state.analysis;
        let first = |id: ClusterId| {
            analysis.clusters.clusters.get(id.0 as usize).and_then(|cluster| cluster.documents.first().copied())
        };
        Self {
            entities: state.filter.entities.iter().filter_map(|id| KnownName::of(analysis, *id)).collect(),
            cluster: state.filter.cluster.and_then(first),
            reading: state.reading.and_then(first),
        }
    }

    /// Filters by it in the analysis that is there now.
    pub fn restore(self, state: &mut State) {
        let analysis = &state.analysis;
        let mut entities: Vec<EntityId> = self.entities.iter().filter_map(|entity| entity.find(analysis)).collect();
        // Two that became one are asked for once.
        let mut seen = Vec::new();
        entities.retain(|id| {
            let is_new = !seen.contains(id);
            seen.push(*id);
            is_new
        });
        let story = |first: DocumentId| {
            let stories = analysis.clusters.of_document.get(first.index())?;
            let begins = |id: &&ClusterId| analysis.clusters.get(**id).documents.first() == Some(&first);
            stories.iter().find(begins).or(stories.first()).copied()
        };
        let (cluster, reading) = (self.cluster.and_then(story), self.reading.and_then(story));
        state.reading = reading;
        state.filter = Filter { entities, cluster, ..std::mem::take(&mut state.filter) };
    }
}
