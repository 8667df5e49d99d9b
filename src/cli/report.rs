//! `variorum report`.

use std::path::PathBuf;

use super::arguments::{Report, Source};
use super::bar::Bar;
use super::output::Target;
use super::terminal::complain;
use super::{Failure, Outcome, input};
use crate::analysis::analyze;
use crate::progress::Progress;
use crate::report::{ReportError, save_file, write};
use crate::session::{Root, Session, is_session_path, load, outside};

pub(super) fn run(command: Report) -> Result<Outcome, Failure> {
    let Report { source, options, output, format, mut report } = command;
    let (source, mut session) = opened(source)?;
    if let Source::Paths(paths) = &source {
        Target::File(output.clone()).check(paths)?;
    }
    options.apply(&mut session.settings);
    // The report has no clock of its own; the day is the only thing that it is told of the world.
    report.written = report.written.or_else(|| Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()));
    let progress = Progress::new();
    let bar = Bar::follow(&progress);
    let corpus = input::open(&source, &session.settings.read, &progress)?;
    let analysis = analyze(&corpus, &session.settings, &progress)?;
    save_file(&output, |out| write(&analysis, &session, &report, format, &progress, out)).map_err(
        |error| match error {
            ReportError::Write(cause) => Failure::new(format!("cannot write {}: {cause}", output.display())),
            other => other.into(),
        },
    )?;
    drop(bar);
    Ok(input::outcome(&corpus))
}

/// The articles to open, and what the person chose and wrote where a session was named.
fn opened(source: Source) -> Result<(Source, Session), Failure> {
    let Source::Paths(paths) = &source else { return Ok((source, Session::default())) };
    let [path] = paths.as_slice() else { return Ok((source, Session::default())) };
    if !is_session_path(path) || path.is_dir() {
        return Ok((source, Session::default()));
    }
    let loaded = load(path)?;
    for moved in &loaded.moved {
        complain(&format!("note: {} is now at {}", moved.from.display(), moved.to.display()));
    }
    for missing in &loaded.missing {
        complain(&format!(
            "note: {} was not found; move it back, or open the session in the window",
            missing.display()
        ));
    }
    for unknown in &loaded.unknown {
        complain(&format!("note: the session holds “{unknown}”, which this version does not know and leaves out"));
    }
    // Nobody can be asked here, so it is said; a device is never read.
    for place in outside(&loaded.session, path, &[]) {
        complain(&format!("note: {} is {}", place.path.display(), place.reason.label()));
    }
    let mut session = loaded.session;
    if session.roots.contains(&Root::Sample) {
        return Ok((Source::Sample, session));
    }
    let path = |root: &Root| match root {
        Root::Path(path) => Some(path.clone()),
        Root::Sample => None,
    };
    let paths: Vec<PathBuf> = session.roots.iter().filter_map(path).collect();
    if paths.is_empty() {
        return Err(Failure::new("the session has no folder: open one in the window and save it again"));
    }
    session.roots.clear();
    Ok((Source::Paths(paths), session))
}
