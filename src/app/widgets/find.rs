//! What every box for finding words has: its switches, and the steps from hit to hit.

use eframe::egui::{self, RichText};

use crate::app::command::Direction;
use crate::app::filter::Search;

/// The switches of how words are looked for.
pub fn switches_ui(ui: &mut egui::Ui, search: &mut Search) {
    let switches = [
        (&mut search.is_case_sensitive, "Aa", "Large and small letters differ"),
        (&mut search.is_whole_word, "[w]", "Whole words only"),
        (&mut search.is_regex, ".*", "Regular expression"),
    ];
    for (is_on, sign, name) in switches {
        let button = egui::Button::selectable(*is_on, RichText::new(sign).small());
        if ui.add(button).on_hover_text(name).accessible_name(name).clicked() {
            *is_on = !*is_on;
        }
    }
}

/// To the hit before and to the next one; gives where the person goes.
pub fn steps_ui(ui: &mut egui::Ui) -> Option<Direction> {
    let steps = [("▲", "Hit before (Shift+F3)", Direction::Previous), ("▼", "Next hit (F3)", Direction::Next)];
    let clicked = steps.map(|(sign, name, direction)| {
        let response = ui.small_button(sign).on_hover_text(name).accessible_name(name);
        response.clicked().then_some(direction)
    });
    clicked.into_iter().flatten().next()
}

/// Where Enter in the field of a box leads: on, and back with Shift. The field keeps the cursor.
pub fn entered(ui: &egui::Ui, field: &egui::Response) -> Option<Direction> {
    if !field.lost_focus() || !ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        return None;
    }
    field.request_focus();
    Some(if ui.input(|input| input.modifiers.shift) { Direction::Previous } else { Direction::Next })
}
