//! The main job: a folder opened, the matrix read, a pair compared, work kept.

use variorum::app::filter::{Filter, Search};
use variorum::app::shown::Grouping;
use variorum::similarity::OrderBy;

use super::driver::*;

#[test]
fn the_empty_window_offers_every_way_in() {
    let mut harness = window(Launch::default());
    harness.get_by_label("Open folder…");
    harness.get_by_label("Type a path");
    harness.get_by_label("Try the sample").click();
    settle(&mut harness);
    assert!(state(&harness).analysis.corpus.len() >= 30);
    assert_eq!(state(&harness).title(), "Sample – Variorum");
}

#[test]
fn a_path_that_is_not_there_is_said_in_words() {
    let harness = window(Launch { paths: vec!["/no/such/folder".into()], opens_sample: false });
    assert!(state(&harness).is_empty());
    let problem = state(&harness).problems.last().expect("a problem is kept");
    assert!(problem.summary.contains("/no/such/folder"), "{}", problem.summary);
}

#[test]
fn a_click_on_a_cell_selects_the_pair_and_enter_opens_the_diff() {
    let mut harness = sample();
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    let (a, b) = state(&harness).selection.pair.expect("a pair is selected");
    assert!(state(&harness).analysis.matrix.pair(a, b).is_some(), "the cell holds a listed pair");
    assert!(!state(&harness).layout.is_in_front(Pane::Compare));
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(state(&harness).layout.is_in_front(Pane::Compare));
    assert!(state(&harness).comparison().is_some());
}

#[test]
fn arrows_move_the_cursor_of_the_matrix() {
    let mut harness = sample();
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    let before = state(&harness).selection.pair.expect("a pair is selected");
    harness.key_press(Key::N);
    settle(&mut harness);
    let after = state(&harness).selection.pair.expect("a pair is selected");
    assert_ne!(before, after);
    assert!(state(&harness).analysis.matrix.pair(after.0, after.1).is_some(), "N goes from pair to pair");
}

#[test]
fn orders_are_permutations_of_what_is_shown() {
    let mut harness = sample();
    let count = state(&harness).analysis.corpus.len();
    for order in [OrderBy::Date, OrderBy::Outlet, OrderBy::Name, OrderBy::Cluster] {
        perform(&mut harness, Command::View(ViewCommand::Order(order)));
        let mut ids = state(&harness).shown().order.clone();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{order:?}");
    }
}

#[test]
fn the_threshold_leaves_only_pairs_at_or_above_it() {
    let mut harness = sample();
    let before = state(&harness).shown().pairs.len();
    perform(&mut harness, Command::View(ViewCommand::Threshold(0.6)));
    let state = state(&harness);
    let shown = &state.shown().pairs;
    assert!(shown.len() < before && !shown.is_empty());
    for &index in shown {
        assert!(state.analysis.matrix.pairs()[index as usize].score(state.options.measure) >= 0.6);
    }
}

#[test]
fn a_review_is_undone_by_its_name_and_made_again() {
    let mut harness = sample();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::U]);
    settle(&mut harness);
    let (a, b) = state(&harness).selection.pair.expect("the next pair to review");
    let is_reviewed = |harness: &Driven| state(harness).pair_note(a, b).is_some_and(|note| note.is_reviewed);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::D]);
    settle(&mut harness);
    assert!(is_reviewed(&harness));
    assert_eq!(state(&harness).history.undo_name(), Some("mark as reviewed"));
    assert_eq!(state(&harness).title(), "Sample* – Variorum");
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Z]);
    settle(&mut harness);
    assert!(!is_reviewed(&harness));
    assert!(!state(&harness).is_changed(), "undone to what was saved");
    harness.key_combination_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, &[Key::Z]);
    settle(&mut harness);
    assert!(is_reviewed(&harness));
}

#[test]
fn the_next_unreviewed_pair_is_another_one() {
    let mut harness = sample();
    let next = |harness: &mut Driven| {
        harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::U]);
        settle(harness);
        state(harness).selection.pair.expect("a pair")
    };
    let first = next(&mut harness);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::D]);
    settle(&mut harness);
    assert_ne!(next(&mut harness), first);
}

