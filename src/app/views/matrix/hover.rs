//! What the card of a cell says.

use eframe::egui::{self, RichText, ScrollArea};

use crate::app::command::{Command, Decision, ViewCommand};
use crate::app::taken_over::TakenOver;
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::measures;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;
use crate::similarity::PairScore;

/// Width of the card, in points.
pub const WIDTH: f32 = 380.0;

/// Height from which on the card scrolls, in points: two titles of two lines each, and the whole quotation, fit.
const MOST_HEIGHT: f32 = 480.0;

/// Room for what stands below what scrolls, and for the frame, in points.
const FOOT: f32 = 96.0;

/// Longest quotation of the shared run, in letters.
const QUOTED: usize = 220;

/// The card of a cell: two different articles, that of the row first, and how many pairs the cell holds: of several, these
/// are the most alike.
pub fn card_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    (row, column): (DocumentId, DocumentId),
    count: u32,
    out: &mut Commands,
) {
    let theme = scene.theme;
    let state = scene.state;
    ui.set_width(WIDTH);
    let height = MOST_HEIGHT.min(ui.ctx().content_rect().height() - FOOT);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        if count > 1 {
            let words = format!("The most alike of {}", words::count(count as usize, "pair", "pairs"));
            ui.label(RichText::new(words).small().color(theme.ink_quiet));
        }
        for (id, color) in [(row, theme.only_left), (column, theme.only_right)] {
            let document = state.analysis.corpus.get(id);
            ui.horizontal_top(|ui| {
                let (bar, _) = ui.allocate_exact_size(egui::vec2(3.0, 36.0), egui::Sense::hover());
                ui.painter().rect_filled(bar, 1.5, color);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let title = RichText::new(document.title()).font(theme::reading_font(size::BODY + 1.0));
                    ui.label(title.color(theme.ink));
                    ui.label(RichText::new(outlet_and_date(document)).small().color(theme.ink_quiet));
                });
            });
        }
        ui.add_space(space::SMALL);
        match state.analysis.matrix.pair(row, column) {
            Some(pair) => {
                ui.label(measures::in_words(pair, row, state.options.measure));
                if TakenOver::of(&state.analysis, pair) == TakenOver::Copy {
                    measures::copy_ui(ui, theme);
                }
                ui.add_space(space::SMALL);
                measures::measures_ui(ui, theme, pair, row, state.options.measure);
                run_ui(ui, scene, pair);
            }
            None => {
                ui.label(RichText::new("They share too little text to be listed as a pair.").color(theme.ink_quiet));
            }
        }
    });
    ui.separator();
    ui.horizontal(|ui| {
        if ui.link("Compare these two").clicked() {
            out.push(Command::View(ViewCommand::OpenPair(row, column)));
        }
        let note = state.pair_note(row, column);
        let is_reviewed = note.is_some_and(|note| note.is_reviewed);
        let words = if is_reviewed { "Mark as not reviewed" } else { "Mark as reviewed" };
        if ui.link(words).clicked() {
            out.push(Command::Decide(Decision::Reviewed(row, column, !is_reviewed)));
        }
        if note.is_some_and(|note| !note.note.is_empty()) {
            ui.label(RichText::new("✎ has a note").small().color(theme.ink_quiet));
        }
    });
}

/// The longest run of words that the two share, quoted.
fn run_ui(ui: &mut egui::Ui, scene: &Scene<'_>, pair: &PairScore) {
    let run = pair.longest_run;
    if run.words == 0 {
        return;
    }
    let analysis = &scene.state.analysis;
    let quotation = words::shortened(&analysis.matrix.compared_text(analysis.corpus.get(pair.a), run.a), QUOTED);
    ui.add_space(space::SMALL);
    let label = format!("Longest shared run, {}:", words::count(run.words as usize, "word", "words"));
    ui.label(RichText::new(label).small().color(scene.theme.ink_quiet));
    let quotation = RichText::new(format!("“{quotation}”")).font(theme::reading_italic(size::BODY));
    ui.label(quotation.color(scene.theme.ink));
}
