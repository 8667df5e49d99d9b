//! Variorum shows how one news story became many.
//!
//! A folder of articles goes in; out come a similarity matrix (who shares text with whom), an entity timeline (who is
//! spoken of, and when the text says it happened) and, for any pair, a diff made for prose. Everything is offline, and
//! the folder itself is never written to.
//!
//! # Flow
//!
//! ```text
//! files ──corpus──▶ Corpus ──┬─similarity─▶ SimilarityMatrix, clusters, order ─┐
//!                            ├─entity─────▶ Entities (mentions, aliases)       ├─▶ Analysis ─▶ views, report, JSON
//!                            └─timeline───▶ Timexes, events ───────────────────┘        ▲
//!                  two Documents ──alignment──▶ Alignment (edits, moves) ──story──▶ facts, credit, provenance
//!                                                         Session (the person's choices) ┘
//! ```
//!
//! Values go in one direction. A finished result is an immutable value behind an [`Arc`](std::sync::Arc), swapped whole;
//! a view never sees half of one.
//!
//! # Rooms
//!
//! | module | holds | may use |
//! |---|---|---|
//! | [`text`] | spans, folding, words, sentences | – |
//! | [`progress`] | cancellation, counted progress of a long task | – |
//! | [`corpus`] | reading each format, decoding, the parts of an article, metadata | text, progress |
//! | [`similarity`] | shingles, measures, the sparse matrix, clusters, orders | corpus, text, progress |
//! | [`alignment`] | sentence links, word edits, moves of one pair | text, progress |
//! | [`entity`] | mention detection, the model and name lists, linking | corpus, text, progress |
//! | [`timeline`] | time expressions and their intervals, events | entity, corpus, text, progress |
//! | [`story`] | facts that differ, credit, who had it first | all above |
//! | [`analysis`] | runs the above under one [`analysis::Settings`] | all above |
//! | [`cache`] | what was read and found, on the disk, disposable at any time | analysis and all that it uses |
//! | [`session`] | the saved file: versions, paths, hashes, atomic saving | analysis's settings, corpus ids, kinds of names |
//! | [`report`] | the report as a pure value, then its writers | analysis, story, session |
//! | `app` (feature `gui`) | state, commands, jobs, views, widgets, theme | everything |
//! | [`cli`] | arguments, window or command line, exit status | everything |
//!
//! # Never
//!
//! - a GUI or argument-parsing crate below `app` and `cli`
//! - reading or writing files outside `corpus` (articles), `session`, `report`, `cache`, the settings file and the entry
//!   points
//! - a view that waits, locks, opens a file, or does work that grows with the corpus
//! - a change of state outside the command function
//! - a clock, an environment variable, a thread count or a hash order that shows in a result
//! - derived data in a session; a result that only the window can compute, or that is another with the cache than without
//! - a network connection, ever; a write into the folder of articles, ever
//! - text from an article reaching HTML, CSV, a terminal or a file name unescaped

pub mod alignment;
pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod cache;
pub mod cli;
pub mod corpus;
pub mod entity;
pub mod progress;
pub mod report;
pub mod session;
pub mod similarity;
pub mod story;
pub mod text;
pub mod timeline;
