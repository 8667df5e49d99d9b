//! The timeline at its full size, without a display: `cargo bench --bench timeline`.
//!
//! 20,000 invented articles of 40 outlets name 5,000 people, places and organisations at 100,000 times, many of them on
//! the same few days. Each way of moving runs the view's own code for some hundred frames of 1280 by 800 points; what is
//! measured is that code, and apart from it the turning of shapes into triangles, which the window does after it.

use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, TouchPhase, pos2, vec2};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::sync::Arc;
use variorum::analysis::Analysis;
use variorum::app::apply::{apply, receive};
use variorum::app::command::{Command, FilterCommand, ViewCommand};
use variorum::app::filter::{DateRange, Filter};
use variorum::app::fonts;
use variorum::app::job::Waker;
use variorum::app::preferences::Preferences;
use variorum::app::state::{Source, State};
use variorum::app::theme::{Motion, Theme, ThemeChoice};
use variorum::app::timeline::{Clock, Look, RowsOf, TimelineCommand, TimelineOptions};
use variorum::app::views::timeline::TimelineView;
use variorum::app::views::{Commands, Scene, View};
use variorum::corpus::{Confidence, Corpus, Document, DocumentId, Origin, Published, Sourced};
use variorum::entity::{Entities, Entity, EntityId, EntityKind, Mention};
use variorum::similarity::{LeftOut, PairScore, SharedRun, SimilarityMatrix};
use variorum::text::Span;
use variorum::timeline::{Anchor, Event as Told, Interval, Timeline, Timex, TimexId, TimexType};

const ARTICLES: usize = 20_000;
const NAMES: u32 = 5_000;
const TIMES: usize = 100_000;
const PAIRS: usize = 100_000;
/// Frames of one pass. Every way of moving ends where it began, so that passes are alike.
const FRAMES: usize = 400;
/// Passes; of each frame the fastest counts, because what else the machine does meanwhile is no work of the view.
const PASSES: usize = 3;
const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

/// The numbers of a linear congruence (Knuth's MMIX), so that every run is the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end)) as u32
    }
}

fn analysis() -> Analysis {
    let mut numbers = Numbers(7);
    let text = "Council of Orlen met on that day to speak of the pier, and nothing else came of it.";
    let first_day = date(2014, 1, 1);
    let day = |offset: u32| first_day.checked_add(i64::from(offset).days()).unwrap_or(first_day);
    let documents = (0..ARTICLES).map(|at| {
        let mut document = Document::from_text(&format!("{at:05}.txt"), text);
        let sourced =
            |value: String| Some(Sourced { value, origin: Origin::Metadata, confidence: Confidence::Certain });
        document.metadata.outlet = sourced(format!("Outlet {}", at % 40));
        document.metadata.title = sourced(format!("Article {at}"));
        document.metadata.published = Some(Sourced {
            value: Published { date: day((at / 28) as u32), time: None },
            origin: Origin::Metadata,
            confidence: Confidence::Certain,
        });
        document
    });
    let corpus = Arc::new(Corpus::from_documents(documents));
    let mut timeline = Timeline::default();
    let mut of_document = vec![Vec::new(); ARTICLES];
    let per_article = TIMES / ARTICLES;
    let mut lists: Vec<Vec<Mention>> = vec![Vec::new(); NAMES as usize];
    for (at, events) in of_document.iter_mut().enumerate() {
        let id = DocumentId(at as u32);
        timeline.document_starts.push(timeline.timexes.len() as u32);
        for time in 0..per_article {
            // A few names are everywhere, most are rare.
            let entity = EntityId(numbers.below(NAMES).min(numbers.below(NAMES)).min(numbers.below(NAMES)));
            let printed = day((at / 28) as u32);
            let interval = interval(&mut numbers, printed);
            let timex = TimexId(timeline.timexes.len() as u32);
            let span = Span::new(24 + time, 28 + time);
            timeline.timexes.push(Timex {
                document: id,
                span,
                kind: TimexType::Date,
                value: String::new(),
                interval,
                is_open_start: false,
                is_open_end: numbers.below(50) == 0,
                anchor: Anchor::Published(printed),
            });
            timeline.events.push(Told { document: id, sentence: Span::new(0, text.len()), timex, entity });
            let mention = Mention { document: id, span: Span::new(time, time + 1), title: None };
            lists[entity.index()].push(mention);
            events.push((mention, entity));
        }
    }
    timeline.document_starts.push(timeline.timexes.len() as u32);
    let entities = lists
        .into_iter()
        .enumerate()
        .map(|(at, mentions)| Entity {
            id: EntityId(at as u32),
            kind: EntityKind::ALL[at % 4],
            name: format!("Name of number {at}"),
            mentions,
            ..Entity::default()
        })
        .collect();
    let pairs = (0..PAIRS).map(|at| {
        let a = (at % (ARTICLES - 10)) as u32;
        let score = f64::from(numbers.below(1_000)) / 1_000.0;
        let run = SharedRun { words: 9, a: Span::new(0, 9), b: Span::new(0, 9) };
        PairScore {
            a: DocumentId(a),
            b: DocumentId(a + 1 + (at / (ARTICLES - 10)) as u32),
            jaccard: score,
            containment_a_in_b: score,
            containment_b_in_a: score,
            weighted_a_in_b: score,
            weighted_b_in_a: score,
            cosine: score,
            coverage_a: score,
            coverage_b: score,
            longest_run: run,
            name_overlap: 0.0,
            quotation_overlap: 0.0,
        }
    });
    Analysis {
        matrix: Arc::new(SimilarityMatrix::new(ARTICLES, pairs.collect(), LeftOut::default())),
        entities: Arc::new(Entities { entities, of_document, ..Entities::default() }),
        timeline: Arc::new(timeline),
        corpus,
        ..Analysis::default()
    }
}

