//! The comparison in the window: opened, stepped through, laid out in every way, on texts good and bad.

use std::fs;

use super::driver::*;

const LEFT: &str = "Council delays the vote on the harbour bridge\n\nMarch 4, 2019\n\nThe council of Aldermouth put off \
    its vote on the new harbour bridge on Monday after a long and noisy sitting.\n\nEngineers told the members that the \
    old bridge can carry lorries for two more winters.\n\nShopkeepers from the quay had asked for an earlier start, \
    because the works will close their street for nine months.";

const RIGHT: &str = "Harbour bridge vote is delayed\n\nMarch 5, 2019\n\nShopkeepers from the quay had asked for an \
    earlier start, because the works will close their street for nine months.\n\nThe council of Aldermouth put off its \
    vote on the new harbour bridge on Monday after a short and noisy sitting.\n\nEngineers told the members that the \
    old bridge can carry lorries for three more winters.";

/// The comparison of two texts, in front.
fn comparing(left: &str, right: &str) -> (tempfile::TempDir, Driven) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.txt"), left).expect("a file");
    fs::write(folder.path().join("b.txt"), right).expect("a file");
    let mut harness = window(Launch { paths: vec![folder.path().to_path_buf()], opens_sample: false });
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Compare)));
    (folder, harness)
}

#[test]
fn two_articles_alone_are_the_pair_and_the_earlier_stands_on_the_left() {
    let (_folder, mut harness) = comparing(RIGHT, LEFT);
    let (left, right) = state(&harness).selection.pair.expect("the only pair is chosen");
    assert_eq!((left.0, right.0), (1, 0), "the article of 4 March is b.txt");
    assert!(state(&harness).comparison().is_some());
    harness.get_by_label("Side by side");
    harness.key_press(Key::F7);
    settle(&mut harness);
    harness.get_by_label_contains("1 of ");
}

#[test]
fn every_way_to_lay_it_out_shows_both_texts() {
    let (_folder, mut harness) = comparing(LEFT, RIGHT);
    for mode in ["Inline", "Changes", "Side by side"] {
        harness.get_by_label(mode).click();
        settle(&mut harness);
        assert!(harness.query_all_by_label_contains("noisy sitting").next().is_some() || mode == "Changes", "{mode}");
    }
    harness.get_by_label("Hide equal").click();
    settle(&mut harness);
}

#[test]
fn sides_are_swapped_and_what_counts_as_equal_is_undone_by_name() {
    let (_folder, mut harness) = comparing(LEFT, RIGHT);
    let (left, right) = state(&harness).selection.pair.expect("a pair");
    harness.get_by_label("Swap left and right").click();
    settle(&mut harness);
    assert_eq!(state(&harness).selection.pair, Some((right, left)));
    let before = state(&harness).session.settings.alignment.ignores_punctuation;
    harness.get_by_label("Options").click();
    settle(&mut harness);
    harness.get_by_label("Ignore punctuation").click();
    settle(&mut harness);
    assert_ne!(state(&harness).session.settings.alignment.ignores_punctuation, before);
    assert_eq!(state(&harness).history.undo_name(), Some("change of what counts as equal"));
    harness.key_press(Key::Escape);
    harness.step();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Z]);
    settle(&mut harness);
    assert_eq!(state(&harness).session.settings.alignment.ignores_punctuation, before);
}

#[test]
fn texts_without_words_or_without_anything_are_compared_all_the_same() {
    for (left, right) in [("— … —", LEFT), (LEFT, LEFT), ("12 13 14", "12 13 15"), ("Ночью шёл снег.", LEFT)]
    {
        let (_folder, harness) = comparing(left, right);
        assert!(state(&harness).selection.pair.is_some(), "{left:.20}");
        assert!(state(&harness).comparison().is_some(), "{left:.20}");
        harness.get_by_label("Side by side");
    }
}

#[test]
fn one_sentence_of_a_megabyte_opens_and_is_painted_in_rows() {
    let long: String = (0..140_000u64).map(|number| format!("n{} ", number * number % 9973)).collect();
    let other = long.replacen("n100 ", "changed ", 3);
    let (_folder, mut harness) = comparing(&long, &other);
    let comparison = state(&harness).comparison().cloned().expect("it is aligned");
    assert!(comparison.alignment.sentences_a.iter().all(|sentence| sentence.len() <= 2_000));
    harness.key_press(Key::F7);
    settle(&mut harness);
    harness.get_by_label_contains("1 of ");
}
