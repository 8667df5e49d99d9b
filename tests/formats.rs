//! The program itself on a folder with one file of each format, made here: every article is read with its words, and what
//! the format says of title, date and outlet is found.

// One generator serves the library's tests and this one.
#[allow(dead_code)]
#[path = "../src/corpus/tests/making.rs"]
mod making;

use std::fs;
use std::process::{Command, Stdio};

use making::{docx, odt, pdf, zip};
use serde_json::Value;

const TITLE: &str = "Talks fail in Harrow";
const OUTLET: &str = "Harbour Post";
const DATE: &str = "2015-05-12";
const BODY: &str = "The talks on the harbour failed on Tuesday, said the mayor, Ruth Calder.";

/// What an article must show; empty where the format has no place for it.
struct Article {
    path: &'static str,
    title: &'static str,
    outlet: &'static str,
    date: &'static str,
}

const fn article(path: &'static str, title: &'static str, outlet: &'static str, date: &'static str) -> Article {
    Article { path, title, outlet, date }
}

const fn whole(path: &'static str) -> Article {
    article(path, TITLE, OUTLET, DATE)
}

const ARTICLES: [Article; 29] = [
    article("bom.txt", TITLE, "", DATE),
    article("utf16.txt", TITLE, "", DATE),
    article("latin1.txt", TITLE, "", DATE),
    article("plain.txt", TITLE, "", DATE),
    article("marked.md", TITLE, "", DATE),
    whole("page.html"),
    article("word.docx", TITLE, "", DATE),
    article("open.odt", TITLE, "", DATE),
    article("rich.rtf", TITLE, "", DATE),
    article("print.pdf", "", "", ""),
    article("mail.eml", TITLE, "", DATE),
    whole("one.json"),
    whole("newsapi.json#1"),
    article("newsapi.json#2", "Fees rise", "Northern Ledger", "2015-05-13"),
    whole("lines.jsonl#1"),
    article("lines.jsonl#2", "Fees rise", "Northern Ledger", "2015-05-13"),
    whole("mediacloud.csv"),
    whole("rows.tsv"),
    article("folder.zip/a/inside.txt", TITLE, "", DATE),
    article("folder.zip/inside.docx", TITLE, "", DATE),
    whole("nexis-old.txt#1"),
    article("nexis-old.txt#2", "Fees rise", "Northern Ledger", "2015-05-13"),
    whole("nexis.docx#1"),
    article("nexis.docx#2", "Fees rise", "Northern Ledger", "2015-05-13"),
    whole("factiva.txt#1"),
    article("factiva.txt#2", "Fees rise", "Northern Ledger", "2015-05-13"),
    whole("proquest.txt"),
    whole("newsbank.txt#1"),
    article("newsbank.txt#2", "Fees rise", "Northern Ledger", "2015-05-13"),
];

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let plain = format!("{TITLE}\n\nBy Ann Bell\n\nMay 12, 2015\n\n{BODY}\n\nNobody won, and the port stays closed.\n");
    let utf16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut latin1 = plain.replace("Nobody won", "Nobody in the caf\u{e9} won").into_bytes();
    let at = latin1.windows(2).position(|pair| pair == "\u{e9}".as_bytes()).expect("it was put there");
    latin1.splice(at..at + 2, [0xE9]);
    let word = docx(&[("Title", TITLE), ("Normal", "By Ann Bell"), ("Normal", "12 May 2015"), ("Normal", BODY)]);
    let nexis_lines: Vec<(&str, &str)> = [
        TITLE,
        OUTLET,
        "May 12, 2015 Tuesday",
        "Section: News",
        "Length: 12 words",
        "Byline: Ann Bell",
        "Body",
        BODY,
        "Load-Date: May 13, 2015",
        "End of Document",
        "Fees rise",
        "Northern Ledger",
        "May 13, 2015 Wednesday",
        "Byline: C. Dee",
        "Body",
        BODY,
        "Load-Date: May 14, 2015",
        "End of Document",
    ]
    .map(|line| ("Normal", line))
    .to_vec();
    vec![
        ("plain.txt", plain.clone().into_bytes()),
        ("bom.txt", [b"\xEF\xBB\xBF", plain.as_bytes()].concat()),
        ("utf16.txt", [b"\xFF\xFE", utf16.as_slice()].concat()),
        ("latin1.txt", latin1),
        ("marked.md", format!("# {TITLE}\n\n*By Ann Bell*\n\n**May 12, 2015**\n\n{BODY}\n").into_bytes()),
        ("page.html", page()),
        ("word.docx", word.clone()),
        ("open.odt", odt(&[TITLE, "By Ann Bell", "12 May 2015", BODY])),
        ("rich.rtf", format!(r"{{\rtf1\ansi {TITLE}\par By Ann Bell\par 12 May 2015\par {BODY}\par}}").into_bytes()),
        ("print.pdf", pdf(&["Talks fail in Harrow today", BODY])),
        (
            "mail.eml",
            format!("From: {OUTLET} <news@harbourpost.example>\r\nSubject: {TITLE}\r\nDate: Tue, 12 May 2015 08:30:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{BODY}\r\n").into_bytes(),
        ),
        ("one.json", json_article(TITLE, OUTLET, DATE).into_bytes()),
        (
            "newsapi.json",
            format!(
                "{{\"status\":\"ok\",\"articles\":[{{\"source\":{{\"name\":\"{OUTLET}\"}},\"title\":\"{TITLE}\",\"publishedAt\":\"{DATE}T08:30:00Z\",\"content\":\"{BODY}\"}},{{\"source\":{{\"name\":\"Northern Ledger\"}},\"title\":\"Fees rise\",\"publishedAt\":\"2015-05-13T08:30:00Z\",\"content\":\"{BODY}\"}}]}}"
            )
            .into_bytes(),
        ),
        (
            "lines.jsonl",
            format!(
                "{}\n{}\n",
                json_article(TITLE, OUTLET, DATE),
                json_article("Fees rise", "Northern Ledger", "2015-05-13")
            )
            .into_bytes(),
        ),
        (
            "mediacloud.csv",
            format!("id,title,publish_date,media_name,url,language,text\n1,{TITLE},{DATE},{OUTLET},https://harbourpost.example/a,en,\"{BODY}\"\n").into_bytes(),
        ),
        ("rows.tsv", format!("title\tdate\tsource\tbody\n{TITLE}\t{DATE}\t{OUTLET}\t{BODY}\n").into_bytes()),
        ("folder.zip", zip(&[("a/inside.txt", plain.as_bytes()), ("inside.docx", &word)])),
        (
            "nexis-old.txt",
            format!(
                "1 of 2 DOCUMENTS\n\n{OUTLET}\n\nMay 12, 2015 Tuesday\n\n{TITLE}\n\nBYLINE: Ann Bell\n\nLENGTH: 12 words\n\nBODY:\n{BODY}\n\nLOAD-DATE: May 13, 2015\n\n2 of 2 DOCUMENTS\n\nNorthern Ledger\n\nMay 13, 2015 Wednesday\n\nFees rise\n\nLENGTH: 9 words\n\nBODY:\n{BODY}\n"
            )
            .into_bytes(),
        ),
        ("nexis.docx", docx(&nexis_lines)),
        (
            "factiva.txt",
            format!(
                "News\n{TITLE}\nBy Ann Bell\n312 words\n12 May 2015\n09:30\n{OUTLET}\nHARPOS\nEnglish\nCopyright 2015 {OUTLET}\n\n{BODY}\n\nDocument HARPOS0020150512eb5c00001\n\nFees rise\nBy C. Dee\n1,200 words\n13 May 2015\nNorthern Ledger\nNORLED\nEnglish\n(c) 2015 Northern Ledger\n\n{BODY}\n\nDocument NORLED0020150513eb5d00002\n"
            )
            .into_bytes(),
        ),
        (
            "proquest.txt",
            format!("{rule}\n\nTitle: {TITLE}\n\nAuthor: Ann Bell\n\nPublication title: {OUTLET}\n\nPublication date: May 12, 2015\n\nFull text: {BODY}\n\nSubject: Ports\n\nProQuest document ID: 123\n{rule}\n", rule = "_".repeat(60)).into_bytes(),
        ),
        (
            "newsbank.txt",
            format!("Headline: {TITLE}\nAuthor: Ann Bell\nPublication: {OUTLET}\nDate: May 12, 2015\nText: {BODY}\nRecord Number: 1\nHeadline: Fees rise\nAuthor: C. Dee\nPublication: Northern Ledger\nDate: May 13, 2015\nText: {BODY}\nRecord Number: 2\n").into_bytes(),
        ),
    ]
}

