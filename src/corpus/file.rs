//! One file: its bytes within the limits, its format, its articles.

use std::fs::{File, Metadata};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::article::{Draft, Parsed, Source, finish};
use super::formats::archive::{self, Archive};
use super::limits::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
use super::{ContentHash, Format, ReadSettings, Skipped, Warning, decode, formats, html, quiet};

/// What came of one file: its articles, and what was left out of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub articles: Vec<Parsed>,
    pub skipped: Vec<Skipped>,
}

impl Outcome {
    fn skip(&mut self, path: &str, reason: &str) {
        self.skipped.push(Skipped { path: path.to_owned(), reason: reason.to_owned() });
    }

    pub fn skipped(path: &str, reason: impl Into<String>) -> Self {
        Self { articles: Vec::new(), skipped: vec![Skipped { path: path.to_owned(), reason: reason.into() }] }
    }
}

/// The bytes of a regular file with what the system says of it, or why they are not read.
pub(super) fn bytes_of(file: &Path) -> Result<(Vec<u8>, Metadata), String> {
    let mut options = File::options();
    options.read(true);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // O_NONBLOCK: a pipe that took the file's place since it was listed does not block, and is then refused.
        options.custom_flags(0o4000);
    }
    let mut opened = options.open(file).map_err(|error| io_reason(&error))?;
    let metadata = opened.metadata().map_err(|error| io_reason(&error))?;
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(too_large(metadata.len()));
    }
    // One read takes the whole of nearly every file: a byte more than it has tells that there is no more.
    let mut bytes = vec![0; usize::try_from(metadata.len()).unwrap_or(0) + 1];
    let mut len = 0;
    while len < bytes.len() {
        match opened.read(&mut bytes[len..]) {
            Ok(0) => break,
            Ok(count) => len += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(io_reason(&error)),
        }
        if len as u64 >= metadata.len() && len < bytes.len() {
            break;
        }
    }
    let has_grown = len == bytes.len();
    bytes.truncate(len);
    if has_grown {
        opened.take(MAX_FILE_BYTES + 1 - len as u64).read_to_end(&mut bytes).map_err(|error| io_reason(&error))?;
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok((bytes, metadata))
}

fn too_large(len: u64) -> String {
    const MB: u64 = 1024 * 1024;
    format!("it has {} MB, more than the {} MB that are read of one file: split it", len / MB, MAX_FILE_BYTES / MB)
}

/// What went wrong, in words.
pub(super) fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "it may not be read: check its permissions".to_owned(),
        std::io::ErrorKind::NotFound => "it is no longer there".to_owned(),
        _ => format!("it could not be read: {error}"),
    }
}

/// What a file's name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Article(Format),
    Archive,
}

fn kind_of(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, ending)) = name.rsplit_once('.') else { return Some(Kind::Article(Format::Text)) };
    Some(Kind::Article(match ending.to_ascii_lowercase().as_str() {
        "txt" | "text" | "asc" => Format::Text,
        "md" | "markdown" | "mdown" => Format::Markdown,
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "docx" => Format::Docx,
        "odt" => Format::Odt,
        "rtf" => Format::Rtf,
        "pdf" => Format::Pdf,
        "eml" => Format::Eml,
        "json" | "jsonl" | "ndjson" => Format::Json,
        "csv" | "tsv" => Format::Csv,
        "zip" => return Some(Kind::Archive),
        // "APW19980807.0261" has no ending, only a point.
        other if other.bytes().all(|byte| byte.is_ascii_digit()) => Format::Text,
        _ => return None,
    }))
}

/// Why a file of an unknown kind is not read, and what can be done.
fn unknown_kind(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "doc" | "wpd" | "pages" => "this format is not read: save it as .docx, .odt or .txt",
        "xls" | "xlsx" | "ods" => "spreadsheets are not read: save it as .csv",
        "msg" | "mbox" => "this format of mail is not read: save the messages as .eml",
        "mht" | "mhtml" | "webarchive" => "this format of saved page is not read: save it as .html",
        "7z" | "rar" | "gz" | "tar" | "bz2" | "xz" => "this kind of archive is not read: unpack it, or make a .zip",
        "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "webp" => "it is a picture, which has no text to compare",
        _ => "files of this kind are not read: save it as text, HTML, Word or PDF",
    }
}

/// Reads a file's bytes.
pub(super) fn read_bytes(path: &str, bytes: &[u8], settings: &ReadSettings) -> Outcome {
    read_hashed(path, bytes, ContentHash::of(bytes), settings)
}

