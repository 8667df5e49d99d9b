//! Quotations: words between marks, who says them, and by which verb.
//!
//! Only what the text gives is given: `“…,” said Vale`, `Vale told reporters: “…”`, and a pronoun that the last person
//! named stands behind. A quotation that nothing introduces keeps no speaker rather than a guessed one.

use super::lists::set_of;
use super::{Entities, EntityId, EntityKind, Mention, Quotation, Renumbered};
use crate::corpus::{Corpus, Document, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::{Span, paragraphs, words};

const VERBS: &str = "said says say saying told tells added adds asked asks replied replies announced argued claimed \
    declared denied explained insisted noted observed recalled remarked stated stressed suggested warned wrote writes \
    commented concluded predicted testified acknowledged admitted answered complained continued joked shouted vowed \
    tweeted quipped confirmed conceded cautioned urged advised alleged boasted pleaded responded retorted reiterated \
    revealed speculated whispered yelled cried according According";

/// How far from the marks, in bytes, the verb may stand.
const REACH: usize = 180;
/// Words between marks without a verb of saying are a quotation from this many on; fewer are a word held at arm's length.
const LEAST_WORDS: usize = 4;

/// How many characters a quotation in single marks may have; the bound keeps a text of nothing but apostrophes linear.
const MOST_IN_SINGLE_MARKS: usize = 2000;

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
                    let is_open = in_paragraph(*id, document, paragraph, mentions, entities, &verbs, &mut found);
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

/// Adds the quotations of a paragraph; whether the last one is left open.
fn in_paragraph(
    id: DocumentId,
    document: &Document,
    paragraph: Span,
    mentions: &[(Mention, EntityId)],
    entities: &Entities,
    verbs: &rustc_hash::FxHashSet<&'static str>,
    found: &mut Vec<Quotation>,
) -> bool {
    let text = &*document.text;
    let inner = quoted(text, paragraph);
    let first = found.len();
    let mut is_open = false;
    for (index, &Quoted { outer, inner: span, is_closed }) in inner.iter().enumerate() {
        let left_limit = index.checked_sub(1).map_or(paragraph.start(), |before| inner[before].outer.end());
        let right_limit = inner.get(index + 1).map_or(paragraph.end(), |after| after.outer.start());
        let after = clause_after(text, outer.end(), right_limit);
        let before = clause_before(text, left_limit, outer.start());
        let is_end = ends_sentence(text, outer.end(), span);
        let near = Near { text, mentions, entities, verbs };
        let said = (if is_end { None } else { near.speaker(after, Side::After) })
            .or_else(|| near.speaker(before, Side::Before))
            .or_else(|| {
                if is_end {
                    near.speaker(after, Side::After).filter(|said| is_tight(text, outer, said.1))
                } else {
                    None
                }
            });
        let (mut speaker, verb) = said.map_or((None, None), |(speaker, verb)| (speaker, Some(verb)));
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

/// A stretch between quotation marks.
struct Quoted {
    /// With the marks.
    outer: Span,
    /// Without them.
    inner: Span,
    is_closed: bool,
}

/// Stretches between quotation marks, of every style that newspapers use: “ ”, " ", « », „ “, ‘ ’, ' ', `` '', 「 」. Straight
/// marks open and close in turn; single ones are told from apostrophes by what stands around them. A mark that is never
/// closed opens a quotation up to the end of the paragraph, as the first of several paragraphs does; a single mark that
/// is never closed is an apostrophe.
fn quoted(text: &str, paragraph: Span) -> Vec<Quoted> {
    let mut found = Vec::new();
    // Where the marks begin, where the words do, and the mark.
    let mut open: Option<(usize, usize, char)> = None;
    let words = paragraph.slice(text);
    let mut next = 0;
    while let Some(offset) = mark_from(words, next, open.map(|(_, _, opener)| opener)) {
        let rest = &words[offset..];
        let Some(character) = rest.chars().next() else { break };
        next = offset + character.len_utf8();
        let at = paragraph.start() + offset;
        let doubled = rest.starts_with("``") || rest.starts_with("''");
        let end = at + if doubled { 2 } else { character.len_utf8() };
        if open.is_some_and(|(_, inner, _)| at < inner) {
            continue;
        }
        let before = words[..offset].chars().next_back();
        let after = text[end..paragraph.end()].chars().next();
        match (open, character) {
            (None, '“' | '"' | '«' | '„' | '「') => open = Some((at, end, character)),
            (None, '`') if doubled => open = Some((at, end, character)),
            (None, '‘' | '\'')
                if !doubled && opens(before, after) && closing_ahead(character, &words[end - paragraph.start()..]) =>
            {
                open = Some((at, end, character));
            }
            (Some((_, _, opener @ ('‘' | '\''))), _) if !(closes(opener, character) && ends_single(before, after)) => {
            }
            (Some((start, inner, '‘' | '\'')), _) => {
                found.push(Quoted {
                    outer: Span::new(start, end),
                    inner: Span::new(inner, at).trimmed(text),
                    is_closed: true,
                });
                open = None;
            }
            (Some((start, inner, opener)), _) if closes(opener, character) && (opener != '`' || doubled) => {
                if inner < at {
                    found.push(Quoted {
                        outer: Span::new(start, end),
                        inner: Span::new(inner, at).trimmed(text),
                        is_closed: true,
                    });
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, inner, _)) = open
        && inner < paragraph.end()
    {
        found.push(Quoted {
            outer: Span::new(start, paragraph.end()),
            inner: Span::new(inner, paragraph.end()).trimmed(text),
            is_closed: false,
        });
    }
    found.retain(|quoted| !quoted.inner.is_empty());
    found
}

/// Where the next character stands, from `from` on, that may be a mark: most of a text is none.
fn mark_from(words: &str, from: usize, open: Option<char>) -> Option<usize> {
    // A first byte of ‘ ’ “ ” „, of « », of 「 」, or one of the ASCII marks. No byte inside a character is one of these.
    let is_mark = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xE2 | 0xC2 | 0xE3);
    let is_straight = |byte: &u8| *byte == b'"';
    let rest = words.as_bytes().get(from..)?;
    let found = if open == Some('"') { rest.iter().position(is_straight) } else { rest.iter().position(is_mark) };
    found.map(|at| from + at)
}

/// Whether a single mark between these characters opens a quotation.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'))
        && after.is_some_and(char::is_uppercase)
}

/// Whether the other half of a single mark stands in the words behind it; without it the mark is an apostrophe.
fn closing_ahead(opener: char, words: &str) -> bool {
    let mut characters = words.chars().take(MOST_IN_SINGLE_MARKS).peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        if closes(opener, character) && ends_single(before, characters.peek().copied()) {
            return true;
        }
        before = Some(character);
    }
    false
}

/// Whether a single mark between these characters closes one: no letter stands behind it, and it is no "students'
/// vote", whose apostrophe stands between an s and a blank.
fn ends_single(before: Option<char>, after: Option<char>) -> bool {
    let is_stop = after.is_none_or(|after| matches!(after, ',' | '.' | ';' | ':'));
    after.is_none_or(|after| !after.is_alphanumeric()) && (is_stop || before != Some('s'))
}

fn closes(opener: char, character: char) -> bool {
    match opener {
        '"' => character == '"',
        '«' => character == '»',
        '„' => character == '“' || character == '”',
        '「' => character == '」',
        '`' | '\'' => character == '\'',
        '‘' => character == '’',
        _ => character == '”' || character == '"',
    }
}

fn clause_after(text: &str, start: usize, limit: usize) -> Span {
    let mut end = limit.min(start + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let stop = text[start..end].find(". ").map_or(end, |at| start + at);
    // An abbreviation such as "Mr." must not cut the clause right there.
    let stop = if stop - start < 14 {
        text[start..end].match_indices(". ").nth(1).map_or(end, |(at, _)| start + at)
    } else {
        stop
    };
    Span::new(start, stop)
}

fn clause_before(text: &str, limit: usize, end: usize) -> Span {
    let mut start = limit.max(end.saturating_sub(REACH));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let cut = text[start..end]
        .match_indices(". ")
        .filter(|(at, _)| {
            !text[start..start + at].ends_with(|last: char| last.is_uppercase())
                && !ends_with_title(&text[start..start + at])
        })
        .last()
        .map_or(start, |(at, _)| start + at + 2);
    Span::new(cut, end)
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
        for word in words(clause.slice(self.text)) {
            let span = Span::new(clause.start() + word.start(), clause.start() + word.end());
            let written = span.slice(self.text);
            if self.verbs.contains(written) {
                verb = Some(span);
                if side == Side::After {
                    break;
                }
            }
            pronoun |= matches!(written, "he" | "she" | "He" | "She");
        }
        let verb = verb?;
        let here: Vec<(Mention, EntityId)> =
            self.mentions.iter().copied().filter(|(mention, _)| clause.covers(mention.span)).collect();
        let can_speak = |(_, entity): &&(Mention, EntityId)| {
            matches!(self.entities.get(*entity).kind, EntityKind::Person | EntityKind::Organisation)
        };
        let is_person = |(_, entity): &&(Mention, EntityId)| self.entities.get(*entity).kind == EntityKind::Person;
        let before = here.iter().filter(|(mention, _)| mention.span.end() <= verb.start());
        let after = here.iter().filter(|(mention, _)| mention.span.start() >= verb.end());
        let named = before
            .clone()
            .rfind(is_person)
            .or_else(|| if side == Side::After { after.clone().find(is_person) } else { None })
            .or_else(|| before.clone().rfind(can_speak))
            .or_else(|| if side == Side::After { after.clone().find(can_speak) } else { None });
        let gap_is_pronoun = pronoun || self.next_is_pronoun(verb, clause);
        if gap_is_pronoun && named.is_none_or(|(mention, _)| mention.span.start() > verb.end()) {
            return Some((self.last_person_before(clause.start()), verb));
        }
        Some((named.map(|&(_, entity)| entity), verb))
    }

    fn next_is_pronoun(&self, verb: Span, clause: Span) -> bool {
        let rest = Span::new(verb.end(), clause.end());
        words(rest.slice(self.text))
            .next()
            .is_some_and(|word| matches!(&rest.slice(self.text)[word.range()], "he" | "she"))
    }

    fn last_person_before(&self, at: usize) -> Option<EntityId> {
        self.mentions
            .iter()
            .rev()
            .filter(|(mention, _)| mention.span.end() <= at)
            .find(|(_, entity)| self.entities.get(*entity).kind == EntityKind::Person)
            .map(|&(_, entity)| entity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len())).iter().map(|quoted| quoted.inner.slice(text)).collect()
    }

    #[test]
    fn every_style_of_marks() {
        for text in [
            "“We go,” she said.",
            "\"We go,\" she said.",
            "«We go,» she said.",
            "„We go,“ she said.",
            "‘We go,’ she said.",
            "'We go,' she said.",
            "``We go,'' she said.",
            "「We go,」 she said.",
        ] {
            assert_eq!(inner(text), ["We go,"], "{text}");
        }
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in
            ["the students’ vote in the ’90s", "rock 'n' roll, Vale's and the owners' pier", "‘Twas so", "'Tis so."]
        {
            assert!(inner(text).is_empty(), "{text}");
        }
        assert_eq!(
            inner("‘It’s the students’ vote, and we won’t go,’ she said."),
            ["It’s the students’ vote, and we won’t go,"]
        );
        assert_eq!(inner("“He said ‘No,’ and left,” she said."), ["He said ‘No,’ and left,"]);
    }

    #[test]
    fn a_mark_that_is_not_closed_opens_to_the_end() {
        let text = "“We go, and we go today.";
        let found = quoted(text, Span::new(0, text.len()));
        assert!(matches!(found.as_slice(), [Quoted { is_closed: false, .. }]));
    }
}
