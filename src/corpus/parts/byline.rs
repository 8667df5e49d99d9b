//! Bylines: "By Ann Bell and C. D. Ostrander, Staff Writers".

use super::agencies;
use super::markup::plain;

/// Who wrote the article, from a line that says nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::corpus) struct Byline {
    /// Without "By".
    pub authors: String,
    /// An agency among the authors.
    pub agency: Option<String>,
}

/// Longest byline: six authors with their papers.
const MAX_LEN: usize = 240;

const OPENERS: [&str; 9] =
    ["by ", "written by ", "story by ", "reported by ", "author: ", "authors: ", "byline: ", "by: ", "text by "];

/// Words that stand in a byline in small letters.
const SMALL_WORDS: [&str; 26] = [
    "and", "for", "of", "in", "at", "the", "with", "de", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn",
    "da", "di", "dos", "du", "el", "y", "e", "staff", "to",
];

/// The byline that `line` is.
pub(in crate::corpus) fn find(line: &str) -> Option<Byline> {
    if line.len() > MAX_LEN || line.len() < 5 {
        return None;
    }
    // Before anything is copied: nearly no line begins like this.
    let start = line.trim_start_matches(['*', '_', '#', ' ', '[', '(']);
    let first = start.as_bytes().first()?;
    if !matches!(first, b'B' | b'b' | b'W' | b'w' | b'S' | b's' | b'R' | b'r' | b'A' | b'a' | b'T' | b't') {
        return None;
    }
    let has_opener = |text: &str| {
        OPENERS
            .iter()
            .find(|opener| text.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener)))
            .copied()
    };
    has_opener(start)?;
    let clean = plain(line);
    let clean = clean.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '|', ' ', ',', ';']);
    let opener = has_opener(clean)?;
    let authors = clean[opener.len()..].trim().trim_end_matches(['.', ',']);
    let authors = before_bar(authors);
    if !is_list_of_names(authors) {
        return None;
    }
    Some(Byline { authors: authors.to_owned(), agency: agencies::within(authors).map(str::to_owned) })
}

/// A line that is a name and nothing else, for places where only a byline can stand, as between title and date line.
pub(super) fn bare_name(line: &str) -> Option<Byline> {
    let clean = plain(line);
    let words = clean.split_whitespace().count();
    let is_name = (2..=4).contains(&words)
        && clean.len() <= 50
        && clean.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|character| character.is_alphabetic() || matches!(character, '.' | '-' | '\'' | '’'))
        });
    // "From Reuters", as papers head agency copy.
    let authors = clean.strip_prefix("From ").unwrap_or(&clean);
    is_name.then(|| Byline { authors: authors.to_owned(), agency: agencies::within(authors).map(str::to_owned) })
}

/// "Ann Bell | The Herald" without what stands behind the bar.
fn before_bar(authors: &str) -> &str {
    authors.split(['|', '•', '·']).next().unwrap_or(authors).trim()
}

fn is_list_of_names(authors: &str) -> bool {
    let mut count = 0;
    let mut capitals = 0;
    for word in authors.split([' ', '/', '\u{A0}']).filter(|word| !word.is_empty()) {
        count += 1;
        let core = word.trim_matches([',', '.', ';', '&', '(', ')', '\'', '’', '"']);
        let Some(first) = core.chars().next() else { continue };
        if core.ends_with(['.', '!', '?'])
            || core.chars().any(|character| character.is_ascii_digit()) && !core.contains('@')
        {
            return false;
        }
        if first.is_uppercase() {
            capitals += 1;
        } else if core.contains('@') || is_role(core) || SMALL_WORDS.contains(&core) {
            continue;
        } else if first.is_alphabetic() && !first.is_lowercase() {
            // Scripts without capitals.
            capitals += 1;
        } else {
            return false;
        }
    }
    let opens_with_name = authors.chars().next().is_some_and(|first| !first.is_lowercase());
    let is_day = authors
        .split([' ', ','])
        .next()
        .is_some_and(|word| crate::corpus::dates::is_weekday(word) || crate::corpus::dates::month_of(word).is_some());
    opens_with_name && !is_day && capitals >= 1 && (1..=24).contains(&count)
}

fn is_role(word: &str) -> bool {
    const ROLES: [&str; 22] = [
        "writer",
        "writers",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "editor",
        "editors",
        "agencies",
        "agency",
        "special",
        "contributor",
        "our",
        "chief",
        "bureau",
        "news",
        "service",
        "political",
        "senior",
        "diplomatic",
        "desk",
        "dpa",
    ];
    ROLES.iter().any(|role| role.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(line: &str) -> Option<String> {
        find(line).map(|byline| byline.authors)
    }

    #[test]
    fn bylines() {
        for (line, expected) in [
            ("By [The Moscow Times](#)", "The Moscow Times"),
            ("By Ann Bell", "Ann Bell"),
            ("BY ANN BELL AND C. D. OSTRANDER", "ANN BELL AND C. D. OSTRANDER"),
            ("*By Ann Bell, Staff Writer*", "Ann Bell, Staff Writer"),
            ("Written by Ludwig van Berg", "Ludwig van Berg"),
            ("By Ann Bell | The Herald", "Ann Bell"),
            ("By Reuters", "Reuters"),
        ] {
            assert_eq!(authors(line).as_deref(), Some(expected), "{line}");
        }
        assert_eq!(find("By Ann Bell, Associated Press").and_then(|byline| byline.agency).as_deref(), Some("AP"));
    }

    #[test]
    fn sentences_are_not() {
        for line in [
            "By Monday",
            "By the end of the day the council had met.",
            "By 2015",
            "By then",
            "Byron Bay",
            "By noon, police said",
            "By Tuesday night Kerry had left.",
            "Story by",
            "",
        ] {
            assert_eq!(authors(line), None, "{line}");
        }
        assert_eq!(bare_name("Ann Bell").map(|byline| byline.authors).as_deref(), Some("Ann Bell"));
        assert_eq!(bare_name("Talks fail"), None);
    }
}
