//! The head of the comparison: which two articles, how far apart, how much they share.

use eframe::egui::{self, Label, RichText};

use super::line::Side;
use crate::analysis::Comparison;
use crate::app::about::minutes_apart;
use crate::app::command::{Command, Decision};
use crate::app::taken_over::TakenOver;
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::measures::share_in_other;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::{Document, DocumentId};
use crate::story::Credit;

/// Height of the pane below which what is known of the pair waits under the pointer, so that its text has the room: as on a
/// small screen with large letters.
const LOW: f32 = 400.0;

/// Width of the pane below which it waits too: it would fill three lines, as beside the inspector on a small screen.
const NARROW: f32 = 600.0;

/// Characters of the line that credits a source, in its tooltip.
const QUOTED_CHARACTERS: usize = 200;

/// Whether there is so little room that what is seldom wanted must not take a line of its own.
pub fn is_narrow(ui: &egui::Ui) -> bool {
    ui.available_width() < NARROW
}

/// Paints the two titles, and a line of what is known of the pair.
pub fn head_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    pair: (DocumentId, DocumentId),
    comparison: Option<&Comparison>,
    out: &mut Commands,
) {
    let corpus = &scene.state.analysis.corpus;
    let sides = [(pair.0, scene.theme.only_left), (pair.1, scene.theme.only_right)];
    let is_low = ui.available_height() < LOW || is_narrow(ui);
    ui.columns_const(|columns: &mut [egui::Ui; 2]| {
        for (ui, (id, color)) in columns.iter_mut().zip(sides) {
            let document = corpus.get(id);
            ui.horizontal(|ui| {
                let (bar, _) = ui.allocate_exact_size(egui::vec2(4.0, 42.0), egui::Sense::hover());
                ui.painter().rect_filled(bar, 2.0, color);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::HAIR;
                    let title = RichText::new(document.title()).font(theme::reading_font(size::HEADING));
                    ui.add(Label::new(title).truncate());
                    let aside = RichText::new(outlet_and_date(document)).small().color(color);
                    let aside = Label::new(aside).truncate();
                    if !is_low {
                        ui.add(aside);
                        return;
                    }
                    let line = egui::Layout::right_to_left(egui::Align::Center);
                    // Both as high as the box beside one of them.
                    let room = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
                    ui.allocate_ui_with_layout(room, line, |ui| {
                        ui.set_min_height(room.y);
                        if id == pair.1 {
                            reviewed_ui(ui, scene, pair, out);
                        }
                        let aside =
                            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| ui.add(aside));
                        aside.inner.on_hover_ui(|ui| {
                            for said in facts(scene, pair, comparison) {
                                ui.label(said.words);
                            }
                        });
                    });
                });
            });
        }
    });
    if is_low {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        for said in facts(scene, pair, comparison) {
            // A label that does not wrap goes to the next line whole.
            let label = ui.add(Label::new(RichText::new(said.words).small().color(scene.theme.ink_quiet)).extend());
            if !said.explained.is_empty() {
                label.on_hover_text(said.explained);
            }
        }
        reviewed_ui(ui, scene, pair, out);
    });
    if let Some(note) = scene.state.pair_note(pair.0, pair.1).filter(|note| !note.note.trim().is_empty()) {
        let text = RichText::new(format!("Note: {}", note.note.replace('\n', " "))).small().italics();
        ui.add(Label::new(text).truncate());
    }
}

/// The box that says that the pair was looked at.
fn reviewed_ui(ui: &mut egui::Ui, scene: &Scene<'_>, pair: (DocumentId, DocumentId), out: &mut Commands) {
    let note = scene.state.pair_note(pair.0, pair.1);
    let mut is_reviewed = note.is_some_and(|note| note.is_reviewed);
    let response = ui.checkbox(&mut is_reviewed, RichText::new("Reviewed").small());
    if response.on_hover_text("Mark this pair as looked at (Ctrl+D)").changed() {
        out.push(Command::Decide(Decision::Reviewed(pair.0, pair.1, is_reviewed)));
    }
}

/// Something that is known of the pair, in a few words, and where they come from.
struct Said {
    words: String,
    explained: String,
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Self { words, explained: String::new() }
    }
}

/// What is known of the pair.
fn facts(scene: &Scene<'_>, pair: (DocumentId, DocumentId), comparison: Option<&Comparison>) -> Vec<Said> {
    let analysis = &scene.state.analysis;
    let mut said: Vec<Said> = Vec::new();
    let (left, right) = (analysis.corpus.get(pair.0), analysis.corpus.get(pair.1));
    if let Some(score) = analysis.matrix.pair(pair.0, pair.1) {
        let share = words::percent(score.copied_share());
        said.push(Said {
            words: TakenOver::of(analysis, score).label().to_owned(),
            explained: format!(
                "How the more dependent text was taken over: about {share} of it, by weight of words and by longer \
                 runs. Shared words show a common source, not who copied whom."
            ),
        });
    }
    let apart = minutes_apart(left, right).map(|apart| words::came_later(apart, "the left one", "the right one"));
    said.extend(apart.map(Said::from));
    if let Some(comparison) = comparison {
        let sides = [(Side::Right, right, &comparison.credits_in_b), (Side::Left, left, &comparison.credits_in_a)];
        said.extend(sides.into_iter().filter_map(|(side, document, credits)| credited(side, document, credits)));
    }
    if let Some(score) = analysis.matrix.pair(pair.0, pair.1) {
        let share = |from| words::percent(share_in_other(score, from, scene.state.options.measure));
        said.push(format!("{} of the left is also in the right", share(pair.0)).into());
        said.push(format!("{} of the right is also in the left", share(pair.1)).into());
        let run = score.longest_run.words as usize;
        said.push(format!("longest shared run {}", words::count(run, "word", "words")).into());
    }
    if comparison.is_some_and(|comparison| comparison.alignment.is_unrelated) {
        said.push("these two share too little to be versions of one text".to_owned().into());
    }
    if comparison.is_some_and(|comparison| comparison.alignment.completeness == crate::alignment::Completeness::Coarse)
    {
        said.push("very long: some stretches were compared only coarsely".to_owned().into());
    }
    said
}

/// "the right one credits Reuters", with the words that do.
fn credited(side: Side, document: &Document, credits: &[Credit]) -> Option<Said> {
    let credit = credits.iter().find(|credit| !credit.source.is_empty()).or(credits.first())?;
    let which = if side == Side::Left { "left" } else { "right" };
    let source = if credit.source.is_empty() { "agencies" } else { &credit.source };
    let line = document.text.get(..credit.span.start())?.rfind('\n').map_or(0, |at| at + 1);
    let end = document.text[credit.span.end()..].find('\n').map_or(document.text.len(), |at| credit.span.end() + at);
    let quoted: String = document.text[line..end].chars().take(QUOTED_CHARACTERS).collect();
    let dots = if line + quoted.len() < end { "…" } else { "" };
    Some(Said {
        words: format!("the {which} one credits {source}"),
        explained: format!("In its {}: “{}{dots}”", credit.part.label(), quoted.trim()),
    })
}
