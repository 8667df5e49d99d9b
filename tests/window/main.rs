//! The window, driven as a person would: by the names of things, by clicks and by keys. Nothing is rendered here.
//! One program holds all of it, so that the window is linked once.
#![cfg(feature = "gui")]

mod compare;
mod driver;
mod files;
mod likeness;
mod matrix;
mod sessions;
mod tables;
mod timeline;
mod whole;
