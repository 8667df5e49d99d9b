//! What stands in the pane while no pair is chosen: the pairs that share most, one click away.

use eframe::egui::{self, RichText, ScrollArea};

use crate::app::command::{Command, Select};
use crate::app::theme::{self, READING_MEASURE, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::Roving;
use crate::app::words;

/// Pairs that are offered; the table of pairs has all of them.
const MOST: usize = 12;

/// Paints the offer.
pub fn nearest_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let state = scene.state;
    let pairs = &state.shown().pairs;
    let matrix = state.analysis.matrix.pairs();
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.12).max(space::LARGE));
        ui.label(RichText::new("No pair selected").font(theme::strong_font(size::HEADING)));
        ui.add_space(space::SMALL);
        let hint = "Choose a cell of the matrix, or Ctrl+click a second article in the list.";
        ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
        if pairs.is_empty() {
            return;
        }
        ui.add_space(space::LARGE);
        ui.set_max_width((READING_MEASURE * 1.3).min(ui.available_width() - space::LARGE));
        ui.label(RichText::new("Or one of these, which share most").small().color(scene.theme.ink_quiet));
        ui.add_space(space::SMALL);
        ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
            let mut rows = Roving::new(ui, "nearest", pairs.len().min(MOST));
            for pair in pairs.iter().take(MOST).filter_map(|&index| matrix.get(index as usize)) {
                let title = |id| state.analysis.corpus.get(id).title();
                let text = format!("{}  ·  {}", title(pair.a), title(pair.b));
                let score = pair.score(state.options.measure);
                let dot = Some(scene.theme.similarity(score));
                if rows.row_ui(ui, scene.theme, false, dot, &text, &words::percent(score)).clicked() {
                    out.push(Command::Select(Select::Pair(pair.a, pair.b)));
                }
            }
        });
    });
}
