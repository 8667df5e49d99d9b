//! The calendar along the top, in two tiers: "Mar 2015" above "2  9  16  23".

use eframe::egui::{Align2, Painter, Rect, Stroke, pos2};

use super::camera::Step;
use super::model::Made;
use super::strip::Strip;
use crate::app::theme::{self, Theme, size};
use crate::timeline::{Extent, minute_of};

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

/// Room that the words of the step above need.
fn long_room(step: Step) -> f32 {
    match step {
        Step::Days(_) => 112.0,
        Step::Months(_) => 68.0,
        _ => 44.0,
    }
}

/// The step whose beginnings are ruled.
pub fn step(strip: &Strip) -> Step {
    Step::fitting(strip.camera.minutes_a_point(strip.width), room)
}

/// Rules down to `foot`, and words.
pub fn paint(painter: &Painter, theme: &Theme, rect: Rect, strip: &Strip, made: &Made, foot: f32) {
    let step = step(strip);
    let painter = painter.with_clip_rect(rect.with_max_y(foot).expand2(eframe::egui::vec2(1.0, 0.0)));
    let lower = rect.bottom() - 10.0;
    let quiet = Stroke::new(1.0, theme.hairline.gamma_multiply(0.7));
    for at in step.edges(strip.window) {
        let x = strip.x(at);
        painter.vline(x, rect.center().y + 2.0..=foot, quiet);
        let words = step.label(at);
        painter.text(pos2(x + 4.0, lower), Align2::LEFT_CENTER, words, theme::font(size::SMALL), theme.ink_quiet);
    }
    let upper = rect.top() + 10.0;
    match step.above() {
        Some(above) => {
            let edges = above.edges(strip.window);
            for (index, &at) in edges.iter().enumerate() {
                let x = strip.x(at);
                let next = edges.get(index + 1).map_or(rect.right(), |next| strip.x(*next)).min(rect.right());
                painter.vline(x, rect.top()..=rect.center().y, theme.line());
                painter.vline(x, rect.bottom()..=foot, theme.line());
                // What began before stays written at the left for as long as there is room.
                let left = x.max(rect.left()) + 4.0;
                if next - left >= long_room(above) {
                    let words = above.long_label(at);
                    painter.text(
                        pos2(left, upper),
                        Align2::LEFT_CENTER,
                        words,
                        theme::strong_font(size::SMALL),
                        theme.ink,
                    );
                }
            }
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
