//! Which place of one text is which place of the other, by their alignment.

use crate::alignment::{Alignment, Edit, EditKind};
use crate::text::Span;

/// One side of an alignment's edits, for finding what stands on the other side.
#[derive(Debug)]
pub(super) struct Correspondence {
    /// Span on this side, span on the other and whether they are equal, for every edit that has something here; in order.
    stretches: Vec<(Span, Span, bool)>,
}

impl Correspondence {
    /// From a to b.
    pub fn of_a(alignment: &Alignment) -> Self {
        Self::new(alignment, |edit| (edit.a, edit.b))
    }

    /// From b to a.
    pub fn of_b(alignment: &Alignment) -> Self {
        Self::new(alignment, |edit| (edit.b, edit.a))
    }

    fn new(alignment: &Alignment, sides: impl Fn(&Edit) -> (Span, Span)) -> Self {
        let mut stretches: Vec<(Span, Span, bool)> = alignment
            .edits
            .iter()
            .map(|edit| (sides(edit).0, sides(edit).1, matches!(edit.kind, EditKind::Equal | EditKind::Move)))
            .filter(|(here, ..)| !here.is_empty())
            .collect();
        stretches.sort_unstable();
        Self { stretches }
    }

    /// What stands on the other side of `span`: of equal text the same place in it, of a change the whole change. Empty
    /// where all of it stands on this side alone.
    pub fn others(&self, span: Span) -> Vec<Span> {
        let first = self.stretches.partition_point(|(here, ..)| here.end() <= span.start());
        self.stretches[first..]
            .iter()
            .take_while(|(here, ..)| here.start() < span.end())
            .filter(|(_, there, _)| !there.is_empty())
            .filter_map(|&(here, there, is_equal)| {
                let common = here.intersection(span)?;
                if !is_equal {
                    return Some(there);
                }
                // Equal text may differ by a few bytes in what is folded, never by much; the ends are kept inside.
                let start = (there.start() + (common.start() - here.start())).min(there.end());
                let end = there.end().saturating_sub(here.end() - common.end()).max(start);
                Some(Span::new(start, end))
            })
            .collect()
    }

    /// Where on the other side something at `span`, which is on this side alone, would stand.
    pub fn place(&self, span: Span) -> Span {
        let at = self.stretches.partition_point(|(here, ..)| here.start() <= span.start());
        Span::empty_at(at.checked_sub(1).map_or(0, |at| self.stretches[at].1.end()))
    }
}