#[test]
fn one_filter_rules_every_view_and_one_click_clears_it() {
    let mut harness = sample();
    let all = state(&harness).shown().order.len();
    let outlet = state(&harness)
        .analysis
        .corpus
        .documents()
        .iter()
        .find_map(|document| document.metadata.outlet_name())
        .expect("an outlet is known")
        .to_owned();
    let filter = Filter { outlets: [outlet.clone()].into(), ..Filter::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(filter)));
    let now = state(&harness);
    let shown = now.shown();
    assert!(shown.order.len() < all && !shown.order.is_empty());
    for &id in &shown.order {
        assert_eq!(now.analysis.corpus.get(id).metadata.outlet_name(), Some(outlet.as_str()));
    }
    for &index in &shown.pairs {
        let pair = &now.analysis.matrix.pairs()[index as usize];
        assert!(shown.has(pair.a) && shown.has(pair.b));
    }
    harness.get_by_label("Clear").click();
    settle(&mut harness);
    assert_eq!(state(&harness).shown().order.len(), all);
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut harness = sample();
    let search = Search { text: "qzxqzx".into(), ..Search::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(Filter { search, ..Filter::default() })));
    assert!(state(&harness).shown().order.is_empty());
    assert!(harness.query_all_by_label("No article passes the filter.").next().is_some());
}

#[test]
fn every_grouping_lists_every_article_once() {
    use variorum::app::shown::ArticleRow;
    let mut harness = sample();
    let count = state(&harness).analysis.corpus.len();
    for grouping in Grouping::ALL {
        perform(&mut harness, Command::View(ViewCommand::Grouping(grouping)));
        let rows = &state(&harness).shown().rows;
        let articles = rows.iter().filter(|row| matches!(row, ArticleRow::Article(_))).count();
        assert_eq!(articles, count, "{grouping:?}");
    }
}

#[test]
fn the_palette_finds_a_command_by_its_words() {
    let mut harness = sample();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::P]);
    settle(&mut harness);
    harness.get_by(|node| node.role() == Role::TextInput && node.is_focused()).type_text("timel");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(state(&harness).modal.is_none());
    assert!(state(&harness).layout.is_in_front(Pane::Timeline));
}

#[test]
fn the_words_of_the_glossary_are_not_broken() {
    let mut harness = window(Launch::default());
    harness.key_press(Key::F1);
    settle(&mut harness);
    // The sentences took all the room, and "Quotations in common" stood in seven lines of three letters.
    let words = ["Containment", "Quotations in common", "Longest run"].map(|word| harness.get_by_label(word).rect());
    assert!(words.iter().all(|rect| rect.height() < 40.0), "{words:?}");
    // The box is as wide as its head.
    let close = harness.get_by_role_and_label(Role::Button, "Close").rect();
    let widest = harness.get_by_label_contains("Likeness of vocabulary").rect();
    assert!(widest.right() <= close.right(), "{widest:?} {close:?}");
}

#[test]
fn unsaved_work_is_asked_about() {
    let mut harness = sample();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::U]);
    settle(&mut harness);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::D]);
    settle(&mut harness);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::N]);
    settle(&mut harness);
    harness.get_by_label("Save your work first?");
    assert!(!state(&harness).is_empty(), "nothing is lost before the answer");
    harness.get_by_label("Do not save").click();
    settle(&mut harness);
    assert!(state(&harness).is_empty());
}

#[test]
fn a_session_is_saved_and_opened_again() {
    use variorum::app::command::FileCommand;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("work.variorum.ron");
    let mut harness = sample();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::U]);
    settle(&mut harness);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::D]);
    settle(&mut harness);
    let pair = state(&harness).selection.pair.expect("a pair");
    perform(&mut harness, Command::File(FileCommand::SaveAs(path.clone())));
    assert!(!state(&harness).is_changed());
    assert_eq!(state(&harness).title(), "work – Variorum");
    drop(harness);
    let harness = window(Launch { paths: vec![path], opens_sample: false });
    assert_eq!(state(&harness).selection.pair, Some(pair));
    assert!(state(&harness).pair_note(pair.0, pair.1).is_some_and(|note| note.is_reviewed));
    assert!(!state(&harness).is_changed());
}

#[test]
fn every_pane_opens_on_the_sample() {
    let mut harness = sample();
    let first = state(&harness).shown().order[0];
    perform(&mut harness, Command::Select(Select::Article(first)));
    for pane in Pane::ALL {
        perform(&mut harness, Command::View(ViewCommand::Pane(pane)));
        assert!(state(&harness).layout.is_in_front(pane));
        assert!(harness.query_all_by_label_contains(pane.label()).next().is_some());
    }
}

