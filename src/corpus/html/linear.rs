//! Pages without a tree: how deep and wide a page is, and its words, each in one pass.

use super::blocks::{is_block, is_skipped};
use crate::corpus::article::Draft;
use crate::corpus::limits::{MAX_HTML_ATTRIBUTES, MAX_HTML_BYTES, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS};
use crate::corpus::{Origin, PartKind, Sourced, Warning};
use crate::text::one_line;

/// Why a page has no tree.
pub(in crate::corpus) const NO_LAYOUT: [&str; 4] = [
    "the page is too large",
    "an element has too many attributes",
    "the page has too many elements",
    "the page is nested too deeply",
];

/// Whether a tree of the page stays within the limits, or why not.
pub(super) fn measure(html: &str) -> Result<(), &'static str> {
    let [too_large, too_many_attributes, too_many_elements, too_deep] = NO_LAYOUT;
    if html.len() > MAX_HTML_BYTES {
        return Err(too_large);
    }
    let (mut depth, mut elements) = (0_usize, 0_usize);
    for tag in Tags::of(html).filter(|tag| !tag.name.is_empty()) {
        if tag.attributes > MAX_HTML_ATTRIBUTES {
            return Err(too_many_attributes);
        }
        elements += 1;
        if elements > MAX_HTML_ELEMENTS {
            return Err(too_many_elements);
        }
        if tag.is_end {
            depth = depth.saturating_sub(1);
        } else if !is_void(tag.name) && !tag.is_closed {
            // Paragraphs and list items are seldom closed, and close each other: they do not nest.
            if !matches!(tag.name, "p" | "li" | "td" | "tr" | "th" | "dt" | "dd" | "option") {
                depth += 1;
            }
            if depth > MAX_HTML_DEPTH {
                return Err(too_deep);
            }
        }
    }
    Ok(())
}

/// The words of the page, a paragraph for each block element.
pub(super) fn read(html: &str) -> Draft {
    let mut draft = Draft::default();
    let mut line = String::new();
    let mut at = 0;
    let mut skipping: Option<&str> = None;
    let mut title: Option<usize> = None;
    let close = |line: &mut String, draft: &mut Draft| {
        draft.push(PartKind::Body, line);
        line.clear();
    };
    for tag in Tags::of(html) {
        // What follows would be left out all the same.
        if draft.warnings.contains(&Warning::TextCut) {
            return draft;
        }
        let words = &html[at..tag.start];
        at = tag.end;
        if let Some(name) = skipping {
            if tag.is_end && tag.name.eq_ignore_ascii_case(name) {
                if title.take().is_some() && draft.metadata.title.is_none() {
                    let text = one_line(&unescaped(words));
                    if !text.is_empty() {
                        draft.metadata.title = Some(Sourced::likely(text, Origin::Metadata));
                    }
                }
                skipping = None;
            }
            continue;
        }
        add(&mut line, words);
        let name = tag.name.to_ascii_lowercase();
        if !tag.is_end && is_skipped(&name) && name != "head" && !tag.is_closed {
            skipping = Some(tag.name);
            title = (name == "title").then_some(tag.end);
        } else if is_block(&name) || name == "br" {
            close(&mut line, &mut draft);
        }
    }
    if skipping.is_none() {
        add(&mut line, &html[at..]);
    }
    close(&mut line, &mut draft);
    draft
}

/// Adds words with their blank space made one.
fn add(line: &mut String, words: &str) {
    let words = unescaped(words);
    let is_apart = words.starts_with(char::is_whitespace);
    for (index, word) in words.split_whitespace().enumerate() {
        if !line.is_empty() && (index > 0 || is_apart) && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    if words.ends_with(char::is_whitespace) && !line.is_empty() && !line.ends_with(' ') {
        line.push(' ');
    }
}

/// The text with the usual character references resolved.
pub(in crate::corpus) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|&byte| byte == b';');
        let resolved = end.and_then(|end| reference(&rest[1..end]).map(|character| (character, end + 1)));
        if let Some((character, len)) = resolved {
            out.push(character);
            rest = &rest[len..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out.into()
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "copy" => '©',
        "euro" => '€',
        "pound" => '£',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "ntilde" => 'ñ',
        _ => return None,
    })
}

