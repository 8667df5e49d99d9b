//! Everything that the person wrote or marked, in one list: searched, jumped from, exported. The list itself is made by
//! [`report::notes`](crate::report::notes), in the background.

mod editor;
mod written;

use std::sync::Arc;

use eframe::egui::{self, ComboBox, ScrollArea, TextEdit};

pub use editor::{NoteEditor, commands_to};
pub use written::Written;

use super::{Commands, Scene, View, nothing_ui};
use crate::app::command::{Command, Decision, FileCommand, Purpose};
use crate::app::dates::{self, DateOrder};
use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::progress::Progress;
use crate::report::notes::{Entry, EntryKind, Notebook, Subject, Target};

/// Height of one entry: its title, and the first line of what was written.
const ENTRY: f32 = 44.0;

/// Room for the button that removes an entry.
const REMOVE: f32 = 72.0;

/// What decides the list.
#[derive(Clone, PartialEq)]
struct Key {
    decisions: u64,
    analysis: u64,
    query: String,
    kind: Option<EntryKind>,
    order: DateOrder,
}

/// The list that is shown.
struct Listed {
    entries: Vec<Entry>,
    /// Entries of all kinds, whatever is searched for.
    total: usize,
}

/// The list of notes.
pub struct NotesView {
    query: String,
    kind: Option<EntryKind>,
    list: Background<Key, Listed>,
}

impl Default for NotesView {
    fn default() -> Self {
        Self { query: String::new(), kind: None, list: Background::new("notes") }
    }
}

impl View for NotesView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        self.request(scene.state);
        let listed = self.list.latest().cloned();
        let total = listed.as_ref().map_or(0, |listed| listed.total);
        if total == 0 {
            let hint = "Notes, marks, tags, reviewed pairs and corrections are listed here, also of files that are gone.\n\
                        Select an article, a pair or a name, and write at the right.";
            nothing_ui(ui, scene.theme, "Nothing written or marked yet", hint);
            return;
        }
        self.head_ui(ui, total, out);
        let Some(listed) = listed else { return };
        if listed.entries.is_empty() {
            nothing_ui(
                ui,
                scene.theme,
                "Nothing of this is in the list",
                "Search for other words, or show every kind.",
            );
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ENTRY, listed.entries.len(), |ui, range| {
            for entry in &listed.entries[range] {
                entry_ui(ui, scene, entry, out);
            }
        });
    }

    fn is_busy(&self) -> bool {
        self.list.is_busy()
    }
}

impl NotesView {
    fn request(&mut self, state: &State) {
        let key = Key {
            decisions: state.decisions_number,
            analysis: state.analysis_number,
            query: self.query.trim().to_lowercase(),
            kind: self.kind,
            order: dates::order(),
        };
        let order = key.order;
        let wanted = (key.query.clone(), key.kind);
        self.list.request(&key, &state.waker, || {
            let (session, analysis) = (Arc::clone(&state.session), Arc::clone(&state.analysis));
            move |_: &Progress| {
                let (query, kind) = wanted;
                dates::write_in(order);
                let mut entries = Notebook::new(&session, &analysis, dates::date).entries;
                let total = entries.len();
                let holds = |text: &str| text.to_lowercase().contains(&query);
                entries.retain(|entry| kind.is_none_or(|kind| kind == entry.kind));
                if !query.is_empty() {
                    entries.retain(|entry| holds(&entry.title) || holds(&entry.text));
                }
                Ok(Listed { entries, total })
            }
        });
    }

    fn head_ui(&mut self, ui: &mut egui::Ui, total: usize, out: &mut Commands) {
        ui.horizontal_wrapped(|ui| {
            let field = TextEdit::singleline(&mut self.query).hint_text("Search the notes").desired_width(200.0);
            let response = ui.add(field);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search the notes"));
            let label = self.kind.map_or("Everything", EntryKind::label);
            ComboBox::from_id_salt("kind of note").selected_text(label).show_ui(ui, |ui| {
                ui.selectable_value(&mut self.kind, None, "Everything");
                for kind in EntryKind::ALL {
                    ui.selectable_value(&mut self.kind, Some(kind), kind.label());
                }
            });
            if ui.button("Export…").on_hover_text("As Markdown or plain text").clicked() {
                out.push(Command::File(FileCommand::Pick(Purpose::Notes)));
            }
            ui.label(words::count(total, "entry", "entries"));
        });
        ui.add_space(space::SMALL);
    }
}

