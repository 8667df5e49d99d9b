//! The filter, as chips: what is left out, and one click to take it away.

use eframe::egui::{self, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, FilterCommand};
use crate::app::filter::{FilterPart, Review};
use crate::app::shown::cluster_name;
use crate::app::state::State;
use crate::app::words;

/// Letters of a chip; the whole is under the pointer.
const LONGEST: usize = 48;

/// The row of chips.
#[derive(Default)]
pub struct ChipsView;

impl View for ChipsView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(summary(scene.state)).strong());
            for part in scene.state.filter.parts() {
                let label = part_label(scene.state, &part);
                let short: String = match label.char_indices().nth(LONGEST) {
                    Some((at, _)) => format!("{}…", label[..at].trim_end()),
                    None => label.clone(),
                };
                let button = egui::Button::new(format!("{short}  ✕")).corner_radius(12.0).small();
                let response = ui.add(button).on_hover_text(format!("{label}\nClick to take this part away"));
                if response.clicked() {
                    out.push(Command::Filter(FilterCommand::Remove(part)));
                }
            }
            if ui.link("Clear").on_hover_text("Show everything (Ctrl+Shift+L)").clicked() {
                out.push(Command::Filter(FilterCommand::Clear));
            }
        });
    }
}

/// "214 of 900 articles, 88 of 1,204 pairs".
pub fn summary(state: &State) -> String {
    let shown = state.shown();
    format!(
        "{} of {}, {} of {}",
        words::number(shown.order.len()),
        words::count(state.analysis.corpus.len(), "article", "articles"),
        words::number(shown.pairs.len()),
        words::count(state.analysis.matrix.pairs().len(), "pair", "pairs"),
    )
}

/// The filter in words, for reports: "outlet: Reuters; published 3 May 2015".
pub fn in_words(state: &State) -> String {
    let mut parts: Vec<String> = state.filter.parts().iter().map(|part| part_label(state, part)).collect();
    if state.options.threshold > state.analysis.matrix.least_listed() {
        parts.push(format!("score at least {:.2}", state.options.threshold));
    }
    parts.join("; ")
}

fn part_label(state: &State, part: &FilterPart) -> String {
    let filter = &state.filter;
    match part {
        FilterPart::Search => format!("“{}”", filter.search.text.trim()),
        FilterPart::Outlet(outlet) => format!("outlet: {outlet}"),
        FilterPart::Published => format!("published {}", filter.published.unwrap_or_default().label()),
        FilterPart::Happened => format!("speaks of {}", filter.happened.unwrap_or_default().label()),
        FilterPart::Entity(id) => {
            let name = state.analysis.entities.entities.get(id.index()).map_or("", |entity| entity.name.as_str());
            format!("names {name}")
        }
        FilterPart::Cluster => {
            let name = filter.cluster.map(|id| cluster_name(&state.analysis, &state.session, id));
            format!("story: {}", name.unwrap_or_default())
        }
        FilterPart::Picked => {
            let count = filter.picked.as_ref().map_or(0, |picked| picked.len());
            words::count(count, "picked article", "picked articles")
        }
        FilterPart::Review => match filter.review {
            Some(Review::Done) => "reviewed".to_owned(),
            _ => "not reviewed".to_owned(),
        },
        FilterPart::Pairs => format!("pairs: {}", filter.pairs.text()),
    }
}
