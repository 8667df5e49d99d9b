//! Rich text: control words, groups, and bytes in the code page that the file names.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::corpus::PartKind;
use crate::corpus::article::Draft;
use crate::corpus::limits::MAX_RTF_DEPTH;

/// Groups whose text is not the document's.
const SKIPPED: [&str; 17] = [
    "annotation",
    "colortbl",
    "datastore",
    "fonttbl",
    "footer",
    "footnote",
    "generator",
    "header",
    "info",
    "listoverridetable",
    "listtable",
    "object",
    "pict",
    "rsidtbl",
    "stylesheet",
    "themedata",
    "xmlnstbl",
];

#[derive(Clone, Copy)]
struct Group {
    is_skipped: bool,
    /// Characters that stand behind `\u` for readers without Unicode.
    fallback: usize,
}

/// The article in an RTF file.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, String> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err("it is not rich text, whatever its name".to_owned());
    }
    let mut reader = Rtf {
        bytes,
        at: 0,
        groups: vec![Group { is_skipped: false, fallback: 1 }],
        code_page: WINDOWS_1252,
        pending: Vec::new(),
        high: None,
        line: String::new(),
        draft: Draft::default(),
        skip_fallback: 0,
    };
    reader.run()?;
    let mut draft = reader.draft;
    draft.hints.clear();
    Ok(draft)
}

struct Rtf<'a> {
    bytes: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    code_page: &'static Encoding,
    /// Bytes in the code page that are not decoded yet: a character may take two.
    pending: Vec<u8>,
    /// First half of a surrogate pair.
    high: Option<u16>,
    line: String,
    draft: Draft,
    skip_fallback: usize,
}

impl Rtf<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    if self.groups.len() > MAX_RTF_DEPTH {
                        return Err("its groups are nested too deeply".to_owned());
                    }
                    let group = self.group();
                    self.groups.push(group);
                }
                b'}' => {
                    self.flush();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.end_paragraph();
        Ok(())
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { is_skipped: false, fallback: 1 })
    }

    fn byte(&mut self, byte: u8) {
        if self.skip_fallback > 0 {
            self.skip_fallback -= 1;
        } else if !self.group().is_skipped {
            self.pending.push(byte);
        }
    }

    fn control(&mut self) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        if !byte.is_ascii_alphabetic() {
            self.at += 1;
            match byte {
                b'\'' => {
                    let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                    if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                        self.at += 2;
                        self.byte(byte);
                    }
                }
                b'*' => self.skip_group(),
                b'~' => self.character('\u{A0}'),
                b'_' => self.character('-'),
                b'\n' | b'\r' => self.end_paragraph(),
                b'\\' | b'{' | b'}' => self.byte(byte),
                _ => {}
            }
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or("");
        let number_at = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - number_at < 12 {
            self.at += 1;
        }
        let number: Option<i64> =
            std::str::from_utf8(&self.bytes[number_at..self.at]).ok().and_then(|number| number.parse().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "sect" | "page" | "row" => self.end_paragraph(),
            "line" => self.character('\n'),
            "tab" | "cell" => self.character('\t'),
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "emspace" | "enspace" => self.character(' '),
            "uc" => {
                if let Some(group) = self.groups.last_mut() {
                    group.fallback = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1).min(16);
                }
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.code_page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "bin" => {
                self.at = self
                    .at
                    .saturating_add(number.and_then(|len| usize::try_from(len).ok()).unwrap_or(0))
                    .min(self.bytes.len());
            }
            word if SKIPPED.contains(&word) => self.skip_group(),
            _ => {}
        }
    }

    fn skip_group(&mut self) {
        self.flush();
        if let Some(group) = self.groups.last_mut() {
            group.is_skipped = true;
        }
    }

    /// A UTF-16 unit, written as a signed number.
    fn unicode(&mut self, number: i64) {
        self.flush();
        let unit = (number & 0xFFFF) as u16;
        self.skip_fallback = self.group().fallback;
        let units = match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => vec![high, unit],
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (_, unit) => vec![unit],
        };
        for character in char::decode_utf16(units).map(|character| character.unwrap_or('\u{FFFD}')) {
            self.character(character);
        }
    }

    fn character(&mut self, character: char) {
        self.flush();
        if !self.group().is_skipped {
            self.line.push(character);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let (text, _) = self.code_page.decode_without_bom_handling(&self.pending);
            self.line.push_str(&text);
            self.pending.clear();
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if !self.group().is_skipped {
            self.draft.push(PartKind::Body, &self.line);
            self.line.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_no_tables() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title x}}{\*\generator Y;}\pard Caf\'e9 \ldblquote no\rdblquote\par Second \u8212? dash\par{\pict 0123}}";
        let draft = read(rtf).expect("it is rich text");
        assert_eq!(draft.text, "Café “no”\n\nSecond — dash");
    }

    #[test]
    fn damage_ends() {
        for rtf in [
            &br"{\rtf1"[..],
            br"{\rtf1\bin99999999 x",
            br"{\rtf1\'",
            br"{\rtf1\u",
            br"{\rtf1}}}}\par x",
            br"{\rtf1\ansicpg99999 \'ff}",
        ] {
            let _ = read(rtf);
        }
        assert!(read(&[&b"{\\rtf1"[..], &vec![b'{'; 100_000]].concat()).is_err());
    }
}
