//! Which articles are in another language: names are found in English only.

use super::lists::{Lists, class};
use super::tokens::folded_hash;
use crate::corpus::Document;

/// The language of a text that is clearly not English, if it is.
pub(super) fn foreign_language(document: &Document) -> Option<String> {
    if let Some(language) = &document.metadata.language {
        let code = language.value.to_ascii_lowercase();
        return (!code.is_empty() && !code.starts_with("en")).then_some(code);
    }
    let sample_end = document.text.char_indices().nth(2000).map_or(document.text.len(), |(at, _)| at);
    let sample = &document.text[..sample_end];
    let lists = Lists::get();
    let (mut words, mut function) = (0_usize, 0_usize);
    for span in crate::text::words(sample) {
        let word = span.slice(sample);
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            continue;
        }
        words += 1;
        function += usize::from(lists.word(folded_hash(word)) & class::FUNCTION != 0);
    }
    // English prose has 35 to 50 function words in a hundred; tables and lists have few, so the detector is asked too.
    if words < 40 || function * 100 >= words * 15 {
        return None;
    }
    let info = whatlang::detect(sample)?;
    (info.is_reliable() && info.lang() != whatlang::Lang::Eng).then(|| info.lang().eng_name().to_owned())
}
