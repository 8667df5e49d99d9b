//! The find box of the comparison: hits in both articles, one after another down the page.

use eframe::egui::{self, RichText, TextEdit};

use super::line::Side;
use super::model::Model;
use crate::app::command::Direction;
use crate::app::filter::Search;
use crate::app::theme::Theme;
use crate::app::widgets::find;
use crate::text::Span;

/// Hits that are kept; beyond that the person is told to look for more words.
const MOST: usize = 10_000;

/// The find box.
#[derive(Default)]
pub struct Find {
    is_open: bool,
    wants_focus: bool,
    search: Search,
    /// What the hits were made for.
    made_for: Option<(usize, Search)>,
    hits: [Vec<Span>; 2],
    /// Rows of the hits in order of the page, with the side.
    order: Vec<(u32, Side, Span)>,
    at: usize,
    problem: Option<String>,
}

impl Find {
    /// Opens the box, with the cursor in it.
    pub fn open(&mut self) {
        self.is_open = true;
        self.wants_focus = true;
    }

    /// Hits by side, in order of the text.
    pub fn hits(&self) -> [&[Span]; 2] {
        if self.is_open { [&self.hits[0], &self.hits[1]] } else { [&[], &[]] }
    }

    /// The hit that is looked at.
    pub fn current(&self) -> Option<(Side, Span)> {
        let hit = self.order.get(self.at).filter(|_| self.is_open)?;
        Some((hit.1, hit.2))
    }

    /// Goes to the next hit; gives its row.
    pub fn go(&mut self, direction: Direction) -> Option<u32> {
        let count = self.order.len();
        if !self.is_open || count == 0 {
            return None;
        }
        self.at = match direction {
            Direction::Next => (self.at + 1) % count,
            Direction::Previous => (self.at + count - 1) % count,
        };
        Some(self.order[self.at].0)
    }

    /// Paints the box where it is open; gives the row to go to. `number` is another one for every other comparison.
    pub fn ui(
        &mut self,
        ui: &mut egui::Ui,
        theme: &Theme,
        texts: [&str; 2],
        model: &Model,
        number: usize,
    ) -> Option<u32> {
        if !self.is_open {
            return None;
        }
        let mut target = None;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(RichText::new("Find").color(theme.ink_quiet));
            let field = TextEdit::singleline(&mut self.search.text).hint_text("in both articles").desired_width(160.0);
            let response = ui.add(field).labelled_by(label.id);
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            find::switches_ui(ui, &mut self.search);
            let entered = find::entered(ui, &response);
            if self.refresh(texts, model, number) {
                target = self.order.first().map(|hit| hit.0);
            }
            let said = match (&self.problem, self.order.len()) {
                (Some(problem), _) => problem.clone(),
                (None, 0) if self.search.is_empty() => String::new(),
                (None, 0) => "Not found".to_owned(),
                (None, count) => {
                    format!("{} of {count} ({} left, {} right)", self.at + 1, self.hits[0].len(), self.hits[1].len())
                }
            };
            // An empty label would begin a row of its own.
            if !said.is_empty() {
                ui.label(RichText::new(said).color(theme.ink_quiet));
            }
            if let Some(direction) = find::steps_ui(ui).or(entered) {
                target = self.go(direction);
            }
            let is_escaped = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
            if ui.button("Close").clicked() || is_escaped {
                self.is_open = false;
            }
        });
        target
    }

    /// Looks again where the words or the comparison changed; gives whether it did.
    fn refresh(&mut self, texts: [&str; 2], model: &Model, number: usize) -> bool {
        if self.made_for.as_ref().is_some_and(|(made, search)| *made == number && *search == self.search) {
            return false;
        }
        self.made_for = Some((number, self.search.clone()));
        self.at = 0;
        self.order.clear();
        self.hits = Default::default();
        let pattern = match self.search.pattern() {
            Ok(pattern) => {
                self.problem = None;
                pattern
            }
            Err(problem) => {
                self.problem = Some(problem);
                return true;
            }
        };
        let Some(pattern) = pattern else { return true };
        for side in Side::BOTH {
            let hits = &mut self.hits[side as usize];
            let found = pattern.find_iter(texts[side as usize]).filter(|hit| !hit.is_empty());
            hits.extend(found.take(MOST).map(|hit| Span::new(hit.start(), hit.end())));
            self.order.extend(hits.iter().filter_map(|&hit| Some((model.row_at(side, hit.start())?, side, hit))));
        }
        self.order.sort_by_key(|&(row, side, hit)| (row, side as u8, hit));
        true
    }
}
