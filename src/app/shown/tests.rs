//! The laws of the filter: parts together are an intersection, in any order, and without parts everything is there.

use proptest::prelude::*;

use super::*;
use crate::app::columns::TableColumn;
use crate::app::dates::DateOrder;
use crate::app::filter::{DateRange, FilterPart, Review, Search};
use crate::app::pair_columns::PairColumn;
use crate::app::pair_query::PairQuery;
use crate::corpus::{Corpus, Document, Origin, Published, Sourced};
use crate::session::PairNote;
use crate::similarity::{Cluster, Clusters, LeftOut, PairScore, SharedRun, SimilarityMatrix};
use crate::text::Span;

const COUNT: u32 = 12;

/// Twelve articles of three outlets on six days, every two of them a pair.
fn desk() -> (Analysis, Session) {
    let documents = (0..COUNT).map(|number| {
        let words = ["talks", "envoy", "parade", "market"];
        let text = format!("The {} and the {}.", words[number as usize % 4], words[number as usize / 3 % 4]);
        let mut document = Document::from_text(&format!("{number:02}.txt"), &text);
        let outlet = ["Reuters", "AFP", "TASS"][number as usize % 3].to_owned();
        document.metadata.outlet = Some(Sourced::certain(outlet, Origin::Person));
        let date = jiff::civil::date(2015, 5, 1 + i8::try_from(number % 6).expect("small"));
        document.metadata.published = Some(Sourced::certain(Published { date, time: None }, Origin::Person));
        document
    });
    let corpus = Corpus::from_documents(documents);
    let mut pairs = Vec::new();
    for a in 0..COUNT {
        for b in a + 1..COUNT {
            let share = f64::from((a * 7 + b * 5) % 20) / 20.0;
            pairs.push(PairScore {
                a: DocumentId(a),
                b: DocumentId(b),
                jaccard: share / 2.0,
                containment_a_in_b: share,
                containment_b_in_a: share,
                weighted_a_in_b: share,
                weighted_b_in_a: share,
                cosine: share,
                coverage_a: share,
                coverage_b: share,
                longest_run: SharedRun { words: a * b, a: Span::empty_at(0), b: Span::empty_at(0) },
                name_overlap: 0.0,
                quotation_overlap: 0.0,
            });
        }
    }
    let documents: Vec<DocumentId> = (0..5).map(DocumentId).collect();
    let cluster = Cluster { arranged: documents.clone(), documents, name: "talks".into(), ..Cluster::default() };
    let of_document =
        (0..COUNT).map(|id| if id < 5 { vec![ClusterId(0); 1 + id as usize % 2] } else { Vec::new() }).collect();
    let analysis = Analysis {
        corpus: corpus.into(),
        matrix: SimilarityMatrix::new(COUNT as usize, pairs, LeftOut::default()).into(),
        clusters: Clusters { clusters: vec![cluster], of_document }.into(),
        ..Analysis::default()
    };
    let mut session = Session::default();
    for (a, b) in [("00.txt", "01.txt"), ("03.txt", "07.txt"), ("10.txt", "11.txt")] {
        let note = PairNote { is_reviewed: true, ..PairNote::default() };
        session.pairs.insert((a.to_owned(), b.to_owned()), note);
    }
    (analysis, session)
}

fn key(filter: Filter) -> ShownKey {
    ShownKey {
        analysis: 1,
        decisions: 1,
        filter,
        order: OrderBy::Name,
        measure: Measure::WeightedContainment,
        threshold: 0.0,
        pair_sort: PairSort::default(),
        grouping: Grouping::Outlet,
        dates: DateOrder::DayFirst,
    }
}

fn make(filter: &Filter) -> Shown {
    let (analysis, session) = desk();
    shown(&analysis, &session, &key(filter.clone()), None, &Progress::new()).expect("not cancelled")
}

/// A filter that has each of its parts or not.
fn filter() -> impl Strategy<Value = Filter> {
    let day = |day| Some(jiff::civil::date(2015, 5, day));
    let search = Search { text: "talks".into(), ..Search::default() };
    let range = DateRange { from: day(2), to: day(4) };
    (
        prop::option::of(Just(search)),
        prop::sample::subsequence(vec!["Reuters".to_owned(), "AFP".to_owned()], 0..=2),
        prop::option::of(Just(range)),
        prop::option::of(Just(ClusterId(0))),
        any::<bool>(),
        prop::option::of(Just(Arc::from([0, 2, 3, 7, 9].map(DocumentId)))),
        prop::option::of(prop::sample::select(vec![Review::Done, Review::Open])),
        prop::sample::select(vec!["", "score > 0.4", "outlet:TASS", "-reviewed:yes run > 6"]),
    )
        .prop_map(|(search, outlets, published, cluster, has_two_sources, picked, review, pairs)| Filter {
            search: search.unwrap_or_default(),
            outlets: outlets.into_iter().collect(),
            published,
            cluster,
            has_two_sources,
            picked,
            review,
            pairs: PairQuery::parse(pairs).expect("well formed"),
            ..Filter::default()
        })
}

