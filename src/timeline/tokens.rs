//! The words, numbers and marks of a text, as the rules see them.
//!
//! One pass over the bytes. A word is looked up in the lexicon of the rule table while it is scanned, so that a text
//! costs one hash a word; words that no rule names are kept as unknown, because they end a match and tell the tense.
//! Apostrophe-s is a token of its own ("last year's"), addresses (`https://…`, `a@b.c`) are one unknown token, and a
//! letter run that goes on in digits (`MH17`, `Q3`) is a word, so that model numbers never look like numbers.

use super::lexicon::{Lexicon, WordId};

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Entry in the lexicon.
    pub(super) word: WordId,
    /// Bits of [`flag`].
    pub(super) flags: u8,
    /// For a run of digits its value; at most 8 digits are read.
    pub(super) number: u32,
}

/// What a token looks like.
pub(super) mod flag {
    /// Blank space stands before it.
    pub(in super::super) const SPACED: u8 = 1;
    /// It begins with a capital.
    pub(in super::super) const CAPITAL: u8 = 2;
    /// All its letters are capitals, and there are at least two.
    pub(in super::super) const SHOUTED: u8 = 4;
    /// A new paragraph begins before it.
    pub(in super::super) const BREAK: u8 = 8;
    /// It is a run of digits.
    pub(in super::super) const DIGITS: u8 = 16;
    /// Its digits are in groups of three: "1,200".
    pub(in super::super) const GROUPED: u8 = 32;
    /// An unknown word in small letters that ends like a past tense.
    pub(in super::super) const PAST: u8 = 64;
    /// A word in small letters that ends like a plural.
    pub(in super::super) const PLURAL: u8 = 128;
}

impl Token {
    pub(super) fn has(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }

    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }
}

/// Puts the tokens of `text` between `from` and `to` behind those in `tokens`. Both ends lie on character boundaries.
/// Linear in the length.
pub(super) fn scan(text: &str, from: usize, to: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..to];
    let mut at = from;
    let mut pending = flag::BREAK | flag::SPACED;
    while at < to {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() || (byte >= 0x80 && mark_len(bytes, at) == 0) {
            let (token, end) = scan_word(bytes, at, lexicon);
            at = end;
            tokens.push(Token { flags: token.flags | pending, ..token });
            pending = 0;
        } else if byte.is_ascii_digit() {
            let (token, end) = scan_number(bytes, at);
            at = end;
            tokens.push(Token { flags: token.flags | pending, ..token });
            pending = 0;
        } else if byte.is_ascii_whitespace() {
            if byte == b'\n' && is_blank_line_ahead(bytes, at + 1) {
                pending |= flag::BREAK;
            }
            pending |= flag::SPACED;
            at += 1;
        } else if byte == 0xC2 && bytes.get(at + 1) == Some(&0xA0) {
            pending |= flag::SPACED;
            at += 2;
        } else {
            let (word, len) = mark(bytes, at, lexicon);
            tokens.push(Token { start: at as u32, end: (at + len) as u32, word, flags: pending, number: 0 });
            at += len;
            pending = 0;
        }
    }
}

fn is_blank_line_ahead(bytes: &[u8], mut at: usize) -> bool {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => return true,
            b' ' | b'\t' | b'\r' => at += 1,
            _ => return false,
        }
    }
    false
}

/// Length of the mark or blank outside ASCII at `at`; 0 where a letter stands. General punctuation (U+2000 to U+206F)
/// and the Latin-1 signs are marks, everything else counts as a letter.
fn mark_len(bytes: &[u8], at: usize) -> usize {
    match (bytes[at], bytes.get(at + 1)) {
        (0xE2, Some(0x80 | 0x81)) => 3,
        (0xC2, Some(_)) => 2,
        _ => 0,
    }
}

