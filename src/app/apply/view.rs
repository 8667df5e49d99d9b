//! How things are looked at.

use super::select::select;
use crate::app::command::{Select, ViewCommand};
use crate::app::layout::{Layout, Pane};
use crate::app::options::Options;
use crate::app::preferences::Preferences;
use crate::app::state::{Effect, State};

/// Smallest and largest size of everything.
const ZOOM: std::ops::RangeInclusive<f32> = 0.6..=2.5;

pub fn apply(state: &mut State, command: &ViewCommand) {
    match *command {
        ViewCommand::Exclusions(exclusions) => state.options.exclusions = exclusions,
        ViewCommand::Trace(ref asked) => {
            state.asked.clone_from(asked);
            if asked.is_some() {
                state.layout.bring_to_front(Pane::Against);
            }
        }
        ViewCommand::Pane(pane) => state.layout.bring_to_front(pane),
        // The pane has heard which, already.
        ViewCommand::FindFiles(_) => state.layout.bring_to_front(Pane::Problems),
        ViewCommand::OpenPair(a, b) => {
            select(state, Select::Pair(a, b));
            state.layout.bring_to_front(Pane::Compare);
        }
        ViewCommand::WriteNote(a, b) => {
            select(state, Select::Pair(a, b));
            state.options.has_inspector = Some(true);
        }
        ViewCommand::OpenArticle(id) => {
            // A place in the same article is where the reader is to open.
            if state.selection.place.is_none_or(|(document, _)| document != id) {
                select(state, Select::Article(id));
            }
            state.layout.bring_to_front(Pane::Reader);
        }
        ViewCommand::ReadStory(id) => {
            select(state, Select::Cluster(id));
            state.reading = Some(id);
            if let Some(&first) = state.shown().story(id).and_then(|story| story.articles.first()) {
                select(state, Select::Article(first));
            }
            state.layout.bring_to_front(Pane::Reader);
        }
        ViewCommand::LeaveStory => state.reading = None,
        ViewCommand::EditNote => state.options.has_inspector = Some(true),
        ViewCommand::TextSize(steps) => {
            let size = match steps {
                0 => 1.0,
                steps => state.preferences.text_size + f32::from(steps) * 0.1,
            };
            state.preferences.text_size = size.clamp(*ZOOM.start(), *ZOOM.end());
        }
        ViewCommand::Arrange(preset) => {
            state.layout = Layout::of(preset);
            state.preferences.layout = Some(state.layout.to_text());
        }
        ViewCommand::Rearranged => state.preferences.layout = Some(state.layout.to_text()),
        ViewCommand::ToggleArticles => state.options.has_articles = Some(!state.shows_articles()),
        ViewCommand::ToggleInspector => {
            state.options.has_inspector = Some(!state.shows_inspector());
        }
        ViewCommand::Width(width) => state.width = width,
        ViewCommand::Sizes(sizes) => state.preferences.sizes = sizes,
        ViewCommand::Widths(ref widths) => state.preferences.widths.clone_from(widths),
        ViewCommand::SortArticles(sort) => state.preferences.article_sort = sort,
        ViewCommand::Stories(look) => state.preferences.stories = look,
        ViewCommand::Order(order) => state.options.order = order,
        ViewCommand::Fold(is_folded) => state.options.is_folded = is_folded,
        ViewCommand::Measure(measure) => super::scale::take_measure(state, measure),
        ViewCommand::Halves(halves) => state.options.halves = halves,
        ViewCommand::Threshold(threshold) => state.options.threshold = threshold.clamp(0.0, 1.0),
        ViewCommand::SortPairs(sort) => state.options.pair_sort = sort,
        ViewCommand::PairColumns(ref columns) => state.preferences.pair_columns.clone_from(columns),
        ViewCommand::ArticleColumns(ref columns) => state.preferences.article_columns.clone_from(columns),
        ViewCommand::Grouping(grouping) => state.options.grouping = grouping,
        ViewCommand::Timeline(ref options) => state.options.timeline.clone_from(options),
        ViewCommand::Theme(theme) => state.preferences.theme = theme,
        ViewCommand::Dates(style) => state.preferences.dates = style,
        ViewCommand::ReducedMotion(is_on) => state.preferences.has_reduced_motion = is_on,
        ViewCommand::Reset => {
            let Preferences { recents, known, has_seen_tour, system_dates, path, data, cache, .. } =
                std::mem::take(&mut state.preferences);
            state.preferences = Preferences {
                recents,
                known,
                has_seen_tour,
                system_dates,
                path,
                data,
                cache,
                ..Preferences::default()
            };
            state.layout = Layout::default();
            let Options { has_articles, has_inspector, .. } = Options::default();
            (state.options.has_articles, state.options.has_inspector) = (has_articles, has_inspector);
            state.effects.push(Effect::Zoom(state.preferences.zoom));
            state.effects.push(Effect::ForgetPlaces);
        }
        ViewCommand::Zoom(steps) => {
            let zoom = match steps {
                0 => 1.0,
                steps => state.preferences.zoom + f32::from(steps) * 0.1,
            };
            state.preferences.zoom = zoom.clamp(*ZOOM.start(), *ZOOM.end());
            state.effects.push(Effect::Zoom(state.preferences.zoom));
        }
        // The views that own a find box have heard these already.
        ViewCommand::FocusSearch | ViewCommand::FindInPane | ViewCommand::FindNext(_) => {}
    }
}
