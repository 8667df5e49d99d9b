//! Where the parts of the timeline stand.

use eframe::egui::{Rect, pos2};

use super::{axis, minimap};
use crate::app::theme::space;

/// Room for names, as a share of the width, in points at least and at most.
const NAMES: (f32, f32, f32) = (0.26, 104.0, 232.0);

/// Room for what lies out of sight on either side of a row, in points.
pub(super) const GUTTER: f32 = 30.0;

/// Room for the count of what has no day.
const UNDATED: f32 = 46.0;

/// Where things are in this frame.
pub(super) struct Places {
    pub(super) names: Rect,
    pub(super) axis: Rect,
    /// Between the gutters, from below the axis to above the overview.
    pub(super) plot: Rect,
    /// Names, gutters, plot and the undated.
    pub(super) body: Rect,
    pub(super) overview: Option<Rect>,
    pub(super) undated: Option<Rect>,
}

impl Places {
    /// The places within `whole`.
    pub(super) fn new(whole: Rect, has_undated: bool, has_overview: bool) -> Self {
        let names = (whole.width() * NAMES.0).clamp(NAMES.1, NAMES.2);
        let foot = whole.bottom() - if has_overview { minimap::HEIGHT + space::SMALL } else { 0.0 };
        let head = whole.top() + axis::HEIGHT + space::SMALL;
        // The scroll bar floats over the right edge.
        let right = whole.right() - 10.0;
        let undated = has_undated.then(|| Rect::from_min_max(pos2(right - UNDATED, head), pos2(right, foot)));
        let left = whole.left() + names + GUTTER;
        let plot_right = right - GUTTER - if has_undated { UNDATED } else { 0.0 };
        let plot = Rect::from_min_max(pos2(left, head), pos2(plot_right.max(left + 40.0), foot));
        Self {
            names: Rect::from_min_max(pos2(whole.left(), head), pos2(whole.left() + names, foot)),
            axis: Rect::from_min_max(pos2(plot.left(), whole.top()), pos2(plot.right(), head - space::SMALL)),
            body: Rect::from_min_max(pos2(whole.left(), head), pos2(whole.right(), foot)),
            overview: has_overview.then(|| {
                Rect::from_min_max(
                    pos2(plot.left(), whole.bottom() - minimap::HEIGHT),
                    pos2(plot.right(), whole.bottom()),
                )
            }),
            plot,
            undated,
        }
    }
}
