//! Sessions and reports on disk, in jobs, and the recovery file of this window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;
use image::ImageEncoder;

use super::job::{Job, Waker};
use super::state::{Problem, Source, State};
use crate::corpus::DocumentId;
use crate::report::{ReportError, ReportFormat, ReportSettings};
use crate::session::{
    LockError, Orphan, Recovery, Root, Session, SessionLock, View, load, orphans, record, save, state_folder,
};

/// What a job that reads or writes a file has to say.
pub enum Filed {
    /// The session was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// The decisions that are in it.
        decisions: Arc<Session>,
        /// The right to save there again, unless it was held before.
        lock: Option<SessionLock>,
    },
    /// A session was opened.
    Opened {
        /// From where; `None` for one that was recovered and never saved.
        path: Option<PathBuf>,
        /// What is in it.
        loaded: Box<crate::session::Loaded>,
        /// The right to save it; `None` when another window has it.
        lock: Option<SessionLock>,
    },
    /// A report was written; what of the corpus is in it, where that is not all.
    Exported(PathBuf, Option<String>),
    /// What a view offered was written.
    Written(PathBuf),
    /// It did not work.
    Failed(Problem),
}

/// Something that a view offers to be written to a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text, such as a drawing as SVG.
    Text(Arc<str>),
    /// An image, written as PNG.
    Image(Arc<egui::ColorImage>),
    /// The times of these articles, written as CSV.
    Times(Vec<DocumentId>),
}

/// What looking after the recovery file has to say.
pub enum Kept {
    /// A file to keep unsaved work in, and what windows that died left behind.
    Begun(Arc<Recovery>, Vec<Orphan>),
    /// The work so far is kept, or was given up.
    Done,
}

/// The session as it is saved: the decisions, with what is open, the record of the articles, and what the window shows.
fn as_saved(state: &State) -> Session {
    let corpus = &state.analysis.corpus;
    let path = |id: crate::corpus::DocumentId| corpus.get(id).path.clone();
    let selection = &state.selection;
    Session {
        roots: match &state.source {
            Source::Nothing => Vec::new(),
            Source::Sample => vec![Root::Sample],
            Source::Paths(paths) => paths.iter().cloned().map(Root::Path).collect(),
        },
        view: View {
            article: selection.article.map(path),
            pair: selection.pair.map(|(a, b)| (path(a), path(b))),
            filter: state.filter.search.text.clone(),
            layout: state.layout.to_text(),
            ..View::default()
        },
        ..Session::clone(&state.session)
    }
}

/// Starts saving the session at `path`.
pub fn start_saving(state: &State, path: PathBuf) -> Job<Filed> {
    let (session, decisions) = (as_saved(state), Arc::clone(&state.session));
    let corpus = Arc::clone(&state.analysis.corpus);
    let has_lock = state.lock.is_some() && state.session_path.as_ref() == Some(&path);
    Job::start("save", &state.waker, move |_, outbox| {
        let lock = match (!has_lock).then(|| SessionLock::acquire(&path)) {
            Some(Err(error @ LockError::Held)) => {
                outbox.send(Filed::Failed(Problem::error("The session was not saved", error)));
                return;
            }
            Some(Ok(lock)) => Some(lock),
            // A folder that keeps no locks may still keep the file.
            Some(Err(LockError::Unavailable(_))) | None => None,
        };
        let session = Session { documents: record(&corpus), ..session };
        outbox.send(match save(&session, &path) {
            Ok(()) => Filed::Saved { path, decisions, lock },
            Err(error) => Filed::Failed(Problem::error("The session was not saved", error)),
        });
    })
}

/// Starts writing a report at `path`; the format is that of its ending, a web page where there is none.
pub fn start_exporting(state: &State, path: PathBuf, settings: ReportSettings) -> Job<Filed> {
    let (analysis, session) = (Arc::clone(&state.analysis), Arc::clone(&state.session));
    let is_filtered = settings.filter.is_some();
    let part = is_filtered.then(|| super::views::chips::summary(state));
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
            Content::Times(documents) => crate::report::csv::write_times(&analysis, documents, out),
        });
        outbox.send(match written {
            Ok(()) => Filed::Written(path),
            Err(error) => Filed::Failed(Problem::error("The file was not written", error)),
        });
    })
}

/// Starts opening the session at `path`.
pub fn start_opening(state: &State, path: PathBuf) -> Job<Filed> {
    Job::start("open", &state.waker, move |_, outbox| {
        outbox.send(match load(&path) {
            Ok(loaded) => {
                let lock = SessionLock::acquire(&path).ok();
                Filed::Opened { path: Some(path), loaded: Box::new(loaded), lock }
            }
            Err(error) => Filed::Failed(Problem::error("The session could not be opened", error)),
        });
    })
}

/// Starts opening what a window that died left behind, and removes it then.
pub fn start_recovering(state: &State, orphan: Orphan) -> Job<Filed> {
    Job::start("recover", &state.waker, move |_, outbox| {
        outbox.send(match orphan.load() {
            Ok(loaded) => {
                orphan.discard();
                let path = loaded.origin.clone();
                let lock = path.as_deref().and_then(|path| SessionLock::acquire(path).ok());
                Filed::Opened { path, loaded: Box::new(loaded), lock }
            }
            Err(error) => Filed::Failed(Problem::error("The work could not be recovered", error)),
        });
    })
}

/// Looks for what windows that died left behind, and begins a recovery file of this window's own.
pub fn start_keeping(waker: &Waker) -> Job<Kept> {
    Job::start("recovery", waker, |_, outbox| {
        let Some(folder) = state_folder() else { return };
        let left = orphans(&folder);
        if let Ok(recovery) = Recovery::begin(&folder) {
            outbox.send(Kept::Begun(Arc::new(recovery), left));
        }
    })
}

/// Keeps the work so far. The record of the articles is left out: it is large, and recovering does without.
pub fn keep(state: &State, recovery: &Arc<Recovery>) -> Job<Kept> {
    let (session, recovery, origin) = (as_saved(state), Arc::clone(recovery), state.session_path.clone());
    Job::start("keep", &state.waker, move |_, outbox| {
        // Keeping is a second net: what goes wrong with it must not disturb the work itself.
        let _ = recovery.keep(&session, origin.as_deref());
        outbox.send(Kept::Done);
    })
}

/// Gives up what was kept: it was saved, or is not wanted.
pub fn forget(state: &State, recovery: &Arc<Recovery>) -> Job<Kept> {
    let recovery = Arc::clone(recovery);
    Job::start("keep", &state.waker, move |_, outbox| {
        recovery.forget();
        outbox.send(Kept::Done);
    })
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
