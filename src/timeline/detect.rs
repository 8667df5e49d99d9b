//! Time expressions of one text: scanning, matching, throwing out what is no time, resolving in order.
//!
//! Linear in the text: one pass makes the tokens, the matcher looks only where a word of time is near, and each match
//! is resolved once, in reading order, because the narrative goes that way.

use jiff::civil::Date;

use super::around::{Around, Outlook};
use super::calendar::Unit;
use super::edges::first_of_span;
use super::filters;
use super::lexicon::Class;
use super::meaning::Meaning;
use super::narrative::Narrative;
use super::outlook::{Look, begins_sentence, outlook};
use super::pairs;
use super::resolved::{Against, Resolved};
use super::rules::{Match, Rules, rules};
use super::slots::{Slots, has_word};
use super::tokens::{Token, scan};
use super::{Anchor, Timex, TimexId};
use crate::corpus::{DocumentId, Part, PartKind};
use crate::text::Span;

/// How many tokens before a word of time a match may begin: "at least the first two or three full" is the longest.
const REACH: usize = 9;

/// The time expressions of a text in order of span, resolved against the article's date where there is one.
///
/// `parts` says what to read; addresses and the lines that an outlet puts under every article are left out, and a text
/// without parts is read whole. The document of each is 0, and [`Anchor::Narrative`] counts within the result. Linear in
/// the length of the text.
#[must_use]
pub fn times_in_text(text: &str, parts: &[Part], published: Option<Date>) -> Vec<Timex> {
    let rules = rules();
    let mut tokens = Vec::new();
    if parts.is_empty() {
        scan(text, 0, text.len(), rules.lexicon(), &mut tokens);
    }
    for part in parts.iter().filter(|part| !matches!(part.kind, PartKind::Source | PartKind::Boilerplate)) {
        if part.span.get(text).is_some() {
            scan(text, part.span.start(), part.span.end(), rules.lexicon(), &mut tokens);
        }
    }
    // In the order of the text, so that a time is looked up among them.
    let captions: Vec<Span> =
        parts.iter().filter(|part| part.kind == PartKind::Caption).map(|part| part.span).collect();
    let mut narrative = Narrative { reference: published, ..Narrative::default() };
    let mut found: Vec<Timex> = Vec::new();
    let mut story = Story::default();
    let mut at = 0;
    // One past the last token that is part of an expression.
    let mut last_end = 0;
    let mut next_of_time = 0;
    while at < tokens.len() {
        let weight = rules.weight(tokens[at].word);
        let is_hopeful = weight == 2
            || tokens[at].word == rules.lexicon().mark(b'\'')
            || weight == 1 && {
                next_of_time = next_of_time.max(at + 1);
                while next_of_time < tokens.len() && rules.weight(tokens[next_of_time].word) < 2 {
                    next_of_time += 1;
                }
                next_of_time - at <= REACH
            };
        let matched = if is_hopeful { rules.longest(&tokens, at) } else { None };
        let Some(matched) = matched else {
            at += 1;
            continue;
        };
        let Admitted { mut matched, slots, meaning } = admit(rules, text, &tokens, at, matched);
        if let Some(meaning) = meaning {
            let mut around = look_around(rules, &tokens, at, &matched, &slots, meaning, story);
            // A caption tells what was in the present: "A man walks past a shop in Vasta on Tuesday".
            let start = tokens[at].start as usize;
            let caption = captions.get(captions.partition_point(|caption| caption.end() <= start));
            around.is_present &= caption.is_none_or(|caption| start < caption.start());
            if !around.is_same_sentence {
                narrative.sentence_start = TimexId(u32::try_from(found.len()).unwrap_or(u32::MAX));
            }
            if let Some(resolved) = narrative.resolve(meaning, &slots, around) {
                let first = first_of_span(rules, &tokens, at, &matched, meaning);
                let (is_open_start, is_open_end) = openness(rules, &tokens, at);
                let anchor = anchor_of(&resolved, published);
                let days = pairs::days_beside(rules, &tokens, at, &matched, &slots, resolved.point);
                let beside = |joined: pairs::Joined| pairs::timex(&tokens, joined, anchor);
                found.extend(days.before.filter(|(place, _)| place.start >= last_end).map(beside));
                let id = TimexId(u32::try_from(found.len()).unwrap_or(u32::MAX));
                narrative.remember(meaning, &resolved, &slots, id);
                if let Some(point) = resolved.point {
                    story.named_at = Some(at);
                    story.day_at = if point.unit() == Unit::Day { Some(at) } else { story.day_at };
                }
                found.push(Timex {
                    document: DocumentId::default(),
                    span: Span::new(tokens[first].start as usize, tokens[matched.end - 1].end as usize),
                    kind: resolved.kind,
                    value: resolved.value,
                    interval: resolved.interval,
                    is_open_start,
                    is_open_end,
                    anchor,
                });
                if let Some(joined) = days.after {
                    matched.end = joined.0.end;
                    found.push(beside(joined));
                }
            }
            at = matched.end;
            last_end = at;
        } else {
            // What was thrown out may hide a shorter time: "2,000 people last year". An age hides none.
            at = if matched.meaning == Meaning::Age { matched.end } else { at + 1 };
        }
    }
    found
}

