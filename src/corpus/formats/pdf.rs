//! PDF with a text layer.
//!
//! The reading crate goes down into forms by calls and trusts the file, so forms that hold themselves are refused before,
//! and it runs on a thread of its own with room for what is left. Its panics cost the one file.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, Object, ObjectId, OutputError, PlainTextOutput, output_doc_page};

use crate::corpus::article::Draft;
use crate::corpus::limits::{MAX_PDF_BYTES, MAX_PDF_PAGES, MAX_TEXT_BYTES};
use crate::corpus::{Warning, quiet};

/// Room for the calls of the reading crate, in bytes. Only what is used is taken from the machine.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Deepest forms inside forms. Layout programs nest a few.
const MAX_FORM_DEPTH: usize = 24;

/// The article in a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, String> {
    if bytes.len() > MAX_PDF_BYTES {
        return Err(format!(
            "it has more than the {} MB that are read of a PDF: split it",
            MAX_PDF_BYTES / (1024 * 1024)
        ));
    }
    let text = std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("pdf".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || {
                let _quiet = quiet::panics();
                catch_unwind(AssertUnwindSafe(|| text_of(bytes)))
            })
            .map_err(|error| format!("it could not be read: {error}"))?
            .join()
            .map_err(|_| "its structure could not be followed".to_owned())
    })?;
    let (text, warnings) = text.map_err(|_| "its structure could not be followed".to_owned())??;
    if text.trim().is_empty() {
        return Err("it has no text layer: it may be a scan, which needs a program that recognises text".to_owned());
    }
    let mut draft = Draft::of_text(tidy(&text));
    draft.warnings = warnings;
    Ok(draft)
}

fn text_of(bytes: &[u8]) -> Result<(String, Vec<Warning>), String> {
    let document = Document::load_mem(bytes).map_err(|error| format!("it is damaged: {error}"))?;
    if document.is_encrypted() {
        return Err("it is locked with a password: save a copy without one".to_owned());
    }
    if !forms_end(&document) {
        return Err("its forms hold themselves".to_owned());
    }
    let mut text = String::new();
    let mut warnings = Vec::new();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    for &page in pages.iter().take(MAX_PDF_PAGES) {
        let done: Result<(), OutputError> = output_doc_page(&document, &mut PlainTextOutput::new(&mut text), page);
        if done.is_err() {
            warnings.push(Warning::LeftOut(format!("part of page {page}")));
        }
        text.push('\n');
        if text.len() > MAX_TEXT_BYTES {
            warnings.push(Warning::TextCut);
            break;
        }
    }
    if pages.len() > MAX_PDF_PAGES {
        warnings.push(Warning::LeftOut(format!("all pages after the first {MAX_PDF_PAGES}")));
    }
    Ok((text, warnings))
}

/// Whether no form holds itself, directly or through others, and none is nested too deeply.
fn forms_end(document: &Document) -> bool {
    let mut held: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for (&id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        let resources = stream.dict.get(b"Resources").ok().and_then(|found| resolved(document, found));
        let forms = resources
            .and_then(|resources| resources.as_dict().ok()?.get(b"XObject").ok())
            .and_then(|found| resolved(document, found)?.as_dict().ok());
        if let Some(forms) = forms {
            held.insert(id, forms.iter().filter_map(|(_, form)| form.as_reference().ok()).collect());
        }
    }
    // Layer by layer from the outside: what is left after as many rounds as may be nested holds itself.
    for _ in 0..MAX_FORM_DEPTH {
        let leaves: Vec<ObjectId> = held
            .iter()
            .filter(|(_, inner)| inner.iter().all(|form| !held.contains_key(form)))
            .map(|(&id, _)| id)
            .collect();
        if leaves.is_empty() {
            break;
        }
        for leaf in leaves {
            held.remove(&leaf);
        }
    }
    held.is_empty()
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    match object {
        Object::Reference(id) => document.get_object(*id).ok(),
        other => Some(other),
    }
}

/// Lines without blank space at their ends, and no more than one empty line between paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}
