//! Whether a text says where it has its story from.
//!
//! Agencies are credited by names and initials ("AFP", "The Associated Press"), in the dateline, under a picture or in a
//! sentence; outlets by name. A credit proves a source, its absence proves nothing: who copied whom is for the person to
//! decide.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Evidence;
use crate::corpus::{Corpus, Document, DocumentId, PartKind};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, fold_word, without_possessive, words};

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

/// Letters of a form that may be initials, at most; shorter words are common ones too.
const INITIALS: usize = 4;

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
/// and where the two have the same outlet or agency and nothing else to credit. For many pairs, make [`Credits`] once.
#[must_use]
pub fn credit(a: DocumentId, b: DocumentId, evidence: &Evidence<'_>) -> Vec<Credit> {
    let corpus = evidence.corpus;
    let sources = Sources::of([corpus.get(a), corpus.get(b)].into_iter());
    let found = sources.credits_in(corpus.get(b));
    of_pair(&sources.standing(corpus.get(a)), &sources.standing(corpus.get(b)), &found).cloned().collect()
}

/// All that the articles of a corpus credit: each article is read once, however many pairs are asked for.
#[derive(Debug)]
pub struct Credits {
    /// For each document, which sources it is.
    standings: Vec<Standing>,
    /// For each document, what it credits, in order: the source and where.
    found: Vec<Vec<(SourceId, Credit)>>,
}

impl Credits {
    /// Reads every article of a corpus; linear in their words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(corpus: &Corpus, progress: &Progress) -> Result<Self, Cancelled> {
        let sources = Sources::of(corpus.documents().iter());
        let read = |document: &Arc<Document>| {
            progress.checkpoint()?;
            Ok(sources.credits_in(document))
        };
        let found = corpus.documents().par_iter().map(read).collect::<Result<_, Cancelled>>()?;
        let standings = corpus.documents().par_iter().map(|document| sources.standing(document)).collect();
        Ok(Self { standings, found })
    }

    /// What [`credit`] gives for the pair.
    #[must_use]
    pub fn between(&self, a: DocumentId, b: DocumentId) -> Vec<Credit> {
        self.of_pair(a, b).cloned().collect()
    }

    /// Whom `b` credits for what `a` has: a name before agencies without one, which are the empty name. `None` where
    /// [`Credits::between`] is empty. Allocates nothing, for tables of a million pairs.
    #[must_use]
    pub fn find(&self, a: DocumentId, b: DocumentId) -> Option<&str> {
        let mut names = self.of_pair(a, b).map(|credit| credit.source.as_str());
        let first = names.next()?;
        Some(if first.is_empty() { names.find(|name| !name.is_empty()).unwrap_or(first) } else { first })
    }

    fn of_pair(&self, a: DocumentId, b: DocumentId) -> impl Iterator<Item = &Credit> {
        of_pair(&self.standings[a.index()], &self.standings[b.index()], &self.found[b.index()])
    }
}

/// Position of an outlet or agency among the [`Sources`]; the first stands for agencies without a name.
type SourceId = usize;

/// Which sources a document is.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// Its outlet.
    outlet: Option<SourceId>,
    /// Its agency.
    agency: Option<SourceId>,
    /// Whether either is a news agency, so that a credit to agencies without a name may be to it.
    is_from_agency: bool,
}

/// Of what `b` credits, that which `a` is.
fn of_pair<'f>(
    a: &Standing,
    b: &Standing,
    found: &'f [(SourceId, Credit)],
) -> impl Iterator<Item = &'f Credit> + use<'f> {
    // A text is no credit to the outlet that printed it.
    let own = b.outlet;
    let wanted = [a.outlet, a.agency, a.is_from_agency.then_some(0)];
    let is_wanted = move |source: SourceId| wanted.contains(&Some(source)) && own != Some(source);
    found.iter().filter(move |(source, _)| is_wanted(*source)).map(|(_, credit)| credit)
}

