//! The stories as a table.

use eframe::egui::{self, RichText, ScrollArea};
use egui_extras::{Column, TableBuilder};

use super::story_words::{first_words, size_words, spread_words};
use super::{ClustersView, Listed};
use crate::app::columns::DAY_WIDTH;
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::dates;
use crate::app::shown::Story;
use crate::app::story_order::{StoriesLook, StorySort};
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::table::{self, Sorted};
use crate::app::words;

/// Each column: its head, what it holds, its width, the order that a click asks for, and whether it holds numbers.
const COLUMNS: [(&str, &str, f32, Option<StorySort>, bool); 7] = [
    ("Story", "Its name, or its most telling words", 240.0, Some(StorySort::Name), false),
    ("Articles", "Articles that are shown", 64.0, Some(StorySort::Size), true),
    ("Outlets", "Outlets of the shown articles", 60.0, Some(StorySort::Outlets), true),
    ("First", "Day of the first article", DAY_WIDTH, Some(StorySort::First), true),
    ("Last", "Day of the last article", DAY_WIDTH, Some(StorySort::Last), true),
    ("Spread", "Time from the first to the last article", 68.0, Some(StorySort::Spread), true),
    ("Earliest article", "The one that was published first, where that is known", 260.0, None, false),
];

/// Least width of the last column, which takes what the others leave, in points.
const LEAST_LAST: f32 = 180.0;

impl ClustersView {
    pub(super) fn table_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, listed: &Listed<'_>, out: &mut Commands) {
        table::quiet_lines(ui, scene.theme);
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| self.rows_ui(ui, scene, listed, out));
    }

    fn rows_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, listed: &Listed<'_>, out: &mut Commands) {
        let look = scene.state.preferences.stories;
        let mut widths = ColumnWidths::new("stories", &scene.state.preferences.widths);
        let mut builder = TableBuilder::new(ui)
            .id_salt("stories")
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
        for (label, _, width, sort, _) in COLUMNS {
            let column = if sort.is_some() {
                widths.column(label, width).at_least(40.0)
            } else {
                Column::remainder().at_least(LEAST_LAST)
            };
            builder = builder.column(column.clip(true));
        }
        if let Some(row) = listed.reveal {
            builder = builder.scroll_to_row(row, None);
        }
        let mut body = builder.header(space::ROW, |mut header| {
            for (label, meaning, _, sort, is_number) in COLUMNS {
                header.col(|ui| {
                    widths.see(ui, label);
                    let sorted = match (sort == Some(look.sort), look.is_turned) {
                        (false, _) => Sorted::No,
                        // Names and first days begin with the smallest, everything else with the largest.
                        (true, is_turned) if matches!(look.sort, StorySort::Name | StorySort::First) == is_turned => {
                            Sorted::Descending
                        }
                        (true, _) => Sorted::Ascending,
                    };
                    let is_clicked = table::head_ui(ui, scene.theme, label, meaning, sorted, is_number);
                    if let Some(sort) = sort.filter(|_| is_clicked) {
                        let is_turned = look.sort == sort && !look.is_turned;
                        out.push(Command::View(ViewCommand::Stories(StoriesLook { sort, is_turned, ..look })));
                    }
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        body.body(|body| {
            body.rows(space::ROW, listed.order.len(), |mut row| {
                let Some(story) = listed.get(row.index()) else { return };
                self.row_ui(&mut row, scene, story, out);
            });
        });
    }

    fn row_ui(
        &mut self,
        row: &mut egui_extras::TableRow<'_, '_>,
        scene: &Scene<'_>,
        story: &Story,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let quiet = |text: String| RichText::new(text).small().color(scene.theme.ink_quiet);
        row.set_selected(state.selection.cluster == Some(story.id));
        row.col(|ui| self.name_ui(ui, scene, story, theme::font(size::BODY), out));
        row.col(|ui| table::number_ui(ui, RichText::new(words::number(story.articles.len()))));
        let outlets = match story.outlets.len() {
            0 => "–".to_owned(),
            count => words::number(count),
        };
        row.col(|ui| table::number_ui(ui, quiet(outlets)));
        let day = |day: Option<jiff::civil::Date>| quiet(day.map_or_else(|| "–".to_owned(), dates::date));
        row.col(|ui| table::number_ui(ui, day(story.dates.map(|(first, _)| first.date))));
        row.col(|ui| table::number_ui(ui, day(story.dates.map(|(_, last)| last.date))));
        row.col(|ui| table::number_ui(ui, quiet(spread_words(story))));
        row.col(|ui| table::text_ui(ui, quiet(first_words(&state.analysis, story).unwrap_or_default())));
        let response = row.response();
        response.widget_info(|| {
            let name = crate::app::about::cluster_name(&state.analysis, &state.session, story.id);
            let is_selected = state.selection.cluster == Some(story.id);
            egui::WidgetInfo::selected(egui::Role::Row, true, is_selected, format!("{name}, {}", size_words(story)))
        });
        if response.double_clicked() {
            out.push(Command::View(ViewCommand::ReadStory(story.id)));
        } else if response.clicked() {
            out.push(Command::Select(Select::Cluster(story.id)));
        }
        response.context_menu(|ui| self.menu_ui(ui, scene, story, out));
    }
}
