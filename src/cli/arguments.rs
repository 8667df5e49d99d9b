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
use crate::report::{LocalPaths, Names, ReportFormat, ReportSettings};
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
    Report(Report),
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

/// `variorum report`.
#[derive(Debug, PartialEq)]
pub(super) struct Report {
    pub source: Source,
    /// What the options changed of the settings, to be put over those of a session.
    pub options: Options,
    pub output: PathBuf,
    pub format: ReportFormat,
    pub report: ReportSettings,
}

/// Which command the words so far belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Window,
    Analyze,
    Diff,
    Report,
}

/// All that was said, before it is checked against the command that it was said to.
#[derive(Debug, Default)]
struct Said {
    paths: Vec<PathBuf>,
    is_sample: bool,
    json: Option<Target>,
    texts: Texts,
    order: OrderBy,
    options: Options,
    output: Option<PathBuf>,
    report: ReportSettings,
    threads: Option<NonZeroUsize>,
}

/// Options that shape a result, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Options(Vec<Choice>);

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Shingle(u8),
    Threshold(f64),
    ClusterCut(f64),
    Measure(Measure),
    Ignore(Ignored, bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ignored {
    Quotations,
    Captions,
    Boilerplate,
    Case,
    Punctuation,
    QuotationStyle,
    Spelling,
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
                    Some("report") if is_first_word => verb = Verb::Report,
                    _ => said.paths.push(word.into()),
                }
                is_first_word = false;
            }
            Arg::Long("sample") => said.is_sample = true,
            Arg::Long("threads") => said.threads = Some(number(&mut parser, "--threads", "1 or more")?),
            Arg::Long("json") if matches!(verb, Verb::Analyze | Verb::Diff) => {
                said.json = Some(Target::from_word(parser.value()?));
            }
            Arg::Long("with-text") if verb == Verb::Analyze => said.texts = Texts::Included,
            Arg::Long("order") if matches!(verb, Verb::Analyze | Verb::Report) => said.order = order(&mut parser)?,
            Arg::Short('o') | Arg::Long("output") if verb == Verb::Report => said.output = Some(parser.value()?.into()),
            Arg::Long("title") if verb == Verb::Report => said.report.title = Some(parser.value()?.string()?),
            Arg::Long("pairs") if verb == Verb::Report => {
                said.report.pairs_in_full = number(&mut parser, "--pairs", "a number of pairs")?;
            }
            Arg::Long("date") if verb == Verb::Report => {
                said.report.written = Some(number(&mut parser, "--date", "a date such as 2015-05-12")?);
            }
            Arg::Long("hide-names") if verb == Verb::Report => said.report.names = Names::Hidden,
            Arg::Long("local-paths") if verb == Verb::Report => said.report.local_paths = LocalPaths::Shown,
            Arg::Long(name) if verb != Verb::Window => {
                let name = name.to_owned();
                said.options.take(&name, &mut parser)?;
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
            return Ok(Command::Diff(Diff { a, b, settings: self.options.settings(), json: self.json }));
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
                settings: self.options.settings(),
                order: self.order,
                json: self.json,
                texts: self.texts,
            }),
            (Verb::Analyze, None) => {
                return Err(Failure::new("analyze takes a folder or articles: variorum analyze PATH..., or --sample"));
            }
            (Verb::Report, Some(source)) => {
                let Some(output) = self.output else {
                    return Err(Failure::new("report needs a file to write: variorum report PATH... -o FILE.html"));
                };
                let Some(format) = ReportFormat::of_path(&output) else {
                    return Err(Failure::new(
                        "the report's file ends in .html, .md, .csv or .json, which is its format",
                    ));
                };
                let report = ReportSettings { order: self.order, ..self.report };
                Command::Report(Report { source, options: self.options, output, format, report })
            }
            (Verb::Report, None) => {
                return Err(Failure::new(
                    "report takes a folder, articles or a session: variorum report PATH... -o FILE.html, or --sample",
                ));
            }
            (_, source) => Command::Window(source),
        })
    }
}

impl Options {
    /// Reads the value of one option.
    fn take(&mut self, name: &str, parser: &mut Parser) -> Result<(), Failure> {
        let words = "a number of words from 1 to 8";
        let ignored = match name {
            "shingle" => {
                let length = number(parser, "--shingle", words)?;
                if !(1..=8).contains(&length) {
                    return Err(Failure::new(format!("--shingle takes {words}")));
                }
                self.0.push(Choice::Shingle(length));
                return Ok(());
            }
            "threshold" => {
                self.0.push(Choice::Threshold(share(parser, "--threshold")?));
                return Ok(());
            }
            "cluster-cut" => {
                self.0.push(Choice::ClusterCut(share(parser, "--cluster-cut")?));
                return Ok(());
            }
            "measure" => {
                self.0.push(Choice::Measure(measure(parser)?));
                return Ok(());
            }
            "ignore-quotations" => Ignored::Quotations,
            "ignore-captions" => Ignored::Captions,
            "ignore-boilerplate" => Ignored::Boilerplate,
            "ignore-case" => Ignored::Case,
            "ignore-punctuation" => Ignored::Punctuation,
            "ignore-quotation-style" => Ignored::QuotationStyle,
            "ignore-spelling" => Ignored::Spelling,
            _ => return Err(Failure::new(format!("invalid option '--{name}'; see `variorum --help`"))),
        };
        self.0.push(Choice::Ignore(ignored, switch(parser, name)?));
        Ok(())
    }

    /// Puts what was chosen over `settings`.
    pub(super) fn apply(&self, settings: &mut Settings) {
        let (similarity, alignment) = (&mut settings.similarity, &mut settings.alignment);
        for choice in &self.0 {
            match *choice {
                Choice::Shingle(length) => similarity.shingle_len_words = length,
                Choice::Threshold(threshold) => similarity.threshold = Some(threshold),
                Choice::ClusterCut(cut) => similarity.cluster_cut = Some(cut),
                Choice::Measure(measure) => similarity.measure = measure,
                Choice::Ignore(Ignored::Quotations, on) => similarity.ignores_quotations = on,
                Choice::Ignore(Ignored::Captions, on) => {
                    (similarity.ignores_captions, alignment.ignores_captions) = (on, on);
                }
                Choice::Ignore(Ignored::Boilerplate, on) => {
                    (similarity.ignores_boilerplate, alignment.ignores_boilerplate) = (on, on);
                }
                Choice::Ignore(Ignored::Case, on) => alignment.ignores_case = on,
                Choice::Ignore(Ignored::Punctuation, on) => alignment.ignores_punctuation = on,
                Choice::Ignore(Ignored::QuotationStyle, on) => alignment.ignores_quotation_style = on,
                Choice::Ignore(Ignored::Spelling, on) => alignment.ignores_spelling = on,
            }
        }
    }

    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        self.apply(&mut settings);
        settings
    }
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
