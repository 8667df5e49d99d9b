//! Sessions, notes and reports on disk, in jobs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::ImageEncoder;

use super::filing::{Content, Filed, Opening};
use super::job::{Job, Outbox};
use super::problem::Problem;
use super::remembered::view_of;
use super::state::{Source, State};
use crate::report::notes::NotesFormat;
use crate::report::{ReportError, ReportFormat, ReportSettings};
use crate::session::{
    LockError, Orphan, Root, Session, SessionLock, has_leftovers, load, outside, record, record_after, save, stamp,
};

/// Whether what somebody else saved at the place of the session meanwhile may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It is asked about.
    Ask,
    /// The person said so; the other version stays beside it.
    Agreed,
}

/// The session as it is saved: the decisions, with what the window shows.
pub fn as_saved(state: &State) -> Session {
    Session { view: view_of(state), ..Session::clone(&state.session) }
}

/// What a session has open.
pub fn source_of(roots: &[Root]) -> Source {
    if roots.contains(&Root::Sample) {
        return Source::Sample;
    }
    let path = |root: &Root| match root {
        Root::Path(path) => Some(path.clone()),
        Root::Sample => None,
    };
    let paths: Vec<PathBuf> = roots.iter().filter_map(path).collect();
    if paths.is_empty() { Source::Nothing } else { Source::Paths(paths) }
}

/// Starts saving the session at `path`.
pub fn start_saving(state: &State, path: PathBuf, overwrite: Overwrite) -> Job<Filed> {
    let (session, revision) = (as_saved(state), state.history.revision());
    let corpus = Arc::clone(&state.analysis.corpus);
    let is_same = state.session_path.as_ref() == Some(&path);
    let has_lock = state.lock.is_some() && is_same;
    let known = state.stamp.filter(|_| is_same && overwrite == Overwrite::Ask);
    Job::start("save", &state.waker, move |_, outbox| {
        let lock = match (!has_lock).then(|| SessionLock::acquire(&path)) {
            Some(Err(error @ LockError::Held)) => {
                outbox.send(Filed::NotSaved(error.to_string()));
                return;
            }
            Some(Ok(lock)) => Some(lock),
            // A folder that keeps no locks may still keep the file.
            Some(Err(LockError::Unavailable(_))) | None => None,
        };
        if known.is_some() && stamp(&path).is_some_and(|now| Some(now) != known) {
            outbox.send(Filed::SavedElsewhere);
            return;
        }
        write_session(session, &corpus, revision, path, lock, outbox);
    })
}

fn write_session(
    mut session: Session,
    corpus: &crate::corpus::Corpus,
    revision: u64,
    path: PathBuf,
    lock: Option<SessionLock>,
    outbox: &Outbox<Filed>,
) {
    session.documents = record_after(&session, record(corpus));
    outbox.send(match save(&session, &path) {
        Ok(()) => {
            let stamp = stamp(&path);
            Filed::Saved { path, revision, documents: session.documents, lock, stamp }
        }
        Err(error) => Filed::NotSaved(error.to_string()),
    });
}

/// Starts saving the session under a name of its own beside `path`: "work 2".
pub fn start_duplicating(state: &State, path: &Path) -> Job<Filed> {
    let (session, revision) = (as_saved(state), state.history.revision());
    let corpus = Arc::clone(&state.analysis.corpus);
    let path = path.to_owned();
    Job::start("duplicate", &state.waker, move |_, outbox| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let at = name.find(".variorum.ron").or_else(|| name.rfind('.')).unwrap_or(name.len());
        let (stem, ending) = name.split_at(at);
        // A copy of "work 2" is "work 3".
        let (stem, first) = match stem.rsplit_once(' ').map(|(stem, number)| (stem, number.parse::<u32>())) {
            Some((stem, Ok(number))) => (stem, number.saturating_add(1)),
            _ => (stem, 2),
        };
        for number in first..first.saturating_add(1000) {
            let copy = path.with_file_name(format!("{stem} {number}{ending}"));
            if copy.exists() {
                continue;
            }
            match SessionLock::acquire(&copy) {
                Ok(_) if copy.exists() => {}
                Err(LockError::Held) => {}
                lock => {
                    write_session(session, &corpus, revision, copy, lock.ok(), outbox);
                    return;
                }
            }
        }
        outbox.send(Filed::NotSaved(format!("there are too many copies of {name} already")));
    })
}

