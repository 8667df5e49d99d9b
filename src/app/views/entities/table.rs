//! The table of names. A click chooses, Ctrl adds, Shift takes all between; what is chosen can be merged.

use std::sync::Arc;

use eframe::egui::{self, Id, RichText};
use egui_extras::{Column, TableBuilder, TableRow};

use super::chosen::How;
use super::list::{Listed, Listing, SortBy};
use super::{EntitiesView, edit, key_of};
use crate::app::columns::DAY_WIDTH;
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::dates;
use crate::app::problem::Problem;
use crate::app::shown::Shown;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::views::pairs::{CopyFormat, Rows};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::kind;
use crate::app::widgets::table::{self, Pressed, Sorted};
use crate::app::words;
use crate::entity::{Entity, EntityId};

/// Rows that are copied at once, at most.
const MOST_COPIED: usize = 5_000;

/// Widths of the sign of the kind, of the mentions with the sign of their order, of another number, in points.
const SIGN: f32 = 40.0;
const MENTIONS: f32 = 80.0;
const NUMBER: f32 = 66.0;

/// The columns: name, meaning, what they sort by, whether they hold numbers.
const COLUMNS: [(&str, &str, Option<SortBy>, bool); 7] = [
    ("Kind", "person, place, organisation or other", Some(SortBy::Kind), false),
    ("Name", "the fullest form of it", Some(SortBy::Name), false),
    ("Also", "its other forms", None, false),
    ("Mentions", "how often it is named in the shown articles", Some(SortBy::Mentions), true),
    ("Articles", "in how many of them", Some(SortBy::Articles), true),
    ("First", "the day of the first article that names it", Some(SortBy::First), false),
    ("Last", "the day of the last", Some(SortBy::Last), false),
];

