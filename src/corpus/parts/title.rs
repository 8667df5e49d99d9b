//! Headlines, told from first sentences.

use super::dateline::is_in_capitals;
use super::markup::plain;
use crate::corpus::dates;

/// What stands around a line that may be a headline.
pub(super) struct Around<'a> {
    /// The next line of the same paragraph.
    pub next_line: Option<&'a str>,
    /// The first line of the next paragraph.
    pub next_paragraph: Option<&'a str>,
    /// Length of the longest line of the paragraph, where wrapped text is broken.
    pub widest: usize,
    /// Whether the next line or paragraph is a byline, a date line or a dateline.
    pub precedes_header: bool,
}

/// Longest headline, in bytes and words; sub-headlines joined by a dash included.
const MAX_LEN: usize = 260;
const MAX_WORDS: usize = 34;

/// Whether `line` is a headline: short, not closed like a sentence, not the first line of wrapped prose, and with an
/// article below it.
pub(super) fn is_title(line: &str, around: &Around<'_>) -> bool {
    let is_heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let text = plain(line);
    let words = text.split_whitespace().count();
    if text.len() > MAX_LEN || words == 0 || words > MAX_WORDS || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    if around.next_line.is_none() && around.next_paragraph.is_none() {
        return false;
    }
    if is_heading {
        return true;
    }
    // "iPhone sales fall" opens small; "and so he left" does too.
    let mut opening = text.chars();
    let is_small = opening.next().is_some_and(char::is_lowercase) && !opening.next().is_some_and(char::is_uppercase);
    let is_closed = is_closed_sentence(&text);
    if is_small || text.ends_with([',', ';', ':']) {
        return false;
    }
    if is_closed && !(around.precedes_header && (is_in_capitals(&text) || words <= 16)) {
        return false;
    }
    match around.next_line {
        None => true,
        Some(_) if around.precedes_header => true,
        Some(next) => {
            let first_word = next.split_whitespace().next().unwrap_or("");
            let would_fit = line.len() + 1 + first_word.len() <= around.widest;
            let goes_on = next.starts_with(char::is_lowercase);
            // A list of short lines has no headline; an article's line is longer than its headline and closed.
            would_fit && !goes_on && next.len() > line.len() && is_closed_sentence(next.trim_end())
        }
    }
}

/// Whether `text` ends as a sentence of prose does. A question or a cry may be a headline, and "in the U.S." too.
pub(super) fn is_closed_sentence(text: &str) -> bool {
    let core = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_', ' ']);
    if core.ends_with("...") || core.ends_with('…') {
        return false;
    }
    let Some(before) = core.strip_suffix(['.', '。']) else { return false };
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    let is_pointed = word.contains('.') || matches!(word, "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr" | "St");
    !(is_pointed && text.split_whitespace().count() <= 14)
}

/// Where a weekday and full date begin that end the headline: "Biologist speaks Tuesday, September 1, 2015".
pub(super) fn trailing_date(line: &str) -> Option<(usize, dates::Found)> {
    let found = dates::all(line).last()?;
    if found.range.end < line.trim_end().len() {
        return None;
    }
    let before = line[..found.range.start].trim_end().trim_end_matches(',').trim_end();
    let word = before.rsplit(' ').next()?;
    let start = before.len() - word.len();
    (dates::is_weekday(word) && before[..start].split_whitespace().count() >= 3).then_some((start, found))
}
