//! Whole folders, and what holds for any file.

mod formats;
mod hostile;
mod making;
mod reloading;

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::progress::Progress;
use crate::text::Span;

fn open_folder(files: &[(&str, &[u8])]) -> Corpus {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (path, bytes) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("a folder can be made");
        std::fs::write(file, bytes).expect("a file can be written");
    }
    open(&[folder.path().to_owned()], &ReadSettings::default(), &Progress::new()).expect("the folder is there")
}

fn only(corpus: &Corpus) -> &Document {
    assert_eq!(corpus.len(), 1, "{:?}", corpus.skipped);
    corpus.get(DocumentId(0))
}

#[test]
fn the_sample_is_read_whole() {
    let corpus = sample();
    assert!(corpus.skipped.is_empty(), "{:?}", corpus.skipped);
    assert!(corpus.warnings.is_empty(), "{:?}", corpus.warnings);
    assert!(corpus.len() >= 30, "{}", corpus.len());
    for (_, document) in corpus.iter() {
        let metadata = &document.metadata;
        assert!(metadata.title.is_some(), "{} has no title", document.path);
        assert!(metadata.outlet.is_some(), "{} has no outlet", document.path);
        let published = metadata.published_date().unwrap_or_else(|| panic!("{} has no date", document.path));
        assert!(document.path.contains(&published.to_string()), "{} is dated {published}", document.path);
        assert_eq!(metadata.language.as_ref().map(|language| language.value.as_str()), Some("en"), "{}", document.path);
    }
}

#[test]
fn a_metadata_file_wins() {
    let corpus = open_folder(&[
        ("a/talks.txt", b"Talks fail\n\nMay 12, 2015\n\nThe talks failed.\n"),
        ("a/fees.txt", b"The fees rose.\n"),
        (
            "metadata.csv",
            b"file_name,title,published,outlet,desk\na/talks.txt,Talks collapse,2015-05-13,Harbour Post,World\na/fees.txt,,soon,,\ngone.txt,x,,,\n",
        ),
    ]);
    let talks = corpus.get(corpus.find("a/talks.txt").expect("it was read"));
    assert_eq!(talks.title(), "Talks collapse");
    let published = talks.metadata.published.as_ref().expect("it is dated");
    assert_eq!((published.value.date.to_string().as_str(), published.origin), ("2015-05-13", Origin::Metadata));
    assert_eq!(talks.metadata.tags.get("desk").map(String::as_str), Some("World"));
    let fees = corpus.get(corpus.find("a/fees.txt").expect("it was read"));
    assert_eq!(fees.warnings, [Warning::UnreadableDate("soon".to_owned())]);
    assert_eq!(corpus.warnings, ["the metadata has a row for gone.txt, which is not among the articles"]);
}

#[test]
fn a_folder_settles_the_order_of_its_dates() {
    let article = |date: &str| format!("Talks fail\n\n{date}\n\nThe talks failed.\n").into_bytes();
    let (sure, open) = (article("25/12/2015"), article("03/04/2015"));
    let corpus = open_folder(&[("a.txt", &sure), ("b.txt", &open)]);
    assert_eq!(
        corpus.get(DocumentId(1)).metadata.published_date().map(|date| date.to_string()).as_deref(),
        Some("2015-04-03")
    );
    let alone = open_folder(&[("b.txt", &open)]);
    let document = only(&alone);
    assert_eq!(document.metadata.published.as_ref().map(|date| date.confidence), Some(Confidence::Ambiguous));
    assert!(matches!(document.warnings[..], [Warning::AmbiguousDate { .. }]));
}

