//! Session files of version 1. They are read, and never written any more.
//!
//! What is borrowed from other rooms (the settings with their corrections) only ever gains fields that have a default;
//! the fixture of this version holds a value for each that it had, and guards that.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::v2::{DocumentV2, FileV2, FilterV2, PairV2, RootV2, ViewV2};
use crate::analysis::Settings;

#[derive(Deserialize)]
#[serde(rename = "FileV1")]
pub(super) struct FileV1 {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default, rename = "app_version")]
    _app_version: String,
    #[serde(default)]
    origin: Option<String>,
    #[serde(default)]
    roots: Vec<RootV1>,
    #[serde(default)]
    view: ViewV1,
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
    documents: BTreeMap<String, DocumentV1>,
}

#[derive(Deserialize)]
enum RootV1 {
    Sample,
    Path { near: String, absolute: String },
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ViewV1 {
    #[serde(rename = "pane")]
    _pane: String,
    article: Option<String>,
    pair: Option<(String, String)>,
    filter: String,
    layout: String,
}

#[derive(Deserialize)]
struct PairV1 {
    a: String,
    b: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    is_reviewed: bool,
}

#[derive(Deserialize)]
struct DocumentV1 {
    sha256: String,
}

impl From<FileV1> for FileV2 {
    fn from(old: FileV1) -> Self {
        let root = |root| match root {
            RootV1::Sample => RootV2::Sample,
            RootV1::Path { near, absolute } => RootV2::Path { near, absolute },
        };
        let pair = |PairV1 { a, b, note, is_reviewed }| PairV2 { a, b, note, is_reviewed, is_marked: false };
        let view = ViewV2 {
            article: old.view.article,
            pair: old.view.pair,
            // The first version kept the words of the search alone.
            filter: FilterV2 { search: old.view.filter, ..FilterV2::default() },
            layout: old.view.layout,
            ..ViewV2::default()
        };
        Self {
            origin: old.origin,
            roots: old.roots.into_iter().map(root).collect(),
            view,
            hidden: old.hidden,
            pairs: old.pairs.into_iter().map(pair).collect(),
            notes: old.notes,
            tags: old.tags,
            cluster_names: old.cluster_names,
            settings: old.settings,
            documents: old
                .documents
                .into_iter()
                .map(|(path, DocumentV1 { sha256 })| (path, DocumentV2 { sha256 }))
                .collect(),
            ..Self::empty()
        }
    }
}
