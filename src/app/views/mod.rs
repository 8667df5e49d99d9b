//! The parts of the window. Each borrows the state, paints what is visible, and returns commands.

pub mod against;
pub mod article_menu;
pub mod article_table;
pub mod articles;
pub mod chips;
pub mod clusters;
pub mod compare;
pub mod drop_overlay;
pub mod empty;
pub mod entities;
pub mod explain;
pub mod files;
pub mod filter_menu;
pub mod inspector;
pub mod likeness;
pub mod matrix;
pub mod menu;
pub mod modals;
pub mod notes;
pub mod pairs;
pub mod reader;
pub mod search;
pub mod session_modals;
pub mod status;
pub mod timeline;
pub mod toasts;
pub mod tour;

use eframe::egui;
use egui_tiles::{EditAction, TabState, TileId, Tiles, UiResponse};

use super::columns::Widths;
use super::command::{Command, ViewCommand};
use super::layout::{Layout, Pane};
use super::state::State;
use super::theme::{self, Theme, space};

/// Room at either side of the title of a tab, in points: so that all have theirs in a window of the usual size.
const TAB_SPACING: f32 = 4.5;

/// Frames in which a tab is brought into sight: the arrows beside the row come and go with what is cut off, and take room
/// from it, so that one is not enough.
const REVEAL_FRAMES: u8 = 4;

/// What a view may look at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What the window knows.
    pub state: &'a State,
    /// Every colour by meaning.
    pub theme: &'static Theme,
}

