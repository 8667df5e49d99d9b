//! Formats other than plain text and web pages. Each reader turns bytes into [`Draft`]s or says why it cannot; none
//! writes, and each stays within [`limits`](super::limits).

pub(super) mod archive;
pub(super) mod exports;
mod json;
mod mail;
mod office;
mod pdf;
mod record;
mod rtf;
mod table;

use super::Format;
use super::article::Draft;

/// What a reader found: the articles, and what a reader should know of the file as a whole.
pub(super) type Drafts = Result<Vec<Draft>, String>;

/// The articles of a file in a format that is not text for people: office documents and PDF.
pub(super) fn read_bytes(format: Format, bytes: &[u8]) -> Option<Drafts> {
    Some(match format {
        Format::Docx => office::read_docx(bytes).map(split_exports),
        Format::Odt => office::read_odt(bytes).map(split_exports),
        Format::Rtf => rtf::read(bytes).map(split_exports),
        Format::Pdf => pdf::read(bytes).map(split_exports),
        Format::Eml => mail::read(bytes).map(|draft| vec![draft]),
        _ => return None,
    })
}

/// The articles of a file that is text for machines.
pub(super) fn read_text(format: Format, path: &str, text: &str) -> Option<Drafts> {
    let is_lines = path.rsplit('.').next().is_some_and(|ending| !ending.eq_ignore_ascii_case("json"));
    Some(match format {
        Format::Json if is_lines => json::read_lines(text),
        Format::Json => json::read(text),
        Format::Csv => table::read(path, text),
        _ => return None,
    })
}

/// The articles of an export from a database of news, or the one article that it is.
fn split_exports(draft: Draft) -> Vec<Draft> {
    match exports::split(&draft.text) {
        Some(mut articles) => {
            if let Some(first) = articles.first_mut() {
                first.warnings.extend(draft.warnings);
            }
            articles
        }
        None => vec![draft],
    }
}
