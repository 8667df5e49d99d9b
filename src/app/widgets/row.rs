//! A row of a list: one line, shortened where it must be, with what belongs to it at the right.

use eframe::egui::{self, Color32, Role, Sense};

use crate::app::theme::{self, Theme, size, space};

/// How the Tab key meets the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// One by one.
    Rows,
    /// The list is one stop, with keys of its own to move in it.
    List,
}

/// A row of a list that can be selected. `aside` stands at the right, in quiet ink; `dot` is a mark before the text.
pub fn list_row(
    ui: &mut egui::Ui,
    theme: &Theme,
    stops: Stops,
    is_selected: bool,
    dot: Option<Color32>,
    text: &str,
    aside: &str,
) -> egui::Response {
    let sense = match stops {
        Stops::Rows => Sense::click_and_drag(),
        Stops::List => Sense::CLICK | Sense::DRAG,
    };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), sense);
    let name = if aside.is_empty() { text.to_owned() } else { format!("{text}, {aside}") };
    response.widget_info(|| egui::WidgetInfo::selected(Role::ListItem, ui.is_enabled(), is_selected, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    if is_selected || response.hovered() || response.has_focus() {
        let fill = if is_selected { theme.selected } else { theme.raised };
        painter.rect_filled(rect, 4.0, fill);
    }
    if is_selected {
        let bar = rect.with_max_x(rect.left() + 3.0).shrink2(egui::vec2(0.0, 4.0));
        painter.rect_filled(bar, 1.5, theme.accent);
    }
    if response.has_focus() {
        theme.ring(painter, rect, 4.0);
    }
    let mut left = rect.left() + space::MEDIUM;
    if let Some(color) = dot {
        painter.circle_filled(egui::pos2(left + 3.0, rect.center().y), 3.5, color);
        left += 14.0;
    }
    // What stands at the right never takes more than a third: the text matters more.
    let aside = one_line(ui, aside, theme::font(size::SMALL), theme.ink_quiet, rect.width() / 3.0);
    let right = rect.right() - space::SMALL - aside.size().x;
    painter.galley(egui::pos2(right, rect.center().y - aside.size().y / 2.0), aside, theme.ink_quiet);
    let room = (right - space::MEDIUM - left).max(0.0);
    let galley = one_line(ui, text, theme::font(size::BODY), theme.ink, room);
    let is_shortened = galley.elided;
    painter.galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    if is_shortened { response.on_hover_text(text) } else { response }
}

/// Text in one line of at most `width`, with an ellipsis where it is longer.
pub fn one_line(
    ui: &egui::Ui,
    text: &str,
    font: egui::FontId,
    color: Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
