//! Who shares text with whom: the matrix.
//!
//! | file | holds |
//! |---|---|
//! | `pyramid` | the sparse matrix at every scale, made in a job |
//! | `tiles` | its pictures, made by a thread as they come into sight |
//! | `rows` | which articles each row holds: one, or a folded group |
//! | `groups`, `bands` | rows that belong together; outlet and date of each row |
//! | `marks` | the rows of what is selected in another view |
//! | `camera` | which part is in sight |
//! | `canvas` | the matrix itself: the order of painting |
//! | `input`, `context` | pointer, keys, and menus |
//! | `overlay`, `edges`, `minimap` | what is painted over, beside and in the corner of the cells |
//! | `card`, `hover` | the card of the cell under the pointer: how long it stays, and what it says |
//! | `legend`, `histogram` | order, measure and halves; the scale with the threshold |
//! | `nodes` | the cells for screen readers and tests |
//!
//! The table of pairs is its twin for eyes and screen readers.

pub mod bands;
pub mod camera;
mod canvas;
pub mod card;
mod context;
pub mod edges;
pub mod groups;
pub mod histogram;
pub mod hover;
mod input;
mod key;
pub mod legend;
pub mod marks;
mod minimap;
mod nodes;
mod overlay;
pub mod pyramid;
pub mod rows;
mod stage;
pub mod tiles;

use std::sync::{Arc, Weak};

use eframe::egui;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, MatrixCommand};
use crate::app::job::Background;
use crate::app::options::{Halves, Options};
use crate::app::shown::Shown;
use crate::app::state::State;
use crate::corpus::DocumentId;
use crate::progress::Progress;
use crate::session::Session;
use crate::similarity::OrderBy;
use bands::Bands;
use camera::Camera;
use groups::Groups;
use marks::MarksKey;
use pyramid::{Pyramid, quantised};
use rows::{Inside, Rows};
use stage::Stage;
use tiles::Tiles;

/// What is made in a job for the matrix.
pub struct Picture {
    /// The cells at every scale.
    pub pyramid: Pyramid,
    /// What the brackets along the edges name.
    pub groups: Groups,
    /// Outlet and date of each row.
    pub bands: Bands,
    /// The rows, and what it was made from.
    pub rows: Rows,
    /// What the cells of folded rows hold.
    pub inside: Inside,
}

/// What decides the picture. What the person marks and notes is no part of it: that is painted over the cells.
#[derive(Clone)]
struct PictureKey {
    shown: Arc<Shown>,
    /// For the names of stories.
    session: Arc<Session>,
    /// By what the rows are grouped.
    order: OrderBy,
    /// Whether each group is one row.
    is_folded: bool,
    halves: Halves,
    /// Where the halves differ; otherwise the threshold is a matter of colour.
    threshold: Option<f64>,
}

impl PartialEq for PictureKey {
    fn eq(&self, other: &Self) -> bool {
        let is_shared = Arc::ptr_eq(&self.session, &other.session);
        let how = |key: &Self| (key.order, key.is_folded, key.halves, key.threshold);
        how(self) == how(other)
            && (Arc::ptr_eq(&self.shown, &other.shown) || self.shown.has_same_cells(&other.shown))
            && (is_shared || self.session.cluster_names == other.session.cluster_names)
    }
}

/// The matrix.
pub struct MatrixView {
    picture: Background<PictureKey, Picture>,
    marks: Background<MarksKey, Vec<u32>>,
    tiles: Tiles,
    camera: Camera,
    card: card::Card,
    /// The cell of the keyboard: row and column.
    cursor: Option<(u32, u32)>,
    /// Whether the cursor was moved since the pointer was: what the pointer happens to rest on says nothing then.
    is_by_keys: bool,
    /// The pair that the cursor was put on last, and in which picture: in another one it is in another place.
    followed: Option<(DocumentId, DocumentId)>,
    followed_in: Weak<Picture>,
    /// Where a rectangle was begun.
    corner: Option<(u32, u32)>,
    /// Whether the next drag draws a rectangle.
    is_picking: bool,
    /// The cell that the context menu is about.
    menu_cell: Option<(u32, u32)>,
    /// Where the menu opens, when it was asked for by a key.
    menu_at: Option<egui::Pos2>,
    /// Whether the next frame opens the menu.
    opens_menu: bool,
    /// What the next frame does, once the size of the canvas is known.
    pending: Option<MatrixCommand>,
}

