//! The two JSON forms that scripts and other programs rely on: a whole analysis, and one alignment.
//!
//! The values here borrow what they write and are streamed to the output item by item, so that twenty thousand articles
//! need no second copy in memory. The names and the order of the fields are a contract: fields are added, never renamed.

mod alignment;
mod analysis;

pub use alignment::AlignmentJson;
pub use analysis::{AnalysisJson, Texts};

use std::io;

use serde::Serialize;

/// Writes a value as one line of JSON.
///
/// # Errors
/// Whatever `out` gives.
pub fn write(value: &impl Serialize, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Serialises a sequence from an iterator that can be made anew, without collecting it.
struct Sequence<F>(F);

impl<F, I> Serialize for Sequence<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
