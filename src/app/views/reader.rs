//! One article, set to be read: its parts, its names and times underlined, and a find box.

use eframe::egui::{self, Align, RichText, ScrollArea, text::LayoutJob};

use super::inspector::outlet_and_date;
use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Direction, ViewCommand};
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::{self, Theme, size, space};
use crate::corpus::{Document, DocumentId, Part, PartKind};
use crate::text::Span;

/// The reader.
#[derive(Default)]
pub struct ReaderView {
    find: Option<String>,
    wants_focus: bool,
    /// Which hit is marked, and whether it is to be scrolled to.
    hit: usize,
    is_hit_new: bool,
    /// The place that was scrolled to last, so that it is done once.
    shown_place: Option<(DocumentId, Span)>,
}

impl View for ReaderView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, _: &mut Commands) {
        let state = scene.state;
        let Some(id) = state.selection.article else {
            nothing_ui(ui, scene.theme, "No article selected", "Choose one in the list at the left.");
            return;
        };
        let document = state.analysis.corpus.get(id);
        let hits = self.find_ui(ui, document);
        let target = self.target(state, &hits);
        ScrollArea::vertical().auto_shrink(false).id_salt(id).show(ui, |ui| {
            let margin = ((ui.available_width() - theme::READING_MEASURE) / 2.0).max(0.0);
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_max_width(theme::READING_MEASURE);
                    ui.spacing_mut().item_spacing.y = space::MEDIUM;
                    head_ui(ui, scene, document);
                    let underlined = underlined(state, id);
                    for part in document.parts.iter().filter(|part| part.kind != PartKind::Title) {
                        part_ui(ui, scene.theme, document, part, &underlined, &hits, target);
                    }
                    ui.add_space(space::HUGE);
                });
            });
        });
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        let is_here = state.layout.is_in_front(Pane::Reader) && !state.layout.is_in_front(Pane::Compare);
        match command {
            Command::View(ViewCommand::FindInPane) if is_here => {
                self.find.get_or_insert_default();
                self.wants_focus = true;
            }
            Command::View(ViewCommand::FindNext(direction)) if is_here => {
                self.hit = match direction {
                    Direction::Next => self.hit.wrapping_add(1),
                    Direction::Previous => self.hit.wrapping_sub(1),
                };
                self.is_hit_new = true;
            }
            _ => {}
        }
    }
}

impl ReaderView {
    /// Gives the hits of the find box, in order.
    fn find_ui(&mut self, ui: &mut egui::Ui, document: &Document) -> Vec<Span> {
        let Some(text) = &mut self.find else { return Vec::new() };
        let mut closes = false;
        let mut hits = Vec::new();
        ui.horizontal(|ui| {
            let response =
                ui.add(egui::TextEdit::singleline(text).hint_text("Find in this article").desired_width(200.0));
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            self.is_hit_new |= response.changed();
            hits = occurrences(&document.text, text);
            ui.label(match hits.len() {
                0 if text.is_empty() => String::new(),
                0 => "Not found".to_owned(),
                count => format!("{} of {count}", self.hit % count + 1),
            });
            if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                self.hit = self.hit.wrapping_add(1);
                self.is_hit_new = true;
            }
            closes = ui.button("Close").clicked() || ui.input(|input| input.key_pressed(egui::Key::Escape));
        });
        if closes {
            self.find = None;
        }
        hits
    }

    /// The stretch to scroll to in this frame, if it is a new one.
    fn target(&mut self, state: &State, hits: &[Span]) -> Option<Span> {
        if std::mem::take(&mut self.is_hit_new) && !hits.is_empty() {
            return Some(hits[self.hit % hits.len()]);
        }
        let place = state.selection.place.filter(|(id, _)| Some(*id) == state.selection.article);
        let is_new = place != self.shown_place;
        self.shown_place = place;
        place.filter(|_| is_new).map(|(_, span)| span)
    }
}

/// Where `words` stand in `text`, whatever their case.
fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let search = crate::app::filter::Search { text: words.to_owned(), ..Default::default() };
    let Ok(Some(pattern)) = search.pattern() else { return Vec::new() };
    pattern
        .find_iter(text)
        .filter(|found| !found.is_empty())
        .map(|found| Span::new(found.start(), found.end()))
        .collect()
}

fn head_ui(ui: &mut egui::Ui, scene: &Scene<'_>, document: &Document) {
    ui.add_space(space::LARGE);
    let title = RichText::new(document.title()).font(theme::reading_font(size::TITLE));
    ui.add(egui::Label::new(title).wrap());
    ui.label(RichText::new(outlet_and_date(document)).color(scene.theme.ink_quiet));
}

/// Names and times, in order, with the hue of each.
fn underlined(state: &State, id: DocumentId) -> Vec<(Span, Option<usize>)> {
    let entities = &state.analysis.entities;
    let names = entities
        .mentions_in(id)
        .iter()
        .map(|(mention, entity)| (mention.span, Some(super::entities::kind_index(entities.get(*entity).kind))));
    let times = state.analysis.timeline.times_in(id).iter().map(|timex| (timex.span, None));
    let mut all: Vec<_> = names.chain(times).collect();
    all.sort_by_key(|(span, _)| *span);
    all
}

fn part_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    document: &Document,
    part: &Part,
    underlined: &[(Span, Option<usize>)],
    hits: &[Span],
    target: Option<Span>,
) {
    let (font, ink) = match part.kind {
        PartKind::Caption => (theme::reading_italic(size::BODY), theme.ink_quiet),
        PartKind::Byline | PartKind::Date | PartKind::Source | PartKind::Boilerplate => {
            (theme::font(size::SMALL), theme.ink_quiet)
        }
        PartKind::Title | PartKind::Dateline | PartKind::Body => (theme::reading_font(size::READING), theme.ink),
    };
    let base = egui::TextFormat {
        line_height: Some(font.size * theme::READING_LINE),
        font_id: font,
        color: ink,
        ..Default::default()
    };
    let mut job = LayoutJob::default();
    for (span, format) in runs(part.span, &base, theme, underlined, hits, target) {
        job.append(&span.slice(&document.text).replace('\n', " "), 0.0, format);
    }
    let response = ui.add(egui::Label::new(job).wrap().selectable(true));
    if target.is_some_and(|target| part.span.overlaps(target)) {
        response.scroll_to_me(Some(Align::Center));
    }
}

/// A part cut where its look changes.
fn runs(
    part: Span,
    base: &egui::TextFormat,
    theme: &Theme,
    underlined: &[(Span, Option<usize>)],
    hits: &[Span],
    target: Option<Span>,
) -> Vec<(Span, egui::TextFormat)> {
    let mut cuts = vec![part.start(), part.end()];
    let spans = underlined.iter().map(|(span, _)| *span).chain(hits.iter().copied()).chain(target);
    for span in spans.filter_map(|span| span.intersection(part)) {
        cuts.extend([span.start(), span.end()]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let run = Span::new(pair[0], pair[1]);
            let mut format = base.clone();
            if let Some((_, kind)) = underlined.iter().find(|(span, _)| span.covers(run)) {
                let color = kind.map_or(theme.accent, |kind| theme.kinds[kind]);
                format.underline = egui::Stroke::new(if kind.is_some() { 1.0 } else { 2.0 }, color);
            }
            if hits.iter().any(|hit| hit.covers(run)) || target.is_some_and(|target| target.covers(run)) {
                format.background = theme.found_ground;
            }
            (run, format)
        })
        .collect()
}
