//! What stands above the matrix: order, measure, halves, and the scale, which is a histogram of the scores and carries
//! the threshold.

use eframe::egui::{self, ComboBox, Rect, RichText, Role, Sense, pos2, vec2};

use super::pyramid::{BARS, bar_of};
use crate::app::command::{Command, MatrixCommand, ViewCommand};
use crate::app::state::Halves;
use crate::app::theme::Theme;
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::similarity::{Measure, OrderBy};

/// Room for the histogram, in points.
const HISTOGRAM: egui::Vec2 = vec2(200.0, 28.0);

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
pub fn tools_ui(ui: &mut egui::Ui, scene: &Scene<'_>, histogram: Option<&[u32; BARS]>, out: &mut Commands) {
    ui.horizontal_wrapped(|ui| {
        order_ui(ui, scene, out);
        measure_ui(ui, scene, out);
        halves_ui(ui, scene, out);
        if let Some(histogram) = histogram {
            histogram_ui(ui, scene, histogram, out);
        }
        if ui.button("Fit").on_hover_text("Show the whole matrix").clicked() {
            out.push(Command::Matrix(MatrixCommand::Fit));
        }
        if ui.button("+").on_hover_text("Zoom in").clicked() {
            out.push(Command::Matrix(MatrixCommand::ZoomIn));
        }
        if ui.button("−").on_hover_text("Zoom out").clicked() {
            out.push(Command::Matrix(MatrixCommand::ZoomOut));
        }
    });
}

fn order_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let selection = scene.state.selection.article;
    let mut choices = vec![OrderBy::Cluster, OrderBy::Date, OrderBy::Outlet, OrderBy::Name];
    choices.extend(selection.map(OrderBy::SimilarityTo));
    let now = scene.state.options.order;
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("order").selected_text(order_label(now)).show_ui(ui, |ui| {
        for choice in choices {
            ui.selectable_value(&mut chosen, choice, order_label(choice));
        }
    });
    combo.response.on_hover_text("Order of the rows");
    if chosen != now {
        out.push(Command::View(ViewCommand::Order(chosen)));
    }
}

fn measure_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.options.measure;
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("measure").selected_text(now.label()).show_ui(ui, |ui| {
        for choice in Measure::ALL {
            ui.selectable_value(&mut chosen, choice, choice.label());
        }
    });
    combo.response.on_hover_text("Measure of likeness");
    if chosen != now {
        out.push(Command::View(ViewCommand::Measure(chosen)));
    }
}

fn halves_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let label = |halves: Halves| match halves {
        Halves::Same => "Both halves the same".to_owned(),
        Halves::Directions => "Halves: directions".to_owned(),
        Halves::Two(measure) => format!("Below: {}", measure.label()),
    };
    let now = scene.state.options.halves;
    let mut chosen = now;
    let combo = ComboBox::from_id_salt("halves").selected_text(label(now)).show_ui(ui, |ui| {
        for choice in [Halves::Same, Halves::Directions] {
            ui.selectable_value(&mut chosen, choice, label(choice));
        }
        for measure in Measure::ALL.into_iter().filter(|&measure| measure != scene.state.options.measure) {
            ui.selectable_value(&mut chosen, Halves::Two(measure), label(Halves::Two(measure)));
        }
    });
    combo.response.on_hover_text("What the halves above and below the diagonal show");
    if chosen != now {
        out.push(Command::View(ViewCommand::Halves(chosen)));
    }
}

/// The scale as a histogram; a click or drag, or the arrow keys, set the threshold.
fn histogram_ui(ui: &mut egui::Ui, scene: &Scene<'_>, histogram: &[u32; BARS], out: &mut Commands) {
    let theme = scene.theme;
    let least = scene.state.analysis.matrix.threshold;
    let threshold = scene.state.options.threshold;
    let (rect, response) = ui.allocate_exact_size(HISTOGRAM, Sense::click_and_drag());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::slider(true, threshold, "Threshold");
        info.role = Role::Slider;
        info
    });
    bars(ui, theme, rect, histogram, threshold);
    let x = rect.left() + rect.width() * threshold as f32;
    let stroke = egui::Stroke::new(2.0, if response.has_focus() { theme.accent } else { theme.ink });
    ui.painter().vline(x, rect.y_range(), stroke);
    ui.painter().circle_filled(pos2(x, rect.top() + 3.0), 4.0, stroke.color);
    let mut wanted = None;
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
        wanted = Some(f64::from((at.x - rect.left()) / rect.width()));
    }
    if response.has_focus() {
        let step = ui.input(|input| {
            f64::from(i8::from(input.key_pressed(egui::Key::ArrowRight)))
                - f64::from(i8::from(input.key_pressed(egui::Key::ArrowLeft)))
        });
        if step != 0.0 {
            wanted = Some(threshold + step * 0.01);
        }
        let lock = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
    }
    if let Some(wanted) = wanted.map(|wanted| wanted.clamp(least, 1.0)).filter(|wanted| *wanted != threshold) {
        out.push(Command::View(ViewCommand::Threshold(wanted)));
    }
    let shown = scene.state.shown().pairs.len();
    response.on_hover_text(format!(
        "{} at {} and more. Drag to set the least likeness; below {} pairs are not listed.",
        words::count(shown, "pair", "pairs"),
        words::percent(threshold),
        words::percent(least),
    ));
    ui.label(RichText::new(words::percent(threshold)).small().color(theme.ink_quiet));
}

fn bars(ui: &egui::Ui, theme: &Theme, rect: Rect, histogram: &[u32; BARS], threshold: f64) {
    let most = histogram.iter().copied().max().unwrap_or(0).max(1);
    let width = rect.width() / BARS as f32;
    let scale_height = 5.0;
    for (bar, &count) in histogram.iter().enumerate() {
        let left = rect.left() + width * bar as f32;
        let color = theme.similarity((bar as f64 + 0.5) / BARS as f64);
        let strip =
            Rect::from_min_max(pos2(left, rect.bottom() - scale_height), pos2(left + width + 0.5, rect.bottom()));
        ui.painter().rect_filled(strip, 0.0, color);
        // Logarithmic: most pairs of a corpus share next to nothing, and would hide the rest.
        let share = (f64::from(count) + 1.0).ln() / (f64::from(most) + 1.0).ln();
        let height = (rect.height() - scale_height - 3.0) * share as f32;
        let is_shown = bar >= bar_of(threshold);
        let fill = if is_shown { theme.ink_quiet } else { theme.hairline };
        let top = strip.top() - 1.0;
        ui.painter().rect_filled(
            Rect::from_min_max(pos2(left, top - height), pos2(left + width - 1.0, top)),
            0.0,
            fill,
        );
    }
}
