//! Two articles side by side: what is equal, reworded, moved, and only in one.
//!
//! The comparison itself comes from the state; here it is laid out once in a job (`model`) and painted where it is
//! seen (`page` and its rows, `changes`). The pane keeps its place, its find box and how it looks; which pair it is,
//! what counts as equal and what the person noted are in the state.

mod changes;
mod copy;
mod find;
mod head;
pub(super) mod heights;
pub(super) mod line;
mod model;
mod nearest;
mod page;
mod ribbon;
mod row;
mod sheet;
mod step;
mod toolbar;
mod versions;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Direction, FilterCommand, Go, Select, ViewCommand};
use crate::app::filter::{Filter, Search};
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::state::{ComparisonKey, State};
use crate::app::theme::{size, space};
use crate::corpus::DocumentId;
use crate::progress::Progress;
use changes::ChangesView;
use find::Find;
use line::{LineStyle, Side};
use model::{Item, Marks, Model};
use page::PageView;
use sheet::{Columns, Sheet, Touch};

/// How a comparison is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// The two articles level.
    #[default]
    SideBySide,
    /// Both in one run.
    Inline,
    /// The numbered changes alone.
    Changes,
}

/// How the pane looks; not worth saving.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    mode: Mode,
    folds_equal: bool,
    is_unlocked: bool,
    shows_invisible: bool,
    text_size: f32,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            folds_equal: false,
            is_unlocked: false,
            shows_invisible: false,
            text_size: size::READING,
        }
    }
}

/// The comparison.
pub struct CompareView {
    /// By pair, and whether it has been aligned yet: until then the texts stand side by side as they are.
    model: Background<(ComparisonKey, bool), Model>,
    /// The model that the lists below were made of, with its number.
    shown: Option<(Arc<Model>, usize)>,
    /// How many models there have been.
    count: usize,
    /// The pair that they are of.
    pair: Option<(DocumentId, DocumentId)>,
    look: Look,
    unfolded: BTreeSet<u32>,
    items: Vec<Item>,
    item_of_row: Vec<u32>,
    items_made_for: Option<(usize, bool, usize)>,
    /// The change that is looked at.
    change: Option<u32>,
    /// The fact that is looked at.
    dispute: Option<usize>,
    pages: [PageView; 2],
    changes: ChangesView,
    find: Find,
}

impl Default for CompareView {
    fn default() -> Self {
        Self {
            model: Background::new("page"),
            shown: None,
            count: 0,
            pair: None,
            look: Look::default(),
            unfolded: BTreeSet::new(),
            items: Vec::new(),
            item_of_row: Vec::new(),
            items_made_for: None,
            change: None,
            dispute: None,
            pages: Default::default(),
            changes: ChangesView::default(),
            find: Find::default(),
        }
    }
}

impl View for CompareView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let (Some(key), Some(pair)) = (state.comparison_key(), state.selection.pair) else {
            nearest::nearest_ui(ui, scene, out);
            return;
        };
        let corpus = &state.analysis.corpus;
        let texts = [pair.0, pair.1].map(|id| Arc::clone(&corpus.get(id).text));
        let comparison = state.comparison();
        self.request(&key, scene, texts.clone());
        head::head_ui(ui, scene, pair, comparison.map(AsRef::as_ref), out);
        // The tools stay in their place while the next pair is laid out.
        let is_laid_out = self.shown.is_some();
        let (model, number) = self.shown.clone().unwrap_or_default();
        let texts = texts.each_ref().map(AsRef::as_ref);
        ui.add_space(space::SMALL);
        self.toolbar_ui(ui, scene, pair, texts, &model, is_laid_out && comparison.is_some(), out);
        if let Some(row) = self.find.ui(ui, scene.theme, texts, &model, number) {
            self.show_row(row);
        }
        ui.separator();
        if !is_laid_out {
            nothing_ui(ui, scene.theme, "Laying out…", "Two long articles take a moment.");
            return;
        }
        if texts.iter().all(|text| text.trim().is_empty()) {
            nothing_ui(ui, scene.theme, "Both articles are empty", "There are no words to compare.");
            return;
        }
        self.list(&model, number);
        let touches = self.body_ui(ui, scene, texts, &model, number);
        for touch in touches {
            self.touched(touch, scene, pair, &model, out);
        }
    }

    fn on_command(&mut self, command: &Command, state: &State) {
        let is_here = state.layout.is_in_front(Pane::Compare);
        match command {
            Command::Go(Go::Change(direction)) => self.go_change(*direction, |_| true),
            Command::Go(Go::Move(direction)) => {
                self.go_change(*direction, |change| change.kind == crate::alignment::EditKind::Move);
            }
            Command::Go(Go::Dispute(direction)) => self.go_dispute(*direction),
            Command::View(ViewCommand::FindInPane) if is_here => self.find.open(),
            Command::View(ViewCommand::FindNext(direction)) if is_here => {
                if let Some(row) = self.find.go(*direction) {
                    self.show_row(row);
                }
            }
            _ => {}
        }
    }
}

