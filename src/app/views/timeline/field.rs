//! The picture: names at the left, the calendar above, a line for each row, all of time below.
//!
//! Dragging along the calendar brushes a stretch of time, dragging along the names brushes rows; both filter everything.
//! Dragging the field moves it, Ctrl and the wheel zoom to the pointer. Only the lines in sight are laid out.

use eframe::egui::{self, Align2, Key, PointerButton, Role, ScrollArea, Sense, pos2, vec2};

use super::bars::Bars;
use super::brush::{Brush, brush_command, brushed, extent_of, paint_brush, pressed_brush};
use super::camera::Camera;
use super::lines::{all_of_row, color_of, joints_of, nodes_ui, under};
use super::menu::Target;
use super::model::Made;
use super::names::select_command;
use super::places::Places;
use super::row::{Line, RowKey};
use super::sight::{EDGE, Lines, Pointed};
use super::strip::Strip;
use super::{Called, TimelineView, axis, card, menu, minimap, paint, pinned};
use crate::app::theme::{self, size, space};
use crate::app::timeline::{Clock, Look, TimelineCommand};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::timeline::{DAY_MINUTES, Extent, day_of, minute_of};

impl TimelineView {
    /// Paints the picture and takes its input.
    pub(super) fn field_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Made,
        is_stale: bool,
        out: &mut Commands,
    ) {
        let (Some(whole), Some(near)) = (made.whole, made.near) else {
            super::nothing_ui(
                ui,
                scene.theme,
                "No day is named",
                "The times of these articles have no place in the calendar.",
            );
            return;
        };
        let whole = Camera::new(whole).with_margin(0.02);
        self.take_pending(scene, whole, near);
        if !is_stale && std::mem::take(&mut self.is_called) {
            self.bring_into_sight(scene, made, whole, near);
        }
        let camera = self.camera.unwrap_or_else(|| Camera::new(near)).kept_within(whole);
        let room = ui.available_rect_before_wrap();
        let places = Places::new(room, made.undated > 0, !camera.shows_all_of(whole));
        ui.advance_cursor_after_rect(room);
        self.pictures.drawn = Some(room);
        let strip = Strip::new(camera, places.plot.left(), places.plot.width());
        axis::paint(ui.painter(), scene.theme, places.axis, &strip, made, places.plot.bottom());
        if let Some(day) = scene.state.selection.date {
            axis::paint_day(ui.painter(), scene.theme, places.axis, &strip, day, places.plot.bottom());
        }
        self.brush_time(ui, scene, &places, &strip, out);
        paint_brush(ui, scene, &places, &strip, self.brush);
        let moved = self.lines_ui(ui, scene, made, &places, &strip, out);
        self.camera = moved.map(|moved| moved.apply(camera, whole)).or(self.camera);
        if let Some(rect) = places.overview
            && let Some(minute) = minimap::ui(ui, rect, scene.theme, made, camera)
        {
            self.camera = Some(camera.centred(minute, whole));
        }
        if let Some(rect) = places.undated {
            let at = pos2(rect.center().x, places.axis.bottom() - 10.0);
            let font = theme::font(size::SMALL);
            ui.painter().text(at, Align2::CENTER_CENTER, "No day", font, scene.theme.ink_quiet);
        }
    }

    /// Scrolls to the name, or moves to the day, that was selected elsewhere and is asked for here.
    fn bring_into_sight(&mut self, scene: &Scene<'_>, made: &Made, whole: Camera, near: Extent) {
        match self.latest {
            Some(Called::Name) => {
                let Some(id) = scene.state.selection.entity else { return };
                let is_its = |line: &Line| match line {
                    Line::Row(row) => made.rows[*row as usize].key == RowKey::Entity(id),
                    Line::Head { .. } => false,
                };
                self.cursor = made.lines.iter().position(is_its);
                self.wanted_line = self.cursor.filter(|line| !self.in_sight.contains(line));
            }
            Some(Called::Day(day)) => {
                let now = self.camera.unwrap_or_else(|| Camera::new(near)).kept_within(whole);
                let noon = minute_of(day) + DAY_MINUTES / 2;
                if !(now.window().start..now.window().end).contains(&noon) {
                    self.camera = Some(now.centred(noon as f64, whole));
                }
            }
            None => {}
        }
    }

    fn take_pending(&mut self, scene: &Scene<'_>, whole: Camera, near: Extent) {
        let now = self.camera.unwrap_or_else(|| Camera::new(near));
        self.pending.retain(|command| {
            match command {
                TimelineCommand::FitArticles => self.camera = None,
                TimelineCommand::FitAll => self.camera = Some(whole),
                TimelineCommand::FitFilter => {
                    if let Some(extent) = brushed(&scene.state.filter).and_then(|range| extent_of(&range)) {
                        self.camera = Some(Camera::new(extent).with_margin(0.1).kept_within(whole));
                    }
                }
                TimelineCommand::FitDays(from, to) => {
                    let days = Extent { start: minute_of(*from), end: Extent::of_day(*to).end };
                    self.camera = Some(Camera::new(days).with_margin(0.5).kept_within(whole));
                }
                TimelineCommand::ZoomIn => self.camera = Some(now.zoomed(1.6, 0.5, whole)),
                TimelineCommand::ZoomOut => self.camera = Some(now.zoomed(1.0 / 1.6, 0.5, whole)),
                // Pictures are made once the frame is painted.
                _ => return true,
            }
            false
        });
    }

    /// The lines in sight. Gives how the pointer moved the view.
    fn lines_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Made,
        places: &Places,
        strip: &Strip,
        out: &mut Commands,
    ) -> Option<Motion> {
        let options = &scene.state.options.timeline;
        let height = paint::row_height(options.look, options.clock);
        let builder = egui::UiBuilder::new().max_rect(places.body).id_salt("lines");
        let inner = ui.scope_builder(builder, |ui| {
            let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("timeline lines");
            if let Some(line) = self.wanted_line.take() {
                let middle = (line as f32 + 0.5) * height - places.body.height() / 2.0;
                area = area.vertical_scroll_offset(middle.max(0.0));
            }
            let output = area.show_viewport(ui, |ui, viewport| {
                ui.set_height(made.lines.len() as f32 * height);
                let top = ui.max_rect().top();
                let first = (viewport.min.y / height).floor().max(0.0) as usize;
                let last = ((viewport.max.y / height).ceil() as usize).min(made.lines.len());
                self.in_sight = first.min(last)..last;
                let lines = Lines { made, places, strip, height, top, range: first.min(last)..last };
                self.visible_lines_ui(ui, scene, &lines, out)
            });
            output.inner
        });
        inner.inner
    }

    fn visible_lines_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        out: &mut Commands,
    ) -> Option<Motion> {
        let field = ui.interact(lines.places.plot, ui.scope_id().with("field"), Sense::click_and_drag());
        let made = lines.made;
        field.widget_info(|| {
            let rows = words::count(made.rows.len(), "row", "rows");
            let times = words::count(made.items.len(), "time", "times");
            egui::WidgetInfo::labeled(Role::Grid, true, format!("Timeline of {rows}, {times}"))
        });
        self.names_ui(ui, scene, lines, out);
        let mut pointed: Vec<Pointed> = Vec::new();
        let options = &scene.state.options.timeline;
        let mut bars =
            if options.look == Look::Strips { Bars::in_sight(lines, options.clock) } else { Bars::default() };
        for line in lines.range.clone() {
            lines.paint_ground(ui, scene.theme, line);
            self.row_ui(ui, scene, lines, line, &mut bars, &mut pointed);
        }
        let hovered = field.hover_pos().and_then(|at| under(&pointed, at));
        if let Some(pointed) = hovered {
            let color = color_of(scene.theme, &made.rows[pointed.row as usize]);
            let painter = ui.painter_at(lines.places.plot.expand2(vec2(EDGE, 0.0)));
            if scene.state.options.timeline.look == Look::Strips {
                paint::outline(&painter, scene.theme, pointed.rect);
            } else {
                paint::glyph(&painter, scene.theme, &pointed.glyph, pointed.side, pointed.rect, color, true);
            }
            if scene.state.options.timeline.clock == Clock::Both {
                joints_of(&painter, scene.theme, made, &all_of_row(scene, lines, pointed.row), Some(pointed));
            }
        }
        self.take_pointer(ui, scene, lines, &field, hovered, out);
        nodes_ui(ui, lines, &pointed, &mut self.pinned, out);
        self.keys(ui, scene, lines, &field, out).or_else(|| self.motion(ui, &field, lines.strip))
    }

    /// What the pointer does on the field.
    fn take_pointer(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        field: &egui::Response,
        hovered: Option<&Pointed>,
        out: &mut Commands,
    ) {
        let made = lines.made;
        let is_shift = ui.input(|input| input.modifiers.shift);
        if is_shift || matches!(self.brush, Some(Brush::Time(..))) {
            self.drag_time(field, scene, lines.strip, out);
        }
        if field.clicked() {
            field.request_focus();
            match hovered {
                Some(pointed) => {
                    self.pinned = card::open(made, pointed.row, &pointed.glyph, pointed.side, pointed.rect, out);
                }
                None => self.pinned = None,
            }
        }
        if field.secondary_clicked() {
            let at = field.interact_pointer_pos().map_or(0, |at| lines.strip.minute(at.x));
            self.target = Some(match hovered {
                Some(pointed) => Target::of_glyph(made, pointed.row, &pointed.glyph, pointed.side),
                None => Target::Field(day_of(at)),
            });
        }
        field.context_menu(|ui| {
            if let Some(target) = &self.target {
                menu::target_ui(ui, scene, target, &mut self.pinned, out);
            }
        });
        if let Some(pointed) =
            hovered.filter(|_| !field.dragged() && !field.context_menu_opened() && self.pinned.is_none())
        {
            let id = ui.scope_id().with("card");
            egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, pointed.rect.expand(3.0))
                .gap(space::SMALL)
                .show(|ui| card::card_ui(ui, scene, made, pointed.row, &pointed.glyph, pointed.side));
        }
        field.clone().on_hover_and_drag_cursor(if hovered.is_some() {
            egui::CursorIcon::PointingHand
        } else if field.dragged() {
            egui::CursorIcon::Grabbing
        } else {
            egui::CursorIcon::Default
        });
    }

    /// Dragging, the wheel with Ctrl or Shift, and touchpads.
    fn motion(&self, ui: &egui::Ui, field: &egui::Response, strip: &Strip) -> Option<Motion> {
        if self.brush.is_none() && (field.dragged_by(PointerButton::Middle) || field.dragged_by(PointerButton::Primary))
        {
            return Some(Motion::Along(-f64::from(field.drag_delta().x / strip.width)));
        }
        let at = ui.input(|input| input.pointer.hover_pos()).filter(|_| field.contains_pointer())?;
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if (zoom - 1.0).abs() > f32::EPSILON {
            return Some(Motion::Zoom(f64::from(zoom), f64::from((at.x - strip.left) / strip.width)));
        }
        (scroll.x != 0.0).then(|| Motion::Along(-f64::from(scroll.x / strip.width)))
    }

    fn keys(
        &mut self,
        ui: &egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        field: &egui::Response,
        out: &mut Commands,
    ) -> Option<Motion> {
        if !field.has_focus() {
            return None;
        }
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if let Some(range) = pressed_brush(ui, scene, lines.strip) {
            out.push(brush_command(scene, range));
            return None;
        }
        let is_row = |line: &usize| matches!(lines.made.lines[*line], Line::Row(_));
        let count = lines.made.lines.len();
        let from = self.cursor.unwrap_or(lines.range.start);
        let next = if pressed(Key::ArrowDown) {
            (from + 1..count).find(is_row)
        } else if pressed(Key::ArrowUp) {
            (0..from.min(count)).rev().find(is_row)
        } else {
            None
        };
        if let Some(line) = next {
            self.cursor = Some(line);
            if !lines.range.contains(&line) || line + 1 >= lines.range.end || line <= lines.range.start {
                self.wanted_line = Some(line);
            }
            if let Line::Row(row) = lines.made.lines[line] {
                out.extend(select_command(&lines.made.rows[row as usize].key));
            }
        }
        if pressed(Key::Enter)
            && let Some(Line::Row(row)) = self.cursor.and_then(|line| lines.made.lines.get(line))
        {
            self.pinned = Some(pinned::Pinned::of_row(lines.made, *row, lines.places.plot.left_top()));
        }
        if pressed(Key::ArrowLeft) {
            Some(Motion::Along(-0.1))
        } else if pressed(Key::ArrowRight) {
            Some(Motion::Along(0.1))
        } else if pressed(Key::Plus) || pressed(Key::Equals) {
            Some(Motion::Zoom(1.6, 0.5))
        } else if pressed(Key::Minus) {
            Some(Motion::Zoom(1.0 / 1.6, 0.5))
        } else {
            None
        }
    }
}

/// How the pointer or a key moves the view.
enum Motion {
    /// Along by a share of the width.
    Along(f64),
    /// Closer by a factor, around a share of the width.
    Zoom(f64, f64),
}

impl Motion {
    fn apply(&self, camera: Camera, whole: Camera) -> Camera {
        match *self {
            Motion::Along(share) => camera.moved(share, whole),
            Motion::Zoom(factor, share) => camera.zoomed(factor, share, whole),
        }
    }
}
