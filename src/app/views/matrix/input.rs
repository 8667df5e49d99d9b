//! What pointer and keys do on the matrix.

use std::sync::Arc;

use eframe::egui::{self, Key, PointerButton};

use super::MatrixView;
use super::overlay::cell_rect;
use super::stage::Stage;
use crate::app::command::{Command, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::views::Commands;
use crate::corpus::DocumentId;

impl MatrixView {
    /// Clicks, the rectangle, and the context menu.
    pub(super) fn pointer(
        &mut self,
        ui: &mut egui::Ui,
        response: &egui::Response,
        stage: &Stage<'_>,
        under_pointer: Option<(u32, u32)>,
        hit: Option<(u32, u32)>,
        out: &mut Commands,
    ) {
        let draws = self.is_picking || ui.input(|input| input.modifiers.shift);
        if response.hovered() && draws {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        if response.drag_started_by(PointerButton::Primary) && draws {
            let origin = ui.input(|input| input.pointer.press_origin());
            self.corner = origin.and_then(|at| self.camera.cell_at(stage.canvas, at, stage.side));
        }
        if response.drag_stopped()
            && let Some(corner) = self.corner.take()
        {
            self.is_picking = false;
            // A rectangle that was drawn beyond the edge ends at the edge.
            let covered = self.camera.covered(stage.canvas, stage.side).shrink(0.5);
            let end = response.interact_pointer_pos().map(|at| covered.clamp(at));
            if let Some(end) = end.and_then(|at| self.camera.cell_at(stage.canvas, at, stage.side)) {
                out.push(pick(stage, corner, end));
            }
        }
        let chosen = hit.or(under_pointer);
        let pair = chosen.and_then(|cell| stage.documents(cell));
        if response.double_clicked() {
            if let Some((row, column)) = pair {
                out.push(Command::View(ViewCommand::OpenPair(row, column)));
            }
        } else if response.clicked() {
            response.request_focus();
            self.cursor = chosen;
            if let Some((row, column)) = pair {
                self.followed = Some((row, column));
                out.push(Command::Select(Select::Pair(row, column)));
            }
        }
        if response.secondary_clicked() {
            self.menu_cell = chosen;
            self.menu_at = None;
        }
        let mut menu = egui::Popup::context_menu(response);
        if let Some(at) = self.menu_at {
            menu = menu.at_position(at);
        }
        if std::mem::take(&mut self.opens_menu) {
            menu = menu.open_memory(Some(egui::SetOpenCommand::Bool(true)));
        }
        menu.show(|ui| super::context::cell_menu_ui(ui, stage, self.menu_cell, out));
    }

    /// The cursor of the keyboard.
    pub(super) fn keys(&mut self, ui: &egui::Ui, response: &egui::Response, stage: &Stage<'_>, out: &mut Commands) {
        if !response.has_focus() {
            return;
        }
        let filter =
            egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let last = stage.side.saturating_sub(1);
        let (row, column) = self.cursor.unwrap_or_default();
        let (row, column) = (row.min(last), column.min(last));
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let modifiers = ui.input(|input| input.modifiers);
        // With the command key the arrows belong to the list of pairs.
        if modifiers.command || modifiers.alt {
            return self.far_keys(ui, stage, row, out);
        }
        let page = ((f64::from(stage.canvas.height()) / self.camera.cell * 0.8) as u32).max(1);
        let moved = if pressed(Key::ArrowUp) {
            Some((row.saturating_sub(1), column))
        } else if pressed(Key::ArrowDown) {
            Some(((row + 1).min(last), column))
        } else if pressed(Key::ArrowLeft) {
            Some((row, column.saturating_sub(1)))
        } else if pressed(Key::ArrowRight) {
            Some((row, (column + 1).min(last)))
        } else if pressed(Key::PageUp) {
            Some((row.saturating_sub(page), column))
        } else if pressed(Key::PageDown) {
            Some((row.saturating_add(page).min(last), column))
        } else if pressed(Key::Home) {
            Some((row, 0))
        } else if pressed(Key::End) {
            Some((row, last))
        } else if pressed(Key::Space) || pressed(Key::N) {
            stage.picture.pyramid.next_hit(row, column, !modifiers.shift, stage.least)
        } else {
            None
        };
        if let Some(cell) = moved {
            self.is_by_keys = true;
            self.move_cursor(stage, cell, out);
        }
        if pressed(Key::Enter)
            && let Some((row, column)) = self.cursor.and_then(|cell| stage.documents(cell))
        {
            out.push(Command::View(ViewCommand::OpenPair(row, column)));
        }
        if pressed(Key::Menu) || pressed(Key::M) {
            self.menu_cell = self.cursor;
            let at = self.cursor.map(|cell| cell_rect(&self.camera, stage.canvas, cell).right_bottom());
            self.menu_at = Some(at.unwrap_or(stage.canvas.min));
            self.opens_menu = true;
        }
        match ui.input(|input| (input.key_pressed(Key::Plus), input.key_pressed(Key::Minus))) {
            (true, _) => self.camera.zoom(1.5, self.cursor_place(stage)),
            (_, true) => self.camera.zoom(1.0 / 1.5, self.cursor_place(stage)),
            _ => {}
        }
        if pressed(Key::Escape) {
            // One thing after the other: the rectangle, the card, the cursor.
            if self.corner.take().is_none() && !std::mem::take(&mut self.is_picking) {
                self.cursor = None;
            }
            self.card.close();
        }
    }

    /// Ctrl+Home and Ctrl+End: the first and the last row.
    fn far_keys(&mut self, ui: &egui::Ui, stage: &Stage<'_>, _: u32, out: &mut Commands) {
        let (home, end) = ui.input(|input| (input.key_pressed(Key::Home), input.key_pressed(Key::End)));
        let last = stage.side.saturating_sub(1);
        match (home, end) {
            (true, _) => self.move_cursor(stage, (0, 0), out),
            (_, true) => self.move_cursor(stage, (last, last), out),
            _ => {}
        }
    }

    fn cursor_place(&self, stage: &Stage<'_>) -> egui::Vec2 {
        let inside = self.cursor.map(|cell| cell_rect(&self.camera, stage.canvas, cell).center());
        inside.filter(|at| stage.canvas.contains(*at)).unwrap_or(stage.canvas.center()) - stage.canvas.min
    }

    fn move_cursor(&mut self, stage: &Stage<'_>, cell: (u32, u32), out: &mut Commands) {
        self.cursor = Some(cell);
        self.camera.reveal(cell.0, cell.1, stage.canvas.size());
        if let Some((row, column)) = stage.documents(cell) {
            self.followed = Some((row, column));
            out.push(Command::Select(Select::Pair(row, column)));
        }
    }
}

/// The filter that leaves the articles of a rectangle.
fn pick(stage: &Stage<'_>, one: (u32, u32), other: (u32, u32)) -> Command {
    let between = |a: u32, b: u32| stage.picture.rows.articles(a.min(b), a.max(b));
    let mut picked: Vec<DocumentId> = between(one.0, other.0).to_vec();
    picked.extend_from_slice(between(one.1, other.1));
    picked.sort_unstable();
    picked.dedup();
    let filter = Filter { picked: Some(Arc::from(picked)), ..stage.scene.state.filter.clone() };
    Command::Filter(FilterCommand::Set(filter))
}
