//! What jobs that read and write files bring back.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::problem::Problem;
use crate::report::csv::Times;
use crate::session::{Documents, Orphan, Outside, Recovery, Session, SessionLock, Stamp};

/// A session that was read and is not yet open: it may wait for an answer.
pub struct Opening {
    /// From where; `None` for one that was recovered and never saved.
    pub path: Option<PathBuf>,
    /// What is in it.
    pub loaded: crate::session::Loaded,
    /// The right to save it; `None` when another window has it, or none can be had there.
    pub lock: Option<SessionLock>,
    /// Whether another window has it.
    pub is_held: bool,
    /// The file as it was read.
    pub stamp: Option<Stamp>,
    /// What leads outside its own folder and was not allowed yet.
    pub outside: Vec<Outside>,
    /// What the person left out this time.
    pub left_out: Vec<PathBuf>,
    /// The recovery file that it comes from.
    pub recovered: Option<(Orphan, SessionLock)>,
}

/// What a job that reads or writes a file has to say.
pub enum Filed {
    /// The session was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// The number of the decisions that are in it.
        revision: u64,
        /// The record of the articles that is in it.
        documents: Documents,
        /// The right to save there again, unless it was held before.
        lock: Option<SessionLock>,
        /// The file as it is now.
        stamp: Option<Stamp>,
    },
    /// The session was not saved, and why.
    NotSaved(String),
    /// The session was not saved: somebody else saved it since this window read it.
    SavedElsewhere,
    /// A session was read.
    Opened(Box<Opening>),
    /// The session was read again, to go back to it.
    Reverted(Box<Session>, Option<Stamp>),
    /// A report or the notes were written; what of the corpus is in it, where that is not all.
    Exported(PathBuf, Option<String>),
    /// What a view offered was written.
    Written(PathBuf),
    /// What a window that died left behind was removed.
    Discarded,
    /// It did not work.
    Failed(Problem),
}

/// Something that a view offers to be written to a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text, such as a drawing as SVG.
    Text(Arc<str>),
    /// An image, written as PNG.
    Image(Arc<egui::ColorImage>),
    /// Times, written as CSV.
    Times(Times),
}

/// What looking after the recovery file has to say.
pub enum Kept {
    /// A file to keep unsaved work in, and what windows that died left behind.
    Begun(Option<Arc<Recovery>>, Vec<Orphan>),
    /// It is time to keep what changed.
    Due,
    /// The work so far is kept, or was given up.
    Done,
}
