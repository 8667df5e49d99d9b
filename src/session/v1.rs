//! Session files of version 1.
//!
//! Fields may be added here as long as they have a default. A change that is more than that makes a version 2 with
//! structs of its own; then what this one borrows from other rooms is copied here, and a conversion leads from it to
//! the new one.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::file::{Parsed, StoredRoot};
use super::model::{DocumentRecord, PairNote, Root, Session, View};
use super::paths::{decode, encode, relative};
use crate::analysis::Settings;

#[derive(Serialize, Deserialize)]
pub(super) struct FileV1 {
    version: u32,
    #[serde(default)]
    app_version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(default)]
    roots: Vec<RootV1>,
    #[serde(default)]
    view: View,
    #[serde(default)]
    hidden: Vec<String>,
    #[serde(default)]
    pairs: Vec<PairV1>,
    #[serde(default)]
    notes: BTreeMap<String, String>,
    #[serde(default)]
    tags: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    cluster_names: BTreeMap<String, String>,
    #[serde(default)]
    settings: Settings,
    #[serde(default)]
    documents: BTreeMap<String, DocumentRecord>,
}

#[derive(Serialize, Deserialize)]
enum RootV1 {
    Sample,
    Path { near: String, absolute: String },
}

#[derive(Serialize, Deserialize)]
struct PairV1 {
    a: String,
    b: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    is_reviewed: bool,
}

impl FileV1 {
    /// What is written into a file in `folder`.
    pub(super) fn new(session: &Session, folder: &Path, origin: Option<&Path>) -> Self {
        let Session { roots, settings, documents, pairs, notes, tags, hidden, cluster_names, view } = session.clone();
        let root = |root| match root {
            Root::Sample => RootV1::Sample,
            Root::Path(path) => RootV1::Path { near: encode(&relative(&path, folder)), absolute: encode(&path) },
        };
        let pair = |((a, b), PairNote { note, is_reviewed })| PairV1 { a, b, note, is_reviewed };
        Self {
            version: 1,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            origin: origin.map(encode),
            roots: roots.into_iter().map(root).collect(),
            view,
            hidden,
            pairs: pairs.into_iter().map(pair).collect(),
            notes,
            tags,
            cluster_names,
            settings,
            documents,
        }
    }

    pub(super) fn into_parsed(self) -> Parsed {
        let root = |root| match root {
            RootV1::Sample => StoredRoot::Sample,
            RootV1::Path { near, absolute } => StoredRoot::Path { near: decode(&near), absolute: decode(&absolute) },
        };
        let pair = |PairV1 { a, b, note, is_reviewed }| ((a, b), PairNote { note, is_reviewed });
        let session = Session {
            roots: Vec::new(),
            settings: self.settings,
            documents: self.documents,
            pairs: self.pairs.into_iter().map(pair).collect(),
            notes: self.notes,
            tags: self.tags,
            hidden: self.hidden,
            cluster_names: self.cluster_names,
            view: self.view,
        };
        Parsed {
            session,
            roots: self.roots.into_iter().map(root).collect(),
            origin: self.origin.as_deref().map(decode),
        }
    }
}
