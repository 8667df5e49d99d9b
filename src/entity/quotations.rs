//! Quotations: words between marks, who says them, and by which verb.
//!
//! Only what the text gives is given: `“…,” said Vale`, `Vale told reporters: “…”`, and a pronoun that the last person
//! named stands behind. A quotation that nothing introduces keeps no speaker rather than a guessed one.

use super::lists::set_of;
use super::quoted::{Quoted, quoted};
use super::{Entities, EntityId, EntityKind, Mention, Quotation, Renumbered};
use crate::corpus::{Corpus, Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, paragraphs, words};

const VERBS: &str = "said says say saying told tells added adds asked asks replied replies announced argued claimed \
    declared denied explained insisted noted observed recalled remarked stated stressed suggested warned wrote writes \
    commented concluded predicted testified acknowledged admitted answered complained continued joked shouted vowed \
    tweeted quipped confirmed conceded cautioned urged advised alleged boasted pleaded responded retorted reiterated \
    revealed speculated whispered yelled cried according According stating";

/// How far from the marks, in bytes, the verb may stand.
const REACH: usize = 180;
/// Words between marks without a verb of saying are a quotation from this many on; fewer are a word held at arm's length.
const LEAST_WORDS: usize = 4;

/// All quotations of a corpus, in order of document, then span. Those of articles in which `last` names the same kinds in
/// the same places are taken over from it.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(crate) fn find_quotations(
    corpus: &Corpus,
    entities: &Entities,
    last: Option<&Entities>,
    progress: &Progress,
) -> Result<Vec<Quotation>, Cancelled> {
    use rayon::prelude::*;
    let verbs = set_of(VERBS);
    let documents: Vec<_> = corpus.iter().collect();
    let found = documents
        .par_iter()
        .map(|(id, document)| {
            progress.checkpoint()?;
            if let Some(known) = last.and_then(|last| taken_over(*id, last, entities)) {
                return Ok(known);
            }
            let mentions = entities.mentions_in(*id);
            let mut found = Vec::new();
            // Where the quotation begins that the paragraph before left open.
            let mut open: Option<usize> = None;
            for part in super::detect::searched(document) {
                for paragraph in paragraphs(&document.text, part) {
                    let first = found.len();
                    let place = Place { id: *id, document, paragraph, is_carried: open.is_some() };
                    let is_open = in_paragraph(place, mentions, entities, &verbs, &mut found);
                    if let Some(before) = open {
                        join(&mut found, before, first, paragraph);
                    }
                    // A chain of open paragraphs is one voice.
                    open = is_open.then(|| open.filter(|_| found.len() == first + 1).unwrap_or(found.len() - 1));
                }
            }
            Ok(found)
        })
        .collect::<Result<Vec<_>, Cancelled>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The quotations of a document as `last` has them, if nothing that they depend on is another.
fn taken_over(id: DocumentId, last: &Entities, entities: &Entities) -> Option<Vec<Quotation>> {
    let numbers = Renumbered::of(last.mentions_in(id), entities.mentions_in(id))?;
    let is_same_kind = |(one, other): &(EntityId, EntityId)| last.get(*one).kind == entities.get(*other).kind;
    if !numbers.pairs().iter().all(is_same_kind) {
        return None;
    }
    let again = |quotation: &Quotation| {
        let speaker = match quotation.speaker {
            Some(speaker) => Some(numbers.get(speaker)?),
            None => None,
        };
        Some(Quotation { speaker, ..*quotation })
    };
    last.quotations_in(id).iter().map(again).collect()
}

/// Gives one speaker to a quotation that goes on over paragraphs, each of which opens the marks anew and only the last
/// closes them: the quotation from `before` on, and the first one of the paragraph that begins with `first`.
fn join(found: &mut [Quotation], before: usize, first: usize, paragraph: Span) {
    // Between the start of the paragraph and the words stands the mark alone.
    let Some(next) = found.get(first).filter(|next| next.span.start() <= paragraph.start() + 4) else { return };
    let speaker = found[before].speaker.or(next.speaker);
    for quotation in &mut found[before..=first] {
        quotation.speaker = quotation.speaker.or(speaker);
    }
}

/// A paragraph in which quotations are looked for.
#[derive(Clone, Copy)]
struct Place<'a> {
    id: DocumentId,
    document: &'a Document,
    paragraph: Span,
    /// The paragraph before left a quotation open.
    is_carried: bool,
}

