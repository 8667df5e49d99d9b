//! Merging, splitting, renaming, retyping, ignoring, adding. Each is one decision, named in undo.

use std::collections::BTreeSet;

use eframe::egui::{self, Key, TextEdit};

use super::list::capital;
use super::{NameKey, key_of};
use crate::app::command::{Command, Decision, FilterCommand};
use crate::app::filter::Filter;
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::timeline::RowsOf;
use crate::app::views::timeline::menu::around;
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::entity::{Entity, EntityCorrection, EntityId, EntityKind};

/// A box that asks for what a decision needs.
#[derive(Clone, Debug)]
pub struct EditBox {
    what: What,
    typed: String,
    kind: EntityKind,
    is_new: bool,
}

#[derive(Clone, Debug)]
enum What {
    /// Another name for it.
    Rename(NameKey),
    /// Which of these names survives.
    Merge(Vec<NameKey>),
    /// Which of these written forms is somebody else.
    Split(NameKey, Vec<String>),
    /// A name that was not found.
    Add,
}

impl EditBox {
    fn rename(entity: &Entity) -> Self {
        Self { what: What::Rename(key_of(entity)), typed: entity.name.clone(), kind: entity.kind, is_new: true }
    }

    fn merge(names: Vec<NameKey>) -> Self {
        let first = names.first().cloned().unwrap_or_default();
        Self { what: What::Merge(names), typed: first.1, kind: first.0, is_new: true }
    }

    fn split(entity: &Entity) -> Self {
        let typed = entity.aliases.first().cloned().unwrap_or_default();
        Self { what: What::Split(key_of(entity), entity.aliases.clone()), typed, kind: entity.kind, is_new: true }
    }

    /// Asks for a name that was not found; `words` is where it begins.
    pub fn add(words: String) -> Self {
        Self { what: What::Add, typed: words, kind: EntityKind::Person, is_new: true }
    }
}

/// The names that are chosen, the most often named first.
fn chosen_entities<'a>(state: &'a State, chosen: &BTreeSet<NameKey>) -> Vec<&'a Entity> {
    // They are numbered by how often they are named, and few are chosen: one walk finds them all in order.
    if chosen.is_empty() {
        return Vec::new();
    }
    let is_chosen = |entity: &&Entity| chosen.iter().any(|(kind, name)| *kind == entity.kind && *name == entity.name);
    state.analysis.entities.entities.iter().filter(is_chosen).take(chosen.len()).collect()
}

/// What can be done with the chosen names.
pub fn tools_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    chosen: &BTreeSet<NameKey>,
    open_box: &mut Option<EditBox>,
    out: &mut Commands,
) {
    ui.horizontal_wrapped(|ui| {
        let is_one = chosen.len() == 1;
        let merge = match chosen.len() {
            0 | 1 => "Merge…".to_owned(),
            count => format!("Merge {}…", words::count(count, "name", "names")),
        };
        let hint = "Choose several with Ctrl or Shift to merge them";
        let button = |ui: &mut egui::Ui, label: &str, is_on: bool, hint: &str| {
            ui.add_enabled(is_on, egui::Button::new(label)).on_hover_text(hint).on_disabled_hover_text(hint).clicked()
        };
        let entities = |chosen| chosen_entities(scene.state, chosen);
        if button(ui, &merge, chosen.len() > 1, hint) {
            *open_box = Some(EditBox::merge(entities(chosen).into_iter().map(key_of).collect()));
        }
        if button(ui, "Rename…", is_one, "Give the chosen name another spelling") {
            *open_box = entities(chosen).first().map(|entity| EditBox::rename(entity));
        }
        if button(ui, "Split…", is_one, "One of its forms is somebody else") {
            let entity = entities(chosen).into_iter().next().filter(|entity| !entity.aliases.is_empty());
            *open_box = entity.map(EditBox::split);
        }
        ui.add_enabled_ui(!chosen.is_empty(), |ui| {
            ui.menu_button("Kind ▾", |ui| {
                for kind in EntityKind::ALL {
                    if ui.button(capital(kind)).clicked() {
                        for entity in chosen.iter().filter(|entity| entity.0 != kind) {
                            let correction = EntityCorrection::Retype { entity: entity.clone(), kind };
                            out.push(Command::Decide(Decision::Entity(correction)));
                        }
                    }
                }
            });
        });
        if button(ui, "Ignore", !chosen.is_empty(), "It is no name, or of no interest") {
            for entity in chosen {
                out.push(Command::Decide(Decision::Entity(EntityCorrection::Ignore { entity: entity.clone() })));
            }
        }
    });
    ui.add_space(space::SMALL);
}

