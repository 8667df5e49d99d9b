//! The slider that cuts the stories finer or coarser.

use eframe::egui::{self, RichText, Slider};

use super::decision;
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::similarity::{PROPOSED_CUT, SimilaritySettings};

/// The slider that cuts the stories finer or coarser.
#[derive(Default)]
pub struct CutView {
    /// The cut that is being dragged.
    cut: Option<f64>,
}

impl CutView {
    /// The slider with its words.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let kept = scene.state.session.settings.similarity.cluster_cut;
        let mut cut = self.cut.unwrap_or(kept.unwrap_or(PROPOSED_CUT));
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(RichText::new("Together").small().color(scene.theme.ink_quiet));
            let response = ui
                .add(Slider::new(&mut cut, 0.0..=0.95).step_by(0.05).show_value(false))
                .labelled_by(label.id)
                .on_hover_text(
                    "How many of the pairs between two groups must share text before they are one story. To the left, \
                     whatever touches is one story; to the right, only what is alike throughout.",
                );
            ui.label(RichText::new("apart").small().color(scene.theme.ink_quiet));
            ui.label(RichText::new(in_words(cut)).small());
            self.cut = response.dragged().then_some(cut);
            let is_settled = response.drag_stopped() || (response.changed() && !response.dragged());
            let is_reset = kept.is_some() && ui.small_button("Proposal").clicked();
            let wanted = if is_reset { None } else { Some(cut) };
            if is_reset || (is_settled && kept != wanted) {
                let similarity = &scene.state.session.settings.similarity;
                let chosen = SimilaritySettings { cluster_cut: wanted, ..similarity.clone() };
                out.push(decision(scene.state, chosen, "cut of the stories"));
            }
        });
    }
}

/// What makes one story of two groups.
fn in_words(cut: f64) -> String {
    if cut < 0.005 {
        return "One story where any two share text".to_owned();
    }
    format!("One story where more than {} of the pairs share text", words::percent(cut))
}
