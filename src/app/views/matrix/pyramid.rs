//! The matrix at every scale, as sparse levels.
//!
//! Level 0 has one cell for every shown pair, twice (above and below the diagonal); of folded rows it has one for all pairs
//! between two of them, with the maximum. Every next level joins two by two
//! rows and columns and keeps the maximum, so that a lone match is never lost from sight. All levels together hold less
//! than twice the cells of the first, and a tile of any level is found by its rows: nothing is ever N by N. Building
//! takes time linear in the pairs, apart from the sort within rows.

use super::rows::{Inside, Rows};
use crate::analysis::Analysis;
use crate::app::options::{Halves, Options};
use crate::app::widgets::measures::directed;
use crate::progress::{Cancelled, Progress};

/// Side of a tile, in cells of its level.
pub const TILE: u32 = 256;

/// Bars of the histogram of scores.
pub const BARS: usize = 40;

/// A cell that is not empty: its column, and its score, of at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    column: u32,
    score: u16,
}

#[derive(Debug, Default)]
struct Level {
    /// Where the cells of each row begin; one more entry at the end.
    row_starts: Vec<u32>,
    /// In order of row, then column.
    cells: Vec<Cell>,
}

impl Level {
    fn row(&self, row: u32) -> &[Cell] {
        let at = row as usize;
        match (self.row_starts.get(at), self.row_starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.cells[start as usize..end as usize],
            _ => &[],
        }
    }

