//! The options that shape who shares text with whom: a box over the window, the cut of the stories, and what an article
//! has that its pairs do not say.

mod cut;
mod kinship;
mod left_out;

use eframe::egui::{self, DragValue, Slider};

use super::{Commands, Scene};
use crate::app::command::{Command, Decision};
use crate::app::glossary;
use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::words;
use crate::similarity::{LeftOut, Measure, SimilaritySettings};

pub use cut::CutView;
pub use kinship::kinship_ui;
use left_out::Recurring;

/// Articles in which a shingle may be asked to stand and still be searched by.
const LIMITS: std::ops::RangeInclusive<u32> = 2..=1_000_000;

/// What stands in the box until it is used.
pub struct LikenessView {
    draft: Option<SimilaritySettings>,
    /// The recurring lines of the analysis with this number.
    recurring: Background<u64, Recurring>,
}

impl Default for LikenessView {
    fn default() -> Self {
        Self { draft: None, recurring: Background::new("recurring lines") }
    }
}

impl LikenessView {
    /// Forgets what was not used.
    pub fn reset(&mut self) {
        self.draft = None;
    }

    /// The inside of the box.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let now = &state.session.settings.similarity;
        let draft = self.draft.get_or_insert_with(|| now.clone());
        ui.set_width(480.0);
        ui.heading("Comparison options");
        ui.add_space(space::SMALL);
        let articles = state.analysis.corpus.len();
        egui::Grid::new("options").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| options_ui(ui, draft, articles));
        ui.add_space(space::SMALL);
        left_out::small_ui(ui, scene, &reach(state, draft));
        ui.add_space(space::SMALL);
        ui.checkbox(&mut draft.ignores_captions, "Leave captions out");
        ui.checkbox(&mut draft.ignores_quotations, "Leave quotations out")
            .on_hover_text("What two reporters heard alike is no sign of copying");
        ui.checkbox(&mut draft.ignores_boilerplate, "Leave recurring lines of an outlet out");
        left_out::recurring_ui(ui, scene, &mut self.recurring);
        ui.add_space(space::SMALL);
        left_out::small_ui(ui, scene, &left_out::in_words(state));
        ui.add_space(space::MEDIUM);
        let mut chosen = None;
        ui.horizontal(|ui| {
            if ui.add_enabled(draft != now, egui::Button::new("Use these")).clicked() {
                chosen = Some(draft.clone());
            }
            if ui.button("Proposals").on_hover_text("Put every option back to what is proposed").clicked() {
                *draft = SimilaritySettings::default();
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
        if let Some(chosen) = chosen {
            out.push(Command::Show(None));
            out.push(decision(state, chosen, "change of the comparison options"));
        }
    }
}

fn options_ui(ui: &mut egui::Ui, draft: &mut SimilaritySettings, articles: usize) {
    let label = ui.label("Words in a shingle");
    ui.add(Slider::new(&mut draft.shingle_len_words, 1..=8)).labelled_by(label.id).on_hover_text(
        "Longer shingles find what was copied word for word, shorter ones what was edited. Containment and Jaccard use it",
    );
    ui.end_row();
    let label = ui.label("Pairs are listed by");
    let combo = egui::ComboBox::from_id_salt("listed by").selected_text(draft.measure.label()).show_ui(ui, |ui| {
        for choice in Measure::OF_TEXT {
            let option = ui.selectable_value(&mut draft.measure, choice, choice.label());
            if option.on_hover_text(glossary::meaning(choice)).changed() {
                // A number that was chosen for one measure says nothing in another.
                draft.threshold = None;
            }
        }
    });
    combo.response.labelled_by(label.id).on_hover_text(glossary::meaning(draft.measure));
    ui.end_row();
    let label = ui.label("from a score of");
    ui.horizontal(|ui| {
        let mut threshold = draft.threshold_in_force();
        let slider = Slider::new(&mut threshold, 0.05..=1.0)
            .step_by(0.01)
            .fixed_decimals(2)
            .custom_formatter(|share, _| words::percent(share))
            .custom_parser(words::share);
        if ui.add(slider).labelled_by(label.id).changed() {
            draft.threshold = Some(threshold);
        }
        if proposal_ui(ui, draft.threshold.is_some()) {
            draft.threshold = None;
        }
    });
    ui.end_row();
    let label = ui.label("Least run that counts as coverage");
    ui.add(Slider::new(&mut draft.coverage_run_words, 2..=20).suffix(" words")).labelled_by(label.id);
    ui.end_row();
    let label = ui.label("Shingles too common to search by");
    ui.horizontal(|ui| {
        let proposed = u32::try_from(LeftOut::proposed_limit(articles)).unwrap_or(u32::MAX);
        let mut limit = draft.frequent_shingle_limit.unwrap_or(proposed);
        let value = DragValue::new(&mut limit)
            .range(LIMITS)
            .speed(10.0)
            .custom_formatter(|limit, _| words::number(limit as usize))
            .custom_parser(|typed| typed.replace(',', "").trim().parse().ok())
            .prefix("in more than ")
            .suffix(" articles");
        let value = ui.add(value).labelled_by(label.id).on_hover_text(
            "A shingle in more articles than that leads to no pair by itself. In the scores of listed pairs it counts \
             all the same.",
        );
        if value.changed() {
            draft.frequent_shingle_limit = Some(limit);
        }
        if proposal_ui(ui, draft.frequent_shingle_limit.is_some()) {
            draft.frequent_shingle_limit = None;
        }
    });
    ui.end_row();
}

/// The way back to what is proposed for one option; whether it was taken.
fn proposal_ui(ui: &mut egui::Ui, is_chosen: bool) -> bool {
    let button = egui::Button::new(if is_chosen { "Proposal" } else { "proposed" }).small();
    ui.add_enabled(is_chosen, button).clicked()
}

/// How far down pairs are listed.
fn reach(state: &State, draft: &SimilaritySettings) -> String {
    if draft.threshold.is_some() {
        return "Every pair that reaches this score is listed.".to_owned();
    }
    let matrix = &state.analysis.matrix;
    let is_in_force = *draft == state.analysis.settings.similarity;
    let here = if is_in_force && matrix.least_listed() < matrix.threshold {
        format!(", here from {}", words::percent(matrix.least_listed()))
    } else {
        String::new()
    };
    format!(
        "The proposed score leaves out pairs whose likeness may be chance. Stories that are told in other words are \
         listed below it{here}."
    )
}

fn decision(state: &State, similarity: SimilaritySettings, name: &'static str) -> Command {
    let settings = crate::analysis::Settings { similarity, ..state.session.settings.clone() };
    Command::Decide(Decision::Settings(Box::new(settings), name))
}
