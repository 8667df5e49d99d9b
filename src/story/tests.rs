//! Examples for the whiteboard: two short texts, and what they agree and disagree on.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::alignment::{AlignmentSettings, Side, align};
use crate::corpus::{Document, DocumentId, Origin, PartKind, Published, Sourced};
use crate::entity::{Entity, EntityId, EntityKind, Mention, Quantity, QuantityKind, Quotation};
use crate::progress::Progress;
use crate::similarity::{LeftOut, PairScore, SharedRun};
use crate::text::Span;
use crate::timeline::{Anchor, Interval, Timex, TimexType};

const A: DocumentId = DocumentId(0);
const B: DocumentId = DocumentId(1);

/// A pair with what was found in it; what is found is given by the words themselves.
struct Desk {
    corpus: Corpus,
    matrix: SimilarityMatrix,
    clusters: Clusters,
    entities: Entities,
    timeline: Timeline,
}

impl Desk {
    fn new(a: &str, b: &str) -> Self {
        let corpus = Corpus::from_pair(Document::from_text("a.txt", a), Document::from_text("b.txt", b));
        let (matrix, clusters) = (SimilarityMatrix::new(2, Vec::new(), LeftOut::default()), Clusters::default());
        let entities = Entities { of_document: vec![Vec::new(); 2], ..Entities::default() };
        let timeline = Timeline { document_starts: vec![0, 0, 0], ..Timeline::default() };
        Self { corpus, matrix, clusters, entities, timeline }
    }

    fn find(&self, document: DocumentId, phrase: &str) -> Span {
        let at = self.corpus.get(document).text.find(phrase).expect("the phrase is in the text");
        Span::new(at, at + phrase.len())
    }

    fn time(
        mut self,
        document: DocumentId,
        phrase: &str,
        kind: TimexType,
        value: &str,
        interval: Option<Interval>,
    ) -> Self {
        let span = self.find(document, phrase);
        let value = value.to_owned();
        let anchor = Anchor::Absolute;
        let timex = Timex { document, span, kind, value, interval, is_open_start: false, is_open_end: false, anchor };
        self.timeline.timexes.push(timex);
        self.timeline.timexes.sort_by_key(|timex| (timex.document, timex.span));
        let before = |id: DocumentId| self.timeline.timexes.iter().filter(|timex| timex.document < id).count();
        let all = self.timeline.timexes.len();
        self.timeline.document_starts = [before(A), before(B), all].map(|at| u32::try_from(at).unwrap()).to_vec();
        self
    }

    fn entity(mut self, name: &str, kind: EntityKind, places: &[(DocumentId, &str, Option<&str>)]) -> Self {
        let id = EntityId(u32::try_from(self.entities.entities.len()).unwrap());
        for &(document, phrase, title) in places {
            let title = title.map(|title| self.find(document, title));
            let mention = Mention { document, span: self.find(document, phrase), title };
            self.entities.of_document[document.index()].push((mention, id));
            self.entities.of_document[document.index()].sort();
        }
        self.entities.entities.push(Entity { id, kind, name: name.to_owned(), ..Entity::default() });
        self
    }

    fn quantity(mut self, document: DocumentId, phrase: &str, kind: QuantityKind, value: f64, unit: &str) -> Self {
        let span = self.find(document, phrase);
        let unit = unit.to_owned();
        self.entities.quantities.push(Quantity { document, span, number: span, kind, value, unit });
        self
    }

    fn quotation(mut self, document: DocumentId, phrase: &str) -> Self {
        let span = self.find(document, phrase);
        self.entities.quotations.push(Quotation { document, span, speaker: None, verb: None });
        self.entities.quotations.sort();
        self
    }

    fn evidence(&self) -> Evidence<'_> {
        Evidence {
            corpus: &self.corpus,
            matrix: &self.matrix,
            clusters: &self.clusters,
            entities: &self.entities,
            timeline: &self.timeline,
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let (a, b) = (self.corpus.get(A), self.corpus.get(B));
        let alignment = align(Side::new(&a.text), Side::new(&b.text), &AlignmentSettings::default(), &Progress::new());
        compare_facts(A, B, &alignment.expect("nobody cancels"), &self.evidence())
    }

