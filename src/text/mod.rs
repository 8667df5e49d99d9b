//! Spans, words and sentences: the coordinates that every other room shares.
//!
//! Everything found in an article is a [`Span`] of its one text, so this room fixes what a word and a sentence are
//! once. It knows nothing of articles, files or languages beyond what Unicode says of a character; what counts as a
//! caption or a byline is `corpus`'s business.
//!
//! Words are found by one pass over the bytes with a fast path for ASCII, which is most of most news; the general rule
//! of Unicode Standard Annex 29 is kept for scripts that do not put spaces between words. Sentences are found by
//! punctuation, abbreviations and what follows, because a trained splitter would be slower and no better on newswire.

mod fold;
mod letters;
mod line;
mod sentences;
mod span;
mod words;

pub use fold::{fold_char, fold_word, without_possessive};
pub use line::one_line;
pub use sentences::{is_abbreviation, paragraphs, sentences};
pub use span::Span;
pub use words::{Words, word_count, words};
