//! What a session holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::analysis::Settings;

/// Something that was opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// The built-in sample.
    Sample,
    /// A folder or a file, absolute while the program runs.
    Path(PathBuf),
}

/// What the person chose and wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// What was opened.
    pub roots: Vec<Root>,
    /// Every option that shapes a result, with the corrections.
    pub settings: Settings,
    /// The documents as they were when the session was saved, by path.
    pub documents: BTreeMap<String, DocumentRecord>,
    /// Notes and marks of pairs, by the two paths in order.
    pub pairs: BTreeMap<(String, String), PairNote>,
    /// Notes on articles, by path.
    pub notes: BTreeMap<String, String>,
    /// Tags of articles, by path.
    pub tags: BTreeMap<String, Vec<String>>,
    /// Articles that the person hid, by path.
    pub hidden: Vec<String>,
    /// Names that the person gave to clusters, by the path of their first document.
    pub cluster_names: BTreeMap<String, String>,
    /// What the window showed.
    pub view: View,
}

/// A document as it was when the session was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// SHA-256 of its source, in hexadecimal.
    pub sha256: String,
}

/// What the person noted of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PairNote {
    /// In the person's words.
    pub note: String,
    /// Looked at and done with.
    pub is_reviewed: bool,
}

/// What the window showed: names of things, never numbers that a rescan changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// Which preset or pane was in front.
    pub pane: String,
    /// Path of the selected article.
    pub article: Option<String>,
    /// Paths of the selected pair.
    pub pair: Option<(String, String)>,
    /// The filter, as it is written in the window.
    pub filter: String,
    /// The layout of the panes, as the window wrote it.
    pub layout: String,
}
