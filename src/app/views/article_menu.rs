//! What can be done with an article: the same menu wherever it stands, in the list, the tables, the matrix and the search.

use eframe::egui;

use super::{Commands, Scene};
use crate::app::about::outlet_or_unknown;
use crate::app::command::{Command, Decision, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::layout::Pane;
use crate::corpus::DocumentId;
use crate::similarity::OrderBy;

/// All of it.
pub fn menu_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
    look_ui(ui, scene, id, out);
    ui.separator();
    if ui.button("Copy title").clicked() {
        out.push(Command::Copy(scene.state.analysis.corpus.get(id).title().to_owned()));
    }
    if ui.button("Hide in every view").clicked() {
        out.push(Command::Decide(Decision::Hide(vec![id], true)));
    }
}

/// The part that shows: the article, it beside another, its like, its outlet, its story.
pub fn look_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
    let state = scene.state;
    if ui.button("Read").clicked() {
        out.push(Command::View(ViewCommand::OpenArticle(id)));
    }
    if let Some(other) = state.selection.article.filter(|&other| other != id)
        && ui.button("Compare with the selected article").clicked()
    {
        out.push(Command::View(ViewCommand::OpenPair(other, id)));
    }
    if ui.button("Order the matrix by likeness to it").clicked() {
        out.push(Command::Select(Select::Article(id)));
        out.push(Command::View(ViewCommand::Order(OrderBy::SimilarityTo(id))));
        out.push(Command::View(ViewCommand::Pane(Pane::Matrix)));
    }
    let outlet = outlet_or_unknown(state.analysis.corpus.get(id));
    if ui.button(format!("Only {outlet}")).clicked() {
        let filter = Filter { outlets: [outlet.to_owned()].into(), ..state.filter.clone() };
        out.push(Command::Filter(FilterCommand::Set(filter)));
    }
    let stories = state.analysis.clusters.of_document.get(id.index());
    if let Some(&story) = stories.and_then(|stories| stories.first())
        && state.filter.cluster != Some(story)
        && ui.button("Only its story").clicked()
    {
        let filter = Filter { cluster: Some(story), ..state.filter.clone() };
        out.push(Command::Filter(FilterCommand::Set(filter)));
    }
}
