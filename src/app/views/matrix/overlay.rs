//! What is painted over the cells: lines, numbers, groups, what is pointed at, the cursor, a rectangle being drawn.

use eframe::egui::{self, Align2, Color32, Rect, Stroke, StrokeKind, pos2, vec2};

use super::MatrixView;
use super::camera::Camera;
use super::edges::Edge;
use super::pyramid::quantised;
use super::stage::Stage;
use crate::app::pair_keys::pair_index;
use crate::app::theme::{self, Theme, size};

/// From this size on, in points, cells are set apart by lines.
const LINES_FROM: f64 = 7.0;

/// From this size on, in points, cells say their score.
const NUMBERS_FROM: f64 = 26.0;

/// From this size on, in points, the row and column that are pointed at are framed, not tinted.
const FRAMED_FROM: f64 = 14.0;

/// From this size on, in points, cells say that their pair is reviewed or has a note.
const MARKS_FROM: f64 = 12.0;

/// Cells that say their score or bear a mark in one frame; more are never in sight at that size.
const MOST_CELLS: usize = 8_000;

/// Least side of the frame of a group on the diagonal, in points.
const LEAST_BLOCK: f32 = 9.0;

/// Groups that are framed in one frame.
const MOST_BLOCKS: usize = 256;

/// Where a cell is on the screen.
pub fn cell_rect(camera: &Camera, canvas: Rect, (row, column): (u32, u32)) -> Rect {
    let (row, column) = (f64::from(row), f64::from(column));
    camera.rect(canvas, (row, row + 1.0), (column, column + 1.0))
}