#[test]
fn a_dateline_takes_its_year_from_the_file() {
    let corpus = open_folder(&[("2000-01-02-x.txt", b"Talks fail\n\nHARROW, Dec. 31 (Norda) - The talks failed.\n")]);
    let published = only(&corpus).metadata.published.as_ref().expect("it is dated");
    assert_eq!((published.value.date.to_string().as_str(), published.origin), ("1999-12-31", Origin::Dateline));
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let corpus = open_folder(&[
        ("good.txt", b"The talks failed.\n"),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("picture.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01"),
        ("picture.jpg", b"\xFF\xD8\xFF\xE0"),
        ("latin.txt", b"The caf\xE9 stayed open, said the na\xEFve owner in Z\xFCrich.\n"),
    ]);
    let read: Vec<&str> = corpus.documents().iter().map(|document| document.path.as_str()).collect();
    assert_eq!(read, ["good.txt", "latin.txt"]);
    let skipped: Vec<&str> = corpus.skipped.iter().map(|skipped| skipped.path.as_str()).collect();
    assert_eq!(skipped, ["blank.txt", "empty.txt", "picture.jpg", "picture.txt"]);
    assert!(corpus.skipped.iter().all(|skipped| !skipped.reason.is_empty()));
}

#[test]
fn a_missing_path_is_an_error_and_an_empty_folder_a_note() {
    let missing = PathBuf::from("/nonexistent/folder/of/articles");
    let error =
        open(std::slice::from_ref(&missing), &ReadSettings::default(), &Progress::new()).expect_err("it is not there");
    assert!(matches!(error, OpenError::NotFound(path) if path == missing));
    let corpus = open_folder(&[]);
    assert!(corpus.is_empty());
    assert_eq!(corpus.warnings.len(), 1, "{:?}", corpus.warnings);
}

#[test]
fn a_cancelled_load_stops() {
    let progress = Progress::new();
    progress.cancel();
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(folder.path().join("a.txt"), "The talks failed.").expect("a file can be written");
    let error = open(&[folder.path().to_owned()], &ReadSettings::default(), &progress).expect_err("it was cancelled");
    assert!(matches!(error, OpenError::Cancelled(_)));
}

#[test]
fn two_folders_keep_their_names() {
    let parent = tempfile::tempdir().expect("a folder can be made");
    for name in ["north", "south"] {
        std::fs::create_dir(parent.path().join(name)).expect("a folder can be made");
        std::fs::write(parent.path().join(name).join("a.txt"), "The talks failed.").expect("a file can be written");
    }
    let roots = [parent.path().join("north"), parent.path().join("south"), parent.path().join("south/a.txt")];
    let corpus = open(&roots, &ReadSettings::default(), &Progress::new()).expect("they are there");
    let paths: Vec<&str> = corpus.documents().iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["north/a.txt", "south/a.txt"]);
}

#[test]
fn a_repair_is_done_when_asked_for() {
    let bytes = "Russiaâ€™s cafÃ© stayed open.".as_bytes();
    let mut settings = ReadSettings::default();
    let read = |settings: &ReadSettings| read_bytes("a.txt", bytes, settings).remove(0).expect("it is text");
    assert_eq!(read(&settings).warnings, [Warning::Mojibake { places: 2 }]);
    settings.repairs.insert("a.txt".to_owned());
    assert_eq!(&*read(&settings).text, "Russia’s café stayed open.");
}

