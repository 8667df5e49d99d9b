//! Opening, saving, exporting, and what must be asked first.

use std::path::PathBuf;
use std::sync::Arc;

use super::{load, report};
use crate::app::command::{FileCommand, Modal};
use crate::app::filter::Filter;
use crate::app::history::History;
use crate::app::job::Poll;
use crate::app::state::{Effect, Problem, Selection, Source, State};
use crate::session::Session;

pub fn apply(state: &mut State, command: FileCommand) {
    if loses_changes(state, &command) {
        state.modal = Some(Modal::Unsaved(Box::new(command)));
        return;
    }
    match command {
        FileCommand::Pick(purpose) => state.effects.push(Effect::Pick(purpose)),
        FileCommand::Open(paths) => {
            start_over(state);
            remember(state, &paths);
            load::load(state, Source::Paths(paths));
        }
        FileCommand::Add(paths) => {
            let mut all = match &state.source {
                Source::Paths(open) => open.clone(),
                Source::Nothing | Source::Sample => Vec::new(),
            };
            remember(state, &paths);
            all.extend(paths.into_iter().filter(|path| !all.contains(path)).collect::<Vec<_>>());
            load::load(state, Source::Paths(all));
        }
        FileCommand::OpenSample => {
            start_over(state);
            load::load(state, Source::Sample);
        }
        FileCommand::New => {
            start_over(state);
            state.source = Source::Nothing;
            load::load(state, Source::Nothing);
        }
        FileCommand::Rescan => load::read_again(state),
        FileCommand::Save | FileCommand::SaveAs(_) | FileCommand::Export(_) => {
            report(state, Problem::error("Saving is not ready in this build", ""));
        }
        FileCommand::ForgetRecent(path) => state.preferences.recents.retain(|other| *other != path),
        FileCommand::Quit => state.effects.push(Effect::Close),
        FileCommand::GoAhead(command) => {
            state.saved = Arc::clone(&state.session);
            state.modal = None;
            apply(state, *command);
        }
    }
}

fn loses_changes(state: &State, command: &FileCommand) -> bool {
    let replaces =
        matches!(command, FileCommand::Open(_) | FileCommand::OpenSample | FileCommand::New | FileCommand::Quit);
    replaces && state.is_changed()
}

/// Forgets everything that belongs to what was open.
fn start_over(state: &mut State) {
    let session = Arc::new(Session::default());
    state.saved = Arc::clone(&session);
    state.session = session;
    state.decisions_number += 1;
    state.session_path = None;
    state.history = History::default();
    state.filter = Filter::default();
    state.selection = Selection::default();
    state.problems.clear();
}

fn remember(state: &mut State, paths: &[PathBuf]) {
    for path in paths {
        state.preferences.remember(path);
    }
}

/// Takes in what saving and exporting made.
pub fn receive(state: &mut State) {
    let Some(job) = &state.filing else { return };
    match job.poll() {
        Poll::Pending => {}
        Poll::Ended => state.filing = None,
        Poll::Value(filed) => {
            state.filing = None;
            match filed {
                crate::app::files::Filed::Failed(problem) => report(state, problem),
            }
        }
    }
}
