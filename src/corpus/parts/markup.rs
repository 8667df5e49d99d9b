//! Markdown and HTML residue in lines of plain text.

use std::borrow::Cow;

use crate::text::Span;

/// The words of `line` without emphasis, heading signs and link addresses, blank space as single spaces.
pub(in crate::corpus) fn plain(line: &str) -> Cow<'_, str> {
    let is_marked = line.bytes().any(|byte| matches!(byte, b'*' | b'_' | b'[' | b'#' | b'`' | b'<' | b'\n' | b'\t'))
        || line.contains("  ");
    if !is_marked {
        return Cow::Borrowed(line.trim());
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line.trim().trim_start_matches('#');
    while let Some(character) = rest.chars().next() {
        let mut len = character.len_utf8();
        match character {
            '*' | '`' => {}
            // Emphasis, not the dash of old wire copy or a name of a file.
            '_' if !out.ends_with(char::is_alphanumeric) || !rest[1..].starts_with(char::is_alphanumeric) => {}
            '[' => {
                if let Some((label, whole)) = link(rest) {
                    out.push_str(label);
                    len = whole;
                } else {
                    out.push('[');
                }
            }
            blank if blank.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            other => out.push(other),
        }
        rest = &rest[len..];
    }
    Cow::Owned(out.trim().to_owned())
}

/// The label of the link `[label](address)` that `text` begins with, and the length of the whole.
fn link(text: &str) -> Option<(&str, usize)> {
    let close = text.find(']')?;
    let after = text[close + 1..].strip_prefix('(')?;
    let end = after.find(')')?;
    Some((&text[1..close], close + 1 + 1 + end + 1))
}

/// The span without heading signs, quote marks of Markdown and emphasis at its ends.
pub(super) fn bare(text: &str, span: Span) -> Span {
    let whole = span.slice(text);
    let is_sign = |character: char| matches!(character, '#' | '*' | '_') || character.is_whitespace();
    let start = whole.len() - whole.trim_start_matches(|character| character == '>' || is_sign(character)).len();
    let end = whole.trim_end_matches(is_sign).len();
    if start >= end { span } else { Span::new(span.start() + start, span.start() + end) }
}

/// Letters and digits alone, in lower case: what is left of an outlet's name in its host.
pub(in crate::corpus) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residue_is_left_out() {
        assert_eq!(plain("By [The Moscow Times](#)"), "By The Moscow Times");
        assert_eq!(plain("The  **Moscow Times**"), "The Moscow Times");
        assert_eq!(plain("## A _new_ file_name #1"), "A new file_name #1");
        assert_eq!(plain("[sic] he said"), "[sic] he said");
        let text = "# **Talks fail**";
        assert_eq!(bare(text, Span::new(0, text.len())).slice(text), "Talks fail");
        let text = ">\u{3000}Talks fail \u{A0}";
        assert_eq!(bare(text, Span::new(0, text.len())).slice(text), "Talks fail");
    }
}
