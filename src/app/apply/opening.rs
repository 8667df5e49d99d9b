//! A session on its way from the disk into the window: what it must be allowed, what it has lost, and what is said of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::file::{start_over, tell_unknown};
use super::{load, report};
use crate::app::command::{Modal, OpeningAnswer};
use crate::app::files;
use crate::app::filing::Opening;
use crate::app::layout::Layout;
use crate::app::problem::{Problem, Severity};
use crate::app::state::{Since, Source, State};
use crate::app::words;
use crate::session::{Changes, Session};

/// Asks the next question about a session that was read, or opens it.
pub fn proceed(state: &mut State, opening: Box<Opening>) {
    if !opening.outside.is_empty() {
        state.modal = Some(Modal::Outside(opening.outside.clone()));
        state.opening = Some(opening);
    } else if let Some(missing) = opening.loaded.missing.first() {
        state.modal = Some(Modal::MissingFolder(missing.clone()));
        state.opening = Some(opening);
    } else {
        open(state, *opening);
    }
}

/// Takes the answer to the last question.
pub fn answer(state: &mut State, answer: OpeningAnswer) {
    let Some(mut opening) = state.opening.take() else { return };
    state.modal = None;
    match answer {
        OpeningAnswer::Allow => {
            for outside in std::mem::take(&mut opening.outside) {
                state.preferences.trust(&outside.path);
            }
            proceed(state, opening);
        }
        OpeningAnswer::LeaveOut => {
            let outside = std::mem::take(&mut opening.outside);
            opening.left_out = outside.into_iter().map(|outside| outside.path).collect();
            let left_out = &opening.left_out;
            opening.loaded.missing.retain(|missing| !left_out.contains(missing));
            proceed(state, opening);
        }
        OpeningAnswer::FolderIs(path) => {
            state.preferences.trust(&path);
            state.filing = Some(files::start_relocating(state, opening, path));
        }
        OpeningAnswer::WithoutMissing => open(state, *opening),
        OpeningAnswer::Cancel => {}
    }
}

fn open(state: &mut State, opening: Opening) {
    let Opening { path, loaded, lock, is_held, stamp, left_out, recovered, .. } = opening;
    let session = loaded.session;
    start_over(state, Arc::new(session.clone()));
    if recovered.is_some() {
        // Recovered work was never saved as it is.
        state.saved_revision = None;
        state.recovered = recovered;
    }
    if let Some(path) = &path {
        state.preferences.remember(path);
    }
    state.session_path = path;
    state.stamp = stamp;
    state.is_read_only = is_held;
    state.lock = lock;
    if is_held {
        let details = "Another window has it open. What you change here can be saved under another name.";
        report(state, Problem { severity: Severity::Warning, ..Problem::error("Opened read-only", details) });
    }
    tell_unknown(state, &loaded.unknown);
    for moved in &loaded.moved {
        report(state, Problem::note(format!("Found again at {}", moved.to.display())));
    }
    for missing in &loaded.missing {
        let details = "What you wrote about its articles is kept, and is in the list of notes.";
        report(state, Problem::error(format!("{} is not there", missing.display()), details));
    }
    if let Some(layout) = Layout::from_text(&session.view.layout) {
        state.layout = layout;
    }
    state.to_restore = Some(session.view);
    let source = match files::source_of(&session.roots) {
        Source::Paths(mut paths) => {
            paths.retain(|path: &PathBuf| !left_out.contains(path));
            if paths.is_empty() { Source::Nothing } else { Source::Paths(paths) }
        }
        other => other,
    };
    load::load(state, source);
}

/// What became of the articles: what was written about moved ones follows them, and the person is told.
pub fn take_changes(state: &mut State, since: Since, changes: Changes) {
    if changes.is_empty() {
        state.changes = None;
        if since == Since::Read {
            report(state, Problem::note("On disk: the same articles; what was skipped changed"));
        }
        return;
    }
    if !changes.moved.is_empty() {
        // No decision of the person's, and nothing to save: opening the same file again finds the same.
        let mut session = Session::clone(&state.session);
        session.follow(&changes.moved);
        state.session = Arc::new(session);
        state.history.follow(&changes.moved);
        state.decisions_number += 1;
    }
    let words = in_words(&changes);
    report(
        state,
        Problem::note(match since {
            Since::Saved => format!("Since the session was saved: {words}"),
            Since::Read => format!("On disk: {words}"),
        }),
    );
    state.changes = Some(Arc::new(changes));
}

/// "2 changed, 1 new"; empty when nothing changed.
fn in_words(changes: &Changes) -> String {
    let parts = [
        (changes.changed.len(), "changed"),
        (changes.new.len(), "new"),
        (changes.missing.len(), "missing"),
        (changes.moved.len(), "moved"),
    ];
    let some = parts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| format!("{} {what}", words::number(*count))).collect::<Vec<_>>().join(", ")
}
