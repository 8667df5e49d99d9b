//! The page: rows of the comparison, painted where they are seen, with connectors between the halves of what moved.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, CursorIcon, Galley, Label, Pos2, Rect, Response, ScrollArea, Sense, Stroke, UiBuilder, Vec2, pos2,
    vec2,
};

use super::heights::Heights;
use super::line::{Line, LineStyle, Side, Stretch};
use super::model::{Item, Marks, Model, side_of};
use super::ribbon::{self, Ribbon};
use crate::alignment::{PieceKind, RowSide};
use crate::app::theme::{self, READING_LINE, READING_MEASURE, Theme, size, space};
use crate::text::Span;

/// Room between the two columns, for connectors.
const GUTTER: f32 = 44.0;
/// Room before a column, for its sign.
const SIGN: f32 = 18.0;
/// Room above the first sentence of a paragraph.
const PARAGRAPH: f32 = 10.0;
/// Mean width of a letter of the reading face, relative to its size; for estimates alone.
const LETTER: f32 = 0.5;

/// What columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Both articles, level.
    Both,
    /// One article alone, for scrolling the two apart.
    One(Side),
    /// Both in one run.
    Inline,
}

/// What the person did on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Touch {
    /// Opened a fold.
    Unfold(u32),
    /// Chose a change.
    Change(u32),
    /// Wants the other half of a moved passage.
    OtherHalf(u32, Side),
    /// Wants a word in all articles.
    Word(String),
    /// Wants this place in the reader.
    Read(Side, Span),
    /// Wants these words on the clipboard.
    Copy(String),
}

/// What the page is painted from.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Every colour by meaning.
    pub theme: &'a Theme,
    /// The two texts.
    pub texts: [&'a str; 2],
    /// The comparison, laid out.
    pub model: &'a Model,
    /// What is listed.
    pub items: &'a [Item],
    /// For each row, its place in the list.
    pub item_of_row: &'a [u32],
    /// What is marked besides the changes.
    pub marks: Marks<'a>,
    /// How lines look.
    pub style: LineStyle,
    /// Another one for every other comparison.
    pub number: usize,
}

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
        let columns_x = column_places(room, columns);
        let width = columns_x[0].1 - columns_x[0].0;
        let key = (sheet.number, sheet.items.len(), columns, (sheet.style.text_size * 4.0) as u32);
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.heights.clear();
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
        let output = area.show_viewport(&mut child, |ui, viewport| {
            ui.set_height(self.heights.total());
            let top = ui.max_rect().top();
            seen = (viewport.top(), viewport.bottom());
            let range = self.heights.rows_between(viewport.top(), viewport.bottom());
            for index in range {
                let y = top + self.heights.top(index);
                let painter = RowPainter { sheet, columns, columns_x: &columns_x, hovered: self.hovered };
                let height = match sheet.items[index] {
                    Item::Row(row) => painter.row_ui(ui, row, y, &mut hovered, out),
                    Item::Folded(first, count) => painter.fold_ui(ui, first, count, y, out),
                };
                let by = self.heights.measure(index, height);
                if self.heights.top(index) < viewport.top() {
                    correction += by;
                }
            }
            if columns == Columns::Both {
                self.connectors_ui(ui, sheet, &columns_x, top, viewport, &item_of_row);
            }
        });
        let total = self.heights.total();
        self.heights.settle();
        if correction != 0.0 {
            // What was above the eye turned out taller or shorter: the words under the eye stay where they are.
            self.target = Some((output.state.clamped_offset().y + correction).max(0.0));
        }
        if (self.heights.total() - total).abs() > 0.01 || hovered != self.hovered {
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
            let curve =
                egui::epaint::CubicBezierShape::from_points_stroke(points, false, egui::Color32::TRANSPARENT, stroke);
            ui.painter().add(curve);
            ui.painter().circle_filled(start, 2.5, stroke.color);
            ui.painter().circle_filled(end, 2.5, stroke.color);
        }
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

struct RowPainter<'a> {
    sheet: &'a Sheet<'a>,
    columns: Columns,
    columns_x: &'a [(f32, f32)],
    hovered: Option<u32>,
}

