//! The program itself, run as a person or a script runs it: exit status, what is said and where, what is written.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");

const MORNING: &str = "Ferry strikes reef\n\nBy Ann Bell\n\nMay 12, 2015\n\nPORT ANSEL (Norda) - Eleven people died when \
    the ferry struck a reef off the island on Monday, the coastguard of the province said.\n\n\"The fog was the whole of \
    it,\" said Commander Rufus Adeyo, who led the rescue for the coastguard of the province.\n\nFishing boats from the \
    harbour reached the wreck first and took more than eighty people off the upturned side of the hull.\n";

const EVENING: &str = "Nine dead as ferry hits reef\n\nMay 12, 2015\n\nNine people died when the ferry struck a reef off \
    the island on Monday, the coastguard of the province said.\n\nFishing boats from the harbour reached the wreck first \
    and took more than eighty people off the upturned side of the hull, said Tobias Renn, who owns one of them.\n\n\"The \
    fog was the whole of it,\" said Commander Rufus Adeyo.\n";

fn variorum(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what it says is UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let news = keep.path().join("news");
    fs::create_dir(&news).expect("can be made");
    for (name, bytes) in files {
        let path = news.join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("can be made");
        fs::write(path, bytes).expect("can be written");
    }
    (keep, news)
}

fn pair() -> (tempfile::TempDir, PathBuf) {
    folder(&[("a/morning.txt", MORNING.as_bytes()), ("b/evening.txt", EVENING.as_bytes())])
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are Unicode")
}

/// All files below a folder with their bytes.
fn contents(folder: &Path) -> BTreeSet<(PathBuf, Vec<u8>)> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() {
            found.extend(contents(&entry));
        } else {
            found.insert((entry.clone(), fs::read(&entry).unwrap_or_default()));
        }
    }
    found
}

