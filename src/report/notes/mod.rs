//! What the person wrote and marked, as one list: for the notes panel of the window, and for a file.
//!
//! A [`Notebook`] is made of a session and of what is known of its articles. What the session says about articles that
//! are not there any more is in it too: nothing that somebody wrote disappears with a file.

mod links;
mod write;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use links::{Link, LinkIndex, Target, links};
pub use write::{NotesFormat, write};

use super::build::words;
use crate::analysis::Analysis;
use crate::corpus::{Document, MetadataCorrection};
use crate::entity::{EntityCorrection, EntityKind, EntityRule};
use crate::session::Session;
use crate::text::Span;

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// Wrote a note.
    Note,
    /// Marked, to come back to.
    Mark,
    /// Gave tags.
    Tags,
    /// Looked at a pair and was done with it.
    Reviewed,
    /// Gave a story a name.
    StoryName,
    /// Corrected what was found: an article, a name, a time, an encoding.
    Correction,
    /// Left an article out of every view.
    Hidden,
}

impl EntryKind {
    /// Every kind, in the order of the list.
    pub const ALL: [EntryKind; 7] = [
        EntryKind::Note,
        EntryKind::Mark,
        EntryKind::Tags,
        EntryKind::Reviewed,
        EntryKind::StoryName,
        EntryKind::Correction,
        EntryKind::Hidden,
    ];

    /// As people read it, of many.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            EntryKind::Note => "Notes",
            EntryKind::Mark => "Marks",
            EntryKind::Tags => "Tags",
            EntryKind::Reviewed => "Reviewed pairs",
            EntryKind::StoryName => "Names of stories",
            EntryKind::Correction => "Corrections",
            EntryKind::Hidden => "Hidden articles",
        }
    }
}

/// What an entry is about, by the names that outlive a rescan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An article, by its path.
    Article(String),
    /// A pair, by its two paths in order.
    Pair(String, String),
    /// A person, place or organisation.
    Entity(EntityKind, String),
    /// A story, by the path of its first article.
    Story(String),
    /// All articles.
    Corpus,
}

/// Which correction an entry is: by what it says, so that it is found again whatever was decided since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// What is known of an article, by its path.
    Metadata(String),
    /// A time, by the path of its article and its place there.
    Time(String, Span),
    /// A name.
    Name(EntityCorrection),
    /// The person's own pattern for names.
    Rule(EntityRule),
    /// The encoding of a file or folder, by its path.
    Encoding(String),
    /// Text that is repaired, by its path.
    Repair(String),
}

/// One thing that the person wrote or marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub kind: EntryKind,
    /// What it is about.
    pub subject: Subject,
    /// The same in words: titles, or paths of articles that are not there.
    pub title: String,
    /// The note, the tags, what was corrected; may be empty.
    pub text: String,
    /// Whether what it is about is not among the articles now.
    pub is_missing: bool,
    /// Of a correction, which one it is.
    pub corrected: Option<Corrected>,
}

/// Everything that the person wrote and marked, by kind, then subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// The entries.
    pub entries: Vec<Entry>,
}

impl Notebook {
    /// The list of a session, with days as `day` writes them: files have them as ISO does, a window as its reader does.
    /// Linear in the session, with a search by path for each entry.
    #[must_use]
    pub fn new(session: &Session, analysis: &Analysis, day: fn(Date) -> String) -> Self {
        let mut list = List { analysis, known_names: names(analysis), day, entries: Vec::new() };
        list.written(session);
        list.corrected(session);
        let mut entries = list.entries;
        // The sort is stable: corrections of one subject stay in the order in which they were made.
        entries.sort_by(|one, other| (one.kind, &one.subject).cmp(&(other.kind, &other.subject)));
        Self { entries }
    }
}

/// Names of all entities.
fn names(analysis: &Analysis) -> BTreeSet<(EntityKind, &str)> {
    analysis.entities.entities.iter().map(|entity| (entity.kind, entity.name.as_str())).collect()
}

