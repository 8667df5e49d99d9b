//! The files: what became of each, mended by hand.

use std::path::Path;

use variorum::app::command::{Decision, FileCommand};
use variorum::app::inventory::Finding;

use super::driver::*;

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    std::fs::write(folder.join(name), bytes).expect("a file can be written");
}

/// A window on a folder with one file of each fate, on the pane of files.
fn dirty() -> (tempfile::TempDir, Driven) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "dated.txt", b"Talks fail in Harrow\n\nMay 12, 2015\n\nThe talks failed on Tuesday.\n");
    write(folder.path(), "undated.txt", b"Fees rise again\n\nThe fees rose by a third, said the port.\n");
    write(folder.path(), "picture.jpg", b"\xFF\xD8\xFF\xE0");
    write(folder.path(), "cyrillic.txt", b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0.\n");
    let damaged: String = "The mayor’s café didn’t open on Tuesday.\n".bytes().map(windows_1252).collect();
    write(folder.path(), "damaged.txt", damaged.as_bytes());
    let mut harness = window(Launch { paths: vec![folder.path().to_owned()], opens_sample: false });
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Problems)));
    (folder, harness)
}

/// What Windows-1252 takes a byte for, as far as the sentence above needs it.
fn windows_1252(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x99 => '™',
        other => char::from(other),
    }
}

fn article<'a>(state: &'a State, path: &str) -> &'a variorum::corpus::Document {
    state.analysis.corpus.get(state.analysis.corpus.find(path).expect("it was read"))
}

#[test]
fn each_file_has_a_row_with_its_fate() {
    let (_folder, mut harness) = dirty();
    for name in ["dated.txt", "undated.txt", "picture.jpg", "cyrillic.txt", "damaged.txt"] {
        assert!(harness.query_all_by_label(name).next().is_some(), "{name}");
    }
    for label in ["All  5", "Skipped  1", "Talks fail in Harrow", "12 May 2015"] {
        assert!(harness.query_all_by_label(label).next().is_some(), "{label}");
    }
    harness.get_by_label_contains("it is a picture");
    harness.get_by_label("Skipped  1").click();
    settle(&mut harness);
    let has = |harness: &Driven, name: &str| harness.query_all_by_label(name).next().is_some();
    assert!(!has(&harness, "undated.txt"), "only skipped files are left");
    perform(&mut harness, Command::View(ViewCommand::FindFiles(Finding::NoDate)));
    assert!(!has(&harness, "dated.txt") && has(&harness, "undated.txt"));
}

#[test]
fn a_date_is_corrected_in_place_and_undone() {
    let (_folder, mut harness) = dirty();
    harness.get_by_label("undated.txt").click();
    settle(&mut harness);
    let field = |harness: &Driven| harness.get_by_role_and_label(Role::TextInput, "Date").rect().center();
    let at = field(&harness);
    click_at(&mut harness, at);
    harness.get_by_role_and_label(Role::TextInput, "Date").type_text("next Tuesday");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label_contains("this is not a date");
    assert!(!state(&harness).is_changed(), "what is no date is not taken");
    let at = field(&harness);
    click_at(&mut harness, at);
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::A]);
    harness.get_by_role_and_label(Role::TextInput, "Date").type_text("13 May 2015");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let date = |harness: &Driven| {
        article(state(harness), "undated.txt").metadata.published_date().map(|date| date.to_string())
    };
    assert_eq!(date(&harness).as_deref(), Some("2015-05-13"));
    assert_eq!(state(&harness).history.undo_name(), Some("correction of “Fees rise again”"));
    perform(&mut harness, Command::Undo);
    assert_eq!(date(&harness), None);
}

#[test]
fn another_encoding_reads_one_file_again() {
    let (_folder, mut harness) = dirty();
    let mut settings = state(&harness).session.settings.clone();
    let found = article(state(&harness), "cyrillic.txt").text.clone();
    settings.read.encodings.insert("cyrillic.txt".to_owned(), "windows-1253".to_owned());
    perform(&mut harness, Command::Decide(Decision::Settings(Box::new(settings), "choice of encoding")));
    assert_eq!(&*article(state(&harness), "cyrillic.txt").text, "Οπθβες, μθπ.\n", "as Greek");
    assert_eq!(state(&harness).corpus.len(), 4);
    perform(&mut harness, Command::Undo);
    assert_eq!(article(state(&harness), "cyrillic.txt").text, found);
}

#[test]
fn damaged_letters_are_offered_for_repair() {
    let (folder, mut harness) = dirty();
    let before = std::fs::read(folder.path().join("damaged.txt")).expect("it is there");
    harness.get_by_label("Repair all").click();
    settle(&mut harness);
    assert_eq!(&*article(state(&harness), "damaged.txt").text, "The mayor’s café didn’t open on Tuesday.\n");
    assert!(harness.query_by_label("Repair all").is_none());
    assert!(harness.query_by_label_contains("On disk").is_none(), "nothing changed there");
    assert_eq!(std::fs::read(folder.path().join("damaged.txt")).expect("it is there"), before, "no file is written");
}

#[test]
fn what_changed_on_disk_is_read_and_told() {
    let (folder, mut harness) = dirty();
    perform(&mut harness, Command::File(FileCommand::Rescan));
    harness.get_by_label_contains("Nothing changed on disk");
    write(folder.path(), "new.txt", b"A whale came into the port on Monday.\n");
    std::fs::remove_file(folder.path().join("dated.txt")).expect("it can be removed");
    perform(&mut harness, Command::File(FileCommand::Rescan));
    harness.get_by_label_contains("On disk: 1 new, 1 missing");
    let paths: Vec<&str> = state(&harness).corpus.documents().iter().map(|document| &*document.path).collect();
    assert_eq!(paths, ["cyrillic.txt", "damaged.txt", "new.txt", "undated.txt"]);
}

#[test]
fn a_folder_of_nothing_but_pictures_says_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.jpg", b"\xFF\xD8\xFF\xE0");
    let harness = window(Launch { paths: vec![folder.path().to_owned()], opens_sample: false });
    assert!(state(&harness).layout.is_in_front(Pane::Problems));
    harness.get_by_label("a.jpg");
    harness.get_by_label_contains("it is a picture");
}

#[test]
fn only_what_could_be_opened_is_recent() {
    let (folder, mut harness) = dirty();
    let recents = |harness: &Driven| state(harness).preferences.recents.clone();
    let opened = folder.path().to_string_lossy().into_owned();
    assert_eq!(recents(&harness), [opened.as_str()]);
    perform(&mut harness, Command::File(FileCommand::Open(vec![folder.path().join("mistyped")])));
    assert_eq!(recents(&harness), [opened.as_str()], "a mistyped path is not offered again");
}
