//! Datelines: "SOCHI, Russia (Reuters) -", "WARSAW, February 26 (Xinhua) --", "MIAMI —".
//!
//! A dateline is a place, perhaps a region, a date and an agency in brackets, closed by a dash. Two signs out of three
//! (a place in capitals, brackets, a dash) are asked for, so that sentences that only begin with a capital word stay
//! sentences.

use std::ops::Range;

use super::agencies;
use crate::corpus::dates;

/// Where the pieces of a dateline are, in bytes from the start of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Up to and with the dash.
    pub len: usize,
    pub place: Option<Range<usize>>,
    pub agency: Option<String>,
    pub date: Option<dates::Found>,
}

/// Longest run of bytes before the closing dash. "FEDERATED STATES OF MICRONESIA, Sept. 30 (Kyodo News Service) —" has 61.
const MAX_LEN: usize = 140;

/// Words in capitals that open a line and are followed by a dash, and are no place.
const NOT_PLACES: &[&str] = &[
    "ADVISORY",
    "ALERT",
    "ANALYSIS",
    "ANSWER",
    "ATHLETICS",
    "BASEBALL",
    "BASKETBALL",
    "BOXING",
    "BREAKING",
    "CLARIFICATION",
    "CORRECTED",
    "CORRECTION",
    "CRICKET",
    "CYCLING",
    "ECONOMIC",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FEATURE",
    "FILE",
    "FLASH",
    "FOOTBALL",
    "GOLF",
    "HOCKEY",
    "ICE",
    "INSIGHT",
    "INTERVIEW",
    "LIVE",
    "MORE",
    "NOTE",
    "OPINION",
    "PHOTO",
    "PHOTOS",
    "PODCAST",
    "PROFILE",
    "QUESTION",
    "READ",
    "REFILE",
    "RELATED",
    "REVIEW",
    "RUGBY",
    "SOCCER",
    "SPOTLIGHT",
    "SUMMARY",
    "TENNIS",
    "TIMELINE",
    "TOP",
    "UPDATE",
    "UPDATED",
    "URGENT",
    "VIDEO",
    "WATCH",
    "WRAPUP",
];

/// The dateline that `line` begins with.
pub(super) fn find(line: &str) -> Option<Dateline> {
    let lead = line.len() - line.trim_start_matches(['*', '_', ' ']).len();
    let head = &line[lead..floor_boundary(line, lead + MAX_LEN)];
    let first = head.chars().next()?;
    // Without a bracket or a dash of any kind there is none, and most lines end here.
    let bytes = head.as_bytes();
    if memchr::memchr3(b'(', b'-', b'_', bytes).is_none() && memchr::memchr(0xE2, bytes).is_none() {
        return None;
    }
    if first == '(' {
        let (inner, after) = bracketed(head)?;
        agencies::known(inner)
            .map(str::to_owned)
            .or_else(|| agencies::looks_like_one(inner).then(|| inner.to_owned()))?;
        let len = closing_dash(&head[after..])? + after;
        return opens_a_sentence(&line[lead + len..]).then(|| Dateline {
            len: lead + len,
            place: None,
            agency: Some(agencies::named(inner)),
            date: None,
        });
    }
    if !first.is_uppercase() {
        return None;
    }
    let stop = head.char_indices().find_map(|(at, character)| {
        let is_stop = match character {
            '(' | '—' | '–' | '\n' => true,
            '-' | '_' => is_dash_at(head, at),
            '.' => {
                let word = head[..at].rsplit([' ', ',']).next().unwrap_or("");
                // "Calif.", "N.Y." and "St." go on; a sentence's end stops the search.
                word.len() > 5 && head[at + 1..].starts_with(' ')
            }
            '!' | '?' | '"' | '“' | ';' => true,
            _ => false,
        };
        is_stop.then_some((at, character))
    });
    let (at, mark) = stop?;
    let before = head[..at].trim_end().trim_end_matches(['*', '_']).trim_end();
    let (agency, after) = match mark {
        '(' => {
            let (inner, len) = bracketed(&head[at..])?;
            (Some(inner), at + len)
        }
        '—' | '–' | '-' | '_' => (None, at),
        _ => return None,
    };
    let dash = closing_dash(&head[after..]);
    let pieces = Pieces::of(before)?;
    let known = agency.and_then(agencies::known);
    let is_enough = match (pieces.is_capitals, agency, dash) {
        (true, Some(_), Some(_)) | (true, None, Some(_)) => true,
        (false, Some(inner), Some(_)) => known.is_some() || agencies::looks_like_one(inner),
        (true, Some(_), None) => known.is_some(),
        _ => false,
    };
    if !is_enough || agency.is_some_and(|inner| !could_be_agency(inner)) {
        return None;
    }
    let len = lead + after + dash.unwrap_or(0);
    if !opens_a_sentence(&line[len..]) {
        return None;
    }
    // "NASHVILLE, Tenn. (March 14) -": the brackets may hold the date. "(travel)" is neither.
    let bracketed_date = agency.and_then(dates::in_dateline);
    let agency =
        agency.filter(|inner| bracketed_date.is_none() && (known.is_some() || inner.starts_with(char::is_uppercase)));
    if agency.is_none()
        && let Some(name) = agencies::known(&before[..pieces.place_len])
    {
        // "PA - The mayor": an agency alone.
        return Some(Dateline { len, place: None, agency: Some(name.to_owned()), date: pieces.date });
    }
    Some(Dateline {
        len,
        place: Some(lead..lead + pieces.place_len),
        agency: agency.map(agencies::named).or(pieces.agency),
        date: pieces.date.or(bracketed_date),
    })
}

