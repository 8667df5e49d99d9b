//! When it happened, according to the text, and when it was printed.
//!
//! | file | holds |
//! |---|---|
//! | [`model`], `rows` | the rows and what stands in them, made in a job |
//! | [`camera`] | the stretch in sight, steps of the calendar |
//! | [`strip`] | one row laid out: marks, stretches, counts |
//! | [`paint`], [`axis`], [`minimap`] | how it looks |
//! | `field`, `lines`, `names`, `brush` | the picture: input; rows and their accessible nodes; names; the brush |
//! | [`card`] | what is said of a mark: the card under the pointer, the list that stays |
//! | [`menu`] | what can be done with a mark or a row |
//! | [`boxes`] | another date, a note |
//! | [`tools`] | the row of tools |
//! | [`table`] | the same as a table, its twin for screen readers |
//! | [`picture`] | the same as a picture and as data, to be copied and saved |
//! | [`say`] | times in words |
//!
//! It opens on the weeks around the articles, because one founding year would make them a sliver; the rest is a zoom
//! away.

pub mod axis;
pub mod boxes;
mod brush;
pub mod camera;
pub mod card;
mod field;
mod lines;
pub mod menu;
pub mod minimap;
pub mod model;
mod names;
pub mod paint;
pub mod picture;
mod rows;
pub mod say;
pub mod strip;
pub mod table;
pub mod tools;

use std::sync::Arc;

use eframe::egui;
use jiff::civil::Date;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, FileCommand, Select, ViewCommand};
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::shown::ShownKey;
use crate::app::state::State;
use crate::app::timeline::{RowsOf, TimelineCommand, TimelineOptions};
use crate::progress::Progress;
use crate::timeline::{ToldEvent, told_events};
use camera::Camera;
use model::{Made, Material};

/// What decides the rows: what is shown, how it is looked at, and whether it is known what several articles tell.
type MadeKey = (ShownKey, TimelineOptions, bool);

/// The timeline.
pub struct TimelineView {
    told: Background<u64, Vec<ToldEvent>>,
    made: Background<MadeKey, Made>,
    /// What is in sight; `None` for the weeks around the articles.
    camera: Option<Camera>,
    brush: Option<brush::Brush>,
    /// The line of the keyboard.
    cursor: Option<usize>,
    /// A line that is to be scrolled to.
    wanted_line: Option<usize>,
    /// A list of times that stays until it is put away.
    pinned: Option<card::Pinned>,
    /// What the context menu is about.
    target: Option<menu::Target>,
    table: table::TableTwin,
    pictures: picture::Pictures,
    pending: Vec<TimelineCommand>,
    /// What was selected last, here or elsewhere.
    latest: Option<Called>,
    /// It is to be brought into sight.
    is_called: bool,
    /// The lines that were in sight last.
    in_sight: std::ops::Range<usize>,
}

/// What can be shown on the timeline from elsewhere.
#[derive(Clone, Copy, Debug)]
enum Called {
    /// The selected name.
    Name,
    /// A day.
    Day(Date),
}

impl Default for TimelineView {
    fn default() -> Self {
        Self {
            told: Background::new("told"),
            made: Background::new("timeline"),
            camera: None,
            brush: None,
            cursor: None,
            wanted_line: None,
            pinned: None,
            target: None,
            table: table::TableTwin::default(),
            pictures: picture::Pictures::default(),
            pending: Vec::new(),
            latest: None,
            is_called: false,
            in_sight: 0..0,
        }
    }
}

