//! CSV and TSV with one article a row.

use super::Drafts;
use super::record::{self, Column};
use crate::corpus::Warning;
use crate::corpus::limits::{MAX_RECORDS, MAX_TEXT_BYTES};

/// The articles of a table.
pub(super) fn read(path: &str, text: &str) -> Drafts {
    let header = text.lines().next().unwrap_or("");
    let is_tabs = path.to_ascii_lowercase().ends_with(".tsv");
    let delimiter = [b'\t', b';', b',', b'|']
        .into_iter()
        .max_by_key(|&mark| (header.bytes().filter(|&byte| byte == mark).count(), mark == b','))
        .filter(|_| !is_tabs)
        .unwrap_or(b'\t');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|error| format!("its first row cannot be read: {error}"))?;
    let columns: Vec<Option<Column>> = names.iter().map(record::column).collect();
    if !columns.iter().flatten().any(|column| matches!(column, Column::Text | Column::Summary)) {
        return Err("no column is called text, content or body, so there is nothing to compare: rename the column that holds the articles".to_owned());
    }
    let mut drafts = Vec::new();
    let (mut without_text, mut broken, mut is_cut) = (0_usize, 0_usize, false);
    for row in reader.records() {
        if drafts.len() >= MAX_RECORDS {
            is_cut = true;
            break;
        }
        let Ok(row) = row else {
            broken += 1;
            continue;
        };
        let values: Vec<(Column, String)> = columns
            .iter()
            .zip(row.iter())
            .filter_map(|(column, value)| Some(((*column)?, start_of(value).to_owned())))
            .collect();
        match record::draft(&values) {
            Some(draft) => drafts.push(draft),
            None => without_text += 1,
        }
    }
    if let Some(last) = drafts.last_mut() {
        if without_text > 0 {
            last.warnings.push(Warning::LeftOut(format!("{without_text} rows without text")));
        }
        if broken > 0 {
            last.warnings.push(Warning::LeftOut(format!("{broken} rows that are damaged")));
        }
        if is_cut {
            last.warnings.push(Warning::LeftOut(format!("all rows after the first {MAX_RECORDS}")));
        }
        if text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
            last.warnings.push(Warning::UnclosedQuote);
        }
        Ok(drafts)
    } else {
        Err("none of its rows has text".to_owned())
    }
}

/// As much of a cell as can matter: behind a quotation mark that is never closed the rest of the file is one cell.
fn start_of(cell: &str) -> &str {
    &cell[..cell.floor_char_boundary(2 * MAX_TEXT_BYTES)]
}
