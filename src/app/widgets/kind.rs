//! The sign of a kind of name: a shape and a letter, before any hue.

use eframe::egui::{self, Align2, Color32, Painter, Pos2, Sense, Shape, Stroke, pos2, vec2};

use crate::app::theme::{self, Theme};
use crate::entity::EntityKind;

/// Half of the sign's height, in points.
const RADIUS: f32 = 8.0;

/// The letter of a kind: L for a place (location), M for what is neither person, place nor organisation (miscellaneous).
pub fn letter(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "P",
        EntityKind::Place => "L",
        EntityKind::Organisation => "O",
        EntityKind::Other => "M",
    }
}

/// The place of a kind in [`Theme::kinds`].
pub fn index(kind: EntityKind) -> usize {
    EntityKind::ALL.iter().position(|&other| other == kind).unwrap_or(0)
}

/// One of a kind, as it stands in menus: "Person".
pub fn capital(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Place => "Place",
        EntityKind::Organisation => "Organisation",
        EntityKind::Other => "Other",
    }
}

/// Several of a kind: "People".
pub fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Place => "Places",
        EntityKind::Organisation => "Organisations",
        EntityKind::Other => "Other names",
    }
}

/// The hue of a kind.
pub fn color(theme: &Theme, kind: EntityKind) -> Color32 {
    theme.kinds[index(kind)]
}

/// Paints the sign around a point: a circle for people, a diamond for places, a square for organisations, a hexagon for
/// the rest.
pub fn paint(painter: &Painter, theme: &Theme, center: Pos2, kind: EntityKind) {
    let color = color(theme, kind);
    let fill = theme.surface.lerp_to_gamma(color, 0.16);
    let line = Stroke::new(1.0, color);
    let at = |x: f32, y: f32| center + vec2(x, y) * RADIUS;
    match kind {
        EntityKind::Person => {
            painter.circle(center, RADIUS - 0.5, fill, line);
        }
        EntityKind::Place => {
            let points = vec![at(0.0, -1.12), at(1.12, 0.0), at(0.0, 1.12), at(-1.12, 0.0)];
            painter.add(Shape::convex_polygon(points, fill, line));
        }
        EntityKind::Organisation => {
            let rect = egui::Rect::from_center_size(center, vec2(RADIUS, RADIUS) * 1.75);
            painter.rect(rect, 1.5, fill, line, egui::StrokeKind::Inside);
        }
        EntityKind::Other => {
            let points = [(-0.5, -0.9), (0.5, -0.9), (1.0, 0.0), (0.5, 0.9), (-0.5, 0.9), (-1.0, 0.0)];
            let points = points.into_iter().map(|(x, y)| at(x, y)).collect();
            painter.add(Shape::convex_polygon(points, fill, line));
        }
    }
    painter.text(center, Align2::CENTER_CENTER, letter(kind), theme::strong_font(10.0), color);
}

/// The sign as a widget of its own.
pub fn sign_ui(ui: &mut egui::Ui, theme: &Theme, kind: EntityKind) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(RADIUS * 2.3, RADIUS * 2.3), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, kind.label()));
    paint(ui.painter(), theme, pos2(rect.center().x, rect.center().y), kind);
    response.on_hover_text(kind.label())
}
