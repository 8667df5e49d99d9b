//! Which part of the matrix is in sight, and how large.

use eframe::egui::{Pos2, Rect, Vec2, vec2};

/// Largest cell, in points.
const LARGEST: f64 = 96.0;

/// Largest cell when the whole is shown, in points: two articles alone fill more of the pane.
const LARGEST_FIT: f64 = 150.0;

/// Which part of the matrix is in sight. Kept in 64 bits: at 100,000 articles 32 would make the cells tremble.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Points for each cell.
    pub cell: f64,
    /// The cell at the top left corner, with fractions.
    pub left: f64,
    /// See `left`.
    pub top: f64,
    /// Whether the whole is shown, also when the room or the number of rows changes.
    pub is_fit: bool,
}

impl Default for Camera {
    fn default() -> Self {
        Self { cell: 1.0, left: 0.0, top: 0.0, is_fit: true }
    }
}

impl Camera {
    /// The size at which all of it is in sight.
    fn fit_cell(side: u32, room: Vec2) -> f64 {
        let room = f64::from(room.x.min(room.y).max(1.0));
        (room / f64::from(side.max(1))).min(LARGEST_FIT)
    }

    /// Shows the whole of it.
    pub fn fit(&mut self, side: u32, room: Vec2) {
        *self = Self { cell: Self::fit_cell(side, room), left: 0.0, top: 0.0, is_fit: true };
    }

    /// Keeps to what is there: no smaller than the whole, not beyond the edges.
    pub fn settle(&mut self, side: u32, room: Vec2) {
        if self.is_fit {
            return self.fit(side, room);
        }
        let least = Self::fit_cell(side, room);
        if self.cell <= least {
            return self.fit(side, room);
        }
        self.cell = self.cell.min(LARGEST.max(least));
        let last = |room: f32| (f64::from(side) - f64::from(room) / self.cell).max(0.0);
        self.left = self.left.clamp(0.0, last(room.x));
        self.top = self.top.clamp(0.0, last(room.y));
    }

    /// Larger or smaller, with the cell under `at` (measured from the corner of the canvas) staying there.
    pub fn zoom(&mut self, factor: f64, at: Vec2) {
        let (x, y) = (self.left + f64::from(at.x) / self.cell, self.top + f64::from(at.y) / self.cell);
        self.cell = (self.cell * factor).min(LARGEST_FIT);
        self.left = x - f64::from(at.x) / self.cell;
        self.top = y - f64::from(at.y) / self.cell;
        self.is_fit = false;
    }

    /// Moves by points.
    pub fn pan(&mut self, by: Vec2) {
        self.left -= f64::from(by.x) / self.cell;
        self.top -= f64::from(by.y) / self.cell;
        self.is_fit = false;
    }

    /// Brings a cell to the middle, large enough to be read.
    pub fn show(&mut self, row: u32, column: u32, room: Vec2) {
        self.cell = self.cell.max(18.0);
        self.left = f64::from(column) + 0.5 - f64::from(room.x) / 2.0 / self.cell;
        self.top = f64::from(row) + 0.5 - f64::from(room.y) / 2.0 / self.cell;
        self.is_fit = false;
    }

    /// Shows a block on the diagonal as large as fits.
    pub fn show_block(&mut self, rows: &std::ops::Range<u32>, room: Vec2) {
        // A little of what is around it shows where it lies.
        let count = f64::from(rows.end - rows.start) * 1.15;
        self.cell = (f64::from(room.x.min(room.y)) / count.max(1.0)).min(LARGEST);
        let middle = f64::from(rows.start + rows.end) / 2.0;
        self.left = middle - f64::from(room.x) / 2.0 / self.cell;
        self.top = middle - f64::from(room.y) / 2.0 / self.cell;
        self.is_fit = false;
    }

    /// Puts a place, in cells, into the middle.
    pub fn centre(&mut self, cell: Vec2, room: Vec2) {
        self.left = f64::from(cell.x) - f64::from(room.x) / 2.0 / self.cell;
        self.top = f64::from(cell.y) - f64::from(room.y) / 2.0 / self.cell;
        self.is_fit = false;
    }

