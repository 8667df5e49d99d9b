//! The tokens of a text: where they stand and which number each has.
//!
//! A token is a word (as [`crate::text::words`] cuts it) or a mark. Linear in time and space.

use super::vocabulary::{LEFT_OUT, TokenId, Vocabulary};
use super::{AlignmentSettings, Side};
use crate::text::{Span, fold_char, words};

/// The tokens of one text, in order; together their spans hold every character that is not blank.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub spans: Vec<Span>,
    pub ids: Vec<TokenId>,
}

impl Tokens {
    #[inline]
    pub fn len(&self) -> usize {
        self.ids.len()
    }
}

/// The tokens of one side, with their numbers in `vocabulary`.
pub(super) fn tokens(side: Side<'_>, settings: &AlignmentSettings, vocabulary: &mut Vocabulary) -> Tokens {
    let estimate = side.text.len() / 4 + 4;
    let mut found = Tokens { spans: Vec::with_capacity(estimate), ids: Vec::with_capacity(estimate) };
    let mut at = 0;
    if settings.ignores_punctuation {
        for word in words(side.text) {
            attach_marks(side.text, at, word, &mut found);
            at = word.end();
            found.ids.push(vocabulary.intern_word_at(side.text, word, settings));
        }
        if let Some(last) = found.spans.last_mut() {
            *last = last.union(Span::new(at, side.text.len()).trimmed(side.text));
        }
    }
    // A text of marks alone is compared by its marks, whatever was chosen: nothing else is there to compare.
    if found.ids.is_empty() {
        at = 0;
        for word in words(side.text) {
            // One blank between two words is by far the most frequent gap.
            if at < word.start() && !(word.start() == at + 1 && side.text.as_bytes()[at] == b' ') {
                push_marks(side.text, Span::new(at, word.start()), settings, vocabulary, &mut found);
            }
            at = word.end();
            found.spans.push(word);
            found.ids.push(vocabulary.intern_word_at(side.text, word, settings));
        }
        push_marks(side.text, Span::new(at, side.text.len()), settings, vocabulary, &mut found);
    }
    leave_out(side.ignored, &mut found);
    found
}

/// Gives the marks between the last word (which ends at `at`) and `word` to one of the two, and adds `word`'s span.
fn attach_marks(text: &str, at: usize, word: Span, found: &mut Tokens) {
    let between = &text[at..word.start()];
    let tail = between.len() - between.trim_end().len();
    let opening = if tail > 0 {
        word.start()
    } else {
        let blank = between.rfind(char::is_whitespace);
        match blank {
            Some(blank) => at + blank + between[blank..].chars().next().map_or(0, char::len_utf8),
            None => word.start(),
        }
    };
    match found.spans.last_mut() {
        Some(last) => {
            let closing = Span::new(at, opening).trimmed(text);
            if !closing.is_empty() {
                *last = last.union(closing);
            }
            found.spans.push(Span::new(opening, word.end()));
        }
        None => {
            let lead = Span::new(0, word.start()).trimmed(text);
            found.spans.push(if lead.is_empty() { word } else { lead.union(word) });
        }
    }
}

/// Adds the marks of a stretch without words: one token each, but dashes, points and apostrophes by runs, and
/// what combines with a mark together with it, so that no edit ever cuts an emoji in two.
fn push_marks(text: &str, within: Span, settings: &AlignmentSettings, vocabulary: &mut Vocabulary, found: &mut Tokens) {
    let bytes = text.as_bytes();
    let mut at = within.start();
    while at < within.end() {
        if matches!(bytes[at], b' ' | b'\n') {
            at += 1;
            continue;
        }
        let first = text[at..].chars().next().expect("the offset is on a character of the text");
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let mut end = at + first.len_utf8();
        let folded = fold_char(first);
        let mut is_joined = false;
        for (count, next) in (1..).zip(text[end..within.end()].chars()) {
            let repeats = match folded {
                '-' => fold_char(next) == '-',
                '\'' => next == first && count < 2,
                '.' => next == first,
                _ => false,
            };
            if !(repeats || is_joined || combines(next)) {
                break;
            }
            is_joined = next == '\u{200D}';
            end += next.len_utf8();
        }
        found.spans.push(Span::new(at, end));
        found.ids.push(vocabulary.intern_mark(&text[at..end], settings));
        at = end;
    }
}

/// Whether a character changes the look of the one before it: joiners, variation selectors, skin tones, accents.
fn combines(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036F | 0x200D | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0x1F3FB..=0x1F3FF | 0xE0020..=0xE007F)
}

fn leave_out(ignored: &[Span], found: &mut Tokens) {
    let mut next = 0;
    for (span, id) in found.spans.iter().zip(&mut found.ids) {
        while ignored.get(next).is_some_and(|stretch| stretch.end() <= span.start()) {
            next += 1;
        }
        if ignored.get(next).is_some_and(|stretch| stretch.overlaps(*span)) {
            *id = LEFT_OUT;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str, settings: &AlignmentSettings, vocabulary: &mut Vocabulary) -> Vec<TokenId> {
        tokens(Side::new(text), settings, vocabulary).ids
    }

    fn are_equal(one: &str, other: &str, settings: &AlignmentSettings) -> bool {
        let mut vocabulary = Vocabulary::with_capacity(0);
        ids(one, settings, &mut vocabulary) == ids(other, settings, &mut vocabulary)
    }

    #[test]
    fn what_the_settings_ignore_is_equal() {
        let usual = AlignmentSettings::default();
        assert!(are_equal("“Talks” – Russia’s", "\"talks\" -- russia's", &usual));
        assert!(are_equal("caf\u{e9} \u{fb01}nal", "cafe\u{301} final", &usual));
        assert!(!are_equal("travelling", "traveling", &usual));
        let exact = AlignmentSettings { ignores_case: false, ignores_quotation_style: false, ..usual.clone() };
        assert!(!are_equal("Talks", "talks", &exact));
        assert!(!are_equal("“talks”", "\"talks\"", &exact));
        assert!(are_equal("travelling", "traveling", &AlignmentSettings { ignores_spelling: true, ..usual.clone() }));
        assert!(are_equal(
            "But, he said: yes.",
            "But he said yes",
            &AlignmentSettings { ignores_punctuation: true, ..usual }
        ));
    }

    #[test]
    fn an_emoji_is_one_token() {
        let mut vocabulary = Vocabulary::with_capacity(0);
        let family = "👨\u{200D}👩\u{200D}👧 ✌🏽!";
        assert_eq!(ids(family, &AlignmentSettings::default(), &mut vocabulary).len(), 3);
    }

    #[test]
    fn marks_belong_to_the_word_that_they_touch() {
        let settings = AlignmentSettings { ignores_punctuation: true, ..AlignmentSettings::default() };
        let text = "– He said, \"Go.\" Then";
        let found = tokens(Side::new(text), &settings, &mut Vocabulary::with_capacity(0));
        let pieces: Vec<_> = found.spans.iter().map(|span| span.slice(text)).collect();
        assert_eq!(pieces, ["– He", "said,", "\"Go.\"", "Then"]);
    }
}
