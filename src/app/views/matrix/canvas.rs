//! The matrix itself: what of it is painted when, and where its input goes.

use std::sync::Arc;

use eframe::egui::{self, PointerButton, Rect, Role, Sense, pos2, vec2};

use super::edges::{Edge, Edges};
use super::stage::Stage;
use super::tiles::{Painted, Palette};
use super::{MatrixView, key, nodes, overlay, tiles};
use crate::app::command::{Command, MatrixCommand, Select, ViewCommand};
use crate::app::views::Commands;
use crate::app::words;

/// Largest side of a copied image, in pixels.
const LARGEST_IMAGE: u32 = 2_048;

/// How far the pointer may be from a cell that is smaller than it, in points.
const REACH: f64 = 4.0;

impl MatrixView {
    /// Paints the matrix and takes its input.
    pub(super) fn canvas_ui(&mut self, ui: &mut egui::Ui, stage: &Stage<'_>, whole: Rect, out: &mut Commands) {
        let &Stage { scene, picture, canvas, side, least } = stage;
        let state = scene.state;
        let response = ui.interact(canvas, ui.scope_id().with("matrix"), Sense::click_and_drag());
        let name = format!(
            "Matrix of {}, {}",
            words::count(picture.rows.shown().order.len(), "article", "articles"),
            words::count(state.shown().pairs.len(), "pair", "pairs")
        );
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Grid, true, &name));
        ui.advance_cursor_after_rect(whole);
        let before = self.camera;
        self.follow_selection(stage);
        self.perform_pending(ui, stage);
        self.move_camera(ui, &response, stage);
        self.keys(ui, &response, stage, out);
        let under_pointer = response.hover_pos().and_then(|at| self.camera.cell_at(canvas, at, side));
        let hit = response.hover_pos().and_then(|at| self.hit_at(ui, stage, at));
        self.pointer(ui, &response, stage, under_pointer, hit, out);
        let painter = ui.painter_at(canvas);
        let painted = Painted { painter: &painter, canvas, camera: &self.camera, picture, theme: scene.theme, least };
        self.tiles.paint(&painted, &state.waker);
        if ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed()) {
            self.is_by_keys = false;
        }
        let hovered = self.card.cell().or(hit).or(under_pointer).filter(|_| !self.is_by_keys);
        overlay::paint(self, ui, stage, hovered, response.has_focus());
        let overview = self.tiles.overview(&picture.pyramid);
        super::minimap::ui(ui, stage, &mut self.camera, overview);
        let pointed = self.edges_ui(ui, stage, whole, hovered.or(self.cursor), out);
        if let Some((edge, row)) = pointed {
            overlay::line(&painter, &self.camera, stage, edge, row);
        }
        nodes::cells(self, ui, &response, stage, out);
        // Its cell moves with the cells: a card that went along would come under the pointer, and take the wheel from it.
        let has_moved = self.camera != before;
        let is_busy = response.dragged()
            || has_moved
            || response.context_menu_opened()
            || self.corner.is_some()
            || self.is_by_keys;
        let target = hit.filter(|_| !is_busy);
        if is_busy {
            self.card.close();
        }
        let camera = self.camera;
        let place_of = |cell| overlay::cell_rect(&camera, canvas, cell).expand(2.0);
        let pair_of = |cell| Some((stage.documents(cell)?, stage.pair_count(cell)));
        self.card.ui(ui, scene, target, &place_of, &pair_of, out);
    }

    /// The cell of a shown pair at a place of the screen: under the pointer, or beside it where cells are small. Where a
    /// pixel stands for many cells, the strongest of them.
    fn hit_at(&self, ui: &egui::Ui, stage: &Stage<'_>, at: egui::Pos2) -> Option<(u32, u32)> {
        let (row, column) = self.camera.cell_at(stage.canvas, at, stage.side)?;
        let least = stage.least.max(1);
        if self.camera.cell >= REACH {
            return Some((row, column)).filter(|&cell| stage.is_hit(cell));
        }
        let pyramid = &stage.picture.pyramid;
        let pixels = f64::from(ui.ctx().pixels_per_point());
        let level = tiles::level_for(self.camera.cell * pixels, pyramid.last_level());
        let size = self.camera.cell * f64::from(1u32 << level);
        let reach = (REACH / size).ceil() as u32;
        let (row, column) = pyramid.nearest(level, (row >> level, column >> level), reach, least)?;
        pyramid.strongest_below(level, row, column)
    }

    /// Puts the cursor on the pair that was chosen elsewhere, and takes it along where rows have another order.
    fn follow_selection(&mut self, stage: &Stage<'_>) {
        let pair = stage.scene.state.selection.pair;
        let is_other_picture = !std::ptr::eq(self.followed_in.as_ptr(), Arc::as_ptr(stage.picture));
        if is_other_picture {
            self.followed_in = Arc::downgrade(stage.picture);
        }
        if pair == self.followed && !(is_other_picture && self.cursor.is_some()) {
            return;
        }
        self.followed = pair;
        let Some((a, b)) = pair else { return };
        let rows = &stage.picture.rows;
        self.cursor = rows.row_of(a).zip(rows.row_of(b));
        if let Some((row, column)) = self.cursor.filter(|_| !self.camera.is_fit) {
            self.camera.reveal(row, column, stage.canvas.size());
        }
    }

    fn perform_pending(&mut self, ui: &egui::Ui, stage: &Stage<'_>) {
        let Some(command) = self.pending.take() else { return };
        let room = stage.canvas.size();
        match command {
            MatrixCommand::Fit => self.camera.fit(stage.side, room),
            MatrixCommand::ZoomIn => self.camera.zoom(1.5, room / 2.0),
            MatrixCommand::ZoomOut => self.camera.zoom(1.0 / 1.5, room / 2.0),
            MatrixCommand::ZoomToSelection => {
                let story = stage.scene.state.selection.cluster.and_then(|id| stage.picture.groups.rows_of(id));
                match (self.cursor, story) {
                    (Some((row, column)), _) => self.camera.show(row, column, room),
                    (None, Some(rows)) => self.camera.show_block(&rows, room),
                    (None, None) => {}
                }
            }
            MatrixCommand::CopyImage => {
                let palette = Palette::new(stage.scene.theme, stage.least);
                ui.ctx().copy_image(tiles::whole(&stage.picture.pyramid, &palette, LARGEST_IMAGE));
            }
            MatrixCommand::PickRectangle => self.is_picking = true,
        }
    }

    fn move_camera(&mut self, ui: &egui::Ui, response: &egui::Response, stage: &Stage<'_>) {
        if response.contains_pointer() {
            let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            let at = ui.input(|input| input.pointer.hover_pos()).unwrap_or(stage.canvas.center()) - stage.canvas.min;
            if zoom != 1.0 {
                self.camera.zoom(f64::from(zoom), at);
            } else if ui.input(|input| input.modifiers.shift) {
                self.camera.pan(scroll);
            } else if scroll.y != 0.0 {
                self.camera.zoom((f64::from(scroll.y) * 0.005).exp(), at);
            } else if scroll.x != 0.0 {
                self.camera.pan(scroll);
            }
        }
        let is_panning = response.dragged_by(PointerButton::Middle)
            || (response.dragged_by(PointerButton::Primary) && self.corner.is_none());
        if is_panning {
            self.camera.pan(response.drag_delta());
        }
        self.camera.settle(stage.side, stage.canvas.size());
    }

    /// Names, brackets and bands along the edges, with their own pointer. Gives the row that is pointed at there.
    fn edges_ui(
        &self,
        ui: &mut egui::Ui,
        stage: &Stage<'_>,
        whole: Rect,
        strong: Option<(u32, u32)>,
        out: &mut Commands,
    ) -> Option<(Edge, u32)> {
        let &Stage { scene, picture, canvas, .. } = stage;
        let marks = self.marks.latest().filter(|_| self.marks.key().is_some_and(|key| key.is_of(picture)));
        let mut edges = Edges {
            canvas,
            left: Rect::from_min_max(pos2(whole.left(), canvas.top()), canvas.left_bottom()),
            top: Rect::from_min_max(pos2(canvas.left(), whole.top()), canvas.right_top()),
            camera: &self.camera,
            theme: scene.theme,
            picture,
            analysis: &scene.state.analysis,
            strong,
            marks: marks.map_or(&[], |rows| rows),
        };
        let mut pointed = None;
        for edge in [Edge::Left, Edge::Top] {
            let (response, row) = edges.row_under_pointer(ui, edge);
            if let Some(row) = row {
                pointed = response.hovered().then_some((edge, row)).or(pointed);
                self.edge_input(ui, &response, stage, row, edges.has_titles(), out);
            }
        }
        if let Some((edge, row)) = pointed {
            let other = u32::MAX;
            edges.strong = Some(if edge == Edge::Left { (row, other) } else { (other, row) });
        }
        edges.paint(ui);
        let corner = Rect::from_min_max(whole.min, canvas.min - vec2(24.0, 4.0));
        key::key_ui(ui, scene.theme, &picture.bands, corner);
        pointed
    }

    /// What a click beside a row does: it chooses the article, or from afar the story.
    fn edge_input(
        &self,
        ui: &egui::Ui,
        response: &egui::Response,
        stage: &Stage<'_>,
        row: u32,
        has_titles: bool,
        out: &mut Commands,
    ) {
        let Some(id) = stage.picture.rows.first(row) else { return };
        let state = stage.scene.state;
        let group = stage.picture.groups.of_row(row);
        let story = group.and_then(|group| group.cluster);
        let is_fold = stage.picture.rows.articles(row, row).len() > 1;
        if response.double_clicked() {
            out.push(Command::View(match story.filter(|_| is_fold) {
                Some(story) => ViewCommand::ReadStory(story),
                None => ViewCommand::OpenArticle(id),
            }));
        } else if response.clicked() {
            match story.filter(|_| is_fold || !has_titles) {
                Some(story) => out.push(Command::Select(Select::Cluster(story))),
                None => out.push(Command::Select(Select::Article(id))),
            }
        }
        if response.hovered() && !ui.input(|input| input.pointer.any_down()) {
            let document = state.analysis.corpus.get(id);
            let mut words = Vec::new();
            if !is_fold {
                words.push(document.title().to_owned());
                words.push(crate::app::words::outlet_and_date(document));
            }
            if let Some(group) = group.filter(|group| group.count > 1) {
                words.push(format!("{}: {}", group.name, words::count(group.count as usize, "article", "articles")));
            }
            response.clone().on_hover_text_at_pointer(words.join("\n"));
        }
        response.context_menu(|ui| super::context::row_menu_ui(ui, stage, id, group, out));
    }
}
