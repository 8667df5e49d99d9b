//! Trains the name model, `assets/names/model.bin`, from folders of marked texts.
//!
//! ```text
//! cargo run --release --no-default-features --example train_names -- OUT.bin FOLDER...  [--hold N] [--test FOLDER...] [--errors N]
//! ```
//!
//! A folder holds `docs/*.txt` and `gold.tsv` (document, start, end, kind; offsets count characters). The same folders in
//! the same order give the same bytes. `--test` scores the model on further folders, which it never saw, and `--hold N` on
//! every Nth text, which is then not learnt from. Folders whose
//! licence asks for credit are named in `assets/LICENSES.md`.

mod crf;
mod data;

use std::path::PathBuf;
use std::process::ExitCode;

use variorum::entity::EntityKind;
use variorum::entity::training::{LABEL_COUNT, Parameters, Reader, Sheet, Votes, model_bytes};

use crf::{Options, Sequence, train};
use data::{Text, headlines, read_folder};

/// The first reading of each part of the training texts is made by a model trained on the other parts, so that the
/// second reading learns from mistakes as they will be.
const PARTS: usize = 4;

struct Arguments {
    out: PathBuf,
    folders: Vec<PathBuf>,
    tests: Vec<PathBuf>,
    /// Every how many texts of a training folder one is kept for testing; 0 for none.
    hold: usize,
    errors: usize,
    options: Options,
}

fn arguments() -> Option<Arguments> {
    let mut rest = std::env::args().skip(1);
    let mut parsed = Arguments {
        out: rest.next()?.into(),
        folders: Vec::new(),
        tests: Vec::new(),
        hold: 0,
        errors: 0,
        options: Options::default(),
    };
    let mut is_test = false;
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--test" => is_test = true,
            "--errors" => parsed.errors = rest.next()?.parse().ok()?,
            "--hold" => parsed.hold = rest.next()?.parse().ok()?,
            "--epochs" => parsed.options.epochs = rest.next()?.parse().ok()?,
            "--penalty" => parsed.options.penalty = rest.next()?.parse().ok()?,
            "--rate" => parsed.options.rate = rest.next()?.parse().ok()?,
            _ if is_test => parsed.tests.push(argument.into()),
            _ => parsed.folders.push(argument.into()),
        }
    }
    (!parsed.folders.is_empty()).then_some(parsed)
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("usage: train_names OUT.bin FOLDER... [--test FOLDER...] [--errors N]");
        return ExitCode::from(2);
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let mut texts = Vec::new();
    let mut held = Vec::new();
    for folder in &arguments.folders {
        let mut kept = Vec::new();
        for (index, text) in read_folder(folder)?.into_iter().enumerate() {
            let is_held = arguments.hold > 0 && index % arguments.hold == 0;
            if is_held { &mut kept } else { &mut texts }.push(text);
        }
        if arguments.hold > 0 {
            held.push((format!("{}, held out", folder.display()), kept));
        }
    }
    let marked: usize = texts.iter().map(|text| text.names.len()).sum();
    let mut sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::new(&text.text, &text.names)).collect();
    let unreachable: usize = sheets.iter().map(|sheet| sheet.unreachable).sum();
    eprintln!("{} texts, {marked} names, {unreachable} of them out of reach", texts.len());
    // Capitals and headlines made from the same texts; only the changed lines are learnt from.
    let changed: Vec<(Text, Vec<bool>)> = texts.iter().filter_map(headlines).collect();
    let mut changed_sheets: Vec<(Sheet, Vec<bool>)> = changed
        .iter()
        .map(|(text, lines)| {
            let sheet = Sheet::new(&text.text, &text.names);
            let uses = (0..sheet.run_count()).map(|run| lines[text.line_of(sheet.run_span(run).start())]).collect();
            (sheet, uses)
        })
        .collect();

    let mut first_runs = sequences(&sheets, &changed_sheets, None, |_| true);
    eprintln!("{} runs", first_runs.len());
    let first = train(&mut first_runs, arguments.options);
    drop(first_runs);
    eprintln!("first reading: {} features", first.features.len());

    for part in 0..PARTS {
        let mut others = sequences(&sheets, &changed_sheets, None, |index| index % PARTS != part);
        let model = train(&mut others, arguments.options);
        let reader = reader(&model, &empty())?;
        for (index, sheet) in sheets.iter_mut().enumerate() {
            if index % PARTS == part {
                sheet.read_first(&reader);
            }
        }
        for (index, (sheet, _)) in changed_sheets.iter_mut().enumerate() {
            if index % PARTS == part {
                sheet.read_first(&reader);
            }
        }
    }
    let mut votes = Votes::default();
    sheets.iter().for_each(|sheet| votes.add(sheet));
    let mut second_runs = sequences(&sheets, &changed_sheets, Some(&votes), |_| true);
    let second = train(&mut second_runs, arguments.options);
    eprintln!("second reading: {} features", second.features.len());

    let bytes = model_bytes(&first, &second);
    std::fs::write(&arguments.out, &bytes).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    eprintln!("{}: {} bytes", arguments.out.display(), bytes.len());
    let reader = reader(&first, &second)?;
    for folder in &arguments.tests {
        held.push((folder.display().to_string(), read_folder(folder)?));
    }
    for (name, texts) in &held {
        test(name, texts, &reader, arguments.errors);
    }
    Ok(())
}