    /// Kind, verdict and the words on both sides.
    fn told(&self) -> Vec<(FactKind, Verdict, &str, &str)> {
        let (a, b) = (self.corpus.get(A), self.corpus.get(B));
        self.facts()
            .iter()
            .map(|fact| (fact.kind, fact.verdict, fact.a.slice(&a.text), fact.b.slice(&b.text)))
            .collect()
    }
}

#[test]
fn numbers_of_different_things_do_not_differ() {
    let desk = Desk::new("The town has two ferries today.", "The town has 1,900 inhabitants today.")
        .quantity(A, "two ferries", QuantityKind::Count, 2.0, "ferries")
        .quantity(B, "1,900 inhabitants", QuantityKind::Count, 1900.0, "inhabitants");
    let mut verdicts: Vec<Verdict> = desk.facts().iter().map(|fact| fact.verdict).collect();
    verdicts.sort_unstable();
    assert_eq!(verdicts, [Verdict::OnlyInA, Verdict::OnlyInB]);
}

#[test]
fn numbers_that_differ_and_numbers_in_other_words() {
    let desk = Desk::new(
        "The blast at the harbour killed 12 people and left forty homeless. Repairs will cost $4.5 million.",
        "The blast at the harbour killed 14 people and left 40 homeless. Repairs will cost $4.5 million.",
    )
    .quantity(A, "12 people", QuantityKind::Killed, 12.0, "killed")
    .quantity(A, "forty", QuantityKind::Count, 40.0, "")
    .quantity(A, "$4.5 million", QuantityKind::Money, 4_500_000.0, "usd")
    .quantity(B, "14 people", QuantityKind::Killed, 14.0, "killed")
    .quantity(B, "40 homeless", QuantityKind::Count, 40.0, "homeless")
    .quantity(B, "$4.5 million", QuantityKind::Money, 4_500_000.0, "usd");
    assert_eq!(
        desk.told(),
        [
            (FactKind::Number, Verdict::Differs, "12 people", "14 people"),
            (FactKind::Number, Verdict::SameOnceResolved, "forty", "40 homeless"),
            (FactKind::Number, Verdict::Same, "$4.5 million", "$4.5 million"),
        ]
    );
}

#[test]
fn times_are_compared_by_their_values() {
    let month = |year, month, last| Some(Interval { earliest: date(year, month, 1), latest: date(year, month, last) });
    let desk = Desk::new(
        "Relations have sunk since Russia annexed the peninsula in March of last year, while the family's four-decade rule goes on.",
        "Relations have sunk since Russia annexed the peninsula in March 2014, while the family's 45-year-old rule goes on.",
    )
    .time(A, "March of last year", TimexType::Date, "2014-03", month(2014, 3, 31))
    .time(A, "four-decade", TimexType::Duration, "P40Y", None)
    .time(B, "March 2014", TimexType::Date, "2014-03", month(2014, 3, 31))
    .time(B, "45-year-old", TimexType::Duration, "P45Y", None);
    assert_eq!(
        desk.told(),
        [
            (FactKind::Date, Verdict::SameOnceResolved, "March of last year", "March 2014"),
            (FactKind::Duration, Verdict::Differs, "four-decade", "45-year-old"),
        ]
    );
    assert_eq!(desk.facts()[1].a_value.as_deref(), Some("P40Y"));
}

#[test]
fn the_same_words_may_mean_another_day() {
    let day = |day| Some(Interval { earliest: date(2015, 5, day), latest: date(2015, 5, day) });
    let desk = Desk::new(
        "The ministers met on Tuesday in Sochi for talks.",
        "The ministers met on Tuesday in Sochi for talks.",
    )
    .time(A, "Tuesday", TimexType::Date, "2015-05-12", day(12))
    .time(B, "Tuesday", TimexType::Date, "2015-05-19", day(19));
    assert_eq!(desk.told(), [(FactKind::Date, Verdict::Differs, "Tuesday", "Tuesday")]);
}

#[test]
fn names_by_entity_and_the_title_that_each_gives() {
    let desk = Desk::new(
        "President Anna Vale flew to Sochi on a cold morning to meet the negotiators of both sides.",
        "Chancellor Vale flew to Minsk on a cold morning to meet the negotiators of both sides, Reuters said.",
    )
    .entity("Anna Vale", EntityKind::Person, &[(A, "Anna Vale", Some("President")), (B, "Vale", Some("Chancellor"))])
    .entity("Sochi", EntityKind::Place, &[(A, "Sochi", None)])
    .entity("Minsk", EntityKind::Place, &[(B, "Minsk", None)])
    .entity("Reuters", EntityKind::Organisation, &[(B, "Reuters", None)]);
    assert_eq!(
        desk.told(),
        [
            (FactKind::Status, Verdict::Differs, "President", "Chancellor"),
            (FactKind::Name, Verdict::SameOnceResolved, "Anna Vale", "Vale"),
            (FactKind::Place, Verdict::Differs, "Sochi", "Minsk"),
            (FactKind::Organisation, Verdict::OnlyInB, "", "Reuters"),
        ]
    );
}

