//! A list that stays: what stood under the pointer when it was clicked.

use std::sync::Arc;

use eframe::egui;

use super::basis::Basis;
use super::model::Made;
use super::paint::Side;
use super::row::Item;
use super::say;
use super::strip::Glyph;
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::views::Commands;

/// A list of times that stays until it is put away.
#[derive(Clone)]
pub struct Pinned {
    pub(super) title: String,
    pub(super) basis: Arc<Basis>,
    pub(super) items: Vec<Item>,
    pub(super) at: egui::Pos2,
}

impl Pinned {
    /// Everything that a mark stands for.
    pub fn of_glyph(made: &Made, row: u32, glyph: &Glyph, side: Side, at: egui::Pos2) -> Self {
        let rows = if side == Side::Text { &made.text } else { &made.published };
        let items: Vec<Item> = glyph.items(rows).map(|item| made.items[item as usize]).collect();
        Self { title: title(made, row, glyph, side), basis: Arc::clone(&made.basis), items, at }
    }

    /// Everything of one row, in order of time.
    pub fn of_row(made: &Made, row: u32, at: egui::Pos2) -> Self {
        let mut marks: Vec<u32> = made.text.marks_of(row as usize).collect();
        marks.sort_by_key(|&number| made.text.mark(number).when);
        let dated = marks.iter().flat_map(|&number| made.text.items(number..number + 1));
        let items = dated.chain(made.text.undated(row as usize)).map(|&item| made.items[item as usize]).collect();
        Self { title: made.rows[row as usize].label.clone(), basis: Arc::clone(&made.basis), items, at }
    }

    /// What a row has without a day.
    pub fn of_undated(made: &Made, row: u32, at: egui::Pos2) -> Self {
        let items = made.text.undated(row as usize).iter().map(|&item| made.items[item as usize]).collect();
        let title = format!("{}, without a day", made.rows[row as usize].label);
        Self { title, basis: Arc::clone(&made.basis), items, at }
    }

    /// What its items refer to.
    pub(super) fn basis(&self) -> &Arc<Basis> {
        &self.basis
    }
}

pub(super) fn title(made: &Made, row: u32, glyph: &Glyph, side: Side) -> String {
    let published = if side == Side::Published { "published " } else { "" };
    format!("{}, {published}{}", made.rows[row as usize].label, say::extent(glyph.extent))
}

/// Opens the sentence of a time in the reader.
pub fn read(item: &Item, out: &mut Commands) {
    if let Some(entity) = item.entity {
        out.push(Command::Select(Select::Entity(entity)));
    }
    out.push(Command::Select(Select::Place(item.document, item.sentence)));
    out.push(Command::View(ViewCommand::OpenArticle(item.document)));
}
