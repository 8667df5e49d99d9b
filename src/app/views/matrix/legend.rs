//! What stands above the matrix: order, measure, halves, the scale, and how much is in sight.

use eframe::egui::{self, AtomExt, ComboBox, RichText};

use super::histogram::histogram_ui;
use super::pyramid::BARS;
use crate::app::actions::action_named;
use crate::app::command::{Command, MatrixCommand, ViewCommand};
use crate::app::glossary;
use crate::app::options::Halves;
use crate::app::state::State;
use crate::app::views::{Commands, Scene};
use crate::app::words;
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

/// Below this width, in points, order, measure and halves share one menu.
const ONE_MENU_BELOW: f32 = 520.0;

/// Height of a menu in which all choices are in sight, in points.
const MENU_HEIGHT: f32 = 320.0;

/// Room for what is chosen, in points: a longer one, such as the title of an article, is shortened, and whole under the
/// pointer.
const CHOSEN_WIDTH: f32 = 156.0;
/// Letters of a choice in a menu.
const CHOICE_LETTERS: usize = 48;

/// Something to choose among.
struct Choice {
    label: String,
    explanation: &'static str,
    is_now: bool,
    /// What choosing it does; `None` when it cannot be chosen now.
    command: Option<ViewCommand>,
}

/// The tools above the matrix.
pub fn tools_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    histogram: Option<&[u32; BARS]>,
    is_picking: bool,
    out: &mut Commands,
) {
    let lists = [
        ("Order of the rows", 120.0, orders(scene)),
        ("Measure of likeness", 150.0, measures(scene)),
        ("Halves of the matrix", 130.0, halves(scene)),
    ];
    let has_room = ui.available_width() >= ONE_MENU_BELOW;
    ui.horizontal_wrapped(|ui| {
        match histogram {
            Some(histogram) => histogram_ui(ui, scene, histogram, out),
            None if !scene.state.is_busy() => {
                let words = RichText::new("No two articles share enough text to be listed.");
                ui.label(words.color(scene.theme.ink_quiet));
            }
            None => {}
        }
        if has_room {
            for (name, width, choices) in lists {
                combo_ui(ui, name, width, choices, out);
            }
            fold_ui(ui, scene, "Fold", out);
        } else {
            ui.menu_button("Order and measure", |ui| {
                for (name, _, choices) in lists {
                    ui.menu_button(name, |ui| choices_ui(ui, choices, out));
                }
                fold_ui(ui, scene, "Fold groups into rows", out);
            });
        }
        zoom_ui(ui, scene, is_picking, out);
    });
    ui.add_space(2.0);
}

fn choices_ui(ui: &mut egui::Ui, choices: Vec<Choice>, out: &mut Commands) {
    for Choice { label, explanation, is_now, command } in choices {
        let short = words::shortened(&label, CHOICE_LETTERS);
        let explanation = if short == label { explanation.to_owned() } else { format!("{label}\n{explanation}") };
        let button = egui::Button::selectable(is_now, short);
        let response = ui.add_enabled(command.is_some(), button);
        let response = if explanation.is_empty() {
            response
        } else {
            response.on_hover_text(&explanation).on_disabled_hover_text(&explanation)
        };
        if response.clicked() {
            out.extend(command.filter(|_| !is_now).map(Command::View));
            ui.close();
        }
    }
}

fn combo_ui(ui: &mut egui::Ui, name: &'static str, width: f32, choices: Vec<Choice>, out: &mut Commands) {
    let now = choices.iter().find(|choice| choice.is_now).map_or_else(String::new, |choice| choice.label.clone());
    let chosen = now.as_str().atom_max_width(CHOSEN_WIDTH);
    let combo = ComboBox::from_id_salt(name).width(width).height(MENU_HEIGHT).truncate().selected_text(chosen);
    let response = combo.show_ui(ui, |ui| choices_ui(ui, choices, out)).response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(now.clone());
        info
    });
    response.on_hover_text(format!("{name}: {now}"));
}

