//! The page: rows of the comparison, painted where they are seen, with connectors between the halves of what moved.

use std::ops::Range;

use eframe::egui::{self, Color32, Rect, ScrollArea, Stroke, UiBuilder, pos2, vec2};

use super::heights::Heights;
use super::model::{Item, side_of};
use super::ribbon::{self, Ribbon};
use super::row::{PARAGRAPH, RowPainter, SIGN};
use super::sheet::{Columns, Sheet, Touch};
use crate::app::theme::{READING_LINE, READING_MEASURE, space};

/// Room between the two columns, for connectors.
const GUTTER: f32 = 44.0;
/// Mean width of a letter of the reading face, relative to its size; for estimates alone.
const LETTER: f32 = 0.5;
/// Bytes of text that a frame lays out anew. A leap to a far place shows more than that at once: what is left comes a
/// frame later, so that no frame takes longer than the screen waits for.
const NEW_TEXT: usize = 1_800;

/// A scrolled page. It keeps only its place and what it measured.
#[derive(Default)]
pub struct PageView {
    heights: Heights,
    ribbon: Ribbon,
    /// Where to scroll in the next frame.
    target: Option<f32>,
    /// Row to bring into view once its place is known.
    row: Option<u32>,
    /// The moved passage under the pointer in the last frame.
    hovered: Option<u32>,
    /// The items that the last frame painted, in order: laid out once, they cost little.
    painted: Vec<usize>,
    made_for: Option<(usize, usize, Columns, u32)>,
}

impl PageView {
    /// Brings a row into view.
    pub fn show_row(&mut self, row: u32) {
        self.row = Some(row);
    }

    /// Paints the page into what room there is.
    pub fn ui(&mut self, ui: &mut egui::Ui, sheet: &Sheet<'_>, columns: Columns, out: &mut Vec<Touch>) {
        let whole = ui.available_rect_before_wrap();
        let room = whole.with_max_x(whole.right() - ribbon::WIDTH - space::MEDIUM);
        // The bar of the scrolled area floats over its right edge.
        let scroll = &ui.spacing().scroll;
        let columns_x =
            column_places(room.with_max_x(room.right() - scroll.bar_width - scroll.bar_inner_margin), columns);
        let width = columns_x[0].1 - columns_x[0].0;
        let key = (sheet.number, sheet.items.len(), columns, (sheet.style.text_size * 4.0) as u32);
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.heights.clear();
            self.painted.clear();
        }
        self.heights.fit(sheet.items.len(), width, |index| estimate(sheet, columns, sheet.items[index], width));
        let item_of_row = |row: u32| sheet.item_of_row.get(row as usize).map_or(0, |&item| item as usize);
        if let Some(row) = self.row.take() {
            self.target = Some((self.heights.top(item_of_row(row)) - room.height() * 0.3).max(0.0));
        }
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt(("page", format!("{columns:?}")));
        if let Some(target) = self.target.take() {
            area = area.vertical_scroll_offset(target);
        }
        let mut hovered = None;
        let mut seen = (0.0, room.height());
        let mut child = ui.new_child(UiBuilder::new().max_rect(room));
        let mut correction = 0.0;
        let mut is_whole = true;
        let output = area.show_viewport(&mut child, |ui, viewport| {
            ui.set_height(self.heights.total());
            let top = ui.max_rect().top();
            seen = (viewport.top(), viewport.bottom());
            let range = self.heights.rows_between(viewport.top(), viewport.bottom());
            let painter = RowPainter { sheet, columns, columns_x: &columns_x, hovered: self.hovered };
            let in_sight = range.len();
            let items = affordable(range, &self.painted, |item| text_of(sheet, columns, sheet.items[item]));
            is_whole = items.len() == in_sight;
            let mut measured = vec![0.0f32; items.len()];
            // Column by column: what is selected goes from one text to the next in the order in which they are painted,
            // and a person who drags down one article wants none of the other.
            for column in 0..columns_x.len() {
                for (&index, measured) in items.iter().zip(&mut measured) {
                    let y = top + self.heights.top(index);
                    let height = match sheet.items[index] {
                        Item::Row(row) => painter.row_ui(ui, row, column, y, &mut hovered, out),
                        Item::Folded(first, count) if column == 0 => painter.fold_ui(ui, first, count, y, out),
                        Item::Folded(..) => 0.0,
                    };
                    *measured = measured.max(height);
                }
            }
            for (&index, height) in items.iter().zip(measured) {
                let by = self.heights.measure(index, height);
                if self.heights.top(index) < viewport.top() {
                    correction += by;
                }
            }
            if columns == Columns::Both {
                self.connectors_ui(ui, sheet, &columns_x, top, viewport, &item_of_row);
            }
            self.painted = items;
        });
        let total = self.heights.total();
        self.heights.settle();
        if correction != 0.0 {
            // What was above the eye turned out taller or shorter: the words under the eye stay where they are.
            self.target = Some((output.state.clamped_offset().y + correction).max(0.0));
        }
        if !is_whole || (self.heights.total() - total).abs() > 0.01 || hovered != self.hovered {
            ui.ctx().request_repaint();
        }
        self.hovered = hovered;
        let strip = whole.with_min_x(whole.right() - ribbon::WIDTH);
        let clicked = self.ribbon.ui(
            ui,
            sheet.theme,
            strip,
            sheet.model,
            &self.heights,
            item_of_row,
            seen,
            sheet.number * 8 + sheet.items.len(),
        );
        if let Some(offset) = clicked {
            self.target = Some(offset.max(0.0));
            ui.ctx().request_repaint();
        }
        ui.advance_cursor_after_rect(whole);
    }

    /// Lines from where a passage was to where it went; an end that is not seen is drawn to the edge.
    fn connectors_ui(
        &self,
        ui: &egui::Ui,
        sheet: &Sheet<'_>,
        columns: &[(f32, f32)],
        top: f32,
        viewport: Rect,
        item_of_row: &impl Fn(u32) -> usize,
    ) {
        let middle = |row: u32| self.heights.top(item_of_row(row)) + sheet.style.text_size * READING_LINE * 0.5;
        let is_seen = |y: f32| viewport.y_range().contains(y);
        for moved in &sheet.model.moves {
            let (from, to) = (middle(moved.a), middle(moved.b));
            if !is_seen(from) && !is_seen(to) {
                continue;
            }
            let is_strong = self.hovered == Some(moved.change) || sheet.marks.change == Some(moved.change);
            let stroke = Stroke::new(
                if is_strong { 2.5 } else { 1.25 },
                if is_strong { sheet.theme.moved } else { sheet.theme.moved.gamma_multiply(0.55) },
            );
            let at = |x: f32, y: f32| pos2(x, top + y.clamp(viewport.top() - 24.0, viewport.bottom() + 24.0));
            let (start, end) = (at(columns[0].1 + 4.0, from), at(columns[1].0 - SIGN - 2.0, to));
            let bend = (end.x - start.x) * 0.6;
            let points = [start, start + vec2(bend, 0.0), end - vec2(bend, 0.0), end];
            let curve = egui::epaint::CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
            ui.painter().add(curve);
            ui.painter().circle_filled(start, 2.5, stroke.color);
            ui.painter().circle_filled(end, 2.5, stroke.color);
        }
    }
}

