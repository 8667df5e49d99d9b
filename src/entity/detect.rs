//! From documents to mentions: where names are looked for, what is left out, and the titles before people's names.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::agreed;
use super::clubs;
use super::foreign::foreign_language;
use super::forms;
use super::lists::{Lists, class};
use super::owned;
use super::recognize::{Draft, Found, Source, read_all};
use super::sighting::{Sighting, Sightings};
use super::token::{Shape, Token};
use super::{EntityKind, Mention};
use crate::corpus::{Corpus, Document, DocumentId, PartKind};
use crate::progress::{Cancelled, Progress};
use crate::text::Span;

/// The stretches of a document in which names are looked for: all but URLs and other trailers, and boilerplate.
pub(crate) fn searched(document: &Document) -> Vec<Span> {
    if document.parts.is_empty() {
        return vec![Span::new(0, document.text.len())];
    }
    let is_read = |kind| !matches!(kind, PartKind::Source | PartKind::Date | PartKind::Boilerplate);
    document.parts.iter().filter(|part| is_read(part.kind)).map(|part| part.span).collect()
}

/// Finds all names of a corpus.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(crate) fn sight(corpus: &Corpus, progress: &Progress) -> Result<Sightings, Cancelled> {
    let languages: Vec<Option<String>> =
        corpus.documents().par_iter().map(|document| foreign_language(document)).collect();
    let sources: Vec<Source<'_>> = corpus
        .documents()
        .iter()
        .zip(&languages)
        .map(|(document, language)| Source {
            text: &document.text,
            spans: if language.is_none() { searched(document) } else { Vec::new() },
        })
        .collect();
    let mut named = read_all(&sources, progress, |at, draft| {
        let id = DocumentId(u32::try_from(at).unwrap_or(u32::MAX));
        sightings_of(id, sources[at].text, draft)
    })?;
    agreed::settle(&mut named);
    let mut of_document: Vec<Vec<Sighting>> = named.into_iter().map(|(sightings, _)| sightings).collect();
    let homes = dateline_homes(corpus, &of_document);
    if !homes.is_empty() {
        for (document, list) in corpus.documents().iter().zip(&mut of_document) {
            settle_homes(&document.text, list, &homes);
        }
    }
    let skipped = (0..).map(DocumentId).zip(languages).filter_map(|(id, language)| {
        Some((id, format!("names are found in English only; this article is in {}", language?)))
    });
    Ok(Sightings { of_document, skipped: skipped.collect() })
}

fn sightings_of(document: DocumentId, text: &str, draft: &Draft) -> agreed::Named {
    let lists = Lists::get();
    let tokens = &draft.page.tokens;
    let (mut found, mut numbers) = (Vec::new(), Vec::new());
    let mut last_end = 0;
    let mut names: Vec<Found> = draft.names().into_iter().flat_map(|name| parted(name, tokens, lists)).collect();
    owned::settle(tokens, &mut names, lists);
    clubs::settle(&draft.page, &mut names, lists);
    for mut name in names {
        if name.kind == EntityKind::Organisation && is_only_a_place(draft, &name, lists) {
            name.kind = EntityKind::Place;
        }
        // "Mr Vale": the form of address is no part of the name.
        while name.kind == EntityKind::Person
            && name.tokens.len() > 1
            && is_address_form(text, &tokens[name.tokens.start])
        {
            name.tokens.start += 1;
        }
        // "told The Associated Press": the article is no part of the name of a body.
        if name.kind == EntityKind::Organisation
            && name.tokens.len() > 1
            && is_article(text, &tokens[name.tokens.start])
        {
            name.tokens.start += 1;
        }
        // "It offered Ostrany 32,000 tonnes": a number in groups of three counts what comes behind.
        while name.tokens.len() > 1 && tokens[name.tokens.end - 1].span().slice(text).contains(',') {
            name.tokens.end -= 1;
        }
        let (first, last) = (&tokens[name.tokens.start], &tokens[name.tokens.end - 1]);
        let span = Span::new(first.start as usize, last.end as usize);
        if is_stressed(&tokens[name.tokens.clone()], lists) {
            continue;
        }
        let letters = span.slice(text).chars().filter(|letter| letter.is_alphabetic()).take(2).count();
        if letters < 2 || is_address(text, span) {
            continue;
        }
        let title = if name.kind == EntityKind::Person {
            title_before(&draft.page.tokens[last_end..name.tokens.start], first, lists)
        } else {
            None
        };
        last_end = if name.kind == EntityKind::Person { name.tokens.end } else { last_end };
        found.push(Sighting { mention: Mention { document, span, title }, kind: name.kind });
        numbers.push(agreed::number(&tokens[name.tokens.clone()], lists));
    }
    settle_surnames(text, &mut found, lists);
    (found, numbers)
}

