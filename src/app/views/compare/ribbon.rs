//! The strip at the right that shows the whole comparison: where the changes are, of which kind, and where one is.

use eframe::egui::{self, Color32, Rect, Role, Sense, pos2};

use super::heights::Heights;
use super::model::Model;
use crate::alignment::EditKind;
use crate::app::theme::Theme;
use crate::app::widgets::access;

/// Width of the strip, in points.
pub const WIDTH: f32 = 16.0;

/// Marks by pixel: at most one of each kind on each line, however many changes there are.
#[derive(Default)]
pub struct Ribbon {
    made_for: Option<(usize, u32, u32)>,
    marks: Vec<(f32, EditKind)>,
}

impl Ribbon {
    /// Paints the strip into `rect`; gives the height to scroll to when it was clicked or dragged.
    #[expect(clippy::too_many_arguments, reason = "what it shows is many small things of its neighbours")]
    pub fn ui(
        &mut self,
        ui: &egui::Ui,
        theme: &Theme,
        rect: Rect,
        model: &Model,
        heights: &Heights,
        item_of_row: impl Fn(u32) -> usize,
        seen: (f32, f32),
        number: usize,
    ) -> Option<f32> {
        let total = heights.total().max(1.0);
        let key = (number, rect.height() as u32, total as u32);
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.marks.clear();
            for change in &model.page.changes {
                let y = (heights.top(item_of_row(change.row)) / total * rect.height()).floor();
                if !self.marks.iter().rev().take(4).any(|&(at, kind)| at == y && kind == change.kind) {
                    self.marks.push((y, change.kind));
                }
            }
        }
        let id = ui.scope_id().with("ribbon");
        let response = access::node(ui, rect, id, Sense::click_and_drag(), Role::ScrollBar, "Overview of the changes");
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 3.0, theme.ground);
        for &(y, kind) in &self.marks {
            let (color, from, to) = mark(theme, kind);
            let line = Rect::from_min_max(
                pos2(rect.left() + WIDTH * from, rect.top() + y),
                pos2(rect.left() + WIDTH * to, rect.top() + y + 3.0),
            );
            painter.rect_filled(line, 0.0, color);
        }
        let scale = rect.height() / total;
        let view = Rect::from_min_max(
            pos2(rect.left(), rect.top() + seen.0 * scale),
            pos2(rect.right(), rect.top() + (seen.1 * scale).min(rect.height())),
        );
        painter.rect_stroke(view, 2.0, egui::Stroke::new(1.5, theme.ink_quiet), egui::StrokeKind::Inside);
        let pointer = response.interact_pointer_pos()?;
        let is_pressed = response.clicked() || response.dragged();
        is_pressed.then(|| (pointer.y - rect.top()) / scale - (seen.1 - seen.0) / 2.0)
    }
}

/// Colour and place: what is gone at the left half, what is new at the right, what moved in the middle.
fn mark(theme: &Theme, kind: EditKind) -> (Color32, f32, f32) {
    match kind {
        EditKind::Delete => (theme.only_left, 0.08, 0.46),
        EditKind::Insert => (theme.only_right, 0.54, 0.92),
        EditKind::Move => (theme.moved, 0.3, 0.7),
        EditKind::Replace | EditKind::Equal => (theme.ink_quiet, 0.08, 0.92),
    }
}
