//! What a first reading of the whole document and corpus says of each word, for the second reading.

use rustc_hash::FxHashMap;

use super::labels::{OUTSIDE, kind_of};
use super::pages::Page;
use super::token::LineKind;
use super::tokens::{finish, mix};

/// How often a word stood outside names, and in names of each kind.
pub(crate) type Counts = [u32; 5];

/// Counts by word, and by whole name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ballot {
    words: FxHashMap<u32, Counts>,
    names: FxHashMap<u64, Counts>,
}

fn slot(label: u8) -> usize {
    kind_of(label).map_or(0, |kind| kind as usize + 1)
}

impl Ballot {
    /// Counts the labels of a document's runs; `labels` has one entry a token.
    pub fn add(&mut self, page: &Page, labels: &[u8]) {
        debug_assert_eq!(labels.len(), page.tokens.len());
        for run in &page.runs {
            for at in run.clone() {
                let token = &page.tokens[at];
                if token.has_capital() {
                    self.words.entry(token.folded).or_default()[slot(labels[at])] += 1;
                }
            }
            for (name, kind) in names(labels, run.clone()) {
                self.names.entry(name_hash(page, name)).or_default()[kind] += 1;
            }
        }
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Ballot) {
        for (&word, counts) in &other.words {
            let mine = self.words.entry(word).or_default();
            mine.iter_mut().zip(counts).for_each(|(mine, theirs)| *mine += theirs);
        }
        for (&name, counts) in &other.names {
            let mine = self.names.entry(name).or_default();
            mine.iter_mut().zip(counts).for_each(|(mine, theirs)| *mine += theirs);
        }
    }

    fn word(&self, folded: u32) -> Counts {
        self.words.get(&folded).copied().unwrap_or_default()
    }

    fn name(&self, hash: u64) -> Counts {
        self.names.get(&hash).copied().unwrap_or_default()
    }
}

/// The names that labels mark in a run, each with its slot.
fn names(labels: &[u8], run: std::ops::Range<usize>) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut start = run.start;
    for at in run {
        let label = labels[at];
        if label == OUTSIDE {
            continue;
        }
        let part = (label - 1) % 4;
        if part == 0 || part == 3 {
            start = at;
        }
        if part >= 2 {
            found.push((start..at + 1, slot(label)));
        }
    }
    found
}

fn name_hash(page: &Page, name: std::ops::Range<usize>) -> u64 {
    page.tokens[name].iter().fold(0x77, |hash, token| mix(hash, u64::from(token.folded)))
}

/// The commonest slot, coarsely how sure it is, or 0 for nothing.
fn verdict(mut counts: Counts, own: Option<usize>) -> u64 {
    if let Some(own) = own {
        counts[own] = counts[own].saturating_sub(1);
    }
    let total: u32 = counts.iter().sum();
    if total == 0 {
        return 0;
    }
    let (best, &most) = counts.iter().enumerate().max_by_key(|&(slot, &count)| (count, 5 - slot)).unwrap_or((0, &0));
    let sureness = if most * 10 >= total * 9 {
        if total >= 3 { 3 } else { 2 }
    } else if most * 10 >= total * 6 {
        1
    } else {
        0
    };
    1 + best as u64 * 4 + sureness
}

/// What stands in the same column of the lines around a line: in a table all are of one kind. The commonest kind that
/// the first reading gave to the runs of the same place in the three lines before and after, and how sure it is.
fn column(page: &Page, labels: &[u8], number: usize) -> u64 {
    let (line, ordinal) = page.places[number];
    let mut counts = Counts::default();
    let mut count = |other: usize| {
        let run = &page.runs[other];
        let first = labels[run.clone()].iter().find(|&&label| label != OUTSIDE).copied().unwrap_or(OUTSIDE);
        counts[slot(first)] += 1;
    };
    let is_near = |other: &usize| page.places[*other].0.abs_diff(line) <= COLUMN_LINES;
    let is_level = |other: &usize| page.places[*other].0 != line && page.places[*other].1 == ordinal;
    (0..number).rev().take_while(is_near).filter(is_level).for_each(&mut count);
    (number + 1..page.runs.len()).take_while(is_near).filter(is_level).for_each(&mut count);
    verdict(counts, None)
}

