//! Merging, splitting, renaming, retyping, ignoring, adding. Each is one decision, named in undo.

use std::collections::BTreeSet;

use eframe::egui::{self, Key, TextEdit};

use super::chosen::Chosen;
use super::{NameKey, key_of};
use crate::app::command::{Command, Decision, FilterCommand, NameEdit, ViewCommand};
use crate::app::filter::Filter;
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::timeline::{RowsOf, TimelineOptions};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind::capital;
use crate::app::widgets::typing;
use crate::app::words;
use crate::entity::{Entity, EntityCorrection, EntityId, EntityKind};
use crate::text::one_line;

/// A box that asks for what a decision needs.
#[derive(Clone, Debug)]
pub struct EditBox {
    what: NameEdit,
    typed: String,
    kind: EntityKind,
    is_new: bool,
}

impl EditBox {
    /// Asks for it.
    pub fn new(what: NameEdit) -> Self {
        let (kind, typed) = match &what {
            NameEdit::Rename(name) => name.clone(),
            NameEdit::Merge(names) => names.first().cloned().unwrap_or_default(),
            NameEdit::Split((kind, _), forms) => (*kind, forms.first().cloned().unwrap_or_default()),
            NameEdit::Add(words) => (EntityKind::Person, words.clone()),
        };
        Self { what, typed, kind, is_new: true }
    }
}

fn ask_to_merge(state: &State, chosen: &BTreeSet<NameKey>) -> Command {
    NameEdit::Merge(chosen_entities(state, chosen).into_iter().map(key_of).collect()).asked()
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
pub fn tools_ui(ui: &mut egui::Ui, scene: &Scene<'_>, chosen: &Chosen, out: &mut Commands) {
    let only = chosen.only(scene.state);
    let chosen = &chosen.names;
    ui.horizontal_wrapped(|ui| {
        let merge = match chosen.len() {
            0 | 1 => "Merge…".to_owned(),
            count => format!("Merge {}…", words::count(count, "name", "names")),
        };
        let hint = "Choose several with Ctrl or Shift to merge them";
        let button = |ui: &mut egui::Ui, label: &str, is_on: bool, hint: &str| {
            ui.add_enabled(is_on, egui::Button::new(label)).on_hover_text(hint).on_disabled_hover_text(hint).clicked()
        };
        if button(ui, &merge, chosen.len() > 1, hint) {
            out.push(ask_to_merge(scene.state, chosen));
        }
        if button(ui, "Rename…", only.is_some(), "Give the chosen name another spelling") {
            out.extend(only.map(|entity| NameEdit::Rename(key_of(entity)).asked()));
        }
        let of_forms = only.filter(|entity| !entity.aliases.is_empty());
        let hint = match only {
            Some(_) if of_forms.is_none() => "It is written in one form only",
            _ => "One of the forms of the chosen name is somebody or something else",
        };
        if button(ui, "Split…", of_forms.is_some(), hint) {
            out.extend(of_forms.map(|entity| NameEdit::Split(key_of(entity), entity.aliases.clone()).asked()));
        }
        ui.add_enabled_ui(!chosen.is_empty(), |ui| {
            ui.menu_button("Kind ▾", |ui| kinds_ui(ui, chosen, out))
                .response
                .on_hover_text("What the chosen names are");
        });
        if button(ui, "Ignore", !chosen.is_empty(), "It is no name, or of no interest") {
            out.push(ignore(chosen));
        }
    });
    ui.add_space(space::SMALL);
}

/// A button for each kind that the chosen names may be of.
fn kinds_ui(ui: &mut egui::Ui, chosen: &BTreeSet<NameKey>, out: &mut Commands) {
    for kind in EntityKind::ALL {
        let others = || chosen.iter().filter(|entity| entity.0 != kind);
        if ui.add_enabled(others().next().is_some(), egui::Button::new(capital(kind))).clicked() {
            let retype = |entity: &NameKey| EntityCorrection::Retype { entity: entity.clone(), kind };
            out.push(Command::Decide(Decision::Entities(others().map(retype).collect())));
        }
    }
}

fn ignore(chosen: &BTreeSet<NameKey>) -> Command {
    let ignore = |entity: &NameKey| EntityCorrection::Ignore { entity: entity.clone() };
    Command::Decide(Decision::Entities(chosen.iter().map(ignore).collect()))
}

/// The context menu of a name.
pub fn menu_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: EntityId, chosen: &BTreeSet<NameKey>, out: &mut Commands) {
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
        out.push(ask_to_merge(state, chosen));
    }
    if chosen.len() < 2 {
        correct_ui(ui, entity, None, out);
        return;
    }
    ui.menu_button("They are…", |ui| kinds_ui(ui, chosen, out));
    if ui.button(format!("Ignore {}", words::count(chosen.len(), "name", "names"))).clicked() {
        out.push(ignore(chosen));
    }
}

