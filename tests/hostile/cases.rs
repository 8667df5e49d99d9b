//! Folders made to hurt, each with what must become of its files. Shared by the test and by the benchmark, which both
//! run the program itself on them.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;

/// What must become of a file.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// It is read, and nothing is said of it.
    Read,
    /// It is read with a warning that holds these words.
    Warned(&'static str),
    /// It is not read, and the reason holds these words.
    Skipped(&'static str),
    /// Either, as the machine's rights and timing have it; but it is named, or gone.
    Any,
}

/// A folder made to hurt.
pub struct Case {
    /// What it is about.
    pub name: &'static str,
    /// Puts it into a folder.
    pub make: fn(&Path),
    /// Paths and what must become of them.
    pub fates: &'static [(&'static str, Fate)],
}

use Fate::{Any, Read, Skipped, Warned};

const SENTENCE: &str = "The talks on the harbour failed on Tuesday, said the mayor, Ruth Calder.\n";

/// The cases that are small on disk.
pub fn small() -> Vec<Case> {
    let mut cases = texts();
    cases.extend(containers());
    #[cfg(unix)]
    cases.extend(on_disk());
    cases
}

/// The cases of many megabytes.
pub fn large() -> Vec<Case> {
    vec![
        Case {
            name: "one line of 64 MB",
            make: |folder| {
                let mut line = "The talks failed and ".repeat(3_196_000);
                line.truncate(64 * 1024 * 1024 - 1);
                put(folder, "line.txt", line.as_bytes());
            },
            fates: &[("line.txt", Warned("first 2 MB"))],
        },
        Case {
            name: "a page of 60 MB",
            make: |folder| {
                let picture =
                    format!("<img alt=\"\" src=\"data:image/png;base64,{}\">\n", "iVBORw0KGgo".repeat(90_000));
                let page = format!("<html><body>{}<p>{SENTENCE}</p></body></html>", picture.repeat(60));
                put(folder, "page.html", page.as_bytes());
            },
            fates: &[("page.html", Warned("without the page's layout"))],
        },
        Case {
            name: "a file of 256 MB",
            make: |folder| {
                let file = fs::File::create(folder.join("huge.txt")).expect("a file can be made");
                file.set_len(256 * 1024 * 1024).expect("a file can be made long");
            },
            fates: &[("huge.txt", Skipped("256 MB"))],
        },
        Case {
            name: "a list of 60 MB of JSON",
            make: |folder| {
                let text = format!("[{}0]", "{\"a\":[1,2,3,{\"b\":null}]},".repeat(2_300_000));
                put(folder, "list.json", text.as_bytes());
            },
            fates: &[("list.json", Skipped("no object"))],
        },
    ]
}

