//! Files made to hurt: each ends as a document, a document with a warning, or a reason.

use super::making::{docx, pdf_with_endless_form, zip};
use super::*;

fn results(path: &str, bytes: &[u8]) -> Vec<Result<Document, Skipped>> {
    let results = read_bytes(path, bytes, &ReadSettings::default());
    assert!(!results.is_empty(), "{path} vanished");
    for result in &results {
        match result {
            Ok(document) => assert_sound(document),
            Err(skipped) => assert!(!skipped.reason.is_empty()),
        }
    }
    results
}

fn reason(path: &str, bytes: &[u8]) -> String {
    match results(path, bytes).remove(0) {
        Ok(document) => panic!("{path} was read: {:.80}", document.text),
        Err(skipped) => skipped.reason,
    }
}

fn document(path: &str, bytes: &[u8]) -> Document {
    results(path, bytes).remove(0).expect("it is read")
}

#[test]
fn a_page_nested_deeply_or_with_many_attributes() {
    let deep = format!("<html><body>{}The talks failed.{}", "<div><b>".repeat(100_000), "</b></div>".repeat(100_000));
    let found = document("a.html", deep.as_bytes());
    assert!(found.text.contains("The talks failed."));
    assert!(matches!(found.warnings[..], [Warning::NoLayout(_)]));
    let attributes: String = (0..1_000_000).map(|number| format!(" a{number}=1")).collect();
    let found = document("a.html", format!("<p{attributes}>The talks failed.</p>").as_bytes());
    assert_eq!(&*found.text, "The talks failed.");
}

#[test]
fn a_page_of_unclosed_emphasis() {
    // Formatting that is never closed is opened again in every paragraph.
    let html = format!("<body>{}{}", "<b><i><font>".repeat(60), "<p>The talks failed.".repeat(400));
    let found = document("a.html", html.as_bytes());
    assert!(found.text.contains("The talks failed."));
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = vec![b' '; 40 * 1024 * 1024];
    let bomb = zip(&[("a.txt", &zeros), ("b.txt", b"The talks failed.")]);
    assert!(bomb.len() < 1024 * 1024);
    let found = results("a.zip", &bomb);
    assert_eq!(found.iter().flatten().map(|document| document.path.as_str()).collect::<Vec<_>>(), ["a.zip/b.txt"]);
    for (path, member) in [("a.docx", "word/document.xml"), ("a.odt", "content.xml")] {
        assert!(reason(path, &zip(&[(member, &zeros)])).contains("unpacks"), "{path}");
    }
    let nested = zip(&[("inner.zip", &bomb)]);
    assert!(reason("a.zip", &nested).contains("inside archives"));
}

#[test]
fn entities_are_not_expanded() {
    let xml = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\
               <w:document><w:body><w:p><w:r><w:t>The talks &c; failed.</w:t></w:r></w:p></w:body></w:document>";
    let found = document("a.docx", &zip(&[("word/document.xml", xml.as_bytes())]));
    assert_eq!(&*found.text, "The talks  failed.");
    let deep = format!("<w:document>{}<w:p><w:t>Talks.</w:t></w:p>", "<a>".repeat(300_000));
    assert_eq!(&*document("a.docx", &zip(&[("word/document.xml", deep.as_bytes()), ("x", b"y")])).text, "Talks.");
}

#[test]
fn containers_that_are_none() {
    for path in ["a.docx", "a.odt", "a.zip", "a.pdf", "a.rtf"] {
        assert!(!reason(path, b"The talks failed, and this is plain text.").is_empty());
    }
    let whole = docx(&[("Title", "Talks"), ("Normal", "The talks failed.")]);
    for len in [10, whole.len() / 2, whole.len() - 5] {
        let _ = results("a.docx", &whole[..len]);
    }
}

#[test]
fn a_form_that_holds_itself() {
    assert!(reason("a.pdf", &pdf_with_endless_form()).contains("hold themselves"));
}

#[test]
fn nested_and_broken_json() {
    for text in
        ["[".repeat(1_000_000), "{\"articles\":".repeat(1_000_000), format!("{{\"x\":{}", "[".repeat(1_000_000))]
    {
        assert!(reason("a.json", text.as_bytes()).contains("JSON"));
        assert!(!reason("a.jsonl", text.as_bytes()).is_empty());
    }
    let numbers = format!("{{\"text\":\"The talks failed.\",\"n\":[{}0]}}", "0,".repeat(1_000_000));
    assert_eq!(&*document("a.json", numbers.as_bytes()).text, "The talks failed.");
    assert!(!reason("a.json", b"{\"text\": \"\\ud800\"}").is_empty());
}