impl Default for MatrixView {
    fn default() -> Self {
        Self {
            picture: Background::new("matrix"),
            marks: Background::new("marks"),
            tiles: Tiles::default(),
            camera: Camera::default(),
            card: card::Card::default(),
            cursor: None,
            is_by_keys: false,
            followed: None,
            followed_in: Weak::new(),
            corner: None,
            is_picking: false,
            menu_cell: None,
            menu_at: None,
            opens_menu: false,
            pending: None,
        }
    }
}

impl View for MatrixView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        if state.analysis.corpus.is_empty() && state.loading.is_some() {
            nothing_ui(ui, scene.theme, "Reading…", "What has been read is compared at once.");
            return;
        }
        self.request(state);
        let picture =
            self.picture.latest().filter(|picture| picture.rows.shown().position.len() == state.analysis.corpus.len());
        let picture = picture.cloned();
        // Before articles are compared there is no scale to be read.
        let has_pairs = !state.analysis.matrix.pairs().is_empty();
        let histogram = picture.as_ref().filter(|_| has_pairs).map(|picture| &picture.pyramid.histogram);
        legend::tools_ui(ui, scene, histogram, self.is_picking, out);
        let Some(picture) = picture.filter(|picture| !picture.rows.is_empty()) else {
            if !state.is_busy() && !self.picture.is_busy() {
                nothing_ui(ui, scene.theme, "Nothing to show", "No article passes the filter.");
            }
            return;
        };
        if state.loading.is_some() && state.analysis.matrix.pairs().is_empty() {
            nothing_ui(ui, scene.theme, "Comparing…", "Articles can be read already, at the left.");
            return;
        }
        if picture.rows.shown().order.len() == 1 && state.analysis.corpus.len() == 1 {
            let hint = "Open more of them: here you see which share text.";
            nothing_ui(ui, scene.theme, "One article alone", hint);
            return;
        }
        let whole = ui.available_rect_before_wrap();
        let least = match state.options.halves {
            Halves::Same => quantised(state.options.threshold),
            // These were cut when the pyramid was made.
            Halves::Directions | Halves::Two(_) => 1,
        };
        let side = picture.rows.len();
        let stage = Stage { scene, picture: &picture, canvas: edges::canvas_in(whole), side, least };
        self.canvas_ui(ui, &stage, whole, out);
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        if let Command::Matrix(command) = command {
            self.pending = Some(*command);
        }
    }

    fn is_busy(&self) -> bool {
        self.picture.is_busy() || self.marks.is_busy() || self.tiles.is_behind()
    }
}

impl MatrixView {
    fn request(&mut self, state: &State) {
        let shown_key = state.shown_key();
        // Made only from what was made for the same key, so that the two never disagree.
        let Some(shown) = state.shown.get(&shown_key) else { return };
        let Options { order, is_folded, halves, threshold, .. } = state.options;
        let key = PictureKey {
            shown: Arc::clone(shown),
            session: Arc::clone(&state.session),
            order,
            is_folded,
            halves,
            threshold: (halves != Halves::Same).then_some(threshold),
        };
        self.picture.request(&key, &state.waker, || {
            let (analysis, options, key) = (Arc::clone(&state.analysis), state.options.clone(), key.clone());
            move |progress: &Progress| {
                let PictureKey { shown, session, order, is_folded, .. } = key;
                let mut groups = Groups::of_rows(&analysis, &session, &shown, order, progress)?;
                let rows = if is_folded { Rows::folded(shown, groups.stretches()) } else { Rows::each(shown) };
                if is_folded {
                    groups = groups.folded(&rows);
                }
                let (pyramid, inside) = Pyramid::new(&analysis, &rows, &options, progress)?;
                let bands = Bands::of_rows(&analysis, &rows, progress)?;
                Ok(Picture { pyramid, groups, bands, rows, inside })
            }
        });
        let Some(picture) = self.picture.get(&key) else { return };
        let key = MarksKey::new(picture, state.analysis_number, &state.selection);
        self.marks.request(&key, &state.waker, || {
            let (analysis, key) = (Arc::clone(&state.analysis), key.clone());
            move |progress: &Progress| marks::marks(&analysis, &key, progress)
        });
    }
}
