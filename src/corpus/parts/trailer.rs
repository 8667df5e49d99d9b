//! Lines around an article that are not of it: addresses, copyright, credits, share and newsletter lines, notes of
//! correction.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::markup::plain;

/// What a line around the article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trailer {
    /// An address, a copyright line, a credit, a note on the article.
    Source,
    /// A line that the outlet puts into every article, between its paragraphs too.
    Residue,
}

/// Openings of lines that close an article, in lower case.
const CLOSING: &[&str] = &[
    "(c) ",
    "(editing by",
    "(reporting by",
    "(writing by",
    "(additional reporting",
    "(compiled by",
    "(with reporting by",
    "(with additional reporting",
    "additional reporting",
    "all rights reserved",
    "compiled by",
    "copyright",
    "correction:",
    "corrects ",
    "editing by",
    "clarification:",
    "editor's note:",
    "editor’s note:",
    "editors' note:",
    "first published",
    "for more information, visit",
    "contact the author",
    "contact the reporter",
    "note to editors",
    "original article:",
    "original link:",
    "original story:",
    "original url",
    "originally published",
    "permalink",
    "reporting by",
    "republished with permission",
    "source:",
    "source url",
    "sources:",
    "the views expressed",
    "this article appeared",
    "this article first appeared",
    "this article has been amended",
    "this article has been corrected",
    "this article has been updated",
    "this article originally appeared",
    "this article was amended",
    "this article was corrected",
    "this article was first published",
    "this article was originally",
    "this article was updated",
    "this content was",
    "this report has been corrected",
    "this story first appeared",
    "this story has been corrected",
    "this story has been updated",
    "this story was corrected",
    "this story was first",
    "this story was originally",
    "this story was updated",
    "this version corrects",
    "url:",
    "via:",
    "web:",
    "writing by",
    "link:",
    "read the original",
    "photo credit:",
    "tags:",
    "topics:",
    "filed under",
    "keywords:",
    "posted in",
    "categories:",
    "category:",
    "an earlier version of this",
    "a previous version of this",
    "material from",
    "-- additional reporting",
    "with reporting by",
    "with files from",
    "with additional reporting",
    "with agencies",
    "(with agencies",
    "(with inputs from",
    "with inputs from",
    "©",
];

/// Openings of lines that stand between paragraphs too, in lower case.
const RESIDUE: &[&str] = &[
    "advertisement",
    "click here",
    "click to share",
    "continue reading",
    "download our app",
    "follow us on",
    "get our newsletter",
    "have a tip?",
    "like us on facebook",
    "more on this story",
    "most read",
    "newsletter sign-up",
    "read also:",
    "read more:",
    "read more at",
    "read next:",
    "recommended:",
    "related:",
    "related articles",
    "related content",
    "related links",
    "related stories",
    "related story:",
    "see also:",
    "share on facebook",
    "share on twitter",
    "share this",
    "sign up for",
    "sign up to",
    "skip to content",
    "skip to main",
    "story continues below",
    "subscribe now",
    "subscribe to our",
    "support our journalism",
    "article continues",
    "tap here",
    "view comments",
    "watch:",
    "also read:",
    "you may also like",
    "follow our",
    "join our",
    "print this",
    "email this",
    "leave a comment",
    "copy link",
];

/// Longest line that is residue, in bytes: a sentence of the article may begin like one.
const MAX_RESIDUE: usize = 180;

/// What a credit says somewhere in its line.
static CONTRIBUTED: LazyLock<AhoCorasick> =
    LazyLock::new(|| without_case(&["contributed to this", "contributed reporting"]));

/// What a line of copyright says somewhere.
static RIGHTS: LazyLock<AhoCorasick> = LazyLock::new(|| without_case(&["all rights reserved"]));

fn without_case(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("the words are few")
}

/// What `line` is, when it stands at the article's end.
pub(super) fn at_end(line: &str) -> Option<Trailer> {
    let start = line.trim_start_matches(['*', '_', ' ', '>', '#', '-', '—']);
    if start.is_empty() {
        return Some(Trailer::Source);
    }
    if is_url_line(line) || is_end_mark(start) {
        return Some(Trailer::Source);
    }
    let is_closing = CLOSING.iter().any(|opening| opens_with(start, opening))
        || (line.len() <= 300 && CONTRIBUTED.is_match(start))
        || (line.len() <= 200 && RIGHTS.is_match(start));
    if is_closing && line.len() <= 700 {
        return Some(Trailer::Source);
    }
    residue(line)
}

