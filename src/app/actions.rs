//! The one list of actions: menus, the palette, shortcuts and the help all read it.
//!
//! An action is a name for a [`Command`] that needs nothing but the state to be made. To add one, add an entry to
//! [`ACTIONS`]; nothing else has to know.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::command::{
    Command, Direction, FileCommand, FilterCommand, Go, MatrixCommand, Modal, Purpose, Select, ViewCommand,
};
use super::dates::{DateOrder, DateStyle};
use super::inventory::Finding;
use super::layout::{Pane, Preset};
use super::state::State;
use super::theme::ThemeChoice;
use super::timeline::{TimelineCommand, TimelineOptions};

/// Where an action stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Opening, saving, exporting.
    File,
    /// Undo, filters, finding.
    Edit,
    /// How things are looked at.
    View,
    /// From one thing to the next.
    Go,
    /// Keys, glossary, about.
    Help,
}

impl Menu {
    /// Every menu, from the left.
    pub const ALL: [Menu; 5] = [Menu::File, Menu::Edit, Menu::View, Menu::Go, Menu::Help];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Menu::File => "File",
            Menu::Edit => "Edit",
            Menu::View => "View",
            Menu::Go => "Go",
            Menu::Help => "Help",
        }
    }
}

/// A thing that can be done from anywhere.
#[derive(Clone, Copy)]
pub struct Action {
    /// Its name in settings and tests: never changes.
    pub name: &'static str,
    /// As people read it.
    pub label: &'static str,
    /// Its menu.
    pub menu: Menu,
    /// Whether a line stands above it.
    pub starts_group: bool,
    /// Its keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// Whether it can be done now.
    pub is_enabled: fn(&State) -> bool,
    /// What it does.
    pub command: fn(&State) -> Command,
}

impl Action {
    /// What it is called now: undo says what it would take back.
    pub fn label_now(&self, state: &State) -> String {
        let named = |verb: &str, name: Option<&str>| match name {
            Some(name) => format!("{verb} {name}"),
            None => verb.to_owned(),
        };
        match self.name {
            "undo" => named("Undo", state.history.undo_name()),
            "redo" => named("Redo", state.history.redo_name()),
            _ => self.label.to_owned(),
        }
    }

