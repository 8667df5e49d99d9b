//! Captions: the words under a picture, told from the article by their credit, or by how they speak of what is seen.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::agencies;
use crate::corpus::dates;

/// Longest caption, in words.
const MAX_WORDS: usize = 110;

/// Labels that open a caption or its credit.
const LABELS: [&str; 15] = [
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "credit",
    "photograph",
    "photography",
    "file photo",
    "caption",
    "photo credit",
    "image credit",
    "photo caption",
    "photo by",
];

/// What captions say of people, in the present of the picture. "says" and "is" are left out: articles use them too.
const SEEN_DOING: [&str; 58] = [
    "addresses",
    "applauds",
    "arrive",
    "arrives",
    "attend",
    "attends",
    "board",
    "boards",
    "carries",
    "carry",
    "celebrate",
    "celebrates",
    "chat",
    "chats",
    "clean",
    "embraces",
    "gather",
    "gestures",
    "greet",
    "greets",
    "hold",
    "holds",
    "hug",
    "inspect",
    "inspects",
    "leave",
    "leaves",
    "listen",
    "listens",
    "look",
    "looks",
    "march",
    "meet",
    "meets",
    "pose",
    "poses",
    "react",
    "reacts",
    "shake",
    "shakes",
    "sit",
    "sits",
    "smile",
    "smiles",
    "speak",
    "speaks",
    "stand",
    "stands",
    "talk",
    "talks",
    "visit",
    "visits",
    "walk",
    "walks",
    "watch",
    "watches",
    "wave",
    "waves",
];

/// What a credit without a slash or a colon has: one pass in place of a search for each.
static CREDIT_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(["photo", "picture by ", "courtesy of ", "(file"])
        .expect("the words are few")
});

/// The first letters of those, in every case that they may have: the search by vectors knows no cases.
static MAY_CREDIT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut starts: Vec<String> = Vec::new();
    for word in ["phot", "pict", "cour", "(fil"] {
        for cases in 0..16_usize {
            let written = word
                .chars()
                .enumerate()
                .map(|(at, letter)| if cases & (1 << at) == 0 { letter } else { letter.to_ascii_uppercase() });
            starts.push(written.collect());
        }
    }
    starts.sort();
    starts.dedup();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(starts).expect("the starts are few")
});

