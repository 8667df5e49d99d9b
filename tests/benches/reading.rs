//! Time to read, decode and parse 20,000 short articles, against the time of reading their bytes twice.
//!
//! `cargo bench --bench reading` makes the files in a temporary folder. The files are in the system's cache after the
//! first pass, so that the processor is measured and not the disk. The aim is a ratio of at most 1.5 on two processors.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use variorum::corpus::{self, ReadSettings};
use variorum::progress::Progress;

const FILES: usize = 20_000;
const ROUNDS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let paths = make(folder.path());
    let bytes: usize = paths.iter().map(|path| std::fs::read(path).map_or(0, |bytes| bytes.len())).sum();
    println!("{FILES} files, {:.1} KB on average", bytes as f64 / FILES as f64 / 1000.0);
    let roots = [folder.path().to_owned()];
    // First of all, before anything else has taken memory and given it back.
    let before = resident_kb("VmRSS:");
    let corpus = corpus::open(&roots, &ReadSettings::default(), &Progress::new()).expect("it is there");
    let taken = |kb: u64| kb.saturating_sub(before) as f64 * 1024.0 / bytes as f64;
    println!(
        "memory while read {:.1} times the text, kept {:.1} times",
        taken(resident_kb("VmHWM:")),
        taken(resident_kb("VmRSS:"))
    );
    drop(corpus);
    let twice = best(|| {
        for _ in 0..2 {
            for path in &paths {
                std::hint::black_box(std::fs::read(path).expect("it is there"));
            }
        }
    });
    let open = best(|| {
        let corpus = corpus::open(&roots, &ReadSettings::default(), &Progress::new()).expect("it is there");
        assert_eq!(corpus.len(), FILES);
        std::hint::black_box(corpus);
    });
    let corpus = corpus::open(&roots, &ReadSettings::default(), &Progress::new()).expect("it is there");
    let reload = best(|| {
        std::hint::black_box(corpus::reload(&corpus, &ReadSettings::default(), &Progress::new()).expect("it is there"));
    });
    println!(
        "bytes twice {:.3} s, opened {:.3} s, ratio {:.2}",
        twice.as_secs_f64(),
        open.as_secs_f64(),
        ratio(open, twice)
    );
    println!("reloaded without a change {:.3} s, ratio {:.2}", reload.as_secs_f64(), ratio(reload, twice));
    let progress = Progress::new();
    let cancelled = std::thread::scope(|scope| {
        let load = scope.spawn(|| corpus::open(&roots, &ReadSettings::default(), &progress));
        std::thread::sleep(open / 2);
        let asked = Instant::now();
        progress.cancel();
        drop(load.join());
        asked.elapsed()
    });
    println!("cancelled within {:.3} s", cancelled.as_secs_f64());
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
fn make(folder: &Path) -> Vec<PathBuf> {
    const WORDS: [&str; 24] = [
        "council", "harbour", "minister", "talks", "ferry", "on", "the", "of", "said", "Tuesday", "in", "Harrow",
        "fees", "and", "report", "to", "workers", "Velisk", "was", "closed", "after", "storm", "police", "a",
    ];
    let mut state = 7_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 59) as usize % WORDS.len()]
    };
    (0..FILES)
        .map(|number| {
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
            path
        })
        .collect()
}
