//! Tokens as the name model sees them.
//!
//! They are finer than [`crate::text::words`]: punctuation counts, a possessive "'s" stands apart, and points stay with
//! initials and abbreviations ("U.S.", "Inc."), because a name's last character depends on it. A hyphen splits only
//! before a small letter ("London-based"), after a point ("U.S.-Russian") and after what is set before names
//! ("ex-Clinton", "BRIEF-Vivendi"), so that "al-Assad" is one token; and "Ban Ki-moon" has a given name of two syllables.

use super::hyphens;
use super::lines::finish_line;
use super::token::LineKind;
use super::token::{Shape, Token};
use crate::text::{Span, fold_char, is_abbreviation};

/// Mixes one more value into a hash; the multiplier is the one of `rustc-hash`.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95)
}

/// The upper half of a hash, where multiplication leaves the best bits.
pub(crate) fn finish(hash: u64) -> u32 {
    let spread = (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (spread >> 32) as u32
}

/// The hash of a word as it is compared: folded, so that "KERRY" and "Kerry" are one.
pub(crate) fn folded_hash(word: &str) -> u32 {
    let mut hash = 0;
    for &byte in word.as_bytes() {
        if !byte.is_ascii() {
            return finish(
                word.chars().fold(0, |hash, character| mix(hash, u64::from(u32::from(fold_char(character))))),
            );
        }
        hash = mix(hash, u64::from(byte.to_ascii_lowercase()));
    }
    finish(hash)
}

/// The hash of a name as it is compared: of its words in order.
pub(crate) fn phrase_hash(name: &[Token]) -> u64 {
    name.iter().fold(0, |hash, token| mix(hash, u64::from(token.folded)))
}

/// Abbreviations that keep their point and of which a sentence splitter need not know.
const POINTED: &[&str] = &[
    "ala", "ariz", "ark", "bros", "calif", "co", "colo", "conn", "corp", "cos", "dak", "del", "fla", "ft", "ga", "ill",
    "inc", "ind", "jr", "kan", "ky", "la", "ltd", "mass", "md", "mfg", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "ph.d", "plc", "pty", "rd", "sr", "ste", "tenn", "tex", "univ", "va", "vt", "wash",
    "wis", "wyo",
];

fn keeps_point(word: &str) -> bool {
    if word.len() > 8 || !word.is_ascii() {
        return false;
    }
    let starts_high = word.starts_with(|character: char| character.is_ascii_uppercase());
    if !starts_high {
        return matches!(word, "a.m" | "p.m" | "vs" | "v" | "e.g" | "i.e");
    }
    // Of everyday words only the written form tells: "Miss." but not "MISS.", and never a long word.
    is_abbreviation(word) && word != "NO" && word != "No"
        || POINTED.binary_search(&word.to_ascii_lowercase().as_str()).is_ok() && word.len() < 7
}

/// The tokens of `span` of `text`. A line break ends a sentence unless `is_wrapped` says that lines are wrapped.
pub(crate) fn tokens(text: &str, span: Span, is_wrapped: bool, found: &mut Vec<Token>) {
    let mut at = span.start();
    let whole_end = span.end();
    while at < whole_end {
        let line_end = memchr::memchr(b'\n', &text.as_bytes()[at..whole_end]).map_or(whole_end, |offset| at + offset);
        let first = found.len();
        tokenize_line(text, at, line_end, found);
        let is_continued = is_wrapped && first > 0 && at > span.start() && text.as_bytes()[at - 1] == b'\n' && {
            // A blank line before ends the paragraph even in wrapped text.
            at < 2 || text.as_bytes()[at - 2] != b'\n'
        };
        finish_line(text, &mut found[first..], is_continued);
        at = line_end + 1;
    }
}

fn tokenize_line(text: &str, start: usize, end: usize, found: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut is_glued = false;
    while at < end {
        let byte = bytes[at];
        if byte == b' ' || byte == b'\t' || byte == b'\r' {
            at += 1;
            is_glued = false;
            continue;
        }
        if byte.is_ascii_alphanumeric() {
            at = word(text, at, end, found);
        } else if byte.is_ascii() {
            let is_possessive = byte == b'\'' && is_glued && possessive_len(bytes, at + 1, end);
            let (length, shape) = if is_possessive { (2, Shape::Possessive) } else { (1, Shape::Punctuation) };
            push(text, at, at + length, shape, found);
            at += length;
        } else {
            let character = text[at..].chars().next().unwrap_or(' ');
            if character.is_alphanumeric() {
                at = word(text, at, end, found);
            } else if character.is_whitespace() || character == '\u{feff}' {
                at += character.len_utf8();
                is_glued = false;
                continue;
            } else {
                let length = character.len_utf8();
                let is_possessive = character == '’' && is_glued && possessive_len(bytes, at + length, end);
                let (length, shape) =
                    if is_possessive { (length + 1, Shape::Possessive) } else { (length, Shape::Punctuation) };
                push(text, at, at + length, shape, found);
                at += length;
            }
        }
        is_glued = true;
    }
}

/// Whether an "s" that ends a word stands at `at`.
fn possessive_len(bytes: &[u8], at: usize, end: usize) -> bool {
    at < end
        && (bytes[at] == b's' || bytes[at] == b'S')
        && (at + 1 >= end || !(bytes[at + 1].is_ascii_alphanumeric() || bytes[at + 1] >= 0x80 && bytes[at + 1] < 0xE2))
}

/// Reads the word at `start`, with what belongs to it, and gives where it ends.
fn word(text: &str, start: usize, end: usize, found: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut points = 0;
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte >= 0x80 {
            let character = text[at..].chars().next().unwrap_or(' ');
            if character.is_alphanumeric() || is_mark(character) {
                at += character.len_utf8();
                continue;
            }
            if character == '’' && joins_apostrophe(text, at, 3, end) {
                at += 3;
                continue;
            }
            break;
        }
        let Some(&next) = bytes.get(at + 1).filter(|_| at + 1 < end) else { break };
        let before = bytes[at - 1];
        let joins = match byte {
            b'\'' | b'`' => joins_apostrophe(text, at, 1, end),
            b'&' => before.is_ascii_uppercase() && next.is_ascii_uppercase() && at - start <= 3,
            b'.' => {
                let joins = next.is_ascii_alphabetic() && (at - start == 1 || points > 0 || next.is_ascii_lowercase())
                    || next.is_ascii_digit() && before.is_ascii_digit();
                points += usize::from(joins);
                joins
            }
            b',' => next.is_ascii_digit() && before.is_ascii_digit() && bytes[start].is_ascii_digit(),
            b'-' => hyphens::joins(text, start..end, at, found.last()),
            _ => false,
        };
        if !joins {
            break;
        }
        at += 1;
    }
    // A closing point that belongs to the word.
    if at < end && bytes[at] == b'.' {
        let inner = &text[start..at];
        let is_initial = at - start == 1 && bytes[start].is_ascii_uppercase();
        let is_pointed = points > 0
            && inner.split('.').all(|piece| piece.len() <= 2 && piece.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if is_initial || is_pointed || keeps_point(inner) {
            push(text, start, at + 1, Shape::Pointed, found);
            return at + 1;
        }
    }
    let shape = shape_of(&text[start..at]);
    push(text, start, at, shape, found);
    at
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

fn joins_apostrophe(text: &str, at: usize, length: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let next = at + length;
    if next >= end || !(bytes[next].is_ascii_alphabetic() || bytes[next] >= 0xC3 && bytes[next] < 0xE2) {
        return false;
    }
    !possessive_len(bytes, next, end)
}

/// "I'm", "We’ve", "Don't": never a name, and its capital says nothing.
fn is_contraction(word: &str) -> bool {
    let Some((head, tail)) = word.rsplit_once(['\'', '’']) else { return false };
    matches!(tail, "m" | "ve" | "ll" | "re" | "d") || tail == "t" && head.ends_with('n')
}

fn shape_of(word: &str) -> Shape {
    let (mut high, mut low, mut is_first_high) = (0, 0, false);
    let bytes = word.as_bytes();
    if bytes[0].is_ascii_digit() {
        // "3M", "7-Eleven", "6PR"
        return if bytes.iter().any(u8::is_ascii_uppercase) { Shape::Mixed } else { Shape::Number };
    }
    if is_contraction(word) {
        return Shape::Lower;
    }
    if word.is_ascii() {
        is_first_high = bytes[0].is_ascii_uppercase();
        high = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        low = bytes.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    } else {
        for (index, character) in word.chars().enumerate() {
            if character.is_uppercase() {
                high += 1;
                is_first_high |= index == 0;
            } else if character.is_lowercase() {
                low += 1;
            }
        }
    }
    match (high, low) {
        (0, _) => Shape::Lower,
        (1, _) if is_first_high => Shape::Capital,
        (_, 0) => Shape::Caps,
        _ => Shape::Mixed,
    }
}

fn push(text: &str, start: usize, end: usize, shape: Shape, found: &mut Vec<Token>) {
    let shape =
        if shape == Shape::Pointed && !text[start..end].starts_with(char::is_uppercase) { Shape::Lower } else { shape };
    found.push(Token {
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
        folded: folded_hash(&text[start..end]),
        shape,
        line_kind: LineKind::Prose,
        begins_sentence: false,
        begins_line: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), false, &mut found);
        found.iter().map(|token| token.span().slice(text)).collect()
    }

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(POINTED.is_sorted());
    }

    #[test]
    fn points_stay_with_what_they_shorten() {
        assert_eq!(split("U.S. troops left. Acme Inc. fell"), ["U.S.", "troops", "left", ".", "Acme", "Inc.", "fell"]);
        assert_eq!(split("J.K. Rowling, N.Y."), ["J.K.", "Rowling", ",", "N.Y."]);
    }

    #[test]
    fn possessives_and_compounds_split() {
        assert_eq!(split("Syria's al-Assad"), ["Syria", "'s", "al-Assad"]);
        assert_eq!(split("the London-based AT&T’s"), ["the", "London", "-", "based", "AT&T", "’s"]);
        assert_eq!(split("U.S.-led O'Brien 6,100"), ["U.S.", "-", "led", "O'Brien", "6,100"]);
        assert_eq!(
            (shape_of("I’ve"), shape_of("Don't"), shape_of("O'Brien")),
            (Shape::Lower, Shape::Lower, Shape::Mixed)
        );
    }

    #[test]
    fn hyphens_join_and_part() {
        assert_eq!(
            split("Ban Ki-moon met Kim Jong-il's aide"),
            ["Ban", "Ki-moon", "met", "Kim", "Jong-il", "'s", "aide"]
        );
        assert_eq!(split("a South Korea-led plan"), ["a", "South", "Korea", "-", "led", "plan"]);
        assert_eq!(split("BRIEF-Vivendi, UPDATE 2-Bimbo"), ["BRIEF", "-", "Vivendi", ",", "UPDATE", "2", "-", "Bimbo"]);
        assert_eq!(
            split("ex-Clinton pro-Assad G-8 7-Eleven 3M"),
            ["ex", "-", "Clinton", "pro-Assad", "G-8", "7-Eleven", "3M"]
        );
    }

    #[test]
    fn tokens_cover_all_that_is_not_blank() {
        let text = "“Ünal’s” 3½ — été… (a.m.)\tA.B\r\nx\u{a0}y";
        let joined: String = split(text).concat();
        let kept: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        assert_eq!(joined, kept);
    }
}
