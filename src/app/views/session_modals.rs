//! The boxes that look after the person's work: before something is lost, after a crash, and when a session is not where
//! or what it was.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use eframe::egui::{self, Button, RichText, ScrollArea};

use super::{Commands, Scene};
use crate::app::command::{Command, FileCommand, Modal, OpeningAnswer, Purpose, Select, ViewCommand};
use crate::app::state::State;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::{Stops, list_row};
use crate::app::words;
use crate::session::{Changes, Orphan, Outside, Root, previous_path};

/// Width of these boxes, in points.
const WIDTH: f32 = 440.0;

/// The button that does what the box is there for.
fn main_button(ui: &mut egui::Ui, theme: &Theme, label: &str) -> bool {
    ui.add(Button::new(RichText::new(label).color(theme.on_accent)).fill(theme.accent)).clicked()
}

fn head_ui(ui: &mut egui::Ui, title: &str) {
    ui.set_width(WIDTH);
    ui.heading(title);
    ui.add_space(space::SMALL);
}

/// Changes would be lost by `command`.
pub fn unsaved_ui(ui: &mut egui::Ui, scene: &Scene<'_>, command: &FileCommand, out: &mut Commands) {
    head_ui(ui, "Save your work first?");
    let last = scene.state.history.undo_name();
    ui.label("Notes, marks and corrections since the last save would be lost.");
    if let Some(last) = last {
        ui.label(RichText::new(format!("The last of them: {last}.")).small().color(scene.theme.ink_quiet));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, scene.theme, "Save") {
            out.push(Command::Show(None));
            out.push(Command::File(FileCommand::SaveThen(Box::new(command.clone()))));
        }
        if ui.button("Do not save").clicked() {
            out.push(Command::Show(None));
            out.push(Command::File(FileCommand::GoAhead(Box::new(command.clone()))));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
    });
}

/// The session was not saved.
pub fn save_failed_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    reason: &str,
    next: Option<&FileCommand>,
    out: &mut Commands,
) {
    head_ui(ui, "The session was not saved");
    ui.label(reason);
    ui.add_space(space::SMALL);
    let calm = "Everything you did is still here, and stays while this window is open.";
    ui.label(RichText::new(calm).color(scene.theme.ink_quiet));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, scene.theme, "Save somewhere else…") {
            out.push(Command::Show(None));
            out.push(Command::File(FileCommand::SaveElsewhere(next.cloned().map(Box::new))));
        }
        if ui.button("Try again").clicked() {
            out.push(Command::Show(None));
            out.push(Command::File(match next {
                Some(next) => FileCommand::SaveThen(Box::new(next.clone())),
                None => FileCommand::Save,
            }));
        }
        if ui.button("Go on working").clicked() {
            out.push(Command::Show(None));
        }
    });
}

/// Somebody else saved the session since this window read it.
pub fn saved_elsewhere_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    head_ui(ui, "The session was changed by somebody else");
    let path = scene.state.session_path.as_deref().unwrap_or(Path::new(""));
    ui.label(format!("{} is not as this window opened or saved it.", name_of(path)));
    let kept = previous_path(path);
    let hint = format!("If you replace it, their version stays beside it as {}.", name_of(&kept));
    ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, scene.theme, "Save under another name…") {
            // What was to follow the saving follows this one.
            out.push(Command::File(FileCommand::SaveElsewhere(None)));
        }
        if ui.button("Replace theirs").clicked() {
            out.push(Command::File(FileCommand::SaveAnyway));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
    });
}

/// What windows that died left behind. `doomed` is the one that is about to be thrown away.
pub fn recover_ui(ui: &mut egui::Ui, scene: &Scene<'_>, doomed: &mut Option<PathBuf>, out: &mut Commands) {
    head_ui(ui, "Recover unsaved work?");
    let orphans = &scene.state.orphans;
    if orphans.is_empty() {
        ui.label("Nothing is left to recover.");
    } else {
        ui.label("Variorum ended before this was saved. It is still there.");
    }
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        for orphan in orphans {
            scene.theme.card().show(ui, |ui| {
                // Room for the bar that scrolls.
                ui.set_width(ui.available_width() - space::LARGE);
                orphan_ui(ui, scene, orphan, doomed, out);
            });
            ui.add_space(space::SMALL);
        }
    });
    ui.add_space(space::SMALL);
    if ui.button("Not now").on_hover_text("It is offered again next time").clicked() {
        out.push(Command::Show(None));
    }
}

