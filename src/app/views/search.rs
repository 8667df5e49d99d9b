//! What the search found: every hit with the words around it, the word that was looked for in one column.
//!
//! The keyword stands in context, as in a concordance (Luhn, *Key word in context index for technical literature*, 1960):
//! the eye runs down the hits and sees who says what about it. Only rows in sight are cut from the texts.

use std::sync::Arc;

use eframe::egui::{self, Key, RichText, ScrollArea, TextEdit};

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, FilterCommand, Select, ViewCommand};
use crate::app::filter::{Filter, Search};
use crate::app::layout::Pane;
use crate::app::shown::{HitArticle, HitList, HitRow, MOST_IN_ARTICLE};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::find;
use crate::app::widgets::row::one_line;
use crate::app::widgets::table::{Cursor, Pressed};
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;
use crate::text::Span;

/// Bytes of the text on either side of a hit that are looked at: more than fits beside it on a wide screen.
const CONTEXT: usize = 160;

/// Where the words that were found begin, as a share of the width.
const KEYWORD_AT: f32 = 0.42;

/// Below this width the words before a hit are cut short, so that those after it have room.
const NARROW: f32 = 420.0;

/// The list of hits.
#[derive(Default)]
pub struct SearchView {
    cursor: Cursor,
    at: Option<usize>,
    /// The place that the cursor followed last: one that is chosen elsewhere is looked up once.
    followed: Option<(DocumentId, Span)>,
    wants_focus: bool,
}

impl View for SearchView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let id = egui::Id::unique("search of the pane");
        let response = search_ui(ui, scene, id, (ui.available_width().min(420.0) - 120.0).max(80.0), out);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let list_id = egui::Id::unique("hits");
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            ui.memory_mut(|memory| memory.request_focus(list_id));
        }
        let shown = Arc::clone(state.shown());
        let hits = &shown.hits;
        if state.filter.search.is_empty() {
            let hint = "Type words above: every place where they stand is listed here, and every view shows only the \
                        articles that have them.";
            nothing_ui(ui, scene.theme, "Search the corpus", hint);
            return;
        }
        if let Some(reason) = pattern_error(ui, "corpus", &state.filter.search) {
            nothing_ui(ui, scene.theme, &reason, "Put it right, or look for the signs as they stand.");
            return;
        }
        if hits.is_empty() {
            let (title, hint) = match state.is_busy() {
                true => ("Searching…", ""),
                false if has_other_parts(&state.filter) => {
                    ("Not found", "No article that passes the rest of the filter has these words.")
                }
                false => ("Not found", "No article has these words."),
            };
            nothing_ui(ui, scene.theme, title, hint);
            return;
        }
        let is_cut = hits.articles().iter().any(|article| article.count == MOST_IN_ARTICLE);
        let found = format!(
            "{}{} in {}",
            words::count(hits.total(), "hit", "hits"),
            if is_cut { " and more" } else { "" },
            words::count(hits.articles().len(), "article", "articles")
        );
        ui.label(RichText::new(found).small().color(scene.theme.ink_quiet));
        ui.add_space(space::SMALL);
        self.list_ui(ui, scene, hits, list_id, out);
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        match command {
            Command::View(ViewCommand::FindInPane) if state.layout.is_in_front(Pane::Search) => self.wants_focus = true,
            Command::Filter(_) => {
                self.at = None;
                self.cursor = Cursor::default();
            }
            _ => {}
        }
    }
}

fn has_other_parts(filter: &Filter) -> bool {
    Filter { search: Search::default(), ..filter.clone() }.is_active()
}

impl SearchView {
    fn list_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, hits: &HitList, id: egui::Id, out: &mut Commands) {
        let place = scene.state.selection.place;
        if place != self.followed {
            self.followed = place;
            if let Some(row) = place.and_then(|(article, span)| hits.row_of(article, span))
                && self.at != Some(row)
            {
                self.at = Some(row);
                self.cursor.reveal = Some(row);
            }
        }
        let room = ui.available_rect_before_wrap();
        crate::app::widgets::table::focus_ui(ui, room, id, scene.theme, "Hits");
        match self.cursor.keys(ui, id, self.at, hits.len()) {
            Some(Pressed::Move(row)) => {
                self.at = Some(row);
                if let Some(HitRow::Hit(article, span, _)) = hits.row(row) {
                    out.push(Command::Select(Select::Place(article, span)));
                }
            }
            Some(Pressed::Open) => open(self.at.and_then(|row| hits.row(row)), out),
            Some(Pressed::Copy) => {
                let row = self.at.and_then(|row| hits.row(row));
                out.extend(row.map(|row| Command::Copy(row_text(scene.state, row))));
            }
            Some(Pressed::Mark | Pressed::Next) | None => {}
        }
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(row) = self.cursor.reveal.take() {
            let top = row as f32 * space::ROW;
            area = area.vertical_scroll_offset((top - room.height() * 0.4).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, space::ROW, hits.len(), |ui, range| {
            for row in range {
                let Some(what) = hits.row(row) else { continue };
                let is_selected = self.at == Some(row);
                let response = match what {
                    HitRow::Article(article) => article_ui(ui, scene, article, is_selected),
                    HitRow::Hit(id, span, _) => hit_ui(ui, scene, id, span, is_selected),
                };
                if response.clicked() {
                    self.at = Some(row);
                    ui.memory_mut(|memory| memory.request_focus(id));
                    open(Some(what), out);
                }
                response.context_menu(|ui| menu_ui(ui, scene, what, out));
            }
        });
    }
}

