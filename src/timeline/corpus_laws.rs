//! Laws of the times and events of a corpus: what is joined, corrected and taken over.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::*;
use crate::corpus::{Corpus, Document, Metadata, Origin, Published, Sourced};
use crate::entity::{Entities, EntityId, Mention};
use crate::progress::{Cancelled, Progress};
use crate::text::Span;

fn article(path: &str, text: &str, day: Option<Date>) -> Document {
    let published = day.map(|date| Sourced::certain(Published { date, time: None }, Origin::Metadata));
    Document { metadata: Metadata { published, ..Metadata::default() }, ..Document::from_text(path, text) }
}

#[test]
fn events_join_the_nearest_time_of_the_sentence() {
    let text = "Vale met Ostrander on Monday. Vale left. On Tuesday Vale spoke; Ostrander had gone in 2014.";
    let corpus = Corpus::from_documents([article("a.txt", text, Some(date(2015, 5, 12)))]);
    let document = crate::corpus::DocumentId(0);
    let mentions: Vec<(Mention, EntityId)> = text
        .match_indices("Vale")
        .map(|(at, name)| (at, name.len(), 0))
        .chain(text.match_indices("Ostrander").map(|(at, name)| (at, name.len(), 1)))
        .map(|(at, len, entity)| (Mention { document, span: Span::new(at, at + len), title: None }, EntityId(entity)))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let entities = Entities { of_document: vec![mentions], ..Entities::default() };
    let timeline = find_times(&corpus, &entities, &TimelineSettings::default(), &Progress::new()).unwrap();
    let told: Vec<(u32, &str)> = timeline
        .events
        .iter()
        .map(|event| (event.entity.0, timeline.timexes[event.timex.index()].value.as_str()))
        .collect();
    assert_eq!(told, [(0, "2015-05-11"), (1, "2015-05-11"), (0, "2015-05-12"), (1, "2014")]);
}

#[test]
fn a_correction_wins_and_a_rejected_time_goes() {
    let text = "Vale came last month and left a month earlier.";
    let corpus = Corpus::from_documents([article("a.txt", text, Some(date(2015, 5, 12)))]);
    let at = |phrase: &str| Span::new(text.find(phrase).unwrap(), text.find(phrase).unwrap() + phrase.len());
    let decide = |phrase: &str, value: Option<(String, Option<Interval>)>| TimeCorrection {
        path: "a.txt".to_owned(),
        span: at(phrase),
        phrase: phrase.to_owned(),
        value,
    };
    let day = date(2001, 2, 3);
    let settings = TimelineSettings {
        corrections: vec![
            decide("a month earlier", Some(("2001-02-03".to_owned(), Some(Interval { earliest: day, latest: day })))),
            decide("last month", None),
            decide("came", Some(("2015-05".to_owned(), None))),
        ],
    };
    let timeline = find_times(&corpus, &Entities::default(), &settings, &Progress::new()).unwrap();
    let told: Vec<(&str, &str, Anchor)> =
        timeline.timexes.iter().map(|time| (time.span.slice(text), time.value.as_str(), time.anchor)).collect();
    assert_eq!(told, [("came", "2015-05", Anchor::Person), ("a month earlier", "2001-02-03", Anchor::Person)]);
}

#[test]
fn what_is_taken_over_is_what_would_be_found() {
    let text = "Vale came in May. A month earlier he was in Rome; last month he left.";
    let documents = ["a.txt", "b.txt"].map(|path| article(path, text, Some(date(2015, 5, 12))));
    let corpus = Corpus::from_documents(documents);
    let find =
        |settings: &TimelineSettings| find_times(&corpus, &Entities::default(), settings, &Progress::new()).unwrap();
    let at = text.find("last month").unwrap();
    let ignore = TimeCorrection {
        path: "a.txt".to_owned(),
        span: Span::new(at, at + 10),
        phrase: "last month".to_owned(),
        value: None,
    };
    let (before, after) = (TimelineSettings::default(), TimelineSettings { corrections: vec![ignore] });
    for (old, new) in [(&before, &after), (&after, &before), (&after, &after)] {
        let (timeline, entities) = (find(old), Entities::default());
        let last = LastTimes { timeline: &timeline, settings: old, entities: &entities };
        let again = find_times_again(&corpus, &entities, new, last, &Progress::new()).unwrap();
        assert_eq!(again, find(new));
    }
    assert_ne!(find(&before), find(&after));
}

/// The entity that each of the three names in each of two articles is a mention of.
fn named(corpus: &Corpus, entities: &[[u32; 3]; 2]) -> Entities {
    let of_document = corpus.iter().zip(entities).map(|((document, article), entities)| {
        let mention = |name: &str| {
            let at = article.text.find(name).unwrap();
            Mention { document, span: Span::new(at, at + name.len()), title: None }
        };
        ["Vale", "Ostrander", "Orlen"].map(mention).into_iter().zip(entities.map(EntityId)).collect()
    });
    Entities { of_document: of_document.collect(), ..Entities::default() }
}

#[test]
fn events_are_taken_over_with_the_numbers_that_names_have_by_then() {
    let text = "Vale met Ostrander in Orlen on 3 May 2014, and not in March of last year.";
    let corpus = Corpus::from_documents(["a.txt", "b.txt"].map(|path| article(path, text, Some(date(2015, 5, 12)))));
    let settings = TimelineSettings::default();
    let before = named(&corpus, &[[0, 1, 2], [0, 1, 2]]);
    let timeline = find_times(&corpus, &before, &settings, &Progress::new()).unwrap();
    let last = LastTimes { timeline: &timeline, settings: &settings, entities: &before };
    // The same; numbered the other way round; two that are one; one that is two; one that is two in one article.
    for after in [
        [[0, 1, 2], [0, 1, 2]],
        [[2, 1, 0], [2, 1, 0]],
        [[0, 0, 1], [0, 0, 1]],
        [[0, 1, 2], [3, 1, 2]],
        [[7, 1, 2], [7, 7, 2]],
    ] {
        let after = named(&corpus, &after);
        let again = find_times_again(&corpus, &after, &settings, last, &Progress::new()).unwrap();
        assert_eq!(again, find_times(&corpus, &after, &settings, &Progress::new()).unwrap());
    }
}

#[test]
fn threads_do_not_show_and_a_cancelled_task_stops() {
    let documents = (0..40_u8).map(|at| {
        let text = format!("On Monday {at} came. Two days later, in March, it was over. A year earlier it began.");
        article(&format!("{at:02}.txt"), &text, Some(date(2015, 5, 12).checked_add(i64::from(at).days()).unwrap()))
    });
    let corpus = Corpus::from_documents(documents);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| find_times(&corpus, &Entities::default(), &TimelineSettings::default(), &Progress::new()))
    };
    let timeline = run(1).unwrap();
    assert_eq!(Ok(&timeline), run(4).as_ref());
    assert_eq!(timeline.document_starts.len(), 41);
    for (id, document) in corpus.iter() {
        for time in timeline.times_in(id) {
            assert_eq!(time.document, id);
            assert!(time.span.get(&document.text).is_some());
        }
    }
    let progress = Progress::new();
    progress.cancel();
    assert_eq!(find_times(&corpus, &Entities::default(), &TimelineSettings::default(), &progress), Err(Cancelled));
}
