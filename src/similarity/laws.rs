//! The laws that hold for every corpus, checked on random ones against the definitions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;
use crate::corpus::{Document, DocumentId};

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

/// The measures as they are defined.
struct ByDefinition {
    words: Vec<Vec<u32>>,
    shingle_len: usize,
    run_len: usize,
}

impl ByDefinition {
    fn new(texts: &[String], settings: &SimilaritySettings) -> Self {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut number = |word| {
            let next = numbers.len() as u32;
            *numbers.entry(word).or_insert(next)
        };
        Self {
            words: texts.iter().map(|text| text.split_whitespace().map(&mut number).collect()).collect(),
            shingle_len: settings.shingle_len(),
            run_len: settings.coverage_run_len(),
        }
    }

    fn shingles(&self, document: usize, len: usize) -> BTreeSet<&[u32]> {
        let words = &self.words[document];
        if words.is_empty() { BTreeSet::new() } else { words.windows(len.min(words.len())).collect() }
    }

    fn idf(&self, word: u32) -> f64 {
        let frequency = self.words.iter().filter(|words| words.contains(&word)).count();
        (1.0 + self.words.len() as f64 / frequency as f64).ln()
    }

    fn weigher(&self) -> impl Fn(&[u32]) -> f64 {
        let all: BTreeSet<u32> = self.words.iter().flatten().copied().collect();
        let idf: Vec<f64> = all.into_iter().map(|word| self.idf(word)).collect();
        move |shingle| shingle.iter().map(|&word| idf[word as usize]).sum()
    }

    /// Jaccard, both containments.
    fn sets(&self, a: usize, b: usize) -> [f64; 3] {
        let (of_a, of_b) = (self.shingles(a, self.shingle_len), self.shingles(b, self.shingle_len));
        let is_short = |document: usize| self.words[document].len() < self.shingle_len;
        // A text shorter than a shingle is like its equal alone.
        let shared = if is_short(a) == is_short(b) { of_a.intersection(&of_b).count() as f64 } else { 0.0 };
        let share = |whole: f64| if whole == 0.0 { 0.0 } else { shared / whole };
        [share((of_a.len() + of_b.len()) as f64 - shared), share(of_a.len() as f64), share(of_b.len() as f64)]
    }

    fn weighted(&self, a: usize, b: usize, weight: &impl Fn(&[u32]) -> f64) -> [f64; 2] {
        let all = |document: usize| -> BTreeSet<&[u32]> {
            (1..=3).flat_map(|len| self.words[document].windows(len)).collect()
        };
        let (of_a, of_b) = (all(a), all(b));
        let sum = |set: &BTreeSet<&[u32]>| set.iter().map(|shingle| weight(shingle)).sum::<f64>();
        let shared = sum(&of_a.intersection(&of_b).copied().collect());
        [&of_a, &of_b].map(|whole| if whole.is_empty() { 0.0 } else { shared / sum(whole) })
    }

    fn cosine(&self, a: usize, b: usize, weight: &impl Fn(&[u32]) -> f64) -> f64 {
        let vector = |document: usize| {
            let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
            for &word in &self.words[document] {
                *counts.entry(word).or_default() += 1.0;
            }
            let value = |(word, count): (u32, f64)| (word, (1.0 + count.ln()) * weight(&[word]));
            counts.into_iter().map(value).collect::<BTreeMap<u32, f64>>()
        };
        let (of_a, of_b) = (vector(a), vector(b));
        let norm = |vector: &BTreeMap<u32, f64>| vector.values().map(|value| value * value).sum::<f64>().sqrt();
        let dot: f64 = of_a.iter().map(|(word, value)| value * of_b.get(word).unwrap_or(&0.0)).sum();
        let norms = norm(&of_a) * norm(&of_b);
        if norms == 0.0 { 0.0 } else { dot / norms }
    }

