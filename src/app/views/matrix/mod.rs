//! Who shares text with whom.

use eframe::egui;

use super::{Commands, Scene, View};

/// The matrix.
#[derive(Default)]
pub struct MatrixView;

impl View for MatrixView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let _ = (ui, scene, out);
    }
}
