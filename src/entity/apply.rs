//! Applying the person's rules and corrections: last, in the order in which they were made, by kind and name.
//!
//! A correction that names an entity which is not there (any more) is passed over: after a rescan of a changed folder
//! that is no error, and its effect returns with the name. Of several that bear one kind and name the one that is named
//! most often is meant. Each costs a pass over the entities, one that adds a name or a rule a pass over the texts.

use rayon::prelude::*;
use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;

use super::build::Draft;
use super::detect::searched;
use super::{EntityCorrection, EntityKind, EntityRule, EntitySettings, Mention};
use crate::corpus::Corpus;
use crate::text::{Span, one_line};

/// Memory that one compiled pattern may take, in bytes: enough for hundreds of alternatives, too little to hurt.
const PATTERN_LIMIT: usize = 2 << 20;

/// Bytes that one match may have. No name is longer, and a pattern such as ".*" would make one of every line.
const LONGEST_MATCH: usize = 200;

/// Mentions that one rule may make: five in each of 20,000 articles. What is beyond is dropped, last articles first.
const MOST_MATCHES: usize = 100_000;

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The pattern says nothing.
    #[error("the pattern is empty")]
    Empty,
    /// The pattern is not a regular expression, or too large a one.
    #[error("the pattern cannot be used: {0}")]
    Pattern(String),
    /// The pattern matches the empty text, so it would match everywhere.
    #[error("the pattern matches where nothing is written")]
    Everywhere,
}

impl EntityRule {
    /// Whether the rule can be used.
    ///
    /// # Errors
    /// [`RuleError`] with what is wrong, to show beside the field.
    pub fn check(&self) -> Result<(), RuleError> {
        self.compile().map(|_| ())
    }

    fn compile(&self) -> Result<Finder, RuleError> {
        if self.pattern.trim().is_empty() {
            return Err(RuleError::Empty);
        }
        if !self.is_regex {
            return Finder::words(&self.pattern);
        }
        let pattern = compiled(&self.pattern)?;
        if pattern.is_match("") { Err(RuleError::Everywhere) } else { Ok(Finder::Pattern(pattern)) }
    }
}

fn compiled(pattern: &str) -> Result<Regex, RuleError> {
    RegexBuilder::new(pattern)
        .size_limit(PATTERN_LIMIT)
        .dfa_size_limit(PATTERN_LIMIT)
        .build()
        .map_err(|error| RuleError::Pattern(reason(&error)))
}

