//! The page of an article: its head, its rows where they are seen, and what can be done with them.

use std::sync::Arc;

use eframe::egui::{self, Align, Rect, RichText, ScrollArea, Sense, UiBuilder, pos2, vec2};

use super::marks::{self, What};
use super::rows::{Invisible, Row};
use super::text::{self, Marked, Text};
use super::{margin, rows};
use crate::app::command::{Command, Modal, NameEdit};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::views::compare::heights::Heights;
use crate::app::views::{Commands, Scene};
use crate::app::words::{self, outlet_and_date};
use crate::corpus::{Document, DocumentId, PartKind};
use crate::story::Passage;
use crate::text::Span;

/// Frames in which a place is scrolled to before it is given up: the first by estimate, the next by what was measured.
const TRIES: u8 = 4;

/// Height of the lines above the title, until they are laid out.
const HEAD: f32 = 64.0;

/// The article on the page, with what was measured of it.
#[derive(Default)]
pub(super) struct Page {
    of: Option<(u64, DocumentId)>,
    rows: Vec<Row>,
    /// Whether some of it is written from right to left.
    pub is_right_to_left: bool,
    heights: Heights,
    scale: f32,
    /// The name that the context menu was opened on.
    menu_name: Option<Span>,
    /// The stretch to bring into view, and in how many frames that was tried.
    goal: Option<(Span, u8)>,
    /// Where to scroll in the next frame.
    offset: Option<f32>,
}

/// What is on the page.
pub(super) struct Sheet<'a> {
    pub id: DocumentId,
    pub document: &'a Document,
    pub hits: &'a [Span],
    pub current: Option<Span>,
    pub passages: &'a [Passage],
    pub invisible: Invisible,
}

/// Where the columns of the page are.
#[derive(Clone, Copy)]
struct Columns {
    left: f32,
    width: f32,
    note: Option<f32>,
}

impl Page {
    /// Brings a stretch into view.
    pub fn show(&mut self, span: Span) {
        self.goal = Some((span, 0));
    }

    /// Takes up another article, or another size of its letters.
    fn fit(&mut self, state: &State, sheet: &Sheet<'_>, width: f32) {
        let of = Some((state.analysis_number, sheet.id));
        if self.of != of {
            if self.of.map(|(_, id)| id) != Some(sheet.id) && self.goal.is_none() {
                self.offset = Some(0.0);
            }
            self.of = of;
            self.rows = rows::rows(sheet.document);
            self.is_right_to_left = rows::is_right_to_left(&sheet.document.text);
            self.heights.clear();
        }
        let scale = state.preferences.text_size;
        if self.scale != scale {
            self.scale = scale;
            self.heights.clear();
        }
        let rows = &self.rows;
        let estimate = |item: usize| match item.checked_sub(1) {
            None => HEAD,
            Some(row) => text::estimate(rows[row], scale, width),
        };
        self.heights.fit(rows.len() + 1, width, estimate);
    }

