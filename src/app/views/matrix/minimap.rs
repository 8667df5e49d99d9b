//! The whole matrix in a corner, with what is in sight marked; shown while only a part is.

use eframe::egui::{
    self, Color32, Pos2, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, pos2, vec2,
};

use super::camera::Camera;
use super::pyramid::Pyramid;
use super::tiles;
use crate::app::theme::Theme;

/// Side of the map, in points.
const SIDE: f32 = 112.0;

/// Distance from the corner.
const MARGIN: f32 = 10.0;

/// The whole matrix in a corner.
#[derive(Default)]
pub struct Minimap {
    texture: Option<TextureHandle>,
    /// Address of the pyramid and of the theme that it was made for.
    made_for: (usize, usize),
}

impl Minimap {
    /// Paints the map and moves the camera where it is clicked or dragged.
    pub fn ui(&mut self, ui: &egui::Ui, canvas: Rect, camera: &mut Camera, pyramid: &Pyramid, theme: &Theme) {
        let side = pyramid.side(0);
        let (rows, columns) = camera.visible(canvas.size(), side);
        let is_whole = rows.len() as u32 == side && columns.len() as u32 == side;
        if is_whole || canvas.width() < SIDE * 2.5 || canvas.height() < SIDE * 2.0 {
            return;
        }
        let made_for = (std::ptr::from_ref(pyramid) as usize, std::ptr::from_ref(theme) as usize);
        if self.made_for != made_for || self.texture.is_none() {
            let image = tiles::whole(pyramid, theme, 256);
            self.texture = Some(ui.ctx().load_texture("minimap", image, TextureOptions::LINEAR));
            self.made_for = made_for;
        }
        let Some(texture) = &self.texture else { return };
        let corner = canvas.max - vec2(MARGIN, MARGIN);
        let map = Rect::from_min_max(corner - vec2(SIDE, SIDE), corner);
        let response = ui.interact(map, ui.scope_id().with("minimap"), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Image, true, "Map of the whole matrix"));
        let scale = SIDE / side.max(1) as f32;
        if let Some(at) = response.interact_pointer_pos() {
            centre(camera, canvas, (at - map.min) / scale);
            camera.settle(side, canvas.size());
        }
        let painter = ui.painter_at(canvas);
        painter.rect_filled(map.expand(3.0), 4.0, theme.surface);
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
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
}

fn centre(camera: &mut Camera, canvas: Rect, cell: egui::Vec2) {
    camera.left = f64::from(cell.x) - f64::from(canvas.width()) / 2.0 / camera.cell;
    camera.top = f64::from(cell.y) - f64::from(canvas.height()) / 2.0 / camera.cell;
    camera.is_fit = false;
}
