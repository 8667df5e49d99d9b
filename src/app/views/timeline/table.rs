//! The timeline as a table: every time with its date, name, sentence and article. Its twin for screen readers, and for
//! reading in order.

use std::cmp::Ordering;
use std::sync::Arc;

use eframe::egui::{self, RichText};
use egui_extras::{Column, TableBuilder};

use super::boxes::OpenBox;
use super::model::{Item, Made};
use super::{card, menu, say};
use crate::analysis::Analysis;
use crate::app::command::Command;
use crate::app::job::{Background, Job, Poll};
use crate::app::theme::{size, space};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::progress::Progress;
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
    /// The whole table as text, for the clipboard.
    copying: Option<Job<String>>,
}

impl Default for TableTwin {
    fn default() -> Self {
        Self {
            sort: SortBy::default(),
            is_falling: false,
            of: None,
            number: 0,
            order: Background::new("times table"),
            copying: None,
        }
    }
}

impl TableTwin {
    /// Paints the table and takes its input.
    pub fn ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        open_box: &mut Option<OpenBox>,
        out: &mut Commands,
    ) {
        if self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, made)) {
            self.of = Some(Arc::clone(made));
            self.number += 1;
        }
        let state = scene.state;
        let key = (self.number, self.sort, self.is_falling);
        self.order.request(&key, &state.waker, || {
            let (analysis, made) = (Arc::clone(&state.analysis), Arc::clone(made));
            let (sort, is_falling) = (self.sort, self.is_falling);
            move |_: &Progress| Ok(sorted(&analysis, &made, sort, is_falling))
        });
        let Some(order) = self.order.latest().filter(|order| order.len() == made.items.len()).cloned() else { return };
        self.copy_ui(ui, scene, made, &order, out);
        self.rows_ui(ui, scene, made, &order, open_box, out);
    }

    fn copy_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Arc<Made>,
        order: &Arc<Vec<u32>>,
        out: &mut Commands,
    ) {
        ui.horizontal(|ui| {
            let is_busy = self.copying.is_some();
            let button = ui.add_enabled(!is_busy, egui::Button::new("Copy the table"));
            if button.on_hover_text("As text with tabs, for a spreadsheet").clicked() {
                let (analysis, made, order) = (Arc::clone(&scene.state.analysis), Arc::clone(made), Arc::clone(order));
                self.copying = Some(Job::start("copy table", &scene.state.waker, move |_, outbox| {
                    outbox.send(as_text(&analysis, &made, &order));
                }));
            }
        });
        match self.copying.as_ref().map(Job::poll) {
            Some(Poll::Value(text)) => {
                out.push(Command::Copy(text));
                self.copying = None;
            }
            Some(Poll::Ended) => self.copying = None,
            Some(Poll::Pending) | None => {}
        }
    }

    fn rows_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        made: &Made,
        order: &[u32],
        open_box: &mut Option<OpenBox>,
        out: &mut Commands,
    ) {
        let width = ui.available_width();
        TableBuilder::new(ui)
            .id_salt("times")
            .striped(false)
            .resizable(true)
            .sense(egui::Sense::click())
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .column(Column::initial(120.0).clip(true))
            .column(Column::initial(72.0).clip(true))
            .column(Column::initial(132.0).clip(true))
            .column(Column::initial((width - 620.0).max(180.0)).clip(true))
            .column(Column::initial(150.0).clip(true))
            .column(Column::remainder().at_least(80.0).clip(true))
            .header(space::ROW, |mut header| {
                for sort in SortBy::ALL {
                    header.col(|ui| self.head_ui(ui, scene, sort));
                }
            })
            .body(|body| {
                body.rows(space::ROW, order.len(), |mut row| {
                    let item = made.items[order[row.index()] as usize];
                    let cells = cells(&scene.state.analysis, &item);
                    for cell in &cells {
                        row.col(|ui| {
                            ui.add(egui::Label::new(cell).truncate().selectable(false));
                        });
                    }
                    let response = row.response();
                    if response.clicked() {
                        card::read(&item, out);
                    }
                    response.context_menu(|ui| menu::item_ui(ui, scene, &item, open_box, out));
                });
            });
    }

    fn head_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, sort: SortBy) {
        let is_sorted = self.sort == sort;
        let sign = match (is_sorted, self.is_falling) {
            (false, _) => "",
            (true, false) => " ↑",
            (true, true) => " ↓",
        };
        let words = RichText::new(format!("{}{sign}", sort.label())).size(size::SMALL).color(scene.theme.ink_quiet);
        let response = ui.add(egui::Button::new(words).frame(false));
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {}", sort.label())));
        if response.clicked() {
            self.is_falling = is_sorted && !self.is_falling;
            self.sort = sort;
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
        say::one_line(item.sentence.get(&document.text).unwrap_or_default()),
        document.title().to_owned(),
        say::phrase(analysis, timex),
    ]
}

/// The items in order; equal ones in the order of time, then of the text.
fn sorted(analysis: &Analysis, made: &Made, sort: SortBy, is_falling: bool) -> Vec<u32> {
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

/// The table as text, with tabs between cells.
fn as_text(analysis: &Analysis, made: &Made, order: &[u32]) -> String {
    let mut text = SortBy::ALL.map(SortBy::label).join("\t");
    text.push('\n');
    for &at in order {
        let cells = cells(analysis, &made.items[at as usize]).map(|cell| words::without_tabs(&cell));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
