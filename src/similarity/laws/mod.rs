//! The laws that hold for every corpus, checked on random ones against the definitions.

mod definitions;
mod lists;

use std::sync::Arc;

use super::*;
use crate::corpus::{Document, DocumentId};
use definitions::{ByDefinition, is_close};

/// Numbers that look random and are the same everywhere (Steele's SplitMix).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (shingles::scramble(self.0) >> 11) as usize % end
    }
}

/// Texts that share runs of words: most take stretches of texts before them.
fn random_texts(count: usize, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut texts: Vec<Vec<String>> = Vec::new();
    for number in 0..count {
        let mut words = Vec::new();
        let len = [0, 1, 2, 5, 40, 80, 120][if number < 7 { number } else { 3 + dice.below(4) }];
        while words.len() < len {
            if number > 8 && dice.below(3) == 0 {
                let source = &texts[dice.below(number)];
                let start = dice.below(source.len() + 1);
                words.extend(source[start..].iter().take(1 + dice.below(25)).cloned());
            } else {
                // Few words are frequent and many are rare, as in a language.
                let range = 1 + dice.below(300);
                words.push(format!("w{}", dice.below(range)));
            }
        }
        texts.push(words);
    }
    texts[count - 1] = texts[10].clone();
    texts.iter().map(|words| words.join(" ")).collect()
}

/// A corpus of texts, each named by its number.
pub(super) fn corpus_of<T: AsRef<str>>(texts: &[T]) -> Corpus {
    let documents = texts.iter().enumerate();
    let named = documents.map(|(number, text)| Document::from_text(&format!("{number:04}"), text.as_ref()));
    Corpus::from_documents(named)
}

fn matrix_of(corpus: &Corpus, settings: &SimilaritySettings) -> SimilarityMatrix {
    compare_all(corpus, settings, &Progress::new()).unwrap()
}

#[test]
fn every_listed_measure_is_the_defined_one() {
    let texts = random_texts(50, 1);
    let corpus = corpus_of(&texts);
    for shingle_len_words in [1, 3, 5] {
        let settings = SimilaritySettings {
            shingle_len_words,
            threshold: Some(0.02),
            coverage_run_words: 4,
            ..SimilaritySettings::default()
        };
        let matrix = matrix_of(&corpus, &settings);
        let definition = ByDefinition::new(&texts, &settings);
        let weight = definition.weigher();
        assert!(matrix.pairs().len() > 100);
        for pair in matrix.pairs() {
            let (a, b) = (pair.a.index(), pair.b.index());
            let sets = definition.sets(a, b);
            for (found, expected) in [pair.jaccard, pair.containment_a_in_b, pair.containment_b_in_a].iter().zip(sets) {
                assert!((found - expected).abs() <= 1e-12, "{pair:?} {expected}");
            }
            let [a_in_b, b_in_a] = definition.weighted(a, b, &weight);
            assert!(is_close(pair.weighted_a_in_b, a_in_b) && is_close(pair.weighted_b_in_a, b_in_a), "{pair:?}");
            assert!(is_close(pair.cosine, definition.cosine(a, b, &weight)), "{pair:?}");
            let coverage = [definition.coverage(a, b), definition.coverage(b, a)];
            assert!(is_close(pair.coverage_a, coverage[0]) && is_close(pair.coverage_b, coverage[1]), "{pair:?}");
            assert_eq!(pair.longest_run.words, definition.longest_run(a, b), "{pair:?}");
            let run = pair.longest_run;
            let texts = [(a, run.a), (b, run.b)].map(|(document, span)| span.slice(&texts[document]));
            assert_eq!(texts[0], texts[1]);
        }
    }
}

