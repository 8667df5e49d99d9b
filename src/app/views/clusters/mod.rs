//! The stories: groups of articles that share text, as cards or as a table.
//!
//! What is said of each comes from the job that applies the filter; a frame looks at the cards in sight alone.

mod card;
pub mod story_words;
mod table;

use std::sync::Arc;

use eframe::egui::{self, ComboBox, Key, RichText, ScrollArea, TextEdit};

use super::likeness::CutView;
use super::{Commands, Scene, View, nothing_ui};
use crate::app::about::cluster_name;
use crate::app::command::{Command, Decision, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::shown::{ShownKey, Story};
use crate::app::state::State;
use crate::app::story_order::{StoriesLook, StoryLayout, StorySort, sorted};
use crate::app::theme::{self, size, space};
use crate::app::words;
use crate::progress::Progress;
use crate::similarity::{ClusterId, OrderBy};
use story_words::{date_words, size_words};

/// The stories in the order in which they are listed.
struct Listed<'a> {
    stories: &'a [Story],
    order: &'a [u32],
    /// The row that is to be scrolled to.
    reveal: Option<usize>,
}

impl<'a> Listed<'a> {
    fn get(&self, row: usize) -> Option<&'a Story> {
        self.stories.get(*self.order.get(row)? as usize)
    }

    fn row_of(&self, id: ClusterId) -> Option<usize> {
        (0..self.order.len()).find(|&row| self.get(row).is_some_and(|story| story.id == id))
    }
}

/// The list of stories.
pub struct ClustersView {
    order: Background<(ShownKey, StoriesLook), Vec<u32>>,
    /// The story whose name is being written, the name so far, and whether the box is new.
    renaming: Option<(ClusterId, String, bool)>,
    reveal: Option<ClusterId>,
    cut: CutView,
}

impl Default for ClustersView {
    fn default() -> Self {
        Self { order: Background::new("stories"), renaming: None, reveal: None, cut: CutView::default() }
    }
}

impl View for ClustersView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        if state.analysis.clusters.clusters.is_empty() {
            if !state.analysis.matrix.pairs().is_empty() {
                self.cut.ui(ui, scene, out);
            }
            let hint = match state.loading.is_some() {
                true => "The articles are being compared.",
                false => "Articles that share text are grouped here. No two of these do.",
            };
            nothing_ui(ui, scene.theme, "No stories", hint);
            return;
        }
        let shown = Arc::clone(state.shown());
        self.bar_ui(ui, scene, shown.stories.len(), out);
        if shown.stories.is_empty() {
            nothing_ui(ui, scene.theme, "No stories left", "No shown article is part of a story.");
            return;
        }
        let look = state.preferences.stories;
        // The key of what is shown, not of what is asked for: an order of the stories before would be kept for those to come.
        let Some(shown_key) = state.shown.key() else { return };
        let key = (shown_key.clone(), look);
        self.order.request(&key, &state.waker, || {
            let (analysis, session, shown) =
                (Arc::clone(&state.analysis), Arc::clone(&state.session), Arc::clone(&shown));
            move |_: &Progress| Ok(sorted(&analysis, &session, &shown.stories, look))
        });
        // An order that was made for the list before says nothing of this one; the last look at this one does until the
        // next is there.
        let is_of_these = self.order.key().is_some_and(|(made, _)| *made == key.0);
        let Some(order) = self.order.latest().filter(|_| is_of_these).cloned() else { return };
        let mut listed = Listed { stories: &shown.stories, order: &order, reveal: None };
        listed.reveal = self.reveal.take().and_then(|id| listed.row_of(id));
        match look.layout {
            StoryLayout::Cards => self.cards_ui(ui, scene, &listed, out),
            StoryLayout::Table => self.table_ui(ui, scene, &listed, out),
        }
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        match command {
            Command::Select(Select::Cluster(id)) if state.selection.cluster != Some(*id) => self.reveal = Some(*id),
            Command::Undo | Command::Redo => self.renaming = None,
            _ => {}
        }
    }
}

