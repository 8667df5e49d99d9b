//! Sessions and reports on disk, in jobs.

use super::state::Problem;

/// What a job that reads or writes a file has to say.
pub enum Filed {
    /// It did not work.
    Failed(Problem),
}
