//! Speed of finding names, beside the splitting of the same texts into words and sentences.
//!
//! ```text
//! cargo bench --bench names
//! ```
//!
//! One thread, the built-in sample repeated to some ten megabytes. "names" is the whole room: names, linking, quotations
//! and quantities. The baseline reads every byte and does the least that any analysis must.

use std::hint::black_box;
use std::time::Instant;

use variorum::corpus::{Corpus, sample};
use variorum::entity::{EntitySettings, find_entities};
use variorum::progress::Progress;
use variorum::text::{Span, sentences, word_count};

fn main() {
    let sample = sample();
    let bytes_of = |corpus: &Corpus| corpus.documents().iter().map(|document| document.text.len()).sum::<usize>();
    let copies = 10_000_000 / bytes_of(&sample).max(1) + 1;
    let documents = (0..copies).flat_map(|copy| {
        sample.documents().iter().map(move |document| {
            let mut document = (**document).clone();
            document.path = format!("{copy:04}/{}", document.path);
            document
        })
    });
    let corpus = Corpus::from_documents(documents);
    let megabytes = bytes_of(&corpus) as f64 / 1e6;
    println!("{} articles, {megabytes:.1} MB, one thread", corpus.len());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be had");
    let baseline = best(|| {
        for document in corpus.documents() {
            black_box(word_count(&document.text));
            black_box(sentences(&document.text, Span::new(0, document.text.len())).len());
        }
    });
    report("words and sentences", megabytes, baseline, baseline);
    let names = best(|| {
        pool.install(|| {
            black_box(find_entities(&corpus, &EntitySettings::default(), &Progress::new()).expect("nobody cancels"));
        });
    });
    report("names", megabytes, names, baseline);
}

/// The shortest of three runs, in seconds.
fn best(mut work: impl FnMut()) -> f64 {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn report(what: &str, megabytes: f64, secs: f64, baseline: f64) {
    println!("{what:<20} {:>8.1} MB/s   {:>6.1} times the baseline", megabytes / secs, secs / baseline);
}
