//! The timeline as a table: every time with its date, name, sentence and article. Its twin for screen readers, and for
//! reading in order.

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui::{self, Id, RichText, ScrollArea};
use egui_extras::{TableBuilder, TableRow};

use super::model::Made;
use super::row::Item;
use super::{menu, pinned, say};
use crate::analysis::Analysis;
use crate::app::command::{Command, Select};
use crate::app::job::{Background, Job};
use crate::app::theme::space;
use crate::app::views::pairs::{CopyFormat, Copying, Rows};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::column_widths::ColumnWidths;
use crate::app::widgets::table::{self, Cursor, Pressed, Sorted};
use crate::progress::{Cancelled, Progress};
use crate::text::one_line;
use crate::timeline::{Extent, Precision};

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Date,
    Precision,
    Name,
    Sentence,
    Article,
    Phrase,
}

impl SortBy {
    const ALL: [SortBy; 6] =
        [SortBy::Date, SortBy::Precision, SortBy::Name, SortBy::Sentence, SortBy::Article, SortBy::Phrase];

    fn label(self) -> &'static str {
        match self {
            SortBy::Date => "Date",
            SortBy::Precision => "Precision",
            SortBy::Name => "Name",
            SortBy::Sentence => "Sentence",
            SortBy::Article => "Article",
            SortBy::Phrase => "In the text",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            SortBy::Date => "when the text says that it happened",
            SortBy::Precision => "how exactly that is known",
            SortBy::Name => "who or what it is said of",
            SortBy::Sentence => "what is said",
            SortBy::Article => "where it is said",
            SortBy::Phrase => "the words that gave the date",
        }
    }

    /// The width that the column begins with, in points, in a table of this width.
    fn width(self, room: f32) -> f32 {
        match self {
            SortBy::Date => 120.0,
            SortBy::Precision => 78.0,
            SortBy::Name => 132.0,
            SortBy::Sentence => (room - 640.0).max(200.0),
            SortBy::Article => 160.0,
            SortBy::Phrase => 110.0,
        }
    }
}

/// What decides the order: number of the rows, column, direction.
type OrderKey = (u64, SortBy, bool);

/// The table.
pub struct TableTwin {
    sort: SortBy,
    is_falling: bool,
    /// What the rows were made from, and its number.
    of: Option<Arc<Made>>,
    number: u64,
    order: Background<OrderKey, Vec<u32>>,
    cursor: Cursor,
    /// The row under the keyboard.
    at: Option<usize>,
    /// Rows as text for the clipboard, and how many.
    copying: Copying,
}

impl Default for TableTwin {
    fn default() -> Self {
        Self {
            sort: SortBy::default(),
            is_falling: false,
            of: None,
            number: 0,
            order: Background::new("times table"),
            cursor: Cursor::default(),
            at: None,
            copying: Copying::default(),
        }
    }
}

