//! What is known of the selection, at the right: the pair, the article, the name, the story.
//!
//! What takes longer than a look-up (passages, the articles most alike, where a name stands) is worked out in jobs, once
//! for each selection.

mod article;
mod entity;
mod pair;
mod story;

use eframe::egui::{self, RichText, ScrollArea};

use self::article::Alike;
use self::entity::Standing;
use self::pair::Shared;
use super::explain::ExplainView;
use super::notes::Written;
use super::{Commands, Scene, View};
use crate::app::command::{Command, ViewCommand};
use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme::{self, Theme, size, space};
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::similarity::Measure;

/// What is known of the selection.
pub struct InspectorView {
    written: Written,
    explain: ExplainView,
    shared: Background<(u64, DocumentId, DocumentId), Shared>,
    alike: Background<(u64, DocumentId, Measure), Vec<Alike>>,
    standing: Background<(u64, EntityId), Standing>,
}

impl Default for InspectorView {
    fn default() -> Self {
        Self {
            written: Written::default(),
            explain: ExplainView::default(),
            shared: Background::new("passages of the pair"),
            alike: Background::new("alike"),
            standing: Background::new("name"),
        }
    }
}

impl View for InspectorView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let selection = &scene.state.selection;
            let is_empty = selection.pair.is_none()
                && selection.article.is_none()
                && selection.entity.is_none()
                && selection.cluster.is_none();
            if is_empty {
                ui.label(RichText::new("Nothing selected").font(theme::strong_font(size::BODY)));
                let hint =
                    "Choose an article, a cell of the matrix, a story or a name: what is known of it stands here.";
                ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
                return;
            }
            if let Some((a, b)) = selection.pair {
                self.pair_ui(ui, scene, a, b, out);
            }
            if let Some(id) = selection.article {
                self.article_ui(ui, scene, id, out);
            }
            if let Some(id) = selection.cluster {
                story::story_ui(ui, scene, id, out);
            }
            if let Some(id) = selection.entity {
                self.entity_ui(ui, scene, id, out);
            }
        });
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        if let Command::View(ViewCommand::EditNote | ViewCommand::WriteNote(..)) = command {
            self.written.take_focus();
        }
    }
}

/// The head of a section.
fn title_ui(ui: &mut egui::Ui, words: &str) {
    ui.label(RichText::new(words).font(theme::strong_font(size::BODY)));
}

/// A label above a list or a field.
fn quiet_ui(ui: &mut egui::Ui, theme: &Theme, words: &str) -> egui::Response {
    ui.label(RichText::new(words).small().color(theme.ink_quiet))
}

/// The end of a section.
fn end_ui(ui: &mut egui::Ui) {
    ui.add_space(space::SMALL);
    ui.separator();
    ui.add_space(space::SMALL);
}
