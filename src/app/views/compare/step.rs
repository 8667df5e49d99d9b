//! A step back, what is stepped through, a step on.

use std::sync::Arc;

use eframe::egui::{self, Align, Galley, Layout, RichText, TextStyle, WidgetText};

use crate::app::actions::action_named;
use crate::app::views::{Commands, Scene};

/// A step back, what is stepped through, a step on: one group, which goes to the next line whole.
pub fn step_ui(ui: &mut egui::Ui, scene: &Scene<'_>, back: &str, on: &str, label: &str, out: &mut Commands) {
    step_with(ui, scene, [back, on], label, out, |ui, label, _| {
        ui.label(label);
    });
}

/// The same, where what is stepped through is more than a label.
pub fn step_with(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    [back, on]: [&str; 2],
    label: &str,
    out: &mut Commands,
    middle_ui: impl FnOnce(&mut egui::Ui, Arc<Galley>, &mut Commands),
) {
    let text = WidgetText::from(RichText::new(label).color(scene.theme.ink_quiet));
    let galley = text.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    let button = ui.spacing().interact_size.y + 2.0 * ui.spacing().button_padding.x;
    let size = egui::vec2(galley.size().x + 2.0 * (button + ui.spacing().item_spacing.x), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        tool_ui(ui, scene, "◀", back, out);
        middle_ui(ui, galley, out);
        tool_ui(ui, scene, "▶", on, out);
    });
}

/// A button for an action, with its name and its key.
pub fn tool_ui(ui: &mut egui::Ui, scene: &Scene<'_>, text: &str, action: &str, out: &mut Commands) {
    let action = action_named(action);
    let response = ui.add_enabled((action.is_enabled)(scene.state), egui::Button::new(text));
    let name = action.label;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let key = action.shortcut.map(|shortcut| ui.ctx().format_shortcut(&shortcut)).unwrap_or_default();
    let hint = if key.is_empty() { name.to_owned() } else { format!("{name} ({key})") };
    if response.on_hover_text(hint).clicked() {
        out.push((action.command)(scene.state));
    }
}
