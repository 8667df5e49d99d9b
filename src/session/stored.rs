//! What every version of a session file says, before its folders are looked for.

use std::path::PathBuf;

use super::model::Session;

/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 2;

/// What a file says before its folders are looked for.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The choices; roots are empty.
    pub session: Session,
    /// Where the opened folders and files may be.
    pub roots: Vec<StoredRoot>,
    /// For a recovery file, the session file that it stands for.
    pub origin: Option<PathBuf>,
    /// What stands in the file and means nothing to this program, as paths of names.
    pub unknown: Vec<String>,
}

/// An opened folder or file as it is stored.
#[derive(Debug)]
pub(super) enum StoredRoot {
    Sample,
    Path {
        /// Against the folder of the session file; absolute where the two share nothing.
        near: PathBuf,
        /// As it was when it was saved.
        absolute: PathBuf,
    },
}
