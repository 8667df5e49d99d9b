//! Reading and analysing, in jobs; and taking in what they made.

use std::path::PathBuf;
use std::sync::Arc;

use super::by_name::{FilterByName, SelectionByName};
use super::report;
use super::scale::{self, Scale};
use crate::analysis::{Analysis, Known, Settings, analyze_in_steps, analyze_known, corrected};
use crate::app::command::Select;
use crate::app::job::{Job, Outbox, Poll, leave};
use crate::app::layout::Pane;
use crate::app::problem::Problem;
use crate::app::remembered;
use crate::app::state::{Loaded, Since, Source, State};
use crate::app::words;
use crate::cache::{self, Cache, program_identity};
use crate::corpus::{Corpus, DocumentId, OpenError, open, reload, sample};
use crate::progress::Progress;
use crate::session::{Documents, changes, follow_settings, record};
use crate::similarity::{LeftOut, SimilarityMatrix};

/// Reads a source from the start, in place of what is open.
pub fn load(state: &mut State, source: Source) {
    let reading = match source.clone() {
        Source::Nothing => {
            state.loading = None;
            state.source = Source::Nothing;
            take_corpus(state, Arc::default());
            return;
        }
        Source::Sample => Reading::Sample,
        Source::Paths(paths) => Reading::Paths(paths, Arc::clone(&state.session.documents)),
    };
    // Where files are added to what is open, most texts are known; those of another folder would only take memory.
    let is_more = match (&state.source, &source) {
        (Source::Paths(before), Source::Paths(now)) => before.iter().any(|path| now.contains(path)),
        _ => false,
    };
    state.source = source;
    let known = if is_more { known_texts(state) } else { Known::default() };
    start(state, "load", reading, known);
}

/// What was read of the texts that are open. It is right whatever becomes of the files: only what is the same is taken
/// over.
fn known_texts(state: &State) -> Known {
    Known { index: state.analysis.matrix.index().cloned(), ..Known::default() }
}

/// Shows an analysis that was made elsewhere, as if its articles had been read and nothing were under way.
pub fn show(state: &mut State, analysis: Analysis) {
    state.source = Source::Paths(Vec::new());
    take_corpus(state, Arc::clone(&analysis.corpus));
    take_analysis(state, analysis);
    state.is_complete = true;
}

/// Reads again what changed on disk or is to be read otherwise, and tells what that was if the person asked.
pub fn read_again(state: &mut State, why: Why) {
    let (Source::Paths(_), false) = (&state.source, state.corpus.roots.is_empty()) else {
        load(state, state.source.clone());
        return;
    };
    let reading = Reading::Again { last: Arc::clone(&state.corpus), why, is_complete: state.is_complete };
    let known = known_texts(state);
    start(state, "reload", reading, known);
}

fn start(state: &mut State, name: &'static str, reading: Reading, known: Known) {
    let mut settings = state.session.settings.clone();
    // The sample is analysed in no time.
    let cache = state.cache.clone().filter(|_| state.source != Source::Sample);
    state.loading = Some(Job::start(name, &state.waker, move |progress, outbox| {
        let cache = cache.zip(program_identity());
        let Some(corpus) = read_articles(&reading, &mut settings, cache.as_ref(), progress, outbox) else { return };
        analyse_read(cache.as_ref(), &corpus, &settings, known, progress, outbox);
    }));
}

/// Why files are read again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person asked what changed on disk.
    Asked,
    /// Another way of reading was chosen, or taken back.
    OtherSettings,
}

/// Analyses what is open again, under the settings in force.
pub fn analyse_again(state: &mut State) {
    if state.corpus.is_empty() {
        return;
    }
    let (corpus, settings) = (Arc::clone(&state.corpus), state.session.settings.clone());
    // An analysis that is under way, or was stopped, lacks parts, which must not be taken for results.
    let last = state.is_complete.then(|| Arc::clone(&state.analysis));
    state.loading = Some(Job::start("analyse", &state.waker, move |progress, outbox| {
        analyse(&corpus, &settings, last.as_deref(), progress, outbox);
    }));
}

/// Shows corrected metadata at once; what follows from it (times, outlets' stories) comes with the next analysis.
pub fn show_corrections(state: &mut State) {
    let corpus = Arc::new(state.corpus.with_corrections(&state.session.settings.metadata));
    let analysis = Analysis { corpus, ..Analysis::clone(&state.analysis) };
    show_analysis(state, analysis);
}

enum Reading {
    Sample,
    /// With the record of the articles in the session that is opened.
    Paths(Vec<PathBuf>, Documents),
    /// What differs from `last`, whose analysis may be complete.
    Again {
        last: Arc<Corpus>,
        why: Why,
        is_complete: bool,
    },
}

