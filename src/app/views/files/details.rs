//! The chosen files: what there is to know of them, how they are read, and what can be corrected.

use eframe::egui::{self, RichText, ScrollArea};

use super::form::{Form, FormKey};
use super::shared::{current_id, status_sign};
use super::{FilesView, encodings};
use crate::app::command::{Command, Decision, FileCommand, ViewCommand};
use crate::app::dates;
use crate::app::inventory::{Finding, Inventory, InventoryRow};
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::corpus::{Confidence, Document, FileStatus, Format, MetadataCorrection, Published, Warning};

/// Below this width, in points, the two halves stand under each other.
const HALVES_FROM: f32 = 600.0;

/// The chosen files.
pub fn details_ui(view: &mut FilesView, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Inventory, out: &mut Commands) {
    let only = view.chosen.only().and_then(|row| made.rows.get(row as usize));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            if ui.small_button("✕").on_hover_text("Close").clicked() {
                view.chosen.clear();
            }
            let name = match only {
                Some(row) => row.file.path.clone(),
                None => {
                    let articles = view.form.as_ref().map_or(0, Form::len);
                    let articles = words::count(articles, "article", "articles");
                    format!("{} chosen  ·  {articles}", words::count(view.chosen.len(), "file", "files"))
                }
            };
            ui.add(egui::Label::new(RichText::new(name).font(theme::strong_font(size::BODY))).truncate());
        });
        match only {
            Some(row) if ui.available_width() >= HALVES_FROM => {
                let room = ui.available_width() - space::LARGE;
                // A title wants more room than what is known of a file.
                let left = room * 0.54;
                let down = egui::Layout::top_down(egui::Align::Min);
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::LARGE;
                    ui.allocate_ui_with_layout(egui::vec2(left, 0.0), down, |ui| {
                        ui.spacing_mut().item_spacing.x = space::MEDIUM;
                        ui.set_width(left);
                        values_ui(view, ui, scene, made, Some(row), out);
                    });
                    ui.allocate_ui_with_layout(egui::vec2(room - left, 0.0), down, |ui| {
                        ui.spacing_mut().item_spacing.x = space::MEDIUM;
                        ui.set_width(room - left);
                        file_ui(view, ui, scene, made, row, out);
                    });
                });
            }
            Some(row) => {
                file_ui(view, ui, scene, made, row, out);
                values_ui(view, ui, scene, made, Some(row), out);
            }
            None => values_ui(view, ui, scene, made, None, out),
        }
    });
}

/// What can be corrected.
fn values_ui(
    view: &mut FilesView,
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    made: &Inventory,
    only: Option<&InventoryRow>,
    out: &mut Commands,
) {
    let count = only.map_or(0, |row| row.file.articles.len());
    view.article = view.article.min(count.saturating_sub(1));
    if let Some(row) = only.filter(|_| count > 1) {
        stepper_ui(view, ui, made, row);
    }
    let key = FormKey {
        choice: view.chosen.number,
        article: view.article,
        decisions: scene.state.decisions_number,
        analysis: scene.state.analysis_number,
    };
    if view.form.as_ref().is_none_or(|form| !form.is_of(key)) {
        let documents: Vec<&Document> = match only {
            Some(row) => row.file.articles.get(view.article).map(|&id| &**made.corpus.get(id)).into_iter().collect(),
            None => {
                let articles = view.chosen.rows().flat_map(|row| &made.rows[row as usize].file.articles);
                articles.map(|&id| &**made.corpus.get(id)).collect()
            }
        };
        view.form = Some(Form::new(key, &documents, &scene.state.corpus));
    }
    let has_articles = only.is_none_or(|row| !row.file.articles.is_empty());
    match &mut view.form {
        Some(form) if has_articles => form.ui(ui, scene.state, scene.theme, out),
        _ => {}
    }
}

/// From article to article of a file of many.
fn stepper_ui(view: &mut FilesView, ui: &mut egui::Ui, made: &Inventory, row: &InventoryRow) {
    let articles = &row.file.articles;
    ui.horizontal(|ui| {
        if ui.add_enabled(view.article > 0, egui::Button::new("◀").small()).on_hover_text("Previous article").clicked()
        {
            view.article -= 1;
        }
        let is_last = view.article + 1 >= articles.len();
        if ui.add_enabled(!is_last, egui::Button::new("▶").small()).on_hover_text("Next article").clicked() {
            view.article += 1;
        }
        let place = format!("Article {} of {}", words::number(view.article + 1), words::number(articles.len()));
        ui.label(place);
        if row.is(Finding::NoDate) && ui.small_button("Next without a date").clicked() {
            let has_none = |&at: &usize| made.corpus.get(articles[at]).metadata.published.is_none();
            let after = (view.article + 1..articles.len()).chain(0..=view.article);
            view.article = { after }.find(has_none).unwrap_or(view.article);
        }
    });
}