/// The outlets and agencies of some documents, to be found in texts.
#[derive(Debug)]
struct Sources {
    /// By every folded form of a name, which source it is.
    by_form: FxHashMap<String, SourceId>,
    /// For each source, a name as one of the documents writes it.
    names: Vec<String>,
    /// By the first word of a form, the forms as words, the longest first.
    by_first_word: FxHashMap<String, Vec<(Vec<String>, SourceId)>>,
}

impl Sources {
    fn of<'d>(documents: impl Iterator<Item = &'d Arc<Document>>) -> Self {
        let mut sources =
            Self { by_form: FxHashMap::default(), names: vec![String::new()], by_first_word: FxHashMap::default() };
        UNNAMED.iter().for_each(|phrase| sources.add_form((*phrase).to_owned(), 0));
        for document in documents {
            let metadata = &document.metadata;
            for name in [metadata.outlet_name(), metadata.agency_name()].into_iter().flatten() {
                let forms = forms(name);
                if sources.id_of(&forms).is_none() {
                    let id = sources.names.len();
                    sources.names.push(name.to_owned());
                    forms.into_iter().for_each(|form| sources.add_form(form, id));
                }
            }
        }
        let longest_first = |forms: &mut Vec<(Vec<String>, SourceId)>| {
            forms.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));
        };
        sources.by_first_word.values_mut().for_each(longest_first);
        sources
    }

    fn add_form(&mut self, form: String, id: SourceId) {
        let pieces: Vec<String> = form.split(' ').map(str::to_owned).collect();
        if !form.is_empty() {
            self.by_first_word.entry(pieces[0].clone()).or_default().push((pieces, id));
            self.by_form.entry(form).or_insert(id);
        }
    }

    fn id_of(&self, forms: &[String]) -> Option<SourceId> {
        forms.iter().find_map(|form| self.by_form.get(form)).copied()
    }

    /// Which of them a document is.
    fn standing(&self, document: &Document) -> Standing {
        let id = |name: Option<&str>| name.and_then(|name| self.id_of(&forms(name)));
        let (outlet, agency) = (document.metadata.outlet_name(), document.metadata.agency_name());
        let is_from_agency = agency.is_some() || outlet.is_some_and(is_agency);
        Standing { outlet: id(outlet), agency: id(agency), is_from_agency }
    }

    /// Every place of a document that names a source, the longest form at each. Initials must be written in capitals:
    /// "AP" is an agency, "ap" is not.
    fn credits_in(&self, document: &Document) -> Vec<(SourceId, Credit)> {
        let text = &document.text;
        let mut found = Vec::new();
        for part in &document.parts {
            let whole = part.span.slice(text);
            let list: Vec<Span> = words(whole)
                .map(|word| Span::new(part.span.start() + word.start(), part.span.start() + word.end()))
                .collect();
            let folded: Vec<Cow<'_, str>> = list.iter().map(|word| fold_word(word.slice(text))).collect();
            let mut at = 0;
            while at < list.len() {
                let fits = |pieces: &[String]| {
                    let is_form = at + pieces.len() <= list.len()
                        && pieces.iter().zip(&folded[at..]).enumerate().all(|(piece, (name, word))| {
                            *word == *name || piece + 1 == pieces.len() && without_possessive(word) == name
                        });
                    let is_short = pieces.len() == 1 && pieces[0].len() <= INITIALS;
                    is_form && !(is_short && list[at].slice(text).chars().any(char::is_lowercase))
                };
                let forms = self.by_first_word.get(without_possessive(&folded[at])).into_iter().flatten();
                let Some((pieces, source)) = forms.into_iter().find(|(pieces, _)| fits(pieces)) else {
                    at += 1;
                    continue;
                };
                let span = list[at].union(list[at + pieces.len() - 1]);
                found.push((*source, Credit { source: self.names[*source].clone(), span, part: part.kind }));
                at += pieces.len();
            }
        }
        found.sort_by_key(|(_, credit)| credit.span);
        found
    }
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
