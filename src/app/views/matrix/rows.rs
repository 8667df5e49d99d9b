//! The rows of the matrix: one for each article or, folded, one for each group of the order in force, such as a story or
//! an outlet. Articles of no group keep a row of their own.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::app::shown::Shown;
use crate::corpus::DocumentId;

/// Which articles each row holds.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    shown: Arc<Shown>,
    /// Where the articles of each row begin in the order of what is shown, and where the last ends; `None` while every
    /// article has a row of its own.
    starts: Option<Vec<u32>>,
}

impl Rows {
    /// A row for each article.
    pub fn each(shown: Arc<Shown>) -> Self {
        Self { shown, starts: None }
    }

    /// A row for each group, given by its places in the order of what is shown, and for each article of none.
    pub fn folded(shown: Arc<Shown>, groups: impl IntoIterator<Item = Range<u32>>) -> Self {
        let end = u32::try_from(shown.order.len()).unwrap_or(u32::MAX);
        let mut starts = Vec::new();
        let mut next = 0;
        for group in groups {
            starts.extend(next..group.start);
            starts.push(group.start);
            next = group.end;
        }
        starts.extend(next..=end);
        Self { shown, starts: Some(starts) }
    }

    /// What they are the rows of.
    pub fn shown(&self) -> &Arc<Shown> {
        &self.shown
    }

    /// Whether a row may hold several articles.
    pub fn is_folded(&self) -> bool {
        self.starts.is_some()
    }

    /// Number of rows.
    pub fn len(&self) -> u32 {
        let count = self.starts.as_ref().map_or(self.shown.order.len(), |starts| starts.len() - 1);
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The articles from one row to another, both included, in order; none beyond the last row.
    pub fn articles(&self, first: u32, last: u32) -> &[DocumentId] {
        let start = |row: u32| match &self.starts {
            None => row as usize,
            Some(starts) => starts.get(row as usize).map_or(usize::MAX, |&start| start as usize),
        };
        self.shown.order.get(start(first)..start(last.saturating_add(1))).unwrap_or_default()
    }

    /// The first article of a row.
    pub fn first(&self, row: u32) -> Option<DocumentId> {
        self.articles(row, row).first().copied()
    }

    /// The row at a place in the order of what is shown.
    pub fn row_at(&self, place: u32) -> u32 {
        match &self.starts {
            None => place,
            Some(starts) => (starts.partition_point(|&start| start <= place) as u32).saturating_sub(1),
        }
    }

    /// The row of an article, if it is shown.
    pub fn row_of(&self, id: DocumentId) -> Option<u32> {
        self.shown.row_of(id).map(|place| self.row_at(place as u32))
    }
}

/// The strongest pair of a folded cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strongest {
    /// Its score, as a cell holds it.
    pub score: u16,
    /// Its index among all pairs.
    pub pair: u32,
    /// How many pairs the cell holds.
    pub count: u32,
    /// The pair that came last: inside a row both directions of a pair come to the same cell.
    last: u32,
}

/// What the cells of folded rows hold; empty where rows are single articles.
#[derive(Clone, Debug, Default)]
pub struct Inside(FxHashMap<(u32, u32), Strongest>);

impl Inside {
    /// Puts a pair into a cell. Of equals the first stays, so pairs come in an order of their own.
    pub fn add(&mut self, cell: (u32, u32), score: u16, pair: u32) {
        let slot = self.0.entry(cell).or_insert(Strongest { score: 0, pair, count: 0, last: pair });
        slot.count += u32::from(slot.count == 0 || slot.last != pair);
        slot.last = pair;
        if score > slot.score {
            (slot.score, slot.pair) = (score, pair);
        }
    }

    /// What a cell holds.
    pub fn get(&self, cell: (u32, u32)) -> Option<Strongest> {
        self.0.get(&cell).copied()
    }

    /// Every cell with its score, in no order.
    pub fn cells(&self) -> impl Iterator<Item = ((u32, u32), u16)> + '_ {
        self.0.iter().map(|(&cell, strongest)| (cell, strongest.score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(count: u32) -> Arc<Shown> {
        let mut shown = Shown::default();
        shown.order = (0..count).map(DocumentId).collect();
        shown.position = (0..count).collect();
        Arc::new(shown)
    }

    #[test]
    fn a_group_is_one_row_and_lone_articles_keep_theirs() {
        // Articles 0 | 1 2 3 | 4 | 5 6 | 7: two groups, three on their own.
        let rows = Rows::folded(shown(8), [1..4, 5..7]);
        assert_eq!(rows.len(), 5);
        let articles = |row| rows.articles(row, row).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((0..5).map(articles).collect::<Vec<_>>(), [vec![0], vec![1, 2, 3], vec![4], vec![5, 6], vec![7]]);
        assert_eq!(
            (0..8).map(|id| rows.row_of(DocumentId(id)).expect("shown")).collect::<Vec<_>>(),
            [0, 1, 1, 1, 2, 3, 3, 4]
        );
        assert_eq!(rows.articles(1, 3).len(), 6);
        assert_eq!(rows.first(9), None);
        let each = Rows::each(shown(8));
        assert_eq!((each.len(), each.row_of(DocumentId(6)), each.articles(2, 4).len()), (8, Some(6), 3));
    }

    #[test]
    fn a_cell_keeps_its_strongest_pair_and_counts_all() {
        let mut inside = Inside::default();
        for (score, pair) in [(3, 7), (9, 8), (9, 9), (4, 10)] {
            inside.add((1, 2), score, pair);
        }
        let found = inside.get((1, 2)).expect("four pairs");
        assert_eq!((found.score, found.pair, found.count), (9, 8, 4));
        // Both directions of one pair inside a row.
        inside.add((3, 3), 5, 11);
        inside.add((3, 3), 6, 11);
        let found = inside.get((3, 3)).expect("a pair");
        assert_eq!((found.score, found.pair, found.count), (6, 11, 1));
        assert_eq!(inside.get((0, 0)), None);
    }
}
