//! Why a pair has its score, the options of the comparison, and a text from elsewhere.

use variorum::app::asked::Asked;
use variorum::app::command::{FileCommand, Modal};
use variorum::similarity::{Exclusions, Measure, SimilaritySettings};

use super::driver::*;

/// Selects the pair that shares most.
fn best_pair(harness: &mut Driven) {
    let index = state(harness).shown().pairs[0];
    let pair = state(harness).analysis.matrix.pairs()[index as usize];
    perform(harness, Command::Select(Select::Pair(pair.a, pair.b)));
}

#[test]
fn a_pair_is_explained_and_what_is_left_out_shows_at_once() {
    let mut harness = sample();
    best_pair(&mut harness);
    let explanation = state(&harness).explanation().expect("the pair is explained").clone();
    let (a, b) = state(&harness).selection.pair.expect("a pair is selected");
    assert_eq!(
        Some(&explanation.score.longest_run),
        state(&harness).analysis.matrix.pair(a, b).map(|pair| &pair.longest_run)
    );
    assert!(explanation.passages.is_sorted_by(|one, next| one.words >= next.words));
    let shortest = explanation.passages.last().expect("a passage is shared").words as usize;
    let exclusions = Exclusions { shorter_than_words: shortest + 1, ..Exclusions::default() };
    perform(&mut harness, Command::View(ViewCommand::Exclusions(exclusions)));
    let without = state(&harness).explanation().expect("the pair is explained");
    assert!(without.passages.len() < explanation.passages.len());
    assert!(without.passages.iter().all(|passage| passage.words as usize > shortest));
    assert_eq!(without.score, explanation.score);
    assert!(without.without.score(Measure::Containment) < explanation.score.score(Measure::Containment));
}

#[test]
fn a_pasted_text_is_found_where_it_stands() {
    let mut harness = sample();
    let id = state(&harness).shown().order[0];
    let text = state(&harness).analysis.corpus.get(id).text.clone();
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Against)));
    perform(&mut harness, Command::View(ViewCommand::Trace(Some(Asked::Text(text)))));
    let trace = state(&harness).trace().expect("it was looked for");
    assert_eq!(trace.matches.first().map(|found| found.document), Some(id));
    harness.get_by_label("Clear").click();
    settle(&mut harness);
    assert!(state(&harness).trace().is_none());
    // Words that stand nowhere are told as such.
    let nowhere = Asked::Text("Zwyx qurbled vonth mirrops".into());
    perform(&mut harness, Command::View(ViewCommand::Trace(Some(nowhere))));
    assert!(state(&harness).trace().is_some_and(|trace| trace.matches.is_empty()));
}

#[test]
fn whoever_comes_to_trace_a_text_can_paste_it_at_once() {
    let mut harness = sample();
    let id = state(&harness).shown().order[0];
    let text = state(&harness).analysis.corpus.get(id).text.to_string();
    keys(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    for _ in 0..2 {
        harness.event(egui::Event::Paste(text.clone()));
        settle(&mut harness);
        assert_eq!(
            state(&harness).trace().and_then(|trace| trace.matches.first()).map(|found| found.document),
            Some(id)
        );
        // And the next one after it.
        click(&mut harness, "Clear");
    }
}

#[test]
fn a_dropped_file_is_looked_for_where_that_pane_is_in_front() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut harness = sample();
    let id = state(&harness).shown().order[0];
    let path = folder.path().join("found.txt");
    std::fs::write(&path, state(&harness).analysis.corpus.get(id).text.as_bytes()).expect("a file can be written");
    let dropped =
        |harness: &Driven| variorum::app::views::drop_overlay::command_for(state(harness), vec![path.clone()]);
    assert!(matches!(dropped(&harness), Command::File(FileCommand::Open(_))));
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Against)));
    let command = dropped(&harness);
    perform(&mut harness, command);
    assert!(state(&harness).trace().is_some_and(|trace| trace.matches.iter().any(|found| found.document == id)));
    let missing = Asked::File(folder.path().join("gone.txt"));
    perform(&mut harness, Command::View(ViewCommand::Trace(Some(missing))));
    assert!(state(&harness).trace().is_some_and(|trace| trace.trouble.is_some()));
}

#[test]
fn the_options_of_the_comparison_are_used_and_undone() {
    let mut harness = sample();
    perform(&mut harness, Command::Show(Some(Modal::Similarity)));
    harness.get_by_label("Leave quotations out").click();
    settle(&mut harness);
    harness.get_by_label("Use these").click();
    settle(&mut harness);
    assert!(state(&harness).modal.is_none());
    assert!(state(&harness).analysis.settings.similarity.ignores_quotations);
    assert_eq!(state(&harness).history.undo_name(), Some("change of the comparison options"));
    perform(&mut harness, Command::Undo);
    assert!(!state(&harness).analysis.settings.similarity.ignores_quotations);
}

#[test]
fn what_is_left_out_is_told_in_both_directions_and_when_it_takes_everything() {
    let mut harness = sample();
    best_pair(&mut harness);
    assert!(harness.query_all_by_label_contains(" % → ").next().is_none());
    let all = Exclusions { shorter_than_words: 900, ..Exclusions::default() };
    perform(&mut harness, Command::View(ViewCommand::Exclusions(all)));
    for direction in ["1st in 2nd", "2nd in 1st"] {
        harness.get_by_label_contains(&format!("{direction} 9"));
    }
    assert_eq!(harness.query_all_by_label_contains(" % → 0 %").count(), 2);
    harness.get_by_label("No passage is left: what you leave out takes them all with it.");
}

