//! The menus of a cell and of a row.

use std::sync::Arc;

use eframe::egui;

use super::groups::Group;
use super::stage::Stage;
use crate::app::command::{Command, Decision, FilterCommand, MatrixCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::views::{Commands, article_menu};
use crate::app::widgets::measures;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;
use crate::report::csv::defused;
use crate::similarity::Measure;

/// Longest title in a menu, in letters.
const TITLE: usize = 40;

/// The menu of a cell, or of the matrix where there is none.
pub fn cell_menu_ui(ui: &mut egui::Ui, stage: &Stage<'_>, cell: Option<(u32, u32)>, out: &mut Commands) {
    ui.set_min_width(220.0);
    let Some((row, column)) = cell.and_then(|cell| stage.documents(cell)) else {
        return matrix_ui(ui, out);
    };
    let state = stage.scene.state;
    let note = state.pair_note(row, column);
    let is_reviewed = note.is_some_and(|note| note.is_reviewed);
    let mut choice = |ui: &mut egui::Ui, words: &str, command: Command| {
        if ui.button(words).clicked() {
            out.push(command);
        }
    };
    choice(ui, "Compare side by side", Command::View(ViewCommand::OpenPair(row, column)));
    let mark = if is_reviewed { "Mark as not reviewed" } else { "Mark as reviewed" };
    choice(ui, mark, Command::Decide(Decision::Reviewed(row, column, !is_reviewed)));
    let write = if note.is_some_and(|note| !note.note.is_empty()) { "Change the note" } else { "Write a note" };
    choice(ui, write, Command::View(ViewCommand::WriteNote(row, column)));
    let both = Filter { picked: Some(Arc::from([row, column])), ..state.filter.clone() };
    choice(ui, "Show only these two", Command::Filter(FilterCommand::Set(both)));
    ui.separator();
    for id in [row, column] {
        let title = shortened(state.analysis.corpus.get(id).title());
        ui.menu_button(title, |ui| article_menu::menu_ui(ui, stage.scene, id, out));
    }
    ui.separator();
    if ui.button("Copy as text").clicked() {
        out.push(Command::Copy(as_text(stage, row, column)));
    }
    if ui.button("Copy as CSV").clicked() {
        out.push(Command::Copy(as_csv(stage, row, column)));
    }
    if ui.button("Copy matrix as image").clicked() {
        out.push(Command::Matrix(MatrixCommand::CopyImage));
    }
}

/// The menu of a row.
pub fn row_menu_ui(ui: &mut egui::Ui, stage: &Stage<'_>, id: DocumentId, group: Option<&Group>, out: &mut Commands) {
    ui.set_min_width(220.0);
    article_menu::menu_ui(ui, stage.scene, id, out);
    let Some(group) = group.filter(|group| group.count > 1) else { return };
    ui.separator();
    ui.weak(shortened(&group.name));
    if ui.button("Show only this group").clicked() {
        let picked: Arc<[DocumentId]> = stage.picture.rows.articles(group.rows.start, group.rows.end - 1).into();
        let filter = match group.cluster {
            Some(cluster) => Filter { cluster: Some(cluster), ..stage.scene.state.filter.clone() },
            None => Filter { picked: Some(picked), ..stage.scene.state.filter.clone() },
        };
        out.push(Command::Filter(FilterCommand::Set(filter)));
    }
    if let Some(cluster) = group.cluster
        && ui.button("Zoom to this story").clicked()
    {
        out.push(Command::Select(Select::Nothing));
        out.push(Command::Select(Select::Cluster(cluster)));
        out.push(Command::Matrix(MatrixCommand::ZoomToSelection));
    }
}

fn matrix_ui(ui: &mut egui::Ui, out: &mut Commands) {
    let choices = [
        ("Whole matrix", MatrixCommand::Fit),
        ("Pick a rectangle", MatrixCommand::PickRectangle),
        ("Copy as image", MatrixCommand::CopyImage),
    ];
    for (words, command) in choices {
        if ui.button(words).clicked() {
            out.push(Command::Matrix(command));
        }
    }
}

fn shortened(title: &str) -> String {
    let mut short: String = title.chars().take(TITLE).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    short
}

/// The pair in words, to be put into a note or mail.
fn as_text(stage: &Stage<'_>, row: DocumentId, column: DocumentId) -> String {
    let analysis = &stage.scene.state.analysis;
    let mut text = String::new();
    for id in [row, column] {
        let document = analysis.corpus.get(id);
        text += &format!("{} ({})\n", document.title(), outlet_and_date(document));
    }
    let Some(pair) = analysis.matrix.pair(row, column) else {
        return text + "They share too little text to be listed as a pair.\n";
    };
    text += &measures::in_words(pair, row, stage.scene.state.options.measure);
    text.push('\n');
    let run = pair.longest_run;
    if run.words > 0 {
        let quoted = analysis.matrix.compared_text(analysis.corpus.get(pair.a), run.a);
        text += &format!("Longest shared run ({} words): “{quoted}”\n", run.words);
    }
    text
}

/// The pair as a table with a head, to be put into a sheet.
fn as_csv(stage: &Stage<'_>, row: DocumentId, column: DocumentId) -> String {
    let analysis = &stage.scene.state.analysis;
    let mut head = vec!["first".to_owned(), "second".to_owned()];
    let mut line: Vec<String> = [row, column].map(|id| defused(&analysis.corpus.get(id).path)).to_vec();
    if let Some(pair) = analysis.matrix.pair(row, column) {
        for measure in Measure::ALL {
            let name = measure.label().to_lowercase();
            match measures::directed(pair, row, measure).zip(measures::directed(pair, column, measure)) {
                Some((one, other)) => {
                    head.extend([format!("{name}, first in second"), format!("{name}, second in first")]);
                    line.extend([one, other].map(|score| format!("{score:.4}")));
                }
                None => {
                    head.push(name);
                    line.push(format!("{:.4}", pair.score(measure)));
                }
            }
        }
        head.push("longest run, words".to_owned());
        line.push(pair.longest_run.words.to_string());
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    for record in [head, line] {
        out.write_record(record).expect("memory can be written to");
    }
    String::from_utf8(out.into_inner().expect("memory can be written to")).expect("text was written")
}
