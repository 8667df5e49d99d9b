//! The bar at the bottom: what is open, how far the work is, and what went wrong.

use eframe::egui::{self, Align, Layout, ProgressBar, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, ViewCommand};
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::{self, size};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::progress::Snapshot;

/// The bar at the bottom.
#[derive(Default)]
pub struct StatusView;

impl View for StatusView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        ui.horizontal(|ui| {
            ui.label(RichText::new(corpus_line(state)).small().color(scene.theme.ink_quiet));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                problems_ui(ui, scene, out);
                let snapshot = state
                    .loading
                    .as_ref()
                    .map(crate::app::job::Job::snapshot)
                    .or_else(|| state.filing.as_ref().map(crate::app::job::Job::snapshot));
                if let Some(snapshot) = snapshot {
                    progress_ui(ui, scene, &snapshot, out);
                }
            });
        });
    }
}

fn corpus_line(state: &State) -> String {
    if state.is_empty() {
        return "Your articles stay on this computer".to_owned();
    }
    let (analysis, shown) = (&state.analysis, state.shown());
    // A list that is still being made for another result says nothing of how many there are.
    let is_made = state.shown.key().is_some_and(|key| key.analysis == state.analysis_number);
    let of = |shown: usize, all: usize, one: &str, many: &str| match is_made && shown != all {
        true => format!("{} of {}", words::number(shown), words::count(all, one, many)),
        false => words::count(all, one, many),
    };
    let mut line = of(shown.order.len(), analysis.corpus.len(), "article", "articles");
    if is_made && !analysis.matrix.pairs().is_empty() {
        let pairs = of(shown.pairs.len(), analysis.matrix.pairs().len(), "pair", "pairs");
        line += &format!("  ·  {pairs} at {} and more", words::percent(state.options.threshold));
    }
    if !analysis.clusters.clusters.is_empty() {
        line += &format!("  ·  {}", of(shown.stories.len(), analysis.clusters.clusters.len(), "story", "stories"));
    }
    line
}

fn progress_ui(ui: &mut egui::Ui, scene: &Scene<'_>, snapshot: &Snapshot, out: &mut Commands) {
    if ui.small_button("Cancel").clicked() {
        out.push(Command::Cancel);
    }
    let stage = words::capitalised(snapshot.stage.label());
    let words = if snapshot.total > 0 {
        let (done, total) = (snapshot.done.min(snapshot.total), snapshot.total);
        let share = done as f32 / total as f32;
        ui.add(ProgressBar::new(share).desired_width(120.0).desired_height(8.0).fill(scene.theme.accent))
            .accessible_name(format!("{stage}, {:.0} %", share * 100.0));
        format!("{stage}, {} of {}", words::number(done as usize), words::number(total as usize))
    } else {
        stage
    };
    ui.label(RichText::new(words).small());
    if !snapshot.item.is_empty() {
        let room = (ui.available_width() - 16.0).clamp(0.0, 260.0);
        let galley = one_line(ui, &snapshot.item, theme::font(size::SMALL), scene.theme.ink_quiet, room);
        ui.label(galley);
    }
}

fn problems_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let state = scene.state;
    if state.trouble_count() == 0 {
        return;
    }
    let skipped = state.corpus.skipped.len();
    let messages = state.trouble_count() - skipped;
    let mut words = Vec::new();
    if skipped > 0 {
        words.push(format!("{} skipped", words::count(skipped, "file", "files")));
    }
    if messages > 0 {
        words.push(words::count(messages, "message", "messages"));
    }
    let text = RichText::new(format!("⚠ {}", words.join(", "))).small().color(scene.theme.warning);
    if ui.add(egui::Button::new(text).frame(false)).on_hover_text("Show the files and what went wrong").clicked() {
        out.push(Command::View(ViewCommand::Pane(Pane::Problems)));
    }
}
