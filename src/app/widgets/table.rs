//! What the tables of the window share: heads that sort, cells that shorten, and a cursor for the keyboard.
//!
//! Only rows in sight are laid out, whatever the number of rows; the rows themselves, and their order, come from a job.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{self, Align, EventFilter, Id, Key, RichText, Role, Sense};
use egui_extras::TableRow;

use crate::app::columns::{Columns, TableColumn};
use crate::app::theme::{self, Theme, size, space};

/// Rows between which a screenful up or down goes.
const PAGE: usize = 20;

/// How a head is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// By another column.
    No,
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

/// The head of a column; a click sorts by it.
pub fn head_ui(ui: &mut egui::Ui, theme: &Theme, label: &str, meaning: &str, sorted: Sorted, is_number: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let name = match sorted {
        Sorted::No => format!("Sort by {label}"),
        Sorted::Ascending => format!("Sort by {label}, smallest first now"),
        Sorted::Descending => format!("Sort by {label}, largest first now"),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ColumnHeader, true, &name));
    let ink = if sorted == Sorted::No && !response.hovered() { theme.ink_quiet } else { theme.ink };
    let sign = match sorted {
        Sorted::No => "",
        Sorted::Ascending => " ▲",
        Sorted::Descending => " ▼",
    };
    let font = if sorted == Sorted::No { theme::font(size::SMALL) } else { theme::strong_font(size::SMALL) };
    let line = |words: &str, width: f32| super::row::one_line(ui, words, font.clone(), ink, width);
    // Where the two have no room, the name is shortened: which way it is sorted must be seen.
    let whole = line(&format!("{label}{sign}"), rect.width());
    let parts = if whole.elided && !sign.is_empty() {
        let sign = line(sign, rect.width());
        vec![line(label, rect.width() - sign.size().x), sign]
    } else {
        vec![whole]
    };
    let width: f32 = parts.iter().map(|part| part.size().x).sum();
    let mut left = if is_number { rect.right() - width } else { rect.left() };
    for part in parts {
        let size = part.size();
        ui.painter().galley(egui::pos2(left, rect.center().y - size.y / 2.0), part, ink);
        left += size.x;
    }
    if response.has_focus() {
        theme.ring(ui.painter(), rect, 3.0);
    }
    response.on_hover_text(format!("{label}: {meaning}")).clicked()
}

/// The menu in which the columns of a table are chosen; gives the new choice.
pub fn columns_ui<C: TableColumn>(ui: &mut egui::Ui, theme: &Theme, now: &Columns<C>) -> Option<Columns<C>> {
    let mut chosen = None;
    // It stays open: who chooses one column often chooses another.
    let stays = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = MenuButton::new("Columns").config(stays).ui(ui, |ui| {
        ui.scope(|ui| {
            theme.outline_boxes(ui);
            for &column in C::ALL {
                let mut is_shown = now.has(column);
                if ui.checkbox(&mut is_shown, column.label()).on_hover_text(column.meaning()).changed() {
                    chosen = Some(now.clone().with(column, is_shown));
                }
            }
        });
        ui.separator();
        for (words, columns) in [("Usual columns", Columns::default()), ("All columns", Columns::all())] {
            if ui.button(words).clicked() {
                chosen = Some(columns);
                ui.close();
            }
        }
    });
    button.on_hover_text("Which columns the table has");
    chosen.filter(|chosen| chosen != now)
}

/// The next cell of a row; what is scrolled out of sight at the side is not laid out, which in wide tables is half of it.
pub fn cell_ui(row: &mut TableRow<'_, '_>, add: impl FnOnce(&mut egui::Ui)) {
    row.col(|ui| {
        if ui.is_rect_visible(ui.max_rect()) {
            add(ui);
        }
    });
}

/// A cell of text, shortened where it must be, with the whole under the pointer.
pub fn text_ui(ui: &mut egui::Ui, text: RichText) {
    words_ui(ui, text, Align::Min);
}

/// A cell that stands at the right, as numbers do.
pub fn number_ui(ui: &mut egui::Ui, text: RichText) {
    words_ui(ui, text, Align::Max);
}

/// Words at one side of the cell. A table in sight has hundreds of them in every frame, so they are one thing to point at
/// and one to paint: a label in a layout of its own takes twice as long.
fn words_ui(ui: &mut egui::Ui, text: RichText, side: Align) {
    let room = ui.available_rect_before_wrap();
    let text = egui::WidgetText::from(text);
    let galley = text.into_galley(ui, Some(egui::TextWrapMode::Truncate), room.width(), egui::TextStyle::Body);
    let left = if side == Align::Max { room.right() - galley.size().x } else { room.left() };
    let rect = egui::Rect::from_min_size(egui::pos2(left, room.center().y - galley.size().y / 2.0), galley.size());
    let response = ui.allocate_rect(rect, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, ui.is_enabled(), galley.text()));
    if galley.elided {
        response.on_hover_text(galley.text());
    }
    ui.painter().galley(rect.min, galley, ui.visuals().text_color());
}

