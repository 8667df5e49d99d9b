//! The matrix: order, threshold, cursor, card, rectangle, menu, edges.

use variorum::app::command::MatrixCommand;
use variorum::app::filter::FilterPart;
use variorum::app::options::Halves;
use variorum::similarity::OrderBy;

use super::driver::*;

fn grid_value(harness: &Driven) -> String {
    harness.get_by_role(Role::Grid).value().expect("the grid says where its cursor is")
}

fn cell_rects(harness: &Driven) -> Vec<egui::Rect> {
    harness.get_all_by_role(Role::GridCell).map(|cell| cell.rect()).collect()
}

fn choose(harness: &mut Driven, name: &str, choice: &str) {
    harness.get_by_role_and_label(Role::ComboBox, name).click();
    settle(harness);
    harness.get_by_label(choice).click();
    settle(harness);
}

#[test]
fn the_order_is_chosen_by_its_name() {
    let mut harness = sample();
    choose(&mut harness, "Order of the rows", "By date");
    assert_eq!(state(&harness).options.order, OrderBy::Date);
    let corpus = &state(&harness).analysis.corpus;
    let dates = state(&harness).shown().order.iter().filter_map(|&id| corpus.get(id).metadata.published_date());
    assert!(dates.is_sorted(), "rows are in order of date");
    choose(&mut harness, "Halves of the matrix", "Two directions");
    assert_eq!(state(&harness).options.halves, Halves::Directions);
}

#[test]
fn likeness_to_one_puts_it_first_and_the_most_alike_after_it() {
    let mut harness = sample();
    let pair = state(&harness).analysis.matrix.pairs()[state(&harness).shown().pairs[0] as usize];
    perform(&mut harness, Command::Select(Select::Article(pair.a)));
    choose(&mut harness, "Order of the rows", "By likeness to one");
    assert_eq!(state(&harness).shown().order[..2], [pair.a, pair.b]);
    let says = harness.get_by_role_and_label(Role::ComboBox, "Order of the rows").value().expect("the order in words");
    let title = state(&harness).analysis.corpus.get(pair.a).title();
    assert_eq!(says, format!("Like “{title}”"));
    let width = harness.get_by_role_and_label(Role::ComboBox, "Order of the rows").rect().width();
    assert!(width <= 200.0, "a long title is shortened: {width}");
}

#[test]
fn the_threshold_moves_by_keys_and_by_a_screen_reader() {
    let mut harness = sample();
    let pairs = |harness: &Driven| state(harness).shown().pairs.len();
    let before = (state(&harness).options.threshold, pairs(&harness));
    harness.get_by_role_and_label(Role::Slider, "Threshold").focus();
    harness.step();
    harness.key_press(Key::PageUp);
    settle(&mut harness);
    let after = (state(&harness).options.threshold, pairs(&harness));
    assert!((after.0 - before.0 - 0.1).abs() < 1e-9 && after.1 < before.1, "{before:?} {after:?}");
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(pairs(&harness), before.1, "home takes in all that are listed");
    harness.get_by_role_and_label(Role::Slider, "Threshold").set_value_accesskit(0.9);
    settle(&mut harness);
    assert_eq!(state(&harness).options.threshold, 0.9);
    let least = |&index: &u32| state(&harness).analysis.matrix.pairs()[index as usize].score(Default::default());
    assert!(state(&harness).shown().pairs.iter().map(least).all(|score| score >= 0.9));
    assert_eq!(harness.query_all_by_role(Role::GridCell).count(), 2 * pairs(&harness).min(100), "the cells obey it");
}

#[test]
fn the_cursor_walks_and_the_grid_says_where_it_is() {
    let mut harness = sample();
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert!(grid_value(&harness).contains("column 1:"), "{}", grid_value(&harness));
    harness.key_press(Key::End);
    settle(&mut harness);
    let side = state(&harness).shown().order.len();
    assert!(grid_value(&harness).contains(&format!("column {side}:")), "{}", grid_value(&harness));
    harness.key_press(Key::PageDown);
    harness.key_press(Key::PageDown);
    settle(&mut harness);
    assert_eq!(grid_value(&harness).split(',').next(), Some(format!("Row {side}").as_str()));
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Home]);
    settle(&mut harness);
    assert!(grid_value(&harness).starts_with("Row 1, column 1:"), "{}", grid_value(&harness));
    let mut walked = std::collections::BTreeSet::new();
    for _ in 0..5 {
        harness.key_press(Key::N);
        settle(&mut harness);
        let (a, b) = state(&harness).selection.pair.expect("a pair");
        assert!(state(&harness).analysis.matrix.pair(a, b).is_some(), "N goes from pair to pair");
        assert!(walked.insert((a, b)), "and to another one each time");
    }
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(grid_value(&harness), "No cell chosen");
}

