//! Word (`.docx`) and OpenDocument (`.odt`): the paragraphs of the one XML file inside that holds the text.
//!
//! Entities that a document defines are not expanded, so there is no bomb of them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use crate::corpus::PartKind;
use crate::corpus::article::Draft;
use crate::corpus::decode::decode;

/// The article in a Word document.
pub(super) fn read_docx(bytes: &[u8]) -> Result<Draft, String> {
    read_member(
        bytes,
        "word/document.xml",
        &Dialect { paragraphs: &["p"], words: &["t"], skipped: &["del", "instrText", "fallback"] },
    )
}

/// The article in an OpenDocument text.
pub(super) fn read_odt(bytes: &[u8]) -> Result<Draft, String> {
    let dialect = Dialect {
        paragraphs: &["p", "h"],
        words: &["p", "h"],
        skipped: &["annotation", "tracked-changes", "note-citation"],
    };
    read_member(bytes, "content.xml", &dialect)
}

/// Names of elements, without their prefix.
struct Dialect {
    paragraphs: &'static [&'static str],
    /// Elements whose text is the document's.
    words: &'static [&'static str],
    skipped: &'static [&'static str],
}

fn read_member(bytes: &[u8], member: &str, dialect: &Dialect) -> Result<Draft, String> {
    let xml = Archive::of(bytes)?.named(member)?;
    let decoded = decode(&xml, None).map_err(|_| format!("{member} inside it is not text"))?;
    paragraphs(&decoded.text, dialect)
}

fn paragraphs(xml: &str, dialect: &Dialect) -> Result<Draft, String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut draft = Draft::default();
    let mut line = String::new();
    let mut kind = PartKind::Body;
    // Depths rather than a stack of names: nesting costs nothing.
    let (mut in_words, mut in_skipped) = (0_usize, 0_usize);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            // What stands before the damage is kept.
            Err(error) if draft.text.is_empty() => return Err(format!("the XML inside it is damaged: {error}")),
            Err(_) => break,
        };
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                let name = local(&element);
                if dialect.skipped.contains(&name) {
                    in_skipped += 1;
                }
                if dialect.paragraphs.contains(&name) {
                    // A text box inside a paragraph begins one of its own.
                    draft.push(kind, &line);
                    line.clear();
                    kind = style_kind(&element).unwrap_or(PartKind::Body);
                }
                if dialect.words.contains(&name) {
                    in_words += 1;
                }
                if name == "pStyle" {
                    kind = style_kind(&element).unwrap_or(kind);
                }
            }
            Event::End(element) => {
                let name = element.local_name();
                let name: &str = name.as_ref();
                if dialect.skipped.contains(&name) {
                    in_skipped = in_skipped.saturating_sub(1);
                }
                if dialect.words.contains(&name) {
                    in_words = in_words.saturating_sub(1);
                }
                if dialect.paragraphs.contains(&name) {
                    draft.push(kind, &line);
                    line.clear();
                    kind = PartKind::Body;
                }
            }
            Event::Empty(element) => match local(&element) {
                "tab" => line.push('\t'),
                "br" | "cr" | "line-break" => line.push('\n'),
                "s" if in_words > 0 => line.push(' '),
                "noBreakHyphen" => line.push('-'),
                "pStyle" => kind = style_kind(&element).unwrap_or(kind),
                _ => {}
            },
            Event::Text(text) if in_words > 0 && in_skipped == 0 => line.push_str(&text.xml10_content()),
            Event::CData(text) if in_words > 0 && in_skipped == 0 => line.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if in_words > 0 && in_skipped == 0 => {
                if let Ok(Some(character)) = reference.resolve_char_ref() {
                    line.push(character);
                } else {
                    line.push_str(match reference.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        // An entity of the document's own: never expanded.
                        _ => "",
                    });
                }
            }
            _ => {}
        }
    }
    draft.push(kind, &line);
    // Only the first title is one; a later paragraph in that style is a heading.
    let mut has_title = false;
    for hint in &mut draft.hints {
        if hint.kind == PartKind::Title {
            if has_title {
                hint.kind = PartKind::Body;
            }
            has_title = true;
        }
    }
    if !has_title {
        // Without styles the article's own form tells its parts.
        draft.hints.retain(|hint| hint.kind == PartKind::Caption);
    }
    Ok(draft)
}

fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    element.local_name().into_inner()
}

/// What the paragraph's style says of it.
fn style_kind(element: &BytesStart<'_>) -> Option<PartKind> {
    let style = element.attributes().flatten().find_map(|attribute| {
        let key = attribute.key.local_name();
        let key: &str = key.as_ref();
        matches!(key, "val" | "style-name").then(|| attribute.value.to_lowercase())
    })?;
    match style.as_str() {
        "title" | "headline" => Some(PartKind::Title),
        "caption" | "illustration" | "figure" => Some(PartKind::Caption),
        "byline" | "author" => Some(PartKind::Byline),
        _ => None,
    }
}
