//! Tables, stories, search, filter and reader of the window, driven as a person would: by names, clicks and keys.

use variorum::app::command::Go;
use variorum::app::filter::{Filter, Search};
use variorum::app::shown::HitRow;
use variorum::corpus::DocumentId;

use super::driver::*;

/// A window with the sample, wide enough for every column.
fn wide() -> Driven {
    window_with([2200.0, 900.0], Launch { opens_sample: true, ..Launch::default() }, Preferences::default())
}

/// Types into the field of this name.
fn type_into(harness: &mut Driven, name: &str, text: &str) {
    let field = |harness: &Driven| {
        let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SearchInput);
        let mut all = harness.get_all_by_label(name).filter(|node| is_field(node.accesskit_node().role()));
        all.next().expect("a field").rect().center()
    };
    let at = field(harness);
    click_at(harness, at);
    harness.event(eframe::egui::Event::Text(text.to_owned()));
    settle(harness);
}

/// The rows of the table in sight, as a screen reader hears them.
fn rows(harness: &Driven) -> Vec<String> {
    harness.get_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label()).collect()
}

fn scores(state: &State) -> Vec<f64> {
    let pairs = state.analysis.matrix.pairs();
    state.shown().table().iter().map(|&index| pairs[index as usize].score(state.options.measure)).collect()
}

#[test]
fn a_click_on_a_head_sorts_and_another_turns_it_around() {
    let mut harness = wide();
    show(&mut harness, Pane::Pairs);
    assert!(scores(state(&harness)).is_sorted_by(|one, next| one >= next), "best first");
    click(&mut harness, "Sort by Score, largest first now");
    assert!(scores(state(&harness)).is_sorted(), "turned around");
    click(&mut harness, "Sort by Run");
    let now = state(&harness);
    let run = |index: &u32| now.analysis.matrix.pairs()[*index as usize].longest_run.words;
    let runs: Vec<u32> = now.shown().table().iter().map(run).collect();
    assert!(runs.is_sorted_by(|one, next| one >= next), "longest first");
    harness.get_by_label("Sort by Run, largest first now");
}

#[test]
fn an_expression_filters_every_view_and_a_wrong_one_says_why() {
    let mut harness = wide();
    show(&mut harness, Pane::Pairs);
    let before = state(&harness).shown().pairs.len();
    type_into(&mut harness, "Filter pairs", "score > 0.7");
    let after = scores(state(&harness));
    assert!(!after.is_empty() && after.len() < before);
    assert!(after.iter().all(|score| *score > 0.7));
    assert!(harness.query_all_by_label_contains("pairs: score > 0.7").next().is_some(), "a chip");
    type_into(&mut harness, "Filter pairs", " contanment > 0.5");
    harness.get_by_label_contains("did you mean “containment”?");
    assert_eq!(scores(state(&harness)).len(), after.len(), "the last one that was right stays in force");
    click(&mut harness, "Clear");
    assert_eq!(state(&harness).shown().pairs.len(), before);
}

#[test]
fn the_table_of_pairs_goes_by_keyboard_alone() {
    let mut harness = wide();
    show(&mut harness, Pane::Pairs);
    assert!(!rows(&harness).is_empty());
    harness.get_by(|node| node.role() == Role::Table).focus();
    settle(&mut harness);
    let pair_at = |harness: &Driven, row: usize| {
        let state = state(harness);
        let pair = &state.analysis.matrix.pairs()[state.shown().table()[row] as usize];
        Some((pair.a, pair.b))
    };
    press(&mut harness, Key::ArrowDown);
    assert_eq!(state(&harness).selection.pair, pair_at(&harness, 0));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(state(&harness).selection.pair, pair_at(&harness, 1));
    press(&mut harness, Key::End);
    let last = state(&harness).shown().pairs.len() - 1;
    assert_eq!(state(&harness).selection.pair, pair_at(&harness, last));
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Space);
    let (a, b) = state(&harness).selection.pair.expect("a pair");
    assert!(state(&harness).pair_note(a, b).is_some_and(|note| note.is_reviewed), "Space marks it");
    harness.get_by_label_contains("1 of ");
    press(&mut harness, Key::N);
    assert_ne!(state(&harness).selection.pair, Some((a, b)), "N goes on to the next");
    press(&mut harness, Key::Enter);
    assert!(state(&harness).layout.is_in_front(Pane::Compare), "Enter opens the diff");
}