#[test]
fn no_pair_at_the_threshold_is_missed_by_any_measure() {
    let texts = random_texts(200, 2);
    let corpus = corpus_of(&texts);
    for measure in Measure::OF_TEXT {
        let all = SimilaritySettings { measure, threshold: Some(0.0), ..SimilaritySettings::default() };
        let definition = ByDefinition::new(&texts, &all);
        let weight = definition.weigher();
        let thresholds = [0.05, 0.2, 0.5, 1.0];
        let matrices = thresholds
            .map(|threshold| matrix_of(&corpus, &SimilaritySettings { threshold: Some(threshold), ..all.clone() }));
        for a in (0..200).step_by(7) {
            for b in a + 1..200 {
                // By weight, a pair has to share two neighbouring words to be looked at.
                if measure == Measure::WeightedContainment && definition.longest_run(a, b) < 2 {
                    continue;
                }
                let score = match measure {
                    Measure::WeightedContainment => definition.weighted(a, b, &weight).into_iter().fold(0.0, f64::max),
                    Measure::Jaccard => definition.sets(a, b)[0],
                    Measure::Containment => definition.sets(a, b)[1..].iter().copied().fold(0.0, f64::max),
                    Measure::Cosine => definition.cosine(a, b, &weight),
                    Measure::Coverage => definition.coverage(a, b).max(definition.coverage(b, a)),
                    Measure::Names | Measure::Quotations => unreachable!("they list no pairs"),
                };
                for (threshold, matrix) in thresholds.iter().zip(&matrices) {
                    let is_listed = matrix.pair(DocumentId(a as u32), DocumentId(b as u32)).is_some();
                    if (score - threshold).abs() > 1e-9 {
                        assert_eq!(is_listed, score > *threshold, "{measure:?} {threshold} {score}: {a} {b}");
                    }
                }
            }
        }
    }
}

#[test]
fn threads_do_not_show() {
    let corpus = corpus_of(&random_texts(150, 3));
    let pairs = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| matrix_of(&corpus, &SimilaritySettings::default()).pairs().to_vec())
    };
    let alone = pairs(1);
    assert!(!alone.is_empty());
    assert_eq!(alone, pairs(2));
    assert_eq!(alone, pairs(5));
}

#[test]
fn the_order_of_files_does_not_show() {
    let texts = random_texts(100, 4);
    let settings = SimilaritySettings::default();
    let corpus = corpus_of(&texts);
    let matrix = matrix_of(&corpus, &settings);
    let turned = texts.iter().enumerate().rev();
    let named = turned.map(|(number, text)| Document::from_text(&format!("{number:04}"), text));
    let other = Corpus::from_documents(named.collect::<Vec<_>>());
    assert_eq!(matrix.pairs(), matrix_of(&other, &settings).pairs());
    // Names that sort the other way turn the pairs around and change nothing else.
    let renamed =
        texts.iter().enumerate().map(|(number, text)| Document::from_text(&format!("{:04}", 99 - number), text));
    let renamed = matrix_of(&Corpus::from_documents(renamed), &settings);
    assert_eq!(matrix.pairs().len(), renamed.pairs().len());
    for pair in matrix.pairs() {
        let turned = renamed.pair(DocumentId(99 - pair.a.0), DocumentId(99 - pair.b.0)).unwrap();
        assert_eq!(pair.weighted_a_in_b, turned.weighted_b_in_a);
        assert_eq!((pair.jaccard, pair.coverage_b), (turned.jaccard, turned.coverage_a));
        assert_eq!(pair.longest_run.words, turned.longest_run.words);
    }
}

#[test]
fn growing_gives_what_starting_anew_gives() {
    let texts = random_texts(120, 5);
    let settings = SimilaritySettings::default();
    let progress = Progress::new();
    let half = SimilarityIndex::new(&corpus_of(&texts[..60]), &settings, &progress).unwrap();
    let mut texts = texts;
    texts[7].push_str(" and one more line that was not there before");
    let whole = corpus_of(&texts);
    let grown = Arc::new(half.updated(&whole, &settings, &progress).unwrap()).compare_all(&progress).unwrap();
    let anew = matrix_of(&whole, &settings);
    assert!(!anew.pairs().is_empty());
    assert_eq!(grown.pairs(), anew.pairs());
    // Another length of shingle needs no text to be read again either.
    let other = SimilaritySettings { shingle_len_words: 5, measure: Measure::Containment, ..settings.clone() };
    let changed = Arc::new(half.updated(&whole, &other, &progress).unwrap()).compare_all(&progress).unwrap();
    assert_eq!(changed.pairs(), matrix_of(&whole, &other).pairs());
    let shrunk =
        Arc::new(half.updated(&corpus_of(&texts[..20]), &settings, &progress).unwrap()).compare_all(&progress).unwrap();
    assert_eq!(shrunk.pairs(), matrix_of(&corpus_of(&texts[..20]), &settings).pairs());
}

