//! Fields in which something is typed.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{Response, TextEdit, Ui};

/// Gives a field the keys, with all of its text chosen: the first letter that is typed replaces what is proposed.
pub fn focus_all(ui: &Ui, field: &Response, text: &str) {
    field.request_focus();
    let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field.id);
}
