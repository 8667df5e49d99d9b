//! The system's file dialogs, each on its own thread.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::command::{Command, FileCommand, Modal, OpeningAnswer, Purpose};
use super::files::absolute;
use super::job::Job;
use super::state::State;
use crate::session::Root;

/// An answer faster than any hand: the system has no dialog, which reads the same as Cancel otherwise.
const TOO_FAST: Duration = Duration::from_millis(120);

/// What a dialog said.
pub enum Answer {
    /// Paths were chosen.
    Chosen(Vec<PathBuf>),
    /// The person cancelled.
    Cancelled,
    /// The system has no dialog.
    NoDialog,
}

/// A dialog that is open.
pub struct Dialog {
    /// What it asks for.
    pub purpose: Purpose,
    /// Where its answer arrives.
    pub job: Job<Answer>,
}

impl Dialog {
    /// Opens the dialog for a purpose, over the window of `frame`.
    pub fn open(purpose: Purpose, frame: &eframe::Frame, name: &str, state: &State) -> Self {
        let dialog = rfd::FileDialog::new().set_parent(frame);
        let dialog = match beside(state) {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        let name = name.to_owned();
        let job = Job::start("dialog", &state.waker, move |_, outbox| {
            let begun = Instant::now();
            let chosen = ask(dialog, purpose, &name);
            outbox.send(match chosen {
                Some(paths) => Answer::Chosen(paths),
                None if begun.elapsed() < TOO_FAST => Answer::NoDialog,
                None => Answer::Cancelled,
            });
        });
        Self { purpose, job }
    }
}

/// Where dialogs begin: in the folder of the session, or beside what is open, never inside it. Where neither is a place, as
/// with the sample, at home: left to themselves, dialogs begin where the program was started, often the root.
fn beside(state: &State) -> Option<PathBuf> {
    let open = state.session.roots.iter().find_map(|root| match root {
        Root::Path(path) => Some(path),
        Root::Sample => None,
    });
    let beside = state.session_path.as_ref().or(open).and_then(|path| path.parent());
    beside.map(Path::to_owned).or_else(std::env::home_dir)
}

/// The name that is proposed for a file that is written, from what the window is called.
fn proposed_name(purpose: Purpose, name: &str) -> Option<String> {
    Some(match purpose {
        Purpose::SaveSession => format!("{name}.variorum.ron"),
        Purpose::Report => format!("{name}.html"),
        Purpose::Notes => format!("{name} notes.md"),
        Purpose::Svg => format!("{name} timeline.svg"),
        Purpose::Png => format!("{name} timeline.png"),
        Purpose::Csv => format!("{name} timeline.csv"),
        Purpose::Folder | Purpose::AddFolder | Purpose::Files | Purpose::Session | Purpose::MissingFolder => {
            return None;
        }
    })
}

/// The path that the box proposes where the system has no dialog: the name in the place where a dialog would begin.
pub fn proposed_path(purpose: Purpose, state: &State) -> Option<PathBuf> {
    let name = proposed_name(purpose, &state.name())?;
    Some(beside(state).unwrap_or_default().join(name))
}

/// The path that was typed into the box; `~` is home, as everywhere that a path is typed.
pub fn path_of(typed: &str) -> PathBuf {
    let typed = Path::new(typed.trim());
    match (typed.strip_prefix("~"), std::env::home_dir()) {
        (Ok(below), Some(home)) => home.join(below),
        _ => typed.to_owned(),
    }
}

fn ask(dialog: rfd::FileDialog, purpose: Purpose, name: &str) -> Option<Vec<PathBuf>> {
    let one = |path: Option<PathBuf>| path.map(|path| vec![path]);
    let dialog = match proposed_name(purpose, name) {
        Some(name) => dialog.set_file_name(name),
        None => dialog,
    };
    match purpose {
        Purpose::Folder | Purpose::AddFolder => dialog.set_title("Open a folder of articles").pick_folders(),
        Purpose::Files => dialog.set_title("Open articles").pick_files(),
        Purpose::Session => {
            one(dialog.set_title("Open a session").add_filter("Variorum session", &["ron"]).pick_file())
        }
        Purpose::SaveSession => {
            one(dialog.set_title("Save the session").add_filter("Variorum session", &["ron"]).save_file())
        }
        Purpose::Svg | Purpose::Png | Purpose::Csv => {
            let (kind, ending) = match purpose {
                Purpose::Svg => ("Drawing", "svg"),
                Purpose::Png => ("Image", "png"),
                _ => ("Table", "csv"),
            };
            one(dialog.set_title("Save").add_filter(kind, &[ending]).save_file())
        }
        Purpose::MissingFolder => one(dialog.set_title(format!("Where is “{name}” now?")).pick_folder()),
        Purpose::Notes => one(dialog
            .set_title("Export the notes")
            .add_filter("Markdown", &["md"])
            .add_filter("Plain text", &["txt"])
            .save_file()),
        Purpose::Report => one(dialog
            .set_title("Export the report")
            .add_filter("Web page", &["html"])
            .add_filter("Markdown", &["md"])
            .add_filter("Table of pairs", &["csv"])
            .add_filter("Analysis as JSON", &["json"])
            .save_file()),
    }
}

/// What follows from an answer.
pub fn command_for(purpose: Purpose, answer: Answer) -> Option<Command> {
    match answer {
        Answer::Chosen(paths) => command_for_paths(purpose, paths),
        Answer::Cancelled if purpose == Purpose::SaveSession => Some(Command::File(FileCommand::SaveCancelled)),
        Answer::Cancelled => None,
        Answer::NoDialog => Some(Command::Show(Some(Modal::PathBox(purpose)))),
    }
}

/// What follows from paths that were chosen or typed.
pub fn command_for_paths(purpose: Purpose, paths: Vec<PathBuf>) -> Option<Command> {
    let paths: Vec<PathBuf> = paths.into_iter().map(absolute).collect();
    let first = paths.first()?.clone();
    Some(Command::File(match purpose {
        Purpose::Folder | Purpose::Files | Purpose::Session => FileCommand::Open(paths),
        Purpose::AddFolder => FileCommand::Add(paths),
        Purpose::SaveSession => FileCommand::SaveAs(first),
        Purpose::Report => FileCommand::Export(first),
        Purpose::Svg | Purpose::Png | Purpose::Csv => FileCommand::Write(first),
        Purpose::Notes => FileCommand::ExportNotes(first),
        Purpose::MissingFolder => FileCommand::Opening(OpeningAnswer::FolderIs(first)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::job::Waker;
    use crate::app::preferences::Preferences;
    use crate::session::Session;

    #[test]
    fn a_dialog_begins_beside_what_is_open_or_at_home() {
        let mut state = State::new(Waker::new(|| ()), Preferences::default());
        let at = |state: &mut State, roots: &[Root]| {
            state.session = Session { roots: roots.to_vec(), ..Session::default() }.into();
            beside(state)
        };
        assert_eq!(at(&mut state, &[]), std::env::home_dir());
        assert_eq!(at(&mut state, &[Root::Sample]), std::env::home_dir());
        let news = Root::Path("/desk/news".into());
        assert_eq!(at(&mut state, &[Root::Sample, news.clone()]), Some("/desk".into()));
        state.session_path = Some("/sessions/one.ron".into());
        assert_eq!(at(&mut state, &[news]), Some("/sessions".into()));
    }

    #[test]
    fn a_box_proposes_a_name_in_the_place_where_a_dialog_would_begin() {
        let mut state = State::new(Waker::new(|| ()), Preferences::default());
        state.session_path = Some("/sessions/one.variorum.ron".into());
        let proposed = |purpose| proposed_path(purpose, &state);
        assert_eq!(proposed(Purpose::Report), Some("/sessions/one.html".into()));
        assert_eq!(proposed(Purpose::Png), Some("/sessions/one timeline.png".into()));
        assert_eq!(proposed(Purpose::Folder), None, "what is to be opened is not guessed");
    }

    #[test]
    fn a_tilde_is_home() {
        let home = std::env::home_dir().expect("who runs tests has a home");
        assert_eq!(path_of(" ~/news/one.ron "), home.join("news/one.ron"));
        assert_eq!(path_of("/news/~"), PathBuf::from("/news/~"));
        assert_eq!(path_of("~other"), PathBuf::from("~other"), "the home of somebody else is not known");
    }

    #[test]
    fn a_path_that_was_typed_is_whole() {
        let typed = command_for_paths(Purpose::Folder, vec![PathBuf::from("news")]);
        let Some(Command::File(FileCommand::Open(paths))) = typed else { panic!("it opens something") };
        assert!(paths[0].is_absolute() && paths[0].ends_with("news"), "{paths:?}");
    }
}
