//! Two boxes over the window: another date for a time, and a note.

use eframe::egui::{self, Key, RichText, TextEdit};
use jiff::civil::Date;

use super::say;
use crate::app::command::{Command, Decision, Modal};
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;
use crate::report::notes::Corrected;
use crate::text::{Span, one_line};
use crate::timeline::{Anchor, TimeCorrection, time_from_typed};

/// A box that is open, with what is typed in it. It knows articles by their paths: numbers may change under it.
#[derive(Clone, Debug)]
pub struct TimeBox {
    path: String,
    what: What,
    typed: String,
    is_new: bool,
}

#[derive(Clone, Debug)]
enum What {
    /// Another date for these words, which mean something by now.
    Date { span: Span, phrase: String, meaning: String, published: Option<Date>, is_corrected: bool },
    /// A note on the article.
    Note,
}

impl TimeBox {
    /// What `modal` asks for; `None` when that is no date or note, or what it is about is gone.
    pub fn of(state: &State, modal: &Modal) -> Option<Self> {
        match *modal {
            Modal::SetDate(id, span) => Self::date(state, id, span),
            Modal::NoteOn(id, sentence) => Self::note(state, id, sentence),
            _ => None,
        }
    }

    fn date(state: &State, id: DocumentId, span: Span) -> Option<Self> {
        let document = state.analysis.corpus.documents().get(id.index())?;
        let timex = state.analysis.timeline.times_in(id).iter().find(|timex| timex.span == span)?;
        let what = What::Date {
            span,
            phrase: span.get(&document.text)?.to_owned(),
            meaning: say::meaning(timex),
            published: document.metadata.published_date(),
            is_corrected: timex.anchor == Anchor::Person,
        };
        Some(Self { path: document.path.clone(), what, typed: String::new(), is_new: true })
    }

    /// The sentence is quoted below what was noted before.
    fn note(state: &State, id: DocumentId, sentence: Span) -> Option<Self> {
        let document = state.analysis.corpus.documents().get(id.index())?;
        let mut typed = state.session.notes.get(&document.path).cloned().unwrap_or_default();
        if !typed.is_empty() {
            typed.push_str("\n\n");
        }
        typed += &format!("“{}”\n", one_line(sentence.get(&document.text).unwrap_or_default()));
        Some(Self { path: document.path.clone(), what: What::Note, typed, is_new: true })
    }

    /// Paints it; gives whether it is done with.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) -> bool {
        ui.set_width(420.0);
        let is_done = match self.what.clone() {
            What::Date { span, phrase, meaning, published, is_corrected } => {
                self.about_ui(ui, &phrase, &meaning, is_corrected);
                self.date_ui(ui, scene, (span, &phrase), published, is_corrected, out)
            }
            What::Note => self.note_ui(ui, scene, out),
        };
        self.is_new = false;
        is_done
    }

    fn about_ui(&self, ui: &mut egui::Ui, phrase: &str, meaning: &str, is_corrected: bool) {
        ui.heading("Set another date");
        let read = if is_corrected { "which you set to" } else { "which was read as" };
        ui.label(format!("The text says “{}”, {read} {meaning}.", one_line(phrase)));
        ui.add_space(space::SMALL);
    }

    fn date_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        (span, phrase): (Span, &str),
        published: Option<Date>,
        is_corrected: bool,
        out: &mut Commands,
    ) -> bool {
        let label = ui.label("It means");
        let hint = "12 May 2015, May 2015, 2015, last March, 2015-W20";
        let field = TextEdit::singleline(&mut self.typed).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(label.id);
        if self.is_new {
            response.request_focus();
        }
        let read = time_from_typed(&self.typed, published);
        let (words, color) = match &read {
            Some((_, days)) => (say::days(days.earliest, days.latest), scene.theme.ink),
            None if self.typed.trim().is_empty() => (String::new(), scene.theme.ink_quiet),
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
                    path: self.path.clone(),
                    span,
                    phrase: phrase.to_owned(),
                    value: Some((value, Some(days))),
                })));
                is_done = true;
            }
            if is_corrected && ui.button("As the text has it").on_hover_text("Takes your date back").clicked() {
                out.push(Command::Decide(Decision::TakeBack(Corrected::Time(self.path.clone(), span))));
                is_done = true;
            }
            is_done |= ui.button("Cancel").clicked();
        });
        is_done
    }

    fn note_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) -> bool {
        let label = ui.heading("Note on the article");
        let field = TextEdit::multiline(&mut self.typed).desired_rows(6).desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(label.id);
        if self.is_new {
            response.request_focus();
        }
        let mut is_done = false;
        ui.horizontal(|ui| {
            if ui.button("Keep the note").clicked() {
                let document = scene.state.analysis.corpus.find(&self.path);
                let note = |id| Command::Decide(Decision::ArticleNote(id, self.typed.trim().to_owned()));
                out.extend(document.map(note));
                is_done = true;
            }
            is_done |= ui.button("Cancel").clicked();
        });
        is_done
    }
}
