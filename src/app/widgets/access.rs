//! Names for what is painted by hand, so that screen readers and tests find it.

use eframe::egui::{self, Role};

/// Makes `rect` a thing that can be clicked, with a name and a role of its own.
pub fn node(
    ui: &egui::Ui,
    rect: egui::Rect,
    id: egui::Id,
    sense: egui::Sense,
    role: Role,
    name: &str,
) -> egui::Response {
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| egui::WidgetInfo::labeled(role, ui.is_enabled(), name));
    response
}