/// Reads a file's bytes, whose hash is known. A panic in any reader is that reader's bug and costs one file.
pub(super) fn read_hashed(path: &str, bytes: &[u8], hash: ContentHash, settings: &ReadSettings) -> Outcome {
    let Some(kind) = kind_of(path) else { return Outcome::skipped(path, unknown_kind(path)) };
    if bytes.is_empty() {
        return Outcome::skipped(path, "it is empty");
    }
    let _quiet = quiet::panics();
    let read = || match kind {
        Kind::Article(format) => read_as(format, path, bytes, hash, settings),
        Kind::Archive => read_archive(path, bytes, settings),
    };
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Outcome::skipped(path, "reading it failed inside the program: please report the file"))
}

/// The files in an archive, as if it were a folder.
fn read_archive(path: &str, bytes: &[u8], settings: &ReadSettings) -> Outcome {
    let mut archive = match Archive::of(bytes) {
        Ok(archive) => archive,
        Err(reason) => return Outcome::skipped(path, reason),
    };
    let mut outcome = Outcome::default();
    for index in 0..archive.len() {
        let Some(name) = archive.name(index) else { continue };
        let Some(inner) = archive::inner_path(&name) else {
            outcome.skip(&format!("{path}/{}", name.trim_start_matches('/')), "its path climbs out of the archive");
            continue;
        };
        if archive::is_ignored(&inner) {
            continue;
        }
        let member = format!("{path}/{inner}");
        match kind_of(&inner) {
            None => outcome.skip(&member, unknown_kind(&inner)),
            Some(Kind::Archive) => outcome.skip(&member, "archives inside archives are not read: unpack it"),
            Some(Kind::Article(_)) => match archive.bytes(index) {
                Ok(bytes) => {
                    let read = read_bytes(&member, &bytes, settings);
                    outcome.articles.extend(read.articles);
                    outcome.skipped.extend(read.skipped);
                }
                Err(reason) => outcome.skip(&member, &reason),
            },
        }
    }
    if outcome.articles.is_empty() && outcome.skipped.is_empty() {
        outcome.skip(path, "the archive holds no files");
    }
    outcome
}

fn read_as(format: Format, path: &str, bytes: &[u8], hash: ContentHash, settings: &ReadSettings) -> Outcome {
    if let Some(drafts) = formats::read_bytes(format, bytes) {
        return match drafts {
            Ok(drafts) => finished(drafts, path, &Source { path, hash, format, encoding: "UTF-8" }),
            Err(reason) => Outcome::skipped(path, reason),
        };
    }
    let chosen = settings.encoding_of(path);
    let Ok(mut decoded) = decode::decode(bytes, chosen) else {
        return Outcome::skipped(path, "it is not text: its bytes are those of a program, picture or archive");
    };
    if decoded.text.trim().is_empty() {
        return Outcome::skipped(path, "it holds nothing but blank space");
    }
    let places = decode::mojibake_places(&decoded.text);
    if places > 0 {
        if settings.repairs.contains(path) {
            decoded.text = decode::repaired(&decoded.text).into();
            decoded.warnings.push(Warning::MojibakeRepaired);
        } else {
            decoded.warnings.push(Warning::Mojibake { places });
        }
    }
    let source = Source { path, hash, format, encoding: decoded.encoding };
    let mut drafts = match formats::read_text(format, path, &decoded.text) {
        Some(Ok(drafts)) => drafts,
        Some(Err(reason)) => return Outcome::skipped(path, reason),
        None if format == Format::Html => vec![html::read(&decoded.text)],
        None => match formats::exports::split(&decoded.text) {
            Some(articles) => articles,
            None => {
                let text = clipped(&decoded.text);
                if text.len() < decoded.text.len() {
                    decoded.warnings.push(Warning::TextCut);
                }
                vec![Draft::of_text(text.to_owned())]
            }
        },
    };
    if let Some(first) = drafts.first_mut() {
        decoded.warnings.append(&mut first.warnings);
        first.warnings = decoded.warnings;
    }
    finished(drafts, path, &source)
}

/// The documents of a file: one has the file's path, many have their number behind it.
fn finished(drafts: Vec<Draft>, path: &str, source: &Source<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let count = drafts.len();
    let digits = count.to_string().len();
    for (index, draft) in drafts.into_iter().enumerate() {
        if draft.text.trim().is_empty() {
            if count == 1 {
                outcome.skip(path, "no text was found in it");
            }
            continue;
        }
        if count == 1 {
            outcome.articles.push(finish(draft, source));
            continue;
        }
        let path = format!("{path}#{:0digits$}", index + 1);
        let hash = ContentHash::of(draft.text.as_bytes());
        outcome.articles.push(finish(draft, &Source { path: &path, hash, ..*source }));
    }
    if outcome.articles.is_empty() && outcome.skipped.is_empty() {
        outcome.skip(path, "no text was found in it");
    }
    outcome
}

/// As much of the text as one article may have.
fn clipped(text: &str) -> &str {
    let end = (0..=text.len().min(MAX_TEXT_BYTES)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
