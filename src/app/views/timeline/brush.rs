//! The brush: a stretch of time that is dragged along the calendar, and the days that the filter has.

use eframe::egui::{self, PointerButton, Rect, Role, Sense, Stroke, pos2, vec2};

use super::field::Places;
use super::strip::Strip;
use super::{TimelineView, say};
use crate::app::command::{Command, FilterCommand};
use crate::app::filter::{DateRange, Filter};
use crate::app::theme::{self, size};
use crate::app::timeline::{Clock, TimelineCommand};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::row::one_line;
use crate::timeline::{Extent, day_of};

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
        if response.double_clicked() {
            out.push(Command::Timeline(TimelineCommand::FitArticles));
        }
        response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal).on_hover_text_at_pointer(
            "Drag to show only what speaks of these days; Esc clears. Double-click for the weeks around the articles.",
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
            let filter = scene.state.filter.clone();
            let filter = match scene.state.options.timeline.clock {
                Clock::Published => Filter { published: Some(range), ..filter },
                Clock::Text | Clock::Both => Filter { happened: Some(range), ..filter },
            };
            out.push(Command::Filter(FilterCommand::Set(filter)));
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
