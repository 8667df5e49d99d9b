//! Trains the name model, `assets/names/model.bin`, from folders of marked texts.
//!
//! ```text
//! cargo run --release --no-default-features --example train_names -- OUT.bin FOLDER... [--hold N] [--desk NAME]
//!     [--test FOLDER...] [--errors N]
//! ```
//!
//! A folder holds `docs/*.txt` and `gold.tsv` (document, start, end, kind; offsets count characters). The texts of `data/`
//! are learnt from too. The same folders in the same order give the same bytes. `--test` scores the model on further
//! folders, which it never saw; `--hold N` on every Nth block of ten texts and `--desk NAME` on the texts whose name begins
//! so, which are then not learnt from. Folders whose licence asks for credit are named in `assets/LICENSES.md`.

mod crf;
mod data;
mod frames;

use std::path::PathBuf;
use std::process::ExitCode;

use variorum::entity::EntityKind;
use variorum::entity::training::{Group, LABEL_COUNT, Parameters, Reader, Sheet, Votes, model_bytes};

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
            let is_held = arguments.hold > 0 && index / 10 % arguments.hold == 0
                || arguments.desks.iter().any(|desk| text.name.starts_with(desk.as_str()));
            if is_held { &mut kept } else { &mut texts }.push(text);
        }
        if !kept.is_empty() {
            held.push((format!("{}, held out", folder.display()), kept));
        }
    }
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
    let part_of = |index: usize| index % PARTS;
    let mut votes = Votes::default();
    let mut first = Parameters::default();
    let mut parts: Vec<Parameters> = Vec::new();
    std::thread::scope(|scope| {
        let lessons = &lessons;
        let learn = |left_out: Option<usize>| {
            move || {
                let mut runs = sequences(lessons, None, |index| left_out != Some(part_of(index)));
                train(&mut runs, arguments.options)
            }
        };
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
    eprintln!("first reading: {} features", first.features.len());
    let mut second = empty();
    if !arguments.is_quick {
        for (part, parameters) in parts.iter().enumerate() {
            let reader = reader(parameters, &empty())?;
            for (_, lesson) in lessons.iter_mut().enumerate().filter(|(index, _)| part_of(*index) == part) {
                lesson.sheet.read_first(&reader);
            }
        }
        lessons[..plain].iter().for_each(|lesson| votes.add(&lesson.sheet));
        let mut second_runs = sequences(&lessons, Some(&votes), |_| true);
        second = train(&mut second_runs, arguments.options);
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

/// A text to learn from, and which of its runs, if not all.
struct Lesson {
    sheet: Sheet,
    uses: Option<Vec<bool>>,
}

fn empty() -> Parameters {
    Parameters { transitions: vec![[0; LABEL_COUNT]; LABEL_COUNT], ..Parameters::default() }
}

fn reader(first: &Parameters, second: &Parameters) -> Result<Reader, String> {
    Reader::new(&model_bytes(first, second)).map_err(|error| error.to_string())
}

fn sequences(lessons: &[Lesson], votes: Option<&Votes>, is_in: impl Fn(usize) -> bool) -> Vec<Sequence> {
    let mut runs = Vec::new();
    for (_, lesson) in lessons.iter().enumerate().filter(|(index, _)| is_in(*index)) {
        lesson.sheet.runs(votes, |number, features: &[Vec<(u32, Group)>], labels| {
            if lesson.uses.as_ref().is_none_or(|uses| uses[number]) {
                runs.push(Sequence::new(features, labels));
            }
        });
    }
    runs
}

fn test(name: &str, texts: &[Text], reader: &Reader, errors: usize, is_quick: bool) {
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
    let last = if is_quick { &once } else { &twice };
    for (text, found) in texts.iter().zip(last) {
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
