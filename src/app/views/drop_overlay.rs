//! What a drop will do, said while something is dragged over the window.

use std::path::{Path, PathBuf};

use eframe::egui::{self, RichText};

use super::{Commands, Scene, View};
use crate::app::asked::Asked;
use crate::app::command::{Command, FileCommand, ViewCommand};
use crate::app::layout::Pane;
use crate::app::state::{Source, State};
use crate::app::theme::{self, size, space};
use crate::app::words;

/// The overlay.
#[derive(Default)]
pub struct DropOverlay;

/// What dropping these paths does.
pub fn command_for(state: &State, paths: Vec<PathBuf>) -> Command {
    if let [path] = paths.as_slice()
        && is_traced(state, path)
    {
        return Command::View(ViewCommand::Trace(Some(Asked::File(path.clone()))));
    }
    let adds = matches!(state.source, Source::Paths(_)) && !paths.iter().any(|path| is_session(path));
    Command::File(if adds { FileCommand::Add(paths) } else { FileCommand::Open(paths) })
}

/// Whether a file is looked for among the articles instead of being opened: where the pane for that is in front. A path
/// without an ending is a folder as a rule; asking the disk is not for a view.
fn is_traced(state: &State, path: &Path) -> bool {
    state.layout.is_in_front(Pane::Against) && !state.is_empty() && path.extension().is_some() && !is_session(path)
}

fn is_session(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".ron")
}

impl View for DropOverlay {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, _: &mut Commands) {
        let paths: Vec<PathBuf> = ui
            .ctx()
            .input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone().unwrap_or_default()).collect());
        if paths.is_empty() {
            return;
        }
        let name = match paths.as_slice() {
            [one] => one.file_name().map_or_else(String::new, |name| format!("“{}”", name.to_string_lossy())),
            many => words::count(many.len(), "item", "items"),
        };
        let says = match command_for(scene.state, paths) {
            Command::View(_) => format!("Look for the text of {name} in what is open"),
            Command::File(FileCommand::Add(_)) => format!("Add {name} to what is open"),
            _ if scene.state.is_empty() => format!("Open {name}"),
            _ => format!("Open {name} in place of what is open"),
        };
        let rect = ui.ctx().content_rect();
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop overlay"));
        let painter = ui.ctx().layer_painter(layer);
        painter.rect_filled(rect, 0.0, scene.theme.ground.gamma_multiply(0.9));
        let inner = rect.shrink(space::LARGE);
        painter.rect_stroke(inner, 12.0, egui::Stroke::new(3.0, scene.theme.accent), egui::StrokeKind::Inside);
        let text = RichText::new(&says).font(theme::strong_font(size::TITLE));
        let galley = egui::WidgetText::from(text).into_galley(
            ui,
            Some(egui::TextWrapMode::Wrap),
            inner.width() - space::HUGE,
            egui::TextStyle::Body,
        );
        let at = rect.center() - galley.size() / 2.0;
        painter.galley(at, galley, scene.theme.ink);
    }
}
