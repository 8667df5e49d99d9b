//! Every article as a table: the home of the corpus.
//!
//! Its groups are those of the list at the left. Sorting within them is a job; a frame looks at the rows in sight alone.

use std::sync::Arc;

use eframe::egui::{self, RichText, ScrollArea};
use egui_extras::{TableBuilder, TableRow};

use super::pairs::{CopyFormat, Rows};
use super::{Commands, Scene, View, nothing_ui};
use crate::app::article_columns::{ArticleColumn, ArticleSort, sorted};
use crate::app::columns::TableColumn;
use crate::app::command::{Command, Decision, FilterCommand, Select, ViewCommand};
use crate::app::filter::Filter;
use crate::app::job::Background;
use crate::app::problem::Problem;
use crate::app::shown::{ArticleRow, ShownKey};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::table::{self, Cursor, Pressed, Sorted};
use crate::app::words;
use crate::corpus::DocumentId;
use crate::progress::Progress;

/// Rows that are copied at once: more belong into an export.
const MOST_COPIED: usize = 5_000;

/// The table of articles.
pub struct ArticleTableView {
    rows: Background<(ShownKey, ArticleSort), Vec<ArticleRow>>,
    cursor: Cursor,
    /// The row of the cursor, which may be the head of a group.
    at: Option<usize>,
    reveal: Option<DocumentId>,
}

impl Default for ArticleTableView {
    fn default() -> Self {
        Self { rows: Background::new("articles"), cursor: Cursor::default(), at: None, reveal: None }
    }
}

impl View for ArticleTableView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        self.bar_ui(ui, scene, out);
        let shown = Arc::clone(state.shown());
        let by_column = state.preferences.article_sort.and_then(|sort| self.request(state, sort));
        let rows: &[ArticleRow] = by_column.as_deref().map_or(&shown.rows, Vec::as_slice);
        if rows.is_empty() {
            let (title, hint) = match state.filter.is_active() {
                true => ("No articles left", "No article passes the filter."),
                false => ("No articles yet", "They are being read."),
            };
            nothing_ui(ui, scene.theme, title, hint);
            return;
        }
        if let Some(id) = self.reveal.take()
            && let Some(row) = rows.iter().position(|row| *row == ArticleRow::Article(id))
        {
            self.at = Some(row);
            self.cursor.reveal = Some(row);
        }
        self.at = self.at.filter(|&at| at < rows.len());
        let id = egui::Id::unique("table of articles");
        table::focus_ui(ui, ui.available_rect_before_wrap(), id, scene.theme, "Articles");
        if let Some(pressed) = self.cursor.keys(ui, id, self.at, rows.len()) {
            self.pressed(state, rows, pressed, out);
        }
        table::quiet_lines(ui, scene.theme);
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| self.table_ui(ui, scene, rows, id, out));
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        let chosen = match command {
            Command::Select(Select::Article(id)) | Command::View(ViewCommand::OpenArticle(id)) => Some(*id),
            _ => None,
        };
        if chosen.is_some() && chosen != state.selection.article {
            self.reveal = chosen;
        }
    }
}

impl ArticleTableView {
    fn request(&mut self, state: &State, sort: ArticleSort) -> Option<Arc<Vec<ArticleRow>>> {
        let key = (state.shown_key(), sort);
        // Sorted is what is shown, so what is shown comes first.
        let shown = state.shown.get(&key.0)?;
        self.rows.request(&key, &state.waker, || {
            let (analysis, session, shown) =
                (Arc::clone(&state.analysis), Arc::clone(&state.session), Arc::clone(shown));
            move |_: &Progress| Ok(sorted(&analysis, &session, &shown.rows, sort))
        });
        self.rows.get(&key).cloned()
    }