#[test]
fn a_rectangle_becomes_the_filter_and_a_chip_takes_it_away() {
    let mut harness = sample();
    let all = state(&harness).shown().order.len();
    let cells = cell_rects(&harness);
    let size = cells[0].size();
    let start = cells[0].center();
    let end = start + size * 2.0;
    drag_with(&mut harness, start, end, Modifiers::SHIFT);
    let picked = state(&harness).filter.picked.as_ref().expect("the rectangle is the filter").len();
    assert!((3..=6).contains(&picked), "three rows and three columns, {picked} articles");
    assert_eq!(state(&harness).shown().order.len(), picked);
    harness.get_by_label_contains("picked articles").click();
    settle(&mut harness);
    assert!(!state(&harness).filter.parts().contains(&FilterPart::Picked));
    assert_eq!(state(&harness).shown().order.len(), all);
}

#[test]
fn the_menu_of_a_cell_marks_and_undo_takes_it_back() {
    let mut harness = sample();
    let at = first_cell(&harness);
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Mark as reviewed").click();
    settle(&mut harness);
    assert_eq!(state(&harness).history.undo_name(), Some("mark as reviewed"));
    assert_eq!(state(&harness).session.pairs.len(), 1);
    perform(&mut harness, Command::Undo);
    assert!(!state(&harness).is_changed());
    // The same menu by the keyboard, and the note that it leads to.
    click_at(&mut harness, at);
    harness.key_press(Key::M);
    settle(&mut harness);
    harness.get_by_label("Write a note").click();
    settle(&mut harness);
    let field = harness.get_by(|node| node.role() == Role::MultilineTextInput && node.is_focused());
    field.type_text("Who had it first?");
    harness.step();
    harness.key_press(Key::Tab);
    settle(&mut harness);
    let (a, b) = state(&harness).selection.pair.expect("the pair of the cell");
    assert_eq!(state(&harness).pair_note(a, b).map(|note| note.note.as_str()), Some("Who had it first?"));
}

#[test]
fn the_card_opens_over_a_cell_and_stays_while_it_is_read() {
    let mut harness = sample();
    let at = first_cell(&harness);
    harness.hover_at(at);
    pass(&mut harness, 2.0);
    let link = harness.get_by_label("Compare these two").rect().center();
    assert!(harness.query_all_by_label_contains("of the first is also in the second").next().is_some());
    for step in 1..=10 {
        harness.hover_at(at + (link - at) * (step as f32 / 10.0));
        harness.step();
    }
    pass(&mut harness, 3.0);
    assert!(harness.query_by_label("Compare these two").is_some(), "the card stays under the pointer");
    harness.get_by_label("Compare these two").click();
    settle(&mut harness);
    assert!(state(&harness).layout.is_in_front(Pane::Compare));
}

#[test]
fn the_wheel_closes_the_card_and_it_opens_again_at_rest() {
    let mut harness = sample();
    harness.hover_at(first_cell(&harness));
    pass(&mut harness, 2.0);
    let is_open = |harness: &Driven| harness.query_by_label("Compare these two").is_some();
    assert!(is_open(&harness));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 40.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(3);
    assert!(!is_open(&harness), "while the cells move");
    pass(&mut harness, 2.0);
    assert!(is_open(&harness), "the cell is still under the pointer");
}

#[test]
fn zooming_shows_fewer_rows_and_fit_shows_all_again() {
    let mut harness = sample();
    // The widest: one at the edge of the view is cut off.
    let sides = |harness: &Driven| cell_rects(harness).iter().map(egui::Rect::width).fold(0.0, f32::max);
    let before = sides(&harness);
    harness.get_by_label("Zoom in").click();
    settle(&mut harness);
    assert!(sides(&harness) > before * 1.2);
    assert!(harness.query_by_label("Map of the whole matrix").is_some());
    perform(&mut harness, Command::Matrix(MatrixCommand::Fit));
    assert!((sides(&harness) - before).abs() < 0.01);
    assert!(harness.query_by_label("Map of the whole matrix").is_none());
}

#[test]
fn two_articles_are_a_matrix_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let story = "The council of Lenn voted on Tuesday to close the old bridge over the river for two years of repair.";
    for (name, ending) in [("one.txt", "It opens again in spring."), ("two.txt", "Traders are not amused at all.")] {
        std::fs::write(folder.path().join(name), format!("{story} {ending}")).expect("can be written");
    }
    let harness = window(Launch { paths: vec![folder.path().into()], opens_sample: false });
    assert_eq!(cell_rects(&harness).len(), 2, "one pair, above and below the diagonal");
    assert!(harness.query_all_by_label_contains("Matrix of 2 articles, 1 pair").next().is_some());
}

#[test]
fn the_tour_has_five_steps_and_can_be_skipped() {
    let mut harness = window(Launch::default());
    harness.get_by_label("Try the sample").click();
    settle(&mut harness);
    for step in 1..=5 {
        harness.get_by_label(&format!("Step {step} of 5"));
        harness.get_by_label(if step == 5 { "Done" } else { "Next" }).click();
        settle(&mut harness);
    }
    assert!(state(&harness).modal.is_none());
    perform(&mut harness, Command::Show(Some(variorum::app::command::Modal::Tour(1))));
    harness.get_by_label("Skip the tour").click();
    settle(&mut harness);
    assert!(state(&harness).modal.is_none());
}

