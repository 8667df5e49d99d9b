//! A session that takes the place of the one that was open.

use std::sync::Arc;

use crate::app::filter::Filter;
use crate::app::history::History;
use crate::app::state::{Selection, State};
use crate::session::Session;

/// Forgets everything that belongs to what was open, and begins with these decisions.
pub fn start_over(state: &mut State, session: Arc<Session>) {
    state.session = session;
    state.decisions_number += 1;
    state.session_path = None;
    state.saved_revision = Some(0);
    state.is_read_only = false;
    state.stamp = None;
    state.changes = None;
    state.lock = None;
    state.history = History::default();
    state.filter = Filter::default();
    state.selection = Selection::default();
    state.options.timeline.around = None;
    state.after_saving = None;
    state.opening = None;
    state.to_restore = None;
    state.problems.clear();
}
