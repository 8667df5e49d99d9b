//! The map of the house, enforced: who may use whom, and what must never happen, as far as source text can show.
//!
//! The sources are read with comments, literals and inline tests taken out. Each rule is also tried on a made-up text that
//! offends against it, so that a rule that has stopped working is found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room below the entries, and the rooms that it may use. `lib.rs` shows the same table to people.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("progress", &[]),
    ("corpus", &["text", "progress"]),
    ("similarity", &["corpus", "text", "progress"]),
    ("alignment", &["text", "progress"]),
    ("entity", &["corpus", "text", "progress"]),
    ("timeline", &["entity", "corpus", "text", "progress"]),
    ("story", &["timeline", "entity", "alignment", "similarity", "corpus", "text", "progress"]),
    ("analysis", &["story", "timeline", "entity", "alignment", "similarity", "corpus", "text", "progress"]),
    ("session", &["analysis", "entity", "corpus"]),
    // Results are kept and found again; nothing is decided here.
    ("cache", &["analysis", "timeline", "entity", "similarity", "corpus", "progress"]),
    // The report shows what every room found, so it reads their values; it runs none of them but `analysis`.
    (
        "report",
        &[
            "session",
            "analysis",
            "story",
            "timeline",
            "entity",
            "alignment",
            "similarity",
            "corpus",
            "text",
            "progress",
        ],
    ),
];

/// The rooms that may use every other: the window and the command line.
const ENTRIES: &[&str] = &["app", "cli"];

/// Rooms whose results may not depend on anything but their arguments.
const ANALYSES: &[&str] =
    &["text", "progress", "corpus", "similarity", "alignment", "entity", "timeline", "story", "analysis"];

/// Words that may stand only where `is_allowed` says, and why.
struct Ban {
    words: &'static [&'static str],
    is_allowed: fn(&Place) -> bool,
    why: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        words: &["egui", "eframe", "egui_extras", "egui_tiles", "rfd", "winit"],
        is_allowed: |place| place.room == "app",
        why: "a GUI crate below the window",
    },
    Ban {
        words: &["lexopt", "indicatif"],
        is_allowed: |place| place.room == "cli",
        why: "an argument-parsing or terminal crate below the command line",
    },
    Ban {
        words: &["std::fs", "fs::", "File::", "OpenOptions", "atomic_write_file", "walkdir", "canonicalize"],
        is_allowed: |place| {
            matches!(place.room, "corpus" | "session" | "report" | "cache" | "cli")
                || (place.room == "app" && !place.is_view())
        },
        why: "a file read or written outside articles, sessions, reports, settings and the entry points",
    },
    Ban {
        words: &[
            "fs::write",
            "File::create",
            "OpenOptions",
            "AtomicWriteFile",
            "create_dir",
            "remove_file",
            "fs::rename",
        ],
        is_allowed: |place| place.room != "corpus",
        why: "a write by the room that reads the folder of articles",
    },
    Ban {
        words: &["SystemTime", "Instant", "Timestamp::now", "Zoned::now", ".modified", ".elapsed"],
        // Reading again compares a file's time with what it was, to know whether to look at its bytes.
        is_allowed: |place| {
            place.path == "corpus/reload.rs" || !ANALYSES.contains(&place.room) && (place.room != "report")
        },
        why: "a clock, or a file's time, in a result",
    },
    Ban {
        words: &["std::env", "env::", "available_parallelism", "current_num_threads", "RandomState", "rand::"],
        is_allowed: |place| !ANALYSES.contains(&place.room) && place.room != "report",
        why: "the environment, the number of threads or chance in a result",
    },
    Ban {
        words: &["thread::spawn", "thread::Builder", "thread::scope", "rayon::spawn", "ThreadPoolBuilder"],
        // A PDF is read on a thread with room for deep calls, which ends before its reader returns.
        is_allowed: |place| {
            place.room == "cli"
                || place.path.starts_with("app/job")
                || matches!(place.path, "app/native.rs" | "corpus/formats/pdf.rs")
        },
        why: "work started outside the jobs and the command line",
    },
    Ban {
        words: &[".lock()", ".recv()", "thread::sleep", ".join().", "block_on"],
        is_allowed: |place| !place.is_view(),
        why: "a view that waits or locks",
    },
    Ban {
        words: &["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs", "reqwest", "ureq", "hyper"],
        is_allowed: |_| false,
        why: "a network connection",
    },
    Ban {
        words: &["print!", "println!", "eprint!", "eprintln!", "process::exit"],
        is_allowed: |_| false,
        why: "words past the window and the command line's own output, which escapes them",
    },
    Ban {
        words: &["Command::new"],
        is_allowed: |place| place.room == "app" && !place.is_view(),
        why: "another program started",
    },
    Ban { words: &["unsafe"], is_allowed: |_| false, why: "unsafe code" },
];

