//! The tools of the comparison: how it is laid out, from change to change, what counts as equal, copying.

use eframe::egui;

use super::copy::{Form, copied};
use super::head::is_narrow;
use super::model::Model;
use super::step::{step_ui, tool_ui};
use super::versions::versions_ui;
use super::{CompareView, Mode};
use crate::alignment::AlignmentSettings;
use crate::analysis::Settings;
use crate::app::command::{Command, Decision};
use crate::app::theme::size;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;

/// Smallest and largest size of the compared text, in points.
const TEXT_SIZE: std::ops::RangeInclusive<f32> = 11.0..=28.0;

/// An option of the comparison: its name, what it means, where it is kept.
type EqualityOption = (&'static str, &'static str, fn(&mut AlignmentSettings) -> &mut bool);

/// What may count as equal.
const OPTIONS: &[EqualityOption] = &[
    ("Ignore case", "“Talks” and “talks” are the same", |settings| &mut settings.ignores_case),
    ("Ignore punctuation", "Commas and points are not compared", |settings| &mut settings.ignores_punctuation),
    ("Ignore quotation style", "Curly and straight marks, long and short dashes are the same", |settings| {
        &mut settings.ignores_quotation_style
    }),
    ("Ignore spelling", "“Travelling” and “traveling” are the same", |settings| &mut settings.ignores_spelling),
    ("Leave out captions", "The words under pictures are not compared", |settings| &mut settings.ignores_captions),
    ("Leave out recurring lines", "What an outlet puts under every article is not compared", |settings| {
        &mut settings.ignores_boilerplate
    }),
];

impl CompareView {
    #[expect(clippy::too_many_arguments, reason = "the tools are about all that the pane has")]
    pub(super) fn toolbar_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        pair: (DocumentId, DocumentId),
        texts: [&str; 2],
        model: &Model,
        is_aligned: bool,
        out: &mut Commands,
    ) {
        let is_narrow = is_narrow(ui);
        ui.horizontal_wrapped(|ui| {
            for (mode, label, hint) in [
                (Mode::SideBySide, "Side by side", "The two articles level, sentence by sentence"),
                (Mode::Inline, "Inline", "Both in one run: what went, what came"),
                (Mode::Changes, "Changes", "The numbered changes alone"),
            ] {
                ui.selectable_value(&mut self.look.mode, mode, label).on_hover_text(hint);
            }
            // At the end of a line there would be nothing to part.
            if !is_narrow {
                ui.separator();
            }
            step_ui(ui, scene, "previous_change", "next_change", &self.change_label(model, is_aligned), out);
            if model.counts.moved > 0 {
                let at = model.moves.iter().position(|moved| self.change == Some(moved.change));
                let label = place_label(at, crate::app::words::count(model.counts.moved, "move", "moves"));
                step_ui(ui, scene, "previous_move", "next_move", &label, out);
            }
            if !model.disputes.is_empty() {
                let count = crate::app::words::count(model.disputes.len(), "fact differs", "facts differ");
                let label = place_label(self.dispute.filter(|at| *at < model.disputes.len()), count);
                step_ui(ui, scene, "previous_dispute", "next_dispute", &label, out);
            }
            if !is_narrow {
                ui.separator();
            }
            let fold = ui.add_enabled(
                is_aligned && self.look.mode != Mode::Changes,
                egui::Button::selectable(self.look.folds_equal, "Hide equal"),
            );
            if fold.on_hover_text("Fold away sentences that read the same").clicked() {
                self.look.folds_equal = !self.look.folds_equal;
                self.unfolded.clear();
            }
            // What is wanted least goes into the menu where there is no room.
            let tools_ui = |ui: &mut egui::Ui, out: &mut Commands| {
                tool_ui(ui, scene, "Swap", "swap_sides", out);
                copy_ui(ui, scene, pair, texts, model, out);
            };
            self.options_ui(ui, scene, out, |ui, out| {
                if is_narrow {
                    ui.separator();
                    tools_ui(ui, out);
                }
            });
            if !is_narrow {
                tools_ui(ui, out);
            }
            versions_ui(ui, scene, pair, out);
        });
    }

    /// "Change 3 of 24"; what is known before one was chosen.
    fn change_label(&self, model: &Model, is_aligned: bool) -> String {
        let count = model.page.changes.len();
        match self.change {
            _ if !is_aligned => "comparing…".to_owned(),
            _ if count == 0 => "no changes".to_owned(),
            Some(at) if (at as usize) < count => {
                let number = crate::app::words::number;
                format!("{} of {}", number(at as usize + 1), number(count))
            }
            _ => crate::app::words::count(count, "change", "changes"),
        }
    }

    /// The options, and under them what has no room beside them.
    fn options_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        out: &mut Commands,
        more_ui: impl FnOnce(&mut egui::Ui, &mut Commands),
    ) {
        let menu =
            egui::containers::menu::MenuConfig::default().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        egui::containers::menu::MenuButton::new("Options").config(menu).ui(ui, |ui| {
            let mut settings: Settings = scene.state.session.settings.clone();
            let mut is_changed = false;
            for (label, hint, slot) in OPTIONS {
                let response = ui.checkbox(slot(&mut settings.alignment), *label).on_hover_text(*hint);
                is_changed |= response.changed();
            }
            if is_changed {
                out.push(Command::Decide(Decision::Settings(Box::new(settings), "change of what counts as equal")));
            }
            ui.separator();
            ui.checkbox(&mut self.look.shows_invisible, "Show invisible characters")
                .on_hover_text("Write out marks that cannot be seen, or that turn the direction of the text");
            ui.checkbox(&mut self.look.is_unlocked, "Scroll the sides apart")
                .on_hover_text("Each article scrolls by itself");
            ui.horizontal(|ui| {
                let label = ui.label("Text size");
                ui.add(egui::Slider::new(&mut self.look.text_size, TEXT_SIZE).step_by(0.5).show_value(false))
                    .labelled_by(label.id);
                if ui.button("Usual").clicked() {
                    self.look.text_size = size::READING;
                }
            });
            more_ui(ui, out);
        });
    }
}

/// The menu that copies the comparison in one of its forms.
fn copy_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    pair: (DocumentId, DocumentId),
    texts: [&str; 2],
    model: &Model,
    out: &mut Commands,
) {
    ui.menu_button("Copy", |ui| {
        let corpus = &scene.state.analysis.corpus;
        for form in Form::ALL {
            if ui.button(form.label()).clicked() {
                let titles = [pair.0, pair.1].map(|id| corpus.get(id).title());
                out.push(Command::Copy(copied(form, texts, titles, model)));
                ui.close();
            }
        }
    });
}

/// "1 of 4 moves"; "4 moves" while none of them is looked at.
fn place_label(at: Option<usize>, count: String) -> String {
    match at {
        Some(at) => format!("{} of {count}", at + 1),
        None => count,
    }
}
