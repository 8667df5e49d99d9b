//! A row of the page: its sign, its text that can be selected, and what a pointer does on it.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, CursorIcon, Galley, Label, Pos2, Rect, Response, Sense, Stroke, UiBuilder, Vec2, WidgetInfo,
    pos2,
};

use super::line::{Line, Side, Stretch};
use super::model::{Marks, side_of};
use super::sheet::{Columns, Sheet, Touch};
use crate::alignment::{PieceKind, RowSide};
use crate::app::theme::{self, READING_LINE, READING_MEASURE, Theme, size, space};
use crate::text::Span;

/// Room before a column, for its sign.
pub(super) const SIGN: f32 = 18.0;
/// Room above the first sentence of a paragraph.
pub(super) const PARAGRAPH: f32 = 10.0;

/// What rows are painted with.
pub(super) struct RowPainter<'a> {
    /// What the page is painted from.
    pub sheet: &'a Sheet<'a>,
    /// What columns there are.
    pub columns: Columns,
    /// Left and right edge of each column's text.
    pub columns_x: &'a [(f32, f32)],
    /// The moved passage under the pointer in the last frame.
    pub hovered: Option<u32>,
}

impl RowPainter<'_> {
    /// Paints what a column shows of a row; gives its height.
    pub fn row_ui(
        &self,
        ui: &mut egui::Ui,
        index: u32,
        column: usize,
        y: f32,
        hovered: &mut Option<u32>,
        out: &mut Vec<Touch>,
    ) -> f32 {
        let (sheet, model) = (self.sheet, self.sheet.model);
        let row = &model.page.rows[index as usize];
        let is_start = |side: &RowSide| side.is_paragraph_start;
        let above = match self.columns {
            Columns::One(side) if side_of(row, side).span.is_empty() => return 0.0,
            Columns::One(side) => is_start(side_of(row, side)),
            _ => is_start(&row.a) || is_start(&row.b),
        };
        let above = if above && index > 0 { PARAGRAPH } else { 0.0 };
        let marks = Marks { change: self.hovered.or(sheet.marks.change), ..sheet.marks };
        let side = match self.columns {
            Columns::Both => Some(Side::BOTH[column]),
            Columns::One(side) => Some(side),
            Columns::Inline => None,
        };
        let stretches = match side {
            Some(side) => model.stretches(index, side, marks),
            None => model.inline(index, marks),
        };
        let mut height = 0.0;
        if !stretches.is_empty() {
            let (left, right) = self.columns_x[column];
            let y = y + above;
            let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + 10_000.0));
            let sign = Sign::of(sheet.theme, side, &stretches);
            height = self.text_ui(ui, index, rect, (side, sign), &stretches, hovered, out);
            if let Some(sign) = sign {
                let at = pos2(left - SIGN + 4.0, y + sheet.style.text_size * READING_LINE * 0.5);
                let font = theme::strong_font(size::BODY);
                ui.painter().text(at, Align2::CENTER_CENTER, sign.mark, font, sign.color);
            }
        }
        height + space::SMALL + above
    }

    /// Paints one run of text that can be selected; gives its height.
    #[expect(clippy::too_many_arguments, reason = "a run of text is its row, its place, its marks and its answer")]
    fn text_ui(
        &self,
        ui: &mut egui::Ui,
        row: u32,
        rect: Rect,
        (side, sign): (Option<Side>, Option<Sign>),
        stretches: &[Stretch],
        hovered: &mut Option<u32>,
        out: &mut Vec<Touch>,
    ) -> f32 {
        let line = Line::new(self.sheet.theme, self.sheet.style, self.sheet.texts, stretches, rect.width());
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((row, rect.left() as i32)));
        let label = Label::new(line.job.clone()).wrap().selectable(true).sense(Sense::click());
        let (at, galley, response) = label.layout_in_ui(&mut child);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, name(side, sign, galley.text())));
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
    pub fn fold_ui(&self, ui: &mut egui::Ui, first: u32, count: u32, y: f32, out: &mut Vec<Touch>) -> f32 {
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
#[derive(Clone, Copy)]
struct Sign {
    mark: &'static str,
    name: &'static str,
    color: Color32,
}

impl Sign {
    /// The sign of the strongest kind of change among `stretches`; none where all is equal.
    fn of(theme: &Theme, side: Option<Side>, stretches: &[Stretch]) -> Option<Self> {
        let has = |kind: PieceKind| stretches.iter().any(|stretch| stretch.kind == kind);
        let (ink, only, name) = match side {
            Some(Side::Left) => (theme.only_left, "−", "only here"),
            Some(Side::Right) => (theme.only_right, "+", "only here"),
            None => (theme.ink_quiet, "±", "left out or put in"),
        };
        if has(PieceKind::Moved) {
            Some(Self { mark: "↕", name: "moved", color: theme.moved })
        } else if has(PieceKind::Replaced) {
            Some(Self { mark: "~", name: "reworded", color: ink })
        } else if has(PieceKind::Only) {
            Some(Self { mark: only, name, color: ink })
        } else {
            None
        }
    }
}

/// What a screen reader says of a run of text: "Left, reworded: …".
fn name(side: Option<Side>, sign: Option<Sign>, text: &str) -> String {
    let side = match side {
        Some(Side::Left) => "Left",
        Some(Side::Right) => "Right",
        None => "Both",
    };
    match sign {
        Some(sign) => format!("{side}, {}: {text}", sign.name),
        None => format!("{side}: {text}"),
    }
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
