//! What the filter says and leaves, in words: for its chips, for reports and for files that hold a part of the whole.

use super::about::cluster_name;
use super::filter::{FilterPart, Review};
use super::state::State;
use super::words;

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
    let raised = state.raised_threshold();
    if raised > 0.0 {
        parts.push(format!("{} at least {}", state.options.measure.label().to_lowercase(), words::percent(raised)));
    }
    parts.join("; ")
}

/// One part in words: what its chip says.
pub fn part_label(state: &State, part: &FilterPart) -> String {
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
        FilterPart::TwoSources => "two sources".to_owned(),
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
