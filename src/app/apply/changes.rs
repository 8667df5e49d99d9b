//! What became of the articles on disk, and how the session follows.

use std::sync::Arc;

use super::report;
use crate::app::problem::Problem;
use crate::app::state::{Since, State};
use crate::app::words;
use crate::session::{Changes, Session};

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
