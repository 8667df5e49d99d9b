//! What a reader should know of how an article was read.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::kept::Held;

/// Something about one article that was not plain. The words for people are its `Display`; the kind is for the window,
/// which offers what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Warning {
    /// The encoding is not stated and was guessed from the bytes. Another can be chosen.
    EncodingGuessed(#[serde(deserialize_with = "super::kept::encoding")] Held),
    /// The encoding that a person chose is not known; the file was read as if none had been chosen.
    EncodingUnknown(String),
    /// Some bytes are not in the file's encoding and were read as U+FFFD.
    BadBytes {
        /// How many places.
        places: usize,
        /// The encoding.
        #[serde(deserialize_with = "super::kept::encoding")]
        encoding: Held,
    },
    /// Text that was UTF-8, read as Windows-1252 and saved again. It can be repaired, see
    /// [`ReadSettings::repairs`](super::ReadSettings::repairs).
    Mojibake {
        /// How many damaged characters.
        places: usize,
    },
    /// Text that was damaged like that, and was repaired as a person asked.
    MojibakeRepaired,
    /// Characters that are not seen: bidirectional controls, zero-width ones, NULs. They are kept.
    InvisibleCharacters {
        /// How many.
        count: usize,
    },
    /// The date can be read in two ways, as the folder's other dates do not say which; the first was taken.
    AmbiguousDate {
        /// The reading that was taken.
        taken: Date,
        /// The other.
        other: Date,
    },
    /// A date of the metadata file that is not a date.
    UnreadableDate(String),
    /// The page was read without its layout, and why.
    NoLayout(#[serde(deserialize_with = "super::kept::no_layout")] Held),
    /// The text is longer than what is read of one article; the rest was left out.
    TextCut,
    /// A container holds something that was left out.
    LeftOut(String),
    /// A table has a quotation mark that is never closed, so that rows may have run together.
    UnclosedQuote,
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::EncodingGuessed(name) => write!(out, "the encoding was guessed as {name}"),
            Warning::EncodingUnknown(name) => write!(out, "there is no encoding called {name:?}"),
            Warning::BadBytes { places, encoding } => {
                write!(out, "{} not {encoding} and stand as \u{FFFD}", plural(*places, "place is", "places are"))
            }
            Warning::Mojibake { places } => write!(
                out,
                "{} as if UTF-8 had been read as Windows-1252; this can be repaired",
                plural(*places, "character looks", "characters look")
            ),
            Warning::MojibakeRepaired => write!(out, "UTF-8 that had been read as Windows-1252 was repaired"),
            Warning::InvisibleCharacters { count } => {
                write!(out, "{} not seen when printed", plural(*count, "character is", "characters are"))
            }
            Warning::AmbiguousDate { taken, other } => {
                write!(out, "the date can be {taken} or {other}; the first was taken")
            }
            Warning::UnreadableDate(written) => write!(out, "the metadata file's date {written:?} is not a date"),
            Warning::NoLayout(reason) => write!(out, "read without the page's layout: {reason}"),
            Warning::TextCut => {
                write!(out, "only the first {} MB of the text were read", super::limits::MAX_TEXT_BYTES / (1024 * 1024))
            }
            Warning::LeftOut(what) => write!(out, "left out: {what}"),
            Warning::UnclosedQuote => {
                out.write_str("the table has a quotation mark that is never closed; rows may have run together")
            }
        }
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