/// The first tokens of the expressions that the narrative stands at.
#[derive(Clone, Copy, Debug, Default)]
struct Story {
    /// Of the time named last.
    named_at: Option<usize>,
    /// Of the day named last.
    day_at: Option<usize>,
}

/// A match, and what it means when it is a time.
struct Admitted {
    matched: Match,
    slots: Slots,
    meaning: Option<Meaning>,
}

fn admit(rules: &Rules, text: &str, tokens: &[Token], from: usize, matched: Match) -> Admitted {
    let slots = Slots::of(&matched);
    let site = filters::Site { rules, text, tokens, from, matched: &matched, slots: &slots };
    let meaning = filters::admitted(site);
    // "a day after" is no day by itself, but "a day after the vote" begins with a length, and "Cup 2018 day five" with a year.
    if meaning.is_none()
        && matches!(matched.meaning, Meaning::Around | Meaning::Before | Meaning::Duration)
        && let Some(shorter) = rules.longest(&tokens[..matched.end - 1], from)
    {
        return admit(rules, text, tokens, from, shorter);
    }
    Admitted { matched, slots, meaning }
}

fn anchor_of(resolved: &Resolved, published: Option<Date>) -> Anchor {
    match (resolved.against, published) {
        (Against::Nothing, _) => Anchor::Absolute,
        (Against::Named(id), _) => Anchor::Narrative(id),
        (Against::Reference, Some(day)) => Anchor::Published(day),
        (Against::Reference | Against::Missing, _) => Anchor::Unresolved,
    }
}

/// Whether the words before a match leave its beginning or its end open.
fn openness(rules: &Rules, tokens: &[Token], from: usize) -> (bool, bool) {
    let Some(before) = from.checked_sub(1).map(|before| tokens[before]) else { return (false, false) };
    let bound = rules.lexicon().value(before.word, Class::Bound);
    (bound == Some(0), bound == Some(1))
}