impl TableTwin {
    /// Paints the table and takes its input.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Arc<Made>, out: &mut Commands) {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, made)) {
            self.of = Some(Arc::clone(made));
            self.number += 1;
            (self.at, self.cursor) = (None, Cursor::default());
        }
        let state = scene.state;
        let key = (self.number, self.sort, self.is_falling);
        self.order.request(&key, &state.waker, || {
            let made = Arc::clone(made);
            let (sort, is_falling) = (self.sort, self.is_falling);
            move |_: &Progress| Ok(sorted(&made, sort, is_falling))
        });
        let Some(order) = self.order.latest().filter(|order| order.len() == made.items.len()).cloned() else { return };
        self.bar_ui(ui, scene, made, &order);
        self.copying.take(out);
        let id = Id::unique("table of times");
        table::focus_ui(ui, ui.available_rect_before_wrap(), id, scene.theme, "Times");
        if let Some(pressed) = self.cursor.keys(ui, id, self.at, order.len()) {
            self.pressed(scene, made, &order, pressed, out);
        }
        table::quiet_lines(ui, scene.theme);
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            self.rows_ui(ui, scene, made, &order, id, out);
        });
    }

    fn bar_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Arc<Made>, order: &Arc<Vec<u32>>) {
        ui.horizontal(|ui| {
            let is_idle = !self.copying.is_under_way() && !order.is_empty();
            let button = ui.add_enabled(is_idle, egui::Button::new("Copy the table"));
            if button.on_hover_text("As text with tabs, for a spreadsheet").clicked() {
                self.start_copy(scene, made, order, 0..=order.len() - 1, CopyFormat::Text);
            }
        });
    }

    fn pressed(
        &mut self,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        order: &Arc<Vec<u32>>,
        pressed: Pressed,
        out: &mut Commands,
    ) {
        match pressed {
            Pressed::Move(row) => self.at = Some(row),
            Pressed::Open => {
                if let Some(&item) = self.at.and_then(|at| order.get(at)) {
                    pinned::read(&made.items[item as usize], out);
                }
            }
            Pressed::Copy => {
                if let Some(rows) = self.cursor.range(self.at) {
                    self.start_copy(scene, made, order, rows, CopyFormat::Text);
                }
            }
            Pressed::Mark | Pressed::Next => {}
        }
    }

    fn start_copy(
        &mut self,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        order: &Arc<Vec<u32>>,
        rows: RangeInclusive<usize>,
        format: CopyFormat,
    ) {
        let (made, order) = (Arc::clone(made), Arc::clone(order));
        let count = rows.end() - rows.start() + 1;
        let job = Job::start("copy times", &scene.state.waker, move |progress: &Progress, outbox| {
            let rows = order.get(rows).unwrap_or_default();
            if let Ok(text) = as_text(&made, rows, format, progress) {
                outbox.send(text);
            }
        });
        self.copying.start(count, job);
    }

    fn rows_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        order: &Arc<Vec<u32>>,
        id: Id,
        out: &mut Commands,
    ) {
        let room = ui.available_width();
        let mut widths = ColumnWidths::new("times", &scene.state.preferences.widths);
        let mut builder = TableBuilder::new(ui)
            .id_salt("times")
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
        for sort in SortBy::ALL {
            builder = builder.column(widths.column(sort.label(), sort.width(room)).at_least(40.0).clip(true));
        }
        if let Some(row) = self.cursor.reveal.take() {
            builder = builder.scroll_to_row(row, None);
        }
        let mut body = builder.header(space::ROW, |mut header| {
            for sort in SortBy::ALL {
                header.col(|ui| {
                    widths.see(ui, sort.label());
                    self.head_ui(ui, scene, sort);
                });
            }
        });
        out.keep_widths(widths.dragged(body.ui_mut()));
        body.body(|body| {
            body.rows(space::ROW, order.len(), |mut row| {
                self.row_ui(&mut row, scene, made, order, id, out);
            });
        });
    }

    fn row_ui(
        &mut self,
        row: &mut TableRow<'_, '_>,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        order: &Arc<Vec<u32>>,
        id: Id,
        out: &mut Commands,
    ) {
        let number = row.index();
        let item = made.items[order[number] as usize];
        let range = self.cursor.range(self.at);
        let is_in_range = range.as_ref().is_some_and(|range| range.contains(&number));
        row.set_selected(is_in_range);
        let cells = cells(&made.basis.analysis, &item);
        for (sort, cell) in SortBy::ALL.into_iter().zip(&cells) {
            let quiet = matches!(sort, SortBy::Precision | SortBy::Article);
            let text = RichText::new(cell);
            row.col(|ui| table::text_ui(ui, if quiet { text.color(scene.theme.ink_quiet) } else { text }));
        }
        let response = row.response();
        response.widget_info(|| {
            let [date, _, name, sentence, article, _] = &cells;
            let label = format!("{date}, {name}: {sentence} ({article})");
            egui::WidgetInfo::selected(egui::Role::Row, true, is_in_range, label)
        });
        if response.double_clicked() {
            pinned::read(&item, out);
        } else if response.clicked() || (response.secondary_clicked() && !is_in_range) {
            let is_shift = response.ctx.input(|input| input.modifiers.shift);
            self.cursor.click(number, self.at, is_shift);
            self.at = Some(number);
            out.extend(item.entity.map(|id| Command::Select(Select::Entity(id))));
            response.ctx.memory_mut(|memory| memory.request_focus(id));
        }
        response.context_menu(|ui| {
            menu::item_ui(ui, scene, &item, out);
            let rows = self.cursor.range(self.at).filter(|range| range.contains(&number)).unwrap_or(number..=number);
            let count = rows.end() - rows.start() + 1;
            for format in CopyFormat::ALL {
                let label =
                    if count == 1 { format.label().to_owned() } else { format!("{} ({count} rows)", format.label()) };
                if ui.button(label).clicked() {
                    self.start_copy(scene, made, order, rows.clone(), format);
                }
            }
        });
    }

    fn head_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, sort: SortBy) {
        let sorted = match (self.sort == sort, self.is_falling) {
            (false, _) => Sorted::No,
            (true, false) => Sorted::Ascending,
            (true, true) => Sorted::Descending,
        };
        if table::head_ui(ui, scene.theme, sort.label(), sort.meaning(), sorted, false) {
            self.is_falling = self.sort == sort && !self.is_falling;
            self.sort = sort;
            (self.at, self.cursor) = (None, Cursor::default());
        }
    }
}

