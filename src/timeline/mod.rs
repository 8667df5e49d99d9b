//! When, according to the text: time expressions, their calendar intervals, and events.
//!
//! Who is meant is `entity`'s business; an [`Event`] joins the two by sentence.

mod calendar;
mod detect;
mod events;
mod filters;
mod find;
#[cfg(test)]
mod laws;
mod lexicon;
mod pieces;
mod resolve;
mod rules;
mod settings;
mod slots;
mod tokens;
mod types;

pub use detect::times_in_text;
pub use events::{Event, Timeline};
pub use find::find_times;
pub use settings::{TimeCorrection, TimelineSettings};
pub use types::{Anchor, Interval, Timex, TimexId, TimexType};
