//! The one place where the state changes.
//!
//! Undo is a property of [`apply`]: whatever a [`Decision`](super::command::Decision) did to the session is what undo
//! takes back, so no decision can forget its inverse. What follows from a changed session, such as analysing again, is
//! found by comparing it with the one before, in the same way for a decision, its undo and its redo.

mod by_name;
mod changes;
mod decide;
mod file;
mod fresh;
mod keeping;
mod load;
mod opening;
mod receive;
mod scale;
mod select;
mod view;

use std::sync::Arc;

use super::command::{Command, FilterCommand, Modal};
use super::filter::Filter;
use super::problem::{Problem, Severity, Toast};
use super::state::{Effect, State};
use crate::session::Session;

pub use decide::entity_name as decide_name;
pub use load::show;
pub use receive::receive;

/// Notes at the edge that are kept; the problems panel keeps the rest.
const TOASTS: usize = 4;

/// Carries out one command.
pub fn apply(state: &mut State, command: Command) {
    match command {
        Command::File(command) => file::apply(state, command),
        Command::Select(select) => {
            state.history.end_typing();
            select::select(state, select);
        }
        Command::Filter(command) => {
            state.filter = match command {
                FilterCommand::Set(filter) => filter,
                FilterCommand::Remove(part) => std::mem::take(&mut state.filter).without(&part),
                FilterCommand::Clear => Filter { shows_hidden: state.filter.shows_hidden, ..Filter::default() },
            }
        }
        Command::Decide(decision) => {
            let name = decide::name(state, &decision);
            let typing = decide::typing(state, &decision);
            let before = Arc::clone(&state.session);
            let mut after = Session::clone(&before);
            decide::decide(&mut after, &state.analysis.corpus, decision);
            if after != *before {
                state.history.record(name, &before, &after, typing);
                take_session(state, Arc::new(after));
            }
        }
        Command::Undo => {
            if let Some(session) = state.history.undo(&state.session) {
                take_session(state, Arc::new(session));
            }
        }
        Command::Redo => {
            if let Some(session) = state.history.redo(&state.session) {
                take_session(state, Arc::new(session));
            }
        }
        Command::EndTyping => state.history.end_typing(),
        Command::View(command) => view::apply(state, &command),
        Command::Go(go) => select::go(state, go),
        // Matrix and timeline keep their own place and zoom; their views have heard these commands already.
        Command::Matrix(_) | Command::Timeline(_) => {}
        Command::Copy(text) => state.effects.push(Effect::Copy(text)),
        Command::Cancel => cancel(state),
        Command::Report(problem) => report(state, problem),
        Command::DismissToast(id) => state.toasts.retain(|toast| toast.id != id),
        Command::ClearProblems => state.problems.clear(),
        Command::Show(modal) => show_modal(state, modal),
    }
}

/// Puts a session in place, and starts what follows from the change.
fn take_session(state: &mut State, session: Arc<Session>) {
    let needs_analysis = session.settings != state.session.settings;
    let needs_reading = session.settings.read != state.session.settings.read;
    let is_corrected = session.settings.metadata != state.session.settings.metadata;
    let has_other_roots = session.roots != state.session.roots;
    state.session = session;
    state.decisions_number += 1;
    if is_corrected {
        load::show_corrections(state);
    }
    if has_other_roots {
        let source = super::files::source_of(&state.session.roots);
        load::load(state, source);
    } else if needs_reading {
        load::read_again(state, load::Why::OtherSettings);
    } else if needs_analysis {
        load::analyse_again(state);
    }
}

/// Tells the person of a problem, and keeps it.
fn report(state: &mut State, problem: Problem) {
    if problem.severity > Severity::Note {
        state.problems.push(problem.clone());
    }
    state.next_toast += 1;
    state.toasts.push_back(Toast { id: state.next_toast, problem });
    while state.toasts.len() > TOASTS {
        state.toasts.pop_front();
    }
}

/// Opens a box over the window, or closes it.
fn show_modal(state: &mut State, modal: Option<Modal>) {
    state.preferences.has_seen_tour |= matches!(modal, Some(Modal::Tour(_)));
    let asks = |modal: &Modal| matches!(modal, Modal::Outside(_) | Modal::MissingFolder(_));
    if modal.is_none() && state.modal.as_ref().is_some_and(asks) {
        // A question that is closed without an answer opens nothing.
        state.opening = None;
    }
    if modal.is_none() && matches!(state.modal, Some(Modal::SavedElsewhere)) {
        state.after_saving = None;
    }
    state.modal = modal;
}

fn cancel(state: &mut State) {
    if let Some(job) = &state.loading {
        job.cancel();
    }
    if let Some(job) = &state.filing {
        job.cancel();
    }
}
