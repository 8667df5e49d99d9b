//! Time to read, decode and parse 20,000 short articles, against the time of reading their bytes twice; and how soon a load
//! that was cancelled stops, whenever that is.
//!
//! `cargo bench --bench reading` makes the files in a temporary folder; with a folder as argument that one is read, and
//! analysed, and then some names are decided otherwise. The files are in the system's cache after the first pass, so that
//! the processor is measured and not the disk. The aim is a ratio of at most 1.5 on two processors, and a stop within 0.2 s.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use variorum::analysis::{Analysis, Settings, analyze, analyze_in_steps};
use variorum::corpus::{self, Corpus, ReadSettings};
use variorum::entity::{Entity, EntityCorrection, EntityKind};
use variorum::progress::{Progress, Snapshot};

const FILES: usize = 20_000;
const ROUNDS: usize = 5;

/// Moments at which a task is cancelled, spread evenly over the time that it takes.
const CANCELS: u32 = 12;

fn main() {
    let made = tempfile::tempdir().expect("a temporary folder can be made");
    let chosen = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let is_chosen = chosen.is_some();
    let folder = chosen.unwrap_or_else(|| {
        make(made.path());
        made.path().to_owned()
    });
    let paths = below(&folder);
    let files = paths.len();
    let bytes: usize = paths.iter().map(|path| std::fs::read(path).map_or(0, |bytes| bytes.len())).sum();
    println!("{files} files, {:.1} KB on average", bytes as f64 / files as f64 / 1000.0);
    let roots = [folder];
    let open = |progress: &Progress| corpus::open(&roots, &ReadSettings::default(), progress);
    // First of all, before anything else has taken memory and given it back.
    let before = resident_kb("VmRSS:");
    let corpus = open(&Progress::new()).expect("it is there");
    let taken = |kb: u64| kb.saturating_sub(before) as f64 * 1024.0 / bytes as f64;
    println!(
        "memory while read {:.1} times the text, kept {:.1} times",
        taken(resident_kb("VmHWM:")),
        taken(resident_kb("VmRSS:"))
    );
    drop(corpus);
    let read = |path: &PathBuf| drop(std::hint::black_box(std::fs::read(path).expect("it is there")));
    let one_after_the_other = best(|| (0..2).for_each(|_| paths.iter().for_each(read)));
    let side_by_side = best(|| (0..2).for_each(|_| paths.par_iter().for_each(read)));
    let opened = best(|| drop(std::hint::black_box(open(&Progress::new()).expect("it is there"))));
    println!(
        "opened {:.3} s; bytes twice {:.3} s, ratio {:.2}; by all processors {:.3} s, ratio {:.2}",
        opened.as_secs_f64(),
        one_after_the_other.as_secs_f64(),
        ratio(opened, one_after_the_other),
        side_by_side.as_secs_f64(),
        ratio(opened, side_by_side)
    );
    let corpus = open(&Progress::new()).expect("it is there");
    let reload = best(|| {
        drop(std::hint::black_box(corpus::reload(&corpus, &ReadSettings::default(), &Progress::new())));
    });
    println!("reloaded without a change {:.3} s", reload.as_secs_f64());
    watched("reading", opened, &|progress| drop(open(progress)));
    if !is_chosen {
        // Two dozen words are enough for reading, but everything would be like everything.
        return;
    }
    let corpus: Arc<Corpus> = Arc::new(corpus);
    let begun = Instant::now();
    let analysis = analyze(&corpus, &Settings::default(), &Progress::new()).expect("nobody cancels");
    let took = begun.elapsed();
    println!("analysed in {:.2} s", took.as_secs_f64());
    decided(&corpus, analysis);
    let analyzed = |progress: &Progress| drop(analyze(&corpus, &Settings::default(), progress));
    watched("analysis", took, &analyzed);
}

