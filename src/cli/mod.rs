//! Arguments, window or command line, exit status.
//!
//! The command line does the work of the window on machines without a display, and in scripts. What it computes comes
//! from [`analysis`](crate::analysis) and [`report`](crate::report); here are only words, outputs and numbers for the
//! shell: 0 done, 1 done but some files were skipped, 2 nothing useful could be done.

mod analyze;
mod arguments;
mod bar;
mod diff;
mod input;
mod output;
mod report;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;

/// What a command came to, where it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything that was asked for.
    Done,
    /// Done, but some files were skipped.
    DoneWithSkipped,
}

/// Why nothing useful could be done: one sentence for the person, who reads it after the program's name.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the program on the arguments of this process and gives its exit status.
#[must_use]
pub fn main() -> ExitCode {
    match run(std::env::args_os().skip(1)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::DoneWithSkipped) => ExitCode::from(1),
        Err(Failure(words)) => {
            terminal::complain(&words);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<Outcome, Failure> {
    let (command, threads) = arguments::parse(arguments)?;
    if let Some(threads) = threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
    }
    match command {
        Command::Help => output::print(arguments::HELP).map(|()| Outcome::Done),
        Command::Version => {
            output::print(concat!("variorum ", env!("CARGO_PKG_VERSION"), "\n")).map(|()| Outcome::Done)
        }
        Command::Window(source) => window(source),
        Command::Analyze(command) => analyze::run(&command),
        Command::Diff(command) => diff::run(&command),
        Command::Report(command) => report::run(command),
    }
}

/// Opens the window; on a machine without a display, says what to run there instead.
#[cfg(feature = "gui")]
fn window(source: Option<arguments::Source>) -> Result<Outcome, Failure> {
    use arguments::Source;
    let launch = match source {
        None => crate::app::Launch::default(),
        Some(Source::Sample) => crate::app::Launch { opens_sample: true, ..Default::default() },
        Some(Source::Paths(paths)) => crate::app::Launch { paths, ..Default::default() },
    };
    crate::app::run(launch).map(|()| Outcome::Done).map_err(|reason| {
        // The reason comes from the system and may run over several lines.
        let reason: Vec<&str> = reason.split_whitespace().collect();
        let reason = reason.join(" ");
        Failure::new(format!("{reason}; without a display, use `variorum report PATH... -o FILE.html`"))
    })
}

#[cfg(not(feature = "gui"))]
fn window(_: Option<arguments::Source>) -> Result<Outcome, Failure> {
    Err(Failure::new("this build has no window; use `variorum report PATH... -o FILE.html`, or see `variorum --help`"))
}
