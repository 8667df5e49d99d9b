use proptest::prelude::*;

use super::*;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document, DocumentId, Origin, Published, Sourced};
use crate::session::{PairNote, Session};
use crate::similarity::{LeftOut, PairScore, SharedRun, SimilarityMatrix};
use crate::text::Span;

fn article(path: &str, title: &str, outlet: &str, day: Option<i8>) -> Document {
    let mut document = Document::from_text(path, "The envoy arrived at noon.");
    document.metadata.title = Some(Sourced::certain(title.to_owned(), Origin::Person));
    document.metadata.outlet = Some(Sourced::certain(outlet.to_owned(), Origin::Person));
    let published = |day| Published { date: jiff::civil::date(2015, 5, day), time: None };
    document.metadata.published = day.map(|day| Sourced::certain(published(day), Origin::Person));
    document
}

fn score(a: u32, b: u32, ab: f64, ba: f64, run: u32) -> PairScore {
    PairScore {
        a: DocumentId(a),
        b: DocumentId(b),
        jaccard: 0.1,
        containment_a_in_b: ab,
        containment_b_in_a: ba,
        weighted_a_in_b: ab,
        weighted_b_in_a: ba,
        cosine: 0.5,
        coverage_a: ab,
        coverage_b: ba,
        longest_run: SharedRun { words: run, a: Span::empty_at(0), b: Span::empty_at(0) },
        name_overlap: 0.0,
        quotation_overlap: 0.0,
    }
}

/// Four articles and four pairs.
fn desk() -> (Analysis, Session) {
    let corpus = Corpus::from_documents([
        article("a.txt", "Kerry in Sochi", "Reuters", Some(12)),
        article("b.txt", "Talks at the sea", "The Moscow Times", Some(12)),
        article("c.txt", "Red square parade", "AFP", Some(9)),
        article("d.txt", "Nothing new", "Reuters", None),
    ]);
    let pairs = vec![
        score(0, 1, 0.9, 0.85, 60),
        score(0, 2, 0.2, 0.6, 12),
        score(1, 2, 0.03, 0.02, 4),
        score(2, 3, 0.7, 0.1, 33),
    ];
    let matrix = SimilarityMatrix::new(4, pairs, LeftOut::default());
    let analysis = Analysis { corpus: corpus.into(), matrix: matrix.into(), ..Analysis::default() };
    let mut session = Session::default();
    let note = |note: &str, is_reviewed| PairNote { note: note.to_owned(), is_reviewed, is_marked: false };
    session.pairs.insert(("a.txt".to_owned(), "b.txt".to_owned()), note("", true));
    session.pairs.insert(("a.txt".to_owned(), "c.txt".to_owned()), note("Same Agency?", false));
    (analysis, session)
}