/// One tag of a page; a comment or declaration has no name.
struct Tag<'a> {
    name: &'a str,
    start: usize,
    end: usize,
    is_end: bool,
    is_closed: bool,
    attributes: usize,
}

/// Iterator over the tags and comments of a page, in one pass; the inside of scripts and styles is passed over.
struct Tags<'a> {
    html: &'a str,
    at: usize,
    raw: Option<&'static str>,
}

impl<'a> Tags<'a> {
    fn of(html: &'a str) -> Self {
        Self { html, at: 0, raw: None }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + memchr::memchr(b'<', bytes.get(self.at..)?)?;
            let rest = &bytes[start..];
            if let Some(raw) = self.raw {
                let is_end = rest.get(1) == Some(&b'/')
                    && rest.get(2..2 + raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw.as_bytes()));
                if !is_end {
                    self.at = start + 1;
                    continue;
                }
                self.raw = None;
            }
            let nameless = |end: usize| Tag { name: "", start, end, is_end: false, is_closed: true, attributes: 0 };
            if rest.starts_with(b"<!--") {
                let close = memchr::memmem::find(&rest[4..], b"-->");
                self.at = close.map_or(bytes.len(), |len| start + 4 + len + 3);
                return Some(nameless(self.at));
            }
            let is_end = rest.get(1) == Some(&b'/');
            let name_at = start + 1 + usize::from(is_end);
            let name_len = bytes[name_at.min(bytes.len())..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                .count();
            if name_len == 0 {
                if matches!(rest.get(1), Some(b'!' | b'?')) {
                    self.at = start + memchr::memchr(b'>', rest).map_or(rest.len(), |len| len + 1);
                    return Some(nameless(self.at));
                }
                self.at = start + 1;
                continue;
            }
            let name = &self.html[name_at..name_at + name_len];
            let (end, attributes, is_closed) = attributes(bytes, name_at + name_len);
            self.at = end;
            if !is_end {
                self.raw =
                    ["script", "style", "textarea", "title"].into_iter().find(|raw| raw.eq_ignore_ascii_case(name));
            }
            return Some(Tag { name, start, end, is_end, is_closed, attributes });
        }
    }
}

/// Where the tag ends whose attributes begin at `at`, how many it has, and whether it closes itself.
fn attributes(bytes: &[u8], mut at: usize) -> (usize, usize, bool) {
    let mut count = 0;
    let mut in_name = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return (at + 1, count, bytes[at - 1] == b'/'),
            b'=' => {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                match bytes.get(at) {
                    Some(&quote @ (b'"' | b'\'')) => {
                        at += 1;
                        at += memchr::memchr(quote, &bytes[at..]).map_or(bytes.len() - at, |len| len + 1);
                    }
                    _ => {
                        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'>') {
                            at += 1;
                        }
                    }
                }
                in_name = false;
                continue;
            }
            byte if byte.is_ascii_whitespace() || byte == b'/' => in_name = false,
            _ if !in_name => {
                in_name = true;
                count += 1;
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), count, false)
}

fn is_void(name: &str) -> bool {
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .iter()
        .any(|void| void.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_layout() {
        let draft = read(
            "<title>A &amp; B</title><p>One <b>two</b>.<p>Three<script>var x = '<p>';</script> four<!-- <p> --> five",
        );
        assert_eq!(draft.text, "One two.\n\nThree four five");
        assert_eq!(draft.metadata.title.map(|title| title.value).as_deref(), Some("A & B"));
    }

    #[test]
    fn pages_made_to_hurt_are_measured() {
        assert!(measure(&"<div>".repeat(100_000)).is_err());
        assert!(measure(&format!("<div {}>", "a=1 ".repeat(1_000_000))).is_err());
        assert!(measure(&"<p>one".repeat(1_000)).is_ok());
        assert!(measure("<a href='>'>x</a><").is_ok());
    }

    #[test]
    fn broken_markup_ends() {
        for html in ["<", "</", "<!--", "<a href=\"", "<script>", "<a =", "&#xD800;", "&", "<é>"] {
            let _ = measure(html);
            let _ = read(html);
        }
    }
}
