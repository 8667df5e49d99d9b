//! A short list that the Tab key meets once; in it the arrows go from row to row.

use eframe::egui::{self, Color32, EventFilter, Id, Key, Response};

use super::row::{Stops, list_row};
use crate::app::theme::Theme;

/// The rows of one list, painted one after the other.
pub struct Roving {
    id: Id,
    count: usize,
    /// The row that Tab meets, and whether it is to have the keyboard now.
    stop: Stop,
    /// The row that is painted next.
    row: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stop {
    row: usize,
    takes_focus: bool,
}

impl Roving {
    /// A list of `count` rows; `name` sets it apart from the other lists of the pane.
    pub fn new(ui: &egui::Ui, name: &str, count: usize) -> Self {
        let id = ui.scope_id().with(("roving", name));
        let kept: Stop = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let stop = Stop { row: kept.row.min(count.saturating_sub(1)), ..kept };
        Self { id, count, stop, row: 0 }
    }

    /// The next row, as [`list_row`] paints it.
    pub fn row_ui(
        &mut self,
        ui: &mut egui::Ui,
        theme: &Theme,
        is_selected: bool,
        dot: Option<Color32>,
        text: &str,
        aside: &str,
    ) -> Response {
        let row = self.row;
        self.row += 1;
        let is_stop = row == self.stop.row;
        let stops = if is_stop { Stops::Rows } else { Stops::List };
        let response = list_row(ui, theme, stops, is_selected, dot, text, aside);
        if is_stop && self.stop.takes_focus {
            response.request_focus();
            response.scroll_to_me(None);
            self.keep(ui, Stop { row, takes_focus: false });
        } else if is_stop && response.has_focus() {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            if let Some(next) = ui.input(|input| next_row(|key| input.key_pressed(key), row, self.count)) {
                self.keep(ui, Stop { row: next, takes_focus: next != row });
                ui.ctx().request_repaint();
            }
        } else if response.clicked() {
            self.keep(ui, Stop { row, takes_focus: false });
        }
        response
    }

    fn keep(&self, ui: &egui::Ui, stop: Stop) {
        ui.data_mut(|data| data.insert_temp(self.id, stop));
    }
}

/// The row that a pressed key goes to, of `count`.
fn next_row(is_pressed: impl Fn(Key) -> bool, row: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    if is_pressed(Key::ArrowDown) {
        Some((row + 1).min(last))
    } else if is_pressed(Key::ArrowUp) {
        Some(row.saturating_sub(1))
    } else if is_pressed(Key::Home) {
        Some(0)
    } else if is_pressed(Key::End) {
        Some(last)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_list() {
        let press = |key: Key, row, count| next_row(|other| other == key, row, count);
        assert_eq!(press(Key::ArrowDown, 1, 3), Some(2));
        assert_eq!(press(Key::ArrowDown, 2, 3), Some(2));
        assert_eq!(press(Key::ArrowUp, 0, 3), Some(0));
        assert_eq!(press(Key::End, 0, 3), Some(2));
        assert_eq!(press(Key::Home, 2, 3), Some(0));
        assert_eq!(press(Key::Space, 1, 3), None);
    }
}
