//! What stands along the edges of the matrix: names, brackets around groups, and the bands of outlet and date.
//!
//! As on a map, the largest groups are named first, and more of them as one comes closer; where rows are as high as a
//! line of text every article has its title, and the groups their brackets outside. No two names lie over each other.

use std::borrow::Cow;
use std::ops::Range;

use eframe::egui::{self, Align2, Color32, Mesh, Pos2, Rect, Sense, Shape, Stroke, epaint::TextShape, pos2, vec2};

use super::Picture;
use super::bands::Axis;
use super::camera::Camera;
use super::groups::Group;
use crate::analysis::Analysis;
use crate::app::theme::{self, Theme, size};
use crate::app::widgets::row::one_line;
use crate::app::words;

/// Least distance of two lines of names, in points.
const LINE: f32 = 15.0;

/// From this size of a cell on, in points, every article has its title.
const TITLES_FROM: f64 = 12.5;

/// From this size of a cell on, in points, articles of no group have their titles where there is room between groups;
/// below it a title would stand for too many rows.
const LONE_FROM: f64 = 5.0;

/// From this size of a cell on, in points, the titles of columns stand level, in as many lines as there is room for: two or
/// three articles have wide columns, and a title that runs upwards would be cut after a word.
const LEVEL_FROM: f64 = 88.0;

/// Width of a band, in points.
const BAND: f32 = 6.0;

/// Room of the bands and the gaps beside them, in points.
const BANDS: f32 = 2.0 * BAND + 6.0;

/// Room of a bracket, in points.
const BRACKET: f32 = 7.0;

/// Room of the names of groups outside the titles, in points.
const OUTER: f32 = 18.0;

/// Groups that are looked at in one frame, the largest first.
const MOST_GROUPS: usize = 512;

/// Least length of a bracket, in points: shorter ones would be a dot.
const LEAST_BRACKET: f32 = 4.0;

/// Room for the edges, as shares of the pane, in points at least and at most.
const LEFT: (f32, f32, f32) = (0.24, 104.0, 264.0);
const TOP: (f32, f32, f32) = (0.20, 84.0, 150.0);

/// Places that are taken along an edge.
#[derive(Default)]
struct Slots(Vec<f32>);

impl Slots {
    /// Takes a place if nothing stands within a line of it.
    fn take(&mut self, at: f32) -> bool {
        let next = self.0.partition_point(|&taken| taken < at);
        let is_free = |slot: Option<&f32>| slot.is_none_or(|taken| (taken - at).abs() >= LINE);
        let free = is_free(self.0.get(next)) && is_free(next.checked_sub(1).and_then(|last| self.0.get(last)));
        if free {
            self.0.insert(next, at);
        }
        free
    }
}

/// Which edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Names of rows.
    Left,
    /// Names of columns, which run upwards.
    Top,
}

/// The edges of one frame.
pub struct Edges<'a> {
    /// Where the matrix is.
    pub canvas: Rect,
    /// Room for the rows' names.
    pub left: Rect,
    /// Room for the columns' names.
    pub top: Rect,
    /// What is in sight.
    pub camera: &'a Camera,
    /// Every colour by meaning.
    pub theme: &'a Theme,
    /// What is shown.
    pub picture: &'a Picture,
    /// For titles.
    pub analysis: &'a Analysis,
    /// The row and column to be strong.
    pub strong: Option<(u32, u32)>,
    /// Rows of what is selected elsewhere, in order.
    pub marks: &'a [u32],
}

/// The room of the matrix inside a pane: what the edges leave.
pub fn canvas_in(whole: Rect) -> Rect {
    // In a small pane the cells come before the names.
    let room =
        |(share, least, most): (f32, f32, f32), length: f32| (length * share).clamp(least, most).min(length * 0.36);
    let (left, top) = (room(LEFT, whole.width()), room(TOP, whole.height()));
    Rect::from_min_max(whole.min + vec2(left, top), whole.max)
}

