//! All pairs of 20,000 and 100,000 articles, and of 20,000 by the peers that are installed.
//!
//! `cargo bench --bench similarity` invents the articles; `-- FOLDER` takes the texts of a folder for the first table
//! instead; `-- --million` adds a million articles, which takes minutes and some gigabytes. Times are from texts in
//! memory to the matrix, each of a program that was just started and has read the texts, as the peers have. Read the
//! ratios, not the seconds: a busy machine slows all of them. As it may be busy for a second and idle for the next, the
//! program takes turns with its nearest peer; the ratio of each turn is told, and that of the medians.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tempfile::TempDir;
use variorum::corpus::{Corpus, Document};
use variorum::progress::Progress;
use variorum::similarity::{SimilaritySettings, compare_all};

/// Words of an invented article, about.
const ARTICLE_WORDS: usize = 220;
/// Different words in a universe of articles; the articles after these use others, as a renamed set would.
const UNIVERSE_WORDS: usize = 60_000;
const UNIVERSE_ARTICLES: usize = 20_000;

/// How often the program and its nearest peer take turns.
const TURNS: usize = 7;
const NEAREST_PEER: &str = "rensa";
const OTHER_PEERS: [&str; 2] = ["datasketch", "scikit_learn"];
/// Says that a program is to be timed over a folder, and nothing else.
const APART: &str = "--apart";

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A word of letters for a number.
fn word(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

/// Invented articles: word frequencies fall as in a language, and one in five is a rewrite of one before.
fn invented(count: usize) -> Vec<Document> {
    let mut dice = Dice(7);
    let mut recent: Vec<Vec<usize>> = Vec::new();
    (0..count)
        .map(|number| {
            let universe = number / UNIVERSE_ARTICLES * UNIVERSE_WORDS;
            let draw = |dice: &mut Dice| {
                let rank = (UNIVERSE_WORDS as f64).powf(dice.unit()) as usize;
                // The commonest words are the same everywhere.
                if rank < 200 { rank } else { universe + rank }
            };
            let len = ARTICLE_WORDS / 2 + dice.next() as usize % ARTICLE_WORDS;
            let words: Vec<usize> = if number % 5 == 4 && !recent.is_empty() {
                let source = recent[dice.next() as usize % recent.len()].clone();
                source.into_iter().map(|word| if dice.unit() < 0.2 { draw(&mut dice) } else { word }).collect()
            } else {
                (0..len).map(|_| draw(&mut dice)).collect()
            };
            let text: Vec<String> = words.iter().map(|&number| word(number)).collect();
            if recent.len() < 64 {
                recent.push(words);
            } else {
                recent[number % 64] = words;
            }
            Document::from_text(&format!("{number:07}.txt"), &text.join(" "))
        })
        .collect()
}

fn texts_of(folder: &Path) -> std::io::Result<Vec<Document>> {
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let text = String::from_utf8_lossy(&std::fs::read(entry.path())?).into_owned();
        documents.push(Document::from_text(&entry.file_name().to_string_lossy(), &text));
    }
    Ok(documents)
}

/// Resident memory now and at its highest, in MB, where the system tells.
fn memory_mb() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1_024
    };
    (field("VmRSS"), field("VmHWM"))
}

/// Compares everything, prints a row, and gives the seconds.
fn run(documents: Vec<Document>) -> f64 {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let corpus = Corpus::from_documents(documents);
    let (before, _) = memory_mb();
    let start = Instant::now();
    let matrix = compare_all(&corpus, &SimilaritySettings::default(), &Progress::new()).expect("nobody cancels");
    let seconds = start.elapsed().as_secs_f64();
    let peak = memory_mb().1.saturating_sub(before);
    println!(
        "{:>9} articles {:>7.1} MB  {seconds:>8.3} s  {:>8} pairs  at most {peak} MB more  {} shingles left out",
        corpus.len(),
        bytes as f64 / 1e6,
        matrix.pairs().len(),
        matrix.left_out.shingles,
    );
    seconds
}

/// The same in a program of its own that reads the texts of a folder.
fn run_apart(folder: &Path) -> std::io::Result<f64> {
    let output = Command::new(std::env::current_exe()?).arg(APART).arg(folder).output()?;
    let row = String::from_utf8_lossy(&output.stdout);
    print!("{row}");
    let seconds = row.split_once(" MB ").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
    seconds.ok_or_else(|| std::io::Error::other(format!("no row, but: {}", String::from_utf8_lossy(&output.stderr))))
}

/// The texts as files, for the peers.
fn written(documents: &[Document]) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for (number, document) in documents.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number:07}.txt")), document.text.as_bytes())?;
    }
    Ok(folder)
}

/// The seconds of a peer, if it is installed.
fn run_peer(peer: &str, folder: &Path) -> std::io::Result<Option<f64>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/benches/peers.py");
    let output = Command::new("python3").arg(script).arg(folder).arg(peer).output()?;
    let row: Option<serde_json::Value> = serde_json::from_slice(&output.stdout).ok();
    Ok(row.and_then(|row| row["seconds"].as_f64()))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn print_peer(peer: &str, seconds: f64, own: f64) {
    println!("{peer:>18} {seconds:>26.3} s  {:>5.1} times as long", seconds / own);
}

/// Runs the program and its peers over the texts of a folder, prints what they take, and gives the program's seconds.
fn compare_with_peers(folder: &Path) -> std::io::Result<f64> {
    let (mut own, mut nearest) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let seconds = run_apart(folder)?;
        own.push(seconds);
        if let Some(peer) = run_peer(NEAREST_PEER, folder)? {
            print_peer(NEAREST_PEER, peer, seconds);
            nearest.push(peer);
        }
    }
    let own = median(own);
    println!("{own:>45.3} s  the median");
    if nearest.is_empty() {
        println!("no peer is installed: pip install rensa datasketch scikit-learn");
        return Ok(own);
    }
    print_peer(NEAREST_PEER, median(nearest), own);
    for peer in OTHER_PEERS {
        if let Some(seconds) = run_peer(peer, folder)? {
            print_peer(peer, seconds, own);
        }
    }
    Ok(own)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let folder = arguments.iter().find(|argument| !argument.starts_with("--"));
    if let (Some(folder), true) = (folder, arguments.iter().any(|argument| argument == APART)) {
        run(texts_of(Path::new(folder))?);
        return Ok(());
    }
    let documents = folder.map_or_else(|| Ok(invented(20_000)), |folder| texts_of(Path::new(folder)))?;
    let texts = written(&documents)?;
    drop(documents);
    let own = compare_with_peers(texts.path())?;
    let hundred = run(invented(100_000));
    println!("{:>18.1} times the first", hundred / own);
    if arguments.iter().any(|argument| argument == "--million") {
        let million = run(invented(1_000_000));
        println!("{:>18.1} times that", million / hundred);
    }
    Ok(())
}
