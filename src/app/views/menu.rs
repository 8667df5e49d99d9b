//! The bar at the top: menus made from the list of actions, the search of the corpus, and the colours.

use eframe::egui::{self, Align, Layout, MenuBar};

use super::filter_menu::FilterMenu;
use super::search::search_ui;
use super::{Commands, Scene, View};
use crate::app::actions::{ACTIONS, Menu, action_named};
use crate::app::command::{Command, ViewCommand};
use crate::app::layout::{Pane, Preset};
use crate::app::state::State;
use crate::app::theme::{self, ThemeChoice, size, space};

/// The bar at the top.
#[derive(Default)]
pub struct MenuView {
    wants_focus: bool,
    filter: FilterMenu,
}

impl View for MenuView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        MenuBar::new().ui(ui, |ui| {
            ui.label(egui::RichText::new("Variorum").font(theme::strong_font(size::BODY)));
            for menu in Menu::ALL {
                ui.menu_button(menu.label(), |ui| menu_ui(ui, menu, scene, out));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                theme_ui(ui, scene, out);
                if !scene.state.is_empty() {
                    panes_ui(ui, scene, out);
                    self.search_ui(ui, scene, out);
                }
            });
        });
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        self.wants_focus |= matches!(command, Command::View(ViewCommand::FocusSearch));
    }
}

impl MenuView {
    fn search_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        // The row runs from the right, and the box and its switches from the left within it.
        let response = ui
            .with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.filter.ui(ui, scene, out);
                let (id, width) = (egui::Id::unique("corpus search"), 200.0);
                ui.allocate_ui(egui::vec2(width + 92.0, space::ROW), |ui| search_ui(ui, scene, id, width, out)).inner
            })
            .inner;
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            out.push(Command::View(ViewCommand::Pane(Pane::Search)));
        }
    }
}

fn menu_ui(ui: &mut egui::Ui, menu: Menu, scene: &Scene<'_>, out: &mut Commands) {
    ui.set_min_width(220.0);
    for action in ACTIONS.iter().filter(|action| action.menu == menu) {
        if action.starts_group {
            ui.separator();
        }
        let mut button = egui::Button::new(action.label_now(scene.state));
        if let Some(keys) = &action.shortcut {
            button = button.shortcut_text(ui.ctx().format_shortcut(keys));
        }
        if ui.add_enabled((action.is_enabled)(scene.state), button).clicked() {
            out.push((action.command)(scene.state));
            ui.close();
        }
        if action.name == "open_sample" {
            recents_ui(ui, scene, out);
        }
    }
}

/// The recent folders and sessions; those that are not there are grey, and each can be forgotten.
fn recents_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let preferences = &scene.state.preferences;
    if preferences.recents.is_empty() {
        return;
    }
    ui.menu_button("Open recent", |ui| {
        for path in &preferences.recents {
            super::empty::recent_ui(ui, scene, path, out);
        }
    });
}

/// The arrangements of the panes, and what stands beside them.
fn panes_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let arrangements = [
        (Preset::Explore, "the whole corpus, a tab for each pane"),
        (Preset::Compare, "one pair above, the corpus below"),
        (Preset::Read, "one article, the corpus beside it"),
    ];
    let response = ui.menu_button("Panes", |ui| {
        for (preset, words) in arrangements {
            if ui.button(format!("{}: {words}", preset.label())).clicked() {
                out.push(Command::View(ViewCommand::Arrange(preset)));
                ui.close();
            }
        }
        ui.separator();
        for name in ["toggle_articles", "toggle_inspector"] {
            let action = action_named(name);
            let keys = action.shortcut.map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
            if ui.add(egui::Button::new(action.label).shortcut_text(keys)).clicked() {
                out.push((action.command)(scene.state));
                ui.close();
            }
        }
    });
    response.response.on_hover_text("Arrange the panes, or put them back after moving their tabs");
}

fn theme_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let now = scene.state.preferences.theme;
    let response = ui.menu_button("◐", |ui| {
        for choice in ThemeChoice::ALL {
            if ui.radio(now == choice, choice.label()).clicked() {
                out.push(Command::View(ViewCommand::Theme(choice)));
                ui.close();
            }
        }
        ui.separator();
        let mut is_on = scene.state.preferences.has_reduced_motion;
        if ui.checkbox(&mut is_on, "Reduced motion").changed() {
            out.push(Command::View(ViewCommand::ReducedMotion(is_on)));
        }
    });
    let response = response.response.on_hover_text("Colours and motion");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Colours and motion"));
}
