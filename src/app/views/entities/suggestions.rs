//! Names that may be one: each pair with its evidence, to be accepted or refused one by one. A refusal is kept in the
//! session, so that it is not asked again.

use eframe::egui::{self, RichText, ScrollArea, pos2, vec2};

use super::key_of;
use crate::app::command::{Command, Decision, Select};
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene, nothing_ui};
use crate::app::widgets::{kind, row::one_line};
use crate::app::words;
use crate::entity::{Entity, EntityCorrection, MergeSuggestion};

/// Height of a suggestion, in points: two lines and room around them.
const HEIGHT: f32 = 52.0;

/// Width of the two buttons.
const BUTTONS: f32 = 184.0;

/// Paints the list.
pub fn ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let suggestions = &scene.state.analysis.entities.suggestions;
    if suggestions.is_empty() {
        let hint = "Names that sound alike, short forms and initials are listed here when they may mean the same.";
        nothing_ui(ui, scene.theme, "Nothing to decide", hint);
        return;
    }
    let words = "Nothing is merged before you say so. What you keep apart is not asked again.";
    ui.label(super::quiet(scene.theme, words));
    ui.add_space(space::SMALL);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, HEIGHT, suggestions.len(), |ui, range| {
        for suggestion in &suggestions[range] {
            suggestion_ui(ui, scene, suggestion, out);
        }
    });
}

fn suggestion_ui(ui: &mut egui::Ui, scene: &Scene<'_>, suggestion: &MergeSuggestion, out: &mut Commands) {
    let theme = scene.theme;
    let entities = &scene.state.analysis.entities;
    let (one, other) = (entities.get(suggestion.one), entities.get(suggestion.other));
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.line());
    let room = (rect.width() - BUTTONS - space::LARGE).max(80.0);
    let line = |entity: &Entity| format!("{} ({})", entity.name, words::number(entity.mentions.len()));
    let half = (room - 30.0) / 2.0;
    let mut left = rect.left() + space::SMALL;
    let middle = rect.top() + 16.0;
    for (at, entity) in [one, other].into_iter().enumerate() {
        if at == 1 {
            ui.painter().text(
                pos2(left, middle),
                egui::Align2::LEFT_CENTER,
                "=",
                theme::font(size::BODY),
                theme.ink_quiet,
            );
            left += 18.0;
        }
        let galley = one_line(ui, &line(entity), theme::font(size::BODY), theme.ink, half - 30.0);
        let width = galley.size().x + 22.0;
        let place = egui::Rect::from_min_size(pos2(left, rect.top() + 4.0), vec2(width, 24.0));
        let id = ui.scope_id().with((suggestion.one.0, suggestion.other.0, at));
        let name = format!("Show where {} stands", entity.name);
        let response =
            crate::app::widgets::access::node(ui, place, id, egui::Sense::click(), egui::Role::Button, &name);
        let ink = if response.hovered() { theme.accent } else { theme.ink };
        kind::paint(ui.painter(), theme, pos2(left + 8.0, middle), entity.kind);
        ui.painter().galley_with_override_text_color(pos2(left + 22.0, middle - galley.size().y / 2.0), galley, ink);
        if response.on_hover_text("Show every place where it stands").clicked() {
            out.push(Command::Select(Select::Entity(entity.id)));
        }
        left += width + 10.0;
    }
    let evidence = one_line(ui, &suggestion.evidence, theme::font(size::SMALL), theme.ink_quiet, room);
    ui.painter().galley(pos2(rect.left() + space::SMALL, rect.top() + 30.0), evidence, theme.ink_quiet);
    let buttons = egui::Rect::from_min_max(pos2(rect.right() - BUTTONS, rect.top()), rect.max);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(buttons).layout(layout), |ui| {
        let named = |verb: &str| format!("{verb} {} and {}", one.name, other.name);
        let apart = ui.button(RichText::new("Keep apart"));
        apart.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named("Keep apart")));
        if apart.clicked() {
            let correction = EntityCorrection::KeepApart { one: key_of(one), other: key_of(other) };
            out.push(Command::Decide(Decision::Entities(vec![correction])));
        }
        let merge = ui.button(RichText::new("Merge"));
        merge.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named("Merge")));
        if merge.clicked() {
            let merge = EntityCorrection::Merge { names: survivor_first(one, other) };
            out.push(Command::Decide(Decision::Entities(vec![merge])));
        }
    });
}

/// The fuller name stays; of two as full, the one that is named more often.
fn survivor_first(one: &Entity, other: &Entity) -> Vec<super::NameKey> {
    let fullness = |entity: &Entity| (entity.name.split(' ').count(), entity.mentions.len());
    let (first, second) = if fullness(other) > fullness(one) { (other, one) } else { (one, other) };
    vec![key_of(first), key_of(second)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::EntityKind;

    #[test]
    fn the_fuller_name_survives() {
        let named = |name: &str| Entity { kind: EntityKind::Person, name: name.to_owned(), ..Entity::default() };
        let names = survivor_first(&named("Kerry"), &named("John Kerry"));
        assert_eq!(names[0].1, "John Kerry");
        assert_eq!(survivor_first(&named("Kyiv"), &named("Kiev"))[0].1, "Kyiv");
    }
}
