//! The tables and the search of the window, at their full size.
//!
//! `cargo bench --bench tables [ARTICLES PAIRS] [questions | frames]`: both together take less than three minutes.
//!
//! *Questions* are put to 20,000 articles and 1,000,000 pairs: each line is the time from the question (a search, a filter,
//! an order of the table of pairs) to what every view shows, as the job of the window works it out, with what the last
//! answer lends it.
//!
//! *Frames* are those of a table of 1,000,000 pairs and of one of 100,000 articles, scrolled, sorted and filtered; what a line
//! of figures says is told where they are taken, in `driven.rs`. All is made up, the same at every run.

mod driven;
mod made_up;

use std::sync::Arc;
use std::time::Instant;

use driven::{Bench, MIDDLE, Times, button, circle, key, wheel};
use eframe::egui::{Event, Key, vec2};
use made_up::{Lot, made_up, pair};
use variorum::analysis::Analysis;
use variorum::app::article_columns::{ArticleColumn, ArticleSort};
use variorum::app::columns::TableColumn;
use variorum::app::command::{Command, FilterCommand, ViewCommand};
use variorum::app::dates::DateOrder;
use variorum::app::filter::{Filter, Search};
use variorum::app::layout::Pane;
use variorum::app::pair_columns::{PairColumn, PairSort};
use variorum::app::pair_query::PairQuery;
use variorum::app::shown::{Grouping, Shown, ShownKey, shown};
use variorum::corpus::{Corpus, Document, DocumentId, Origin, Published, Sourced};
use variorum::progress::Progress;
use variorum::session::{PairNote, Session};
use variorum::similarity::{LeftOut, Measure, OrderBy, PairScore, SharedRun, SimilarityMatrix};

/// Frames of each kind of movement.
const FRAMES: usize = 240;

/// What can be asked for alone.
const PARTS: [&str; 2] = ["questions", "frames"];

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let size = |usual| if let [articles, pairs] = numbers[..] { (articles, pairs) } else { usual };
    let asked: Vec<String> = std::env::args().filter(|word| PARTS.contains(&word.as_str())).collect();
    let asks_for = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if asks_for("questions") {
        questions(size((20_000, 1_000_000)));
    }
    if asks_for("frames") {
        frames(size((100_000, 1_000_000)));
    }
}

/// What a frame of each table takes.
fn frames((articles, pairs): (usize, usize)) {
    println!("\n{articles} articles, {pairs} pairs, in the window");
    let mut bench = Bench::new(made_up(articles, pairs));
    bench.frames = FRAMES;
    bench.settle("opened");
    for (pane, orders) in [(Pane::Pairs, pair_orders()), (Pane::Articles, article_orders())] {
        let label = pane.label();
        bench.perform(Command::View(ViewCommand::Pane(pane)));
        bench.settle(&format!("{label} in front"));
        Times::print_heads();
        bench.measure(&format!("{label}, scrolling"), |step| scrolled(step, 40.0));
        bench.measure(&format!("{label}, leaping"), |step| scrolled(step, 4_000.0));
        bench.measure(&format!("{label}, pointer moving"), |step| circle(MIDDLE, 180.0, step));
        choose_one(&mut bench, pane);
        bench.measure(&format!("{label}, from end to end by key"), |step| match step % 20 {
            0 => vec![key(if step % 40 == 0 { Key::End } else { Key::Home })],
            _ => vec![key(Key::ArrowDown)],
        });
        bench.measure_doing(&format!("{label}, sorting"), |bench, step| {
            if step % 48 == 0 {
                bench.perform(Command::View(orders[step / 48 % orders.len()].clone()));
            }
            Vec::new()
        });
        bench.settle_quietly();
        bench.measure_doing(&format!("{label}, filtering"), |bench, step| {
            if step % 48 == 0 {
                bench.perform(Command::Filter(FilterCommand::Set(filter(step / 48))));
            }
            Vec::new()
        });
        bench.perform(Command::Filter(FilterCommand::Clear));
        bench.settle_quietly();
        bench.at_rest();
    }
}

fn pair_orders() -> Vec<ViewCommand> {
    let columns = [PairColumn::Run, PairColumn::TitleA, PairColumn::Apart, PairColumn::OutletB, PairColumn::Score];
    let sort = |column: PairColumn| PairSort { column, is_descending: column.is_largest_first() };
    columns.map(|column| ViewCommand::SortPairs(sort(column))).into()
}

fn article_orders() -> Vec<ViewCommand> {
    use ArticleColumn::{Outlet, Partners, Published, Title, Words};
    let clicked = |column| ViewCommand::SortArticles(ArticleSort::clicked(None, column));
    [Words, Title, Partners, Outlet, Published].map(clicked).into()
}

