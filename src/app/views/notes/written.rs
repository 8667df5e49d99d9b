//! What the person wrote about the selection, for the inspector: the note, the mark, the tags.

use eframe::egui::{self, Key, RichText, TextEdit};

use super::NoteEditor;
use crate::app::command::{Command, Decision};
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;
use crate::entity::EntityId;

/// What the person wrote about the selection.
#[derive(Default)]
pub struct Written {
    editor: NoteEditor,
    /// A tag that is being typed, and the article that it is for.
    tag: Option<(DocumentId, String)>,
}

impl Written {
    /// Puts the cursor into the next note that is shown: that of the pair, or without one that of the article.
    pub fn take_focus(&mut self) {
        self.editor.take_focus();
    }

    /// Of a pair.
    pub fn pair_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, a: DocumentId, b: DocumentId, out: &mut Commands) {
        let note = scene.state.pair_note(a, b);
        let mut is_reviewed = note.is_some_and(|note| note.is_reviewed);
        let mut is_marked = note.is_some_and(|note| note.is_marked);
        ui.horizontal(|ui| {
            if ui.checkbox(&mut is_reviewed, "Reviewed").on_hover_text("Ctrl+D").changed() {
                out.push(Command::Decide(Decision::Reviewed(a, b, is_reviewed)));
            }
            if ui.checkbox(&mut is_marked, "Mark this pair").on_hover_text("To come back to it").changed() {
                out.push(Command::Decide(Decision::MarkPair(a, b, is_marked)));
            }
        });
        let kept = note.map_or("", |note| note.note.as_str());
        ui.push_id((a, b), |ui| {
            self.editor.ui(ui, scene, "Note on the pair", kept, |text| Decision::PairNote(a, b, text), out);
        });
    }

    /// Of an article.
    pub fn article_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        let session = &scene.state.session;
        let path = &scene.state.analysis.corpus.get(id).path;
        let mut is_marked = session.marked.contains(path);
        if ui.checkbox(&mut is_marked, "Mark this article").on_hover_text("To come back to it").changed() {
            out.push(Command::Decide(Decision::MarkArticle(id, is_marked)));
        }
        self.tags_ui(ui, scene, id, session.tags.get(path).map_or(&[][..], Vec::as_slice), out);
        let kept = session.notes.get(path).map_or("", String::as_str);
        ui.push_id(id, |ui| {
            self.editor.ui(ui, scene, "Note on the article", kept, |text| Decision::ArticleNote(id, text), out);
        });
    }

    /// Of a person, place or organisation.
    pub fn entity_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: EntityId, out: &mut Commands) {
        let Some(entity) = scene.state.analysis.entities.entities.get(id.index()) else { return };
        let key = (entity.kind, entity.name.clone());
        let kept = scene.state.session.entity_notes.get(&key).map_or("", String::as_str);
        ui.push_id(&key, |ui| {
            let decide = |text| Decision::EntityNote(entity.kind, entity.name.clone(), text);
            self.editor.ui(ui, scene, "Note on the name", kept, decide, out);
        });
    }

    fn tags_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, tags: &[String], out: &mut Commands) {
        // A tag that was typed for another article and not finished is given to that one.
        if let Some((other, draft)) = self.tag.take_if(|(other, _)| *other != id) {
            add_tag(scene, other, &draft, out);
        }
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
            for tag in tags {
                let chip = egui::Button::new(RichText::new(format!("{tag}  ✕")).small());
                let chip = ui.add(chip).on_hover_text(format!("Take away the tag “{tag}”"));
                if chip.clicked() {
                    let rest = tags.iter().filter(|other| *other != tag).cloned().collect();
                    out.push(Command::Decide(Decision::Tags(id, rest)));
                }
            }
            let (_, draft) = self.tag.get_or_insert_with(|| (id, String::new()));
            let field = TextEdit::singleline(draft).hint_text("Add a tag").desired_width(96.0);
            let response = ui.add(field);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Add a tag"));
            if response.lost_focus() {
                let draft = std::mem::take(draft);
                add_tag(scene, id, &draft, out);
                if ui.input(|input| input.key_pressed(Key::Enter)) && !draft.trim().is_empty() {
                    response.request_focus();
                }
            }
        });
    }
}

fn add_tag(scene: &Scene<'_>, id: DocumentId, tag: &str, out: &mut Commands) {
    let corpus = &scene.state.analysis.corpus;
    let tag = tag.trim();
    if tag.is_empty() || id.index() >= corpus.len() {
        return;
    }
    let mut tags = scene.state.session.tags.get(&corpus.get(id).path).cloned().unwrap_or_default();
    if !tags.iter().any(|other| other == tag) {
        tags.push(tag.to_owned());
        out.push(Command::Decide(Decision::Tags(id, tags)));
    }
}
