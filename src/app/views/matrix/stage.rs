//! One frame of the matrix, for all of its parts.

use std::sync::Arc;

use eframe::egui::Rect;

use super::Picture;
use crate::app::views::Scene;
use crate::corpus::DocumentId;

/// What all parts of the matrix look at.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    pub scene: &'a Scene<'a>,
    pub picture: &'a Arc<Picture>,
    /// Where the matrix is.
    pub canvas: Rect,
    /// Number of rows.
    pub side: u32,
    /// Scores below it are not shown.
    pub least: u16,
}

impl Stage<'_> {
    /// The articles of a cell, that of the row first; none on the diagonal. Of folded rows those of the strongest pair,
    /// and none where there is no pair.
    pub fn documents(&self, (row, column): (u32, u32)) -> Option<(DocumentId, DocumentId)> {
        let rows = &self.picture.rows;
        if !rows.is_folded() {
            return (row != column).then_some((rows.first(row)?, rows.first(column)?));
        }
        let strongest = self.picture.inside.get((row, column))?;
        let pair = self.scene.state.analysis.matrix.pairs().get(strongest.pair as usize)?;
        let is_turned = rows.row_of(pair.a) != Some(row);
        Some(if is_turned { (pair.b, pair.a) } else { (pair.a, pair.b) })
    }

    /// How many pairs a cell holds.
    pub fn pair_count(&self, cell: (u32, u32)) -> u32 {
        match self.picture.rows.is_folded() {
            true => self.picture.inside.get(cell).map_or(0, |strongest| strongest.count),
            false => u32::from(self.is_hit(cell)),
        }
    }

    /// Whether a cell holds a pair that is shown.
    pub fn is_hit(&self, (row, column): (u32, u32)) -> bool {
        self.picture.pyramid.score(0, row, column) >= self.least.max(1)
    }
}