impl ClustersView {
    fn bar_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, shown: usize, out: &mut Commands) {
        let all = scene.state.analysis.clusters.clusters.len();
        ui.horizontal(|ui| {
            let count = match shown == all {
                true => words::count(all, "story", "stories"),
                false => format!("{} of {}", words::number(shown), words::count(all, "story", "stories")),
            };
            ui.label(RichText::new(count).font(theme::strong_font(size::BODY)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut look = scene.state.preferences.stories;
                ui.selectable_value(&mut look.layout, StoryLayout::Table, "Table");
                ui.selectable_value(&mut look.layout, StoryLayout::Cards, "Cards");
                if look.layout == StoryLayout::Cards {
                    ComboBox::from_id_salt("order of stories")
                        .selected_text(look.sort.label())
                        .show_ui(ui, |ui| {
                            for sort in StorySort::ALL {
                                if ui.selectable_value(&mut look.sort, sort, sort.label()).clicked() {
                                    look.is_turned = false;
                                }
                            }
                        })
                        .response
                        .on_hover_text("Order of the stories");
                }
                if look != scene.state.preferences.stories {
                    out.push(Command::View(ViewCommand::Stories(look)));
                }
            });
        });
        self.cut.ui(ui, scene, out);
        ui.add_space(space::SMALL);
    }

    fn cards_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, listed: &Listed<'_>, out: &mut Commands) {
        let gap = space::MEDIUM + space::SMALL;
        // The scroll bar has room of its own, so that no card lies under it.
        let width = ui.available_width() - space::LARGE;
        let columns = ((width + gap) / (card::LEAST_WIDTH + gap)).floor().max(1.0) as usize;
        let card_width = (width - gap * (columns - 1) as f32) / columns as f32;
        let count = listed.order.len();
        let rows = count.div_ceil(columns);
        ui.spacing_mut().item_spacing = egui::vec2(gap, gap);
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(row) = listed.reveal {
            area = area.vertical_scroll_offset((row / columns) as f32 * (card::HEIGHT + gap));
        }
        area.show_rows(ui, card::HEIGHT, rows, |ui, range| {
            for row in range {
                ui.horizontal(|ui| {
                    for at in row * columns..((row + 1) * columns).min(count) {
                        if let Some(story) = listed.get(at) {
                            self.card_ui(ui, scene, story, card_width, out);
                        }
                    }
                });
            }
        });
    }

    /// The name of a story, or the box in which it is written.
    fn name_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, story: &Story, font: egui::FontId, out: &mut Commands) {
        let state = scene.state;
        if let Some((_, name, is_new)) = self.renaming.as_mut().filter(|(id, ..)| *id == story.id) {
            let response = ui.add(TextEdit::singleline(name).desired_width(f32::INFINITY).font(font));
            let response = response.accessible_name("Name of the story");
            if std::mem::take(is_new) {
                response.request_focus();
            }
            if response.lost_focus() {
                let (_, name, _) = self.renaming.take().expect("it is being written");
                let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
                if !is_given_up && name != cluster_name(&state.analysis, &state.session, story.id) {
                    out.extend(rename(state, story.id, &name));
                }
            }
            return;
        }
        let name = cluster_name(&state.analysis, &state.session, story.id);
        ui.add(egui::Label::new(RichText::new(name).font(font)).truncate().selectable(false));
    }

    fn menu_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, story: &Story, out: &mut Commands) {
        let state = scene.state;
        if ui.button("Read from the first to the last").clicked() {
            out.push(Command::View(ViewCommand::ReadStory(story.id)));
        }
        if ui.button("Show only this story").clicked() {
            out.extend(only(state, story.id));
        }
        if let Some(first) = story.first(&state.analysis)
            && ui.button("Read the earliest article").clicked()
        {
            out.push(Command::View(ViewCommand::OpenArticle(first)));
        }
        if ui.button("One row for each story in the matrix").clicked() {
            out.push(Command::View(ViewCommand::Order(OrderBy::Cluster)));
            out.push(Command::View(ViewCommand::Fold(true)));
            out.push(Command::View(ViewCommand::Pane(Pane::Matrix)));
        }
        ui.separator();
        if ui.button("Rename…").clicked() {
            let name = cluster_name(&state.analysis, &state.session, story.id);
            self.renaming = Some((story.id, name, true));
        }
        if has_given_name(state, story.id) && ui.button("Give it its own name again").clicked() {
            out.extend(rename(state, story.id, ""));
        }
        if ui.button("Hide its articles in every view").clicked() {
            out.push(Command::Decide(Decision::Hide(story.articles.clone(), true)));
        }
        ui.separator();
        if ui.button("Copy as text").clicked() {
            out.push(Command::Copy(as_text(state, story)));
        }
    }
}

/// Shows one story in every view.
fn only(state: &State, id: ClusterId) -> [Command; 2] {
    let filter = Filter { cluster: Some(id), ..state.filter.clone() };
    [Command::Select(Select::Cluster(id)), Command::Filter(FilterCommand::Set(filter))]
}

fn path_of(state: &State, id: ClusterId) -> Option<&String> {
    let cluster = state.analysis.clusters.clusters.get(id.0 as usize)?;
    cluster.documents.first().map(|&first| &state.analysis.corpus.get(first).path)
}

fn rename(state: &State, id: ClusterId, name: &str) -> Option<Command> {
    let name = name.trim().to_owned();
    Some(Command::Decide(Decision::ClusterName(path_of(state, id)?.clone(), name)))
}

fn has_given_name(state: &State, id: ClusterId) -> bool {
    path_of(state, id).is_some_and(|path| state.session.cluster_names.contains_key(path))
}

fn as_text(state: &State, story: &Story) -> String {
    let mut text = format!(
        "{}\n{}\n{}\n",
        cluster_name(&state.analysis, &state.session, story.id),
        size_words(story),
        date_words(story)
    );
    for &id in &story.articles {
        let document = state.analysis.corpus.get(id);
        text += &format!("{} ({})\n", document.title(), crate::app::words::outlet_and_date(document));
    }
    text
}
