//! The files: what became of each, what was found in it, and everything that mends it.
//!
//! One row for each file that was looked at, under a bar that filters them; below the table the chosen files with their
//! notes, their encoding and what can be corrected. Rows and their order come from [`inventory`](crate::app::inventory),
//! made on a thread of its own; a frame lays out the rows in sight and nothing else.

mod bar;
mod chosen;
mod details;
mod encodings;
mod form;
mod messages;
mod shared;
mod table;

use std::sync::Arc;

use eframe::egui::{self, Panel, RichText};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, FileCommand, ViewCommand};
use crate::app::inventory::{FilesLook, Inventory, InventoryKey, inventory};
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::words;
use crate::progress::{Progress, Stage};

use chosen::Chosen;
use form::Form;

/// Height below which the offer to repair makes room for rows, in points.
const LOW: f32 = 320.0;

/// The files.
pub struct FilesView {
    made: Background<InventoryKey, Inventory>,
    look: FilesLook,
    chosen: Chosen,
    form: Option<Form>,
    /// Which article of a file of many is corrected.
    article: usize,
    scope: encodings::Scope,
    /// Whether the messages are shown in place of the files.
    shows_messages: bool,
    wants_focus: bool,
    /// A place in the table that is to be scrolled to.
    reveal: Option<usize>,
}

impl Default for FilesView {
    fn default() -> Self {
        Self {
            made: Background::new("files"),
            look: FilesLook::default(),
            chosen: Chosen::default(),
            form: None,
            article: 0,
            scope: encodings::Scope::default(),
            shows_messages: false,
            wants_focus: false,
            reveal: None,
        }
    }
}

impl View for FilesView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let corpus = &state.analysis.corpus;
        if corpus.is_empty() && state.corpus.skipped.is_empty() && state.problems.is_empty() {
            waiting_ui(ui, scene, out);
            return;
        }
        let key = InventoryKey { corpus: Arc::clone(corpus), look: self.look.clone() };
        let last = self.made.latest().cloned();
        self.made.request(&key, &state.waker, || {
            let key = key.clone();
            move |progress: &Progress| inventory(&key, last.as_deref(), progress)
        });
        let Some(made) = self.made.latest().cloned() else {
            nothing_ui(ui, scene.theme, "Listing the files…", "");
            return;
        };
        self.chosen.follow(&made);
        bar::bar_ui(self, ui, scene, &made, out);
        if self.shows_messages {
            messages::messages_ui(ui, scene, out);
            return;
        }
        // In a low window the rows matter more; each damaged file still offers its repair below the table.
        if ui.available_height() >= LOW {
            bar::repair_ui(self, ui, scene, &made, out);
        }
        if !self.chosen.is_empty() {
            let height = ui.available_height();
            Panel::bottom("file_details")
                .frame(egui::Frame::new().inner_margin(egui::Margin { top: space::MEDIUM as i8, ..Default::default() }))
                .resizable(true)
                .default_size((height * 0.44).clamp(150.0, 250.0))
                .size_range(110.0..=(height * 0.7).max(120.0))
                .show(ui, |ui| details::details_ui(self, ui, scene, &made, out));
        }
        if made.order.is_empty() {
            nothing_ui(ui, scene.theme, "No such files", "Clear the words or choose another status above.");
            return;
        }
        table::table_ui(self, ui, scene, &made, out);
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        match command {
            Command::View(ViewCommand::FindFiles(finding)) => {
                self.look = FilesLook { finding: *finding, ..FilesLook::default() };
                self.shows_messages = false;
            }
            Command::View(ViewCommand::FindInPane) if state.layout.is_in_front(Pane::Problems) => {
                self.wants_focus = true;
                self.shows_messages = false;
            }
            Command::File(FileCommand::Open(_) | FileCommand::OpenSample | FileCommand::New) => {
                *self = Self::default();
            }
            _ => {}
        }
    }
}

/// Before there is a file to show.
fn waiting_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let Some(job) = &scene.state.loading else {
        nothing_ui(ui, scene.theme, "No files", "Open a folder of articles.");
        return;
    };
    let snapshot = job.snapshot();
    let title = match snapshot.stage {
        Stage::Reading => format!(
            "{} of {} read",
            words::number(snapshot.done as usize),
            words::count(snapshot.total as usize, "file", "files")
        ),
        _ => format!("{} found so far", words::count(snapshot.done as usize, "file", "files")),
    };
    nothing_ui(ui, scene.theme, &title, "The list appears as soon as every file was read once.");
    ui.vertical_centered(|ui| {
        ui.add_space(space::MEDIUM);
        if ui.button(RichText::new("Cancel")).clicked() {
            out.push(Command::Cancel);
        }
    });
}
