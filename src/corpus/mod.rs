//! Articles: walking folders, reading each format, decoding, and telling the parts of an article apart.
//!
//! This is the only room that reads articles from disk, and it never writes. It gives an immutable [`Corpus`] of
//! [`Document`]s and a list of what was skipped and why; one bad file never ends a load. What articles share, name or
//! say happened is left to the rooms above.

mod article;
mod boilerplate;
mod dates;
mod decode;
mod document;
mod file;
mod formats;
mod html;
mod invisible;
mod kept;
mod language;
pub mod limits;
mod metadata;
mod metadata_file;
mod open;
mod open_error;
mod outlet;
mod parts;
mod quiet;
mod reload;
mod rows;
mod sample;
mod settle;
mod walk;
mod warning;
mod work;

pub use document::{ContentHash, Corpus, Document, DocumentId, Format, Part, PartKind, Skipped};
pub use kept::{KeptFiles, open_kept};
pub use metadata::{Confidence, DateError, Metadata, MetadataCorrection, Origin, Published, Sourced};
pub use open::{ReadSettings, open, read_bytes, sample};
pub use open_error::OpenError;
pub use reload::reload;
pub use rows::{FileRow, FileStatus};
pub use warning::Warning;

#[cfg(test)]
mod tests;