/// The articles, unless there is nothing to analyse. What became of them since they were saved or read goes before them,
/// and corrections follow those that moved before anything is made of them.
fn read_articles(
    reading: &Reading,
    settings: &mut Settings,
    cache: Option<&(Cache, String)>,
    progress: &Progress,
    outbox: &Outbox<Loaded>,
) -> Option<Arc<Corpus>> {
    let corpus = match reading {
        Reading::Sample => Ok(sample()),
        Reading::Paths(paths, _) => match cache {
            Some((cache, program)) => cache::open_with(cache, program, paths, &settings.read, progress),
            None => open(paths, &settings.read, progress),
        },
        Reading::Again { last, .. } => reload(last, &settings.read, progress),
    };
    let mut changed = None;
    let corpus = corpus.and_then(|corpus| {
        if let Reading::Again { last, why: Why::Asked, is_complete: true } = reading
            && is_same(last, &corpus)
        {
            return Ok(None);
        }
        let found = match reading {
            Reading::Paths(_, before) if !before.is_empty() => (Since::Saved, changes(before, &record(&corpus))),
            Reading::Again { last, .. } => (Since::Read, changes(&record(last), &record(&corpus))),
            Reading::Sample | Reading::Paths(..) => return Ok(Some(corpus)),
        };
        let read = settings.read.clone();
        follow_settings(settings, &found.1.moved);
        // Where the person chose another way of reading, that the same files are read in it is no news.
        let is_news = match reading {
            Reading::Again { last, why, .. } => {
                !found.1.is_empty() || (*why == Why::Asked && has_other_remarks(last, &corpus))
            }
            Reading::Sample | Reading::Paths(..) => true,
        };
        changed = is_news.then(|| (found.0, Box::new(found.1)));
        // An encoding that was chosen for a file that moved.
        let corpus = if settings.read == read { corpus } else { reload(&corpus, &settings.read, progress)? };
        Ok(Some(corpus))
    });
    match corpus {
        Ok(Some(corpus)) => {
            let corpus = Arc::new(corpus);
            outbox.send(Loaded::Corpus(Arc::clone(&corpus), changed));
            return Some(corpus);
        }
        Ok(None) => outbox.send(Loaded::Unchanged),
        Err(OpenError::Cancelled(_)) => outbox.send(Loaded::Cancelled),
        Err(error) => outbox.send(Loaded::Failed(Problem::error(error.to_string(), ""))),
    }
    None
}

/// Analyses articles that were just read. What was found in them before, by a program with this identity, is shown at
/// once; of texts that are known, nothing is read twice.
fn analyse_read(
    cache: Option<&(Cache, String)>,
    corpus: &Arc<Corpus>,
    settings: &Settings,
    known: Known,
    progress: &Progress,
    outbox: &Outbox<Loaded>,
) {
    let mut publish = |analysis: &Analysis| outbox.send(Loaded::Partial(Box::new(analysis.clone())));
    let found = match cache {
        Some((cache, program)) => cache::analyze_with(cache, program, corpus, settings, known, progress, &mut publish),
        None => analyze_known(corrected(corpus, settings, None), settings, known, progress, &mut publish),
    };
    match found {
        Ok(analysis) => {
            outbox.send(Loaded::Complete(Box::new(analysis.clone())));
            if let Some((cache, program)) = cache {
                cache::keep(cache, program, &analysis);
            }
        }
        Err(_) => outbox.send(Loaded::Cancelled),
    }
}

/// Keeps what was found under settings that were just saved, as they are what the session is opened with next.
pub fn keep_found(state: &mut State) {
    let Some(cache) = state.cache.clone().filter(|_| state.is_complete && state.source != Source::Sample) else {
        return;
    };
    let analysis = Arc::clone(&state.analysis);
    state.caching = Some(Job::start("cache", &state.waker, move |_, _| {
        if let Some(program) = program_identity() {
            cache::keep(&cache, &program, &analysis);
        }
    }));
}

/// Whether everything that the window shows of two readings is the same.
fn is_same(one: &Corpus, other: &Corpus) -> bool {
    one.documents() == other.documents() && !has_other_remarks(one, other)
}

/// Whether other files are skipped, or something else is said of them.
fn has_other_remarks(one: &Corpus, other: &Corpus) -> bool {
    one.skipped != other.skipped || one.warnings != other.warnings
}

/// `last` lends what does not change. Its parts are shown until the new ones are there only when nothing is lent.
fn analyse(
    corpus: &Arc<Corpus>,
    settings: &Settings,
    last: Option<&Analysis>,
    progress: &Progress,
    outbox: &Outbox<Loaded>,
) {
    let mut publish = |analysis: &Analysis| {
        // On a change of one option the whole of the last result is better to look at than a part of the next.
        if last.is_none() {
            outbox.send(Loaded::Partial(Box::new(analysis.clone())));
        }
    };
    match analyze_in_steps(corpus, settings, last, progress, &mut publish) {
        Ok(analysis) => outbox.send(Loaded::Complete(Box::new(analysis))),
        Err(_) => outbox.send(Loaded::Cancelled),
    }
}