#[test]
fn a_pair_is_told_by_the_measure_of_its_cell() {
    let mut harness = sample();
    best_pair(&mut harness);
    let (a, b) = state(&harness).selection.pair.expect("a pair is selected");
    let pair = *state(&harness).analysis.matrix.pair(a, b).expect("it is listed");
    for (measure, share) in
        [(Measure::WeightedContainment, pair.weighted_a_in_b), (Measure::Containment, pair.containment_a_in_b)]
    {
        perform(&mut harness, Command::View(ViewCommand::Measure(measure)));
        harness.get_by_label_contains(&format!("{:.0} % of the first is also in the second", share * 100.0));
        perform(&mut harness, Command::View(ViewCommand::OpenPair(a, b)));
        harness.get_by_label(&format!("{:.0} % of the left is also in the right", share * 100.0));
    }
}

#[test]
fn the_box_of_options_says_how_far_down_pairs_are_listed_and_what_is_too_common() {
    let mut harness = sample();
    perform(&mut harness, Command::Show(Some(Modal::Similarity)));
    let least = state(&harness).analysis.matrix.least_listed();
    harness.get_by_label_contains(&format!("here from {:.0} %", least * 100.0));
    // The box for leaving them out, and the head of their list.
    wait(&mut harness, "the recurring lines", |harness| {
        harness.query_all_by_label_contains("recurring line").count() == 2
    });
    harness.get_by_role_and_label(Role::SpinButton, "Shingles too common to search by").set_value_accesskit(30.0);
    settle(&mut harness);
    harness.get_by_label("Use these").click();
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.settings.similarity.frequent_shingle_limit, Some(30));
    assert_eq!(state(&harness).analysis.matrix.left_out.document_limit, 30);
    perform(&mut harness, Command::Show(Some(Modal::Similarity)));
    harness.get_by_label("Proposals").click();
    settle(&mut harness);
    harness.get_by_label("Use these").click();
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.settings.similarity, SimilaritySettings::default());
}

#[test]
fn what_the_settings_leave_out_of_all_pairs_can_be_counted_in_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let story = "The council of Lenn voted on Tuesday to close the old bridge over the river for two years of repair.";
    let caption = "Photo: Masons lower the keystone of the Lenn bridge into a barge at dawn.";
    for (name, end) in [("a.txt", "It opens again in spring."), ("b.txt", "Traders are not amused at all.")] {
        let text = format!("The bridge of Lenn\n\n{caption}\n\n{story} {end}\n");
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    let mut harness = window(Launch { paths: vec![folder.path().into()], opens_sample: false });
    assert!(state(&harness).analysis.settings.similarity.ignores_captions);
    best_pair(&mut harness);
    let words = |harness: &Driven| state(harness).explanation().expect("it is explained").passages[0].words;
    let captions = |harness: &Driven| state(harness).options.exclusions.captions;
    let before = words(&harness);
    for (chosen, count) in [(Some(false), before + 14), (None, before)] {
        click(&mut harness, "captions");
        wait(&mut harness, "the explanation", |harness| state(harness).explanation().is_some());
        assert_eq!((captions(&harness), words(&harness)), (chosen, count));
    }
    click(&mut harness, "For all pairs…");
    harness.get_by_label("Leave captions out");
}

#[test]
fn a_long_title_in_the_trace_leaves_room_for_who_published_it() {
    let mut harness =
        window_with([900.0, 700.0], Launch { opens_sample: true, ..Launch::default() }, Preferences::default());
    let text = "The Saint Orla was carrying 214 passengers and a crew of 17 when it struck a reef in thick fog";
    show(&mut harness, Pane::Against);
    perform(&mut harness, Command::View(ViewCommand::Trace(Some(Asked::Text(text.into())))));
    wait(&mut harness, "the answer", |harness| harness.query_by_label_contains("share text with").is_some());
    let mut asides = 0;
    for aside in harness.get_all_by_label_contains(", 8 Mar 2019").filter(|aside| aside.rect().left() > 270.0) {
        assert!(aside.rect().right() <= 900.0, "{:?}", aside.rect());
        asides += 1;
    }
    assert!(asides > 3);
}

#[test]
fn stories_are_listed_after_they_were_cut_otherwise() {
    let mut harness = sample();
    show(&mut harness, Pane::Clusters);
    let cards = |harness: &Driven| harness.query_all_by_label_contains("Rename").count();
    wait(&mut harness, "the stories", |harness| cards(harness) > 0);
    let before = state(&harness).shown().stories.len();
    for cut in [Some(0.0), None] {
        let similarity = SimilaritySettings { cluster_cut: cut, ..SimilaritySettings::default() };
        let settings = variorum::analysis::Settings { similarity, ..state(&harness).session.settings.clone() };
        let decision = variorum::app::command::Decision::Settings(Box::new(settings), "cut of the stories");
        perform(&mut harness, Command::Decide(decision));
        assert_eq!(
            state(&harness).shown().stories.len() == before,
            cut.is_none(),
            "another number of stories at {cut:?}"
        );
        assert!(cards(&harness) > 0, "they are listed at {cut:?}");
    }
}