fn is_article(text: &str, token: &Token) -> bool {
    matches!(token.span().slice(text), "The" | "the" | "THE")
}

/// "Do YOU know?": a small word of English in capitals is stressed, unless a country or a body is written so.
fn is_stressed(name: &[Token], lists: &Lists) -> bool {
    let [word] = name else { return false };
    let classes = lists.word(word.folded);
    let is_listed = classes & (class::COUNTRY | class::REGION | class::ORGANISATION | class::CLUB) != 0;
    word.shape == Shape::Caps && classes & class::FUNCTION != 0 && !is_listed
}

fn is_address_form(text: &str, token: &Token) -> bool {
    let word = token.span().slice(text).trim_end_matches('.');
    ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sgt", "Capt", "Col", "Gen", "Lt", "Sen", "Rep", "Gov"].contains(&word)
}

/// The lands and regions that datelines name behind a town: "VELISK, Ostrany (Meridian Press) -". What stands there is a
/// place, whatever it looks like elsewhere.
fn dateline_homes(corpus: &Corpus, sightings: &[Vec<Sighting>]) -> FxHashSet<String> {
    let mut homes = FxHashSet::default();
    for (document, list) in corpus.documents().iter().zip(sightings) {
        let text = &document.text;
        for pair in list.windows(2) {
            let [town, home] = [pair[0].mention.span, pair[1].mention.span];
            let begins_line = text[..town.start()].chars().next_back().is_none_or(|before| before == '\n');
            let is_behind = text.get(town.end()..home.start()) == Some(", ");
            let ends_dateline = text[home.end()..].trim_start().starts_with(['(', '-', '–', '—']);
            if pair[0].kind == EntityKind::Place && begins_line && is_behind && ends_dateline {
                homes.insert(forms::folded(home.slice(text)));
            }
        }
    }
    homes
}

/// Makes a place of every name that a dateline gives as one, unless a person of the article bears it as a surname.
fn settle_homes(text: &str, found: &mut [Sighting], homes: &FxHashSet<String>) {
    for at in 0..found.len() {
        if !matches!(found[at].kind, EntityKind::Person | EntityKind::Organisation) {
            continue;
        }
        let name = forms::folded(found[at].mention.span.slice(text));
        let is_surname = || {
            found.iter().filter(|other| other.kind == EntityKind::Person).any(|other| {
                let full = forms::folded(other.mention.span.slice(text));
                full.strip_suffix(name.as_str()).is_some_and(|given| given.ends_with(' '))
            })
        };
        if homes.contains(&name) && !is_surname() {
            found[at].kind = EntityKind::Place;
            found[at].mention.title = None;
        }
    }
}

/// A town or country by its own name is a club or a team in sport only, here or in the whole document.
fn is_only_a_place(draft: &Draft, name: &Found, lists: &Lists) -> bool {
    let lists_in = lists.whole(&draft.page.tokens[name.tokens.clone()]);
    let is_place = lists_in & (class::COUNTRY | class::REGION | class::LARGE_CITY) != 0;
    let run = draft.page.runs.partition_point(|run| run.end <= name.tokens.start);
    let is_sport = draft.page.sport > 0 || draft.page.topics.get(run).is_some_and(|&(sport, _)| sport > 0);
    is_place && lists_in & class::ORGANISATION == 0 && !is_sport
}

