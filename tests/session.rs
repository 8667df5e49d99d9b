//! Sessions on the disk: what is saved comes back, and what was never a session says so. What befalls a save that is
//! killed or meets a full disk is in `session_killed.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use variorum::analysis::Settings;
use variorum::corpus::{MetadataCorrection, Published};
use variorum::entity::{EntityCorrection, EntityKind, EntityRule};
use variorum::session::{
    DocumentRecord, PairNote, Root, Session, SessionError, SessionErrorKind, StoredFilter, View, is_session_path, load,
    previous_path, save,
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
        documents: Arc::new([("a.txt".to_owned(), DocumentRecord { sha256: "00ff".to_owned() })].into()),
        pairs: BTreeMap::from([(
            ("a.txt".to_owned(), "b.txt".to_owned()),
            PairNote { note: "line one\n\"two\" ☃ \\".to_owned(), is_reviewed: true, is_marked: true },
        )]),
        notes: BTreeMap::from([("a.txt".to_owned(), "ask the desk".to_owned())]),
        tags: BTreeMap::from([("a.txt".to_owned(), vec!["wire".to_owned(), "late".to_owned()])]),
        marked: ["b.txt".to_owned()].into(),
        entity_notes: [((EntityKind::Person, "John Kerry".to_owned()), "[[a.txt]]".to_owned())].into(),
        hidden: vec!["c.txt".to_owned()],
        cluster_names: BTreeMap::from([("a.txt".to_owned(), "The talks".to_owned())]),
        view: View {
            article: Some("a.txt".to_owned()),
            pair: Some(("b.txt".to_owned(), "a.txt".to_owned())),
            entity: Some((EntityKind::Place, "Sochi".to_owned())),
            filter: StoredFilter {
                search: "outlet:Reuters".to_owned(),
                search_options: ["case".to_owned()].into(),
                outlets: ["Reuters".to_owned()].into(),
                published: Some((Some("2015-05-01".to_owned()), None)),
                happened: Some((None, Some("2015-05-09".to_owned()))),
                entities: vec![(EntityKind::Person, "John Kerry".to_owned())],
                cluster: Some("a.txt".to_owned()),
                picked: Some(vec!["a.txt".to_owned(), "b.txt".to_owned()]),
                review: Some("open".to_owned()),
                pairs: "score > 0.5".to_owned(),
                // The file is older than it.
                two_sources: false,
                shows_hidden: true,
            },
            options: [("order".to_owned(), "date".to_owned())].into(),
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
    assert!(text.starts_with("(\n  version: 2,\n"), "{}", &text[..40]);
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
    let mut session = full(&folder.join("work/news"));
    let sha256 = variorum::corpus::ContentHash::of(b"A").to_string();
    session.documents = Arc::new([("a.txt".to_owned(), DocumentRecord { sha256 })].into());
    save(&session, &folder.join("work/s.ron")).expect("can be saved");
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
    let damaged = error(b"(\n  version: 1,\n  roots: 7,\n)");
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
    // What that version did not have.
    expected.marked.clear();
    expected.entity_notes.clear();
    expected.pairs.values_mut().for_each(|note| note.is_marked = false);
    expected.view = View {
        article: Some("a.txt".to_owned()),
        pair: Some(("a.txt".to_owned(), "b.txt".to_owned())),
        filter: StoredFilter { search: "outlet:Reuters".to_owned(), ..StoredFilter::default() },
        layout: "(split: 0.5)".to_owned(),
        ..View::default()
    };
    is_the_same(&loaded.session, expected);
    assert_eq!(loaded.missing, [PathBuf::from("/nowhere/news")]);
    assert_eq!(loaded.unknown, [""; 0], "nothing of it is lost");
}

/// A session of the second version, as its first release wrote it. It must open for ever.
#[test]
fn version_2_opens() {
    let loaded = load(Path::new("tests/sessions/version-2.variorum.ron")).expect("the fixture opens");
    is_the_same(&loaded.session, full(Path::new("/nowhere/news")));
    assert_eq!(loaded.unknown, [""; 0], "nothing of it is lost");
}

fn is_the_same(found: &Session, mut expected: Session) {
    // Options that the file names keep their value when a later default is another; these are named in `full`.
    let (settings, wanted) = (&found.settings, &expected.settings);
    assert_eq!((settings.similarity.measure, settings.similarity.threshold), (Measure::Coverage, Some(0.25)));
    assert!(settings.alignment.ignores_punctuation);
    assert_eq!((&settings.entity, &settings.metadata), (&wanted.entity, &wanted.metadata));
    assert_eq!((&settings.timeline.corrections, &settings.read), (&wanted.timeline.corrections, &wanted.read));
    expected.settings = settings.clone();
    assert_eq!(*found, expected);
}

#[test]
fn the_version_before_stays_beside_the_session() {
    let (_keep, folder) = folder();
    let path = folder.join("s.variorum.ron");
    let with = |note: &str| Session { notes: [("a".to_owned(), note.to_owned())].into(), ..Session::default() };
    for note in ["one", "two", "three"] {
        save(&with(note), &path).expect("can be saved");
    }
    assert_eq!(load(&path).expect("can be opened").session, with("three"));
    assert_eq!(load(&previous_path(&path)).expect("can be opened").session, with("two"));
    assert_eq!(fs::read_dir(&folder).expect("readable").count(), 2);
}

#[test]
fn what_is_no_session_or_of_a_newer_program_is_not_replaced() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    for (words, is_expected) in [
        ("Dear Ann,", (|kind| matches!(kind, SessionErrorKind::Occupied)) as fn(&SessionErrorKind) -> bool),
        ("(version: 9, more: [", |kind| matches!(kind, SessionErrorKind::Newer { version: 9 })),
    ] {
        fs::write(&path, words).expect("can be written");
        let error = save(&full(&folder), &path).expect_err("refused");
        assert!(is_expected(error.kind()), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("readable"), words);
    }
    for words in ["", " \n", "(version: 1, torn"] {
        fs::write(&path, words).expect("can be written");
        save(&full(&folder), &path).expect("an empty file, or a damaged session, may be replaced");
    }
}

