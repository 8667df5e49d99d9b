//! The list of articles at the left, in groups.

use eframe::egui::{self, ComboBox, RichText, ScrollArea};

use super::{Commands, Scene, View};
use crate::app::command::{Command, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::shown::{ArticleRow, Grouping};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::table::{Cursor, Pressed};
use crate::app::widgets::{Stops, list_row};
use crate::app::words;
use crate::corpus::DocumentId;
use crate::similarity::ClusterId;

/// The list of articles.
#[derive(Default)]
pub struct ArticlesView {
    /// An article that was chosen elsewhere and is to be scrolled into view.
    reveal: Option<DocumentId>,
    /// An article that was chosen here, which must not move the list under the pointer.
    chosen_here: Option<DocumentId>,
    cursor: Cursor,
    /// The row of the article that was chosen last.
    at: Option<usize>,
    /// Where the list was scrolled to and how much of it was in sight, in points.
    in_sight: (f32, f32),
}

impl View for ArticlesView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        head_ui(ui, scene, out);
        let rows = &scene.state.shown().rows;
        if rows.is_empty() {
            let words = if scene.state.filter.is_active() { "No article passes the filter." } else { "Reading…" };
            ui.label(RichText::new(words).color(scene.theme.ink_quiet));
            return;
        }
        let list = egui::Id::unique("list of articles");
        self.at = self.at.filter(|&at| at < rows.len());
        focus_ui(ui, scene, list);
        if let Some(pressed) = self.cursor.keys(ui, list, self.at, rows.len()) {
            self.pressed(rows, pressed, out);
        }
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(id) = self.reveal.take()
            && let Some(at) = rows.iter().position(|row| *row == ArticleRow::Article(id))
        {
            self.at = Some(at);
            area = area.vertical_scroll_offset((at as f32 - 6.0).max(0.0) * space::ROW);
        } else if let Some(row) = self.cursor.reveal.take() {
            // As little as it takes, with the head of its group.
            let ((top, height), row) = (self.in_sight, row as f32 * space::ROW);
            let most = (row - space::ROW).max(0.0);
            let least = (row + space::ROW - height).clamp(0.0, most);
            area = area.vertical_scroll_offset(top.clamp(least, most));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = area.show_rows(ui, space::ROW, rows.len(), |ui, range| {
            for row in range {
                match &rows[row] {
                    ArticleRow::Group { name, count, elsewhere, cluster } => {
                        group_ui(ui, scene, name, (*count, *elsewhere), *cluster, out);
                    }
                    ArticleRow::Article(id) => {
                        if article_ui(ui, scene, *id, out).clicked() {
                            (self.at, self.chosen_here) = (Some(row), Some(*id));
                            ui.memory_mut(|memory| memory.request_focus(list));
                        }
                    }
                }
            }
        });
        self.in_sight = (shown.state.clamped_offset().y, shown.inner_rect.height());
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        let chosen = match command {
            Command::Select(Select::Article(id)) => Some(*id),
            Command::Select(Select::Pair(a, _)) | Command::View(ViewCommand::OpenPair(a, _)) => Some(*a),
            _ => None,
        };
        let is_from_here = chosen.is_some() && self.chosen_here.take() == chosen;
        if chosen.is_some() && chosen != state.selection.article && !is_from_here {
            self.reveal = chosen;
        }
        if matches!(command, Command::View(ViewCommand::OpenArticle(_))) {
            self.reveal = None;
        }
    }
}

impl ArticlesView {
    fn pressed(&mut self, rows: &[ArticleRow], pressed: Pressed, out: &mut Commands) {
        match pressed {
            Pressed::Move(row) => {
                let goes_down = self.at.is_none_or(|at| row > at);
                let Some((row, id)) = article_near(rows, row, goes_down) else { return };
                (self.at, self.chosen_here) = (Some(row), Some(id));
                self.cursor.reveal = Some(row);
                out.push(Command::Select(Select::Article(id)));
            }
            Pressed::Open => {
                let article = self.at.and_then(|at| article_near(rows, at, true));
                out.extend(article.map(|(_, id)| Command::View(ViewCommand::OpenArticle(id))));
            }
            Pressed::Mark | Pressed::Next | Pressed::Copy => {}
        }
    }
}

/// The article in a row or, where that is the head of a group, in the next one down or up; the other way at the ends.
fn article_near(rows: &[ArticleRow], row: usize, goes_down: bool) -> Option<(usize, DocumentId)> {
    let article = |at: usize| match rows.get(at)? {
        ArticleRow::Article(id) => Some((at, *id)),
        ArticleRow::Group { .. } => None,
    };
    let (mut down, mut up) = (row..rows.len(), (0..row + 1).rev());
    match goes_down {
        true => down.find_map(article).or_else(|| up.find_map(article)),
        false => up.find_map(article).or_else(|| down.find_map(article)),
    }
}