/// Adds the quotations of a paragraph; whether the last one is left open.
fn in_paragraph(
    place: Place<'_>,
    mentions: &[(Mention, EntityId)],
    entities: &Entities,
    verbs: &rustc_hash::FxHashSet<&'static str>,
    found: &mut Vec<Quotation>,
) -> bool {
    let Place { id, document, paragraph, is_carried } = place;
    let text = &*document.text;
    let inner = quoted(text, paragraph, is_carried);
    let first = found.len();
    let mut is_open = false;
    for (index, &Quoted { outer, inner: span, is_closed }) in inner.iter().enumerate() {
        let left_limit = index.checked_sub(1).map_or(paragraph.start(), |before| inner[before].outer.end());
        let right_limit = inner.get(index + 1).map_or(paragraph.end(), |after| after.outer.start());
        let after = clause_after(text, outer.end(), right_limit);
        let before = clause_before(text, left_limit, outer.start());
        let is_end = ends_sentence(text, outer.end(), span);
        let near = Near { text, mentions, entities, verbs };
        let behind = near.speaker(after, Side::After).filter(|said| !is_end || is_tight(text, outer, said.1));
        let ahead = near.speaker(before, Side::Before);
        let is_named = |said: &(Option<EntityId>, Span)| said.0.is_some();
        // Behind the end of a sentence stands what belongs to the next one, unless the verb is there at once.
        let said = if is_end {
            ahead.or(behind)
        } else {
            behind.filter(is_named).or(ahead.filter(is_named)).or(behind).or(ahead)
        };
        let (mut speaker, verb) = said.map_or((None, None), |(speaker, verb)| (speaker, Some(verb)));
        // `Cooper said it would help "for months", and said it was "damning"`: one sentence has one voice.
        if speaker.is_none()
            && verb.is_some_and(|verb| verb.start() < outer.start())
            && index
                .checked_sub(1)
                .is_some_and(|last| last_end_of_sentence(text, inner[last].outer.end()..outer.start()).is_none())
        {
            speaker = found[first..].last().and_then(|previous: &Quotation| previous.speaker);
        }
        if verb.is_none() {
            let long = words(span.slice(text)).take(LEAST_WORDS).count() >= LEAST_WORDS;
            if !long {
                continue;
            }
            // `“…,” said Vale. “…”`: the same voice goes on in the same paragraph.
            speaker = found[first..].last().and_then(|previous: &Quotation| previous.speaker);
        }
        found.push(Quotation { document: id, span, speaker, verb });
        is_open = !is_closed;
    }
    is_open
}

/// Whether a verb stands right behind the marks, so that a sentence's end before it does not matter: `“Why?” asked Vale`.
fn is_tight(text: &str, outer: Span, verb: Span) -> bool {
    verb.start() >= outer.end() && text[outer.end()..verb.start()].trim().len() <= 24
}

/// Whether the words before the closing mark end their sentence.
fn ends_sentence(text: &str, outer_end: usize, inner: Span) -> bool {
    let last = inner.slice(text).chars().next_back();
    matches!(last, Some('.' | '!' | '?')) || text[outer_end..].starts_with('.')
}

