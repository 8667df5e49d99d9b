//! The boxes over the window: the palette of commands, the help, about, a path typed by hand; those that look after the
//! person's work are in [`session_modals`].

use std::path::PathBuf;

use eframe::egui::{self, Key, RichText, ScrollArea};

use super::entities::edit::EditBox;
use super::likeness::LikenessView;
use super::timeline::boxes::TimeBox;
use super::{Commands, Scene, View, session_modals};
use crate::app::actions::{ACTIONS, Action, Menu};
use crate::app::command::{Command, Modal, Purpose};
use crate::app::dialogs::{command_for_paths, path_of, proposed_path};
use crate::app::glossary::GLOSSARY;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::{Stops, list_row, typing};

/// The boxes over the window.
#[derive(Default)]
pub struct ModalsView {
    query: String,
    chosen: usize,
    path: String,
    is_fresh: bool,
    /// Unsaved work of a window that died that is about to be thrown away.
    doomed: Option<PathBuf>,
    /// The decision about names that is being made.
    name: Option<EditBox>,
    /// The date or note that is being typed.
    time: Option<TimeBox>,
    likeness: LikenessView,
}

impl View for ModalsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        // The tour has a card of its own, which leaves the window usable.
        let Some(modal) = scene.state.modal.as_ref().filter(|modal| !matches!(modal, Modal::Tour(_))) else { return };
        let frame = egui::Frame::popup(ui.style()).inner_margin(space::LARGE);
        let over = egui::Modal::new(egui::Id::unique("modal")).frame(frame);
        let response = over.show(ui.ctx(), |ui| match modal {
            Modal::Palette => self.palette_ui(ui, scene, out),
            Modal::Help => help_ui(ui, scene, out),
            Modal::About => about_ui(ui, scene, out),
            Modal::Tour(_) => {}
            Modal::PathBox(purpose) => self.path_ui(ui, scene, *purpose, out),
            Modal::Unsaved(command) => session_modals::unsaved_ui(ui, scene, command, out),
            Modal::Recover => session_modals::recover_ui(ui, scene, &mut self.doomed, out),
            Modal::SaveFailed(reason, next) => {
                session_modals::save_failed_ui(ui, scene, reason, next.as_deref(), out);
            }
            Modal::SavedElsewhere => session_modals::saved_elsewhere_ui(ui, scene, out),
            Modal::Outside(outside) => session_modals::outside_ui(ui, scene, outside, out),
            Modal::MissingFolder(path) => session_modals::missing_folder_ui(ui, scene, path, out),
            Modal::Changes => session_modals::changes_ui(ui, scene, out),
            Modal::Name(edit) => {
                let name = self.name.get_or_insert_with(|| EditBox::new(edit.clone()));
                if name.ui(ui, out) {
                    out.push(Command::Show(None));
                }
            }
            Modal::SetDate(..) | Modal::NoteOn(..) => {
                if self.time.is_none() {
                    self.time = TimeBox::of(scene.state, modal);
                }
                if self.time.as_mut().is_none_or(|time| time.ui(ui, scene, out)) {
                    out.push(Command::Show(None));
                }
            }
            Modal::Similarity => self.likeness.ui(ui, scene, out),
        });
        self.is_fresh = false;
        if response.should_close() {
            out.extend(session_modals::on_close(scene.state));
        }
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        if let Command::Show(Some(modal)) = command {
            self.query.clear();
            self.path = match modal {
                Modal::PathBox(purpose) => proposed_path(*purpose, state),
                _ => None,
            }
            .map_or_else(String::new, |path| path.display().to_string());
            self.doomed = None;
            (self.name, self.time) = (None, None);
            self.chosen = 0;
            self.is_fresh = true;
            self.likeness.reset();
        }
    }
}

impl ModalsView {
    fn palette_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.set_width(460.0);
        let response = ui
            .add(egui::TextEdit::singleline(&mut self.query).hint_text("Type a command").desired_width(f32::INFINITY));
        if self.is_fresh {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
        let found: Vec<&Action> = ACTIONS.iter().filter(|action| matches(&self.query, action.label)).collect();
        let (up, down, enter) = ui.input(|input| {
            (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown), input.key_pressed(Key::Enter))
        });
        if down {
            self.chosen = (self.chosen + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        ui.add_space(space::SMALL);
        ScrollArea::vertical().max_height(360.0).min_scrolled_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for (at, action) in found.iter().enumerate() {
                let is_enabled = (action.is_enabled)(scene.state);
                let label = action.label_now(scene.state);
                let keys = action.shortcut.map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                let row = ui
                    .add_enabled_ui(is_enabled, |ui| {
                        list_row(ui, scene.theme, Stops::Rows, at == self.chosen, None, &label, &keys)
                    })
                    .inner;
                if at == self.chosen && (up || down) {
                    row.scroll_to_me(None);
                }
                if is_enabled && (row.clicked() || (enter && at == self.chosen)) {
                    out.push(Command::Show(None));
                    out.push((action.command)(scene.state));
                }
            }
            if found.is_empty() {
                ui.label("No command has this name");
            }
        });
    }

    fn path_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, purpose: Purpose, out: &mut Commands) {
        ui.set_width(480.0);
        let title = match purpose {
            Purpose::Folder | Purpose::Files | Purpose::AddFolder => "Open a folder or file",
            Purpose::Session => "Open a session",
            Purpose::SaveSession => "Save the session as",
            Purpose::Report => "Export the report as",
            Purpose::Svg | Purpose::Png => "Save the picture as",
            Purpose::Csv => "Save the table as",
            Purpose::Notes => "Export the notes as",
            Purpose::MissingFolder => "Where is the folder now?",
        };
        let label = ui.label(RichText::new(title).heading());
        ui.label("Type the whole path; ~ is your home folder.");
        let field = egui::TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(label.id);
        if self.is_fresh {
            typing::focus_all(ui, &response, &self.path);
        }
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            let has_path = !self.path.trim().is_empty();
            let clicked = ui.add_enabled(has_path, egui::Button::new("Continue")).clicked();
            if has_path && (clicked || enter) {
                let path = path_of(&self.path);
                out.push(Command::Show(None));
                out.extend(command_for_paths(purpose, vec![path]));
            }
            if ui.button("Cancel").clicked() {
                out.extend(session_modals::on_close(scene.state));
            }
        });
    }
}