fn name_of<'a>(analysis: &'a Analysis, item: &Item) -> &'a str {
    item.entity.and_then(|id| analysis.entities.entities.get(id.index())).map_or("", |entity| entity.name.as_str())
}

/// The cells of one time, in the order of the columns.
fn cells(analysis: &Analysis, item: &Item) -> [String; 6] {
    let document = analysis.corpus.get(item.document);
    let timex = &analysis.timeline.timexes[item.timex.index()];
    let precision = Extent::of(timex).map_or("no day", |extent| Precision::of(extent).label());
    [
        say::meaning(timex),
        precision.to_owned(),
        name_of(analysis, item).to_owned(),
        one_line(item.sentence.get(&document.text).unwrap_or_default()),
        document.title().to_owned(),
        say::phrase(analysis, timex),
    ]
}

/// The items in order; equal ones in the order of time, then of the text.
fn sorted(made: &Made, sort: SortBy, is_falling: bool) -> Vec<u32> {
    let analysis = &made.basis.analysis;
    let timex = |item: &Item| &analysis.timeline.timexes[item.timex.index()];
    // What has no day comes last.
    let when = |item: &Item| Extent::of(timex(item)).map_or((true, None), |extent| (false, Some(extent)));
    let text = |item: &Item| &analysis.corpus.get(item.document).text;
    let compare = |one: &Item, other: &Item| -> Ordering {
        match sort {
            SortBy::Date => Ordering::Equal,
            SortBy::Precision => {
                let precision = |item: &Item| {
                    let extent = Extent::of(timex(item));
                    (extent.is_none(), extent.map(Precision::of))
                };
                precision(one).cmp(&precision(other))
            }
            SortBy::Name => name_of(analysis, one).cmp(name_of(analysis, other)),
            SortBy::Sentence => one.sentence.get(text(one)).cmp(&other.sentence.get(text(other))),
            SortBy::Article => {
                analysis.corpus.get(one.document).title().cmp(analysis.corpus.get(other.document).title())
            }
            SortBy::Phrase => timex(one).span.get(text(one)).cmp(&timex(other).span.get(text(other))),
        }
    };
    let mut order: Vec<u32> = (0..made.items.len() as u32).collect();
    order.sort_by(|&one, &other| {
        let (one, other) = (&made.items[one as usize], &made.items[other as usize]);
        compare(one, other).then_with(|| when(one).cmp(&when(other))).then_with(|| one.cmp(other))
    });
    if is_falling {
        order.reverse();
    }
    order
}

/// Rows for the clipboard.
fn as_text(made: &Made, rows: &[u32], format: CopyFormat, progress: &Progress) -> Result<String, Cancelled> {
    let mut text = Rows::new(format);
    text.head(SortBy::ALL.iter().map(|sort| (sort.label(), false)));
    for &at in rows {
        progress.checkpoint()?;
        text.row(cells(&made.basis.analysis, &made.items[at as usize]).into_iter());
    }
    Ok(text.into_text())
}
