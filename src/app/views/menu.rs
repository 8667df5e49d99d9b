//! The bar at the top: menus made from the list of actions, the search of the corpus, and the colours.

use eframe::egui::{self, Align, Layout, MenuBar, ScrollArea};

use super::filter_menu::FilterMenu;
use super::search::{SWITCHES, search_ui};
use super::{Commands, Scene, View};
use crate::app::actions::{ACTIONS, Menu, action_named};
use crate::app::command::{Command, ViewCommand};
use crate::app::dates::DateStyle;
use crate::app::layout::{Pane, Preset};
use crate::app::state::State;
use crate::app::theme::{self, ThemeChoice, size, space};

/// Least and usual width of the box for the search, in points.
const BOX: (f32, f32) = (90.0, 200.0);

/// What a menu has above and below what it lists, in points.
const MENU_MARGINS: f32 = 28.0;

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
                let id = egui::Id::unique("corpus search");
                let (width, room) = search_room(ui.available_width() - space::MEDIUM);
                ui.allocate_ui(egui::vec2(room, space::ROW), |ui| search_ui(ui, scene, id, width, out)).inner
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

/// Widths of the box and of all that belongs to the search, of what the menus leave: where text is large or the window
/// small, the box gives way first and then the switches, which the pane of the search has too.
fn search_room(left: f32) -> (f32, f32) {
    let beside = (left - SWITCHES).min(BOX.1);
    if beside >= BOX.0 {
        return (beside, beside + SWITCHES);
    }
    let alone = (left - 2.0 * space::MEDIUM).clamp(BOX.0 / 2.0, BOX.0);
    (alone, alone + 2.0 * space::MEDIUM)
}

fn menu_ui(ui: &mut egui::Ui, menu: Menu, scene: &Scene<'_>, out: &mut Commands) {
    ui.set_min_width(220.0);
    // A menu that is longer than the window is scrolled, as where text is large.
    let most = ui.ctx().content_rect().height() - MENU_MARGINS;
    ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| items_ui(ui, menu, scene, out));
}

fn items_ui(ui: &mut egui::Ui, menu: Menu, scene: &Scene<'_>, out: &mut Commands) {
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
        let heading = |text| egui::RichText::new(text).small().color(scene.theme.ink_quiet);
        ui.label(heading("Colours"));
        for choice in ThemeChoice::ALL {
            if ui.radio(now == choice, choice.label()).clicked() {
                out.push(Command::View(ViewCommand::Theme(choice)));
                ui.close();
            }
        }
        ui.separator();
        ui.label(heading("Dates"));
        let now = scene.state.preferences.dates;
        for style in DateStyle::ALL {
            if ui.radio(now == style, style.label()).clicked() {
                out.push(Command::View(ViewCommand::Dates(style)));
                ui.close();
            }
        }
        ui.separator();
        let mut is_on = scene.state.preferences.has_reduced_motion;
        if ui.checkbox(&mut is_on, "Reduced motion").changed() {
            out.push(Command::View(ViewCommand::ReducedMotion(is_on)));
        }
    });
    let response = response.response.on_hover_text("Colours, dates and motion");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Colours, dates and motion"));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The search never takes more than is left, down to a box in which a word can still be read, and more room never
        /// makes its box smaller while it has the switches.
        #[test]
        fn the_search_keeps_to_its_room(left in 80.0f32..2_000.0, more in 0.0f32..500.0) {
            let (width, room) = search_room(left);
            prop_assert!(room <= left && width < room && width >= BOX.0 / 2.0, "{width} in {room} of {left}");
            let (wider, with_more) = search_room(left + more);
            prop_assert!(wider >= width || with_more - wider >= SWITCHES);
            prop_assert!(left < BOX.1 + SWITCHES || width == BOX.1);
        }
    }
}
