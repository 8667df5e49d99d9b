//! Examples of who says what.

use super::tests::{TALKS, entity, find};
use super::*;

/// The names of who says each quotation of a text.
fn speakers(text: &str) -> Vec<Option<String>> {
    let (_, entities) = find(&[text], &EntitySettings::default());
    let name = |quotation: &Quotation| quotation.speaker.map(|speaker| entities.get(speaker).name.clone());
    entities.quotations.iter().map(name).collect()
}

#[test]
fn a_sentence_has_one_voice_and_a_passive_has_none() {
    let yvette = Some("Yvette Cooper".to_owned());
    assert_eq!(
        speakers(
            "Home Secretary Yvette Cooper said it had been known \"for months\", and said it was \"damning for all who \
             had to wait\"."
        ),
        [yvette.clone(), yvette]
    );
    assert_eq!(speakers("A letter seen by Sky News says \"failure to return the form is a failure\"."), [None]);
    assert_eq!(speakers("I met Yvette Cooper. Here is what I say: \"Ask them again and again.\""), [None]);
}

#[test]
fn a_quotation_that_goes_on_without_a_new_mark_ends_where_it_closes() {
    let text = "\"We have waited for a long time,\" said Yvette Cooper. \"It is over now.\n\n\
                Nobody will thank us for it, and nobody should,\" she told reporters.\n\nThe road is open.";
    let (corpus, entities) = find(&[text], &EntitySettings::default());
    let words: Vec<&str> = entities
        .quotations
        .iter()
        .map(|quotation| quotation.span.slice(&corpus.get(quotation.document).text))
        .collect();
    assert_eq!(
        words,
        ["We have waited for a long time,", "It is over now.", "Nobody will thank us for it, and nobody should,"]
    );
    let cooper = Some(entity(&entities, EntityKind::Person, "Yvette Cooper").id);
    assert!(entities.quotations.iter().all(|quotation| quotation.speaker == cooper));
}

#[test]
fn quotations_have_speaker_and_verb() {
    let (corpus, entities) = find(&[TALKS], &EntitySettings::default());
    let said: Vec<_> = entities
        .quotations
        .iter()
        .map(|quotation| {
            let text = &corpus.get(quotation.document).text;
            (
                quotation.span.slice(text),
                quotation.speaker.map(|id| entities.get(id).name.as_str()),
                quotation.verb.map(|verb| verb.slice(text)),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("We have a lot to talk about,", Some("John Kerry"), Some("told")),
            ("This is a positive step,", Some("Dmitry Peskov"), Some("said")),
        ]
    );
}
