//! The whole matrix in a corner, with what is in sight marked; shown while only a part is.

use eframe::egui::{self, Color32, Pos2, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, pos2, vec2};

use super::camera::Camera;
use super::stage::Stage;

/// Side of the map, in points.
const SIDE: f32 = 112.0;

/// Distance from the corner.
const MARGIN: f32 = 10.0;

/// Paints the map and moves the camera where it is clicked or dragged.
pub(super) fn ui(ui: &egui::Ui, stage: &Stage<'_>, camera: &mut Camera, overview: Option<&TextureHandle>) {
    let &Stage { scene, canvas, side, .. } = stage;
    let theme = scene.theme;
    let (rows, columns) = camera.visible(canvas.size(), side);
    let is_whole = rows.len() as u32 == side && columns.len() as u32 == side;
    if is_whole || canvas.width() < SIDE * 2.5 || canvas.height() < SIDE * 2.0 {
        return;
    }
    let Some(texture) = overview else { return };
    let corner = canvas.max - vec2(MARGIN, MARGIN);
    let map = Rect::from_min_max(corner - vec2(SIDE, SIDE), corner);
    let response = ui.interact(map, ui.scope_id().with("minimap"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Image, true, "Map of the whole matrix"));
    let scale = SIDE / side.max(1) as f32;
    if let Some(at) = response.interact_pointer_pos() {
        camera.centre((at - map.min) / scale, canvas.size());
        camera.settle(side, canvas.size());
    }
    let painter = ui.painter_at(canvas);
    painter.rect_filled(map.expand(3.0), 4.0, theme.surface);
    // The last cells of the coarse level may reach beyond the last row.
    let [width, height] = texture.size();
    let scales = 1u32 << (0..32).find(|&level| side.div_ceil(1 << level) as usize <= width).unwrap_or(0);
    let part = |count: usize| side as f32 / (count as f32 * scales as f32);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(part(width), part(height)));
    painter.image(texture.id(), map, whole, Color32::WHITE);
    painter.rect_stroke(map.expand(3.0), 4.0, theme.line(), StrokeKind::Inside);
    let seen = Rect::from_min_max(
        map.min + vec2(columns.start as f32, rows.start as f32) * scale,
        map.min + vec2(columns.end as f32, rows.end as f32) * scale,
    );
    // A view too small to be found gets a frame that can be.
    let seen = Rect::from_center_size(seen.center(), seen.size().max(vec2(6.0, 6.0))).intersect(map.expand(3.0));
    painter.rect_stroke(seen, 1.0, Stroke::new(1.5, theme.accent), StrokeKind::Outside);
}
