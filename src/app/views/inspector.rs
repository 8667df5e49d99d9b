//! What is known of the selection, at the right.

use eframe::egui::{self, RichText, ScrollArea, TextEdit};

use super::{Commands, Scene, View};
use crate::app::command::{Command, Decision, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::measures;
use crate::app::words;
use crate::corpus::{Document, DocumentId};
use crate::entity::EntityId;
use crate::progress::Progress;
use crate::similarity::Measure;

/// Articles that are listed as sharing text with the selected one.
const MOST_ALIKE: usize = 8;

/// What decides which articles are most alike: number of the analysis, the article, the measure.
type AlikeKey = (u64, DocumentId, Measure);

/// What is known of the selection.
pub struct InspectorView {
    /// The note that is being written, and the pair that it is about.
    note: Option<(DocumentId, DocumentId, String)>,
    /// Whether the next frame puts the cursor into the note.
    wants_note: bool,
    /// The articles that share most with the selected one, and how much.
    alike: Background<AlikeKey, Vec<(DocumentId, f64)>>,
}

impl Default for InspectorView {
    fn default() -> Self {
        Self { note: None, wants_note: false, alike: Background::new("alike") }
    }
}

impl View for InspectorView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let selection = &scene.state.selection;
            if selection.pair.is_none() && selection.article.is_none() && selection.entity.is_none() {
                ui.label(RichText::new("Nothing selected").font(theme::strong_font(size::BODY)));
                let hint = "Choose an article, a cell of the matrix, or a name: what is known of it stands here.";
                ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
                return;
            }
            if let Some((a, b)) = selection.pair {
                self.pair_ui(ui, scene, a, b, out);
            }
            if let Some(id) = selection.article {
                self.article_ui(ui, scene, id, out);
            }
            if let Some(id) = selection.entity {
                entity_ui(ui, scene, id, out);
            }
        });
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        if let Command::Undo | Command::Redo | Command::Select(_) = command {
            self.note = None;
        }
        self.wants_note |= matches!(command, Command::View(ViewCommand::WriteNote(..)));
        let _ = state;
    }
}

