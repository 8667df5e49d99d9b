//! Whether a text says where it has its story from.
//!
//! Agencies are credited by names and initials ("AFP", "The Associated Press"), in the dateline, under a picture or in a
//! sentence; outlets by name. A credit proves a source, its absence proves nothing: who copied whom is for the person to
//! decide.

use super::Evidence;
use crate::corpus::{Document, DocumentId, PartKind};
use crate::text::{Span, fold_word, words};

/// Names under which a news agency is credited; the first is the one that is shown.
const AGENCIES: &[&[&str]] = &[
    &["Reuters", "Thomson Reuters"],
    &["Associated Press", "AP"],
    &["Agence France-Presse", "AFP"],
    &["United Press International", "UPI"],
    &["Deutsche Presse-Agentur", "dpa"],
    &["TASS", "ITAR-TASS"],
    &["Interfax"],
    &["RIA Novosti"],
    &["Xinhua", "Xinhua News Agency"],
    &["Kyodo", "Kyodo News"],
    &["Press Association", "PA Media"],
    &["Bloomberg", "Bloomberg News"],
    &["EFE"],
    &["ANSA"],
    &["Press Trust of India", "PTI"],
    &["Canadian Press"],
    &["Australian Associated Press", "AAP"],
];

/// Phrases that credit agencies without naming one.
const UNNAMED: &[&str] =
    &["with agencies", "from agencies", "agency reports", "wire reports", "wire services", "news agencies"];

/// A place at which a text credits a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The outlet or agency; empty where agencies are credited without a name.
    pub source: String,
    /// The words.
    pub span: Span,
    /// The part of the article that they stand in. A credit in a caption may be for the picture alone.
    pub part: PartKind,
}

/// Where `b` credits the outlet or the agency of `a`, or agencies without a name; in order of b. Empty where it does not,
/// and where the two have the same outlet or agency and nothing else to credit.
#[must_use]
pub fn credit(a: DocumentId, b: DocumentId, evidence: &Evidence<'_>) -> Vec<Credit> {
    let (source, document) = (evidence.corpus.get(a), evidence.corpus.get(b));
    let own = document.metadata.outlet_name().map(folded_name);
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for name in [source.metadata.outlet_name(), source.metadata.agency_name()].into_iter().flatten() {
        let forms = forms(name);
        // A text is no credit to the outlet that printed it.
        if own.as_ref().is_some_and(|own| forms.contains(own)) || names.iter().any(|(_, known)| *known == forms) {
            continue;
        }
        names.push((name.to_owned(), forms));
    }
    let has_agency = source.metadata.agency.is_some() || source.metadata.outlet_name().is_some_and(is_agency);
    if has_agency {
        names.push((String::new(), UNNAMED.iter().map(|phrase| (*phrase).to_owned()).collect()));
    }
    let mut found = Vec::new();
    for part in &document.parts {
        for (name, forms) in &names {
            let spans = occurrences(document, part.span, forms);
            found.extend(spans.into_iter().map(|span| Credit { source: name.clone(), span, part: part.kind }));
        }
    }
    found.sort_by_key(|credit| credit.span);
    found
}

fn is_agency(name: &str) -> bool {
    let name = folded_name(name);
    AGENCIES.iter().any(|names| names.iter().any(|known| folded_name(known) == name))
}

/// A name as it is compared: folded words, without an article before it.
fn folded_name(name: &str) -> String {
    let mut out = String::new();
    for (at, word) in words(name).map(|word| fold_word(word.slice(name))).enumerate() {
        if at == 0 && word == "the" {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// Every form of a name.
fn forms(name: &str) -> Vec<String> {
    let folded = folded_name(name);
    let known = AGENCIES.iter().find(|names| names.iter().any(|form| folded_name(form) == folded));
    match known {
        Some(names) => names.iter().map(|form| folded_name(form)).collect(),
        None => vec![folded],
    }
}

/// Where one of `forms` stands within a part of a document, the longest form at each place. Initials must be written in
/// capitals: "AP" is an agency, "ap" is not.
fn occurrences(document: &Document, within: Span, forms: &[String]) -> Vec<Span> {
    let text = &document.text;
    let part = within.slice(text);
    let list: Vec<Span> =
        words(part).map(|word| Span::new(within.start() + word.start(), within.start() + word.end())).collect();
    let folded: Vec<String> = list.iter().map(|word| fold_word(word.slice(text)).into_owned()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let fits = |form: &&String| {
            let pieces: Vec<&str> = form.split(' ').collect();
            let last = at + pieces.len();
            last <= list.len()
                && pieces.iter().zip(&folded[at..]).enumerate().all(|(piece, (name, word))| {
                    word == name || piece + 1 == pieces.len() && word.strip_suffix("'s") == Some(name)
                })
                && (form.len() > 4 || !list[at].slice(text).chars().any(char::is_lowercase))
        };
        match forms.iter().filter(|form| !form.is_empty()).filter(fits).max_by_key(|form| form.len()) {
            Some(form) => {
                let last = at + form.split(' ').count();
                found.push(list[at].union(list[last - 1]));
                at = last;
            }
            None => at += 1,
        }
    }
    found
}