fn open(row: Option<HitRow>, out: &mut Commands) {
    match row {
        Some(HitRow::Hit(id, span, _)) => {
            out.push(Command::Select(Select::Place(id, span)));
            out.push(Command::View(ViewCommand::OpenArticle(id)));
        }
        Some(HitRow::Article(article)) => out.push(Command::View(ViewCommand::OpenArticle(article.id))),
        None => {}
    }
}

fn menu_ui(ui: &mut egui::Ui, scene: &Scene<'_>, row: HitRow, out: &mut Commands) {
    let id = match row {
        HitRow::Hit(id, ..) => id,
        HitRow::Article(article) => article.id,
    };
    if let HitRow::Hit(..) = row {
        if ui.button("Read here").clicked() {
            open(Some(row), out);
        }
        if ui.button("Copy with what is around it").clicked() {
            out.push(Command::Copy(row_text(scene.state, row)));
        }
        ui.separator();
    }
    super::article_menu::menu_ui(ui, scene, id, out);
}

fn row_text(state: &State, row: HitRow) -> String {
    match row {
        HitRow::Article(article) => {
            let document = state.analysis.corpus.get(article.id);
            format!("{} ({})", document.title(), outlet_and_date(document))
        }
        HitRow::Hit(id, span, _) => {
            let document = state.analysis.corpus.get(id);
            let (before, after) = context(&document.text, span);
            let hit = one_space(span.slice(&document.text));
            format!("…{before}{hit}{after}… ({}, {})", document.title(), outlet_and_date(document))
        }
    }
}

fn article_ui(ui: &mut egui::Ui, scene: &Scene<'_>, article: HitArticle, is_selected: bool) -> egui::Response {
    let document = scene.state.analysis.corpus.get(article.id);
    let count = match article.count {
        0 => "in the title".to_owned(),
        MOST_IN_ARTICLE => format!("{} and more", words::number(MOST_IN_ARTICLE)),
        count => words::number(count),
    };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), egui::Sense::click());
    let aside = format!("{}  ·  {count}", outlet_and_date(document));
    response.widget_info(|| {
        let name = format!("{}, {aside}", document.title());
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, name)
    });
    let theme = scene.theme;
    ground(ui, scene, rect, &response, is_selected);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, theme.line());
    let aside = one_line(ui, &aside, theme::font(size::SMALL), theme.ink_quiet, rect.width() * 0.45);
    let right = rect.right() - space::SMALL - aside.size().x;
    ui.painter().galley(egui::pos2(right, rect.center().y - aside.size().y / 2.0), aside, theme.ink_quiet);
    let room = (right - rect.left() - space::LARGE).max(0.0);
    let title = one_line(ui, document.title(), theme::strong_font(size::BODY), theme.ink, room);
    let at = egui::pos2(rect.left() + space::SMALL, rect.center().y - title.size().y / 2.0);
    let is_shortened = title.elided;
    ui.painter().galley(at, title, theme.ink);
    if is_shortened { response.on_hover_text(document.title()) } else { response }
}

fn ground(ui: &egui::Ui, scene: &Scene<'_>, rect: egui::Rect, response: &egui::Response, is_selected: bool) {
    if is_selected || response.hovered() {
        let fill = if is_selected { scene.theme.selected } else { scene.theme.raised };
        ui.painter().rect_filled(rect, 3.0, fill);
    }
}