/// Whether every word of the query is somewhere in the label.
fn matches(query: &str, label: &str) -> bool {
    let label = label.to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| label.contains(word))
}

/// What the pointer and the keys do on the matrix, which no menu lists.
const ON_THE_MATRIX: [(&str, &str); 11] = [
    ("Scroll", "Closer or further away, at the pointer"),
    ("Drag", "Move"),
    ("Shift+Drag", "Draw a rectangle: only its articles are shown then"),
    ("Click, double click", "Choose the pair, compare it"),
    ("Arrows", "Move the cursor"),
    ("Home, End", "First or last column; with Ctrl, of the whole matrix"),
    ("N, Shift+N", "Next or previous pair"),
    ("Enter", "Compare the two articles of the cell"),
    ("M", "Menu of the cell"),
    ("+, −", "Closer or further away"),
    ("Esc", "Give up the rectangle; take the cursor away"),
];

/// Room for a word that is explained, in points: "Quotations in common" and "containment.ab > 80%" stand in one line.
const ENTRY: f32 = 164.0;

fn help_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 64.0));
    ui.horizontal(|ui| {
        ui.heading("Keys and glossary");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").clicked() {
                out.push(Command::Show(None));
            }
        });
    });
    let height = (ui.ctx().content_rect().height() - 160.0).clamp(200.0, 560.0);
    // A box is first given the room of the one before it, which may have been a small one.
    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.auto_shrink(false).show(ui, |ui| {
        // The bar floats over the right edge.
        ui.set_max_width(ui.available_width() - space::LARGE);
        let head = |ui: &mut egui::Ui, words: &str| {
            ui.add_space(space::MEDIUM);
            ui.label(RichText::new(words).font(theme::strong_font(size::BODY)));
        };
        for menu in Menu::ALL {
            head(ui, menu.label());
            let with_keys = ACTIONS.iter().filter(|action| action.menu == menu);
            let rows = with_keys.filter_map(|action| Some((ui.ctx().format_shortcut(&action.shortcut?), action.label)));
            let rows: Vec<_> = rows.collect();
            keys_ui(ui, scene, rows.iter().map(|(keys, what)| (keys.as_str(), *what)));
        }
        head(ui, "On the matrix");
        keys_ui(ui, scene, ON_THE_MATRIX.into_iter());
        head(ui, "Filter of pairs");
        ui.label("Conditions of the box above the table of pairs. All must hold.");
        keys_ui(ui, scene, crate::app::pair_query::EXAMPLES.into_iter());
        head(ui, "Glossary");
        for (word, meaning) in GLOSSARY {
            entry_ui(ui, RichText::new(word).font(theme::strong_font(size::BODY)), meaning);
        }
    });
}

fn keys_ui<'a>(ui: &mut egui::Ui, scene: &Scene<'_>, rows: impl Iterator<Item = (&'a str, &'a str)>) {
    for (keys, what) in rows {
        entry_ui(ui, RichText::new(keys).color(scene.theme.accent), what);
    }
}

/// A word and what it means, beside it in lines of its own. Not a grid: its columns do not wrap, or wrap to nothing.
fn entry_ui(ui: &mut egui::Ui, word: RichText, meaning: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        ui.allocate_ui(egui::vec2(ENTRY, 0.0), |ui| {
            ui.set_width(ENTRY);
            ui.add(egui::Label::new(word).wrap());
        });
        ui.add(egui::Label::new(meaning).wrap());
    });
}

fn about_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    ui.set_width(400.0);
    ui.label(RichText::new("Variorum").font(theme::reading_font(size::TITLE)));
    ui.label(concat!("Version ", env!("CARGO_PKG_VERSION")));
    ui.add_space(space::MEDIUM);
    ui.label(
        "Your data stays here: the program has no network connection, sends nothing, and never writes into the \
              folder of articles.",
    );
    ui.add_space(space::MEDIUM);
    let licence = "Program: MIT or Apache 2.0. Faces: Inter, Literata and Noto signs, Open Font License 1.1.";
    ui.label(RichText::new(licence).small().color(scene.theme.ink_quiet));
    ui.add_space(space::MEDIUM);
    if ui.button("Close").clicked() {
        out.push(Command::Show(None));
    }
}
