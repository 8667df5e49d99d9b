//! The pairs as a table: the twin of the matrix for eyes and screen readers.
//!
//! The order comes from the job that applies the filter, so that a frame looks at the rows in sight alone, be it one of a
//! million. Credits are worked out once for the corpus, in a job, when their column is first seen.

mod bar;
mod copy;

use std::ops::RangeInclusive;
use std::sync::{Arc, Weak};

use eframe::egui::{self, RichText, ScrollArea};
use egui_extras::{TableBuilder, TableRow};

use self::bar::QueryBox;
pub use self::copy::{CopyFormat, Copying, Rows};
use super::{Commands, Scene, View, nothing_ui};
use crate::app::columns::{DAY_WIDTH, TableColumn};
use crate::app::command::{Command, Decision, Go, Select, ViewCommand};
use crate::app::job::{Background, Job};
use crate::app::layout::Pane;
use crate::app::pair_columns::{PairCells, PairColumn};
use crate::app::pair_keys::pair_index;
use crate::app::shown::Shown;
use crate::app::state::State;
use crate::app::taken_over::TakenOver;
use crate::app::theme::{self, size, space};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::table::{self, Cursor, Pressed, Sorted};
use crate::app::words;
use crate::corpus::DocumentId;
use crate::progress::Progress;
use crate::similarity::PairScore;
use crate::story::Credits;

/// The table of pairs.
pub struct PairsView {
    query: QueryBox,
    cursor: Cursor,
    /// Where the selected pair was found last.
    place: Option<Place>,
    credits: Background<u64, Credits>,
    copying: Copying,
}

/// The row of the selected pair, of which list, and of which pair.
struct Place {
    pair: Option<(DocumentId, DocumentId)>,
    /// Weak, so that the list is not kept, and its place in memory is not taken by another one.
    list: Weak<Shown>,
    row: Option<usize>,
}

impl Default for PairsView {
    fn default() -> Self {
        Self {
            query: QueryBox::default(),
            cursor: Cursor::default(),
            place: None,
            credits: Background::new("credits"),
            copying: Copying::default(),
        }
    }
}

impl View for PairsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        self.bar_ui(ui, scene, out);
        self.copying.take(out);
        let state = scene.state;
        let shown = state.shown();
        if shown.pairs.is_empty() {
            let (title, hint) = match state.analysis.matrix.pairs().is_empty() {
                true if state.loading.is_some() => ("No pairs yet", "The articles are being compared."),
                true => ("No pairs", "No two articles share enough text to be listed."),
                false => ("No pairs left", "Lower the threshold, or take a part of the filter away."),
            };
            nothing_ui(ui, scene.theme, title, hint);
            return;
        }
        let credits = self.credits(state);
        let at = self.row_of_selection(state);
        let id = egui::Id::unique("table of pairs");
        let room = ui.available_rect_before_wrap();
        table::focus_ui(ui, room, id, scene.theme, "Pairs");
        if let Some(pressed) = self.cursor.keys(ui, id, at, shown.table().len()) {
            self.pressed(scene, pressed, at, out);
        }
        let columns = state.preferences.pair_columns.in_order();
        table::quiet_lines(ui, scene.theme);
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            self.table_ui(ui, scene, &columns, credits.as_deref(), at, id, out);
        });
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        self.query.hear(command, state.layout.is_in_front(Pane::Pairs));
        if let Command::View(ViewCommand::SortPairs(_)) | Command::Filter(_) = command {
            self.cursor = Cursor::default();
        }
    }
}

impl PairsView {
    /// The credits, if their column is there to show them.
    fn credits(&mut self, state: &State) -> Option<Arc<Credits>> {
        if let Some(credits) = &state.shown().credits {
            return Some(Arc::clone(credits));
        }
        if !state.preferences.pair_columns.has(PairColumn::Credit) {
            return None;
        }
        let key = state.analysis_number;
        self.credits.request(&key, &state.waker, || {
            let analysis = Arc::clone(&state.analysis);
            move |progress: &Progress| Credits::new(&analysis.corpus, progress)
        });
        self.credits.get(&key).cloned()
    }

    /// The row of the selected pair; looked for when the selection or the list changed, not in every frame.
    fn row_of_selection(&mut self, state: &State) -> Option<usize> {
        let shown = state.shown();
        let (selected, list) = (state.selection.pair, Arc::downgrade(shown));
        if let Some(place) = &self.place
            && place.pair == selected
            && place.list.ptr_eq(&list)
        {
            return place.row;
        }
        let index = selected.and_then(|(a, b)| pair_index(&state.analysis, a, b));
        let row = index.and_then(|index| shown.table().iter().position(|&other| other == index));
        let is_other = self.place.as_ref().is_none_or(|place| place.pair != selected);
        if is_other && row.is_some() {
            self.cursor.reveal = row;
        }
        self.place = Some(Place { pair: selected, list, row });
        row
    }

