//! The table of files: a row each, of which only those in sight are laid out.

use eframe::egui::{self, Key, RichText, ScrollArea, Sense};
use egui_extras::{Column, TableBuilder, TableRow};

use super::FilesView;
use super::shared::{current_id, status_sign};
use crate::app::command::{Command, Decision, Select, ViewCommand};
use crate::app::dates;
use crate::app::inventory::{FileColumn, FilesLook, Inventory, InventoryRow};
use crate::app::theme::{Theme, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::table;
use crate::app::words;
use crate::corpus::{Confidence, FileStatus};

/// Rows that a page is.
const PAGE: isize = 12;

/// What a cell says, without its look.
pub fn cell_text(made: &Inventory, row: &InventoryRow, column: FileColumn) -> String {
    let file = &row.file;
    let document = made.first_article(row);
    let many = file.articles.len() > 1;
    match column {
        FileColumn::Status => match file.status {
            FileStatus::Read => "Read",
            FileStatus::ReadWithWarning => "Warning",
            FileStatus::Skipped => "Skipped",
        }
        .to_owned(),
        FileColumn::Path => file.path.clone(),
        FileColumn::Title if many => words::count(file.articles.len(), "article", "articles"),
        FileColumn::Title => match document {
            Some(document) => document.metadata.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            None => file.reasons.first().cloned().unwrap_or_default(),
        },
        FileColumn::Outlet => document.and_then(|document| document.metadata.outlet_name()).unwrap_or("").to_owned(),
        FileColumn::Date => {
            document.and_then(|document| document.metadata.published_date()).map(dates::date).unwrap_or_default()
        }
        FileColumn::Words => file.format.map(|_| words::number(file.words as usize)).unwrap_or_default(),
        FileColumn::Format => file.format.map(|format| format.label().to_owned()).unwrap_or_default(),
        FileColumn::Encoding => file.encoding.unwrap_or("").to_owned(),
        FileColumn::SameAs => file.duplicate_of.clone().unwrap_or_default(),
    }
}

/// The table.
pub fn table_ui(view: &mut FilesView, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Inventory, out: &mut Commands) {
    let id = ui.scope_id().with("file_keys");
    let area = ui.available_rect_before_wrap();
    let keys = ui.interact(area, id, Sense::focusable_noninteractive());
    keys.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, "Files"));
    let revealed = keys_ui(view, ui, &keys, scene, made, out).or_else(|| view.reveal.take());
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        table::quiet_lines(ui, scene.theme);
        let mut widths = ColumnWidths::new("files", &scene.state.preferences.widths);
        let mut table = TableBuilder::new(ui)
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .sense(Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
        for column in FileColumn::ALL {
            table = table.column(column_of(column, &mut widths));
        }
        if let Some(place) = revealed {
            table = table.scroll_to_row(place, None);
        }
        let mut body = table.header(space::ROW, |mut header| {
            for column in FileColumn::ALL {
                header.col(|ui| {
                    widths.see(ui, column.label());
                    head_ui(&mut view.look, ui, scene.theme, column);
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        body.body(|body| {
            body.rows(space::ROW, made.order.len(), |mut table_row| {
                let place = table_row.index();
                let Some(&index) = made.order.get(place) else { return };
                let row = &made.rows[index as usize];
                table_row.set_selected(view.chosen.has(index));
                cells_ui(&mut table_row, scene, made, row);
                let response = table_row.response();
                if response.clicked() {
                    keys.request_focus();
                    // The details open over the lower rows: the chosen one must stay in sight.
                    view.reveal = view.chosen.is_empty().then_some(place);
                    choose(view, &response, made, index);
                    view.article = 0;
                    show_elsewhere(view, scene, made, out);
                }
                if response.double_clicked() {
                    open(scene, made, row, out);
                }
                response.context_menu(|ui| menu_ui(ui, scene, made, row, out));
            });
        });
    });
}

fn column_of(column: FileColumn, widths: &mut ColumnWidths<'_>) -> Column {
    let width = match column {
        FileColumn::Status => 76.0,
        FileColumn::Path => 152.0,
        FileColumn::Title => 174.0,
        FileColumn::Outlet => 100.0,
        FileColumn::Date => 152.0,
        FileColumn::Words => 58.0,
        FileColumn::Format => 88.0,
        FileColumn::Encoding => 104.0,
        FileColumn::SameAs => return Column::remainder().at_least(150.0).clip(true),
    };
    widths.column(column.label(), width).at_least(40.0).clip(true)
}

/// The name of a column: a click sorts by it, another turns the order around.
fn head_ui(look: &mut FilesLook, ui: &mut egui::Ui, theme: &Theme, column: FileColumn) {
    let is_on = look.column == column;
    let sign = match (is_on, look.is_descending) {
        (true, true) => " ▼",
        (true, false) => " ▲",
        (false, _) => "",
    };
    let ink = if is_on { theme.ink } else { theme.ink_quiet };
    let text = RichText::new(format!("{}{sign}", column.label())).small().color(ink);
    let response = ui.add(egui::Button::new(text).frame(false)).on_hover_text("Sort by this column");
    if response.clicked() {
        look.is_descending = is_on && !look.is_descending;
        look.column = column;
    }
}

fn cells_ui(table_row: &mut TableRow<'_, '_>, scene: &Scene<'_>, made: &Inventory, row: &InventoryRow) {
    let theme = scene.theme;
    let file = &row.file;
    let plain = |ui: &mut egui::Ui, text: RichText| ui.add(egui::Label::new(text).truncate().selectable(false));
    for column in FileColumn::ALL {
        table_row.col(|ui| match column {
            FileColumn::Status => {
                let (sign, ink, word) = status_sign(theme, file.status);
                let response = plain(ui, RichText::new(format!("{sign} {word}")).color(ink));
                if file.status != FileStatus::Read {
                    response.on_hover_text(file.notes().take(8).collect::<Vec<_>>().join("\n"));
                }
            }
            FileColumn::Title if file.status == FileStatus::Skipped => {
                plain(ui, RichText::new(cell_text(made, row, column)).color(theme.ink_quiet).italics());
            }
            FileColumn::Date => date_ui(ui, theme, made, row),
            FileColumn::Words => {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    plain(ui, cell_text(made, row, column).into());
                });
            }
            FileColumn::Format | FileColumn::Encoding | FileColumn::SameAs => {
                plain(ui, RichText::new(cell_text(made, row, column)).color(theme.ink_quiet));
            }
            FileColumn::Path | FileColumn::Title | FileColumn::Outlet => {
                let text = cell_text(made, row, column);
                if text.is_empty() {
                    plain(ui, RichText::new("–").color(theme.ink_quiet));
                } else {
                    plain(ui, text.into());
                }
            }
        });
    }
}

/// The date, with where it came from.
fn date_ui(ui: &mut egui::Ui, theme: &Theme, made: &Inventory, row: &InventoryRow) {
    let published = made.first_article(row).and_then(|document| document.metadata.published.as_ref());
    let Some(published) = published else {
        ui.label(RichText::new("–").color(theme.ink_quiet));
        return;
    };
    let is_open = published.confidence == Confidence::Ambiguous;
    let ink = if is_open { theme.warning } else { theme.ink };
    let date = dates::date(published.value.date);
    let date = if is_open { format!("{date} ?") } else { date };
    let response = ui.add(egui::Label::new(RichText::new(date).color(ink)).truncate().selectable(false));
    if is_open {
        response.on_hover_text("The day and the month may be the other way round: correct it below");
    }
    let origin = RichText::new(published.origin.label()).small().color(theme.ink_quiet);
    ui.add(egui::Label::new(origin).truncate().selectable(false));
}

fn choose(view: &mut FilesView, response: &egui::Response, made: &Inventory, index: u32) {
    let modifiers = response.ctx.input(|input| input.modifiers);
    if modifiers.shift {
        view.chosen.extend(&made.order, index);
    } else if modifiers.command {
        view.chosen.toggle(index);
    } else {
        view.chosen.choose(index);
    }
}

/// Lets the other views follow the only chosen file.
fn show_elsewhere(view: &FilesView, scene: &Scene<'_>, made: &Inventory, out: &mut Commands) {
    let row = view.chosen.only().and_then(|index| made.rows.get(index as usize));
    let first = row.and_then(|row| row.file.articles.first());
    if let Some(id) = first.and_then(|&id| current_id(made, &scene.state.analysis.corpus, id)) {
        out.push(Command::Select(Select::Article(id)));
    }
}

fn open(scene: &Scene<'_>, made: &Inventory, row: &InventoryRow, out: &mut Commands) {
    let first = row.file.articles.first();
    if let Some(id) = first.and_then(|&id| current_id(made, &scene.state.analysis.corpus, id)) {
        out.push(Command::View(ViewCommand::OpenArticle(id)));
    }
}

/// Moves through the rows by keys; gives the place to be scrolled to.
fn keys_ui(
    view: &mut FilesView,
    ui: &egui::Ui,
    keys: &egui::Response,
    scene: &Scene<'_>,
    made: &Inventory,
    out: &mut Commands,
) -> Option<usize> {
    if !keys.has_focus() {
        return None;
    }
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(keys.id, filter));
    let (pressed, modifiers) = ui.input(|input| {
        let all = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End, Key::Enter, Key::A];
        (all.into_iter().find(|&key| input.key_pressed(key)), input.modifiers)
    });
    let by = match pressed? {
        Key::ArrowDown => 1,
        Key::ArrowUp => -1,
        Key::PageDown => PAGE,
        Key::PageUp => -PAGE,
        Key::Home => -isize::MAX,
        Key::End => isize::MAX,
        Key::A if modifiers.command => {
            view.chosen.all(&made.order);
            return None;
        }
        Key::Enter => {
            if let Some(row) = view.chosen.only().and_then(|index| made.rows.get(index as usize)) {
                open(scene, made, row, out);
            }
            return None;
        }
        _ => return None,
    };
    if modifiers.command || modifiers.alt {
        return None;
    }
    let place = view.chosen.step(&made.order, by, modifiers.shift);
    view.article = 0;
    show_elsewhere(view, scene, made, out);
    place
}

fn menu_ui(ui: &mut egui::Ui, scene: &Scene<'_>, made: &Inventory, row: &InventoryRow, out: &mut Commands) {
    let file = &row.file;
    let corpus = &scene.state.analysis.corpus;
    let ids: Vec<_> = file.articles.iter().filter_map(|&id| current_id(made, corpus, id)).collect();
    if !ids.is_empty() {
        if ui.button("Read").clicked() {
            open(scene, made, row, out);
        }
        if ui.button("Hide in every view").clicked() {
            out.push(Command::Decide(Decision::Hide(ids, true)));
        }
        ui.separator();
    }
    if ui.button("Copy path").clicked() {
        out.push(Command::Copy(file.path.clone()));
    }
    let notes: Vec<String> = file.notes().collect();
    if !notes.is_empty() && ui.button("Copy what there is to know").clicked() {
        out.push(Command::Copy(format!("{}: {}", file.path, notes.join("; "))));
    }
}
