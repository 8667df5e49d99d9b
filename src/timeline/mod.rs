//! When, according to the text: time expressions, their calendar intervals, and events.
//!
//! A text becomes tokens (`tokens`), the rule table (`english.rules`, read by `rules`) matches them, `filters` throws out
//! what only looks like a time, and `resolve` says what is meant in this article. Rules over tokens were chosen over a
//! trained tagger because a linguist can read and extend them, they need no model, and they run at the speed of the
//! scanner. Who is meant is `entity`'s business; an [`Event`] joins the two by sentence. Views draw from [`Lanes`].

mod calendar;
mod dates;
mod detect;
mod disagreement;
mod events;
mod filters;
mod find;
mod index;
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
pub use disagreement::{Disagreement, Telling, disagreements};
pub use events::{Event, Timeline};
pub use find::find_times;
pub use index::{DAY_MINUTES, Extent, Lanes, minute_of};
pub use settings::{TimeCorrection, TimelineSettings};
pub use types::{Anchor, Interval, Timex, TimexId, TimexType};
