//! What was asked for on the command line.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::{Arg, Parser, ValueExt};

use super::Failure;
use super::output::Target;
use crate::analysis::Settings;
use crate::report::json::Texts;
use crate::similarity::{Measure, OrderBy};

/// The answer to `--help`.
pub(super) const HELP: &str = include_str!("help.txt");

/// One thing to do.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    Help,
    Version,
    Window(Option<Source>),
    Analyze(Analyze),
    Diff(Diff),
}

/// Where the articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The articles built into the program.
    Sample,
    /// Folders and files; at least one.
    Paths(Vec<PathBuf>),
}

/// `variorum analyze`.
#[derive(Debug, PartialEq)]
pub(super) struct Analyze {
    pub source: Source,
    pub settings: Settings,
    pub order: OrderBy,
    pub json: Option<Target>,
    pub texts: Texts,
}

/// `variorum diff`.
#[derive(Debug, PartialEq)]
pub(super) struct Diff {
    pub a: PathBuf,
    pub b: PathBuf,
    pub settings: Settings,
    pub json: Option<Target>,
}

/// Which command the words so far belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Window,
    Analyze,
    Diff,
}

/// All that was said, before it is checked against the command that it was said to.
#[derive(Debug, Default)]
struct Said {
    paths: Vec<PathBuf>,
    is_sample: bool,
    json: Option<Target>,
    texts: Texts,
    order: OrderBy,
    settings: Settings,
    threads: Option<NonZeroUsize>,
}

/// Reads the arguments, without the program's name. Also gives the bound on the processors used.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<(Command, Option<NonZeroUsize>), Failure> {
    let mut parser = Parser::from_args(arguments);
    let mut said = Said::default();
    let mut verb = Verb::Window;
    let mut is_first_word = true;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok((Command::Help, None)),
            Arg::Long("version") | Arg::Short('V') => return Ok((Command::Version, None)),
            Arg::Value(word) => {
                match word.to_str() {
                    Some("analyze" | "analyse") if is_first_word => verb = Verb::Analyze,
                    Some("diff") if is_first_word => verb = Verb::Diff,
                    _ => said.paths.push(word.into()),
                }
                is_first_word = false;
            }
            Arg::Long("sample") => said.is_sample = true,
            Arg::Long("threads") => said.threads = Some(number(&mut parser, "--threads", "1 or more")?),
            Arg::Long("json") if verb != Verb::Window => said.json = Some(Target::from_word(parser.value()?)),
            Arg::Long("with-text") if verb == Verb::Analyze => said.texts = Texts::Included,
            Arg::Long("order") if verb == Verb::Analyze => said.order = order(&mut parser)?,
            Arg::Long(name) if verb != Verb::Window => {
                let name = name.to_owned();
                option(&name, &mut parser, &mut said.settings)?;
            }
            other => return Err(Failure::new(format!("{}; see `variorum --help`", other.unexpected()))),
        }
    }
    let threads = said.threads;
    said.into_command(verb).map(|command| (command, threads))
}

impl Said {
    fn into_command(mut self, verb: Verb) -> Result<Command, Failure> {
        if verb == Verb::Diff {
            let both = <[PathBuf; 2]>::try_from(self.paths);
            let Ok([a, b]) = both else {
                return Err(Failure::new("diff takes two articles: variorum diff A B"));
            };
            return Ok(Command::Diff(Diff { a, b, settings: self.settings, json: self.json }));
        }
        let source = match (self.is_sample, self.paths.is_empty()) {
            (true, true) => Some(Source::Sample),
            (false, false) => Some(Source::Paths(std::mem::take(&mut self.paths))),
            (false, true) => None,
            (true, false) => return Err(Failure::new("give either --sample or paths, not both")),
        };
        Ok(match (verb, source) {
            (Verb::Analyze, Some(source)) => Command::Analyze(Analyze {
                source,
                settings: self.settings,
                order: self.order,
                json: self.json,
                texts: self.texts,
            }),
            (Verb::Analyze, None) => {
                return Err(Failure::new("analyze takes a folder or articles: variorum analyze PATH..., or --sample"));
            }
            (_, source) => Command::Window(source),
        })
    }
}

/// One option that shapes a result.
fn option(name: &str, parser: &mut Parser, settings: &mut Settings) -> Result<(), Failure> {
    let (similarity, alignment) = (&mut settings.similarity, &mut settings.alignment);
    match name {
        "shingle" => {
            similarity.shingle_len_words = number(parser, "--shingle", "a number of words from 1 to 8")?;
            if !(1..=8).contains(&similarity.shingle_len_words) {
                return Err(Failure::new("--shingle takes a number of words from 1 to 8"));
            }
        }
        "threshold" => similarity.threshold = Some(share(parser, "--threshold")?),
        "cluster-cut" => similarity.cluster_cut = Some(share(parser, "--cluster-cut")?),
        "measure" => similarity.measure = measure(parser)?,
        "ignore-quotations" => similarity.ignores_quotations = switch(parser, name)?,
        "ignore-captions" => {
            similarity.ignores_captions = switch(parser, name)?;
            alignment.ignores_captions = similarity.ignores_captions;
        }
        "ignore-boilerplate" => {
            similarity.ignores_boilerplate = switch(parser, name)?;
            alignment.ignores_boilerplate = similarity.ignores_boilerplate;
        }
        "ignore-case" => alignment.ignores_case = switch(parser, name)?,
        "ignore-punctuation" => alignment.ignores_punctuation = switch(parser, name)?,
        "ignore-quotation-style" => alignment.ignores_quotation_style = switch(parser, name)?,
        "ignore-spelling" => alignment.ignores_spelling = switch(parser, name)?,
        _ => return Err(Failure::new(format!("invalid option '--{name}'; see `variorum --help`"))),
    }
    Ok(())
}

fn number<T: FromStr>(parser: &mut Parser, option: &str, wanted: &str) -> Result<T, Failure> {
    let word = parser.value()?.string()?;
    word.parse().map_err(|_| Failure::new(format!("{option} takes {wanted}, not '{word}'")))
}

fn share(parser: &mut Parser, option: &str) -> Result<f64, Failure> {
    let wanted = "a number from 0 to 1";
    let share: f64 = number(parser, option, wanted)?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(Failure::new(format!("{option} takes {wanted}"))) }
}

fn switch(parser: &mut Parser, option: &str) -> Result<bool, Failure> {
    let word = parser.value()?.string()?;
    match word.as_str() {
        "on" | "yes" => Ok(true),
        "off" | "no" => Ok(false),
        _ => Err(Failure::new(format!("--{option} takes on or off, not '{word}'"))),
    }
}

fn measure(parser: &mut Parser) -> Result<Measure, Failure> {
    let word = parser.value()?.string()?;
    Ok(match word.as_str() {
        "weighted" => Measure::WeightedContainment,
        "containment" => Measure::Containment,
        "jaccard" => Measure::Jaccard,
        "cosine" => Measure::Cosine,
        "coverage" => Measure::Coverage,
        _ => {
            let wanted = "weighted, containment, jaccard, cosine or coverage";
            return Err(Failure::new(format!("--measure takes {wanted}, not '{word}'")));
        }
    })
}

fn order(parser: &mut Parser) -> Result<OrderBy, Failure> {
    let word = parser.value()?.string()?;
    Ok(match word.as_str() {
        "cluster" => OrderBy::Cluster,
        "date" => OrderBy::Date,
        "outlet" => OrderBy::Outlet,
        "name" => OrderBy::Name,
        _ => return Err(Failure::new(format!("--order takes cluster, date, outlet or name, not '{word}'"))),
    })
}