#[test]
fn help_and_version() {
    let help = variorum(&["--help"]);
    assert_eq!(status(&help), 0);
    for word in ["analyze", "diff", "report", "--sample", "--threads", "exit status"] {
        assert!(said(&help.stdout).contains(word), "{word}");
    }
    let version = variorum(&["--version"]);
    assert_eq!(said(&version.stdout), format!("variorum {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_words_are_named_and_nothing_is_done() {
    let (_keep, news) = pair();
    let news = text(&news);
    for arguments in [
        &["analyze"][..],
        &["analyze", news, "--bogus"],
        &["analyze", news, "--threshold", "3"],
        &["analyze", news, "--threshold", "NaN"],
        &["analyze", news, "--shingle", "0"],
        &["analyze", news, "--measure", "magic"],
        &["analyze", news, "--threads", "0"],
        &["analyze", news, "--sample"],
        &["diff", news],
        &["diff", news, news],
        &["report", news],
        &["report", news, "-o", "x.pdf"],
        &["report", news, "-o", "no/such/folder/x.html"],
        &["--json", "-", news],
    ] {
        let output = variorum(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert_eq!(said(&output.stderr).lines().count(), 1, "{arguments:?}: {}", said(&output.stderr));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn no_display_is_one_line_that_names_the_report() {
    if !cfg!(target_os = "linux") {
        return; // Elsewhere a window opens without being told where.
    }
    for arguments in [&[][..], &["--sample"], &[SAMPLE]] {
        let output = variorum(arguments);
        assert_eq!(status(&output), 2);
        let said = said(&output.stderr);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("variorum report") && !said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_path_that_does_not_exist() {
    let (keep, news) = pair();
    let nowhere = keep.path().join("nowhere");
    let output = variorum(&["analyze", text(&nowhere)]);
    assert_eq!(status(&output), 2);
    assert!(said(&output.stderr).contains("nowhere"), "{}", said(&output.stderr));
    // Beside one that does, the rest is loaded.
    let output = variorum(&["analyze", text(&news), text(&nowhere), "--json", "-"]);
    assert_eq!(status(&output), 1, "{}", said(&output.stderr));
    assert!(said(&output.stderr).contains("nowhere"));
    assert_eq!(json(&output)["documents"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_empty_folder_and_one_with_nothing_readable() {
    let (_keep, empty) = folder(&[]);
    let output = variorum(&["analyze", text(&empty)]);
    assert_eq!(status(&output), 2);
    assert!(said(&output.stderr).contains("no articles found"), "{}", said(&output.stderr));
    let (_keep, unreadable) = folder(&[("a.bin", b"\x00\x01\x02"), ("b.txt", b"\x00\x01\x02\x00\x00\xff\x00\x00")]);
    let output = variorum(&["analyze", text(&unreadable)]);
    assert_eq!(status(&output), 2, "{}", said(&output.stderr));
    assert!(said(&output.stderr).contains("b.txt"), "{}", said(&output.stderr));
}

#[test]
fn bad_files_are_named_and_the_rest_is_loaded() {
    let (_keep, news) = pair();
    let png =
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89";
    fs::write(news.join("picture.txt"), png).expect("can be written");
    fs::write(news.join("latin.txt"), b"Caf\xe9 talks fail\n\nThe talks in the caf\xe9 failed on Monday, they said.\n")
        .expect("can be written");
    let output = variorum(&["analyze", text(&news), "--json", "-"]);
    assert_eq!(status(&output), 1, "{}", said(&output.stderr));
    let analysis = json(&output);
    let skipped: Vec<&str> =
        analysis["skipped"].as_array().expect("a list").iter().filter_map(|skip| skip["path"].as_str()).collect();
    assert_eq!(skipped, ["picture.txt"]);
    for skip in analysis["skipped"].as_array().expect("a list") {
        let reason = skip["reason"].as_str().expect("a reason");
        assert!(!reason.is_empty() && said(&output.stderr).contains(reason));
    }
    let paths: Vec<&str> =
        analysis["documents"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(paths, ["a/morning.txt", "b/evening.txt", "latin.txt"], "bytes that are not UTF-8 are decoded");
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_keep, news) = pair();
    let shut = news.join("shut.txt");
    fs::write(&shut, MORNING).expect("can be written");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("can be shut");
    if fs::read(&shut).is_ok() {
        return; // An account that may read everything.
    }
    let output = variorum(&["analyze", text(&news)]);
    assert_eq!(status(&output), 1);
    assert!(said(&output.stderr).contains("shut.txt"));
}

#[test]
fn the_analysis_has_every_field_of_its_contract() {
    let (_keep, news) = pair();
    let output = variorum(&["analyze", text(&news), "--json", "-", "--with-text", "--threshold", "0.05"]);
    assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    let analysis = json(&output);
    assert_eq!((&analysis["format"], &analysis["version"]), (&Value::from("variorum-analysis"), &Value::from(1)));
    let has = |value: &Value, fields: &[&str]| {
        let object = value.as_object().expect("an object");
        for field in fields {
            assert!(object.contains_key(*field), "{field} in {value}");
        }
    };
    has(
        &analysis,
        &["app_version", "settings", "documents", "skipped", "pairs", "clusters", "entities", "timexes", "events"],
    );
    let documents = analysis["documents"].as_array().expect("a list");
    assert_eq!(documents.len(), 2);
    let known = [
        "id",
        "path",
        "sha256",
        "title",
        "byline",
        "outlet",
        "agency",
        "place",
        "published",
        "published_from",
        "url",
        "words",
        "parts",
        "warnings",
        "text",
    ];
    for (document, source) in documents.iter().zip([MORNING, EVENING]) {
        has(document, &known);
        assert_eq!(document["text"], source, "the text of a plain file is the file");
        assert_eq!(document["published"], "2015-05-12");
        for part in document["parts"].as_array().expect("a list") {
            has(part, &["kind", "start", "end"]);
            assert!(source.get(offset(&part["start"])..offset(&part["end"])).is_some(), "{part}");
        }
    }
    let pairs = analysis["pairs"].as_array().expect("a list");
    assert_eq!(pairs.len(), 1, "the two tell one story");
    has(&pairs[0], &["a", "b", "jaccard", "containment_a_in_b", "containment_b_in_a", "cosine", "longest_run_words"]);
    for measure in ["jaccard", "containment_a_in_b", "containment_b_in_a", "cosine"] {
        assert!((0.0..=1.0).contains(&pairs[0][measure].as_f64().expect("a number")), "{measure}");
    }
    for entity in analysis["entities"].as_array().expect("a list") {
        has(entity, &["id", "kind", "name", "aliases", "titles", "country", "mentions"]);
        for mention in entity["mentions"].as_array().expect("a list") {
            check_span(mention, &[MORNING, EVENING]);
        }
    }
    for timex in analysis["timexes"].as_array().expect("a list") {
        has(timex, &["type", "value", "earliest", "latest"]);
        check_span(timex, &[MORNING, EVENING]);
    }
    for event in analysis["events"].as_array().expect("a list") {
        has(event, &["entity", "timex", "document", "start", "end"]);
    }
    let bare = json(&variorum(&["analyze", text(&news), "--json", "-"]));
    assert!(bare["documents"][0].get("text").is_none(), "the text is there only when it is asked for");
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("an offset")).expect("small")
}

fn check_span(value: &Value, texts: &[&str]) {
    let text = texts[offset(&value["document"])];
    assert_eq!(text.get(offset(&value["start"])..offset(&value["end"])), value["text"].as_str(), "{value}");
}

#[test]
fn the_same_folder_gives_the_same_bytes_whatever_the_threads() {
    let one = variorum(&["analyze", SAMPLE, "--json", "-", "--threads", "1"]);
    let two = variorum(&["analyze", SAMPLE, "--json", "-", "--threads", "2"]);
    let again = variorum(&["analyze", SAMPLE, "--json", "-", "--threads", "2"]);
    assert!(json(&one)["documents"].as_array().is_some_and(|documents| documents.len() > 30));
    assert!(one.stdout == two.stdout, "one thread and two");
    assert!(two.stdout == again.stdout, "two runs");
}

#[test]
fn the_alignment_covers_both_texts_once() {
    let (_keep, news) = pair();
    let (a, b) = (news.join("a/morning.txt"), news.join("b/evening.txt"));
    let output = variorum(&["diff", text(&a), text(&b), "--json", "-"]);
    assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    let alignment = json(&output);
    assert_eq!(alignment["format"], "variorum-alignment");
    for (side, source) in [("a", MORNING), ("b", EVENING)] {
        assert!(alignment[side]["words"].as_u64().is_some_and(|words| words > 30));
        let mut spans: Vec<(usize, usize)> = alignment["edits"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|edit| (offset(&edit[side][0]), offset(&edit[side][1])))
            .filter(|(start, end)| start < end)
            .collect();
        spans.sort_unstable();
        let mut at = 0;
        for (start, end) in spans {
            assert!(start >= at, "no part of a text is covered twice");
            assert!(source[at..start].trim().is_empty(), "left out: {:?}", &source[at..start]);
            at = end;
        }
        assert!(source[at..].trim().is_empty(), "left out: {:?}", &source[at..]);
    }
    for field in ["words_equal", "words_replaced", "words_inserted", "words_deleted", "words_moved"] {
        assert!(alignment["summary"][field].is_u64(), "{field}");
    }
    assert!(alignment["facts"].is_array() && alignment["sentences"].is_array());
    let words = said(&variorum(&["diff", text(&a), text(&b)]).stdout);
    assert!(words.contains("[-") && words.contains("{+") && !words.contains('\u{1b}'), "no colours in a pipe: {words}");
}

#[test]
#[cfg(unix)]
fn nothing_from_a_file_steers_the_terminal() {
    let hostile = format!("\u{1b}]0;owned\u{7}\u{1b}[2JTalks fail\u{202e}\n\n{MORNING}\u{9b}31m\n");
    let name = "evil\u{1b}[31m\nname.txt";
    let other = format!("{hostile}More words.\n");
    let (_keep, news) = folder(&[(name, hostile.as_bytes()), ("b.txt", other.as_bytes()), ("\u{1b}[2J.bin", b"\x00")]);
    let (first, second) = (news.join(name), news.join("b.txt"));
    for arguments in [
        &["analyze", text(&news)][..],
        &["analyze", text(&news), "--threshold", "0"],
        &["diff", text(&first), text(&second)],
        &["diff", text(&first), "\u{1b}[2J"],
        &["analyze", "\u{1b}[2J"],
        &["report", text(&news), "-o", "\u{1b}[2J.nothing"],
    ] {
        let output = variorum(arguments);
        for stream in [said(&output.stdout), said(&output.stderr)] {
            let steers = |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
            assert!(!stream.contains(steers), "{arguments:?}: {stream:?}");
        }
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["analyze", SAMPLE, "--json", "-", "--with-text"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut few = [0; 10];
    child.stdout.take().expect("piped").read_exact(&mut few).expect("something is said");
    let output = child.wait_with_output().expect("it ends");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {}", output.status, said(&output.stderr));
    assert!(!said(&output.stderr).contains("panicked"));
}

#[test]
fn the_folder_of_articles_is_never_written_to() {
    let (keep, news) = pair();
    let before = contents(&news);
    let outside = keep.path().join("out");
    fs::create_dir(&outside).expect("can be made");
    for ending in ["html", "md", "csv", "json"] {
        let inside = news.join(format!("report.{ending}"));
        assert_eq!(status(&variorum(&["report", text(&news), "-o", text(&inside)])), 2);
        let good = outside.join(format!("report.{ending}"));
        let output = variorum(&["report", text(&news), "-o", text(&good)]);
        assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    }
    assert_eq!(status(&variorum(&["analyze", text(&news), "--json", text(&news.join("a.json"))])), 2);
    let article = news.join("a/morning.txt");
    assert_eq!(
        status(&variorum(&["analyze", text(&article), "--json", text(&article)])),
        2,
        "an article is not replaced"
    );
    assert!(contents(&news) == before);
    let names: BTreeSet<_> = contents(&outside).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names.len(), 4, "no temporary file stays behind: {names:?}");
}

fn report(news: &Path, name: &str, more: &[&str]) -> String {
    let path = news.parent().expect("a folder").join(name);
    let mut arguments = vec!["report", text(news), "-o", text(&path)];
    arguments.extend(more);
    let output = variorum(&arguments);
    assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    fs::read_to_string(path).expect("it was written")
}

#[test]
fn the_page_stands_alone_and_every_link_leads_somewhere() {
    let (_keep, news) = pair();
    let page = report(&news, "r.html", &["--threshold", "0.05", "--date", "2026-01-31"]);
    let parsed = scraper::Html::parse_document(&page);
    let select = |css: &str| scraper::Selector::parse(css).expect("a selector");
    let ids: Vec<&str> = parsed.select(&select("[id]")).filter_map(|element| element.attr("id")).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "no anchor stands twice");
    for link in parsed.select(&select("[href]")).filter_map(|element| element.attr("href")) {
        let target = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(distinct.contains(target), "{link} leads nowhere");
    }
    assert_eq!(parsed.select(&select("script, link, img, iframe, object, [src], [onload]")).count(), 0);
    let text: String = parsed.root_element().text().collect();
    for words in ["Similarity is not proof of copying", "Summary", "Method", "Matrix", "Appendix", "2026-01-31"] {
        assert!(text.contains(words), "{words}");
    }
    // Level columns: the aligned texts are a table of two, and a change has a number to cite.
    let rows = select("table.texts tbody tr");
    assert!(parsed.select(&rows).count() > 2);
    assert!(parsed.select(&rows).all(|row| row.select(&select("td")).count() == 2));
    assert!(distinct.contains("p1c1"), "the first change has an anchor");
    let folder = news.to_str().expect("Unicode");
    assert!(!page.contains(folder), "local paths are left out");
    assert!(report(&news, "r2.html", &["--local-paths"]).contains(folder), "unless they are asked for");
    assert!(page == report(&news, "r.html", &["--threshold", "0.05", "--date", "2026-01-31"]), "the same bytes");
}

#[test]
fn markup_in_an_article_is_text_in_the_report() {
    let hostile = MORNING.replace("Ferry strikes reef", "<script>alert(1)</script><img src=x onerror=alert(2)>");
    let other = format!("=cmd|'/C calc'!A0\n\n{}", EVENING.split_once('\n').expect("lines").1);
    let (_keep, news) = folder(&[("a.txt", hostile.as_bytes()), ("b.txt", other.as_bytes())]);
    let page = report(&news, "r.html", &["--threshold", "0.05"]);
    let parsed = scraper::Html::parse_document(&page);
    let bad = scraper::Selector::parse("script, img, [onerror]").expect("a selector");
    assert_eq!(parsed.select(&bad).count(), 0);
    assert!(page.contains("&lt;script&gt;"), "it is shown as it is written");
    let markdown = report(&news, "r.md", &["--threshold", "0.05"]);
    assert!(!markdown.contains("<script") && !markdown.contains("<img"));
    let table = report(&news, "r.csv", &["--threshold", "0.05"]);
    assert!(!table.contains(",=cmd") && !table.contains("\n=cmd"), "{table}");
}

#[test]
fn names_can_be_hidden() {
    let (_keep, news) = pair();
    let shown = report(&news, "r.html", &["--threshold", "0.05"]);
    assert!(shown.contains("Ann Bell"), "the byline is in the report");
    for name in ["r.html", "r.md", "r.csv"] {
        let hidden = report(&news, name, &["--threshold", "0.05", "--hide-names"]);
        assert!(!hidden.contains("Ann Bell") && !hidden.contains("Bell"), "{name}");
    }
    let path = news.parent().expect("a folder").join("r.json");
    assert_eq!(status(&variorum(&["report", text(&news), "-o", text(&path), "--hide-names"])), 2);
}

#[test]
fn a_session_brings_its_notes_and_corrections() {
    use variorum::corpus::MetadataCorrection;
    use variorum::entity::EntityKind;
    use variorum::session::{PairNote, Root, Session, save};
    let (keep, news) = pair();
    let mut session = Session { roots: vec![Root::Path(news.clone())], ..Session::default() };
    session.settings.similarity.threshold = Some(0.05);
    session.pairs.insert(
        ("a/morning.txt".to_owned(), "b/evening.txt".to_owned()),
        PairNote { note: "Ask the desk about <eleven>.".to_owned(), is_reviewed: true, is_marked: false },
    );
    session.tags.insert("a/morning.txt".to_owned(), vec!["first version".to_owned()]);
    session.notes.insert("b/evening.txt".to_owned(), "The later one.".to_owned());
    let name = (EntityKind::Person, "Nobody <Known>".to_owned());
    session.entity_notes.insert(name, "Who is this?".to_owned());
    session.settings.metadata.insert(
        "a/morning.txt".to_owned(),
        MetadataCorrection { outlet: Some("The Corrected Courier".to_owned()), ..MetadataCorrection::default() },
    );
    let path = keep.path().join("ferry.variorum.ron");
    save(&session, &path).expect("can be saved");
    let out = keep.path().join("r.html");
    let output = variorum(&["report", text(&path), "-o", text(&out)]);
    assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    let page = fs::read_to_string(&out).expect("it was written");
    for words in [
        "Ask the desk about &lt;eleven&gt;.",
        "The Corrected Courier",
        "first version",
        "Reviewed.",
        "The later one.",
        "Nobody &lt;Known&gt;",
        "Who is this?",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let markdown = keep.path().join("r.md");
    assert_eq!(status(&variorum(&["report", text(&path), "-o", text(&markdown), "--hide-names"])), 0);
    let hidden = fs::read_to_string(&markdown).expect("it was written");
    assert!(hidden.contains("The later one."), "{hidden}");
    assert!(
        !hidden.contains("Nobody") && !hidden.contains("Who is this?"),
        "a name that was not found cannot be numbered"
    );
    fs::write(&path, "(version: 99, news: ☃)").expect("can be written");
    let output = variorum(&["report", text(&path), "-o", text(&out)]);
    assert_eq!(status(&output), 2);
    assert!(said(&output.stderr).contains("newer Variorum"), "{}", said(&output.stderr));
}

#[test]
fn the_sample_needs_no_folder() {
    let output = variorum(&["analyze", "--sample", "--json", "-"]);
    assert_eq!(status(&output), 0, "{}", said(&output.stderr));
    assert!(json(&output)["documents"].as_array().is_some_and(|documents| documents.len() >= 30));
    let table = variorum(&["analyze", "--sample"]);
    assert!(said(&table.stdout).contains("articles"));
}

#[test]
fn no_score_that_is_listed_is_below_the_least_one_that_is_named() {
    // Where nobody chose a threshold, rewrites below it are listed too: 0.34 was named, and 0.11 stood in the table.
    let table = said(&variorum(&["analyze", "--sample"]).stdout);
    let (_, after) = table.split_once(" pairs at ").expect("the least score is named");
    let named: f64 = after.split(' ').next().and_then(|score| score.parse().ok()).expect("a score");
    let keep = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str| {
        let path = keep.path().join(name);
        assert_eq!(status(&variorum(&["report", "--sample", "-o", text(&path)])), 0);
        fs::read_to_string(path).expect("it was written")
    };
    let pairs = write("pairs.csv");
    let scores = pairs.lines().skip(1).filter_map(|line| {
        // A title may hold commas: the score is the eleventh value from the end of these lines, none of which is quoted.
        line.rsplit(',').nth(9)?.parse::<f64>().ok()
    });
    let least = scores.fold(f64::INFINITY, f64::min);
    assert!(named <= least && least < named + 0.01, "{named} is named, {least} is listed");
    assert!(write("report.md").contains(&format!("listed ({named:.2} and more by weighted containment)")));
}
