//! Which rows of the table are chosen: by numbers, which follow their files into another reading.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::inventory::Inventory;

/// The chosen rows.
#[derive(Default)]
pub struct Chosen {
    rows: BTreeSet<u32>,
    /// Where a stretch begins that Shift extends.
    anchor: Option<u32>,
    /// The row that the keys move.
    cursor: Option<u32>,
    /// What the numbers belong to.
    of: Option<Arc<Inventory>>,
    /// Counts changes, so that what is made for the choice knows when to be made anew.
    pub number: u64,
}

impl Chosen {
    /// Takes the numbers to another reading by the paths of their files.
    pub fn follow(&mut self, made: &Arc<Inventory>) {
        if let Some(of) = &self.of
            && !Arc::ptr_eq(&of.rows, &made.rows)
        {
            let go = |row: u32| {
                let path = &of.rows.get(row as usize)?.file.path;
                made.index_of(path)
            };
            self.rows = self.rows.iter().filter_map(|&row| go(row)).collect();
            self.anchor = self.anchor.and_then(go);
            self.cursor = self.cursor.and_then(go);
            self.number += 1;
        }
        self.of = Some(Arc::clone(made));
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows are chosen.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether a row is chosen.
    pub fn has(&self, row: u32) -> bool {
        self.rows.contains(&row)
    }

    /// The chosen rows, in order of path.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().copied()
    }

    /// The only chosen row.
    pub fn only(&self) -> Option<u32> {
        self.rows.first().copied().filter(|_| self.rows.len() == 1)
    }

    /// Chooses one row and no other.
    pub fn choose(&mut self, row: u32) {
        self.rows = BTreeSet::from([row]);
        self.anchor = Some(row);
        self.cursor = Some(row);
        self.number += 1;
    }

    /// Adds a row, or takes it away.
    pub fn toggle(&mut self, row: u32) {
        if !self.rows.remove(&row) {
            self.rows.insert(row);
        }
        self.anchor = Some(row);
        self.cursor = Some(row);
        self.number += 1;
    }

    /// Chooses the stretch of `order` from the anchor to `row`.
    pub fn extend(&mut self, order: &[u32], row: u32) {
        let place = |row: u32| order.iter().position(|&other| other == row);
        let (Some(from), Some(to)) = (self.anchor.and_then(place), place(row)) else {
            self.choose(row);
            return;
        };
        self.rows = order[from.min(to)..=from.max(to)].iter().copied().collect();
        self.cursor = Some(row);
        self.number += 1;
    }

    /// Chooses every row of `order`.
    pub fn all(&mut self, order: &[u32]) {
        self.rows = order.iter().copied().collect();
        self.number += 1;
    }

    /// Chooses nothing.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.number += 1;
    }

    /// Moves the cursor by so many rows of `order`; gives its new place.
    pub fn step(&mut self, order: &[u32], by: isize, extends: bool) -> Option<usize> {
        let last = order.len().checked_sub(1)?;
        let place = self.cursor.and_then(|row| order.iter().position(|&other| other == row));
        let to = match place {
            Some(place) => place.saturating_add_signed(by).min(last),
            None if by < 0 => last,
            None => 0,
        };
        if extends {
            self.extend(order, order[to]);
        } else {
            self.choose(order[to]);
        }
        Some(to)
    }
}
