//! The row of tools above the timeline.

use eframe::egui::{self, RichText};

use super::model::Made;
use crate::app::command::{Command, ViewCommand};
use crate::app::theme::{size, space};
use crate::app::timeline::{Clock, Look, RowOrder, RowsOf, TimelineCommand, TimelineOptions};
use crate::app::views::entities::kinds_ui;
use crate::app::views::{Commands, Scene};
use crate::app::words;

/// The tools. What they change is sent as a whole.
pub fn tools_ui(ui: &mut egui::Ui, scene: &Scene<'_>, made: Option<&Made>, out: &mut Commands) {
    let now = &scene.state.options.timeline;
    let mut next = now.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL + 2.0;
        rows_ui(ui, scene, &mut next);
        clock_ui(ui, &mut next);
        if next.rows == RowsOf::Names {
            kinds_ui(ui, scene.theme, &mut next.kinds);
        }
        if !next.is_table {
            zoom_ui(ui, scene, out);
        }
        look_ui(ui, &mut next);
        save_ui(ui, made.is_some_and(|made| !made.items.is_empty()), out);
        around_ui(ui, scene, &mut next);
        if let Some(made) = made {
            let times = words::count(made.items.len(), "time", "times");
            let rows = words::count(made.rows.len(), "row", "rows");
            let words = RichText::new(format!("{rows}, {times}")).small().color(scene.theme.ink_quiet);
            // As a whole in this line or the next.
            ui.add(egui::Label::new(words).extend());
        }
    });
    if next != *now {
        out.push(Command::View(ViewCommand::Timeline(Box::new(next))));
    }
    ui.add_space(space::SMALL);
}

fn rows_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut TimelineOptions) {
    let order = match (next.rows, next.order) {
        (RowsOf::Told, _) => "",
        (_, order) => order.label(),
    };
    let label = format!("{} {order}", next.rows.label());
    ui.menu_button(format!("{} ▾", label.trim()), |ui| {
        ui.label(RichText::new("A row for each of").small().color(scene.theme.ink_quiet));
        for rows in RowsOf::ALL {
            ui.radio_value(&mut next.rows, rows, rows.label());
        }
        if next.rows != RowsOf::Told {
            ui.separator();
            ui.label(RichText::new("Order").small().color(scene.theme.ink_quiet));
            for order in RowOrder::ALL {
                ui.radio_value(&mut next.order, order, words::capitalised(order.label()));
            }
        }
        if next.rows == RowsOf::Names {
            ui.separator();
            ui.checkbox(&mut next.is_grouped, "Group by kind");
        }
    })
    .response
    .on_hover_text("What the rows are, and their order");
}

fn clock_ui(ui: &mut egui::Ui, next: &mut TimelineOptions) {
    ui.menu_button(format!("{} ▾", next.clock.label()), |ui| {
        for clock in Clock::ALL {
            ui.radio_value(&mut next.clock, clock, clock.label());
        }
    })
    .response
    .on_hover_text("Two clocks: when the text says that it happened, and when the article was published");
}

fn zoom_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let mut button = |label: &str, name: &str, hint: &str, command: TimelineCommand| {
        let response = ui.button(label);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        if response.on_hover_text(hint).clicked() {
            out.push(Command::Timeline(command));
        }
    };
    button("−", "Wider", "Wider (Ctrl+wheel, or the minus key)", TimelineCommand::ZoomOut);
    button("+", "Closer", "Closer (Ctrl+wheel, or the plus key)", TimelineCommand::ZoomIn);
    ui.menu_button("Fit ▾", |ui| {
        if ui.button("Around the articles").clicked() {
            out.push(Command::Timeline(TimelineCommand::FitArticles));
        }
        if ui.button("All of time").clicked() {
            out.push(Command::Timeline(TimelineCommand::FitAll));
        }
        let has_days = super::brush::brushed(&scene.state.filter).is_some();
        if ui.add_enabled(has_days, egui::Button::new("The days of the filter")).clicked() {
            out.push(Command::Timeline(TimelineCommand::FitFilter));
        }
    });
}

fn look_ui(ui: &mut egui::Ui, next: &mut TimelineOptions) {
    let now = match (next.is_table, next.look) {
        (true, _) => "Table",
        (false, Look::Marks) => "Marks",
        (false, Look::Strips) => "Strips",
    };
    ui.menu_button(format!("{now} ▾"), |ui| {
        let choices = [
            ("Marks", false, Look::Marks, "Each time as a mark, counts where they crowd"),
            ("Strips", false, Look::Strips, "A strip of bars for each row, all on one scale"),
            ("Table", true, next.look, "Each time as a line of a table"),
        ];
        for (label, is_table, look, hint) in choices {
            let is_chosen = label == now;
            if ui.radio(is_chosen, label).on_hover_text(hint).clicked() {
                (next.is_table, next.look) = (is_table, look);
            }
        }
    })
    .response
    .on_hover_text("As marks, as strips, or as a table");
}

fn save_ui(ui: &mut egui::Ui, has_times: bool, out: &mut Commands) {
    if !has_times {
        ui.add_enabled(false, egui::Button::new("Save ▾")).on_disabled_hover_text("There is nothing to save");
        return;
    }
    ui.menu_button("Save ▾", |ui| {
        let choices = [
            ("Copy picture as image", TimelineCommand::CopyImage),
            ("Copy picture as SVG", TimelineCommand::CopySvg),
            ("Save picture as PNG…", TimelineCommand::SavePng),
            ("Save picture as SVG…", TimelineCommand::SaveSvg),
            ("Save times as CSV…", TimelineCommand::SaveCsv),
        ];
        for (at, (label, command)) in choices.into_iter().enumerate() {
            if at == 2 || at == 4 {
                ui.separator();
            }
            if ui.button(label).clicked() {
                out.push(Command::Timeline(command));
            }
        }
    })
    .response
    .on_hover_text("Copy or save the picture and its data");
}

/// The name that everything is said together with, to be taken away.
fn around_ui(ui: &mut egui::Ui, scene: &Scene<'_>, next: &mut TimelineOptions) {
    let chosen = scene.state.selection.entity.and_then(|id| scene.state.analysis.entities.entities.get(id.index()));
    match &next.around {
        Some((_, name)) => {
            let chip = egui::Button::new(RichText::new(format!("with {name}  ✕")).size(size::BODY)).corner_radius(12.0);
            if ui.add(chip).on_hover_text("Show what is said of everybody again").clicked() {
                next.around = None;
            }
        }
        None => {
            if let Some(entity) = chosen {
                let short: String = entity.name.chars().take(24).collect();
                let label = format!("With {short}…");
                let hint = format!("Only what is said together with {}: with whom and when", entity.name);
                if ui.button(label).on_hover_text(hint).clicked() {
                    next.around = Some((entity.kind, entity.name.clone()));
                }
            }
        }
    }
}
