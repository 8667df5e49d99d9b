//! The lines in sight in a frame, and what stands in them.

use std::ops::Range;

use eframe::egui::{self, Rect, Role, Sense, Stroke, pos2};

use super::model::Made;
use super::paint::Side;
use super::places::{GUTTER, Places};
use super::row::Line;
use super::say;
use super::strip::{Glyph, Strip};
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::row::one_line;

/// How far the line around a mark at the edge reaches beyond the plot, in points.
pub(super) const EDGE: f32 = 3.0;

/// Something in sight that can be pointed at.
pub(super) struct Pointed {
    pub(super) rect: Rect,
    pub(super) row: u32,
    pub(super) glyph: Glyph,
    pub(super) side: Side,
}

/// The lines in sight in this frame.
pub(super) struct Lines<'a> {
    pub(super) made: &'a Made,
    pub(super) places: &'a Places,
    pub(super) strip: &'a Strip,
    /// Height of a line.
    pub(super) height: f32,
    /// Top of the first line, which may be far above the window.
    pub(super) top: f32,
    pub(super) range: Range<usize>,
}

impl Lines<'_> {
    pub(super) fn y(&self, line: usize) -> egui::Rangef {
        let top = self.top + line as f32 * self.height;
        egui::Rangef::new(top, top + self.height)
    }

    pub(super) fn paint_ground(&self, ui: &egui::Ui, theme: &Theme, line: usize) {
        let y = self.y(line);
        let plot = self.places.plot;
        if matches!(self.made.lines[line], Line::Row(_)) {
            let x = self.places.body.left()..=plot.right() + GUTTER;
            ui.painter().hline(x, y.max - 0.5, Stroke::new(1.0, theme.hairline.gamma_multiply(0.5)));
        }
    }

    pub(super) fn head_ui(
        &self,
        ui: &egui::Ui,
        theme: &Theme,
        line: usize,
        label: &str,
        aside: &str,
        is_disputed: bool,
    ) {
        let y = self.y(line);
        let rect = Rect::from_x_y_ranges(self.places.body.left()..=self.places.body.right() - 10.0, y);
        let response = ui.interact(rect, ui.scope_id().with(("head", line)), Sense::hover());
        response.widget_info(|| {
            let disputed = if is_disputed { ", the dates differ" } else { "" };
            egui::WidgetInfo::labeled(Role::Heading, true, format!("{label}, {aside}{disputed}"))
        });
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, theme.surface);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.line());
        let middle = rect.bottom() - 13.0;
        let aside = one_line(ui, aside, theme::font(size::SMALL), theme.ink_quiet, rect.width() * 0.3);
        let mut right = rect.right() - space::SMALL - aside.size().x;
        painter.galley(pos2(right, middle - aside.size().y / 2.0), aside, theme.ink_quiet);
        if is_disputed {
            let sign = one_line(ui, "≠ dates differ", theme::strong_font(size::SMALL), theme.fact_differs, 120.0);
            right -= sign.size().x + space::MEDIUM;
            painter.galley(pos2(right, middle - sign.size().y / 2.0), sign, theme.fact_differs);
        }
        let left = rect.left() + space::SMALL;
        let galley = one_line(ui, label, theme::strong_font(size::BODY), theme.ink, right - left - space::MEDIUM);
        let is_shortened = galley.elided;
        painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, theme.ink);
        if is_shortened {
            response.on_hover_text(label);
        }
    }

    /// What a row says in words, beside its marks: who says what when is to be read, not measured.
    pub(super) fn say_dates(&self, painter: &egui::Painter, theme: &Theme, row: &[Pointed]) {
        let said = row.iter().filter(|pointed| pointed.side == Side::Text);
        let words: Vec<String> = said.clone().map(|pointed| say::extent(pointed.glyph.extent)).collect();
        let (left, right) = said.fold((f32::MAX, f32::MIN), |(left, right), pointed| {
            (left.min(pointed.rect.left()), right.max(pointed.rect.right()))
        });
        let Some(rect) = row.first().map(|pointed| pointed.rect) else { return };
        let galley = painter.layout_no_wrap(words.join("; "), theme::font(size::SMALL), theme.ink_quiet);
        let gap = if row.iter().any(|pointed| pointed.glyph.tags.is_open_end) { 26.0 } else { 8.0 };
        let is_beyond = right + gap + galley.size().x > self.places.plot.right();
        let x = if is_beyond { left - gap - galley.size().x } else { right + gap };
        let y = rect.top().min(rect.center().y) - galley.size().y / 2.0 + rect.height() / 2.0;
        painter.galley(pos2(x, y), galley, theme.ink_quiet);
    }
}
