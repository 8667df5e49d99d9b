//! Work per frame of the window with 100,000 articles and 1,000,000 pairs, without a display.
//!
//! `cargo bench --bench frames [ARTICLES PAIRS] [matrix | panes | comparison]`: the parts of the window with a large corpus,
//! which together take four minutes, or two long articles alone.
//!
//! What a line of figures says is told where they are taken, in `driven.rs`. The corpus is made up, the same at every run.

mod driven;
mod made_up;

use std::time::{Duration, Instant};

use driven::{Bench, MIDDLE, SIZE, Times, button, circle, key, resident, wait, wheel};
use eframe::egui::{self, Event, Pos2};
use made_up::{Lot, made_up, pair};
use variorum::analysis::Analysis;
use variorum::app::command::{Command, MatrixCommand, Select, ViewCommand};
use variorum::app::layout::Pane;
use variorum::corpus::{Corpus, Document, DocumentId};
use variorum::similarity::{LeftOut, OrderBy, SimilarityMatrix};

/// Frames of each kind of movement in the comparison of two articles, where there are many kinds.
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
    Times::print_heads();
    if asks_for("matrix") {
        matrix(&mut bench);
    }
    if !asks_for("panes") {
        return;
    }
    let (first, second) = first_pair(&bench);
    bench.perform(Command::Select(Select::Pair(first, second)));
    bench.settle("a pair is selected");
    for pane in Pane::ALL {
        bench.perform(Command::View(ViewCommand::Pane(pane)));
        bench.settle_quietly();
        bench.measure(&format!("{} at rest, pointer moving", pane.label()), |step| circle(MIDDLE, 120.0, step));
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
    println!("the first frame takes {:.1} ms", bench.frame(Vec::new()).work.as_secs_f64() * 1e3);
    bench.settle("aligned");
    println!("resident {}", resident());
    Times::print_heads();
    let middle = MIDDLE;
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
    let mut bench = Bench::empty();
    bench.frame(Vec::new());
    println!("first frame of the empty window after {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
}

/// The pair that is listed first.
fn first_pair(bench: &Bench) -> (DocumentId, DocumentId) {
    let state = bench.window.state();
    let pair = &state.analysis.matrix.pairs()[state.shown().pairs[0] as usize];
    (pair.a, pair.b)
}

/// Every way of moving about the matrix.
fn matrix(bench: &mut Bench) {
    bench.measure("pointer over the whole matrix", |step| circle(MIDDLE, 180.0, step));
    bench.measure("zooming in and out", |step| {
        let way = if step / 60 % 2 == 0 { 24.0 } else { -24.0 };
        let mut events = circle(MIDDLE, 60.0, step);
        events.push(wheel(way));
        events
    });
    zoom(bench, 40);
    pan(bench, "panning, cells below a pixel");
    zoom(bench, 120);
    pan(bench, "panning, cells of some points");
    zoom(bench, 300);
    pan(bench, "panning, cells with names");
    bench.measure("pointer over cells with names", |step| circle(MIDDLE, 180.0, step));
    bench.perform(Command::Matrix(MatrixCommand::Fit));
    drag_threshold(bench);
    for order in [OrderBy::Date, OrderBy::Outlet, OrderBy::Cluster] {
        let started = Instant::now();
        bench.perform(Command::View(ViewCommand::Order(order)));
        bench.frame(Vec::new());
        println!("{:<34} {:>8.1} ms until it is shown", format!("order {order:?}"), bench.until_settled(started));
    }
}

fn zoom(bench: &mut Bench, steps: usize) {
    bench.perform(Command::Matrix(MatrixCommand::Fit));
    bench.frame(vec![Event::PointerMoved(MIDDLE)]);
    for _ in 0..steps {
        bench.frame(vec![Event::PointerMoved(MIDDLE), wheel(8.0)]);
    }
    bench.settle_quietly();
}

fn pan(bench: &mut Bench, what: &str) {
    bench.frame(vec![Event::PointerMoved(MIDDLE), button(MIDDLE, true)]);
    bench.measure(what, |step| circle(MIDDLE, 150.0, step));
    bench.frame(vec![button(MIDDLE, false)]);
    bench.settle_quietly();
}

/// Moves the threshold a hundredth each frame.
fn drag_threshold(bench: &mut Bench) {
    let least = bench.window.state().analysis.matrix.threshold;
    let mut times = Times::default();
    for step in 0..200 {
        let share = f64::from(100 - i32::abs(100 - step)) / 100.0;
        bench.perform(Command::View(ViewCommand::Threshold(least + (0.95 - least) * share)));
        times.push(bench.frame(Vec::new()));
        wait(Duration::from_millis(12));
    }
    let started = Instant::now();
    times.print("moving the threshold", "");
    println!("{:<34} {:>8.1} ms until it is shown", "the last threshold", bench.until_settled(started));
}
