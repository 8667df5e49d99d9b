//! Why a pair has its score, the options of the comparison, and a text from elsewhere.

use variorum::app::asked::Asked;
use variorum::app::command::{FileCommand, Modal};
use variorum::similarity::{Exclusions, Measure};

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
