//! When it happened, according to the text: a row for each entity, a mark for each time that is named with it.
//!
//! It opens on the weeks around the articles, because one founding year would make them a sliver; the rest is a zoom
//! away.

mod span;

use std::sync::Arc;

use eframe::egui::{self, RichText, ScrollArea};
use jiff::civil::Date;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::job::Background;
use crate::app::shown::{Shown, ShownKey};
use crate::app::theme::{self, size, space};
use crate::app::widgets::{access, row::one_line};
use crate::app::words;
use crate::entity::EntityId;
use crate::progress::Progress;
use span::{Seen, day};

/// Width of the names at the left.
const NAMES: f32 = 170.0;

/// Entities that have a row.
const MOST_ROWS: usize = 400;

/// One mark: the days that a time may mean, and the event that it is.
#[derive(Clone, Copy, Debug)]
struct MarkOf {
    earliest: Date,
    latest: Date,
    event: usize,
}

/// The rows and the days that they span.
#[derive(Default)]
struct Rows {
    rows: Vec<(EntityId, Vec<MarkOf>)>,
    /// All of time that is spoken of.
    whole: Option<Seen>,
    /// The weeks around the articles; without dated articles, the whole.
    near: Option<Seen>,
    /// Times with a name beside them that have no day.
    undated: usize,
}

/// The timeline.
pub struct TimelineView {
    rows: Background<ShownKey, Rows>,
    /// What is seen; `None` before the person moved.
    seen: Option<Seen>,
}

impl Default for TimelineView {
    fn default() -> Self {
        Self { rows: Background::new("timeline"), seen: None }
    }
}

impl View for TimelineView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let key = state.shown_key();
        self.rows.request(&key, &state.waker, || {
            let (analysis, shown) = (Arc::clone(&state.analysis), Arc::clone(state.shown()));
            move |_: &Progress| Ok(rows(&analysis, &shown))
        });
        let Some(rows) = self.rows.get(&key) else { return };
        let (Some(whole), Some(near)) = (rows.whole, rows.near) else {
            nothing_ui(ui, scene.theme, "No dates yet", "What the texts say of when things happened stands here.");
            return;
        };
        let undated = rows.undated;
        let rows = Arc::clone(rows);
        self.tools_ui(ui, scene, whole, near, undated);
        let seen = self.seen.unwrap_or(near);
        let width = ui.available_width() - NAMES - space::LARGE;
        let x_of = |day: f64| NAMES + width * seen.share(day) as f32;
        let strip = axis_ui(ui, scene, seen, width);
        let field = strip.with_max_y(ui.max_rect().bottom());
        self.move_ui(ui, field, seen, whole);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, space::ROW, rows.rows.len(), |ui, range| {
            for (id, marks) in &rows.rows[range] {
                row_ui(ui, scene, *id, marks, &x_of, out);
            }
        });
    }
}

fn rows(analysis: &crate::analysis::Analysis, shown: &Shown) -> Rows {
    let mut by_entity: Vec<Vec<MarkOf>> = vec![Vec::new(); analysis.entities.entities.len()];
    let mut undated = 0;
    for (at, event) in analysis.timeline.events.iter().enumerate() {
        if !shown.has(event.document) {
            continue;
        }
        let interval = analysis.timeline.timexes[event.timex.index()].interval;
        if let Some(interval) = interval {
            let mark = MarkOf { earliest: interval.earliest, latest: interval.latest, event: at };
            by_entity[event.entity.index()].push(mark);
        } else {
            undated += 1;
        }
    }
    let mut rows: Vec<_> = (0..).map(EntityId).zip(by_entity).filter(|(_, marks)| !marks.is_empty()).collect();
    rows.sort_by_key(|(id, marks)| (std::cmp::Reverse(marks.len()), *id));
    rows.truncate(MOST_ROWS);
    let marks = || rows.iter().flat_map(|(_, marks)| marks);
    let days = marks().map(|mark| mark.earliest).min().zip(marks().map(|mark| mark.latest).max());
    let whole = days.map(|(first, last)| Seen::days(first, last).with_margin(0.02));
    let documents = analysis.corpus.iter().filter(|(id, _)| shown.has(*id));
    let published = documents.filter_map(|(_, document)| document.metadata.published_date());
    let ends = published.fold(None, |ends: Option<(Date, Date)>, date| {
        Some(ends.map_or((date, date), |(first, last)| (first.min(date), last.max(date))))
    });
    let near = ends.map(|(first, last)| Seen::days(first, last).with_margin(0.35)).or(whole);
    let near = near.zip(whole).map(|(near, whole)| near.moved(0.0, whole));
    Rows { rows, whole, near, undated }
}