/// A saved page with what surrounds an article on most of them.
fn page() -> Vec<u8> {
    let links: String = (0..20).map(|number| format!("<li><a href=\"/{number}\">Section {number}</a></li>")).collect();
    let more = "Nobody won, said people who were at the table, and the port stays closed until they meet again.";
    format!(
        "<html><head><title>{TITLE} - {OUTLET}</title><meta property=\"og:title\" content=\"{TITLE}\"><meta property=\"og:site_name\" content=\"{OUTLET}\"><meta property=\"article:published_time\" content=\"{DATE}T08:30:00Z\"></head><body><nav><ul>{links}</ul></nav><article><h1>{TITLE}</h1><p>{BODY}</p><p>{more}</p><p>{BODY} {more}</p></article><footer>Terms of use</footer></body></html>"
    )
    .into_bytes()
}

fn json_article(title: &str, outlet: &str, date: &str) -> String {
    format!("{{\"title\":\"{title}\",\"text\":\"{BODY}\",\"publish_date\":\"{date}\",\"outlet\":\"{outlet}\"}}")
}

#[test]
fn one_file_of_each_format() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = files();
    for (path, bytes) in &files {
        fs::write(folder.path().join(path), bytes).expect("a file can be written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["analyze", "--with-text", "--json", "-"])
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let analysis: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let documents = analysis["documents"].as_array().expect("there is a list");
    assert_eq!(analysis["skipped"], Value::Array(Vec::new()));
    let path_of = |document: &Value| document["path"].as_str().unwrap_or_default().to_owned();
    assert_eq!(documents.len(), ARTICLES.len(), "{:?}", documents.iter().map(path_of).collect::<Vec<_>>());
    for Article { path, title, outlet, date } in ARTICLES {
        let document = documents.iter().find(|document| document["path"] == *path);
        let document = document.unwrap_or_else(|| panic!("{path} is missing"));
        for (name, expected) in [("title", title), ("outlet", outlet), ("published", date)] {
            if !expected.is_empty() {
                assert_eq!(document[name], *expected, "{path}: {name}");
            }
        }
        // A page of print is broken into lines.
        let text = document["text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(BODY), "{path}: {text}");
    }
    for (path, _) in files {
        assert!(ARTICLES.iter().any(|article| article.path.starts_with(path)), "{path} is not looked for");
    }
}