/// The filter with only one of its parts; outlets count as one, because any of them is enough.
fn alone(filter: &Filter, part: &FilterPart) -> Filter {
    let parts = filter.parts().into_iter();
    let is_outlet = |part: &FilterPart| matches!(part, FilterPart::Outlet(_));
    parts
        .filter(|other| other != part && !(is_outlet(other) && is_outlet(part)))
        .fold(filter.clone(), |filter, other| filter.without(&other))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn parts_together_are_an_intersection(filter in filter()) {
        let all = make(&Filter::default());
        let together = make(&filter);
        let each: Vec<Shown> = filter.parts().iter().map(|part| make(&alone(&filter, part))).collect();
        for &id in &all.order {
            prop_assert_eq!(together.has(id), each.iter().all(|one| one.has(id)), "{:?}", id);
        }
        for index in &all.pairs {
            let in_each = each.iter().all(|one| one.pairs.contains(index));
            prop_assert_eq!(together.pairs.contains(index), in_each, "pair {}", index);
        }
    }

    #[test]
    fn taking_every_part_away_in_any_order_shows_everything(filter in filter(), turn in 0usize..8) {
        let mut parts = filter.parts();
        if !parts.is_empty() {
            let by = turn % parts.len();
            parts.rotate_left(by);
        }
        let cleared = parts.iter().fold(filter, Filter::without);
        prop_assert_eq!(&cleared, &Filter::default());
        prop_assert_eq!(make(&cleared).order.len(), COUNT as usize);
    }

    #[test]
    fn what_the_last_time_lends_changes_nothing(first in filter(), second in filter(), column in 0usize..21, threshold in 0.0..1.0f64) {
        let (analysis, session) = desk();
        let last = make(&first);
        let mut next = key(second);
        next.pair_sort = PairSort { column: PairColumn::ALL[column], is_descending: false };
        next.threshold = threshold;
        let anew = shown(&analysis, &session, &next, None, &Progress::new()).expect("not cancelled");
        let lent = shown(&analysis, &session, &next, Some(&last), &Progress::new()).expect("not cancelled");
        prop_assert_eq!((&anew.order, anew.table(), &anew.rows), (&lent.order, lent.table(), &lent.rows));
        prop_assert_eq!(&*anew.pairs, &*lent.pairs);
        prop_assert_eq!((&anew.reviewed, anew.hits.total()), (&lent.reviewed, lent.hits.total()));
    }

    #[test]
    fn sorting_only_changes_the_order(filter in filter(), column in 0usize..21, is_descending: bool) {
        let (analysis, session) = desk();
        let mut next = key(filter);
        let before = shown(&analysis, &session, &next, None, &Progress::new()).expect("not cancelled");
        let mut before = before.table().to_vec();
        next.pair_sort = PairSort { column: PairColumn::ALL[column], is_descending };
        let after = shown(&analysis, &session, &next, None, &Progress::new()).expect("not cancelled");
        let mut after = after.table().to_vec();
        before.sort_unstable();
        after.sort_unstable();
        prop_assert_eq!(before, after);
    }
}

#[test]
fn a_column_is_sorted_by_what_it_shows() {
    let (analysis, session) = desk();
    let mut by_run = key(Filter::default());
    by_run.pair_sort = PairSort { column: PairColumn::Run, is_descending: true };
    let pairs = shown(&analysis, &session, &by_run, None, &Progress::new()).expect("not cancelled").table().to_vec();
    let runs: Vec<u32> = pairs.iter().map(|&index| analysis.matrix.pairs()[index as usize].longest_run.words).collect();
    assert!(runs.is_sorted_by(|one, next| one >= next));
    by_run.pair_sort = PairSort { column: PairColumn::OutletA, is_descending: false };
    let pairs = shown(&analysis, &session, &by_run, None, &Progress::new()).expect("not cancelled").table().to_vec();
    let outlet =
        |index: &u32| outlet_or_unknown(analysis.corpus.get(analysis.matrix.pairs()[*index as usize].a)).to_owned();
    assert!(pairs.iter().map(outlet).is_sorted());
}

#[test]
fn what_is_reviewed_is_counted_whatever_the_filter_by_review() {
    let filter = Filter { review: Some(Review::Open), ..Filter::default() };
    let all = (COUNT * (COUNT - 1) / 2) as usize;
    let open = make(&filter);
    assert_eq!((open.reviewed.done, open.reviewed.of, open.pairs.len()), (3, all, all - 3));
}

#[test]
fn a_mark_leaves_rows_and_pairs_as_they_are_and_is_counted() {
    let (analysis, mut session) = desk();
    let mut by_run = key(Filter::default());
    by_run.pair_sort = PairSort { column: PairColumn::Run, is_descending: true };
    let last = shown(&analysis, &session, &by_run, None, &Progress::new()).expect("not cancelled");
    let note = PairNote { is_reviewed: true, note: "same copy".to_owned(), ..PairNote::default() };
    session.pairs.insert(("00.txt".to_owned(), "02.txt".to_owned()), note);
    by_run.decisions += 1;
    let marked = shown(&analysis, &session, &by_run, Some(&last), &Progress::new()).expect("not cancelled");
    assert!(marked.has_same_cells(&last), "what was painted of them still holds");
    assert_eq!((marked.reviewed.done, last.reviewed.done), (4, 3));
    assert_eq!(marked.reviewed.noted.len(), 1);
    by_run.filter.review = Some(Review::Open);
    let open = shown(&analysis, &session, &by_run, Some(&marked), &Progress::new()).expect("not cancelled");
    assert!(!open.has_same_cells(&marked), "another filter, other pairs");
    session.pairs.clear();
    by_run.decisions += 1;
    let anew = shown(&analysis, &session, &by_run, Some(&open), &Progress::new()).expect("not cancelled");
    assert_eq!(
        (anew.pairs.len(), anew.reviewed.done),
        (open.pairs.len() + 4, 0),
        "a filter by review follows the marks"
    );
}
