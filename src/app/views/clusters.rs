//! The stories: groups of articles that share text.

use eframe::egui::{self, ScrollArea};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, FilterCommand, Select};
use crate::app::filter::Filter;
use crate::app::shown::cluster_name;
use crate::app::theme::space;
use crate::app::widgets::list_row;
use crate::app::words;

/// The list of stories.
#[derive(Default)]
pub struct ClustersView;

impl View for ClustersView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let clusters = &state.analysis.clusters.clusters;
        if clusters.is_empty() {
            let hint = "Articles that share text are grouped here.";
            nothing_ui(ui, scene.theme, "No stories", hint);
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, space::ROW, clusters.len(), |ui, range| {
            for cluster in &clusters[range] {
                let name = cluster_name(&state.analysis, &state.session, cluster.id);
                let aside = words::count(cluster.documents.len(), "article", "articles");
                let is_selected = state.selection.cluster == Some(cluster.id);
                if list_row(ui, scene.theme, is_selected, None, &name, &aside).clicked() {
                    out.push(Command::Select(Select::Cluster(cluster.id)));
                    let filter = Filter { cluster: Some(cluster.id), ..state.filter.clone() };
                    out.push(Command::Filter(FilterCommand::Set(filter)));
                }
            }
        });
    }
}