/// Mostly days near the article, some weeks, months and years, some far off, a few without a day.
fn interval(numbers: &mut Numbers, printed: Date) -> Option<Interval> {
    let back = match numbers.below(10) {
        0 => numbers.below(7_000),
        1..=3 => numbers.below(300),
        _ => numbers.below(12),
    };
    let earliest = printed.checked_sub(i64::from(back).days()).ok()?;
    let more = match numbers.below(20) {
        0 => return None,
        1 => 6,
        2 | 3 => 30,
        4 => 91,
        5 => 364,
        6 => i64::from(numbers.below(90)),
        _ => 0,
    };
    Some(Interval { earliest, latest: earliest.checked_add(more.days()).ok()? })
}

struct Rig {
    ctx: egui::Context,
    state: State,
    view: TimelineView,
    frame: u64,
}

impl Rig {
    fn frame(&mut self, events: Vec<Event>) -> (Duration, Duration) {
        receive(&mut self.state);
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        self.frame += 1;
        let theme = Theme::of(ThemeChoice::Light, false);
        let mut out = Commands::default();
        let begun = Instant::now();
        let output = self.ctx.run_ui(input, |ui| {
            let scene = Scene { state: &self.state, theme };
            self.view.ui(ui, &scene, &mut out);
        });
        let painted = begun.elapsed();
        let begun = Instant::now();
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let turned = begun.elapsed();
        assert!(!shapes.is_empty());
        for command in out {
            apply(&mut self.state, command);
        }
        (painted, turned)
    }

