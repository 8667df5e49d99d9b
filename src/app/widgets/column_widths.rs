//! Columns that are as wide as the person left them, in the next run too.
//!
//! The toolkit lets columns be dragged, but tells nobody and forgets. So their heads say each frame how wide they are, and
//! what changed by a hand is kept in the settings once the hand is off. What changed otherwise, as with the room, is not.

use eframe::egui::{self, Id};
use egui_extras::Column;

use crate::app::columns::Widths;

/// Difference of widths that a hand did not make, in points.
const ROUNDING: f32 = 0.5;

/// The columns of a table in one frame.
pub struct ColumnWidths<'a> {
    table: &'static str,
    kept: &'a Widths,
    /// The heads of those that can be dragged: one that takes what is left is as wide as the room.
    heads: Vec<&'static str>,
    seen: Vec<(&'static str, f32)>,
}

impl<'a> ColumnWidths<'a> {
    /// Those of the table of this name.
    pub fn new(table: &'static str, kept: &'a Widths) -> Self {
        Self { table, kept, heads: Vec::new(), seen: Vec::new() }
    }

    /// The column under a head, `first` points wide until the person says otherwise.
    pub fn column(&mut self, head: &'static str, first: f32) -> Column {
        self.heads.push(head);
        Column::initial(self.kept.get(self.table, head).unwrap_or(first))
    }

    /// Notes how wide a column is now. To be called in the cell of its head, before anything else is put there.
    pub fn see(&mut self, head_cell: &egui::Ui, head: &'static str) {
        if self.heads.contains(&head) {
            self.seen.push((head, head_cell.max_rect().width()));
        }
    }

    /// The widths to be kept from now on, if the person dragged one. To be called once all heads were seen.
    pub fn dragged(self, ui: &egui::Ui) -> Option<Widths> {
        if ui.input(|input| input.pointer.any_down()) {
            return None;
        }
        let id = Id::unique(("column widths", self.table));
        let before = ui.data_mut(|data| data.get_temp::<Vec<(&'static str, f32)>>(id)).unwrap_or_default();
        let is_same_set = before.len() == self.seen.len();
        let pairs = before.iter().zip(&self.seen).filter(|_| is_same_set);
        let mut changed = pairs.filter(|(old, now)| old.0 == now.0 && (old.1 - now.1).abs() > ROUNDING).peekable();
        let with = |widths: Widths, (_, &(head, width)): (_, &(&str, f32))| widths.with(self.table, head, width);
        let dragged = changed.peek().is_some().then(|| changed.fold(self.kept.clone(), with));
        if before != self.seen {
            ui.data_mut(|data| data.insert_temp(id, self.seen));
        }
        dragged
    }
}