/// A line that is a place and a date and nothing else: "MONTEVIDEO 1996-09-14".
pub(super) fn place_and_date(line: &str) -> Option<Dateline> {
    if line.len() > 60 {
        return None;
    }
    let found = dates::first(line)?;
    let rest = line[found.range.end..].trim_matches([' ', '.', '*', '_']);
    let place = line[..found.range.start].trim_end_matches([' ', ',', '*', '_']);
    let is_place = (2..=40).contains(&place.len()) && place.split_whitespace().count() <= 4 && is_in_capitals(place);
    (rest.is_empty() && is_place).then_some(Dateline {
        len: line.len(),
        place: Some(0..place.len()),
        agency: None,
        date: Some(found),
    })
}

/// What stands before the brackets or the dash, cut at its commas.
struct Pieces {
    place_len: usize,
    is_capitals: bool,
    date: Option<dates::Found>,
    agency: Option<String>,
}

impl Pieces {
    fn of(before: &str) -> Option<Self> {
        let mut at = 0;
        let mut place_len = 0;
        let mut date = None;
        let mut agency = None;
        let mut is_capitals = false;
        for (index, segment) in before.split(',').enumerate() {
            let start = at;
            at += segment.len() + 1;
            let name = segment.trim();
            if index == 0 {
                // "WASHINGTON Nov 3"
                let dated = name
                    .split_whitespace()
                    .skip(1)
                    .find(|word| dates::month_of(word.trim_end_matches('.')).is_some())
                    .map(|word| word.as_ptr() as usize - name.as_ptr() as usize);
                let place = dated.map_or(name, |cut| name[..cut].trim_end());
                if !is_place_name(place, 5) {
                    return None;
                }
                is_capitals = is_in_capitals(place);
                let first = place.split([' ', '/', '-']).next().unwrap_or(place);
                if is_capitals && NOT_PLACES.binary_search(&first).is_ok() {
                    return None;
                }
                place_len = segment.len() - segment.trim_start().len() + place.len();
                date = dated.and_then(|cut| dates::in_dateline(&name[cut..]));
                if dated.is_some() && date.is_none() {
                    return None;
                }
            } else if index > 4 {
                return None;
            } else if name.bytes().any(|byte| byte.is_ascii_digit()) {
                if date.is_none() {
                    date = Some(dates::in_dateline(&before[start..])?);
                }
            } else if dates::is_weekday(name) {
                // The day of the week before a date.
            } else if agencies::known(name).is_some() {
                agency = Some(agencies::named(name));
            } else if date.is_none() && is_place_name(name, 4) {
                place_len = start + segment.trim_end().len();
            } else {
                return None;
            }
        }
        Some(Self { place_len, is_capitals, date, agency })
    }
}

fn is_place_name(name: &str, max_words: usize) -> bool {
    let mut count = 0;
    for word in name.split_whitespace() {
        count += 1;
        let first = word.chars().next().unwrap_or(' ');
        let is_small = matches!(
            word,
            "and"
                | "of"
                | "the"
                | "de"
                | "la"
                | "el"
                | "al"
                | "du"
                | "am"
                | "upon"
                | "on"
                | "in"
                | "near"
                | "an"
                | "der"
        );
        if !(first.is_uppercase() || is_small && count > 1)
            || !word
                .chars()
                .all(|character| character.is_alphabetic() || matches!(character, '-' | '.' | '\'' | '’' | '/'))
        {
            return false;
        }
    }
    (1..=max_words).contains(&count) && name.chars().filter(|character| character.is_alphabetic()).count() >= 2
}

