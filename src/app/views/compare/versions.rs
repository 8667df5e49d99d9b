//! Which versions of the story stand at the left and at the right: a step on, a step back, or any of them from a list.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{self, Label, PopupCloseBehavior, RichText, ScrollArea, WidgetInfo};

use super::line::Side;
use super::step::step_with;
use crate::app::command::{Command, Select};
use crate::app::theme::space;
use crate::app::versions::Versions;
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;

/// Height of the list at most, in points.
const TALLEST: f32 = 320.0;

/// Width of the list, in points.
const WIDTH: f32 = 460.0;

/// Paints the steps and the list, where the story has more than the two that are compared.
pub(super) fn versions_ui(ui: &mut egui::Ui, scene: &Scene<'_>, pair: (DocumentId, DocumentId), out: &mut Commands) {
    let versions = Versions::of(scene.state, pair);
    let count = versions.count();
    if count < 2 {
        return;
    }
    let label = match versions.place(pair.1) {
        Some(at) => format!("version {} of {}", words::number(at + 1), words::number(count)),
        None => words::count(count, "version", "versions"),
    };
    step_with(ui, scene, ["previous_version", "next_version"], &label, out, |ui, label, out| {
        let config = MenuConfig::default().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (button, _) = MenuButton::new(label).config(config).ui(ui, |ui| list_ui(ui, scene, &versions, pair, out));
        button.on_hover_text("Choose the base, and what it is compared with");
    });
}

fn list_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    versions: &Versions<'_>,
    pair: (DocumentId, DocumentId),
    out: &mut Commands,
) {
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - space::LARGE));
    ui.label(
        RichText::new("What stands at the left and at the right; in order of time")
            .small()
            .color(scene.theme.ink_quiet),
    );
    let row = ui.spacing().interact_size.y;
    let area = ScrollArea::vertical().max_height(TALLEST).auto_shrink([false, true]);
    area.show_rows(ui, row, versions.articles().len(), |ui, range| {
        for &id in &versions.articles()[range] {
            ui.horizontal(|ui| {
                for side in Side::BOTH {
                    side_ui(ui, scene, id, side, pair, out);
                }
                let document = scene.state.analysis.corpus.get(id);
                let text = format!("{}  ·  {}", outlet_and_date(document), document.title());
                ui.add(Label::new(text).truncate());
            });
        }
    });
}

/// The button that puts a version at one side. What stands at the other side already changes places with it.
fn side_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    id: DocumentId,
    side: Side,
    pair: (DocumentId, DocumentId),
    out: &mut Commands,
) {
    let (name, color, here, there) = match side {
        Side::Left => ("left", scene.theme.only_left, pair.0, pair.1),
        Side::Right => ("right", scene.theme.only_right, pair.1, pair.0),
    };
    let response = ui.selectable_label(id == here, RichText::new(name).small().color(color));
    let label = format!("{} at the {name}", scene.state.analysis.corpus.get(id).title());
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, id == here, &label));
    if response.on_hover_text(format!("At the {name}")).clicked() && id != here {
        let there = if id == there { here } else { there };
        let (left, right) = if side == Side::Left { (id, there) } else { (there, id) };
        out.push(Command::Select(Select::Pair(left, right)));
    }
}
