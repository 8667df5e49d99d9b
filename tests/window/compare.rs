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
fn beside_the_inspector_of_a_small_window_the_tools_leave_room_for_the_text() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.txt"), LEFT).expect("a file");
    fs::write(folder.path().join("b.txt"), RIGHT).expect("a file");
    let launch = Launch { paths: vec![folder.path().to_path_buf()], opens_sample: false };
    let mut harness = window_with([1024.0, 768.0], launch, Preferences::default());
    show(&mut harness, Pane::Compare);
    let top = |harness: &Driven| harness.get_by_label_contains(": Council delays").rect().top();
    let before = top(&harness);
    perform(&mut harness, Command::View(ViewCommand::ToggleInspector));
    let by = top(&harness) - before;
    assert!(by < 40.0, "the text went down by {by} points");
    // What has no room beside the options is among them.
    assert!(harness.query_by_label("Swap left and right").is_none());
    let (left, right) = state(&harness).selection.pair.expect("a pair");
    click(&mut harness, "Options");
    click(&mut harness, "Swap left and right");
    assert_eq!(state(&harness).selection.pair, Some((right, left)));
}

#[test]
fn what_only_one_side_has_is_not_called_reworded() {
    let body = "The ferry left the harbour at noon with two hundred on board, and nobody on the quay saw the fog.";
    let (left, right) =
        (format!("Night ferry halted\n\nBy our staff\n\n{body}"), format!("Night ferry stopped\n\n{body}"));
    let (_folder, mut harness) = comparing(&left, &right);
    harness.get_by_label("Left, only here: By our staff");
    click(&mut harness, "Inline");
    harness.get_by_label("Both, left out or put in: By our staff");
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

/// Three versions of one story, of which the second is the earliest.
const VERSIONS: [(&str, &str, &str); 3] =
    [("a.txt", "March 5, 2019", "short"), ("b.txt", "March 4, 2019", "long"), ("c.txt", "March 6, 2019", "stormy")];

fn story() -> (tempfile::TempDir, Driven) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, date, word) in VERSIONS {
        let text = LEFT.replace("March 4, 2019", date).replace("long", word);
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let harness = window(Launch { paths: vec![folder.path().to_path_buf()], opens_sample: false });
    (folder, harness)
}

fn pair(harness: &Driven) -> Option<(u32, u32)> {
    state(harness).selection.pair.map(|(left, right)| (left.0, right.0))
}

#[test]
fn one_key_walks_through_the_versions_of_a_story_in_order_of_time() {
    let (_folder, mut harness) = story();
    let [a, b, c] = [0, 1, 2].map(variorum::corpus::DocumentId);
    perform(&mut harness, Command::View(ViewCommand::OpenPair(b, a)));
    harness.get_by_label("version 1 of 2");
    // The base stays; after the last one comes the first again.
    for (key, right) in [(Key::ArrowRight, c), (Key::ArrowRight, a), (Key::ArrowLeft, c)] {
        keys(&mut harness, Modifiers::ALT, key);
        assert_eq!(state(&harness).selection.pair, Some((b, right)));
    }
    harness.get_by_label("version 2 of 2");
}

#[test]
fn any_version_is_put_at_either_side_and_changes_places_with_the_one_that_is_there() {
    let (_folder, mut harness) = story();
    let [a, b, c] = [0, 1, 2].map(variorum::corpus::DocumentId);
    perform(&mut harness, Command::View(ViewCommand::OpenPair(b, a)));
    click(&mut harness, "version 1 of 2");
    let title = state(&harness).analysis.corpus.get(c).title().to_owned();
    // All three have one title; they stand in order of time: b, a, c.
    let at = |harness: &Driven, side: &str, place: usize| {
        let label = format!("{title} at the {side}");
        harness.query_all_by_label(&label).nth(place).expect("a version of three").rect().center()
    };
    let last = at(&harness, "right", 2);
    click_at(&mut harness, last);
    assert_eq!(pair(&harness), Some((1, 2)));
    let last = at(&harness, "left", 2);
    click_at(&mut harness, last);
    assert_eq!(pair(&harness), Some((2, 1)), "left and right change places");
}

