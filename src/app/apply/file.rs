//! Opening, saving, exporting, and what must be asked first.

use std::path::PathBuf;
use std::sync::Arc;

use super::fresh::start_over;
use super::{load, opening, report, take_session};
use crate::app::command::{FileCommand, Modal, Purpose};
use crate::app::files::{self, Overwrite};
use crate::app::filing::Filed;
use crate::app::job::Poll;
use crate::app::problem::Problem;
use crate::app::state::{Effect, Source, State};
use crate::app::words;
use crate::report::ReportSettings;
use crate::session::{Documents, Root, Session, SessionLock, Stamp};

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
            trust(state, &paths);
            open(state, paths.into_iter().map(Root::Path).collect());
        }
        FileCommand::Add(paths) => add(state, &paths),
        FileCommand::OpenSample => open(state, vec![Root::Sample]),
        FileCommand::New => open(state, Vec::new()),
        FileCommand::Rescan => load::read_again(state, load::Why::Asked),
        FileCommand::Save => {
            state.after_saving = None;
            save(state);
        }
        FileCommand::SaveElsewhere(next) => {
            state.after_saving = next.map(|next| *next).or(state.after_saving.take());
            state.modal = None;
            state.effects.push(Effect::Pick(Purpose::SaveSession));
        }
        FileCommand::SaveCancelled => state.after_saving = None,
        FileCommand::SaveAnyway => {
            state.modal = None;
            if let Some(path) = state.session_path.clone() {
                state.filing = Some(files::start_saving(state, path, Overwrite::Agreed));
            }
        }
        FileCommand::SaveAs(path) => {
            state.filing = Some(files::start_saving(state, files::session_path(path), Overwrite::Ask));
        }
        FileCommand::SaveThen(next) => {
            state.after_saving = Some(*next);
            save(state);
        }
        FileCommand::Duplicate => match state.session_path.clone() {
            Some(path) => state.filing = Some(files::start_duplicating(state, &path)),
            None => state.effects.push(Effect::Pick(Purpose::SaveSession)),
        },
        FileCommand::Revert => {
            if let Some(path) = state.session_path.clone() {
                state.filing = Some(files::start_reverting(state, path));
            }
        }
        FileCommand::Export(path) => export(state, path),
        FileCommand::Offer(purpose, content) => {
            state.offered = Some(content);
            state.effects.push(Effect::Pick(purpose));
        }
        FileCommand::Write(path) => {
            state.filing = state.offered.take().map(|content| files::start_writing(state, path, content));
        }
        FileCommand::ExportNotes(path) => state.filing = Some(files::start_exporting_notes(state, path)),
        FileCommand::Recover(orphan) => {
            state.orphans.retain(|other| *other != *orphan);
            state.filing = Some(files::start_recovering(state, *orphan));
        }
        FileCommand::Discard(orphan) => {
            state.orphans.retain(|other| *other != *orphan);
            state.filing = Some(files::start_discarding(state, *orphan));
        }
        FileCommand::Opening(answer) => opening::answer(state, answer),
        FileCommand::ForgetRecent(path) => state.preferences.recents.retain(|other| *other != path),
        FileCommand::CheckRecents => state.checking = Some(files::start_checking(state)),
        FileCommand::Quit => state.effects.push(Effect::Close),
        FileCommand::GoAhead(command) => {
            state.saved_revision = Some(state.history.revision());
            state.modal = None;
            apply(state, *command);
        }
    }
}

fn save(state: &mut State) {
    match state.session_path.clone().filter(|_| !state.is_read_only) {
        Some(path) => state.filing = Some(files::start_saving(state, path, Overwrite::Ask)),
        None => state.effects.push(Effect::Pick(Purpose::SaveSession)),
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
        filter: Some(crate::app::filtered::in_words(state)).filter(|words| !words.is_empty()),
        order: state.options.order,
        ..ReportSettings::default()
    };
    state.filing = Some(files::start_exporting(state, path, settings));
}

fn loses_changes(state: &State, command: &FileCommand) -> bool {
    let replaces = matches!(
        command,
        FileCommand::Open(_) | FileCommand::OpenSample | FileCommand::New | FileCommand::Recover(_) | FileCommand::Quit
    );
    replaces && state.is_changed()
}