impl RowPainter<'_> {
    /// Paints a row; gives its height.
    fn row_ui(&self, ui: &mut egui::Ui, index: u32, y: f32, hovered: &mut Option<u32>, out: &mut Vec<Touch>) -> f32 {
        let row = &self.sheet.model.page.rows[index as usize];
        let is_start = |side: &RowSide| side.is_paragraph_start;
        let above = match self.columns {
            Columns::One(side) if side_of(row, side).span.is_empty() => return 0.0,
            Columns::One(side) => is_start(side_of(row, side)),
            _ => is_start(&row.a) || is_start(&row.b),
        };
        let y = y + if above && index > 0 { PARAGRAPH } else { 0.0 };
        let mut marks = self.sheet.marks;
        marks.change = self.hovered.or(marks.change);
        let runs: Vec<(usize, Option<Side>, Vec<Stretch>)> = match self.columns {
            Columns::Both => Side::BOTH
                .map(|side| (side as usize, Some(side), self.sheet.model.stretches(index, side, marks)))
                .into(),
            Columns::One(side) => vec![(0, Some(side), self.sheet.model.stretches(index, side, marks))],
            Columns::Inline => vec![(0, None, self.sheet.model.inline(index, marks))],
        };
        let mut height: f32 = 0.0;
        for (column, side, stretches) in runs {
            if stretches.is_empty() {
                continue;
            }
            let (left, right) = self.columns_x[column];
            let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + 10_000.0));
            let tall = self.text_ui(ui, index, rect, &stretches, hovered, out);
            height = height.max(tall);
            let sign_at = pos2(left - SIGN + 4.0, y + self.sheet.style.text_size * READING_LINE * 0.5);
            sign_ui(ui, self.sheet.theme, sign_at, side, &stretches);
        }
        height + space::SMALL + if above && index > 0 { PARAGRAPH } else { 0.0 }
    }

    /// Paints one run of text that can be selected; gives its height.
    fn text_ui(
        &self,
        ui: &mut egui::Ui,
        row: u32,
        rect: Rect,
        stretches: &[Stretch],
        hovered: &mut Option<u32>,
        out: &mut Vec<Touch>,
    ) -> f32 {
        let line = Line::new(self.sheet.theme, self.sheet.style, self.sheet.texts, stretches, rect.width());
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((row, rect.left() as i32)));
        let label = Label::new(line.job.clone()).wrap().selectable(true).sense(Sense::click());
        let (at, galley, response) = label.layout_in_ui(&mut child);
        egui::text_selection::LabelSelectionState::label_text_selection(
            &child,
            &response,
            at,
            Arc::clone(&galley),
            self.sheet.theme.ink,
            Stroke::NONE,
        );
        self.touch(&child, row, &line, at, &galley, &response, hovered, out);
        galley.size().y
    }

    /// What the pointer does on a run of text.
    #[expect(clippy::too_many_arguments, reason = "a run of text is its line, its place and its answer")]
    fn touch(
        &self,
        ui: &egui::Ui,
        row: u32,
        line: &Line,
        at: Pos2,
        galley: &Galley,
        response: &Response,
        hovered: &mut Option<u32>,
        out: &mut Vec<Touch>,
    ) {
        let model = self.sheet.model;
        let place_at = |pointer: Pos2| line.place(galley.cursor_from_pos(pointer - at).index.0);
        if let Some((side, byte)) = response.hover_pos().and_then(place_at) {
            let change = model.change_at(row, side, byte);
            let moved = change.filter(|&change| model.moves.iter().any(|moved| moved.change == change));
            if moved.is_some() {
                *hovered = moved;
                ui.set_cursor_icon(CursorIcon::PointingHand);
            }
            if let Some(dispute) = model.dispute_at(side, byte) {
                let words = |side: Side, span: Span| {
                    let stated = span.get(self.sheet.texts[side as usize]).unwrap_or_default();
                    dispute.values[side as usize]
                        .as_ref()
                        .map_or(stated.to_owned(), |value| format!("{stated} ({value})"))
                };
                let (left, right) = (words(Side::Left, dispute.a), words(Side::Right, dispute.b));
                let kind = dispute.kind.label();
                response.clone().on_hover_text(format!("The {kind} differs\nLeft: {left}\nRight: {right}"));
            } else if let Some(change) = moved {
                let change = model.page.changes[change as usize];
                let (side, span) = if side == Side::Left { (Side::Right, change.b) } else { (Side::Left, change.a) };
                let other = span.get(self.sheet.texts[side as usize]).unwrap_or_default();
                let where_to = if side == Side::Right { "Moved to the right" } else { "Moved from the left" };
                response.clone().on_hover_ui(|ui| {
                    ui.set_max_width(READING_MEASURE * 0.7);
                    ui.label(egui::RichText::new(format!("{where_to}. Click to go there.")).small());
                    let text: String = other.chars().take(600).collect();
                    ui.label(egui::RichText::new(text.replace('\n', " ")).font(theme::reading_font(size::BODY)));
                });
            }
        }
        if (response.double_clicked() || response.clicked())
            && let Some((side, byte)) = response.interact_pointer_pos().and_then(place_at)
        {
            if response.double_clicked() {
                out.extend(word_at(self.sheet.texts[side as usize], byte).map(Touch::Word));
            } else if let Some(change) = model.change_at(row, side, byte) {
                let is_moved = model.moves.iter().any(|moved| moved.change == change);
                out.push(if is_moved { Touch::OtherHalf(change, side) } else { Touch::Change(change) });
            }
        }
        let shown = &model.page.rows[row as usize];
        response.context_menu(|ui| {
            for (side, name) in Side::BOTH.into_iter().zip(["left", "right"]) {
                let span = side_of(shown, side).span;
                if span.is_empty() {
                    continue;
                }
                if ui.button(format!("Copy the {name} sentence")).clicked() {
                    out.push(Touch::Copy(span.slice(self.sheet.texts[side as usize]).to_owned()));
                    ui.close();
                }
                if ui.button(format!("Read the {name} article here")).clicked() {
                    out.push(Touch::Read(side, span));
                    ui.close();
                }
            }
        });
    }

    /// Paints what stands for rows that read the same; gives its height.
    fn fold_ui(&self, ui: &mut egui::Ui, first: u32, count: u32, y: f32, out: &mut Vec<Touch>) -> f32 {
        let (left, right) = (self.columns_x[0].0, self.columns_x[self.columns_x.len() - 1].1);
        let rect = Rect::from_min_size(pos2(left, y + space::SMALL), Vec2::new(right - left, space::ROW));
        let rows = &self.sheet.model.page.rows[first as usize..(first + count) as usize];
        let words: usize =
            rows.iter().map(|row| row.a.span.get(self.sheet.texts[0]).map_or(0, crate::text::word_count)).sum();
        let count = crate::app::words::count(count as usize, "sentence", "sentences");
        let text = format!("{count} the same, {}", crate::app::words::count(words, "word", "words"));
        let response =
            ui.put(rect, egui::Button::new(egui::RichText::new(text).color(self.sheet.theme.ink_quiet)).frame(false));
        let line = |from: f32, to: f32| {
            ui.painter().hline(from..=to, rect.center().y, self.sheet.theme.line());
        };
        line(left, rect.center().x - 140.0);
        line(rect.center().x + 140.0, right);
        if response.on_hover_text("Show them").clicked() {
            out.push(Touch::Unfold(first));
        }
        space::ROW + space::MEDIUM
    }
}