/// "United States and European Union" are two names if both sides are known and the whole is not.
fn parted(name: Found, tokens: &[Token], lists: &Lists) -> Vec<Found> {
    let inside = &tokens[name.tokens.clone()];
    let and = super::tokens::folded_hash("and");
    let Some(at) = inside.iter().position(|token| token.folded == and) else { return vec![name] };
    let kind_of = |tokens: &[Token]| {
        let lists_in = lists.whole(tokens);
        if lists_in & (class::COUNTRY | class::REGION | class::LARGE_CITY) != 0 {
            Some(EntityKind::Place)
        } else if lists_in & class::ORGANISATION != 0 {
            Some(EntityKind::Organisation)
        } else {
            None
        }
    };
    match (kind_of(&inside[..at]), kind_of(&inside[at + 1..])) {
        (Some(left), Some(right)) if lists.whole(inside) == 0 => vec![
            Found { tokens: name.tokens.start..name.tokens.start + at, kind: left },
            Found { tokens: name.tokens.start + at + 1..name.tokens.end, kind: right },
        ],
        _ => vec![name],
    }
}

/// A bare word that is the surname of somebody named in full in the same text is that person: "Assad's forces".
fn settle_surnames(text: &str, found: &mut [Sighting], lists: &Lists) {
    let surnames: FxHashSet<String> = found
        .iter()
        .filter(|sighting| sighting.kind == EntityKind::Person)
        .filter_map(|sighting| {
            let name = forms::folded(sighting.mention.span.slice(text));
            let (given, surname) = forms::person_parts(&name);
            given.map(|_| surname.to_owned())
        })
        .collect();
    if surnames.is_empty() {
        return;
    }
    for sighting in found.iter_mut().filter(|sighting| sighting.kind != EntityKind::Person) {
        let words = sighting.mention.span.slice(text);
        if words.contains(' ') {
            continue;
        }
        let folded = forms::folded(words);
        let is_place =
            lists.word(super::tokens::folded_hash(words)) & (class::COUNTRY | class::REGION | class::LARGE_CITY) != 0;
        if !is_place && surnames.contains(forms::strip_al(&folded)) {
            sighting.kind = EntityKind::Person;
        }
    }
}

/// Whether a span is part of a web or mail address.
fn is_address(text: &str, span: Span) -> bool {
    let start = text[..span.start()].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = text[span.end()..].find(char::is_whitespace).map_or(text.len(), |at| span.end() + at);
    // A whole text without blank space is not one address.
    if span.start() - start.min(span.start()) > 300 || end - span.end() > 300 {
        return false;
    }
    let Some(word) = text.get(start..end) else { return false };
    word.contains("://") || word.contains("www.") || word.contains('@') && word.contains('.')
}

/// The title or office that ends right before a person's name: "U.S. Secretary of State". Capitals, titles and "of"
/// between them belong to it; at most ten tokens are looked at, and without a title among them there is none. A day of the
/// week belongs to none, and "for", "to" and their like only after an office: "minister for trade", but not "in Moscow on
/// Tuesday with President Vale".
fn title_before(before: &[Token], name: &Token, lists: &Lists) -> Option<Span> {
    let mut first = None;
    let mut has_title = false;
    let mut follower = name;
    let leading_on = ["of", "the"].map(super::tokens::folded_hash);
    let is_office = |at: usize| before.get(at).is_some_and(|token| lists.word(token.folded) & class::TITLE != 0);
    // Capitals before the first title word, which may be its country or body: "Russian Foreign Minister".
    let mut further = 0;
    for (index, token) in before.iter().enumerate().rev().take(10) {
        if follower.begins_line || further > 4 {
            break;
        }
        let classes = lists.word(token.folded);
        let is_title = classes & class::TITLE != 0;
        match token.shape {
            Shape::Punctuation | Shape::Possessive | Shape::Number => break,
            _ if classes & class::CALENDAR != 0 => break,
            Shape::Lower if is_title => first = Some(index),
            Shape::Lower if leading_on.contains(&token.folded) => {}
            Shape::Lower if classes & class::CONNECTOR != 0 && classes & class::FUNCTION != 0 => {
                if !index.checked_sub(1).is_some_and(is_office) {
                    break;
                }
            }
            Shape::Lower => break,
            _ if token.begins_sentence && classes & class::FUNCTION != 0 => break,
            _ => first = Some(index),
        }
        further += usize::from(has_title && !is_title);
        has_title |= is_title;
        follower = token;
    }
    let (first, last) = (before.get(first?)?, before.last()?);
    // "in Moscow" before a bare name has capitals, but no title; and a title ends in one or in a capital.
    let ends_well = last.shape != Shape::Lower || lists.word(last.folded) & class::TITLE != 0;
    (has_title && ends_well).then(|| Span::new(first.start as usize, last.end as usize))
}
