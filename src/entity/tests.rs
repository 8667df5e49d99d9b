//! Laws of the room, and the examples one would put on a whiteboard.

use super::*;
use crate::corpus::Document;

fn corpus(texts: &[&str]) -> Corpus {
    Corpus::from_documents(
        texts.iter().enumerate().map(|(index, text)| Document::from_text(&format!("{index:02}.txt"), text)),
    )
}

pub(super) fn find(texts: &[&str], settings: &EntitySettings) -> (Corpus, Entities) {
    let corpus = corpus(texts);
    let entities = all(&corpus, settings);
    check_laws(&corpus, &entities);
    (corpus, entities)
}

/// The entities of a corpus as the person wants them.
fn all(corpus: &Corpus, settings: &EntitySettings) -> Entities {
    let found = find_entities(corpus, &Progress::new()).unwrap();
    decided(corpus, &found, settings, &Progress::new()).unwrap()
}

/// What holds for every result.
fn check_laws(corpus: &Corpus, entities: &Entities) {
    assert_eq!(entities.of_document.len(), corpus.len());
    let mut total = 0;
    for (id, document) in corpus.iter() {
        let mentions = entities.mentions_in(id);
        total += mentions.len();
        for pair in mentions.windows(2) {
            assert!(pair[0].0.span.end() <= pair[1].0.span.start(), "mentions overlap");
        }
        for (mention, entity) in mentions {
            let name = mention.span.get(&document.text).expect("a mention lies on character boundaries");
            assert!(!name.trim().is_empty());
            assert!(entities.get(*entity).mentions.contains(mention));
            if let Some(title) = mention.title {
                assert!(title.get(&document.text).is_some() && title.end() <= mention.span.start());
            }
        }
    }
    assert_eq!(total, entities.entities.iter().map(|entity| entity.mentions.len()).sum::<usize>());
    for (index, entity) in entities.entities.iter().enumerate() {
        assert_eq!(entity.id.index(), index);
        assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
        assert!(!entity.aliases.contains(&entity.name));
    }
    for quotation in &entities.quotations {
        assert!(quotation.span.get(&corpus.get(quotation.document).text).is_some_and(|words| !words.is_empty()));
    }
    for quantity in &entities.quantities {
        assert!(quantity.span.covers(quantity.number) && quantity.value.is_finite());
        assert!(quantity.span.get(&corpus.get(quantity.document).text).is_some());
    }
}

pub(super) fn entity<'a>(entities: &'a Entities, kind: EntityKind, name: &str) -> &'a Entity {
    entities.entities.iter().find(|entity| entity.kind == kind && entity.name == name).unwrap_or_else(|| {
        let names: Vec<_> = entities.entities.iter().map(|entity| (entity.kind, &entity.name)).collect();
        panic!("no {name} in {names:?}")
    })
}

pub(super) const TALKS: &str = "SOCHI, Russia (Reuters) - U.S. Secretary of State John Kerry met President Vladimir Putin on Tuesday.\n\n\
    Kerry flew to Sochi from Germany. \"We have a lot to talk about,\" Kerry told reporters.\n\n\
    Mr. Putin's spokesman, Dmitry Peskov, welcomed the meeting. \"This is a positive step,\" he said.\n\n\
    More than 6,100 people have been killed in Ukraine, the United Nations says.";
const PLAN: &str = "John Kerry will hold talks with European Union ministers in Brussels. The EU and the United States \
    imposed sanctions on Russia. Kerry has urged Moscow to respect the border, the U.S. State Department said.";

#[test]
fn names_that_stand_alone_are_told_apart() {
    let texts =
        ["Nairobi", "Andrzej Kowalczyk", "Northbank Holdings", "Bratislava", "Ministry of Fisheries", "Maria Santos"];
    let (_, entities) = find(&texts, &EntitySettings::default());
    for (name, kind) in [
        ("Nairobi", EntityKind::Place),
        ("Andrzej Kowalczyk", EntityKind::Person),
        ("Northbank Holdings", EntityKind::Organisation),
        ("Bratislava", EntityKind::Place),
        ("Ministry of Fisheries", EntityKind::Organisation),
        ("Maria Santos", EntityKind::Person),
    ] {
        entity(&entities, kind, name);
    }
}

