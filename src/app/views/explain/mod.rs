//! Why a pair has its score: the shared passages, largest first, and what the score is with less of the text, or with more
//! of it than the settings have compared.

use eframe::egui::{self, DragValue, RichText};

use super::{Commands, Scene};
use crate::app::command::{Command, Modal, Select, ViewCommand};
use crate::app::theme::{self, size, space};
use crate::app::widgets::measures::directed;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::similarity::{Exclusions, Explanation, Passage};

/// Passages that are shown before the person asks for all.
const FIRST_PASSAGES: usize = 8;
/// Longest passage that can be asked to count, in words.
const LONGEST_LEAST: usize = 999;

/// The passages of the selected pair.
#[derive(Default)]
pub struct ExplainView {
    /// The pair of which all passages are shown.
    all_of: Option<(DocumentId, DocumentId)>,
}

impl ExplainView {
    /// The part of the inspector that explains the pair's score; `a` is on the left.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, a: DocumentId, b: DocumentId, out: &mut Commands) {
        ui.add_space(space::MEDIUM);
        ui.label(RichText::new("Shared passages").font(theme::strong_font(size::BODY)));
        let Some(explanation) = scene.state.explanation() else {
            ui.label(RichText::new("Looking…").small().color(scene.theme.ink_quiet));
            return;
        };
        exclusions_ui(ui, scene, out);
        change_ui(ui, scene, explanation, a);
        if explanation.passages.is_empty() {
            let words = match scene.state.options.exclusions == Exclusions::default() {
                true => "No run of four words or more stands in both.",
                false => "No passage is left: what you leave out takes them all with it.",
            };
            ui.label(RichText::new(words).small().color(scene.theme.ink_quiet));
            return;
        }
        let shows_all = self.all_of == Some((a, b));
        let shown = if shows_all { explanation.passages.len() } else { FIRST_PASSAGES };
        for passage in explanation.passages.iter().take(shown) {
            passage_ui(ui, scene, (a, b), explanation, passage, out);
        }
        let more = explanation.passages.len().saturating_sub(FIRST_PASSAGES);
        if more > 0 {
            let label = if shows_all {
                "Show the largest only".to_owned()
            } else {
                format!("Show {} more", words::number(more))
            };
            if ui.link(RichText::new(label).small()).clicked() {
                self.all_of = if shows_all { None } else { Some((a, b)) };
            }
        }
    }
}

/// What is left out of this pair, and the way to what is left out of all.
fn exclusions_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.options.exclusions;
    let similarity = &scene.state.analysis.settings.similarity;
    let mut chosen = now;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Without").small().color(scene.theme.ink_quiet));
        let choices = [
            ("quotations", &mut chosen.quotations, similarity.ignores_quotations),
            ("captions", &mut chosen.captions, similarity.ignores_captions),
            ("recurring lines", &mut chosen.boilerplate, similarity.ignores_boilerplate),
        ];
        for (label, choice, is_usual) in choices {
            let mut is_out = choice.unwrap_or(is_usual);
            let hint = match is_usual {
                true => "Left out of every pair; take the tick away to see this pair with them",
                false => "Counted in every pair; tick to see this pair without them",
            };
            if ui.checkbox(&mut is_out, RichText::new(label).small()).on_hover_text(hint).changed() {
                *choice = Some(is_out).filter(|&is_out| is_out != is_usual);
            }
        }
        let for_all = ui.link(RichText::new("For all pairs…").small());
        if for_all.on_hover_text("Choose what is left out of every pair: the comparison options").clicked() {
            out.push(Command::Show(Some(Modal::Similarity)));
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new("and without passages under").small().color(scene.theme.ink_quiet));
        let least = DragValue::new(&mut chosen.shorter_than_words).range(0..=LONGEST_LEAST).suffix(" words");
        ui.add(least).labelled_by(label.id).on_hover_text("Shorter shared passages do not count; 0 counts all");
    });
    if chosen != now {
        out.push(Command::View(ViewCommand::Exclusions(chosen)));
    }
}

/// How the score changes, in both directions where it has them; `first` is the article on the left.
fn change_ui(ui: &mut egui::Ui, scene: &Scene<'_>, explanation: &Explanation, first: DocumentId) {
    if scene.state.options.exclusions == Exclusions::default() {
        return;
    }
    let Explanation { score, without, .. } = explanation;
    let measure = scene.state.options.measure;
    let change = |from: DocumentId| Some((directed(score, from, measure)?, directed(without, from, measure)?));
    let percents = |(before, after): (f64, f64)| format!("{} → {}", words::percent(before), words::percent(after));
    let explained = "As all pairs are compared → as you have it here";
    let line = |words: String, color| egui::Label::new(RichText::new(words).small().color(color)).extend();
    match change(first).zip(change(score.other(first))) {
        Some((one, other)) => {
            ui.label(RichText::new(measure.label()).small().color(scene.theme.ink_quiet));
            ui.horizontal_wrapped(|ui| {
                for (name, shares, color) in
                    [("1st in 2nd", one, scene.theme.only_left), ("2nd in 1st", other, scene.theme.only_right)]
                {
                    ui.add(line(format!("{name} {}", percents(shares)), color)).on_hover_text(explained);
                }
            });
        }
        None => {
            let shares = percents((score.score(measure), without.score(measure)));
            ui.add(line(format!("{} {shares}", measure.label()), scene.theme.ink)).on_hover_text(explained);
        }
    }
    let (run, left) = (score.longest_run.words, without.longest_run.words);
    if run != left {
        let words = format!("Longest run {run} → {left} words");
        ui.add(line(words, scene.theme.ink)).on_hover_text(explained);
    }
}

fn passage_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    (left, right): (DocumentId, DocumentId),
    explanation: &Explanation,
    passage: &Passage,
    out: &mut Commands,
) {
    let corpus = &scene.state.analysis.corpus;
    let (on_left, on_right) = if left < right { (passage.a, passage.b) } else { (passage.b, passage.a) };
    ui.add_space(space::HAIR);
    let shown = explanation.text_of(passage, left, corpus.get(left));
    let quotation = RichText::new(format!("“{shown}”")).font(theme::reading_font(size::BODY));
    ui.add(egui::Label::new(quotation).truncate().show_tooltip_when_elided(false)).on_hover_text(&shown);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let mut line = words::count(passage.words as usize, "word", "words");
        line.push_str(if passage.is_quoted { ", a quotation in both" } else { "" });
        ui.label(RichText::new(line).small().color(scene.theme.ink_quiet))
            .on_hover_text(format!("{} of the weight of all that the two share", words::percent(passage.share)));
        let sides = [
            ("in the first", left, on_left, scene.theme.only_left),
            ("in the second", right, on_right, scene.theme.only_right),
        ];
        for (label, document, span, color) in sides {
            let link = egui::Link::new(RichText::new(label).small().color(color));
            if ui.add(link).on_hover_text(corpus.get(document).title()).clicked() {
                out.push(Command::Select(Select::Place(document, span)));
                out.push(Command::View(ViewCommand::OpenArticle(document)));
            }
        }
    });
}
