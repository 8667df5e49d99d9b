//! A story as a card: its name, its size, its days on a line, where it began, and who had it.

use eframe::egui::{self, Rect, RichText, Role, Sense, UiBuilder, pos2};

use super::story_words::{date_words, first_words, outlet_words, size_words, spread_words, titles};
use super::{ClustersView, only};
use crate::app::about::{cluster_name, minute};
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::shown::Story;
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};

/// Height of a card, in points: seven lines.
pub(super) const HEIGHT: f32 = 164.0;

/// Least width of a card, in points.
pub(super) const LEAST_WIDTH: f32 = 300.0;

/// Articles that are marked on the line of days; more would not be told apart.
const MARKS: usize = 200;

/// Titles on the card of a story that gives no days; one more where its outlets are not known either.
const TITLES: usize = 3;

impl ClustersView {
    pub(super) fn card_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        story: &Story,
        width: f32,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let theme = scene.theme;
        let (rect, response) = ui.allocate_exact_size(egui::vec2(width, HEIGHT), Sense::click());
        let is_selected = state.selection.cluster == Some(story.id);
        let name = cluster_name(&state.analysis, &state.session, story.id);
        response.widget_info(|| {
            let label = format!("{name}, {}", size_words(story));
            egui::WidgetInfo::selected(Role::ListItem, true, is_selected, label)
        });
        let line = if response.has_focus() {
            egui::Stroke::new(2.0, theme.accent)
        } else if is_selected || response.hovered() {
            egui::Stroke::new(1.0, theme.accent)
        } else {
            theme.line()
        };
        let fill = if is_selected { theme.selected } else { theme.surface };
        ui.painter().rect(rect, 6.0, fill, line, egui::StrokeKind::Inside);
        let inner = rect.shrink2(egui::vec2(12.0, 10.0));
        let mut card = ui.new_child(
            UiBuilder::new()
                .max_rect(inner)
                .layout(egui::Layout::top_down(egui::Align::Min))
                .id_salt(("story", story.id.0)),
        );
        card.set_clip_rect(rect.intersect(ui.clip_rect()));
        card.spacing_mut().item_spacing = egui::vec2(space::MEDIUM, 3.0);
        self.name_ui(&mut card, scene, story, theme::strong_font(size::BODY), out);
        let quiet = |text: String| RichText::new(text).small().color(theme.ink_quiet);
        let line_ui = |ui: &mut egui::Ui, text: RichText| {
            ui.add(egui::Label::new(text).truncate().selectable(false));
        };
        let own_name = state.analysis.clusters.clusters.get(story.id.0 as usize).map_or("", |own| own.name.as_str());
        if own_name != name && !own_name.is_empty() {
            line_ui(&mut card, quiet(own_name.to_owned()));
        }
        line_ui(&mut card, RichText::new(size_words(story)).small());
        if story.dates.is_some() {
            let dates = match spread_words(story) {
                // Within a day there is nothing to measure, unless both ends give an hour.
                _ if story.spread_minutes() == 0 || !story.is_spread_known() => date_words(story),
                spread => format!("{}  ·  {spread} from first to last", date_words(story)),
            };
            line_ui(&mut card, quiet(dates));
            days_ui(&mut card, scene, story);
            let first = match first_words(&state.analysis, story) {
                Some(words) => format!("First: {words}"),
                None => "Who was first is not known".to_owned(),
            };
            line_ui(&mut card, quiet(first));
        } else {
            // Where nothing is known of when, the titles say more than that.
            let count = TITLES + usize::from(story.outlets.is_empty());
            for title in titles(&state.analysis, story).take(count) {
                line_ui(&mut card, quiet(title));
            }
        }
        if !story.outlets.is_empty() {
            line_ui(&mut card, quiet(outlet_words(story)));
        } else if story.dates.is_some() {
            let titles: Vec<String> = titles(&state.analysis, story).take(TITLES).collect();
            line_ui(&mut card, quiet(titles.join(", ")));
        }
        // At the foot of every card, however many lines stand above.
        let foot = inner.with_min_y(inner.bottom() - card.spacing().interact_size.y);
        let mut foot = card.new_child(UiBuilder::new().max_rect(foot).id_salt("foot"));
        foot.horizontal(|ui| {
            if ui.link("Read").on_hover_text("From the first article to the last").clicked() {
                out.push(Command::View(ViewCommand::ReadStory(story.id)));
            }
            if state.filter.cluster != Some(story.id)
                && ui.link("Show only this").on_hover_text("In every view").clicked()
            {
                out.extend(only(state, story.id));
            }
            if ui.link("Rename").clicked() {
                self.renaming = Some((story.id, name.clone(), true));
            }
        });
        if response.clicked() {
            out.push(Command::Select(Select::Cluster(story.id)));
        }
        if response.double_clicked() {
            out.push(Command::View(ViewCommand::ReadStory(story.id)));
        }
        response.context_menu(|ui| self.menu_ui(ui, scene, story, out));
    }
}

/// The articles of a story on a line from its first day to its last.
fn days_ui(ui: &mut egui::Ui, scene: &Scene<'_>, story: &Story) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 14.0), Sense::hover());
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.center().y, scene.theme.line());
    let Some((first, last)) = story.dates else { return };
    let (start, length) = (minute(first), (minute(last) - minute(first)).max(1) as f32);
    let corpus = &scene.state.analysis.corpus;
    let step = story.articles.len().div_ceil(MARKS).max(1);
    for &id in story.articles.iter().step_by(step) {
        let Some(published) = &corpus.get(id).metadata.published else { continue };
        let share = (minute(published.value) - start) as f32 / length;
        let x = rect.left() + 2.0 + share * (rect.width() - 4.0);
        let mark = Rect::from_center_size(pos2(x, rect.center().y), egui::vec2(2.0, 9.0));
        painter.rect_filled(mark, 1.0, scene.theme.ink_quiet.gamma_multiply(0.8));
    }
}