#[test]
fn given_names_of_two_syllables_are_whole() {
    let text =
        "Former U.N. chief Ban Ki-moon met President Moon Jae-in in Seoul. The South Korea-led mission ends soon.";
    let (_, entities) = find(&[text], &EntitySettings::default());
    entity(&entities, EntityKind::Person, "Ban Ki-moon");
    entity(&entities, EntityKind::Person, "Moon Jae-in");
    entity(&entities, EntityKind::Place, "South Korea");
}

#[test]
fn what_a_dateline_gives_as_a_land_is_a_place() {
    let texts = [
        "VELISK, Ostrany (Meridian Press) - Pavel Orsic met Ostrany's leaders on Tuesday to speak of fish.",
        "The letter of Pavel Orsic offered Ostrany 32,000 tonnes of cod. Ostrany said it was a gesture.",
    ];
    let (_, entities) = find(&texts, &EntitySettings::default());
    let named: Vec<_> = entities.entities.iter().filter(|entity| entity.name.contains("Ostrany")).collect();
    assert!(!named.is_empty());
    assert!(named.iter().all(|entity| entity.kind == EntityKind::Place && entity.name == "Ostrany"), "{named:?}");
}

#[test]
fn short_forms_are_one_entity_within_and_across_articles() {
    let (_, entities) = find(&[TALKS, PLAN], &EntitySettings::default());
    let kerry = entity(&entities, EntityKind::Person, "John Kerry");
    assert_eq!(kerry.mentions.len(), 5, "{:?}", kerry.mentions);
    assert_eq!(kerry.aliases, ["Kerry"]);
    assert_eq!(kerry.titles, ["U.S. Secretary of State"]);
    assert_eq!(entity(&entities, EntityKind::Person, "Vladimir Putin").mentions.len(), 2);
    let union = entity(&entities, EntityKind::Organisation, "European Union");
    assert_eq!(union.aliases, ["EU"]);
    let sochi = entity(&entities, EntityKind::Place, "Sochi");
    assert_eq!(sochi.country.as_deref(), Some("Russia"));
}

#[test]
fn people_of_one_surname_are_not_merged_blindly() {
    let (_, entities) = find(
        &[
            "Senator Helen Marsh of Ohio spoke in Cleveland.",
            "The striker Peter Marsh scored twice for Sunderland.",
            "Mr. Marsh was seen in London on Friday, police said.",
        ],
        &EntitySettings::default(),
    );
    assert_ne!(
        entity(&entities, EntityKind::Person, "Helen Marsh").id,
        entity(&entities, EntityKind::Person, "Peter Marsh").id
    );
    assert_eq!(entity(&entities, EntityKind::Person, "Marsh").mentions.len(), 1);
}

#[test]
fn every_correction_wins_and_outlives_a_rescan() {
    let person = |name: &str| (EntityKind::Person, name.to_owned());
    let place = |name: &str| (EntityKind::Place, name.to_owned());
    let with = |corrections: Vec<EntityCorrection>| {
        find(&[TALKS, PLAN], &EntitySettings { corrections, ..EntitySettings::default() }).1
    };
    let before = with(Vec::new());
    let count = |entities: &Entities, name: &str| {
        entities.entities.iter().filter(|entity| entity.name == name).map(|entity| entity.mentions.len()).sum::<usize>()
    };
    let (kerry, putin) = (count(&before, "John Kerry"), count(&before, "Vladimir Putin"));

    let merged = with(vec![EntityCorrection::Merge { names: vec![person("Vladimir Putin"), person("John Kerry")] }]);
    assert_eq!(count(&merged, "Vladimir Putin"), kerry + putin);
    let split = with(vec![EntityCorrection::Split { from: person("John Kerry"), alias: "Kerry".into() }]);
    assert_eq!((count(&split, "John Kerry"), count(&split, "Kerry")), (2, kerry - 2));
    let renamed = with(vec![EntityCorrection::Rename { entity: person("John Kerry"), name: "J. F. Kerry".into() }]);
    assert_eq!(count(&renamed, "J. F. Kerry"), kerry);
    let retyped = with(vec![EntityCorrection::Retype { entity: place("Sochi"), kind: EntityKind::Organisation }]);
    assert_eq!(entity(&retyped, EntityKind::Organisation, "Sochi").mentions.len(), count(&before, "Sochi"));
    let ignored = with(vec![EntityCorrection::Ignore { entity: person("John Kerry") }]);
    assert_eq!(count(&ignored, "John Kerry"), 0);
    let added = with(vec![EntityCorrection::Add { name: "positive step".into(), kind: EntityKind::Other }]);
    assert_eq!(entity(&added, EntityKind::Other, "positive step").mentions.len(), 1);
    // A correction of what is not there does nothing.
    let nothing = with(vec![EntityCorrection::Ignore { entity: person("Nobody At All") }]);
    assert_eq!(nothing, before);
}

