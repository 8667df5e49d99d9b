//! The names that are listed, with their numbers in the articles that the filter leaves; made in a job.

use std::sync::Arc;

use eframe::egui::{self, TextEdit};
use jiff::civil::Date;

use crate::analysis::Analysis;
use crate::app::command::NameEdit;
use crate::app::job::Background;
use crate::app::shown::{Shown, ShownKey};
use crate::app::state::State;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind;
use crate::app::words;
use crate::entity::EntityId;
use crate::progress::{Cancelled, Progress};

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Kind, then mentions.
    Kind,
    /// The name.
    Name,
    /// How often it is named.
    #[default]
    Mentions,
    /// In how many articles.
    Articles,
    /// The day of the first article that names it.
    First,
    /// The day of the last.
    Last,
}

impl SortBy {
    /// Whether the largest, or latest, comes first unless the order is turned around.
    pub fn is_falling(self) -> bool {
        matches!(self, SortBy::Mentions | SortBy::Articles | SortBy::Last)
    }
}

/// A name with its numbers.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which.
    pub id: EntityId,
    /// Mentions in the shown articles.
    pub mentions: u32,
    /// Shown articles that name it.
    pub articles: u32,
    /// Days of the first and the last of these.
    pub days: Option<(Date, Date)>,
}

/// The rows of the table.
#[derive(Debug, Default)]
pub struct Listing {
    /// In order.
    pub rows: Vec<Listed>,
}

type ListKey = (ShownKey, String, [bool; 4], SortBy, bool);

/// What is asked for, and what was made for it.
pub struct NameList {
    query: String,
    kinds: [bool; 4],
    /// The column.
    pub sort: SortBy,
    /// Whether the other end comes first.
    pub is_turned: bool,
    made: Background<ListKey, Listing>,
}

impl Default for NameList {
    fn default() -> Self {
        Self {
            query: String::new(),
            kinds: [true; 4],
            sort: SortBy::default(),
            is_turned: false,
            made: Background::new("names"),
        }
    }
}

impl NameList {
    /// The field that names are found with, and the kinds that are shown.
    pub fn tools_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 320.0).clamp(120.0, 220.0);
            let field = TextEdit::singleline(&mut self.query).hint_text("Find a name").desired_width(width);
            ui.add(field).accessible_name("Find a name");
            super::kinds_ui(ui, scene.theme, &mut self.kinds);
            if ui.button("Add a name…").on_hover_text("A name that was not found").clicked() {
                out.push(NameEdit::Add(String::new()).asked());
            }
            if let Some(listing) = self.made.latest() {
                ui.label(super::quiet(scene.theme, words::count(listing.rows.len(), "name", "names")));
            }
        });
    }

    /// Sorts by a column; the same again turns the order around.
    pub fn sort_by(&mut self, sort: SortBy) {
        self.is_turned = self.sort == sort && !self.is_turned;
        self.sort = sort;
    }

    /// The rows, once they are made.
    pub fn listed(&mut self, state: &State) -> Option<Arc<Listing>> {
        let shown_key = state.shown_key();
        let shown = state.shown.get(&shown_key)?;
        let key = (shown_key, self.query.trim().to_lowercase(), self.kinds, self.sort, self.is_turned);
        self.made.request(&key, &state.waker, || {
            let (analysis, shown, key) = (Arc::clone(&state.analysis), Arc::clone(shown), key.clone());
            move |progress: &Progress| listing(&analysis, &shown, &key, progress)
        });
        let is_of_now = self.made.key().is_some_and(|(made, ..)| made.analysis == state.analysis_number);
        self.made.latest().filter(|_| is_of_now).cloned()
    }
}

fn listing(
    analysis: &Analysis,
    shown: &Shown,
    (_, query, kinds, sort, is_turned): &ListKey,
    progress: &Progress,
) -> Result<Listing, Cancelled> {
    let has = |name: &String| query.is_empty() || name.to_lowercase().contains(query.as_str());
    let mut rows = Vec::new();
    for entity in &analysis.entities.entities {
        progress.checkpoint()?;
        let is_wanted = kinds[kind::index(entity.kind)];
        if !is_wanted || !(has(&entity.name) || entity.aliases.iter().any(has)) {
            continue;
        }
        let mut row = Listed { id: entity.id, mentions: 0, articles: 0, days: None };
        let mut last = None;
        for mention in entity.mentions.iter().filter(|mention| shown.has(mention.document)) {
            row.mentions += 1;
            if last == Some(mention.document) {
                continue;
            }
            last = Some(mention.document);
            row.articles += 1;
            if let Some(day) = analysis.corpus.get(mention.document).metadata.published_date() {
                row.days = Some(row.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        }
        if row.mentions > 0 {
            rows.push(row);
        }
    }
    let kind = |row: &Listed| analysis.entities.get(row.id).kind;
    let name = |row: &Listed| analysis.entities.get(row.id).name.as_str();
    let undated_last = |day: Option<Date>| (day.is_none(), day);
    rows.sort_by(|one, other| {
        let by_mentions = other.mentions.cmp(&one.mentions).then(one.id.cmp(&other.id));
        match sort {
            SortBy::Kind => kind(one).cmp(&kind(other)).then(by_mentions),
            SortBy::Name => name(one).to_lowercase().cmp(&name(other).to_lowercase()).then(by_mentions),
            SortBy::Mentions => by_mentions,
            SortBy::Articles => other.articles.cmp(&one.articles).then(by_mentions),
            SortBy::First => {
                let first = |row: &Listed| undated_last(row.days.map(|days| days.0));
                first(one).cmp(&first(other)).then(by_mentions)
            }
            SortBy::Last => {
                let last = |row: &Listed| row.days.map(|days| days.1);
                last(other).cmp(&last(one)).then(by_mentions)
            }
        }
    });
    if *is_turned {
        rows.reverse();
    }
    Ok(Listing { rows })
}
