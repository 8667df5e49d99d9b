//! The program itself on files made to hurt: each is read, read with a warning, or skipped with a reason; nothing panics,
//! nothing hangs, and nothing in the folder is written.

mod cases;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use cases::{Case, Fate};
use serde_json::Value;

/// After this a run counts as hanging. Far above what any takes, also in a build without optimisation beside others.
const HANGS_AFTER: Duration = Duration::from_secs(600);

/// Articles, each with its warnings, and skipped files, each with its reasons; by path.
struct Outcome {
    read: BTreeMap<String, Vec<String>>,
    skipped: BTreeMap<String, Vec<String>>,
}

/// Runs `variorum analyze` on a folder.
fn analyse(folder: &Path) -> Outcome {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (json, errors) = (out.path().join("analysis.json"), out.path().join("errors"));
    let mut program = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .arg("analyze")
        .arg(folder)
        .arg("--json")
        .arg(&json)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&errors).expect("a file can be made"))
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    let status = loop {
        match program.try_wait().expect("it can be waited for") {
            Some(status) => break status,
            None if begun.elapsed() > HANGS_AFTER => {
                let _ = program.kill();
                panic!("{} hangs", folder.display());
            }
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let errors = String::from_utf8(fs::read(errors).expect("it is there")).expect("what it says is UTF-8");
    assert!(!errors.contains("panicked"), "{errors}");
    assert!(matches!(status.code(), Some(0 | 1)), "{status:?}: {errors}");
    let analysis: Value = serde_json::from_slice(&fs::read(json).expect("it is written")).expect("it is JSON");
    let list = |name: &str| analysis[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut outcome = Outcome { read: BTreeMap::new(), skipped: BTreeMap::new() };
    for document in list("documents") {
        let path = text(&document["path"]);
        let file = path.rsplit_once('#').map_or(path.as_str(), |(file, _)| file).to_owned();
        let warnings = document["warnings"].as_array().into_iter().flatten().map(text);
        outcome.read.entry(file).or_default().extend(warnings);
    }
    for skipped in list("skipped") {
        outcome.skipped.entry(text(&skipped["path"])).or_default().push(text(&skipped["reason"]));
    }
    outcome
}

fn check(outcome: &Outcome, about: &str, path: &str, fate: Fate) {
    let (read, skipped) = (outcome.read.get(path), outcome.skipped.get(path));
    let holds = |list: Option<&Vec<String>>, words: &str| {
        list.is_some_and(|list| list.iter().any(|line| !line.is_empty() && line.contains(words)))
    };
    let is_so = match fate {
        Fate::Read => read.is_some_and(Vec::is_empty) && skipped.is_none(),
        Fate::Warned(words) => holds(read, words),
        Fate::Skipped(words) => read.is_none() && holds(skipped, words),
        Fate::Any => read.is_some() || holds(skipped, ""),
    };
    assert!(is_so, "{about}: {path:?} should be {fate:?}; it was read with {read:?} and skipped for {skipped:?}");
}

/// Name, length and time of the last change of everything below a folder, without following links.
fn listing(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("it can be listed").map(|entry| entry.expect("it can be listed")) {
            let metadata = entry.metadata().expect("it is there");
            if metadata.is_dir() {
                open.push(entry.path());
            }
            found.insert(entry.path(), (metadata.len(), metadata.modified().expect("it has a time")));
        }
    }
    found
}

fn run(cases: &[Case]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("good.txt"), "The fees rose on Monday, said the port.\n").expect("it can be written");
    for case in cases {
        (case.make)(folder.path());
    }
    let before = listing(folder.path());
    let outcome = analyse(folder.path());
    assert_eq!(listing(folder.path()), before, "nothing in the folder changes");
    check(&outcome, "beside the others", "good.txt", Fate::Read);
    for case in cases {
        for &(path, fate) in case.fates {
            check(&outcome, case.name, path, fate);
        }
    }
    // The law: no file vanishes without a word.
    for path in before.keys() {
        let Some(name) = path.strip_prefix(folder.path()).expect("it is inside").to_str() else { continue };
        // Files that lie deeper than folders are read are spoken for by the folder that is named.
        if name.contains('/') || path.is_dir() && !path.is_symlink() {
            continue;
        }
        let is_named = |list: &BTreeMap<String, Vec<String>>| {
            list.keys().any(|path| path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
        };
        assert!(is_named(&outcome.read) || is_named(&outcome.skipped), "{name:?} vanished");
    }
}

#[test]
fn small_files_made_to_hurt() {
    run(&cases::small());
}

#[test]
fn large_files_made_to_hurt() {
    run(&cases::large());
}

#[test]
fn files_that_grow_and_vanish_while_they_are_read() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |number: usize| folder.path().join(format!("{number:04}.txt"));
    const FILES: usize = 400;
    for number in 0..FILES {
        fs::write(at(number), format!("The talks failed for the {number}th time, said the mayor.\n"))
            .expect("it can be written");
    }
    let is_done = AtomicBool::new(false);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut number = 0;
            while !is_done.load(Ordering::Relaxed) {
                if let Ok(mut file) = fs::OpenOptions::new().append(true).open(at(number % FILES)) {
                    let _ = file.write_all(b"And again on Wednesday, said the port.\n");
                }
                if number % 7 == 0 {
                    let _ = fs::remove_file(at(FILES - 1 - number % FILES));
                }
                number += 1;
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let outcome = analyse(folder.path());
        is_done.store(true, Ordering::Relaxed);
        outcome
    });
    assert!(!outcome.read.is_empty());
    for (path, reasons) in &outcome.skipped {
        assert!(reasons.iter().any(|reason| reason.contains("no longer there")), "{path}: {reasons:?}");
    }
}
