//! Speed of finding times, on one core: `cargo bench --bench times -- [FOLDER of .txt]`.
//!
//! The baseline is one regular expression of month names, weekdays and years over the same text: it finds far less and
//! resolves nothing, and tells what a plain scan costs on this machine.

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::date;
use regex::Regex;
use variorum::timeline::times_in_text;

/// Invented news with about as many times a line as a newspaper has.
const STORY: &str = "ORLEN, May 12 - The harbour council of Orlen voted on Tuesday to close the old grain pier, which had \
been in use for more than four decades, officials said. The pier was damaged in a storm in March of last year and has \
stood empty since then.\n\n\"We have a lot of work to do, and there is no use in waiting,\" said Marta Vale, who leads \
the council. She said the costs, put at 6.4 million crowns, had risen by a third. A company from Vasta offered to buy \
the cranes, but the two sides could not agree on a price, and talks broke down within two weeks.\n\nFishermen who moor \
their boats nearby were not told, they said. \"Nobody asked us,\" said a 52-year-old skipper, Tomas Ostrander. About \
140 people work at the pier. The council meets again next Friday at 10:30 a.m. to choose a builder; work is due to \
begin by June 30 and to end in the autumn of 2016. The first pier at Orlen was built in 1874.\n\n";

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let mut texts: Vec<String> = Vec::new();
    if let Some(folder) = folder {
        let mut paths: Vec<_> =
            std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        paths.sort();
        texts.extend(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()));
    } else {
        texts.extend((0..2000).map(|_| STORY.to_owned()));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let published = Some(date(2015, 5, 12));
    let pattern = Regex::new(
        r"(?i)\b(?:(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|may|(?:mon|tues|wednes|thurs|fri|satur|sun)day|1[89]\d\d|20\d\d)\b",
    )
    .expect("a sound pattern");
    // The first call compiles the rule table; it is told apart.
    let start = Instant::now();
    black_box(times_in_text("", &[], None));
    println!("rule table: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let report = |name: &str, work: &dyn Fn(&str) -> usize| {
        let mut best = f64::INFINITY;
        let mut found = 0;
        for _ in 0..5 {
            let start = Instant::now();
            found = texts.iter().map(|text| work(text)).sum();
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!("{name}: {:.1} MB/s, {found} found in {:.1} MB", bytes as f64 / 1e6 / best, bytes as f64 / 1e6);
    };
    report("times in text", &|text| times_in_text(text, &[], published).len());
    report("plain regex", &|text| pattern.find_iter(text).count());
}
