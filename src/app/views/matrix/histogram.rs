//! The scale of the matrix: its colours, how many pairs have which score, and the handle of the threshold.

use eframe::egui::{self, EventFilter, Key, Rect, Role, Sense, Shape, Stroke, accesskit, pos2, vec2};

use super::pyramid::{BARS, bar_of};
use crate::app::command::{Command, ViewCommand};
use crate::app::theme::{self, Theme, size};
use crate::app::views::{Commands, Scene};
use crate::app::words;

/// Room for the histogram, in points.
const ROOM: egui::Vec2 = vec2(236.0, 34.0);

/// Height of the strip of colours, in points.
const STRIP: f32 = 7.0;

/// A step of the arrow keys, and of the page keys.
const STEPS: (f64, f64) = (0.01, 0.1);

/// The scale. A click, a drag, the arrow keys or a screen reader set the threshold.
pub fn histogram_ui(ui: &mut egui::Ui, scene: &Scene<'_>, histogram: &[u32; BARS], out: &mut Commands) {
    let theme = scene.theme;
    let least = scene.state.least_shown();
    let threshold = scene.state.options.threshold;
    let (room, response) = ui.allocate_exact_size(ROOM, Sense::click_and_drag());
    let rect = room.shrink2(vec2(7.0, 1.0));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::slider(true, threshold, "Threshold");
        info.role = Role::Slider;
        info
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(least);
        node.set_max_numeric_value(1.0);
        node.set_numeric_value_step(STEPS.0);
        for action in [accesskit::Action::SetValue, accesskit::Action::Increment, accesskit::Action::Decrement] {
            node.add_action(action);
        }
    });
    bars(ui, theme, rect, histogram, threshold);
    let is_active = response.has_focus() || response.hovered() || response.dragged();
    handle(ui, theme, rect, threshold, is_active);
    let mut wanted = asked_by_reader(ui, response.id, threshold);
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
        let share = f64::from((at.x - rect.left()) / rect.width());
        // Whole hundredths: what one reads is what holds.
        wanted = Some((share * 100.0).round() / 100.0);
        response.request_focus();
    }
    if response.has_focus() {
        wanted = keyed(ui, threshold, least).or(wanted);
        let lock = EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
    }
    if let Some(wanted) = wanted.map(|wanted| wanted.clamp(least, 1.0)).filter(|wanted| *wanted != threshold) {
        out.push(Command::View(ViewCommand::Threshold(wanted)));
    }
    let shown = scene.state.shown().pairs.len();
    let listed_by = scene.state.analysis.matrix.measure;
    let rest = match scene.state.options.measure == listed_by {
        true => format!("Below {} pairs are not listed at all.", words::percent(least)),
        false => format!("Pairs are listed by their {}.", listed_by.label().to_lowercase()),
    };
    let words = format!(
        "{} at {} and more.\nDrag the handle, or use the arrow keys, to set the least likeness.\n{rest}",
        words::count(shown, "pair", "pairs"),
        words::percent(threshold),
    );
    response.on_hover_text(words);
}

fn keyed(ui: &egui::Ui, threshold: f64, least: f64) -> Option<f64> {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let step = |by: f64| Some((threshold * 100.0).round() / 100.0 + by);
    match () {
        () if pressed(Key::ArrowRight) => step(STEPS.0),
        () if pressed(Key::ArrowLeft) => step(-STEPS.0),
        () if pressed(Key::PageUp) => step(STEPS.1),
        () if pressed(Key::PageDown) => step(-STEPS.1),
        () if pressed(Key::Home) => Some(least),
        () if pressed(Key::End) => Some(1.0),
        () => None,
    }
}

fn asked_by_reader(ui: &egui::Ui, id: egui::Id, threshold: f64) -> Option<f64> {
    use accesskit::{Action, ActionData};
    ui.input(|input| {
        let count = |action| input.num_accesskit_action_requests(id, action) as f64;
        let steps = count(Action::Increment) - count(Action::Decrement);
        let set = input.accesskit_action_requests(id, Action::SetValue).filter_map(|request| match request.data {
            Some(ActionData::NumericValue(value)) => Some(value),
            _ => None,
        });
        set.last().or((steps != 0.0).then_some(threshold + steps * STEPS.0))
    })
}

fn bars(ui: &egui::Ui, theme: &Theme, rect: Rect, histogram: &[u32; BARS], threshold: f64) {
    let most = histogram.iter().copied().max().unwrap_or(0).max(1);
    let width = rect.width() / BARS as f32;
    let strip = rect.with_min_y(rect.bottom() - STRIP);
    for (bar, &count) in histogram.iter().enumerate() {
        let left = rect.left() + width * bar as f32;
        let is_shown = bar >= bar_of(threshold);
        let color = theme.similarity((bar as f64 + 0.5) / BARS as f64);
        let piece = Rect::from_min_max(pos2(left, strip.top()), pos2(left + width + 0.5, strip.bottom()));
        // Mixed with what lies below, not seen through: the pieces overlap.
        let faint = || theme.surface.lerp_to_gamma(color, 0.35);
        ui.painter().rect_filled(piece, 0.0, if is_shown { color } else { faint() });
        if count == 0 {
            continue;
        }
        // Logarithmic: most pairs of a corpus share next to nothing, and would hide the rest.
        let share = (f64::from(count) + 1.0).ln() / (f64::from(most) + 1.0).ln();
        let height = ((rect.height() - STRIP - 3.0) * share as f32).max(1.5);
        let fill = if is_shown { theme.ink_quiet } else { theme.hairline };
        let top = strip.top() - 1.0;
        let piece = Rect::from_min_max(pos2(left, top - height), pos2(left + width - 1.0, top));
        ui.painter().rect_filled(piece, 0.0, fill);
    }
    ui.painter().rect_stroke(strip, 0.0, theme.line(), egui::StrokeKind::Outside);
}

/// A line with a grip, and the threshold beside it.
fn handle(ui: &egui::Ui, theme: &Theme, rect: Rect, threshold: f64, is_active: bool) {
    let x = rect.left() + rect.width() * threshold as f32;
    let color = if is_active { theme.accent } else { theme.ink };
    ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, color));
    let grip = [pos2(x - 5.0, rect.top()), pos2(x + 5.0, rect.top()), pos2(x, rect.top() + 7.0)];
    ui.painter().add(Shape::convex_polygon(grip.to_vec(), color, Stroke::NONE));
    let words = ui.painter().layout_no_wrap(words::percent(threshold), theme::strong_font(size::SMALL), color);
    // On the side of what is left out, where bars are faint; at the left end there is no room there.
    let left = x - 7.0 - words.size().x;
    let at = pos2(if left >= rect.left() { left } else { x + 7.0 }, rect.top() - 1.0);
    ui.painter().rect_filled(Rect::from_min_size(at, words.size()).expand2(vec2(2.0, 0.0)), 2.0, theme.surface);
    ui.painter().galley(at, words, color);
}
