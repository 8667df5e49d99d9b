//! All measures of a pair, in both directions.

use eframe::egui::{self, RichText};

use crate::app::glossary;
use crate::app::theme::{self, Theme, size};
use crate::app::words;
use crate::corpus::DocumentId;
use crate::similarity::{Measure, PairScore};

/// The score of a pair as seen from one article: how much of it is in the other. `None` for measures without direction.
pub fn directed(pair: &PairScore, from: DocumentId, measure: Measure) -> Option<f64> {
    let (a, b) = match measure {
        Measure::WeightedContainment => (pair.weighted_a_in_b, pair.weighted_b_in_a),
        Measure::Containment => (pair.containment_a_in_b, pair.containment_b_in_a),
        Measure::Coverage => (pair.coverage_a, pair.coverage_b),
        Measure::Jaccard | Measure::Cosine | Measure::Names | Measure::Quotations => return None,
    };
    Some(if pair.a == from { a } else { b })
}

/// Room for the head of a column, in points: numbers end below it and below each other.
const NUMBER: egui::Vec2 = egui::vec2(58.0, 17.0);

/// A table of all measures; `first` is the article of the first column. The measure in force is strong.
pub fn measures_ui(ui: &mut egui::Ui, theme: &Theme, pair: &PairScore, first: DocumentId, in_force: Measure) {
    let second = pair.other(first);
    let quiet = |text: &str| RichText::new(text).small().color(theme.ink_quiet);
    egui::Grid::new("measures").num_columns(3).spacing([14.0, 2.0]).min_row_height(17.0).show(ui, |ui| {
        ui.label("");
        for (words, color) in [("1st in 2nd", theme.only_left), ("2nd in 1st", theme.only_right)] {
            let head = at_right_ui(ui, RichText::new(words).small().color(color));
            head.on_hover_text("How much of the one article is also in the other");
        }
        ui.end_row();
        for measure in Measure::ALL {
            let is_strong = measure == in_force;
            let number_ui = |ui: &mut egui::Ui, score: f64| {
                let text = RichText::new(words::percent(score));
                let text = if is_strong { text.font(theme::strong_font(size::SMALL)) } else { text.small() };
                at_right_ui(ui, text);
            };
            let name = quiet(measure.label());
            let name = if is_strong { name.font(theme::strong_font(size::SMALL)).color(theme.ink) } else { name };
            ui.label(name).on_hover_text(glossary::meaning(measure));
            match directed(pair, first, measure).zip(directed(pair, second, measure)) {
                Some((one, other)) => {
                    number_ui(ui, one);
                    number_ui(ui, other);
                }
                None => {
                    number_ui(ui, pair.score(measure));
                    at_right_ui(ui, quiet("both"));
                }
            }
            ui.end_row();
        }
    });
}

/// Says at the first look that two articles are copies.
pub fn copy_ui(ui: &mut egui::Ui, theme: &Theme) {
    let words = RichText::new("Exact copy: the two have the very same words");
    ui.label(words.font(theme::strong_font(size::SMALL)).color(theme.accent));
}

fn at_right_ui(ui: &mut egui::Ui, text: RichText) -> egui::Response {
    ui.allocate_ui_with_layout(NUMBER, egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(text)).inner
}

/// How much of one article is in the other: by the measure in force, so that it says what cells and tables say, or by
/// containment where that has no direction.
pub fn share_in_other(pair: &PairScore, from: DocumentId, in_force: Measure) -> f64 {
    let share = directed(pair, from, in_force).or_else(|| directed(pair, from, Measure::Containment));
    share.unwrap_or_default()
}

/// "72 % of the first is also in the second, 31 % of the second in the first."
pub fn in_words(pair: &PairScore, first: DocumentId, in_force: Measure) -> String {
    let share = |from| words::percent(share_in_other(pair, from, in_force));
    format!(
        "{} of the first is also in the second, {} of the second in the first.",
        share(first),
        share(pair.other(first))
    )
}