fn clause_after(text: &str, start: usize, limit: usize) -> Span {
    let mut end = limit.min(start + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut stops = ends_of_sentences(&text[start..end]).map(|at| start + at);
    let stop = stops.next().unwrap_or(end);
    // An abbreviation such as "Mr." must not cut the clause right there.
    let stop = if stop - start < 14 { stops.next().unwrap_or(end) } else { stop };
    Span::new(start, stop)
}

fn clause_before(text: &str, limit: usize, end: usize) -> Span {
    let mut start = limit.max(end.saturating_sub(REACH));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    Span::new(last_end_of_sentence(text, start..end).map_or(start, |at| at + 2), end)
}

/// Where points stand before blank space or the end of a line.
fn ends_of_sentences(words: &str) -> impl Iterator<Item = usize> {
    words.match_indices('.').map(|(at, _)| at).filter(|&at| matches!(words.as_bytes().get(at + 1), Some(b' ' | b'\n')))
}

/// The last point in a stretch of the text that ends a sentence and no abbreviation.
fn last_end_of_sentence(text: &str, range: std::ops::Range<usize>) -> Option<usize> {
    let words = &text[range.clone()];
    ends_of_sentences(words)
        .filter(|&at| !words[..at].ends_with(|last: char| last.is_uppercase()) && !ends_with_title(&words[..at]))
        .last()
        .map(|at| range.start + at)
}

fn ends_with_title(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(crate::text::is_abbreviation)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

struct Near<'a> {
    text: &'a str,
    mentions: &'a [(Mention, EntityId)],
    entities: &'a Entities,
    verbs: &'a rustc_hash::FxHashSet<&'static str>,
}

impl Near<'_> {
    /// Who speaks, according to a clause beside the marks, and the verb; nothing when no verb of saying is there.
    fn speaker(&self, clause: Span, side: Side) -> Option<(Option<EntityId>, Span)> {
        let mut verb = None;
        let mut pronoun = false;
        // "It added": a body speaks. "I said", "they say": nobody who is named.
        let (mut is_body, mut is_unnamed) = (false, false);
        let mut last = "";
        for word in words(clause.slice(self.text)) {
            let span = Span::new(clause.start() + word.start(), clause.start() + word.end());
            let written = span.slice(self.text);
            if self.verbs.contains(written) {
                verb = Some(span);
                is_body = matches!(last, "it" | "It");
                is_unnamed = matches!(last, "I" | "we" | "We" | "you" | "You" | "they" | "They");
                if side == Side::After {
                    break;
                }
            }
            pronoun |= matches!(written, "he" | "she" | "He" | "She");
            last = written;
        }
        let verb = verb?;
        if is_unnamed {
            return Some((None, verb));
        }
        let here: Vec<(Mention, EntityId)> =
            self.mentions.iter().copied().filter(|(mention, _)| clause.covers(mention.span)).collect();
        let can_speak = |(_, entity): &&(Mention, EntityId)| {
            matches!(self.entities.get(*entity).kind, EntityKind::Person | EntityKind::Organisation)
        };
        let is_person = |(_, entity): &&(Mention, EntityId)| self.entities.get(*entity).kind == EntityKind::Person;
        // "A letter seen by Sky News says" is no word of theirs.
        let is_agent = |mention: &Mention| {
            words(self.text[clause.start()..mention.span.start()].trim_end())
                .last()
                .is_some_and(|word| &self.text[clause.start()..][word.range()] == "by")
        };
        let before = here.iter().filter(|(mention, _)| mention.span.end() <= verb.start() && !is_agent(mention));
        let after = here.iter().filter(|(mention, _)| mention.span.start() >= verb.end());
        let named = before
            .clone()
            .rfind(is_person)
            .or_else(|| if side == Side::After { after.clone().find(is_person) } else { None })
            .or_else(|| before.clone().rfind(can_speak))
            .or_else(|| if side == Side::After { after.clone().find(can_speak) } else { None });
        if is_body && named.is_none_or(|(mention, _)| mention.span.start() > verb.end()) {
            return Some((self.last_before(clause.start(), EntityKind::Organisation), verb));
        }
        let gap_is_pronoun = pronoun || self.next_is_pronoun(verb, clause);
        if gap_is_pronoun && named.is_none_or(|(mention, _)| mention.span.start() > verb.end()) {
            return Some((self.last_before(clause.start(), EntityKind::Person), verb));
        }
        Some((named.map(|&(_, entity)| entity), verb))
    }

    fn next_is_pronoun(&self, verb: Span, clause: Span) -> bool {
        let rest = Span::new(verb.end(), clause.end());
        words(rest.slice(self.text))
            .next()
            .is_some_and(|word| matches!(&rest.slice(self.text)[word.range()], "he" | "she"))
    }

    fn last_before(&self, at: usize, kind: EntityKind) -> Option<EntityId> {
        self.mentions
            .iter()
            .rev()
            .filter(|(mention, _)| mention.span.end() <= at)
            .find(|(_, entity)| self.entities.get(*entity).kind == kind)
            .map(|&(_, entity)| entity)
    }
}