fn scan_word(bytes: &[u8], start: usize, lexicon: &Lexicon) -> (Token, usize) {
    let mut hash = 0_u32;
    let mut end = start;
    let mut capitals = 0;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphabetic() {
            capitals += u32::from(byte.is_ascii_uppercase());
            hash = Lexicon::fold(hash, byte | 0x20);
        } else if byte.is_ascii_digit() || (byte >= 0x80 && mark_len(bytes, end) == 0) {
            hash = Lexicon::fold(hash, byte);
        } else {
            break;
        }
        end += 1;
    }
    if bytes.get(end) == Some(&b'@') || (bytes.get(end) == Some(&b':') && bytes.get(end + 1) == Some(&b'/')) {
        while bytes.get(end).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b')' | b'"')) {
            end += 1;
        }
        return (unknown(start, end), end);
    }
    let spelling = &bytes[start..end];
    // "www.example.com/2015/05" and the like.
    if spelling.len() == 3 && spelling.eq_ignore_ascii_case(b"www") && bytes.get(end) == Some(&b'.') {
        while bytes.get(end).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b')' | b'"')) {
            end += 1;
        }
        return (unknown(start, end), end);
    }
    let word = lexicon.find(hash, spelling);
    let mut flags = 0;
    if spelling[0].is_ascii_uppercase() {
        flags |= flag::CAPITAL;
        if capitals as usize == spelling.len() && capitals > 1 {
            flags |= flag::SHOUTED;
        }
    } else if capitals == 0 {
        // "succeed" and "need" are no past; "agreed" stands in the rule table.
        if spelling.ends_with(b"ed") && !spelling.ends_with(b"eed") && spelling.len() > 3 {
            flags |= flag::PAST;
        } else if spelling.ends_with(b"s") && !spelling.ends_with(b"ss") && spelling.len() > 3 {
            flags |= flag::PLURAL;
        }
    }
    (Token { start: start as u32, end: end as u32, word, flags, number: 0 }, end)
}

fn unknown(start: usize, end: usize) -> Token {
    Token { start: start as u32, end: end as u32, word: WordId::UNKNOWN, flags: 0, number: 0 }
}

fn scan_number(bytes: &[u8], start: usize) -> (Token, usize) {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut number = 0_u32;
    let mut take = |end: &mut usize| {
        while digit(*end) {
            if number < 10_000_000 {
                number = number * 10 + u32::from(bytes[*end] - b'0');
            } else {
                number = u32::MAX;
            }
            *end += 1;
        }
    };
    take(&mut end);
    let mut flags = flag::DIGITS;
    while end - start <= 12
        && bytes.get(end) == Some(&b',')
        && digit(end + 1)
        && digit(end + 2)
        && digit(end + 3)
        && !digit(end + 4)
    {
        end += 1;
        take(&mut end);
        flags |= flag::GROUPED;
    }
    (Token { start: start as u32, end: end as u32, word: WordId::NUMBER, flags, number }, end)
}

/// The mark at `at`: its entry and its length. Typographic forms count as their typewriter forms.
fn mark(bytes: &[u8], at: usize, lexicon: &Lexicon) -> (WordId, usize) {
    let byte = bytes[at];
    let len = if byte.is_ascii() { 1 } else { mark_len(bytes, at).min(bytes.len() - at).max(1) };
    let plain = match &bytes[at..at + len] {
        [byte] => *byte,
        // ‐ ‑ ‒ –
        [0xE2, 0x80, 0x90..=0x93] => b'-',
        // ‘ ’
        [0xE2, 0x80, 0x98 | 0x99] => b'\'',
        [0xC2, 0xB4] => b'\'',
        _ => return (WordId::UNKNOWN, len),
    };
    if plain == b'\'' {
        let next = at + len;
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        if bytes.get(next).is_some_and(|byte| byte.eq_ignore_ascii_case(&b's'))
            && !letter(next + 1)
            && at.checked_sub(1).is_some_and(letter)
        {
            return (lexicon.possessive(), len + 1);
        }
    }
    (lexicon.mark(plain), len)
}

#[cfg(test)]
mod tests {
    use super::super::rules::rules;
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        scan(text, 0, text.len(), rules().lexicon(), &mut tokens);
        tokens.iter().map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            list("Last year’s MH17 cost $1,200.5; mid-1990s 10:35"),
            [
                "Last", "year", "’s", "MH17", "cost", "$", "1,200", ".", "5", ";", "mid", "-", "1990", "s", "10", ":",
                "35"
            ]
        );
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            list("see https://a.b/2015/05/12>Kerry x@y.com"),
            ["see", "https://a.b/2015/05/12", ">", "Kerry", "x@y.com"]
        );
    }

    #[test]
    fn odd_bytes_are_covered() {
        assert_eq!(list("é—¼…\u{a0}ж"), ["é", "—", "¼", "…", "ж"]);
        assert!(list("").is_empty());
    }
}
