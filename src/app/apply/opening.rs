//! A session on its way from the disk into the window: what it must be allowed, what it has lost, and what is said of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::fresh::start_over;
use super::{load, report};
use crate::app::command::{Modal, OpeningAnswer};
use crate::app::files;
use crate::app::filing::Opening;
use crate::app::layout::Layout;
use crate::app::problem::{Problem, Severity};
use crate::app::state::{Source, State};
use crate::session::previous_path;

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

/// What is said of a session that holds what this program does not know.
fn tell_unknown(state: &mut State, unknown: &[String]) {
    if unknown.is_empty() {
        return;
    }
    let kept = state.session_path.as_deref().map(previous_path);
    let kept = kept.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let details = format!(
        "This version of Variorum does not know: {}. Saving leaves that out; the file as it was then stays beside it{}.",
        unknown.join(", "),
        kept.map_or_else(String::new, |name| format!(" as {name}"))
    );
    let summary = "The session holds things that are not known here";
    report(state, Problem { severity: Severity::Warning, ..Problem::error(summary, details) });
}
