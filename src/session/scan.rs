//! A look over the words of a session file before they are parsed, for what the parser would not refuse.
//!
//! The parser of RON takes the last of two equal keys in silence, lets NaN through, and builds whatever the file asks
//! for. This pass reads the signs alone: brackets, strings, comments and words between them. It is linear in the text,
//! allocates only the keys of open maps, and names the place of what it refuses. Values are counted, because a small
//! file can ask for much memory.

use std::borrow::Cow;
use std::collections::HashSet;

use super::error::SessionErrorKind;

/// How deep brackets may be nested. A session needs ten; the parser gives up at 128.
const DEPTH_LIMIT: usize = 64;

/// How many words, strings and brackets a session may have: 2 million. One of 100,000 articles and 10,000 notes has
/// about 550,000; each takes at most some 60 bytes once parsed.
const SIGN_LIMIT: usize = 2_000_000;

/// Refuses what no session has.
pub(super) fn scan(text: &str) -> Result<(), SessionErrorKind> {
    let mut scan = Scan { text, at: 0, signs: 0, open: Vec::new() };
    scan.run().map_err(|(at, message)| {
        let (line, column) = place(text, at);
        SessionErrorKind::Damaged { line, column, message }
    })
}

/// Line and column of a byte, both from 1, in characters.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

type Refused = (usize, String);

struct Scan<'a> {
    text: &'a str,
    at: usize,
    signs: usize,
    open: Vec<Open<'a>>,
}

/// A bracket that is open.
struct Open<'a> {
    at: usize,
    close: u8,
    map: Option<Map<'a>>,
}

