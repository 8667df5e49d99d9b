//! Choosing things, and going from one to the next.

use crate::app::command::{Direction, Go, Select};
use crate::app::state::{Selection, State};
use crate::app::versions::Versions;
use crate::corpus::DocumentId;

/// Chooses something in every view.
pub fn select(state: &mut State, select: Select) {
    let selection = &mut state.selection;
    match select {
        Select::Article(id) => {
            selection.article = Some(id);
            selection.place = None;
        }
        Select::Pair(a, b) => {
            selection.pair = Some((a, b));
            if selection.article != Some(b) {
                selection.article = Some(a);
            }
            selection.place = None;
        }
        Select::Entity(id) => selection.entity = Some(id),
        Select::Cluster(id) => selection.cluster = Some(id),
        Select::Date(date) => selection.date = Some(date),
        Select::Place(id, span) => {
            selection.article = Some(id);
            selection.place = Some((id, span));
        }
        Select::Nothing => *selection = Selection::default(),
    }
}

/// Goes to the next thing of its kind.
pub fn go(state: &mut State, go: Go) {
    match go {
        Go::Pair(direction) => {
            let shown = state.shown().table();
            let at = selected_index(state);
            let last = shown.len().saturating_sub(1);
            let next = match (at, direction) {
                (None, _) => 0,
                (Some(at), Direction::Next) => (at + 1).min(last),
                (Some(at), Direction::Previous) => at.saturating_sub(1),
            };
            select_pair_at(state, next);
        }
        Go::NextUnreviewed => {
            let start = selected_index(state).map_or(0, |at| at + 1);
            let count = state.shown().table().len();
            // The marks that the last pass knows of first: asking the session builds the names of both articles.
            let is_done = |at: usize| state.shown().reviewed.pairs.contains(&state.shown().table()[at]);
            let next = (start..count).chain(0..start).filter(|&at| !is_done(at)).find(|&at| {
                pair_at(state, at).is_some_and(|(a, b)| !state.pair_note(a, b).is_some_and(|note| note.is_reviewed))
            });
            if let Some(next) = next {
                select_pair_at(state, next);
            }
        }
        Go::Article(direction) => {
            if let Some(next) = next_article(state, direction) {
                select(state, Select::Article(next));
            }
        }
        // The comparison keeps its own place; its view has heard this command already.
        Go::Change(_) | Go::Move(_) | Go::Dispute(_) => {}
        Go::Version(direction) => {
            if let Some(pair) = state.selection.pair
                && let Some(next) = Versions::of(state, pair).step(pair.1, direction)
            {
                select(state, Select::Pair(pair.0, next));
            }
        }
    }
}

/// The article after or before the selected one, in the story that is read or in the list of articles; `None` at its end.
fn next_article(state: &State, direction: Direction) -> Option<DocumentId> {
    let list = state.reading_list();
    let at = state.selection.article.and_then(|id| list.iter().position(|other| *other == id));
    let next = match (at, direction) {
        (None, _) => 0,
        (Some(at), Direction::Next) => at + 1,
        (Some(at), Direction::Previous) => at.checked_sub(1)?,
    };
    list.get(next).copied()
}

fn pair_at(state: &State, at: usize) -> Option<(DocumentId, DocumentId)> {
    let index = *state.shown().table().get(at)?;
    let pair = state.analysis.matrix.pairs().get(index as usize)?;
    Some((pair.a, pair.b))
}

fn select_pair_at(state: &mut State, at: usize) {
    if let Some((a, b)) = pair_at(state, at) {
        select(state, Select::Pair(a, b));
    }
}

/// Where the selected pair stands among the shown ones. Once per key press, so a walk through them is cheap enough.
fn selected_index(state: &State) -> Option<usize> {
    let (a, b) = state.selection.pair?;
    let index = crate::app::pair_keys::pair_index(&state.analysis, a, b)?;
    state.shown().table().iter().position(|&other| other == index)
}
