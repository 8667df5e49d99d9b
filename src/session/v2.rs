//! Session files of version 2: the one that is written.
//!
//! It adds to the first version marks, notes on names, and the whole of the filter and of how things are looked at.
//!
//! Fields may be added here as long as they have a default. A change that is more than that makes a version 3 with
//! structs of its own, a conversion from this one to that, and a fixture of this one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::model::{DocumentRecord, PairNote, Root, Session, StoredFilter, View};
use super::paths::{decode, encode, relative};
use super::stored::{Parsed, StoredRoot, VERSION};
use crate::analysis::Settings;
use crate::entity::EntityKind;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Session")]
pub(super) struct FileV2 {
    pub(super) version: u32,
    #[serde(default)]
    pub(super) app_version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) origin: Option<String>,
    #[serde(default)]
    pub(super) roots: Vec<RootV2>,
    #[serde(default)]
    pub(super) notes: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) entity_notes: Vec<EntityNoteV2>,
    #[serde(default)]
    pub(super) pairs: Vec<PairV2>,
    #[serde(default)]
    pub(super) tags: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) marked: BTreeSet<String>,
    #[serde(default)]
    pub(super) hidden: Vec<String>,
    #[serde(default)]
    pub(super) cluster_names: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) settings: Settings,
    #[serde(default)]
    pub(super) view: ViewV2,
    #[serde(default)]
    pub(super) documents: BTreeMap<String, DocumentV2>,
}

#[derive(Serialize, Deserialize)]
pub(super) enum RootV2 {
    Sample,
    Path { near: String, absolute: String },
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntityNoteV2 {
    pub(super) kind: EntityKind,
    pub(super) name: String,
    pub(super) note: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct PairV2 {
    pub(super) a: String,
    pub(super) b: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) is_reviewed: bool,
    #[serde(default)]
    pub(super) is_marked: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct DocumentV2 {
    pub(super) sha256: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ViewV2 {
    pub(super) article: Option<String>,
    pub(super) pair: Option<(String, String)>,
    pub(super) entity: Option<(EntityKind, String)>,
    pub(super) filter: FilterV2,
    pub(super) options: BTreeMap<String, String>,
    pub(super) layout: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FilterV2 {
    pub(super) search: String,
    pub(super) search_options: BTreeSet<String>,
    pub(super) outlets: BTreeSet<String>,
    pub(super) published: Option<(Option<String>, Option<String>)>,
    pub(super) happened: Option<(Option<String>, Option<String>)>,
    pub(super) entities: Vec<(EntityKind, String)>,
    pub(super) cluster: Option<String>,
    pub(super) picked: Option<Vec<String>>,
    pub(super) review: Option<String>,
    pub(super) pairs: String,
    pub(super) two_sources: bool,
    pub(super) shows_hidden: bool,
}

impl FileV2 {
    /// A file of this version that says nothing.
    pub(super) fn empty() -> Self {
        Self {
            version: VERSION,
            app_version: String::new(),
            origin: None,
            roots: Vec::new(),
            notes: BTreeMap::new(),
            entity_notes: Vec::new(),
            pairs: Vec::new(),
            tags: BTreeMap::new(),
            marked: BTreeSet::new(),
            hidden: Vec::new(),
            cluster_names: BTreeMap::new(),
            settings: Settings::default(),
            view: ViewV2::default(),
            documents: BTreeMap::new(),
        }
    }

    /// What is written into a file in `folder`.
    pub(super) fn new(session: &Session, folder: &Path, origin: Option<&Path>) -> Self {
        let Session {
            roots,
            settings,
            documents,
            pairs,
            notes,
            tags,
            marked,
            entity_notes,
            hidden,
            cluster_names,
            view,
        } = session.clone();
        let root = |root| match root {
            Root::Sample => RootV2::Sample,
            Root::Path(path) => RootV2::Path { near: encode(&relative(&path, folder)), absolute: encode(&path) },
        };
        let pair = |((a, b), PairNote { note, is_reviewed, is_marked })| PairV2 { a, b, note, is_reviewed, is_marked };
        let entity_note = |((kind, name), note)| EntityNoteV2 { kind, name, note };
        let document = |(path, DocumentRecord { sha256 }): (&String, &DocumentRecord)| {
            (path.clone(), DocumentV2 { sha256: sha256.clone() })
        };
        Self {
            version: VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            origin: origin.map(encode),
            roots: roots.into_iter().map(root).collect(),
            notes,
            entity_notes: entity_notes.into_iter().map(entity_note).collect(),
            pairs: pairs.into_iter().map(pair).collect(),
            tags,
            marked,
            hidden,
            cluster_names,
            settings,
            view: view.into(),
            documents: documents.iter().map(document).collect(),
        }
    }

    pub(super) fn into_parsed(self) -> Parsed {
        let root = |root| match root {
            RootV2::Sample => StoredRoot::Sample,
            RootV2::Path { near, absolute } => StoredRoot::Path { near: decode(&near), absolute: decode(&absolute) },
        };
        let document = |(path, DocumentV2 { sha256 })| (path, DocumentRecord { sha256 });
        let mut session = Session {
            roots: Vec::new(),
            settings: self.settings,
            documents: Arc::new(self.documents.into_iter().map(document).collect()),
            notes: self.notes,
            tags: self.tags,
            marked: self.marked,
            hidden: self.hidden,
            cluster_names: self.cluster_names,
            view: self.view.into(),
            ..Session::default()
        };
        // A list can name one thing twice, as a file that was put together by hand does: then both are kept.
        for PairV2 { a, b, note, is_reviewed, is_marked } in self.pairs {
            let key = if a <= b { (a, b) } else { (b, a) };
            let kept = session.pairs.entry(key).or_default();
            join(&mut kept.note, &note);
            kept.is_reviewed |= is_reviewed;
            kept.is_marked |= is_marked;
        }
        for EntityNoteV2 { kind, name, note } in self.entity_notes {
            join(session.entity_notes.entry((kind, name)).or_default(), &note);
        }
        Parsed {
            session,
            roots: self.roots.into_iter().map(root).collect(),
            origin: self.origin.as_deref().map(decode),
            unknown: Vec::new(),
        }
    }
}

fn join(note: &mut String, other: &str) {
    if !note.is_empty() && !other.is_empty() {
        note.push('\n');
    }
    note.push_str(other);
}

/// Two structs with the same fields, each of which becomes the other: the fields are named once, and one that is added on
/// one side alone does not compile.
macro_rules! become_each_other {
    ($one:ident, $other:ident: $($field:ident),+ $(,)?) => {
        impl From<$one> for $other {
            fn from($one { $($field),+ }: $one) -> Self {
                Self { $($field: $field.into()),+ }
            }
        }

        impl From<$other> for $one {
            fn from($other { $($field),+ }: $other) -> Self {
                Self { $($field: $field.into()),+ }
            }
        }
    };
}

become_each_other!(View, ViewV2: article, pair, entity, filter, options, layout);
become_each_other!(
    StoredFilter, FilterV2: search, search_options, outlets, published, happened, entities, cluster, picked, review, pairs,
    two_sources, shows_hidden,
);