#[test]
fn progress_counts_what_is_reviewed_and_undo_takes_it_back() {
    let mut harness = wide();
    show(&mut harness, Pane::Pairs);
    let all = state(&harness).shown().reviewed.of;
    click(&mut harness, "Next to review");
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::D]);
    settle(&mut harness);
    assert_eq!((state(&harness).shown().reviewed.done, state(&harness).shown().reviewed.of), (1, all));
    click(&mut harness, "Only not reviewed");
    assert_eq!(state(&harness).shown().pairs.len(), all - 1);
    assert_eq!(state(&harness).shown().reviewed.done, 1, "what is done still counts");
    perform(&mut harness, Command::Undo);
    assert_eq!(state(&harness).shown().reviewed.done, 0);
    assert_eq!(state(&harness).shown().pairs.len(), all);
}

#[test]
fn a_story_is_renamed_and_undo_gives_it_its_own_name_again() {
    let mut harness = wide();
    show(&mut harness, Pane::Clusters);
    let names = |harness: &Driven| {
        let state = state(harness);
        let name = |story: &variorum::app::shown::Story| {
            variorum::app::about::cluster_name(&state.analysis, &state.session, story.id)
        };
        state.shown().stories.iter().map(name).collect::<Vec<_>>()
    };
    let own = names(&harness);
    let link = harness.get_all_by_label("Rename").next().expect("a card").rect().center();
    click_at(&mut harness, link);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::A]);
    harness.event(eframe::egui::Event::Text("Kerry in Sochi".to_owned()));
    settle(&mut harness);
    press(&mut harness, Key::Enter);
    assert!(names(&harness).iter().any(|name| name == "Kerry in Sochi"), "{:?}", names(&harness));
    assert_eq!(state(&harness).history.undo_name(), Some("name of a story"));
    perform(&mut harness, Command::Undo);
    assert_eq!(names(&harness), own);
}

#[test]
fn a_story_is_read_in_order_of_time() {
    let mut harness = wide();
    let story = state(&harness).shown().stories.iter().find(|story| story.articles.len() > 2).expect("one").clone();
    perform(&mut harness, Command::View(ViewCommand::ReadStory(story.id)));
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
    assert_eq!(state(&harness).selection.article, Some(story.articles[0]));
    click(&mut harness, "Next article (Alt+Down)");
    assert_eq!(state(&harness).selection.article, Some(story.articles[1]));
    for _ in 0..story.articles.len() {
        perform(&mut harness, Command::Go(Go::Article(variorum::app::command::Direction::Next)));
    }
    assert_eq!(state(&harness).selection.article, story.articles.last().copied(), "it ends at its end");
    perform(&mut harness, Command::View(ViewCommand::LeaveStory));
    assert_eq!(state(&harness).reading_list().len(), state(&harness).analysis.corpus.len());
}

#[test]
fn a_hit_of_the_search_opens_the_reader_there() {
    let mut harness = wide();
    let search = Search { text: "the".into(), is_whole_word: true, ..Search::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(Filter { search, ..Filter::default() })));
    show(&mut harness, Pane::Search);
    let hits = &state(&harness).shown().hits;
    let summed: usize = hits.articles().iter().map(|article| article.count).sum();
    assert!(hits.total() > 0 && hits.total() == summed);
    let Some(HitRow::Hit(id, span, _)) = hits.row(2) else { panic!("the second hit of the first article") };
    let list = harness.get_by(|node| node.role() == Role::Table);
    list.focus();
    settle(&mut harness);
    for _ in 0..3 {
        press(&mut harness, Key::ArrowDown);
    }
    assert_eq!(state(&harness).selection.place, Some((id, span)), "the cursor shows it in every view");
    press(&mut harness, Key::Enter);
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
    assert_eq!(state(&harness).selection.article, Some(id));
    assert!(span.slice(&state(&harness).analysis.corpus.get(id).text).eq_ignore_ascii_case("the"));
}

