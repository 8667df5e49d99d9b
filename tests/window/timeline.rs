//! The timeline in the window, driven as a person would: by the names of things, by clicks and by keys.

use variorum::app::command::Decision;
use variorum::app::timeline::{Clock, Look, RowsOf, TimelineCommand, TimelineOptions};
use variorum::app::views::timeline::say;
use variorum::entity::{EntityCorrection, EntityKind};
use variorum::timeline::{Anchor, Extent};

use super::driver::*;

/// The sample with one pane in front.
pub(super) fn sample(pane: Pane) -> Driven {
    opened(Launch { opens_sample: true, ..Launch::default() }, pane)
}

pub(super) fn opened(launch: Launch, pane: Pane) -> Driven {
    let mut harness = window(launch);
    show(&mut harness, pane);
    if pane == Pane::Timeline {
        wait(&mut harness, "the timeline", |harness| harness.query_all_by_role(Role::GridCell).next().is_some());
    }
    harness
}

fn look(harness: &mut Driven, options: TimelineOptions) {
    perform(harness, Command::View(ViewCommand::Timeline(Box::new(options))));
}

/// Name and middle of every mark in sight that stands for one time.
fn single_marks(harness: &Driven) -> Vec<(String, Pos2)> {
    harness
        .query_all_by_role(Role::GridCell)
        .filter_map(|node| Some((node.accesskit_node().label()?, node.rect().center())))
        .filter(|(name, _)| !name.contains(" times"))
        .collect()
}

#[test]
fn a_brush_filters_every_view_and_escape_clears_it() {
    let mut harness = sample(Pane::Timeline);
    let all = state(&harness).shown().order.len();
    let axis = harness.get_by_label("Calendar; drag along it to choose days").rect();
    let at = |share: f32| egui::pos2(axis.left() + axis.width() * share, axis.center().y);
    drag(&mut harness, at(0.2), at(0.3));
    let now = state(&harness);
    let range = now.filter.happened.expect("the brush filters");
    let shown = now.shown();
    assert!(!shown.order.is_empty() && shown.order.len() < all, "{} of {all}", shown.order.len());
    for &id in &shown.order {
        let times = now.analysis.timeline.times_in(id);
        assert!(times.iter().filter_map(|time| time.interval).any(|days| range.meets(days.earliest, days.latest)));
    }
    for &index in &shown.pairs {
        let pair = &now.analysis.matrix.pairs()[index as usize];
        assert!(shown.has(pair.a) && shown.has(pair.b), "the matrix obeys the brush");
    }
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(state(&harness).filter.happened, None);
    assert_eq!(state(&harness).shown().order.len(), all);
}

#[test]
fn dragging_along_the_names_leaves_what_they_name() {
    let mut harness = sample(Pane::Timeline);
    let all = state(&harness).shown().order.len();
    let names = harness.get_by_label("Rows; drag along them to choose several").rect();
    let at = |y: f32| egui::pos2(names.left() + 60.0, names.top() + y);
    drag(&mut harness, at(40.0), at(70.0));
    let picked = state(&harness).filter.picked.as_ref().map(|picked| picked.len()).or_else(|| {
        // One row alone is a name.
        (!state(&harness).filter.entities.is_empty()).then_some(1)
    });
    assert!(picked.is_some_and(|count| count > 0));
    assert!(state(&harness).shown().order.len() < all);
}

#[test]
fn a_correction_moves_a_mark_and_undo_brings_it_back() {
    let mut harness = sample(Pane::Timeline);
    let (name, at) = single_marks(&harness).into_iter().next().expect("a mark of one time is in sight");
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Set another date…").click();
    settle(&mut harness);
    harness.get_by(|node| node.role() == Role::TextInput && node.is_focused()).type_text("9 March 2013");
    settle(&mut harness);
    harness.get_by_label("Set the date").click();
    settle(&mut harness);
    let corrected = |harness: &Driven| {
        let timexes = &state(harness).analysis.timeline.timexes;
        timexes.iter().filter(|time| time.anchor == Anchor::Person).map(|time| time.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(corrected(&harness), ["2013-03-09"]);
    let is_there = |harness: &Driven| single_marks(harness).iter().any(|(other, place)| *other == name && *place == at);
    wait(&mut harness, "the mark at another place", |harness| !is_there(harness));
    assert!(state(&harness).history.undo_name().is_some_and(|name| name.starts_with("date of “")));
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Z]);
    settle(&mut harness);
    assert!(corrected(&harness).is_empty());
    wait(&mut harness, "the mark where it was", is_there);
}

