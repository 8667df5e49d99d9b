//! Paragraphs that an outlet puts into its articles: newsletter lines, about boxes, lists of links.
//!
//! A paragraph is boilerplate when it recurs at the edges of articles of one outlet that are otherwise different.
//! Versions of one story share most of their paragraphs, so they are no evidence; neither is what stands in the middle
//! of articles, where a recurring paragraph is background that the newsroom uses again and that readers want to see.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::settle::Work;
use super::{Document, PartKind};
use crate::text::fold_char;

/// Articles that a paragraph must recur in. Three may be one story and its follow-ups.
const MIN_ARTICLES: usize = 4;

/// Longest paragraph, in bytes. About boxes have 600.
const MAX_BYTES: usize = 900;

/// Paragraphs of the body from either end that count as its edge.
const EDGE: usize = 4;

/// Marks what recurs.
pub(super) fn mark(articles: &mut [Work]) {
    let mut by_outlet: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, work) in articles.iter().enumerate() {
        if let Some(outlet) = work.document.metadata.outlet_name() {
            by_outlet.entry(outlet.to_lowercase()).or_default().push(index);
        }
    }
    for group in by_outlet.into_values().filter(|group| group.len() >= MIN_ARTICLES) {
        mark_outlet(articles, &group);
    }
}

fn mark_outlet(articles: &mut [Work], group: &[usize]) {
    let keys: Vec<Vec<(usize, u64)>> = group.iter().map(|&index| edge_keys(&articles[index].document)).collect();
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    let mut all: FxHashMap<u64, usize> = FxHashMap::default();
    for (&index, keys) in group.iter().zip(&keys) {
        let document = &articles[index].document;
        for key in body_keys(document) {
            *all.entry(key).or_default() += 1;
        }
        let mut own: Vec<u64> = keys.iter().map(|(_, key)| *key).collect();
        own.sort_unstable();
        own.dedup();
        for key in own {
            *counts.entry(key).or_default() += 1;
        }
    }
    if counts.values().all(|&count| count < MIN_ARTICLES) {
        return;
    }
    // Only articles that are mostly their own are evidence.
    let mut evidence: FxHashMap<u64, usize> = FxHashMap::default();
    for (&index, keys) in group.iter().zip(&keys) {
        let body = body_keys(&articles[index].document);
        let shared = body.iter().filter(|key| all.get(key).is_some_and(|&count| count > 1)).count();
        if shared * 2 <= body.len() {
            let mut own: Vec<u64> = keys.iter().map(|(_, key)| *key).collect();
            own.sort_unstable();
            own.dedup();
            for key in own {
                *evidence.entry(key).or_default() += 1;
            }
        }
    }
    for (&index, keys) in group.iter().zip(&keys) {
        let found: Vec<usize> = keys
            .iter()
            .filter(|(_, key)| evidence.get(key).is_some_and(|&count| count >= MIN_ARTICLES))
            .map(|(part, _)| *part)
            .collect();
        if !found.is_empty() {
            let document = Arc::make_mut(&mut articles[index].document);
            for part in found {
                document.parts[part].kind = PartKind::Boilerplate;
            }
        }
    }
}

/// Parts at the edges of the body, with a key of their words. The body's only paragraph is never boilerplate.
fn edge_keys(document: &Document) -> Vec<(usize, u64)> {
    let body: Vec<usize> = document
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.kind == PartKind::Body)
        .map(|(index, _)| index)
        .collect();
    let last = body.len().saturating_sub(EDGE);
    if body.len() < 2 {
        return Vec::new();
    }
    body.iter()
        .enumerate()
        .filter(|(place, _)| *place < EDGE.min(2) || *place >= last)
        .filter_map(|(_, &index)| {
            let text = document.parts[index].span.slice(&document.text);
            (text.len() <= MAX_BYTES).then(|| (index, key(text)))
        })
        .collect()
}

fn body_keys(document: &Document) -> Vec<u64> {
    document.parts_of(PartKind::Body).map(|span| key(span.slice(&document.text))).collect()
}

/// A hash of the letters and digits of a paragraph, without case.
fn key(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    for character in text.chars().filter(|character| character.is_alphanumeric()) {
        hasher.write_u32(u32::from(fold_char(character)));
    }
    hasher.finish()
}