    fn rows(&self) -> u32 {
        u32::try_from(self.row_starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

/// The matrix at every scale.
#[derive(Debug)]
pub struct Pyramid {
    levels: Vec<Level>,
    /// Number of pairs of shown articles by score, whatever the threshold.
    pub histogram: [u32; BARS],
}

/// A score in [0, 1] as a cell holds it, 1..=65,535: 0 is left for "nothing". Fine enough that a threshold may be held
/// against it: only a score within 0.00001 of the threshold could fall on the other side.
pub fn quantised(score: f64) -> u16 {
    1 + (score.clamp(0.0, 1.0) * f64::from(u16::MAX - 1)).round() as u16
}

impl Pyramid {
    /// The pyramid of what is shown, and what the cells of folded rows hold.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(
        analysis: &Analysis,
        rows: &Rows,
        options: &Options,
        progress: &Progress,
    ) -> Result<(Self, Inside), Cancelled> {
        let (pairs, shown) = (analysis.matrix.pairs(), rows.shown());
        let mut histogram = [0; BARS];
        for pair in pairs.iter().filter(|pair| shown.has(pair.a) && shown.has(pair.b)) {
            histogram[bar_of(pair.score(options.measure))] += 1;
        }
        progress.checkpoint()?;
        let listed: &[u32] = match options.halves {
            Halves::Same => shown.pairs.at_any_threshold(),
            Halves::Directions | Halves::Two(_) => &shown.pairs,
        };
        let mut entries = Vec::with_capacity(if rows.is_folded() { 0 } else { listed.len() * 2 });
        let mut inside = Inside::default();
        for (index, pair) in listed.iter().filter_map(|&index| Some((index, pairs.get(index as usize)?))) {
            let (Some(a), Some(b)) = (rows.row_of(pair.a), rows.row_of(pair.b)) else { continue };
            for (row, column, from) in [(a, b, pair.a), (b, a, pair.b)] {
                let score = match options.halves {
                    Halves::Same => pair.score(options.measure),
                    Halves::Directions => {
                        directed(pair, from, options.measure).unwrap_or_else(|| pair.score(options.measure))
                    }
                    Halves::Two(other) => pair.score(if row <= column { options.measure } else { other }),
                };
                let score = quantised(score);
                if rows.is_folded() {
                    inside.add((row, column), score, index);
                } else {
                    entries.push((row, Cell { column, score }));
                }
            }
        }
        progress.checkpoint()?;
        entries.extend(inside.cells().map(|((row, column), score)| (row, Cell { column, score })));
        Ok((Self::from_entries(rows.len(), &entries, histogram, progress)?, inside))
    }

    fn from_entries(
        side: u32,
        entries: &[(u32, Cell)],
        histogram: [u32; BARS],
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let mut levels = vec![first_level(side, entries)];
        while let Some(last) = levels.last().filter(|level| level.rows() > 1) {
            progress.checkpoint()?;
            let next = pooled(last);
            levels.push(next);
        }
        Ok(Self { levels, histogram })
    }

    /// Number of rows and columns of a level.
    pub fn side(&self, level: usize) -> u32 {
        self.levels.get(level).map_or(0, Level::rows)
    }

    /// The coarsest level.
    pub fn last_level(&self) -> usize {
        self.levels.len().saturating_sub(1)
    }

    /// The score of one cell of a level, as [`quantised`]; 0 for nothing.
    pub fn score(&self, level: usize, row: u32, column: u32) -> u16 {
        let Some(level) = self.levels.get(level) else { return 0 };
        let cells = level.row(row);
        cells.binary_search_by_key(&column, |cell| cell.column).map_or(0, |at| cells[at].score)
    }

    /// The strongest cell of level 0 below a cell of another level: where the maximum came from.
    pub fn strongest_below(&self, level: usize, row: u32, column: u32) -> Option<(u32, u32)> {
        let wanted = self.score(level, row, column);
        if wanted == 0 {
            return None;
        }
        let (mut row, mut column) = (row, column);
        for below in (0..level).rev() {
            let corners = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(down, right)| (2 * row + down, 2 * column + right));
            (row, column) = corners.into_iter().find(|&(row, column)| self.score(below, row, column) == wanted)?;
        }
        Some((row, column))
    }

    /// The cell of a level that holds at least `least` and is nearest to a place, at most `reach` rows and columns away.
    pub fn nearest(&self, level: usize, (row, column): (u32, u32), reach: u32, least: u16) -> Option<(u32, u32)> {
        let rows = row.saturating_sub(reach)..(row + reach + 1).min(self.side(level));
        let distance = |&(other, across): &(u32, u32)| other.abs_diff(row).pow(2) + across.abs_diff(column).pow(2);
        rows.flat_map(|other| {
            let cells = self.between(level, other, column.saturating_sub(reach), column + reach + 1);
            cells.iter().filter(move |cell| cell.score >= least).map(move |cell| (other, cell.column))
        })
        .min_by_key(distance)
    }

    /// The scores of one tile, row by row, with its width and height in cells.
    pub fn tile(&self, level: usize, column: u32, row: u32) -> (usize, usize, Vec<u16>) {
        let side = self.side(level);
        let (left, top) = (column * TILE, row * TILE);
        let width = side.saturating_sub(left).min(TILE);
        let height = side.saturating_sub(top).min(TILE);
        let mut scores = vec![0u16; (width * height) as usize];
        for at in 0..height {
            for cell in self.between(level, top + at, left, left + width) {
                scores[(at * width + cell.column - left) as usize] = cell.score;
            }
        }
        (width as usize, height as usize, scores)
    }

    fn between(&self, level: usize, row: u32, from: u32, to: u32) -> &[Cell] {
        let cells = self.levels[level].row(row);
        let start = cells.partition_point(|cell| cell.column < from);
        let end = start + cells[start..].partition_point(|cell| cell.column < to);
        &cells[start..end]
    }

    /// The cells of level 0 inside a rectangle that hold at least `least`, at most `most` of them, in order of row, then
    /// column.
    pub fn cells_in(
        &self,
        rows: std::ops::Range<u32>,
        columns: std::ops::Range<u32>,
        least: u16,
        most: usize,
    ) -> Vec<(u32, u32)> {
        if self.levels.is_empty() {
            return Vec::new();
        }
        rows.flat_map(|row| {
            let cells = self.between(0, row, columns.start, columns.end);
            cells.iter().filter(move |cell| cell.score >= least).map(move |cell| (row, cell.column))
        })
        .take(most)
        .collect()
    }

    /// The next cell after (or before) a place, in reading order, that holds at least `least`.
    pub fn next_hit(&self, row: u32, column: u32, is_forward: bool, least: u16) -> Option<(u32, u32)> {
        let level = self.levels.first()?;
        let start = *level.row_starts.get(row as usize)? as usize;
        let end = *level.row_starts.get(row as usize + 1)? as usize;
        let within = &level.cells[start..end];
        let is_hit = |at: &usize| level.cells[*at].score >= least;
        let at = if is_forward {
            let from = start + within.partition_point(|cell| cell.column <= column);
            (from..level.cells.len()).find(is_hit)?
        } else {
            let to = start + within.partition_point(|cell| cell.column < column);
            (0..to).rev().find(is_hit)?
        };
        let row = level.row_starts.partition_point(|&start| start as usize <= at) - 1;
        Some((row as u32, level.cells[at].column))
    }
}

/// The bar of the histogram that a score falls into.
pub fn bar_of(score: f64) -> usize {
    ((score.clamp(0.0, 1.0) * BARS as f64) as usize).min(BARS - 1)
}

fn first_level(side: u32, entries: &[(u32, Cell)]) -> Level {
    let mut row_starts = vec![0u32; side as usize + 1];
    for (row, _) in entries {
        row_starts[*row as usize + 1] += 1;
    }
    for row in 0..side as usize {
        row_starts[row + 1] += row_starts[row];
    }
    let mut next = row_starts.clone();
    let mut cells = vec![Cell { column: 0, score: 0 }; entries.len()];
    for (row, cell) in entries {
        cells[next[*row as usize] as usize] = *cell;
        next[*row as usize] += 1;
    }
    for row in 0..side as usize {
        cells[row_starts[row] as usize..row_starts[row + 1] as usize].sort_unstable_by_key(|cell| cell.column);
    }
    Level { row_starts, cells }
}

fn pooled(level: &Level) -> Level {
    let rows = level.rows().div_ceil(2);
    let mut row_starts = Vec::with_capacity(rows as usize + 1);
    let mut cells: Vec<Cell> = Vec::new();
    let mut joined: Vec<Cell> = Vec::new();
    row_starts.push(0);
    for row in 0..rows {
        joined.clear();
        for half in [2 * row, 2 * row + 1] {
            joined.extend(level.row(half).iter().map(|cell| Cell { column: cell.column / 2, score: cell.score }));
        }
        joined.sort_unstable_by_key(|cell| (cell.column, std::cmp::Reverse(cell.score)));
        joined.dedup_by_key(|cell| cell.column);
        cells.extend_from_slice(&joined);
        row_starts.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
    }
    Level { row_starts, cells }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pyramid(side: u32, entries: &[(u32, u32, u16)]) -> Pyramid {
        let entries: Vec<_> = entries.iter().map(|&(row, column, score)| (row, Cell { column, score })).collect();
        Pyramid::from_entries(side, &entries, [0; BARS], &Progress::new()).expect("not cancelled")
    }

    #[test]
    fn hits_are_walked_in_reading_order() {
        let pyramid = pyramid(5, &[(0, 3, 9), (2, 1, 9), (2, 2, 3), (2, 4, 9)]);
        assert_eq!(pyramid.next_hit(0, 0, true, 5), Some((0, 3)));
        assert_eq!(pyramid.next_hit(0, 3, true, 5), Some((2, 1)));
        assert_eq!(pyramid.next_hit(2, 1, true, 5), Some((2, 4)));
        assert_eq!(pyramid.next_hit(2, 1, true, 1), Some((2, 2)));
        assert_eq!(pyramid.next_hit(2, 4, true, 5), None);
        assert_eq!(pyramid.next_hit(2, 4, false, 5), Some((2, 1)));
        assert_eq!(pyramid.next_hit(2, 1, false, 5), Some((0, 3)));
        assert_eq!(pyramid.next_hit(0, 3, false, 5), None);
    }

    proptest! {
        /// Every level shows the maximum of what lies below it, and tiles cover it without gap or overlap.
        #[test]
        fn a_level_is_the_maximum_of_the_dense_matrix(
            side in 1u32..600,
            cells in prop::collection::btree_map((0u32..600, 0u32..600), 1u16..=u16::MAX, 0..80),
        ) {
            let cells: Vec<_> = cells
                .into_iter()
                .filter(|((row, column), _)| *row < side && *column < side)
                .map(|((row, column), score)| (row, column, score))
                .collect();
            let pyramid = pyramid(side, &cells);
            for level in 0..=pyramid.last_level() {
                let scale = 1u32 << level;
                let mut expected = std::collections::BTreeMap::new();
                for &(row, column, score) in &cells {
                    let slot = expected.entry((row / scale, column / scale)).or_insert(0u16);
                    *slot = score.max(*slot);
                }
                let mut found = std::collections::BTreeMap::new();
                let tiles = pyramid.side(level).div_ceil(TILE);
                prop_assert_eq!(pyramid.side(level), side.div_ceil(scale));
                for (tile_row, tile_column) in (0..tiles).flat_map(|row| (0..tiles).map(move |column| (row, column))) {
                    let (width, _, scores) = pyramid.tile(level, tile_column, tile_row);
                    for (at, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
                        let row = tile_row * TILE + (at / width) as u32;
                        let column = tile_column * TILE + (at % width) as u32;
                        prop_assert_eq!(found.insert((row, column), score), None);
                    }
                }
                // The maximum leads back to a cell that holds it, and lies where it was taken from.
                for (&(row, column), &score) in &expected {
                    let strongest = pyramid.strongest_below(level, row, column);
                    let (below_row, below_column) = strongest.expect("a cell that is not empty has one below");
                    prop_assert_eq!((below_row / scale, below_column / scale), (row, column));
                    prop_assert_eq!(pyramid.score(0, below_row, below_column), score);
                }
                prop_assert_eq!(found, expected);
            }
        }

        /// What is nearest is as near as the nearest of all cells in reach.
        #[test]
        fn the_nearest_cell_is_the_nearest(
            cells in prop::collection::btree_map((0u32..40, 0u32..40), 1u16..=9, 0..60),
            (row, column) in (0u32..40, 0u32..40),
            least in 1u16..=9,
        ) {
            let entries: Vec<_> = cells.iter().map(|(&(row, column), &score)| (row, column, score)).collect();
            let pyramid = pyramid(40, &entries);
            let far = |&(other, across): &(u32, u32)| other.abs_diff(row).pow(2) + across.abs_diff(column).pow(2);
            let in_reach = |&(other, across): &(u32, u32)| other.abs_diff(row) <= 6 && across.abs_diff(column) <= 6;
            let expected = cells.iter().filter(|(_, score)| **score >= least).map(|(place, _)| *place);
            let expected = expected.filter(in_reach).map(|place| far(&place)).min();
            let found = pyramid.nearest(0, (row, column), 6, least);
            prop_assert_eq!(found.map(|place| far(&place)), expected);
        }
    }
}
