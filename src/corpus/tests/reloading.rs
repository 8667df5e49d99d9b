//! Reading again what changed, and the rows of the import panel.

use std::sync::Arc;

use super::*;

fn write(folder: &std::path::Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file can be written");
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), "same.txt", "The talks failed.");
    write(folder.path(), "touched.txt", "Nobody won.");
    write(folder.path(), "changed.txt", "The fees rose.");
    write(folder.path(), "gone.txt", "The rain fell.");
    let settings = ReadSettings::default();
    let first = open(&[folder.path().to_owned()], &settings, &Progress::new()).expect("it is there");
    write(folder.path(), "changed.txt", "The fees rose again.");
    write(folder.path(), "new.txt", "A whale came.");
    write(folder.path(), "touched.txt", "Nobody won.");
    std::fs::remove_file(folder.path().join("gone.txt")).expect("it can be removed");
    let second = reload(&first, &settings, &Progress::new()).expect("it is there");
    let get = |corpus: &Corpus, path: &str| Arc::clone(corpus.get(corpus.find(path).expect("it was read")));
    assert!(Arc::ptr_eq(&get(&first, "same.txt"), &get(&second, "same.txt")));
    assert!(Arc::ptr_eq(&get(&first, "touched.txt"), &get(&second, "touched.txt")));
    assert_eq!(&*get(&second, "changed.txt").text, "The fees rose again.");
    assert_eq!((second.len(), second.find("gone.txt")), (4, None));
    // The law: reloading gives what opening gives.
    let whole = open(&[folder.path().to_owned()], &settings, &Progress::new()).expect("it is there");
    assert_eq!(whole.documents(), second.documents());
    assert_eq!(whole.skipped, second.skipped);
}

#[test]
fn another_encoding_reads_its_files_again() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(folder.path().join("a.txt"), b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0. \xD1\xEE\xE2\xE5\xF2.")
        .expect("a file can be written");
    let mut settings = ReadSettings::default();
    let first = open(&[folder.path().to_owned()], &settings, &Progress::new()).expect("it is there");
    settings.encodings.insert("a.txt".to_owned(), "windows-1251".to_owned());
    let second = reload(&first, &settings, &Progress::new()).expect("it is there");
    assert_eq!(&*only(&second).text, "Привет, мир. Совет.");
    assert!(only(&second).warnings.is_empty());
}

#[test]
fn a_choice_reaches_into_an_archive() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let archive = super::making::zip(&[("x/a.txt", b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0. \xD1\xEE\xE2\xE5\xF2.")]);
    std::fs::write(folder.path().join("a.zip"), archive).expect("a file can be written");
    let mut settings = ReadSettings::default();
    let mut corpus = open(&[folder.path().to_owned()], &settings, &Progress::new()).expect("it is there");
    for (key, encoding, text) in
        [("a.zip/x/", "windows-1253", "Οπθβες, μθπ. Ρξβες."), ("a.zip/x/a.txt", "windows-1251", "Привет, мир. Совет.")]
    {
        settings.encodings.insert(key.to_owned(), encoding.to_owned());
        corpus = reload(&corpus, &settings, &Progress::new()).expect("it is there");
        assert_eq!(&*only(&corpus).text, text, "{key}");
    }
}

#[test]
fn rows_say_what_became_of_each_file() {
    let corpus = open_folder(&[
        ("a.txt", b"The talks failed."),
        ("b.txt", b"The talks failed."),
        ("c.csv", b"title,text\nTalks,The talks failed.\nFees,Fees rose.\n"),
        ("d.bin", b"\0"),
        ("e.txt", b"The caf\xE9 and the na\xEFve owner in Z\xFCrich."),
    ]);
    let rows = corpus.file_rows();
    let shown: Vec<(&str, FileStatus, usize, Option<&str>)> =
        rows.iter().map(|row| (&*row.path, row.status, row.articles.len(), row.duplicate_of.as_deref())).collect();
    assert_eq!(
        shown,
        [
            ("a.txt", FileStatus::Read, 1, None),
            ("b.txt", FileStatus::Read, 1, Some("a.txt")),
            ("c.csv", FileStatus::Read, 2, None),
            ("d.bin", FileStatus::Skipped, 0, None),
            ("e.txt", FileStatus::ReadWithWarning, 1, None),
        ]
    );
    assert_eq!(rows[2].words, 7);
}

#[cfg(unix)]
#[test]
fn a_file_that_could_not_be_read_is_tried_again() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), "locked.txt", "The talks failed.");
    let file = folder.path().join("locked.txt");
    let allow = |mode: u32| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("permissions can be set");
    };
    allow(0o000);
    if std::fs::read(&file).is_ok() {
        // An administrator may read everything: nothing to see here.
        return;
    }
    let settings = ReadSettings::default();
    let first = open(&[folder.path().to_owned()], &settings, &Progress::new()).expect("it is there");
    assert_eq!(first.skipped.len(), 1);
    // Neither the length nor the time of the last change tells that permissions changed.
    allow(0o644);
    let second = reload(&first, &settings, &Progress::new()).expect("it is there");
    assert_eq!((second.len(), second.skipped.len()), (1, 0));
}