    fn coverage(&self, a: usize, b: usize) -> f64 {
        let (words, other) = (&self.words[a], &self.words[b]);
        let len = self.run_len.min(words.len());
        if words.is_empty() || (words.len() < self.run_len) != (other.len() < self.run_len) {
            return 0.0;
        }
        if words.len() < self.run_len {
            return f64::from(u8::from(words == other));
        }
        let mut covered = vec![false; words.len()];
        for start in 0..=words.len() - len {
            if other.windows(len).any(|window| window == &words[start..start + len]) {
                covered[start..start + len].fill(true);
            }
        }
        covered.iter().filter(|&&is_covered| is_covered).count() as f64 / words.len() as f64
    }

    fn longest_run(&self, a: usize, b: usize) -> u32 {
        let (words, other) = (&self.words[a], &self.words[b]);
        let run = |start: usize, other_start: usize| {
            words[start..].iter().zip(&other[other_start..]).take_while(|(one, two)| one == two).count()
        };
        let starts = (0..words.len()).flat_map(|start| (0..other.len()).map(move |other_start| (start, other_start)));
        starts.map(|(start, other_start)| run(start, other_start) as u32).max().unwrap_or(0)
    }
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12
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

#[test]
fn one_against_all_agrees_with_the_matrix() {
    let texts = random_texts(90, 6);
    let corpus = corpus_of(&texts);
    let progress = Progress::new();
    let index = Arc::new(SimilarityIndex::new(&corpus, &SimilaritySettings::default(), &progress).unwrap());
    let matrix = index.compare_all(&progress).unwrap();
    let asked = DocumentId(40);
    let found = index.against(corpus.get(asked), matrix.threshold, &progress).unwrap();
    assert!(found.iter().any(|one| one.document == asked && one.score.jaccard == 1.0));
    for pair in matrix.row(asked).filter(|pair| pair.score(matrix.measure) >= matrix.threshold) {
        let other = pair.other(asked);
        let score = found.iter().find(|one| one.document == other).unwrap().score;
        assert_eq!(score.score(matrix.measure), pair.score(matrix.measure));
        assert_eq!(score.longest_run.words, pair.longest_run.words);
    }
    let unknown = Document::from_text("new", "nothing of this stands anywhere");
    assert_eq!(index.against(&unknown, 0.01, &progress).unwrap(), []);
}

#[test]
fn an_explanation_agrees_with_the_matrix_and_exclusions_lower_the_score() {
    let shared = "the ministers agreed to keep the talks open over the summer and to meet again in autumn";
    let quote = "\"we have a lot of business that we could do together if there is interest\"";
    let a = format!("First words of one reporter here. {shared}. {quote} she said in the long corridor.");
    let b = format!("Quite another start was chosen. {quote} one heard. It was late, and {shared}. Nothing more came.");
    let corpus = corpus_of(&[a.clone(), b]);
    let settings = SimilaritySettings { threshold: Some(0.1), ..SimilaritySettings::default() };
    let matrix = matrix_of(&corpus, &settings);
    let index = matrix.index().unwrap();
    let (one, other) = (DocumentId(0), DocumentId(1));
    let plain = index.explain(other, one, Exclusions::default());
    assert_eq!(Some(&plain.score), matrix.pair(one, other));
    assert_eq!(plain.score, plain.without);
    assert_eq!(plain.passages.iter().map(|passage| passage.words).collect::<Vec<_>>(), [17, 15]);
    assert_eq!(plain.passages[0].a.slice(&a), shared);
    assert_eq!([false, true], [plain.passages[0].is_quoted, plain.passages[1].is_quoted]);
    let unquoted = index.explain(one, other, Exclusions { quotations: Some(true), ..Exclusions::default() });
    assert_eq!(unquoted.passages.len(), 1);
    assert!(unquoted.without.jaccard < plain.score.jaccard);
    let long_only = index.explain(one, other, Exclusions { shorter_than_words: 16, ..Exclusions::default() });
    assert_eq!(long_only.passages.len(), 1);
    assert!(long_only.without.weighted_a_in_b < plain.score.weighted_a_in_b);
    assert_eq!(long_only.without.longest_run.words, 17);
}

#[test]
fn what_the_settings_leave_out_counts_in_one_pair_where_it_is_asked_for() {
    let story = "The bridge will be closed for two years, the council of the town decided late on Tuesday.";
    let captioned = |name: &str, caption: &str| {
        let mut document = Document::from_text(name, &format!("{caption}\n\n{story}"));
        document.parts[0].kind = crate::corpus::PartKind::Caption;
        document
    };
    let (masons, barges) = ("Masons lower the keystone into a barge", "Gulls circle above seven rusty cranes");
    // None of the captions' words is among those of the compared texts.
    let corpus = Corpus::from_documents([captioned("a", masons), captioned("b", masons), captioned("c", barges)]);
    let index = SimilarityIndex::new(&corpus, &SimilaritySettings::default(), &Progress::new()).unwrap();
    let exclusions = Exclusions { captions: Some(false), ..Exclusions::default() };
    let passages = |other| index.explain(DocumentId(0), DocumentId(other), exclusions).passages;
    let texts = |other: u32| -> Vec<String> {
        let text = &corpus.get(DocumentId(0)).text;
        passages(other).iter().map(|passage| passage.a.slice(text).to_owned()).collect()
    };
    let whole = format!("{masons}\n\n{}", story.trim_end_matches('.'));
    assert_eq!(texts(1), [whole]);
    assert_eq!(texts(2), [story.trim_end_matches('.')], "other captions have other words");
}

#[test]
fn a_moving_threshold_only_takes_pairs_away() {
    let corpus = corpus_of(&random_texts(120, 7));
    let settings = SimilaritySettings { threshold: Some(0.1), ..SimilaritySettings::default() };
    let matrix = matrix_of(&corpus, &settings);
    for threshold in [0.0, 0.1, 0.3, 0.6, 1.0] {
        let moved = matrix.at_threshold(threshold);
        let settings = SimilaritySettings { threshold: Some(threshold.max(0.1)), ..settings.clone() };
        assert_eq!(moved.pairs(), matrix_of(&corpus, &settings).pairs());
    }
    // Nobody chose a threshold, so some pairs may be listed below it: all of them are at or above the least.
    let proposed = matrix_of(&corpus, &SimilaritySettings::default());
    let scores = || proposed.pairs().iter().map(|pair| pair.score(proposed.measure));
    assert!(proposed.least_listed() <= proposed.threshold && scores().all(|score| score >= proposed.least_listed()));
    assert_eq!(proposed.at_threshold(0.6).least_listed(), 0.6);
    assert_eq!(matrix.least_listed(), 0.1);
    assert_eq!(matrix.histogram(matrix.measure, 20).iter().sum::<usize>(), matrix.pairs().len());
}

#[test]
fn cancelling_stops() {
    let corpus = corpus_of(&random_texts(20, 8));
    let progress = Progress::new();
    progress.cancel();
    assert!(compare_all(&corpus, &SimilaritySettings::default(), &progress).is_err());
}

#[test]
fn an_article_of_two_stories_is_in_both_clusters() {
    let story =
        |seed: usize| -> Vec<String> { (0..80).map(|word| format!("s{seed}w{}", word * (seed + 3) % 97)).collect() };
    let (one, other) = (story(1), story(2));
    let edited = |words: &[String], every: usize| -> String {
        let words = words.iter().enumerate();
        words.map(|(at, word)| if at % every == 0 { format!("x{every}y{at} ") } else { format!("{word} ") }).collect()
    };
    let texts = [
        edited(&one, 9),
        edited(&one, 11),
        edited(&one, 13),
        edited(&other, 9),
        edited(&other, 10),
        edited(&other, 12),
        format!("{}{}", edited(&one[..50], 14), edited(&other[..50], 15)),
    ];
    let corpus = corpus_of(&texts);
    let settings = SimilaritySettings::default();
    let matrix = matrix_of(&corpus, &settings);
    let clusters = cluster(&corpus, &matrix, &settings, &Progress::new()).unwrap();
    let documents: Vec<Vec<u32>> =
        clusters.clusters.iter().map(|cluster| cluster.documents.iter().map(|id| id.0).collect()).collect();
    assert_eq!(documents, [vec![0, 1, 2, 6], vec![3, 4, 5, 6]]);
    assert!(clusters.has_two_sources(DocumentId(6)) && !clusters.has_two_sources(DocumentId(0)));
}

/// Three dispatches, of which the second is kept 70 times and the third has a relative; and a text that is in nothing.
fn many_copies() -> Corpus {
    let dispatch = |letter: char| -> String {
        (0..60).map(|number| format!("{letter}{}", number % 50)).collect::<Vec<String>>().join(" ")
    };
    let mut texts = vec![dispatch('a'); 3];
    texts.extend(vec![dispatch('b'); 70]);
    texts.extend([dispatch('c'), format!("{} and {}", dispatch('c'), dispatch('b')), dispatch('d')]);
    corpus_of(&texts)
}

#[test]
fn of_many_copies_the_first_stands_for_the_others() {
    let corpus = many_copies();
    let settings = SimilaritySettings::default();
    let matrix = matrix_of(&corpus, &settings);
    let ids = |range: std::ops::Range<u32>| range.map(DocumentId).collect::<Vec<_>>();
    let partners =
        |of: u32| -> Vec<DocumentId> { matrix.row(DocumentId(of)).map(|pair| pair.other(DocumentId(of))).collect() };
    // All pairs of few copies; of many, those with the first, which has relatives as any other document has.
    assert_eq!(partners(0), ids(1..3));
    assert_eq!(partners(1), [DocumentId(0), DocumentId(2)]);
    assert_eq!(partners(3), [ids(4..73), ids(74..75)].concat());
    for copy in 4..73 {
        assert_eq!(partners(copy), ids(3..4));
        let pair = matrix.pair(DocumentId(3), DocumentId(copy)).unwrap();
        assert_eq!((pair.weighted_a_in_b, pair.jaccard, pair.longest_run.words), (1.0, 1.0, 60));
    }
    assert_eq!(matrix.left_out.copies, 69);

    let clusters = cluster(&corpus, &matrix, &settings, &Progress::new()).unwrap();
    let homes = |of: u32| &clusters.of_document[of as usize];
    assert!(clusters.of_document[75].is_empty());
    for copy in 4..73 {
        assert_eq!(homes(copy), homes(3));
        assert!(!homes(copy).is_empty());
    }
    let home = clusters.get(homes(3)[0]);
    assert!(home.duplicates.contains(&ids(3..73)), "{:?}", home.duplicates);
    assert_eq!(home.documents.len(), home.arranged.len());
}

#[test]
fn where_too_many_pairs_reach_the_threshold_it_is_raised() {
    let corpus = corpus_of(&random_texts(120, 5));
    let settings = |threshold| SimilaritySettings { threshold: Some(threshold), ..SimilaritySettings::default() };
    let index = Arc::new(SimilarityIndex::new(&corpus, &settings(0.3), &Progress::new()).unwrap());
    let at_most = |most| index.compare_at_most(most, &Progress::new()).unwrap();
    let all = at_most(usize::MAX);
    assert_eq!(all.left_out.asked_threshold, None);
    let most = all.pairs().len() / 2;
    let fewer = at_most(most);
    assert!(
        fewer.pairs().len() <= most && !fewer.pairs().is_empty(),
        "{} of {}",
        fewer.pairs().len(),
        all.pairs().len()
    );
    assert_eq!(fewer.left_out.asked_threshold, Some(all.threshold));
    assert!(fewer.threshold > all.threshold);
    // What is listed is what a person gets who chooses that threshold.
    assert_eq!(fewer.pairs(), matrix_of(&corpus, &settings(fewer.threshold)).pairs());
    // Texts that are wholly in others are listed however many they are.
    let whole = at_most(0);
    assert_eq!(whole.threshold, 1.0);
    assert!(whole.pairs().iter().all(|pair| pair.score(whole.measure) == 1.0) && !whole.pairs().is_empty());
}
