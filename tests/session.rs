//! Sessions on the disk: what is saved comes back, and a save that is killed leaves the old file or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use proptest::prelude::*;
use variorum::analysis::Settings;
use variorum::corpus::{MetadataCorrection, Published};
use variorum::entity::{EntityCorrection, EntityKind, EntityRule};
use variorum::session::{
    DocumentRecord, PairNote, Root, Session, SessionError, SessionErrorKind, View, is_session_path, load, save,
};
use variorum::similarity::Measure;
use variorum::text::Span;
use variorum::timeline::{Interval, TimeCorrection};

/// A session that uses every field.
fn full(root: &Path) -> Session {
    let date = "2015-05-12".parse().expect("a date");
    let kerry = (EntityKind::Person, "John Kerry".to_owned());
    let mut settings = Settings::default();
    settings.similarity.measure = Measure::Coverage;
    settings.similarity.threshold = Some(0.25);
    settings.alignment.ignores_punctuation = true;
    settings.read.encodings.insert("old/".to_owned(), "windows-1251".to_owned());
    settings.entity.rules.push(EntityRule { pattern: "K.*".to_owned(), is_regex: true, kind: EntityKind::Other });
    settings.entity.corrections = vec![
        EntityCorrection::Merge { names: vec![kerry.clone(), (EntityKind::Person, "Kerry".to_owned())] },
        EntityCorrection::Ignore { entity: kerry },
    ];
    settings.timeline.corrections.push(TimeCorrection {
        path: "a.txt".to_owned(),
        span: Span::new(3, 9),
        phrase: "in May".to_owned(),
        value: Some(("2015-05".to_owned(), Some(Interval { earliest: date, latest: date }))),
    });
    let corrected = MetadataCorrection {
        outlet: Some("The Ledger".to_owned()),
        published: Some(Some(Published { date, time: None })),
        ..MetadataCorrection::default()
    };
    settings.metadata.insert("a.txt".to_owned(), corrected);
    settings.metadata.insert(
        "b.txt".to_owned(),
        MetadataCorrection { published: Some(None), title: Some(String::new()), ..MetadataCorrection::default() },
    );
    Session {
        roots: vec![Root::Sample, Root::Path(root.to_owned())],
        settings,
        documents: BTreeMap::from([("a.txt".to_owned(), DocumentRecord { sha256: "00ff".to_owned() })]),
        pairs: BTreeMap::from([(
            ("a.txt".to_owned(), "b.txt".to_owned()),
            PairNote { note: "line one\n\"two\" ☃ \\".to_owned(), is_reviewed: true },
        )]),
        notes: BTreeMap::from([("a.txt".to_owned(), "ask the desk".to_owned())]),
        tags: BTreeMap::from([("a.txt".to_owned(), vec!["wire".to_owned(), "late".to_owned()])]),
        hidden: vec!["c.txt".to_owned()],
        cluster_names: BTreeMap::from([("a.txt".to_owned(), "The talks".to_owned())]),
        view: View {
            pane: "compare".to_owned(),
            article: Some("a.txt".to_owned()),
            pair: Some(("a.txt".to_owned(), "b.txt".to_owned())),
            filter: "outlet:Reuters".to_owned(),
            layout: "(split: 0.5)".to_owned(),
        },
    }
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().canonicalize().expect("it is there");
    (folder, path)
}

#[test]
fn what_is_saved_comes_back() {
    let (_keep, folder) = folder();
    let news = folder.join("news");
    fs::create_dir(&news).and_then(|()| fs::write(news.join("a.txt"), "A")).expect("can be written");
    let (session, path) = (full(&news), folder.join("s.variorum.ron"));
    save(&session, &path).expect("can be saved");
    let loaded = load(&path).expect("can be opened");
    assert_eq!(loaded.session, session);
    assert_eq!((loaded.moved.len(), loaded.missing.len()), (0, 0));
    let text = fs::read_to_string(&path).expect("it is text");
    assert!(text.starts_with("(\n  version: 1,\n"), "{}", &text[..40]);
    assert!(text.contains("near: \"news\""), "relative to the session file");
    assert!(is_session_path(&path) && !is_session_path(&news));
}

#[test]
fn a_folder_and_its_session_move_together() {
    let (_keep, folder) = folder();
    let old = folder.join("old");
    fs::create_dir_all(old.join("news")).and_then(|()| fs::write(old.join("news/a.txt"), "A")).expect("written");
    save(&full(&old.join("news")), &old.join("s.ron")).expect("can be saved");
    let new = folder.join("new");
    fs::rename(&old, &new).expect("can be moved");
    let loaded = load(&new.join("s.ron")).expect("can be opened");
    assert_eq!(loaded.session.roots[1], Root::Path(new.join("news")));
    assert!(loaded.moved.is_empty() && loaded.missing.is_empty(), "it is where the session says");
}

#[test]
fn a_session_that_moved_alone_finds_its_folder_and_one_that_lost_it_says_so() {
    let (_keep, folder) = folder();
    fs::create_dir_all(folder.join("work/news")).expect("written");
    fs::create_dir_all(folder.join("desk/inbox")).expect("written");
    fs::write(folder.join("work/news/a.txt"), "A").expect("written");
    save(&full(&folder.join("work/news")), &folder.join("work/s.ron")).expect("can be saved");
    let alone = folder.join("desk/inbox/s.ron");
    fs::rename(folder.join("work/s.ron"), &alone).expect("can be moved");
    let loaded = load(&alone).expect("can be opened");
    assert_eq!(loaded.session.roots[1], Root::Path(folder.join("work/news")), "by the path that was kept");

    fs::rename(folder.join("work/news"), folder.join("news")).expect("can be moved");
    let loaded = load(&alone).expect("can be opened");
    assert_eq!(loaded.session.roots[1], Root::Path(folder.join("news")), "by its name, above the session");
    assert_eq!(loaded.moved.len(), 1);

    fs::remove_dir_all(folder.join("news")).expect("can be removed");
    let loaded = load(&alone).expect("can be opened");
    assert_eq!(loaded.missing, [folder.join("work/news")]);
}

