//! Heights of rows that are only measured when they are seen.
//!
//! Laying out every row of two long articles takes seconds, so a row's height is estimated from the length of its text
//! until it is first painted; then it is known, until the width changes.

use std::ops::Range;

/// Heights of the rows of a list, and where each begins.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    heights: Vec<f32>,
    /// One more than there are rows: the last is the height of all.
    tops: Vec<f32>,
    width: f32,
    is_settled: bool,
}

impl Heights {
    /// Starts anew for `count` rows of `width`, unless they are what it holds already.
    pub fn fit(&mut self, count: usize, width: f32, estimate: impl Fn(usize) -> f32) {
        if self.heights.len() == count && (self.width - width).abs() < 0.5 {
            return;
        }
        self.width = width;
        self.heights = (0..count).map(estimate).collect();
        self.is_settled = false;
        self.settle();
    }

    /// Forgets everything: other rows come next.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes in the true height of a row; gives by how much it differs from what was thought.
    pub fn measure(&mut self, row: usize, height: f32) -> f32 {
        let known = &mut self.heights[row];
        let by = height - *known;
        if by.abs() < 0.01 {
            return 0.0;
        }
        *known = height;
        self.is_settled = false;
        by
    }

    /// Works out where each row begins, after measuring.
    pub fn settle(&mut self) {
        if self.is_settled && self.tops.len() == self.heights.len() + 1 {
            return;
        }
        self.tops.clear();
        self.tops.push(0.0);
        let mut top = 0.0;
        for height in &self.heights {
            top += height;
            self.tops.push(top);
        }
        self.is_settled = true;
    }

    /// Where a row begins, in points from the top.
    pub fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or_else(|| self.total())
    }

    /// Height of all rows.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The rows that are seen between two heights.
    pub fn rows_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = self.tops.partition_point(|&at| at <= top).saturating_sub(1);
        let end = self.tops.partition_point(|&at| at < bottom).min(self.heights.len());
        first.min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_place_before_and_after_measuring() {
        let mut heights = Heights::default();
        heights.fit(4, 100.0, |_| 10.0);
        assert_eq!(heights.rows_between(0.0, 15.0), 0..2);
        assert_eq!(heights.measure(1, 30.0), 20.0);
        heights.settle();
        // 0..10, 10..40, 40..50, 50..60
        assert_eq!(heights.rows_between(12.0, 41.0), 1..3);
        assert_eq!((heights.top(2), heights.total()), (40.0, 60.0));
        heights.fit(4, 100.2, |_| 99.0);
        assert_eq!(heights.total(), 60.0, "the same width keeps what was measured");
    }

    #[test]
    fn no_rows() {
        let mut heights = Heights::default();
        heights.fit(0, 100.0, |_| 10.0);
        assert_eq!(heights.rows_between(0.0, 500.0), 0..0);
        assert_eq!(heights.total(), 0.0);
    }
}