impl CompareView {
    /// Has the page laid out: first the bare texts, then what the alignment says of them.
    fn request(&mut self, key: &ComparisonKey, scene: &Scene<'_>, texts: [Arc<str>; 2]) {
        let comparison = scene.state.comparison();
        let key = (key.clone(), comparison.is_some());
        self.model.request(&key, &scene.state.waker, || {
            let comparison = comparison.map(Arc::clone);
            move |_: &Progress| {
                let texts = texts.each_ref().map(AsRef::as_ref);
                Ok(match comparison {
                    Some(comparison) => Model::new(texts, &comparison),
                    None => Model::unaligned(texts),
                })
            }
        });
        let pair = Some((key.0.a, key.0.b));
        if self.pair != pair {
            // The page of another pair must not be read as the page of this one.
            self.pair = pair;
            self.shown = None;
            self.pages = Default::default();
            self.unfolded.clear();
            self.change = None;
            self.dispute = None;
        }
        let Some(made) = self.model.get(&key) else { return };
        if self.shown.as_ref().is_none_or(|(shown, _)| !Arc::ptr_eq(shown, made)) {
            self.count += 1;
            self.shown = Some((Arc::clone(made), self.count));
        }
    }

    /// Makes the list of rows and folds, where something it depends on changed.
    fn list(&mut self, model: &Model, number: usize) {
        let key = (number, self.look.folds_equal, self.unfolded.len());
        if self.items_made_for == Some(key) {
            return;
        }
        self.items_made_for = Some(key);
        self.items = model.items(self.look.folds_equal, &self.unfolded);
        self.item_of_row = vec![0; model.page.rows.len()];
        for (place, item) in (0u32..).zip(&self.items) {
            let rows = match *item {
                Item::Row(row) => row..row + 1,
                Item::Folded(first, count) => first..first + count,
            };
            self.item_of_row[rows.start as usize..rows.end as usize].fill(place);
        }
    }