/// What was open, in a line.
fn opened(roots: &[Root]) -> String {
    let place = |root: &Root| match root {
        Root::Sample => "The sample".to_owned(),
        Root::Path(path) => path.display().to_string(),
    };
    roots.iter().map(place).collect::<Vec<_>>().join(", ")
}

fn orphan_ui(ui: &mut egui::Ui, scene: &Scene<'_>, orphan: &Orphan, doomed: &mut Option<PathBuf>, out: &mut Commands) {
    let quiet = |text: String| RichText::new(text).small().color(scene.theme.ink_quiet);
    let title = match &orphan.origin {
        Some(origin) => format!("Changes to {}", name_of(origin)),
        None => "Work that was never saved".to_owned(),
    };
    ui.label(RichText::new(title).font(theme::strong_font(size::BODY)));
    match &orphan.contents {
        Ok(contents) if contents.is_empty() => ui.label("What was open, without notes or corrections"),
        Ok(contents) => ui.label(format!("It holds {}.", contents.in_words())),
        Err(reason) => ui.label(RichText::new(format!("It cannot be read: {reason}")).color(scene.theme.error)),
    };
    ui.label(quiet(format!("Kept {}", ago(orphan.written)))).on_hover_text(orphan.file.display().to_string());
    let place = orphan.origin.as_ref().map_or_else(|| opened(&orphan.roots), |origin| origin.display().to_string());
    if !place.is_empty() {
        ui.add(egui::Label::new(quiet(place)).truncate());
    }
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        if doomed.as_ref() == Some(&orphan.file) {
            ui.label("Throw it away for good?");
            if ui.button("Throw away").clicked() {
                *doomed = None;
                out.push(Command::File(FileCommand::Discard(Box::new(orphan.clone()))));
            }
            if ui.button("Keep").clicked() {
                *doomed = None;
            }
            return;
        }
        if orphan.contents.is_ok() && main_button(ui, scene.theme, "Recover") {
            out.push(Command::Show(None));
            out.push(Command::File(FileCommand::Recover(Box::new(orphan.clone()))));
        }
        if ui.button("Throw away…").clicked() {
            *doomed = Some(orphan.file.clone());
        }
    });
}

/// "3 minutes ago".
fn ago(then: SystemTime) -> String {
    let minutes = SystemTime::now().duration_since(then).map_or(0, |age| age.as_secs() / 60);
    let count = |count: u64, one, many| words::count(usize::try_from(count).unwrap_or(usize::MAX), one, many);
    match minutes {
        0 => "less than a minute ago".to_owned(),
        1..60 => format!("{} ago", count(minutes, "minute", "minutes")),
        60..1440 => format!("{} ago", count(minutes / 60, "hour", "hours")),
        _ => format!("{} ago", count(minutes / 1440, "day", "days")),
    }
}

/// The session leads outside its own folder.
pub fn outside_ui(ui: &mut egui::Ui, scene: &Scene<'_>, outside: &[Outside], out: &mut Commands) {
    head_ui(ui, "This session reads other folders");
    ui.label("It names what lies outside its own folder and was never opened by you. Only read it if you know why.");
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
        for place in outside {
            let path = place.path.display().to_string();
            ui.add(egui::Label::new(&path).truncate());
            ui.label(RichText::new(place.reason.label()).small().color(scene.theme.warning));
            ui.add_space(space::SMALL);
        }
    });
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        if main_button(ui, scene.theme, "Open without them") {
            out.push(answered(OpeningAnswer::LeaveOut));
        }
        if ui.button("Read them too").clicked() {
            out.push(answered(OpeningAnswer::Allow));
        }
        if ui.button("Cancel").clicked() {
            out.push(answered(OpeningAnswer::Cancel));
        }
    });
}