/// What holds for every document.
fn assert_sound(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for part in &document.parts {
        assert!(part.span.start() >= end, "parts overlap or are out of order: {:?}", document.parts);
        assert!(
            part.span.get(text).is_some_and(|words| words == words.trim() && !words.is_empty()),
            "{part:?} of {text:?}"
        );
        end = part.span.end();
    }
    // Nothing that has letters is lost between the parts of plain text, labels such as "Title:" aside.
    if document.format == Format::Text && !text.contains(':') && !text.contains("---") {
        let mut at = 0;
        for span in document.parts.iter().map(|part| part.span).chain([Span::empty_at(text.len())]) {
            let between = &text[at..span.start()];
            assert!(!between.contains(char::is_alphanumeric), "{between:?} is in no part of {text:?}");
            at = span.end();
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_end_as_a_document_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..600), ending in 0..14_usize) {
        let path = ["a.txt", "a.md", "a.html", "a", "a.docx", "a.odt", "a.rtf", "a.pdf", "a.eml", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.zip"][ending];
        for result in read_bytes(path, &bytes, &ReadSettings::default()) {
            match result {
                Ok(document) => assert_sound(&document),
                Err(skipped) => prop_assert!(!skipped.reason.is_empty()),
            }
        }
    }

    #[test]
    fn lines_of_news_end_as_sound_documents(lines in proptest::collection::vec(line(), 0..14)) {
        let text = lines.concat();
        for result in read_bytes("a.txt", text.as_bytes(), &ReadSettings::default()).into_iter().flatten() {
            assert_sound(&result);
            prop_assert_eq!(&*result.text, text.as_str());
        }
    }

    #[test]
    fn markup_never_panics(pieces in proptest::collection::vec(markup(), 0..40)) {
        for result in read_bytes("a.html", pieces.concat().as_bytes(), &ReadSettings::default()).into_iter().flatten() {
            assert_sound(&result);
        }
    }
}

fn line() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("Talks fail in Harrow".to_owned()),
        Just("By Ann Bell".to_owned()),
        Just("May 12, 2015".to_owned()),
        Just("03/04/2015 10:30".to_owned()),
        Just("SOCHI, Russia (Reuters) - The talks failed.".to_owned()),
        Just("WARSAW, May 12 (Norda) --".to_owned()),
        Just("The mayor (L) speaks in Harrow. Ann Bell/Reuters".to_owned()),
        Just("The talks failed on Monday, officials said.".to_owned()),
        Just("https://example.org/2015/05/12/a".to_owned()),
        Just("Read more: talks".to_owned()),
        Just("(Reporting by Ann Bell)".to_owned()),
        Just("---".to_owned()),
        Just("# Talks".to_owned()),
        Just("Title: Talks".to_owned()),
        Just("_".to_owned()),
        Just("“É—…".to_owned()),
        "[ -~é—“\u{202E}\u{3000}]{0,40}",
    ];
    (words, prop_oneof![Just("\n"), Just("\n\n"), Just("  \n\n\n")]).prop_map(|(words, end)| words + end)
}

fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<article>".to_owned()),
        Just("<figure><figcaption>".to_owned()),
        Just("</div><div class='caption'>".to_owned()),
        Just("<time datetime='2015-05-12'>".to_owned()),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":1}</script>".to_owned()),
        Just("<br>".to_owned()),
        Just("<table><td>".to_owned()),
        Just("<!--".to_owned()),
        Just("<meta property='og:title' content='Talks'>".to_owned()),
        "[ -~é&;<>]{0,30}",
    ]
}

#[test]
fn an_address_and_a_folder_that_spell_one_outlet_give_its_name() {
    let text = b"Nine dead\n\nA ferry sank.\n\nhttps://www.harbour-post.example/2019/03/07/nine-dead\n";
    let corpus = open_folder(&[("harbour-post/a.txt", text), ("elsewhere/a.txt", text)]);
    let outlet = |path: &str| corpus.get(corpus.find(path).expect("it was read")).metadata.outlet_name();
    assert_eq!(outlet("harbour-post/a.txt"), Some("Harbour Post"));
    assert_eq!(outlet("elsewhere/a.txt"), Some("harbour-post.example"));
}

#[test]
fn an_agency_of_one_dateline_is_known_in_the_bylines_and_notes_of_all() {
    let corpus = open_folder(&[
        ("norda/a.txt", b"Nine dead\n\nVELISK, March 8 (Norda) - A ferry sank on Thursday, officials said.\n"),
        ("post/byline.txt", b"Nine dead\n\nBy Norda, Velisk\n\nA ferry sank yesterday.\n"),
        ("post/note.txt", b"Nine dead\n\nA ferry sank yesterday.\n\nNorda contributed to this report.\n"),
        ("post/own.txt", b"Nine dead\n\nBy Ann Nordahl\n\nA ferry sank, Norda said.\n"),
    ]);
    let agency = |path: &str| corpus.get(corpus.find(path).expect("it was read")).metadata.agency_name();
    for credited in ["norda/a.txt", "post/byline.txt", "post/note.txt"] {
        assert_eq!(agency(credited), Some("Norda"), "{credited}");
    }
    assert_eq!(agency("post/own.txt"), None);
}