#[test]
fn nothing_is_repainted_at_rest() {
    let mut harness = sample();
    // `run` fails when the window asks to be painted for ever.
    harness.run();
}

#[test]
fn in_a_small_window_the_menus_are_whole() {
    // 1024 by 768 at 160 and at 200 %.
    for size in [[640.0, 480.0], [512.0, 384.0]] {
        let mut harness = window_with(size, Launch { opens_sample: true, ..Launch::default() }, Preferences::default());
        press(&mut harness, Key::Escape);
        let help = harness.get_by_label("Help").rect();
        let is_field = |role| matches!(role, Role::TextInput | Role::SearchInput);
        let mut named = harness.get_all_by_label("Search the corpus");
        let field = named.find(|node| is_field(node.accesskit_node().role())).expect("a field").rect();
        assert!(help.right() <= field.left(), "{size:?}: {help:?} under {field:?}");
        drop(named);
        click(&mut harness, "View");
        let last = "Reset colours, dates, size and panes";
        harness.get_by_label(last).scroll_to_me();
        settle(&mut harness);
        let rect = harness.get_by_label(last).rect();
        assert!(rect.top() >= 0.0 && rect.bottom() <= size[1], "{size:?}: {rect:?}");
        click(&mut harness, last);
        assert!(harness.query_by_label(last).is_none(), "it was chosen, and the menu is closed");
    }
}

#[test]
fn days_are_written_as_the_person_wants_everywhere_at_once() {
    use variorum::app::dates::{DateOrder, DateStyle};
    let mut harness = sample();
    perform(&mut harness, Command::View(ViewCommand::Grouping(Grouping::Date)));
    let read = |harness: &Driven| {
        ["7 Mar 2019", "Mar 7, 2019", "2019-03-07"].map(|day| harness.query_all_by_label_contains(day).next().is_some())
    };
    assert_eq!(read(&harness), [true, false, false]);
    for (order, expected) in
        [(DateOrder::MonthFirst, [false, true, false]), (DateOrder::YearFirst, [false, false, true])]
    {
        perform(&mut harness, Command::View(ViewCommand::Dates(DateStyle::Always(order))));
        assert_eq!(read(&harness), expected);
    }
    // The notes name articles with their days too, which were those of the exported file.
    let ferry = state(&harness).corpus.find("meridian-press/2019-03-07-ferry-strikes-reef.txt").expect("it is there");
    perform(&mut harness, Command::Decide(variorum::app::command::Decision::MarkArticle(ferry, true)));
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Notes)));
    for (order, day) in [(DateOrder::DayFirst, "7 Mar 2019"), (DateOrder::MonthFirst, "Mar 7, 2019")] {
        perform(&mut harness, Command::View(ViewCommand::Dates(DateStyle::Always(order))));
        settle(&mut harness);
        harness.get_by_label_contains(&format!("(Meridian Press, {day})"));
    }
}

#[test]
fn the_tab_in_front_is_in_sight_whole() {
    let launch = Launch { opens_sample: true, ..Launch::default() };
    let mut harness = window_with([1024.0, 700.0], launch, Preferences::default());
    let assert_in_sight = |harness: &Driven, name: &str| {
        let tab = harness.get_by_role_and_label(Role::Button, name).rect();
        // Between the list of articles and the inspector.
        let room = 250.0..=harness.get_by_label("Nothing selected").rect().left();
        assert!(room.contains(&tab.left()) && room.contains(&tab.right()), "{name} at {tab:?} in {room:?}");
        assert!(tab.width() > 30.0, "{name} at {tab:?}");
    };
    show(&mut harness, Pane::Compare);
    // The inspector takes room from the tabs, and "Compare" would be cut off by its edge.
    perform(&mut harness, Command::View(ViewCommand::ToggleInspector));
    for (pane, name) in [(Pane::Compare, "Compare"), (Pane::Problems, "Files"), (Pane::Matrix, "Matrix")] {
        show(&mut harness, pane);
        assert_in_sight(&harness, name);
    }
    // The keyboard brings tabs into sight as well.
    harness.get_by_role_and_label(Role::Button, "Notes").focus();
    settle(&mut harness);
    assert_in_sight(&harness, "Notes");
}
