//! The matrix itself: what is painted, and what pointer and keys do.

use std::sync::Arc;

use eframe::egui::{self, Key, PointerButton, Rect, Role, Sense, Stroke, StrokeKind, pos2, vec2};

use super::camera::Camera;
use super::labels::Edges;
use super::{MatrixView, Picture, hover};
use crate::app::command::{Command, Decision, FilterCommand, MatrixCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::access;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::similarity::OrderBy;

/// Room for names at the left and above, as shares of the pane, in points at least and at most.
const LEFT: (f32, f32, f32) = (0.24, 90.0, 240.0);
const TOP: (f32, f32, f32) = (0.18, 60.0, 120.0);

/// Cells that get an accessible node of their own; more than that and they are too small to be met one by one.
const MOST_NODES: usize = 200;

/// Largest side of a copied image, in pixels.
const LARGEST_IMAGE: u32 = 2_048;

/// From this size on, in points, cells are set apart by lines.
const LINES_FROM: f64 = 7.0;

impl MatrixView {
    /// Paints the matrix and takes its input.
    pub(super) fn canvas_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        picture: &Arc<Picture>,
        out: &mut Commands,
    ) {
        let side = picture.shown.order.len() as u32;
        let whole = ui.available_rect_before_wrap();
        let left = (whole.width() * LEFT.0).clamp(LEFT.1, LEFT.2);
        let top = (whole.height() * TOP.0).clamp(TOP.1, TOP.2);
        let canvas = Rect::from_min_max(whole.min + vec2(left, top), whole.max);
        let response = ui.interact(canvas, ui.scope_id().with("matrix"), Sense::click_and_drag());
        let name = format!(
            "Matrix of {}, {}",
            words::count(side as usize, "article", "articles"),
            words::count(picture.shown.pairs.len(), "pair", "pairs")
        );
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Grid, true, &name));
        ui.advance_cursor_after_rect(whole);
        self.follow_selection(scene, picture, canvas);
        if self.pending == Some(MatrixCommand::CopyImage) {
            ui.ctx().copy_image(super::tiles::whole(&picture.pyramid, scene.theme, LARGEST_IMAGE));
        }
        self.move_camera(ui, &response, canvas, side);
        self.keys(ui, &response, picture, canvas, out);
        let hovered = response.hover_pos().and_then(|at| self.camera.cell_at(canvas, at, side));
        self.pointer(ui, &response, scene, picture, canvas, hovered, out);
        let painter = ui.painter_at(canvas);
        if self.tiles.paint(&painter, canvas, &self.camera, &picture.pyramid, scene.theme) {
            ui.ctx().request_repaint();
        }
        self.overlay(&painter, scene, canvas, side, hovered, response.has_focus());
        self.minimap.ui(ui, canvas, &mut self.camera, &picture.pyramid, scene.theme);
        let strong = hovered.or(self.cursor);
        let edges = Edges {
            canvas,
            left: Rect::from_min_max(pos2(whole.left(), canvas.top()), canvas.left_bottom()),
            top: Rect::from_min_max(pos2(canvas.left(), whole.top()), canvas.right_top()),
            camera: &self.camera,
            theme: scene.theme,
            strong,
        };
        edges.paint(ui, &scene.state.analysis, &picture.shown, &picture.runs);
        self.nodes(ui, scene, picture, canvas, out);
        self.card(ui, &response, scene, picture, canvas, hovered);
    }

    /// Puts the cursor on the pair that was chosen elsewhere.
    fn follow_selection(&mut self, scene: &Scene<'_>, picture: &Picture, canvas: Rect) {
        let pair = scene.state.selection.pair;
        if pair == self.followed {
            return;
        }
        self.followed = pair;
        let Some((a, b)) = pair else { return };
        let rows = picture.shown.row_of(a).zip(picture.shown.row_of(b));
        if let Some((row, column)) = rows.map(|(row, column)| (row as u32, column as u32)) {
            self.cursor = Some((row, column));
            if !self.camera.is_fit {
                self.camera.reveal(row, column, canvas.size());
            }
        }
    }

    fn move_camera(&mut self, ui: &egui::Ui, response: &egui::Response, canvas: Rect, side: u32) {
        let room = canvas.size();
        match self.pending.take() {
            Some(MatrixCommand::Fit) => self.camera.fit(side, room),
            Some(MatrixCommand::ZoomIn) => self.camera.zoom(1.5, Camera::middle(room)),
            Some(MatrixCommand::ZoomOut) => self.camera.zoom(1.0 / 1.5, Camera::middle(room)),
            Some(MatrixCommand::ZoomToSelection) => {
                if let Some((row, column)) = self.cursor {
                    self.camera.show(row, column, room);
                }
            }
            Some(MatrixCommand::CopyImage) | None => {}
        }
        if response.contains_pointer() {
            let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let at = ui.input(|input| input.pointer.hover_pos()).unwrap_or(canvas.center()) - canvas.min;
            if zoom != 1.0 {
                self.camera.zoom(f64::from(zoom), at);
            } else if ui.input(|input| input.modifiers.shift) {
                self.camera.pan(scroll);
            } else if scroll.y != 0.0 {
                self.camera.zoom((f64::from(scroll.y) * 0.005).exp(), at);
            }
        }
        if response.dragged_by(PointerButton::Middle)
            || (response.dragged_by(PointerButton::Primary) && self.corner.is_none())
        {
            self.camera.pan(response.drag_delta());
        }
        self.camera.settle(side, room);
    }

    #[expect(clippy::too_many_arguments, reason = "one frame's input, taken apart by the caller")]
    fn pointer(
        &mut self,
        ui: &mut egui::Ui,
        response: &egui::Response,
        scene: &Scene<'_>,
        picture: &Picture,
        canvas: Rect,
        hovered: Option<(u32, u32)>,
        out: &mut Commands,
    ) {
        let side = picture.shown.order.len() as u32;
        let is_shift = ui.input(|input| input.modifiers.shift);
        if response.drag_started_by(PointerButton::Primary) && is_shift {
            let origin = ui.input(|input| input.pointer.press_origin());
            self.corner = origin.and_then(|at| self.camera.cell_at(canvas, at, side));
        }
        if response.drag_stopped()
            && let Some(corner) = self.corner.take()
        {
            let end = response.interact_pointer_pos().and_then(|at| self.camera.cell_at(canvas, at, side));
            if let Some(end) = end {
                out.push(pick(scene, picture, corner, end));
            }
        }
        let pair = hovered.and_then(|cell| documents(picture, cell));
        if response.double_clicked() {
            if let Some((row, column)) = pair {
                out.push(Command::View(ViewCommand::OpenPair(row, column)));
            }
        } else if response.clicked() {
            response.request_focus();
            self.cursor = hovered;
            if let Some((row, column)) = pair {
                self.followed = Some((row, column));
                out.push(Command::Select(Select::Pair(row, column)));
            }
        }
        if response.secondary_clicked() {
            self.menu_cell = hovered;
        }
        response.context_menu(|ui| self.menu_ui(ui, scene, picture, out));
    }

    fn menu_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>, picture: &Picture, out: &mut Commands) {
        let Some((row, column)) = self.menu_cell.and_then(|cell| documents(picture, cell)) else {
            if ui.button("Whole matrix").clicked() {
                out.push(Command::Matrix(MatrixCommand::Fit));
            }
            if ui.button("Copy as image").clicked() {
                out.push(Command::Matrix(MatrixCommand::CopyImage));
            }
            return;
        };
        let state = scene.state;
        let corpus = &state.analysis.corpus;
        if ui.button("Compare side by side").clicked() {
            out.push(Command::View(ViewCommand::OpenPair(row, column)));
        }
        let is_reviewed = state.pair_note(row, column).is_some_and(|note| note.is_reviewed);
        let mark = if is_reviewed { "Mark as not reviewed" } else { "Mark as reviewed" };
        if ui.button(mark).clicked() {
            out.push(Command::Decide(Decision::Reviewed(row, column, !is_reviewed)));
        }
        ui.separator();
        for id in [row, column] {
            let title: String = corpus.get(id).title().chars().take(36).collect();
            ui.menu_button(title, |ui| {
                if ui.button("Read").clicked() {
                    out.push(Command::View(ViewCommand::OpenArticle(id)));
                }
                if ui.button("Order by likeness to it").clicked() {
                    out.push(Command::View(ViewCommand::Order(OrderBy::SimilarityTo(id))));
                }
                if ui.button("Hide in every view").clicked() {
                    out.push(Command::Decide(Decision::Hide(vec![id], true)));
                }
            });
        }
        ui.separator();
        if ui.button("Copy as text").clicked() {
            let score = state.analysis.matrix.pair(row, column).map_or(0.0, |pair| pair.score(state.options.measure));
            let text = format!(
                "{}\n{}\n{} {:.2}",
                corpus.get(row).title(),
                corpus.get(column).title(),
                state.options.measure.label(),
                score
            );
            out.push(Command::Copy(text));
        }
        if ui.button("Copy matrix as image").clicked() {
            out.push(Command::Matrix(MatrixCommand::CopyImage));
        }
    }

    fn keys(&mut self, ui: &egui::Ui, response: &egui::Response, picture: &Picture, canvas: Rect, out: &mut Commands) {
        if !response.has_focus() {
            return;
        }
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let side = picture.shown.order.len() as u32;
        let last = side.saturating_sub(1);
        let (row, column) = self.cursor.unwrap_or_default();
        let (row, column) = (row.min(last), column.min(last));
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_shift = ui.input(|input| input.modifiers.shift);
        let moved = if pressed(Key::ArrowUp) {
            Some((row.saturating_sub(1), column))
        } else if pressed(Key::ArrowDown) {
            Some(((row + 1).min(last), column))
        } else if pressed(Key::ArrowLeft) {
            Some((row, column.saturating_sub(1)))
        } else if pressed(Key::ArrowRight) {
            Some((row, (column + 1).min(last)))
        } else if pressed(Key::Home) {
            Some((row, 0))
        } else if pressed(Key::End) {
            Some((row, last))
        } else if pressed(Key::Space) || pressed(Key::N) {
            picture.pyramid.next_hit(row, column, !is_shift)
        } else {
            None
        };
        if let Some((row, column)) = moved {
            self.cursor = Some((row, column));
            self.camera.reveal(row, column, canvas.size());
            if let Some((row, column)) = documents(picture, (row, column)) {
                self.followed = Some((row, column));
                out.push(Command::Select(Select::Pair(row, column)));
            }
        }
        if pressed(Key::Enter)
            && let Some((row, column)) = self.cursor.and_then(|cell| documents(picture, cell))
        {
            out.push(Command::View(ViewCommand::OpenPair(row, column)));
        }
        if pressed(Key::Escape) {
            self.cursor = None;
        }
    }

    /// Lines, the diagonal, the row and column under the pointer, the cursor, and a rectangle being drawn.
    fn overlay(
        &self,
        painter: &egui::Painter,
        scene: &Scene<'_>,
        canvas: Rect,
        side: u32,
        hovered: Option<(u32, u32)>,
        has_focus: bool,
    ) {
        let theme = scene.theme;
        let camera = &self.camera;
        let covered = camera.covered(canvas, side);
        if camera.cell >= LINES_FROM {
            let (rows, columns) = camera.visible(canvas.size(), side);
            let line = Stroke::new(1.0, theme.hairline.gamma_multiply(0.6));
            for row in rows.start..=rows.end {
                painter.hline(covered.x_range(), camera.to_screen(canvas, f64::from(row), 0.0).y, line);
            }
            for column in columns.start..=columns.end {
                painter.vline(camera.to_screen(canvas, 0.0, f64::from(column)).x, covered.y_range(), line);
            }
        }
        let end = f64::from(side);
        let diagonal = [camera.to_screen(canvas, 0.0, 0.0), camera.to_screen(canvas, end, end)];
        painter.line_segment(diagonal, Stroke::new(1.0, theme.ink_quiet.gamma_multiply(0.6)));
        painter.rect_stroke(covered, 0.0, theme.line(), StrokeKind::Outside);
        if let Some((row, column)) = hovered {
            let (row, column) = (f64::from(row), f64::from(column));
            let tint = theme.accent.gamma_multiply(0.16);
            painter.rect_filled(camera.rect(canvas, (row, row + 1.0), (0.0, end)), 0.0, tint);
            painter.rect_filled(camera.rect(canvas, (0.0, end), (column, column + 1.0)), 0.0, tint);
        }
        if let Some((row, column)) = self.cursor.filter(|cell| cell.0 < side && cell.1 < side) {
            let width = if has_focus { 2.5 } else { 1.5 };
            for (row, column, color) in [(row, column, theme.accent), (column, row, theme.ink_quiet)] {
                let rect = cell_rect(camera, canvas, row, column).expand(1.0);
                // A cell smaller than the eye can find gets a ring around it.
                let rect = Rect::from_center_size(rect.center(), rect.size().max(vec2(9.0, 9.0)));
                painter.rect_stroke(rect, 2.0, Stroke::new(width, color), StrokeKind::Outside);
            }
        }
        if let Some(corner) = self.corner
            && let Some(end) = hovered
        {
            let rect = cell_rect(camera, canvas, corner.0, corner.1).union(cell_rect(camera, canvas, end.0, end.1));
            painter.rect(
                rect,
                0.0,
                theme.accent.gamma_multiply(0.2),
                Stroke::new(1.5, theme.accent),
                StrokeKind::Inside,
            );
        }
    }

    /// Accessible nodes for the cells in sight that hold a pair, when they are large enough to be met one by one.
    fn nodes(&self, ui: &egui::Ui, scene: &Scene<'_>, picture: &Picture, canvas: Rect, out: &mut Commands) {
        if self.camera.cell < 4.0 {
            return;
        }
        let side = picture.shown.order.len() as u32;
        let (rows, columns) = self.camera.visible(canvas.size(), side);
        let state = scene.state;
        for (row, column) in picture.pyramid.cells_in(rows, columns, MOST_NODES) {
            let Some((a, b)) = documents(picture, (row, column)) else { continue };
            let score = state.analysis.matrix.pair(a, b).map_or(0.0, |pair| pair.score(state.options.measure));
            let corpus = &state.analysis.corpus;
            let name = format!("{}, {}, {}", corpus.get(a).title(), corpus.get(b).title(), words::percent(score));
            let rect = cell_rect(&self.camera, canvas, row, column).intersect(canvas);
            let id = ui.scope_id().with(("cell", row, column));
            // It senses no pointer of its own, so that the canvas below keeps getting clicks and drags.
            let node = access::node(ui, rect, id, Sense::hover(), Role::GridCell, &name);
            if ui.input(|input| input.has_accesskit_action_request(node.id, egui::accesskit::Action::Click)) {
                out.push(Command::View(ViewCommand::OpenPair(a, b)));
            }
        }
    }

    fn card(
        &self,
        ui: &egui::Ui,
        response: &egui::Response,
        scene: &Scene<'_>,
        picture: &Picture,
        canvas: Rect,
        hovered: Option<(u32, u32)>,
    ) {
        let Some(cell) = hovered.filter(|_| !response.dragged() && !response.context_menu_opened()) else { return };
        let Some((row, column)) = documents(picture, cell) else { return };
        // A card over nothing would only hide what there is.
        if picture.pyramid.score(cell.0, cell.1) == 0 {
            return;
        }
        let anchor = cell_rect(&self.camera, canvas, cell.0, cell.1).expand(2.0);
        let id = ui.scope_id().with("card");
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, anchor)
            .gap(space::MEDIUM)
            .show(|ui| hover::card_ui(ui, scene.theme, &scene.state.analysis, row, column));
    }
}

/// The articles of a cell; none on the diagonal.
fn documents(picture: &Picture, (row, column): (u32, u32)) -> Option<(DocumentId, DocumentId)> {
    let order = &picture.shown.order;
    (row != column).then_some((*order.get(row as usize)?, *order.get(column as usize)?))
}

fn cell_rect(camera: &Camera, canvas: Rect, row: u32, column: u32) -> Rect {
    let (row, column) = (f64::from(row), f64::from(column));
    camera.rect(canvas, (row, row + 1.0), (column, column + 1.0))
}

/// The filter that leaves the articles of a rectangle.
fn pick(scene: &Scene<'_>, picture: &Picture, one: (u32, u32), other: (u32, u32)) -> Command {
    let between = |a: u32, b: u32| a.min(b) as usize..=a.max(b) as usize;
    let order = &picture.shown.order;
    let mut picked: Vec<DocumentId> = order[between(one.0, other.0)].to_vec();
    picked.extend_from_slice(&order[between(one.1, other.1)]);
    picked.sort_unstable();
    picked.dedup();
    Command::Filter(FilterCommand::Set(Filter { picked: Some(Arc::from(picked)), ..scene.state.filter.clone() }))
}
