//! The list of notes as a file: Markdown or plain text.

use std::io::{self, Write};
use std::path::Path;

use super::{Entry, EntryKind, Notebook};
use crate::report::markdown::Text;

/// The formats of an exported list of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotesFormat {
    /// For wikis and editors.
    Markdown,
    /// For everything else.
    Plain,
}

impl NotesFormat {
    /// The format that a file name asks for by its ending: plain text for `.txt`, Markdown otherwise.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let is_plain = path
            .extension()
            .is_some_and(|ending| ["txt", "text"].iter().any(|plain| ending.eq_ignore_ascii_case(plain)));
        if is_plain { Self::Plain } else { Self::Markdown }
    }
}

/// Writes the list, one section a kind. Notes keep their lines.
///
/// # Errors
/// What the system says.
pub fn write(notebook: &Notebook, format: NotesFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        NotesFormat::Markdown => writeln!(out, "# Notes")?,
        NotesFormat::Plain => writeln!(out, "NOTES")?,
    }
    if notebook.entries.is_empty() {
        writeln!(out, "\nNothing was written or marked.")?;
    }
    for kind in EntryKind::ALL {
        let mut entries = notebook.entries.iter().filter(|entry| entry.kind == kind).peekable();
        if entries.peek().is_none() {
            continue;
        }
        match format {
            NotesFormat::Markdown => writeln!(out, "\n## {}\n", kind.label())?,
            NotesFormat::Plain => writeln!(out, "\n{}\n", kind.label().to_uppercase())?,
        }
        for entry in entries {
            match format {
                NotesFormat::Markdown => markdown(entry, out)?,
                NotesFormat::Plain => plain(entry, out)?,
            }
        }
    }
    out.flush()
}

const MISSING: &str = "not among the articles now";

fn markdown(entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "- **{}**", Text(&entry.title))?;
    if entry.is_missing {
        write!(out, " *({MISSING})*")?;
    }
    let mut lines = entry.text.lines();
    match (entry.kind, entry.text.lines().count()) {
        (_, 0) => writeln!(out),
        (EntryKind::Note, _) | (_, 2..) => {
            writeln!(out)?;
            // A line of its own for each line that was written.
            entry.text.lines().try_for_each(|line| writeln!(out, "  > {}  ", Text(line)))
        }
        _ => writeln!(out, ": {}", Text(lines.next().unwrap_or_default())),
    }
}

fn plain(entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    let title = entry.title.replace(char::is_control, " ");
    writeln!(out, "{title}{}", if entry.is_missing { format!(" ({MISSING})") } else { String::new() })?;
    // What a terminal would take for a command is no part of a note.
    entry.text.lines().try_for_each(|line| writeln!(out, "    {}", line.replace(char::is_control, " ")))
}
