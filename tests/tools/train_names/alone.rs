//! Names that are a text by themselves, as the cells of a table are: nothing around them tells what they are.

use std::collections::BTreeMap;

use variorum::entity::EntityKind;
use variorum::text::Span;

use super::data::Text;

/// Of the words that begin a sentence and are no names, every so many are taken as entries that name nothing.
const EVERY_WORD: usize = 4;

/// Each name of the texts as a text of one line, with the kind that it has most often, and some words that are no names.
/// In order of their letters.
pub fn entries(texts: &[Text]) -> Vec<Text> {
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for text in texts {
        for &(span, kind) in &text.names {
            let words = span.slice(&text.text);
            if !words.contains('\n') {
                kinds.entry(words).or_default()[kind as usize] += 1;
            }
        }
    }
    let mut others: Vec<&str> = texts.iter().flat_map(first_words).filter(|word| !kinds.contains_key(word)).collect();
    others.sort_unstable();
    others.dedup();
    let named = kinds.iter().map(|(words, counts)| {
        let most = counts.iter().max().copied().unwrap_or(0);
        let kind = EntityKind::ALL.into_iter().find(|&kind| counts[kind as usize] == most);
        entry(words, kind)
    });
    named.chain(others.into_iter().step_by(EVERY_WORD).map(|word| entry(word, None))).collect()
}

fn entry(words: &str, kind: Option<EntityKind>) -> Text {
    let names = kind.map(|kind| (Span::new(0, words.len()), kind)).into_iter().collect();
    Text { name: String::new(), text: words.to_owned(), names }
}

/// The capitalised words that begin a sentence, before a word in small letters, and are in no name.
fn first_words(text: &Text) -> Vec<&str> {
    let words = &text.text;
    words
        .match_indices(". ")
        .filter_map(|(at, point)| {
            let rest = &words[at + point.len()..];
            let end = rest.find(|letter: char| !letter.is_ascii_alphabetic())?;
            let is_first =
                rest[..end].len() > 2 && rest.as_bytes()[0].is_ascii_uppercase() && rest[end..].starts_with(' ');
            let goes_on = rest[end..].trim_start().starts_with(|letter: char| letter.is_ascii_lowercase());
            let start = at + point.len();
            let is_name = text.names.iter().any(|(span, _)| span.start() <= start && start < span.end());
            (is_first && goes_on && !is_name).then_some(&rest[..end])
        })
        .collect()
}
