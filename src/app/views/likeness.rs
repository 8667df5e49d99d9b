//! The options that shape who shares text with whom: a box over the window, and the cut of the stories.

use eframe::egui::{self, RichText, Slider};

use super::{Commands, Scene};
use crate::app::command::{Command, Decision};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::words;
use crate::similarity::{Measure, PROPOSED_CUT, SimilaritySettings};

/// What stands in the box until it is used.
#[derive(Default)]
pub struct LikenessView {
    draft: Option<SimilaritySettings>,
}

/// The slider that cuts the stories finer or coarser.
#[derive(Default)]
pub struct CutView {
    /// The cut that is being dragged.
    cut: Option<f64>,
}

impl LikenessView {
    /// Forgets what was not used.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The inside of the box.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let state = scene.state;
        let now = &state.session.settings.similarity;
        let draft = self.draft.get_or_insert_with(|| now.clone());
        ui.set_width(480.0);
        ui.heading("Comparison options");
        ui.add_space(space::SMALL);
        egui::Grid::new("options").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| options_ui(ui, draft));
        ui.add_space(space::SMALL);
        ui.checkbox(&mut draft.ignores_captions, "Leave captions out");
        ui.checkbox(&mut draft.ignores_quotations, "Leave quotations out")
            .on_hover_text("What two reporters heard alike is no sign of copying");
        ui.checkbox(&mut draft.ignores_boilerplate, "Leave recurring lines of an outlet out");
        ui.add_space(space::SMALL);
        ui.label(RichText::new(left_out(state)).small().color(scene.theme.ink_quiet));
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

impl CutView {
    /// The slider with its words.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let kept = scene.state.session.settings.similarity.cluster_cut;
        let mut cut = self.cut.unwrap_or(kept.unwrap_or(PROPOSED_CUT));
        ui.horizontal(|ui| {
            let label = ui.label(RichText::new("Together").small().color(scene.theme.ink_quiet));
            let response = ui
                .add(Slider::new(&mut cut, 0.0..=0.95).step_by(0.05).show_value(false))
                .labelled_by(label.id)
                .on_hover_text(
                    "How many of the pairs between two groups must share text before they are one story. To the left, \
                     whatever touches is one story; to the right, only what is alike throughout.",
                );
            ui.label(RichText::new("apart").small().color(scene.theme.ink_quiet));
            ui.label(RichText::new(format!("more than {}", words::percent(cut))).small());
            self.cut = response.dragged().then_some(cut);
            let is_settled = response.drag_stopped() || (response.changed() && !response.dragged());
            let is_reset = kept.is_some() && ui.small_button("Proposal").clicked();
            let wanted = if is_reset { None } else { Some(cut) };
            if is_reset || (is_settled && kept != wanted) {
                let similarity = &scene.state.session.settings.similarity;
                let chosen = SimilaritySettings { cluster_cut: wanted, ..similarity.clone() };
                out.push(decision(scene.state, chosen, "cut of the stories"));
            }
        });
    }
}

fn options_ui(ui: &mut egui::Ui, draft: &mut SimilaritySettings) {
    let label = ui.label("Words in a shingle");
    ui.add(Slider::new(&mut draft.shingle_len_words, 1..=8)).labelled_by(label.id).on_hover_text(
        "Longer shingles find what was copied word for word, shorter ones what was edited. Containment and Jaccard use it",
    );
    ui.end_row();
    let label = ui.label("Pairs are listed by");
    let combo = egui::ComboBox::from_id_salt("listed by").selected_text(draft.measure.label()).show_ui(ui, |ui| {
        for choice in Measure::OF_TEXT {
            if ui.selectable_value(&mut draft.measure, choice, choice.label()).changed() {
                // A number that was chosen for one measure says nothing in another.
                draft.threshold = None;
            }
        }
    });
    combo.response.labelled_by(label.id);
    ui.end_row();
    let label = ui.label("from a score of");
    ui.horizontal(|ui| {
        let mut threshold = draft.threshold_in_force();
        let slider = Slider::new(&mut threshold, 0.05..=1.0).step_by(0.01).fixed_decimals(2);
        if ui.add(slider).labelled_by(label.id).changed() {
            draft.threshold = Some(threshold);
        }
        let is_chosen = draft.threshold.is_some();
        let button = egui::Button::new(if is_chosen { "Proposal" } else { "proposed" }).small();
        if ui.add_enabled(is_chosen, button).clicked() {
            draft.threshold = None;
        }
    });
    ui.end_row();
    let label = ui.label("Least run that counts as coverage");
    ui.add(Slider::new(&mut draft.coverage_run_words, 2..=20).suffix(" words")).labelled_by(label.id);
    ui.end_row();
}

/// What the search left out, a sentence for each kind.
fn left_out(state: &State) -> String {
    let report = &state.analysis.matrix.left_out;
    let shingles = if report.shingles == 0 {
        "No shingle stood in so many articles that it was left out of the search.".to_owned()
    } else {
        format!(
            "{} in more than {} were left out of the search; scores of listed pairs are exact all the same.",
            words::count(report.shingles, "shingle", "shingles"),
            words::count(report.document_limit, "article", "articles"),
        )
    };
    let copies = (report.copies > 0).then(|| {
        let copies = words::count(report.copies, "article repeats", "articles repeat");
        format!("{copies} another word for word, as dozens do; each is listed with the first of them alone.")
    });
    let raised = report.asked_threshold.map(|asked| {
        format!(
            "Millions of pairs reach {asked:.2}, so that the threshold was raised to {:.2}.",
            state.analysis.matrix.threshold
        )
    });
    [Some(shingles), copies, raised].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn decision(state: &State, similarity: SimilaritySettings, name: &'static str) -> Command {
    let settings = crate::analysis::Settings { similarity, ..state.session.settings.clone() };
    Command::Decide(Decision::Settings(Box::new(settings), name))
}

/// What an article has that its pairs do not say: an exact double, or text of two stories.
pub fn kinship_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: crate::corpus::DocumentId) {
    let analysis = &scene.state.analysis;
    let clusters = &analysis.clusters;
    let homes = clusters.of_document.get(id.index()).map_or(&[][..], |homes| homes);
    let strong = |ui: &mut egui::Ui, text: &str| {
        ui.label(RichText::new(text).font(theme::strong_font(size::SMALL)).color(scene.theme.accent));
    };
    if clusters.has_two_sources(id) {
        strong(ui, if homes.len() == 2 { "Two sources: made of two stories" } else { "Several sources" });
    }
    let doubles = homes.iter().flat_map(|&home| &clusters.get(home).duplicates).find(|group| group.contains(&id));
    if let Some(group) = doubles {
        strong(ui, "Exact duplicate");
        for &other in group.iter().filter(|&&other| other != id).take(MOST_DOUBLES) {
            let document = analysis.corpus.get(other);
            let line = format!("word for word: {}", crate::app::words::outlet_and_date(document));
            ui.label(RichText::new(line).small()).on_hover_text(&document.path);
        }
        if group.len() > MOST_DOUBLES + 1 {
            let more = words::count(group.len() - 1 - MOST_DOUBLES, "more", "more");
            ui.label(RichText::new(format!("and {more}")).small().color(scene.theme.ink_quiet));
        }
    }
}

/// Doubles that are named; a dispatch may have hundreds.
const MOST_DOUBLES: usize = 4;
