//! Two boxes over the window: another date for a time, and a note.

use eframe::egui::{self, Key, RichText, TextEdit};

use super::model::Item;
use super::say;
use crate::analysis::Analysis;
use crate::app::command::{Command, Decision};
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;
use crate::text::Span;
use crate::timeline::{TimeCorrection, TimexId, time_from_typed};

/// Which box is open, with what is typed in it.
#[derive(Clone, Debug)]
pub struct OpenBox {
    what: What,
    typed: String,
    is_new: bool,
}

#[derive(Clone, Debug)]
enum What {
    /// Another date for these words of this article.
    Date { document: DocumentId, span: Span, meaning: String },
    /// A note on this article.
    Note(DocumentId),
}

impl OpenBox {
    /// Asks for another date of a time.
    pub fn date(analysis: &Analysis, timex: TimexId) -> Self {
        let timex = &analysis.timeline.timexes[timex.index()];
        let what = What::Date { document: timex.document, span: timex.span, meaning: say::meaning(timex) };
        Self { what, typed: String::new(), is_new: true }
    }

    /// Asks for a note on an article; the sentence is quoted below what was noted before.
    pub fn note(state: &State, item: &Item) -> Self {
        let document = state.analysis.corpus.get(item.document);
        let mut typed = state.session.notes.get(&document.path).cloned().unwrap_or_default();
        if !typed.is_empty() {
            typed.push_str("\n\n");
        }
        let sentence = say::one_line(item.sentence.get(&document.text).unwrap_or_default());
        typed += &format!("“{sentence}”\n");
        Self { what: What::Note(item.document), typed, is_new: true }
    }
}

/// Shows the box that is open, if one is.
pub fn ui(ui: &egui::Ui, scene: &Scene<'_>, open_box: &mut Option<OpenBox>, out: &mut Commands) {
    let Some(open) = open_box else { return };
    let id = ui.scope_id().with("box");
    let mut is_done = false;
    let response = egui::Modal::new(id).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        is_done = match open.what.clone() {
            What::Date { document, span, meaning } => date_ui(ui, scene, open, document, span, &meaning, out),
            What::Note(document) => note_ui(ui, open, document, out),
        };
    });
    open.is_new = false;
    if is_done || response.should_close() {
        *open_box = None;
    }
}

fn date_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    open: &mut OpenBox,
    id: DocumentId,
    span: Span,
    meaning: &str,
    out: &mut Commands,
) -> bool {
    let document = scene.state.analysis.corpus.get(id);
    let phrase = span.get(&document.text).unwrap_or_default();
    ui.heading("Set another date");
    ui.label(format!("The text says “{}”, which was read as {meaning}.", say::one_line(phrase)));
    ui.add_space(space::SMALL);
    let label = ui.label("It means");
    let hint = "12 May 2015, May 2015, 2015, last March, 2015-W20";
    let field = TextEdit::singleline(&mut open.typed).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label.id);
    if open.is_new {
        response.request_focus();
    }
    let read = time_from_typed(&open.typed, document.metadata.published_date());
    let (words, color) = match &read {
        Some((_, days)) => (say::days(days.earliest, days.latest), scene.theme.ink),
        None if open.typed.trim().is_empty() => (String::new(), scene.theme.ink_quiet),
        None => ("This is not one date".to_owned(), scene.theme.warning),
    };
    ui.label(RichText::new(words).color(color));
    ui.add_space(space::SMALL);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut is_done = false;
    ui.horizontal(|ui| {
        let set = ui.add_enabled(read.is_some(), egui::Button::new("Set the date")).clicked();
        if let Some((value, days)) = read.filter(|_| set || enter) {
            out.push(Command::Decide(Decision::Time(TimeCorrection {
                path: document.path.clone(),
                span,
                phrase: phrase.to_owned(),
                value: Some((value, Some(days))),
            })));
            is_done = true;
        }
        is_done |= ui.button("Cancel").clicked();
    });
    is_done
}

fn note_ui(ui: &mut egui::Ui, open: &mut OpenBox, document: DocumentId, out: &mut Commands) -> bool {
    let label = ui.heading("Note on the article");
    let field = TextEdit::multiline(&mut open.typed).desired_rows(6).desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label.id);
    if open.is_new {
        response.request_focus();
    }
    let mut is_done = false;
    ui.horizontal(|ui| {
        if ui.button("Keep the note").clicked() {
            out.push(Command::Decide(Decision::ArticleNote(document, open.typed.trim().to_owned())));
            is_done = true;
        }
        is_done |= ui.button("Cancel").clicked();
    });
    is_done
}
