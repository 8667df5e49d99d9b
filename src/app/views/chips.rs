//! The filter, as chips: what is left out, and one click to take it away.

use eframe::egui::{self, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, FilterCommand};
use crate::app::filtered::{part_label, summary};

/// Letters of a chip; the whole is under the pointer.
const LONGEST: usize = 48;

/// The row of chips.
#[derive(Default)]
pub struct ChipsView;

impl View for ChipsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(summary(scene.state)).strong());
            for part in scene.state.filter.parts() {
                let label = part_label(scene.state, &part);
                let short: String = match label.char_indices().nth(LONGEST) {
                    Some((at, _)) => format!("{}…", label[..at].trim_end()),
                    None => label.clone(),
                };
                let button = egui::Button::new(format!("{short}  ✕")).corner_radius(12.0).small();
                let response = ui.add(button).on_hover_text(format!("{label}\nClick to take this part away"));
                if response.clicked() {
                    out.push(Command::Filter(FilterCommand::Remove(part)));
                }
            }
            if ui.link("Clear").on_hover_text("Show everything (Ctrl+Shift+L)").clicked() {
                out.push(Command::Filter(FilterCommand::Clear));
            }
        });
    }
}