impl View for TimelineView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        self.request(state);
        let is_of_now = |made: &&Arc<Made>| {
            let corpus = state.analysis.corpus.len();
            let times = state.analysis.timeline.timexes.len();
            made.items
                .iter()
                .next_back()
                .is_none_or(|item| item.document.index() < corpus && item.timex.index() < times)
        };
        let current = self.made.latest().filter(|_| self.analysis_of_made() == Some(state.analysis_number));
        let made = current.filter(is_of_now).cloned();
        tools::tools_ui(ui, scene, made.as_deref(), out);
        self.pictures.drawn = None;
        let Some(made) = made else {
            self.waiting_ui(ui, scene);
            return;
        };
        if made.lines.is_empty() {
            self.nothing_ui(ui, scene);
        } else if state.options.timeline.is_table {
            self.table.ui(ui, scene, &made, out);
        } else {
            self.field_ui(ui, scene, &made, out);
        }
        self.files(ui, scene, &made, out);
        card::pinned_ui(ui, scene, &mut self.pinned, out);
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        match command {
            Command::Timeline(command) => self.ask(*command),
            Command::Select(Select::Entity(_)) => self.latest = Some(Called::Name),
            Command::Select(Select::Date(day)) => self.latest = Some(Called::Day(*day)),
            Command::View(ViewCommand::Pane(Pane::Timeline)) => self.is_called = true,
            Command::View(ViewCommand::Timeline(options)) if options.rows != state.options.timeline.rows => {
                // Another set of rows is read from its top.
                (self.cursor, self.wanted_line) = (None, Some(0));
            }
            // What is pinned refers to times by number, which another analysis gives anew.
            Command::Decide(_) | Command::Undo | Command::Redo => self.pinned = None,
            Command::File(
                FileCommand::Open(_) | FileCommand::OpenSample | FileCommand::New | FileCommand::GoAhead(_),
            ) => {
                (self.pinned, self.camera, self.cursor, self.latest) = (None, None, None, None);
            }
            _ => {}
        }
    }
}

impl TimelineView {
    /// Asks for something, as a command would.
    pub fn ask(&mut self, command: TimelineCommand) {
        self.pending.push(command);
    }

    /// Whether the rows of what is shown now are there.
    pub fn is_ready(&self, state: &State) -> bool {
        let options = TimelineOptions { is_table: false, ..state.options.timeline.clone() };
        let is_this = |key: &MadeKey| key.0 == state.shown_key() && key.1 == options;
        !self.made.is_busy() && self.made.key().is_some_and(is_this)
    }

    fn request(&mut self, state: &State) {
        if state.analysis.timeline.events.is_empty() {
            self.told.clear();
        } else if state.is_complete {
            self.told.request(&state.analysis_number, &state.waker, || {
                let analysis = Arc::clone(&state.analysis);
                move |progress: &Progress| told_events(&analysis.corpus, &analysis.timeline, progress)
            });
        }
        let told = self.told.get(&state.analysis_number).cloned();
        let shown_key = state.shown_key();
        // Made only from what was made for the same key, so that the two never disagree.
        let Some(shown) = state.shown.get(&shown_key) else { return };
        let options = &state.options.timeline;
        let made_from = TimelineOptions { is_table: false, ..options.clone() };
        let key = (shown_key, made_from, told.is_some());
        self.made.request(&key, &state.waker, || {
            let material = Material {
                analysis: Arc::clone(&state.analysis),
                session: Arc::clone(&state.session),
                shown: Arc::clone(shown),
                told: told.unwrap_or_default(),
            };
            let options = options.clone();
            move |progress: &Progress| model::made(&material, &options, progress)
        });
    }

    fn analysis_of_made(&self) -> Option<u64> {
        self.made.key().map(|(shown, ..)| shown.analysis)
    }

    fn waiting_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>) {
        if scene.state.loading.is_some() {
            nothing_ui(ui, scene.theme, "Reading dates…", "What the texts say of when things happened stands here.");
        }
    }

    fn nothing_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>) {
        let state = scene.state;
        let options = &state.options.timeline;
        let (title, hint) = if state.loading.is_some() && state.analysis.timeline.events.is_empty() {
            ("Reading dates…", "What the texts say of when things happened stands here.")
        } else if options.rows == RowsOf::Told && self.told.is_busy() {
            ("Looking for what several articles tell…", "Sentences with the same names and nearly the same words.")
        } else if options.rows == RowsOf::Told {
            (
                "No event is told by several articles",
                "No two of the shown articles have nearly the same sentence with a date.",
            )
        } else if state.shown().order.is_empty() {
            ("Nothing to show", "No article passes the filter.")
        } else if state.analysis.timeline.events.is_empty() {
            ("No dates", "No sentence of these articles names somebody together with a time.")
        } else {
            ("Nothing to show", "Choose more kinds of names above, or take away the name that everything is said with.")
        };
        nothing_ui(ui, scene.theme, title, hint);
    }
}