    fn pressed(&mut self, scene: &Scene<'_>, pressed: Pressed, at: Option<usize>, out: &mut Commands) {
        let state = scene.state;
        let pair_at = |row: usize| pair_at(state, row).map(|pair| (pair.a, pair.b));
        match pressed {
            Pressed::Move(row) => out.extend(pair_at(row).map(|(a, b)| Command::Select(Select::Pair(a, b)))),
            Pressed::Open => {
                out.extend(at.and_then(pair_at).map(|(a, b)| Command::View(ViewCommand::OpenPair(a, b))));
            }
            Pressed::Mark => out.extend(at.and_then(pair_at).map(|(a, b)| reviewed(state, a, b))),
            Pressed::Next => out.push(Command::Go(Go::NextUnreviewed)),
            Pressed::Copy => {
                if let Some(rows) = self.cursor.range(at) {
                    self.start_copy(scene, rows, CopyFormat::Text);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one table, each from another place")]
    fn table_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        columns: &[PairColumn],
        credits: Option<&Credits>,
        at: Option<usize>,
        id: egui::Id,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let shown = state.shown();
        let mut widths = ColumnWidths::new("pairs", &state.preferences.widths);
        let mut builder = TableBuilder::new(ui)
            // Another set of columns has widths of its own.
            .id_salt(columns)
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
        for &column in columns {
            builder = builder.column(widths.column(column.label(), width(column)).at_least(36.0).clip(true));
        }
        if let Some(row) = self.cursor.reveal.take() {
            builder = builder.scroll_to_row(row, None);
        }
        let range = self.cursor.range(at);
        let sort = state.options.pair_sort;
        let mut body = builder.header(space::ROW, |mut header| {
            for &column in columns {
                header.col(|ui| {
                    widths.see(ui, column.label());
                    let sorted = match (sort.column == column, sort.is_descending) {
                        (false, _) => Sorted::No,
                        (true, false) => Sorted::Ascending,
                        (true, true) => Sorted::Descending,
                    };
                    let meaning = column.meaning();
                    if table::head_ui(ui, scene.theme, column.label(), meaning, sorted, column.is_number()) {
                        out.push(Command::View(ViewCommand::SortPairs(sort.clicked(column))));
                    }
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        body.body(|body| {
            body.rows(space::ROW, shown.table().len(), |mut row| {
                let number = row.index();
                let Some(pair) = pair_at(state, number) else { return };
                row.set_selected(range.as_ref().is_some_and(|range| range.contains(&number)));
                cells_ui(&mut row, scene, columns, pair, credits, out);
                let response = row.response();
                response.widget_info(|| {
                    let (corpus, score) = (&state.analysis.corpus, pair.score(state.options.measure));
                    let titles = (corpus.get(pair.a).title(), corpus.get(pair.b).title());
                    let way = TakenOver::of(&state.analysis, pair).label();
                    let name = format!("{} with {}, {}, {way}", titles.0, titles.1, words::percent(score));
                    egui::WidgetInfo::selected(egui::Role::Row, true, at == Some(number), name)
                });
                if response.double_clicked() {
                    out.push(Command::View(ViewCommand::OpenPair(pair.a, pair.b)));
                } else if response.clicked() || response.secondary_clicked() {
                    let is_in_range = range.as_ref().is_some_and(|range| range.contains(&number));
                    if response.clicked() || !is_in_range {
                        self.cursor.click(number, at, response.ctx.input(|input| input.modifiers.shift));
                        // The row is in sight: it must not move under the pointer.
                        self.place = None;
                        out.push(Command::Select(Select::Pair(pair.a, pair.b)));
                    }
                    response.ctx.memory_mut(|memory| memory.request_focus(id));
                }
                response.context_menu(|ui| self.menu_ui(ui, scene, pair, number, range.clone(), out));
            });
        });
    }

    fn menu_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        pair: &PairScore,
        row: usize,
        range: Option<RangeInclusive<usize>>,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let (a, b) = (pair.a, pair.b);
        if ui.button("Compare side by side").clicked() {
            out.push(Command::View(ViewCommand::OpenPair(a, b)));
        }
        let is_reviewed = state.pair_note(a, b).is_some_and(|note| note.is_reviewed);
        if ui.button(if is_reviewed { "Mark as not reviewed" } else { "Mark as reviewed" }).clicked() {
            out.push(Command::Decide(Decision::Reviewed(a, b, !is_reviewed)));
        }
        if ui.button("Write a note…").clicked() {
            out.push(Command::View(ViewCommand::WriteNote(a, b)));
        }
        ui.separator();
        for (id, name) in [(a, "First article"), (b, "Second article")] {
            ui.menu_button(name, |ui| super::article_menu::menu_ui(ui, scene, id, out));
        }
        ui.separator();
        let rows = range.filter(|range| range.contains(&row)).unwrap_or(row..=row);
        let count = rows.end() - rows.start() + 1;
        for format in CopyFormat::ALL {
            let label =
                if count == 1 { format.label().to_owned() } else { format!("{} ({count} rows)", format.label()) };
            if ui.button(label).clicked() {
                self.start_copy(scene, rows.clone(), format);
            }
        }
    }

    fn start_copy(&mut self, scene: &Scene<'_>, rows: RangeInclusive<usize>, format: CopyFormat) {
        let state = scene.state;
        let shown = Arc::clone(state.shown());
        let (analysis, session, measure) =
            (Arc::clone(&state.analysis), Arc::clone(&state.session), state.options.measure);
        let columns = state.preferences.pair_columns.in_order();
        let credits = self.credits(state);
        let count = rows.end() - rows.start() + 1;
        let job = Job::start("copy", &state.waker, move |progress, outbox| {
            let write = || {
                // Credits that are not known yet are worked out here: nobody wants a column of dots.
                let credits = match credits {
                    None if columns.contains(&PairColumn::Credit) => {
                        Some(Arc::new(Credits::new(&analysis.corpus, progress)?))
                    }
                    known => known,
                };
                let cells = PairCells { analysis: &analysis, session: &session, credits: credits.as_deref(), measure };
                copy::write(&cells, &columns, shown.table().get(rows).unwrap_or_default(), format, progress)
            };
            if let Ok(text) = write() {
                outbox.send(text);
            }
        });
        self.copying.start(count, job);
    }
}

fn pair_at(state: &State, row: usize) -> Option<&PairScore> {
    state.analysis.matrix.pairs().get(*state.shown().table().get(row)? as usize)
}

/// The mark of a pair turned around.
fn reviewed(state: &State, a: DocumentId, b: DocumentId) -> Command {
    let is_reviewed = state.pair_note(a, b).is_some_and(|note| note.is_reviewed);
    Command::Decide(Decision::Reviewed(a, b, !is_reviewed))
}

/// The width that a column begins with, in points.
fn width(column: PairColumn) -> f32 {
    match column {
        PairColumn::Score | PairColumn::Run => 60.0,
        PairColumn::TitleA | PairColumn::TitleB => 190.0,
        PairColumn::OutletA | PairColumn::OutletB => 104.0,
        PairColumn::Apart | PairColumn::Reviewed => 68.0,
        PairColumn::Class => 88.0,
        PairColumn::Credit => 120.0,
        PairColumn::Note => 140.0,
        PairColumn::PublishedA | PairColumn::PublishedB => DAY_WIDTH,
        PairColumn::WeightedAb | PairColumn::WeightedBa => 108.0,
        PairColumn::ContainmentAb | PairColumn::ContainmentBa => 112.0,
        PairColumn::CoverageA | PairColumn::CoverageB => 94.0,
        _ => 68.0,
    }
}

fn cells_ui(
    row: &mut TableRow<'_, '_>,
    scene: &Scene<'_>,
    columns: &[PairColumn],
    pair: &PairScore,
    credits: Option<&Credits>,
    out: &mut Commands,
) {
    let state = scene.state;
    let quiet = |text: String| RichText::new(text).small().color(scene.theme.ink_quiet);
    let cells =
        PairCells { analysis: &state.analysis, session: &state.session, credits, measure: state.options.measure };
    for &column in columns {
        table::cell_ui(row, |ui| match column {
            PairColumn::Reviewed => {
                let mut is_reviewed = state.pair_note(pair.a, pair.b).is_some_and(|note| note.is_reviewed);
                // Beside so much text a box needs an edge to be seen.
                scene.theme.outline_boxes(ui);
                let response = ui.checkbox(&mut is_reviewed, "").on_hover_text("Reviewed (Space)");
                let name = format!("Reviewed: {}", state.analysis.corpus.get(pair.a).title());
                if response.accessible_name(name).changed() {
                    out.push(Command::Decide(Decision::Reviewed(pair.a, pair.b, is_reviewed)));
                }
            }
            PairColumn::TitleA | PairColumn::TitleB => table::text_ui(ui, RichText::new(cells.text(column, pair))),
            PairColumn::Score => table::number_ui(ui, RichText::new(cells.text(column, pair))),
            PairColumn::Class if TakenOver::of(&state.analysis, pair) == TakenOver::Copy => {
                let strong = RichText::new(cells.text(column, pair)).font(theme::strong_font(size::SMALL));
                table::text_ui(ui, strong.color(scene.theme.ink));
            }
            column if column.is_number() => table::number_ui(ui, quiet(cells.text(column, pair))),
            column => table::text_ui(ui, quiet(cells.text(column, pair))),
        });
    }
}
