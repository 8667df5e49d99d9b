//! The painted cells as screen readers and tests meet them.
//!
//! The grid says where its cursor is; each pair in sight is a cell that can be pressed, while cells are large enough to
//! be met one by one. The table of pairs has all of them.

use eframe::egui::{self, Role, Sense};

use super::MatrixView;
use super::overlay::cell_rect;
use super::stage::Stage;
use crate::app::command::{Command, ViewCommand};
use crate::app::views::Commands;
use crate::app::widgets::access;
use crate::app::words;
use crate::corpus::DocumentId;

/// Cells that get a node of their own; more than that and they are too small to be met one by one.
const MOST: usize = 200;

/// From this size on, in points, cells have nodes.
const FROM: f64 = 4.0;

/// Adds the nodes, when somebody listens.
pub(super) fn cells(view: &MatrixView, ui: &egui::Ui, grid: &egui::Response, stage: &Stage<'_>, out: &mut Commands) {
    if !ui.ctx().has_accesskit_node(grid.id) {
        return;
    }
    let cursor = view.cursor.map(|(row, column)| {
        let words = match stage.documents((row, column)) {
            Some((a, b)) => in_words(stage, a, b),
            None if row == column && !stage.picture.rows.is_folded() => "the same article".to_owned(),
            None => "nothing shared".to_owned(),
        };
        format!("Row {}, column {}: {words}", row + 1, column + 1)
    });
    let value = cursor.clone().unwrap_or_else(|| "No cell chosen".to_owned());
    ui.ctx().accesskit_node_builder(grid.id, |node| {
        node.set_value(value);
        node.set_description("Arrows move, N goes to the next pair, Enter compares, M opens a menu");
        node.set_row_count(stage.side as usize);
        node.set_column_count(stage.side as usize);
    });
    if let (Some(cell), Some(words)) = (view.cursor, cursor) {
        let rect = cell_rect(&view.camera, stage.canvas, cell).intersect(stage.canvas);
        let id = ui.scope_id().with("cursor");
        access::node(ui, rect, id, Sense::hover(), Role::Status, &format!("Cursor: {words}"));
    }
    if view.camera.cell < FROM {
        return;
    }
    let (rows, columns) = view.camera.visible(stage.canvas.size(), stage.side);
    for cell in stage.picture.pyramid.cells_in(rows, columns, stage.least.max(1), MOST) {
        let Some((a, b)) = stage.documents(cell) else { continue };
        let rect = cell_rect(&view.camera, stage.canvas, cell).intersect(stage.canvas);
        let id = ui.scope_id().with(("cell", cell));
        // It senses no pointer of its own, so that the canvas below keeps getting clicks and drags.
        let node = access::node(ui, rect, id, Sense::hover(), Role::GridCell, &in_words(stage, a, b));
        if ui.input(|input| input.has_accesskit_action_request(node.id, egui::accesskit::Action::Click)) {
            out.push(Command::View(ViewCommand::OpenPair(a, b)));
        }
    }
}

/// "Ferry strikes reef, Our ferry, 72 %, reviewed".
fn in_words(stage: &Stage<'_>, a: DocumentId, b: DocumentId) -> String {
    let state = stage.scene.state;
    let corpus = &state.analysis.corpus;
    let score = match state.analysis.matrix.pair(a, b) {
        Some(pair) => words::percent(pair.score(state.options.measure)),
        None => "nothing listed".to_owned(),
    };
    let note = state.pair_note(a, b);
    let reviewed = if note.is_some_and(|note| note.is_reviewed) { ", reviewed" } else { "" };
    let noted = if note.is_some_and(|note| !note.note.is_empty()) { ", with a note" } else { "" };
    format!("{}, {}, {score}{reviewed}{noted}", corpus.get(a).title(), corpus.get(b).title())
}
