//! The list of numbered changes: each with a little of what stands around it.

use eframe::egui::{self, Align2, Rect, Role, ScrollArea, Sense, UiBuilder, pos2};

use super::heights::Heights;
use super::line::{Found, Line, Side, Stretch};
use super::sheet::Sheet;
use crate::alignment::{Change, EditKind, PieceKind};
use crate::app::theme::{self, READING_LINE, READING_MEASURE, size, space};
use crate::app::widgets::access;
use crate::text::Span;

/// Bytes of the text before and after a change that are shown for its sense.
const CONTEXT: usize = 60;
/// Longest stretch of a change that is shown, in bytes; the page has the whole.
const LONGEST: usize = 600;
/// Room for the number and the name of a change.
const NAME: f32 = 120.0;

/// Height of the same: two lines of small letters and the room around them.
const NAME_HEIGHT: f32 = 52.0;

/// The list. It keeps only what it measured.
#[derive(Default)]
pub struct ChangesView {
    heights: Heights,
    made_for: Option<(usize, u32)>,
    target: Option<usize>,
}

impl ChangesView {
    /// Brings a change into view.
    pub fn show_change(&mut self, change: u32) {
        self.target = Some(change as usize);
    }

    /// Paints the list; gives the change that was chosen.
    pub fn ui(&mut self, ui: &mut egui::Ui, sheet: &Sheet<'_>) -> Option<u32> {
        let changes = &sheet.model.page.changes;
        if changes.is_empty() {
            let theme = sheet.theme;
            super::super::nothing_ui(ui, theme, "No changes", "The two read the same under the options in force.");
            return None;
        }
        let width = (ui.available_width() - NAME - space::LARGE).min(READING_MEASURE * 1.3);
        let key = (sheet.number, (sheet.style.text_size * 4.0) as u32);
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.heights.clear();
        }
        let line = sheet.style.text_size * READING_LINE;
        self.heights.fit(changes.len(), width, |index| {
            let bytes = (changes[index].a.len() + changes[index].b.len()).min(2 * LONGEST) + 2 * CONTEXT;
            (bytes as f32 * sheet.style.text_size * 0.5 / width).ceil() * line + space::LARGE
        });
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("changes");
        if let Some(index) = self.target.take() {
            area = area.vertical_scroll_offset((self.heights.top(index) - 80.0).max(0.0));
        }
        let mut chosen = None;
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(self.heights.total());
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            for index in self.heights.rows_between(viewport.top(), viewport.bottom()) {
                let y = top + self.heights.top(index);
                let stretches = stretches(sheet, &changes[index]);
                let text = Line::new(sheet.theme, sheet.style, sheet.texts, &stretches, width);
                let rect =
                    Rect::from_min_max(pos2(left + NAME, y + space::MEDIUM), pos2(left + NAME + width, y + 10_000.0));
                let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(index));
                let label = child.add(egui::Label::new(text.job).wrap().selectable(true));
                let height = (label.rect.height() + space::LARGE).max(NAME_HEIGHT);
                let head = Rect::from_min_size(pos2(left, y), egui::vec2(NAME - space::MEDIUM, height));
                let number = u32::try_from(index).unwrap_or(u32::MAX);
                if name_ui(ui, sheet, head, number, changes[index].kind) {
                    chosen = Some(number);
                }
                ui.painter().hline(left..=left + NAME + width, y + height, sheet.theme.line());
                self.heights.measure(index, height);
            }
        });
        let total = self.heights.total();
        self.heights.settle();
        if (self.heights.total() - total).abs() > 0.01 {
            ui.ctx().request_repaint();
        }
        chosen
    }
}

