//! How things on the timeline look.
//!
//! What is exact stands on the line of its row; what is vague hangs below it, the vaguer the thinner. So width is
//! precision, and a year behind a day hides nothing.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Painter, Rect, Shape as Painted, Stroke, StrokeKind, pos2, vec2,
};

use super::strip::{Glyph, Shape, number};
use crate::app::theme::{self, Theme, size};
use crate::app::timeline::{Clock, Look};
use crate::timeline::{DAY_MINUTES, Precision};

/// Heights of a row, in points, on the grid of four.
const ONE_CLOCK: f32 = 28.0;
const TWO_CLOCKS: f32 = 48.0;
const STRIP: f32 = 44.0;

/// From this count on a number stands on full colour.
const MANY: u32 = 10;

/// Height of a row.
pub fn row_height(look: Look, clock: Clock) -> f32 {
    match (look, clock) {
        (Look::Strips, Clock::Both) => 2.0 * STRIP - 16.0,
        (Look::Strips, _) => STRIP,
        (Look::Marks, Clock::Both) => TWO_CLOCKS,
        (Look::Marks, _) => ONE_CLOCK,
    }
}

/// Which of the two times a glyph stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// When the text says.
    Text,
    /// When the article was published.
    Published,
}

/// The room that a glyph takes in a row whose top is at `top`.
pub fn glyph_rect(glyph: &Glyph, side: Side, clock: Clock, top: f32) -> Rect {
    let (middle, height) = match (side, clock, glyph.shape) {
        (Side::Published, Clock::Both, _) => (top + 38.0, 13.0),
        (_, _, Shape::Exact | Shape::Count) => (top + 12.5, 15.0),
        (_, _, Shape::Stretch(precision)) => (top + 23.5, thickness(precision)),
    };
    Rect::from_x_y_ranges(glyph.x.0..=glyph.x.1, middle - height / 2.0..=middle + height / 2.0)
}

fn thickness(precision: Precision) -> f32 {
    match precision {
        Precision::PartOfDay | Precision::Day | Precision::Week => 6.0,
        Precision::Month => 5.0,
        Precision::Season => 4.0,
        Precision::Year => 3.0,
        Precision::Longer => 2.0,
    }
}

/// Paints a glyph where `rect` says, over its tails. `is_strong` is the one that is pointed at.
pub fn glyph(painter: &Painter, theme: &Theme, glyph: &Glyph, side: Side, rect: Rect, color: Color32, is_strong: bool) {
    match glyph.shape {
        Shape::Stretch(precision) => {
            let fill = if precision >= Precision::Year { 0.45 } else { 0.65 };
            let radius = CornerRadius::same(2);
            if glyph.is_future() {
                painter.rect(rect, radius, theme.surface, Stroke::new(1.0, color), StrokeKind::Inside);
            } else {
                painter.rect_filled(rect, radius, mix(theme.surface, color, fill));
            }
        }
        Shape::Exact if side == Side::Published => {
            let ring = Stroke::new(1.5, color);
            painter.circle(rect.center(), 4.0, theme.surface, ring);
        }
        Shape::Exact if glyph.tally.count == 1 => {
            let radius = CornerRadius::same(2);
            if glyph.is_future() {
                painter.rect(rect, radius, theme.surface, Stroke::new(1.5, color), StrokeKind::Inside);
            } else {
                // Full colour is for what is known to the day.
                let is_exact = glyph.extent.end - glyph.extent.start <= DAY_MINUTES;
                painter.rect_filled(rect, radius, if is_exact { color } else { mix(theme.surface, color, 0.65) });
            }
        }
        Shape::Exact | Shape::Count => {
            let is_many = glyph.tally.count >= MANY;
            let (fill, ink) = match (glyph.is_future(), is_many) {
                (true, _) => (theme.surface, theme.ink),
                (false, true) => (color, theme.surface),
                (false, false) => (mix(theme.surface, color, 0.22), theme.ink),
            };
            let radius = CornerRadius::same(if side == Side::Published { 6 } else { 4 });
            painter.rect(rect, radius, fill, Stroke::new(1.0, color), StrokeKind::Inside);
            if rect.width() >= 11.0 {
                let words = number(glyph.tally.count);
                painter.text(rect.center(), Align2::CENTER_CENTER, words, theme::font(size::SMALL - 1.0), ink);
            }
        }
    }
    if glyph.tally.disputed > 0 {
        // A flag above the mark: the sign that the dates differ, which does not rest on colour.
        let tip = pos2(rect.center().x, rect.top() - 0.5);
        let flag = vec![tip, tip + vec2(-3.5, -4.5), tip + vec2(3.5, -4.5)];
        painter.add(Painted::convex_polygon(flag, theme.fact_differs, Stroke::NONE));
    }
    if is_strong {
        outline(painter, theme, rect);
    }
}

/// The line around what is pointed at.
pub fn outline(painter: &Painter, theme: &Theme, rect: Rect) {
    painter.rect_stroke(rect.expand(2.0), 4.0, Stroke::new(1.5, theme.ink), StrokeKind::Outside);
}

/// Arrows of what has no beginning or no end. They are painted before all glyphs of a row, so that they cross no number.
pub fn tails(painter: &Painter, theme: &Theme, glyph: &Glyph, rect: Rect, color: Color32) {
    const LENGTH: f32 = 14.0;
    if glyph.tally.count > 1 && glyph.shape == Shape::Count {
        return;
    }
    let color = if glyph.tally.disputed > 0 { theme.fact_differs } else { color };
    let middle = rect.center().y;
    let tail = |from: f32, direction: f32| {
        let end = from + LENGTH * direction;
        painter.line_segment([pos2(from, middle), pos2(end, middle)], Stroke::new(1.5, color));
        let head = vec![pos2(end + 4.0 * direction, middle), pos2(end, middle - 3.5), pos2(end, middle + 3.5)];
        painter.add(Painted::convex_polygon(head, color, Stroke::NONE));
    };
    if glyph.tags.is_open_end {
        tail(rect.right(), 1.0);
    }
    if glyph.tags.is_open_start {
        tail(rect.left(), -1.0);
    }
}

/// A bar of a strip: `share` of the height of `room`, from its foot up or from its head down.
pub fn bar(painter: &Painter, theme: &Theme, room: Rect, share: f32, side: Side, color: Color32) -> Rect {
    let height = (room.height() * share).max(2.0);
    let rect = match side {
        Side::Text => room.with_min_y(room.bottom() - height),
        Side::Published => room.with_max_y(room.top() + height),
    };
    match side {
        Side::Text => painter.rect_filled(rect, 1.0, color),
        Side::Published => {
            painter.rect(rect, 1.0, mix(theme.surface, color, 0.18), Stroke::new(1.0, color), StrokeKind::Inside)
        }
    };
    rect
}

/// `share` of the way from one colour to another.
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// The line from when it happened to when it was printed.
pub fn joint(painter: &Painter, from: Rect, to: Rect, color: Color32) {
    painter.line_segment([from.center_bottom(), egui::pos2(to.center().x, to.top())], Stroke::new(1.0, color));
}