fn texts() -> Vec<Case> {
    vec![
        Case {
            name: "empty and blank files",
            make: |folder| {
                put(folder, "empty.txt", b"");
                put(folder, "blank.html", b" \n\n ");
            },
            fates: &[("empty.txt", Skipped("empty")), ("blank.html", Skipped("blank"))],
        },
        Case {
            name: "programs and pictures called text",
            make: |folder| {
                put(folder, "program.txt", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0");
                put(folder, "picture.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01");
                let noise: Vec<u8> = (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
                put(folder, "noise.txt", &noise);
            },
            fates: &[
                ("program.txt", Skipped("not text")),
                ("picture.txt", Skipped("not text")),
                ("noise.txt", Skipped("not text")),
            ],
        },
        Case {
            name: "a page nested 100,000 deep",
            make: |folder| {
                let page = format!("<html><body>{}{SENTENCE}", "<div><b>".repeat(100_000));
                put(folder, "deep.html", page.as_bytes());
            },
            fates: &[("deep.html", Warned("without the page's layout"))],
        },
        Case {
            name: "an element with a million attributes",
            make: |folder| {
                let attributes: String = (0..1_000_000).map(|number| format!(" a{number}=1")).collect();
                put(folder, "attributes.html", format!("<p{attributes}>{SENTENCE}</p>").as_bytes());
            },
            fates: &[("attributes.html", Warned("without the page's layout"))],
        },
        Case {
            name: "emphasis that is never closed",
            make: |folder| {
                let page = format!("<body>{}{}", "<b><i><font>".repeat(60), "<p>The talks failed.".repeat(4_000));
                put(folder, "emphasis.html", page.as_bytes());
            },
            fates: &[("emphasis.html", Any)],
        },
        Case {
            name: "a table with a quotation mark that is never closed",
            make: |folder| {
                let rows = "Fees,Fees rose.\n".repeat(5_000);
                put(folder, "quote.csv", format!("title,text\nTalks,\"The talks failed.\n{rows}").as_bytes());
            },
            fates: &[("quote.csv", Warned("never closed"))],
        },
        Case {
            name: "JSON nested a million deep",
            make: |folder| {
                put(folder, "lists.json", "[".repeat(1_000_000).as_bytes());
                put(folder, "objects.json", "{\"articles\":".repeat(1_000_000).as_bytes());
                put(folder, "lines.jsonl", format!("{{\"text\":{}", "[".repeat(1_000_000)).as_bytes());
            },
            fates: &[("lists.json", Skipped("JSON")), ("objects.json", Skipped("JSON")), ("lines.jsonl", Skipped(""))],
        },
        Case {
            name: "NULs and lone surrogates",
            make: |folder| {
                put(folder, "nul.txt", format!("One \0 in a line. {SENTENCE}").as_bytes());
                let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
                utf16.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
                utf16.extend([0x00, 0xD8, 0x41, 0x00]);
                put(folder, "surrogate.txt", &utf16);
                put(folder, "surrogate.json", b"{\"text\": \"The talks \\ud800 failed.\"}");
            },
            fates: &[
                ("nul.txt", Warned("not seen")),
                ("surrogate.txt", Warned("not UTF-16LE")),
                ("surrogate.json", Any),
            ],
        },
        Case {
            name: "characters that are not seen or turn the line around",
            make: |folder| {
                let text = format!("The \u{202E}talks\u{202C} fail\u{200B}ed. {SENTENCE}");
                put(folder, "bidi.txt", text.as_bytes());
            },
            fates: &[("bidi.txt", Warned("3 characters"))],
        },
        Case {
            name: "mail of parts in parts",
            make: |folder| {
                let mut message = String::from("Subject: Talks\r\n");
                for number in 0..20_000 {
                    message += &format!("Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n");
                }
                put(folder, "parts.eml", message.as_bytes());
            },
            fates: &[("parts.eml", Skipped("parts"))],
        },
    ]
}

fn containers() -> Vec<Case> {
    vec![
        Case {
            name: "decompression bombs",
            make: |folder| {
                let zeros = vec![b' '; 40 * 1024 * 1024];
                put(folder, "bomb.zip", &zip(&[("a.txt", &zeros), ("b.txt", SENTENCE.as_bytes())]));
                put(folder, "bomb.docx", &zip(&[("word/document.xml", &zeros)]));
                put(folder, "bomb.odt", &zip(&[("content.xml", &zeros)]));
                let inner = zip(&[("a.txt", &zeros)]);
                put(folder, "nested.zip", &zip(&[("inner.zip", &inner)]));
            },
            fates: &[
                ("bomb.zip/a.txt", Skipped("unpacks")),
                ("bomb.zip/b.txt", Read),
                ("bomb.docx", Skipped("unpacks")),
                ("bomb.odt", Skipped("unpacks")),
                ("nested.zip/inner.zip", Skipped("inside archives")),
            ],
        },
        Case {
            name: "an archive whose paths climb out of it",
            make: |folder| {
                put(folder, "climb.zip", &zip(&[("../escaped.txt", SENTENCE.as_bytes()), ("/root.txt", b"Root.")]));
            },
            fates: &[("climb.zip/../escaped.txt", Skipped("climbs out"))],
        },
        Case {
            name: "XML entity bombs",
            make: |folder| {
                let entities: String = (1..=9)
                    .map(|level| format!("<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10)))
                    .collect();
                let bomb = |element: &str| {
                    format!("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e0 \"haha\">{entities}]>{element}")
                };
                let word = bomb(
                    "<w:document><w:body><w:p><w:r><w:t>The talks &e9; failed.</w:t></w:r></w:p></w:body></w:document>",
                );
                put(folder, "entities.docx", &zip(&[("word/document.xml", word.as_bytes())]));
                let open = bomb(
                    "<office:document-content><office:body><office:text><text:p>The talks &e9; failed.</text:p></office:text></office:body></office:document-content>",
                );
                put(folder, "entities.odt", &zip(&[("content.xml", open.as_bytes())]));
            },
            fates: &[("entities.docx", Any), ("entities.odt", Any)],
        },
        Case {
            name: "containers that are none, or cut off",
            make: |folder| {
                for name in ["plain.docx", "plain.odt", "plain.zip", "plain.pdf", "plain.rtf"] {
                    put(folder, name, SENTENCE.as_bytes());
                }
                let whole = zip(&[("a.txt", SENTENCE.as_bytes())]);
                put(folder, "cut.zip", &whole[..whole.len() - 20]);
            },
            fates: &[
                ("plain.docx", Skipped("")),
                ("plain.odt", Skipped("")),
                ("plain.zip", Skipped("")),
                ("plain.pdf", Skipped("")),
                ("plain.rtf", Skipped("")),
                ("cut.zip", Any),
            ],
        },
    ]
}

#[cfg(unix)]
fn on_disk() -> Vec<Case> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    vec![
        Case {
            name: "pipes, sockets, devices and links",
            make: |folder| {
                let at = |name: &str| folder.join(name);
                let made = std::process::Command::new("mkfifo").arg(at("pipe.txt")).status();
                assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
                drop(std::os::unix::net::UnixListener::bind(at("socket.txt")).expect("a socket can be made"));
                symlink("/dev/zero", at("device.txt")).expect("a link can be made");
                symlink("/etc", at("out")).expect("a link can be made");
                symlink(".", at("loop")).expect("a link can be made");
                symlink("good.txt", at("inside.txt")).expect("a link can be made");
                symlink("nowhere", at("broken.txt")).expect("a link can be made");
            },
            fates: &[
                ("pipe.txt", Skipped("pipe")),
                ("socket.txt", Skipped("socket")),
                ("device.txt", Skipped("out of the folder")),
                ("out", Skipped("out of the folder")),
                ("loop", Skipped("link")),
                ("inside.txt", Skipped("link")),
                ("broken.txt", Skipped("not there")),
            ],
        },
        Case {
            name: "names that are not UTF-8 or hold line ends",
            make: |folder| {
                fs::write(folder.join(OsStr::from_bytes(b"bad\xFFname.txt")), SENTENCE).expect("it can be written");
                put(folder, "two\nlines.txt", SENTENCE.as_bytes());
            },
            fates: &[("bad\u{FFFD}name.txt", Read), ("two\nlines.txt", Read)],
        },
        Case {
            name: "files that may not be read",
            make: |folder| {
                put(folder, "locked.txt", SENTENCE.as_bytes());
                let closed = fs::Permissions::from_mode(0o000);
                fs::set_permissions(folder.join("locked.txt"), closed).expect("rights can be set");
            },
            fates: &[("locked.txt", Any)],
        },
        Case {
            name: "folders in folders",
            make: |folder| {
                let mut deep = folder.to_owned();
                for _ in 0..700 {
                    deep.push("d");
                }
                fs::create_dir_all(&deep).expect("a folder can be made");
                fs::write(deep.join("a.txt"), SENTENCE).expect("a file can be written");
            },
            fates: &[],
        },
    ]
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).expect("a file can be written");
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member can be begun");
        writer.write_all(bytes).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}