/// Opens something in place of what is open, with nothing decided about it yet.
fn open(state: &mut State, roots: Vec<Root>) {
    let source = files::source_of(&roots);
    start_over(state, Arc::new(Session { roots, ..Session::default() }));
    load::load(state, source);
}

/// Opens something beside what is open: a decision, as it changes what the session holds.
fn add(state: &mut State, paths: &[PathBuf]) {
    trust(state, paths);
    let mut after = Session::clone(&state.session);
    // The sample is to look at, not to mix with.
    after.roots.retain(|root| *root != Root::Sample);
    for path in paths {
        let root = Root::Path(path.clone());
        if !after.roots.contains(&root) {
            after.roots.push(root);
        }
    }
    if after.roots == state.session.roots {
        return load::read_again(state, load::Why::Asked);
    }
    let name = match paths {
        [path] => format!("adding of {}", path.file_name().unwrap_or(path.as_os_str()).to_string_lossy()),
        several => format!("adding of {}", words::count(several.len(), "folder", "folders")),
    };
    let before = Arc::clone(&state.session);
    state.history.record(name, &before, &after, None);
    take_session(state, Arc::new(after));
}

fn trust(state: &mut State, paths: &[PathBuf]) {
    paths.iter().for_each(|path| state.preferences.trust(path));
}

/// Takes in what saving, opening and exporting made.
pub fn receive(state: &mut State) {
    receive_checked(state);
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
        Filed::Saved { path, revision, documents, lock, stamp } => {
            take_saved(state, path, revision, documents, lock, stamp);
        }
        Filed::NotSaved(reason) => {
            let next = state.after_saving.take().map(Box::new);
            let problem = Problem::error("The session was not saved", &reason);
            state.problems.push(problem);
            state.modal = Some(Modal::SaveFailed(reason, next));
        }
        Filed::SavedElsewhere => state.modal = Some(Modal::SavedElsewhere),
        Filed::Opened(opened) => opening::proceed(state, opened),
        Filed::Reverted(session, stamp) => take_reverted(state, *session, stamp),
        Filed::Exported(path, part) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let part = part.map_or_else(String::new, |part| format!(": {part}"));
            report(state, Problem::note(format!("Written to {name}{part}")));
        }
        Filed::Written(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            report(state, Problem::note(format!("Saved as {name}")));
        }
        Filed::Discarded => {}
        Filed::Failed(problem) => {
            state.after_saving = None;
            report(state, problem);
        }
    }
}

fn take_saved(
    state: &mut State,
    path: PathBuf,
    revision: u64,
    documents: Documents,
    lock: Option<SessionLock>,
    stamp: Option<Stamp>,
) {
    state.saved_revision = Some(revision);
    state.history.end_typing();
    state.preferences.remember(&path);
    // What is open was opened or allowed; what was left out of the session stays a question.
    if let Source::Paths(open) = state.source.clone() {
        open.iter().for_each(|path| state.preferences.trust(path));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if state.session_path.as_ref() != Some(&path) {
        // The old lock belongs to the old name.
        state.lock = None;
    }
    state.session_path = Some(path);
    state.lock = lock.or(state.lock.take());
    (state.stamp, state.is_read_only) = (stamp, false);
    // The record is no decision: it is put in beside whatever was decided while the file was written.
    Arc::make_mut(&mut state.session).documents = documents;
    load::keep_found(state);
    report(state, Problem::note(format!("Saved as {name}")));
    if let Some(next) = state.after_saving.take() {
        apply(state, next);
    }
}

fn take_reverted(state: &mut State, saved: Session, stamp: Option<Stamp>) {
    let before = Arc::clone(&state.session);
    let mut after = Session { view: before.view.clone(), ..saved };
    if let Some(changes) = &state.changes {
        after.follow(&changes.moved);
    }
    // The record only tells what was there when; it is not gone back to.
    after.documents = Arc::clone(&before.documents);
    state.history.record("going back to what was saved".to_owned(), &before, &after, None);
    state.saved_revision = Some(state.history.revision());
    state.stamp = stamp;
    take_session(state, Arc::new(after));
    report(state, Problem::note("Back to what was saved. Undo brings your changes back."));
}

fn receive_checked(state: &mut State) {
    let Some(job) = &state.checking else { return };
    match job.poll() {
        Poll::Pending => {}
        Poll::Ended => state.checking = None,
        Poll::Value(missing) => {
            state.missing_recents = missing;
            state.checking = None;
        }
    }
}
