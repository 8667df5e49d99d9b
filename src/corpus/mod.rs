//! Articles: walking folders, reading each format, decoding, and telling the parts of an article apart.
//!
//! This is the only room that reads articles from disk, and it never writes. It gives an immutable [`Corpus`] of
//! [`Document`]s and a list of what was skipped and why; one bad file never ends a load. What articles share, name or
//! say happened is left to the rooms above.

mod document;
mod metadata;
mod open;
#[allow(dead_code, reason = "read by `sample` as soon as the formats are")]
mod sample;

pub use document::{ContentHash, Corpus, Document, DocumentId, Format, Part, PartKind, Skipped};
pub use metadata::{Confidence, Metadata, MetadataCorrection, Origin, Published, Sourced};
pub use open::{OpenError, ReadSettings, open, sample};
