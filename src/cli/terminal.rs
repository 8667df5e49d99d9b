//! Words for a terminal. Text from an article or a file name never reaches one with its control characters.

use std::borrow::Cow;
use std::fmt::Write;

/// Says on standard error what went wrong or was left out, in one line.
pub(super) fn complain(words: &str) {
    // Nobody is left to be told when standard error is closed.
    let _ = std::io::Write::write_all(&mut std::io::stderr().lock(), format!("variorum: {}\n", line(words)).as_bytes());
}

/// A text as one line: control characters, line ends and marks that turn the direction of writing become visible.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    escaped(text, is_hostile)
}

/// A text that may have several lines: the same, but line ends stay.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |character| character != '\n' && is_hostile(character))
}

fn escaped(text: &str, is_hostile: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\t' => out.push(' '),
            _ if is_hostile(character) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// Characters that steer a terminal, break a line, or reorder what is shown around them.
fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text cut to `width` characters, with an ellipsis where something is missing.
pub(super) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.chars().count() <= width {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(line("a\u{1b}[2J\u{9b}31m\rb\nc"), "a\\u{1b}[2J\\u{9b}31m\\u{d}b\\u{a}c");
        assert_eq!(line("gpj.\u{202e}exe"), "gpj.\\u{202e}exe");
        assert_eq!(lines("one\ntwo\u{7}"), "one\ntwo\\u{7}");
        for code in (0..0x20).chain(0x7f..0xa0) {
            let character = char::from_u32(code).expect("a scalar value");
            assert!(!line(&character.to_string()).contains(char::is_control), "{code:x}");
        }
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(line("Zürich — “naïve”"), Cow::Borrowed(_)));
    }

    #[test]
    fn cutting_counts_characters() {
        assert_eq!(cut("Zürich", 6), "Zürich");
        assert_eq!(cut("Zürich", 3), "Zü…");
    }
}
