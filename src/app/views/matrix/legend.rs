//! What stands above the matrix: order, measure, halves, the scale, and how much is in sight.

use eframe::egui::{self, ComboBox};

use super::histogram::histogram_ui;
use super::pyramid::BARS;
use crate::app::actions::action_named;
use crate::app::command::{Command, MatrixCommand, ViewCommand};
use crate::app::state::Halves;
use crate::app::views::{Commands, Scene};
use crate::similarity::{Measure, OrderBy};

/// How an order is called.
pub fn order_label(order: OrderBy) -> &'static str {
    match order {
        OrderBy::Cluster => "Stories together",
        OrderBy::Date => "By date",
        OrderBy::Outlet => "By outlet",
        OrderBy::Name => "By title",
        OrderBy::SimilarityTo(_) => "By likeness to one",
    }
}

/// The tools above the matrix.
pub fn tools_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    histogram: Option<&[u32; BARS]>,
    is_picking: bool,
    out: &mut Commands,
) {
    ui.horizontal_wrapped(|ui| {
        if let Some(histogram) = histogram {
            histogram_ui(ui, scene, histogram, out);
        }
        order_ui(ui, scene, out);
        measure_ui(ui, scene, out);
        halves_ui(ui, scene, out);
        zoom_ui(ui, scene, is_picking, out);
    });
    ui.add_space(2.0);
}

/// Fit, in, out, and the rectangle.
fn zoom_ui(ui: &mut egui::Ui, scene: &Scene<'_>, is_picking: bool, out: &mut Commands) {
    let fit = action_named("fit");
    let keys = fit.shortcut.map(|keys| format!(" ({})", ui.ctx().format_shortcut(&keys))).unwrap_or_default();
    if ui.button("Fit").on_hover_text(format!("Show the whole matrix{keys}")).clicked() {
        out.push((fit.command)(scene.state));
    }
    for (sign, words, name, command) in [
        ("−", "Zoom out (scroll, or − on the matrix)", "Zoom out", MatrixCommand::ZoomOut),
        ("+", "Zoom in (scroll, or + on the matrix)", "Zoom in", MatrixCommand::ZoomIn),
    ] {
        let response = ui.button(sign).on_hover_text(words);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        if response.clicked() {
            out.push(Command::Matrix(command));
        }
    }
    let pick = ui.add(egui::Button::new("Pick").selected(is_picking));
    pick.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_picking, "Pick a rectangle"));
    if pick.on_hover_text("Draw a rectangle to show only its articles (Shift and drag)").clicked() {
        out.push(Command::Matrix(MatrixCommand::PickRectangle));
    }
}

fn order_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.options.order;
    let selection = scene.state.selection.article;
    let mut choices = vec![OrderBy::Cluster, OrderBy::Date, OrderBy::Outlet, OrderBy::Name];
    choices.extend(selection.map(OrderBy::SimilarityTo));
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("order").selected_text(order_label(now)).show_ui(ui, |ui| {
        for choice in choices {
            let label = ui.selectable_value(&mut chosen, choice, order_label(choice));
            if matches!(choice, OrderBy::SimilarityTo(_)) {
                label.on_hover_text("To the selected article, most alike first");
            }
        }
        if selection.is_none() {
            let words = "Choose an article first";
            ui.add_enabled(false, egui::Button::selectable(false, "By likeness to one")).on_disabled_hover_text(words);
        }
    });
    named(&combo.response, "Order of the rows", order_label(now));
    combo.response.on_hover_text("Order of the rows");
    if chosen != now {
        out.push(Command::View(ViewCommand::Order(chosen)));
    }
}

fn measure_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.options.measure;
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("measure").width(150.0).selected_text(now.label()).show_ui(ui, |ui| {
        for choice in Measure::ALL {
            ui.selectable_value(&mut chosen, choice, choice.label());
        }
    });
    named(&combo.response, "Measure of likeness", now.label());
    combo.response.on_hover_text("Measure of likeness (F1 explains each)");
    if chosen != now {
        out.push(Command::View(ViewCommand::Measure(chosen)));
    }
}

fn halves_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let label = |halves: Halves| match halves {
        Halves::Same => "Both halves alike".to_owned(),
        Halves::Directions => "Two directions".to_owned(),
        Halves::Two(measure) => format!("Below: {}", measure.label()),
    };
    let explanation = |halves: Halves| match halves {
        Halves::Same => "Above and below the diagonal stands the same",
        Halves::Directions => "How much of the row's article is in the column's: each direction in its own half",
        Halves::Two(_) => "Above the diagonal the measure in force, below it another one",
    };
    let now = scene.state.options.halves;
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("halves").width(130.0).selected_text(label(now)).show_ui(ui, |ui| {
        let others = Measure::ALL.into_iter().filter(|&measure| measure != scene.state.options.measure);
        for choice in [Halves::Same, Halves::Directions].into_iter().chain(others.map(Halves::Two)) {
            ui.selectable_value(&mut chosen, choice, label(choice)).on_hover_text(explanation(choice));
        }
    });
    named(&combo.response, "Halves of the matrix", &label(now));
    combo.response.on_hover_text("What the halves above and below the diagonal show");
    if chosen != now {
        out.push(Command::View(ViewCommand::Halves(chosen)));
    }
}

/// Names a box that shows only its value.
fn named(response: &egui::Response, name: &str, value: &str) {
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(value.to_owned());
        info
    });
}
