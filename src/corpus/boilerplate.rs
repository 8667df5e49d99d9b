//! Paragraphs that an outlet puts into its articles: newsletter lines, about boxes, lists of links.
//!
//! A paragraph is boilerplate when it recurs at the edges of articles of one outlet that are otherwise different.
//! Versions of one story share most of their paragraphs, so they are no evidence; neither is what stands in the middle
//! of articles, where a recurring paragraph is background that the newsroom uses again and that readers want to see.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::work::Work;
use super::{Document, Part, PartKind};
use crate::text::{Span, fold_char};

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
    let bodies: Vec<Vec<Paragraph>> = group.par_iter().map(|&index| body_of(&articles[index].document)).collect();
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    let mut all: FxHashMap<u64, usize> = FxHashMap::default();
    for body in &bodies {
        for paragraph in body {
            *all.entry(paragraph.key).or_default() += 1;
        }
        for key in edge_keys(body) {
            *counts.entry(key).or_default() += 1;
        }
    }
    if counts.values().all(|&count| count < MIN_ARTICLES) {
        return;
    }
    // Only articles that are mostly their own are evidence.
    let mut evidence: FxHashMap<u64, usize> = FxHashMap::default();
    for body in &bodies {
        let shared = body.iter().filter(|paragraph| all.get(&paragraph.key).is_some_and(|&count| count > 1)).count();
        if shared * 2 <= body.len() {
            for key in edge_keys(body) {
                *evidence.entry(key).or_default() += 1;
            }
        }
    }
    for (&index, body) in group.iter().zip(&bodies) {
        let is_known = |key: u64| evidence.get(&key).is_some_and(|&count| count >= MIN_ARTICLES);
        let found = body.iter().filter(|paragraph| paragraph.is_edge && is_known(paragraph.key));
        let found: Vec<usize> = found.map(|paragraph| paragraph.part).collect();
        if !found.is_empty() {
            let document = Arc::make_mut(&mut articles[index].document);
            for part in found {
                document.parts[part].kind = PartKind::Boilerplate;
            }
        }
    }
}

/// A paragraph of the body.
struct Paragraph {
    /// Its place among the document's parts.
    part: usize,
    /// A hash of its words.
    key: u64,
    /// Whether it stands near an end of the body, and is short enough to be boilerplate.
    is_edge: bool,
}

/// The paragraphs of a body. Its only paragraph is never at an edge.
fn body_of(document: &Document) -> Vec<Paragraph> {
    let is_body = |(part, found): (usize, &Part)| (found.kind == PartKind::Body).then_some((part, found.span));
    let body: Vec<(usize, Span)> = document.parts.iter().enumerate().filter_map(is_body).collect();
    let last = body.len().saturating_sub(EDGE);
    let is_near_end = |place: usize| body.len() >= 2 && (place < EDGE.min(2) || place >= last);
    body.iter()
        .enumerate()
        .map(|(place, &(part, span))| Paragraph {
            part,
            key: key(span.slice(&document.text)),
            is_edge: span.len() <= MAX_BYTES && is_near_end(place),
        })
        .collect()
}

/// The keys of the paragraphs at the edges, each once.
fn edge_keys(body: &[Paragraph]) -> Vec<u64> {
    let mut keys: Vec<u64> = body.iter().filter(|paragraph| paragraph.is_edge).map(|paragraph| paragraph.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
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
