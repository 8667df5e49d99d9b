//! An article: what is known of it and from where, its notes, and who shares most text with it.

use std::sync::Arc;

use eframe::egui::{self, RichText};

use super::{InspectorView, end_ui, quiet_ui, title_ui};
use crate::app::about::cluster_name;
use crate::app::command::{Command, FilterCommand, Select, ViewCommand};
use crate::app::dates;
use crate::app::filter::Filter;
use crate::app::theme::{self, size, space};
use crate::app::views::likeness;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::Roving;
use crate::app::words;
use crate::corpus::{Document, DocumentId, Sourced};
use crate::progress::Progress;

/// Articles that are listed as most alike.
const MOST: usize = 8;

/// An article that shares text with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    id: DocumentId,
    score: f64,
}

impl InspectorView {
    pub(super) fn article_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        let state = scene.state;
        let document = state.analysis.corpus.get(id);
        title_ui(ui, "Article");
        ui.label(RichText::new(document.title()).font(theme::reading_font(size::READING)));
        metadata_ui(ui, scene, document);
        for warning in &document.warnings {
            ui.label(RichText::new(format!("⚠ {warning}")).small().color(scene.theme.warning));
        }
        let stories = state.analysis.clusters.of_document.get(id.index()).map_or(&[][..], Vec::as_slice);
        for &story in stories {
            let name = cluster_name(&state.analysis, &state.session, story);
            if ui.link(RichText::new(format!("Story: {name}")).small()).clicked() {
                out.push(Command::Select(Select::Cluster(story)));
            }
        }
        likeness::kinship_ui(ui, scene, id, out);
        ui.horizontal_wrapped(|ui| {
            if ui.button("Read").clicked() {
                out.push(Command::View(ViewCommand::OpenArticle(id)));
            }
            if let Some(outlet) = document.metadata.outlet_name()
                && ui.button("Only this outlet").clicked()
            {
                let filter = Filter { outlets: [outlet.to_owned()].into(), ..state.filter.clone() };
                out.push(Command::Filter(FilterCommand::Set(filter)));
            }
        });
        self.written.article_ui(ui, scene, id, out);
        ui.add_space(space::SMALL);
        self.alike_ui(ui, scene, id, out);
        end_ui(ui);
    }

    /// The articles that share most with this one.
    fn alike_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
        let state = scene.state;
        let measure = state.options.measure;
        let all = state.analysis.matrix.row(id).len();
        if all == 0 {
            return;
        }
        let key = (state.analysis_number, id, measure);
        self.alike.request(&key, &state.waker, || {
            let matrix = Arc::clone(&state.analysis.matrix);
            move |_: &Progress| {
                let alike =
                    |pair: &crate::similarity::PairScore| Alike { id: pair.other(id), score: pair.score(measure) };
                let mut row: Vec<Alike> = matrix.row(id).map(alike).collect();
                row.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
                row.truncate(MOST);
                Ok(row)
            }
        });
        quiet_ui(ui, scene.theme, &format!("Shares text with {}", words::count(all, "article", "articles")));
        let Some(alike) = self.alike.get(&key) else { return };
        let mut rows = Roving::new(ui, "alike", alike.len());
        for other in alike.iter() {
            let title = state.analysis.corpus.get(other.id).title();
            let dot = scene.theme.similarity(other.score);
            let aside = words::percent(other.score);
            if rows.row_ui(ui, scene.theme, false, Some(dot), title, &aside).clicked() {
                out.push(Command::View(ViewCommand::OpenPair(id, other.id)));
            }
        }
        if all > MOST {
            let label = RichText::new(format!("Show all {}", words::number(all))).small();
            if ui.link(label).on_hover_text("Only this article and those that share text with it").clicked() {
                let row = state.analysis.matrix.row(id).map(|pair| pair.other(id));
                let filter = Filter { picked: Some(row.chain([id]).collect()), ..state.filter.clone() };
                out.push(Command::Filter(FilterCommand::Set(filter)));
            }
        }
    }
}

fn metadata_ui(ui: &mut egui::Ui, scene: &Scene<'_>, document: &Document) {
    let metadata = &document.metadata;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::HAIR;
        let mut line = |name: &str, value: Option<String>, from: &str| {
            let Some(value) = value else { return };
            ui.horizontal_top(|ui| {
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(egui::vec2(62.0, 15.0), layout, |ui| {
                    ui.set_min_width(62.0);
                    quiet_ui(ui, scene.theme, name);
                });
                let label = ui.add(egui::Label::new(RichText::new(value).small()).wrap());
                if !from.is_empty() {
                    label.on_hover_text(format!("From the {from}"));
                }
            });
        };
        let text = |slot: &Option<Sourced<String>>| slot.as_ref().map(|found| found.value.clone());
        let from = |slot: &Option<Sourced<String>>| slot.as_ref().map_or("", |found| found.origin.label());
        line("Outlet", text(&metadata.outlet), from(&metadata.outlet));
        line("Agency", text(&metadata.agency), from(&metadata.agency));
        line("Byline", text(&metadata.byline), from(&metadata.byline));
        line("Place", text(&metadata.place), from(&metadata.place));
        let published = metadata.published.as_ref();
        let when = published.map(|found| match found.value.time {
            Some(time) => format!("{}, {:02}:{:02}", dates::date(found.value.date), time.hour(), time.minute()),
            None => dates::date(found.value.date),
        });
        line("Published", when, published.map_or("", |found| found.origin.label()));
        line("Words", Some(words::number(document.word_count as usize)), "");
        line("File", Some(document.path.clone()), "");
    });
}