#[test]
fn a_click_on_a_mark_opens_its_sentence() {
    let mut harness = sample(Pane::Timeline);
    let (_, at) = single_marks(&harness).into_iter().next().expect("a mark of one time is in sight");
    click_at(&mut harness, at);
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
    let (document, sentence) = state(&harness).selection.place.expect("a place is marked");
    let events = &state(&harness).analysis.timeline.events;
    assert!(events.iter().any(|event| event.document == document && event.sentence == sentence));
}

#[test]
fn every_way_to_look_has_rows_and_rests() {
    let mut harness = sample(Pane::Timeline);
    for rows in RowsOf::ALL {
        for (clock, style) in [(Clock::Text, Look::Marks), (Clock::Both, Look::Marks), (Clock::Published, Look::Strips)]
        {
            look(&mut harness, TimelineOptions { rows, clock, look: style, ..TimelineOptions::default() });
            let what = format!("{rows:?} {clock:?} {style:?}");
            wait(&mut harness, &what, |harness| {
                harness.query_all_by_label_contains("Timeline of ").next().is_some()
                    && harness.query_all_by_role(Role::GridCell).next().is_some()
            });
        }
    }
    // `run` fails when the window asks to be painted for ever.
    harness.run();
}

#[test]
fn with_whom_and_when_leaves_what_is_said_together() {
    let mut harness = sample(Pane::Timeline);
    let entity = state(&harness).analysis.entities.entities[0].clone();
    perform(&mut harness, Command::Select(Select::Entity(entity.id)));
    let around = Some((entity.kind, entity.name.clone()));
    look(&mut harness, TimelineOptions { around, ..TimelineOptions::default() });
    wait(&mut harness, "others beside it", |harness| harness.query_all_by_label_contains("in common").next().is_some());
    let own = format!("{}, ", entity.name);
    assert!(harness.query_all_by_label_contains(&own).next().is_some(), "its own row comes first");
    harness.get_by_label(&format!("with {}  ✕", entity.name)).click();
    settle(&mut harness);
    assert_eq!(state(&harness).options.timeline.around, None);
}

#[test]
fn the_table_twin_sorts_both_ways() {
    let mut harness = sample(Pane::Timeline);
    look(&mut harness, TimelineOptions { is_table: true, ..TimelineOptions::default() });
    let timeline = state(&harness).analysis.timeline.clone();
    let dated = || timeline.events.iter().map(|event| &timeline.timexes[event.timex.index()]);
    let earliest =
        dated().filter(|time| Extent::of(time).is_some()).min_by_key(|time| Extent::of(time)).expect("a time");
    let first = say::meaning(earliest);
    wait(&mut harness, "the earliest first", |harness| harness.query_all_by_label(&first).next().is_some());
    harness.get_by_label("Sort by Date, smallest first now").click();
    wait(&mut harness, "the earliest last, out of sight", |harness| {
        harness.query_all_by_label(&first).next().is_none()
    });
}

#[test]
fn keys_brush_days_and_escape_clears_them() {
    let mut harness = sample(Pane::Timeline);
    harness.get_by_label("Calendar; drag along it to choose days").focus();
    settle(&mut harness);
    harness.key_combination_modifiers(Modifiers::SHIFT, &[Key::ArrowRight]);
    settle(&mut harness);
    let first = state(&harness).filter.happened.expect("a step is brushed");
    harness.key_combination_modifiers(Modifiers::SHIFT, &[Key::ArrowRight]);
    settle(&mut harness);
    let more = state(&harness).filter.happened.expect("it is brushed further");
    assert!(more.from == first.from && more.to > first.to, "{first:?} {more:?}");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(state(&harness).filter.happened, None);
}

#[test]
fn an_ignored_time_is_gone_until_undo() {
    let mut harness = sample(Pane::Timeline);
    let (_, at) = single_marks(&harness).into_iter().next().expect("a mark of one time is in sight");
    let times = state(&harness).analysis.timeline.timexes.len();
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    let ignore = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Ignore “")));
    ignore.click();
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.timeline.timexes.len(), times - 1);
    let undone = state(&harness).history.undo_name().map(str::to_owned);
    assert!(undone.is_some_and(|name| name.starts_with("ignoring of “")));
    perform(&mut harness, Command::Undo);
    assert!(state(&harness).session.settings.timeline.corrections.is_empty());
    assert_eq!(state(&harness).analysis.timeline.timexes.len(), times);
}