/// The items of a range that a frame paints: all of those that the last one painted, and of the others, from the first on,
/// as many as [`NEW_TEXT`] bytes reach for; one at least.
fn affordable(range: Range<usize>, painted: &[usize], bytes_of: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut spent = 0;
    range
        .filter(|item| {
            if painted.binary_search(item).is_ok() {
                return true;
            }
            let can_pay = spent < NEW_TEXT;
            spent += bytes_of(*item);
            can_pay
        })
        .collect()
}

/// Bytes of text that an item shows.
fn text_of(sheet: &Sheet<'_>, columns: Columns, item: Item) -> usize {
    let Item::Row(row) = item else { return 0 };
    let row = &sheet.model.page.rows[row as usize];
    match columns {
        Columns::One(side) => side_of(row, side).span.len(),
        Columns::Both | Columns::Inline => row.a.span.len() + row.b.span.len(),
    }
}

/// Left and right edge of each column's text.
fn column_places(room: Rect, columns: Columns) -> Vec<(f32, f32)> {
    let widest = READING_MEASURE * 1.1;
    match columns {
        Columns::Both => {
            let width = ((room.width() - GUTTER) / 2.0 - SIGN).clamp(80.0, widest);
            let margin = ((room.width() - GUTTER) / 2.0 - SIGN - width).max(0.0);
            let left = room.left() + SIGN + margin;
            let right = left + width + GUTTER + SIGN;
            vec![(left, left + width), (right, right + width)]
        }
        Columns::One(_) | Columns::Inline => {
            let width = (room.width() - SIGN).clamp(80.0, widest * 1.1);
            let left = room.left() + SIGN + ((room.width() - SIGN - width) / 2.0).max(0.0);
            vec![(left, left + width)]
        }
    }
}

/// Height of an item by the length of its text.
fn estimate(sheet: &Sheet<'_>, columns: Columns, item: Item, width: f32) -> f32 {
    let Item::Row(row) = item else { return space::ROW + space::MEDIUM };
    let row = &sheet.model.page.rows[row as usize];
    let line = (sheet.style.text_size * READING_LINE).round();
    let lines = |bytes: usize| (bytes as f32 * sheet.style.text_size * LETTER / width.max(1.0)).ceil().max(1.0);
    let (a, b) = (row.a.span.len(), row.b.span.len());
    let lines = match columns {
        Columns::Both => lines(a.max(b)),
        Columns::One(side) if side_of(row, side).span.is_empty() => return 0.0,
        Columns::One(side) => lines(side_of(row, side).span.len()),
        Columns::Inline => lines(if row.is_equal() { a } else { a.max(b) + a.min(b) / 3 }),
    };
    lines * line + space::SMALL + if row.a.is_paragraph_start || row.b.is_paragraph_start { PARAGRAPH } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_lays_out_what_it_can_afford_and_keeps_what_it_has() {
        let letters = |_| NEW_TEXT / 2;
        assert_eq!(affordable(10..20, &[], letters), [10, 11], "a leap");
        assert_eq!(affordable(10..20, &[10, 11], letters), [10, 11, 12, 13], "the frame after it");
        assert_eq!(affordable(10..16, &[11, 12, 13, 14, 15], letters), [10, 11, 12, 13, 14, 15], "scrolled back");
        assert_eq!(affordable(3..5, &[], |_| 50 * NEW_TEXT), [3], "one that is too long by itself");
    }
}
