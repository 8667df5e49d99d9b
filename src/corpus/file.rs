//! One file: its bytes within the limits, its format, its articles.

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::article::{Draft, Parsed, Source, finish};
use super::limits::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
use super::{ContentHash, Format, ReadSettings, Skipped, Warning, decode, html};

/// What came of one file: its articles, and what was left out of it.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub articles: Vec<Parsed>,
    pub skipped: Vec<Skipped>,
}

impl Outcome {
    pub fn skipped(path: &str, reason: impl Into<String>) -> Self {
        Self { articles: Vec::new(), skipped: vec![Skipped { path: path.to_owned(), reason: reason.into() }] }
    }
}

/// Reads the file, or says why not.
pub(super) fn read(file: &Path, path: &str, settings: &ReadSettings) -> Outcome {
    match bytes_of(file) {
        Ok(bytes) => read_bytes(path, &bytes, settings),
        Err(reason) => Outcome::skipped(path, reason),
    }
}

/// The bytes of a regular file, or why they are not read.
pub(super) fn bytes_of(file: &Path) -> Result<Vec<u8>, String> {
    let mut options = File::options();
    options.read(true);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // O_NONBLOCK: a pipe that took the file's place since it was listed does not block, and is then refused.
        options.custom_flags(0o4000);
    }
    let opened = options.open(file).map_err(|error| io_reason(&error))?;
    let metadata = opened.metadata().map_err(|error| io_reason(&error))?;
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // A file may grow while it is read.
    opened.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| io_reason(&error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
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

/// The format that a file's name promises.
pub(super) fn format_of(path: &str) -> Option<Format> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, ending)) = name.rsplit_once('.') else { return Some(Format::Text) };
    Some(match ending.to_ascii_lowercase().as_str() {
        "txt" | "text" | "asc" => Format::Text,
        "md" | "markdown" | "mdown" => Format::Markdown,
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        // "APW19980807.0261" has no ending, only a point.
        other if other.bytes().all(|byte| byte.is_ascii_digit()) => Format::Text,
        _ => return None,
    })
}

/// Reads a file's bytes. A panic in any reader is that reader's bug and costs one file.
pub(super) fn read_bytes(path: &str, bytes: &[u8], settings: &ReadSettings) -> Outcome {
    let Some(format) = format_of(path) else {
        return Outcome::skipped(
            path,
            "files of this kind are not read: save it as text, HTML or one of the other formats",
        );
    };
    if bytes.is_empty() {
        return Outcome::skipped(path, "it is empty");
    }
    catch_unwind(AssertUnwindSafe(|| read_as(format, path, bytes, settings)))
        .unwrap_or_else(|_| Outcome::skipped(path, "reading it failed inside the program: please report the file"))
}

fn read_as(format: Format, path: &str, bytes: &[u8], settings: &ReadSettings) -> Outcome {
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
    let mut draft = match format {
        Format::Html => html::read(&decoded.text),
        _ => Draft::of_text(clipped(&decoded.text).to_owned()),
    };
    if draft.text.trim().is_empty() {
        return Outcome::skipped(path, "no text was found in it");
    }
    if format != Format::Html && decoded.text.len() > draft.text.len() {
        decoded.warnings.push(Warning::TextCut);
    }
    decoded.warnings.append(&mut draft.warnings);
    draft.warnings = decoded.warnings;
    let source = Source { path, hash: ContentHash::of(bytes), format, encoding: decoded.encoding };
    Outcome { articles: vec![finish(draft, &source)], skipped: Vec::new() }
}

/// As much of the text as one article may have.
fn clipped(text: &str) -> &str {
    let end = (0..=text.len().min(MAX_TEXT_BYTES)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
