//! What a cluster is called: its most telling words.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::SimilarityMatrix;
use crate::corpus::{Corpus, DocumentId};
use crate::text::{fold_char, fold_word, without_possessive, words};

/// Words in a name.
const NAME_WORDS: usize = 3;
/// Documents of a cluster that are read for its name; a large cluster repeats itself.
const READ_DOCUMENTS: usize = 24;
/// How much more a word of the headline counts.
const HEADLINE_FACTOR: f64 = 2.0;
/// How much more a word counts that is written with a capital inside a sentence, as names are.
const CAPITAL_FACTOR: f64 = 1.5;

/// Words that say nothing of a story, in small corpora too, where rarity cannot show it.
const EMPTY_WORDS: &[&str] = &[
    "about",
    "after",
    "against",
    "also",
    "although",
    "among",
    "and",
    "any",
    "are",
    "around",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "could",
    "did",
    "does",
    "during",
    "each",
    "even",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "him",
    "his",
    "how",
    "however",
    "if",
    "into",
    "it",
    "its",
    "just",
    "last",
    "like",
    "made",
    "make",
    "many",
    "may",
    "monday",
    "more",
    "most",
    "much",
    "new",
    "news",
    "next",
    "not",
    "now",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "own",
    "people",
    "per",
    "reuters",
    "said",
    "same",
    "saturday",
    "say",
    "says",
    "she",
    "should",
    "since",
    "some",
    "still",
    "such",
    "sunday",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "three",
    "through",
    "thursday",
    "tuesday",
    "two",
    "under",
    "until",
    "was",
    "wednesday",
    "week",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
    "year",
    "years",
    "you",
    "friday",
];

/// The same, to be asked for every word of a cluster.
static IS_EMPTY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EMPTY_WORDS.iter().copied().collect());

/// The most telling words of a cluster, as its articles write them: those that most of its documents have and few
/// others do. Empty for documents without words.
pub(super) fn cluster_name(corpus: &Corpus, matrix: &SimilarityMatrix, documents: &[DocumentId]) -> String {
    struct Word {
        shown: String,
        documents: u32,
        last: usize,
        rarity: f64,
        factor: f64,
        place: usize,
    }
    let mut found: FxHashMap<String, Word> = FxHashMap::default();
    let mut place = 0;
    for (number, &id) in documents.iter().take(READ_DOCUMENTS).enumerate() {
        let document = corpus.get(id);
        let headline = document.parts.first().map_or(0, |part| part.span.end());
        for span in matrix.compared_spans(document) {
            let text = span.slice(&document.text);
            let mut before = ".";
            let mut end = 0;
            for word in words(text) {
                let written = word.slice(text);
                let shown = without_possessive(written);
                before = if end == 0 { before } else { &text[end..word.start()] };
                end = word.end();
                place += 1;
                let is_letters =
                    shown.chars().all(|character| character.is_alphabetic() || fold_char(character) == '\'');
                if !is_letters || shown.chars().count() < 3 {
                    continue;
                }
                let folded = fold_word(shown);
                if IS_EMPTY.contains(folded.as_ref()) {
                    continue;
                }
                let entry = found.entry(folded.into_owned()).or_insert_with_key(|key| Word {
                    shown: shown.to_owned(),
                    documents: 0,
                    last: usize::MAX,
                    // A word that stands nowhere without the ending is as rare as it is with it.
                    rarity: matrix.rarity(key).or_else(|| matrix.rarity(&fold_word(written))).unwrap_or(1.0),
                    factor: 1.0,
                    place,
                });
                let is_inside = before == " " || before == ", ";
                let is_capital = is_inside && shown.chars().next().is_some_and(char::is_uppercase);
                let factor = if span.start() + word.start() < headline { HEADLINE_FACTOR } else { 1.0 }
                    * if is_capital { CAPITAL_FACTOR } else { 1.0 };
                entry.factor = entry.factor.max(factor);
                if entry.last != number {
                    entry.last = number;
                    entry.documents += 1;
                }
            }
        }
    }
    let mut words: Vec<Word> = found.into_values().collect();
    let worth = |word: &Word| f64::from(word.documents) * word.rarity * word.factor;
    words.sort_by(|one, other| worth(other).total_cmp(&worth(one)).then(one.place.cmp(&other.place)));
    words.truncate(NAME_WORDS);
    words.sort_by_key(|word| word.place);
    words.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::progress::Progress;
    use crate::similarity::{SimilaritySettings, compare_all};

    #[test]
    fn a_name_has_no_possessives() {
        let texts = [
            "The convoy waited near Rostov. Before noon it was Putin’s convoy, and all knew that it was Putin's.",
            "The convoy waited near Rostov. Putin's convoy was the whole talk, and it's Putin’s business.",
            "The weather was fine that day, and the harvest came in early.",
        ];
        let documents = texts.iter().enumerate().map(|(at, text)| Document::from_text(&format!("{at}"), text));
        let corpus = Corpus::from_documents(documents);
        let matrix = compare_all(&corpus, &SimilaritySettings::default(), &Progress::new()).unwrap();
        let name = cluster_name(&corpus, &matrix, &[DocumentId(0), DocumentId(1)]);
        assert_eq!(name, "convoy, Rostov, Putin");
    }
}
