//! A pair: both articles, how much they share, who names whom, the passages, what they disagree on, the note.

use std::sync::Arc;

use eframe::egui::{self, RichText};

use super::{InspectorView, end_ui, quiet_ui, title_ui};
use crate::analysis::Analysis;
use crate::app::about::minutes_apart;
use crate::app::command::Direction;
use crate::app::command::{Command, Go, Select, ViewCommand};
use crate::app::dates;
use crate::app::taken_over::TakenOver;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::measures;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::{Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::story::{Credit, Fact, Verdict, credit};

/// Facts that are listed.
const FACTS: usize = 6;
/// Letters of a passage or fact that are shown.
const LETTERS: usize = 160;

/// What a job finds out about a pair.
pub struct Shared {
    /// Where the second credits the first.
    in_second: Vec<Credit>,
    /// Where the first credits the second.
    in_first: Vec<Credit>,
}

impl Shared {
    fn new(analysis: &Analysis, a: DocumentId, b: DocumentId, progress: &Progress) -> Result<Self, Cancelled> {
        progress.checkpoint()?;
        let evidence = analysis.evidence();
        Ok(Self { in_second: credit(a, b, &evidence), in_first: credit(b, a, &evidence) })
    }
}

impl InspectorView {
    pub(super) fn pair_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        a: DocumentId,
        b: DocumentId,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let corpus = &state.analysis.corpus;
        title_ui(ui, "Pair");
        side_ui(ui, corpus.get(a), scene, scene.theme.only_left);
        side_ui(ui, corpus.get(b), scene, scene.theme.only_right);
        if let Some(apart) = minutes_apart(corpus.get(a), corpus.get(b)) {
            let line = words::came_later(apart, "the first", "the second");
            quiet_ui(ui, scene.theme, &words::capitalised(&line));
        }
        match state.analysis.matrix.pair(a, b) {
            Some(pair) => {
                ui.add_space(space::SMALL);
                ui.label(measures::in_words(pair, a, state.options.measure));
                match TakenOver::of(&state.analysis, pair) {
                    TakenOver::Copy => measures::copy_ui(ui, scene.theme),
                    way => {
                        quiet_ui(ui, scene.theme, &format!("Taken over: {}", way.label()));
                    }
                }
                measures::measures_ui(ui, scene.theme, pair, a, state.options.measure);
                let run = words::count(pair.longest_run.words as usize, "word", "words");
                quiet_ui(ui, scene.theme, &format!("Longest run in common: {run}"));
            }
            None => {
                quiet_ui(ui, scene.theme, "They share too little text to be listed as a pair.");
            }
        }
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            if ui.button("Compare side by side").clicked() {
                out.push(Command::View(ViewCommand::OpenPair(a, b)));
            }
        });
        self.written.pair_ui(ui, scene, a, b, out);
        let key = (state.analysis_number, a, b);
        self.shared.request(&key, &state.waker, || {
            let analysis = Arc::clone(&state.analysis);
            move |progress: &Progress| Shared::new(&analysis, a, b, progress)
        });
        if let Some(shared) = self.shared.get(&key) {
            shared_ui(ui, scene, a, b, shared, out);
        }
        self.explain.ui(ui, scene, a, b, out);
        if let Some(comparison) = state.comparison() {
            facts_ui(ui, scene, [corpus.get(a), corpus.get(b)], &comparison.facts, out);
        }
        end_ui(ui);
    }
}

fn side_ui(ui: &mut egui::Ui, document: &Document, scene: &Scene<'_>, color: egui::Color32) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(4.0, 34.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, 2.0, color);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(document.title()).truncate());
            let line = RichText::new(outlet_and_date(document)).small().color(scene.theme.ink_quiet);
            ui.add(egui::Label::new(line).truncate());
        });
    });
}

/// What one side states, with what it means where the words alone would not tell the two apart: two reports of "today".
fn stated(text: &str, value: Option<&String>, is_same: bool) -> String {
    let text = words::shortened(text, LETTERS);
    match value.filter(|_| is_same) {
        Some(value) => format!("{text} ({})", value.parse().map_or_else(|_| value.clone(), dates::date)),
        None => text,
    }
}

fn shared_ui(ui: &mut egui::Ui, scene: &Scene<'_>, a: DocumentId, b: DocumentId, shared: &Shared, out: &mut Commands) {
    let sides = [("The second", "the first", b, &shared.in_second), ("The first", "the second", a, &shared.in_first)];
    for (who, whom, id, found) in sides {
        let Some(credit) = found.iter().find(|credit| !credit.source.is_empty()).or(found.first()) else { continue };
        let name = if credit.source.is_empty() { "agencies" } else { credit.source.as_str() };
        let line = format!("{who} names {name}");
        if ui.link(RichText::new(line).small()).on_hover_text(format!("A credit for {whom}; click to see it")).clicked()
        {
            out.push(Command::Select(Select::Place(id, credit.span)));
            out.push(Command::View(ViewCommand::OpenArticle(id)));
        }
    }
    if shared.in_first.is_empty() && shared.in_second.is_empty() {
        quiet_ui(ui, scene.theme, "Neither names the other or its agency");
    }
}

/// What the two disagree on.
fn facts_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    [left, right]: [&Arc<Document>; 2],
    facts: &[Fact],
    out: &mut Commands,
) {
    let disputed = || facts.iter().filter(|fact| fact.verdict == Verdict::Differs);
    let count = disputed().count();
    if count == 0 {
        return;
    }
    ui.add_space(space::SMALL);
    quiet_ui(ui, scene.theme, &words::count(count, "fact differs", "facts differ"));
    for fact in disputed().take(FACTS) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let (a, b) = (fact.a.slice(&left.text), fact.b.slice(&right.text));
            let is_same = a.to_lowercase() == b.to_lowercase();
            let side = |text: &str, value: &Option<String>, color| {
                RichText::new(stated(text, value.as_ref(), is_same)).small().color(color)
            };
            ui.label(side(a, &fact.a_value, scene.theme.only_left));
            ui.label(RichText::new("≠").small());
            ui.label(side(b, &fact.b_value, scene.theme.only_right));
            ui.label(RichText::new(fact.kind.label()).small().color(scene.theme.ink_quiet));
        });
    }
    if ui.link(RichText::new("See them side by side").small()).clicked() {
        if let Some((a, b)) = scene.state.selection.pair {
            out.push(Command::View(ViewCommand::OpenPair(a, b)));
        }
        out.push(Command::Go(Go::Dispute(Direction::Next)));
    }
}
