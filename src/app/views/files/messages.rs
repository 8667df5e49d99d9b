//! What went wrong besides single files: kept here after the note at the edge is gone.

use eframe::egui::{self, RichText, ScrollArea};

use crate::app::command::Command;
use crate::app::problem::{Problem, Severity};
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};

/// Height of one entry.
const ENTRY: f32 = 48.0;

/// The messages: of the reading first, then of the work, newest last.
pub fn messages_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let (warnings, problems) = (&scene.state.corpus.warnings, &scene.state.problems);
    ui.horizontal(|ui| {
        if ui.small_button("Copy all").clicked() {
            let warnings = warnings.iter().map(|warning| format!("{warning}\n"));
            out.push(Command::Copy(warnings.chain(problems.iter().map(as_text)).collect()));
        }
        if !problems.is_empty() && ui.small_button("Forget").on_hover_text("Empties the list").clicked() {
            out.push(Command::ClearProblems);
        }
    });
    ui.add_space(space::SMALL);
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ENTRY, warnings.len() + problems.len(), |ui, range| {
        for at in range {
            match at.checked_sub(warnings.len()) {
                None => entry_ui(ui, scene, Severity::Warning, &warnings[at], ""),
                Some(at) => {
                    let problem = &problems[at];
                    entry_ui(ui, scene, problem.severity, &problem.summary, &problem.details);
                }
            }
        }
    });
}

fn as_text(problem: &Problem) -> String {
    format!("{}\t{}\n", problem.summary, problem.details)
}

fn entry_ui(ui: &mut egui::Ui, scene: &Scene<'_>, severity: Severity, summary: &str, details: &str) {
    let color = if severity == Severity::Error { scene.theme.error } else { scene.theme.warning };
    ui.allocate_ui(egui::vec2(ui.available_width(), ENTRY), |ui| {
        ui.set_min_height(ENTRY);
        ui.horizontal(|ui| {
            ui.label(RichText::new("⚠").color(color));
            ui.vertical(|ui| {
                ui.add(egui::Label::new(summary).truncate());
                ui.add(egui::Label::new(RichText::new(details).small().color(scene.theme.ink_quiet)).truncate());
            });
        });
    });
}
