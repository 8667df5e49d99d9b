//! Finding words in the article: the box, its switches, and the hits.
//!
//! While the box is closed, what the search of the corpus found is marked instead, and F3 goes through that.

use std::sync::Arc;

use eframe::egui::{self, Key, RichText, TextEdit};

use crate::app::command::Direction;
use crate::app::filter::Search;
use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme::{Theme, space};
use crate::app::views::search::pattern_error;
use crate::app::widgets::find;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::progress::Progress;
use crate::text::Span;

/// Hits of one article that are marked.
const MOST: usize = 20_000;

/// The find box.
pub struct Find {
    is_open: bool,
    search: Search,
    wants_focus: bool,
    hits: Background<(u64, DocumentId, Search), Vec<Span>>,
    /// Which hit is looked at.
    at: usize,
    /// Whether it is to be scrolled to, once the hits are there.
    is_new: bool,
}

impl Default for Find {
    fn default() -> Self {
        Self {
            is_open: false,
            search: Search::default(),
            wants_focus: false,
            hits: Background::new("find"),
            at: 0,
            is_new: false,
        }
    }
}

impl Find {
    /// Opens the box.
    pub fn open(&mut self) {
        self.is_open = true;
        self.wants_focus = true;
    }

    /// To the next hit or the one before.
    pub fn go(&mut self, direction: Direction) {
        let count = self.hits.latest().map_or(0, |hits| hits.len()).max(1);
        self.at = match direction {
            Direction::Next => (self.at + 1) % count,
            Direction::Previous => (self.at + count - 1) % count,
        };
        self.is_new = true;
    }

    /// The hits of the article, and the one that is looked at, if it is to be scrolled to now.
    pub fn hits(&mut self, state: &State, id: DocumentId) -> (Arc<Vec<Span>>, Option<Span>) {
        let search = if self.is_open { &self.search } else { &state.filter.search };
        if search.is_empty() {
            return (Arc::default(), None);
        }
        let key = (state.analysis_number, id, search.clone());
        let search = search.clone();
        self.hits.request(&key, &state.waker, || {
            let document = Arc::clone(state.analysis.corpus.get(id));
            move |_: &Progress| {
                let Ok(Some(pattern)) = search.pattern() else { return Ok(Vec::new()) };
                let found = pattern.find_iter(&document.text).filter(|found| !found.is_empty()).take(MOST);
                Ok(found.map(|found| Span::new(found.start(), found.end())).collect())
            }
        });
        let Some(hits) = self.hits.get(&key).cloned() else { return (Arc::default(), None) };
        let target = match hits.is_empty() {
            true => None,
            false if std::mem::take(&mut self.is_new) => Some(hits[self.at % hits.len()]),
            false => None,
        };
        (hits, target)
    }

    /// The hit that is looked at.
    pub fn current(&self, hits: &[Span]) -> Option<Span> {
        if hits.is_empty() || !self.is_open { None } else { hits.get(self.at % hits.len()).copied() }
    }

    /// A place was gone to: if it is a hit, that is the one that is looked at.
    pub fn follow(&mut self, hits: &[Span], place: Span) {
        if let Ok(at) = hits.binary_search_by_key(&place.start(), |hit| hit.start()) {
            self.at = at;
        }
    }

    /// The box, if it is open; otherwise how many hits of the search are marked.
    pub fn ui(&mut self, ui: &mut egui::Ui, state: &State, theme: &Theme, hits: &[Span]) {
        if !self.is_open {
            if !state.filter.search.is_empty() && !hits.is_empty() {
                ui.horizontal(|ui| {
                    let search = state.filter.search.text.trim();
                    let line = format!("{} of “{search}”", words::count(hits.len(), "hit", "hits"));
                    ui.label(RichText::new(line).small().color(theme.ink_quiet));
                    if let Some(direction) = find::steps_ui(ui) {
                        self.go(direction);
                    }
                });
            }
            return;
        }
        let mut is_closed = false;
        ui.horizontal_wrapped(|ui| {
            let before = self.search.clone();
            let field = TextEdit::singleline(&mut self.search.text)
                .hint_text("Find in this article")
                .desired_width(200.0)
                .id(egui::Id::unique("find in the article"));
            let response = ui.add(field);
            let response = response.accessible_name("Find in this article");
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            find::switches_ui(ui, &mut self.search);
            if self.search != before {
                self.at = 0;
                self.is_new = true;
            }
            let entered = find::entered(ui, &response);
            let words = match (pattern_error(ui, "article", &self.search), hits.len()) {
                (Some(reason), _) => reason,
                _ if self.search.is_empty() => String::new(),
                (_, 0) => "Not found".to_owned(),
                (_, count) => format!("{} of {}", words::number(self.at % count + 1), words::number(count)),
            };
            ui.label(RichText::new(words).small());
            if let Some(direction) = find::steps_ui(ui).or(entered) {
                self.go(direction);
            }
            let escape = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            is_closed = ui.button("Close").clicked() || escape;
        });
        ui.add_space(space::SMALL);
        if is_closed {
            self.is_open = false;
            self.at = 0;
        }
    }
}
