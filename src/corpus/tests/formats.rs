//! One file of each format.

use super::making::{docx, odt, pdf, zip};
use super::*;

fn read(path: &str, bytes: &[u8]) -> Vec<Document> {
    let documents: Vec<Document> = read_bytes(path, bytes, &ReadSettings::default())
        .into_iter()
        .map(|result| result.expect("it is read"))
        .collect();
    documents.iter().for_each(assert_sound);
    documents
}

fn one(path: &str, bytes: &[u8]) -> Document {
    let mut documents = read(path, bytes);
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

fn words_of(document: &Document, kind: PartKind) -> Vec<&str> {
    document.parts_of(kind).map(|span| span.slice(&document.text)).collect()
}

fn published(document: &Document) -> String {
    document.metadata.published_date().map(|date| date.to_string()).unwrap_or_default()
}

#[test]
fn word() {
    let bytes = docx(&[
        ("Title", "Talks fail in Harrow"),
        ("Normal", "By Ann Bell"),
        ("Normal", "12 May 2015"),
        ("Normal", "HARROW (Norda) - The talks &amp; the fees &#8220;failed&#8221;."),
        ("Caption", "The mayor leaves."),
    ]);
    let document = one("a.docx", &bytes);
    assert_eq!(document.format, Format::Docx);
    assert_eq!(document.title(), "Talks fail in Harrow");
    assert_eq!(published(&document), "2015-05-12");
    assert_eq!(words_of(&document, PartKind::Body), ["The talks & the fees “failed”."]);
    assert_eq!(words_of(&document, PartKind::Caption), ["The mayor leaves."]);
    assert_eq!(document.metadata.agency_name(), Some("Norda"));
}

#[test]
fn open_document() {
    let document = one(
        "a.odt",
        &odt(&["Talks fail in Harrow", "By Ann Bell", "The <text:span>talks</text:span><text:s/>failed."]),
    );
    assert_eq!((document.title(), document.format), ("Talks fail in Harrow", Format::Odt));
    assert_eq!(words_of(&document, PartKind::Body), ["The talks failed."]);
}

#[test]
fn rich_text() {
    let document =
        one("a.rtf", br"{\rtf1\ansi Talks fail in Harrow\par By Ann Bell\par The caf\'e9 talks failed.\par}");
    assert_eq!((document.title(), document.format), ("Talks fail in Harrow", Format::Rtf));
    assert_eq!(words_of(&document, PartKind::Body), ["The café talks failed."]);
}

#[test]
fn portable_document() {
    let document = one("a.pdf", &pdf(&["Talks fail in Harrow today", "and nobody won anything at all."]));
    assert_eq!(document.format, Format::Pdf);
    assert!(
        document.text.contains("Talks fail in Harrow today") && document.text.contains("nobody won"),
        "{}",
        document.text
    );
}

#[test]
fn mail() {
    let message = b"From: Harbour Post <news@harbourpost.example>\r\nSubject: =?utf-8?q?Talks_fail_in_Caf=C3=A9?=\r\nDate: Tue, 12 May 2015 08:30:00 +0100\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 talks failed.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>No.</p>\r\n--x--\r\n";
    let document = one("a.eml", message);
    assert_eq!(document.title(), "Talks fail in Café");
    assert_eq!(published(&document), "2015-05-12");
    assert_eq!(words_of(&document, PartKind::Body), ["The café talks failed."]);
}

#[test]
fn services_as_json() {
    let news = br#"{"status":"ok","totalResults":2,"articles":[
        {"source":{"id":null,"name":"Harbour Post"},"author":"Ann Bell","title":"Talks fail","url":"https://harbourpost.example/a","publishedAt":"2015-05-12T08:30:00Z","content":"The talks failed.\nNobody won."},
        {"source":{"name":"Ledger"},"title":"Fees rise","publishedAt":"2015-05-13","content":"<p>Fees rose.</p><p>Again.</p>","extra":[[1,[2]],{"a":null}]}]}"#;
    let documents = read("news.json", news);
    let shown: Vec<(&str, &str, Option<&str>, String)> = documents
        .iter()
        .map(|document| {
            (document.path.as_str(), document.title(), document.metadata.outlet_name(), published(document))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("news.json#1", "Talks fail", Some("Harbour Post"), "2015-05-12".to_owned()),
            ("news.json#2", "Fees rise", Some("Ledger"), "2015-05-13".to_owned()),
        ]
    );
    assert_eq!(words_of(&documents[1], PartKind::Body), ["Fees rose.", "Again."]);
}

#[test]
fn lines_of_json() {
    let lines = b"{\"title\":\"Talks fail\",\"text\":\"The talks failed.\",\"publish_date\":\"2015-05-12\",\"media_name\":\"Harbour Post\",\"language\":\"en\"}\n\n{\"title\":\"Fees\",\"text\":\"Fees rose.\"}\nnot json\n";
    let documents = read("a.jsonl", lines);
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0].metadata.outlet_name(), Some("Harbour Post"));
    assert_eq!(documents[1].warnings, [Warning::LeftOut("what is not JSON that can be read".to_owned())]);
}

