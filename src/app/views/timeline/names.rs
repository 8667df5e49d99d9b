//! The names at the left of the timeline: selecting, brushing rows, and their menu.

use eframe::egui::{self, PointerButton, Rect, Role, Sense, pos2};

use super::brush::Brush;
use super::model::Made;
use super::row::{Line, Row, RowKey};
use super::sight::Lines;
use super::{TimelineView, menu};
use crate::app::command::{Command, Select};
use crate::app::theme::{self, size, space};
use crate::app::timeline::Look;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::{kind, row::one_line};
use crate::app::words;

impl TimelineView {
    /// The names at the left: selecting, brushing rows, and their menu.
    pub(super) fn names_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, lines: &Lines<'_>, out: &mut Commands) {
        let brush = ui.interact(lines.places.names, ui.scope_id().with("names"), Sense::drag());
        brush.widget_info(|| egui::WidgetInfo::labeled(Role::List, true, "Rows; drag along them to choose several"));
        let line_at = |y: f32| ((y - lines.top) / lines.height).max(0.0) as usize;
        let last = lines.made.lines.len().saturating_sub(1);
        if brush.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let line = line_at(origin.y).min(last);
            self.brush = Some(Brush::Lines(line, line));
        }
        if let (Some(Brush::Lines(_, to)), Some(at)) = (&mut self.brush, brush.interact_pointer_pos())
            && brush.dragged()
        {
            *to = line_at(at.y).min(last);
        }
        if brush.drag_stopped()
            && let Some(Brush::Lines(from, to)) = self.brush.take()
        {
            let keys: Vec<&RowKey> = lines.made.lines[from.min(to)..=from.max(to)]
                .iter()
                .filter_map(|line| match line {
                    Line::Row(row) => Some(&lines.made.rows[*row as usize].key),
                    Line::Head { .. } => None,
                })
                .collect();
            out.extend(menu::rows_filter(scene.state, &keys));
        }
        for line in lines.range.clone() {
            match &lines.made.lines[line] {
                Line::Head { label, aside, is_disputed } => {
                    lines.head_ui(ui, scene.theme, line, label, aside, *is_disputed);
                }
                Line::Row(row) => self.name_ui(ui, scene, lines, line, *row, out),
            }
        }
    }

    fn name_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        line: usize,
        number: u32,
        out: &mut Commands,
    ) {
        let row = &lines.made.rows[number as usize];
        let theme = scene.theme;
        let rect = Rect::from_x_y_ranges(lines.places.names.x_range(), lines.y(line));
        let response = ui.interact(rect, ui.scope_id().with(("row", line)), Sense::click());
        let is_selected = is_selected(scene, lines.made, row);
        response.widget_info(|| {
            let name = format!("{}, {}", row.label, row.aside);
            egui::WidgetInfo::selected(Role::ListItem, true, is_selected, name)
        });
        let is_brushed = matches!(self.brush, Some(Brush::Lines(a, b)) if (a.min(b)..=a.max(b)).contains(&line));
        let across = rect.with_max_x(lines.places.body.right());
        if is_selected || is_brushed {
            ui.painter().rect_filled(across, 0.0, theme.selected.gamma_multiply(0.6));
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 3.0, theme.raised);
        }
        if response.has_focus() || self.cursor == Some(line) {
            theme.ring(ui.painter(), rect.shrink(1.0), 3.0);
        }
        // The name stands on the line of what is exact, so that the eye goes straight across.
        let middle =
            if scene.state.options.timeline.look == Look::Strips { rect.center().y } else { rect.top() + 12.0 };
        let mut left = rect.left() + space::SMALL;
        if let Some(of) = row.kind {
            kind::paint(ui.painter(), theme, pos2(left + 8.0, middle), of);
            left += 22.0;
        } else {
            left += space::SMALL;
        }
        let weight = words::number(row.weight as usize);
        let weight = one_line(ui, &weight, theme::font(size::SMALL), theme.ink_quiet, 60.0);
        let right = rect.right() - space::SMALL - weight.size().x;
        ui.painter().galley(pos2(right, middle - weight.size().y / 2.0), weight, theme.ink_quiet);
        let galley = one_line(ui, &row.label, theme::font(size::BODY), theme.ink, right - left - space::SMALL);
        ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, theme.ink);
        if response.clicked() {
            self.cursor = Some(line);
            out.extend(select_command(&row.key));
        }
        if response.double_clicked() {
            out.extend(menu::open_row(scene.state, &row.key));
        }
        response.context_menu(|ui| menu::row_ui(ui, scene, &row.key, out));
        response.on_hover_ui(|ui| {
            ui.label(&row.label);
            ui.label(egui::RichText::new(&row.aside).small().color(theme.ink_quiet));
        });
    }
}

fn is_selected(scene: &Scene<'_>, made: &Made, row: &Row) -> bool {
    let (selection, analysis) = (&scene.state.selection, &scene.state.analysis);
    match &row.key {
        RowKey::Entity(id) if made.basis.is_of_analysis(analysis) => selection.entity == Some(*id),
        // Rows of the analysis before, which numbered the names otherwise.
        RowKey::Entity(_) => selection
            .entity
            .and_then(|id| analysis.entities.entities.get(id.index()))
            .is_some_and(|entity| row.kind == Some(entity.kind) && entity.name == row.label),
        RowKey::Article(id) => selection.article == Some(*id),
        RowKey::Story(id) => id.is_some() && selection.cluster == *id,
        RowKey::Outlet(_) | RowKey::Telling(..) => false,
    }
}

pub(super) fn select_command(key: &RowKey) -> Option<Command> {
    match key {
        RowKey::Entity(id) => Some(Command::Select(Select::Entity(*id))),
        RowKey::Article(id) => Some(Command::Select(Select::Article(*id))),
        RowKey::Story(Some(id)) => Some(Command::Select(Select::Cluster(*id))),
        RowKey::Story(None) | RowKey::Outlet(_) | RowKey::Telling(..) => None,
    }
}