impl EntitiesView {
    pub(super) fn table_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        listing: &Arc<Listing>,
        at: Option<usize>,
        out: &mut Commands,
    ) {
        let id = Id::unique("table of names");
        let room = ui.available_rect_before_wrap();
        table::focus_ui(ui, room, id, scene.theme, "Names");
        if let Some(pressed) = self.chosen.cursor.keys(ui, id, at, listing.rows.len()) {
            self.pressed(ui, scene, listing, pressed, at, out);
        }
        table::quiet_lines(ui, scene.theme);
        // The scroll bar takes its part of the last column.
        let gaps = 6.0 * ui.spacing().item_spacing.x + space::MEDIUM;
        let free = room.width() - SIGN - MENTIONS - NUMBER - 2.0 * DAY_WIDTH - gaps;
        let name = (free * 0.62).clamp(110.0, 260.0);
        let aliases = (free - name).max(56.0);
        let mut widths = ColumnWidths::new("names", &scene.state.preferences.widths);
        let mut builder = TableBuilder::new(ui)
            .id_salt("names")
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .column(Column::exact(SIGN));
        // The last takes what is left.
        for ((label, ..), width) in COLUMNS.iter().skip(1).zip([name, aliases, MENTIONS, NUMBER, DAY_WIDTH]) {
            builder = builder.column(widths.column(label, width).at_least(40.0).clip(true));
        }
        builder = builder.column(Column::remainder().at_least(60.0).clip(true));
        if let Some(row) = self.chosen.cursor.reveal.take() {
            builder = builder.scroll_to_row(row, None);
        }
        let mut body = builder.header(space::ROW, |mut header| {
            for (label, meaning, sort, is_number) in COLUMNS {
                header.col(|ui| {
                    widths.see(ui, label);
                    self.head_ui(ui, scene, label, meaning, sort, is_number);
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        body.body(|body| {
            body.rows(space::ROW, listing.rows.len(), |mut row| {
                self.row_ui(&mut row, scene, listing, at, id, out);
            });
        });
    }

    fn head_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        label: &str,
        meaning: &str,
        sort: Option<SortBy>,
        is_number: bool,
    ) {
        let Some(sort) = sort else {
            table::text_ui(ui, super::quiet(scene.theme, label));
            return;
        };
        let is_falling = sort.is_falling() != self.list.is_turned;
        let sorted = match (sort == self.list.sort, is_falling) {
            (false, _) => Sorted::No,
            (true, false) => Sorted::Ascending,
            (true, true) => Sorted::Descending,
        };
        if table::head_ui(ui, scene.theme, label, meaning, sorted, is_number) {
            self.list.sort_by(sort);
        }
    }

    fn row_ui(
        &mut self,
        row: &mut TableRow<'_, '_>,
        scene: &Scene<'_>,
        listing: &Listing,
        at: Option<usize>,
        id: Id,
        out: &mut Commands,
    ) {
        let number = row.index();
        let listed = &listing.rows[number];
        let entity = scene.state.analysis.entities.get(listed.id);
        let is_chosen = self.chosen.names.contains(&key_of(entity));
        row.set_selected(is_chosen || at == Some(number));
        row.col(|ui| {
            kind::sign_ui(ui, scene.theme, entity.kind);
        });
        row.col(|ui| table::text_ui(ui, RichText::new(&entity.name)));
        row.col(|ui| {
            table::text_ui(ui, RichText::new(entity.aliases.join(", ")).color(scene.theme.ink_quiet));
        });
        for number in [listed.mentions, listed.articles] {
            row.col(|ui| table::number_ui(ui, RichText::new(words::number(number as usize))));
        }
        for day in [listed.days.map(|days| days.0), listed.days.map(|days| days.1)] {
            row.col(|ui| table::text_ui(ui, RichText::new(day.map_or_else(|| "–".to_owned(), dates::date))));
        }
        let response = row.response();
        response.widget_info(|| {
            let mentions = words::count(listed.mentions as usize, "mention", "mentions");
            let name = format!("{}, {}, {mentions}", entity.name, entity.description());
            egui::WidgetInfo::selected(egui::Role::Row, true, is_chosen, name)
        });
        if response.clicked() || (response.secondary_clicked() && !is_chosen) {
            let modifiers = response.ctx.input(|input| input.modifiers);
            let how = if response.clicked() { How::of(modifiers) } else { How::Alone };
            let taken = self.chosen.take(scene.state, &listing.rows, number, at, how);
            out.extend(taken.map(|id| Command::Select(Select::Entity(id))));
            response.ctx.memory_mut(|memory| memory.request_focus(id));
        }
        response.context_menu(|ui| {
            edit::menu_ui(ui, scene, listed.id, &self.chosen.names, out);
            ui.separator();
            self.copy_ui(ui, scene.state, listing, out);
        });
    }

    fn pressed(
        &mut self,
        ui: &egui::Ui,
        scene: &Scene<'_>,
        listing: &Listing,
        pressed: Pressed,
        at: Option<usize>,
        out: &mut Commands,
    ) {
        let state = scene.state;
        match pressed {
            Pressed::Move(row) => {
                let is_shift = ui.input(|input| input.modifiers.shift);
                let how = if is_shift { How::AllBetween } else { How::Alone };
                let taken = self.chosen.take(state, &listing.rows, row, at, how);
                out.extend(taken.map(|id| Command::Select(Select::Entity(id))));
            }
            Pressed::Open => {
                if let Some(listed) = at.and_then(|at| listing.rows.get(at)) {
                    out.extend(read_first(state, listed.id));
                }
            }
            Pressed::Copy => self.copy(state, listing, CopyFormat::Text, out),
            Pressed::Mark | Pressed::Next => {}
        }
    }

    fn copy_ui(&self, ui: &mut egui::Ui, state: &State, listing: &Listing, out: &mut Commands) {
        let count = self.chosen.names.len();
        for format in CopyFormat::ALL {
            let label =
                if count < 2 { format.label().to_owned() } else { format!("{} ({count} rows)", format.label()) };
            if ui.button(label).clicked() {
                self.copy(state, listing, format, out);
            }
        }
    }

    /// The chosen rows for the clipboard.
    fn copy(&self, state: &State, listing: &Listing, format: CopyFormat, out: &mut Commands) {
        let entities = &state.analysis.entities;
        let is_chosen = |row: &&Listed| self.chosen.names.contains(&key_of(entities.get(row.id)));
        let rows: Vec<&Listed> = listing.rows.iter().filter(is_chosen).take(MOST_COPIED + 1).collect();
        if rows.is_empty() {
            return;
        }
        if rows.len() > MOST_COPIED {
            let details = format!("At most {} rows are copied at once.", words::number(MOST_COPIED));
            out.push(Command::Report(Problem::error("Too many rows to copy", details)));
            return;
        }
        let mut text = Rows::new(format);
        text.head(COLUMNS.iter().map(|(label, _, _, is_number)| (*label, *is_number)));
        for row in &rows {
            text.row(cells(entities.get(row.id), row).into_iter());
        }
        out.push(Command::Copy(text.into_text()));
        out.push(Command::Report(Problem::note(format!("{} copied", words::count(rows.len(), "row", "rows")))));
    }
}

/// What a row says, for the clipboard: days in ISO 8601.
fn cells(entity: &Entity, listed: &Listed) -> [String; 7] {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    [
        entity.kind.label().to_owned(),
        entity.name.clone(),
        entity.aliases.join("; "),
        listed.mentions.to_string(),
        listed.articles.to_string(),
        day(listed.days.map(|days| days.0)),
        day(listed.days.map(|days| days.1)),
    ]
}

/// Opens the first place where a shown article names it.
fn read_first(state: &State, id: EntityId) -> Vec<Command> {
    let shown: &Shown = state.shown();
    let mut mentions = state.analysis.entities.get(id).mentions.iter();
    let Some(first) = mentions.find(|mention| shown.has(mention.document)) else { return Vec::new() };
    vec![
        Command::Select(Select::Place(first.document, first.span)),
        Command::View(ViewCommand::OpenArticle(first.document)),
    ]
}
