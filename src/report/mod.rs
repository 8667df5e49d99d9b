//! The report as a pure value, then its writers.
//!
//! Nothing here is only for the window: the same report comes from the command line. What scripts read is in [`json`].

pub mod json;