/// Whether `paragraph` is a caption. `is_before_lead` says that nothing of the article proper came before it, where a
/// caption without a credit may stand.
pub(super) fn is_caption(paragraph: &str, is_before_lead: bool) -> bool {
    let text = paragraph.trim_matches(['*', '_', ' ', '(', '[', '\n']);
    if text.len() > 900 || text.len() < 8 {
        return false;
    }
    if has_label(text) {
        return words_in(text) <= MAX_WORDS;
    }
    if has_credit(text) {
        return words_in(text) <= MAX_WORDS;
    }
    is_before_lead && is_of_a_picture(text) && words_in(text) <= 60
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

/// "Photo: …", "Caption: …" at the start.
fn has_label(text: &str) -> bool {
    let Some(colon) = text.as_bytes().iter().take(24).position(|&byte| byte == b':') else { return false };
    let label = text[..colon].trim();
    LABELS.iter().any(|known| known.eq_ignore_ascii_case(label))
}

/// A credit at the end: "Joshua Roberts/Reuters", "REUTERS/Joshua Roberts", "(AP Photo/Ann Bell)", "Image: Ann Bell.",
/// "Photo by Ann Bell", "(Ann Bell / The Herald)".
fn has_credit(text: &str) -> bool {
    let end = text.trim_end_matches(['.', ')', ']', '*', '_', ' ']);
    let tail_start = (0..=end.len().saturating_sub(90)).rev().find(|&at| end.is_char_boundary(at)).unwrap_or(0);
    let tail = &end[tail_start..];
    // Cheap signs first: a credit has one of these bytes or words near its end, and nearly no paragraph does.
    let bytes = tail.as_bytes();
    let has_slash = memchr::memchr(b'/', bytes).is_some();
    let has_colon = memchr::memchr(b':', bytes).is_some();
    if !(has_slash || has_colon || MAY_CREDIT.is_match(bytes) && CREDIT_WORDS.is_match(bytes)) {
        return false;
    }
    let folded = tail.to_ascii_lowercase();
    if has_slash && slash_credit(tail) {
        return true;
    }
    if has_colon && let Some(colon) = tail.rfind(':') {
        let label = folded[..colon].trim_end();
        let named = &tail[colon + 1..];
        let is_labelled = ["photo", "photos", "image", "picture", "credit", "photograph", "photo credit", "file"]
            .iter()
            .any(|known| {
                label.ends_with(known)
                    && label[..label.len() - known.len()]
                        .trim_end()
                        .ends_with(['.', '(', '[', '|', ')', '"', '”', '!', '?', '—', '-'])
            });
        if is_labelled && (1..=8).contains(&words_in(named)) {
            return true;
        }
    }
    let opens_credit = |mark: &str| {
        folded.rfind(mark).is_some_and(|at| {
            let before = folded[..at].trim_end();
            let is_apart = before.is_empty() || before.ends_with(['.', '(', '[', '|', ')', '"', '”', '—']);
            is_apart && (1..=8).contains(&words_in(&tail[at + mark.len()..]))
        })
    };
    if opens_credit("photo by ")
        || opens_credit("photograph by ")
        || opens_credit("picture by ")
        || opens_credit("courtesy of ")
    {
        return true;
    }
    folded.ends_with("file photo") || folded.ends_with("(file") || folded.ends_with("handout photo")
}

/// A name, a slash and a name behind the last sentence or in brackets.
fn slash_credit(tail: &str) -> bool {
    // The last slash that is not of an address or a number.
    let Some(slash) = tail.rfind('/') else { return false };
    let (before, after) = (&tail[..slash], &tail[slash + 1..]);
    if before.ends_with('/') || before.contains("://") || after.starts_with('/') {
        return false;
    }
    let after = after.trim();
    let is_name = |text: &str, max: usize| {
        let mut count = 0;
        for word in text.split_whitespace() {
            count += 1;
            let first = word.chars().next().unwrap_or(' ');
            if !(first.is_uppercase()
                || matches!(word, "via" | "of" | "for" | "de" | "al" | "von" | "van" | "the" | "dpa"))
                || word
                    .chars()
                    .any(|character| character.is_ascii_digit() || matches!(character, ',' | ';' | '"' | '”'))
            {
                return false;
            }
        }
        (1..=max).contains(&count)
    };
    if !is_name(&after.replace('/', " "), 6) {
        return false;
    }
    // The credit begins behind the sentence's end, a bracket, or is all there is.
    let before = before.trim_end();
    let opening = before
        .char_indices()
        .rev()
        .find(|&(at, character)| {
            matches!(character, '(' | '[' | '|' | '\n' | '!' | '?' | '”')
                || (character == '.' && !is_initial(&before[..at]) && before[at + 1..].starts_with([' ', '"', '”']))
        })
        .map_or(0, |(at, character)| at + character.len_utf8());
    let opening_name = before[opening..].trim_matches([' ', '"', '”', '/', '*', '_']);
    let starts_apart = opening > 0 || words_in(before) <= 5;
    starts_apart
        && is_name(&opening_name.replace('/', " "), 5)
        && (agencies::within(tail).is_some() || is_person_or_outlet(opening_name))
}

/// Whether a point after `before` ends an initial or a short title: "J." and "Mr.".
fn is_initial(before: &str) -> bool {
    let word = before.rsplit([' ', '.', '(']).next().unwrap_or("");
    word.chars().count() == 1 || crate::text::is_abbreviation(word)
}

/// At least two words, as photographers' names have; "and/or" and "Op/Ed" have not.
fn is_person_or_outlet(name: &str) -> bool {
    words_in(name) >= 2 || agencies::known(name).is_some()
}

/// One or two sentences in the present that end in a full date, or points with (L) and (R), or calls itself a file picture.
fn is_of_a_picture(text: &str) -> bool {
    // Cheap signs first: it points at somebody, or ends in a date.
    let points = POINTS.is_match(text.as_bytes());
    if !points && !ends_in_a_date(text) {
        return false;
    }
    let does = text
        .split(|character: char| !character.is_alphanumeric())
        .skip(1)
        .take(40)
        .any(|word| SEEN_DOING.binary_search(&word).is_ok() || matches!(word, "seen" | "shown"));
    if !does && !text.contains("file picture") {
        return false;
    }
    crate::text::sentences(text, crate::text::Span::new(0, text.len())).len() <= 2
}

/// Whether a sentence ends in a date, of which the last character is a digit. A headline with a date behind it has no
/// point at its end.
fn ends_in_a_date(text: &str) -> bool {
    let core = text.trim_end_matches(|character: char| !character.is_alphanumeric());
    if !core.ends_with(|last: char| last.is_ascii_digit()) || !text.ends_with(['.', '"', '”']) {
        return false;
    }
    let ending = &text[text.len() - ending_len(text)..];
    let last_date = dates::all(ending).last();
    last_date.is_some_and(|found| ending[found.range.end..].chars().all(|character| !character.is_alphanumeric()))
}

/// Bytes at the end of `text` that hold any date that it ends in, and begin with a word.
fn ending_len(text: &str) -> usize {
    /// "on the morning of Wednesday, the 23rd of September, 2015" and the point behind it.
    const LONGEST_DATE: usize = 64;
    let blank = text.bytes().rev().skip(LONGEST_DATE).position(|byte| byte == b' ');
    blank.map_or(text.len(), |beyond| LONGEST_DATE + beyond)
}

/// How captions point at what is seen.
static POINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let signs = [
        "(L)",
        "(R)",
        "(C)",
        "(left)",
        "(right)",
        "(centre)",
        "(center)",
        ", left,",
        ", right,",
        "pictured",
        "file picture",
    ];
    AhoCorasick::new(signs).expect("the signs are few")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(SEEN_DOING.is_sorted());
    }

    #[test]
    fn captions() {
        for text in [
            "U.S. Secretary of State John Kerry (L) speaks with Russian President Vladimir Putin in Sochi, Russia May 12, 2015. Joshua Roberts/Reuters",
            "Demonstrators march in Harrow. (AP Photo/Ann Bell)",
            "Formica fusca, from file. Image: Mathias Krumbholz.",
            "A crane stands idle. Photo by Ann Bell",
            "REUTERS/Joshua Roberts",
            "Photo: Ann Bell / The Herald",
            "The port in 2014. (File photo)",
            "The mayor arrives. Ann Bell / Harbour Post",
        ] {
            assert!(is_caption(text, false), "{text}");
        }
        let seen = "U.S. Secretary of State John Kerry waves as he boards his airplane before departing for Russia and \
                    Turkey from Andrews Air Force Base in Maryland, May 11, 2015.";
        assert!(is_caption(seen, true));
        assert!(!is_caption(seen, false));
    }

    #[test]
    fn paragraphs_of_the_article() {
        for text in [
            "The council met on Tuesday to approve the plan, officials said.",
            "He was born in Harrow on May 11, 2015.",
            "The bank cut its rate to 3/4 percent and/or less, Reuters said.",
            "See https://www.example.org/a/b for more",
            "The price rose 5 percent/year, said Ann Bell.",
            "He told AFP/Reuters that the talks had failed and that they would meet again on Monday.",
            "The firm sells the photo: a small one, it said, but one that many people wanted to have at home.",
        ] {
            assert!(!is_caption(text, true), "{text}");
        }
    }
}