/// Paints everything over the cells.
pub(super) fn paint(view: &MatrixView, ui: &egui::Ui, stage: &Stage<'_>, hovered: Option<(u32, u32)>, has_focus: bool) {
    let painter = ui.painter_at(stage.canvas);
    let (camera, theme) = (&view.camera, stage.scene.theme);
    lines(&painter, camera, stage);
    blocks(&painter, camera, stage);
    numbers(&painter, camera, stage);
    marks(&painter, camera, stage);
    if let Some((row, column)) = hovered {
        line(&painter, camera, stage, Edge::Left, row);
        line(&painter, camera, stage, Edge::Top, column);
        ring(&painter, camera, stage, (row, column), Stroke::new(1.0, theme.ink));
    }
    if let Some((row, column)) = view.cursor.filter(|cell| cell.0 < stage.side && cell.1 < stage.side) {
        let width = if has_focus { 2.5 } else { 1.5 };
        ring(&painter, camera, stage, (column, row), Stroke::new(1.0, theme.ink_quiet));
        ring(&painter, camera, stage, (row, column), Stroke::new(width, theme.accent));
    }
    if let Some(corner) = view.corner {
        let at = ui.input(|input| input.pointer.latest_pos()).unwrap_or(stage.canvas.min);
        rectangle(&painter, camera, stage, corner, at);
    }
    if has_focus {
        let covered = camera.covered(stage.canvas, stage.side);
        painter.rect_stroke(covered, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
}

/// A row or column made visible over its whole length.
pub(super) fn line(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>, edge: Edge, at: u32) {
    let (at, end) = (f64::from(at), f64::from(stage.side));
    let rect = match edge {
        Edge::Left => camera.rect(stage.canvas, (at, at + 1.0), (0.0, end)),
        Edge::Top => camera.rect(stage.canvas, (0.0, end), (at, at + 1.0)),
    };
    let accent = stage.scene.theme.accent;
    if camera.cell >= FRAMED_FROM {
        // A tint would change the colour that one came to read.
        painter.rect_stroke(rect.expand(0.5), 0.0, Stroke::new(1.5, accent.gamma_multiply(0.8)), StrokeKind::Middle);
        return;
    }
    // A row smaller than the eye can follow gets a line.
    let rect = Rect::from_center_size(rect.center(), rect.size().max(vec2(1.0, 1.0)));
    painter.rect_filled(rect, 0.0, accent.gamma_multiply(0.18));
}

/// A frame around a cell; one smaller than the eye can find gets a larger one.
fn ring(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>, cell: (u32, u32), stroke: Stroke) {
    let rect = cell_rect(camera, stage.canvas, cell).expand(1.0);
    let rect = Rect::from_center_size(rect.center(), rect.size().max(vec2(9.0, 9.0)));
    painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
}

fn lines(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>) {
    let theme = stage.scene.theme;
    let covered = camera.covered(stage.canvas, stage.side);
    if camera.cell >= LINES_FROM {
        let (rows, columns) = camera.visible(stage.canvas.size(), stage.side);
        // High contrast has strong hairlines, which would drown the cells.
        let line = Stroke::new(1.0, theme.hairline.gamma_multiply(if theme.is_high_contrast { 0.16 } else { 0.5 }));
        for row in rows.start..=rows.end {
            painter.hline(covered.x_range(), camera.to_screen(stage.canvas, f64::from(row), 0.0).y, line);
        }
        for column in columns.start..=columns.end {
            painter.vline(camera.to_screen(stage.canvas, 0.0, f64::from(column)).x, covered.y_range(), line);
        }
    }
    let (rows, columns) = camera.visible(stage.canvas.size(), stage.side);
    let (from, to) = (rows.start.max(columns.start), rows.end.min(columns.end));
    if stage.picture.rows.is_folded() {
        // What the articles of a row share with one another stands on the diagonal.
    } else if camera.cell >= LINES_FROM {
        // An article is not compared with itself: its cell is struck out.
        for at in from..to {
            let cell = cell_rect(camera, stage.canvas, (at, at));
            painter.rect_filled(cell.shrink(0.5), 0.0, theme.raised);
            let stroke = Stroke::new(1.0, theme.ink_quiet.gamma_multiply(0.3));
            painter.line_segment([cell.left_top(), cell.right_bottom()], stroke);
        }
    } else if from < to {
        let ends = [from, to].map(|at| camera.to_screen(stage.canvas, f64::from(at), f64::from(at)));
        painter.line_segment(ends, Stroke::new(1.0, theme.ink_quiet.gamma_multiply(0.5)));
    }
    painter.rect_stroke(covered, 0.0, theme.line(), StrokeKind::Inside);
}

/// Frames around the groups where they meet themselves, on the diagonal.
fn blocks(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>) {
    let (rows, columns) = camera.visible(stage.canvas.size(), stage.side);
    let in_sight = rows.start.min(columns.start)..rows.end.max(columns.end);
    let stroke = Stroke::new(1.0, stage.scene.theme.ink_quiet.gamma_multiply(0.55));
    for group in stage.picture.groups.in_sight(&in_sight, MOST_BLOCKS) {
        let span = (f64::from(group.rows.start), f64::from(group.rows.end));
        let block = camera.rect(stage.canvas, span, span);
        if group.rows.len() > 1 && block.width() >= LEAST_BLOCK && block.intersects(stage.canvas) {
            painter.rect_stroke(block, 0.0, stroke, StrokeKind::Middle);
        }
    }
}

/// The score of every cell in sight, where there is room for it.
fn numbers(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>) {
    if camera.cell < NUMBERS_FROM {
        return;
    }
    let (rows, columns) = camera.visible(stage.canvas.size(), stage.side);
    let pyramid = &stage.picture.pyramid;
    for cell in pyramid.cells_in(rows, columns, stage.least.max(1), MOST_CELLS) {
        let score = score_of(stage, cell);
        let color = readable_on(stage.scene.theme, stage.scene.theme.similarity(score));
        let center = cell_rect(camera, stage.canvas, cell).center();
        let text = format!("{:.0}", score * 100.0);
        painter.text(center, Align2::CENTER_CENTER, text, theme::font(size::SMALL), color);
    }
}

/// What the person did with the pairs in sight: a tick in the corner for reviewed, a dot for a note.
fn marks(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>) {
    let state = stage.scene.state;
    let reviewed = &state.shown().reviewed;
    if camera.cell < MARKS_FROM || (reviewed.pairs.is_empty() && reviewed.noted.is_empty()) {
        return;
    }
    let (rows, columns) = camera.visible(stage.canvas.size(), stage.side);
    for cell in stage.picture.pyramid.cells_in(rows, columns, stage.least.max(1), MOST_CELLS) {
        let Some((a, b)) = stage.documents(cell) else { continue };
        let Some(index) = pair_index(&state.analysis, a, b) else { continue };
        let (is_done, is_noted) = (reviewed.pairs.contains(&index), reviewed.noted.contains(&index));
        if !is_done && !is_noted {
            continue;
        }
        let rect = cell_rect(camera, stage.canvas, cell).shrink(2.0);
        let theme = stage.scene.theme;
        let color = readable_on(theme, theme.similarity(score_of(stage, cell)));
        if is_done {
            let at = rect.right_bottom();
            let tick = vec![at + vec2(-6.0, -3.0), at + vec2(-4.0, -1.0), at + vec2(0.0, -5.5)];
            painter.line(tick, Stroke::new(1.5, color));
        }
        if is_noted {
            painter.circle_filled(rect.right_top() + vec2(-1.5, 1.5), 1.75, color);
        }
    }
}

/// The score of a cell that is not empty, in [0, 1].
fn score_of(stage: &Stage<'_>, (row, column): (u32, u32)) -> f64 {
    let score = stage.picture.pyramid.score(0, row, column);
    f64::from(score.saturating_sub(1)) / f64::from(quantised(1.0) - 1)
}

/// Light or dark ink, whichever can be read on a ground.
fn readable_on(theme: &Theme, ground: Color32) -> Color32 {
    let lightness = 0.299 * f32::from(ground.r()) + 0.587 * f32::from(ground.g()) + 0.114 * f32::from(ground.b());
    let (light, dark) = if theme.is_dark { (theme.ink, theme.ground) } else { (theme.surface, theme.ink) };
    if lightness > 118.0 { dark } else { light }
}

/// The rectangle that is being drawn, with the number of articles that it holds.
fn rectangle(painter: &egui::Painter, camera: &Camera, stage: &Stage<'_>, corner: (u32, u32), at: egui::Pos2) {
    let theme = stage.scene.theme;
    let covered = camera.covered(stage.canvas, stage.side).shrink(0.5);
    let Some(end) = camera.cell_at(stage.canvas, covered.clamp(at), stage.side) else { return };
    let rect = cell_rect(camera, stage.canvas, corner).union(cell_rect(camera, stage.canvas, end));
    let stroke = Stroke::new(1.5, theme.accent);
    painter.rect(rect, 0.0, theme.accent.gamma_multiply(0.16), stroke, StrokeKind::Inside);
    let words = format!("{} × {} articles", corner.0.abs_diff(end.0) + 1, corner.1.abs_diff(end.1) + 1);
    let galley = painter.layout_no_wrap(words, theme::font(size::SMALL), theme.on_accent);
    let place = pos2(rect.left(), rect.top() - galley.size().y - 6.0).max(stage.canvas.min);
    painter.rect_filled(Rect::from_min_size(place, galley.size() + vec2(8.0, 4.0)), 3.0, theme.accent);
    painter.galley(place + vec2(4.0, 2.0), galley, theme.on_accent);
}