/// What views ask for in one frame, in order.
#[derive(Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for several things.
    pub fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.0.extend(commands);
    }

    /// Asks for the columns of a table to stay as wide as the person dragged them, if one was dragged.
    pub fn keep_widths(&mut self, dragged: Option<Widths>) {
        self.extend(dragged.map(|widths| Command::View(ViewCommand::Widths(widths))));
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Commands {
    type Item = Command;
    type IntoIter = std::vec::IntoIter<Command>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A part of the window.
pub trait View {
    /// Paints it and takes its input.
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands);

    /// Hears a command before it is applied: for a view's own place, zoom and find box.
    fn on_command(&mut self, command: &Command, state: &State) {
        let _ = (command, state);
    }

    /// Whether something is being made for it.
    fn is_busy(&self) -> bool {
        false
    }
}

/// Every part of the window, each with what it keeps for itself.
#[derive(Default)]
pub struct Views {
    pub(super) menu: menu::MenuView,
    pub(super) chips: chips::ChipsView,
    pub(super) status: status::StatusView,
    pub(super) empty: empty::EmptyView,
    pub(super) articles: articles::ArticlesView,
    pub(super) inspector: inspector::InspectorView,
    pub(super) modals: modals::ModalsView,
    pub(super) toasts: toasts::ToastsView,
    pub(super) tour: tour::TourView,
    pub(super) drop_overlay: drop_overlay::DropOverlay,
    matrix: matrix::MatrixView,
    timeline: timeline::TimelineView,
    pairs: pairs::PairsView,
    clusters: clusters::ClustersView,
    article_table: article_table::ArticleTableView,
    search: search::SearchView,
    compare: compare::CompareView,
    reader: reader::ReaderView,
    against: against::AgainstView,
    entities: entities::EntitiesView,
    files: files::FilesView,
    notes: notes::NotesView,
    tabs: Tabs,
}

/// Which tabs are in front, to bring one into sight that came there, or that less room cut off.
#[derive(Default)]
struct Tabs {
    in_front: Vec<TileId>,
    width: f32,
    frames_left: u8,
}

impl Tabs {
    /// What is in front now, in rows of tabs that are `width` wide together.
    fn see(&mut self, in_front: Vec<TileId>, width: f32) {
        if self.in_front != in_front || self.width != width {
            *self = Self { in_front, width, frames_left: REVEAL_FRAMES };
        }
    }
}

impl Views {
    fn pane(&mut self, pane: Pane) -> &mut dyn View {
        match pane {
            Pane::Matrix => &mut self.matrix,
            Pane::Timeline => &mut self.timeline,
            Pane::Pairs => &mut self.pairs,
            Pane::Clusters => &mut self.clusters,
            Pane::Articles => &mut self.article_table,
            Pane::Search => &mut self.search,
            Pane::Compare => &mut self.compare,
            Pane::Reader => &mut self.reader,
            Pane::Against => &mut self.against,
            Pane::Entities => &mut self.entities,
            Pane::Notes => &mut self.notes,
            Pane::Problems => &mut self.files,
        }
    }

    /// Lets every view hear a command before it is applied.
    pub fn on_command(&mut self, command: &Command, state: &State) {
        for pane in Pane::ALL {
            self.pane(pane).on_command(command, state);
        }
        let parts: [&mut dyn View; 5] =
            [&mut self.menu, &mut self.chips, &mut self.articles, &mut self.inspector, &mut self.modals];
        for part in parts {
            part.on_command(command, state);
        }
    }

    /// Whether something is being made for a pane that can be seen. What was begun for another stays as it is until that
    /// pane comes to the front.
    pub fn is_busy(&mut self, layout: &Layout) -> bool {
        Pane::ALL.into_iter().any(|pane| layout.is_in_front(pane) && self.pane(pane).is_busy())
    }

    /// Paints the panes; gives whether the person changed their arrangement.
    pub(super) fn tiles_ui(
        &mut self,
        ui: &mut egui::Ui,
        layout: &mut Layout,
        scene: &Scene<'_>,
        out: &mut Commands,
    ) -> bool {
        self.tabs.see(layout.tree.active_tiles(), ui.available_width());
        let mut behavior = Behavior { views: self, scene, out, is_rearranged: false };
        layout.tree.ui(&mut behavior, ui);
        let is_rearranged = behavior.is_rearranged;
        if self.tabs.frames_left > 0 {
            self.tabs.frames_left -= 1;
            ui.ctx().request_repaint();
        }
        is_rearranged
    }
}

/// Joins the tiles to the views.
struct Behavior<'a, 's> {
    views: &'a mut Views,
    scene: &'a Scene<'s>,
    out: &'a mut Commands,
    is_rearranged: bool,
}

impl egui_tiles::Behavior<Pane> for Behavior<'_, '_> {
    fn pane_ui(&mut self, ui: &mut egui::Ui, _: TileId, pane: &mut Pane) -> UiResponse {
        let frame =
            egui::Frame::new().fill(self.scene.theme.surface).inner_margin(egui::Margin::same(space::MEDIUM as i8));
        frame.show(ui, |ui| {
            ui.take_available_space();
            self.views.pane(*pane).ui(ui, self.scene, self.out);
        });
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> egui::WidgetText {
        let count = match pane {
            Pane::Problems => self.scene.state.trouble_count(),
            Pane::Search => self.scene.state.shown().hits.total(),
            _ => 0,
        };
        if count == 0 {
            pane.label().into()
        } else {
            format!("{} ({})", pane.label(), super::words::number(count)).into()
        }
    }

    fn tab_bar_height(&self, _: &egui::Style) -> f32 {
        32.0
    }

    fn tab_title_spacing(&self, _: &egui::Visuals) -> f32 {
        TAB_SPACING
    }

    fn gap_width(&self, _: &egui::Style) -> f32 {
        4.0
    }

    fn tab_bar_color(&self, _: &egui::Visuals) -> egui::Color32 {
        self.scene.theme.ground
    }

    fn tab_bg_color(&self, _: &egui::Visuals, _: &Tiles<Pane>, _: TileId, state: &TabState) -> egui::Color32 {
        if state.active { self.scene.theme.surface } else { self.scene.theme.ground }
    }

    fn tab_outline_stroke(&self, _: &egui::Visuals, _: &Tiles<Pane>, _: TileId, _: &TabState) -> egui::Stroke {
        egui::Stroke::NONE
    }

    fn tab_bar_hline_stroke(&self, _: &egui::Visuals) -> egui::Stroke {
        egui::Stroke::NONE
    }

    fn tab_text_color(&self, _: &egui::Visuals, _: &Tiles<Pane>, _: TileId, state: &TabState) -> egui::Color32 {
        if state.active { self.scene.theme.ink } else { self.scene.theme.ink_quiet }
    }

    fn on_tab_button(&mut self, _: &mut Tiles<Pane>, id: TileId, response: egui::Response) -> egui::Response {
        let (theme, tabs) = (self.scene.theme, &self.views.tabs);
        let is_in_front = tabs.in_front.contains(&id);
        // The row of tabs scrolls where it has too little room for all.
        let is_cut = response.interact_rect.width() < response.rect.width() - 0.5;
        if is_cut && (response.gained_focus() || is_in_front && tabs.frames_left > 0) {
            response.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
        }
        let painter = response.ctx.layer_painter(response.layer_id).with_clip_rect(response.interact_rect);
        if is_in_front {
            // The tab in front is underlined: a sign that does not rest on colour.
            let line = response.rect.with_min_y(response.rect.bottom() - 2.0).shrink2(egui::vec2(TAB_SPACING, 0.0));
            painter.rect_filled(line, 1.0, theme.accent);
        }
        if response.has_focus() {
            theme.ring(&painter, response.rect.shrink2(egui::vec2(0.5, 4.0)), 4.0);
        }
        response
    }

    fn on_edit(&mut self, edit: EditAction) {
        self.is_rearranged |= matches!(edit, EditAction::TileResized | EditAction::TileDropped);
    }

    fn simplification_options(&self) -> egui_tiles::SimplificationOptions {
        egui_tiles::SimplificationOptions { all_panes_must_have_tabs: true, ..Default::default() }
    }
}

/// The words in the middle of a pane that has nothing to show, with what to do about it.
pub fn nothing_ui(ui: &mut egui::Ui, theme: &Theme, title: &str, what_to_do: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.32).max(space::LARGE));
        ui.label(egui::RichText::new(title).font(theme::strong_font(theme::size::HEADING)));
        ui.add_space(space::SMALL);
        ui.label(egui::RichText::new(what_to_do).color(theme.ink_quiet));
    });
}
