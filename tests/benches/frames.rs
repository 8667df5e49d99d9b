//! Work per frame of the window with 100,000 articles and 1,000,000 pairs, without a display.
//!
//! `cargo bench --bench frames [ARTICLES PAIRS] [matrix | panes | comparison]`: the parts of the window with a large corpus,
//! which together take four minutes, or two long articles alone.
//!
//! The real [`Window`] runs in an `egui::Context` that is fed with the events of a pointer. What is timed is all that the
//! program does in a frame: the views, the commands, and (apart) the tessellation; not the painting by the graphics
//! card. Jobs run beside it on their own threads, as they do for a person. The corpus is made up, the same at every run.

use std::time::{Duration, Instant};

use eframe::egui::{
    self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2, vec2,
};
use variorum::analysis::{Analysis, Settings};
use variorum::app::command::{Command, MatrixCommand, Select, ViewCommand};
use variorum::app::layout::Pane;
use variorum::app::preferences::Preferences;
use variorum::app::{Launch, Window};
use variorum::corpus::{Confidence, Corpus, Document, DocumentId, Origin, Published, Sourced};
use variorum::progress::Progress;
use variorum::similarity::{LeftOut, OrderBy, PairScore, SharedRun, SimilarityMatrix, cluster};
use variorum::text::Span;

/// Size of the window, in points.
const SIZE: egui::Vec2 = vec2(1_280.0, 800.0);

/// Frames of each kind of movement.
const FRAMES: usize = 600;

/// The same in the comparison of two articles, where there are many kinds.
const FEW_FRAMES: usize = 240;

/// What can be asked for alone.
const PARTS: [&str; 3] = ["matrix", "panes", "comparison"];

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let (articles, pairs) = match numbers[..] {
        [articles, pairs] => (articles, pairs),
        _ => (100_000, 1_000_000),
    };
    let asked: Vec<String> = std::env::args().filter(|word| PARTS.contains(&word.as_str())).collect();
    let asks_for = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if asks_for("comparison") {
        for (words, what) in [(20_000, "20,000 words"), (180_000, "1 MB")] {
            comparison(words, what);
        }
    }
    if !asks_for("matrix") && !asks_for("panes") {
        return;
    }
    println!("{articles} articles, {pairs} pairs, {} by {} points", SIZE.x, SIZE.y);
    first_frame();
    let started = Instant::now();
    let analysis = made_up(articles, pairs);
    println!("made up in {:.1} s; resident {}", started.elapsed().as_secs_f64(), resident());
    let mut bench = Bench::new(analysis);
    bench.settle("opened");
    println!("resident {}", resident());
    println!("\n{:<34} {:>8} {:>8} {:>8}   {:>8}", "ms a frame", "p50", "p99", "most", "tess p99");
    let middle = bench.matrix_middle();
    if asks_for("matrix") {
        bench.matrix(middle);
    }
    if !asks_for("panes") {
        return;
    }
    let (first, second) = bench.first_pair();
    bench.perform(Command::Select(Select::Pair(first, second)));
    bench.settle("a pair is selected");
    for pane in Pane::ALL {
        bench.perform(Command::View(ViewCommand::Pane(pane)));
        bench.settle_quietly();
        bench.measure(&format!("{} at rest, pointer moving", pane.label()), |step| circle(middle, 120.0, step));
        bench.at_rest();
    }
}