fn filter(number: usize) -> Filter {
    let pairs = |query| Filter { pairs: PairQuery::parse(query).expect("well formed"), ..Filter::default() };
    match number % 5 {
        0 => pairs("score > 0.8"),
        1 => Filter { search: Search { text: "ferry".to_owned(), ..Search::default() }, ..Filter::default() },
        2 => pairs("outlet:\"Outlet 3\""),
        3 => Filter { outlets: ["Outlet 1".to_owned()].into(), ..Filter::default() },
        _ => Filter::default(),
    }
}

/// Chooses a row by a click, so that the table has the keyboard.
fn choose_one(bench: &mut Bench, pane: Pane) {
    // The first may be the head of a group.
    for row in 0..4 {
        let at = MIDDLE + vec2(0.0, row as f32 * 24.0);
        bench.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            bench.frame(vec![button(at, pressed)]);
        }
        bench.settle_quietly();
        let selection = &bench.window.state().selection;
        let is_chosen = if pane == Pane::Pairs { selection.pair.is_some() } else { selection.article.is_some() };
        if is_chosen {
            return;
        }
    }
    panic!("no row of {} is under the pointer", pane.label());
}

/// The wheel, down for a second and then up again.
fn scrolled(step: usize, points: f32) -> Vec<Event> {
    let way = if (step / 60).is_multiple_of(2) { -points } else { points };
    vec![Event::PointerMoved(MIDDLE), wheel(way)]
}

/// How long each question takes.
fn questions((articles, pairs): (usize, usize)) {
    let started = Instant::now();
    let (analysis, session) = long_articles(articles, pairs);
    let bytes: usize = analysis.corpus.documents().iter().map(|document| document.text.len()).sum();
    print!("{articles} articles, {:.0} MB of text, {} pairs", bytes as f64 / 1e6, analysis.matrix.pairs().len());
    println!("; made up in {:.1} s", started.elapsed().as_secs_f64());
    let mut asking = Asking { analysis, session, last: None };
    let all = shown_key(Filter::default());
    asking.ask("everything, from nothing", &all);
    let search = |text: &str| Search { text: text.to_owned(), ..Search::default() };
    for (what, search) in [
        ("search: a common word", search("minister")),
        ("search: a rare word", search("zeppelin")),
        ("search: two words", search("harbour council")),
        ("search: a word in its case", Search { is_case_sensitive: true, ..search("Minister") }),
        ("search: whole words", Search { is_whole_word: true, ..search("port") }),
        ("search: a regular expression", Search { is_regex: true, ..search(r"(min|har)\w+ \d+") }),
    ] {
        asking.ask(what, &shown_key(Filter { search, ..Filter::default() }));
    }
    asking.ask("no filter again", &all);
    for query in ["score > 0.8", "outlet:\"Outlet 3\" run > 8", "ferry -storm", "credit:yes", "reviewed:yes"] {
        let pairs = PairQuery::parse(query).expect("well formed");
        asking.ask(&format!("pairs: {query}"), &shown_key(Filter { pairs, ..Filter::default() }));
    }
    asking.ask("no filter again", &all);
    for &column in PairColumn::ALL {
        let pair_sort = PairSort { column, is_descending: !column.is_largest_first() };
        asking.ask(&format!("sorted by {}", column.label()), &ShownKey { pair_sort, ..all.clone() });
    }
    asking.ask("marked as reviewed", &ShownKey { decisions: 2, ..all.clone() });
    asking.ask("another threshold", &ShownKey { decisions: 2, threshold: 0.6, ..all });
}

/// Somebody with questions.
struct Asking {
    analysis: Analysis,
    session: Session,
    last: Option<Shown>,
}

impl Asking {
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

fn shown_key(filter: Filter) -> ShownKey {
    ShownKey {
        analysis: 1,
        decisions: 1,
        filter,
        order: OrderBy::Date,
        measure: Measure::WeightedContainment,
        threshold: 0.0,
        pair_sort: PairSort::default(),
        grouping: Grouping::Outlet,
        dates: DateOrder::DayFirst,
    }
}

/// Articles as long as an agency's, and pairs without rhyme or reason.
fn long_articles(articles: usize, pairs: usize) -> (Analysis, Session) {
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
    let pairs = found.into_iter().map(|((a, b), score)| {
        let pair = pair(a, b, score);
        PairScore { longest_run: SharedRun { words: (score * 40.0) as u32, ..pair.longest_run }, ..pair }
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