#[test]
fn what_could_not_be_opened_again_is_not_saved() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    save(&full(&folder), &path).expect("can be saved");
    let before = fs::read(&path).expect("readable");
    let mut session = full(&folder);
    session.settings.similarity.threshold = Some(f64::NAN);
    let error = save(&session, &path).expect_err("refused");
    assert!(matches!(error.kind(), SessionErrorKind::Unwritable(_)), "{error}");
    assert_eq!(fs::read(&path).expect("readable"), before);
}

#[test]
fn a_folder_that_was_renamed_is_known_by_its_articles() {
    let (_keep, folder) = folder();
    let news = folder.join("work/news");
    fs::create_dir_all(&news).expect("can be made");
    let mut documents = BTreeMap::new();
    for name in ["a.txt", "b.txt"] {
        fs::write(news.join(name), name.repeat(3)).expect("can be written");
        let sha256 = variorum::corpus::ContentHash::of(name.repeat(3).as_bytes()).to_string();
        documents.insert(name.to_owned(), DocumentRecord { sha256 });
    }
    let path = folder.join("work/s.ron");
    save(&Session { documents: Arc::new(documents), ..full(&news) }, &path).expect("can be saved");
    // One of the right name with other articles, and the right one under another name.
    fs::rename(&news, folder.join("work/wire")).expect("can be renamed");
    fs::create_dir(folder.join("news")).and_then(|()| fs::write(folder.join("news/a.txt"), "other")).expect("written");
    let loaded = load(&path).expect("can be opened");
    assert_eq!(loaded.session.roots[1], Root::Path(folder.join("work/wire")));
    assert_eq!((loaded.moved.len(), loaded.missing.len()), (1, 0));
    fs::write(folder.join("work/wire/a.txt"), "new")
        .and_then(|()| fs::write(folder.join("work/wire/b.txt"), "new"))
        .expect("can be written");
    let mut loaded = load(&path).expect("can be opened");
    assert_eq!(loaded.missing, std::slice::from_ref(&news), "nothing there is known");
    loaded.relocate(&news, &folder.join("work/wire"));
    assert_eq!(loaded.session.roots[1], Root::Path(folder.join("work/wire")), "the person knows");
    assert!(loaded.missing.is_empty());
}

#[test]
fn a_file_that_is_cut_off_anywhere_says_where() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    save(&full(&folder), &path).expect("can be saved");
    let whole = fs::read(&path).expect("readable");
    let end = whole.iter().rposition(|&byte| byte == b')').expect("it ends");
    // Every byte of the beginning, and then every seventh: a prime, so that all kinds of places are met.
    for length in (0..end).filter(|length| *length < 300 || length % 7 == 0) {
        fs::write(&path, &whole[..length]).expect("can be written");
        let error = load(&path).expect_err("it is not whole").to_string();
        assert!(error.contains("line ") && error.contains("column "), "{length}: {error}");
    }
}

