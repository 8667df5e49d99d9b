//! When it happened, according to the text, and when it was printed.
//!
//! | file | holds |
//! |---|---|
//! | [`basis`] | what the filter does not change: times in order, outlets, what several articles tell |
//! | [`model`], [`row`], `rows` | the rows and what stands in them, made in a job |
//! | [`camera`] | the stretch in sight, steps of the calendar |
//! | [`strip`] | one row laid out: marks, stretches, counts |
//! | [`paint`], [`axis`], [`minimap`] | how it looks |
//! | `places`, `sight` | where the parts stand; the lines in sight |
//! | `field`, `lines`, `bars`, `names`, `brush` | the picture: input; rows and their accessible nodes; rows as bars; names; the brush |
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
//!
//! Rows refer to names and times by number, which every analysis gives anew. So they keep the analysis that they were made
//! from: after a correction the last ones stay to look at until the next are there, and what is clicked in them meanwhile
//! is not done.

pub mod axis;
mod bars;
pub mod basis;
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
pub mod pinned;
mod places;
pub mod row;
mod rows;
pub mod say;
mod sight;
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
use basis::{Basis, Told};
use camera::Camera;
use model::Made;
use row::Material;

/// What decides the rows: what is shown, how it is looked at, and whether it is known what several articles tell now.
type MadeKey = (ShownKey, TimelineOptions, bool);

/// The timeline.
pub struct TimelineView {
    told: Background<u64, Told>,
    /// Nothing told, until that is known: always the same, so that what was made from it can be told to hold.
    untold: Arc<Told>,
    made: Background<MadeKey, Made>,
    /// What is in sight; `None` for the weeks around the articles.
    camera: Option<Camera>,
    brush: Option<brush::Brush>,
    /// The line of the keyboard.
    cursor: Option<usize>,
    /// A line that is to be scrolled to.
    wanted_line: Option<usize>,
    /// A list of times that stays until it is put away.
    pinned: Option<pinned::Pinned>,
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
            untold: Arc::default(),
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
        let made = self.made.latest().filter(|made| made.basis.is_of(&state.corpus)).cloned();
        let is_of_now = |basis: &Arc<Basis>| basis.is_of_analysis(&state.analysis);
        let is_stale = made.as_ref().is_some_and(|made| !is_of_now(&made.basis));
        // A list or a menu is about the numbers of its own analysis.
        self.pinned = self.pinned.take().filter(|list| is_of_now(list.basis()));
        self.target = self.target.take().filter(|target| target.basis().is_none_or(is_of_now));
        tools::tools_ui(ui, scene, made.as_deref(), out);
        self.pictures.drawn = None;
        let Some(made) = made.filter(|made| !made.lines.is_empty()) else {
            self.nothing_ui(ui, scene);
            return;
        };
        if self.is_looking_for_told(state)
            && self.made.key().is_some_and(|(_, options, _)| options.rows != RowsOf::Told)
        {
            self.looking_ui(ui, scene);
            return;
        }
        // What was clicked means something else by now.
        let mut missed = Commands::default();
        let out = if is_stale { &mut missed } else { out };
        if state.options.timeline.is_table {
            self.table.ui(ui, scene, &made, out);
        } else {
            self.field_ui(ui, scene, &made, is_stale, out);
        }
        if !is_stale {
            self.files(ui, scene, &made, out);
        }
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
                move |progress: &Progress| Told::of(&analysis, progress)
            });
        }
        let shown_key = state.shown_key();
        // Made only from what was made for the same key, so that the two never disagree.
        let Some(shown) = state.shown.get(&shown_key) else { return };
        let told = self.told.get(&state.analysis_number);
        let last = self.made.latest().map(|made| Arc::clone(&made.basis)).filter(|basis| basis.is_of(&state.corpus));
        let options = &state.options.timeline;
        if self.is_looking_for_told(state) && last.is_some() {
            return;
        }
        let made_from = TimelineOptions { is_table: false, ..options.clone() };
        let key = (shown_key, made_from, told.is_some());
        // Until it is known what is told now, the times that differed before are taken to differ still.
        let before = last.as_ref().and(self.told.latest());
        let told = Arc::clone(told.or(before).unwrap_or(&self.untold));
        self.made.request(&key, &state.waker, || {
            let last = last.filter(|last| last.is_of_analysis(&state.analysis) && last.has_told(&told));
            let (corpus, analysis) = (Arc::clone(&state.corpus), Arc::clone(&state.analysis));
            let (session, shown, options) = (Arc::clone(&state.session), Arc::clone(shown), options.clone());
            move |progress: &Progress| {
                let basis = last.unwrap_or_else(|| Arc::new(Basis::new(corpus, analysis, told)));
                progress.checkpoint()?;
                model::made(&Material { basis, session, shown }, &options, progress)
            }
        });
    }

    /// Whether the rows asked for are what several articles tell, and that is not known yet.
    fn is_looking_for_told(&self, state: &State) -> bool {
        state.options.timeline.rows == RowsOf::Told
            && self.told.is_busy()
            && self.told.get(&state.analysis_number).is_none()
    }

    fn looking_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>) {
        let hint = "Sentences with the same names and nearly the same words.";
        nothing_ui(ui, scene.theme, "Looking for what several articles tell…", hint);
    }

    fn nothing_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>) {
        let state = scene.state;
        let is_reading = state.loading.is_some() && state.analysis.timeline.events.is_empty();
        if is_reading || (state.loading.is_some() && self.made.latest().is_none()) {
            nothing_ui(ui, scene.theme, "Reading dates…", "What the texts say of when things happened stands here.");
            return;
        }
        if self.is_looking_for_told(state) {
            self.looking_ui(ui, scene);
            return;
        }
        if !self.is_ready(state) {
            // What there is to say is known in a moment.
            return;
        }
        let (title, hint) = if state.options.timeline.rows == RowsOf::Told {
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
