//! The whole of time in a strip below: how much is said of when, and the part that is in sight.

use eframe::egui::{self, Rect, Role, Sense, Stroke, StrokeKind, pos2};

use super::camera::Camera;
use super::model::Made;
use crate::app::theme::{self, Theme, size};
use crate::app::words;
use crate::timeline::Extent;

/// Height of the strip, in points.
pub const HEIGHT: f32 = 34.0;

/// Width of a bar, in points.
const BAR: f32 = 3.0;

/// Of times that lie farther off than this share at each end only their number is shown: one sentence about 1812 would
/// press all the rest into a line.
const TAIL: f64 = 0.01;

/// How many times the stretch that the timeline opens on the strip reaches to each side, at most.
const REACH: i64 = 8;

/// What the strip spans: nearly all times near what the timeline opens on, or all of time.
fn span(made: &Made, camera: Camera) -> Option<Camera> {
    let near = made.near?;
    let tail = (made.beginnings.len() as f64 * TAIL) as usize;
    let first = made.beginnings.get(tail).copied().unwrap_or(near.start);
    let last = made.beginnings.iter().rev().nth(tail).copied().unwrap_or(near.end);
    let reach = (near.end - near.start) * REACH;
    let start = first.clamp(near.start - reach, near.start);
    let extent = Extent { start, end: last.clamp(near.end, near.end + reach) };
    let span = Camera::new(extent).with_margin(0.02);
    let window = camera.window();
    let is_inside = span.window().start <= window.start && window.end <= span.window().end;
    // Whoever looks farther than the strip reaches sees all of time in it.
    if is_inside { Some(span) } else { made.whole.map(|whole| Camera::new(whole).with_margin(0.02)) }
}

/// Paints the strip; gives the minute that the middle of the view is to be moved to.
pub fn ui(ui: &egui::Ui, rect: Rect, theme: &Theme, made: &Made, camera: Camera) -> Option<f64> {
    let span = span(made, camera)?;
    let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ScrollBar, true, "All of time; drag to move along"));
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 3.0, theme.ground);
    let x = |minute: i64| rect.left() + (span.share(minute) * f64::from(rect.width())) as f32;
    let bars = (rect.width() / BAR).floor().max(1.0) as usize;
    let mut counts = Vec::with_capacity(bars);
    let mut before = made.beginnings.partition_point(|at| *at < span.minute(0.0));
    let outside = (before, made.beginnings.len() - made.beginnings.partition_point(|at| *at < span.minute(1.0)));
    for bar in 1..=bars {
        let edge = span.minute(bar as f64 / bars as f64);
        let here = before + made.beginnings[before..].partition_point(|at| *at < edge);
        counts.push(here - before);
        before = here;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let foot = rect.bottom() - 4.0;
    for (bar, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // The square root keeps a single time in sight beside a day of thousands.
        let height = (count as f32 / most as f32).sqrt() * (rect.height() - 10.0);
        let left = rect.left() + bar as f32 * BAR;
        let bar = Rect::from_min_max(pos2(left, foot - height.max(1.5)), pos2(left + BAR - 1.0, foot));
        painter.rect_filled(bar, 0.0, theme.ink_quiet.gamma_multiply(0.75));
    }
    let window = camera.window();
    let seen = Rect::from_x_y_ranges(x(window.start)..=x(window.end), rect.y_range());
    // A part too small to be found gets a frame that can be.
    let seen = Rect::from_center_size(seen.center(), egui::vec2(seen.width().max(6.0), rect.height())).intersect(rect);
    painter.rect_filled(seen, 2.0, theme.accent.gamma_multiply(0.14));
    painter.rect_stroke(seen, 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    ends_ui(ui.painter(), rect, theme, span, outside);
    let response = response.on_hover_ui_at_pointer(|ui| {
        ui.label("All of time that is spoken of; drag to move along.");
        for (count, beyond) in
            [(outside.0, "earlier"), (outside.1, "later")].into_iter().filter(|(count, _)| *count > 0)
        {
            ui.label(format!("{} lie {beyond} than this strip reaches.", words::count(count, "time", "times")));
        }
    });
    let at = response.interact_pointer_pos()?;
    let share = f64::from((at.x - rect.left()) / rect.width().max(1.0));
    Some(span.minute(share) as f64)
}

/// The first and the last year of the strip, and how much lies beyond them: beside it, where they cover nothing.
fn ends_ui(painter: &egui::Painter, rect: Rect, theme: &Theme, span: Camera, outside: (usize, usize)) {
    let years = [0.0, 1.0].map(|share| crate::timeline::day_of(span.minute(share)).year());
    let line = |words: String, at: egui::Pos2, align: egui::Align2| {
        painter.text(at, align, words, theme::font(size::SMALL), theme.ink_quiet);
    };
    let gap = 6.0;
    let ends = [
        (rect.left() - gap, egui::Align::Max, years[0], outside.0, "earlier"),
        (rect.right() + gap, egui::Align::Min, years[1], outside.1, "later"),
    ];
    for (x, align, year, count, direction) in ends {
        if count == 0 {
            line(year.to_string(), pos2(x, rect.center().y), egui::Align2([align, egui::Align::Center]));
            continue;
        }
        line(year.to_string(), pos2(x, rect.center().y), egui::Align2([align, egui::Align::Max]));
        let is_left = align == egui::Align::Max;
        // There is more room at the left, below the names.
        let words = match is_left {
            true => format!("{} {direction}", words::number(count)),
            false => format!("+{}", super::strip::number(u32::try_from(count).unwrap_or(u32::MAX))),
        };
        line(words, pos2(x, rect.center().y), egui::Align2([align, egui::Align::Min]));
    }
}
