//! What can be done with a time, with a mark, with a row.

use std::sync::Arc;

use eframe::egui;
use jiff::civil::Date;

use super::basis::Basis;
use super::model::Made;
use super::paint::Side;
use super::pinned::{self, Pinned};
use super::row::{Item, RowKey};
use super::say;
use super::strip::Glyph;
use crate::analysis::Analysis;
use crate::app::command::{Command, Decision, FilterCommand, Modal, Select, ViewCommand};
use crate::app::filter::{DateRange, Filter};
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::timeline::{Clock, RowsOf, TimelineCommand};
use crate::app::views::entities::edit::around;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::text::one_line;
use crate::timeline::{Extent, TimeCorrection, Timex};

/// What the context menu of the field is about.
#[derive(Clone)]
pub enum Target {
    /// A mark, with the times that it stands for.
    Glyph(Pinned, Option<Item>, Extent),
    /// An empty place, on this day.
    Field(Date),
}

impl Target {
    /// What it refers to.
    pub(super) fn basis(&self) -> Option<&Arc<Basis>> {
        match self {
            Target::Glyph(list, ..) => Some(list.basis()),
            Target::Field(_) => None,
        }
    }

    /// A mark.
    pub fn of_glyph(made: &Made, row: u32, glyph: &Glyph, side: Side) -> Self {
        let rows = if side == Side::Text { &made.text } else { &made.published };
        let only = (glyph.tally.count == 1).then(|| glyph.items(rows).next()).flatten();
        let pinned = Pinned::of_glyph(made, row, glyph, side, egui::pos2(glyph.x.0, 0.0));
        Target::Glyph(pinned, only.map(|item| made.items[item as usize]), glyph.extent)
    }
}

/// The menu of the field.
pub fn target_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    target: &Target,
    pinned: &mut Option<Pinned>,
    out: &mut Commands,
) {
    match target {
        Target::Glyph(_, Some(item), _) => item_ui(ui, scene, item, out),
        Target::Glyph(list, None, extent) => {
            if ui.button("List them").clicked() {
                *pinned = Some(list.clone());
            }
            let (from, to) = extent.days();
            if ui.button("Look closer").clicked() {
                out.push(Command::Timeline(TimelineCommand::FitDays(from, to)));
            }
            if ui.button(format!("Show only {}", say::extent(*extent))).clicked() {
                out.push(happened(scene.state, *extent));
            }
        }
        Target::Field(_) => {
            if ui.button("Around the articles").clicked() {
                out.push(Command::Timeline(TimelineCommand::FitArticles));
            }
            if ui.button("All of time").clicked() {
                out.push(Command::Timeline(TimelineCommand::FitAll));
            }
            ui.separator();
            if ui.button("Copy picture as SVG").clicked() {
                out.push(Command::Timeline(TimelineCommand::CopySvg));
            }
            if ui.button("Copy picture as image").clicked() {
                out.push(Command::Timeline(TimelineCommand::CopyImage));
            }
        }
    }
}

/// The menu of one time.
pub fn item_ui(ui: &mut egui::Ui, scene: &Scene<'_>, item: &Item, out: &mut Commands) {
    let state = scene.state;
    let analysis = &state.analysis;
    let Some(timex) = analysis.timeline.timexes.get(item.timex.index()) else { return };
    let document = analysis.corpus.get(item.document);
    if ui.button("Read the sentence").clicked() {
        pinned::read(item, out);
    }
    ui.separator();
    if ui.button("Set another date…").clicked() {
        out.push(Command::Show(Some(Modal::SetDate(item.document, timex.span))));
    }
    if ui.button(format!("Ignore “{}”", say::phrase(analysis, timex))).clicked() {
        out.push(ignore(analysis, timex));
    }
    if ui.button("Note on the article…").clicked() {
        out.push(Command::Show(Some(Modal::NoteOn(item.document, item.sentence))));
    }
    ui.separator();
    if let Some(extent) = Extent::of(timex)
        && ui.button(format!("Show only {}", say::extent(extent))).clicked()
    {
        out.push(happened(state, extent));
    }
    if let Some(entity) = item.entity.and_then(|id| analysis.entities.entities.get(id.index()))
        && ui.button(format!("Show only what names {}", entity.name)).clicked()
    {
        out.push(named(state, entity.id));
    }
    ui.separator();
    if ui.button("Copy").clicked() {
        let sentence = one_line(item.sentence.get(&document.text).unwrap_or_default());
        let place = crate::app::words::outlet_and_date(document);
        out.push(Command::Copy(format!("{sentence}\n{}\n{place}", say::derivation(analysis, item.timex))));
    }
}

