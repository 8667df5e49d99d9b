//! What the window knows. Views borrow it; only [`apply`](super::apply) changes it.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::asked::{Asked, ExplanationKey, Trace, TraceKey};
use super::command::{FileCommand, Modal, Purpose};
use super::filing::{Content, Filed, Kept, Opening};
use super::filter::Filter;
use super::history::History;
use super::job::{Background, Job, Waker};
use super::layout::Layout;
use super::options::{Options, Width};
use super::pair_keys::pair_note;
use super::preferences::Preferences;
use super::problem::{Problem, Toast};
use super::shown::{ArticleRow, Shown, ShownKey};
use crate::analysis::{Analysis, Comparison};
use crate::cache::Cache;
use crate::corpus::{Corpus, DocumentId};
use crate::entity::EntityId;
use crate::session::{Changes, Orphan, PairNote, Recovery, Session, SessionLock, Stamp, View};
use crate::similarity::{ClusterId, Explanation};
use crate::text::Span;

/// Where the articles come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nothing is open.
    #[default]
    Nothing,
    /// The built-in sample.
    Sample,
    /// Folders and files.
    Paths(Vec<PathBuf>),
}

/// What is chosen, in every view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The article.
    pub article: Option<DocumentId>,
    /// The pair; the first is on the left.
    pub pair: Option<(DocumentId, DocumentId)>,
    /// The entity.
    pub entity: Option<EntityId>,
    /// The cluster.
    pub cluster: Option<ClusterId>,
    /// The day.
    pub date: Option<Date>,
    /// A stretch of the article to be scrolled to and marked.
    pub place: Option<(DocumentId, Span)>,
}

/// What is to be done outside the state, by the window.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Puts text on the clipboard.
    Copy(String),
    /// Asks the system for a path.
    Pick(Purpose),
    /// Closes the window.
    Close,
    /// Sets the size of everything.
    Zoom(f32),
    /// Forgets what the toolkit remembers: widths of panels and columns, scroll places.
    ForgetPlaces,
}

/// Since when something became of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since the session was saved.
    Saved,
    /// Since they were read last.
    Read,
}

/// What a loading job sends.
pub enum Loaded {
    /// The articles were read; and what became of them since then.
    Corpus(Arc<Corpus>, Option<(Since, Box<Changes>)>),
    /// The files are as they were, and so is what was found in them.
    Unchanged,
    /// A part of the analysis is done; the rest follows.
    Partial(Box<Analysis>),
    /// The analysis is complete.
    Complete(Box<Analysis>),
    /// Nothing could be opened.
    Failed(Problem),
    /// The person stopped it.
    Cancelled,
}

/// What decides a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonKey {
    /// Number of the analysis.
    pub analysis: u64,
    /// The article on the left.
    pub a: DocumentId,
    /// The article on the right.
    pub b: DocumentId,
}

