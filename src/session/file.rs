//! The words of a session file: which version it is, and its values.

use std::path::Path;

use ron::ser::PrettyConfig;
use serde::Deserialize;

use super::error::SessionErrorKind;
use super::model::Session;
use super::scan::scan;
use super::stored::{Parsed, VERSION};
use super::v1::FileV1;
use super::v2::FileV2;

/// The words of a session file that lies in `folder`.
pub(super) fn to_text(session: &Session, folder: &Path, origin: Option<&Path>) -> Result<String, SessionErrorKind> {
    let file = FileV2::new(session, folder, origin);
    let pretty = PrettyConfig::new().indentor("  ").separate_tuple_members(false);
    let mut text =
        ron::ser::to_string_pretty(&file, pretty).map_err(|error| SessionErrorKind::Unwritable(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// The values of a session file.
pub(super) fn from_text(text: &str) -> Result<Parsed, SessionErrorKind> {
    let mut unknown = Vec::new();
    let file: FileV2 = match version_of(text) {
        Some(1) => FileV2::from(parse::<FileV1>(text, &mut unknown)?),
        Some(2) => parse(text, &mut unknown)?,
        Some(version) if version > VERSION => return Err(SessionErrorKind::Newer { version }),
        _ => return Err(SessionErrorKind::NotASession),
    };
    Ok(Parsed { unknown, ..file.into_parsed() })
}

fn parse<'a, File: Deserialize<'a>>(text: &'a str, unknown: &mut Vec<String>) -> Result<File, SessionErrorKind> {
    scan(text)?;
    let damaged = |error: ron::error::SpannedError| SessionErrorKind::Damaged {
        line: error.span.start.line,
        column: error.span.start.col,
        message: error.code.to_string(),
    };
    let mut reader = ron::Deserializer::from_str(text).map_err(damaged)?;
    let mut ignore = |path: serde_ignored::Path<'_>| {
        // Names alone tell enough; a list of a thousand unknown things is one unknown thing.
        let path = path.to_string().replace(".?", "");
        let name = path.split('.').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join(".");
        if !unknown.contains(&name) && unknown.len() < UNKNOWN_LIMIT {
            unknown.push(name);
        }
    };
    let file = serde_ignored::deserialize(&mut reader, &mut ignore);
    let file = file.and_then(|file| reader.end().map(|()| file));
    file.map_err(|code| damaged(reader.span_error(code)))
}

/// How many unknown things are told; beyond that the file is of another kind.
const UNKNOWN_LIMIT: usize = 20;

/// The version that a file names before everything else. The rest is not looked at: a later version may hold what this
/// one cannot parse.
pub(super) fn version_of(text: &str) -> Option<u32> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n')?.1.trim_start();
    }
    let rest = rest.strip_prefix('(')?.trim_start();
    let rest = rest.strip_prefix("version")?.trim_start().strip_prefix(':')?.trim_start();
    let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_before_anything_else() {
        assert_eq!(version_of("(version: 1, roots: ["), Some(1));
        assert_eq!(version_of("\u{feff}// mine\n// still\n ( version : 42, ☃"), Some(42));
        for other in ["", "(", "version: 1", "(roots: [], version: 1)", "(version: x)", "(version: 99999999999)", "//"]
        {
            assert_eq!(version_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_not_known_is_told_by_its_name() {
        let text = "(version: 2, colour: Some(\"red\"), notes: {\"a\": \"b\"}, view: (zoom: 2, layout: \"x\"), \
                    pairs: [(a: \"1\", b: \"2\", stars: 3), (a: \"1\", b: \"3\", stars: 4)])";
        let parsed = from_text(text).expect("it is a session");
        assert_eq!(parsed.unknown, ["colour", "view.zoom", "pairs.stars"]);
        assert_eq!(parsed.session.notes.get("a").map(String::as_str), Some("b"));
    }
}
