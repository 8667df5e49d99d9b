//! Laws of what is listed, explained and put into clusters.

use std::sync::Arc;

use super::{corpus_of, matrix_of, random_texts};
use crate::corpus::{Corpus, Document, DocumentId};
use crate::progress::Progress;
use crate::similarity::*;

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