/// What there is to know of the file, and what can be done about it.
fn file_ui(
    view: &mut FilesView,
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    made: &Inventory,
    row: &InventoryRow,
    out: &mut Commands,
) {
    let (theme, state, file) = (scene.theme, scene.state, &row.file);
    let (sign, ink, status) = status_sign(theme, file.status);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{sign} {status}")).color(ink));
        if let Some(format) = file.format {
            let articles = words::count(file.articles.len(), "article", "articles");
            let words = words::count(file.words as usize, "word", "words");
            let line = format!("{}  ·  {articles}  ·  {words}", format.label());
            ui.label(RichText::new(line).color(theme.ink_quiet));
        }
    });
    for note in file.notes() {
        let ink = if file.status == FileStatus::Skipped { theme.error } else { theme.ink };
        ui.label(RichText::new(sentence(&note)).color(ink));
    }
    readings_ui(view, ui, scene, made, row, out);
    if let Some(other) = &file.duplicate_of {
        ui.horizontal_wrapped(|ui| {
            ui.label("The same bytes as");
            if ui.link(other).on_hover_text("Choose that file").clicked()
                && let Some(at) = made.index_of(other)
            {
                view.chosen.choose(at);
            }
        });
    }
    if let Some(document) = made.first_article(row)
        && let Some(language) = &document.metadata.language
        && language.value != "en"
    {
        let line = format!(
            "Language: {}. Names and times are found in English only; likeness and comparison work as ever.",
            language.value
        );
        ui.label(RichText::new(line).small().color(theme.ink_quiet));
    }
    let may_choose = file.format.map_or(file.status == FileStatus::Skipped, Format::has_encoding);
    if may_choose && state.source != crate::app::state::Source::Sample {
        encodings::encoding_ui(ui, scene, &file.path, file.encoding, &mut view.scope, out);
    }
    ui.horizontal_wrapped(|ui| {
        let first = file.articles.get(view.article).or(file.articles.first());
        let current = first.and_then(|&id| current_id(made, &state.analysis.corpus, id));
        if let Some(id) = current
            && ui.button("Read").on_hover_text("Opens the article in the reader").clicked()
        {
            out.push(Command::View(ViewCommand::OpenArticle(id)));
        }
        let repairs = &state.session.settings.read.repairs;
        let is_repaired = repairs.contains(&file.path);
        if row.is(Finding::Damaged) && !is_repaired && ui.button("Repair letters").clicked() {
            let mut settings = state.session.settings.clone();
            settings.read.repairs.insert(file.path.clone());
            out.push(Command::Decide(Decision::Settings(Box::new(settings), "repair of damaged letters")));
        }
        if is_repaired && ui.button("Undo the repair").clicked() {
            let mut settings = state.session.settings.clone();
            settings.read.repairs.remove(&file.path);
            out.push(Command::Decide(Decision::Settings(Box::new(settings), "repair of damaged letters")));
        }
        if file.status == FileStatus::Skipped
            && ui.button("Try again").on_hover_text("Reads what changed on disk, and what could not be read").clicked()
        {
            out.push(Command::File(FileCommand::Rescan));
        }
    });
    ui.add_space(space::SMALL);
}

/// The two readings of a date, of which the person can say which is right.
fn readings_ui(
    view: &FilesView,
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    made: &Inventory,
    row: &InventoryRow,
    out: &mut Commands,
) {
    let Some(&id) = row.file.articles.get(view.article) else { return };
    let document = made.corpus.get(id);
    let open = document.warnings.iter().find_map(|warning| match warning {
        Warning::AmbiguousDate { taken, other } => Some([*taken, *other]),
        _ => None,
    });
    let is_open = document.metadata.published.as_ref().is_some_and(|date| date.confidence == Confidence::Ambiguous);
    let (Some(readings), Some(id)) = (open.filter(|_| is_open), current_id(made, &scene.state.analysis.corpus, id))
    else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.label("It was");
        for date in readings {
            if ui.small_button(dates::date(date)).on_hover_text("Takes this as the date").clicked() {
                let known = scene.state.session.settings.metadata.get(&document.path).cloned().unwrap_or_default();
                let published = Some(Some(Published { date, time: None }));
                let correction = MetadataCorrection { published, ..known };
                out.push(Command::Decide(Decision::Metadata(vec![(id, correction)])));
            }
        }
    });
}

/// A reason or warning as a sentence of its own.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
