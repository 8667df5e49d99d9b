//! The menu that puts parts into the filter: days of publication, review, sources, what is selected, and outlets.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{self, PopupCloseBehavior, RichText, ScrollArea, TextEdit};
use jiff::civil::Date;

use super::{Commands, Scene};
use crate::app::command::{Command, Decision, FilterCommand};
use crate::app::filter::{DateRange, Filter, Review};
use crate::app::theme::space;
use crate::app::words;

/// Width of a field for a day, in points: what is to be written there stands in it whole.
const DAY: f32 = 112.0;

/// The menu, with the days that are being typed.
#[derive(Default)]
pub struct FilterMenu {
    /// From and to, while what stands in the box is no day yet.
    drafts: [Option<String>; 2],
}

impl FilterMenu {
    /// The button, and the menu under it.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let label = match scene.state.filter.parts().len() {
            0 => "Filter".to_owned(),
            count => format!("Filter ({count})"),
        };
        let (response, _) = MenuButton::new(label).config(config).ui(ui, |ui| self.menu_ui(ui, scene, out));
        response.on_hover_text("Choose which articles and pairs every view shows");
    }

    fn menu_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.set_width(300.0);
        scene.theme.outline_boxes(ui);
        // What is chosen here are fields and buttons, not the lines of a menu.
        ui.spacing_mut().button_padding = egui::vec2(space::MEDIUM, space::SMALL);
        let state = scene.state;
        let mut next = state.filter.clone();
        let title = |ui: &mut egui::Ui, words: &str| {
            ui.label(RichText::new(words).small().color(scene.theme.ink_quiet));
        };
        title(ui, "Published");
        self.published_ui(ui, scene, &mut next);
        ui.add_space(space::SMALL);
        title(ui, "Pairs");
        ui.horizontal(|ui| {
            for (review, label) in
                [(None, "All"), (Some(Review::Open), "Not reviewed"), (Some(Review::Done), "Reviewed")]
            {
                ui.radio_value(&mut next.review, review, label);
            }
        });
        ui.add_space(space::SMALL);
        title(ui, "Articles");
        two_sources_ui(ui, scene, &mut next);
        selected_ui(ui, scene, &mut next);
        ui.add_space(space::SMALL);
        title(ui, "Outlets");
        outlets_ui(ui, scene, &mut next);
        hidden_ui(ui, scene, &mut next, out);
        ui.separator();
        let everything = button(scene, "Show everything");
        if ui.horizontal(|ui| ui.add_enabled(state.filter.is_active(), everything)).inner.clicked() {
            out.push(Command::Filter(FilterCommand::Clear));
            self.drafts = Default::default();
            ui.close();
            return;
        }
        if next != state.filter {
            out.push(Command::Filter(FilterCommand::Set(next)));
        }
    }

    fn published_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut Filter) {
        let range = scene.state.filter.published.unwrap_or_default();
        let mut new = range;
        ui.horizontal(|ui| {
            let [from, to] = &mut self.drafts;
            let ends = [("from", from, range.from, &mut new.from), ("to", to, range.to, &mut new.to)];
            for (name, draft, now, end) in ends {
                ui.label(name);
                let mut text = draft.clone().unwrap_or_else(|| now.map_or_else(String::new, |day| day.to_string()));
                let is_wrong = draft.as_ref().is_some_and(|draft| !draft.trim().is_empty());
                let mut field = TextEdit::singleline(&mut text).hint_text("2015-05-12").desired_width(DAY);
                field = field.align(egui::Align2::LEFT_CENTER);
                if is_wrong {
                    field = field.text_color(scene.theme.error);
                }
                let response = ui.add(field);
                let response = response.accessible_name(format!("Published {name}"));
                if response.changed() {
                    let day: Option<Date> = text.trim().parse().ok();
                    let is_settled = day.is_some() || text.trim().is_empty();
                    if is_settled {
                        *end = day;
                    }
                    *draft = (!is_settled).then_some(text);
                }
                if is_wrong {
                    response.on_hover_text("Write the day as 2015-05-12");
                }
            }
        });
        if new != range {
            next.published = (new != DateRange::default()).then_some(new);
        }
    }
}

/// A button that looks like one, be it of use or not: in a menu they have no ground of their own, and the edge that the
/// boxes have here would make them fields to type into.
fn button(scene: &Scene<'_>, words: &str) -> egui::Button<'static> {
    egui::Button::new(words.to_owned()).fill(scene.theme.raised).stroke(scene.theme.line())
}

/// Whether only articles made of two stories are shown; with how many there are.
fn two_sources_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut Filter) {
    let count = scene.state.shown().two_sources;
    let is_of_use = count > 0 || next.has_two_sources;
    ui.horizontal(|ui| {
        let label = "Only those made of two stories";
        let choice = ui.add_enabled(is_of_use, egui::Checkbox::new(&mut next.has_two_sources, label));
        choice
            .on_hover_text("What such an article shares with one story is not what it shares with the other")
            .on_disabled_hover_text("No article here shares text with two stories");
        ui.label(RichText::new(words::number(count)).small().color(scene.theme.ink_quiet));
    });
}

/// What is selected, as parts of the filter.
fn selected_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut Filter) {
    let state = scene.state;
    let selection = &state.selection;
    if let Some(id) = selection.article
        && ui.add(button(scene, "Only the selected article and those that share text with it")).clicked()
    {
        let row = state.analysis.matrix.row(id).map(|pair| pair.other(id));
        next.picked = Some(row.chain([id]).collect());
    }
    if let Some(id) = selection.entity.filter(|id| !next.entities.contains(id)) {
        let name = state.analysis.entities.entities.get(id.index()).map_or("", |entity| entity.name.as_str());
        if ui.add(button(scene, &format!("Only articles that name {name}"))).clicked() {
            next.entities.push(id);
        }
    }
    if let Some(id) = selection.cluster.filter(|&id| next.cluster != Some(id))
        && ui.add(button(scene, "Only the selected story")).clicked()
    {
        next.cluster = Some(id);
    }
}

fn outlets_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut Filter) {
    let outlets = &scene.state.shown().outlets;
    ScrollArea::vertical().max_height(space::ROW * 8.0).auto_shrink([false, true]).show_rows(
        ui,
        space::ROW,
        outlets.len(),
        |ui, range| {
            for (name, count) in &outlets[range] {
                let mut is_on = next.outlets.contains(name);
                ui.horizontal(|ui| {
                    ui.set_height(space::ROW);
                    if ui.checkbox(&mut is_on, name).changed() {
                        if is_on {
                            next.outlets.insert(name.clone());
                        } else {
                            next.outlets.remove(name);
                        }
                    }
                    ui.label(RichText::new(words::number(*count)).small().color(scene.theme.ink_quiet));
                });
            }
        },
    );
}

/// The articles that were hidden by hand, and the way back.
fn hidden_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut Filter, out: &mut Commands) {
    let state = scene.state;
    let hidden = state.session.hidden.len();
    if hidden == 0 {
        return;
    }
    ui.separator();
    let label = format!("Show {}", words::count(hidden, "hidden article", "hidden articles"));
    ui.checkbox(&mut next.shows_hidden, label);
    if ui.add(button(scene, "Hide none of them any more")).clicked() {
        let ids = state.session.hidden.iter().filter_map(|path| state.analysis.corpus.find(path)).collect();
        out.push(Command::Decide(Decision::Hide(ids, false)));
    }
}
