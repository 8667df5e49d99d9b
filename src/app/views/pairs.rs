//! The pairs as a table: the twin of the matrix.

use eframe::egui::{self, RichText};
use egui_extras::{Column, TableBuilder};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Decision, Select, ViewCommand};
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::words;

/// The table of pairs.
#[derive(Default)]
pub struct PairsView;

impl View for PairsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let shown = state.shown();
        if shown.pairs.is_empty() {
            let hint = "No two shown articles share enough text. Lower the threshold, or clear the filter.";
            nothing_ui(ui, scene.theme, "No pairs", hint);
            return;
        }
        TableBuilder::new(ui)
            .striped(false)
            .resizable(true)
            .sense(egui::Sense::click())
            .column(Column::initial(56.0))
            .column(Column::initial(236.0).clip(true))
            .column(Column::initial(236.0).clip(true))
            .column(Column::initial(88.0))
            .column(Column::remainder().at_least(72.0))
            .header(space::ROW, |mut header| {
                for name in ["Score", "Article", "Article", "Longest run", "Reviewed"] {
                    header.col(|ui| {
                        ui.label(RichText::new(name).small().color(scene.theme.ink_quiet));
                    });
                }
            })
            .body(|body| {
                body.rows(space::ROW, shown.pairs.len(), |mut row| {
                    let index = shown.pairs[row.index()] as usize;
                    row_ui(&mut row, state, index, out);
                });
            });
    }
}

fn row_ui(row: &mut egui_extras::TableRow<'_, '_>, state: &State, index: usize, out: &mut Commands) {
    let Some(pair) = state.analysis.matrix.pairs().get(index) else { return };
    let corpus = &state.analysis.corpus;
    let (a, b) = (pair.a, pair.b);
    row.set_selected(state.selection.pair.is_some_and(|(x, y)| (x.min(y), x.max(y)) == (a, b)));
    row.col(|ui| {
        ui.label(words::percent(pair.score(state.options.measure)));
    });
    for id in [a, b] {
        row.col(|ui| {
            ui.add(egui::Label::new(corpus.get(id).title()).truncate().selectable(false));
        });
    }
    row.col(|ui| {
        ui.label(words::number(pair.longest_run.words as usize));
    });
    row.col(|ui| {
        let mut is_reviewed = state.pair_note(a, b).is_some_and(|note| note.is_reviewed);
        if ui.checkbox(&mut is_reviewed, "").on_hover_text("Reviewed").changed() {
            out.push(Command::Decide(Decision::Reviewed(a, b, is_reviewed)));
        }
    });
    let response = row.response();
    if response.double_clicked() {
        out.push(Command::View(ViewCommand::OpenPair(a, b)));
    } else if response.clicked() {
        out.push(Command::Select(Select::Pair(a, b)));
    }
}