    /// Frames until the rows are there; gives how long that was.
    fn wait(&mut self) -> Duration {
        let begun = Instant::now();
        loop {
            self.frame(Vec::new());
            if !self.state.is_busy() && self.view.is_ready(&self.state) {
                return begun.elapsed();
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    fn look(&mut self, options: TimelineOptions) {
        apply(&mut self.state, Command::View(ViewCommand::Timeline(Box::new(options))));
        self.wait();
        // Words that are new are laid out once, and then kept.
        for _ in 0..3 {
            self.frame(Vec::new());
        }
    }

    fn measure(&mut self, name: &str, mut events: impl FnMut(usize) -> Vec<Event>) {
        let mut times: Vec<(Duration, Duration)> = (0..FRAMES).map(|at| self.frame(events(at))).collect();
        for _ in 1..PASSES {
            for (at, (painted, turned)) in times.iter_mut().enumerate() {
                let again = self.frame(events(at));
                (*painted, *turned) = ((*painted).min(again.0), (*turned).min(again.1));
            }
        }
        let share = |times: &[(Duration, Duration)], share: f64, of: fn(&(Duration, Duration)) -> Duration| {
            of(&times[((times.len() - 1) as f64 * share) as usize]).as_secs_f64() * 1e3
        };
        times.sort_by_key(|(painted, _)| *painted);
        let painted = [0.5, 0.99, 1.0].map(|at| share(&times, at, |(painted, _)| *painted));
        times.sort_by_key(|(_, turned)| *turned);
        let turned = [0.5, 0.99].map(|at| share(&times, at, |(_, turned)| *turned));
        println!(
            "{name:<34} view p50 {:6.2} p99 {:6.2} most {:6.2} ms   triangles p50 {:6.2} p99 {:6.2} ms",
            painted[0], painted[1], painted[2], turned[0], turned[1]
        );
    }
}

fn wheel(delta: egui::Vec2) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

fn main() {
    let begun = Instant::now();
    let analysis = analysis();
    println!("{TIMES} times, {NAMES} names, {ARTICLES} articles; made in {:.1} s", begun.elapsed().as_secs_f64());
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    Theme::of(ThemeChoice::Light, false).install(&ctx, Motion::None);
    let mut state = State::new(Waker::new(|| ()), Preferences::default());
    state.source = Source::Sample;
    state.corpus = Arc::clone(&analysis.corpus);
    state.analysis = Arc::new(analysis);
    state.analysis_number = 1;
    let mut rig = Rig { ctx, state, view: TimelineView::default(), frame: 0 };
    println!("opens: {:.0} ms until the first rows are painted", rig.wait().as_secs_f64() * 1e3);
    let brush = |from: Date, to: Date| {
        let range = Some(DateRange { from: Some(from), to: Some(to) });
        Command::Filter(FilterCommand::Set(Filter { happened: range, ..Filter::default() }))
    };
    for (from, to) in [(date(2014, 3, 1), date(2014, 3, 7)), (date(2014, 2, 1), date(2015, 6, 30))] {
        apply(&mut rig.state, brush(from, to));
        let begun = Instant::now();
        while rig.state.shown.get(&rig.state.shown_key()).is_none() {
            receive(&mut rig.state);
            std::thread::sleep(Duration::from_micros(200));
        }
        let articles = begun.elapsed();
        let rows = articles + rig.wait();
        println!(
            "brush {from} to {to}: {:.0} ms until the articles are known, {:.0} ms until the rows are ({} articles)",
            articles.as_secs_f64() * 1e3,
            rows.as_secs_f64() * 1e3,
            rig.state.shown().order.len()
        );
    }
    apply(&mut rig.state, Command::Filter(FilterCommand::Clear));
    rig.wait();
    let middle = pos2(760.0, 420.0);
    let ways = [
        ("names", TimelineOptions::default()),
        ("names, both clocks", TimelineOptions { clock: Clock::Both, ..TimelineOptions::default() }),
        (
            "outlets as strips",
            TimelineOptions { rows: RowsOf::Outlets, look: Look::Strips, ..TimelineOptions::default() },
        ),
        ("articles", TimelineOptions { rows: RowsOf::Articles, ..TimelineOptions::default() }),
        ("table", TimelineOptions { is_table: true, ..TimelineOptions::default() }),
    ];
    for (name, options) in ways {
        rig.look(options);
        let point = || vec![Event::PointerMoved(middle)];
        rig.measure(&format!("{name}: pointing"), |at| {
            let along = vec2((at % 60) as f32 * 4.0, (at % 40) as f32 * 6.0 - 120.0);
            vec![Event::PointerMoved(middle + along - vec2(120.0, 0.0))]
        });
        rig.measure(&format!("{name}: scrolling"), |at| {
            let down = if at % 200 < 100 { -60.0 } else { 60.0 };
            [point(), vec![wheel(vec2(0.0, down))]].concat()
        });
        rig.measure(&format!("{name}: zooming"), |at| {
            let factor = if at % 100 < 50 { 1.06 } else { 1.0 / 1.06 };
            [point(), vec![Event::Zoom(factor)]].concat()
        });
        rig.view.ask(TimelineCommand::FitAll);
        rig.measure(&format!("{name}: all of time"), |_| point());
        rig.view.ask(TimelineCommand::FitArticles);
    }
}
