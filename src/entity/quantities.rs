//! Numbers with what they count: money, shares, the dead and the hurt, ages, measures, and the rest.
//!
//! Times are left to `timeline`: years, days of the month, clock times and lengths of time are not quantities. Neither
//! are scores, telephone numbers and the like: a number counts only when blank space and words surround it.

use std::sync::OnceLock;

use regex::Regex;

use super::quantity_words::{LASTING, MEASURES, MONEY, MONTHS, PEOPLE, SMALL, STOPS, UNITS_OF_TIME};
use super::{Quantity, QuantityKind};
use crate::corpus::{Corpus, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::Span;

fn pattern() -> &'static Regex {
    static PATTERN: OnceLock<Regex> = OnceLock::new();
    PATTERN.get_or_init(|| {
        let small = SMALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|");
        let whole = format!(
            r"(?-u)(?:(?:US|A|C|HK|NZ)?\$ ?|\xC2\xA3 ?|\xE2\x82\xAC ?|\xC2\xA5 ?)?(?:\b\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?\b|\b\d+(?:\.\d+)?|\b(?:{small}|[A-Z](?:{tails}))(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b)(?:[ -](?:hundred|thousand|million|billion|trillion|mln|bln|bn|dozen)\b|(?:m|bn|k)\b)*",
            tails = SMALL.iter().map(|(word, _)| &word[1..]).collect::<Vec<_>>().join("|"),
        );
        regex::RegexBuilder::new(&whole.replace("(?-u)", "").replace(r"\xC2\xA3", "£").replace(r"\xE2\x82\xAC", "€").replace(r"\xC2\xA5", "¥"))
            .build()
            .expect("the pattern is fixed")
    })
}

/// All quantities of a corpus, in order of document, then span.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(crate) fn find_quantities(corpus: &Corpus, progress: &Progress) -> Result<Vec<Quantity>, Cancelled> {
    use rayon::prelude::*;
    let documents: Vec<_> = corpus.iter().collect();
    let found = documents
        .par_iter()
        .map(|(id, document)| {
            progress.checkpoint()?;
            let mut found = Vec::new();
            for part in super::detect::searched(document) {
                in_part(*id, &document.text, part, &mut found);
            }
            Ok(found)
        })
        .collect::<Result<Vec<_>, Cancelled>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn in_part(document: DocumentId, text: &str, part: Span, found: &mut Vec<Quantity>) {
    for head in pattern().find_iter(part.slice(text)) {
        let number = Span::new(part.start() + head.start(), part.start() + head.end());
        let before = &text[part.start()..number.start()];
        let after = &text[number.end()..part.end()];
        if let Some((kind, value, unit, end)) = read(head.as_str(), before, after) {
            found.push(Quantity {
                document,
                span: Span::new(number.start(), number.end() + end),
                number,
                kind,
                value,
                unit,
            });
        }
    }
}

