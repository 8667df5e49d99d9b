//! The brush: a stretch of time that is dragged along the calendar, and the days that the filter has.

use eframe::egui::{self, Key, PointerButton, Rect, Role, Sense, Stroke, pos2, vec2};

use super::camera::Step;
use super::places::Places;
use super::strip::{STEP, Strip};
use super::{TimelineView, say};
use crate::app::command::{Command, FilterCommand};
use crate::app::filter::{DateRange, Filter};
use crate::app::theme::{self, size};
use crate::app::timeline::{Clock, TimelineCommand};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::row::one_line;
use crate::timeline::{Extent, day_of, minute_of};

/// What is being brushed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Brush {
    /// From one minute to another.
    Time(i64, i64),
    /// From one line to another.
    Lines(usize, usize),
}

impl TimelineView {
    /// Dragging along the calendar, or with Shift anywhere, brushes time.
    pub(super) fn brush_time(
        &mut self,
        ui: &egui::Ui,
        scene: &Scene<'_>,
        places: &Places,
        strip: &Strip,
        out: &mut Commands,
    ) {
        let response = ui.interact(places.axis, ui.scope_id().with("axis"), Sense::click_and_drag());
        response
            .widget_info(|| egui::WidgetInfo::labeled(Role::Slider, true, "Calendar; drag along it to choose days"));
        self.drag_time(&response, scene, strip, out);
        if response.has_focus() {
            let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            out.extend(pressed_brush(ui, scene, strip).map(|range| brush_command(scene, range)));
            scene.theme.ring(ui.painter(), places.axis, 3.0);
        }
        if response.double_clicked() {
            out.push(Command::Timeline(TimelineCommand::FitArticles));
        }
        response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal).on_hover_text_at_pointer(
            "Drag to show only what speaks of these days, or press Shift with an arrow; Esc clears. Double-click for the \
             weeks around the articles.",
        );
    }

    pub(super) fn drag_time(
        &mut self,
        response: &egui::Response,
        scene: &Scene<'_>,
        strip: &Strip,
        out: &mut Commands,
    ) {
        let at =
            response.interact_pointer_pos().map(|at| strip.minute(at.x.clamp(strip.left, strip.left + strip.width)));
        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = response.ctx.input(|input| input.pointer.press_origin())
        {
            let from = strip.minute(origin.x);
            self.brush = Some(Brush::Time(from, from));
        }
        if let (Some(Brush::Time(_, to)), Some(at)) = (&mut self.brush, at)
            && response.dragged()
        {
            *to = at;
        }
        if response.drag_stopped()
            && let Some(Brush::Time(from, to)) = self.brush
        {
            self.brush = None;
            let range = DateRange { from: Some(day_of(from.min(to))), to: Some(day_of(from.max(to))) };
            out.push(brush_command(scene, range));
        }
    }
}

/// Filters by these days, of the clock that is shown.
pub(super) fn brush_command(scene: &Scene<'_>, range: DateRange) -> Command {
    let filter = scene.state.filter.clone();
    Command::Filter(FilterCommand::Set(match scene.state.options.timeline.clock {
        Clock::Published => Filter { published: Some(range), ..filter },
        Clock::Text | Clock::Both => Filter { happened: Some(range), ..filter },
    }))
}

/// The days that Shift with an arrow brushes, where it is pressed.
pub(super) fn pressed_brush(ui: &egui::Ui, scene: &Scene<'_>, strip: &Strip) -> Option<DateRange> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::SHIFT, key));
    let is_later = match (pressed(Key::ArrowRight), pressed(Key::ArrowLeft)) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => return None,
    };
    let days = Step::fitting(strip.camera.minutes_a_point(strip.width), |_| STEP).of_days();
    Some(pushed(brushed(&scene.state.filter), &days.edges(strip.window), is_later))
}