/// Where a source stands.
struct Place<'a> {
    room: &'a str,
    /// Path below `src`, with `/`.
    path: &'a str,
}

impl Place<'_> {
    fn is_view(&self) -> bool {
        self.path.starts_with("app/views/") || self.path.starts_with("app/widgets/")
    }

    /// How many `super` lead out of the room.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }
}

fn rooms() -> impl Iterator<Item = &'static str> {
    ROOMS.iter().map(|(room, _)| *room).chain(ENTRIES.iter().copied())
}

/// All that offends in one source.
fn offences(place: &Place<'_>, source: &str) -> Vec<String> {
    let code = code_of(source);
    let mut found = Vec::new();
    let allowed = ROOMS.iter().find(|(room, _)| *room == place.room).map_or(&[][..], |(_, allowed)| allowed);
    for used in rooms_used(&code) {
        let may = used == place.room || ENTRIES.contains(&place.room) || allowed.contains(&used.as_str());
        if rooms().any(|room| room == used) && !may {
            found.push(format!("{}: `{}` may not use `{used}`", place.path, place.room));
        }
    }
    let way_out = "super::".repeat(place.depth());
    if code.contains(&way_out) {
        found.push(format!("{}: leaves its room by `super`; name rooms by `crate::`", place.path));
    }
    for ban in BANS.iter().filter(|ban| !(ban.is_allowed)(place)) {
        for word in ban.words.iter().filter(|word| has_word(&code, word)) {
            found.push(format!("{}: `{word}`: {}", place.path, ban.why));
        }
    }
    if ANALYSES.contains(&place.room) || place.room == "report" {
        for type_name in ["HashMap", "HashSet"] {
            let is_imported = code.lines().any(|line| line.contains("std::collections") && has_word(line, type_name));
            if is_imported && iterates(&code) {
                found.push(format!("{}: std's `{type_name}` has a random order; use an ordered map", place.path));
            }
        }
    }
    found
}

/// Whether a source walks over a map. Looking up in a hash map is harmless; its order must not show in a result.
fn iterates(code: &str) -> bool {
    [".keys()", ".values()", ".values_mut()", ".into_keys()", ".into_values()", ".drain()", ".retain("]
        .iter()
        .any(|word| code.contains(word))
}

/// The rooms that are named by `crate::room`, also inside `crate::{…}`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if at > 0 && is_word(code.as_bytes()[at - 1]) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            used.insert(first_word(rest));
            continue;
        };
        let mut depth = 0;
        let mut is_start = true;
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_start = true,
                _ if is_start && depth == 0 && !character.is_whitespace() => {
                    used.insert(first_word(&group[at..]));
                    is_start = false;
                }
                _ => {}
            }
        }
    }
    used
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether `word` stands in `code` as a word of its own.
fn has_word(code: &str, word: &str) -> bool {
    let (code_bytes, word_bytes) = (code.as_bytes(), word.as_bytes());
    code.match_indices(word).any(|(at, _)| {
        let is_free_before = at == 0 || !is_word(word_bytes[0]) || !is_word(code_bytes[at - 1]);
        let end = at + word.len();
        let last = word_bytes[word.len() - 1];
        let is_free_after = end == code.len() || !is_word(last) || !is_word(code_bytes[end]);
        is_free_before && is_free_after
    })
}

/// The source without comments, literals and the inline tests at its end.
fn code_of(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = after_block_comment(rest);
        } else if let Some(after) = after_literal(rest, out.as_bytes().last().copied()) {
            out.push_str("\"\"");
            rest = after;
        } else {
            out.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    match out.find("#[cfg(test)]") {
        Some(tests) if out[tests..].trim_start_matches("#[cfg(test)]").trim_start().starts_with("mod tests {") => {
            out.truncate(tests);
        }
        _ => {}
    }
    out
}