/// What a number counts: kind, value, unit, and how many bytes of `after` belong to it. Nothing when it is no quantity.
fn read(head: &str, before: &str, after: &str) -> Option<(QuantityKind, f64, String, usize)> {
    let (currency, digits) = split_currency(head);
    let value = value_of(digits)?;
    let last = before.chars().next_back();
    // Part of a word, a score, a telephone number, a fraction.
    if last.is_some_and(|last| last.is_alphanumeric() || matches!(last, '-' | '/' | ':' | '.' | '_' | '#' | '@')) {
        return None;
    }
    let next = after.chars().next();
    if let Some(currency) = currency {
        return Some((QuantityKind::Money, value, currency.to_owned(), 0));
    }
    if after.starts_with('%') {
        return Some((QuantityKind::Percent, value, "percent".to_owned(), 1));
    }
    if let Some(rest) = after.strip_prefix("-year-old").or_else(|| after.strip_prefix(" years old")) {
        let thing = next_word(rest).map_or(String::new(), |(word, _)| word);
        let is_thing = LASTING.contains(thing.as_str());
        return (!is_thing).then(|| (QuantityKind::Age, value, "years".to_owned(), after.len() - rest.len()));
    }
    let gap = next.filter(|&next| next == ' ' || next == '-' || next == '\u{a0}');
    let word = gap.and_then(|_| next_word(after));
    if next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '/' | ':' | '_')) {
        return None;
    }
    let written = before.trim_end().rsplit([' ', '\n', '(']).next().unwrap_or("");
    let tail = written.to_ascii_lowercase();
    let tail = tail.trim_end_matches('.');
    if let Some((word, end)) = &word {
        let word = word.as_str();
        if word == "percent" {
            return Some((QuantityKind::Percent, value, "percent".to_owned(), *end));
        }
        if word == "per" && after[*end..].starts_with(" cent") {
            return Some((QuantityKind::Percent, value, "percent".to_owned(), *end + 5));
        }
        if let Ok(at) = MONEY.binary_search_by(|(name, _)| (*name).cmp(word)) {
            let value = if matches!(word, "cents" | "pence") { value / 100.0 } else { value };
            return Some((QuantityKind::Money, value, MONEY[at].1.to_owned(), *end));
        }
        if UNITS_OF_TIME.contains(word) || MONTHS.contains(word) {
            return None;
        }
    }
    // "Week 3" is a number of a week; "last week 12 people died" counts people.
    let is_named_stretch = matches!(written, "Day" | "Week");
    let numbered = [
        "section", "article", "no", "number", "chapter", "page", "room", "channel", "route", "highway", "group",
        "round", "phase", "level", "category", "type", "stage", "grade", "class", "step", "gate", "platform", "volume",
        "flight", "formula",
    ];
    if is_named_stretch || MONTHS.contains(tail) || numbered.contains(&tail) {
        return None;
    }
    if let Some(kind) = casualties(before, after) {
        let end = word.as_ref().map_or(0, |(word, end)| if PEOPLE.contains(word.as_str()) { *end } else { 0 });
        let unit = if kind == QuantityKind::Killed { "killed" } else { "injured" };
        return Some((kind, value, unit.to_owned(), end));
    }
    if matches!(tail, "aged" | "age") || is_age_in_commas(digits, before, after) {
        return Some((QuantityKind::Age, value, "years".to_owned(), 0));
    }
    // A year, unless something is plainly counted.
    let is_year =
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && (1500.0..2100.0).contains(&value);
    let (word, end) = word?;
    if MEASURES.contains(word.as_str()) {
        return Some((QuantityKind::Measure, value, word, end));
    }
    if is_year && !PEOPLE.contains(word.as_str()) || STOPS.contains(word.as_str()) {
        return None;
    }
    // "one of" and "one another" count nothing.
    let is_plain_one = matches!(digits, "one" | "One");
    if is_plain_one && !word.ends_with(|last: char| last.is_alphabetic()) {
        return None;
    }
    // "Free State 20 Golden Lions 21", "13 24 Showers": between two names, or behind a number, stands a result.
    let is_in_row = after.chars().nth(1).is_some_and(char::is_uppercase)
        && written.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && written.ends_with(char::is_alphanumeric)
        && !tail.ends_with("day");
    if is_in_row {
        return None;
    }
    let (unit, end) = counted_noun(after, &word, end)?;
    Some((QuantityKind::Count, value, unit, end))
}

fn split_currency(head: &str) -> (Option<&'static str>, &str) {
    for (sign, code) in [
        ("US$", "usd"),
        ("HK$", "hkd"),
        ("NZ$", "nzd"),
        ("A$", "aud"),
        ("C$", "cad"),
        ("$", "usd"),
        ("£", "gbp"),
        ("€", "eur"),
        ("¥", "jpy"),
    ] {
        if let Some(rest) = head.strip_prefix(sign) {
            return (Some(code), rest.trim_start());
        }
    }
    (None, head)
}

