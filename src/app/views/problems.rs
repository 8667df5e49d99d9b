//! What was skipped, and what went wrong: kept here after the note at the edge is gone.

use eframe::egui::{self, RichText, ScrollArea};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, FileCommand};
use crate::app::state::{Problem, Severity};
use crate::app::theme::space;
use crate::app::words;

/// Height of one entry.
const ENTRY: f32 = 48.0;

/// The list of problems.
#[derive(Default)]
pub struct ProblemsView;

impl View for ProblemsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let problems = &scene.state.problems;
        if problems.is_empty() {
            nothing_ui(ui, scene.theme, "No problems", "Every file was read.");
            return;
        }
        ui.horizontal(|ui| {
            ui.label(words::count(problems.len(), "problem", "problems"));
            if ui.button("Copy all").clicked() {
                out.push(Command::Copy(problems.iter().map(as_text).collect()));
            }
            if ui.button("Read the folders again").clicked() {
                out.push(Command::ClearProblems);
                out.push(Command::File(FileCommand::Rescan));
            }
        });
        ui.add_space(space::SMALL);
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ENTRY, problems.len(), |ui, range| {
            for problem in &problems[range] {
                entry_ui(ui, scene, problem);
            }
        });
    }
}

fn as_text(problem: &Problem) -> String {
    format!("{}\t{}\n", problem.summary, problem.details)
}

fn entry_ui(ui: &mut egui::Ui, scene: &Scene<'_>, problem: &Problem) {
    let color = if problem.severity == Severity::Error { scene.theme.error } else { scene.theme.warning };
    ui.allocate_ui(egui::vec2(ui.available_width(), ENTRY), |ui| {
        ui.set_min_height(ENTRY);
        ui.horizontal(|ui| {
            ui.label(RichText::new("⚠").color(color));
            ui.vertical(|ui| {
                ui.add(egui::Label::new(&problem.summary).truncate());
                let details = RichText::new(&problem.details).small().color(scene.theme.ink_quiet);
                ui.add(egui::Label::new(details).truncate());
            });
        });
    });
}