/// Starts reading the session again as it was saved.
pub fn start_reverting(state: &State, path: PathBuf) -> Job<Filed> {
    Job::start("revert", &state.waker, move |_, outbox| {
        let stamp = stamp(&path);
        outbox.send(match load(&path) {
            Ok(loaded) => Filed::Reverted(Box::new(loaded.session), stamp),
            Err(error) => Filed::Failed(Problem::error("The session could not be read again", error)),
        });
    })
}

/// Starts writing a report at `path`; the format is that of its ending, a web page where there is none.
pub fn start_exporting(state: &State, path: PathBuf, settings: ReportSettings) -> Job<Filed> {
    let (analysis, session) = (Arc::clone(&state.analysis), Arc::clone(&state.session));
    let is_filtered = settings.filter.is_some();
    let part = is_filtered.then(|| super::filtered::summary(state));
    let has_ending = path.extension().is_some();
    let path = if has_ending { path } else { path.with_extension(ReportFormat::Html.ending()) };
    Job::start("report", &state.waker, move |progress, outbox| {
        let Some(format) = ReportFormat::of_path(&path) else {
            let details = "Its name ends in .html, .md, .csv or .json, which is its format.";
            outbox.send(Filed::Failed(Problem::error("This is no format of a report", details)));
            return;
        };
        let written = crate::report::save_file(&path, |out| {
            crate::report::write(&analysis, &session, &settings, format, progress, out)
        });
        outbox.send(match written {
            // The analysis as JSON is for programs, which filter for themselves.
            Ok(()) if format == ReportFormat::Json && is_filtered => {
                Filed::Exported(path, Some("the whole analysis, whatever the filter".to_owned()))
            }
            Ok(()) => Filed::Exported(path, part),
            Err(ReportError::Cancelled(_)) => Filed::Failed(Problem::note("Stopped. No report was written.")),
            Err(error) => Filed::Failed(Problem::error("The report was not written", error)),
        });
    })
}

/// Starts writing what a view offered at `path`; a missing ending is put on.
pub fn start_writing(state: &State, path: PathBuf, content: Content) -> Job<Filed> {
    let analysis = Arc::clone(&state.analysis);
    let ending = match &content {
        Content::Text(_) => "svg",
        Content::Image(_) => "png",
        Content::Times(_) => "csv",
    };
    let path = if path.extension().is_some() { path } else { path.with_extension(ending) };
    Job::start("write", &state.waker, move |_, outbox| {
        let written = crate::report::save_file(&path, |out| match &content {
            Content::Text(text) => out.write_all(text.as_bytes()),
            Content::Image(image) => {
                let [width, height] = image.size.map(|side| side as u32);
                image::codecs::png::PngEncoder::new(out)
                    .write_image(image.as_raw(), width, height, image::ExtendedColorType::Rgba8)
                    .map_err(std::io::Error::other)
            }
            Content::Times(times) => crate::report::csv::write_times(&analysis, times, out),
        });
        outbox.send(match written {
            Ok(()) => Filed::Written(path),
            Err(error) => Filed::Failed(Problem::error("The file was not written", error)),
        });
    })
}

/// Starts writing what the person wrote and marked at `path`, as Markdown or as plain text by its ending.
pub fn start_exporting_notes(state: &State, path: PathBuf) -> Job<Filed> {
    let (analysis, session) = (Arc::clone(&state.analysis), Arc::clone(&state.session));
    let path = if path.extension().is_some() { path } else { path.with_extension("md") };
    Job::start("notes", &state.waker, move |_, outbox| {
        let format = NotesFormat::of_path(&path);
        let written = crate::report::save_file(&path, |out| {
            let notebook = crate::report::notes::Notebook::new(&session, &analysis, |day| day.to_string());
            crate::report::notes::write(&notebook, format, out)
        });
        outbox.send(match written {
            Ok(()) => Filed::Exported(path, None),
            Err(error) => Filed::Failed(Problem::error("The notes were not written", error)),
        });
    })
}