/// The reason alone: the crate draws the pattern with a caret below it, in several lines that only a terminal sets right.
fn reason(error: &regex::Error) -> String {
    let said = error.to_string();
    let last = said.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

enum Finder {
    /// Whole words.
    Words(Regex),
    /// Whatever it matches.
    Pattern(Regex),
}

impl Finder {
    /// Finds these words, also where the lines of a text part them.
    fn words(words: &str) -> Result<Self, RuleError> {
        let words: Vec<String> = words.split_whitespace().map(regex::escape).collect();
        compiled(&words.join(r"\s+")).map(Self::Words)
    }

    /// What it matches in the part `within` of a text, without blank space at the ends.
    fn find(&self, text: &str, within: Span) -> Vec<Span> {
        let part = within.slice(text);
        let ranges: Vec<_> = match self {
            Finder::Words(words) => {
                words.find_iter(part).map(|found| found.range()).filter(|range| is_whole(part, range)).collect()
            }
            Finder::Pattern(pattern) => pattern.find_iter(part).map(|found| found.range()).collect(),
        };
        ranges
            .into_iter()
            .map(|range| Span::new(within.start() + range.start, within.start() + range.end).trimmed(text))
            .filter(|span| !span.is_empty() && span.len() <= LONGEST_MATCH)
            .collect()
    }
}

/// Whether a match neither begins nor ends inside a word.
fn is_whole(text: &str, range: &std::ops::Range<usize>) -> bool {
    let is_inside = |before: Option<char>, after: Option<char>| {
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    let (head, found, tail) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    !is_inside(head.chars().next_back(), found.chars().next())
        && !is_inside(found.chars().next_back(), tail.chars().next())
}

/// Applies rules, then corrections. Gives the pairs that are to be kept apart.
pub(crate) fn apply(
    corpus: &Corpus,
    drafts: &mut Vec<Draft>,
    names: &mut Vec<String>,
    settings: &EntitySettings,
) -> Vec<[(EntityKind, String); 2]> {
    for rule in &settings.rules {
        // A rule that cannot be used was refused where it was typed; one from a damaged session does nothing.
        let Ok(finder) = rule.compile() else { continue };
        add(corpus, drafts, names, rule.kind, &finder, None);
    }
    let mut apart = Vec::new();
    for correction in &settings.corrections {
        match correction {
            EntityCorrection::Merge { names: merged } => merge(drafts, names, merged),
            EntityCorrection::Split { from, alias } => split(corpus, drafts, names, from, alias),
            EntityCorrection::Rename { entity, name } => {
                if let Some(at) = find(drafts, names, entity) {
                    rename(drafts, names, at, entity.0, name);
                }
            }
            EntityCorrection::Retype { entity, kind } => {
                if let Some(at) = find(drafts, names, entity) {
                    let name = names[at].clone();
                    rename(drafts, names, at, *kind, &name);
                }
            }
            EntityCorrection::Ignore { entity } => {
                if let Some(at) = find(drafts, names, entity) {
                    drafts[at].mentions.clear();
                }
            }
            EntityCorrection::Add { name, kind } => {
                let words = name.trim();
                if let (false, Ok(finder)) = (words.is_empty(), Finder::words(words)) {
                    add(corpus, drafts, names, *kind, &finder, Some(words));
                }
            }
            EntityCorrection::KeepApart { one, other } => apart.push([one.clone(), other.clone()]),
        }
    }
    apart
}

fn find(drafts: &[Draft], names: &[String], entity: &(EntityKind, String)) -> Option<usize> {
    (0..drafts.len())
        .find(|&at| drafts[at].kind == entity.0 && names[at] == entity.1 && !drafts[at].mentions.is_empty())
}

/// Gives an entity this kind and name; if there is one already, the two become one.
fn rename(drafts: &mut [Draft], names: &mut [String], at: usize, kind: EntityKind, name: &str) {
    let mentions = std::mem::take(&mut drafts[at].mentions);
    let home = find(drafts, names, &(kind, name.to_owned())).unwrap_or(at);
    drafts[home].mentions.extend(mentions);
    drafts[home].kind = kind;
    drafts[home].fixed_name = Some(name.to_owned());
    name.clone_into(&mut names[home]);
}

fn merge(drafts: &mut [Draft], names: &mut [String], merged: &[(EntityKind, String)]) {
    let mut found = merged.iter().filter_map(|entity| find(drafts, names, entity));
    let Some(first) = found.next() else { return };
    let rest: Vec<usize> = found.filter(|&at| at != first).collect();
    for at in rest {
        let mentions = std::mem::take(&mut drafts[at].mentions);
        drafts[first].mentions.extend(mentions);
    }
    // The survivor may be missing today; the first that is there then bears its kind and name.
    if let Some((kind, name)) = merged.first() {
        drafts[first].kind = *kind;
        drafts[first].fixed_name = Some(name.clone());
        name.clone_into(&mut names[first]);
    }
}

fn split(corpus: &Corpus, drafts: &mut Vec<Draft>, names: &mut Vec<String>, from: &(EntityKind, String), alias: &str) {
    let Some(at) = find(drafts, names, from) else { return };
    // As the forms of a name are listed: in one line, however the text breaks it.
    let is_alias = |mention: &&Mention| one_line(mention.span.slice(&corpus.get(mention.document).text)) == alias;
    let (leaving, staying): (Vec<Mention>, Vec<Mention>) = drafts[at].mentions.iter().partition(is_alias);
    if leaving.is_empty() {
        return;
    }
    drafts[at].mentions = staying;
    drafts[at].fixed_name = Some(names[at].clone());
    // The leaver may not fall back into an entity that already has its name: it is the person's own.
    drafts.push(Draft { kind: from.0, fixed_name: Some(alias.to_owned()), mentions: leaving });
    names.push(alias.to_owned());
}

/// Makes every match a mention; what was found before and overlaps gives way. Without a name, each match is named by its
/// words.
fn add(
    corpus: &Corpus,
    drafts: &mut Vec<Draft>,
    names: &mut Vec<String>,
    kind: EntityKind,
    finder: &Finder,
    name: Option<&str>,
) {
    let mut matches: Vec<Vec<Span>> = corpus
        .documents()
        .par_iter()
        .map(|document| {
            let mut spans: Vec<Span> =
                searched(document).into_iter().flat_map(|part| finder.find(&document.text, part)).collect();
            spans.sort();
            spans
        })
        .collect();
    let mut left = MOST_MATCHES;
    for spans in &mut matches {
        spans.truncate(left);
        left -= spans.len();
    }
    let overlaps = |mention: &Mention| {
        let spans = &matches[mention.document.index()];
        let at = spans.partition_point(|span| span.end() <= mention.span.start());
        spans.get(at).is_some_and(|span| span.overlaps(mention.span))
    };
    let mut titles = std::collections::BTreeMap::new();
    for draft in drafts.iter_mut() {
        draft.mentions.retain(|mention| {
            let goes = overlaps(mention);
            if goes && let Some(title) = mention.title {
                titles.insert((mention.document, mention.span), title);
            }
            !goes
        });
    }
    let mut homes: FxHashMap<String, usize> = FxHashMap::default();
    // From the last to the first, so that of two of one name the first is kept.
    for at in (0..drafts.len()).rev().filter(|&at| drafts[at].kind == kind) {
        homes.insert(names[at].clone(), at);
    }
    for (id, document) in corpus.iter() {
        for &span in &matches[id.index()] {
            let words = one_line(span.slice(&document.text));
            let mention = Mention { document: id, span, title: titles.get(&(id, span)).copied() };
            let name = name.unwrap_or(&words);
            match homes.get(name) {
                Some(&at) => drafts[at].mentions.push(mention),
                None => {
                    homes.insert(name.to_owned(), drafts.len());
                    drafts.push(Draft { kind, fixed_name: Some(name.to_owned()), mentions: vec![mention] });
                    names.push(name.to_owned());
                }
            }
        }
    }
}
