//! `variorum diff`.

use std::io::{self, IsTerminal, Write};

use super::arguments::Diff;
use super::bar::Bar;
use super::output::Target;
use super::terminal::lines;
use super::{Failure, Outcome, input};
use crate::alignment::{Edit, EditKind};
use crate::analysis::{Analysis, Comparison, compare_documents};
use crate::progress::Progress;
use crate::report::json::{self, AlignmentJson};

pub(super) fn run(command: &Diff) -> Result<Outcome, Failure> {
    if let Some(target) = &command.json {
        target.check(&[command.a.clone(), command.b.clone()])?;
    }
    let progress = Progress::new();
    let bar = Bar::follow(&progress);
    let a = input::open_article(&command.a, &command.settings.read, &progress)?;
    let b = input::open_article(&command.b, &command.settings.read, &progress)?;
    let (analysis, comparison) = compare_documents(a, b, &command.settings, &progress)?;
    drop(bar);
    match &command.json {
        Some(target) => target.write(|out| json::write(&AlignmentJson::new(&analysis, &comparison), out))?,
        None => {
            let signs = if io::stdout().is_terminal() { &COLOURED } else { &PLAIN };
            Target::Standard.write(|out| words(&analysis, &comparison, signs, out))?;
        }
    }
    Ok(Outcome::Done)
}

/// What stands around words of one kind.
struct Signs {
    deleted: (&'static str, &'static str),
    inserted: (&'static str, &'static str),
    moved: (&'static str, &'static str),
}

/// Colours of Okabe and Ito; each kind has its own brackets too, because colour is never the only sign.
const COLOURED: Signs = Signs {
    deleted: ("\x1b[9;38;5;32m[-", "-]\x1b[0m"),
    inserted: ("\x1b[4;38;5;166m{+", "+}\x1b[0m"),
    moved: ("\x1b[38;5;133m<~", "~>\x1b[0m"),
};

const PLAIN: Signs = Signs { deleted: ("[-", "-]"), inserted: ("{+", "+}"), moved: ("<~", "~>") };

/// The second text with what was taken out of the first: the order of b, deletions where they would stand.
fn words(analysis: &Analysis, comparison: &Comparison, signs: &Signs, out: &mut dyn Write) -> io::Result<()> {
    let (a, b) = (&analysis.corpus.get(comparison.a).text, &analysis.corpus.get(comparison.b).text);
    let alignment = &comparison.alignment;
    let mut edits: Vec<&Edit> = alignment.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.b.start(), edit.b.end(), edit.a.start()));
    let mut at = 0;
    for edit in edits {
        if edit.b.start() > at {
            write!(out, "{}", lines(&b[at..edit.b.start()]))?;
        }
        at = at.max(edit.b.end());
        if matches!(edit.kind, EditKind::Delete | EditKind::Replace) && !edit.a.is_empty() {
            write!(out, "{}{}{}", signs.deleted.0, lines(edit.a.slice(a)), signs.deleted.1)?;
        }
        let new = lines(edit.b.slice(b));
        match edit.kind {
            EditKind::Delete => {}
            EditKind::Equal => write!(out, "{new}")?,
            EditKind::Insert | EditKind::Replace => write!(out, "{}{new}{}", signs.inserted.0, signs.inserted.1)?,
            EditKind::Move => write!(out, "{}{new}{}", signs.moved.0, signs.moved.1)?,
        }
    }
    write!(out, "{}", lines(b.get(at..).unwrap_or_default()))?;
    let sum = alignment.summary;
    writeln!(
        out,
        "\n\nwords: {} equal, {} replaced, {} inserted, {} deleted, {} moved",
        sum.words_equal, sum.words_replaced, sum.words_inserted, sum.words_deleted, sum.words_moved
    )
}
