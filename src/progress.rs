//! Cancellation and counted progress of a long task.
//!
//! A [`Progress`] is handed down through an analysis by reference; its clones share one state, so that a window can watch
//! and cancel what another thread does. Reading the state never waits. What a stage is called to the person is left to
//! the window and the command line.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// The task was asked to stop; what it had made so far is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// What a long task is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Stage {
    /// Nothing yet.
    #[default]
    Waiting,
    /// Listing the files of the opened folders; the total is not known yet.
    Listing,
    /// Reading and parsing files.
    Reading,
    /// Counting shared text.
    Similarity,
    /// Grouping articles.
    Clusters,
    /// Finding names.
    Names,
    /// Joining names into entities.
    Linking,
    /// Finding times.
    Times,
    /// Aligning two texts.
    Alignment,
    /// Writing a report.
    Writing,
}

impl Stage {
    const ALL: [Stage; 10] = [
        Stage::Waiting,
        Stage::Listing,
        Stage::Reading,
        Stage::Similarity,
        Stage::Clusters,
        Stage::Names,
        Stage::Linking,
        Stage::Times,
        Stage::Alignment,
        Stage::Writing,
    ];

    /// What the stage is called in a sentence: "reading", "finding names".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Listing => "listing files",
            Stage::Reading => "reading",
            Stage::Similarity => "comparing",
            Stage::Clusters => "grouping",
            Stage::Names => "finding names",
            Stage::Linking => "linking names",
            Stage::Times => "finding times",
            Stage::Alignment => "aligning",
            Stage::Writing => "writing",
        }
    }
}

/// The shared state of one long task. Cloning is cheap and gives another handle to the same task.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    is_cancelled: AtomicBool,
    stage: AtomicU8,
    done: AtomicU64,
    total: AtomicU64,
    item: Mutex<Arc<str>>,
}

/// The state of a task at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// What it does.
    pub stage: Stage,
    /// Steps done in this stage.
    pub done: u64,
    /// Steps in this stage; 0 while that is not known.
    pub total: u64,
    /// The item under way, such as a path; may be empty.
    pub item: Arc<str>,
}

impl Progress {
    /// A fresh task, not cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a stage of `total` steps; 0 when the number is not known.
    pub fn begin(&self, stage: Stage, total: u64) {
        self.shared.done.store(0, Ordering::Relaxed);
        self.shared.total.store(total, Ordering::Relaxed);
        self.shared.stage.store(stage as u8, Ordering::Release);
        self.name_item("");
    }

    /// Counts `steps` more as done.
    pub fn advance(&self, steps: u64) {
        self.shared.done.fetch_add(steps, Ordering::Relaxed);
    }

    /// Names the item under way. Skipped when another thread is at it: the name is for the eye only.
    pub fn name_item(&self, item: &str) {
        if let Ok(mut slot) = self.shared.item.try_lock() {
            *slot = Arc::from(item);
        }
    }

    /// Goes on, or says that the task was cancelled. Cheap enough for every row or document.
    ///
    /// # Errors
    /// [`Cancelled`] once [`Progress::cancel`] was called.
    pub fn checkpoint(&self) -> Result<(), Cancelled> {
        if self.shared.is_cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// Asks the task to stop at its next checkpoint.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// How far the task is. Never waits; the item may be empty when it is just being changed.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let stage = self.shared.stage.load(Ordering::Acquire);
        Snapshot {
            stage: Stage::ALL.get(usize::from(stage)).copied().unwrap_or_default(),
            done: self.shared.done.load(Ordering::Relaxed),
            total: self.shared.total.load(Ordering::Relaxed),
            item: self.shared.item.try_lock().map_or_else(|_| Arc::from(""), |item| Arc::clone(&item)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_survives_the_atomic() {
        for stage in Stage::ALL {
            let progress = Progress::new();
            progress.begin(stage, 7);
            assert_eq!(progress.snapshot().stage, stage);
        }
    }

    #[test]
    fn a_clone_cancels_the_task() {
        let progress = Progress::new();
        let handle = progress.clone();
        assert_eq!(progress.checkpoint(), Ok(()));
        handle.cancel();
        assert_eq!(progress.checkpoint(), Err(Cancelled));
    }
}
