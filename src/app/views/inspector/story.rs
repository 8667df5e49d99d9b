//! A story: its size, its days, its outlets, where it began.

use eframe::egui::{self, RichText};

use super::{end_ui, quiet_ui, title_ui};
use crate::app::about::cluster_name;
use crate::app::command::{Command, FilterCommand, ViewCommand};
use crate::app::filter::Filter;
use crate::app::layout::Pane;
use crate::app::theme::{self, size, space};
use crate::app::views::clusters::story_words::{date_words, outlet_words, size_words, spread_words};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::Roving;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::similarity::ClusterId;

/// Articles that are listed; the rest is counted.
const MOST: usize = 12;

pub(super) fn story_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: ClusterId, out: &mut Commands) {
    let state = scene.state;
    if state.analysis.clusters.clusters.get(id.0 as usize).is_none() {
        return;
    }
    title_ui(ui, "Story");
    let name = cluster_name(&state.analysis, &state.session, id);
    ui.label(RichText::new(name).font(theme::reading_font(size::READING)));
    let Some(story) = state.shown().story(id) else {
        quiet_ui(ui, scene.theme, "The filter leaves out all its articles.");
        end_ui(ui);
        return;
    };
    ui.label(RichText::new(size_words(story)).small());
    quiet_ui(ui, scene.theme, &date_words(story));
    if story.spread_minutes() > 0 && story.is_spread_known() {
        quiet_ui(ui, scene.theme, &format!("{} from the first to the last", spread_words(story)));
    }
    quiet_ui(ui, scene.theme, &outlet_words(story));
    ui.horizontal_wrapped(|ui| {
        if ui.button("Read it").on_hover_text("From the first article to the last").clicked() {
            out.push(Command::View(ViewCommand::ReadStory(id)));
        }
        if state.filter.cluster != Some(id) && ui.button("Show only this story").clicked() {
            let filter = Filter { cluster: Some(id), ..state.filter.clone() };
            out.push(Command::Filter(FilterCommand::Set(filter)));
        }
        if ui.button("In the list of stories").clicked() {
            out.push(Command::View(ViewCommand::Pane(Pane::Clusters)));
        }
    });
    ui.add_space(space::SMALL);
    let first = story.first(&state.analysis);
    quiet_ui(ui, scene.theme, if story.dates.is_some() { "In order of time" } else { "Its articles" });
    let mut rows = Roving::new(ui, "story", story.articles.len().min(MOST));
    for &article in story.articles.iter().take(MOST) {
        let document = state.analysis.corpus.get(article);
        let is_selected = state.selection.article == Some(article);
        let sign = if first == Some(article) { "first  ·  " } else { "" };
        // "Unknown outlet, undated" in every row would only take the room of the titles.
        let is_known = document.metadata.outlet_name().is_some() || document.metadata.published.is_some();
        let aside = if is_known { format!("{sign}{}", outlet_and_date(document)) } else { String::new() };
        if rows.row_ui(ui, scene.theme, is_selected, None, document.title(), &aside).clicked() {
            out.push(Command::View(ViewCommand::OpenArticle(article)));
        }
    }
    let more = story.articles.len().saturating_sub(MOST);
    if more > 0 {
        quiet_ui(ui, scene.theme, &format!("and {} more", words::number(more)));
    }
    end_ui(ui);
}
