//! The window.
//!
//! # The frame
//!
//! ```text
//!  input ─▶ views (borrow State, paint what is visible) ─▶ Command … ─▶ apply (the one place that changes State)
//!                     ▲                                                     │ starts
//!                     └────────────── State ◀── receive ◀── jobs ◀──────────┘
//! ```
//!
//! [`window`] runs this once a frame: it takes in what jobs have made, lets the views paint and collects their
//! commands, and applies those. Nothing is repainted at rest: a job wakes the window when it has something to show.
//!
//! # Where things are
//!
//! | file | holds |
//! |---|---|
//! | [`state`] | [`State`](state::State): everything that the window knows |
//! | [`options`], [`problem`] | how things are looked at; what went wrong |
//! | [`command`] | [`Command`](command::Command): everything that can be asked for |
//! | [`actions`] | the one list that feeds menus, palette, shortcuts and help |
//! | [`apply`] | carries out commands; undo; starts and receives jobs |
//! | [`history`] | undo and redo |
//! | [`job`] | [`Job`](job::Job), and [`Background`](job::Background) for values that are made for a key |
//! | [`filter`], [`shown`] | the one filter, and what it leaves, in order |
//! | [`inventory`] | the files that were looked at, in the order asked for |
//! | [`pair_query`] | expressions that choose pairs |
//! | [`columns`], [`pair_columns`], [`article_columns`] | the columns of tables: what they say, how they sort, which are shown |
//! | [`story_order`] | how the stories are laid out and sorted |
//! | [`layout`] | the panes and their arrangements |
//! | [`theme`], [`fonts`] | every colour, size and face by meaning |
//! | [`timeline`] | how the timeline is looked at |
//! | [`versions`] | what an article can be compared with, one after another |
//! | [`about`], [`pair_keys`] | what lists say of an article or a story; a pair as the session and the matrix know it |
//! | [`words`], [`dates`], [`glossary`] | how numbers and days are written; what the measures mean |
//! | [`preferences`] | the settings file |
//! | [`dialogs`], [`files`], [`filing`] | the system's dialogs; sessions, notes and reports on disk; what such a job brings back |
//! | [`keeping`] | unsaved work, kept against a crash |
//! | [`remembered`] | what the window showed, in and out of a session |
//! | [`views`] | one file or folder for each part of the window |
//! | [`widgets`] | small things that views share |
//!
//! # Adding to it
//!
//! - **A view** is a struct that implements [`views::View`]: `ui(&mut self, ui, scene, out)`. It keeps only what is not
//!   worth saving (scroll places, textures, a [`Background`](job::Background) of its own); everything else is in
//!   [`State`](state::State), which it borrows through the [`Scene`](views::Scene). It pushes commands to `out`.
//!   It hears every command before it is applied, in `on_command`, for those that are about its own place and zoom.
//! - **A pane** is a variant of [`layout::Pane`], with a field in [`views::Views`].
//! - **Work that grows with the corpus** never runs in a frame. Give it to a [`Background`](job::Background): `request`
//!   it each frame with a key made of [`analysis_number`](state::State::analysis_number), the filter's
//!   [`ShownKey`](shown::ShownKey) or what else it depends on, and paint `latest()`. Lists use `show_rows`.
//! - **Something that a person decides** is a [`Decision`](command::Decision), with a name for undo. It changes the
//!   session, nothing else; what follows is found by comparing.
//! - **Something that can be done from anywhere** is an entry of [`actions::ACTIONS`].
//! - **Obey the filter**: show only [`Shown`](shown::Shown)'s articles and pairs. **Selection is linked**: push
//!   [`Select`](command::Select), read [`State::selection`](state::State::selection).
//! - Every widget has a name for screen readers; what is painted by hand gets nodes by
//!   [`widgets::access`], and has a table twin.

use std::path::PathBuf;

pub mod about;
pub mod actions;
pub mod apply;
pub mod article_columns;
pub mod asked;
pub mod columns;
pub mod command;
pub mod dates;
pub mod dialogs;
pub mod files;
pub mod filing;
pub mod filter;
pub mod filtered;
pub mod fonts;
pub mod glossary;
pub mod history;
pub mod inventory;
pub mod job;
pub mod keeping;
pub mod layout;
mod native;
pub mod options;
pub mod pair_columns;
pub mod pair_keys;
pub mod pair_query;
pub mod preferences;
pub mod problem;
pub mod remembered;
pub mod shown;
pub mod state;
pub mod story_order;
pub mod taken_over;
pub mod theme;
pub mod timeline;
pub mod versions;
pub mod views;
pub mod widgets;
pub mod window;
pub mod words;

pub use window::Window;

/// What the window opens with.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// Folders, files, or one session file.
    pub paths: Vec<PathBuf>,
    /// Whether to open the built-in sample instead.
    pub opens_sample: bool,
}

/// Shows the window and returns when it is closed.
///
/// # Errors
/// One sentence for the person when no window can be shown, such as on a machine without a display.
pub fn run(launch: Launch) -> Result<(), String> {
    native::run(launch)
}
