//! How long sessions take, and how much memory files made to hurt do: `cargo bench --bench session`.
//!
//! A session of 100,000 articles and 10,000 notes is saved and opened; then each hostile file is opened in a process of
//! its own, whose largest size is what the system says (Linux only). With a folder as argument, that folder is read and
//! analysed twice with a fresh cache, to see how soon its matrix is there again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use variorum::analysis::{Known, Settings};
use variorum::cache::{Cache, LIMIT, analyze_with, keep, open_with};
use variorum::corpus;
use variorum::progress::Progress;
use variorum::session::{DocumentRecord, PairNote, Session, load, save};

/// Names the file that a child opens.
const HOSTILE: &str = "VARIORUM_BENCH_HOSTILE";

fn main() {
    if let Some(path) = std::env::var_os(HOSTILE) {
        open_hostile(Path::new(&path));
        return;
    }
    let keep = tempfile::tempdir().expect("a temporary folder");
    large(keep.path());
    for (name, words) in hostile() {
        let path = keep.path().join("hostile.ron");
        fs::write(&path, words).expect("can be written");
        in_a_child(name, &path);
    }
    let path = keep.path().join("hostile.ron");
    fs::File::create(&path).and_then(|file| file.set_len(1 << 30)).expect("can be made");
    in_a_child("1 GB", &path);
    if let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        reopened(Path::new(&folder), keep.path());
    }
}

fn seconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64()
}

fn large(folder: &Path) {
    let article = |number: u32| format!("outlet-{:03}/2015-{number:06}-a-headline-of-some-length.txt", number % 300);
    let hash = |number: u32| corpus::ContentHash::of(&number.to_le_bytes()).to_string();
    let documents: BTreeMap<String, DocumentRecord> =
        (0..100_000).map(|number| (article(number), DocumentRecord { sha256: hash(number) })).collect();
    let note = |number: u32| format!("Number {number}: {}", "the desk should look at this again. ".repeat(6));
    let mut session = Session { documents: Arc::new(documents), ..Session::default() };
    for number in 0..5_000 {
        session.notes.insert(article(number * 20), note(number));
        let pair = PairNote { note: note(number), is_reviewed: true, is_marked: false };
        // As a pair is saved: in order of path.
        let (one, other) = (article(number), article(number + 1));
        session.pairs.insert(if one <= other { (one, other) } else { (other, one) }, pair);
    }
    let path = folder.join("large.variorum.ron");
    for round in 1..=3 {
        let begun = Instant::now();
        save(&session, &path).expect("can be saved");
        let saved = seconds(begun);
        let begun = Instant::now();
        let loaded = load(&path).expect("can be opened");
        let opened = seconds(begun);
        assert_eq!(loaded.session, session);
        let megabytes = fs::metadata(&path).expect("there").len() as f64 / 1e6;
        println!(
            "100,000 articles, 10,000 notes, {megabytes:.1} MB, round {round}: saved in {saved:.2} s, opened in {opened:.2} s"
        );
    }
}

/// Files that ask for much.
fn hostile() -> Vec<(&'static str, String)> {
    let filled = |head: &str, each: &str, end: &str| {
        let count = (63usize << 20) / each.len();
        format!("{head}{}{end}", each.repeat(count))
    };
    let keys = |each: fn(usize) -> String, head: &str| {
        let body: String = (0..480_000).map(each).collect();
        format!("{head}{body}}})")
    };
    vec![
        ("nested a million deep", format!("(version: 2, roots: {}", "[".repeat(1_000_000))),
        ("unknown and nested a million deep", format!("(version: 2, other: {}", "(a:".repeat(1_000_000))),
        ("63 MB of brackets", filled("(version: 2, roots: [", "[],", "])")),
        ("63 MB of words", filled("(version: 2, hidden: [", "\"\",", "])")),
        ("63 MB of one string", filled("(version: 2, notes: {\"a\": \"", "x", "\"})")),
        ("63 MB of escapes", filled("(version: 2, notes: {\"a\": \"", "\\u{1F600}", "\"})")),
        ("63 MB of blank space", filled("(version: 2,", " ", ")")),
        ("63 MB of comments", filled("(version: 2,", "/*", ")")),
        ("480,000 tags", keys(|number| format!("\"{number}\":[\"\",\"\"],"), "(version: 2, tags: {")),
        ("480,000 notes", keys(|number| format!("\"{number}\":\"x\","), "(version: 2, notes: {")),
        (
            "one key twice behind 480,000",
            keys(|number| format!("\"{}\":\"x\",", number % 479_999), "(version: 2, notes: {"),
        ),
        (
            "wrong type at the end",
            keys(|number| format!("\"{number}\":[],"), "(version: 2, tags: {").replace("})", "\"z\": 7})"),
        ),
    ]
}

fn in_a_child(name: &str, path: &Path) {
    let child = std::process::Command::new(std::env::current_exe().expect("this bench")).env(HOSTILE, path).output();
    let output = child.expect("can be started");
    print!("{name:36} {}", String::from_utf8_lossy(&output.stdout));
    if !output.status.success() {
        println!("FAILED: {}", String::from_utf8_lossy(&output.stderr));
    }
}

fn open_hostile(path: &Path) {
    let begun = Instant::now();
    let said = match load(path) {
        Ok(loaded) => format!("opened: {}", loaded.session.contents().in_words()),
        Err(error) => error.to_string().replace(&path.display().to_string(), "it"),
    };
    let took = seconds(begun);
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or(" not known here").trim();
    let said: String = said.chars().take(110).collect();
    println!("{took:.2} s, at most {peak}: {said}");
}

fn reopened(folder: &Path, keep_at: &Path) {
    let cache = Cache::new(keep_at.join("cache"), LIMIT);
    let (settings, progress) = (Settings::default(), Progress::new());
    for round in ["first", "second", "third"] {
        let begun = Instant::now();
        let read = open_with(&cache, "bench", &[PathBuf::from(folder)], &settings.read, &progress);
        let read = read.expect("the folder is there");
        let was_read = seconds(begun);
        let mut steps = Vec::new();
        let read = Arc::new(read);
        let mut publish = |_: &_| steps.push(seconds(begun));
        let analysis = analyze_with(&cache, "bench", &read, &settings, Known::default(), &progress, &mut publish)
            .expect("not cancelled");
        let done = seconds(begun);
        let begun = Instant::now();
        keep(&cache, "bench", &analysis);
        let kept = seconds(begun);
        let steps: Vec<String> = steps.iter().map(|step| format!("{step:.2}")).collect();
        println!(
            "{} articles, {round} time: read after {was_read:.2} s, shown after {} s, complete after {done:.2} s, kept in {kept:.2} s",
            read.len(),
            steps.join(", ")
        );
    }
    let entries = fs::read_dir(keep_at.join("cache")).into_iter().flatten().flatten();
    let bytes: u64 = entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum();
    println!("the cache takes {:.1} MB", bytes as f64 / 1e6);
}