impl InspectorView {
    fn pair_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, a: DocumentId, b: DocumentId, out: &mut Commands) {
        let state = scene.state;
        let corpus = &state.analysis.corpus;
        ui.label(RichText::new("Pair").font(theme::strong_font(size::BODY)));
        side_ui(ui, scene, corpus.get(a), scene.theme.only_left);
        side_ui(ui, scene, corpus.get(b), scene.theme.only_right);
        match state.analysis.matrix.pair(a, b) {
            Some(pair) => {
                ui.add_space(space::SMALL);
                ui.label(measures::in_words(pair, a));
                measures::measures_ui(ui, scene.theme, pair, a, state.options.measure);
                let run = words::count(pair.longest_run.words as usize, "word", "words");
                let words = format!("Longest run in common: {run}");
                ui.label(RichText::new(words).small().color(scene.theme.ink_quiet));
            }
            None => {
                let words = "They share too little text to be listed as a pair.";
                ui.label(RichText::new(words).color(scene.theme.ink_quiet));
            }
        }
        ui.add_space(space::SMALL);
        if ui.button("Compare side by side").clicked() {
            out.push(Command::View(ViewCommand::OpenPair(a, b)));
        }
        let note = state.pair_note(a, b);
        let mut is_reviewed = note.is_some_and(|note| note.is_reviewed);
        if ui.checkbox(&mut is_reviewed, "Reviewed").changed() {
            out.push(Command::Decide(Decision::Reviewed(a, b, is_reviewed)));
        }
        let kept = note.map_or("", |note| note.note.as_str());
        let (_, _, text) = match &mut self.note {
            Some(draft) if (draft.0, draft.1) == (a, b) => draft,
            slot => slot.insert((a, b, kept.to_owned())),
        };
        let label = ui.label(RichText::new("Note").small().color(scene.theme.ink_quiet));
        let field = TextEdit::multiline(text).desired_rows(2).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if std::mem::take(&mut self.wants_note) {
            field.request_focus();
        }
        if field.lost_focus() && text != kept {
            out.push(Command::Decide(Decision::PairNote(a, b, text.clone())));
        }
        ui.add_space(space::MEDIUM);
        ui.separator();
    }

    fn article_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        let state = scene.state;
        let document = state.analysis.corpus.get(id);
        ui.label(RichText::new("Article").font(theme::strong_font(size::BODY)));
        ui.label(RichText::new(document.title()).font(theme::reading_font(size::READING)));
        let metadata = &document.metadata;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::HAIR;
            let mut line = |name: &str, value: Option<String>, from: &str| {
                let Some(value) = value else { return };
                ui.horizontal_top(|ui| {
                    let quiet = RichText::new(name).small().color(scene.theme.ink_quiet);
                    let layout = egui::Layout::left_to_right(egui::Align::Center);
                    ui.allocate_ui_with_layout(egui::vec2(62.0, 15.0), layout, |ui| {
                        ui.set_min_width(62.0);
                        ui.label(quiet);
                    });
                    let label = ui.add(egui::Label::new(RichText::new(value).small()).wrap());
                    if !from.is_empty() {
                        label.on_hover_text(format!("From the {from}"));
                    }
                });
            };
            let text = |slot: &Option<crate::corpus::Sourced<String>>| slot.as_ref().map(|found| found.value.clone());
            let from =
                |slot: &Option<crate::corpus::Sourced<String>>| slot.as_ref().map_or("", |found| found.origin.label());
            line("Outlet", text(&metadata.outlet), from(&metadata.outlet));
            line("Agency", text(&metadata.agency), from(&metadata.agency));
            line("Byline", text(&metadata.byline), from(&metadata.byline));
            line("Place", text(&metadata.place), from(&metadata.place));
            let published = metadata.published.as_ref();
            line(
                "Published",
                published.map(|found| words::date(found.value.date)),
                published.map_or("", |found| found.origin.label()),
            );
            line("Words", Some(words::number(document.word_count as usize)), "");
            line("File", Some(document.path.clone()), "");
        });
        for warning in &document.warnings {
            ui.label(RichText::new(format!("⚠ {warning}")).small().color(scene.theme.warning));
        }
        ui.horizontal(|ui| {
            if ui.button("Read").clicked() {
                out.push(Command::View(ViewCommand::OpenArticle(id)));
            }
            if let Some(outlet) = metadata.outlet_name()
                && ui.button("Only this outlet").clicked()
            {
                let filter = Filter { outlets: [outlet.to_owned()].into(), ..state.filter.clone() };
                out.push(Command::Filter(FilterCommand::Set(filter)));
            }
        });
        ui.add_space(space::MEDIUM);
        self.alike_ui(ui, scene, id, out);
        ui.separator();
    }

    /// The articles that share most with this one.
    fn alike_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        let state = scene.state;
        let key = (state.analysis_number, id, state.options.measure);
        self.alike.request(&key, &state.waker, || {
            let (analysis, measure) = (std::sync::Arc::clone(&state.analysis), state.options.measure);
            move |_: &Progress| {
                let row = analysis.matrix.row(id).map(|pair| (pair.other(id), pair.score(measure)));
                let mut alike: Vec<(DocumentId, f64)> = row.collect();
                alike.sort_by(|one, other| other.1.total_cmp(&one.1));
                alike.truncate(MOST_ALIKE);
                Ok(alike)
            }
        });
        let Some(alike) = self.alike.get(&key).filter(|alike| !alike.is_empty()) else { return };
        ui.label(RichText::new("Shares text with").small().color(scene.theme.ink_quiet));
        for &(other, score) in alike.iter() {
            let title = state.analysis.corpus.get(other).title();
            let dot = scene.theme.similarity(score);
            let aside = words::percent(score);
            if crate::app::widgets::list_row(ui, scene.theme, false, Some(dot), title, &aside).clicked() {
                out.push(Command::View(ViewCommand::OpenPair(id, other)));
            }
        }
    }
}

fn side_ui(ui: &mut egui::Ui, scene: &Scene<'_>, document: &Document, color: egui::Color32) {
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

/// "Reuters, 12 May 2015".
pub fn outlet_and_date(document: &Document) -> String {
    let outlet = crate::app::shown::outlet_or_unknown(document);
    match document.metadata.published_date() {
        Some(date) => format!("{outlet}, {}", words::date(date)),
        None => format!("{outlet}, undated"),
    }
}

fn entity_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: EntityId, out: &mut Commands) {
    let state: &State = scene.state;
    let Some(entity) = state.analysis.entities.entities.get(id.index()) else { return };
    ui.label(RichText::new("Name").font(theme::strong_font(size::BODY)));
    ui.label(RichText::new(&entity.name).font(theme::reading_font(size::READING)));
    ui.label(RichText::new(entity.kind.label()).small().color(scene.theme.ink_quiet));
    if !entity.aliases.is_empty() {
        ui.label(RichText::new(format!("Also: {}", entity.aliases.join(", "))).small());
    }
    if !entity.titles.is_empty() {
        ui.label(RichText::new(entity.titles.join(", ")).small().color(scene.theme.ink_quiet));
    }
    ui.label(RichText::new(words::count(entity.mentions.len(), "mention", "mentions")).small());
    if ui.button("Only articles that name it").clicked() {
        let mut filter = state.filter.clone();
        if !filter.entities.contains(&id) {
            filter.entities.push(id);
        }
        out.push(Command::Filter(FilterCommand::Set(filter)));
    }
    if let Some(first) = entity.mentions.first()
        && ui.link("First mention").clicked()
    {
        out.push(Command::Select(Select::Place(first.document, first.span)));
        out.push(Command::View(ViewCommand::OpenArticle(first.document)));
    }
}
