//! A name: what it is, how often and where it stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, RichText};

use super::{InspectorView, end_ui, quiet_ui, title_ui};
use crate::analysis::Analysis;
use crate::app::about::outlet_or_unknown;
use crate::app::command::{Command, FilterCommand, Select, ViewCommand};
use crate::app::layout::Pane;
use crate::app::theme::{self, size};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::entity::EntityId;
use crate::progress::Progress;

/// Outlets that are listed.
const OUTLETS: usize = 5;

/// Where a name stands.
pub struct Standing {
    articles: usize,
    /// Outlets with the number of their articles that have it, most first.
    outlets: Vec<(String, usize)>,
}

impl Standing {
    fn new(analysis: &Analysis, id: EntityId) -> Self {
        let mut documents: Vec<_> = analysis.entities.get(id).mentions.iter().map(|mention| mention.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
        for &document in &documents {
            *outlets.entry(outlet_or_unknown(analysis.corpus.get(document))).or_default() += 1;
        }
        let mut outlets: Vec<(String, usize)> =
            outlets.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        outlets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        outlets.truncate(OUTLETS);
        Self { articles: documents.len(), outlets }
    }
}

impl InspectorView {
    pub(super) fn entity_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: EntityId, out: &mut Commands) {
        let state = scene.state;
        let Some(entity) = state.analysis.entities.entities.get(id.index()) else { return };
        title_ui(ui, "Name");
        ui.label(RichText::new(&entity.name).font(theme::reading_font(size::READING)));
        quiet_ui(ui, scene.theme, &entity.description());
        if !entity.aliases.is_empty() {
            ui.label(RichText::new(format!("Also: {}", entity.aliases.join(", "))).small());
        }
        if !entity.titles.is_empty() {
            quiet_ui(ui, scene.theme, &entity.titles.join(", "));
        }
        let key = (state.analysis_number, id);
        self.standing.request(&key, &state.waker, || {
            let analysis = Arc::clone(&state.analysis);
            move |_: &Progress| Ok(Standing::new(&analysis, id))
        });
        let mentions = words::count(entity.mentions.len(), "mention", "mentions");
        match self.standing.get(&key) {
            Some(standing) => {
                let line = format!("{mentions} in {}", words::count(standing.articles, "article", "articles"));
                ui.label(RichText::new(line).small());
                let outlets: Vec<String> =
                    standing.outlets.iter().map(|(name, count)| format!("{name} {}", words::number(*count))).collect();
                quiet_ui(ui, scene.theme, &outlets.join(", "));
            }
            None => {
                ui.label(RichText::new(mentions).small());
            }
        }
        ui.horizontal_wrapped(|ui| {
            if ui.button("Only articles that name it").clicked() {
                let mut filter = state.filter.clone();
                if !filter.entities.contains(&id) {
                    filter.entities.push(id);
                }
                out.push(Command::Filter(FilterCommand::Set(filter)));
            }
            if ui.button("On the timeline").clicked() {
                out.push(Command::View(ViewCommand::Pane(Pane::Timeline)));
            }
        });
        if let Some(first) = entity.mentions.first()
            && ui.link("First mention").clicked()
        {
            out.push(Command::Select(Select::Place(first.document, first.span)));
            out.push(Command::View(ViewCommand::OpenArticle(first.document)));
        }
        self.written.entity_ui(ui, scene, id, out);
        end_ui(ui);
    }
}