/// Lines to each side that are looked at for what stands above and below.
const COLUMN_LINES: u32 = 3;

/// Appends, for the token `at` of the run of this number, the features of the second reading.
pub(crate) fn extract(
    page: &Page,
    labels: &[u8],
    (number, at): (usize, usize),
    document: &Ballot,
    corpus: &Ballot,
    out: &mut Vec<u32>,
) {
    let mut put = |template: u64, values: &[u64]| {
        out.push(finish(values.iter().fold(mix(0xA5, template), |hash, &value| mix(hash, value))));
    };
    let token = &page.tokens[at];
    let own = labels[at];
    put(100, &[u64::from(own)]);
    if page.sport > 0 && token.has_capital() {
        // Towns play and are played in: what the name is elsewhere here, and the words beside it.
        let here = verdict(document.word(token.folded), Some(slot(own)));
        let beside = |offset| page.neighbour(at, offset).map_or(0, |other| u64::from(page.tokens[other].folded));
        put(117, &[u64::from(page.sport), here, beside(-1)]);
        put(118, &[u64::from(page.sport), here, beside(1)]);
    }
    if token.line_kind != LineKind::Prose {
        let column = column(page, labels, number);
        put(113, &[column, token.line_kind as u64]);
        put(114, &[column, u64::from(own), token.line_kind as u64]);
    }
    let label_at = |offset| page.neighbour(at, offset).map_or(99, |other| u64::from(labels[other]));
    put(101, &[label_at(-1), u64::from(own)]);
    put(102, &[u64::from(own), label_at(1)]);
    if token.has_capital() {
        let here = verdict(document.word(token.folded), Some(slot(own)));
        let wide = verdict(corpus.word(token.folded), Some(slot(own)));
        put(103, &[here]);
        put(104, &[here, u64::from(own)]);
        put(105, &[wide]);
        put(106, &[wide, u64::from(own)]);
        put(107, &[here, wide, token.line_kind as u64]);
        for (template, offset) in [(108, -1), (109, 1)] {
            if let Some(other) = page.neighbour(at, offset)
                && page.tokens[other].has_capital()
            {
                let near = verdict(document.word(page.tokens[other].folded), Some(slot(labels[other])));
                put(template, &[near, here]);
            }
        }
    }
    let (mut start, mut end) = (at, at + 1);
    // The name that the first reading saw here, elsewhere.
    if own != OUTSIDE {
        while start > 0
            && !(labels[start] - 1).is_multiple_of(4)
            && (labels[start] - 1) % 4 != 3
            && labels[start - 1] != OUTSIDE
        {
            start -= 1;
        }
        while end < labels.len() && (labels[end - 1] - 1) % 4 < 2 && labels[end] != OUTSIDE {
            end += 1;
        }
        let hash = name_hash(page, start..end);
        let part = (own - 1) % 4;
        let here = verdict(document.name(hash), Some(slot(own)));
        let wide = verdict(corpus.name(hash), Some(slot(own)));
        put(110, &[here, u64::from(part)]);
        put(111, &[wide, u64::from(part)]);
        put(112, &[here, wide, u64::from(part), u64::from(own)]);
    }
    // What stands beside it in a row of names: "Zug, Ems and Thun" are of one kind.
    for (template, mark, beside) in [(115, -1, -2), (116, 1, 2)] {
        let edge = if mark < 0 { start } else { end - 1 };
        if let (Some(mark), Some(beside)) = (page.neighbour(edge, mark), page.neighbour(edge, beside)) {
            put(template, &[u64::from(page.tokens[mark].folded), slot(labels[beside]) as u64, u64::from(own)]);
        }
    }
}
