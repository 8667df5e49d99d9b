//! What the table of files and the details of one file both show.

use eframe::egui::Color32;

use crate::app::inventory::Inventory;
use crate::app::theme::Theme;
use crate::corpus::{Corpus, DocumentId, FileStatus};

/// Sign, colour and word of a status.
pub fn status_sign(theme: &Theme, status: FileStatus) -> (&'static str, Color32, &'static str) {
    match status {
        FileStatus::Read => ("✓", theme.accent, "Read"),
        FileStatus::ReadWithWarning => ("⚠", theme.warning, "Warning"),
        FileStatus::Skipped => ("✗", theme.error, "Skipped"),
    }
}

/// The article in the corpus of today, which may be a newer one than the rows'.
pub fn current_id(made: &Inventory, corpus: &Corpus, id: DocumentId) -> Option<DocumentId> {
    if std::ptr::eq(&*made.corpus, corpus) { Some(id) } else { corpus.find(&made.corpus.get(id).path) }
}