#[test]
fn a_name_that_a_line_breaks_is_added_and_split_off_whole() {
    let text = "The Orlen Harbour\nCouncil met in May. Afterwards the Orlen Harbour Council rose.";
    let organisation = |name: &str| (EntityKind::Organisation, name.to_owned());
    let add = EntityCorrection::Add { name: "Orlen Harbour Council".into(), kind: EntityKind::Organisation };
    let with = |corrections: Vec<EntityCorrection>| {
        find(&[text], &EntitySettings { corrections, ..EntitySettings::default() }).1
    };
    let added = with(vec![add.clone()]);
    assert_eq!(entity(&added, EntityKind::Organisation, "Orlen Harbour Council").mentions.len(), 2);
    let rename = EntityCorrection::Rename { entity: organisation("Orlen Harbour Council"), name: "The Council".into() };
    let split = EntityCorrection::Split { from: organisation("The Council"), alias: "Orlen Harbour Council".into() };
    let split = with(vec![add, rename, split]);
    assert_eq!(entity(&split, EntityKind::Organisation, "Orlen Harbour Council").mentions.len(), 2);
    let rule = EntityRule { pattern: "Harbour Council".into(), is_regex: false, kind: EntityKind::Organisation };
    let (_, ruled) = find(&[text], &EntitySettings { rules: vec![rule], ..EntitySettings::default() });
    assert_eq!(entity(&ruled, EntityKind::Organisation, "Harbour Council").mentions.len(), 2);
}

#[test]
fn rules_make_mentions_and_bad_ones_are_refused() {
    let rule = |pattern: &str, is_regex| EntityRule { pattern: pattern.into(), is_regex, kind: EntityKind::Other };
    let settings =
        EntitySettings { rules: vec![rule("sanctions", false), rule("bor[a-z]+", true)], ..Default::default() };
    let (_, entities) = find(&[PLAN], &settings);
    assert_eq!(entity(&entities, EntityKind::Other, "sanctions").mentions.len(), 1);
    assert_eq!(entity(&entities, EntityKind::Other, "border").mentions.len(), 1);
    assert_eq!(rule("  ", false).check(), Err(RuleError::Empty));
    assert!(matches!(rule("(", true).check(), Err(RuleError::Pattern(_))));
    assert!(matches!(rule("(a{1000}){1000}", true).check(), Err(RuleError::Pattern(_))));
}

#[test]
fn rules_keep_their_bounds() {
    let rule = |pattern: &str| EntityRule { pattern: pattern.into(), is_regex: true, kind: EntityKind::Other };
    assert_eq!(rule("x*").check(), Err(RuleError::Everywhere));
    // A pattern that takes whole paragraphs makes no names of them.
    let long = format!("{TALKS} {}", "and so on and on ".repeat(20));
    let settings = EntitySettings { rules: vec![rule("(?s).+")], ..Default::default() };
    let (_, entities) = find(&[&long], &settings);
    assert!(entities.entities.iter().all(|entity| entity.name.len() <= 200));
}

#[test]
fn corrections_come_after_rules() {
    let settings = EntitySettings {
        rules: vec![EntityRule { pattern: "sanctions".into(), is_regex: false, kind: EntityKind::Organisation }],
        corrections: vec![EntityCorrection::Ignore { entity: (EntityKind::Organisation, "sanctions".to_owned()) }],
    };
    let kept: EntitySettings = serde_json::from_str(&serde_json::to_string(&settings).unwrap()).unwrap();
    assert_eq!(kept, settings);
    let (_, entities) = find(&[PLAN], &settings);
    assert!(entities.entities.iter().all(|entity| entity.name != "sanctions"));
}