fn entry_ui(ui: &mut egui::Ui, scene: &Scene<'_>, entry: &Entry, out: &mut Commands) {
    let theme = scene.theme;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ENTRY), egui::Sense::click());
    let first = entry.text.lines().next().unwrap_or_default();
    let name = format!("{}: {}, {first}", entry.kind.label(), entry.title);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &name));
    let painter = ui.painter();
    let is_pointed_at = ui.rect_contains_pointer(rect) || response.has_focus();
    if is_pointed_at {
        painter.rect_filled(rect, 4.0, theme.raised);
    }
    if response.has_focus() {
        theme.ring(painter, rect, 4.0);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.line());
    let kind = one_line(ui, entry.kind.label(), theme::font(size::SMALL), theme.ink_quiet, rect.width() / 3.0);
    let right = rect.right() - space::MEDIUM - kind.size().x;
    painter.galley(egui::pos2(right, rect.top() + 6.0), kind, theme.ink_quiet);
    let left = rect.left() + space::MEDIUM;
    let ink = if entry.is_missing { theme.ink_quiet } else { theme.ink };
    let title = if entry.is_missing { format!("{} (not there)", entry.title) } else { entry.title.clone() };
    let title = one_line(ui, &title, theme::strong_font(size::BODY), ink, right - left - space::MEDIUM);
    painter.galley(egui::pos2(left, rect.top() + 4.0), title, ink);
    let room = rect.right() - left - space::MEDIUM - if is_pointed_at { REMOVE } else { 0.0 };
    let text = one_line(ui, first, theme::font(size::BODY), theme.ink_quiet, room);
    painter.galley(egui::pos2(left, rect.top() + 23.0), text, theme.ink_quiet);
    let mut is_removed = response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Delete));
    if is_pointed_at {
        let at = egui::Rect::from_min_max(egui::pos2(rect.right() - REMOVE, rect.top() + 20.0), rect.max);
        let button = ui.put(at.shrink(2.0), egui::Button::new(egui::RichText::new("Remove").small()));
        is_removed |= button.on_hover_text("Delete on the keyboard; undo brings it back").clicked();
    }
    let whole = if entry.text.is_empty() { entry.title.clone() } else { format!("{}\n{}", entry.title, entry.text) };
    let response = response.on_hover_text(&whole);
    if response.clicked() {
        out.extend(target_of(scene.state, &entry.subject).into_iter().flat_map(commands_to));
    }
    response.context_menu(|ui| {
        if let Some(target) = target_of(scene.state, &entry.subject)
            && ui.button("Go there").clicked()
        {
            out.extend(commands_to(target));
        }
        if ui.button("Copy").clicked() {
            out.push(Command::Copy(whole.clone()));
        }
        is_removed |= ui.button("Remove").on_hover_text("Undo brings it back").clicked();
    });
    if is_removed {
        out.push(Command::Decide(match &entry.corrected {
            Some(which) => Decision::TakeBack(which.clone()),
            None => Decision::Forget(entry.kind, entry.subject.clone()),
        }));
    }
}

/// Where an entry leads, if that is there. A few look-ups by name, at a click.
fn target_of(state: &State, subject: &Subject) -> Option<Target> {
    let find = |path: &String| state.analysis.corpus.find(path);
    match subject {
        Subject::Article(path) | Subject::Story(path) => find(path).map(Target::Article),
        Subject::Pair(a, b) => Some(Target::Pair(find(a)?, find(b)?)),
        Subject::Entity(kind, name) => Some(Target::Entity(state.analysis.entities.named(*kind, name)?.id)),
        Subject::Corpus => None,
    }
}