    /// Moves as little as is needed to have a cell in sight.
    pub fn reveal(&mut self, row: u32, column: u32, room: Vec2) {
        let axis = |start: f64, room: f32, at: u32| {
            let (at, count) = (f64::from(at), f64::from(room) / self.cell);
            if at < start {
                at
            } else if at + 1.0 > start + count {
                at + 1.0 - count
            } else {
                start
            }
        };
        let (left, top) = (axis(self.left, room.x, column), axis(self.top, room.y, row));
        if (left, top) != (self.left, self.top) {
            (self.left, self.top) = (left, top);
            self.is_fit = false;
        }
    }

    /// Where a place of the matrix is on the screen.
    pub fn to_screen(&self, canvas: Rect, row: f64, column: f64) -> Pos2 {
        let x = ((column - self.left) * self.cell) as f32;
        let y = ((row - self.top) * self.cell) as f32;
        canvas.min + vec2(x, y)
    }

    /// The rectangle of a block of cells on the screen.
    pub fn rect(&self, canvas: Rect, rows: (f64, f64), columns: (f64, f64)) -> Rect {
        Rect::from_min_max(self.to_screen(canvas, rows.0, columns.0), self.to_screen(canvas, rows.1, columns.1))
    }

    /// The cell at a place of the screen.
    pub fn cell_at(&self, canvas: Rect, at: Pos2, side: u32) -> Option<(u32, u32)> {
        let by = at - canvas.min;
        let column = (self.left + f64::from(by.x) / self.cell).floor();
        let row = (self.top + f64::from(by.y) / self.cell).floor();
        let inside = |value: f64| (0.0..f64::from(side)).contains(&value).then_some(value as u32);
        Some((inside(row)?, inside(column)?))
    }

    /// The rows and columns in sight.
    pub fn visible(&self, room: Vec2, side: u32) -> (std::ops::Range<u32>, std::ops::Range<u32>) {
        let axis = |start: f64, room: f32| {
            let end = (start + f64::from(room) / self.cell).ceil().max(0.0);
            (start.floor().max(0.0) as u32).min(side)..(end as u32).min(side)
        };
        (axis(self.top, room.y), axis(self.left, room.x))
    }

    /// The rectangle that is covered on the canvas when there are `side` rows.
    pub fn covered(&self, canvas: Rect, side: u32) -> Rect {
        let end = f64::from(side);
        self.rect(canvas, (0.0, end), (0.0, end)).intersect(canvas)
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn zooming_keeps_the_cell_under_the_pointer() {
        // Square: on a longer side there is room beside the matrix, which zooming takes first.
        let canvas = Rect::from_min_size(pos2(40.0, 60.0), vec2(417.0, 417.0));
        let mut camera = Camera::default();
        camera.fit(100_000, canvas.size());
        let at = pos2(333.0, 222.0);
        let before = camera.cell_at(canvas, at, 100_000).expect("inside");
        for _ in 0..40 {
            camera.zoom(1.25, at - canvas.min);
            camera.settle(100_000, canvas.size());
        }
        assert_eq!(camera.cell_at(canvas, at, 100_000), Some(before));
        assert!(camera.cell > 10.0);
    }

    #[test]
    fn a_block_is_shown_whole_and_as_large_as_fits() {
        let canvas = Rect::from_min_size(pos2(0.0, 0.0), vec2(500.0, 400.0));
        let mut camera = Camera::default();
        camera.show_block(&(40..60), canvas.size());
        camera.settle(100_000, canvas.size());
        let block = camera.rect(canvas, (40.0, 60.0), (40.0, 60.0));
        assert!(canvas.contains_rect(block), "{block:?}");
        assert!(block.height() > 300.0, "{block:?}");
    }

    #[test]
    fn one_cannot_lose_the_matrix() {
        let room = vec2(500.0, 400.0);
        let mut camera = Camera::default();
        camera.settle(1_000, room);
        camera.pan(vec2(-9_000.0, 9_000.0));
        camera.settle(1_000, room);
        assert!(camera.is_fit, "the whole is in sight, so there is nowhere to go");
        camera.zoom(10.0, room / 2.0);
        camera.pan(vec2(90_000.0, -90_000.0));
        camera.settle(1_000, room);
        assert_eq!(camera.left, 0.0);
        assert!((camera.top - (1_000.0 - 400.0 / camera.cell)).abs() < 1e-9);
    }
}
