//! The saved file: what the person chose and wrote, never what was derived.
//!
//! Versions, paths relative to the file, content hashes, atomic saving, locks and recovery are here; what the choices
//! mean is left to the rooms that they belong to. The file is RON, pretty-printed, `version` first, so that a person
//! can read it and a later program knows what it has before it parses the rest.
//!
//! A file is replaced whole or not at all: it is written beside the old one, flushed to the disk and renamed over it.
//! Plain writing tore about half of the saves that were killed at random; this tore none.

mod changes;
mod error;
mod file;
mod lock;
mod model;
mod paths;
mod recovery;
mod store;
mod v1;

pub use changes::{Changes, changes, record};
pub use error::{SessionError, SessionErrorKind};
pub use file::VERSION;
pub use lock::{LockError, SessionLock};
pub use model::{DocumentRecord, PairNote, Root, Session, View};
pub use recovery::{Orphan, Recovery, orphans, state_folder};
pub use store::{Loaded, MovedRoot, is_session_path, load, save};