impl TimelineView {
    /// What is seen, and how to see more or less of it.
    fn tools_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, whole: Seen, near: Seen, undated: usize) {
        ui.horizontal_wrapped(|ui| {
            let seen = self.seen.unwrap_or(near);
            if ui.button("Around the articles").on_hover_text("The weeks in which they were published").clicked() {
                self.seen = None;
            }
            if ui.button("All of time").on_hover_text("Every day that is spoken of").clicked() {
                self.seen = Some(whole);
            }
            if ui.button("+").on_hover_text("Closer (Ctrl+scroll)").clicked() {
                self.seen = Some(seen.zoomed(1.6, 0.5, whole));
            }
            if ui.button("−").on_hover_text("Wider (Ctrl+scroll)").clicked() {
                self.seen = Some(seen.zoomed(1.0 / 1.6, 0.5, whole));
            }
            if undated > 0 {
                let said = words::count(undated, "time without a day", "times without a day");
                ui.label(RichText::new(format!("{said} not shown")).small().color(scene.theme.ink_quiet));
            }
        });
    }

    /// Dragging moves along, Ctrl+scroll zooms to the pointer.
    fn move_ui(&mut self, ui: &egui::Ui, field: egui::Rect, seen: Seen, whole: Seen) {
        let id = ui.scope_id().with("field");
        let response = access::node(ui, field, id, egui::Sense::drag(), egui::Role::Group, "Timeline");
        if response.dragged() {
            let share = -f64::from(response.drag_delta().x / field.width().max(1.0));
            self.seen = Some(seen.moved(share, whole));
        }
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| field.contains(*at));
        let zoom = ui.input(egui::InputState::zoom_delta);
        if let Some(at) = pointer.filter(|_| (zoom - 1.0).abs() > f32::EPSILON) {
            let share = f64::from((at.x - field.left()) / field.width().max(1.0));
            self.seen = Some(seen.zoomed(f64::from(zoom), share, whole));
        }
    }
}

/// The dates along the top; gives where they stand.
fn axis_ui(ui: &mut egui::Ui, scene: &Scene<'_>, seen: Seen, width: f32) -> egui::Rect {
    let size_of = egui::vec2(ui.available_width(), space::ROW);
    let (rect, _) = ui.allocate_exact_size(size_of, egui::Sense::hover());
    let strip = egui::Rect::from_min_size(rect.min + egui::vec2(NAMES, 0.0), egui::vec2(width, rect.height()));
    let painter = ui.painter_at(strip.with_max_y(ui.max_rect().bottom()));
    for (day, words) in seen.ticks(f64::from(width)) {
        let x = strip.left() + strip.width() * seen.share(day) as f32;
        painter.vline(x, strip.top()..=ui.max_rect().bottom(), scene.theme.line());
        let at = egui::pos2(x + space::SMALL, strip.center().y);
        painter.text(at, egui::Align2::LEFT_CENTER, words, theme::font(size::SMALL), scene.theme.ink_quiet);
    }
    strip
}

fn row_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    id: EntityId,
    marks: &[MarkOf],
    x_of: &dyn Fn(f64) -> f32,
    out: &mut Commands,
) {
    let state = scene.state;
    let theme = scene.theme;
    let entity = state.analysis.entities.get(id);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), egui::Sense::hover());
    let name_rect = rect.with_max_x(rect.left() + NAMES);
    let sense = egui::Sense::click();
    let row = ui.scope_id().with(("row", id.0));
    let name = access::node(ui, name_rect, row, sense, egui::Role::Button, &entity.name);
    let color = theme.kinds[super::entities::kind_index(entity.kind)];
    if state.selection.entity == Some(id) {
        ui.painter().rect_filled(rect, 0.0, theme.selected);
    }
    let font = theme::font(size::BODY);
    let galley = one_line(ui, &entity.name, font, theme.ink, NAMES - space::MEDIUM);
    ui.painter().galley(egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    if name.clicked() {
        out.push(Command::Select(Select::Entity(id)));
    }
    ui.painter().hline((rect.left() + NAMES)..=rect.right(), rect.center().y, theme.line());
    for mark in marks {
        let (left, right) = (rect.left() + x_of(day(mark.earliest)), rect.left() + x_of(day(mark.latest) + 1.0));
        if right < rect.left() + NAMES || left > rect.right() {
            continue;
        }
        let (left, right) = (left.max(rect.left() + NAMES), right.min(rect.right()));
        let middle = rect.center().y;
        let shape = egui::Rect::from_x_y_ranges(left..=right.max(left + 5.0), middle - 4.0..=middle + 4.0);
        ui.painter().rect_filled(shape, 2.0, color.gamma_multiply(0.55));
        let response = ui.interact(shape, row.with(mark.event), egui::Sense::click());
        let event = state.analysis.timeline.events[mark.event];
        let document = state.analysis.corpus.get(event.document);
        if response.clicked() {
            out.push(Command::Select(Select::Place(event.document, event.sentence)));
            out.push(Command::View(ViewCommand::OpenArticle(event.document)));
        }
        response.on_hover_ui(|ui| {
            let timex = &state.analysis.timeline.timexes[event.timex.index()];
            ui.label(event.sentence.get(&document.text).unwrap_or_default());
            let phrase = timex.span.get(&document.text).unwrap_or_default();
            let because = match timex.anchor {
                crate::timeline::Anchor::Published(date) => {
                    format!(", because the article is of {}", words::date(date))
                }
                crate::timeline::Anchor::Narrative(_) => ", counted from the time named before it".to_owned(),
                crate::timeline::Anchor::Person => ", as corrected by hand".to_owned(),
                _ => String::new(),
            };
            ui.label(RichText::new(format!("“{phrase}” → {}{because}", timex.value)).small());
            ui.label(RichText::new(super::inspector::outlet_and_date(document)).small().color(theme.ink_quiet));
        });
    }
}