#[test]
fn words_are_found_in_both_articles_one_after_another() {
    let (_folder, mut harness) = comparing(LEFT, RIGHT);
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    harness.event(egui::Event::Text("lorries".to_owned()));
    settle(&mut harness);
    harness.get_by_label("1 of 2 (1 left, 1 right)");
    keys(&mut harness, Modifiers::NONE, Key::F3);
    harness.get_by_label("2 of 2 (1 left, 1 right)");
    harness.event(egui::Event::Text("zz".to_owned()));
    settle(&mut harness);
    harness.get_by_label("Not found");
}

#[test]
fn what_is_equal_is_folded_with_its_count_and_unfolds() {
    let equal: String = (1..9).map(|number| format!("Sentence {number} stays just as it was written. ")).collect();
    let (left, right) = (format!("{equal}Then it rained all night."), format!("{equal}Then it snowed all night."));
    let (_folder, mut harness) = comparing(&left, &right);
    click(&mut harness, "Hide equal");
    let [left, right] = ["Left", "Right"].map(|side| format!("{side}: Sentence 4 stays just as it was written."));
    assert!(harness.query_by_label(&left).is_none());
    // Eight are equal, of which the last stands beside the change; each has eight words.
    click(&mut harness, "7 sentences the same, 56 words");
    harness.get_by_label(&left);
    harness.get_by_label(&right);
}

#[test]
fn a_moved_passage_is_named_and_a_click_goes_to_its_other_half() {
    let middle: String =
        (1..90).map(|number| format!("Line {number} says that number {number} came in.\n\n")).collect();
    let moved = "Shopkeepers from the quay had asked for an earlier start of the works on the harbour bridge.";
    let (left, right) = (format!("{moved}\n\n{middle}"), format!("{middle}{moved}"));
    let (_folder, mut harness) = comparing(&left, &right);
    let place = harness.get_by_label(&format!("Left, moved: {moved}")).rect();
    assert!(harness.query_by_label(&format!("Right, moved: {moved}")).is_none(), "it is far below");
    click_at(&mut harness, place.left_top() + egui::vec2(40.0, 8.0));
    wait(&mut harness, "the other half", |harness| harness.query_by_label(&format!("Right, moved: {moved}")).is_some());
    harness.get_by_label("1 of 1 move");
}

#[test]
fn a_word_that_is_clicked_twice_is_looked_for_in_all_articles() {
    let (_folder, mut harness) = comparing(LEFT, RIGHT);
    let place = harness.get_by_label_contains("Left, reworded: Engineers").rect();
    let at = place.left_top() + egui::vec2(20.0, 8.0);
    harness.event(egui::Event::PointerMoved(at));
    harness.step();
    for pressed in [true, false, true, false] {
        let modifiers = Modifiers::NONE;
        harness.event(egui::Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
        harness.step();
    }
    settle(&mut harness);
    assert_eq!(state(&harness).filter.search.text, "Engineers");
    assert!(state(&harness).layout.is_in_front(Pane::Search));
}

#[test]
fn text_is_selected_over_rows_of_one_article_alone() {
    let (_folder, mut harness) = comparing(LEFT, RIGHT);
    let first = harness.get_by_label_contains("Left, reworded: The council").rect();
    let last = harness.get_by_label_contains("Left, reworded: Engineers").rect();
    let drag = [(first.left_top() + egui::vec2(2.0, 8.0), true), (last.right_bottom() - egui::vec2(2.0, 6.0), false)];
    for (pos, pressed) in drag {
        harness.event(egui::Event::PointerMoved(pos));
        harness.step();
        let modifiers = Modifiers::NONE;
        harness.event(egui::Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
        harness.step();
    }
    harness.event(egui::Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("something is copied");
    assert!(copied.starts_with("The council") && copied.contains("two more winters"), "{copied}");
    assert!(!copied.contains("short and noisy"), "{copied}");
}

#[test]
fn in_a_low_window_a_pair_is_still_marked_as_reviewed() {
    let launch = Launch { opens_sample: true, ..Launch::default() };
    let mut harness = window_with([640.0, 400.0], launch, Preferences::default());
    let shown = &state(&harness).shown().pairs;
    let pair = &state(&harness).analysis.matrix.pairs()[shown[0] as usize];
    let (a, b) = (pair.a, pair.b);
    perform(&mut harness, Command::View(ViewCommand::OpenPair(a, b)));
    settle(&mut harness);
    click(&mut harness, "Reviewed");
    assert!(state(&harness).pair_note(a, b).is_some_and(|note| note.is_reviewed));
}