#[test]
fn a_shortened_name_at_the_same_place_is_no_difference() {
    let desk = Desk::new(
        "Bids for the cargo are expected from Kesby National Oil Company and the Norda Line by the end of the month.",
        "Bids for the cargo are expected from Kesby National Company and the Velisk Line by the end of the month.",
    )
    .entity("Kesby National Oil Company", EntityKind::Organisation, &[(A, "Kesby National Oil Company", None)])
    .entity("Kesby National Company", EntityKind::Organisation, &[(B, "Kesby National Company", None)])
    .entity("Norda Line", EntityKind::Organisation, &[(A, "Norda Line", None)])
    .entity("Velisk Line", EntityKind::Organisation, &[(B, "Velisk Line", None)]);
    let (shortened, other) = (Verdict::SameOnceResolved, Verdict::Differs);
    assert_eq!(
        desk.told(),
        [
            (FactKind::Organisation, shortened, "Kesby National Oil Company", "Kesby National Company"),
            (FactKind::Organisation, other, "Norda Line", "Velisk Line"),
        ]
    );
}

#[test]
fn a_longer_title_of_the_same_office_is_no_difference() {
    let desk = Desk::new(
        "Talks with President Anna Vale went on for hours in the old harbour of the city.",
        "Talks with Norland's President Vale went on for hours in the old harbour of the city.",
    )
    .entity(
        "Anna Vale",
        EntityKind::Person,
        &[(A, "Anna Vale", Some("President")), (B, "Vale", Some("Norland's President"))],
    );
    let status = desk.told().into_iter().find(|(kind, ..)| *kind == FactKind::Status);
    assert_eq!(status, Some((FactKind::Status, Verdict::SameOnceResolved, "President", "Norland's President")));
}

#[test]
fn quotations_same_altered_and_new() {
    let desk = Desk::new(
        "\"We have a lot of business to do,\" she said. \"Nobody here was the initiator of this cooling,\" he added. He left.",
        "\"We have a lot of business to do,\" she said. \"Nobody was ever the initiator of this cooling,\" he added. \"Goodbye then,\" he said.",
    )
    .quotation(A, "We have a lot of business to do,")
    .quotation(A, "Nobody here was the initiator of this cooling,")
    .quotation(B, "We have a lot of business to do,")
    .quotation(B, "Nobody was ever the initiator of this cooling,")
    .quotation(B, "Goodbye then,");
    let verdicts: Vec<Verdict> = desk.told().into_iter().map(|(_, verdict, ..)| verdict).collect();
    assert_eq!(verdicts, [Verdict::Same, Verdict::Differs, Verdict::OnlyInB]);
}

#[test]
fn unrelated_texts_have_no_common_facts() {
    let desk = Desk::new(
        "The harvest in the southern valleys was poor, 12 farmers said, and the price of bread will rise again soon.",
        "A court on Monday ordered the release of 12 editors who had been held for more than a month without charge.",
    );
    assert!(desk.facts().is_empty());
}

#[test]
fn an_agency_is_credited_by_name_initials_or_not_at_all() {
    let credited = |text: &str| -> Vec<(String, String)> {
        let mut desk = Desk::new("The talks failed.", text);
        let mut source = Document::clone(desk.corpus.get(A));
        source.metadata.agency = Some(Sourced::certain("Agence France-Presse".to_owned(), Origin::Dateline));
        source.metadata.outlet = Some(Sourced::certain("The Daily Ledger".to_owned(), Origin::Metadata));
        let other = Document::clone(desk.corpus.get(B));
        desk.corpus = Corpus::from_pair(source, other);
        let found = credit(A, B, &desk.evidence());
        assert!(found.iter().all(|credit| credit.part == PartKind::Body));
        found.into_iter().map(|credit| (credit.source, credit.span.slice(text).to_owned())).collect()
    };
    let pair = |source: &str, words: &str| vec![(source.to_owned(), words.to_owned())];
    assert_eq!(credited("The talks failed, AFP reported."), pair("Agence France-Presse", "AFP"));
    assert_eq!(credited("As the Daily Ledger's reporter saw."), pair("The Daily Ledger", "Daily Ledger's"));
    assert_eq!(credited("The talks failed. With agencies"), pair("", "With agencies"));
    assert!(credited("The talks failed, the afp plug-in said.").is_empty());
}

