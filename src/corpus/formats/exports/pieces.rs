//! Where an export is cut into its articles, and which service made it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::labels::{Label, label};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Nexis,
    Factiva,
    /// ProQuest, NewsBank and others that label every line.
    Labelled,
}

pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) service: Service,
}

/// Words of which every export has one: a single pass tells that an ordinary article is none.
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let signs = [
        " DOCUMENTS",
        "End of Document",
        "\nDocument ",
        "Document 1 of ",
        "Full text:",
        "Full Text:",
        "\nText:",
        "Record Number:",
    ];
    // Of the kinds of match, only the leftmost ones come with a search by vectors.
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(signs).expect("the signs are few")
});

/// The articles of an export as they stand in it, or nothing when the text is none.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    if !SIGNS.is_match(text.as_bytes()) {
        return None;
    }
    let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    if has(" DOCUMENTS") || has("End of Document") || has("Document 1 of ") {
        let cut = cut_at(text, is_nexis_line);
        if cut.len() > 1 {
            return Some(with(cut, Service::Nexis));
        }
    }
    if has("\nDocument ") {
        let cut = cut_at(text, is_factiva_line);
        if cut.len() > 1 {
            return Some(with(cut, Service::Factiva));
        }
    }
    if has("Full text:") || has("Full Text:") || has("\nText:") || has("Record Number:") {
        let ruled: Vec<&str> = cut_at(text, is_rule).into_iter().filter(|piece| is_labelled(piece)).collect();
        if ruled.len() > 1 {
            return Some(with(ruled, Service::Labelled));
        }
        let titled = cut_before(text, |line| line.starts_with("Title: ") || line.starts_with("Headline: "));
        let titled: Vec<&str> = titled.into_iter().filter(|piece| is_labelled(piece)).collect();
        if !titled.is_empty() {
            return Some(with(titled, Service::Labelled));
        }
    }
    None
}

fn with(cut: Vec<&str>, service: Service) -> Vec<Piece<'_>> {
    cut.into_iter().filter(|text| !text.trim().is_empty()).map(|text| Piece { text, service }).collect()
}

/// The text between lines that separate articles.
fn cut_at(text: &str, is_separator: fn(&str) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_separator(line.trim()) {
            pieces.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    pieces.push(&text[start..]);
    // What stands before the first separator may be a list of contents, or nothing.
    pieces
}

/// The text cut before lines that begin an article.
fn cut_before(text: &str, is_opening: fn(&str) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_opening(line.trim_start()) && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    pieces.push(&text[start..]);
    pieces
}

/// "1 of 25 DOCUMENTS", "Document 1 of 25", "End of Document".
fn is_nexis_line(line: &str) -> bool {
    if line == "End of Document" {
        return true;
    }
    let core = line.strip_prefix("Document ").or_else(|| line.strip_suffix(" DOCUMENTS"));
    core.and_then(|core| core.split_once(" of ")).is_some_and(|(number, count)| is_number(number) && is_number(count))
}

fn is_number(text: &str) -> bool {
    (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Document MOSTIM0020150512eb5c00001".
fn is_factiva_line(line: &str) -> bool {
    line.strip_prefix("Document ").is_some_and(|code| {
        code.len() >= 20
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && code.bytes().filter(u8::is_ascii_digit).count() >= 8
    })
}

fn is_rule(line: &str) -> bool {
    line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'_' | b'=' | b'-' | b'*'))
}

fn is_labelled(piece: &str) -> bool {
    let has_title = piece.lines().take(12).any(|line| matches!(label(line), Some((Label::Title, _))));
    has_title && piece.lines().any(|line| matches!(label(line), Some((Label::Body, _))))
}
