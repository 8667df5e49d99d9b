//! Who and where: the table of names, what may be one, the person's own rules, and every mention in its line.
//!
//! | file | holds |
//! |---|---|
//! | [`list`] | the names with their numbers, made in a job |
//! | [`table`], [`chosen`] | the table, and which of its rows are chosen |
//! | [`edit`] | merging, splitting, renaming, retyping, ignoring, adding |
//! | [`mentions`] | keyword in context: every mention of the selected name |
//! | [`pick`] | the name under the pointer, for the reader |
//! | [`suggestions`] | names that may be one, each with its evidence |
//! | [`rules`] | the person's own names and patterns, and what was decided so far |
//!
//! Names are kept here by kind and spelling, never by number: every correction numbers them anew.

pub mod chosen;
pub mod edit;
pub mod list;
pub mod mentions;
pub mod pick;
pub mod rules;
pub mod suggestions;
pub mod table;

use eframe::egui::{self, RichText};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::{Theme, space};
use crate::app::widgets::kind;
use crate::app::words;
use crate::entity::{Entity, EntityKind};

/// A name as corrections know it.
pub type NameKey = (EntityKind, String);

/// Least height of the table with its tools, and of the mentions below it, in points: a few rows of each.
const TABLE_HEIGHT: f32 = 190.0;
const MENTIONS_HEIGHT: f32 = 72.0;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Names,
    Suggestions,
    Rules,
}

/// The panel of names.
#[derive(Default)]
pub struct EntitiesView {
    page: Page,
    list: list::NameList,
    chosen: chosen::Chosen,
    mentions: mentions::Mentions,
    rules: rules::RulesPage,
}

impl View for EntitiesView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let has_decisions = decided(state) > 0;
        if state.analysis.entities.entities.is_empty() && !has_decisions {
            let (title, hint) = if state.loading.is_some() {
                ("Looking for names…", "People, places and organisations are listed here.")
            } else {
                ("No names", "No person, place or organisation is named in these articles.")
            };
            nothing_ui(ui, scene.theme, title, hint);
            return;
        }
        self.pages_ui(ui, scene);
        if self.page != Page::Rules {
            let frame = egui::Frame::new().fill(scene.theme.surface);
            let most = (ui.available_height() - TABLE_HEIGHT).max(MENTIONS_HEIGHT);
            egui::Panel::bottom("mentions")
                .frame(frame)
                .resizable(true)
                .default_size(200.0)
                .size_range(MENTIONS_HEIGHT..=most)
                .show(ui, |ui| self.mentions.ui(ui, scene, out));
        }
        let frame = egui::Frame::new().fill(scene.theme.surface);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| match self.page {
            Page::Names => self.names_ui(ui, scene, out),
            Page::Suggestions => suggestions::ui(ui, scene, out),
            Page::Rules => self.rules.ui(ui, scene, out),
        });
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        if let Command::File(_) = command {
            self.chosen.clear();
        }
    }
}

impl EntitiesView {
    fn pages_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>) {
        let state = scene.state;
        let suggestions = state.analysis.entities.suggestions.len();
        let decided = decided(state);
        let counted = |words: &str, count: usize| match count {
            0 => words.to_owned(),
            count => format!("{words} ({})", words::number(count)),
        };
        ui.horizontal_wrapped(|ui| {
            ui.selectable_value(&mut self.page, Page::Names, "Names");
            ui.selectable_value(&mut self.page, Page::Suggestions, counted("May be the same", suggestions));
            ui.selectable_value(&mut self.page, Page::Rules, counted("My rules", decided));
        });
        ui.add_space(space::SMALL);
    }

    fn names_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        self.list.tools_ui(ui, scene, out);
        let Some(listed) = self.list.listed(scene.state) else { return };
        let at = self.chosen.follow(scene.state, &listed);
        edit::tools_ui(ui, scene, &self.chosen, out);
        if listed.rows.is_empty() {
            nothing_ui(ui, scene.theme, "No name fits", "Type less in the field above, or choose more kinds.");
            return;
        }
        self.table_ui(ui, scene, &listed, at, out);
    }
}

/// How much the person decided about names.
fn decided(state: &State) -> usize {
    let settings = &state.session.settings.entity;
    settings.rules.len() + settings.corrections.len()
}

/// A name by kind and spelling.
pub fn key_of(entity: &Entity) -> NameKey {
    (entity.kind, entity.name.clone())
}

/// Buttons for the kinds of name that are shown.
pub fn kinds_ui(ui: &mut egui::Ui, theme: &Theme, kinds: &mut [bool; 4]) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        for (at, of) in EntityKind::ALL.into_iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(egui::vec2(24.0, 24.0), egui::Sense::click());
            let is_on = kinds[at];
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_on, kind::plural(of)));
            if is_on {
                ui.painter().rect_filled(rect.shrink(1.0), 4.0, theme.selected);
            }
            if response.hovered() || response.has_focus() {
                let stroke = egui::Stroke::new(1.0, theme.accent);
                ui.painter().rect_stroke(rect.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
            }
            let mut painter = ui.painter().clone();
            painter.set_opacity(if is_on { 1.0 } else { 0.4 });
            kind::paint(&painter, theme, rect.center(), of);
            if response.clicked() {
                kinds[at] = !is_on;
            }
            let verb = if is_on { "Hide" } else { "Show" };
            response.on_hover_text(format!("{verb} {}", kind::plural(of).to_lowercase()));
        }
    });
}

/// Small words in quiet ink.
fn quiet(theme: &Theme, words: impl Into<String>) -> RichText {
    RichText::new(words).small().color(theme.ink_quiet)
}