fn look_around(
    rules: &Rules,
    tokens: &[Token],
    from: usize,
    matched: &Match,
    slots: &Slots,
    meaning: Meaning,
    story: Story,
) -> Around {
    let lexicon = rules.lexicon();
    let inside = &tokens[from..matched.end];
    let has = |spelling: &str| has_word(lexicon, inside, spelling);
    let direction = if has("past") || has("last") || has("previous") || has("preceding") || has("before") {
        Outlook::Back
    } else if has("next") || has("coming") || has("following") || has("after") {
        Outlook::Ahead
    } else {
        Outlook::Unknown
    };
    // Only what is not said in full asks for the outlook.
    let asks = [
        Meaning::Date,
        Meaning::Deictic,
        Meaning::Nth,
        Meaning::WholeOfThis,
        Meaning::SpanOf,
        Meaning::Half,
        Meaning::WeekOf,
    ];
    let is_open = (asks.contains(&meaning) || matches!(meaning, Meaning::Holiday(_)))
        && slots.year.is_none()
        && slots.numeric.is_none();
    let look = if is_open { outlook(rules, tokens, from, matched.end) } else { Look::default() };
    Around {
        outlook: match look.score {
            0 => Outlook::Unknown,
            1.. => Outlook::Ahead,
            _ => Outlook::Back,
        },
        score: look.score,
        is_present: look.is_present,
        is_one: is_one(rules, inside),
        has_article: has("the"),
        is_throughout: is_throughout(rules, tokens, from),
        halves: has("half").then(|| if has("and") { 3 } else { 1 }),
        direction,
        is_every_other: has("other"),
        is_so_often: has("times"),
        is_of_quarter: has("quarter"),
        is_first: has("first"),
        is_owner: matched.end > from && tokens[matched.end - 1].word == lexicon.possessive(),
        is_possessed: tokens.get(matched.end).is_some_and(|next| next.word == lexicon.possessive()),
        is_same_sentence: story.named_at.is_some_and(|named| {
            from - named <= 60 && !(named + 1..=from).any(|at| begins_sentence(rules, tokens, at))
        }),
        is_any: is_any_weekday(rules, tokens, from, matched.end),
        is_that_september: slots.month == Some(9)
            && slots.day == Some(11)
            && tokens[matched.end..].iter().take(2).any(|token| lexicon.is(token.word, Class::Attack)),
        is_next_weekday: slots.weekday.is_some() && pairs::is_behind_weekday(rules, tokens, from),
        is_near_day: story.day_at.is_some_and(|day| from - day <= NEAR),
        range_end: if is_open && slots.month.is_some() && slots.year_dir.is_none() && slots.dir.is_none() {
            pairs::range_end(rules, tokens, matched, slots)
        } else {
            None
        },
        last_weekday: slots.weekday.and_then(|_| pairs::last_weekday(rules, tokens, matched)),
        weekday_behind: if slots.clock.is_some() { weekday_behind(rules, tokens, matched.end) } else { None },
    }
}

/// How many tokens a time of day may stand behind the day that it is on: two or three sentences.
const NEAR: usize = 60;

/// Whether a match counts one of a unit: "a year", "all day", "year-long", but not "a years-long battle".
fn is_one(rules: &Rules, inside: &[Token]) -> bool {
    let is_plural = inside.iter().any(|token| rules.lexicon().is(token.word, Class::Units));
    let has = |spelling: &str| has_word(rules.lexicon(), inside, spelling);
    let is_counted = ["a", "an", "one", "another", "all"].into_iter().any(has);
    if is_plural { is_counted && !(has("long") || has("old")) } else { is_counted || has("long") || has("old") }
}

/// Whether a match begins with "the" behind a word for a stretch of time: "over the last year".
fn is_throughout(rules: &Rules, tokens: &[Token], from: usize) -> bool {
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| words.iter().any(|word| rules.lexicon().get(word) == Some(token.word)))
    };
    is(Some(from), &["the"]) && is(from.checked_sub(1), &["over", "in", "during", "within", "for", "throughout"])
}

/// "On a Monday in spring" is no Monday of the calendar; "on a Monday flight" may be one.
fn is_any_weekday(rules: &Rules, tokens: &[Token], from: usize, to: usize) -> bool {
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| words.iter().any(|word| rules.lexicon().get(word) == Some(token.word)))
    };
    is(from.checked_sub(1), &["a"])
        && is(from.checked_sub(2), &["on"])
        && is(Some(to), &[".", ",", "in", "at", "of", "and", "or", "to", "when", "'"])
}

/// The weekday right behind a bracket that follows a time of day.
fn weekday_behind(rules: &Rules, tokens: &[Token], to: usize) -> Option<i8> {
    let mark = |at: usize, mark: u8| tokens.get(at).is_some_and(|token| token.word == rules.lexicon().mark(mark));
    let end = mark(to, b'(').then(|| (to + 1..to + 6).find(|&at| mark(at, b')')))??;
    let on = tokens.get(end + 1).is_some_and(|token| rules.lexicon().get("on") == Some(token.word));
    let token = tokens.get(end + 1 + usize::from(on))?;
    let weekday = rules.lexicon().value(token.word, Class::Weekday).filter(|_| token.len() > 5)?;
    i8::try_from(weekday).ok()
}

/// Whether a unit is one that a bare article can count: "a quarter" is a part, "a night" a price.
pub(super) fn is_counted_by_article(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
    )
}