#[test]
fn a_quote_that_is_never_closed() {
    let table = format!("title,text\nTalks,\"The talks failed.\n{}", "Fees,Fees rose.\n".repeat(50_000));
    let found = document("a.csv", table.as_bytes());
    assert!(found.warnings.contains(&Warning::UnclosedQuote));
}

#[test]
fn mail_of_many_parts() {
    let mut message = String::from("Subject: Talks\r\n");
    for number in 0..20_000 {
        message.push_str(&format!("Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n"));
    }
    assert!(reason("a.eml", message.as_bytes()).contains("parts"));
}

#[test]
fn characters_that_are_not_seen_are_kept_and_counted() {
    let text = "The \u{202E}talks\u{202C} fail\u{200B}ed \0 on Tuesday in the port of Harrow.";
    let found = document("a.txt", text.as_bytes());
    assert_eq!(&*found.text, text);
    assert_eq!(found.warnings, [Warning::InvisibleCharacters { count: 4 }]);
}

#[test]
fn one_long_line() {
    let mut line = "The talks failed and ".repeat(3 * 1024 * 1024);
    line.truncate(64 * 1024 * 1024);
    let found = document("a.txt", line.as_bytes());
    assert!(found.text.len() <= limits::MAX_TEXT_BYTES);
    assert_eq!(found.warnings, [Warning::TextCut]);
}

#[cfg(unix)]
mod on_disk {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    fn skipped<'a>(corpus: &'a Corpus, path: &str) -> &'a str {
        let found = corpus.skipped.iter().find(|skipped| skipped.path == path);
        &found.unwrap_or_else(|| panic!("{path} is not in {:?}", corpus.skipped)).reason
    }

    #[test]
    fn pipes_sockets_links_and_strange_names() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let outside = tempfile::tempdir().expect("a folder can be made");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("good.txt"), "The talks failed.").expect("a file can be written");
        std::fs::write(outside.path().join("secret.txt"), "Not asked for.").expect("a file can be written");
        std::fs::write(folder.path().join(OsStr::from_bytes(b"bad\xFFname.txt")), "The fees rose.")
            .expect("a file can be written");
        std::fs::write(at("two\nlines.txt"), "The rain fell.").expect("a file can be written");
        assert!(Command::new("mkfifo").arg(at("pipe.txt")).status().is_ok_and(|status| status.success()));
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).expect("a socket can be made");
        symlink("/dev/zero", at("device.txt")).expect("a link can be made");
        symlink(outside.path(), at("out")).expect("a link can be made");
        symlink(folder.path(), at("loop")).expect("a link can be made");
        symlink("good.txt", at("inside.txt")).expect("a link can be made");
        symlink("nowhere", at("broken.txt")).expect("a link can be made");
        std::fs::File::create(at("huge.txt"))
            .and_then(|file| file.set_len(256 * 1024 * 1024))
            .expect("a file can be made");
        let corpus =
            open(&[folder.path().to_owned()], &ReadSettings::default(), &Progress::new()).expect("it is there");
        let read: Vec<&str> = corpus.documents().iter().map(|document| document.path.as_str()).collect();
        assert_eq!(read, ["bad\u{FFFD}name.txt", "good.txt", "two\nlines.txt"]);
        assert!(skipped(&corpus, "pipe.txt").contains("pipe"));
        assert!(skipped(&corpus, "socket.txt").contains("socket"));
        assert!(skipped(&corpus, "device.txt").contains("out of the folder"));
        assert!(skipped(&corpus, "out").contains("out of the folder"));
        assert!(skipped(&corpus, "loop").contains("link"));
        assert!(skipped(&corpus, "inside.txt").contains("link"));
        assert!(skipped(&corpus, "broken.txt").contains("not there"));
        assert!(skipped(&corpus, "huge.txt").contains("256 MB"));
        let pipe = open(&[at("pipe.txt")], &ReadSettings::default(), &Progress::new()).expect("it is there");
        assert!(pipe.is_empty() && pipe.skipped.len() == 1);
    }

    #[test]
    fn folders_in_folders() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut deep = folder.path().to_owned();
        for _ in 0..600 {
            deep.push("d");
        }
        std::fs::create_dir_all(&deep).expect("a folder can be made");
        std::fs::write(deep.join("a.txt"), "Too deep.").expect("a file can be written");
        std::fs::write(folder.path().join("b.txt"), "The talks failed.").expect("a file can be written");
        let corpus =
            open(&[folder.path().to_owned()], &ReadSettings::default(), &Progress::new()).expect("it is there");
        assert_eq!(corpus.len(), 1);
        assert_eq!(corpus.skipped.len(), 1, "{:?}", corpus.skipped);
    }
}
