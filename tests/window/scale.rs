//! Measure, threshold and order while articles and options change.

use std::path::Path;

use variorum::analysis::Settings;
use variorum::app::command::{Decision, FileCommand, Modal};
use variorum::similarity::{Measure, OrderBy, SimilaritySettings};

use super::driver::*;

fn shown_pairs(harness: &Driven) -> usize {
    state(harness).shown().pairs.len()
}

fn listed_pairs(harness: &Driven) -> usize {
    state(harness).analysis.matrix.pairs().len()
}

fn decide(harness: &mut Driven, similarity: SimilaritySettings) {
    let settings = Settings { similarity, ..state(harness).session.settings.clone() };
    perform(harness, Command::Decide(Decision::Settings(Box::new(settings), "change of the comparison options")));
}

/// Three reports of one story, each shorter than the one before, and one of another.
fn write_story(folder: &Path) {
    let story = [
        "The council of Lenn voted on Tuesday to close the old bridge over the river for two years of repair.",
        "Traders on the left bank fear for their customers, and have asked the mayor for a ferry that costs nothing.",
        "The mayor said that a ferry had been thought of, and that the county would pay for it from May to October.",
    ];
    for (name, sentences) in [("m1.txt", 3), ("m2.txt", 2), ("m3.txt", 1)] {
        std::fs::write(folder.join(name), story[..sentences].join(" ")).expect("a file can be written");
    }
    let other =
        "A seal slept on the quay of Port Ansel through the whole of the fair, and woke when the band had left.";
    std::fs::write(folder.join("m4.txt"), other).expect("a file can be written");
}

#[test]
fn another_measure_hides_no_pair_that_is_listed() {
    let mut harness = sample();
    let all = listed_pairs(&harness);
    assert_eq!(shown_pairs(&harness), all);
    for measure in Measure::ALL.into_iter().rev() {
        perform(&mut harness, Command::View(ViewCommand::Measure(measure)));
        assert_eq!(shown_pairs(&harness), all, "{measure:?}");
    }
    assert_eq!(state(&harness).options.threshold, state(&harness).analysis.matrix.least_listed());
}

#[test]
fn a_lower_score_in_the_options_shows_more_at_once() {
    let mut harness = sample();
    let high = SimilaritySettings { threshold: Some(0.6), ..SimilaritySettings::default() };
    decide(&mut harness, high);
    let few = shown_pairs(&harness);
    assert_eq!(few, listed_pairs(&harness));
    decide(&mut harness, SimilaritySettings { threshold: Some(0.05), ..SimilaritySettings::default() });
    assert!(shown_pairs(&harness) > few);
    assert_eq!(shown_pairs(&harness), listed_pairs(&harness), "the scale goes down with the list");
    perform(&mut harness, Command::Undo);
    assert_eq!(shown_pairs(&harness), few);
    // By another measure the list has another scale.
    decide(&mut harness, SimilaritySettings { measure: Measure::Jaccard, ..SimilaritySettings::default() });
    assert_eq!(state(&harness).options.measure, Measure::Jaccard);
    assert_eq!(shown_pairs(&harness), listed_pairs(&harness));
}

#[test]
fn files_that_are_added_leave_threshold_measure_and_order_as_they_were_chosen() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_story(folder.path());
    let mut harness = window(Launch { paths: vec![folder.path().into()], opens_sample: false });
    let alike = state(&harness).analysis.corpus.find("m2.txt").expect("it was read");
    for command in [
        ViewCommand::Measure(Measure::Cosine),
        ViewCommand::Threshold(0.9),
        ViewCommand::Order(OrderBy::SimilarityTo(alike)),
    ] {
        perform(&mut harness, Command::View(command));
    }
    let more = tempfile::tempdir().expect("a temporary folder");
    // It comes before all others, so that each has another number.
    let path = more.path().join("a.txt");
    std::fs::write(&path, "Nothing of this stands in any other text of theirs.").expect("a file can be written");
    perform(&mut harness, Command::File(FileCommand::Add(vec![path])));
    let state = state(&harness);
    assert_eq!(state.analysis.corpus.len(), 5);
    assert_eq!((state.options.measure, state.options.threshold), (Measure::Cosine, 0.9));
    let now = state.analysis.corpus.find("m2.txt").expect("it is still there");
    assert_ne!(now, alike, "the test is of an article with another number");
    assert_eq!(state.options.order, OrderBy::SimilarityTo(now));
    assert_eq!(state.shown().order[0], now);
}

#[test]
fn other_articles_begin_with_everything_that_is_listed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_story(folder.path());
    let mut harness = sample();
    perform(&mut harness, Command::View(ViewCommand::Measure(Measure::Cosine)));
    perform(&mut harness, Command::View(ViewCommand::Threshold(0.95)));
    perform(&mut harness, Command::File(FileCommand::Open(vec![folder.path().into()])));
    assert_eq!(state(&harness).options.measure, Measure::default());
    assert_eq!(shown_pairs(&harness), listed_pairs(&harness));
}

#[test]
fn the_line_at_the_bottom_counts_what_the_filter_leaves() {
    let mut harness = sample();
    harness.get_by_label_contains("47 articles  ·  ");
    let story = state(&harness).shown().stories[0].id;
    let filter = variorum::app::filter::Filter { cluster: Some(story), ..Default::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(filter)));
    let shown = state(&harness).shown();
    let line = format!("{} of 47 articles  ·  {} of ", shown.order.len(), shown.pairs.len());
    harness.get_by_label_contains(&line);
}

#[test]
fn the_help_can_be_read_in_a_small_window() {
    for width in [720.0, 1024.0] {
        let launch = Launch { opens_sample: true, ..Launch::default() };
        let mut harness = window_with([width, 768.0], launch, Preferences::default());
        perform(&mut harness, Command::Show(Some(Modal::Help)));
        for word in ["Weighted containment", "Quotations in common", "containment.ab > 80%"] {
            let tallest = harness.get_all_by_label(word).map(|label| label.rect().height()).fold(0.0, f32::max);
            assert!(tallest < 24.0, "{word} is {tallest} high in a window of {width}");
        }
        // What is longest reaches as far as the button at the right, and no further.
        let end = harness.get_by_role_and_label(Role::Button, "Close").rect().right();
        let longest = harness.get_by_label_contains("They share a row of 30 words").rect().right();
        assert!(longest <= end + 1.0, "{longest} beyond {end} in a window of {width}");
    }
}