/// Gives a table its quiet: no space between rows, lines between columns that are hardly there, and one line on which the
/// heads stand, over the gaps between columns too. To be called where the table begins.
pub fn quiet_lines(ui: &mut egui::Ui, theme: &Theme) {
    let room = ui.available_rect_before_wrap();
    ui.painter().hline(room.x_range(), room.top() + space::ROW, theme.line());
    ui.spacing_mut().item_spacing.y = 0.0;
    if !theme.is_high_contrast {
        ui.visuals_mut().widgets.noninteractive.bg_stroke.color = theme.hairline.gamma_multiply(0.5);
    }
    // Chosen rows have a ground of their own; their words stay ink, or in the dark some cells would turn to the accent.
    ui.visuals_mut().selection.stroke.color = theme.ink;
}

/// The keyboard in a table.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    /// Where a range of rows began; the cursor is its other end.
    pub anchor: Option<usize>,
    /// A row that is to be scrolled to.
    pub reveal: Option<usize>,
}

/// What a key in a table asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Moves the cursor to a row.
    Move(usize),
    /// Opens the row under it.
    Open,
    /// Marks the row under it.
    Mark,
    /// Goes to the next row that is to be looked at.
    Next,
    /// Copies the rows.
    Copy,
}

impl Cursor {
    /// The rows from the anchor to the cursor.
    pub fn range(&self, at: Option<usize>) -> Option<std::ops::RangeInclusive<usize>> {
        let at = at?;
        let other = self.anchor.unwrap_or(at);
        Some(at.min(other)..=at.max(other))
    }

    /// A row was clicked.
    pub fn click(&mut self, row: usize, at: Option<usize>, extends: bool) {
        self.anchor = if extends { self.anchor.or(at).or(Some(row)) } else { None };
    }

    /// Makes `id` the thing that has the keyboard while the table does, and tells what is pressed there.
    pub fn keys(&mut self, ui: &egui::Ui, id: Id, at: Option<usize>, count: usize) -> Option<Pressed> {
        if count == 0 || !ui.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (pressed, is_shift) = ui.input(|input| {
            let plain = !input.modifiers.command && !input.modifiers.alt;
            let pressed = |key| plain && input.key_pressed(key);
            let last = count - 1;
            let from = at.unwrap_or(0);
            let moved = |to: usize| Some(Pressed::Move(to));
            let asked = if pressed(Key::ArrowDown) {
                moved(at.map_or(0, |at| (at + 1).min(last)))
            } else if pressed(Key::ArrowUp) {
                moved(from.saturating_sub(1))
            } else if pressed(Key::PageDown) {
                moved((from + PAGE).min(last))
            } else if pressed(Key::PageUp) {
                moved(from.saturating_sub(PAGE))
            } else if pressed(Key::Home) {
                moved(0)
            } else if pressed(Key::End) {
                moved(last)
            } else if pressed(Key::Enter) {
                Some(Pressed::Open)
            } else if pressed(Key::Space) {
                Some(Pressed::Mark)
            } else if pressed(Key::N) {
                Some(Pressed::Next)
            } else if input.events.iter().any(|event| matches!(event, egui::Event::Copy)) {
                Some(Pressed::Copy)
            } else {
                None
            };
            (asked, input.modifiers.shift)
        });
        if let Some(Pressed::Move(row)) = pressed {
            self.anchor = if is_shift { self.anchor.or(at) } else { None };
            self.reveal = Some(row);
        }
        pressed
    }
}

/// Makes the room of a table something that can hold the keyboard, with a name.
pub fn focus_ui(ui: &egui::Ui, rect: egui::Rect, id: Id, theme: &Theme, name: &str) -> egui::Response {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Table, true, name));
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 2.0, egui::Stroke::new(1.0, theme.accent), egui::StrokeKind::Inside);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_grows_from_where_it_began() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.range(None), None);
        assert_eq!(cursor.range(Some(4)), Some(4..=4));
        cursor.click(7, Some(4), true);
        assert_eq!(cursor.range(Some(7)), Some(4..=7));
        cursor.click(2, Some(7), true);
        assert_eq!(cursor.range(Some(2)), Some(2..=4));
        cursor.click(5, Some(2), false);
        assert_eq!(cursor.range(Some(5)), Some(5..=5));
    }
}