/// What can be corrected of one name, where it is written as `written`.
pub fn correct_ui(ui: &mut egui::Ui, entity: &Entity, written: Option<&str>, out: &mut Commands) {
    let key = key_of(entity);
    let own = BTreeSet::from([key.clone()]);
    if ui.button("Rename…").clicked() {
        out.push(NameEdit::Rename(key.clone()).asked());
    }
    match written.map(one_line) {
        Some(form) if form != entity.name => {
            let other = if entity.kind == EntityKind::Person { "somebody else" } else { "something else" };
            if ui.button(format!("“{form}” is {other}")).clicked() {
                let split = EntityCorrection::Split { from: key, alias: form };
                out.push(Command::Decide(Decision::Entities(vec![split])));
            }
        }
        Some(_) => {}
        None => {
            if ui.add_enabled(!entity.aliases.is_empty(), egui::Button::new("Split…")).clicked() {
                out.push(NameEdit::Split(key, entity.aliases.clone()).asked());
            }
        }
    }
    ui.menu_button("It is a…", |ui| kinds_ui(ui, &own, out));
    if ui.button("Ignore").on_hover_text("It is no name, or of no interest").clicked() {
        out.push(ignore(&own));
    }
}

impl EditBox {
    /// Paints what it asks for; gives whether it is done with.
    pub fn ui(&mut self, ui: &mut egui::Ui, out: &mut Commands) -> bool {
        ui.set_width(400.0);
        let mut enter = false;
        let verb = match self.what.clone() {
            NameEdit::Rename(entity) => {
                ui.heading(format!("Rename {}", entity.1));
                enter = self.field_ui(ui, "New name");
                "Rename"
            }
            NameEdit::Merge(names) => {
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
            NameEdit::Split(entity, aliases) => {
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
            NameEdit::Add(_) => {
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
            let button = ui.add_enabled(correction.is_some(), egui::Button::new(verb));
            // Where nothing is typed, Enter takes what is proposed.
            if self.is_new && matches!(self.what, NameEdit::Merge(_) | NameEdit::Split(..)) {
                button.request_focus();
            }
            if let Some(correction) = correction.filter(|_| button.clicked() || enter) {
                out.push(Command::Decide(Decision::Entities(vec![correction])));
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
            typing::focus_all(ui, &response, &self.typed);
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
            NameEdit::Rename(entity) if entity.1 == typed => None,
            NameEdit::Rename(entity) => {
                Some(EntityCorrection::Rename { entity: entity.clone(), name: typed.to_owned() })
            }
            NameEdit::Merge(names) => {
                let survivor = names.iter().find(|(kind, name)| *kind == self.kind && name == typed)?;
                let rest = names.iter().filter(|name| *name != survivor);
                Some(EntityCorrection::Merge { names: std::iter::once(survivor).chain(rest).cloned().collect() })
            }
            NameEdit::Split(entity, _) => {
                Some(EntityCorrection::Split { from: entity.clone(), alias: typed.to_owned() })
            }
            NameEdit::Add(_) => Some(EntityCorrection::Add { name: typed.to_owned(), kind: self.kind }),
        }
    }
}

/// Everything that is said together with one name.
pub fn around(state: &State, id: EntityId, rows: RowsOf) -> Option<Command> {
    let entity = state.analysis.entities.entities.get(id.index())?;
    let around = Some((entity.kind, entity.name.clone()));
    let options = TimelineOptions { around, rows, ..state.options.timeline.clone() };
    Some(Command::View(ViewCommand::Timeline(Box::new(options))))
}