/// Takes in what reading and analysing made since the last frame.
pub fn receive(state: &mut State) {
    let Some(job) = &state.loading else { return };
    match job.poll() {
        Poll::Pending => {}
        Poll::Ended => state.loading = None,
        Poll::Value(Loaded::Corpus(corpus, changes)) => {
            if let Some((since, changes)) = changes {
                super::changes::take_changes(state, since, *changes);
            }
            remember_opened(state);
            take_corpus(state, corpus);
        }
        Poll::Value(Loaded::Unchanged) => {
            state.loading = None;
            report(state, Problem::note("Nothing changed on disk."));
        }
        Poll::Value(Loaded::Partial(analysis)) => {
            state.is_complete = false;
            take_analysis(state, *analysis);
        }
        Poll::Value(Loaded::Complete(analysis)) => {
            take_analysis(state, *analysis);
            state.is_complete = true;
            state.loading = None;
            if let Some(view) = state.to_restore.take() {
                remembered::restore_with_analysis(state, &view);
            }
            choose_the_only_pair(state);
            if state.analysis.settings != state.session.settings {
                // Something was decided while the articles were read.
                analyse_again(state);
            }
        }
        Poll::Value(Loaded::Failed(problem)) => {
            state.loading = None;
            report(state, problem);
            leave_if_useless(state);
        }
        Poll::Value(Loaded::Cancelled) => {
            state.loading = None;
            leave_if_useless(state);
            report(state, Problem::note("Stopped. What was ready is kept."));
        }
    }
}

/// Without articles the window is empty again, unless the session holds what somebody wrote about them.
fn leave_if_useless(state: &mut State) {
    if state.corpus.is_empty() && state.session.contents().is_empty() {
        state.source = Source::Nothing;
    }
}

/// What could be opened is among the recent folders; of a session, the session is.
fn remember_opened(state: &mut State) {
    if let (Source::Paths(paths), None) = (&state.source, &state.session_path) {
        for path in paths {
            state.preferences.remember(path);
        }
    }
}

/// Shows the articles at once; what is found in them follows.
fn take_corpus(state: &mut State, corpus: Arc<Corpus>) {
    let selected = SelectionByName::of(state);
    let is_useless = corpus.is_empty() && state.source != Source::Nothing;
    let scale = scale::is_more_of(&state.corpus, &corpus).then(|| Scale::of(state));
    leave(std::mem::replace(&mut state.corpus, Arc::clone(&corpus)));
    state.is_complete = false;
    let settings = state.session.settings.clone();
    // A matrix without pairs, but of the right size: views look up rows by document.
    let matrix = Arc::new(SimilarityMatrix::new(corpus.len(), Vec::new(), LeftOut::default()));
    show_analysis(state, Analysis { settings, corpus, matrix, ..Analysis::default() });
    state.filter = std::mem::take(&mut state.filter).without_numbers();
    state.reading = None;
    match scale {
        Some(scale) => scale.restore(state),
        None => scale::begin(state),
    }
    selected.restore(state);
    if let Some(view) = state.to_restore.take() {
        remembered::restore_with_corpus(state, &view);
        state.to_restore = Some(view);
    }
    if is_useless {
        let details = match state.corpus.skipped.len() {
            0 => {
                leave_if_useless(state);
                "The folder is empty.".to_owned()
            }
            // The reasons are worth more than an empty window.
            count => {
                state.layout.bring_to_front(Pane::Problems);
                let files = words::count(count, "file was", "files were");
                format!("{files} looked at; the list of files says why each was left out.")
            }
        };
        report(state, Problem::error("No articles were found there", details));
    }
}

/// Whoever opens two articles wants to see the two; the earlier one stands on the left.
fn choose_the_only_pair(state: &mut State) {
    let corpus = &state.analysis.corpus;
    if corpus.len() != 2 || state.selection.pair.is_some() {
        return;
    }
    let mut ids = [DocumentId(0), DocumentId(1)];
    ids.sort_by_key(|&id| (corpus.get(id).metadata.published_date(), id));
    super::select::select(state, Select::Pair(ids[0], ids[1]));
}

/// Puts an analysis in the place of the last one.
fn show_analysis(state: &mut State, analysis: Analysis) {
    leave(std::mem::replace(&mut state.analysis, Arc::new(analysis)));
    state.analysis_number += 1;
}

fn take_analysis(state: &mut State, analysis: Analysis) {
    let selected = SelectionByName::of(state);
    // A matrix of the same index only had more filled in.
    let index = |matrix: &SimilarityMatrix| matrix.index().map(Arc::as_ptr);
    let is_other_matrix = index(&state.analysis.matrix) != index(&analysis.matrix);
    let filter = FilterByName::of(state);
    let scale = Scale::of(state);
    show_analysis(state, analysis);
    if is_other_matrix {
        scale.restore(state);
        if let Some(view) = state.to_restore.take() {
            remembered::restore_with_matrix(state, &view);
            state.to_restore = Some(view);
        }
        scale::lift(state);
    }
    filter.restore(state);
    selected.restore(state);
}
