//! The window.

use std::path::PathBuf;

mod native;

/// What the window opens with.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// Folders, files, or one session file.
    pub paths: Vec<PathBuf>,
    /// Whether to open the built-in sample instead.
    pub opens_sample: bool,
}

/// Shows the window and returns when it is closed.
///
/// # Errors
/// One sentence for the person when no window can be shown, such as on a machine without a display.
pub fn run(launch: Launch) -> Result<(), String> {
    native::run(launch)
}
