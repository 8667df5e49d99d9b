//! Examples of where names begin and end.

use super::tests::find;
use super::*;
use crate::corpus::DocumentId;

/// The names that are found in a text, each with its kind.
fn named(text: &str) -> Vec<(EntityKind, String)> {
    let (corpus, entities) = find(&[text], &EntitySettings::default());
    let text = &corpus.get(DocumentId(0)).text;
    let mentions = entities.mentions_in(DocumentId(0));
    mentions.iter().map(|(mention, entity)| (entities.get(*entity).kind, mention.span.slice(text).to_owned())).collect()
}

#[test]
fn a_person_ends_before_what_is_owned() {
    for headline in ["Lorvane's Orsic Calls Vote", "LORVANE'S ORSIC CALLS VOTE", "Talks with Lorvane’s Orsic end"] {
        let names = named(headline);
        let is_over = |name: &String| name.contains("'s ") || name.contains("'S ") || name.contains("’s ");
        assert!(!names.iter().any(|(kind, name)| *kind == EntityKind::Person && is_over(name)), "{names:?}");
    }
    let names = named("Moody's Investors Service and Lloyd's of London declined to comment, the company said.");
    assert_eq!(names[0], (EntityKind::Organisation, "Moody's Investors Service".to_owned()));
    assert_eq!(names[1], (EntityKind::Organisation, "Lloyd's of London".to_owned()));
}

#[test]
fn a_stressed_word_is_no_name() {
    assert_eq!(named("The thieves left a silver ship. Do YOU know where they went?."), []);
    assert_eq!(named("Doctors of the WHO said so.")[0].1, "WHO");
}