/// The value of "6,100", "3.5 million", "twenty-one", "two hundred thousand".
fn value_of(written: &str) -> Option<f64> {
    let low = written.to_ascii_lowercase();
    let first_end = low.find([' ', '-']).unwrap_or(low.len());
    let (first, mut rest) = low.split_at(first_end);
    let digits_end = first.find(|letter: char| letter.is_ascii_alphabetic()).filter(|&at| at > 0);
    let (digits, glued) = digits_end.map_or((first, ""), |at| first.split_at(at));
    let mut value = match SMALL.iter().find(|(word, _)| *word == digits) {
        Some((_, value)) => *value,
        None => digits.replace(',', "").parse().ok()?,
    };
    if let Some(ones) = rest.strip_prefix('-')
        && let Some((word, one)) =
            SMALL.iter().filter(|(_, value)| *value < 10.0).find(|(word, _)| ones.starts_with(word))
        && !digits.starts_with(|first: char| first.is_ascii_digit())
    {
        value += one;
        rest = &rest[1 + word.len()..];
    }
    for word in std::iter::once(glued).chain(rest.split([' ', '-'])) {
        value *= match word {
            "hundred" => 1e2,
            "dozen" => 12.0,
            "thousand" | "k" => 1e3,
            "million" | "mln" | "m" => 1e6,
            "billion" | "bln" | "bn" => 1e9,
            "trillion" => 1e12,
            _ => 1.0,
        };
    }
    Some(value)
}

/// The word behind the first character of `after`, in small letters, and where it ends.
fn next_word(after: &str) -> Option<(String, usize)> {
    let start = after.char_indices().nth(1)?.0;
    let rest = &after[start..];
    let end =
        rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '\'' || letter == '-')).unwrap_or(rest.len());
    (end > 0 && rest.starts_with(char::is_alphabetic)).then(|| (rest[..end].to_lowercase(), start + end))
}

/// The noun that is counted: the first of the next three words that looks like a plural, or else the next word.
fn counted_noun(after: &str, word: &str, end: usize) -> Option<(String, usize)> {
    let mut word = word.to_owned();
    let mut end = end;
    let first = (word.clone(), end);
    for _ in 0..3 {
        if PEOPLE.contains(word.as_str()) || word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s") {
            return Some((word, end));
        }
        let rest = &after[end..];
        if !rest.starts_with(' ') {
            break;
        }
        match next_word(rest) {
            Some((next, more)) if !STOPS.contains(next.as_str()) => {
                word = next;
                end += more;
            }
            _ => break,
        }
    }
    // "Tunisia 1 - 2 England", "Explorer 6 Countdown": a name that is no plural is not counted; "two Chinese" are.
    let is_name = after.chars().nth(1).is_some_and(char::is_uppercase) && !first.0.ends_with("ese");
    (first.0.len() > 2 && !is_name).then_some(first)
}

/// Whether a number counts the dead or the hurt, by the words around it in its clause.
fn casualties(before: &str, after: &str) -> Option<QuantityKind> {
    let ahead = window(after, 70);
    let clause_end = ahead.find(['.', ';', ',', '"', '”']).unwrap_or(ahead.len());
    let ahead = ahead[..clause_end].to_ascii_lowercase();
    let mut seen_other_number = false;
    for (index, word) in
        ahead.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate()
    {
        if index > 8 || seen_other_number {
            break;
        }
        match word {
            "killed" | "dead" | "died" | "deaths" | "fatalities" | "slain" => return Some(QuantityKind::Killed),
            "wounded" | "injured" | "hurt" | "injuries" => return Some(QuantityKind::Injured),
            "and" | "while" | "who" | "whose" if index > 3 => break,
            _ => seen_other_number = word.starts_with(|first: char| first.is_ascii_digit()),
        }
    }
    let start = before.char_indices().rev().nth(34).map_or(0, |(at, _)| at);
    let behind = before[start..].to_ascii_lowercase();
    let behind = behind.rsplit(['.', ';', ',']).next().unwrap_or("");
    let words: Vec<&str> = behind.split_whitespace().collect();
    let softeners = [
        "at", "least", "more", "than", "about", "some", "nearly", "almost", "up", "to", "as", "many", "over", "around",
        "another", "the",
    ];
    for (back, word) in words.iter().rev().enumerate() {
        match *word {
            "killed" | "killing" | "kill" | "kills" | "toll" => return Some(QuantityKind::Killed),
            "wounded" | "wounding" | "injured" | "injuring" | "injures" | "hurting" => {
                return Some(QuantityKind::Injured);
            }
            other if softeners.contains(&other) && back < 6 => {}
            _ => break,
        }
    }
    None
}