fn after_block_comment(text: &str) -> &str {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return &text[at..];
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    ""
}

/// What follows the string or character literal that `text` begins with, if it begins with one.
fn after_literal(text: &str, before: Option<u8>) -> Option<&str> {
    let is_inside_word = before.is_some_and(is_word);
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        let body = text.strip_prefix(prefix);
        (prefix.is_empty() || !is_inside_word)
            && body.is_some_and(|body| {
                body.trim_start_matches('#').starts_with('"') && (prefix.ends_with('r') || body.starts_with('"'))
            })
    });
    if let Some(prefix) = prefix {
        let body = &text[prefix.len()..];
        if prefix.ends_with('r') {
            let hashes = body.len() - body.trim_start_matches('#').len();
            let inside = &body[hashes + 1..];
            let end = format!("\"{}", "#".repeat(hashes));
            return Some(inside.find(&end).map_or("", |at| &inside[at + end.len()..]));
        }
        let mut is_escaped = false;
        for (at, character) in body.char_indices().skip(1) {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => return Some(&body[at + 1..]),
                _ => {}
            }
        }
        return Some("");
    }
    // A character literal; a lone apostrophe begins a lifetime.
    let inside = text.strip_prefix('\'')?;
    if let Some(escaped) = inside.strip_prefix('\\') {
        let skipped = escaped.chars().next().map_or(0, char::len_utf8);
        return escaped[skipped..].find('\'').map(|at| &escaped[skipped + at + 1..]);
    }
    let character = inside.chars().next()?;
    inside[character.len_utf8()..].strip_prefix('\'')
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the sources are readable");
    for path in entries.map(|entry| entry.expect("the sources are readable").path()) {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The files and folders of the modules that a source declares for tests alone.
fn test_modules(path: &Path) -> Vec<PathBuf> {
    let source = fs::read_to_string(path).expect("a source is text");
    let folder = match path.file_name().and_then(|name| name.to_str()) {
        Some("mod.rs" | "lib.rs") => path.with_file_name(""),
        _ => path.with_extension(""),
    };
    let declared = source.split("#[cfg(test)]").skip(1).filter_map(|rest| rest.trim_start().strip_prefix("mod "));
    let named = declared.filter_map(|rest| rest.split_once(';')).map(|(name, _)| name.trim());
    let is_name = |name: &&str| name.bytes().all(is_word);
    named.filter(is_name).flat_map(|name| [folder.join(format!("{name}.rs")), folder.join(name)]).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_room_keeps_to_the_map() {
    let src = root().join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    paths.sort();
    assert!(paths.len() > 40, "the sources were found");
    // Modules of tests alone may do what tests do.
    let for_tests: Vec<PathBuf> = paths.iter().flat_map(|path| test_modules(path)).collect();
    let mut found = Vec::new();
    for path in &paths {
        let below = path.strip_prefix(&src).expect("it is below src").to_string_lossy().replace('\\', "/");
        if matches!(below.as_str(), "lib.rs" | "main.rs") || for_tests.iter().any(|test| path.starts_with(test)) {
            continue;
        }
        let room = below.split(['/', '.']).next().unwrap_or_default();
        let source = fs::read_to_string(path).expect("a source is text");
        found.extend(offences(&Place { room, path: &below }, &source));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_map_names_every_room_and_no_other() {
    let entries = fs::read_dir(root().join("src")).expect("the sources are readable");
    let there: BTreeSet<String> = entries
        .map(|entry| entry.expect("the sources are readable").file_name().to_string_lossy().replace(".rs", ""))
        .filter(|name| !matches!(name.as_str(), "lib" | "main"))
        .collect();
    let listed: BTreeSet<String> = rooms().map(str::to_owned).collect();
    assert_eq!(there, listed);
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs is there");
    for room in listed {
        assert!(map.contains(&format!("//! | [`{room}`] |")) || map.contains(&format!("//! | `{room}` ")), "{room}");
    }
}

#[test]
fn the_top_level_is_tidy() {
    let allowed = ["Cargo.toml", "Cargo.lock", "src", "assets", "tests", "README.md", "target"];
    for entry in fs::read_dir(root()).expect("the package is readable") {
        let name = entry.expect("the package is readable").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} has no place at the top level");
    }
}

#[test]
fn no_crate_of_the_graph_is_made_for_the_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is committed");
    for crate_name in ["reqwest", "ureq", "hyper", "curl", "native-tls", "rustls", "tungstenite", "isahc", "attohttpc"]
    {
        assert!(!lock.contains(&format!("name = \"{crate_name}\"\n")), "{crate_name}");
    }
}

/// Every rule finds what it is for; a rule that finds nothing protects nothing.
#[test]
fn made_up_offences_are_found() {
    let cases = [
        ("alignment/types.rs", "use crate::corpus::Document;", "may not use `corpus`"),
        ("text/words.rs", "fn f() { crate::progress::Progress::new(); }", "may not use `progress`"),
        ("similarity/mod.rs", "use crate::{text::Span, entity::{Entity, Mention}};", "may not use `entity`"),
        ("session/v1.rs", "pub(crate) use crate::report::Report;", "may not use `report`"),
        ("entity/model.rs", "use super::super::timeline::Timex;", "leaves its room"),
        ("entity/mod.rs", "use super::timeline::Timex;", "leaves its room"),
        ("story/facts.rs", "use egui::Color32;", "GUI crate"),
        ("report/html/mod.rs", "fn f(ui: &mut eframe::egui::Ui) {}", "GUI crate"),
        ("app/state.rs", "use lexopt::Arg;", "argument-parsing"),
        ("analysis/mod.rs", "fn f() { std::fs::read(\"x\"); }", "a file read or written"),
        ("story/facts.rs", "use std::fs::File; fn f() { File::open(\"x\"); }", "a file read or written"),
        ("app/views/matrix.rs", "fn f() { fs::read(\"x\"); }", "a file read or written"),
        ("corpus/walk.rs", "fn f() { fs::write(\"x\", \"\"); }", "a write by the room"),
        ("timeline/resolve.rs", "let now = std::time::SystemTime::now();", "a clock"),
        ("corpus/open.rs", "let day = entry.metadata()?.modified()?;", "a clock"),
        ("similarity/index.rs", "if std::env::var_os(\"X\").is_some() {}", "the environment"),
        ("similarity/index.rs", "let n = rayon::current_num_threads();", "number of threads"),
        ("similarity/index.rs", "std::thread::spawn(|| {});", "work started"),
        ("app/widgets/list.rs", "let state = shared.lock().unwrap();", "a view that waits"),
        ("corpus/web.rs", "use std::net::TcpStream;", "a network connection"),
        ("entity/model.rs", "println!(\"{x}\");", "words past the window"),
        ("text/words.rs", "unsafe { x() }", "unsafe code"),
        ("corpus/pdf.rs", "std::process::Command::new(\"x\");", "another program"),
        ("story/facts.rs", "use std::collections::HashMap; fn f() { map.values(); }", "random order"),
    ];
    for (path, source, expected) in cases {
        let room = path.split('/').next().expect("a room");
        let found = offences(&Place { room, path }, source);
        assert!(found.iter().any(|offence| offence.contains(expected)), "{path}: {source}: {found:?}");
    }
    for ban in BANS {
        assert!(cases.iter().any(|(.., expected)| ban.why.contains(expected)), "no case tries: {}", ban.why);
    }
}

#[test]
fn what_only_looks_like_an_offence_is_not_one() {
    let cases = [
        ("text/words.rs", "//! See [`crate::corpus`].\n/* unsafe /* egui */ std::fs */ fn f() {}"),
        ("text/words.rs", "const A: &str = \"std::fs::read \\\" unsafe\"; const B: &str = r#\"egui \" println!\"#;"),
        ("text/words.rs", "fn f<'a>(x: &'a str) -> char { '\"' } // unsafe"),
        ("text/words.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::corpus::Document; fn g() { println!(); } }"),
        ("entity/names/mod.rs", "use super::model::Model; use crate::text::Span;"),
        (
            "alignment/types.rs",
            "let sunsafe_x = my_egui_like; let c = b'\\''; let d = '\\u{1f}'; use crate::text::Span;",
        ),
        ("cli/bar.rs", "use indicatif::ProgressBar; std::thread::Builder::new();"),
        ("story/facts.rs", "use std::collections::HashMap; fn f() { map.get(&1); }"),
    ];
    for (path, source) in cases {
        let room = path.split('/').next().expect("a room");
        assert_eq!(offences(&Place { room, path }, source), Vec::<String>::new(), "{path}: {source}");
    }
}