    /// Paints it into what room there is.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, out: &mut Commands) {
        let room = ui.available_rect_before_wrap();
        let scale = scene.state.preferences.text_size;
        let measure = theme::READING_MEASURE * scale;
        let free = room.width() - margin::GUTTER - space::LARGE;
        let width = measure.min(free).max(120.0);
        let has_notes = free - width >= margin::NOTE + space::LARGE && !sheet.passages.is_empty();
        let used = width + if has_notes { margin::NOTE + space::LARGE } else { 0.0 };
        let inset = margin::GUTTER + ((free - used) / 2.0).max(0.0);
        self.fit(scene.state, sheet, width);
        if let Some((span, tries)) = &mut self.goal {
            let row = self.rows.partition_point(|row| row.span.end() <= span.start());
            let top = self.heights.top((row + 1).min(self.rows.len()));
            if *tries == 0 {
                self.offset = Some((top - room.height() * 0.35).max(0.0));
            }
            *tries += 1;
            if *tries > TRIES {
                self.goal = None;
            }
            ui.ctx().request_repaint();
        }
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("article");
        if let Some(offset) = self.offset.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut correction = 0.0;
        let output = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(self.heights.total() + space::HUGE);
            let corner = ui.max_rect().left_top();
            let columns = Columns {
                left: corner.x + inset,
                width,
                note: has_notes.then_some(corner.x + inset + width + space::LARGE),
            };
            for item in self.heights.rows_between(viewport.top(), viewport.bottom()) {
                let top = corner.y + self.heights.top(item);
                let height = match item.checked_sub(1) {
                    None => head_ui(ui, scene, sheet, pos2(columns.left, top), width),
                    Some(row) => self.row_ui(ui, scene, sheet, self.rows[row], columns, top, out),
                };
                let by = self.heights.measure(item, height);
                if self.heights.top(item) < viewport.top() {
                    correction += by;
                }
            }
        });
        let total = self.heights.total();
        self.heights.settle();
        if correction != 0.0 && self.goal.is_none() {
            // What was above the eye turned out taller or shorter: the words under the eye stay where they are.
            self.offset = Some((output.state.clamped_offset().y + correction).max(0.0));
        }
        if (self.heights.total() - total).abs() > 0.01 || self.offset.is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// Paints a row; gives its height.
    #[expect(clippy::too_many_arguments, reason = "a row, where it goes, and what it is painted with")]
    fn row_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        row: Row,
        columns: Columns,
        top: f32,
        out: &mut Commands,
    ) -> f32 {
        let state = scene.state;
        let marks = marks::marks_in(state, sheet.id, row.span);
        let underlined: Vec<(Span, egui::Stroke)> =
            marks.iter().map(|(span, what)| (*span, marks::line(state, scene.theme, *what))).collect();
        let first = sheet.hits.partition_point(|hit| hit.end() <= row.span.start());
        let count = sheet.hits[first..].iter().take_while(|hit| hit.start() < row.span.end()).count();
        let marked =
            Marked { underlined: &underlined, hits: &sheet.hits[first..first + count], current: sheet.current };
        let text =
            Text::new(scene.theme, &sheet.document.text, row, marked, self.scale, sheet.invisible, columns.width);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(text.job.clone()));
        let size = text::size_with_space(&galley, row, self.scale);
        let corner = pos2(columns.left, top);
        let rect = Rect::from_min_size(corner, vec2(columns.width, galley.size().y));
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("row", row.span.start())));
        let response = child.add(egui::Label::new(Arc::clone(&galley)).selectable(true));
        let response = match role(row.kind) {
            Some(role) => response.on_hover_text(role),
            None => response,
        };
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos().map(|at| at - corner.to_vec2());
            self.menu_name = at.and_then(|at| name_under(&galley, &text, sheet.document, row, at));
        }
        response.context_menu(|ui| paragraph_menu_ui(ui, sheet.document, row, self.menu_name, out));
        for (span, what) in &marks {
            let words = span.slice(&sheet.document.text);
            for (line, place) in text::rects(&galley, text.characters(*span)).into_iter().enumerate() {
                let id = child.scope_id().with((span.start(), line));
                mark_ui(&child, state, place.translate(corner.to_vec2()), id, words, *what, out);
            }
        }
        for passage in sheet.passages.iter().filter(|passage| !passage.shared_with.is_empty()) {
            let Some(here) = passage.span.intersection(row.span) else { continue };
            let Some((from, to)) = text::reach(&galley, text.characters(here)) else { continue };
            let x = columns.left - margin::GUTTER * 0.6;
            let bar = Rect::from_min_max(pos2(x, top + from + 2.0), pos2(x + margin::BAR, top + to - 2.0));
            // The words stand where the passage begins, if that is enough room for two lines of them.
            let begins = passage.span.start() >= row.span.start() && to - from >= 2.0 * size::SMALL;
            let note = columns
                .note
                .filter(|_| begins)
                .map(|x| Rect::from_min_size(pos2(x, top + from + 2.0), vec2(margin::NOTE, to - from)));
            margin::passage_ui(&mut child, scene, sheet.id, passage, bar, note, out);
        }
        if let Some((goal, tries)) = self.goal
            && goal.overlaps(row.span)
            && let Some(place) = text::rects(&galley, text.characters(goal)).first()
        {
            let place = place.translate(corner.to_vec2());
            ui.scroll_to_rect_animation(place, Some(Align::Center), egui::style::ScrollAnimation::none());
            if tries >= 2 {
                self.goal = None;
            }
        }
        size.y
    }
}

