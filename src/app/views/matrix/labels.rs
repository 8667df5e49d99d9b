//! Names along the edges: of groups when cells are small, of articles when there is room, never one over another.

use eframe::egui::{self, Align2, Rect, epaint::TextShape, pos2};

use super::camera::Camera;
use crate::analysis::Analysis;
use crate::app::shown::{Shown, cluster_name, outlet_or_unknown};
use crate::app::theme::{self, Theme, size};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::session::Session;
use crate::similarity::OrderBy;

/// Least distance of two lines of names, in points.
const LINE: f32 = 15.0;

/// Rows in a row that belong together under the order in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first row.
    pub start: u32,
    /// The row after the last.
    pub end: u32,
    /// What they have in common.
    pub name: String,
}

/// The groups of the shown rows: stories, months, outlets or first letters, as the order is. Linear in the rows.
pub fn runs(analysis: &Analysis, session: &Session, shown: &Shown, order: OrderBy) -> Vec<Run> {
    let name_of = |id: crate::corpus::DocumentId| -> Option<String> {
        let document = analysis.corpus.get(id);
        match order {
            OrderBy::Cluster => analysis
                .clusters
                .of_document
                .get(id.index())
                .and_then(|clusters| clusters.first())
                .map(|&cluster| cluster_name(analysis, session, cluster)),
            OrderBy::Date => Some(document.metadata.published_date().map_or_else(
                || "Undated".to_owned(),
                |date| format!("{} {}", words::month(date.month()), date.year()),
            )),
            OrderBy::Outlet => Some(outlet_or_unknown(document).to_owned()),
            OrderBy::Name => document
                .title()
                .chars()
                .find(|letter| letter.is_alphanumeric())
                .map(|letter| letter.to_uppercase().collect()),
            OrderBy::SimilarityTo(_) => None,
        }
    };
    let mut out: Vec<Run> = Vec::new();
    for (row, &id) in (0u32..).zip(&shown.order) {
        let Some(name) = name_of(id) else { continue };
        match out.last_mut() {
            Some(last) if last.end == row && last.name == name => last.end = row + 1,
            _ => out.push(Run { start: row, end: row + 1, name }),
        }
    }
    out
}

/// What is needed to paint the edges.
pub struct Edges<'a> {
    /// Where the matrix is.
    pub canvas: Rect,
    /// Room for names at the left.
    pub left: Rect,
    /// Room for names above.
    pub top: Rect,
    /// What is in sight.
    pub camera: &'a Camera,
    /// Every colour by meaning.
    pub theme: &'a Theme,
    /// The row and column to be strong.
    pub strong: Option<(u32, u32)>,
}