/// A folder of the session is missing.
pub fn missing_folder_ui(ui: &mut egui::Ui, scene: &Scene<'_>, path: &Path, out: &mut Commands) {
    head_ui(ui, &format!("Where is “{}” now?", name_of(path)));
    ui.label("The session has articles from it, but it is not where it was, nor near there.");
    let place = path.display().to_string();
    ui.add(egui::Label::new(RichText::new(&place).small().color(scene.theme.ink_quiet)).truncate())
        .on_hover_text(place);
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        if main_button(ui, scene.theme, "Choose folder…") {
            out.push(Command::File(FileCommand::Pick(Purpose::MissingFolder)));
        }
        if ui.button("Type a path…").clicked() {
            out.push(Command::Show(Some(Modal::PathBox(Purpose::MissingFolder))));
        }
        if ui.button("Open without it").on_hover_text("What you wrote about its articles is kept").clicked() {
            out.push(answered(OpeningAnswer::WithoutMissing));
        }
        if ui.button("Cancel").clicked() {
            out.push(answered(OpeningAnswer::Cancel));
        }
    });
}

fn answered(answer: OpeningAnswer) -> Command {
    Command::File(FileCommand::Opening(answer))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What became of the articles since the session was saved, or since they were read last.
pub fn changes_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    head_ui(ui, "What changed on disk");
    let Some(changes) = &scene.state.changes else {
        ui.label("Every article is there and as it was.");
        return;
    };
    let sections = [
        ("Missing", "what you wrote about them is kept", changes.missing.len()),
        ("Changed", "the text is not what it was", changes.changed.len()),
        ("Moved", "what you wrote moved with them", changes.moved.len()),
        ("New", "", changes.new.len()),
    ];
    let rows: usize = sections.iter().map(|(.., count)| if *count > 0 { count + 1 } else { 0 }).sum();
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show_rows(ui, space::ROW, rows, |ui, range| {
        for row in range {
            row_ui(ui, scene, changes, &sections, row, out);
        }
    });
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, scene.theme, "Done") {
            out.push(Command::Show(None));
        }
        if ui.button("Copy the list").clicked() {
            out.push(Command::Copy(as_text(changes)));
        }
    });
}

fn row_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    changes: &Changes,
    sections: &[(&str, &str, usize); 4],
    mut row: usize,
    out: &mut Commands,
) {
    for (section, (name, hint, count)) in sections.iter().enumerate() {
        if *count == 0 {
            continue;
        }
        if row > *count {
            row -= count + 1;
            continue;
        }
        let Some(at) = row.checked_sub(1) else {
            let head = format!("{name} ({})", words::number(*count));
            let head = RichText::new(head).font(theme::strong_font(size::BODY));
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), space::ROW), layout, |ui| {
                ui.label(head).on_hover_text(*hint);
            });
            return;
        };
        let (path, aside) = match section {
            0 => (&changes.missing[at], String::new()),
            1 => (&changes.changed[at], String::new()),
            2 => (&changes.moved[at].1, format!("was {}", changes.moved[at].0)),
            _ => (&changes.new[at], String::new()),
        };
        if list_row(ui, scene.theme, Stops::Rows, false, None, path, &aside).clicked()
            && let Some(id) = scene.state.analysis.corpus.find(path)
        {
            out.push(Command::Show(None));
            out.push(Command::Select(Select::Article(id)));
            out.push(Command::View(ViewCommand::OpenArticle(id)));
        }
        return;
    }
}

fn as_text(changes: &Changes) -> String {
    let list = |name: &str, paths: &[String]| paths.iter().map(|path| format!("{name}\t{path}\n")).collect::<String>();
    let moved: String = changes.moved.iter().map(|(old, new)| format!("moved\t{old}\t{new}\n")).collect();
    list("missing", &changes.missing) + &list("changed", &changes.changed) + &moved + &list("new", &changes.new)
}

/// What closing a box without an answer asks for.
pub fn on_close(state: &State) -> Vec<Command> {
    let answer = match &state.modal {
        Some(Modal::PathBox(Purpose::SaveSession)) => Some(Command::File(FileCommand::SaveCancelled)),
        Some(Modal::Outside(_) | Modal::MissingFolder(_) | Modal::PathBox(Purpose::MissingFolder)) => {
            Some(answered(OpeningAnswer::Cancel))
        }
        _ => None,
    };
    std::iter::once(Command::Show(None)).chain(answer).collect()
}
