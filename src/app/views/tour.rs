//! The tour: five steps through the window, which can be left at any of them.

use eframe::egui::{self, Align2, Order, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, Direction, Go, Modal, ViewCommand};
use crate::app::layout::Pane;
use crate::app::theme::{self, size, space};

/// One step: what it is about, and the pane that it shows.
struct Step {
    title: &'static str,
    text: &'static str,
    pane: Option<Pane>,
}

const STEPS: [Step; 5] = [
    Step {
        title: "Your articles",
        text: "At the left stands every article, under the story that it tells. A click chooses it in every view; a \
               double click reads it. The search above looks through all of them.",
        pane: None,
    },
    Step {
        title: "Who shares text with whom",
        text: "Each cell of the matrix is a pair of articles: the darker, the more they share. Scroll to come closer, \
               drag to move, rest on a cell to see what it is. The handle on the scale sets how much counts.",
        pane: Some(Pane::Matrix),
    },
    Step {
        title: "Word by word",
        text: "A double click on a cell compares the two: what was left out, added, reworded or moved, and which facts \
               differ.",
        pane: Some(Pane::Compare),
    },
    Step {
        title: "When it happened",
        text: "The timeline shows who is spoken of and when, according to the texts themselves. What is not right can \
               be corrected, and undone.",
        pane: Some(Pane::Timeline),
    },
    Step {
        title: "Keep it, and tell it",
        text: "Saving keeps your notes, marks and corrections beside the articles, never in them. A report puts it all \
               on one page. Ctrl+P finds every command, F1 explains every measure.",
        pane: Some(Pane::Matrix),
    },
];

/// The commands that go to a step.
pub fn go_to(scene: &Scene<'_>, step: usize) -> Vec<Command> {
    let mut commands = vec![Command::Show(Some(Modal::Tour(step)))];
    let Some(pane) = STEPS.get(step).and_then(|step| step.pane) else { return commands };
    if pane == Pane::Compare && scene.state.selection.pair.is_none() {
        commands.push(Command::Go(Go::Pair(Direction::Next)));
    }
    commands.push(Command::View(ViewCommand::Pane(pane)));
    commands
}

/// The card of the tour, which leaves the window usable.
#[derive(Default)]
pub struct TourView;

impl View for TourView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let Some(Modal::Tour(at)) = scene.state.modal else { return };
        let at = at.min(STEPS.len() - 1);
        let step = &STEPS[at];
        let theme = scene.theme;
        let area = egui::Area::new(egui::Id::unique("tour")).order(Order::Foreground);
        area.anchor(Align2::CENTER_BOTTOM, [0.0, -56.0]).show(ui.ctx(), |ui| {
            let frame = egui::Frame::popup(ui.style()).stroke(egui::Stroke::new(1.5, theme.accent)).inner_margin(16);
            frame.show(ui, |ui| {
                ui.set_width(460.0);
                let number = format!("Step {} of {}", at + 1, STEPS.len());
                ui.label(RichText::new(number).small().color(theme.ink_quiet));
                ui.label(RichText::new(step.title).font(theme::strong_font(size::HEADING)));
                ui.add_space(space::SMALL);
                ui.label(step.text);
                ui.add_space(space::MEDIUM);
                ui.horizontal(|ui| {
                    let is_last = at + 1 == STEPS.len();
                    let words = RichText::new(if is_last { "Done" } else { "Next" }).color(theme.on_accent);
                    let next = ui.add(egui::Button::new(words).fill(theme.accent).min_size(egui::vec2(84.0, 28.0)));
                    if next.clicked() {
                        let commands = if is_last { vec![Command::Show(None)] } else { go_to(scene, at + 1) };
                        out.extend(commands);
                    }
                    if ui.add_enabled(at > 0, egui::Button::new("Back")).clicked() {
                        out.extend(go_to(scene, at - 1));
                    }
                    if !is_last && ui.button("Skip the tour").clicked() {
                        out.push(Command::Show(None));
                    }
                });
            });
        });
        if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            out.push(Command::Show(None));
        }
    }
}
