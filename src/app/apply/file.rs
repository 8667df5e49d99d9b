//! Opening, saving, exporting, and what must be asked first.

use std::path::PathBuf;
use std::sync::Arc;

use super::{load, report};
use crate::app::command::{FileCommand, Modal, Purpose};
use crate::app::files::{self, Filed, Kept};
use crate::app::filter::{Filter, Search};
use crate::app::history::History;
use crate::app::job::Poll;
use crate::app::layout::Layout;
use crate::app::state::{Effect, Problem, Selection, Severity, Source, State};
use crate::app::words;
use crate::report::ReportSettings;
use crate::session::{Changes, Root, Session};

pub fn apply(state: &mut State, command: FileCommand) {
    if loses_changes(state, &command) {
        state.modal = Some(Modal::Unsaved(Box::new(command)));
        return;
    }
    match command {
        FileCommand::Pick(purpose) => state.effects.push(Effect::Pick(purpose)),
        FileCommand::Open(paths) if files::is_session(&paths) => {
            state.filing = paths.into_iter().next().map(|path| files::start_opening(state, path));
        }
        FileCommand::Open(paths) => {
            start_over(state, Arc::default());
            remember(state, &paths);
            load::load(state, Source::Paths(paths));
        }
        FileCommand::Add(paths) => {
            let mut all = match &state.source {
                Source::Paths(open) => open.clone(),
                Source::Nothing | Source::Sample => Vec::new(),
            };
            remember(state, &paths);
            let new: Vec<_> = paths.into_iter().filter(|path| !all.contains(path)).collect();
            all.extend(new);
            load::load(state, Source::Paths(all));
        }
        FileCommand::OpenSample => {
            start_over(state, Arc::default());
            load::load(state, Source::Sample);
        }
        FileCommand::New => {
            start_over(state, Arc::default());
            state.source = Source::Nothing;
            load::load(state, Source::Nothing);
        }
        FileCommand::Rescan => load::read_again(state, load::Why::Asked),
        FileCommand::Save => match state.session_path.clone() {
            Some(path) => state.filing = Some(files::start_saving(state, path)),
            None => state.effects.push(Effect::Pick(Purpose::SaveSession)),
        },
        FileCommand::SaveAs(path) => state.filing = Some(files::start_saving(state, files::session_path(path))),
        FileCommand::SaveThen(next) => {
            state.after_saving = Some(*next);
            apply(state, FileCommand::Save);
        }
        FileCommand::Export(path) => export(state, path),
        FileCommand::Offer(purpose, content) => {
            state.offered = Some(content);
            state.effects.push(Effect::Pick(purpose));
        }
        FileCommand::Write(path) => {
            state.filing = state.offered.take().map(|content| files::start_writing(state, path, content));
        }
        FileCommand::Recover(orphan) => state.filing = Some(files::start_recovering(state, *orphan)),
        FileCommand::ForgetRecent(path) => state.preferences.recents.retain(|other| *other != path),
        FileCommand::Quit => state.effects.push(Effect::Close),
        FileCommand::GoAhead(command) => {
            state.saved = Arc::clone(&state.session);
            state.modal = None;
            apply(state, *command);
        }
    }
}

fn export(state: &mut State, path: PathBuf) {
    let shown = state.shown();
    let pairs = state.analysis.matrix.pairs();
    let pair = |&index: &u32| pairs.get(index as usize).map(|pair| (pair.a, pair.b));
    // The threshold of the window leaves pairs out as the filter does.
    let leaves_out = shown.pairs.len() != pairs.len();
    let settings = ReportSettings {
        documents: state.filter.is_active().then(|| shown.order.clone()),
        pairs: leaves_out.then(|| shown.table().iter().filter_map(pair).collect()),
        filter: Some(crate::app::views::chips::in_words(state)).filter(|words| !words.is_empty()),
        order: state.options.order,
        ..ReportSettings::default()
    };
    state.filing = Some(files::start_exporting(state, path, settings));
}

fn loses_changes(state: &State, command: &FileCommand) -> bool {
    let replaces =
        matches!(command, FileCommand::Open(_) | FileCommand::OpenSample | FileCommand::New | FileCommand::Quit);
    replaces && state.is_changed()
}

/// Forgets everything that belongs to what was open, and begins with these decisions.
fn start_over(state: &mut State, session: Arc<Session>) {
    state.saved = Arc::clone(&session);
    state.session = session;
    state.decisions_number += 1;
    state.session_path = None;
    state.lock = None;
    state.history = History::default();
    state.filter = Filter::default();
    state.selection = Selection::default();
    state.after_saving = None;
    state.to_restore = None;
    state.problems.clear();
}

fn remember(state: &mut State, paths: &[PathBuf]) {
    for path in paths {
        state.preferences.remember(path);
    }
}