impl Edges<'_> {
    /// Paints the names of articles where they fit, else of groups.
    pub fn paint(&self, ui: &egui::Ui, analysis: &Analysis, shown: &Shown, runs: &[Run]) {
        let side = shown.order.len() as u32;
        let (rows, columns) = self.camera.visible(self.canvas.size(), side);
        if self.camera.cell as f32 >= LINE * 0.8 {
            self.titles(ui, analysis, shown, rows, columns);
        } else {
            self.groups(ui, runs, rows, columns);
        }
    }

    fn titles(
        &self,
        ui: &egui::Ui,
        analysis: &Analysis,
        shown: &Shown,
        rows: std::ops::Range<u32>,
        columns: std::ops::Range<u32>,
    ) {
        let title = |at: u32| shown.order.get(at as usize).map_or("", |&id| analysis.corpus.get(id).title());
        for row in rows {
            let at = self.camera.to_screen(self.canvas, f64::from(row) + 0.5, 0.0).y;
            let is_strong = self.strong.is_some_and(|(strong, _)| strong == row);
            self.row_label(ui, title(row), at, is_strong);
        }
        for column in columns {
            let at = self.camera.to_screen(self.canvas, 0.0, f64::from(column) + 0.5).x;
            let is_strong = self.strong.is_some_and(|(_, strong)| strong == column);
            self.column_label(ui, title(column), at, is_strong);
        }
    }

    fn groups(&self, ui: &egui::Ui, runs: &[Run], rows: std::ops::Range<u32>, columns: std::ops::Range<u32>) {
        // Runs are in order, so those in sight are a slice, and so many at most as there are rows in sight; of those
        // only as many are looked at as there are points, because the rest is smaller than that.
        let in_sight = |range: &std::ops::Range<u32>| {
            let first = runs.partition_point(|run| run.end <= range.start);
            let end = first + runs[first..].partition_point(|run| run.start < range.end);
            &runs[first..end]
        };
        let line = self.theme.line();
        let mut last = f32::NEG_INFINITY;
        let slice = in_sight(&rows);
        let step = (slice.len() / 512).max(1);
        for run in slice.iter().step_by(step) {
            let from = self.y(run.start).max(self.left.top());
            let to = self.y(run.end).min(self.left.bottom());
            if to - from >= 3.0 {
                let x = self.left.right() - 5.0;
                ui.painter().vline(x, from + 1.0..=to - 1.0, egui::Stroke::new(2.0, self.theme.hairline));
                ui.painter().hline(x..=self.left.right() - 2.0, from + 0.5, line);
            }
            let middle = (from + to) / 2.0;
            if to - from >= LINE * 0.7 && middle - last >= LINE {
                self.row_label(ui, &run.name, middle, false);
                last = middle;
            }
        }
        last = f32::NEG_INFINITY;
        let slice = in_sight(&columns);
        let step = (slice.len() / 512).max(1);
        for run in slice.iter().step_by(step) {
            let from = self.x(run.start).max(self.top.left());
            let to = self.x(run.end).min(self.top.right());
            if to - from >= 3.0 {
                let y = self.top.bottom() - 5.0;
                ui.painter().hline(from + 1.0..=to - 1.0, y, egui::Stroke::new(2.0, self.theme.hairline));
            }
            let middle = (from + to) / 2.0;
            if to - from >= LINE * 0.7 && middle - last >= LINE {
                self.column_label(ui, &run.name, middle, false);
                last = middle;
            }
        }
    }

    fn x(&self, column: u32) -> f32 {
        self.camera.to_screen(self.canvas, 0.0, f64::from(column)).x
    }

    fn y(&self, row: u32) -> f32 {
        self.camera.to_screen(self.canvas, f64::from(row), 0.0).y
    }

    fn look(&self, is_strong: bool) -> (egui::FontId, egui::Color32) {
        if is_strong {
            (theme::strong_font(size::SMALL), self.theme.ink)
        } else {
            (theme::font(size::SMALL), self.theme.ink_quiet)
        }
    }

    fn row_label(&self, ui: &egui::Ui, text: &str, y: f32, is_strong: bool) {
        let (font, color) = self.look(is_strong);
        let galley = one_line(ui, text, font, color, self.left.width() - 14.0);
        let painter = ui.painter().with_clip_rect(self.left.intersect(ui.clip_rect()));
        let at = Align2::RIGHT_CENTER.anchor_size(pos2(self.left.right() - 10.0, y), galley.size());
        painter.galley(at.min, galley, color);
    }

    fn column_label(&self, ui: &egui::Ui, text: &str, x: f32, is_strong: bool) {
        let (font, color) = self.look(is_strong);
        let galley = one_line(ui, text, font, color, self.top.height() - 14.0);
        let painter = ui.painter().with_clip_rect(self.top.intersect(ui.clip_rect()));
        // Turned a quarter to the left, the text runs upwards from the edge of the matrix.
        let at = pos2(x - galley.size().y / 2.0, self.top.bottom() - 10.0);
        let shape = TextShape::new(at, galley, color).with_angle(-std::f32::consts::FRAC_PI_2);
        painter.add(shape);
    }
}
