//! What the tables and the search of the window ask of a job: 20,000 articles, 1,000,000 pairs.
//!
//! `cargo bench --bench tables [ARTICLES PAIRS]`
//!
//! Each line is the time from the question (a search, a filter, an order of the table of pairs) to what every view shows,
//! as the job of the window works it out, with what the last answer lends it. The corpus is made up, the same at every
//! run.

use std::sync::Arc;
use std::time::Instant;

use variorum::analysis::Analysis;
use variorum::app::columns::TableColumn;
use variorum::app::filter::{Filter, Search};
use variorum::app::pair_columns::{PairColumn, PairSort};
use variorum::app::pair_query::PairQuery;
use variorum::app::shown::{Grouping, Shown, ShownKey, shown};
use variorum::corpus::{Corpus, Document, DocumentId, Origin, Published, Sourced};
use variorum::progress::Progress;
use variorum::session::{PairNote, Session};
use variorum::similarity::{LeftOut, Measure, OrderBy, PairScore, SharedRun, SimilarityMatrix};
use variorum::text::Span;

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let (articles, pairs) = match numbers[..] {
        [articles, pairs] => (articles, pairs),
        _ => (20_000, 1_000_000),
    };
    let (analysis, session) = made_up(articles, pairs);
    let bytes: usize = analysis.corpus.documents().iter().map(|document| document.text.len()).sum();
    println!("{articles} articles, {:.0} MB of text, {} pairs", bytes as f64 / 1e6, analysis.matrix.pairs().len());
    let mut bench = Bench { analysis, session, last: None };
    let all = key(Filter::default());
    bench.ask("everything, from nothing", &all);
    let search = |text: &str| Search { text: text.to_owned(), ..Search::default() };
    for (what, search) in [
        ("search: a common word", search("minister")),
        ("search: a rare word", search("zeppelin")),
        ("search: two words", search("harbour council")),
        ("search: a word in its case", Search { is_case_sensitive: true, ..search("Minister") }),
        ("search: whole words", Search { is_whole_word: true, ..search("port") }),
        ("search: a regular expression", Search { is_regex: true, ..search(r"(min|har)\w+ \d+") }),
    ] {
        bench.ask(what, &key(Filter { search, ..Filter::default() }));
    }
    bench.ask("no filter again", &all);
    for query in ["score > 0.8", "outlet:\"Outlet 3\" run > 8", "ferry -storm", "credit:yes", "reviewed:yes"] {
        let pairs = PairQuery::parse(query).expect("well formed");
        bench.ask(&format!("pairs: {query}"), &key(Filter { pairs, ..Filter::default() }));
    }
    bench.ask("no filter again", &all);
    for &column in PairColumn::ALL {
        let pair_sort = PairSort { column, is_descending: !column.is_largest_first() };
        bench.ask(&format!("sorted by {}", column.label()), &ShownKey { pair_sort, ..all.clone() });
    }
    bench.ask("marked as reviewed", &ShownKey { decisions: 2, ..all.clone() });
    bench.ask("another threshold", &ShownKey { decisions: 2, threshold: 0.6, ..all });
}

struct Bench {
    analysis: Analysis,
    session: Session,
    last: Option<Shown>,
}

impl Bench {
    fn ask(&mut self, what: &str, key: &ShownKey) {
        let started = Instant::now();
        let found = shown(&self.analysis, &self.session, key, self.last.as_ref(), &Progress::new());
        let found = found.expect("not cancelled");
        let took = started.elapsed().as_secs_f64() * 1e3;
        let (articles, pairs, hits) = (found.order.len(), found.table().len(), found.hits.total());
        println!("{what:<36} {took:>8.1} ms   {articles:>6} articles {pairs:>8} pairs {hits:>8} hits");
        self.last = Some(found);
    }
}

fn key(filter: Filter) -> ShownKey {
    ShownKey {
        analysis: 1,
        decisions: 1,
        filter,
        order: OrderBy::Date,
        measure: Measure::WeightedContainment,
        threshold: 0.0,
        pair_sort: PairSort::default(),
        grouping: Grouping::Outlet,
    }
}

/// Numbers that look drawn by lot and are the same at every run (Steele, Lea and Flood, *SplitMix*, 2014).
struct Lot(u64);

impl Lot {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

fn made_up(articles: usize, pairs: usize) -> (Analysis, Session) {
    const WORDS: [&str; 16] = [
        "harbour", "council", "votes", "after", "storm", "ferry", "minister", "talks", "closed", "bridge", "night",
        "water", "report", "Minister", "1,204", "the",
    ];
    /// Words of an article: that of a long agency story.
    const LENGTH: usize = 500;
    let mut lot = Lot(11);
    let documents = (0..articles).map(|number| {
        let mut words = |count: usize| (0..count).map(|_| WORDS[lot.below(WORDS.len())]).collect::<Vec<_>>().join(" ");
        let (title, text) = (words(7), words(LENGTH));
        let rare = if number % 997 == 0 { " A zeppelin was seen." } else { "" };
        let mut document = Document::from_text(&format!("{number:06}.txt"), &format!("{title}\n\n{text}.{rare}"));
        let known = |value: String| Some(Sourced::likely(value, Origin::Text));
        document.metadata.title = known(title);
        document.metadata.outlet = known(format!("Outlet {}", lot.below(40)));
        let day = jiff::Span::new().days(lot.below(400) as i64);
        let date = jiff::civil::date(2014, 1, 1).saturating_add(day);
        document.metadata.published = Some(Sourced::likely(Published { date, time: None }, Origin::Text));
        document
    });
    let corpus = Arc::new(Corpus::from_documents(documents.collect::<Vec<_>>()));
    let mut found = std::collections::BTreeMap::new();
    while found.len() < pairs {
        let (a, b) = (lot.below(articles) as u32, lot.below(articles) as u32);
        if a != b {
            found.insert((a.min(b), a.max(b)), lot.below(1_000) as f64 / 1_000.0);
        }
    }
    let run = |words: f64| SharedRun { words: words as u32, a: Span::empty_at(0), b: Span::empty_at(0) };
    let pairs = found.into_iter().map(|((a, b), score)| PairScore {
        a: DocumentId(a),
        b: DocumentId(b),
        jaccard: score * 0.5,
        containment_a_in_b: score,
        containment_b_in_a: score * 0.8,
        weighted_a_in_b: score,
        weighted_b_in_a: score * 0.8,
        cosine: score,
        coverage_a: score * 0.7,
        coverage_b: score * 0.6,
        longest_run: run(score * 40.0),
        name_overlap: 0.0,
        quotation_overlap: 0.0,
    });
    let matrix = SimilarityMatrix::new(articles, pairs.collect(), LeftOut::default());
    let mut session = Session::default();
    for pair in matrix.pairs().iter().step_by(5_000) {
        let path = |id: DocumentId| corpus.get(id).path.clone();
        let note = PairNote { is_reviewed: true, ..PairNote::default() };
        session.pairs.insert((path(pair.a), path(pair.b)), note);
    }
    (Analysis { corpus, matrix: matrix.into(), ..Analysis::default() }, session)
}
