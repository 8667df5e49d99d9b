//! What the words beside a run of capitals say that it is: "the carmaker Skoda", "Skoda, a Czech carmaker", "Skoda is a
//! carmaker".
//!
//! Such a word names the kind of what has just been named or will be, whether the name was ever seen or not. It is heard
//! once, and holds for every other place of the document where the name stands.

use std::ops::Range;

use super::lists::class;
use super::token::Shape;
use super::words::Words;

/// Tokens behind a run in which such a word is looked for.
const REACH: usize = 8;

const KINDS: u32 = class::ORGANISATION_NOUN | class::PLACE_NOUN | class::PERSON_NOUN | class::THING_NOUN;

/// The kinds of things that the words beside a run say that it is, as bits of [`class`].
pub(super) fn kinds_beside(words: &Words, run: &Range<usize>) -> u32 {
    if run.len() > 8 {
        return 0;
    }
    before(words, run.start) | behind(words, run.end)
}

/// "the carmaker [Skoda]"
fn before(words: &Words, start: usize) -> u32 {
    words.neighbour(start, -1).filter(|&at| words.tokens[at].shape == Shape::Lower).map_or(0, |at| kinds(words, at))
}

/// "[Skoda], a Czech carmaker", "[Skoda] is a carmaker", "[Hlinka], 44,", "[Hlinka], who"
fn behind(words: &Words, end: usize) -> u32 {
    let is_there = |at: usize| at < words.tokens.len() && !words.tokens[at].begins_line;
    if !is_there(end) || !is_there(end + 1) {
        return 0;
    }
    let from = match words.written(end) {
        "," => match words.written(end + 1) {
            "who" | "whose" | "aged" => return class::PERSON_NOUN,
            age if age.len() == 2 && words.tokens[end + 1].shape == Shape::Number => {
                let is_apart = is_there(end + 2) && matches!(words.written(end + 2), "," | ".");
                return if is_apart { class::PERSON_NOUN } else { 0 };
            }
            "a" | "an" | "the" | "its" | "his" | "her" | "their" | "another" | "one" => end + 2,
            _ if words.tokens[end + 1].shape == Shape::Lower => end + 1,
            _ => return 0,
        },
        "is" | "was" | "became" | "remains" if matches!(words.written(end + 1), "a" | "an" | "the" | "one") => end + 2,
        _ => return 0,
    };
    // The last of the nouns that follow one another is the head: "a car parts maker".
    let mut found = 0;
    for at in from..from + REACH {
        if !is_there(at) || words.tokens[at].shape == Shape::Punctuation {
            break;
        }
        let here = if words.tokens[at].shape == Shape::Lower { kinds(words, at) } else { 0 };
        if here != 0 {
            found = here;
        } else if found != 0 || words.classes[at] & class::CONNECTOR != 0 {
            break;
        }
    }
    found
}

fn kinds(words: &Words, at: usize) -> u32 {
    let classes = words.classes[at];
    if classes & class::TITLE != 0 { class::PERSON_NOUN } else { classes & KINDS }
}

#[cfg(test)]
mod tests {
    use super::super::lists::Lists;
    use super::super::pages::Page;
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_word_beside_a_name_says_what_it_is() {
        let first = |text: &str| Page::new(text, &[Span::new(0, text.len())], Lists::get()).beside[0];
        assert_eq!(first("the carmaker Skoda grew"), class::ORGANISATION_NOUN);
        assert_eq!(first("Skoda, a Czech carmaker, grew"), class::ORGANISATION_NOUN);
        assert_eq!(first("Hlinsko is a small town in the hills"), class::PLACE_NOUN);
        assert_eq!(first("Hlinka, 44, grew"), class::PERSON_NOUN);
        assert_eq!(first("Smyril, the ferry, sank"), class::THING_NOUN);
        // The noun after the preposition is another's.
        assert_eq!(first("Hlinka was in a town"), 0);
        // The head of a row of nouns comes last.
        assert_eq!(first("Hlinka, a town councillor, spoke"), class::PERSON_NOUN);
    }
}