/// How long decisions about names take: one that is everywhere, and two that are rare.
fn decided(corpus: &Arc<Corpus>, mut last: Analysis) {
    let names = &last.entities.entities;
    let key = |entity: &Entity| (entity.kind, entity.name.clone());
    let often = names.first().map(key);
    let rare: Vec<_> = names.iter().filter(|entity| entity.mentions.len() == 2).take(2).map(key).collect();
    let (Some(often), [one, other]) = (often, rare.as_slice()) else { return };
    let (one, other) = (one.clone(), other.clone());
    let mut settings = last.settings.clone();
    for correction in [
        EntityCorrection::Rename { entity: often, name: "Somebody Else".to_owned() },
        EntityCorrection::Merge { names: vec![one.clone(), other] },
        EntityCorrection::Ignore { entity: one },
        EntityCorrection::Add { name: "told reporters".to_owned(), kind: EntityKind::Other },
    ] {
        let what = format!("{correction:?}");
        settings.entity.corrections.push(correction);
        let begun = Instant::now();
        let next = analyze_in_steps(corpus, &settings, Some(&last), &Progress::new(), &mut |_| ());
        last = next.expect("nobody cancels");
        println!("decided in {:.3} s: {what}", begun.elapsed().as_secs_f64());
    }
}

/// How often the count of a task moves, and how soon it stops when it is cancelled.
fn watched(name: &str, took: Duration, task: &(dyn Fn(&Progress) + Sync)) {
    let progress = Progress::new();
    let (moves, (pause, at)) = std::thread::scope(|scope| {
        let run = scope.spawn(|| task(&progress));
        let (mut moves, mut longest) = (0, (Duration::ZERO, Snapshot::default()));
        let (mut last, mut since) = (progress.snapshot(), Instant::now());
        while !run.is_finished() {
            let now = progress.snapshot();
            if (now.stage, now.done) != (last.stage, last.done) {
                moves += 1;
                longest = longest.max_by_time((since.elapsed(), last));
                (last, since) = (now, Instant::now());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        (moves, longest.max_by_time((since.elapsed(), last)))
    });
    println!(
        "{name}: the count moved {moves} times, stood still for {:.3} s at most, at {} {} of {}",
        pause.as_secs_f64(),
        at.stage.label(),
        at.done,
        at.total
    );
    let mut slowest = (Duration::ZERO, Snapshot::default());
    for moment in 0..CANCELS {
        let progress = Progress::new();
        let stopped = std::thread::scope(|scope| {
            let run = scope.spawn(|| task(&progress));
            std::thread::sleep(took * moment / CANCELS);
            let (at, asked) = (progress.snapshot(), Instant::now());
            progress.cancel();
            drop(run.join());
            (asked.elapsed(), at)
        });
        slowest = slowest.max_by_time(stopped);
    }
    let (stopped, at) = slowest;
    println!(
        "{name}: cancelled at {CANCELS} moments, stopped within {:.3} s, slowest at {} {} of {}",
        stopped.as_secs_f64(),
        at.stage.label(),
        at.done,
        at.total
    );
}

/// The longer of two stretches of time.
trait Longer {
    fn max_by_time(self, other: Self) -> Self;
}

impl Longer for (Duration, Snapshot) {
    fn max_by_time(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }
}

/// All files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed").flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found
}

/// A line of what the system counts of this process's memory, in KB; 0 where it does not say.
fn resident_kb(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn best(mut run: impl FnMut()) -> Duration {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .expect("there are rounds")
}

/// Articles of about 1.3 KB, each with a head, a dateline and its own words.
fn make(folder: &Path) {
    const WORDS: [&str; 24] = [
        "council", "harbour", "minister", "talks", "ferry", "on", "the", "of", "said", "Tuesday", "in", "Harrow",
        "fees", "and", "report", "to", "workers", "Velisk", "was", "closed", "after", "storm", "police", "a",
    ];
    let mut state = 7_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 59) as usize % WORDS.len()]
    };
    for number in 0..FILES {
        let mut text =
            format!("Talks fail for time {number}\n\nBy Ann Bell\n\nMay 12, 2015\n\nHARROW, May 12 (Norda) - ");
        for paragraph in 0..6 {
            for _ in 0..34 {
                let _ = write!(text, "{} ", word());
            }
            let _ = write!(text, "he said {paragraph}.\n\n");
        }
        let path = folder.join(format!("{:02}/{number:05}.txt", number % 50));
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        std::fs::write(&path, text).expect("a file can be written");
    }
}