/// A brush that is begun in the middle of the steps in sight, or whose end goes to the next step or the one before; one
/// of a single step grows to the left instead. What leads out of sight stays.
fn pushed(now: Option<DateRange>, edges: &[i64], is_later: bool) -> DateRange {
    let last_day = |end: i64| day_of(end - 1);
    let Some(now) = now else {
        let middle = edges.len().saturating_sub(1) / 2;
        let (from, to) = (edges.get(middle).copied(), edges.get(middle + 1).copied());
        return DateRange { from: from.map(day_of), to: to.map(last_day) };
    };
    let (Some(from), Some(to)) = (now.from, now.to) else { return now };
    let (start, end) = (minute_of(from), Extent::of_day(to).end);
    let next = |at: i64| edges.iter().copied().find(|edge| *edge > at);
    let before = |at: i64| edges.iter().copied().rev().find(|edge| *edge < at);
    if is_later {
        DateRange { to: next(end).map_or(Some(to), |end| Some(last_day(end))), ..now }
    } else {
        match before(end) {
            Some(end) if end > start => DateRange { to: Some(last_day(end)), ..now },
            _ => DateRange { from: before(start).map_or(Some(from), |start| Some(day_of(start))), ..now },
        }
    }
}

/// The days that the filter leaves, of whichever clock.
pub fn brushed(filter: &Filter) -> Option<DateRange> {
    filter.happened.or(filter.published)
}

pub(super) fn extent_of(range: &DateRange) -> Option<Extent> {
    let (from, to) = (range.from?, range.to?);
    Some(Extent { start: Extent::of_day(from).start, end: Extent::of_day(to).end })
}

/// The stretch that is being brushed, and the one that the filter has.
pub(super) fn paint_brush(ui: &egui::Ui, scene: &Scene<'_>, places: &Places, strip: &Strip, brush: Option<Brush>) {
    let theme = scene.theme;
    let brushing = match brush {
        Some(Brush::Time(from, to)) => Some((from.min(to), from.max(to))),
        _ => None,
    };
    let filtered = brushed(&scene.state.filter).map(|range| {
        let from = range.from.map_or(i64::MIN / 4, |from| Extent::of_day(from).start);
        let to = range.to.map_or(i64::MAX / 4, |to| Extent::of_day(to).end);
        (from, to)
    });
    let Some((from, to)) = brushing.or(filtered) else { return };
    let edge = |minute: i64| strip.x(minute).clamp(places.plot.left(), places.plot.right());
    let rect = Rect::from_min_max(pos2(edge(from), places.axis.top()), pos2(edge(to), places.plot.bottom()));
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, theme.accent.gamma_multiply(0.10));
    for x in [rect.left(), rect.right()] {
        painter.vline(x, rect.y_range(), Stroke::new(1.5, theme.accent));
    }
    if brushing.is_some() {
        let words = say::days(day_of(from), day_of(to));
        let galley = one_line(ui, &words, theme::strong_font(size::SMALL), theme.on_accent, 240.0);
        let at = rect.center_top() + vec2(-galley.size().x / 2.0, 2.0);
        painter.rect_filled(Rect::from_min_size(at, galley.size()).expand2(vec2(6.0, 1.0)), 3.0, theme.accent);
        painter.galley(at, galley, theme.on_accent);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn keys_brush_from_step_to_step() {
        let edges: Vec<i64> = (1..=6).map(|month| minute_of(date(2015, month, 1))).collect();
        let range = |from: (i8, i8), to: (i8, i8)| DateRange {
            from: Some(date(2015, from.0, from.1)),
            to: Some(date(2015, to.0, to.1)),
        };
        let march = pushed(None, &edges, true);
        assert_eq!(march, range((3, 1), (3, 31)));
        let spring = pushed(Some(march), &edges, true);
        assert_eq!(spring, range((3, 1), (4, 30)));
        assert_eq!(pushed(Some(spring), &edges, false), march);
        assert_eq!(pushed(Some(march), &edges, false), range((2, 1), (3, 31)));
        let all = range((1, 1), (5, 31));
        assert_eq!(pushed(Some(all), &edges, true), all, "nothing is in sight beyond");
    }
}
