//! Rows of the table as text for the clipboard.

use std::fmt::Write as _;

use crate::app::columns::TableColumn;
use crate::app::command::Command;
use crate::app::job::{Job, Poll};
use crate::app::pair_columns::{PairCells, PairColumn};
use crate::app::problem::Problem;
use crate::app::views::Commands;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};
use crate::report::csv::defused;
use crate::report::markdown::Text;
use crate::similarity::PairScore;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFormat {
    /// Columns apart by tabs.
    Text,
    /// For a spreadsheet.
    Csv,
    /// A table of Markdown.
    Markdown,
}

impl CopyFormat {
    /// Every format, in the order of menus.
    pub const ALL: [CopyFormat; 3] = [CopyFormat::Text, CopyFormat::Csv, CopyFormat::Markdown];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            CopyFormat::Text => "Copy as text",
            CopyFormat::Csv => "Copy as CSV",
            CopyFormat::Markdown => "Copy as Markdown",
        }
    }
}

/// Rows on their way to the clipboard: a million of them take a while, so a job writes them.
#[derive(Default)]
pub struct Copying(Option<(usize, Job<String>)>);

impl Copying {
    /// Whether rows are being written.
    pub fn is_under_way(&self) -> bool {
        self.0.is_some()
    }

    /// Waits for the `job` that writes `count` rows, instead of one before.
    pub fn start(&mut self, count: usize, job: Job<String>) {
        self.0 = Some((count, job));
    }

    /// Hands over what was written, and says so.
    pub fn take(&mut self, out: &mut Commands) {
        let Some((count, job)) = &self.0 else { return };
        match job.poll() {
            Poll::Pending => return,
            Poll::Ended => {}
            Poll::Value(text) => {
                out.push(Command::Copy(text));
                let copied = format!("{} copied", words::count(*count, "row", "rows"));
                out.push(Command::Report(Problem::note(copied)));
            }
        }
        self.0 = None;
    }
}

/// The rows of `pairs`, with a head.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn write(
    cells: &PairCells<'_>,
    columns: &[PairColumn],
    pairs: &[u32],
    format: CopyFormat,
    progress: &Progress,
) -> Result<String, Cancelled> {
    let mut out = Rows::new(format);
    out.head(columns.iter().map(|column| (column.label(), column.is_number())));
    for &index in pairs {
        progress.checkpoint()?;
        if let Some(pair) = cells.analysis.matrix.pairs().get(index as usize) {
            out.row(columns.iter().map(|&column| cell(cells, column, pair)));
        }
    }
    Ok(out.text)
}

/// A cell as other programs read it: days in ISO form, scores as shares.
fn cell(cells: &PairCells<'_>, column: PairColumn, pair: &PairScore) -> String {
    let day = |id: DocumentId| {
        let published = cells.analysis.corpus.get(id).metadata.published_date();
        published.map_or_else(String::new, |date| date.to_string())
    };
    match column {
        PairColumn::PublishedA => day(pair.a),
        PairColumn::PublishedB => day(pair.b),
        column => match column.share(pair, cells.measure) {
            Some(share) => format!("{share:.2}"),
            None => cells.text(column, pair),
        },
    }
}

/// Rows of cells in one of the formats.
pub struct Rows {
    format: CopyFormat,
    text: String,
}

impl Rows {
    /// Nothing yet.
    pub fn new(format: CopyFormat) -> Self {
        Self { format, text: String::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Iterator<Item = String>) {
        let one_line = |cell: String| cell.replace(['\n', '\t', '\r'], " ");
        match self.format {
            CopyFormat::Text => {
                let cells: Vec<String> = cells.map(one_line).collect();
                self.text.push_str(&cells.join("\t"));
                self.text.push('\n');
            }
            CopyFormat::Csv => {
                let mut table = csv::Writer::from_writer(Vec::new());
                let cells: Vec<String> = cells.map(|cell| defused(&cell)).collect();
                // Memory takes everything, and what goes in is text.
                let _ = table.write_record(&cells);
                let bytes = table.into_inner().unwrap_or_default();
                self.text.push_str(&String::from_utf8_lossy(&bytes));
            }
            CopyFormat::Markdown => {
                for cell in cells {
                    let _ = write!(self.text, "| {} ", Text(&cell));
                }
                self.text.push_str("|\n");
            }
        }
    }

    /// Adds the head: the name of each column, and whether it holds numbers, which stand at the right.
    pub fn head<'a>(&mut self, columns: impl Iterator<Item = (&'a str, bool)> + Clone) {
        self.row(columns.clone().map(|(name, _)| name.to_owned()));
        if self.format == CopyFormat::Markdown {
            for (_, is_number) in columns {
                self.text.push_str(if is_number { "| ---: " } else { "| --- " });
            }
            self.text.push_str("|\n");
        }
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: CopyFormat, cell: &str) -> String {
        let mut rows = Rows::new(format);
        rows.row([cell.to_owned(), "0.82".to_owned()].into_iter());
        rows.into_text()
    }

    #[test]
    fn no_cell_breaks_its_row() {
        let hostile = "=cmd|'x'\n\"<b>";
        assert_eq!(written(CopyFormat::Text, hostile).lines().count(), 1);
        let csv = written(CopyFormat::Csv, hostile);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let row = reader.records().next().expect("a row").expect("well formed");
        assert_eq!(row.len(), 2);
        assert!(row[0].starts_with('\''), "no formula");
        let markdown = written(CopyFormat::Markdown, hostile);
        assert_eq!(markdown.lines().count(), 1);
        assert!(!markdown.contains("<b>") && markdown.contains("\\|"));
    }
}