#[test]
fn a_corrected_name_never_blanks_the_timeline() {
    let mut harness = sample(Pane::Timeline);
    // People stand at the top, the most often named first.
    let mut entities = state(&harness).analysis.entities.entities.iter();
    let entity = entities.find(|entity| entity.kind == EntityKind::Person).expect("the sample names people").clone();
    let name = "Somebody Else".to_owned();
    let rename = EntityCorrection::Rename { entity: (entity.kind, entity.name), name: name.clone() };
    harness.state_mut().perform(Command::Decide(Decision::Entities(vec![rename])));
    let has_row = |harness: &Driven| harness.query_all_by_label_contains(&format!("{name}, ")).next().is_some();
    for _ in 0..1_500 {
        harness.step();
        assert!(harness.query_all_by_role(Role::GridCell).next().is_some(), "marks are in sight in every frame");
        if has_row(&harness) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(has_row(&harness));
    settle(&mut harness);
}
#[test]
fn the_menu_of_a_mark_notes_and_filters() {
    let mut harness = sample(Pane::Timeline);
    let all = state(&harness).shown().order.len();
    let (name, at) = single_marks(&harness).into_iter().next().expect("a mark of one time is in sight");
    let (row, _) = name.split_once(", ").expect("the row, then the day");
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    click(&mut harness, "Note on the article…");
    harness.get_by(|node| node.role() == Role::MultilineTextInput && node.is_focused()).type_text("Ask the editor.");
    settle(&mut harness);
    click(&mut harness, "Keep the note");
    let (path, note) = state(&harness).session.notes.iter().next().expect("a note is kept");
    let document = state(&harness).analysis.corpus.find(path).expect("it is of an article");
    assert!(note.contains("Ask the editor.") && note.contains('“'), "with the sentence: {note}");
    let days = state(&harness).shown().order.len();
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    click(&mut harness, &format!("Show only what names {row}"));
    let now = state(&harness);
    assert_eq!(
        now.filter.entities.iter().map(|id| now.analysis.entities.get(*id).name.as_str()).collect::<Vec<_>>(),
        [row]
    );
    assert!(now.shown().has(document) && now.shown().order.len() < days);
    perform(&mut harness, Command::Filter(FilterCommand::Clear));
    button_at(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    let only = harness.get_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Show only ") && !label.starts_with("Show only what"))
    });
    only.click();
    settle(&mut harness);
    assert!(state(&harness).filter.happened.is_some());
    assert!(state(&harness).shown().has(document) && state(&harness).shown().order.len() < all);
    perform(&mut harness, Command::Undo);
    assert!(state(&harness).session.notes.is_empty());
}

#[test]
fn what_has_no_day_is_a_list_of_its_own() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = "Talks in Rome\n\nMarta Vale met ministers in Rome on Tuesday. Marta Vale was born in Rome in May 1961.";
    std::fs::write(folder.path().join("a.txt"), text).expect("a file is written");
    let mut harness = opened(Launch { paths: vec![folder.path().to_owned()], opens_sample: false }, Pane::Timeline);
    wait(&mut harness, "the count of what has no day", |harness| {
        harness.query_all_by_label_contains("Vale, 1 time without a day").next().is_some()
    });
    let at = harness.get_by_label_contains("Vale, 1 time without a day").rect().center();
    click_at(&mut harness, at);
    let listed = "“Tuesday” → no day, because the article has no date";
    assert!(harness.query_all_by_label_contains(listed).next().is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.query_all_by_label_contains(listed).next().is_none());
}

#[test]
fn the_picture_has_the_rows_and_ticks_that_are_shown() {
    let mut harness = sample(Pane::Timeline);
    let entity = state(&harness).analysis.entities.entities[0].name.clone();
    harness.state_mut().perform(Command::Timeline(TimelineCommand::CopySvg));
    let copied = |harness: &Driven| {
        harness.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    };
    let mut svg = None;
    for _ in 0..20 {
        harness.step();
        svg = svg.or(copied(&harness));
    }
    let svg = svg.expect("the picture is on the clipboard");
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"), "{}", &svg[..80]);
    assert!(svg.contains(&entity) && svg.matches("2019").count() > 1, "a row, the title and a tick");
    assert!(svg.contains("<title>"), "marks say what they are");
}