fn window(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// "Vale, 42, said": a small number between commas behind a name.
fn is_age_in_commas(digits: &str, before: &str, after: &str) -> bool {
    let is_small = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let behind_name = before.strip_suffix(", ").is_some_and(|head| {
        head.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 2)
    });
    is_small && behind_name && (after.starts_with(',') || after.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<(QuantityKind, f64, String)> {
        let mut found = Vec::new();
        in_part(DocumentId(0), text, Span::new(0, text.len()), &mut found);
        found.into_iter().map(|quantity| (quantity.kind, quantity.value, quantity.unit)).collect()
    }

    fn one(text: &str) -> Option<(QuantityKind, f64, String)> {
        let found = list(text);
        assert!(found.len() <= 1, "{text}: {found:?}");
        found.into_iter().next()
    }

    #[test]
    fn kinds_are_told_apart() {
        let is =
            |text: &str, kind, value, unit: &str| assert_eq!(one(text), Some((kind, value, unit.to_owned())), "{text}");
        is("More than 6,100 people have been killed", QuantityKind::Killed, 6100.0, "killed");
        is("a blast killed at least twelve and fled", QuantityKind::Killed, 12.0, "killed");
        is("it cost $3.5 million to mend", QuantityKind::Money, 3.5e6, "usd");
        is("it cost £40bn to mend", QuantityKind::Money, 40e9, "gbp");
        is("paid 300 million roubles", QuantityKind::Money, 3e8, "rub");
        is("fell by 50 cents", QuantityKind::Money, 0.5, "usd");
        is("rose 7.5 percent", QuantityKind::Percent, 7.5, "percent");
        is("rose 7 per cent", QuantityKind::Percent, 7.0, "percent");
        is("a 42-year-old woman", QuantityKind::Age, 42.0, "years");
        is("Ann Vale, 42, said", QuantityKind::Age, 42.0, "years");
        is("some 200 miles north", QuantityKind::Measure, 200.0, "miles");
        is("Twenty-one heavy trucks came", QuantityKind::Count, 21.0, "trucks");
        is("On Sunday 12 Kurds left", QuantityKind::Count, 12.0, "kurds");
        is("Afterwards, 100 Polaroids hung", QuantityKind::Count, 100.0, "polaroids");
        is("last week 12 people left", QuantityKind::Count, 12.0, "people");
        is("left 30 people injured", QuantityKind::Injured, 30.0, "injured");
    }

    #[test]
    fn times_scores_and_numbers_of_things_count_nothing() {
        for text in [
            "on May 12, 2015",
            "on January 12 it fell",
            "Week 3 was quiet",
            "in 2014 it fell",
            "for four hours",
            "at 10:30 sharp",
            "won 3-1 away",
            "call 555-1234 now",
            "Section 12 says",
            "one of them",
            "a 45-year-old rule",
            "the 12th man",
            "a Category 3 storm",
            "Tunisia 1 – 2 England",
            "the Explorer 6 Countdown",
            "Free State 20 Golden Lions 21",
            "Lilongwe 13 24 Showers",
            "one way or the other",
            "an 18-fold rise",
        ] {
            assert_eq!(list(text), [], "{text}");
        }
    }
}