/// Takes in what saving, opening and exporting made, and looks after the recovery file.
pub fn receive(state: &mut State) {
    receive_kept(state);
    let Some(job) = &state.filing else { return };
    let filed = match job.poll() {
        Poll::Pending => return,
        Poll::Ended => {
            state.filing = None;
            return;
        }
        Poll::Value(filed) => filed,
    };
    state.filing = None;
    match filed {
        Filed::Saved { path, decisions, lock } => {
            state.saved = decisions;
            state.preferences.remember(&path);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            state.session_path = Some(path);
            state.lock = lock.or(state.lock.take());
            report(state, Problem::note(format!("Saved as {name}")));
            if let Some(next) = state.after_saving.take() {
                apply(state, next);
            }
        }
        Filed::Opened { path, loaded, lock } => take_opened(state, path, *loaded, lock),
        Filed::Exported(path, part) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let part = part.map_or_else(String::new, |part| format!(": {part}"));
            report(state, Problem::note(format!("The report is in {name}{part}")));
        }
        Filed::Written(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            report(state, Problem::note(format!("Saved as {name}")));
        }
        Filed::Failed(problem) => {
            state.after_saving = None;
            report(state, problem);
        }
    }
}

fn take_opened(
    state: &mut State,
    path: Option<PathBuf>,
    loaded: crate::session::Loaded,
    lock: Option<crate::session::SessionLock>,
) {
    let session = loaded.session;
    start_over(state, Arc::new(session.clone()));
    if loaded.origin.is_some() || path.is_none() {
        // Recovered work was never saved; a session of its own makes it count as changed.
        state.saved = Arc::default();
    }
    if let Some(path) = &path {
        state.preferences.remember(path);
        if lock.is_none() {
            let details = "Another window has it open: save this one under another name.";
            report(state, Problem { severity: Severity::Warning, ..Problem::error("The session is in use", details) });
        }
    }
    state.session_path = path;
    state.lock = lock;
    for moved in &loaded.moved {
        report(state, Problem::note(format!("Found again at {}", moved.to.display())));
    }
    for missing in &loaded.missing {
        let details = "Its notes are kept. Open the folder again where it is now.";
        report(state, Problem::error(format!("{} is not there", missing.display()), details));
    }
    if let Some(layout) = Layout::from_text(&session.view.layout) {
        state.layout = layout;
    }
    state.filter.search = Search { text: session.view.filter.clone(), ..Search::default() };
    state.to_restore = Some(session.view);
    let paths: Vec<PathBuf> = session
        .roots
        .iter()
        .filter_map(|root| match root {
            Root::Path(path) => Some(path.clone()),
            Root::Sample => None,
        })
        .collect();
    let source = match (session.roots.contains(&Root::Sample), paths.is_empty()) {
        (true, _) => Source::Sample,
        (false, true) => Source::Nothing,
        (false, false) => Source::Paths(paths),
    };
    load::load(state, source);
}

/// What became of the articles since the session was saved, told in one note.
pub fn tell_changes(state: &mut State) {
    if state.session.documents.is_empty() {
        return;
    }
    let now = crate::session::record(&state.corpus);
    let changes = crate::session::changes(&state.session.documents, &now);
    if changes.is_empty() {
        return;
    }
    let mut session = Session::clone(&state.session);
    session.follow(&changes.moved);
    let was_saved = !state.is_changed();
    state.session = Arc::new(session);
    if was_saved {
        state.saved = Arc::clone(&state.session);
    }
    state.decisions_number += 1;
    let words = changes_in_words(&changes);
    report(state, Problem::note(format!("Since the session was saved: {words}")));
}

/// "2 changed, 1 new"; empty when nothing changed.
pub fn changes_in_words(changes: &Changes) -> String {
    let parts = [
        (changes.changed.len(), "changed"),
        (changes.new.len(), "new"),
        (changes.missing.len(), "missing"),
        (changes.moved.len(), "moved"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", words::number(*count)))
        .collect();
    parts.join(", ")
}

fn receive_kept(state: &mut State) {
    if let Some(job) = &state.keeping {
        match job.poll() {
            Poll::Pending => return,
            Poll::Ended | Poll::Value(Kept::Done) => state.keeping = None,
            Poll::Value(Kept::Begun(recovery, orphans)) => {
                state.recovery = Some(recovery);
                state.keeping = None;
                if let Some(orphan) = orphans.into_iter().next().filter(|_| state.modal.is_none()) {
                    state.modal = Some(Modal::Recover(Box::new(orphan)));
                }
            }
        }
    }
    let Some(recovery) = state.recovery.clone() else { return };
    if state.kept_number == state.decisions_number && state.is_kept == state.is_changed() {
        return;
    }
    state.kept_number = state.decisions_number;
    if state.is_changed() {
        state.keeping = Some(files::keep(state, &recovery));
    } else if state.is_kept {
        state.keeping = Some(files::forget(state, &recovery));
    }
    state.is_kept = state.is_changed();
}