    fn bar_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        ui.horizontal(|ui| {
            let (shown, all) = (state.shown().order.len(), state.analysis.corpus.len());
            let count = match shown == all {
                true => words::count(all, "article", "articles"),
                false => format!("{} of {}", words::number(shown), words::count(all, "article", "articles")),
            };
            ui.label(RichText::new(count).font(theme::strong_font(size::BODY)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                super::articles::grouping_ui(ui, scene, out);
                if let Some(columns) = table::columns_ui(ui, scene.theme, &state.preferences.article_columns) {
                    out.push(Command::View(ViewCommand::ArticleColumns(columns)));
                }
            });
        });
        ui.add_space(space::SMALL);
    }

    fn pressed(&mut self, state: &State, rows: &[ArticleRow], pressed: Pressed, out: &mut Commands) {
        let article = |row: Option<usize>| match row.and_then(|row| rows.get(row)) {
            Some(ArticleRow::Article(id)) => Some(*id),
            _ => None,
        };
        match pressed {
            Pressed::Move(row) => {
                self.at = Some(row);
                out.extend(article(Some(row)).map(|id| Command::Select(Select::Article(id))));
            }
            Pressed::Open => out.extend(article(self.at).map(|id| Command::View(ViewCommand::OpenArticle(id)))),
            Pressed::Copy => self.copy(state, rows, CopyFormat::Text, out),
            Pressed::Mark | Pressed::Next => {}
        }
    }

    fn table_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        rows: &[ArticleRow],
        id: egui::Id,
        out: &mut Commands,
    ) {
        let preferences = &scene.state.preferences;
        let (columns, sort) = (preferences.article_columns.in_order(), preferences.article_sort);
        let mut widths = ColumnWidths::new("articles", &preferences.widths);
        let mut builder = TableBuilder::new(ui)
            .id_salt(&columns)
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
        for column in &columns {
            builder = builder.column(widths.column(column.label(), column.width()).at_least(40.0).clip(true));
        }
        if let Some(row) = self.cursor.reveal.take() {
            builder = builder.scroll_to_row(row, None);
        }
        let mut body = builder.header(space::ROW, |mut header| {
            for &column in &columns {
                header.col(|ui| {
                    widths.see(ui, column.label());
                    let sorted = match sort.filter(|sort| sort.column == column) {
                        None => Sorted::No,
                        Some(sort) if sort.is_descending => Sorted::Descending,
                        Some(_) => Sorted::Ascending,
                    };
                    if table::head_ui(ui, scene.theme, column.label(), column.meaning(), sorted, column.is_number()) {
                        out.push(Command::View(ViewCommand::SortArticles(ArticleSort::clicked(sort, column))));
                    }
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        let range = self.cursor.range(self.at);
        body.body(|body| {
            body.rows(space::ROW, rows.len(), |mut row| {
                let number = row.index();
                let is_in_range = range.as_ref().is_some_and(|range| range.contains(&number));
                match &rows[number] {
                    ArticleRow::Group { name, count, elsewhere, cluster } => {
                        row.set_overline(true);
                        let counts = (*count, *elsewhere);
                        row.col(|ui| super::articles::group_ui(ui, scene, name, counts, *cluster, out));
                        for _ in 1..columns.len() {
                            row.col(|_| {});
                        }
                    }
                    ArticleRow::Article(article) => {
                        let is_chosen = scene.state.selection.article == Some(*article);
                        row.set_selected(is_in_range || is_chosen);
                        cells_ui(&mut row, scene, &columns, *article);
                        let response = row.response();
                        self.clicked(scene, rows, &response, number, *article, is_in_range, id, out);
                    }
                }
            });
        });
    }

    #[expect(clippy::too_many_arguments, reason = "a row and where it stands")]
    fn clicked(
        &mut self,
        scene: &Scene<'_>,
        rows: &[ArticleRow],
        response: &egui::Response,
        number: usize,
        article: DocumentId,
        is_in_range: bool,
        id: egui::Id,
        out: &mut Commands,
    ) {
        let state = scene.state;
        response.widget_info(|| {
            let document = state.analysis.corpus.get(article);
            let name = format!("{}, {}", document.title(), crate::app::words::outlet_and_date(document));
            egui::WidgetInfo::selected(egui::Role::Row, true, self.at == Some(number), name)
        });
        if response.double_clicked() {
            out.push(Command::View(ViewCommand::OpenArticle(article)));
        } else if response.clicked() || response.secondary_clicked() {
            let (is_shift, is_command) = response.ctx.input(|input| (input.modifiers.shift, input.modifiers.command));
            let other = state.selection.article.filter(|&other| other != article);
            if let Some(other) = other.filter(|_| is_command && response.clicked()) {
                out.push(Command::View(ViewCommand::OpenPair(other, article)));
            } else if response.clicked() || !is_in_range {
                self.cursor.click(number, self.at, is_shift);
                self.at = Some(number);
                out.push(Command::Select(Select::Article(article)));
                self.reveal = None;
            }
            response.ctx.memory_mut(|memory| memory.request_focus(id));
        }
        response.context_menu(|ui| self.menu_ui(ui, scene, rows, article, out));
    }

    fn menu_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        rows: &[ArticleRow],
        article: DocumentId,
        out: &mut Commands,
    ) {
        let state = scene.state;
        super::article_menu::look_ui(ui, scene, article, out);
        let chosen = self.chosen(rows);
        let count = chosen.len().max(1);
        if count > 1 && ui.button(format!("Only these {count} articles")).clicked() {
            let filter = Filter { picked: Some(chosen.clone().into()), ..state.filter.clone() };
            out.push(Command::Filter(FilterCommand::Set(filter)));
        }
        ui.separator();
        let hide =
            if count > 1 { format!("Hide these {count} in every view") } else { "Hide in every view".to_owned() };
        if ui.button(hide).clicked() {
            let ids = if chosen.is_empty() { vec![article] } else { chosen };
            out.push(Command::Decide(Decision::Hide(ids, true)));
        }
        ui.separator();
        for format in CopyFormat::ALL {
            if ui.button(format.label()).clicked() {
                self.copy(state, rows, format, out);
            }
        }
    }

    /// The articles from the anchor to the cursor.
    fn chosen(&self, rows: &[ArticleRow]) -> Vec<DocumentId> {
        let range = self.cursor.range(self.at).and_then(|range| rows.get(range)).unwrap_or_default();
        let article = |row: &ArticleRow| match row {
            ArticleRow::Article(id) => Some(*id),
            ArticleRow::Group { .. } => None,
        };
        range.iter().filter_map(article).collect()
    }

    fn copy(&self, state: &State, rows: &[ArticleRow], format: CopyFormat, out: &mut Commands) {
        let chosen = self.chosen(rows);
        if chosen.is_empty() {
            return;
        }
        if chosen.len() > MOST_COPIED {
            let details = format!("At most {} rows are copied at once.", words::number(MOST_COPIED));
            out.push(Command::Report(Problem::error("Too many rows to copy", details)));
            return;
        }
        let columns = state.preferences.article_columns.in_order();
        let mut text = Rows::new(format);
        text.head(columns.iter().map(|column| (column.label(), column.is_number())));
        for id in &chosen {
            text.row(columns.iter().map(|column| column.text(&state.analysis, &state.session, *id)));
        }
        out.push(Command::Copy(text.into_text()));
        out.push(Command::Report(Problem::note(format!("{} copied", words::count(chosen.len(), "row", "rows")))));
    }
}

fn cells_ui(row: &mut TableRow<'_, '_>, scene: &Scene<'_>, columns: &[ArticleColumn], id: DocumentId) {
    let state = scene.state;
    for &column in columns {
        table::cell_ui(row, |ui| {
            let text = RichText::new(column.text(&state.analysis, &state.session, id));
            let quiet = |text: RichText| text.small().color(scene.theme.ink_quiet);
            match column {
                ArticleColumn::Title => table::text_ui(ui, text),
                _ if column.is_number() => table::number_ui(ui, quiet(text)),
                _ => table::text_ui(ui, quiet(text)),
            }
        });
    }
}