/// The lines above the text: outlet and date, and a title that the text itself does not have.
fn head_ui(ui: &mut egui::Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, corner: egui::Pos2, width: f32) -> f32 {
    let document = sheet.document;
    let rect = Rect::from_min_size(corner, vec2(width, HEAD));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("head"));
    child.add_space(space::LARGE);
    let mut line = outlet_and_date(document);
    let outlet = document.metadata.outlet_name();
    if let Some(agency) = document.metadata.agency_name().filter(|agency| Some(*agency) != outlet) {
        line += &format!("  ·  credits {agency}");
    }
    line += &format!("  ·  {}", words::count(document.word_count as usize, "word", "words"));
    child.add(egui::Label::new(RichText::new(line).small().color(scene.theme.ink_quiet)).wrap());
    if document.parts_of(PartKind::Title).next().is_none() {
        let title = RichText::new(document.title()).font(theme::reading_font(size::TITLE));
        child.add(egui::Label::new(title).wrap());
    }
    child.add_space(space::MEDIUM);
    child.min_rect().height()
}

/// What a part is called, where that is not plain to see.
fn role(kind: PartKind) -> Option<&'static str> {
    match kind {
        PartKind::Caption => Some("Words under a picture"),
        PartKind::Source => Some("Address, copyright and the like"),
        PartKind::Boilerplate => Some("Lines that the outlet puts under every article; they are not compared"),
        PartKind::Title | PartKind::Byline | PartKind::Date | PartKind::Dateline | PartKind::Body => None,
    }
}

/// The name, or the word, at a place of a row, from the row's corner.
fn name_under(galley: &Arc<egui::Galley>, text: &Text, document: &Document, row: Row, at: egui::Pos2) -> Option<Span> {
    let written = row.span.slice(&document.text);
    let start = row.span.start();
    let in_document = |span: Span| Span::new(start + span.start(), start + span.end());
    let word = crate::text::words(written).find(|word| {
        let places = text::rects(galley, text.characters(in_document(*word)));
        places.iter().any(|place| place.contains(at))
    })?;
    crate::app::views::entities::pick::name_at(written, word.start()).map(in_document)
}

fn paragraph_menu_ui(ui: &mut egui::Ui, document: &Document, row: Row, name: Option<Span>, out: &mut Commands) {
    if let Some(words) = name.and_then(|name| name.get(&document.text)) {
        let words = words.replace('\n', " ");
        if ui.button(format!("Mark “{words}” as a name…")).clicked() {
            out.push(Command::Show(Some(Modal::Name(NameEdit::Add(words)))));
        }
        ui.separator();
    }
    if ui.button("Copy this paragraph").clicked() {
        out.push(Command::Copy(row.span.slice(&document.text).to_owned()));
    }
    if ui.button("Copy the whole text").clicked() {
        out.push(Command::Copy(document.text.to_string()));
    }
    if ui.button("Quote with its source").clicked() {
        let words = row.span.slice(&document.text).replace('\n', " ");
        out.push(Command::Copy(format!("“{words}” ({}, {})", document.title(), outlet_and_date(document))));
    }
}

fn mark_ui(ui: &egui::Ui, state: &State, rect: Rect, id: egui::Id, words: &str, what: What<'_>, out: &mut Commands) {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let kind = if matches!(what, What::Name(_)) { "Name" } else { "Time" };
        egui::WidgetInfo::labeled(egui::Role::Link, true, format!("{kind}: {words}"))
    });
    if response.clicked() {
        out.extend(marks::select(what));
    }
    response.context_menu(|ui| marks::menu_ui(ui, state, words, what, out));
    response.on_hover_cursor(egui::CursorIcon::Default).on_hover_ui(|ui| {
        ui.label(marks::says(state, what));
    });
}