/// Starts reading the session at `path`.
pub fn start_opening(state: &State, path: PathBuf) -> Job<Filed> {
    let known = state.preferences.known_folders();
    Job::start("open", &state.waker, move |_, outbox| {
        // Before the file is read: what is saved between the two is then noticed.
        let (stamp, lock) = (stamp(&path), SessionLock::acquire(&path));
        outbox.send(match load(&path) {
            Ok(loaded) => Filed::Opened(Box::new(Opening {
                outside: outside(&loaded.session, &path, &known),
                is_held: matches!(lock, Err(LockError::Held)),
                lock: lock.ok(),
                path: Some(path),
                loaded,
                stamp,
                left_out: Vec::new(),
                recovered: None,
            })),
            Err(error) => Filed::Failed(Problem::error("The session could not be opened", error)),
        });
    })
}

/// Starts looking for a missing folder where the person says it is.
pub fn start_relocating(state: &State, mut opening: Box<Opening>, to: PathBuf) -> Job<Filed> {
    Job::start("find", &state.waker, move |_, outbox| {
        if let Some(from) = opening.loaded.missing.first().cloned() {
            opening.loaded.relocate(&from, &to);
        }
        outbox.send(Filed::Opened(opening));
    })
}

/// Starts reading what a window that died left behind. It is removed once this window has kept it.
pub fn start_recovering(state: &State, orphan: Orphan) -> Job<Filed> {
    Job::start("recover", &state.waker, move |_, outbox| {
        let (mut loaded, right) = match orphan.open() {
            Ok(opened) => opened,
            Err(error) => {
                outbox.send(Filed::Failed(Problem::error("The work could not be recovered", error)));
                return;
            }
        };
        let path = loaded.origin.clone().filter(|path| path.exists());
        // What is kept of unsaved work is without the record of the articles; the session that it stands for has one.
        if let Some(saved) = path.as_deref().and_then(|path| load(path).ok()) {
            loaded.session.documents = saved.session.documents;
        }
        let lock = path.as_deref().map(SessionLock::acquire);
        outbox.send(Filed::Opened(Box::new(Opening {
            is_held: matches!(lock, Some(Err(LockError::Held))),
            lock: lock.and_then(Result::ok),
            stamp: path.as_deref().and_then(stamp),
            path,
            loaded,
            outside: Vec::new(),
            left_out: Vec::new(),
            recovered: Some((orphan, right)),
        })));
    })
}

/// Starts removing what a window that died left behind.
pub fn start_discarding(state: &State, orphan: Orphan) -> Job<Filed> {
    Job::start("discard", &state.waker, move |_, outbox| {
        if let Ok(_right) = SessionLock::acquire(&orphan.file) {
            orphan.discard();
        }
        outbox.send(Filed::Discarded);
    })
}

/// Starts looking which of the recent folders and sessions are not there, and clears away what killed windows left
/// beside those that are.
pub fn start_checking(state: &State) -> Job<BTreeSet<String>> {
    let recents = state.preferences.recents.clone();
    Job::start("recents", &state.waker, move |progress, outbox| {
        let mut missing = BTreeSet::new();
        for recent in recents {
            // A network drive may take its time; a window that closed need not wait for it.
            if progress.checkpoint().is_err() {
                return;
            }
            let path = Path::new(&recent);
            if !path.exists() {
                missing.insert(recent);
            } else if is_session_file(path) && path.is_file() && has_leftovers(path) {
                drop(SessionLock::acquire(path));
            }
        }
        outbox.send(missing);
    })
}

/// A path that was typed or given as an argument, whatever folder the program was started in: sessions and the list of
/// recent work hold whole paths alone.
pub fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

/// The path of a session that is to be saved: the ending is put on where it is missing.
pub fn session_path(path: PathBuf) -> PathBuf {
    if crate::session::is_session_path(&path) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".variorum.ron");
    path.with_file_name(name)
}

/// Whether these paths are one session.
pub fn is_session(paths: &[PathBuf]) -> bool {
    matches!(paths, [path] if is_session_file(path))
}

fn is_session_file(path: &Path) -> bool {
    crate::session::is_session_path(path)
}
