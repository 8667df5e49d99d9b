//! Results of analyses on the disk, so that articles that were analysed once are shown at once.
//!
//! Everything here can be made again, and is in the place that the system has for such things: whoever deletes it loses
//! nothing but time. That decides the rest. An entry is found by a key of everything that shaped it (each article as it
//! was read, the settings, the program itself), never by the name of a folder, so nothing has to be kept in step: what
//! changed has another key. Only what was read of files is found by their paths, and believed of none whose bytes are not
//! the same still. A damaged entry is one that is not there. Entries are written beside and renamed, without
//! waiting for the disk: a checksum tells what a crash tore. The whole is bounded, and what was used longest ago goes
//! first.
//!
//! Only the window uses it: a script gets the same result without it, and should leave nothing behind.

mod entry;
mod files;
mod key;
mod known;
mod store;

pub use files::open_with;
pub use key::{Fingerprint, program_identity};
pub use known::{analyze_with, keep};
pub use store::{Cache, LIMIT, cache_folder};