fn empty() -> Parameters {
    Parameters { transitions: vec![[0; LABEL_COUNT]; LABEL_COUNT], ..Parameters::default() }
}

fn reader(first: &Parameters, second: &Parameters) -> Result<Reader, String> {
    Reader::new(&model_bytes(first, second)).map_err(|error| error.to_string())
}

fn sequences(
    sheets: &[Sheet],
    changed: &[(Sheet, Vec<bool>)],
    votes: Option<&Votes>,
    is_in: impl Fn(usize) -> bool,
) -> Vec<Sequence> {
    let mut runs = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        if is_in(index) {
            sheet.runs(votes, |_, features, labels| runs.push(Sequence::new(features, labels)));
        }
    }
    for (index, (sheet, uses)) in changed.iter().enumerate() {
        if is_in(index) {
            sheet.runs(votes, |number, features, labels| {
                if uses[number] {
                    runs.push(Sequence::new(features, labels));
                }
            });
        }
    }
    runs
}

fn test(name: &str, texts: &[Text], reader: &Reader, errors: usize) {
    let mut sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::new(&text.text, &[])).collect();
    sheets.iter_mut().for_each(|sheet| sheet.read_first(reader));
    let once: Vec<_> = sheets.iter().map(Sheet::found).collect();
    let mut votes = Votes::default();
    sheets.iter().for_each(|sheet| votes.add(sheet));
    sheets.iter_mut().for_each(|sheet| sheet.read_second(reader, &votes));
    let twice: Vec<_> = sheets.iter().map(Sheet::found).collect();
    println!("{name}");
    let kinds = [EntityKind::Person, EntityKind::Place, EntityKind::Organisation];
    for (name, found) in [("first", &once), ("second", &twice)] {
        let mut line = format!("  {name:<7}");
        let (mut hits, mut said, mut true_count) = (0, 0, 0);
        for kind in kinds {
            let (mut hit, mut predicted, mut gold) = (0, 0, 0);
            for (text, found) in texts.iter().zip(found) {
                let is_kind = |marked: &&(variorum::text::Span, EntityKind)| marked.1 == kind;
                hit += found.iter().filter(is_kind).filter(|name| text.names.contains(name)).count();
                predicted += found.iter().filter(is_kind).count();
                gold += text.names.iter().filter(is_kind).count();
            }
            line += &format!(" {} {}", kind.label(), score(hit, predicted, gold));
            hits += hit;
            said += predicted;
            true_count += gold;
        }
        println!("{line} all {}", score(hits, said, true_count));
    }
    let mut left = errors;
    for (text, found) in texts.iter().zip(&twice) {
        for (what, these, those) in [("missed", &text.names, found), ("false", found, &text.names)] {
            for &(span, kind) in these.iter().filter(|name| name.1 != EntityKind::Other && !those.contains(name)) {
                if left == 0 {
                    return;
                }
                left -= 1;
                let around = text.around(span);
                println!("    {what} {} [{}] … {around}", kind.label(), span.slice(&text.text));
            }
        }
    }
}

fn score(hit: usize, said: usize, gold: usize) -> String {
    let (precision, recall) = (hit as f64 / said.max(1) as f64, hit as f64 / gold.max(1) as f64);
    let both = 2.0 * hit as f64 / (said + gold).max(1) as f64;
    format!("P {:.1} R {:.1} F {:.1}", 100.0 * precision, 100.0 * recall, 100.0 * both)
}