#[test]
fn corrections_follow_one_another() {
    let person = |name: &str| (EntityKind::Person, name.to_owned());
    let corrections = vec![
        EntityCorrection::Rename { entity: person("John Kerry"), name: "The Secretary".to_owned() },
        EntityCorrection::Retype { entity: person("The Secretary"), kind: EntityKind::Other },
        EntityCorrection::Merge { names: vec![person("Vladimir Putin"), person("Dmitry Peskov")] },
        EntityCorrection::Split { from: person("Vladimir Putin"), alias: "Dmitry Peskov".to_owned() },
    ];
    let texts = [TALKS, PLAN];
    let (_, before) = find(&texts, &EntitySettings::default());
    let (_, after) = find(&texts, &EntitySettings { corrections: corrections.clone(), ..Default::default() });
    let count = |entities: &Entities, kind, name: &str| entity(entities, kind, name).mentions.len();
    assert_eq!(count(&after, EntityKind::Other, "The Secretary"), count(&before, EntityKind::Person, "John Kerry"));
    for name in ["Vladimir Putin", "Dmitry Peskov"] {
        assert_eq!(count(&after, EntityKind::Person, name), count(&before, EntityKind::Person, name));
    }
    // Taking them back one by one, from the last, ends where it began.
    for left in (0..corrections.len()).rev() {
        let settings = EntitySettings { corrections: corrections[..left].to_vec(), ..Default::default() };
        let (_, entities) = find(&texts, &settings);
        assert_eq!(left == 0, entities == before);
    }
}

#[test]
fn short_names_of_bodies_go_to_the_one_that_they_can_mean() {
    let report = "Goldman Sachs cut its forecast on Tuesday. Goldman had been the most hopeful of the banks, traders in London \
        said.";
    let other = "Shares in Goldman fell in New York after the U.S. Federal Reserve left rates alone.";
    let (_, entities) = find(&[report, other], &EntitySettings::default());
    let bank = entity(&entities, EntityKind::Organisation, "Goldman Sachs");
    assert_eq!(bank.mentions.len(), 3, "{:?}", entities.entities);
    assert!(bank.aliases.contains(&"Goldman".to_owned()));
}

#[test]
fn initials_stand_for_the_only_name_that_they_fit() {
    let (_, entities) = find(
        &[
            "Chancellor Paula Hartwig spoke in Vienna on Monday. She praised Minister Karl Hartwig, who is no relation.",
            "President P. Hartwig will visit Graz on Friday, her office said.",
        ],
        &EntitySettings::default(),
    );
    assert_eq!(entity(&entities, EntityKind::Person, "Paula Hartwig").mentions.len(), 2, "{:?}", entities.entities);
    assert_eq!(entity(&entities, EntityKind::Person, "Karl Hartwig").mentions.len(), 1);
}

#[test]
fn titles_end_where_the_sentence_speaks_of_days_and_places() {
    let texts = [
        "Talks were held in Moscow on Tuesday with President Vladimir Putin. Putin smiled.",
        "A letter went from France to Foreign Minister Sergei Lavrov in May.",
        "The vote was lost by the Minister for Foreign Trade John Kerry in London.",
    ];
    let (_, entities) = find(&texts, &EntitySettings::default());
    let titles = |name: &str| entity(&entities, EntityKind::Person, name).titles.clone();
    assert_eq!(titles("Vladimir Putin"), ["President"]);
    assert_eq!(titles("Sergei Lavrov"), ["Foreign Minister"]);
    assert_eq!(titles("John Kerry"), ["Minister for Foreign Trade"]);
}

#[test]
fn a_corpus_without_names_has_no_entities() {
    let (_, entities) = find(&["", " \n", "nothing of note was said in the old town"], &EntitySettings::default());
    assert_eq!(entities.entities, []);
}

#[test]
fn a_long_text_without_punctuation_is_read() {
    let text = "Kerry met Putin near the river and then ".repeat(4_000);
    let (_, entities) = find(&[&text], &EntitySettings::default());
    assert!(!entities.entities.is_empty());
    let shouted = "KERRY MET PUTIN IN SOCHI ".repeat(2_000);
    find(&[&shouted], &EntitySettings::default());
}