    fn body_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        texts: [&str; 2],
        model: &Model,
        number: usize,
    ) -> Vec<Touch> {
        let sheet = Sheet {
            theme: scene.theme,
            texts,
            model,
            items: &self.items,
            item_of_row: &self.item_of_row,
            marks: Marks { change: self.change, found: self.find.hits(), found_now: self.find.current() },
            style: LineStyle { text_size: self.look.text_size, shows_invisible: self.look.shows_invisible },
            number,
        };
        let mut touches = Vec::new();
        match self.look.mode {
            Mode::Changes => {
                touches.extend(self.changes.ui(ui, &sheet).map(Touch::Change));
            }
            Mode::Inline => self.pages[0].ui(ui, &sheet, Columns::Inline, &mut touches),
            Mode::SideBySide if self.look.is_unlocked => {
                let pages = &mut self.pages;
                ui.columns_const(|columns: &mut [egui::Ui; 2]| {
                    for ((ui, page), side) in columns.iter_mut().zip(pages).zip(Side::BOTH) {
                        ui.push_id(side as usize, |ui| page.ui(ui, &sheet, Columns::One(side), &mut touches));
                    }
                });
            }
            Mode::SideBySide => self.pages[0].ui(ui, &sheet, Columns::Both, &mut touches),
        }
        touches
    }

    /// Carries out what the person did on the page.
    fn touched(
        &mut self,
        touch: Touch,
        scene: &Scene<'_>,
        pair: (DocumentId, DocumentId),
        model: &Model,
        out: &mut Commands,
    ) {
        let id_of = |side: Side| if side == Side::Left { pair.0 } else { pair.1 };
        match touch {
            Touch::Unfold(first) => {
                self.unfolded.insert(first);
            }
            Touch::Change(change) => {
                self.change = Some(change);
                if self.look.mode == Mode::Changes {
                    self.look.mode = Mode::SideBySide;
                    self.show_change(change, model);
                }
            }
            Touch::OtherHalf(change, side) => {
                self.change = Some(change);
                if let Some(moved) = model.moves.iter().find(|moved| moved.change == change) {
                    self.show_row(if side == Side::Left { moved.b } else { moved.a });
                }
            }
            Touch::Word(text) => {
                let search = Search { text, is_whole_word: true, ..Search::default() };
                out.push(Command::Filter(FilterCommand::Set(Filter { search, ..scene.state.filter.clone() })));
                out.push(Command::View(ViewCommand::Pane(Pane::Search)));
            }
            Touch::Read(side, span) => {
                out.push(Command::Select(Select::Place(id_of(side), span)));
                out.push(Command::View(ViewCommand::OpenArticle(id_of(side))));
            }
            Touch::Copy(text) => out.push(Command::Copy(text)),
        }
    }

    fn show_row(&mut self, row: u32) {
        // A row inside a fold is shown with the whole fold.
        if let Some(&item) = self.item_of_row.get(row as usize)
            && let Some(&Item::Folded(first, _)) = self.items.get(item as usize)
        {
            self.unfolded.insert(first);
        }
        self.pages.iter_mut().for_each(|page| page.show_row(row));
    }

    fn show_change(&mut self, change: u32, model: &Model) {
        self.change = Some(change);
        self.changes.show_change(change);
        if let Some(change) = model.page.changes.get(change as usize) {
            self.show_row(change.row);
        }
    }

    /// Goes to the next change that is wanted, around the end.
    fn go_change(&mut self, direction: Direction, is_wanted: impl Fn(&crate::alignment::Change) -> bool) {
        let Some((model, _)) = self.shown.clone() else { return };
        let wanted: Vec<u32> =
            (0u32..).zip(&model.page.changes).filter(|(_, change)| is_wanted(change)).map(|(index, _)| index).collect();
        let next = match direction {
            Direction::Next => wanted.iter().find(|&&index| self.change.is_none_or(|at| index > at)).or(wanted.first()),
            Direction::Previous => {
                wanted.iter().rev().find(|&&index| self.change.is_some_and(|at| index < at)).or(wanted.last())
            }
        };
        if let Some(&next) = next {
            self.show_change(next, &model);
        }
    }

    fn go_dispute(&mut self, direction: Direction) {
        let Some((model, _)) = self.shown.clone() else { return };
        let count = model.disputes.len();
        if count == 0 {
            return;
        }
        let next = match (self.dispute, direction) {
            (None, Direction::Next) => 0,
            (None, Direction::Previous) => count - 1,
            (Some(at), Direction::Next) => (at + 1) % count,
            (Some(at), Direction::Previous) => (at + count - 1) % count,
        };
        self.dispute = Some(next);
        let dispute = &model.disputes[next];
        self.change = model.change_at(dispute.row, Side::Left, dispute.a.start());
        self.show_row(dispute.row);
    }
}
