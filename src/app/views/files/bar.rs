//! The bar over the table: which files are shown, and what can be mended in all of them at once.

use eframe::egui::{self, ComboBox, RichText};

use super::FilesView;
use crate::app::command::{Command, Decision, FileCommand};
use crate::app::inventory::{FileColumn, FilesLook, Finding, Inventory};
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::corpus::FileStatus;

/// Every status, as the bar names it.
const STATUSES: [(FileStatus, &str); 3] =
    [(FileStatus::Read, "Read"), (FileStatus::ReadWithWarning, "With a warning"), (FileStatus::Skipped, "Skipped")];

/// Status, finding, words; and what is done with all files.
pub fn bar_ui(view: &mut FilesView, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Inventory, out: &mut Commands) {
    let state = scene.state;
    ui.horizontal_wrapped(|ui| {
        let look = &mut view.look;
        let choice = |ui: &mut egui::Ui, is_on: bool, label: &str, count: usize| {
            let text = format!("{label}  {}", words::number(count));
            ui.selectable_label(is_on, text).clicked()
        };
        if choice(ui, !view.shows_messages && look.status.is_none(), "All", made.rows.len()) {
            look.status = None;
            view.shows_messages = false;
        }
        for (status, label) in STATUSES {
            let is_on = !view.shows_messages && look.status == Some(status);
            if choice(ui, is_on, label, made.count_of(status)) {
                look.status = if is_on { None } else { Some(status) };
                view.shows_messages = false;
            }
        }
        let messages = state.problems.len() + state.corpus.warnings.len();
        if messages > 0 && choice(ui, view.shows_messages, "Messages", messages) {
            view.shows_messages = true;
        }
        ui.add_space(space::MEDIUM);
        if ui
            .button("Read what changed")
            .on_hover_text("Looks for new, changed and missing files, and tries again what could not be read (Ctrl+R)")
            .clicked()
        {
            out.push(Command::File(FileCommand::Rescan));
        }
    });
    if view.shows_messages {
        ui.add_space(space::MEDIUM);
        return;
    }
    ui.add_space(space::HAIR);
    ui.horizontal_wrapped(|ui| {
        finding_ui(&mut view.look, ui, made);
        let field = egui::TextEdit::singleline(&mut view.look.words)
            .hint_text("Words in path, title, outlet, reason")
            .desired_width(236.0);
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find files"));
        if std::mem::take(&mut view.wants_focus) {
            response.request_focus();
        }
        if view.look.leaves_out() {
            let shown = format!("{} of {} shown", words::number(made.order.len()), words::number(made.rows.len()));
            ui.label(RichText::new(shown).small().color(scene.theme.ink_quiet));
            if ui.small_button("Show all").clicked() {
                let (column, is_descending) = (view.look.column, view.look.is_descending);
                view.look = FilesLook { column, is_descending, ..FilesLook::default() };
            }
        }
        let copy = ui.small_button("Copy table").on_hover_text("The shown files as a table for a spreadsheet");
        if copy.clicked() {
            out.push(Command::Copy(as_table(made)));
        }
    });
    ui.add_space(space::SMALL);
}

fn finding_ui(look: &mut FilesLook, ui: &mut egui::Ui, made: &Inventory) {
    let response =
        ComboBox::from_id_salt("finding").width(190.0).selected_text(look.finding.label()).show_ui(ui, |ui| {
            for finding in Finding::ALL {
                let count = made.count_with(finding);
                let label = format!("{}  {}", finding.label(), words::number(count));
                ui.add_enabled_ui(count > 0 || finding == Finding::Anything, |ui| {
                    ui.selectable_value(&mut look.finding, finding, label);
                });
            }
        });
    response.response.on_hover_text("What is to be found in the files");
}

/// Offers to mend letters that a wrong encoding damaged.
pub fn repair_ui(view: &mut FilesView, ui: &mut egui::Ui, scene: &Scene<'_>, made: &Inventory, out: &mut Commands) {
    let count = made.count_with(Finding::Damaged);
    if count == 0 {
        return;
    }
    let frame = egui::Frame::new()
        .fill(scene.theme.raised)
        .corner_radius(4.0)
        .inner_margin(egui::Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("⚠").color(scene.theme.warning));
            let files = words::count(count, "file looks", "files look");
            ui.label(format!("{files} as if saved in a wrong encoding: “donâ€™t” for “don’t”."));
            if view.look.finding != Finding::Damaged && ui.small_button("Show").clicked() {
                view.look = FilesLook { finding: Finding::Damaged, ..view.look.clone() };
            }
            let repair = ui.small_button("Repair all").on_hover_text("Only as they are shown here: no file is written");
            if repair.clicked() {
                let damaged = made.rows.iter().filter(|row| row.is(Finding::Damaged));
                let paths = damaged.map(|row| row.file.path.clone());
                let mut settings = scene.state.session.settings.clone();
                settings.read.repairs.extend(paths);
                out.push(Command::Decide(Decision::Settings(Box::new(settings), "repair of damaged letters")));
            }
        });
    });
    ui.add_space(space::SMALL);
}

/// The shown files with tabs between columns.
fn as_table(made: &Inventory) -> String {
    let mut table = FileColumn::ALL.map(FileColumn::label).join("\t");
    table.push_str("\tNotes\n");
    for &index in &made.order {
        let row = &made.rows[index as usize];
        let mut cells: Vec<String> =
            FileColumn::ALL.iter().map(|&column| super::table::cell_text(made, row, column)).collect();
        cells.push(row.file.notes().collect::<Vec<_>>().join("; "));
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
        table.push_str(&cells.join("\t"));
        table.push('\n');
    }
    table
}