#[test]
fn odd_characters_do_no_harm() {
    for text in
        ["“", "'s", "’s’s", "U.", "&-/.'", "Ünal’s «Ä» 3½", "\u{feff}\u{200b}A\u{301}b", "𝐀𝐁 Ⅻ ǅ", "$", "1,", "$1,2,3"]
    {
        find(&[text], &EntitySettings::default());
    }
}

#[test]
fn the_order_of_threads_does_not_show() {
    let texts = [TALKS, PLAN, "Peskov spoke in Moscow.", "The UN Security Council met in New York."];
    let corpus = corpus(&texts);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| all(&corpus, &EntitySettings::default()))
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn cancelling_stops_the_search() {
    let progress = Progress::new();
    progress.cancel();
    let corpus = corpus(&[TALKS]);
    assert!(find_entities(&corpus, &progress).is_err());
    assert!(decided(&corpus, &Entities::default(), &EntitySettings::default(), &progress).is_err());
}

#[test]
fn without_decisions_it_is_what_was_found() {
    let corpus = corpus(&[TALKS, PLAN]);
    let found = find_entities(&corpus, &Progress::new()).unwrap();
    assert_eq!(decided(&corpus, &found, &EntitySettings::default(), &Progress::new()).unwrap(), found);
}

#[test]
fn companions_count_documents() {
    let (_, entities) = find(&[TALKS, PLAN], &EntitySettings::default());
    let kerry = entity(&entities, EntityKind::Person, "John Kerry").id;
    let putin = entity(&entities, EntityKind::Person, "Vladimir Putin").id;
    let with = companions(&entities, kerry);
    assert!(with.contains(&Together { one: kerry.min(putin), other: kerry.max(putin), documents: 1 }));
    assert!(cooccurrences(&entities, 100, 1).iter().any(|pair| pair.documents == 2));
}

proptest::proptest! {
    #[test]
    fn any_text_keeps_the_laws(text in "([A-Z][a-z]{0,5}|[a-z]{1,4}|U\\.S\\.|Mr\\.|'s|’s|\"|“|”|[0-9]{1,4}|\\$|%|[-&/.,:;()]|é|Ł|中|\n| ){0,60}") {
        let (corpus, _) = find(&[&text], &EntitySettings::default());
        proptest::prop_assert_eq!(&*corpus.documents()[0].text, text.as_str());
    }
}

#[test]
fn other_languages_are_skipped_and_said_so() {
    let german = "Der Minister reiste am Dienstag nach Berlin, um mit der Kanzlerin über die neuen Gesetze zu sprechen. \
        Die Regierung will die Steuern senken und das Geld für Schulen ausgeben, sagte er. Viele Menschen hoffen, dass \
        sich ihre Lage bald bessert, doch die Kassen sind leer und die Schulden wachsen jedes Jahr weiter an.";
    let (_, entities) = find(&[german, TALKS], &EntitySettings::default());
    assert_eq!(entities.skipped.len(), 1);
    assert!(entities.skipped[0].1.contains("German"));
    assert!(entities.mentions_in(crate::corpus::DocumentId(0)).is_empty());
}

#[test]
fn what_is_taken_over_is_what_another_reading_finds() {
    let corpus = corpus(&[TALKS, PLAN, "“We have a lot to do here today,” Kerry told reporters in Sochi on Monday."]);
    let found = find_entities(&corpus, &Progress::new()).unwrap();
    let person = |name: &str| (EntityKind::Person, name.to_owned());
    let kerry = || person("John Kerry");
    for correction in [
        EntityCorrection::Merge { names: vec![person("Vladimir Putin"), kerry()] },
        EntityCorrection::Split { from: kerry(), alias: "Kerry".into() },
        EntityCorrection::Rename { entity: kerry(), name: "J. F. Kerry".into() },
        EntityCorrection::Retype { entity: kerry(), kind: EntityKind::Place },
        EntityCorrection::Ignore { entity: kerry() },
        EntityCorrection::Add { name: "a lot".into(), kind: EntityKind::Person },
    ] {
        let settings = EntitySettings { corrections: vec![correction], ..Default::default() };
        let after = decided(&corpus, &found, &settings, &Progress::new()).unwrap();
        check_laws(&corpus, &after);
        assert_ne!(after, found);
        let anew = quotations::find_quotations(&corpus, &after, None, &Progress::new()).unwrap();
        assert_eq!(after.quotations, anew, "{settings:?}");
    }
}
