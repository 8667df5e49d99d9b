//! The window, driven as a person would: by the names of things, by clicks and by keys. Nothing is rendered here but the
//! pictures. One program holds all of it, so that the window is linked once.
#![cfg(feature = "gui")]

mod compare;
mod driver;
mod files;
mod kept;
mod kin;
mod likeness;
mod matrix;
mod names;
#[cfg(feature = "snapshots")]
mod pictures;
mod scale;
mod sessions;
mod tables;
mod timeline;
mod whole;
