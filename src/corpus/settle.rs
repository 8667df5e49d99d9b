//! What only the whole folder can say: which order the numbers of its dates are in, what its metadata file adds, which
//! names are agencies, what an outlet puts under every article.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dates::Order;
use super::file::Outcome;
use super::metadata_file::Rows;
use super::work::Work;
use super::{Confidence, Corpus, Origin, PartKind, Sourced, Warning, boilerplate};
use crate::progress::{Cancelled, Progress};

/// The corpus of what was read, settled.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled; this is looked up between the steps.
pub(super) fn corpus<'a>(
    outcomes: impl IntoIterator<Item = &'a Outcome>,
    mut rows: Rows,
    progress: &Progress,
) -> Result<Corpus, Cancelled> {
    let mut articles: Vec<Work> = Vec::new();
    let mut skipped = Vec::new();
    for outcome in outcomes {
        articles.extend(outcome.articles.iter().map(|parsed| Work {
            document: Arc::clone(&parsed.document),
            other_date: parsed.other_date,
            order: parsed.order,
        }));
        skipped.extend(outcome.skipped.iter().cloned());
    }
    for work in &mut articles {
        rows.apply(work);
    }
    progress.checkpoint()?;
    settle_dates(&mut articles);
    progress.checkpoint()?;
    settle_agencies(&mut articles);
    progress.checkpoint()?;
    boilerplate::mark(&mut articles);
    progress.checkpoint()?;
    let mut corpus = Corpus::from_shared(articles.into_iter().map(|work| work.document));
    corpus.skipped = skipped;
    corpus.warnings = std::mem::take(&mut rows.warnings);
    corpus.warnings.extend(rows.unused());
    Ok(corpus)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Dates that can be read in two ways take the order that the other dates of their folder show, or of the whole corpus
/// when the folder's show none. Where they contradict each other the date stays ambiguous, and says so.
fn settle_dates(articles: &mut [Work]) {
    if articles.iter().all(|work| work.other_date.is_none()) {
        return;
    }
    let mut by_folder: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut whole = (0_usize, 0_usize);
    for work in articles.iter() {
        let Some(order) = work.order else { continue };
        let folder = by_folder.entry(folder_of(&work.document.path).to_owned()).or_default();
        for count in [folder, &mut whole] {
            match order {
                Order::DayFirst => count.0 += 1,
                Order::MonthFirst => count.1 += 1,
            }
        }
    }
    for work in articles {
        let Some(other) = work.other_date else { continue };
        let folder = by_folder.get(folder_of(&work.document.path)).copied().unwrap_or(whole);
        let document = Arc::make_mut(&mut work.document);
        let Some(published) = document.metadata.published.as_mut() else { continue };
        match folder {
            (1.., 0) => {
                published.value.date = other;
                published.confidence = Confidence::Likely;
            }
            (0, 1..) => published.confidence = Confidence::Likely,
            _ => document.warnings.push(Warning::AmbiguousDate { taken: published.value.date, other }),
        }
    }
}

/// An agency that a dateline names is an agency in all articles: its name in a byline or a closing note is a credit. So an
/// agency is known that stands in no list.
fn settle_agencies(articles: &mut [Work]) {
    let agencies = articles.iter().filter_map(|work| work.document.metadata.agency.as_ref());
    let named: BTreeSet<String> =
        agencies.filter(|agency| agency.origin == Origin::Dateline).map(|agency| agency.value.clone()).collect();
    if named.is_empty() {
        return;
    }
    for work in articles {
        let document = &work.document;
        if document.metadata.agency.is_some() {
            continue;
        }
        let credited = document
            .parts
            .iter()
            .filter(|part| matches!(part.kind, PartKind::Byline | PartKind::Source))
            .find_map(|part| first_named(&named, part.span.slice(&document.text)));
        if let Some(name) = credited {
            Arc::make_mut(&mut work.document).metadata.agency = Some(Sourced::likely(name.to_owned(), Origin::Text));
        }
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