#[test]
#[cfg(unix)]
fn a_folder_whose_name_is_not_unicode_comes_back() {
    use std::os::unix::ffi::OsStrExt;
    let (_keep, folder) = folder();
    let news = folder.join(std::ffi::OsStr::from_bytes(b"n\xe9ws"));
    if fs::create_dir(&news).and_then(|()| fs::write(news.join("a.txt"), "A")).is_err() {
        return; // A disk that takes only Unicode names.
    }
    save(&full(&news), &folder.join("s.ron")).expect("can be saved");
    assert_eq!(load(&folder.join("s.ron")).expect("can be opened").session.roots[1], Root::Path(news));
}

#[test]
fn bad_files_say_what_is_wrong() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    let error = |bytes: &[u8]| -> SessionError {
        fs::write(&path, bytes).expect("can be written");
        let error = load(&path).expect_err("it is not a session");
        assert!(error.to_string().contains("s.ron"), "names the file: {error}");
        error
    };
    assert!(matches!(error(b"").kind(), SessionErrorKind::NotASession));
    assert!(matches!(error(b"\xff\xfe\x00").kind(), SessionErrorKind::NotASession));
    assert!(matches!(error(b"Dear Ann,").kind(), SessionErrorKind::NotASession));
    assert!(matches!(error(b"(version: 0)").kind(), SessionErrorKind::NotASession));
    let newer = error(b"(version: 7, what_comes: Next(\"\"), ");
    assert!(matches!(newer.kind(), SessionErrorKind::Newer { version: 7 }));
    assert!(newer.to_string().contains("newer Variorum"), "{newer}");
    let damaged = error(b"(\n  version: 1,\n  roots: {,\n)");
    assert!(matches!(damaged.kind(), SessionErrorKind::Damaged { line: 3, .. }), "{damaged}");
    assert!(matches!(load(&folder.join("none.ron")).expect_err("not there").kind(), SessionErrorKind::Read(_)));
    let nowhere = save(&Session::default(), &folder.join("no/s.ron")).expect_err("no such folder");
    assert!(matches!(nowhere.kind(), SessionErrorKind::Write(_)));
}

/// A session of the first version, as the first release wrote it. It must open for ever.
#[test]
fn version_1_opens() {
    let loaded = load(Path::new("tests/sessions/version-1.variorum.ron")).expect("the fixture opens");
    let mut expected = full(Path::new("/nowhere/news"));
    // Options that the file names keep their value when a later default is another; these two are named in `full`.
    let (found, wanted) = (&loaded.session.settings, &expected.settings);
    assert_eq!((found.similarity.measure, found.similarity.threshold), (Measure::Coverage, Some(0.25)));
    assert!(found.alignment.ignores_punctuation);
    assert_eq!((&found.entity, &found.metadata), (&wanted.entity, &wanted.metadata));
    assert_eq!((&found.timeline.corrections, &found.read), (&wanted.timeline.corrections, &wanted.read));
    expected.settings = found.clone();
    assert_eq!(loaded.session, expected);
    assert_eq!(loaded.missing, [PathBuf::from("/nowhere/news")]);
}

/// Not a test: what the kill test kills. Saves two sessions of very different size in turn, for ever.
#[test]
#[ignore = "the kill test runs it in a process of its own"]
fn child_that_saves() {
    let Some(path) = std::env::var_os("VARIORUM_TEST_SAVE") else { return };
    let (small, large) = (alternating(1), alternating(3000));
    loop {
        save(&small, Path::new(&path)).expect("can be saved");
        save(&large, Path::new(&path)).expect("can be saved");
    }
}

fn alternating(notes: usize) -> Session {
    let notes = (0..notes).map(|number| (format!("{number}.txt"), "x".repeat(300))).collect();
    Session { notes, ..Session::default() }
}

#[test]
fn a_save_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    for round in 0..25u64 {
        let _ = fs::remove_file(&path);
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child_that_saves", "--ignored", "--quiet"])
            .env("VARIORUM_TEST_SAVE", &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("can be started");
        while !path.exists() && child.try_wait().expect("can be asked").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(round));
        child.kill().and_then(|()| child.wait()).expect("can be killed");
        let session = load(&path).expect("the file is whole").session;
        assert!(matches!(session.notes.len(), 1 | 3000), "{} notes were never saved", session.notes.len());
    }
}

proptest! {
    #[test]
    fn every_word_comes_back(notes in proptest::collection::btree_map(any::<String>(), any::<String>(), 0..8)) {
        let (_keep, folder) = folder();
        let session = Session { notes, ..Session::default() };
        save(&session, &folder.join("s.ron")).expect("can be saved");
        prop_assert_eq!(load(&folder.join("s.ron")).expect("can be opened").session, session);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (_keep, folder) = folder();
        let path = folder.join("s.ron");
        let mut file = b"(version: 1, ".to_vec();
        file.extend(bytes);
        fs::write(&path, file).expect("can be written");
        let _ = load(&path);
    }
}