/// Each group of the order as one row, or each article.
fn fold_ui(ui: &mut egui::Ui, scene: &Scene<'_>, words: &str, out: &mut Commands) {
    let options = &scene.state.options;
    let group = match options.order {
        OrderBy::Cluster => Some("story"),
        OrderBy::Date => Some("month"),
        OrderBy::Outlet => Some("outlet"),
        OrderBy::Name => Some("first letter"),
        // Nothing belongs together there.
        OrderBy::SimilarityTo(_) => None,
    };
    let explanation = match group {
        Some(group) => format!("One row for each {group}: its cells show the most alike of all pairs between two"),
        None => "In this order no rows belong together".to_owned(),
    };
    let name = "Fold groups into rows";
    let button = egui::Button::selectable(options.is_folded && group.is_some(), words);
    let response = ui.add_enabled(group.is_some(), button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, options.is_folded, name));
    let response = response.on_hover_text(&explanation).on_disabled_hover_text(explanation);
    if response.clicked() {
        out.push(Command::View(ViewCommand::Fold(!options.is_folded)));
        ui.close();
    }
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

fn orders(scene: &Scene<'_>) -> Vec<Choice> {
    let now = scene.state.options.order;
    let choice = |order: OrderBy, explanation| Choice {
        label: order_label(order).to_owned(),
        explanation,
        is_now: order == now,
        command: Some(ViewCommand::Order(order)),
    };
    let mut choices: Vec<Choice> =
        [OrderBy::Cluster, OrderBy::Date, OrderBy::Outlet, OrderBy::Name].map(|order| choice(order, "")).into();
    if let OrderBy::SimilarityTo(_) = now {
        choices.push(Choice { label: order_in_words(scene.state), ..choice(now, "Most alike first") });
    }
    match scene.state.selection.article.map(OrderBy::SimilarityTo) {
        Some(order) if order == now => {}
        Some(order) => choices.push(Choice {
            label: if choices.len() > 4 { "By likeness to the selected" } else { order_label(order) }.to_owned(),
            ..choice(order, "To the selected article, most alike first")
        }),
        None if choices.len() > 4 => {}
        None => choices.push(Choice {
            label: "By likeness to one".to_owned(),
            explanation: "Choose an article first",
            is_now: false,
            command: None,
        }),
    }
    choices
}

/// The order in force, with the article that it is about.
fn order_in_words(state: &State) -> String {
    match state.options.order {
        OrderBy::SimilarityTo(id) if id.index() < state.analysis.corpus.len() => {
            format!("Like “{}”", state.analysis.corpus.get(id).title())
        }
        order => order_label(order).to_owned(),
    }
}

fn measures(scene: &Scene<'_>) -> Vec<Choice> {
    let now = scene.state.options.measure;
    let choice = |measure: Measure| Choice {
        label: measure.label().to_owned(),
        explanation: glossary::meaning(measure),
        is_now: measure == now,
        command: Some(ViewCommand::Measure(measure)),
    };
    Measure::ALL.map(choice).into()
}

fn halves(scene: &Scene<'_>) -> Vec<Choice> {
    let options = &scene.state.options;
    let choice = |halves: Halves| {
        let (label, explanation) = match halves {
            Halves::Same => ("Both halves alike".to_owned(), "Above and below the diagonal stands the same"),
            Halves::Directions => (
                "Two directions".to_owned(),
                "How much of the row's article is in the column's: each direction in its own half",
            ),
            Halves::Two(measure) => {
                (format!("Below: {}", measure.label()), "Above the diagonal the measure in force, below it another one")
            }
        };
        Choice { label, explanation, is_now: halves == options.halves, command: Some(ViewCommand::Halves(halves)) }
    };
    let others = Measure::ALL.into_iter().filter(|&measure| measure != options.measure).map(Halves::Two);
    let mut choices: Vec<Choice> = [Halves::Same, Halves::Directions].into_iter().chain(others).map(choice).collect();
    // The measure in force may have been chosen for the lower half before.
    if !choices.iter().any(|choice| choice.is_now) {
        choices.push(choice(options.halves));
    }
    choices
}
