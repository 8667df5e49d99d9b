//! The timeline and the names in the window, driven as a person would: by the names of things, by clicks and by keys.

use variorum::app::command::Decision;
use variorum::app::filter::Filter;
use variorum::app::timeline::{Clock, Look, RowsOf, TimelineOptions};
use variorum::app::views::timeline::say;
use variorum::entity::{EntityCorrection, EntityId};
use variorum::timeline::{Anchor, Extent};

use super::driver::*;

/// The sample with one pane in front.
fn sample(pane: Pane) -> Driven {
    opened(Launch { opens_sample: true, ..Launch::default() }, pane)
}

fn opened(launch: Launch, pane: Pane) -> Driven {
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
    // None in the frames between two analyses.
    let nodes = harness.query_all_by_role(Role::GridCell);
    nodes
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
fn chosen_names_are_merged_and_undo_parts_them() {
    let mut harness = sample(Pane::Entities);
    let names: Vec<(String, usize)> = state(&harness)
        .analysis
        .entities
        .entities
        .iter()
        .take(2)
        .map(|entity| (entity.name.clone(), entity.mentions.len()))
        .collect();
    let before = state(&harness).analysis.entities.entities.len();
    let place = |harness: &Driven, name: &str| {
        harness.get_all_by_label(name).next().expect("the name is in the table").rect().center()
    };
    wait(&mut harness, "the table", |harness| harness.query_all_by_label(&names[1].0).next().is_some());
    let at = place(&harness, &names[0].0);
    click_at(&mut harness, at);
    let second = names[1].0.clone();
    harness.get_all_by_label(&second).next().expect("the other name").click_modifiers(Modifiers::COMMAND);
    settle(&mut harness);
    harness.get_by_label("Merge 2 names…").click();
    settle(&mut harness);
    harness.get_by_label("Merge").click();
    settle(&mut harness);
    let entities = &state(&harness).analysis.entities.entities;
    assert_eq!(entities.len(), before - 1);
    assert!(
        entities.iter().any(|entity| entity.name == names[0].0 && entity.mentions.len() == names[0].1 + names[1].1)
    );
    assert_eq!(state(&harness).history.undo_name(), Some("merge of 2 names"));
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Z]);
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.entities.entities.len(), before);
}

#[test]
fn names_ignored_together_are_one_step_back() {
    let mut harness = sample(Pane::Entities);
    let names: Vec<String> =
        state(&harness).analysis.entities.entities.iter().take(2).map(|entity| entity.name.clone()).collect();
    let before = state(&harness).analysis.entities.entities.len();
    wait(&mut harness, "the table", |harness| harness.query_all_by_label(&names[1]).next().is_some());
    harness.get_all_by_label(&names[0]).next().expect("the name is in the table").click();
    settle(&mut harness);
    // The keyboard goes on where the click was.
    harness.key_combination_modifiers(Modifiers::SHIFT, &[Key::ArrowDown]);
    settle(&mut harness);
    harness.get_by_label("Ignore").click();
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.entities.entities.len(), before - 2);
    assert_eq!(state(&harness).history.undo_name(), Some("ignoring of 2 names"));
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::Z]);
    settle(&mut harness);
    assert_eq!(state(&harness).analysis.entities.entities.len(), before);
}

#[test]
fn a_renamed_name_stays_selected_filtered_and_noted() {
    let mut harness = sample(Pane::Entities);
    let entity = state(&harness).analysis.entities.entities[3].clone();
    let key = (entity.kind, entity.name.clone());
    perform(&mut harness, Command::Select(Select::Entity(entity.id)));
    perform(&mut harness, Command::Decide(Decision::EntityNote(key.0, key.1.clone(), "who?".to_owned())));
    let filter = Filter { entities: vec![entity.id], ..Filter::default() };
    perform(&mut harness, Command::Filter(FilterCommand::Set(filter)));
    let shown = state(&harness).shown().order.len();
    let name = "Somebody Else".to_owned();
    let rename = EntityCorrection::Rename { entity: key.clone(), name: name.clone() };
    perform(&mut harness, Command::Decide(Decision::Entities(vec![rename])));
    let now = state(&harness);
    let of = |id: &EntityId| now.analysis.entities.get(*id).name.as_str();
    assert_eq!(now.selection.entity.as_ref().map(of), Some("Somebody Else"));
    assert_eq!(now.filter.entities.iter().map(of).collect::<Vec<_>>(), ["Somebody Else"]);
    assert_eq!(now.shown().order.len(), shown);
    assert_eq!(now.session.entity_notes.get(&(key.0, name)).map(String::as_str), Some("who?"));
    perform(&mut harness, Command::Undo);
    assert_eq!(state(&harness).session.entity_notes.get(&key).map(String::as_str), Some("who?"));
    let selected = state(&harness).selection.entity.expect("it is still selected");
    assert_eq!(state(&harness).analysis.entities.get(selected).name, key.1);
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
fn a_refused_merge_is_kept_and_not_offered_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = [
        "Talks in the city\n\nMinisters met in Kiev on 3 May 2014 to speak of gas. Kiev was quiet, they said in Kiev.",
        "Talks again\n\nMinisters met in Kyiv on 9 May 2014 to speak of grain. Kyiv was quiet, they said in Kyiv.",
    ];
    for (at, text) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.txt")), text).expect("a file is written");
    }
    let launch = Launch { paths: vec![folder.path().to_owned()], opens_sample: false };
    let mut harness = opened(launch, Pane::Entities);
    wait(&mut harness, "the analysis", |harness| state(harness).is_complete);
    let suggestions = state(&harness).analysis.entities.suggestions.clone();
    let first = suggestions.first().expect("two spellings of one city may be one");
    let entities = state(&harness).analysis.entities.clone();
    let (one, other) = (entities.get(first.one), entities.get(first.other));
    harness.get_by_label(&format!("May be the same ({})", suggestions.len())).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Keep apart {} and {}", one.name, other.name)).click();
    settle(&mut harness);
    let kept = &state(&harness).session.settings.entity.corrections;
    assert!(matches!(kept.as_slice(), [EntityCorrection::KeepApart { .. }]));
    assert_eq!(state(&harness).analysis.entities.suggestions.len(), suggestions.len() - 1);
    assert!(harness.query_all_by_label_contains("Keep apart ").all(|node| {
        node.accesskit_node().label().is_none_or(|label| !label.contains(&one.name) || !label.contains(&other.name))
    }));
}

#[test]
fn a_rule_is_checked_added_and_kept() {
    let mut harness = sample(Pane::Entities);
    harness.get_by_label_contains("My rules").click();
    settle(&mut harness);
    harness.get_by_label("As a regular expression").click();
    settle(&mut harness);
    harness.get_by_label("A name or pattern").focus();
    harness.get_by_label("A name or pattern").type_text("Vel[");
    settle(&mut harness);
    assert!(harness.query_all_by_label_contains("the pattern cannot be used").next().is_some());
    harness.get_by_label("A name or pattern").type_text("i]sk");
    settle(&mut harness);
    harness.get_by_label("Add").click();
    settle(&mut harness);
    let rules = &state(&harness).session.settings.entity.rules;
    assert!(matches!(rules.as_slice(), [rule] if rule.is_regex && rule.pattern == "Vel[i]sk"));
    assert_eq!(state(&harness).history.undo_name(), Some("rule for names"));
}
