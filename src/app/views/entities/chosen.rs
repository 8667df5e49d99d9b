//! Which names are chosen in the table, and where the keyboard is in it.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use super::list::{Listed, Listing};
use super::{NameKey, key_of};
use crate::app::state::State;
use crate::app::widgets::table::Cursor;
use crate::entity::{Entity, EntityId};

/// What is chosen in the table.
#[derive(Default)]
pub struct Chosen {
    /// The names.
    pub names: BTreeSet<NameKey>,
    /// The keyboard.
    pub cursor: Cursor,
    /// Where the selected name stands: looked for when it or the list changes.
    place: Option<Place>,
}

struct Place {
    selected: Option<NameKey>,
    list: Weak<Listing>,
    row: Option<usize>,
}

impl Chosen {
    /// Follows what is selected in the whole window; gives its row.
    pub fn follow(&mut self, state: &State, listing: &Arc<Listing>) -> Option<usize> {
        let selected = selected(state);
        let list = Arc::downgrade(listing);
        let is_same = |place: &Place| match (&place.selected, selected) {
            (Some(key), Some(entity)) => is_key_of(key, entity),
            (None, None) => true,
            _ => false,
        };
        let last = self.place.as_ref().filter(|place| is_same(place));
        if let Some(place) = last.filter(|place| place.list.ptr_eq(&list)) {
            return place.row;
        }
        let is_other = last.is_none();
        let row = selected.and_then(|entity| listing.rows.iter().position(|row| row.id == entity.id));
        let key = selected.map(key_of);
        // What a decision took away, or gave another name, is not chosen any more.
        let entities = &state.analysis.entities.entities;
        self.names.retain(|name| entities.iter().any(|entity| is_key_of(name, entity)));
        if is_other && let Some(key) = key.as_ref().filter(|key| !self.names.contains(*key)) {
            self.names = [key.clone()].into();
            self.cursor.reveal = row;
        }
        self.place = Some(Place { selected: key, list, row });
        row
    }

    /// The chosen name, where it is one alone.
    pub fn only<'a>(&self, state: &'a State) -> Option<&'a Entity> {
        let entity = selected(state)?;
        (self.names.len() == 1 && self.names.iter().all(|key| is_key_of(key, entity))).then_some(entity)
    }

    /// Takes up a row that was clicked, or that the keyboard went to; gives what is selected by it.
    pub fn take(
        &mut self,
        state: &State,
        rows: &[Listed],
        row: usize,
        at: Option<usize>,
        how: How,
    ) -> Option<EntityId> {
        let key = |listed: &Listed| key_of(state.analysis.entities.get(listed.id));
        let here = rows.get(row)?;
        match how {
            How::Alone => self.names = [key(here)].into(),
            How::AllBetween => {
                let from = self.cursor.anchor.or(at).unwrap_or(row).min(rows.len() - 1);
                self.names = rows[from.min(row)..=from.max(row)].iter().map(key).collect();
            }
            How::Beside => {
                let name = key(here);
                if self.names.remove(&name) {
                    // It is not chosen any more: what is left of the others is what the window shows.
                    let mut left = rows.iter().filter(|row| self.names.contains(&key(row)));
                    return left.next().map(|row| row.id);
                }
                self.names.insert(name);
            }
        }
        self.cursor.click(row, at, how == How::AllBetween);
        Some(here.id)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// How a row is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In place of all others.
    Alone,
    /// With all between it and where the choice began.
    AllBetween,
    /// Beside the others, or taken away from them.
    Beside,
}

impl How {
    /// As the keys say that are held.
    pub fn of(modifiers: eframe::egui::Modifiers) -> Self {
        match (modifiers.shift, modifiers.command) {
            (true, _) => How::AllBetween,
            (false, true) => How::Beside,
            (false, false) => How::Alone,
        }
    }
}

fn selected(state: &State) -> Option<&Entity> {
    state.selection.entity.and_then(|id| state.analysis.entities.entities.get(id.index()))
}

fn is_key_of((kind, name): &NameKey, entity: &Entity) -> bool {
    *kind == entity.kind && *name == entity.name
}
