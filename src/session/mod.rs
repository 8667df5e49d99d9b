//! The saved file: what the person chose and wrote, never what was derived.
//!
//! Versions, paths relative to the file, content hashes, atomic saving and recovery are here; what the choices mean is
//! left to the rooms that they belong to.

mod model;

pub use model::{DocumentRecord, PairNote, Session, View};
