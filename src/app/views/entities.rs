//! Who and where: the table of names.

use eframe::egui::{self, ScrollArea, TextEdit};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Select};
use crate::app::job::Background;
use crate::app::theme::space;
use crate::app::widgets::list_row;
use crate::app::words;
use crate::entity::{EntityId, EntityKind};
use crate::progress::Progress;

/// The table of names.
pub struct EntitiesView {
    query: String,
    found: Background<(u64, String), Vec<EntityId>>,
}

impl Default for EntitiesView {
    fn default() -> Self {
        Self { query: String::new(), found: Background::new("names") }
    }
}

impl View for EntitiesView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        if state.analysis.entities.entities.is_empty() {
            nothing_ui(ui, scene.theme, "No names yet", "People, places and organisations are listed here.");
            return;
        }
        let field = TextEdit::singleline(&mut self.query).hint_text("Find a name").desired_width(220.0);
        ui.add(field);
        ui.add_space(space::SMALL);
        let key = (state.analysis_number, self.query.to_lowercase());
        let (entities, query) = (&state.analysis.entities, key.1.clone());
        self.found.request(&key, &state.waker, || {
            let entities = std::sync::Arc::clone(entities);
            move |_: &Progress| {
                let has = |name: &String| name.to_lowercase().contains(&query);
                let mut found: Vec<_> = entities
                    .entities
                    .iter()
                    .filter(|entity| has(&entity.name) || entity.aliases.iter().any(has))
                    .collect();
                found.sort_by_key(|entity| (std::cmp::Reverse(entity.mentions.len()), entity.id));
                Ok(found.into_iter().map(|entity| entity.id).collect())
            }
        });
        let Some(found) = self.found.latest().filter(|_| self.found.get(&key).is_some()) else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, space::ROW, found.len(), |ui, range| {
            for &id in &found[range] {
                let entity = entities.get(id);
                let dot = scene.theme.kinds[kind_index(entity.kind)];
                let aside =
                    format!("{}, {}", entity.kind.label(), words::count(entity.mentions.len(), "mention", "mentions"));
                let is_selected = state.selection.entity == Some(id);
                if list_row(ui, scene.theme, is_selected, Some(dot), &entity.name, &aside).clicked() {
                    out.push(Command::Select(Select::Entity(id)));
                }
            }
        });
    }
}

/// The place of a kind in [`Theme::kinds`](crate::app::theme::Theme::kinds).
pub fn kind_index(kind: EntityKind) -> usize {
    EntityKind::ALL.iter().position(|&other| other == kind).unwrap_or(0)
}
