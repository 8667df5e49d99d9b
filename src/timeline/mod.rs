//! When, according to the text: time expressions, their calendar intervals, and events.
//!
//! A text becomes tokens (`tokens`), the rule table (`english.rules`, read by `rules` and made one automaton by
//! `grammar`) matches them, `filters` throws out what only looks like a time, and `resolve` says what is meant in this
//! article. Rules over tokens were chosen over a trained tagger because a linguist can read and extend them, they need no
//! model, and they run at the speed of the scanner. Who is meant is `entity`'s business; an [`Event`] joins the two by
//! sentence. Views draw from [`Rows`]; what several articles tell, and whether their dates agree, is in [`told_events`].

mod alike;
mod around;
mod bare;
mod calendar;
mod clocks;
#[cfg(test)]
mod corpus_laws;
mod counted;
mod dates;
mod detect;
mod edges;
mod events;
#[cfg(test)]
mod examples;
mod extent;
mod filters;
mod find;
mod grammar;
mod holidays;
mod index;
#[cfg(test)]
mod laws;
mod lengths;
mod lexicon;
mod meaning;
#[cfg(test)]
mod modern;
mod narrative;
#[cfg(test)]
mod newswire;
mod nth;
mod numbers;
mod outlook;
mod pairs;
mod pieces;
mod resolve;
mod resolved;
mod rules;
mod seasons;
mod settings;
mod slots;
mod tense;
mod titles;
mod tokens;
mod told;
mod typed;
mod types;
mod values;

pub use alike::Telling;
pub use detect::times_in_text;
pub use events::{Event, Timeline};
pub use extent::{DAY_MINUTES, Extent, Precision, day_of, minute_of};
pub use find::{LastTimes, find_times, find_times_again};
pub use index::{Entry, Mark, Rows, Tags, Tally, When};
pub use settings::{TimeCorrection, TimelineSettings};
pub use told::{ToldEvent, told_events};
pub use typed::time_from_typed;
pub use types::{Anchor, Interval, Timex, TimexId, TimexType};
