//! The table of names. A click chooses, Ctrl adds, Shift takes all between; what is chosen can be merged.

use eframe::egui::{self, RichText};
use egui_extras::{Column, TableBuilder};

use super::list::{Listed, Listing, SortBy};
use super::{EntitiesView, edit, key_of};
use crate::app::command::{Command, Select};
use crate::app::theme::{size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind;
use crate::app::words;

impl EntitiesView {
    pub(super) fn table_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, listing: &Listing, out: &mut Commands) {
        let room = ui.available_width();
        let name = (room * 0.28).clamp(110.0, 260.0);
        let numbers = 30.0 + 72.0 + 66.0 + 96.0 + 96.0 + 56.0;
        let aliases = (room - name - numbers).max(80.0);
        TableBuilder::new(ui)
            .id_salt("names")
            .striped(false)
            .resizable(true)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .column(Column::exact(30.0))
            .column(Column::initial(name).clip(true))
            .column(Column::initial(aliases).clip(true))
            .column(Column::initial(72.0))
            .column(Column::initial(66.0))
            .column(Column::initial(96.0).clip(true))
            .column(Column::remainder().at_least(88.0).clip(true))
            .header(space::ROW, |mut header| {
                let columns = [
                    ("Kind", Some(SortBy::Kind)),
                    ("Name", Some(SortBy::Name)),
                    ("Also", None),
                    ("Mentions", Some(SortBy::Mentions)),
                    ("Articles", Some(SortBy::Articles)),
                    ("First", Some(SortBy::First)),
                    ("Last", Some(SortBy::Last)),
                ];
                for (label, sort) in columns {
                    header.col(|ui| self.head_ui(ui, scene, label, sort));
                }
            })
            .body(|body| {
                body.rows(space::ROW, listing.rows.len(), |mut row| {
                    let at = row.index();
                    self.row_ui(&mut row, scene, listing, at, out);
                });
            });
    }

    fn head_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, label: &str, sort: Option<SortBy>) {
        let sign = match sort {
            Some(sort) if sort == self.list.sort && self.list.is_turned => " ↑",
            Some(sort) if sort == self.list.sort => " ↓",
            _ => "",
        };
        let words = RichText::new(format!("{label}{sign}")).size(size::SMALL).color(scene.theme.ink_quiet);
        let Some(sort) = sort else {
            ui.label(words);
            return;
        };
        let response = ui.add(egui::Button::new(words).frame(false).truncate());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {}", label.to_lowercase()))
        });
        if response.clicked() {
            self.list.sort_by(sort);
        }
    }

    fn row_ui(
        &mut self,
        row: &mut egui_extras::TableRow<'_, '_>,
        scene: &Scene<'_>,
        listing: &Listing,
        at: usize,
        out: &mut Commands,
    ) {
        let listed = &listing.rows[at];
        let entities = &scene.state.analysis.entities;
        let entity = entities.get(listed.id);
        let key = key_of(entity);
        row.set_selected(self.chosen.contains(&key) || scene.state.selection.entity == Some(listed.id));
        row.col(|ui| {
            kind::sign_ui(ui, scene.theme, entity.kind);
        });
        let cell = |ui: &mut egui::Ui, words: &str| {
            ui.add(egui::Label::new(words).truncate().selectable(false));
        };
        row.col(|ui| cell(ui, &entity.name));
        row.col(|ui| {
            let aliases = RichText::new(entity.aliases.join(", ")).color(scene.theme.ink_quiet);
            ui.add(egui::Label::new(aliases).truncate().selectable(false));
        });
        for number in [listed.mentions, listed.articles] {
            row.col(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.add_space(space::LARGE);
                    ui.add(egui::Label::new(words::number(number as usize)).selectable(false));
                });
            });
        }
        for day in [listed.days.map(|days| days.0), listed.days.map(|days| days.1)] {
            row.col(|ui| cell(ui, &day.map_or_else(|| "–".to_owned(), words::date)));
        }
        let response = row.response();
        if response.clicked() {
            let modifiers = response.ctx.input(|input| input.modifiers);
            self.choose(scene, listing, at, modifiers);
            out.push(Command::Select(Select::Entity(listed.id)));
        }
        if response.secondary_clicked() && !self.chosen.contains(&key) {
            self.choose(scene, listing, at, egui::Modifiers::NONE);
        }
        response.context_menu(|ui| edit::menu_ui(ui, scene, listed.id, &self.chosen, &mut self.open_box, out));
    }

    fn choose(&mut self, scene: &Scene<'_>, listing: &Listing, at: usize, modifiers: egui::Modifiers) {
        let key = |listed: &Listed| key_of(scene.state.analysis.entities.get(listed.id));
        let here = key(&listing.rows[at]);
        match self.anchor.filter(|anchor| modifiers.shift && *anchor < listing.rows.len()) {
            Some(anchor) => {
                let between = anchor.min(at)..=anchor.max(at);
                self.chosen = listing.rows[between].iter().map(key).collect();
                return;
            }
            None if modifiers.command => {
                if !self.chosen.remove(&here) {
                    self.chosen.insert(here);
                }
            }
            None => self.chosen = [here].into(),
        }
        self.anchor = Some(at);
    }
}