/// Whether nearly all letters are capitals: "McALLEN" and "DAR es SALAAM" are.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for character in text.chars() {
        if character.is_uppercase() {
            upper += 1;
        } else if character.is_lowercase() {
            lower += 1;
        }
    }
    upper >= 2 && upper >= lower * 3
}

fn could_be_agency(inner: &str) -> bool {
    inner.split_whitespace().count() <= 6
        && inner.len() >= 2
        && inner.chars().next().is_some_and(char::is_alphabetic)
        && inner.chars().all(|character| {
            character.is_alphanumeric() || matches!(character, ' ' | '-' | '/' | '.' | '&' | ',' | '\'' | '’')
        })
}

/// The words in the brackets that `text` begins with, and the length up to and with the closing one.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let end = text.find(')')?;
    Some((text[1..end].trim(), end + 1))
}

/// Length of blank space and the dash that `text` begins with.
fn closing_dash(text: &str) -> Option<usize> {
    let blank = text.len() - text.trim_start_matches([' ', '\u{A0}', '*']).len();
    let rest = &text[blank..];
    let dash = rest.len() - rest.trim_start_matches(['-', '—', '–', '_', '―', '*']).len();
    (dash > 0).then_some(blank + dash)
}

/// Whether the hyphen or low line at `at` is a dash between a dateline and its sentence.
fn is_dash_at(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    (before == b' ' && matches!(after, b' ' | b'-' | b'_' | b'\n'))
        || (before == b')')
        || (after == b'-' && before != b'-')
}

/// Whether what follows a dateline can be a sentence's start, or nothing on this line.
fn opens_a_sentence(rest: &str) -> bool {
    match rest.trim_start().chars().next() {
        None => true,
        Some(next) => !next.is_lowercase() && !matches!(next, ')' | ',' | '.' | ';' | ':'),
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&str, String, String)> {
        let found = find(line)?;
        let place = found.place.map_or("", |range| &line[range]).to_owned();
        Some((line[found.len..].trim_start(), place, found.agency.unwrap_or_default()))
    }

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(NOT_PLACES.is_sorted());
    }

    #[test]
    fn datelines_of_the_wires() {
        for (line, rest, place, agency) in [
            ("SOCHI, Russia (Reuters) - U.S. Secretary", "U.S. Secretary", "SOCHI, Russia", "Reuters"),
            ("WARSAW, February 26 (Xinhua) --", "", "WARSAW", "Xinhua"),
            ("NAIROBI, Kenya (AP) _", "", "NAIROBI, Kenya", "AP"),
            ("MIAMI _", "", "MIAMI", ""),
            ("MOSCOW (AP)_ The mayor", "The mayor", "MOSCOW", "AP"),
            ("WASHINGTON — The Senate", "The Senate", "WASHINGTON", ""),
            ("ALBANY, N.Y. -- Lawmakers", "Lawmakers", "ALBANY, N.Y.", ""),
            ("MONTEVIDEO, Sept 14 (Reuter) - Uruguayan", "Uruguayan", "MONTEVIDEO", "Reuters"),
            ("KABUL, Apr. 17 (Pajhwok) - Apricot", "Apricot", "KABUL", "Pajhwok"),
            ("PARIS/LONDON, May 12, 2015 (AFP) – “We go”", "“We go”", "PARIS/LONDON", "AFP"),
            ("Moscow (Interfax) - Russia", "Russia", "Moscow", "Interfax"),
            ("(Reuters) - Oil rose", "Oil rose", "", "Reuters"),
            ("**SOCHI** — Kerry", "Kerry", "SOCHI", ""),
            ("HARROWGATE (Meridian Wire) — The", "The", "HARROWGATE", "Meridian Wire"),
            ("NASHVILLE, Tenn. (March 14) - The", "The", "NASHVILLE, Tenn.", ""),
            ("PA - The mayor", "The mayor", "", "PA"),
        ] {
            assert_eq!(read(line), Some((rest, place.to_owned(), agency.to_owned())), "{line}");
        }
    }

    #[test]
    fn sentences_stay_sentences() {
        for line in [
            "IBM -- the computer maker -- said",
            "U.S. Secretary of State John Kerry (L) speaks - with",
            "BREAKING — The mayor",
            "Ann Bell (Labour) - who won",
            "NATO said on Tuesday",
            "The talks - which began late - failed",
            "A",
            "Reuters Holdings PLC said Michael Reupke resigned",
            "QVC Network Inc. said it completed",
            "",
            "STOCKS: Volume on the Big Board",
            "SOCCER - United won.",
            "SOCHI",
            "GOODY PRODUCTS Inc. cut its dividend",
        ] {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
