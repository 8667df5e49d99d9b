//! Sentences and paragraphs of a text, as spans.
//!
//! A sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets that follow it, when blank space and
//! something that can begin a sentence come next; not after an abbreviation, an initial or a number that goes on. An
//! empty line always ends a sentence; a single line break does not, because many files are wrapped.
//!
//! What runs on for pages without an end (a table, a transcript without points, a file that is one line) is cut where its
//! own words say, so that whatever works on one sentence at a time has bounded work, and two versions of such a text are
//! cut at the same words (content-defined chunking, after U. Manber: Finding similar files in a large file system, 1994).

use super::Span;

/// Abbreviations after which a point does not end a sentence, in lower case without the point. Those that often do end
/// one ("inc", "u.s") are decided by what follows.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "blvd", "brig", "capt", "cmdr", "col", "cpl", "dec", "dept", "det", "dr",
    "e.g", "feb", "fr", "gen", "gov", "hon", "i.e", "jan", "jul", "jun", "lt", "maj", "mar", "messrs", "mgr", "mlle",
    "mme", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pfc", "prof", "pvt", "rep", "reps", "rev", "sen", "sens",
    "sep", "sept", "sgt", "spc", "sr", "st", "supt", "v", "viz", "vs",
];

/// Bytes of a sentence above which it is cut: some 300 words, several times what any newspaper prints.
const LONGEST: usize = 2_000;

/// Bytes of a piece at least.
const SHORTEST_PIECE: usize = 500;

/// One word in so many is a place to cut.
const WORDS_A_CUT: u32 = 16;

/// Whether a point after `word` (given without the point) usually belongs to the word.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// The paragraphs of the part `within` of `text`: runs of lines between empty ones, without blank space at their ends.
#[must_use]
pub fn paragraphs(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = within.start();
    let ends = memchr::memchr_iter(b'\n', within.slice(text).as_bytes()).map(|end| within.start() + end + 1);
    for end in ends.chain([within.end()]) {
        let span = Span::new(at, end);
        at = end;
        if span.is_empty() || span.slice(text).trim_start().is_empty() {
            found.extend(open.take());
        } else {
            open = Some(open.map_or(span, |paragraph| paragraph.union(span)));
        }
    }
    found.extend(open);
    found.iter().map(|paragraph| paragraph.trimmed(text)).collect()
}

/// The sentences of the part `within` of `text`, in order, without blank space at their ends; together they hold every
/// character of the part that is not blank. Linear in the length of the part.
#[must_use]
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let is_ascii = within.slice(text).is_ascii();
    for paragraph in paragraphs(text, within) {
        let mut start = paragraph.start();
        let mut at = start;
        while let Some(mark) = next_mark(text.as_bytes(), at, paragraph.end(), is_ascii) {
            let character = text[mark..].chars().next().expect("a mark begins a character");
            at = mark + character.len_utf8();
            if !matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
                continue;
            }
            at += text[at..paragraph.end()]
                .chars()
                .take_while(|next| is_closing(*next))
                .map(char::len_utf8)
                .sum::<usize>();
            let end = at;
            let is_full_width = matches!(character, '。' | '！' | '？');
            if end < paragraph.end()
                && (is_full_width
                    || ends_sentence(text, Span::new(start, mark), character, &text[end..paragraph.end()]))
            {
                push_cut(text, Span::new(start, end).trimmed(text), &mut found);
                start = end;
            }
        }
        let rest = Span::new(start, paragraph.end()).trimmed(text);
        if !rest.is_empty() {
            push_cut(text, rest, &mut found);
        }
    }
    found
}

/// Adds a sentence, or the pieces of one that is too long.
fn push_cut(text: &str, sentence: Span, found: &mut Vec<Span>) {
    let mut rest = sentence;
    while rest.len() > LONGEST {
        let end = rest.start() + cut_place(&rest.slice(text)[..floor_boundary(rest.slice(text), LONGEST)]);
        found.push(Span::new(rest.start(), end).trimmed(text));
        rest = Span::new(end, rest.end()).trimmed(text);
    }
    if !rest.is_empty() {
        found.push(rest);
    }
}

