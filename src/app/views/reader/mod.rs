//! One article, set to be read: its parts in their roles, its names and times underlined, what stands elsewhere too
//! marked in the margin, and a find box.
//!
//! Only the rows in sight are laid out; the height of the others is estimated until they are seen. Hits and passages are
//! worked out in jobs, once for each article.

mod find;
mod margin;
mod marks;
mod page;
mod rows;
mod text;

use std::sync::{Arc, Weak};

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{self, RichText};

use self::find::Find;
use self::page::{Page, Sheet};
use self::rows::Invisible;
use super::{Commands, Scene, View, nothing_ui};
use crate::app::about::cluster_name;
use crate::app::command::{Command, Direction, Go, Select, ViewCommand};
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::shown::Shown;
use crate::app::state::State;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::{Document, DocumentId};
use crate::progress::Progress;
use crate::similarity::ClusterId;
use crate::story::{Passage, provenance};
use crate::text::Span;

/// The reader.
pub struct ReaderView {
    find: Find,
    invisible: Invisible,
    page: Page,
    passages: Background<(u64, DocumentId), Vec<Passage>>,
    /// The place that was scrolled to last, so that it is done once.
    shown_place: Option<(DocumentId, Span)>,
    /// Where the article stands in the list that is read: worked out when either changes.
    place_in_list: Option<PlaceInList>,
}

/// Where an article stands in the list that is read.
struct PlaceInList {
    /// Weak, so that the list is not kept, and its place in memory is not taken by another one.
    list: Weak<Shown>,
    story: Option<ClusterId>,
    article: DocumentId,
    at: Option<usize>,
    count: usize,
}

impl Default for ReaderView {
    fn default() -> Self {
        Self {
            find: Find::default(),
            invisible: Invisible::default(),
            page: Page::default(),
            passages: Background::new("passages"),
            shown_place: None,
            place_in_list: None,
        }
    }
}

impl View for ReaderView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let Some(id) = state.selection.article else {
            nothing_ui(ui, scene.theme, "No article selected", "Choose one in the list at the left.");
            return;
        };
        let document = Arc::clone(state.analysis.corpus.get(id));
        self.bar_ui(ui, scene, id, &document, out);
        let (hits, target) = self.find.hits(state, id);
        self.find.ui(ui, state, scene.theme, &hits);
        let place = state.selection.place.filter(|(of, _)| *of == id);
        if place != self.shown_place {
            self.shown_place = place;
            if let Some((_, span)) = place {
                self.find.follow(&hits, span);
                self.page.show(span);
            }
        }
        if let Some(span) = target {
            self.page.show(span);
        }
        let current = self.find.current(&hits).or(place.map(|(_, span)| span));
        let passages = self.passages(state, id);
        let sheet = Sheet {
            id,
            document: &document,
            hits: &hits,
            current,
            passages: passages.as_ref().map_or(&[], |passages| passages.as_slice()),
            invisible: self.invisible,
        };
        self.page.ui(ui, scene, &sheet, out);
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        let is_here = state.layout.is_in_front(Pane::Reader) && !state.layout.is_in_front(Pane::Compare);
        match command {
            Command::View(ViewCommand::FindInPane) if is_here => self.find.open(),
            Command::View(ViewCommand::FindNext(direction)) if is_here => self.find.go(*direction),
            // A place that was shown before is to be shown again when it is asked for again.
            Command::Select(Select::Place(..)) => self.shown_place = None,
            _ => {}
        }
    }
}

impl ReaderView {
    fn passages(&mut self, state: &State, id: DocumentId) -> Option<Arc<Vec<Passage>>> {
        if state.analysis.matrix.row(id).len() == 0 {
            return None;
        }
        let key = (state.analysis_number, id);
        self.passages.request(&key, &state.waker, || {
            let analysis = Arc::clone(&state.analysis);
            move |progress: &Progress| provenance(id, &analysis.evidence(), progress)
        });
        self.passages.get(&key).cloned()
    }

    /// Where the article stands in the list that is read, and how long that is.
    fn place_in_list(&mut self, state: &State, id: DocumentId) -> (Option<usize>, usize) {
        let shown: &Arc<Shown> = state.shown();
        if let Some(place) = &self.place_in_list
            && place.list.ptr_eq(&Arc::downgrade(shown))
            && (place.story, place.article) == (state.reading, id)
        {
            return (place.at, place.count);
        }
        let list = state.reading_list();
        let (at, count) = (list.iter().position(|other| *other == id), list.len());
        let (list, story) = (Arc::downgrade(shown), state.reading);
        self.place_in_list = Some(PlaceInList { list, story, article: id, at, count });
        (at, count)
    }

    /// The way to the next article, the story that is read, and how the text is shown.
    fn bar_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        id: DocumentId,
        document: &Document,
        out: &mut Commands,
    ) {
        let state = scene.state;
        let (at, count) = self.place_in_list(state, id);
        ui.horizontal_wrapped(|ui| {
            let mut step = |sign: &str, name: &str, is_on: bool, direction: Direction| {
                let response = ui.add_enabled(is_on, egui::Button::new(sign).small());
                if response.on_hover_text(name).accessible_name(name).clicked() {
                    out.push(Command::Go(Go::Article(direction)));
                }
            };
            step("◀", "Article before (Alt+Up)", at.is_some_and(|at| at > 0), Direction::Previous);
            step("▶", "Next article (Alt+Down)", at.is_none_or(|at| at + 1 < count), Direction::Next);
            let quiet = |text: String| RichText::new(text).small().color(scene.theme.ink_quiet);
            let place = match at {
                Some(at) => format!("{} of {}", words::number(at + 1), words::number(count)),
                None => "not in the list that is shown".to_owned(),
            };
            match state.reading {
                Some(story) => {
                    let name = cluster_name(&state.analysis, &state.session, story);
                    let short: String = name.chars().take(40).collect();
                    ui.label(quiet(format!("Story “{short}”, {place}"))).on_hover_text(name);
                    if ui.small_button("✕").on_hover_text("Leave the story: read on in the whole list").clicked() {
                        out.push(Command::View(ViewCommand::LeaveStory));
                    }
                }
                None => {
                    ui.label(quiet(place));
                }
            }
            ui.separator();
            if ui.small_button("A−").on_hover_text("Smaller letters").clicked() {
                out.push(Command::View(ViewCommand::TextSize(-1)));
            }
            if ui.small_button("A+").on_hover_text("Larger letters").clicked() {
                out.push(Command::View(ViewCommand::TextSize(1)));
            }
            let mut shows_all = self.invisible == Invisible::All;
            let what = "Writes out hard spaces, tabs and the like. What can mislead is always written out.";
            if ui.toggle_value(&mut shows_all, RichText::new("¶").small()).on_hover_text(what).changed() {
                self.invisible = if shows_all { Invisible::All } else { Invisible::Misleading };
            }
            MenuButton::from_button(egui::Button::new("Copy").small()).ui(ui, |ui| {
                if ui.button("The whole text").clicked() {
                    out.push(Command::Copy(document.text.to_string()));
                    ui.close();
                }
                if ui.button("Title, outlet and date").clicked() {
                    out.push(Command::Copy(format!("{} ({})", document.title(), outlet_and_date(document))));
                    ui.close();
                }
            });
            if ui.small_button("Find").on_hover_text("Find in this article (Ctrl+F)").clicked() {
                self.find.open();
            }
        });
        if self.page.is_right_to_left {
            let notice = "This article has letters that are written from right to left. They are shown in the order of \
                          the file, from left to right.";
            ui.label(RichText::new(notice).small().color(scene.theme.warning));
        }
    }
}
