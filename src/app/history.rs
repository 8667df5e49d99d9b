//! Undo and redo of everything that the person decides.
//!
//! What is kept is the whole session before each decision, shared, not copied: a session holds only choices, so it is
//! small, and undoing needs no inverse of any decision.

use std::sync::Arc;

use crate::session::Session;

/// Decisions that can be taken back; older ones are forgotten.
const DEPTH: usize = 200;

#[derive(Clone, Debug)]
struct Step {
    name: String,
    other: Arc<Session>,
}

/// What can be undone and made again.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Remembers how it was before a decision.
    pub fn record(&mut self, name: String, before: Arc<Session>) {
        self.future.clear();
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.past.push(Step { name, other: before });
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.last().map(|step| step.name.as_str())
    }

    /// What redo would make again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|step| step.name.as_str())
    }

    /// The session as it was before the last decision.
    pub fn undo(&mut self, now: &Arc<Session>) -> Option<Arc<Session>> {
        swap(&mut self.past, &mut self.future, now)
    }

    /// The session as it was before the last undo.
    pub fn redo(&mut self, now: &Arc<Session>) -> Option<Arc<Session>> {
        swap(&mut self.future, &mut self.past, now)
    }
}

fn swap(from: &mut Vec<Step>, to: &mut Vec<Step>, now: &Arc<Session>) -> Option<Arc<Session>> {
    let step = from.pop()?;
    to.push(Step { name: step.name, other: Arc::clone(now) });
    Some(step.other)
}