fn hit_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, span: Span, is_selected: bool) -> egui::Response {
    let text = &scene.state.analysis.corpus.get(id).text;
    let (before, after) = context(text, span);
    let hit = one_space(span.slice(text));
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), egui::Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, format!("{before}{hit}{after}"))
    });
    let theme = scene.theme;
    ground(ui, scene, rect, &response, is_selected);
    let font = theme::reading_font(size::BODY);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let layout = |words: String, font: egui::FontId, ink| painter.layout_no_wrap(words, font, ink);
    let (before, after) = (layout(before, font.clone(), theme.ink_quiet), layout(after, font, theme.ink_quiet));
    let strong = egui::FontId::new(size::BODY, egui::FontFamily::Name(crate::app::fonts::READING_STRONG.into()));
    let hit = layout(hit, strong, theme.ink);
    let share = if rect.width() < NARROW { 0.25 } else { KEYWORD_AT };
    let keyword = rect.left() + rect.width() * share;
    let y = rect.center().y - hit.size().y / 2.0;
    // What is before runs out of sight at the left edge; what is after, at the right.
    painter.galley(egui::pos2(keyword - before.size().x, y), before, theme.ink_quiet);
    let mark = egui::Rect::from_min_size(egui::pos2(keyword, y), hit.size()).expand2(egui::vec2(1.0, 0.0));
    painter.rect_filled(mark, 2.0, theme.found_ground);
    let end = keyword + hit.size().x;
    painter.galley(egui::pos2(keyword, y), hit, theme.ink);
    painter.galley(egui::pos2(end, y), after, theme.ink_quiet);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The words before and after a stretch, on one line.
fn context(text: &str, span: Span) -> (String, String) {
    let start = text.floor_char_boundary(span.start().saturating_sub(CONTEXT));
    let end = text.ceil_char_boundary((span.end() + CONTEXT).min(text.len()));
    (one_space(&text[start..span.start()]), one_space(&text[span.end()..end]))
}

/// The text with every run of blank space as one space.
fn one_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_whitespace() || letter.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            letter => out.push(letter),
        }
    }
    out
}

/// What is wrong with a search, as [`Search::pattern`] says it. The pattern is made once for each search, not in every
/// frame; `of` tells apart the searches that are shown at once.
pub fn pattern_error(ui: &egui::Ui, of: &str, search: &Search) -> Option<String> {
    if search.is_empty() {
        return None;
    }
    let id = egui::Id::unique("what is wrong with a search").with(of);
    let known = ui.data(|data| data.get_temp::<(Search, Option<String>)>(id));
    if let Some((_, error)) = known.filter(|(known, _)| known == search) {
        return error;
    }
    let error = search.pattern().err();
    ui.data_mut(|data| data.insert_temp(id, (search.clone(), error.clone())));
    error
}

/// Room of the three switches, and of the edges of the box, in points.
pub const SWITCHES: f32 = 92.0;

/// The box for the words of the search, so wide, with its three switches where there is room for them; used here and in the
/// bar at the top.
pub fn search_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: egui::Id, width: f32, out: &mut Commands) -> egui::Response {
    let search = &scene.state.filter.search;
    let mut next = search.clone();
    let error = pattern_error(ui, "corpus", search);
    // The bar at the top runs from the right; the box and its switches read from the left all the same.
    let (room, layout) =
        (egui::vec2(ui.available_width(), space::ROW + space::SMALL), egui::Layout::left_to_right(egui::Align::Center));
    let has_switches = room.x >= width + SWITCHES;
    let response = ui
        .allocate_ui_with_layout(room, layout, |ui| {
            ui.spacing_mut().item_spacing.x = space::HAIR;
            // In the bar at the top widgets have no edge of their own; a field without one is not found.
            scene.theme.outline_boxes(ui);
            let mut field = TextEdit::singleline(&mut next.text)
                .hint_text("Search the corpus")
                .desired_width(width)
                .margin(egui::Margin::symmetric(8, 4))
                .id(id);
            if error.is_some() {
                field = field.text_color(scene.theme.error);
            }
            let response = ui.add(field);
            let name = "Search the corpus";
            let response = response.accessible_name(name);
            if !has_switches {
                return response;
            }
            find::switches_ui(ui, &mut next);
            response
        })
        .inner;
    if let Some(reason) = error
        && response.has_focus()
    {
        response.show_tooltip_text(reason);
    }
    if next != *search {
        out.push(Command::Filter(FilterCommand::Set(Filter { search: next, ..scene.state.filter.clone() })));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_is_one_line_and_ends_on_letters() {
        let text = format!("{}é first\n\nline. The hit\tcomes {}", "ü".repeat(200), "ж".repeat(200));
        let at = text.find("hit").expect("it is there");
        let (before, after) = context(&text, Span::new(at, at + 3));
        assert!(before.ends_with("first line. The "), "{before}");
        assert!(after.starts_with(" comes ж"), "{after}");
        assert!(before.len() <= CONTEXT + 4 && after.len() <= CONTEXT + 4);
    }
}