/// Makes the list one thing that can hold the keyboard.
fn focus_ui(ui: &egui::Ui, scene: &Scene<'_>, id: egui::Id) {
    let room = ui.available_rect_before_wrap();
    let list = ui.interact(room, id, egui::Sense::focusable_noninteractive());
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Articles, in groups"));
    if list.has_focus() {
        scene.theme.ring(ui.painter(), room.expand(2.0), 2.0);
    }
}

fn head_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Articles").font(theme::strong_font(size::BODY)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| grouping_ui(ui, scene, out));
    });
    ui.add_space(space::SMALL);
}

/// How the articles are grouped, in their list and in their table.
pub(super) fn grouping_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.options.grouping;
    let combo = ComboBox::from_id_salt("grouping").selected_text(now.label()).show_ui(ui, |ui| {
        for grouping in Grouping::ALL {
            if ui.selectable_label(grouping == now, grouping.label()).clicked() && grouping != now {
                out.push(Command::View(ViewCommand::Grouping(grouping)));
            }
        }
    });
    combo.response.on_hover_text("How the articles are grouped");
}

/// The head of a group: its name and how many articles it has, here and with another story; a click on a story shows only
/// that.
pub(super) fn group_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    name: &str,
    (count, elsewhere): (usize, usize),
    cluster: Option<ClusterId>,
    out: &mut Commands,
) {
    // The keyboard stops at what it can act on.
    let sense = if cluster.is_some() { egui::Sense::click() } else { egui::Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{name}, {count}")));
    let theme = scene.theme;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top() + 0.5, theme.line());
    let number = match elsewhere {
        0 => words::number(count),
        _ => format!("{} + {}", words::number(count), words::number(elsewhere)),
    };
    let number = painter.layout_no_wrap(number, theme::font(size::SMALL), theme.ink_quiet);
    let right = rect.right() - space::SMALL - number.size().x;
    painter.galley(egui::pos2(right, rect.center().y - number.size().y / 2.0), number, theme.ink_quiet);
    let room = right - rect.left() - space::MEDIUM;
    let font = theme::strong_font(size::SMALL);
    let galley = crate::app::widgets::row::one_line(ui, name, font, theme.ink_quiet, room);
    painter.galley(egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, theme.ink_quiet);
    let Some(id) = cluster else { return };
    if response.has_focus() {
        theme.ring(painter, rect.shrink2(egui::vec2(0.0, 1.5)), 4.0);
    }
    let elsewhere = match elsewhere {
        0 => String::new(),
        1 => "\nOne more tells this story too, and is listed with its other one".to_owned(),
        more => format!("\n{} more tell this story too, and are listed with their other one", words::number(more)),
    };
    let response = response.on_hover_text(format!("{name}{elsewhere}\nClick to show only this story"));
    if response.clicked() {
        let filter = Filter { cluster: Some(id), ..scene.state.filter.clone() };
        out.push(Command::Select(Select::Cluster(id)));
        out.push(Command::Filter(FilterCommand::Set(filter)));
    }
}

fn article_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) -> egui::Response {
    let state = scene.state;
    let document = state.analysis.corpus.get(id);
    let selection = &state.selection;
    let dot = match selection.pair {
        Some((a, _)) if a == id => Some(scene.theme.only_left),
        Some((_, b)) if b == id => Some(scene.theme.only_right),
        _ => None,
    };
    let outlet = document.metadata.outlet_name().unwrap_or("");
    let is_selected = selection.article == Some(id);
    let response = list_row(ui, scene.theme, Stops::List, is_selected, dot, document.title(), outlet);
    if response.clicked() {
        let other = selection.article.filter(|&other| other != id);
        match other.filter(|_| ui.input(|input| input.modifiers.command)) {
            Some(other) => out.push(Command::View(ViewCommand::OpenPair(other, id))),
            None => out.push(Command::Select(Select::Article(id))),
        }
    }
    if response.double_clicked() {
        out.push(Command::View(ViewCommand::OpenArticle(id)));
    }
    response.context_menu(|ui| super::article_menu::menu_ui(ui, scene, id, out));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_passes_over_the_heads_of_groups() {
        let group = || ArticleRow::Group { name: "x".into(), count: 1, elsewhere: 0, cluster: None };
        let article = |id| ArticleRow::Article(DocumentId(id));
        let rows = [group(), article(7), group(), article(8), group()];
        let near = |row, goes_down| article_near(&rows, row, goes_down).map(|(at, _)| at);
        assert_eq!([near(0, true), near(1, true), near(2, true), near(4, true)], [1, 1, 3, 3].map(Some));
        assert_eq!([near(0, false), near(2, false), near(3, false), near(4, false)], [1, 1, 3, 3].map(Some));
        assert_eq!(article_near(&[group()], 0, true), None);
    }
}