/// The pairs that an expression lets through, as "ab cd".
fn chosen(query: &str) -> String {
    let (analysis, session) = desk();
    let query = PairQuery::parse(query).expect(query);
    let notes = Notes::new(&analysis, &session);
    let passes = Passes::new(&query, &analysis, &session, &notes, None, Measure::WeightedContainment);
    let letter = |id: DocumentId| char::from(b'a' + u8::try_from(id.0).expect("four articles"));
    let pairs = (0..).zip(analysis.matrix.pairs()).filter(|(index, pair)| passes.has(*index, pair));
    pairs.map(|(_, pair)| format!("{}{}", letter(pair.a), letter(pair.b))).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_condition_by_an_example() {
    let cases = [
        ("", "ab ac bc cd"),
        ("containment > 0.8", "ab"),
        ("containment>60%", "ab cd"),
        ("containment >= 60 %", "ab ac cd"),
        ("containment.ab > 0.6", "ab cd"),
        ("containment.ba > 0.5", "ab ac"),
        ("score < 0.5", "bc"),
        ("run>=33", "ab cd"),
        ("days = 0", "ab"),
        ("days >= -3 days < 0", "ac bc"),
        ("hours:0", "ab"),
        ("date:2015-05-12", "ab"),
        ("date < 2015-05-12", ""),
        ("date>=2015-05-09", "ab ac bc"),
        ("date:2015", "ab ac bc"),
        ("outlet:reuters", "ab ac cd"),
        ("outlet:\"moscow times\"", "ab bc"),
        ("outlet:AFP,moscow", "ab ac bc cd"),
        ("-outlet:Reuters", "bc"),
        ("title:sochi", "ab ac"),
        ("file:d.txt", "cd"),
        ("class:verbatim", "ab"),
        ("class:own", "bc"),
        ("reviewed:yes", "ab"),
        ("reviewed:no", "ac bc cd"),
        ("note:yes", "ac"),
        ("note:agency", "ac"),
        ("-note:yes", "ab bc cd"),
        ("kerry", "ab ac"),
        ("\"red square\"", "ac bc cd"),
        ("agency", "ac"),
        ("-kerry -afp", ""),
        ("- \"red square\"", "ab"),
        ("Containment > 0.5, OUTLET = reuters REVIEWED:no", "ac cd"),
        ("words > 5", ""),
        ("words <= 1,000", "ab ac bc cd"),
        ("credit:no", "ab ac bc cd"),
        ("credit:yes", ""),
    ];
    for (query, pairs) in cases {
        assert_eq!(chosen(query), pairs, "{query}");
    }
}

#[test]
fn what_is_wrong_is_said_with_a_way_out() {
    let cases = [
        ("contanment > 0.8", "“contanment” is no name here; did you mean “containment”?", 0..10),
        ("score > much", "“much” is no number", 8..12),
        ("score > 80", "Shares go from 0 to 1: write 0.8 or 80%", 8..10),
        ("run > 50%", "Only shares are written with a percent sign", 6..9),
        ("score >", "After score comes a number", 7..7),
        ("date > soon", "“soon” is no day: write 2015-05-01, 2015-05 or 2015", 7..11),
        ("outlet:", "After outlet something is missing, as in outlet:Reuters", 7..7),
        ("outlet > Reuters", "After outlet comes a colon, as in outlet:Reuters", 0..6),
        ("class:stolen", "“stolen” is no class: copy, verbatim, edited, reworded or own", 6..12),
        ("reviewed:perhaps", "reviewed takes yes or no", 9..16),
        ("\"red square", "The quotation mark has no second one", 0..11),
        ("> 0.5", "Before a comparison there must be a name, as in score > 0.5", 0..1),
        ("at 10:30", "“10” is no name here; to look for it as a word, put it in quotation marks", 3..5),
        ("jaccard.ab > 0.5", "“jaccard.ab” is no name here; did you mean “jaccard”?", 0..10),
        ("\"\"", "Between the quotation marks there is nothing", 0..2),
    ];
    for (query, message, place) in cases {
        let error = PairQuery::parse(query).expect_err(query);
        assert_eq!((error.message.as_str(), error.place), (message, place), "{query}");
    }
}

#[test]
fn the_examples_of_the_help_are_well_formed() {
    for (example, _) in EXAMPLES {
        assert!(PairQuery::parse(example).is_ok_and(|query| !query.is_empty()), "{example}");
    }
}

/// Conditions that are well formed, for laws.
fn condition() -> impl Strategy<Value = String> {
    const ALL: [&str; 8] = [
        "score > 0.5",
        "run >= 20",
        "outlet:Reuters",
        "kerry",
        "reviewed:no",
        "date:2015-05-12",
        "class:own",
        "note:yes",
    ];
    (prop::sample::select(&ALL[..]), any::<bool>()).prop_map(|(condition, is_negated)| match is_negated {
        true => format!("-{condition}"),
        false => condition.to_owned(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn conditions_together_are_an_intersection_in_any_order(one in condition(), other in condition()) {
        let together = chosen(&format!("{one} {other}"));
        prop_assert_eq!(&together, &chosen(&format!("{other} {one}")));
        let (left, right) = (chosen(&one), chosen(&other));
        let both: Vec<&str> = left.split(' ').filter(|pair| right.split(' ').any(|other| other == *pair)).collect();
        prop_assert_eq!(together, both.join(" "));
    }

    #[test]
    fn a_minus_gives_what_is_left(one in condition()) {
        let turned = match one.strip_prefix('-') {
            Some(rest) => rest.to_owned(),
            None => format!("-{one}"),
        };
        let mut all: Vec<String> = [chosen(&one), chosen(&turned)]
            .iter()
            .flat_map(|pairs| pairs.split(' ').filter(|pair| !pair.is_empty()).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        all.sort();
        prop_assert_eq!(all.join(" "), "ab ac bc cd");
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(text in ".{0,40}") {
        if let Err(error) = PairQuery::parse(&text) {
            prop_assert!(error.place.start <= error.place.end && error.place.end <= text.len());
            prop_assert!(text.is_char_boundary(error.place.start) && text.is_char_boundary(error.place.end));
        }
    }
}