/// What `line` is, when it stands among the article's paragraphs.
pub(super) fn residue(line: &str) -> Option<Trailer> {
    if line.len() > MAX_RESIDUE {
        return None;
    }
    let start = line.trim_start_matches(['*', '_', ' ', '>', '#', '-', '—', '[']);
    let first = start.as_bytes().first()?.to_ascii_lowercase();
    if !matches!(
        first,
        b'a' | b'c'
            | b'd'
            | b'e'
            | b'f'
            | b'g'
            | b'h'
            | b'j'
            | b'l'
            | b'm'
            | b'n'
            | b'p'
            | b'r'
            | b's'
            | b't'
            | b'v'
            | b'w'
            | b'y'
    ) {
        return None;
    }
    RESIDUE
        .iter()
        .any(|opening| {
            opens_with(start, opening) && {
                let rest = &start[opening.len()..];
                let ends_here =
                    opening.ends_with(':') || rest.is_empty() || !rest.starts_with(|next: char| next.is_alphanumeric());
                // "Advertisement" is a line of its own; "Sign up for our newsletter" goes on.
                ends_here
                    && (opening.contains(' ')
                        || rest.trim_matches([' ', ':', '*', '_', '.']).is_empty()
                        || opening.ends_with(':'))
            }
        })
        .then_some(Trailer::Residue)
}

/// A note that the article was changed, which may stand above it as well.
pub(super) fn is_correction_note(line: &str) -> bool {
    let start = line.trim_start_matches(['*', '_', ' ', '(', '[']);
    [
        "correction:",
        "clarification:",
        "editor's note:",
        "editor’s note:",
        "(corrects ",
        "corrects ",
        "this story has been corrected",
        "this article has been corrected",
        "this version corrects",
    ]
    .iter()
    .any(|opening| opens_with(start, opening))
}

/// Whether `line` begins with `opening`, which is in lower case, whatever the case of its ASCII letters.
fn opens_with(line: &str, opening: &str) -> bool {
    // The first byte tells nearly always; openings with other letters than ASCII's begin with the same byte in any case.
    let is_alike = |(one, other): (&u8, &u8)| one.eq_ignore_ascii_case(other);
    line.as_bytes().first().zip(opening.as_bytes().first()).is_some_and(is_alike)
        && line.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
}

/// `###`, `-30-`, `ENDS`, `* * *`.
fn is_end_mark(line: &str) -> bool {
    let core = line.trim_matches([' ', '-', '#', '*', '_', '—', '~', '=', '.']);
    line.len() <= 12
        && (core.is_empty() || core == "30" || core.eq_ignore_ascii_case("ends") || core.eq_ignore_ascii_case("end"))
}

/// The address that `line` is, alone or behind a label.
pub(super) fn url_of(line: &str) -> Option<&str> {
    // Nearly no line has a colon at all.
    memchr::memchr(b':', line.as_bytes())?;
    let at = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| memchr::memmem::find(line.as_bytes(), scheme.as_bytes()))
        .min()?;
    let end = line[at..]
        .find(|character: char| character.is_whitespace() || matches!(character, '>' | '<' | '"' | ')' | ']' | '|'))
        .map_or(line.len(), |len| at + len);
    let before = line[..at].trim_matches([' ', '<', '(', '[', '*', '_', ':', '"', '-', '—']);
    let after = line[end..].trim_matches([' ', '>', ')', ']', '*', '_', '.', '"', '(']);
    let is_label = before.split_whitespace().count() <= 4
        && (before.is_empty()
            || line[..at].trim_end_matches([' ', '<', '(', '[', '"']).ends_with(':')
            || ends_as_link(&line[..at]));
    let is_alone = after.is_empty() && is_label && line[at..end].len() > 10;
    is_alone.then(|| line[at..end].trim_end_matches(['.', ',', ';']))
}

/// `[Original](` before an address.
fn ends_as_link(before: &str) -> bool {
    before.ends_with("](")
}

/// Whether the line is an address and perhaps its label.
pub(super) fn is_url_line(line: &str) -> bool {
    line.len() < 2_000 && url_of(line).is_some()
        || (line.len() < 120 && memchr::memmem::find(line.as_bytes(), b"www.").is_some() && {
            let text = plain(line);
            text.starts_with("www.") && !text.contains(' ')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_closes_an_article() {
        for line in [
            "Original url:",
            "<https://www.themoscowtimes.com/2015/05/12/kerry>",
            "URL: https://example.org/a",
            "© 2015 The Herald",
            "Copyright 2015 Example",
            "(Reporting by Ann Bell; Editing by C. Dee)",
            "Reuters contributed to this report.",
            "###",
            "-30-",
            "Correction: an earlier version gave the wrong number.",
            "Read more: Talks fail",
            "Share this article",
            "[Original](https://example.org/a)",
        ] {
            assert!(at_end(line).is_some(), "{line}");
        }
        assert_eq!(
            url_of("<https://www.themoscowtimes.com/2015/05/12/kerry>"),
            Some("https://www.themoscowtimes.com/2015/05/12/kerry")
        );
    }

    #[test]
    fn what_does_not() {
        for line in [
            "Sharon won.",
            "He posted it at https://example.org/a on Monday, said police",
            "The advertisement was withdrawn.",
            "Watching the talks, he smiled.",
            "Related to this is the bank's rate.",
            "Ends of the line were frayed in all places.",
            "Source close to the talks said so.",
        ] {
            assert_eq!(at_end(line), None, "{line}");
        }
        assert_eq!(residue("Advertisement"), Some(Trailer::Residue));
        assert_eq!(residue("Sign up for our newsletter"), Some(Trailer::Residue));
    }
}