/// Number and kind of a change, which lead to its place on the page; gives whether they were clicked.
fn name_ui(ui: &egui::Ui, sheet: &Sheet<'_>, rect: Rect, index: u32, kind: EditKind) -> bool {
    let theme = sheet.theme;
    let (sign, name, color) = match kind {
        EditKind::Replace | EditKind::Equal => ("~", "reworded", theme.ink),
        EditKind::Insert => ("+", "only right", theme.only_right),
        EditKind::Delete => ("−", "only left", theme.only_left),
        EditKind::Move => ("↕", "moved", theme.moved),
    };
    let label = format!("Change {}: {name}", index + 1);
    let response = access::node(ui, rect, ui.scope_id().with(("change", index)), Sense::click(), Role::Link, &label);
    let is_current = sheet.marks.change == Some(index);
    if is_current || response.hovered() || response.has_focus() {
        let fill = if is_current { theme.selected } else { theme.raised };
        ui.painter().rect_filled(rect.shrink2(egui::vec2(0.0, 2.0)), 4.0, fill);
    }
    let at = rect.left_top() + egui::vec2(space::MEDIUM, space::MEDIUM + 2.0);
    ui.painter().text(at, Align2::LEFT_TOP, format!("{}", index + 1), theme::strong_font(size::BODY), theme.ink);
    let below = at + egui::vec2(0.0, 20.0);
    ui.painter().text(below, Align2::LEFT_TOP, format!("{sign} {name}"), theme::font(size::SMALL), color);
    response.on_hover_text("Show it on the page").clicked()
}

/// What the list shows of a change.
fn stretches(sheet: &Sheet<'_>, change: &Change) -> Vec<Stretch> {
    let stretch = |side: Side, span: Span, kind: PieceKind| Stretch {
        side,
        span,
        kind,
        is_current: false,
        is_disputed: false,
        found: Found::No,
    };
    let (side, anchor) = if change.a.is_empty() { (Side::Right, change.b) } else { (Side::Left, change.a) };
    let text = sheet.texts[side as usize];
    let mut out = vec![stretch(side, before(text, anchor.start()), PieceKind::Equal)];
    let kind = match change.kind {
        EditKind::Move => PieceKind::Moved,
        EditKind::Replace => PieceKind::Replaced,
        _ => PieceKind::Only,
    };
    let both = [(Side::Left, change.a), (Side::Right, change.b)];
    // A move reads the same on both sides: once is enough.
    let shown = if change.kind == EditKind::Move { &both[..1] } else { &both[..] };
    for (number, &(side, span)) in shown.iter().filter(|(_, span)| !span.is_empty()).enumerate() {
        let text = sheet.texts[side as usize];
        if number > 0 {
            // What went and what came are two words.
            out.push(stretch(side, blank_before(text, span.start()), PieceKind::Equal));
        }
        out.push(stretch(side, shortened(text, span), kind));
    }
    out.push(stretch(side, after(text, anchor.end()), PieceKind::Equal));
    out
}

fn shortened(text: &str, span: Span) -> Span {
    let end = text.floor_char_boundary(span.end().min(span.start() + LONGEST));
    Span::new(span.start(), end.max(span.start()))
}

/// The blank right before a place.
fn blank_before(text: &str, at: usize) -> Span {
    Span::new(text[..at].trim_end().len(), at)
}

/// A few words before a place, from the start of a word, within its paragraph.
fn before(text: &str, at: usize) -> Span {
    let from = text.floor_char_boundary(at.saturating_sub(CONTEXT));
    let within = &text[from..at];
    let start = match within.rfind('\n') {
        Some(line) => from + line + 1,
        None if from == 0 => 0,
        None => from + within.find(' ').map_or(0, |blank| blank + 1),
    };
    Span::new(start, at)
}

/// A few words after a place, to the end of a word, within its paragraph.
fn after(text: &str, at: usize) -> Span {
    let to = text.floor_char_boundary((at + CONTEXT).min(text.len()));
    let within = &text[at..to];
    let end = match within.find('\n') {
        Some(line) => at + line,
        None if to == text.len() => to,
        None => at + within.rfind(' ').unwrap_or(within.len()),
    };
    Span::new(at, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_keeps_to_words_and_to_the_paragraph() {
        let text =
            "First line.\nThe captain radioed twice for help before the ferry turned and the fog came down over it.";
        let at = text.find("twice").expect("it is there");
        assert_eq!(before(text, at).slice(text), "The captain radioed ");
        let read = after(text, at + 5).slice(text);
        assert!(read.starts_with(" for help") && !read.ends_with(' ') && read.len() <= CONTEXT);
        assert!(before("", 0).is_empty() && after("", 0).is_empty());
    }
}