#[test]
fn a_passage_knows_who_shares_it_and_who_had_it_first() {
    let shared = "Rebels hold all the eastern towns of the region since the spring.";
    let mut desk = Desk::new(
        &format!("{shared} Nobody else wrote this sentence here."),
        &format!("Other words open it. {shared}"),
    );
    let dated = |document: &Arc<Document>, day| {
        let mut document = Document::clone(document);
        let published = Published { date: date(2015, 5, day), time: None };
        document.metadata.published = Some(Sourced::certain(published, Origin::Metadata));
        document
    };
    desk.corpus = Corpus::from_pair(dated(desk.corpus.get(A), 13), dated(desk.corpus.get(B), 12));
    let score = PairScore {
        a: A,
        b: B,
        jaccard: 0.5,
        containment_a_in_b: 0.5,
        containment_b_in_a: 0.5,
        weighted_a_in_b: 0.5,
        weighted_b_in_a: 0.5,
        cosine: 0.5,
        coverage_a: 0.5,
        coverage_b: 0.5,
        longest_run: SharedRun::default(),
        name_overlap: 0.5,
        quotation_overlap: 0.5,
    };
    desk.matrix = SimilarityMatrix::new(2, vec![score], LeftOut::default());
    let found = provenance(A, &desk.evidence(), &Progress::new()).expect("nobody cancels");
    let told: Vec<_> = found.iter().map(|passage| (passage.shared_with.as_slice(), passage.first)).collect();
    assert_eq!(told, [(&[B][..], Some(B)), (&[][..], None)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the texts: spans are of their text, values stand where the verdict says, each number of either text once.
    #[test]
    fn every_number_is_told_once(a in "([a-c]{1,3} |[0-9]{1,3} ){0,40}", b in "([a-c]{1,3} |[0-9]{1,3} ){0,40}") {
        // The texts are related whatever follows, or they would have no facts.
        let opening = "The ministers met at the harbour for long talks on a treaty that nobody wants to sign. ";
        let (a, b) = (format!("{opening}{a}"), format!("{opening}{b}"));
        let mut desk = Desk::new(&a, &b);
        let mut counts = [0, 0];
        for (document, text) in [(A, &a), (B, &b)] {
            for span in crate::text::words(text) {
                let Ok(value) = span.slice(text).parse::<f64>() else { continue };
                counts[document.index()] += 1;
                let kind = QuantityKind::Count;
                desk.entities.quantities.push(Quantity { document, span, number: span, kind, value, unit: String::new() });
            }
        }
        let facts = desk.facts();
        prop_assert_eq!(facts.iter().filter(|fact| fact.a_value.is_some()).count(), counts[0]);
        prop_assert_eq!(facts.iter().filter(|fact| fact.b_value.is_some()).count(), counts[1]);
        for fact in &facts {
            prop_assert!(fact.a.get(&a).is_some() && fact.b.get(&b).is_some());
            prop_assert_eq!(fact.a.is_empty(), fact.a_value.is_none());
            prop_assert_eq!(fact.b.is_empty(), fact.b_value.is_none());
        }
        prop_assert!(facts.is_sorted_by_key(|fact| fact.a.start()));
    }
}

#[test]
fn the_name_of_a_credit_is_that_of_the_places_where_it_stands() {
    let corpus = crate::corpus::sample();
    let credits = Credits::new(&corpus, &Progress::new()).expect("not cancelled");
    let mut found = 0;
    for (a, _) in corpus.iter() {
        for (b, _) in corpus.iter().filter(|(b, _)| *b != a) {
            let places = credits.between(a, b);
            let name = credits.find(a, b);
            assert_eq!(name.is_some(), !places.is_empty(), "{a:?} {b:?}");
            if let Some(name) = name {
                assert!(places.iter().any(|place| place.source == name), "{name} of {a:?} in {b:?}");
                found += 1;
            }
        }
    }
    assert!(found > 0, "some article of the sample credits another");
}