#[test]
fn a_reset_puts_back_colours_size_and_panes_and_keeps_recent_work() {
    use variorum::app::layout::Preset;
    use variorum::app::theme::ThemeChoice;
    let mut harness = sample();
    for command in [
        ViewCommand::Theme(ThemeChoice::Dark),
        ViewCommand::ReducedMotion(true),
        ViewCommand::Zoom(2),
        ViewCommand::Arrange(Preset::Read),
        ViewCommand::ToggleArticles,
    ] {
        perform(&mut harness, Command::View(command));
    }
    // In this arrangement the reader stands beside the rest.
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
    perform(&mut harness, Command::View(ViewCommand::Reset));
    let after = state(&harness);
    let (now, first) = (&after.preferences, Preferences::default());
    assert_eq!((now.theme, now.zoom, now.has_reduced_motion), (first.theme, first.zoom, first.has_reduced_motion));
    assert_eq!(now.layout, None);
    assert!(after.layout.is_in_front(Pane::Matrix) && !after.layout.is_in_front(Pane::Reader));
    assert!(after.shows_articles() && after.options.has_inspector.is_none());
}

#[test]
fn a_narrow_window_gives_its_room_to_the_pane_and_one_key_brings_the_list() {
    let mut harness = sample();
    harness.set_size(egui::vec2(512.0, 384.0));
    settle(&mut harness);
    assert!(!state(&harness).shows_articles() && !state(&harness).shows_inspector());
    harness.get_by_role(Role::Grid);
    harness.key_press(Key::F4);
    settle(&mut harness);
    assert!(state(&harness).shows_articles(), "the first press shows what was not there");
    harness.key_press(Key::F4);
    settle(&mut harness);
    harness.get_by_label("Order and measure");
}

#[test]
fn stories_fold_into_rows_and_open_again() {
    let mut harness = sample();
    let now = state(&harness);
    let of_document = &now.analysis.clusters.of_document;
    let order = now.shown().order.iter();
    let stories: std::collections::BTreeSet<_> = order.filter_map(|id| of_document[id.index()].first()).collect();
    let lone = now.shown().order.iter().filter(|id| of_document[id.index()].is_empty()).count();
    let (folded, articles) = (stories.len() + lone, now.shown().order.len());
    assert!(folded < articles, "the sample has stories");
    let columns = |harness: &mut Driven| {
        let at = first_cell(harness);
        click_at(harness, at);
        press(harness, Key::End);
        grid_value(harness)
    };
    click(&mut harness, "Fold groups into rows");
    let value = columns(&mut harness);
    assert!(value.contains(&format!("column {folded}:")), "{value}");
    assert_eq!(state(&harness).shown().order.len(), articles, "nothing is left out");
    // A cell stands for its strongest pair.
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    let (a, b) = state(&harness).selection.pair.expect("a pair");
    let pair = state(&harness).analysis.matrix.pair(a, b).expect("listed").score(Default::default());
    let row = |id: variorum::corpus::DocumentId| state(&harness).analysis.clusters.of_document[id.index()].first();
    let (first, second) = (row(a), row(b));
    let between = state(&harness).analysis.matrix.pairs().iter().filter(|pair| {
        let ends = (row(pair.a), row(pair.b));
        ends.0.is_some() && (ends == (first, second) || ends == (second, first))
    });
    let strongest = between.map(|pair| pair.score(Default::default())).fold(0.0, f64::max);
    assert!(first.is_none() || second.is_none() || pair == strongest, "{pair} is not {strongest}");
    click(&mut harness, "Fold groups into rows");
    let value = columns(&mut harness);
    assert!(value.contains(&format!("column {articles}:")), "{value}");
}

#[test]
fn a_mark_is_said_of_its_cell() {
    let mut harness = sample();
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    keys(&mut harness, Modifiers::COMMAND, Key::D);
    let marked = harness
        .get_all_by_role(Role::GridCell)
        .filter(|cell| cell.accesskit_node().label().is_some_and(|label| label.ends_with(", reviewed")));
    assert_eq!(marked.count(), 2, "above and below the diagonal");
}

#[test]
fn a_pointer_at_rest_does_not_speak_while_keys_move_the_cursor() {
    let mut harness = sample();
    let at = first_cell(&harness);
    click_at(&mut harness, at);
    let has_card = |harness: &Driven| harness.query_by_label("Compare these two").is_some();
    pass(&mut harness, 0.5);
    assert!(has_card(&harness));
    for key in [Key::N, Key::ArrowDown] {
        harness.key_press(key);
        settle(&mut harness);
        pass(&mut harness, 0.5);
        assert!(!has_card(&harness), "after {key:?}");
    }
    harness.event(egui::Event::PointerMoved(at + egui::vec2(1.0, 0.0)));
    pass(&mut harness, 0.5);
    assert!(has_card(&harness));
}
