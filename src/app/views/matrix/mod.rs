//! Who shares text with whom: the matrix.
//!
//! | file | holds |
//! |---|---|
//! | [`pyramid`] | the sparse matrix at every scale, made in a job |
//! | [`tiles`] | its pictures, as they come into sight |
//! | [`camera`] | which part is in sight |
//! | [`labels`] | names along the edges |
//! | [`legend`] | order, measure, and the scale with its histogram |
//! | [`hover`] | the card of the cell under the pointer |
//! | [`minimap`] | the whole in a corner |
//! | [`canvas`] | input and painting of the matrix itself |
//!
//! The table of pairs is its twin for screen readers; the cells in sight have accessible nodes too.

pub mod camera;
pub mod canvas;
pub mod hover;
pub mod labels;
pub mod legend;
pub mod minimap;
pub mod pyramid;
pub mod tiles;

use std::sync::Arc;

use eframe::egui;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, MatrixCommand};
use crate::app::job::Background;
use crate::app::shown::ShownKey;
use crate::app::state::{Halves, State};
use crate::progress::Progress;
use camera::Camera;
use labels::Run;
use pyramid::Pyramid;
use tiles::Tiles;

/// What is made in a job for the matrix.
pub struct Picture {
    /// The cells at every scale.
    pub pyramid: Pyramid,
    /// The groups along the edges.
    pub runs: Vec<Run>,
    /// What it was made from.
    pub shown: Arc<crate::app::shown::Shown>,
}

/// The matrix.
pub struct MatrixView {
    picture: Background<(ShownKey, Halves), Picture>,
    tiles: Tiles,
    minimap: minimap::Minimap,
    camera: Camera,
    /// The cell of the keyboard: row and column.
    cursor: Option<(u32, u32)>,
    /// The pair that the cursor was put on last.
    followed: Option<(crate::corpus::DocumentId, crate::corpus::DocumentId)>,
    /// Where a rectangle was begun.
    corner: Option<(u32, u32)>,
    /// The cell that the context menu is about.
    menu_cell: Option<(u32, u32)>,
    /// What the next frame does, once the size of the canvas is known.
    pending: Option<MatrixCommand>,
}

impl Default for MatrixView {
    fn default() -> Self {
        Self {
            picture: Background::new("matrix"),
            tiles: Tiles::default(),
            minimap: minimap::Minimap::default(),
            camera: Camera::default(),
            cursor: None,
            followed: None,
            corner: None,
            menu_cell: None,
            pending: None,
        }
    }
}

impl View for MatrixView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        self.request(state);
        let picture =
            self.picture.latest().filter(|picture| picture.shown.position.len() == state.analysis.corpus.len());
        let picture = picture.cloned();
        legend::tools_ui(ui, scene, picture.as_ref().map(|picture| &picture.pyramid.histogram), out);
        let Some(picture) = picture.filter(|picture| !picture.shown.order.is_empty()) else {
            if !state.is_busy() {
                nothing_ui(ui, scene.theme, "Nothing to show", "No article passes the filter.");
            }
            return;
        };
        if state.loading.is_some() && state.analysis.matrix.pairs().is_empty() {
            nothing_ui(ui, scene.theme, "Comparing…", "Articles can be read already, at the left.");
            return;
        }
        self.canvas_ui(ui, scene, &picture, out);
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        if let Command::Matrix(command) = command {
            self.pending = Some(*command);
        }
    }
}

impl MatrixView {
    fn request(&mut self, state: &State) {
        let shown_key = state.shown_key();
        // Made only from what was made for the same key, so that the two never disagree.
        let Some(shown) = state.shown.get(&shown_key) else { return };
        let key = (shown_key, state.options.halves);
        self.picture.request(&key, &state.waker, || {
            let (analysis, session) = (Arc::clone(&state.analysis), Arc::clone(&state.session));
            let (shown, options) = (Arc::clone(shown), state.options.clone());
            move |progress: &Progress| {
                let pyramid = Pyramid::new(&analysis, &shown, &options, progress)?;
                let runs = labels::runs(&analysis, &session, &shown, options.order);
                Ok(Picture { pyramid, runs, shown })
            }
        });
    }
}
