//! Why nothing could be opened.

use std::path::PathBuf;

use crate::progress::Cancelled;

/// Why nothing could be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// A path that was asked for is not there.
    #[error("{} does not exist: check the spelling, or whether the disk is connected", .0.display())]
    NotFound(PathBuf),
    /// A path that was asked for cannot be looked at.
    #[error("{} cannot be opened: {cause}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The task was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