    /// Whether it leaves everything as it is but for how large letters are.
    pub fn only_changes_the_look(&self) -> bool {
        matches!(self.name, "larger" | "smaller" | "usual_size")
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

fn always(_: &State) -> bool {
    true
}

fn has_corpus(state: &State) -> bool {
    !state.is_empty()
}

fn has_articles(state: &State) -> bool {
    !state.analysis.corpus.is_empty()
}

fn has_pairs(state: &State) -> bool {
    !state.shown().pairs.is_empty()
}

fn has_selection(state: &State) -> bool {
    state.selection.pair.is_some() || state.selection.article.is_some()
}

fn has_pair(state: &State) -> bool {
    state.selection.pair.is_some()
}

const fn action(
    name: &'static str,
    label: &'static str,
    menu: Menu,
    shortcut: Option<KeyboardShortcut>,
    is_enabled: fn(&State) -> bool,
    command: fn(&State) -> Command,
) -> Action {
    Action { name, label, menu, starts_group: false, shortcut, is_enabled, command }
}

const fn group(action: Action) -> Action {
    Action { starts_group: true, ..action }
}

/// Every action, in the order of the menus.
pub const ACTIONS: &[Action] = &[
    action("open_folder", "Open folder…", Menu::File, keys(CTRL, Key::O), always, |_| {
        Command::File(FileCommand::Pick(Purpose::Folder))
    }),
    action("open_files", "Open files…", Menu::File, None, always, |_| {
        Command::File(FileCommand::Pick(Purpose::Files))
    }),
    action("add_folder", "Add folder…", Menu::File, None, has_corpus, |_| {
        Command::File(FileCommand::Pick(Purpose::AddFolder))
    }),
    action("open_session", "Open session…", Menu::File, keys(CTRL_SHIFT, Key::O), always, |_| {
        Command::File(FileCommand::Pick(Purpose::Session))
    }),
    action("open_sample", "Open the sample", Menu::File, None, always, |_| Command::File(FileCommand::OpenSample)),
    action("new", "New", Menu::File, keys(CTRL, Key::N), has_corpus, |_| Command::File(FileCommand::New)),
    group(action("save", "Save session", Menu::File, keys(CTRL, Key::S), has_corpus, |_| {
        Command::File(FileCommand::Save)
    })),
    action("save_as", "Save session as…", Menu::File, keys(CTRL_SHIFT, Key::S), has_corpus, |_| {
        Command::File(FileCommand::Pick(Purpose::SaveSession))
    }),
    action(
        "duplicate",
        "Go on in a copy",
        Menu::File,
        None,
        |state| state.session_path.is_some(),
        |_| Command::File(FileCommand::Duplicate),
    ),
    action(
        "revert",
        "Go back to what was saved",
        Menu::File,
        None,
        |state| state.session_path.is_some() && state.is_changed(),
        |_| Command::File(FileCommand::Revert),
    ),
    action(
        "changes",
        "What changed on disk…",
        Menu::File,
        None,
        |state| state.changes.is_some(),
        |_| Command::Show(Some(Modal::Changes)),
    ),
    action(
        "recover",
        "Recover unsaved work…",
        Menu::File,
        None,
        |state| !state.orphans.is_empty(),
        |_| Command::Show(Some(Modal::Recover)),
    ),
    group(action("export_notes", "Export notes…", Menu::File, None, has_corpus, |_| {
        Command::File(FileCommand::Pick(Purpose::Notes))
    })),
    action("export", "Export report…", Menu::File, keys(CTRL, Key::E), has_articles, |_| {
        Command::File(FileCommand::Pick(Purpose::Report))
    }),
    group(action("rescan", "Read what changed on disk", Menu::File, keys(CTRL, Key::R), has_corpus, |_| {
        Command::File(FileCommand::Rescan)
    })),
    group(action("close", "Close", Menu::File, keys(CTRL, Key::W), always, |state| {
        // What is open first, then the window.
        Command::File(if state.is_empty() { FileCommand::Quit } else { FileCommand::New })
    })),
    action("quit", "Quit", Menu::File, keys(CTRL, Key::Q), always, |_| Command::File(FileCommand::Quit)),
    action(
        "undo",
        "Undo",
        Menu::Edit,
        keys(CTRL, Key::Z),
        |state| state.history.undo_name().is_some(),
        |_| Command::Undo,
    ),
    action(
        "redo",
        "Redo",
        Menu::Edit,
        keys(CTRL_SHIFT, Key::Z),
        |state| state.history.redo_name().is_some(),
        |_| Command::Redo,
    ),
    group(action("search", "Search the corpus", Menu::Edit, keys(CTRL_SHIFT, Key::F), has_articles, |_| {
        Command::View(ViewCommand::FocusSearch)
    })),
    action("find", "Find in the pane", Menu::Edit, keys(CTRL, Key::F), has_articles, |_| {
        Command::View(ViewCommand::FindInPane)
    }),
    action("find_next", "Find next", Menu::Edit, keys(Modifiers::NONE, Key::F3), has_articles, |_| {
        Command::View(ViewCommand::FindNext(Direction::Next))
    }),
    action("find_previous", "Find previous", Menu::Edit, keys(Modifiers::SHIFT, Key::F3), has_articles, |_| {
        Command::View(ViewCommand::FindNext(Direction::Previous))
    }),
    group(action("find_undated", "Find articles without a date", Menu::Edit, None, has_corpus, |_| {
        Command::View(ViewCommand::FindFiles(Finding::NoDate))
    })),
    action("find_duplicates", "Find repeated articles", Menu::Edit, None, has_corpus, |_| {
        Command::View(ViewCommand::FindFiles(Finding::Duplicate))
    }),
    group(action(
        "clear_filter",
        "Clear the filter",
        Menu::Edit,
        keys(CTRL_SHIFT, Key::L),
        |state| state.filter.is_active(),
        |_| Command::Filter(FilterCommand::Clear),
    )),
    action("comparison_options", "Comparison options…", Menu::Edit, None, has_corpus, |_| {
        Command::Show(Some(super::command::Modal::Similarity))
    }),
    action("clear_selection", "Select nothing", Menu::Edit, None, has_articles, |_| Command::Select(Select::Nothing)),
    action("show_matrix", "Matrix", Menu::View, keys(CTRL, Key::Num1), has_articles, |_| show(Pane::Matrix)),
    action("show_timeline", "Timeline", Menu::View, keys(CTRL, Key::Num2), has_articles, |_| show(Pane::Timeline)),
    action("show_pairs", "Pairs", Menu::View, keys(CTRL, Key::Num3), has_articles, |_| show(Pane::Pairs)),
    action("show_clusters", "Stories", Menu::View, keys(CTRL, Key::Num4), has_articles, |_| show(Pane::Clusters)),
    action("show_articles", "Articles", Menu::View, keys(CTRL, Key::Num9), has_articles, |_| show(Pane::Articles)),
    action("show_search", "Search results", Menu::View, keys(CTRL_SHIFT, Key::R), has_articles, |_| show(Pane::Search)),
    action("show_compare", "Compare", Menu::View, keys(CTRL, Key::Num5), has_articles, |_| show(Pane::Compare)),
    action("show_reader", "Reader", Menu::View, keys(CTRL, Key::Num6), has_articles, |_| show(Pane::Reader)),
    action("show_entities", "Names", Menu::View, keys(CTRL, Key::Num7), has_articles, |_| show(Pane::Entities)),
    action("show_notes", "Notes", Menu::View, keys(CTRL, Key::J), has_corpus, |_| show(Pane::Notes)),
    action("show_against", "Trace a text", Menu::View, keys(CTRL_SHIFT, Key::T), has_articles, |_| show(Pane::Against)),
    action("show_problems", "Files and problems", Menu::View, keys(CTRL, Key::Num8), has_corpus, |_| {
        show(Pane::Problems)
    }),
    group(action(
        "toggle_articles",
        "List of articles",
        Menu::View,
        keys(Modifiers::NONE, Key::F4),
        has_corpus,
        |_| Command::View(ViewCommand::ToggleArticles),
    )),
    action("toggle_inspector", "Inspector", Menu::View, keys(Modifiers::NONE, Key::F8), has_corpus, |_| {
        Command::View(ViewCommand::ToggleInspector)
    }),
    group(action("explore", "Arrange: Explore", Menu::View, None, has_corpus, |_| arrange(Preset::Explore))),
    action("arrange_compare", "Arrange: Compare", Menu::View, None, has_corpus, |_| arrange(Preset::Compare)),
    action("arrange_read", "Arrange: Read", Menu::View, None, has_corpus, |_| arrange(Preset::Read)),
    group(action("fit", "Whole matrix", Menu::View, keys(CTRL_SHIFT, Key::Num0), has_articles, |_| {
        Command::Matrix(MatrixCommand::Fit)
    })),
    action("zoom_to_selection", "Zoom matrix to selection", Menu::View, None, has_pair, |_| {
        Command::Matrix(MatrixCommand::ZoomToSelection)
    }),
    action("fold", "Fold the groups of the matrix into rows", Menu::View, None, has_articles, |state| {
        Command::View(ViewCommand::Fold(!state.options.is_folded))
    }),
    action("pick_rectangle", "Pick a rectangle of the matrix", Menu::View, None, has_articles, |_| {
        Command::Matrix(MatrixCommand::PickRectangle)
    }),
    action("copy_matrix", "Copy matrix as image", Menu::View, None, has_articles, |_| {
        Command::Matrix(MatrixCommand::CopyImage)
    }),
    group(action("timeline_fit", "Timeline: around the articles", Menu::View, None, has_articles, |_| {
        Command::Timeline(TimelineCommand::FitArticles)
    })),
    action("timeline_all", "Timeline: all of time", Menu::View, None, has_articles, |_| {
        Command::Timeline(TimelineCommand::FitAll)
    }),
    action("timeline_table", "Timeline: table or picture", Menu::View, None, has_articles, |state| {
        let now = &state.options.timeline;
        let options = TimelineOptions { is_table: !now.is_table, ..now.clone() };
        Command::View(ViewCommand::Timeline(Box::new(options)))
    }),
    action("copy_timeline", "Copy timeline as image", Menu::View, None, has_articles, |_| {
        Command::Timeline(TimelineCommand::CopyImage)
    }),
    group(action("larger", "Larger text", Menu::View, keys(CTRL, Key::Plus), always, |_| {
        Command::View(ViewCommand::Zoom(1))
    })),
    action("smaller", "Smaller text", Menu::View, keys(CTRL, Key::Minus), always, |_| {
        Command::View(ViewCommand::Zoom(-1))
    }),
    action("usual_size", "Usual size", Menu::View, keys(CTRL, Key::Num0), always, |_| {
        Command::View(ViewCommand::Zoom(0))
    }),
    group(action("theme_system", "Colours: follow the system", Menu::View, None, always, |_| {
        theme(ThemeChoice::System)
    })),
    action("theme_light", "Colours: light", Menu::View, None, always, |_| theme(ThemeChoice::Light)),
    action("theme_dark", "Colours: dark", Menu::View, None, always, |_| theme(ThemeChoice::Dark)),
    action("theme_contrast", "Colours: high contrast", Menu::View, None, always, |_| theme(ThemeChoice::HighContrast)),
    group(action("dates_system", "Dates: as the system has them", Menu::View, None, always, |_| {
        dates(DateStyle::System)
    })),
    action("dates_day", "Dates: 12 May 2015", Menu::View, None, always, |_| {
        dates(DateStyle::Always(DateOrder::DayFirst))
    }),
    action("dates_month", "Dates: May 12, 2015", Menu::View, None, always, |_| {
        dates(DateStyle::Always(DateOrder::MonthFirst))
    }),
    action("dates_year", "Dates: 2015-05-12", Menu::View, None, always, |_| {
        dates(DateStyle::Always(DateOrder::YearFirst))
    }),
    group(action("reset", "Reset colours, dates, size and panes", Menu::View, None, always, |_| {
        Command::View(ViewCommand::Reset)
    })),
    action("open_pair", "Compare the selected pair", Menu::Go, keys(CTRL, Key::Enter), has_pair, |state| {
        let (a, b) = state.selection.pair.unwrap_or_default();
        Command::View(ViewCommand::OpenPair(a, b))
    }),
    action("next_pair", "Next pair", Menu::Go, keys(CTRL, Key::ArrowDown), has_pairs, |_| {
        Command::Go(Go::Pair(Direction::Next))
    }),
    action("previous_pair", "Previous pair", Menu::Go, keys(CTRL, Key::ArrowUp), has_pairs, |_| {
        Command::Go(Go::Pair(Direction::Previous))
    }),
    action("next_unreviewed", "Next pair to review", Menu::Go, keys(CTRL, Key::U), has_pairs, |_| {
        Command::Go(Go::NextUnreviewed)
    }),
    action("reviewed", "Mark pair as reviewed", Menu::Go, keys(CTRL, Key::D), has_pair, |state| {
        let (a, b) = state.selection.pair.unwrap_or_default();
        let is_reviewed = state.pair_note(a, b).is_some_and(|note| note.is_reviewed);
        Command::Decide(super::command::Decision::Reviewed(a, b, !is_reviewed))
    }),
    action("next_article", "Next article", Menu::Go, keys(Modifiers::ALT, Key::ArrowDown), has_articles, |_| {
        Command::Go(Go::Article(Direction::Next))
    }),
    action("previous_article", "Previous article", Menu::Go, keys(Modifiers::ALT, Key::ArrowUp), has_articles, |_| {
        Command::Go(Go::Article(Direction::Previous))
    }),
    action("edit_note", "Write a note", Menu::Go, keys(CTRL_SHIFT, Key::N), has_selection, |_| {
        Command::View(ViewCommand::EditNote)
    }),
    group(action("next_change", "Next change", Menu::Go, keys(Modifiers::NONE, Key::F7), has_pair, |_| {
        Command::Go(Go::Change(Direction::Next))
    })),
    action("previous_change", "Previous change", Menu::Go, keys(Modifiers::SHIFT, Key::F7), has_pair, |_| {
        Command::Go(Go::Change(Direction::Previous))
    }),
    action("next_move", "Next moved passage", Menu::Go, keys(Modifiers::NONE, Key::F9), has_pair, |_| {
        Command::Go(Go::Move(Direction::Next))
    }),
    action("previous_move", "Previous moved passage", Menu::Go, keys(Modifiers::SHIFT, Key::F9), has_pair, |_| {
        Command::Go(Go::Move(Direction::Previous))
    }),
    action("next_dispute", "Next fact that differs", Menu::Go, keys(Modifiers::NONE, Key::F10), has_pair, |_| {
        Command::Go(Go::Dispute(Direction::Next))
    }),
    action(
        "previous_dispute",
        "Previous fact that differs",
        Menu::Go,
        keys(Modifiers::SHIFT, Key::F10),
        has_pair,
        |_| Command::Go(Go::Dispute(Direction::Previous)),
    ),
    action("swap_sides", "Swap left and right", Menu::Go, keys(CTRL_SHIFT, Key::X), has_pair, |state| {
        let (a, b) = state.selection.pair.unwrap_or_default();
        Command::Select(Select::Pair(b, a))
    }),
    action(
        "next_version",
        "Next version at the right",
        Menu::Go,
        keys(Modifiers::ALT, Key::ArrowRight),
        has_pair,
        |_| Command::Go(Go::Version(Direction::Next)),
    ),
    action(
        "previous_version",
        "Previous version at the right",
        Menu::Go,
        keys(Modifiers::ALT, Key::ArrowLeft),
        has_pair,
        |_| Command::Go(Go::Version(Direction::Previous)),
    ),
    action("palette", "All commands…", Menu::Help, keys(CTRL, Key::P), always, |_| {
        Command::Show(Some(Modal::Palette))
    }),
    action("help", "Keys and glossary", Menu::Help, keys(Modifiers::NONE, Key::F1), always, |_| {
        Command::Show(Some(Modal::Help))
    }),
    action("tour", "Tour in five steps", Menu::Help, None, has_articles, |_| Command::Show(Some(Modal::Tour(0)))),
    action("about", "About Variorum", Menu::Help, None, always, |_| Command::Show(Some(Modal::About))),
];

fn show(pane: Pane) -> Command {
    Command::View(ViewCommand::Pane(pane))
}

fn theme(choice: ThemeChoice) -> Command {
    Command::View(ViewCommand::Theme(choice))
}

fn dates(style: DateStyle) -> Command {
    Command::View(ViewCommand::Dates(style))
}

fn arrange(preset: Preset) -> Command {
    Command::View(ViewCommand::Arrange(preset))
}

/// The action of a name.
///
/// # Panics
/// If there is none: names are written in this program only.
pub fn action_named(name: &str) -> &'static Action {
    ACTIONS.iter().find(|action| action.name == name).expect("an action of the list")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_labels_and_keys_are_each_used_once() {
        let names: BTreeSet<_> = ACTIONS.iter().map(|action| action.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        let labels: BTreeSet<_> = ACTIONS.iter().map(|action| action.label).collect();
        assert_eq!(labels.len(), ACTIONS.len());
        let keys: Vec<_> = ACTIONS.iter().filter_map(|action| action.shortcut).collect();
        for (at, shortcut) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(shortcut), "{shortcut:?} twice");
        }
    }
}