#[test]
fn a_text_is_contained_in_itself_and_in_what_holds_it() {
    for text in ["one", "two words", "this text has more than three words", "the end the end the end the end"] {
        let longer = format!("{text} followed by a great deal of other matter that nobody else has");
        let corpus = corpus_of(&[text.to_owned(), text.to_owned(), longer]);
        for measure in Measure::OF_TEXT {
            let settings = SimilaritySettings { measure, threshold: Some(0.5), ..SimilaritySettings::default() };
            let matrix = matrix_of(&corpus, &settings);
            let pair = matrix.pair(DocumentId(0), DocumentId(1)).unwrap();
            for other in Measure::OF_TEXT {
                assert!(is_close(pair.score(other), 1.0), "{text} {other:?} {pair:?}");
            }
            assert_eq!(pair.copy_class(), CopyClass::Verbatim);
        }
        let settings = SimilaritySettings { threshold: Some(0.0), ..SimilaritySettings::default() };
        if text.split(' ').count() >= 3 {
            let matrix = matrix_of(&corpus, &settings);
            let pair = matrix.pair(DocumentId(0), DocumentId(2)).unwrap();
            assert!(is_close(pair.weighted_a_in_b, 1.0) && is_close(pair.containment_a_in_b, 1.0));
            assert!(pair.weighted_b_in_a < 1.0);
        }
    }
}

#[test]
fn empty_and_one_word_documents_are_no_trouble() {
    let progress = Progress::new();
    for texts in [vec![], vec![""], vec!["", ""], vec!["", "word", "", "word", "other"], vec!["…", "— 🙂"]] {
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        let corpus = corpus_of(&texts);
        for measure in Measure::OF_TEXT {
            let settings = SimilaritySettings { measure, ..SimilaritySettings::default() };
            let matrix = matrix_of(&corpus, &settings);
            assert!(matrix.pairs().iter().all(|pair| (pair.a, pair.b) == (DocumentId(1), DocumentId(3))));
            assert_eq!(matrix.pairs().len(), usize::from(texts.len() == 5));
            let clusters = cluster(&corpus, &matrix, &settings, &progress).unwrap();
            assert_eq!(clusters.of_document.len(), corpus.len());
            let index = matrix.index().unwrap();
            assert_eq!(index.against(&Document::from_text("new", ""), 0.0, &progress).unwrap(), []);
        }
    }
}

#[test]
fn frequent_shingles_are_left_out_and_reported() {
    let mut texts: Vec<String> = (0..30).map(|number| format!("subscribe to our free letter number{number}")).collect();
    texts.push("a long story of many words".to_owned());
    texts.push("a long story of many words indeed".to_owned());
    let settings = SimilaritySettings { frequent_shingle_limit: Some(10), ..SimilaritySettings::default() };
    let matrix = matrix_of(&corpus_of(&texts), &settings);
    assert_eq!(matrix.left_out, LeftOut { shingles: 4, document_limit: 10, ..LeftOut::default() });
    assert_eq!(matrix.pairs().len(), 1);
    let unlimited = matrix_of(&corpus_of(&texts), &SimilaritySettings::default());
    assert_eq!(unlimited.pairs().len(), 30 * 29 / 2 + 1);
    assert_eq!(unlimited.pair(DocumentId(30), DocumentId(31)), matrix.pair(DocumentId(30), DocumentId(31)));
}