struct List<'a> {
    analysis: &'a Analysis,
    known_names: BTreeSet<(EntityKind, &'a str)>,
    day: fn(Date) -> String,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn written(&mut self, session: &Session) {
        for (path, note) in &session.notes {
            self.article(EntryKind::Note, path, note);
        }
        for path in &session.marked {
            self.article(EntryKind::Mark, path, "");
        }
        for (path, tags) in &session.tags {
            self.article(EntryKind::Tags, path, &tags.join(", "));
        }
        for path in &session.hidden {
            self.article(EntryKind::Hidden, path, "");
        }
        for ((a, b), pair) in &session.pairs {
            if !pair.note.is_empty() {
                self.pair(EntryKind::Note, a, b, &pair.note);
            }
            if pair.is_marked {
                self.pair(EntryKind::Mark, a, b, "");
            }
            if pair.is_reviewed {
                self.pair(EntryKind::Reviewed, a, b, "");
            }
        }
        for ((kind, name), note) in &session.entity_notes {
            let is_missing = !self.known_names.contains(&(*kind, name));
            self.put(EntryKind::Note, Subject::Entity(*kind, name.clone()), name.clone(), note, is_missing);
        }
        for (path, name) in &session.cluster_names {
            let is_missing = self.document(path).is_none();
            self.put(EntryKind::StoryName, Subject::Story(path.clone()), name.clone(), "", is_missing);
        }
    }

    fn corrected(&mut self, session: &Session) {
        let settings = &session.settings;
        for (path, correction) in &settings.metadata {
            self.of_article(path, &in_words(correction, self.day), Corrected::Metadata(path.clone()));
        }
        for correction in &settings.timeline.corrections {
            let words = match &correction.value {
                Some((value, _)) => format!("“{}” is {value}", correction.phrase),
                None => format!("“{}” is no time", correction.phrase),
            };
            let which = Corrected::Time(correction.path.clone(), correction.span);
            self.of_article(&correction.path, &words, which);
        }
        for correction in &settings.entity.corrections {
            let which = Corrected::Name(correction.clone());
            self.of_corpus("Names", &words::entity_correction(correction), which);
        }
        for rule in &settings.entity.rules {
            let what = if rule.is_regex { "whatever matches " } else { "" };
            let words = format!("{what}“{}” is a name ({})", rule.pattern, rule.kind.label());
            self.of_corpus("Names", &words, Corrected::Rule(rule.clone()));
        }
        for (path, encoding) in &settings.read.encodings {
            let which = Corrected::Encoding(path.clone());
            if path.ends_with('/') {
                self.of_corpus("Encodings", &format!("all below {path} is read as {encoding}"), which);
            } else {
                self.of_article(path, &format!("read as {encoding}"), which);
            }
        }
        for path in &settings.read.repairs {
            let words = "text that had been read in the wrong encoding is repaired";
            self.of_article(path, words, Corrected::Repair(path.clone()));
        }
    }

    /// A correction of an article.
    fn of_article(&mut self, path: &str, text: &str, which: Corrected) {
        self.article(EntryKind::Correction, path, text);
        self.is_last(which);
    }

    /// A correction of all articles.
    fn of_corpus(&mut self, title: &str, text: &str, which: Corrected) {
        self.put(EntryKind::Correction, Subject::Corpus, title.to_owned(), text, false);
        self.is_last(which);
    }

    /// Says which correction the entry is that was put last.
    fn is_last(&mut self, which: Corrected) {
        if let Some(entry) = self.entries.last_mut() {
            entry.corrected = Some(which);
        }
    }

    fn document(&self, path: &str) -> Option<&Document> {
        let corpus = &self.analysis.corpus;
        corpus.find(path).map(|id| &**corpus.get(id))
    }

    fn title(&self, path: &str) -> String {
        self.document(path).map_or_else(|| path.to_owned(), |document| titled(document, self.day))
    }

    fn article(&mut self, kind: EntryKind, path: &str, text: &str) {
        let is_missing = self.document(path).is_none();
        self.put(kind, Subject::Article(path.to_owned()), self.title(path), text, is_missing);
    }

    fn pair(&mut self, kind: EntryKind, a: &str, b: &str, text: &str) {
        let is_missing = self.document(a).is_none() || self.document(b).is_none();
        let title = format!("{} ↔ {}", self.title(a), self.title(b));
        self.put(kind, Subject::Pair(a.to_owned(), b.to_owned()), title, text, is_missing);
    }

    fn put(&mut self, kind: EntryKind, subject: Subject, title: String, text: &str, is_missing: bool) {
        self.entries.push(Entry { kind, subject, title, text: text.to_owned(), is_missing, corrected: None });
    }
}

/// "Kerry in Sochi (Reuters, 2015-05-12)".
fn titled(document: &Document, day: fn(Date) -> String) -> String {
    let outlet = document.metadata.outlet_name().map(str::to_owned);
    let date = document.metadata.published_date().map(day);
    let from: Vec<String> = [outlet, date].into_iter().flatten().collect();
    if from.is_empty() {
        return document.title().to_owned();
    }
    format!("{} ({})", document.title(), from.join(", "))
}

/// "outlet: The Ledger; date: none".
fn in_words(correction: &MetadataCorrection, day: fn(Date) -> String) -> String {
    let text = |name: &str, value: &Option<String>| {
        let value = value.as_ref()?;
        Some(format!("{name}: {}", if value.is_empty() { "none" } else { value }))
    };
    let date = correction.published.map(|published| match published {
        Some(published) => format!("date: {}", day(published.date)),
        None => "date: none".to_owned(),
    });
    let parts = [
        text("title", &correction.title),
        text("byline", &correction.byline),
        text("outlet", &correction.outlet),
        text("agency", &correction.agency),
        text("place", &correction.place),
        date,
        text("address", &correction.url),
        text("language", &correction.language),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