impl Edges<'_> {
    /// Paints both edges.
    pub fn paint(&self, ui: &egui::Ui) {
        let side = self.picture.rows.len();
        let (rows, columns) = self.camera.visible(self.canvas.size(), side);
        for (edge, range, strong) in [
            (Edge::Left, rows, self.strong.map(|(row, _)| row)),
            (Edge::Top, columns, self.strong.map(|(_, column)| column)),
        ] {
            self.bands(ui, edge, &range);
            self.marks(ui, edge, &range);
            if self.has_titles() {
                self.titles(ui, edge, &range, strong);
                self.outer_groups(ui, edge, &range);
            } else {
                self.groups(ui, edge, &range, strong);
            }
        }
    }

    /// Whether every row in sight has its title.
    pub fn has_titles(&self) -> bool {
        self.camera.cell >= TITLES_FROM
    }

    /// Where a row begins, along its edge.
    fn at(&self, edge: Edge, row: f64) -> f32 {
        match edge {
            Edge::Left => self.camera.to_screen(self.canvas, row, 0.0).y,
            Edge::Top => self.camera.to_screen(self.canvas, 0.0, row).x,
        }
    }

    /// How far an edge reaches along the matrix.
    fn reach(&self, edge: Edge) -> (f32, f32) {
        match edge {
            Edge::Left => (self.left.top(), self.left.bottom()),
            Edge::Top => (self.top.left(), self.top.right()),
        }
    }

    /// The room of an edge that lies between two distances from the matrix.
    fn lane(&self, edge: Edge, near: f32, far: f32) -> Rect {
        match edge {
            Edge::Left => {
                let right = self.left.right();
                self.left.with_min_x(right - far).with_max_x(right - near)
            }
            Edge::Top => {
                let bottom = self.top.bottom();
                self.top.with_min_y(bottom - far).with_max_y(bottom - near)
            }
        }
    }

    /// The bands of outlet and date.
    pub fn band_rooms(&self, edge: Edge) -> (Rect, Rect) {
        (self.lane(edge, BAND + 4.0, 2.0 * BAND + 4.0), self.lane(edge, 3.0, BAND + 3.0))
    }

    fn bands(&self, ui: &egui::Ui, edge: Edge, rows: &Range<u32>) {
        let bands = &self.picture.bands;
        let level = bands.level_for(self.camera.cell * f64::from(ui.ctx().pixels_per_point()));
        let mut mesh = Mesh::default();
        let place = |row: f64| match edge {
            Edge::Left => Axis::Down(self.at(edge, row)),
            Edge::Top => Axis::Right(self.at(edge, row)),
        };
        bands.paint(&mut mesh, self.theme, level, rows, self.band_rooms(edge), &place);
        ui.painter().add(Shape::mesh(mesh));
    }

    /// Ticks at the rows of what is selected in another view, one a point at most.
    fn marks(&self, ui: &egui::Ui, edge: Edge, rows: &Range<u32>) {
        let first = self.marks.partition_point(|&row| row < rows.start);
        let end = first + self.marks[first..].partition_point(|&row| row < rows.end);
        let room = self.lane(edge, 0.0, 2.5);
        let mut mesh = Mesh::default();
        let mut at = first;
        while at < end {
            let row = f64::from(self.marks[at]);
            let from = self.at(edge, row);
            let to = self.at(edge, row + 1.0).max(from + 1.5);
            let rect = match edge {
                Edge::Left => Rect::from_min_max(pos2(room.left(), from), pos2(room.right(), to)),
                Edge::Top => Rect::from_min_max(pos2(from, room.top()), pos2(to, room.bottom())),
            };
            mesh.add_colored_rect(rect, self.theme.accent);
            // The next that is a point further down: where rows are smaller than that, most are passed over.
            let beyond = (row + 1.0 / self.camera.cell).ceil().max(row + 1.0) as u32;
            at += self.marks[at..end].partition_point(|&row| row < beyond).max(1);
        }
        ui.painter().add(Shape::mesh(mesh));
    }

    /// The title of the article of a row; the name of the group that is folded into it, with its size.
    fn title(&self, row: u32) -> Cow<'_, str> {
        let rows = &self.picture.rows;
        match self.picture.groups.of_row(row).filter(|group| rows.is_folded() && group.count > 1) {
            // The number first: a long name is cut short.
            Some(group) => format!("{}  ·  {}", words::number(group.count as usize), group.name).into(),
            None => rows.first(row).map_or("", |id| self.analysis.corpus.get(id).title()).into(),
        }
    }

    fn titles(&self, ui: &egui::Ui, edge: Edge, rows: &Range<u32>, strong: Option<u32>) {
        let far = self.breadth(edge) - OUTER;
        for row in rows.clone() {
            let middle = self.at(edge, f64::from(row) + 0.5);
            if edge == Edge::Top && self.camera.cell >= LEVEL_FROM {
                self.level_name(ui, &self.title(row), middle, (BANDS, far), strong == Some(row));
            } else {
                self.name(ui, edge, &self.title(row), middle, (BANDS, far), strong == Some(row));
            }
        }
    }

    fn breadth(&self, edge: Edge) -> f32 {
        match edge {
            Edge::Left => self.left.width(),
            Edge::Top => self.top.height(),
        }
    }

    /// The part of a group that is in sight.
    fn extent(&self, edge: Edge, group: &Group) -> (f32, f32) {
        let (start, end) = self.reach(edge);
        let from = self.at(edge, f64::from(group.rows.start)).clamp(start, end);
        (from, self.at(edge, f64::from(group.rows.end)).clamp(start, end))
    }

    /// Names of groups beside their brackets, the largest first; the title of the strong row before all.
    fn groups(&self, ui: &egui::Ui, edge: Edge, rows: &Range<u32>, strong: Option<u32>) {
        let mut slots = Slots::default();
        let far = self.breadth(edge) - 4.0;
        let (start, end) = self.reach(edge);
        let is_inside = |at: f32| at >= start + LINE * 0.4 && at <= end - LINE * 0.4;
        if let Some(row) = strong.filter(|row| rows.contains(row)) {
            let middle = self.at(edge, f64::from(row) + 0.5).clamp(start + LINE * 0.5, end - LINE * 0.5);
            slots.take(middle);
            self.name(ui, edge, &self.title(row), middle, (BANDS + BRACKET, far), true);
        }
        for group in self.picture.groups.in_sight(rows, MOST_GROUPS) {
            let (from, to) = self.extent(edge, group);
            if to - from >= LEAST_BRACKET && !self.picture.rows.is_folded() {
                self.bracket(ui, edge, BANDS, from, to);
            }
            let middle = (from + to) / 2.0;
            // A lone article is no group to be named from afar.
            if group.count > 1 && is_inside(middle) && slots.take(middle) {
                self.name(ui, edge, &group.name, middle, (BANDS + BRACKET, far), false);
            }
        }
        if self.camera.cell < LONE_FROM {
            return;
        }
        for row in rows.clone() {
            let middle = self.at(edge, f64::from(row) + 0.5);
            let is_lone = self.picture.groups.of_row(row).is_none_or(|group| group.count == 1);
            if is_lone && is_inside(middle) && slots.take(middle) {
                self.name(ui, edge, &self.title(row), middle, (BANDS + BRACKET, far), false);
            }
        }
    }

    /// Brackets and names of groups outside the titles, along the edge.
    fn outer_groups(&self, ui: &egui::Ui, edge: Edge, rows: &Range<u32>) {
        let near = self.breadth(edge) - OUTER;
        for group in self.picture.groups.in_sight(rows, MOST_GROUPS) {
            let (from, to) = self.extent(edge, group);
            if group.rows.len() < 2 || to - from < LINE {
                continue;
            }
            self.bracket(ui, edge, near, from, to);
            let room = to - from - 8.0;
            if room < 3.0 * LINE {
                continue;
            }
            let font = theme::strong_font(size::SMALL);
            let galley = one_line(ui, &group.name, font, self.theme.ink_quiet, room);
            let middle = (from + to) / 2.0;
            let lane = self.lane(edge, near, near + OUTER);
            match edge {
                Edge::Left => {
                    let at = pos2(lane.left(), middle + galley.size().x / 2.0);
                    ui.painter().add(turned(at, galley, self.theme.ink_quiet));
                }
                Edge::Top => {
                    let at = pos2(middle - galley.size().x / 2.0, lane.top() - 1.0);
                    ui.painter().galley(at, galley, self.theme.ink_quiet);
                }
            }
        }
    }

    /// A line along a group, open towards the matrix.
    fn bracket(&self, ui: &egui::Ui, edge: Edge, near: f32, from: f32, to: f32) {
        let lane = self.lane(edge, near, near + 4.0);
        let (from, to) = (from + 1.0, to - 1.0);
        let points: [Pos2; 4] = match edge {
            Edge::Left => {
                [pos2(lane.right(), from), pos2(lane.left(), from), pos2(lane.left(), to), pos2(lane.right(), to)]
            }
            Edge::Top => {
                [pos2(from, lane.bottom()), pos2(from, lane.top()), pos2(to, lane.top()), pos2(to, lane.bottom())]
            }
        };
        ui.painter().line(points.to_vec(), Stroke::new(1.0, self.theme.ink_quiet.gamma_multiply(0.7)));
    }

    /// The name of a column that is wide enough for it to stand level.
    fn level_name(&self, ui: &egui::Ui, text: &str, at: f32, (near, far): (f32, f32), is_strong: bool) {
        let (font, color) = self.face(is_strong);
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, color, self.camera.cell as f32 - 12.0);
        job.halign = egui::Align::Center;
        job.wrap.max_rows = (((far - near - 4.0) / LINE) as usize).max(1);
        let galley = ui.painter().layout_job(job);
        let lane = self.lane(Edge::Top, near, far);
        let painter = ui.painter().with_clip_rect(self.top.intersect(ui.clip_rect()));
        painter.galley(pos2(at, lane.bottom() - 3.0 - galley.size().y), galley, color);
    }

    /// Face and colour of a name.
    fn face(&self, is_strong: bool) -> (egui::FontId, Color32) {
        if is_strong {
            (theme::strong_font(size::SMALL), self.theme.ink)
        } else {
            (theme::font(size::SMALL), self.theme.ink_quiet)
        }
    }

    /// A name at a place along an edge, between two distances from the matrix.
    fn name(&self, ui: &egui::Ui, edge: Edge, text: &str, at: f32, (near, far): (f32, f32), is_strong: bool) {
        let (font, color) = self.face(is_strong);
        let galley = one_line(ui, text, font, color, far - near - 4.0);
        let lane = self.lane(edge, near, far);
        match edge {
            Edge::Left => {
                let painter = ui.painter().with_clip_rect(self.left.intersect(ui.clip_rect()));
                let place = Align2::RIGHT_CENTER.anchor_size(pos2(lane.right() - 3.0, at), galley.size());
                painter.galley(place.min, galley, color);
            }
            Edge::Top => {
                let painter = ui.painter().with_clip_rect(self.top.intersect(ui.clip_rect()));
                let place = pos2(at - galley.size().y / 2.0, lane.bottom() - 3.0);
                painter.add(turned(place, galley, color));
            }
        }
    }

    /// Gives the row that the pointer points at beside the matrix, with a card of what it is.
    pub fn row_under_pointer(&self, ui: &egui::Ui, edge: Edge) -> (egui::Response, Option<u32>) {
        let (room, name) = match edge {
            Edge::Left => (self.left, "Rows of the matrix"),
            Edge::Top => (self.top, "Columns of the matrix"),
        };
        let response = ui.interact(room, ui.scope_id().with(name), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::RowGroup, true, name));
        let at = response.hover_pos().or(response.interact_pointer_pos());
        let side = self.picture.rows.len();
        let row = at.and_then(|at| {
            let beside = match edge {
                Edge::Left => pos2(self.canvas.left(), at.y),
                Edge::Top => pos2(at.x, self.canvas.top()),
            };
            // The first column is in sight or not, but a row is a row in any of them.
            let camera = match edge {
                Edge::Left => Camera { left: 0.0, ..*self.camera },
                Edge::Top => Camera { top: 0.0, ..*self.camera },
            };
            let (row, column) = camera.cell_at(self.canvas, beside, side)?;
            Some(if edge == Edge::Left { row } else { column })
        });
        (response, row)
    }
}

/// Text that runs upwards from `at`, its lower end.
fn turned(at: Pos2, galley: std::sync::Arc<egui::Galley>, color: Color32) -> TextShape {
    TextShape::new(at, galley, color).with_angle(-std::f32::consts::FRAC_PI_2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// No two names lie over each other, and a place is refused only when another is too near.
        #[test]
        fn names_never_overlap(wanted in prop::collection::vec(0.0f32..900.0, 0..200)) {
            let mut slots = Slots::default();
            let mut taken: Vec<f32> = Vec::new();
            for at in wanted {
                let is_free = taken.iter().all(|other| (other - at).abs() >= LINE);
                prop_assert_eq!(slots.take(at), is_free);
                if is_free {
                    taken.push(at);
                }
            }
            prop_assert!(slots.0.windows(2).all(|two| two[1] - two[0] >= LINE));
        }
    }
}
