//! `variorum analyze`.

use std::io::{self, Write};

use super::arguments::{Analyze, Source};
use super::bar::Bar;
use super::output::Target;
use super::terminal::{cut, line};
use super::{Failure, Outcome, input};
use crate::analysis::{Analysis, analyze};
use crate::corpus::DocumentId;
use crate::progress::Progress;
use crate::report::json::{self, AnalysisJson};

/// Rows of a list on a terminal; the rest is counted.
const ROWS: usize = 20;

pub(super) fn run(command: &Analyze) -> Result<Outcome, Failure> {
    if let (Some(target), Source::Paths(paths)) = (&command.json, &command.source) {
        target.check(paths)?;
    }
    let progress = Progress::new();
    let bar = Bar::follow(&progress);
    let corpus = input::open(&command.source, &command.settings.read, &progress)?;
    let analysis = analyze(&corpus, &command.settings, &progress)?;
    drop(bar);
    match &command.json {
        Some(target) => {
            let value = AnalysisJson::new(&analysis, command.texts, command.order);
            target.write(|out| json::write(&value, out))?;
        }
        None => Target::Standard.write(|out| table(&analysis, out))?,
    }
    Ok(input::outcome(&corpus))
}

/// What a person wants to know first.
fn table(analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    let (corpus, matrix) = (&analysis.corpus, &analysis.matrix);
    let measure = analysis.settings.similarity.measure;
    let words: u64 = corpus.documents().iter().map(|document| u64::from(document.word_count)).sum();
    writeln!(out, "{} articles, {words} words", corpus.len())?;
    writeln!(
        out,
        "{} pairs at {:.2} and more by {}, {} clusters, {} entities, {} times",
        matrix.pairs().len(),
        matrix.least_listed(),
        measure.label().to_lowercase(),
        analysis.clusters.clusters.len(),
        analysis.entities.entities.len(),
        analysis.timeline.timexes.len(),
    )?;
    let name = |id: DocumentId| line(&corpus.get(id).path).into_owned();
    let mut pairs: Vec<_> = matrix.pairs().iter().collect();
    pairs.sort_by(|left, right| right.score(measure).total_cmp(&left.score(measure)));
    if !pairs.is_empty() {
        writeln!(out, "\nscore  longest run  articles")?;
    }
    for pair in pairs.iter().take(ROWS) {
        let (a, b) = (name(pair.a), name(pair.b));
        writeln!(out, " {:.2}  {:>5} words  {a}  {b}", pair.score(measure), pair.longest_run.words)?;
    }
    rest(pairs.len(), "pairs", out)?;
    let clusters = &analysis.clusters.clusters;
    if !clusters.is_empty() {
        writeln!(out, "\nclusters")?;
    }
    for cluster in clusters.iter().take(ROWS) {
        let first = cluster.documents.first().map_or("", |&id| corpus.get(id).title());
        let title = if cluster.name.is_empty() { first } else { &cluster.name };
        writeln!(out, "  {:>4} articles  {}", cluster.documents.len(), cut(&line(title), 80))?;
    }
    rest(clusters.len(), "clusters", out)
}

fn rest(count: usize, what: &str, out: &mut dyn Write) -> io::Result<()> {
    match count.checked_sub(ROWS) {
        Some(more) if more > 0 => writeln!(out, "  … and {more} more {what}; --json lists all"),
        _ => Ok(()),
    }
}
