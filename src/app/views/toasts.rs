//! Short notes at the edge of the window. What they say of errors is kept in the list of problems too.

use eframe::egui::{self, Align2, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, ViewCommand};
use crate::app::layout::Pane;
use crate::app::problem::{Severity, Toast};
use crate::app::theme::space;

/// Seconds that a note stays. An error stays until it is put away.
const NOTE_SECS: f64 = 5.0;

/// The notes at the edge.
#[derive(Default)]
pub struct ToastsView {
    first_seen: Vec<(u64, f64)>,
}

impl View for ToastsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let toasts = &scene.state.toasts;
        self.first_seen.retain(|(id, _)| toasts.iter().any(|toast| toast.id == *id));
        if toasts.is_empty() {
            return;
        }
        let now = ui.ctx().input(|input| input.time);
        egui::Area::new(egui::Id::unique("toasts"))
            .order(egui::Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, [-space::LARGE, -40.0])
            .show(ui.ctx(), |ui| {
                for toast in toasts {
                    self.expire(ui, toast, now, out);
                    toast_ui(ui, scene, toast, out);
                }
            });
    }
}

impl ToastsView {
    fn expire(&mut self, ui: &egui::Ui, toast: &Toast, now: f64, out: &mut Commands) {
        if toast.problem.severity == Severity::Error {
            return;
        }
        let seen = match self.first_seen.iter().find(|(id, _)| *id == toast.id) {
            Some((_, seen)) => *seen,
            None => {
                self.first_seen.push((toast.id, now));
                now
            }
        };
        let left = seen + NOTE_SECS - now;
        if left <= 0.0 {
            out.push(Command::DismissToast(toast.id));
        } else {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
    }
}

fn toast_ui(ui: &mut egui::Ui, scene: &Scene<'_>, toast: &Toast, out: &mut Commands) {
    let theme = scene.theme;
    let color = match toast.problem.severity {
        Severity::Note => theme.accent,
        Severity::Warning => theme.warning,
        Severity::Error => theme.error,
    };
    let card = theme.card().stroke(egui::Stroke::new(1.0, color)).shadow(ui.visuals().popup_shadow);
    card.show(ui, |ui| {
        ui.set_width(320.0);
        ui.label(RichText::new(&toast.problem.summary).strong());
        if !toast.problem.details.is_empty() {
            ui.label(RichText::new(&toast.problem.details).small().color(theme.ink_quiet));
        }
        ui.horizontal(|ui| {
            if toast.problem.severity > Severity::Note {
                if ui.link("Details").clicked() {
                    out.push(Command::View(ViewCommand::Pane(Pane::Problems)));
                }
                if ui.link("Copy").clicked() {
                    out.push(Command::Copy(format!("{}\n{}", toast.problem.summary, toast.problem.details)));
                }
            }
            if ui.link("Close").clicked() {
                out.push(Command::DismissToast(toast.id));
            }
        });
    });
    ui.add_space(space::SMALL);
}
