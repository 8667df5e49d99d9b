//! What only the whole folder can say: which order the numbers of its dates are in, which agencies its
//! datelines name, what its metadata file adds.

use std::collections::{BTreeMap, BTreeSet};

use super::article::Parsed;
use super::dates::Order;
use super::file::Outcome;
use super::metadata_file::Rows;
use super::{Confidence, Corpus, Origin, PartKind, Sourced, Warning};

/// The corpus of what was read, settled.
pub(super) fn corpus(outcomes: Vec<Outcome>, mut rows: Rows) -> Corpus {
    let mut articles = Vec::with_capacity(outcomes.len());
    let mut skipped = Vec::new();
    for outcome in outcomes {
        articles.extend(outcome.articles);
        skipped.extend(outcome.skipped);
    }
    for parsed in &mut articles {
        rows.apply(parsed);
    }
    settle_dates(&mut articles);
    settle_agencies(&mut articles);
    let mut corpus = Corpus::from_documents(articles.into_iter().map(|parsed| parsed.document));
    corpus.skipped = skipped;
    corpus.warnings = std::mem::take(&mut rows.warnings);
    corpus.warnings.extend(rows.unused());
    corpus
}

/// An agency that a dateline names is an agency in all articles: its name in a byline or a closing note is a credit. So an
/// agency is known that stands in no list.
fn settle_agencies(articles: &mut [Parsed]) {
    let agencies = articles.iter().filter_map(|parsed| parsed.document.metadata.agency.as_ref());
    let named: BTreeSet<String> =
        agencies.filter(|agency| agency.origin == Origin::Dateline).map(|agency| agency.value.clone()).collect();
    for parsed in articles {
        let document = &mut parsed.document;
        if document.metadata.agency.is_some() {
            continue;
        }
        let credited = document
            .parts
            .iter()
            .filter(|part| matches!(part.kind, PartKind::Byline | PartKind::Source))
            .find_map(|part| first_named(&named, part.span.slice(&document.text)));
        document.metadata.agency = credited.map(|name| Sourced::likely(name.to_owned(), Origin::Text));
    }
}

/// The name that stands first in `line`, as words of their own.
fn first_named<'a>(names: &'a BTreeSet<String>, line: &str) -> Option<&'a str> {
    let whole = |&(at, name): &(usize, &str)| {
        !line[..at].ends_with(char::is_alphanumeric) && !line[at + name.len()..].starts_with(char::is_alphanumeric)
    };
    let found = names.iter().flat_map(|name| line.match_indices(name.as_str()));
    let (_, first) = found.filter(whole).min_by_key(|&(at, name)| (at, std::cmp::Reverse(name.len())))?;
    names.get(first).map(String::as_str)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Dates that can be read in two ways take the order that the other dates of their folder show, or of the whole corpus
/// when the folder's show none. Where they contradict each other the date stays ambiguous, and says so.
fn settle_dates(articles: &mut [Parsed]) {
    if articles.iter().all(|parsed| parsed.other_date.is_none()) {
        return;
    }
    let mut by_folder: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut whole = (0_usize, 0_usize);
    for parsed in articles.iter() {
        let Some(order) = parsed.order else { continue };
        let folder = by_folder.entry(folder_of(&parsed.document.path).to_owned()).or_default();
        for count in [folder, &mut whole] {
            match order {
                Order::DayFirst => count.0 += 1,
                Order::MonthFirst => count.1 += 1,
            }
        }
    }
    for parsed in articles {
        let Some(other) = parsed.other_date else { continue };
        let folder = by_folder.get(folder_of(&parsed.document.path)).copied().unwrap_or(whole);
        let Some(published) = parsed.document.metadata.published.as_mut() else { continue };
        match folder {
            (1.., 0) => {
                published.value.date = other;
                published.confidence = Confidence::Likely;
            }
            (0, 1..) => published.confidence = Confidence::Likely,
            _ => {
                let warning = Warning::AmbiguousDate { taken: published.value.date, other };
                parsed.document.warnings.push(warning);
            }
        }
    }
}