#[test]
fn the_switches_of_the_search_change_what_is_found() {
    let mut harness = wide();
    show(&mut harness, Pane::Search);
    let search = Search { text: "may".into(), ..Search::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(Filter { search, ..Filter::default() })));
    let total = |harness: &Driven| state(harness).shown().hits.total();
    let any = total(&harness);
    // The bar at the top has the same switches; the pane's come last.
    let last = harness.get_all_by_label("Whole words only").last().expect("a switch").rect().center();
    click_at(&mut harness, last);
    assert!(state(&harness).filter.search.is_whole_word);
    assert!(total(&harness) <= any);
    let filter =
        Filter { search: Search { text: "(".into(), is_regex: true, ..Search::default() }, ..Filter::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(filter)));
    assert!(harness.query_all_by_label_contains("not a valid regular expression").next().is_some());
    assert_eq!(state(&harness).shown().order.len(), state(&harness).analysis.corpus.len(), "it filters nothing");
}

#[test]
fn find_in_the_article_counts_and_goes_around() {
    let mut harness = wide();
    let first = state(&harness).shown().order[0];
    perform(&mut harness, Command::View(ViewCommand::OpenArticle(first)));
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::F]);
    settle(&mut harness);
    harness.event(eframe::egui::Event::Text("the".to_owned()));
    settle(&mut harness);
    let text = state(&harness).analysis.corpus.get(first).text.to_lowercase();
    let count = text.matches("the").count();
    harness.get_by_label(&format!("1 of {count}"));
    harness.key_combination_modifiers(Modifiers::SHIFT, &[Key::F3]);
    settle(&mut harness);
    harness.get_by_label(&format!("{count} of {count}"));
    press(&mut harness, Key::F3);
    harness.get_by_label(&format!("1 of {count}"));
}

#[test]
fn the_margin_says_where_a_passage_stands_too() {
    let mut harness = wide();
    let now = state(&harness);
    let best = &now.analysis.matrix.pairs()[now.shown().pairs[0] as usize];
    let id = best.a;
    perform(&mut harness, Command::View(ViewCommand::OpenArticle(id)));
    settle(&mut harness);
    let said = harness.get_all_by_label_contains("Passage in ").next().expect("a passage in the margin");
    let label = said.accesskit_node().label().expect("a name");
    assert!(label.contains("other") && label.contains("first"), "{label}");
}

#[test]
fn the_table_of_articles_lists_every_article_and_opens_them() {
    let mut harness = wide();
    show(&mut harness, Pane::Articles);
    click(&mut harness, "Sort by Words");
    assert!(rows(&harness).len() > 10);
    harness.get_by(|node| node.role() == Role::Table).focus();
    settle(&mut harness);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    let chosen = state(&harness).selection.article.expect("an article below the head of its group");
    press(&mut harness, Key::Enter);
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
    assert_eq!(state(&harness).selection.article, Some(chosen));
}

#[test]
fn a_note_is_kept_when_something_else_is_selected() {
    let mut harness = wide();
    let (a, b) = {
        let now = state(&harness);
        let pair = &now.analysis.matrix.pairs()[now.shown().pairs[0] as usize];
        (pair.a, pair.b)
    };
    perform(&mut harness, Command::Select(Select::Pair(a, b)));
    type_into(&mut harness, "Note on the pair", "Same agency copy");
    perform(&mut harness, Command::Go(Go::Pair(variorum::app::command::Direction::Next)));
    let kept = state(&harness).pair_note(a, b).map(|note| note.note.clone());
    assert_eq!(kept.as_deref(), Some("Same agency copy"));
    perform(&mut harness, Command::Undo);
    assert!(state(&harness).pair_note(a, b).is_none());
}

#[test]
fn nothing_is_repainted_at_rest_in_any_pane() {
    let mut harness = wide();
    let first = state(&harness).shown().order[0];
    perform(&mut harness, Command::Select(Select::Article(first)));
    for pane in [Pane::Pairs, Pane::Clusters, Pane::Articles, Pane::Search, Pane::Reader] {
        show(&mut harness, pane);
        // `run` fails when the window asks to be painted for ever.
        harness.run();
    }
}

