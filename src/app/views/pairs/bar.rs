//! The bar above the table of pairs: the expression, how far the review is, the columns, and copying.

use eframe::egui::{self, Key, ProgressBar, RichText, TextEdit};

use super::PairsView;
use super::copy::CopyFormat;
use crate::app::command::{Command, FilterCommand, Go, ViewCommand};
use crate::app::filter::{Filter, Review};
use crate::app::layout::Pane;
use crate::app::pair_query::{EXAMPLES, PairQuery, QueryError};
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::table::columns_ui;
use crate::app::words;

/// The box in which an expression is typed.
#[derive(Default)]
pub(super) struct QueryBox {
    /// As it is typed, while it is not what the filter has.
    draft: Option<String>,
    error: Option<QueryError>,
    wants_focus: bool,
}

impl QueryBox {
    pub(super) fn hear(&mut self, command: &Command, is_in_front: bool) {
        match command {
            // What another part of the window puts into the filter stands in the box too.
            Command::Filter(FilterCommand::Clear | FilterCommand::Remove(_)) => {
                self.draft = None;
                self.error = None;
            }
            Command::View(ViewCommand::FindInPane) if is_in_front => self.wants_focus = true,
            _ => {}
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let filter = &scene.state.filter;
        let mut text = self.draft.clone().unwrap_or_else(|| filter.pairs.text().to_owned());
        let width = (ui.available_width() * 0.42).clamp(160.0, 420.0);
        let mut field = TextEdit::singleline(&mut text)
            .hint_text("Filter pairs: containment > 0.8 outlet:Reuters")
            .desired_width(width)
            .id(egui::Id::unique("filter pairs"));
        if self.error.is_some() {
            field = field.text_color(scene.theme.error);
        }
        let response = ui.add(field);
        let response = response.accessible_name("Filter pairs");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            match PairQuery::parse(&text) {
                Ok(pairs) => {
                    self.error = None;
                    out.push(Command::Filter(FilterCommand::Set(Filter { pairs, ..filter.clone() })));
                }
                // While it is not well formed the last expression that was stays in force.
                Err(error) => self.error = Some(error),
            }
            self.draft = Some(text);
        }
        let is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_done && self.error.is_none() {
            self.draft = None;
        }
        ui.menu_button("?", help_ui).response.on_hover_text("What can be asked for");
        if let Some(error) = &self.error {
            ui.add(egui::Label::new(RichText::new(&error.message).small().color(scene.theme.error)).truncate());
        }
    }
}

fn help_ui(ui: &mut egui::Ui) {
    ui.set_min_width(460.0);
    egui::Grid::new("examples").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        for (example, meaning) in EXAMPLES {
            ui.label(RichText::new(example).monospace());
            ui.add(egui::Label::new(RichText::new(meaning).small()).wrap());
            ui.end_row();
        }
    });
}

impl PairsView {
    pub(super) fn bar_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.horizontal_wrapped(|ui| self.query.ui(ui, scene, out));
        ui.horizontal_wrapped(|ui| {
            progress_ui(ui, scene, out);
            ui.add_space(space::MEDIUM);
            if let Some(columns) = columns_ui(ui, scene.theme, &scene.state.preferences.pair_columns) {
                out.push(Command::View(ViewCommand::PairColumns(columns)));
            }
            let count = scene.state.shown().pairs.len();
            if count > 0 {
                ui.menu_button("Copy", |ui| {
                    ui.label(RichText::new(format!("All {}", words::count(count, "pair", "pairs"))).small());
                    for format in CopyFormat::ALL {
                        if ui.button(format.label()).clicked() {
                            self.start_copy(scene, 0..=count - 1, format);
                            ui.close();
                        }
                    }
                });
            }
            if self.copying.is_under_way() {
                ui.spinner();
            }
        });
        ui.add_space(space::SMALL);
    }
}

/// "37 of 204 reviewed", with the way to the next, and to see only what is left.
fn progress_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let state = scene.state;
    let reviewed = &state.shown().reviewed;
    let words = format!("{} of {} reviewed", words::number(reviewed.done), words::number(reviewed.of));
    let share = if reviewed.of == 0 { 0.0 } else { reviewed.done as f32 / reviewed.of as f32 };
    let bar = ProgressBar::new(share).desired_width(72.0).desired_height(6.0).fill(scene.theme.accent);
    ui.add(bar).on_hover_text("Pairs that you marked as reviewed");
    ui.label(RichText::new(words).font(theme::font(size::SMALL)).color(scene.theme.ink_quiet));
    let has_next = reviewed.done < reviewed.of;
    let next = ui.add_enabled(has_next, egui::Button::new("Next to review"));
    if next.on_hover_text("The next pair that is not reviewed (N in the table, Ctrl+U anywhere)").clicked() {
        out.push(Command::View(ViewCommand::Pane(Pane::Pairs)));
        out.push(Command::Go(Go::NextUnreviewed));
    }
    let mut is_open_only = state.filter.review == Some(Review::Open);
    if ui.checkbox(&mut is_open_only, "Only not reviewed").changed() {
        let review = is_open_only.then_some(Review::Open);
        out.push(Command::Filter(FilterCommand::Set(Filter { review, ..state.filter.clone() })));
    }
}
