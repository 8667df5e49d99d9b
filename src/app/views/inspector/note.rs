//! The notes and tags that are being written.
//!
//! A note becomes a decision when the cursor leaves it, when something else is selected, and when the window is to be
//! closed, so that nothing that was written is lost and undo takes back a note, not a letter.

use eframe::egui::{self, TextEdit};

use super::quiet_ui;
use crate::app::command::{Command, Decision};
use crate::app::state::State;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;

/// What is written about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Pair(DocumentId, DocumentId),
    Article(DocumentId),
    Tags(DocumentId),
}

impl About {
    /// What is kept of it now.
    fn kept(self, state: &State) -> String {
        let path = |id: DocumentId| &state.analysis.corpus.get(id).path;
        match self {
            About::Pair(a, b) => state.pair_note(a, b).map_or_else(String::new, |note| note.note.clone()),
            About::Article(id) => state.session.notes.get(path(id)).cloned().unwrap_or_default(),
            About::Tags(id) => state.session.tags.get(path(id)).map_or_else(String::new, |tags| tags.join(", ")),
        }
    }

    fn decision(self, text: &str) -> Decision {
        match self {
            About::Pair(a, b) => Decision::PairNote(a, b, text.to_owned()),
            About::Article(id) => Decision::ArticleNote(id, text.to_owned()),
            About::Tags(id) => {
                let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned);
                Decision::Tags(id, tags.collect())
            }
        }
    }

    fn is_selected(self, state: &State) -> bool {
        match self {
            About::Pair(a, b) => state.selection.pair == Some((a, b)),
            About::Article(id) | About::Tags(id) => state.selection.article == Some(id),
        }
    }
}

/// What is being written.
#[derive(Default)]
pub struct Notes {
    /// About what, of which analysis, and the words so far.
    draft: Option<(About, u64, String)>,
    wants_focus: bool,
}

impl Notes {
    /// Puts the cursor into the note.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Gives up what is being written: it was undone.
    pub fn forget(&mut self) {
        self.draft = None;
    }

    /// Decides on what was written of something that is no longer selected, or when the window closes.
    pub fn settle(&mut self, ui: &egui::Ui, state: &State, out: &mut Commands) {
        let Some((about, analysis, text)) = &self.draft else { return };
        if *analysis != state.analysis_number {
            // Numbers of articles may be others now; the field lost the cursor before, or is still selected by name.
            self.draft = None;
            return;
        }
        let closes = ui.input(|input| input.viewport().close_requested());
        if !about.is_selected(state) || closes {
            if *text != about.kept(state) {
                out.push(Command::Decide(about.decision(text)));
            }
            self.draft = None;
        }
    }

    /// The note of a pair.
    pub fn pair_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, a: DocumentId, b: DocumentId, out: &mut Commands) {
        self.field_ui(ui, scene, About::Pair(a, b), "Note on the pair", 2, out);
    }

    /// The note and the tags of an article.
    pub fn article_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        self.field_ui(ui, scene, About::Article(id), "Note on the article", 2, out);
        self.field_ui(ui, scene, About::Tags(id), "Tags, with commas between", 1, out);
    }

    fn field_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        about: About,
        name: &str,
        rows: usize,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let label = quiet_ui(ui, scene.theme, name);
        let kept = about.kept(state);
        let is_drafted = self.draft.as_ref().is_some_and(|(of, ..)| *of == about);
        let mut text = match &self.draft {
            Some((_, _, text)) if is_drafted => text.clone(),
            _ => kept.clone(),
        };
        let field = match rows {
            1 => TextEdit::singleline(&mut text),
            rows => TextEdit::multiline(&mut text).desired_rows(rows),
        };
        let field = field.desired_width(f32::INFINITY).id(egui::Id::unique(format!("{about:?}")));
        let response = ui.add(field).labelled_by(label.id);
        // The note of the pair comes first; without a pair, that of the article.
        if !matches!(about, About::Tags(_)) && std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.changed() {
            self.draft = Some((about, state.analysis_number, text.clone()));
        }
        if response.lost_focus() && is_drafted {
            if text != kept {
                out.push(Command::Decide(about.decision(&text)));
            }
            self.draft = None;
        }
    }
}
