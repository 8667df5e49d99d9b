//! Where quotation marks of every style open and close.

use crate::text::Span;

/// How many characters a quotation in single marks may have; the bound keeps a text of nothing but apostrophes linear.
const MOST_IN_SINGLE_MARKS: usize = 2000;

/// A stretch between quotation marks.
pub(super) struct Quoted {
    /// With the marks.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
    pub(super) is_closed: bool,
}

/// Stretches between quotation marks, of every style that newspapers use: “ ”, " ", « », „ “, ‘ ’, ' ', `` '', 「 」. Straight
/// marks open and close in turn; single ones are told from apostrophes by what stands around them. A mark that is never
/// closed opens a quotation up to the end of the paragraph, as the first of several paragraphs does; a single mark that
/// is never closed is an apostrophe. Where the paragraph before left a quotation open (`is_carried`) and this one has not
/// opened it anew, a mark that can only close ends it; otherwise such a mark says nothing, or all behind it would be taken
/// for speech.
pub(super) fn quoted(text: &str, paragraph: Span, is_carried: bool) -> Vec<Quoted> {
    let mut found = Vec::new();
    // Where the marks begin, where the words do, and the mark.
    let mut open: Option<(usize, usize, char)> = None;
    let words = paragraph.slice(text);
    let mut next = 0;
    while let Some(offset) = mark_from(words, next, open.map(|(_, _, opener)| opener)) {
        let rest = &words[offset..];
        let Some(character) = rest.chars().next() else { break };
        next = offset + character.len_utf8();
        let at = paragraph.start() + offset;
        let doubled = rest.starts_with("``") || rest.starts_with("''");
        let end = at + if doubled { 2 } else { character.len_utf8() };
        if open.is_some_and(|(_, inner, _)| at < inner) {
            continue;
        }
        let before = words[..offset].chars().next_back();
        let after = text[end..paragraph.end()].chars().next();
        match (open, character) {
            (None, '"' | '”') if only_closes(before, after) && is_carried && found.is_empty() => {
                found.push(Quoted {
                    outer: Span::new(paragraph.start(), end),
                    inner: Span::new(paragraph.start(), at).trimmed(text),
                    is_closed: true,
                });
            }
            (None, '"' | '”') if only_closes(before, after) => {}
            (None, '“' | '"' | '«' | '„' | '「') => open = Some((at, end, character)),
            (None, '`') if doubled => open = Some((at, end, character)),
            (None, '‘' | '\'')
                if !doubled && opens(before, after) && closing_ahead(character, &words[end - paragraph.start()..]) =>
            {
                open = Some((at, end, character));
            }
            (Some((_, _, opener @ ('‘' | '\''))), _) if !(closes(opener, character) && ends_single(before, after)) => {
            }
            (Some((start, inner, '‘' | '\'')), _) => {
                found.push(Quoted {
                    outer: Span::new(start, end),
                    inner: Span::new(inner, at).trimmed(text),
                    is_closed: true,
                });
                open = None;
            }
            (Some((start, inner, opener)), _) if closes(opener, character) && (opener != '`' || doubled) => {
                if inner < at {
                    found.push(Quoted {
                        outer: Span::new(start, end),
                        inner: Span::new(inner, at).trimmed(text),
                        is_closed: true,
                    });
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, inner, _)) = open
        && inner < paragraph.end()
    {
        found.push(Quoted {
            outer: Span::new(start, paragraph.end()),
            inner: Span::new(inner, paragraph.end()).trimmed(text),
            is_closed: false,
        });
    }
    found.retain(|quoted| !quoted.inner.is_empty());
    found
}

/// Where the next character stands, from `from` on, that may be a mark: most of a text is none.
fn mark_from(words: &str, from: usize, open: Option<char>) -> Option<usize> {
    // A first byte of ‘ ’ “ ” „, of « », of 「 」, or one of the ASCII marks. No byte inside a character is one of these.
    let is_mark = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xE2 | 0xC2 | 0xE3);
    let is_straight = |byte: &u8| *byte == b'"';
    let rest = words.as_bytes().get(from..)?;
    let found = if open == Some('"') { rest.iter().position(is_straight) } else { rest.iter().position(is_mark) };
    found.map(|at| from + at)
}

/// Whether a double mark between these characters can only close a quotation: words stand before it, and blank space or the
/// end behind it.
fn only_closes(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?' | '…'))
        && after.is_none_or(|after| after.is_whitespace() || matches!(after, '.' | ',' | ';' | ':' | ')'))
}

/// Whether a single mark between these characters opens a quotation.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'))
        && after.is_some_and(char::is_uppercase)
}

/// Whether the other half of a single mark stands in the words behind it; without it the mark is an apostrophe.
fn closing_ahead(opener: char, words: &str) -> bool {
    let mut characters = words.chars().take(MOST_IN_SINGLE_MARKS).peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        if closes(opener, character) && ends_single(before, characters.peek().copied()) {
            return true;
        }
        before = Some(character);
    }
    false
}

/// Whether a single mark between these characters closes one: no letter stands behind it, and it is no "students'
/// vote", whose apostrophe stands between an s and a blank.
fn ends_single(before: Option<char>, after: Option<char>) -> bool {
    let is_stop = after.is_none_or(|after| matches!(after, ',' | '.' | ';' | ':'));
    after.is_none_or(|after| !after.is_alphanumeric()) && (is_stop || before != Some('s'))
}

fn closes(opener: char, character: char) -> bool {
    match opener {
        '"' => character == '"',
        '«' => character == '»',
        '„' => character == '“' || character == '”',
        '「' => character == '」',
        '`' | '\'' => character == '\'',
        '‘' => character == '’',
        _ => character == '”' || character == '"',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len()), false).iter().map(|quoted| quoted.inner.slice(text)).collect()
    }

    #[test]
    fn every_style_of_marks() {
        for text in [
            "“We go,” she said.",
            "\"We go,\" she said.",
            "«We go,» she said.",
            "„We go,“ she said.",
            "‘We go,’ she said.",
            "'We go,' she said.",
            "``We go,'' she said.",
            "「We go,」 she said.",
        ] {
            assert_eq!(inner(text), ["We go,"], "{text}");
        }
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in
            ["the students’ vote in the ’90s", "rock 'n' roll, Vale's and the owners' pier", "‘Twas so", "'Tis so."]
        {
            assert!(inner(text).is_empty(), "{text}");
        }
        assert_eq!(
            inner("‘It’s the students’ vote, and we won’t go,’ she said."),
            ["It’s the students’ vote, and we won’t go,"]
        );
        assert_eq!(inner("“He said ‘No,’ and left,” she said."), ["He said ‘No,’ and left,"]);
    }

    #[test]
    fn a_mark_that_is_not_closed_opens_to_the_end() {
        let text = "“We go, and we go today.";
        let found = quoted(text, Span::new(0, text.len()), false);
        assert!(matches!(found.as_slice(), [Quoted { is_closed: false, .. }]));
    }

    #[test]
    fn a_mark_that_only_closes_opens_nothing() {
        let text = "We stayed for a year,\" said Vale. \"We go.\" And so they did.";
        assert_eq!(inner(text), ["We go."]);
        let carried: Vec<&str> =
            quoted(text, Span::new(0, text.len()), true).iter().map(|quoted| quoted.inner.slice(text)).collect();
        assert_eq!(carried, ["We stayed for a year,", "We go."]);
    }
}