/// What the window knows.
pub struct State {
    /// Where the articles come from.
    pub source: Source,
    /// The articles as they were read, without the person's corrections.
    pub corpus: Arc<Corpus>,
    /// What was found in them.
    pub analysis: Arc<Analysis>,
    /// Whether all parts of `analysis` are there.
    pub is_complete: bool,
    /// Number of `analysis`: another one, another number.
    pub analysis_number: u64,
    /// What the person decided.
    pub session: Arc<Session>,
    /// Number of `session`.
    pub decisions_number: u64,
    /// Where it was saved.
    pub session_path: Option<PathBuf>,
    /// Which of the states in `history` was saved last; nothing when what is open was never saved as it was opened.
    pub(super) saved_revision: Option<u64>,
    /// Whether another window has the session, so that it can only be saved under another name.
    pub is_read_only: bool,
    /// The session file as this window knows it.
    pub(super) stamp: Option<Stamp>,
    /// What became of the articles since the session was saved, or since they were read last.
    pub changes: Option<Arc<Changes>>,
    /// What can be undone.
    pub history: History,
    /// What is chosen.
    pub selection: Selection,
    /// The story that is read from its first article to its last, if one is.
    pub reading: Option<ClusterId>,
    /// What is left out.
    pub filter: Filter,
    /// How things are looked at.
    pub options: Options,
    /// The panes.
    pub layout: Layout,
    /// How wide the window is.
    pub width: Width,
    /// What the filter leaves.
    pub shown: Background<ShownKey, Shown>,
    /// Shown before anything was made.
    pub(super) nothing_shown: Arc<Shown>,
    /// The selected pair in full.
    pub(super) comparison: Background<ComparisonKey, Comparison>,
    /// Why the selected pair has its score, with what that was made for.
    pub(super) explanation: Background<ExplanationKey, (ExplanationKey, Option<Explanation>)>,
    /// A text from elsewhere that is looked for among the articles.
    pub asked: Option<Asked>,
    /// Where it stands.
    pub(super) trace: Background<TraceKey, Trace>,
    /// Reading and analysing.
    pub loading: Option<Job<Loaded>>,
    /// Writing or reading a session or a report.
    pub filing: Option<Job<Filed>>,
    /// What is to be written once it is known where.
    pub(super) offered: Option<Content>,
    /// What is done once the session is saved.
    pub(super) after_saving: Option<FileCommand>,
    /// A session that waits for an answer before it is opened.
    pub(super) opening: Option<Box<Opening>>,
    /// The right to save the session where it is.
    pub(super) lock: Option<SessionLock>,
    /// What the window showed when the session was saved, until the articles are there.
    pub(super) to_restore: Option<View>,
    /// The recovery file of this window.
    pub(super) recovery: Option<Arc<Recovery>>,
    /// Looking after it.
    pub(super) keeping: Option<Job<Kept>>,
    /// The decisions that are in it.
    pub(super) kept_number: u64,
    /// Whether something is in it.
    pub(super) is_kept: bool,
    /// What windows that died left behind.
    pub orphans: Vec<Orphan>,
    /// Recovered work, which is removed from its old place once it is kept by this window.
    pub(super) recovered: Option<(Orphan, SessionLock)>,
    /// Recent folders and sessions that are not there.
    pub missing_recents: BTreeSet<String>,
    /// Looking for them.
    pub(super) checking: Option<Job<BTreeSet<String>>>,
    /// Where results are kept for the next opening; nowhere in tests.
    pub(super) cache: Option<Cache>,
    /// Keeping them.
    pub(super) caching: Option<Job<()>>,
    /// What went wrong, newest last.
    pub problems: Vec<Problem>,
    /// Notes at the edge, newest last.
    pub toasts: VecDeque<Toast>,
    pub(super) next_toast: u64,
    /// The box over the window.
    pub modal: Option<Modal>,
    /// What the person prefers, in every session.
    pub preferences: Preferences,
    /// What the window has to do.
    pub(super) effects: Vec<Effect>,
    /// Wakes the window.
    pub waker: Waker,
}

