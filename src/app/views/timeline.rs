//! When it happened, according to the text: a row for each entity, a mark for each time that is named with it.

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
    days: Option<(Date, Date)>,
}

/// The timeline.
pub struct TimelineView {
    rows: Background<ShownKey, Rows>,
}

impl Default for TimelineView {
    fn default() -> Self {
        Self { rows: Background::new("timeline") }
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
        let Some((first, last)) = rows.days else {
            nothing_ui(ui, scene.theme, "No dates yet", "What the texts say of when things happened stands here.");
            return;
        };
        let width = ui.available_width() - NAMES - space::LARGE;
        let days = first.until(last).map_or(1, |span| span.get_days()).max(1) as f32;
        let x_of = |date: Date| {
            let from_first = first.until(date).map_or(0, |span| span.get_days()) as f32;
            NAMES + width * from_first / days
        };
        axis_ui(ui, scene, first, last);
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
    for (at, event) in analysis.timeline.events.iter().enumerate() {
        if !shown.has(event.document) {
            continue;
        }
        let interval = analysis.timeline.timexes[event.timex.index()].interval;
        if let Some(interval) = interval {
            let mark = MarkOf { earliest: interval.earliest, latest: interval.latest, event: at };
            by_entity[event.entity.index()].push(mark);
        }
    }
    let mut rows: Vec<_> = (0..).map(EntityId).zip(by_entity).filter(|(_, marks)| !marks.is_empty()).collect();
    rows.sort_by_key(|(id, marks)| (std::cmp::Reverse(marks.len()), *id));
    rows.truncate(MOST_ROWS);
    let marks = || rows.iter().flat_map(|(_, marks)| marks);
    let days = marks().map(|mark| mark.earliest).min().zip(marks().map(|mark| mark.latest).max());
    Rows { rows, days }
}

fn axis_ui(ui: &mut egui::Ui, scene: &Scene<'_>, first: Date, last: Date) {
    ui.horizontal(|ui| {
        ui.add_space(NAMES);
        ui.label(RichText::new(words::date(first)).small().color(scene.theme.ink_quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(words::date(last)).small().color(scene.theme.ink_quiet));
        });
    });
}

fn row_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    id: EntityId,
    marks: &[MarkOf],
    x_of: &dyn Fn(Date) -> f32,
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
        let (left, right) = (rect.left() + x_of(mark.earliest), rect.left() + x_of(mark.latest));
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
            ui.label(RichText::new(format!("“{phrase}”: {}", timex.value)).small());
            ui.label(RichText::new(super::inspector::outlet_and_date(document)).small().color(theme.ink_quiet));
        });
    }
}