#[test]
fn the_choice_of_columns_outlives_the_window_until_a_reset() {
    let mut harness = wide();
    show(&mut harness, Pane::Pairs);
    assert!(harness.query_by_label("Sort by Jaccard").is_none());
    click(&mut harness, "Columns");
    click(&mut harness, "Jaccard");
    click(&mut harness, "Apart");
    harness.get_by_label("Sort by Jaccard");
    let written = ron::to_string(&state(&harness).preferences).expect("can be written");
    let kept = || ron::from_str::<Preferences>(&written).expect("what was written can be read");
    let mut harness = window_with([2200.0, 900.0], Launch { opens_sample: true, ..Launch::default() }, kept());
    show(&mut harness, Pane::Pairs);
    harness.get_by_label("Sort by Jaccard");
    assert!(harness.query_by_label("Sort by Apart").is_none());
    perform(&mut harness, Command::View(ViewCommand::Reset));
    show(&mut harness, Pane::Pairs);
    harness.get_by_label("Sort by Apart");
    assert!(harness.query_by_label("Sort by Jaccard").is_none());
}

#[test]
fn the_list_of_articles_is_one_stop_and_goes_by_keyboard() {
    let mut harness = sample();
    let listed: Vec<_> = state(&harness).reading_list();
    let list = |harness: &Driven| harness.get_by_label("Articles, in groups").rect();
    harness.get_by_label("Articles, in groups").focus();
    settle(&mut harness);
    let chosen = |harness: &Driven| state(harness).selection.article;
    press(&mut harness, Key::ArrowDown);
    assert_eq!(chosen(&harness), Some(listed[0]), "below the head of its group");
    for &id in &listed[1..] {
        press(&mut harness, Key::ArrowDown);
        assert_eq!(chosen(&harness), Some(id));
        let title = state(&harness).analysis.corpus.get(id).title().to_owned();
        let mut rows = harness.get_all_by_role(Role::ListItem);
        let is_it = |label: String| label.starts_with(&title);
        let is_in_sight = rows
            .any(|row| row.accesskit_node().label().is_some_and(is_it) && list(&harness).contains(row.rect().center()));
        assert!(is_in_sight, "{title} is in sight");
    }
    press(&mut harness, Key::Home);
    assert_eq!(chosen(&harness), listed.first().copied());
    press(&mut harness, Key::Enter);
    assert!(state(&harness).layout.is_in_front(Pane::Reader), "Enter opens it");
    // One stop: the next is something else than an article.
    press(&mut harness, Key::Tab);
    let has_focus = harness.get_all_by_role(Role::ListItem).any(|row| row.accesskit_node().is_focused());
    assert!(!has_focus);
}

#[test]
fn a_list_of_the_inspector_is_one_stop_and_goes_by_arrows() {
    let mut harness = sample();
    let analysis = &state(&harness).analysis;
    let most = (0..analysis.corpus.len() as u32).map(DocumentId).max_by_key(|id| analysis.matrix.row(*id).len());
    let most = most.expect("the sample has articles");
    perform(&mut harness, Command::Select(Select::Article(most)));
    settle(&mut harness);
    // What is alike stands with its share.
    let is_share = |label: String| label.ends_with('%');
    let labels = |harness: &Driven, is_focused: bool| -> Vec<String> {
        let rows =
            harness.get_all_by_role(Role::ListItem).filter(|row| !is_focused || row.accesskit_node().is_focused());
        rows.filter_map(|row| row.accesskit_node().label()).filter(|label| is_share(label.clone())).collect()
    };
    let listed = labels(&harness, false);
    assert!(listed.len() > 1, "{listed:?}");
    harness.get_by_label(&listed[0]).focus();
    harness.step();
    for label in &listed[1..] {
        press(&mut harness, Key::ArrowDown);
        assert_eq!(labels(&harness, true), [label.as_str()]);
    }
    let last = listed.last().cloned();
    press(&mut harness, Key::Tab);
    assert_eq!(labels(&harness, true), [""; 0], "the Tab key leaves the list");
    keys(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(labels(&harness, true).pop(), last, "and comes back to where it was");
    press(&mut harness, Key::Enter);
    assert!(state(&harness).layout.is_in_front(Pane::Compare), "Enter opens the pair");
}

#[test]
fn a_click_in_the_list_leaves_it_where_it_is() {
    let mut harness = sample();
    let rows = |harness: &Driven| -> Vec<_> {
        let list = harness.get_by_label("Articles, in groups").rect();
        let all = harness.get_all_by_role(Role::ListItem).map(|row| (row.accesskit_node().label(), row.rect()));
        all.filter(|(_, rect)| list.contains(rect.center())).collect()
    };
    let before = rows(&harness);
    click_at(&mut harness, before[before.len() - 2].1.center());
    assert!(state(&harness).selection.article.is_some());
    assert_eq!(rows(&harness), before);
}
