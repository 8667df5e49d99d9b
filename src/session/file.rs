//! The words of a session file: which version it is, and its values.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;

use super::error::SessionErrorKind;
use super::model::Session;
use super::v1::FileV1;

/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// What a file says before its folders are looked for.
pub(super) struct Parsed {
    /// The choices; roots are empty.
    pub session: Session,
    /// Where the opened folders and files may be.
    pub roots: Vec<StoredRoot>,
    /// For a recovery file, the session file that it stands for.
    pub origin: Option<PathBuf>,
}

/// An opened folder or file as it is stored.
pub(super) enum StoredRoot {
    Sample,
    Path {
        /// Against the folder of the session file; absolute where the two share nothing.
        near: PathBuf,
        /// As it was when it was saved.
        absolute: PathBuf,
    },
}

/// The words of a session file that lies in `folder`.
pub(super) fn to_text(session: &Session, folder: &Path, origin: Option<&Path>) -> Result<String, SessionErrorKind> {
    let file = FileV1::new(session, folder, origin);
    let pretty = PrettyConfig::new().indentor("  ").separate_tuple_members(false);
    let mut text =
        ron::ser::to_string_pretty(&file, pretty).map_err(|error| SessionErrorKind::Unwritable(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// The values of a session file.
pub(super) fn from_text(text: &str) -> Result<Parsed, SessionErrorKind> {
    match version_of(text) {
        None => Err(SessionErrorKind::NotASession),
        Some(1) => {
            let file: FileV1 = ron::from_str(text).map_err(|error| SessionErrorKind::Damaged {
                line: error.span.start.line,
                column: error.span.start.col,
                message: error.code.to_string(),
            })?;
            Ok(file.into_parsed())
        }
        Some(version) if version > VERSION => Err(SessionErrorKind::Newer { version }),
        Some(_) => Err(SessionErrorKind::NotASession),
    }
}

/// The version that a file names before everything else. The rest is not looked at: a later version may hold what this
/// one cannot parse.
fn version_of(text: &str) -> Option<u32> {
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
    fn deep_nesting_is_refused_and_not_followed() {
        let text = format!("(version: 1, roots: {}", "[".repeat(1_000_000));
        assert!(matches!(from_text(&text), Err(SessionErrorKind::Damaged { .. })));
    }
}