/// The keys of a map so far.
struct Map<'a> {
    keys: HashSet<Cow<'a, str>>,
    /// Where the key that is being read starts; nothing once its colon was there.
    key_start: Option<usize>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) -> Result<(), Refused> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' if bytes.get(start + 1) == Some(&b'/') => {
                    self.at = self.text[start..].find('\n').map_or(bytes.len(), |end| start + end);
                }
                b'/' if bytes.get(start + 1) == Some(&b'*') => self.block_comment()?,
                b'"' => self.string()?,
                b'\'' => self.character()?,
                b'(' => self.open(b')', false)?,
                b'[' => self.open(b']', false)?,
                b'{' => self.open(b'}', true)?,
                b')' | b']' | b'}' => self.close(byte)?,
                b':' => self.colon()?,
                b',' => {
                    self.at += 1;
                    if let Some(Map { key_start, .. }) = self.map() {
                        *key_start = Some(start + 1);
                    }
                }
                b'r' | b'b' if self.raw_string()? => {}
                _ if is_word(byte) => self.word()?,
                _ => self.at += self.text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
        match self.open.last() {
            Some(open) => {
                let (line, column) = place(self.text, open.at);
                let what = char::from(bytes[open.at]);
                Err((bytes.len(), format!("the file ends, but “{what}” of line {line}, column {column} is still open")))
            }
            None => Ok(()),
        }
    }

    fn map(&mut self) -> Option<&mut Map<'a>> {
        self.open.last_mut()?.map.as_mut()
    }

    fn count(&mut self) -> Result<(), Refused> {
        self.signs += 1;
        if self.signs > SIGN_LIMIT {
            return Err((self.at, format!("it holds more than {SIGN_LIMIT} values, which no session does")));
        }
        Ok(())
    }

    fn open(&mut self, close: u8, is_map: bool) -> Result<(), Refused> {
        self.count()?;
        if self.open.len() == DEPTH_LIMIT {
            return Err((self.at, format!("brackets are nested more than {DEPTH_LIMIT} deep, which no session has")));
        }
        let map = is_map.then(|| Map { keys: HashSet::new(), key_start: Some(self.at + 1) });
        self.open.push(Open { at: self.at, close, map });
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), Refused> {
        match self.open.pop() {
            Some(open) if open.close == byte => {
                self.at += 1;
                Ok(())
            }
            Some(open) => {
                let (wanted, found) = (char::from(open.close), char::from(byte));
                Err((self.at, format!("“{wanted}” was expected, and “{found}” is there")))
            }
            None => Err((self.at, format!("“{}” closes nothing", char::from(byte)))),
        }
    }

    fn colon(&mut self) -> Result<(), Refused> {
        let (text, at) = (self.text, self.at);
        self.at += 1;
        let Some(map) = self.map() else { return Ok(()) };
        let Some(start) = map.key_start.take() else { return Ok(()) };
        let written = text[start..at].trim();
        // Two ways to write one key are found too; a key that is no string is compared as it is written.
        let key = match written.contains(['\\', '#']).then(|| ron::from_str::<String>(written)) {
            Some(Ok(key)) => Cow::Owned(format!("{key:?}")),
            _ => Cow::Borrowed(written),
        };
        let words = key.chars().take(60).collect::<String>();
        if map.keys.insert(key) {
            return Ok(());
        }
        let key_at = start + (text[start..at].len() - text[start..at].trim_start().len());
        Err((key_at, format!("{words} stands there twice, and only one of the two could be kept")))
    }

    fn string(&mut self) -> Result<(), Refused> {
        self.count()?;
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let mut at = start + 1;
        loop {
            match memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
                None => return Err((start, "the file ends inside the string that begins here".to_owned())),
                Some(found) if bytes[at + found] == b'\\' => at += found + 2,
                Some(found) => {
                    self.at = at + found + 1;
                    return Ok(());
                }
            }
        }
    }

    /// Reads `r"…"`, `r#"…"#`, `b"…"` and `br"…"`, if one is there.
    fn raw_string(&mut self) -> Result<bool, Refused> {
        let rest = &self.text[self.at..];
        let after = rest.trim_start_matches('b');
        let prefix = rest.len() - after.len();
        if prefix > 1 {
            return Ok(false);
        }
        if prefix == 1 && after.starts_with('"') {
            self.at += 1;
            return self.string().map(|()| true);
        }
        let Some(after) = after.strip_prefix('r') else { return Ok(false) };
        let hashes = after.len() - after.trim_start_matches('#').len();
        if !after[hashes..].starts_with('"') {
            return Ok(false);
        }
        self.count()?;
        let end = format!("\"{}", "#".repeat(hashes));
        match after[hashes + 1..].find(&end) {
            None => Err((self.at, "the file ends inside the string that begins here".to_owned())),
            Some(found) => {
                self.at += prefix + 1 + hashes + 1 + found + end.len();
                Ok(true)
            }
        }
    }

    fn character(&mut self) -> Result<(), Refused> {
        self.count()?;
        let rest = &self.text[self.at + 1..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let skipped = if rest.starts_with('\\') { 2 } else { first };
        match rest.get(skipped..).and_then(|rest| rest.find('\'')) {
            Some(end) => {
                self.at += 1 + skipped + end + 1;
                Ok(())
            }
            None => Err((self.at, "the file ends inside the character that begins here".to_owned())),
        }
    }

    fn block_comment(&mut self) -> Result<(), Refused> {
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let mut depth = 0usize;
        while self.at < bytes.len() {
            match &bytes[self.at..(self.at + 2).min(bytes.len())] {
                b"/*" => (depth, self.at) = (depth + 1, self.at + 2),
                b"*/" => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return Ok(());
            }
        }
        Err((start, "the file ends inside the comment that begins here".to_owned()))
    }

    /// A name or a number.
    fn word(&mut self) -> Result<(), Refused> {
        self.count()?;
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().position(|&byte| !is_word(byte)).unwrap_or(rest.len());
        let word = &self.text[self.at..self.at + len];
        let number = word.trim_start_matches(['-', '+']);
        if number.starts_with("NaN") || matches!(number, "inf" | "inff32" | "inff64") {
            return Err((self.at, format!("{word} is no number that a session can hold")));
        }
        self.at += len;
        Ok(())
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (usize, usize, String) {
        match scan(text) {
            Err(SessionErrorKind::Damaged { line, column, message }) => (line, column, message),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn what_a_session_may_hold_passes() {
        for text in [
            "",
            "(version: 1, notes: {\"a\": \"b\", \"b\": \"}{\\\"\"}, x: [1, -2.5e3, 'c', '\\'', '\"'])",
            "( // NaN { ( \"\n version: 2 /* { /* ( */ \" */ )",
            "(a: r\"\\\", b: r#\"\"}\"#, c: b\"(\", d: br\"(\", bare: r, rest: brr)",
            "{\"a\": {\"a\": 1}, \"b\": {\"a\": 1}}",
            "(nan: \"NaN\", info: inform, NaNo: 1)".replace("NaNo", "nano").as_str(),
        ] {
            assert!(scan(text).is_ok(), "{text}: {:?}", scan(text));
        }
    }

    #[test]
    fn what_none_holds_is_refused_with_its_place() {
        assert_eq!(refused("(\n  notes: {\n    \"ü\": \"1\", \"a\": \"2\",\n\"a\": \"3\"})").0, 4);
        assert_eq!(refused("{\"ü\": 1, \"\\u{fc}\": 2}").1, 10, "written in two ways");
        assert_eq!(refused("(a: NaN)"), (1, 5, "NaN is no number that a session can hold".to_owned()));
        assert_eq!(refused("(a: -inf)").1, 5);
        assert_eq!(refused("(a: [1, 2)").1, 10);
        assert_eq!(refused("(a: 1))").1, 7);
        assert_eq!(refused("(a:\n \"b").0, 2);
        assert_eq!(refused("(a: [").1, 6);
        let deep = "[".repeat(1_000_000);
        assert_eq!(refused(&deep).1, DEPTH_LIMIT + 1);
        let many = format!("[{}]", "1,".repeat(SIGN_LIMIT + 1));
        assert!(refused(&many).2.contains("more than"));
    }
}
