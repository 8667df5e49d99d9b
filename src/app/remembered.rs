//! What the window showed, as it is kept in a session and put back from it.
//!
//! A session names things by path and by name, never by number: numbers change when the folders are read again. Each
//! part is put back as soon as what it names is there: the filter and the selection with the articles, the threshold with
//! the matrix, names and stories with the whole analysis. What is no longer there is left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::filter::{DateRange, Filter, Review, Search};
use super::pair_query::PairQuery;
use super::state::State;
use crate::corpus::{Corpus, DocumentId};
use crate::entity::{Entities, EntityId, EntityKind};
use crate::session::{StoredFilter, View};
use crate::similarity::OrderBy;

/// What the window shows, for a session.
pub fn view_of(state: &State) -> View {
    let (selection, options) = (&state.selection, &state.options);
    let path = |id: DocumentId| state.analysis.corpus.get(id).path.clone();
    let entity = |id: EntityId| state.analysis.entities.entities.get(id.index()).map(|it| (it.kind, it.name.clone()));
    let words: BTreeMap<String, String> = [
        ("order", written(&options.order)),
        ("measure", written(&options.measure)),
        ("folded", written(&options.is_folded)),
        ("halves", written(&options.halves)),
        ("threshold", written(&state.raised_threshold())),
        ("grouping", written(&options.grouping)),
        ("pair_sort", written(&options.pair_sort)),
        ("timeline", written(&options.timeline)),
        ("articles", written(&options.has_articles)),
        ("inspector", written(&options.has_inspector)),
    ]
    .into_iter()
    .chain(options.ordered_by().map(|id| ("ordered_by", written(&path(id)))))
    .map(|(name, words)| (name.to_owned(), words))
    .collect();
    View {
        article: selection.article.map(path),
        pair: selection.pair.map(|(a, b)| (path(a), path(b))),
        entity: selection.entity.and_then(entity),
        filter: stored_filter(state),
        options: words,
        layout: state.layout.to_text(),
    }
}

fn stored_filter(state: &State) -> StoredFilter {
    let filter = &state.filter;
    let path = |id: DocumentId| state.analysis.corpus.get(id).path.clone();
    let entity = |id: &EntityId| state.analysis.entities.entities.get(id.index()).map(|it| (it.kind, it.name.clone()));
    let search = [
        (filter.search.is_case_sensitive, "case"),
        (filter.search.is_whole_word, "word"),
        (filter.search.is_regex, "regex"),
    ];
    let range = |range: DateRange| (range.from.map(|day| day.to_string()), range.to.map(|day| day.to_string()));
    let cluster = filter.cluster.and_then(|id| state.analysis.clusters.clusters.get(id.0 as usize));
    StoredFilter {
        search: filter.search.text.clone(),
        search_options: search.iter().filter(|(is_on, _)| *is_on).map(|(_, name)| (*name).to_owned()).collect(),
        outlets: filter.outlets.clone(),
        published: filter.published.map(range),
        happened: filter.happened.map(range),
        entities: filter.entities.iter().filter_map(entity).collect(),
        cluster: cluster.and_then(|cluster| cluster.documents.first()).map(|&first| path(first)),
        picked: filter.picked.as_ref().map(|picked| picked.iter().map(|&id| path(id)).collect()),
        review: filter.review.map(|review| match review {
            Review::Done => "reviewed".to_owned(),
            Review::Open => "open".to_owned(),
        }),
        pairs: filter.pairs.text().to_owned(),
        two_sources: filter.has_two_sources,
        shows_hidden: filter.shows_hidden,
    }
}

/// Puts back what speaks of articles alone.
pub fn restore_with_corpus(state: &mut State, view: &View) {
    let corpus = Arc::clone(&state.analysis.corpus);
    let find = |path: &String| corpus.find(path);
    state.selection.article = view.article.as_ref().and_then(find);
    state.selection.pair = view.pair.as_ref().and_then(|(a, b)| Some((find(a)?, find(b)?)));
    state.filter = filter_of(&view.filter, &corpus);
    let options = &mut state.options;
    read(view, "order", &mut options.order);
    if options.ordered_by().is_some() {
        let mut path = String::new();
        read(view, "ordered_by", &mut path);
        options.order = corpus.find(&path).map_or(OrderBy::default(), OrderBy::SimilarityTo);
    }
    read(view, "folded", &mut options.is_folded);
    read(view, "halves", &mut options.halves);
    read(view, "grouping", &mut options.grouping);
    read(view, "pair_sort", &mut options.pair_sort);
    read(view, "timeline", &mut options.timeline);
    read(view, "articles", &mut options.has_articles);
    read(view, "inspector", &mut options.has_inspector);
}

/// Puts back how pairs are scored.
pub fn restore_with_matrix(state: &mut State, view: &View) {
    let options = &mut state.options;
    read(view, "measure", &mut options.measure);
    let mut threshold = options.threshold;
    read(view, "threshold", &mut threshold);
    if threshold.is_finite() {
        options.threshold = threshold.clamp(0.0, 1.0);
    }
}

