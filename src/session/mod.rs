//! The saved file: what the person chose and wrote, never what was derived.
//!
//! Versions, paths relative to the file, content hashes, atomic saving, locks and recovery are here; what the choices
//! mean is left to the rooms that they belong to. The file is RON, pretty-printed, `version` first, so that a person
//! can read it and a later program knows what it has before it parses the rest.
//!
//! A file is replaced whole or not at all, and the version before stays beside it. It is read with suspicion: what is
//! too deep, too large, said twice or no number is refused with its line and column, what is not known is told, and
//! folders that lie outside the session's own are for the person to allow.

mod changes;
mod contents;
mod disk;
mod error;
mod file;
mod lock;
mod model;
mod paths;
mod recovery;
mod replace;
mod roots;
mod scan;
mod store;
mod stored;
mod trust;
mod v1;
mod v2;

pub use changes::{Changes, changes, follow_settings, record, record_after};
pub use contents::Contents;
pub use error::{SessionError, SessionErrorKind};
pub use lock::{LockError, SessionLock, has_leftovers};
pub use model::{DocumentRecord, Documents, PairNote, Root, Session, StoredFilter, View};
pub use recovery::{Orphan, Recovery, data_folder, orphans};
pub use replace::previous_path;
pub use store::{Loaded, MovedRoot, Stamp, is_session_path, load, save, stamp};
pub use stored::VERSION;
pub use trust::{Outside, OutsideReason, outside};