#[test]
fn tables() {
    let rows = "id,title,publish_date,media_name,url,text\n1,Talks fail,2015-05-12,Harbour Post,https://x.example/a,\"The \"\"talks\"\" failed.\n\nNobody won.\"\n2,Empty,,,,\n3,Fees,12.5.2015,,,Fees rose.\n";
    for (path, text) in [
        ("a.csv", rows.to_owned()),
        ("a.tsv", "title\ttext\nTalks fail\tThe talks failed.\nFees\tFees rose.\n".to_owned()),
    ] {
        let documents = read(path, text.as_bytes());
        assert_eq!(documents.len(), 2, "{path}");
        assert_eq!(documents[0].title(), "Talks fail");
    }
    let documents = read("a.csv", rows.as_bytes());
    assert_eq!(words_of(&documents[0], PartKind::Body), ["The \"talks\" failed.", "Nobody won."]);
    assert_eq!(published(&documents[1]), "2015-05-12");
    assert_eq!(documents[1].warnings, [Warning::LeftOut("1 rows without text".to_owned())]);
    let reasons = read_bytes("a.csv", b"a,b\n1,2\n", &ReadSettings::default());
    assert!(matches!(&reasons[..], [Err(skipped)] if skipped.reason.contains("column")));
}

#[test]
fn archives_are_folders() {
    let inner = docx(&[("Title", "Talks fail"), ("Normal", "The talks failed.")]);
    let bytes = zip(&[
        ("x/a.txt", b"The talks failed."),
        ("x/b.docx", &inner),
        ("x/c.bin", b"\0\0"),
        ("__MACOSX/d.txt", b"no"),
        ("../e.txt", b"climbs"),
    ]);
    let results = read_bytes("a.zip", &bytes, &ReadSettings::default());
    let read: Vec<&str> = results.iter().flatten().map(|document| document.path.as_str()).collect();
    assert_eq!(read, ["a.zip/x/a.txt", "a.zip/x/b.docx"]);
    let skipped: Vec<&str> =
        results.iter().filter_map(|result| result.as_ref().err()).map(|skipped| skipped.path.as_str()).collect();
    assert_eq!(skipped, ["a.zip/x/c.bin", "a.zip/../e.txt"]);
}

#[test]
fn an_export_is_many_articles() {
    let text = b"1 of 2 DOCUMENTS\n\nHarbour Post\n\nMay 12, 2015 Tuesday\n\nTalks fail\n\nBYLINE: Ann Bell\n\nLENGTH: 12 words\n\nBODY:\nThe talks failed.\n\n2 of 2 DOCUMENTS\n\nLedger\n\nMay 13, 2015\n\nFees rise\n\nBODY:\nFees rose.\n";
    let documents = read("nexis.txt", text);
    let shown: Vec<(&str, &str, String)> =
        documents.iter().map(|document| (document.path.as_str(), document.title(), published(document))).collect();
    assert_eq!(
        shown,
        [("nexis.txt#1", "Talks fail", "2015-05-12".to_owned()), ("nexis.txt#2", "Fees rise", "2015-05-13".to_owned())]
    );
}

#[test]
fn what_an_outlet_puts_under_every_article_is_learned() {
    let about = "The Harbour Post is owned by its readers. Become a member for four crowns a month.";
    let stories = [
        "The talks on the fees failed",
        "A whale swam into the port",
        "The old lighthouse was sold",
        "Rain fell for nine days",
        "The ferry is late again",
    ];
    let files: Vec<(String, Vec<u8>)> = stories
        .iter()
        .enumerate()
        .map(|(index, story)| {
            let text = format!("{story}\n\n{story}, and nobody knew why.\n\nThe {index} witnesses differ.\n\n{about}\n\n<https://harbourpost.example/{index}>\n");
            (format!("{index}.txt"), text.into_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let corpus = open_folder(&files);
    for (_, document) in corpus.iter() {
        assert_eq!(words_of(document, PartKind::Boilerplate), [about]);
    }
    // Three articles are too few to say.
    for (_, document) in open_folder(&files[..3]).iter() {
        assert!(words_of(document, PartKind::Boilerplate).is_empty());
    }
}

#[test]
fn versions_of_one_story_are_not_boilerplate() {
    let files: Vec<(String, Vec<u8>)> = (0..6)
        .map(|index| {
            let text = format!("Talks fail\n\nThe talks failed.\n\nNobody won.\n\nThe port is closed.\n\nUpdate {index}.\n\n<https://harbourpost.example/{index}>\n");
            (format!("{index}.txt"), text.into_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    for (_, document) in open_folder(&files).iter() {
        assert!(words_of(document, PartKind::Boilerplate).is_empty());
    }
}