/// Puts back what speaks of names and stories.
pub fn restore_with_analysis(state: &mut State, view: &View) {
    let analysis = Arc::clone(&state.analysis);
    state.selection.entity = view.entity.as_ref().and_then(|entity| find_entity(&analysis.entities, entity));
    let entities = view.filter.entities.iter();
    state.filter.entities = entities.filter_map(|entity| find_entity(&analysis.entities, entity)).collect();
    let first = view.filter.cluster.as_ref().and_then(|path| analysis.corpus.find(path));
    state.filter.cluster = first.and_then(|first| {
        let starts = |cluster: &&crate::similarity::Cluster| cluster.documents.first() == Some(&first);
        Some(analysis.clusters.clusters.iter().find(starts)?.id)
    });
}

fn find_entity(entities: &Entities, (kind, name): &(EntityKind, String)) -> Option<EntityId> {
    entities.named(*kind, name).map(|entity| entity.id)
}

fn filter_of(stored: &StoredFilter, corpus: &Corpus) -> Filter {
    let has = |name: &str| stored.search_options.contains(name);
    let range = |range: &(Option<String>, Option<String>)| {
        let day = |words: &Option<String>| words.as_deref().and_then(|words| words.parse().ok());
        DateRange { from: day(&range.0), to: day(&range.1) }
    };
    Filter {
        search: Search {
            text: stored.search.clone(),
            is_case_sensitive: has("case"),
            is_whole_word: has("word"),
            is_regex: has("regex"),
        },
        outlets: stored.outlets.clone(),
        published: stored.published.as_ref().map(range),
        happened: stored.happened.as_ref().map(range),
        picked: stored.picked.as_ref().map(|picked| picked.iter().filter_map(|path| corpus.find(path)).collect()),
        review: match stored.review.as_deref() {
            Some("reviewed") => Some(Review::Done),
            Some("open") => Some(Review::Open),
            _ => None,
        },
        pairs: PairQuery::parse(&stored.pairs).unwrap_or_default(),
        has_two_sources: stored.two_sources,
        shows_hidden: stored.shows_hidden,
        ..Filter::default()
    }
}

fn written<V: Serialize>(value: &V) -> String {
    ron::to_string(value).unwrap_or_default()
}

/// What another version of the window wrote, and this one does not know, changes nothing.
fn read<V: DeserializeOwned>(view: &View, name: &str, value: &mut V) {
    if let Some(read) = view.options.get(name).and_then(|words| ron::from_str(words).ok()) {
        *value = read;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::job::Waker;
    use crate::app::preferences::Preferences;
    use crate::app::timeline::{Clock, Look, RowOrder, RowsOf, TimelineOptions};

    fn state() -> State {
        State::new(Waker::new(|| ()), Preferences::default())
    }

    /// A session as the first version that kept the timeline wrote it. It must open for ever.
    #[test]
    fn the_timeline_of_a_saved_session_comes_back() {
        let path = Path::new("tests/sessions/version-2-timeline.variorum.ron");
        let view = crate::session::load(path).expect("the fixture opens").session.view;
        let mut state = state();
        restore_with_corpus(&mut state, &view);
        let expected = TimelineOptions {
            rows: RowsOf::Outlets,
            order: RowOrder::FirstAppearance,
            is_grouped: false,
            kinds: [true, false, true, true],
            clock: Clock::Both,
            look: Look::Strips,
            around: Some((EntityKind::Person, "John \"Jack\" Kerry".to_owned())),
            is_table: true,
        };
        assert_eq!(state.options.timeline, expected);
        assert_eq!(view_of(&state).options["timeline"], view.options["timeline"], "it is written as it was");
    }

    /// An order by likeness to an article was once kept by its number, which may be that of another one by now.
    #[test]
    fn an_order_by_likeness_comes_back_by_the_path_of_its_article() {
        let mut state = state();
        crate::app::apply::show(
            &mut state,
            crate::analysis::Analysis { corpus: crate::corpus::sample().into(), ..Default::default() },
        );
        let chosen = DocumentId(3);
        state.options.order = OrderBy::SimilarityTo(chosen);
        let mut view = view_of(&state);
        state.options.order = OrderBy::Date;
        view.options.insert("order".to_owned(), written(&OrderBy::SimilarityTo(DocumentId(9))));
        restore_with_corpus(&mut state, &view);
        assert_eq!(state.options.order, OrderBy::SimilarityTo(chosen));
        view.options.remove("ordered_by");
        restore_with_corpus(&mut state, &view);
        assert_eq!(state.options.order, OrderBy::default());
    }

    #[test]
    fn what_is_not_known_changes_nothing() {
        let with =
            |words: &str| View { options: [("timeline".to_owned(), words.to_owned())].into(), ..View::default() };
        for words in ["", "(rows:moons)", "[", "(clock:both,more:3)"] {
            let mut state = state();
            restore_with_corpus(&mut state, &with(words));
            let clock = if words.contains("both") { Clock::Both } else { Clock::Text };
            assert_eq!(state.options.timeline, TimelineOptions { clock, ..TimelineOptions::default() }, "{words}");
        }
    }
}
