//! What a session holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::Settings;
use crate::entity::EntityKind;

/// Something that was opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// The built-in sample.
    Sample,
    /// A folder or a file, absolute while the program runs.
    Path(PathBuf),
}

/// The documents as they were when a session was saved, by path. Shared: it is as large as the corpus, and the person
/// changes nothing in it.
pub type Documents = Arc<BTreeMap<String, DocumentRecord>>;

/// What the person chose and wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// What was opened.
    pub roots: Vec<Root>,
    /// Every option that shapes a result, with the corrections.
    pub settings: Settings,
    /// The documents as they were when the session was saved.
    pub documents: Documents,
    /// Notes and marks of pairs, by the two paths in order.
    pub pairs: BTreeMap<(String, String), PairNote>,
    /// Notes on articles, by path.
    pub notes: BTreeMap<String, String>,
    /// Tags of articles, by path.
    pub tags: BTreeMap<String, Vec<String>>,
    /// Articles that the person marked, by path.
    pub marked: BTreeSet<String>,
    /// Notes on people, places and organisations, by what they are and their name.
    pub entity_notes: BTreeMap<(EntityKind, String), String>,
    /// Articles that the person hid, by path.
    pub hidden: Vec<String>,
    /// Names that the person gave to clusters, by the path of their first document.
    pub cluster_names: BTreeMap<String, String>,
    /// What the window showed.
    pub view: View,
}

/// A document as it was when the session was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentRecord {
    /// SHA-256 of its source, in hexadecimal.
    pub sha256: String,
}

/// What the person noted of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairNote {
    /// In the person's words.
    pub note: String,
    /// Looked at and done with.
    pub is_reviewed: bool,
    /// Marked, to come back to.
    pub is_marked: bool,
}

/// What the window showed: names of things, never numbers that a rescan changes. What it was called by the window is
/// kept as words, which another version of the window may or may not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Path of the selected article.
    pub article: Option<String>,
    /// Paths of the selected pair.
    pub pair: Option<(String, String)>,
    /// What the selected entity is, and its name.
    pub entity: Option<(EntityKind, String)>,
    /// What was left out.
    pub filter: StoredFilter,
    /// How things were looked at, by the window's own names: `order`, `measure`, `threshold` and the like.
    pub options: BTreeMap<String, String>,
    /// The layout of the panes, as the window wrote it.
    pub layout: String,
}

/// What was left out, by the names of things. Empty parts let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredFilter {
    /// Words that were looked for, as they were typed.
    pub search: String,
    /// How they were looked for: `case`, `word`, `regex`.
    pub search_options: BTreeSet<String>,
    /// Outlets, any of them.
    pub outlets: BTreeSet<String>,
    /// First and last day of publication, in ISO 8601.
    pub published: Option<(Option<String>, Option<String>)>,
    /// First and last day that the text speaks of, in ISO 8601.
    pub happened: Option<(Option<String>, Option<String>)>,
    /// Entities that are all named.
    pub entities: Vec<(EntityKind, String)>,
    /// One cluster, by the path of its first document.
    pub cluster: Option<String>,
    /// Articles that were picked by hand, by path.
    pub picked: Option<Vec<String>>,
    /// Pairs by review: `reviewed` or `open`.
    pub review: Option<String>,
    /// An expression for pairs, as it was typed.
    pub pairs: String,
    /// Whether only articles made of two stories are shown.
    pub two_sources: bool,
    /// Whether hidden articles are shown all the same.
    pub shows_hidden: bool,
}

impl Session {
    /// Whether the person wrote or decided anything about the article at `path`.
    #[must_use]
    pub fn speaks_of(&self, path: &str) -> bool {
        self.notes.contains_key(path)
            || self.tags.contains_key(path)
            || self.marked.contains(path)
            || self.cluster_names.contains_key(path)
            || self.settings.metadata.contains_key(path)
            || self.hidden.iter().any(|hidden| hidden == path)
            || self.settings.timeline.corrections.iter().any(|correction| correction.path == path)
            || self.pairs.keys().any(|(a, b)| a == path || b == path)
    }
}