/// Where the first piece of a long run ends: after the first word that says so, else after the last word, else, in
/// scripts without blanks, at the end.
fn cut_place(run: &str) -> usize {
    let mut last = run.len();
    let mut word_start = 0;
    for (at, character) in run.char_indices().filter(|(_, character)| character.is_whitespace()) {
        if at >= SHORTEST_PIECE {
            last = at;
            // FNV-1a (Fowler, Noll, Vo): the same on every machine.
            let hash = run[word_start..at]
                .bytes()
                .fold(0x811C_9DC5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            if (hash >> 8).is_multiple_of(WORDS_A_CUT) {
                return at;
            }
        }
        word_start = at + character.len_utf8();
    }
    last
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Where the next character begins that may end a sentence: one of the ASCII marks, or the first byte of the others.
fn next_mark(bytes: &[u8], from: usize, end: usize, is_ascii: bool) -> Option<usize> {
    if is_ascii {
        return memchr::memchr3(b'.', b'!', b'?', &bytes[from..end]).map(|at| from + at);
    }
    let is_candidate = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | 0xE2 | 0xE3 | 0xEF);
    bytes[from..end].iter().position(is_candidate).map(|at| from + at)
}

fn is_closing(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
}

/// Whether the sentence so far, `before`, ends at `mark` when `after` comes next.
fn ends_sentence(text: &str, before: Span, mark: char, after: &str) -> bool {
    let rest = after.trim_start();
    if rest.len() == after.len() {
        return false;
    }
    let Some(next) = rest.chars().find(|character| !is_opening(*character)) else { return false };
    if next.is_lowercase() {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before
        .slice(text)
        .rsplit(|character: char| character.is_whitespace() || is_opening(character))
        .next()
        .unwrap_or("");
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if is_initial || is_abbreviation(word) {
        return false;
    }
    // "the U.S. State Department" goes on; "in the U.S. The" does not.
    let is_pointed = word.contains('.') && word.chars().all(|character| character.is_alphabetic() || character == '.');
    if is_pointed || matches!(word, "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "a.m" | "p.m") {
        let opener = rest
            .split(|character: char| !character.is_alphanumeric() && character != '\'')
            .find(|piece| !piece.is_empty());
        return opener.is_some_and(is_sentence_opener);
    }
    true
}

fn is_opening(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_' | '-' | '–' | '—')
}

/// Words that with a capital open a sentence far more often than they stand in a name.
fn is_sentence_opener(word: &str) -> bool {
    matches!(
        word,
        "A" | "After"
            | "All"
            | "Although"
            | "An"
            | "And"
            | "As"
            | "At"
            | "Before"
            | "But"
            | "By"
            | "Critics"
            | "During"
            | "For"
            | "From"
            | "He"
            | "Her"
            | "His"
            | "However"
            | "I"
            | "If"
            | "In"
            | "It"
            | "Its"
            | "Last"
            | "Many"
            | "More"
            | "Most"
            | "No"
            | "Not"
            | "Now"
            | "Officials"
            | "On"
            | "One"
            | "Other"
            | "Our"
            | "Police"
            | "She"
            | "Since"
            | "So"
            | "Some"
            | "That"
            | "The"
            | "Their"
            | "Then"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "To"
            | "Under"
            | "We"
            | "What"
            | "When"
            | "While"
            | "With"
            | "You"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn titles_initials_and_acronyms_do_not_end() {
        assert_eq!(
            list("Mr. J. K. Ostrander met Gen. Vale in the U.S. on Monday. He left the U.S. The talks failed."),
            ["Mr. J. K. Ostrander met Gen. Vale in the U.S. on Monday.", "He left the U.S.", "The talks failed."]
        );
        assert_eq!(
            list("A senior U.S. State Department official spoke."),
            ["A senior U.S. State Department official spoke."]
        );
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        assert_eq!(list("\"We go.\" He left. “Why?” asked Vale."), ["\"We go.\"", "He left.", "“Why?” asked Vale."]);
    }

    #[test]
    fn empty_lines_end_and_wrapped_lines_do_not() {
        assert_eq!(
            list("A headline\n\nThe first\nsentence goes on. Then"),
            ["A headline", "The first\nsentence goes on.", "Then"]
        );
    }

    #[test]
    fn numbers_go_on() {
        assert_eq!(list("It cost 4.5 million. Then 3 more."), ["It cost 4.5 million.", "Then 3 more."]);
    }

    #[test]
    fn nothing_but_blank_space_is_left_out() {
        let endless = "no point and no end ".repeat(400);
        let scriptless = "四五六七八".repeat(1_000);
        for text in [" One. Two!  “Three?”\n\n\n四。五 … six ", &endless, &scriptless] {
            let kept: String = list(text).concat().chars().filter(|character| !character.is_whitespace()).collect();
            let all: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            assert_eq!(kept, all);
            assert!(list(text).iter().all(|piece| piece.len() <= LONGEST));
        }
    }

    #[test]
    fn two_versions_of_an_endless_text_are_cut_at_the_same_words() {
        let endless: String = (0..4_000u32).map(|number| format!("w{} ", number * number % 7919)).collect();
        let longer = format!("Something new before it, {endless}");
        let (one, other) = (list(&endless), list(&longer));
        let shared = one.iter().filter(|piece| other.contains(piece)).count();
        assert!(one.len() > 10 && shared + 2 >= one.len(), "{shared} of {}", one.len());
    }
}