/// The sign before a row: what kind of change it has, without colour.
fn sign_ui(ui: &egui::Ui, theme: &Theme, at: Pos2, side: Option<Side>, stretches: &[Stretch]) {
    let has = |kind: PieceKind| stretches.iter().any(|stretch| stretch.kind == kind);
    let (ink, only) = match side {
        Some(Side::Left) => (theme.only_left, "−"),
        Some(Side::Right) => (theme.only_right, "+"),
        None => (theme.ink_quiet, "±"),
    };
    let (sign, color) = if has(PieceKind::Moved) {
        ("↕", theme.moved)
    } else if has(PieceKind::Replaced) {
        ("~", ink)
    } else if has(PieceKind::Only) {
        (only, ink)
    } else {
        return;
    };
    ui.painter().text(at, Align2::CENTER_CENTER, sign, theme::strong_font(size::BODY), color);
}

/// The word around a byte.
fn word_at(text: &str, byte: usize) -> Option<String> {
    // Words are found from the start of the paragraph, so that one click never walks through a long article.
    let start = text.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[start..];
    let word = crate::text::words(rest).find(|word| word.end() + start > byte)?;
    (word.start() + start <= byte).then(|| word.slice(rest).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_under_the_pointer() {
        let text = "The ferry.\nNobody saw";
        assert_eq!(word_at(text, 5).as_deref(), Some("ferry"));
        assert_eq!(word_at(text, 11).as_deref(), Some("Nobody"));
        assert_eq!(word_at(text, 3), None, "between two words");
        assert_eq!(word_at(text, 400), None);
    }
}
