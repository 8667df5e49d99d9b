//! Trains the name model, `assets/names/model.bin`, from folders of marked texts.
//!
//! ```text
//! cargo run --release --no-default-features --example train_names -- OUT.bin FOLDER... [--hold N] [--desk NAME]
//!     [--test FOLDER...] [--errors N]
//! ```
//!
//! A folder holds `docs/*.txt` and `gold.tsv` (document, start, end, kind; offsets count characters). The texts of `data/`
//! are learnt from too. The same folders in the same order give the same bytes: the asset is made of `voa-names`,
//! `own-names`, `wikigold` and `gum-news`, in this order, with no options. `--test` scores the model on further folders,
//! which it never saw, in their lines and each name by itself; `--hold N` on every Nth block of ten texts and `--desk NAME`
//! on the texts whose name begins so, which are then not learnt from. Folders whose licence asks for credit are named in
//! `assets/LICENSES.md`.

mod alone;
mod course;
mod crf;
mod data;
mod frames;
mod learnt;
mod runs;
mod scores;

use std::path::PathBuf;
use std::process::ExitCode;

use variorum::entity::training::{LABEL_COUNT, Parameters, Reader, Sheet, model_bytes};

use course::{Course, Lesson, PARTS};
use crf::Options;
use data::{headlines, read_folder, settle};
use learnt::Learnt;
use scores::test;

struct Arguments {
    out: PathBuf,
    folders: Vec<PathBuf>,
    tests: Vec<PathBuf>,
    /// Every how many texts of a training folder one is kept for testing; 0 for none.
    hold: usize,
    desks: Vec<String>,
    errors: usize,
    /// Whether only the first reading is trained, which takes a sixth of the time.
    is_quick: bool,
    /// Whether the texts of `data/` are learnt from.
    has_forms: bool,
    options: Options,
}

fn arguments() -> Option<Arguments> {
    let mut rest = std::env::args().skip(1);
    let mut parsed = Arguments {
        out: rest.next()?.into(),
        folders: Vec::new(),
        tests: Vec::new(),
        hold: 0,
        desks: Vec::new(),
        errors: 0,
        is_quick: false,
        has_forms: true,
        options: Options::default(),
    };
    let mut is_test = false;
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--test" => is_test = true,
            "--errors" => parsed.errors = rest.next()?.parse().ok()?,
            "--hold" => parsed.hold = rest.next()?.parse().ok()?,
            "--desk" => parsed.desks.push(rest.next()?),
            "--quick" => parsed.is_quick = true,
            "--no-forms" => parsed.has_forms = false,
            "--noise" => parsed.options.noise = rest.next()?.parse().ok()?,
            "--blind" => {
                let shares = rest.next()?;
                let mut shares = shares.split(',').map(str::parse);
                for slot in &mut parsed.options.blindness {
                    *slot = shares.next()?.ok()?;
                }
            }
            "--epochs" => parsed.options.epochs = rest.next()?.parse().ok()?,
            "--averaged" => parsed.options.averaged = rest.next()?.parse().ok()?,
            "--penalty" => parsed.options.penalty = rest.next()?.parse().ok()?,
            "--rate" => parsed.options.rate = rest.next()?.parse().ok()?,
            "--smallest" => parsed.options.smallest = rest.next()?.parse().ok()?,
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
            let is_held = arguments.hold > 0 && index / 10 % arguments.hold == 0
                || arguments.desks.iter().any(|desk| text.name.starts_with(desk.as_str()));
            if is_held { &mut kept } else { &mut texts }.push(text);
        }
        if !kept.is_empty() {
            held.push((format!("{}, held out", folder.display()), kept));
        }
    }
    texts.iter_mut().for_each(settle);
    let count = texts.len();
    if arguments.has_forms {
        texts.extend(frames::written());
        texts.extend(frames::filled());
    }
    let marked: usize = texts.iter().map(|text| text.names.len()).sum();
    let sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::new(&text.text, &text.names)).collect();
    let unreachable: usize = sheets.iter().map(|sheet| sheet.unreachable).sum();
    eprintln!(
        "{count} texts and {} of the trainer, {marked} names, {unreachable} of them out of reach",
        texts.len() - count
    );
    let mut lessons: Vec<Lesson> = sheets.into_iter().map(|sheet| Lesson { sheet, uses: None }).collect();
    let plain = lessons.len();
    // Capitals and headlines made from the same texts; only the changed lines are learnt from.
    for (text, lines) in texts.iter().filter_map(headlines) {
        let sheet = Sheet::new(&text.text, &text.names);
        let uses = (0..sheet.run_count()).map(|run| lines[text.line_of(sheet.run_span(run).start())]).collect();
        lessons.push(Lesson { sheet, uses: Some(uses) });
    }
    let alone: Vec<Sheet> = alone::entries(&texts).iter().map(|text| Sheet::new(&text.text, &text.names)).collect();
    let mut course = Course { lessons, plain, alone, options: arguments.options };
    let mut first = Learnt::default();
    let mut parts: Vec<Learnt> = Vec::new();
    std::thread::scope(|scope| {
        let course = &course;
        let learn = |left_out: Option<usize>| move || course.first_reading(left_out);
        let whole = scope.spawn(learn(None));
        if !arguments.is_quick {
            // Two at a time: more would only share the memory's speed.
            parts.push(scope.spawn(learn(Some(0))).join().expect("training ends"));
            for pair in [[1, 2], [3, 4]] {
                let both: Vec<_> =
                    pair.iter().filter(|&&part| part < PARTS).map(|&part| scope.spawn(learn(Some(part)))).collect();
                parts.extend(both.into_iter().map(|one| one.join().expect("training ends")));
            }
        }
        first = whole.join().expect("training ends");
    });
    let first = first.parameters;
    eprintln!("first reading: {} features", first.features.len());
    let mut second = empty();
    if !arguments.is_quick {
        for (part, learnt) in parts.iter().enumerate() {
            course.read_first(part, &reader(&learnt.parameters, &empty())?);
        }
        second = course.second_reading().parameters;
        eprintln!("second reading: {} features", second.features.len());
    }

    let bytes = model_bytes(&first, &second);
    std::fs::write(&arguments.out, &bytes).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    eprintln!("{}: {} bytes", arguments.out.display(), bytes.len());
    let reader = reader(&first, &second)?;
    for folder in &arguments.tests {
        held.push((folder.display().to_string(), read_folder(folder)?));
    }
    for (name, texts) in &held {
        test(name, texts, &reader, arguments.errors, arguments.is_quick);
    }
    Ok(())
}

fn empty() -> Parameters {
    Parameters { transitions: vec![[0; LABEL_COUNT]; LABEL_COUNT], ..Parameters::default() }
}

fn reader(first: &Parameters, second: &Parameters) -> Result<Reader, String> {
    Reader::new(&model_bytes(first, second)).map_err(|error| error.to_string())
}