/// Two long articles, of which one is the other as an editor left it: compared, scrolled and stepped through.
fn comparison(words: usize, what: &str) {
    let texts = versions(words);
    println!("\ntwo articles of {what} ({} and {} bytes), compared", texts[0].len(), texts[1].len());
    let documents = texts.iter().zip(["a.txt", "b.txt"]).map(|(text, path)| Document::from_text(path, text));
    let corpus = std::sync::Arc::new(Corpus::from_documents(documents));
    let mut matrix = SimilarityMatrix::new(2, vec![pair(0, 1, 0.9)], LeftOut::default());
    matrix.threshold = 0.3;
    let mut bench = Bench::new(Analysis { corpus, matrix: matrix.into(), ..Analysis::default() });
    bench.frames = FEW_FRAMES;
    bench.settle_quietly();
    bench.perform(Command::View(ViewCommand::OpenPair(DocumentId(0), DocumentId(1))));
    let started = Instant::now();
    bench.frame(Vec::new());
    println!("the first frame takes {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    bench.settle("aligned");
    println!("resident {}", resident());
    println!("{:<34} {:>8} {:>8} {:>8}   {:>8}", "ms a frame", "p50", "p99", "most", "tess p99");
    let middle = bench.matrix_middle();
    for mode in ["Side by side", "Inline", "Changes"] {
        bench.click(mode);
        bench.settle_quietly();
        bench.measure(&format!("{mode}, scrolling"), |step| scrolled(middle, step, 40.0));
        bench.measure(&format!("{mode}, leaping"), |step| scrolled(middle, step, 4_000.0));
        bench.measure(&format!("{mode}, pointer moving"), |step| circle(middle, 180.0, step));
        bench.at_rest();
    }
    bench.click("Side by side");
    bench.settle_quietly();
    bench.measure("from change to change", |step| if step % 4 == 0 { vec![key(egui::Key::F7)] } else { Vec::new() });
    bench.click("Hide equal");
    bench.settle_quietly();
    bench.measure("equal hidden, scrolling", |step| scrolled(middle, step, 40.0));
}

fn key(key: egui::Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// The wheel, down for two seconds and then up again.
fn scrolled(middle: Pos2, step: usize, points: f32) -> Vec<Event> {
    let way = if (step / 120).is_multiple_of(2) { -points } else { points };
    vec![Event::PointerMoved(middle), wheel(way)]
}

/// A text of so many words, and the same with a word in twelve changed, sentences left out and moved.
fn versions(count: usize) -> [String; 2] {
    let mut lot = Lot(11);
    let word = |lot: &mut Lot| {
        // A word of rank n is about n times rarer than the first.
        let span = lot.below(count / 4) + 1;
        format!("w{}", lot.below(span))
    };
    let mut first: Vec<Vec<String>> = Vec::new();
    let mut words = 0;
    while words < count {
        let sentence: Vec<String> = (0..8 + lot.below(22)).map(|_| word(&mut lot)).collect();
        words += sentence.len();
        first.push(sentence);
    }
    let mut second: Vec<Vec<String>> = Vec::new();
    for sentence in &first {
        let edited = sentence.iter().map(|old| if lot.below(12) == 0 { word(&mut lot) } else { old.clone() }).collect();
        match lot.below(50) {
            0 => {}
            1 => second.insert(lot.below(second.len() + 1), edited),
            _ => second.push(edited),
        }
    }
    [first, second].map(|sentences| {
        let written = |sentence: &Vec<String>| format!("W{}.", &sentence.join(" ")[1..]);
        let paragraphs = sentences.chunks(3).map(|chunk| chunk.iter().map(written).collect::<Vec<_>>().join(" "));
        paragraphs.collect::<Vec<_>>().join("\n\n")
    })
}

/// Time from nothing to the shapes of the first frame of an empty window.
fn first_frame() {
    let started = Instant::now();
    let ctx = egui::Context::default();
    let window = Window::new(&ctx, Preferences::default(), Launch::default());
    let mut bench =
        Bench { ctx, window, frame: eframe::Frame::_new_kittest(), time: 0.0, wants_repaint: false, frames: FRAMES };
    bench.frame(Vec::new());
    println!("first frame of the empty window after {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
}

fn circle(middle: Pos2, radius: f32, step: usize) -> Vec<Event> {
    let angle = step as f32 * 0.05;
    vec![Event::PointerMoved(middle + vec2(angle.cos(), (angle * 1.3).sin()) * radius)]
}

fn wheel(lines: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

struct Bench {
    ctx: egui::Context,
    window: Window,
    frame: eframe::Frame,
    time: f64,
    wants_repaint: bool,
    /// Frames of each kind of movement.
    frames: usize,
}

impl Bench {
    fn new(analysis: Analysis) -> Self {
        let ctx = egui::Context::default();
        let window = Window::showing(&ctx, analysis);
        Self { ctx, window, frame: eframe::Frame::_new_kittest(), time: 0.0, wants_repaint: false, frames: FRAMES }
    }

    /// One frame: the time of the program's own work and that of the tessellation.
    fn frame(&mut self, events: Vec<Event>) -> (Duration, Duration) {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            ..Default::default()
        };
        let started = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| eframe::App::ui(&mut self.window, ui, &mut self.frame));
        let work = started.elapsed();
        // Nobody uploads them here.
        output.textures_delta.clear();
        let started = Instant::now();
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let tessellation = started.elapsed();
        assert!(!shapes.is_empty(), "something is painted");
        let wait = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min();
        self.wants_repaint = wait.is_some_and(|wait| wait < Duration::from_secs(3_600));
        (work, tessellation)
    }

    fn perform(&mut self, command: Command) {
        self.window.perform(command);
    }

    /// Clicks what has this name for a screen reader.
    fn click(&mut self, name: &str) {
        let at = self.place_of(name).unwrap_or_else(|| panic!("nothing is called {name}"));
        self.frame(vec![Event::PointerMoved(at)]);
        self.frame(vec![button(at, true)]);
        self.frame(vec![button(at, false)]);
    }

    /// Where that is. Only one frame is read out: it would cost the frames that are timed.
    fn place_of(&mut self, name: &str) -> Option<Pos2> {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let input = egui::RawInput { screen_rect, time: Some(self.time), focused: true, ..Default::default() };
        let output = self.ctx.run_ui(input, |ui| eframe::App::ui(&mut self.window, ui, &mut self.frame));
        self.ctx.disable_accesskit();
        let tree = output.platform_output.accesskit_update?;
        let (_, node) = tree.nodes.iter().find(|(_, node)| node.label() == Some(name))?;
        let bounds = node.bounds()?;
        Some(pos2((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0))
    }

    fn settle_quietly(&mut self) {
        let mut quiet = 0;
        while quiet < 20 {
            self.frame(Vec::new());
            let is_busy = self.window.is_busy() || self.wants_repaint;
            quiet = if is_busy { 0 } else { quiet + 1 };
            if is_busy {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    fn settle(&mut self, what: &str) {
        let started = Instant::now();
        self.settle_quietly();
        println!("{what}: everything shown after {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    }

    /// The middle of the matrix: what the list at the left, the inspector at the right and the edges leave.
    fn matrix_middle(&self) -> Pos2 {
        pos2(640.0, 470.0)
    }

    fn first_pair(&self) -> (DocumentId, DocumentId) {
        let state = self.window.state();
        let pair = &state.analysis.matrix.pairs()[state.shown().pairs[0] as usize];
        (pair.a, pair.b)
    }

    /// Every way of moving about the matrix.
    fn matrix(&mut self, middle: Pos2) {
        self.measure("pointer over the whole matrix", |step| circle(middle, 180.0, step));
        self.measure("zooming in and out", |step| {
            let way = if step / 60 % 2 == 0 { 24.0 } else { -24.0 };
            let mut events = circle(middle, 60.0, step);
            events.push(wheel(way));
            events
        });
        self.zoom(middle, 40);
        self.pan("panning, cells below a pixel", middle);
        self.zoom(middle, 120);
        self.pan("panning, cells of some points", middle);
        self.zoom(middle, 300);
        self.pan("panning, cells with names", middle);
        self.measure("pointer over cells with names", |step| circle(middle, 180.0, step));
        self.perform(Command::Matrix(MatrixCommand::Fit));
        self.drag_threshold();
        for order in [OrderBy::Date, OrderBy::Outlet, OrderBy::Cluster] {
            let started = Instant::now();
            self.perform(Command::View(ViewCommand::Order(order)));
            self.frame(Vec::new());
            println!("{:<34} {:>8.1} ms until it is shown", format!("order {order:?}"), until_settled(self, started));
        }
    }

    /// Frames with the events that `events` gives for each, and how long tiles were missing.
    fn measure(&mut self, what: &str, mut events: impl FnMut(usize) -> Vec<Event>) {
        let mut work = Vec::with_capacity(self.frames);
        let mut tessellation = Vec::with_capacity(self.frames);
        let mut behind: Option<Instant> = None;
        let mut most_behind = Duration::ZERO;
        for step in 0..self.frames {
            let (views, shapes) = self.frame(events(step));
            work.push(views);
            tessellation.push(shapes);
            match (self.window.is_busy(), behind) {
                (true, None) => behind = Some(Instant::now()),
                (false, Some(since)) => {
                    most_behind = most_behind.max(since.elapsed());
                    behind = None;
                }
                _ => {}
            }
            // A frame of a screen lasts this long; jobs run meanwhile.
            wait(Duration::from_millis(16).saturating_sub(views + shapes));
        }
        let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
        let at = |times: &mut Vec<Duration>, share: f64| {
            times.sort_unstable();
            ms(times[((times.len() - 1) as f64 * share) as usize])
        };
        let (middle, late, most) = (at(&mut work, 0.5), at(&mut work, 0.99), at(&mut work, 1.0));
        let late_shapes = at(&mut tessellation, 0.99);
        print!("{what:<34} {middle:>8.2} {late:>8.2} {most:>8.2}   {late_shapes:>8.2}");
        let behind = ms(most_behind);
        println!("{}", if behind > 0.0 { format!("   behind for at most {behind:.0} ms") } else { String::new() });
    }

    fn zoom(&mut self, middle: Pos2, steps: usize) {
        self.perform(Command::Matrix(MatrixCommand::Fit));
        self.frame(vec![Event::PointerMoved(middle)]);
        for _ in 0..steps {
            self.frame(vec![Event::PointerMoved(middle), wheel(8.0)]);
        }
        self.settle_quietly();
    }

    fn pan(&mut self, what: &str, middle: Pos2) {
        self.frame(vec![Event::PointerMoved(middle), button(middle, true)]);
        self.measure(what, |step| circle(middle, 150.0, step));
        self.frame(vec![button(middle, false)]);
        self.settle_quietly();
    }

    /// Moves the threshold a hundredth each frame.
    fn drag_threshold(&mut self) {
        let least = self.window.state().analysis.matrix.threshold;
        let mut work = Vec::new();
        for step in 0..200 {
            let share = f64::from(100 - i32::abs(100 - step)) / 100.0;
            self.perform(Command::View(ViewCommand::Threshold(least + (0.95 - least) * share)));
            work.push(self.frame(Vec::new()).0);
            wait(Duration::from_millis(12));
        }
        work.sort_unstable();
        let late = work[work.len() * 99 / 100].as_secs_f64() * 1e3;
        let started = Instant::now();
        println!("{:<34} {:>8} {late:>8.2}", "moving the threshold", "");
        println!("{:<34} {:>8.1} ms until it is shown", "the last threshold", until_settled(self, started));
    }

    /// Work of a frame without input, and that none is asked for.
    fn at_rest(&mut self) {
        self.settle_quietly();
        let mut work: Vec<Duration> = (0..200).map(|_| self.frame(Vec::new()).0).collect();
        work.sort_unstable();
        let late = work[work.len() * 99 / 100].as_secs_f64() * 1e3;
        let asks = if self.wants_repaint { "asks for another frame" } else { "asks for no frame" };
        println!("{:<34} {:>8} {late:>8.2}   {asks}", "  without any input", "");
    }
}

/// Waits without sleeping: a processor that sleeps comes back cold and, on a virtual machine, late. Even so another guest may
/// take it away. A loop of 0.8 ms with nothing in it of ours, at real-time priority, once took at the 99th percentile 11 ms
/// between sleeps, 7.4 ms between such waits, and 0.8 ms without a pause: measure the machine before believing a tail.
fn wait(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time {
        std::hint::spin_loop();
    }
}

fn until_settled(bench: &mut Bench, started: Instant) -> f64 {
    while bench.window.is_busy() {
        bench.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(1));
    }
    started.elapsed().as_secs_f64() * 1e3
}

/// Memory of the process that is in use, where the system says it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned());
    match (of("VmRSS:"), of("VmHWM:")) {
        (Some(now), Some(most)) => format!("{now}, at most {most}"),
        _ => "not known".to_owned(),
    }
}

/// Numbers that look drawn by lot and are the same at every run (Steele, Lea and Flood, *SplitMix*, 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A corpus of stories of 2 to 60 articles, with most pairs inside stories and some across.
fn made_up(articles: usize, pairs: usize) -> Analysis {
    let mut lot = Lot(7);
    let documents = (0..articles).map(|number| document(number, &mut lot));
    let corpus = std::sync::Arc::new(Corpus::from_documents(documents));
    let mut found = std::collections::BTreeMap::new();
    let mut stories = Vec::new();
    let mut start = 0;
    while start < articles {
        let end = (start + 2 + lot.below(59)).min(articles);
        stories.push(start..end);
        start = end;
    }
    while found.len() < pairs {
        let story = &stories[lot.below(stories.len())];
        let is_across = lot.below(20) == 0;
        let a = story.start + lot.below(story.len());
        let b = if is_across { lot.below(articles) } else { story.start + lot.below(story.len()) };
        if a != b {
            let least = if is_across { 0.34 } else { 0.4 };
            let score = least + (1.0 - least) * lot.share().powi(2);
            found.entry((a.min(b), a.max(b))).or_insert(score);
        }
    }
    let pairs = found.into_iter().map(|((a, b), score)| pair(a as u32, b as u32, score)).collect();
    let settings = Settings::default();
    let mut matrix = SimilarityMatrix::new(articles, pairs, LeftOut::default());
    matrix.threshold = settings.similarity.threshold_in_force();
    let progress = Progress::new();
    let clusters = cluster(&corpus, &matrix, &settings.similarity, &progress).expect("not cancelled");
    Analysis { settings, corpus, matrix: matrix.into(), clusters: clusters.into(), ..Analysis::default() }
}

fn document(number: usize, lot: &mut Lot) -> Document {
    const WORDS: [&str; 12] = [
        "harbour", "council", "votes", "after", "storm", "ferry", "minister", "talks", "closed", "bridge", "night",
        "water",
    ];
    let mut words = |count: usize| (0..count).map(|_| WORDS[lot.below(WORDS.len())]).collect::<Vec<_>>().join(" ");
    let (title, text) = (words(7), words(30));
    let mut document = Document::from_text(&format!("{number:06}.txt"), &format!("{title}\n\n{text}"));
    let likely = |value: String| Some(Sourced::likely(value, Origin::Text));
    document.metadata.title = likely(title);
    document.metadata.outlet = likely(format!("Outlet {}", lot.below(15) * lot.below(15) / 15));
    let day = jiff::civil::date(2014, 1, 1).saturating_add(jiff::Span::new().days(lot.below(700) as i64));
    document.metadata.published = Some(Sourced {
        value: Published { date: day, time: None },
        origin: Origin::Text,
        confidence: Confidence::Likely,
    });
    document
}

fn pair(a: u32, b: u32, score: f64) -> PairScore {
    let run = SharedRun { words: 9, a: Span::new(0, 20), b: Span::new(0, 20) };
    PairScore {
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
        longest_run: run,
        name_overlap: 0.0,
        quotation_overlap: 0.0,
    }
}
