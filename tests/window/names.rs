//! The names in the window: merged, ignored, renamed, kept apart, and found by rules.

use variorum::app::command::{Decision, NameEdit};
use variorum::app::filter::Filter;
use variorum::entity::{Entity, EntityCorrection, EntityId};

use super::driver::*;
use super::timeline::{opened, sample};

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
fn enter_takes_what_a_box_about_names_proposes() {
    let mut harness = sample(Pane::Entities);
    let entities = &state(&harness).analysis.entities.entities;
    let (first, second) = (entities[0].clone(), entities[1].clone());
    let key = |entity: &Entity| (entity.kind, entity.name.clone());
    let count = entities.len();
    perform(&mut harness, NameEdit::Merge(vec![key(&first), key(&second)]).asked());
    assert!(harness.get_by_label("Merge").is_focused());
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&harness).analysis.entities.entities.len(), count - 1);
    perform(&mut harness, Command::Undo);
    // What is typed takes the place of the old name, which need not be wiped out first.
    perform(&mut harness, NameEdit::Rename(key(&first)).asked());
    harness.get_by(|node| node.role() == Role::TextInput && node.is_focused()).type_text("Lorvania");
    settle(&mut harness);
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&harness).analysis.entities.entities[0].name, "Lorvania");
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
    assert!(
        harness.query_all_by_label_contains("The pattern cannot be used: unclosed character class").next().is_some()
    );
    harness.get_by_label("A name or pattern").type_text("i]sk");
    settle(&mut harness);
    harness.get_by_label("Add").click();
    settle(&mut harness);
    let rules = &state(&harness).session.settings.entity.rules;
    assert!(matches!(rules.as_slice(), [rule] if rule.is_regex && rule.pattern == "Vel[i]sk"));
    assert_eq!(state(&harness).history.undo_name(), Some("rule for names"));
}