#[test]
fn hostile_files_name_the_place() {
    let (_keep, folder) = folder();
    let path = folder.join("s.ron");
    let said = |text: &str| {
        fs::write(&path, text).expect("can be written");
        load(&path).expect_err("it is refused").to_string()
    };
    let deep = format!("(version: 2, roots: {}", "[".repeat(1_000_000));
    assert!(said(&deep).contains("line 1, column 84: brackets are nested"), "{}", said(&deep));
    let deep = format!("(version: 2, unknown: {}{}", "(a:".repeat(1_000_000), ")".repeat(1_000_000));
    assert!(said(&deep).contains("nested"));
    for (text, place) in [
        ("(version: 2,\n notes: {\"a\": \"1\",\n  \"a\": \"2\"})", "line 3, column 3"),
        ("(version: 2,\n notes: {}, notes: {})", "line 2"),
        ("(version: 2,\n notes: 7)", "line 2"),
        ("(version: 2,\n settings: (similarity: (threshold: Some(NaN))))", "line 2, column 42"),
        ("(version: 2,\n settings: (metadata: {\"a\": (), \"a\": ()}))", "line 2, column 33"),
        ("(version: 2, roots: [Path(near: 1)])", "line 1"),
        ("(version: 2) trailing", "line 1"),
    ] {
        assert!(said(text).contains(place), "{text}: {}", said(text));
    }
    fs::File::create(&path).and_then(|file| file.set_len(1 << 30)).expect("a file of one gigabyte, most of it holes");
    assert!(matches!(load(&path).expect_err("refused").kind(), SessionErrorKind::TooLarge));
    fs::write(&path, b"(version: 2,\n notes: {\"a\": \"\xff\"})").expect("can be written");
    assert!(load(&path).expect_err("no text").to_string().contains("line 2, column 16"));
}

/// Sessions in which every field may hold anything.
fn any_session() -> impl Strategy<Value = Session> {
    use proptest::collection::{btree_map, btree_set, vec};
    use proptest::option;
    let text = || any::<String>();
    let kind = || (0..4usize).prop_map(|at| EntityKind::ALL[at]);
    let entity = move || (kind(), text());
    let note = (text(), any::<bool>(), any::<bool>()).prop_map(|(note, is_reviewed, is_marked)| PairNote {
        note,
        is_reviewed,
        is_marked,
    });
    let pair = (text(), text()).prop_map(|(a, b)| if a <= b { (a, b) } else { (b, a) });
    let written = (
        btree_map(text(), text(), 0..4),
        btree_map(text(), vec(text(), 0..3), 0..3),
        btree_set(text(), 0..3),
        btree_map(pair, note, 0..3),
        btree_map(entity(), text(), 0..3),
        vec(text(), 0..3),
    );
    let filter =
        (text(), btree_set(text(), 0..2), option::of(vec(text(), 0..2)), option::of(text()), any::<(bool, bool)>());
    let view = (option::of(text()), option::of(entity()), filter, btree_map(text(), text(), 0..2), text());
    let documents = btree_map(text(), "[0-9a-f]{64}", 0..3);
    let settings = (0.0..1.0f64, text(), entity(), any::<bool>());
    (written, view, documents, settings).prop_map(|(written, view, documents, settings)| {
        let (notes, tags, marked, pairs, entity_notes, hidden) = written;
        let (article, entity, filter, options, layout) = view;
        let (search, outlets, picked, review, (two_sources, shows_hidden)) = filter;
        let filter =
            StoredFilter { search, outlets, picked, review, two_sources, shows_hidden, ..StoredFilter::default() };
        let mut session = Session { notes, tags, marked, pairs, entity_notes, hidden, ..Session::default() };
        session.view = View { article, entity, filter, options, layout, ..View::default() };
        session.documents =
            Arc::new(documents.into_iter().map(|(path, sha256)| (path, DocumentRecord { sha256 })).collect());
        let (threshold, title, entity, is_regex) = settings;
        session.settings.similarity.threshold = Some(threshold);
        let correction = MetadataCorrection { title: Some(title.clone()), ..MetadataCorrection::default() };
        session.settings.metadata.insert(title.clone(), correction);
        session.settings.entity.rules.push(EntityRule { pattern: title, is_regex, kind: entity.0 });
        session.settings.entity.corrections.push(EntityCorrection::Ignore { entity });
        session
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_session_comes_back(session in any_session()) {
        let (_keep, folder) = folder();
        save(&session, &folder.join("s.ron")).expect("can be saved");
        let loaded = load(&folder.join("s.ron")).expect("can be opened");
        prop_assert_eq!(loaded.session, session);
        prop_assert!(loaded.unknown.is_empty());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (_keep, folder) = folder();
        let path = folder.join("s.ron");
        let mut file = b"(version: 2, ".to_vec();
        file.extend(bytes);
        fs::write(&path, file).expect("can be written");
        let _ = load(&path);
    }
}