/// Takes a time for none, or for one of no interest.
pub fn ignore(analysis: &Analysis, timex: &Timex) -> Command {
    let document = analysis.corpus.get(timex.document);
    Command::Decide(Decision::Time(TimeCorrection {
        path: document.path.clone(),
        span: timex.span,
        phrase: timex.span.get(&document.text).unwrap_or_default().to_owned(),
        value: None,
    }))
}

/// The menu of a row.
pub fn row_ui(ui: &mut egui::Ui, scene: &Scene<'_>, key: &RowKey, out: &mut Commands) {
    let state = scene.state;
    if let Some(command) = rows_filter(state, &[key])
        && ui.button("Show only these articles").clicked()
    {
        out.push(command);
    }
    match key {
        RowKey::Entity(id) => {
            if ui.button("See with whom and when").clicked() {
                out.extend(open_row(state, key));
            }
            if ui.button("Who says it: a row an outlet").clicked() {
                out.extend(around(state, *id, RowsOf::Outlets));
            }
            if ui.button("Open in the list of names").clicked() {
                out.push(Command::Select(Select::Entity(*id)));
                out.push(Command::View(ViewCommand::Pane(Pane::Entities)));
            }
        }
        RowKey::Article(id) => {
            if ui.button("Read").clicked() {
                out.push(Command::View(ViewCommand::OpenArticle(*id)));
            }
        }
        RowKey::Outlet(_) | RowKey::Story(_) | RowKey::Telling(..) => {}
    }
}

/// What a double-click on a row does: with whom and when, or the article itself.
pub fn open_row(state: &State, key: &RowKey) -> Option<Command> {
    match key {
        RowKey::Entity(id) => around(state, *id, RowsOf::Names),
        RowKey::Article(id) => Some(Command::View(ViewCommand::OpenArticle(*id))),
        RowKey::Outlet(_) | RowKey::Story(_) | RowKey::Telling(..) => None,
    }
}

/// The filter that leaves what these rows are about; `None` when there are none.
pub fn rows_filter(state: &State, keys: &[&RowKey]) -> Option<Command> {
    let analysis = &state.analysis;
    let filter = state.filter.clone();
    if let [RowKey::Entity(id)] = keys {
        return Some(named(state, *id));
    }
    let outlets: std::collections::BTreeSet<String> = keys
        .iter()
        .filter_map(|key| match key {
            RowKey::Outlet(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    if !outlets.is_empty() {
        return Some(Command::Filter(FilterCommand::Set(Filter { outlets, ..filter })));
    }
    if let [RowKey::Story(Some(id))] = keys {
        return Some(Command::Filter(FilterCommand::Set(Filter { cluster: Some(*id), ..filter })));
    }
    let mut picked: Vec<DocumentId> = Vec::new();
    for key in keys {
        match key {
            RowKey::Entity(id) => {
                picked.extend(analysis.entities.get(*id).mentions.iter().map(|mention| mention.document));
            }
            RowKey::Article(id) => picked.push(*id),
            RowKey::Story(Some(id)) => {
                picked.extend(
                    analysis.clusters.clusters.get(id.0 as usize).into_iter().flat_map(|story| &story.documents),
                );
            }
            RowKey::Story(None) | RowKey::Outlet(_) | RowKey::Telling(..) => {}
        }
    }
    picked.sort_unstable();
    picked.dedup();
    if picked.is_empty() {
        return None;
    }
    Some(Command::Filter(FilterCommand::Set(Filter { picked: Some(Arc::from(picked)), ..filter })))
}

fn named(state: &State, id: EntityId) -> Command {
    let mut filter = state.filter.clone();
    if !filter.entities.contains(&id) {
        filter.entities.push(id);
    }
    Command::Filter(FilterCommand::Set(filter))
}

fn happened(state: &State, extent: Extent) -> Command {
    let (from, to) = extent.days();
    let range = Some(DateRange { from: Some(from), to: Some(to) });
    let filter = state.filter.clone();
    Command::Filter(FilterCommand::Set(match state.options.timeline.clock {
        Clock::Published => Filter { published: range, ..filter },
        Clock::Text | Clock::Both => Filter { happened: range, ..filter },
    }))
}
