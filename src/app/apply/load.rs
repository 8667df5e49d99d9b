//! Reading and analysing, in jobs; and taking in what they made.

use std::path::PathBuf;
use std::sync::Arc;

use super::report;
use crate::analysis::{Analysis, Settings, analyze_in_steps};
use crate::app::command::Select;
use crate::app::filter::Filter;
use crate::app::job::{Job, Outbox, Poll};
use crate::app::layout::Pane;
use crate::app::shown::shown;
use crate::app::state::{Loaded, Problem, Selection, Source, State};
use crate::app::words;
use crate::corpus::{Corpus, DocumentId, OpenError, open, reload, sample};
use crate::progress::Progress;
use crate::session::{changes, record};
use crate::similarity::{BoilerplateReport, SimilarityMatrix};

/// Reads a source from the start, in place of what is open.
pub fn load(state: &mut State, source: Source) {
    let settings = state.session.settings.clone();
    let read = match source.clone() {
        Source::Nothing => {
            state.loading = None;
            take_corpus(state, Arc::default());
            return;
        }
        Source::Sample => Reading::Sample,
        Source::Paths(paths) => Reading::Paths(paths),
    };
    state.source = source;
    state.loading = Some(Job::start("load", &state.waker, move |progress, outbox| {
        read_and_analyse(read, &settings, progress, outbox);
    }));
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
    let settings = state.session.settings.clone();
    state.loading = Some(Job::start("reload", &state.waker, move |progress, outbox| {
        read_and_analyse(reading, &settings, progress, outbox);
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
    state.analysis = Arc::new(Analysis { corpus, ..Analysis::clone(&state.analysis) });
    state.analysis_number += 1;
}

enum Reading {
    Sample,
    Paths(Vec<PathBuf>),
    /// What differs from `last`, whose analysis may be complete.
    Again {
        last: Arc<Corpus>,
        why: Why,
        is_complete: bool,
    },
}

fn read_and_analyse(reading: Reading, settings: &Settings, progress: &Progress, outbox: &Outbox<Loaded>) {
    let corpus = match &reading {
        Reading::Sample => Ok(sample()),
        Reading::Paths(paths) => open(paths, &settings.read, progress),
        Reading::Again { last, .. } => reload(last, &settings.read, progress),
    };
    match corpus {
        Ok(corpus) => {
            if let Reading::Again { last, why: Why::Asked, is_complete } = &reading {
                if *is_complete && is_same(last, &corpus) {
                    outbox.send(Loaded::Unchanged);
                    return;
                }
                outbox.send(Loaded::Changed(changes(&record(last), &record(&corpus))));
            }
            let corpus = Arc::new(corpus);
            outbox.send(Loaded::Corpus(Arc::clone(&corpus)));
            analyse(&corpus, settings, None, progress, outbox);
        }
        Err(OpenError::Cancelled(_)) => outbox.send(Loaded::Cancelled),
        Err(error) => outbox.send(Loaded::Failed(Problem::error(error.to_string(), ""))),
    }
}

/// Whether everything that the window shows of two readings is the same.
fn is_same(one: &Corpus, other: &Corpus) -> bool {
    one.documents() == other.documents() && one.skipped == other.skipped && one.warnings == other.warnings
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

/// Takes in what the jobs have made since the last frame, and asks for what the state now needs. Never waits.
pub fn receive(state: &mut State) {
    receive_loaded(state);
    super::file::receive(state);
    request_shown(state);
    request_comparison(state);
}

fn receive_loaded(state: &mut State) {
    let Some(job) = &state.loading else { return };
    match job.poll() {
        Poll::Pending => {}
        Poll::Ended => state.loading = None,
        Poll::Value(Loaded::Corpus(corpus)) => take_corpus(state, corpus),
        Poll::Value(Loaded::Changed(changes)) => {
            let words = super::file::changes_in_words(&changes);
            let words = if words.is_empty() { "The same articles; what was skipped changed".to_owned() } else { words };
            report(state, Problem::note(format!("On disk: {words}")));
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
            choose_the_only_pair(state);
        }
        Poll::Value(Loaded::Failed(problem)) => {
            state.loading = None;
            report(state, problem);
            if state.corpus.is_empty() {
                state.source = Source::Nothing;
            }
        }
        Poll::Value(Loaded::Cancelled) => {
            state.loading = None;
            if state.corpus.is_empty() {
                state.source = Source::Nothing;
            }
            report(state, Problem::note("Stopped. What was ready is kept."));
        }
    }
}

/// Shows the articles at once; what is found in them follows.
fn take_corpus(state: &mut State, corpus: Arc<Corpus>) {
    let selected = Remembered::of(state);
    let is_useless = corpus.is_empty() && state.source != Source::Nothing;
    state.corpus = Arc::clone(&corpus);
    state.is_complete = false;
    let settings = state.session.settings.clone();
    // A matrix without pairs, but of the right size: views look up rows by document.
    let matrix = Arc::new(SimilarityMatrix::new(corpus.len(), Vec::new(), BoilerplateReport::default()));
    state.analysis = Arc::new(Analysis { settings, corpus, matrix, ..Analysis::default() });
    state.analysis_number += 1;
    state.filter = std::mem::take(&mut state.filter).without_numbers();
    state.reading = None;
    state.options.threshold = 0.0;
    selected.restore(state);
    super::file::tell_changes(state);
    if let Some(view) = state.to_restore.take() {
        let find = |path: &String| state.analysis.corpus.find(path);
        state.selection.article = view.article.as_ref().and_then(find);
        state.selection.pair = view.pair.as_ref().and_then(|(a, b)| Some((find(a)?, find(b)?)));
    }
    if is_useless {
        let details = match state.corpus.skipped.len() {
            0 => {
                state.source = Source::Nothing;
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

fn take_analysis(state: &mut State, analysis: Analysis) {
    let selected = Remembered::of(state);
    let is_other_matrix = !Arc::ptr_eq(&state.analysis.matrix, &analysis.matrix);
    let filter = FilterByName::of(state);
    state.analysis = Arc::new(analysis);
    state.analysis_number += 1;
    if is_other_matrix {
        state.options.measure = state.analysis.settings.similarity.measure;
        state.options.threshold = state.options.threshold.max(state.analysis.matrix.threshold);
    }
    filter.restore(state);
    selected.restore(state);
}

/// The selection by the names of things, which outlive a new analysis; their numbers do not.
struct Remembered {
    article: Option<String>,
    pair: Option<(String, String)>,
    entity: Option<(crate::entity::EntityKind, String)>,
}

impl Remembered {
    fn of(state: &State) -> Self {
        let analysis = &state.analysis;
        let path = |id: crate::corpus::DocumentId| analysis.corpus.get(id).path.clone();
        let entity = |id: crate::entity::EntityId| {
            let entity = analysis.entities.get(id);
            (entity.kind, entity.name.clone())
        };
        let selection = &state.selection;
        Self {
            article: selection.article.map(path),
            pair: selection.pair.map(|(a, b)| (path(a), path(b))),
            entity: selection.entity.map(entity),
        }
    }

    fn restore(self, state: &mut State) {
        let analysis = &state.analysis;
        let find = |path: &String| analysis.corpus.find(path);
        let entity = self.entity.and_then(|(kind, name)| {
            analysis.entities.entities.iter().find(|entity| entity.kind == kind && entity.name == name)
        });
        state.selection = Selection {
            article: self.article.as_ref().and_then(find),
            pair: self.pair.as_ref().and_then(|(a, b)| Some((find(a)?, find(b)?))),
            entity: entity.map(|entity| entity.id),
            ..Selection::default()
        };
    }
}

/// What the filter names by number, and the story that is read, by names. What is no longer there is left out of it.
struct FilterByName {
    entities: Vec<(crate::entity::EntityKind, String)>,
    /// A story is known by its first article.
    cluster: Option<crate::corpus::DocumentId>,
    reading: Option<crate::corpus::DocumentId>,
}

impl FilterByName {
    fn of(state: &State) -> Self {
        let analysis = &state.analysis;
        let entity = |id: &crate::entity::EntityId| analysis.entities.entities.get(id.index());
        let first = |id: crate::similarity::ClusterId| {
            analysis.clusters.clusters.get(id.0 as usize).and_then(|cluster| cluster.documents.first().copied())
        };
        let named = state.filter.entities.iter().filter_map(entity);
        Self {
            entities: named.map(|entity| (entity.kind, entity.name.clone())).collect(),
            cluster: state.filter.cluster.and_then(first),
            reading: state.reading.and_then(first),
        }
    }

    fn restore(self, state: &mut State) {
        let analysis = &state.analysis;
        let entity = |(kind, name): &(crate::entity::EntityKind, String)| {
            let found = analysis.entities.entities.iter().find(|entity| entity.kind == *kind && entity.name == *name);
            found.map(|entity| entity.id)
        };
        let entities = self.entities.iter().filter_map(entity).collect();
        let story = |first: crate::corpus::DocumentId| {
            let stories = analysis.clusters.of_document.get(first.index())?;
            let begins =
                |id: &&crate::similarity::ClusterId| analysis.clusters.get(**id).documents.first() == Some(&first);
            stories.iter().find(begins).or(stories.first()).copied()
        };
        let (cluster, reading) = (self.cluster.and_then(story), self.reading.and_then(story));
        state.reading = reading;
        state.filter = Filter { entities, cluster, ..std::mem::take(&mut state.filter) };
    }
}

fn request_shown(state: &mut State) {
    let key = state.shown_key();
    let (analysis, session) = (&state.analysis, &state.session);
    let last = state.shown.latest().cloned();
    let waker = state.waker.clone();
    let for_job = key.clone();
    state.shown.request(&key, &waker, || {
        let (analysis, session) = (Arc::clone(analysis), Arc::clone(session));
        move |progress: &Progress| shown(&analysis, &session, &for_job, last.as_deref(), progress)
    });
}

fn request_comparison(state: &mut State) {
    let Some(key) = state.comparison_key() else { return };
    let analysis = &state.analysis;
    let (a, b) = (key.a, key.b);
    state.comparison.request(&key, &state.waker.clone(), || {
        let analysis = Arc::clone(analysis);
        move |progress: &Progress| crate::analysis::compare(&analysis, a, b, progress)
    });
}
