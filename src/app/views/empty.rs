//! The empty window: what it does, and every way in.

use std::path::Path;

use eframe::egui::{self, Align, Button, Layout, RichText};

use super::{Commands, Scene, View};
use crate::app::command::{Command, FileCommand, Modal, Purpose};
use crate::app::theme::{self, size, space};

/// Width of the card in the middle.
const WIDTH: f32 = 520.0;

/// The empty window.
#[derive(Default)]
pub struct EmptyView;

impl View for EmptyView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        let theme = scene.theme;
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.add_space((ui.available_height() * 0.14).max(space::LARGE));
                ui.label(RichText::new("Variorum").font(theme::reading_font(size::TITLE * 1.4)));
                ui.label(
                    RichText::new("See how one news story became many.").font(theme::reading_italic(size::HEADING)),
                );
                ui.add_space(space::LARGE);
                ui.allocate_ui_with_layout(egui::vec2(WIDTH, 0.0), Layout::top_down(Align::Center), |ui| {
                    drop_target_ui(ui, scene, out);
                    ui.add_space(space::LARGE);
                    recents_ui(ui, scene, out);
                });
                ui.add_space(space::LARGE);
                let promise = "Nothing leaves this computer, and your folder is never changed.";
                ui.label(RichText::new(promise).small().color(theme.ink_quiet));
            });
        });
    }
}

fn drop_target_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let theme = scene.theme;
    let inner = theme.card().stroke(egui::Stroke::NONE).inner_margin(28).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical_centered(|ui| {
            ui.label(RichText::new("Drop a folder of articles here").font(theme::strong_font(size::HEADING)));
            let formats = "Text, web pages, Word, PDF, mail, CSV, JSON, or a saved session";
            ui.label(RichText::new(formats).color(theme.ink_quiet));
            ui.add_space(space::MEDIUM);
            let text = RichText::new("Open folder…").color(theme.on_accent);
            if ui.add(Button::new(text).fill(theme.accent).min_size(egui::vec2(160.0, 32.0))).clicked() {
                out.push(Command::File(FileCommand::Pick(Purpose::Folder)));
            }
            ui.add_space(space::HAIR);
            if ui.add(Button::new("Try the sample").min_size(egui::vec2(160.0, 32.0))).clicked() {
                out.push(Command::File(FileCommand::OpenSample));
                if !scene.state.preferences.has_seen_tour {
                    out.push(Command::Show(Some(Modal::Tour(0))));
                }
            }
            ui.add_space(space::HAIR);
            if ui.link("Type a path").clicked() {
                out.push(Command::Show(Some(Modal::PathBox(Purpose::Folder))));
            }
        });
    });
    dashed_outline(ui, inner.response.rect, theme.accent);
}

fn dashed_outline(ui: &egui::Ui, rect: egui::Rect, color: egui::Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let stroke = egui::Stroke::new(1.5, color.gamma_multiply(0.7));
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 5.0));
}

fn recents_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let recents = &scene.state.preferences.recents;
    if recents.is_empty() {
        return;
    }
    // In a row of its own it begins where the rows below do.
    ui.horizontal(|ui| ui.label(RichText::new("Recent").color(scene.theme.ink_quiet)));
    for path in recents {
        recent_ui(ui, scene, path, out);
    }
}

/// One recent folder or session; grey where it is not there.
pub fn recent_ui(ui: &mut egui::Ui, scene: &Scene<'_>, path: &str, out: &mut Commands) {
    ui.horizontal(|ui| {
        let name = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        let is_missing = scene.state.missing_recents.contains(path);
        let color = if is_missing { scene.theme.ink_quiet } else { scene.theme.accent };
        let label = if is_missing { format!("{name} (not there)") } else { name.clone().into_owned() };
        let open = ui.add_enabled(!is_missing, Button::new(RichText::new(label).color(color)).frame(false));
        if open.on_hover_text(path).on_disabled_hover_text(path).clicked() {
            out.push(Command::File(FileCommand::Open(vec![path.into()])));
            ui.close();
        }
        let forget = ui.add(Button::new("✕").frame(false).small());
        forget.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Forget {name}")));
        if forget.on_hover_text(format!("Forget {name}")).clicked() {
            out.push(Command::File(FileCommand::ForgetRecent(path.to_owned())));
        }
    });
}