impl State {
    /// An empty window.
    pub fn new(waker: Waker, preferences: Preferences) -> Self {
        let session = Arc::<Session>::default();
        let layout = preferences.layout.as_deref().and_then(Layout::from_text).unwrap_or_default();
        Self {
            source: Source::Nothing,
            corpus: Arc::default(),
            analysis: Arc::default(),
            is_complete: false,
            analysis_number: 0,
            session,
            decisions_number: 0,
            session_path: None,
            saved_revision: Some(0),
            is_read_only: false,
            stamp: None,
            changes: None,
            history: History::default(),
            selection: Selection::default(),
            reading: None,
            filter: Filter::default(),
            options: Options::default(),
            layout,
            width: Width::default(),
            shown: Background::new("filter"),
            nothing_shown: Arc::default(),
            comparison: Background::new("compare"),
            explanation: Background::new("explain"),
            asked: None,
            trace: Background::new("trace"),
            loading: None,
            filing: None,
            offered: None,
            after_saving: None,
            opening: None,
            lock: None,
            to_restore: None,
            recovery: None,
            keeping: None,
            kept_number: 0,
            is_kept: false,
            orphans: Vec::new(),
            recovered: None,
            missing_recents: BTreeSet::new(),
            checking: None,
            cache: None,
            caching: None,
            problems: Vec::new(),
            toasts: VecDeque::new(),
            next_toast: 0,
            modal: None,
            preferences,
            effects: Vec::new(),
            waker,
        }
    }

    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        self.source == Source::Nothing
    }

    /// How many things of the reading and the work since then there are to know: skipped files, messages.
    pub fn trouble_count(&self) -> usize {
        self.corpus.skipped.len() + self.corpus.warnings.len() + self.problems.len()
    }

    /// Whether the list of articles is shown.
    pub fn shows_articles(&self) -> bool {
        self.options.has_articles.unwrap_or(self.width > Width::Narrow)
    }

    /// Whether the inspector is shown.
    pub fn shows_inspector(&self) -> bool {
        self.options.has_inspector.unwrap_or(self.width == Width::Wide)
    }

    /// Whether something was decided since the session was saved.
    pub fn is_changed(&self) -> bool {
        self.saved_revision != Some(self.history.revision())
    }

    /// Whether something is under way.
    pub fn is_busy(&self) -> bool {
        self.loading.is_some() || self.filing.is_some() || self.shown.is_busy() || self.comparison.is_busy()
    }

    /// What the filter leaves: the last that was made, which may be a moment old.
    pub fn shown(&self) -> &Arc<Shown> {
        // An older corpus may have had more articles; its rows must not be looked up in this one.
        match self.shown.latest() {
            Some(shown) if shown.position.len() == self.analysis.corpus.len() => shown,
            _ => &self.nothing_shown,
        }
    }

    /// The articles that the reader steps through: those of the story that is read, or all in the order of their list.
    /// Linear in the articles: for a key press, not for every frame.
    pub fn reading_list(&self) -> Vec<DocumentId> {
        if let Some(story) = self.reading.and_then(|id| self.shown().story(id)) {
            return story.articles.clone();
        }
        let article = |row: &ArticleRow| match row {
            ArticleRow::Article(id) => Some(*id),
            ArticleRow::Group { .. } => None,
        };
        self.shown().rows.iter().filter_map(article).collect()
    }

    /// The least score that a listed pair can have, by the measure that is shown: every listed pair reaches it.
    pub fn least_shown(&self) -> f64 {
        let matrix = &self.analysis.matrix;
        if self.options.measure == matrix.measure { matrix.least_listed() } else { 0.0 }
    }

    /// The threshold where it leaves listed pairs out, and 0 where it leaves out none.
    pub fn raised_threshold(&self) -> f64 {
        if self.options.threshold > self.least_shown() { self.options.threshold } else { 0.0 }
    }

    /// What `shown` is made for.
    pub fn shown_key(&self) -> ShownKey {
        ShownKey {
            analysis: self.analysis_number,
            decisions: self.decisions_number,
            filter: self.filter.clone(),
            order: self.options.order,
            measure: self.options.measure,
            threshold: self.options.threshold,
            pair_sort: self.options.pair_sort,
            grouping: self.options.grouping,
            dates: self.preferences.date_order(),
        }
    }

    /// What the comparison of the selected pair is made for.
    pub fn comparison_key(&self) -> Option<ComparisonKey> {
        self.selection.pair.map(|(a, b)| ComparisonKey { analysis: self.analysis_number, a, b })
    }

    /// The selected pair in full, once it has been aligned.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.comparison.get(&self.comparison_key()?)
    }

    /// What the explanation of the selected pair is made for.
    pub fn explanation_key(&self) -> Option<ExplanationKey> {
        let (a, b) = self.selection.pair?;
        Some(ExplanationKey { analysis: self.analysis_number, a, b, exclusions: self.options.exclusions })
    }

    /// Why the selected pair has its score: for what is left out now or, while that is being made, for the last choice.
    pub fn explanation(&self) -> Option<&Explanation> {
        let key = self.explanation_key()?;
        let (made, explanation) = &**self.explanation.latest()?;
        let is_same = (made.analysis, made.a, made.b) == (key.analysis, key.a, key.b);
        explanation.as_ref().filter(|_| is_same)
    }

    /// What the trace of the text asked about is made for.
    pub fn trace_key(&self) -> Option<TraceKey> {
        Some(TraceKey { analysis: self.analysis_number, asked: self.asked.clone()? })
    }

    /// Where the text asked about stands, once it was looked for.
    pub fn trace(&self) -> Option<&Trace> {
        Some(&**self.trace.get(&self.trace_key()?)?)
    }

    /// What the person noted of a pair.
    pub fn pair_note(&self, a: DocumentId, b: DocumentId) -> Option<&PairNote> {
        pair_note(&self.session, &self.analysis.corpus, a, b)
    }

    /// What is open, by its name: that of the session, or of the first folder.
    pub fn name(&self) -> String {
        let name = match (&self.session_path, &self.source) {
            (Some(path), _) => file_name(path),
            (None, Source::Nothing) => String::new(),
            (None, Source::Sample) => "Sample".to_owned(),
            (None, Source::Paths(paths)) => paths.first().map_or_else(String::new, |path| file_name(path)),
        };
        name.strip_suffix(".variorum.ron").unwrap_or(&name).to_owned()
    }

    /// What the window is called: "session* – Variorum".
    pub fn title(&self) -> String {
        let name = self.name();
        if name.is_empty() {
            return "Variorum".to_owned();
        }
        let dirty = if self.is_changed() { "*" } else { "" };
        let read_only = if self.is_read_only { " (read-only)" } else { "" };
        format!("{name}{dirty}{read_only} – Variorum")
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