/// The context menu of a name.
pub fn menu_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    id: EntityId,
    chosen: &BTreeSet<NameKey>,
    open_box: &mut Option<EditBox>,
    out: &mut Commands,
) {
    let state = scene.state;
    let entity = state.analysis.entities.get(id);
    if ui.button(format!("Show only what names {}", entity.name)).clicked() {
        let mut entities = state.filter.entities.clone();
        if !entities.contains(&id) {
            entities.push(id);
        }
        out.push(Command::Filter(FilterCommand::Set(Filter { entities, ..state.filter.clone() })));
    }
    if ui.button("See with whom and when").clicked() {
        out.extend(around(state, id, RowsOf::Names));
        out.push(Command::View(crate::app::command::ViewCommand::Pane(Pane::Timeline)));
    }
    ui.separator();
    if chosen.len() > 1 && ui.button(format!("Merge {}…", words::count(chosen.len(), "name", "names"))).clicked() {
        *open_box = Some(EditBox::merge(chosen_entities(state, chosen).into_iter().map(key_of).collect()));
    }
    if ui.button("Rename…").clicked() {
        *open_box = Some(EditBox::rename(entity));
    }
    if ui.add_enabled(!entity.aliases.is_empty(), egui::Button::new("Split…")).clicked() {
        *open_box = Some(EditBox::split(entity));
    }
    ui.menu_button("It is a…", |ui| {
        for kind in EntityKind::ALL.into_iter().filter(|kind| *kind != entity.kind) {
            if ui.button(capital(kind)).clicked() {
                let correction = EntityCorrection::Retype { entity: key_of(entity), kind };
                out.push(Command::Decide(Decision::Entity(correction)));
            }
        }
    });
    if ui.button("Ignore").clicked() {
        out.push(Command::Decide(Decision::Entity(EntityCorrection::Ignore { entity: key_of(entity) })));
    }
    ui.separator();
    if ui.button("Copy").clicked() {
        out.push(Command::Copy(entity.name.clone()));
    }
}

/// Shows the box that is open, if one is.
pub fn box_ui(ui: &egui::Ui, open_box: &mut Option<EditBox>, out: &mut Commands) {
    let Some(open) = open_box else { return };
    let mut is_done = false;
    let response = egui::Modal::new(ui.scope_id().with("edit name")).show(ui.ctx(), |ui| {
        ui.set_width(400.0);
        is_done = open.ui(ui, out);
    });
    if is_done || response.should_close() {
        *open_box = None;
    }
}

impl EditBox {
    /// Paints what it asks for; gives whether it is done with.
    pub fn ui(&mut self, ui: &mut egui::Ui, out: &mut Commands) -> bool {
        let mut enter = false;
        let verb = match self.what.clone() {
            What::Rename(entity) => {
                ui.heading(format!("Rename {}", entity.1));
                enter = self.field_ui(ui, "New name");
                "Rename"
            }
            What::Merge(names) => {
                ui.heading(format!("Merge {}", words::count(names.len(), "name", "names")));
                ui.label("All their mentions become one. Which name is to stay?");
                egui::ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
                    for (kind, name) in names {
                        let is_on = self.typed == name && self.kind == kind;
                        if ui.radio(is_on, format!("{name} ({})", kind.label())).clicked() {
                            (self.typed, self.kind) = (name, kind);
                        }
                    }
                });
                "Merge"
            }
            What::Split(entity, aliases) => {
                ui.heading(format!("Split {}", entity.1));
                ui.label("Which of its forms is somebody or something else?");
                egui::ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
                    for alias in aliases {
                        if ui.radio(self.typed == alias, &alias).clicked() {
                            self.typed = alias;
                        }
                    }
                });
                "Split"
            }
            What::Add => {
                ui.heading("Add a name");
                ui.label("Every occurrence of these words becomes a mention.");
                enter = self.field_ui(ui, "Name");
                ui.horizontal(|ui| {
                    for kind in EntityKind::ALL {
                        ui.radio_value(&mut self.kind, kind, capital(kind));
                    }
                });
                "Add"
            }
        };
        ui.add_space(space::MEDIUM);
        let mut is_done = false;
        ui.horizontal(|ui| {
            let correction = self.correction();
            let clicked = ui.add_enabled(correction.is_some(), egui::Button::new(verb)).clicked();
            if let Some(correction) = correction.filter(|_| clicked || enter) {
                out.push(Command::Decide(Decision::Entity(correction)));
                is_done = true;
            }
            is_done |= ui.button("Cancel").clicked();
        });
        self.is_new = false;
        is_done
    }

    /// Gives whether Enter was pressed in it.
    fn field_ui(&mut self, ui: &mut egui::Ui, label: &str) -> bool {
        let label = ui.label(label);
        let field = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(label.id);
        if self.is_new {
            response.request_focus();
        }
        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// The decision, once what is typed suffices for one.
    fn correction(&self) -> Option<EntityCorrection> {
        let typed = self.typed.trim();
        if typed.is_empty() {
            return None;
        }
        match &self.what {
            What::Rename(entity) if entity.1 == typed => None,
            What::Rename(entity) => Some(EntityCorrection::Rename { entity: entity.clone(), name: typed.to_owned() }),
            What::Merge(names) => {
                let survivor = names.iter().find(|(kind, name)| *kind == self.kind && name == typed)?;
                let rest = names.iter().filter(|name| *name != survivor);
                Some(EntityCorrection::Merge { names: std::iter::once(survivor).chain(rest).cloned().collect() })
            }
            What::Split(entity, _) => Some(EntityCorrection::Split { from: entity.clone(), alias: typed.to_owned() }),
            What::Add => Some(EntityCorrection::Add { name: typed.to_owned(), kind: self.kind }),
        }
    }
}
