//! Names and times in the text: the line under them, what is said of them, and what can be done with them.

use eframe::egui::{self, Stroke};

use crate::app::command::{Command, FilterCommand, Modal, Select, ViewCommand};
use crate::app::dates;
use crate::app::filter::{DateRange, Filter};
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::Theme;
use crate::app::views::entities::edit;
use crate::app::views::{Commands, timeline};
use crate::app::widgets::kind;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::text::Span;
use crate::timeline::{Anchor, Timex};

/// Something that is underlined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What<'a> {
    /// A name.
    Name(EntityId),
    /// A time.
    Time(&'a Timex),
}

/// Names and times that touch a stretch of an article, in order.
pub fn marks_in(state: &State, id: DocumentId, within: Span) -> Vec<(Span, What<'_>)> {
    let mentions = state.analysis.entities.mentions_in(id);
    let first = mentions.partition_point(|(mention, _)| mention.span.end() <= within.start());
    let names = mentions[first..]
        .iter()
        .take_while(|(mention, _)| mention.span.start() < within.end())
        .map(|(mention, entity)| (mention.span, What::Name(*entity)));
    let times = state.analysis.timeline.times_in(id);
    // Times may hold one another ("Monday to Friday"), so an earlier one may reach further than a later one.
    let last = times.partition_point(|timex| timex.span.start() < within.end());
    let times = times[..last].iter().rev().take_while(|timex| timex.span.start() + REACH > within.start());
    let times = times.filter(|timex| timex.span.overlaps(within)).map(|timex| (timex.span, What::Time(timex)));
    let mut marks: Vec<(Span, What<'_>)> = names.chain(times).collect();
    marks.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    // Of two that overlap the first is shown: underlines do not nest.
    let mut end = 0;
    marks.retain(|(span, _)| {
        let is_clear = span.start() >= end;
        if is_clear {
            end = span.end();
        }
        is_clear
    });
    marks
}

/// Longest time expression that is looked for, in bytes.
const REACH: usize = 400;

/// The line under a name or time: thin in the hue of its kind for a name, thick for a time.
pub fn line(state: &State, theme: &Theme, what: What<'_>) -> Stroke {
    match what {
        What::Name(id) => {
            let kind = state.analysis.entities.entities.get(id.index()).map_or(0, |entity| kind::index(entity.kind));
            Stroke::new(1.0, theme.kinds[kind])
        }
        What::Time(_) => Stroke::new(2.0, theme.accent.gamma_multiply(0.6)),
    }
}

/// What is known of a name or time, in a few lines.
pub fn says(state: &State, what: What<'_>) -> String {
    match what {
        What::Name(id) => {
            let Some(entity) = state.analysis.entities.entities.get(id.index()) else { return String::new() };
            let mentions = words::count(entity.mentions.len(), "mention", "mentions");
            let mut text = format!("{}\n{}, {mentions}", entity.name, entity.description());
            if !entity.titles.is_empty() {
                text += &format!("\n{}", entity.titles.join(", "));
            }
            if !entity.aliases.is_empty() {
                text += &format!("\nAlso: {}", entity.aliases.join(", "));
            }
            text
        }
        What::Time(timex) => {
            let days = timex.interval.map(|interval| DateRange {
                from: (!timex.is_open_start).then_some(interval.earliest),
                to: (!timex.is_open_end).then_some(interval.latest),
            });
            let days = days.map_or_else(|| "No day can be given".to_owned(), |days| days.label());
            let anchor = match timex.anchor {
                Anchor::Absolute => String::new(),
                Anchor::Published(date) => format!("\nSeen from the day of publication, {}", dates::date(date)),
                Anchor::Narrative(_) => "\nSeen from the time named before it".to_owned(),
                Anchor::Unresolved => "\nThe article has no date to see it from".to_owned(),
                Anchor::Person => "\nAs you set it".to_owned(),
            };
            format!("{days}\n{}, {}{anchor}", timex.kind.label(), timex.value)
        }
    }
}

/// Chooses it in every view.
pub fn select(what: What<'_>) -> Option<Command> {
    match what {
        What::Name(id) => Some(Command::Select(Select::Entity(id))),
        What::Time(timex) => timex.interval.map(|interval| Command::Select(Select::Date(interval.earliest))),
    }
}

/// What can be done with it.
pub fn menu_ui(ui: &mut egui::Ui, state: &State, words: &str, what: What<'_>, out: &mut Commands) {
    match what {
        What::Name(id) => {
            if ui.button("Only articles that name it").clicked() {
                let mut filter = state.filter.clone();
                if !filter.entities.contains(&id) {
                    filter.entities.push(id);
                }
                out.push(Command::Filter(FilterCommand::Set(filter)));
            }
            if ui.button("Show in the list of names").clicked() {
                out.push(Command::Select(Select::Entity(id)));
                out.push(Command::View(ViewCommand::Pane(Pane::Entities)));
            }
            if let Some(entity) = state.analysis.entities.entities.get(id.index()) {
                ui.separator();
                edit::correct_ui(ui, entity, Some(words), out);
                ui.separator();
            }
        }
        What::Time(timex) => {
            if let Some(interval) = timex.interval
                && ui.button("Only articles that speak of these days").clicked()
            {
                let happened = Some(DateRange { from: Some(interval.earliest), to: Some(interval.latest) });
                out.push(Command::Filter(FilterCommand::Set(Filter { happened, ..state.filter.clone() })));
            }
            ui.separator();
            if ui.button("Set another date…").clicked() {
                out.push(Command::Show(Some(Modal::SetDate(timex.document, timex.span))));
            }
            if ui.button(format!("Ignore “{words}”")).clicked() {
                out.push(timeline::menu::ignore(&state.analysis, timex));
            }
            ui.separator();
        }
    }
    if ui.button("Show on the timeline").clicked() {
        out.extend(select(what));
        out.push(Command::View(ViewCommand::Pane(Pane::Timeline)));
    }
    if ui.button("Copy").clicked() {
        out.push(Command::Copy(words.to_owned()));
    }
}
