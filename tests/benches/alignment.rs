//! Our alignment against the diffs of two other libraries on the same words, in one run: `cargo bench --bench alignment`.
//!
//! The rivals get tokens that are already cut by our own words and marks; cutting and numbering them is part of their
//! time as it is of ours. They know no moves, fold nothing and clean up nothing, so what is compared is the price of
//! that. Texts are made here from a fixed seed: the table needs no file. Last, the largest pair is aligned in a process of
//! its own, whose largest size is what the system says (Linux only).

use std::hint::black_box;
use std::time::{Duration, Instant};

use imara_diff::{Algorithm, Diff, InternedInput};
use variorum::alignment::{AlignmentSettings, Side, align};
use variorum::progress::Progress;
use variorum::text::words;

/// Time for one row of the table.
const ROW: Duration = Duration::from_millis(900);

/// Numbers without a library (G. Marsaglia: Xorshift RNGs, 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    /// A word of a vocabulary in which the n-th word is about n times rarer than the first.
    fn word(&mut self, vocabulary: usize) -> String {
        let span = self.roll(vocabulary) + 1;
        let rank = self.roll(span);
        let syllables =
            ["ra", "to", "mi", "len", "sko", "va", "ter", "ing", "ost", "pel", "du", "cha", "bri", "nor", "es", "ku"];
        let mut word = String::new();
        let mut rest = rank + 3;
        while rest > 0 {
            word.push_str(syllables[rest % syllables.len()]);
            rest /= syllables.len();
        }
        word
    }

    fn sentence(&mut self, vocabulary: usize) -> String {
        let count = 8 + self.roll(22);
        let words: Vec<String> = (0..count).map(|_| self.word(vocabulary)).collect();
        let mut sentence = words.join(" ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence.push('.');
        sentence
    }

    fn article(&mut self, word_count: usize, vocabulary: usize) -> Vec<String> {
        let mut sentences = Vec::new();
        let mut count = 0;
        while count < word_count {
            let sentence = self.sentence(vocabulary);
            count += sentence.split(' ').count();
            sentences.push(sentence);
        }
        sentences
    }

    /// What an editor makes of it: `percent` of the words changed, as many of the sentences left out or moved.
    fn edited(&mut self, sentences: &[String], percent: usize, vocabulary: usize) -> Vec<String> {
        let mut edited: Vec<String> = Vec::new();
        for sentence in sentences {
            let words: Vec<String> = sentence
                .split(' ')
                .map(|word| if self.roll(100) < percent { self.word(vocabulary) } else { word.to_owned() })
                .collect();
            match self.roll(100) {
                chance if chance < percent / 2 => {}
                chance if chance < percent => {
                    let at = self.roll(edited.len() + 1);
                    edited.insert(at, words.join(" "));
                }
                _ => edited.push(words.join(" ")),
            }
        }
        edited
    }
}

/// Words and marks, as the rivals get them.
fn cut(text: &str) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    for word in words(text) {
        let between = &text[at..word.start()];
        tokens.extend(
            between
                .char_indices()
                .filter(|(_, mark)| !mark.is_whitespace())
                .map(|(start, mark)| &between[start..start + mark.len_utf8()]),
        );
        tokens.push(word.slice(text));
        at = word.end();
    }
    tokens.extend(text[at..].split_whitespace());
    tokens
}

/// The fastest of many runs, in milliseconds: what is slower than that is the machine's other work.
fn fastest(mut run: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut best = Duration::MAX;
    while begun.elapsed() < ROW {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    best.as_secs_f64() * 1_000.0
}

fn rival(a: &str, b: &str, algorithm: Algorithm) {
    let mut input = InternedInput::<&str>::default();
    input.update_before(cut(a).into_iter());
    input.update_after(cut(b).into_iter());
    black_box(Diff::compute(algorithm, &input));
}

fn other_rival(a: &str, b: &str, algorithm: similar::Algorithm) {
    black_box(similar::capture_diff_slices(algorithm, &cut(a), &cut(b)));
}

fn text(sentences: &[String]) -> String {
    sentences.chunks(3).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n\n")
}

/// Two texts of 200,000 words that have nothing in common but common words.
fn large() -> [String; 2] {
    let mut dice = Dice(0x1234_5678_9ABC_DEF1);
    [0, 1].map(|_| text(&dice.article(200_000, 40_000)))
}

/// Size of this process now and at most, in kB, where the system says it.
fn size() -> Option<(u64, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    };
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

/// Aligns the largest pair and says what it took; in a process of its own.
fn measure_memory() {
    let [a, b] = large();
    let before = size();
    let (settings, progress) = (AlignmentSettings::default(), Progress::new());
    black_box(align(Side::new(&a), Side::new(&b), &settings, &progress)).expect("nobody cancels");
    if let (Some((before, _)), Some((_, most))) = (before, size()) {
        let megabytes = |kilobytes: u64| kilobytes as f64 / 1e3;
        let (texts, process) = (megabytes(before), megabytes(most));
        println!("200000 words, unrelated: {:.0} MB beside the {texts:.0} MB that stood there", process - texts);
    }
}

/// Names the process that measures memory.
const MEMORY: &str = "VARIORUM_BENCH_MEMORY";

fn main() {
    if std::env::var_os(MEMORY).is_some() {
        measure_memory();
        return;
    }
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let mut add = |name: &str, a: &[String], b: &[String]| rows.push((name.to_owned(), text(a), text(b)));
    for (words, percents) in [(700, &[0, 1, 4, 12][..]), (20_000, &[1, 4, 12][..])] {
        let article = dice.article(words, words * 4);
        for &percent in percents {
            let other = dice.edited(&article, percent, words * 4);
            add(&format!("{words} words, {percent} % edited"), &article, &other);
        }
    }
    let unrelated = dice.article(700, 3_000);
    add("700 words, unrelated", &unrelated, &dice.article(700, 3_000));
    let [a, b] = large();
    rows.push(("200000 words, unrelated".to_owned(), a, b));

    println!("{:<26} {:>10} {:>21} {:>21} {:>8}", "", "", "imara-diff", "similar", "ratio to");
    println!(
        "{:<26} {:>10} {:>10} {:>10} {:>10} {:>10} {:>9}",
        "milliseconds", "ours", "histogram", "Myers", "histogram", "Myers", "the first"
    );
    let (settings, progress) = (AlignmentSettings::default(), Progress::new());
    for (name, a, b) in &rows {
        let ours = fastest(|| {
            black_box(align(Side::new(a), Side::new(b), &settings, &progress)).expect("nobody cancels");
        });
        let histogram = fastest(|| rival(a, b, Algorithm::Histogram));
        let myers = fastest(|| rival(a, b, Algorithm::Myers));
        let other_histogram = fastest(|| other_rival(a, b, similar::Algorithm::Histogram));
        let other_myers = fastest(|| other_rival(a, b, similar::Algorithm::Myers));
        println!(
            "{name:<26} {ours:>10.3} {histogram:>10.3} {myers:>10.3} {other_histogram:>10.3} {other_myers:>10.3} {:>9.2}",
            ours / histogram
        );
    }
    let child = std::process::Command::new(std::env::current_exe().expect("this bench")).env(MEMORY, "1").status();
    assert!(child.is_ok_and(|status| status.success()), "memory was measured");
}
