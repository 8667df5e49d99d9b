//! The calendar along the top, in two tiers: "Mar 2015" above "2  9  16  23".

use eframe::egui::{Align2, Painter, Rect, Shape, Stroke, pos2, vec2};
use jiff::civil::Date;

use super::camera::Step;
use super::model::Made;
use super::strip::Strip;
use crate::app::theme::{self, Theme, size};
use crate::timeline::{DAY_MINUTES, Extent, minute_of};

/// Height of both tiers, in points.
pub const HEIGHT: f32 = 40.0;

/// Room that the words of a step need, in points.
fn room(step: Step) -> f64 {
    match step {
        Step::Hours(_) => 48.0,
        Step::Days(_) | Step::Weeks(_) => 26.0,
        Step::Months(_) => 36.0,
        Step::Years(_) => 44.0,
    }
}

/// The step whose beginnings are ruled.
pub fn step(strip: &Strip) -> Step {
    Step::fitting(strip.camera.minutes_a_point(strip.width), room)
}

/// Rules down to `foot`, and words.
pub fn paint(painter: &Painter, theme: &Theme, rect: Rect, strip: &Strip, made: &Made, foot: f32) {
    let step = step(strip);
    let painter = painter.with_clip_rect(rect.with_max_y(foot).expand2(vec2(1.0, 0.0)));
    let lower = rect.bottom() - 10.0;
    // In high contrast hairlines are ink, before which marks could not be told from rules.
    let (quiet, rule) = if theme.is_high_contrast {
        (theme.surface.lerp_to_gamma(theme.ink, 0.2), theme.surface.lerp_to_gamma(theme.ink, 0.45))
    } else {
        (theme.hairline.gamma_multiply(0.7), theme.hairline)
    };
    let (quiet, rule) = (Stroke::new(1.0, quiet), Stroke::new(1.0, rule));
    for at in step.edges(strip.window) {
        let x = strip.x(at);
        painter.vline(x, rect.center().y + 2.0..=foot, quiet);
        // Half a number at the left edge would be another one.
        if x >= rect.left() - 4.0 {
            let words = step.label(at);
            painter.text(pos2(x + 4.0, lower), Align2::LEFT_CENTER, words, theme::font(size::SMALL), theme.ink_quiet);
        }
    }
    let upper = rect.top() + 10.0;
    match step.above() {
        Some(above) => {
            let edges = above.edges(strip.window);
            for &at in &edges {
                let x = strip.x(at);
                painter.vline(x, rect.top()..=rect.center().y, theme.line());
                painter.vline(x, rect.bottom()..=foot, rule);
            }
            paint_above(&painter, theme, rect, strip, above, &edges);
        }
        None => {
            let first = crate::timeline::day_of(strip.window.start).year();
            let last = crate::timeline::day_of(strip.window.end).year();
            let words = format!("{first}–{last}");
            painter.text(
                pos2(rect.left() + 4.0, upper),
                Align2::LEFT_CENTER,
                words,
                theme::strong_font(size::SMALL),
                theme.ink,
            );
        }
    }
    painter.hline(rect.x_range(), rect.bottom(), theme.line());
    if let Some((first, last)) = made.printed {
        // The days on which the articles were published.
        let (from, to) = (strip.x(minute_of(first)), strip.x(Extent::of_day(last).end));
        let band = Rect::from_x_y_ranges(from..=to.max(from + 3.0), rect.bottom() - 2.0..=rect.bottom() + 1.0);
        painter.rect_filled(band, 1.0, theme.accent);
    }
}

/// The words of the upper tier: in full where there is room, else short. Where none has room to be in full the first one is
/// all the same, so that the year is never in doubt.
fn paint_above(painter: &Painter, theme: &Theme, rect: Rect, strip: &Strip, above: Step, edges: &[i64]) {
    let lay = |words: String| painter.layout_no_wrap(words, theme::strong_font(size::SMALL), theme.ink);
    // What began before stays written at the left for as long as there is room.
    let left_of = |at: i64| strip.x(at).max(rect.left()) + 4.0;
    let room_of = |index: usize| {
        let next = edges.get(index + 1).map_or(rect.right(), |next| strip.x(*next)).min(rect.right());
        next - left_of(edges[index])
    };
    let has_room = |index: usize| lay(above.long_label(edges[index])).size().x <= room_of(index);
    let mut free = rect.left();
    let mut is_first = !(0..edges.len()).any(has_room);
    for (index, &at) in edges.iter().enumerate() {
        let (left, room) = (left_of(at), room_of(index));
        if left < free || room <= 0.0 {
            continue;
        }
        let (long, short) = (lay(above.long_label(at)), lay(above.label(at)));
        let is_long = long.size().x <= room || (is_first && left + long.size().x <= rect.right());
        let galley = if is_long { long } else { short };
        if !is_long && galley.size().x > room {
            continue;
        }
        is_first &= !is_long;
        free = left + galley.size().x + 6.0;
        painter.galley(pos2(left, rect.top() + 10.0 - galley.size().y / 2.0), galley, theme.ink);
    }
}

/// The day that is selected: a line down to `foot`, with a point on the calendar.
pub fn paint_day(painter: &Painter, theme: &Theme, rect: Rect, strip: &Strip, day: Date, foot: f32) {
    let x = strip.x(minute_of(day) + DAY_MINUTES / 2);
    if !rect.x_range().contains(x) {
        return;
    }
    let tip = pos2(x, rect.bottom() + 1.0);
    let point = vec![tip, tip + vec2(-4.5, -7.0), tip + vec2(4.5, -7.0)];
    painter.add(Shape::convex_polygon(point, theme.accent, Stroke::NONE));
    let line = [tip, pos2(x, foot)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, theme.accent), 4.0, 3.0));
}
