//! `metadata.csv`, `.tsv` or `.jsonl` beside the articles: what they do not say themselves.
//!
//! A row speaks for the article at `file_name`, relative to the folder of the metadata file, and wins over what was
//! found in the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dates::{self, Reading};
use super::decode::decode;
use super::work::Work;
use super::{Confidence, Metadata, Origin, Published, Sourced, Warning};

/// The rows of the metadata files of a corpus, by the path of the article.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: BTreeMap<String, Row>,
    /// What was wrong with the files themselves.
    pub warnings: Vec<String>,
}

#[derive(Debug, Default)]
struct Row {
    fields: Vec<(Column, String)>,
    tags: BTreeMap<String, String>,
    is_used: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Title,
    Byline,
    Outlet,
    Agency,
    Place,
    Published,
    Url,
    Language,
}

/// Whether a file of this name holds metadata rather than an article.
pub(super) fn is_metadata_file(name: &str) -> bool {
    ["metadata.csv", "metadata.tsv", "metadata.jsonl"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn column(name: &str) -> Option<Column> {
    Some(match name {
        "title" | "headline" => Column::Title,
        "byline" | "author" | "authors" => Column::Byline,
        "outlet" | "source" | "publication" | "publisher" => Column::Outlet,
        "agency" => Column::Agency,
        "place" => Column::Place,
        "published" | "date" | "publish_date" | "published_at" => Column::Published,
        "url" | "link" => Column::Url,
        "language" | "lang" => Column::Language,
        _ => return None,
    })
}

fn is_file_column(name: &str) -> bool {
    matches!(name, "file_name" | "filename" | "file" | "path")
}

impl Rows {
    /// Adds the rows of the metadata file at `path`.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Ok(decoded) = decode(bytes, None) else {
            self.warnings.push(format!("{path} is not a text file, and its metadata was not used"));
            return;
        };
        let is_lines = path.to_ascii_lowercase().ends_with(".jsonl");
        let rows = if is_lines { rows_of_lines(&decoded.text) } else { rows_of_table(path, &decoded.text) };
        let mut is_named = false;
        for (number, row) in rows {
            let mut kept = Row::default();
            let mut file = None;
            for (name, value) in row {
                let folded = name.trim().to_lowercase().replace([' ', '-'], "_");
                let value = value.trim();
                if is_file_column(&folded) {
                    file = Some(value.replace('\\', "/"));
                } else if value.is_empty() {
                    // An empty cell says nothing.
                } else if let Some(column) = column(&folded) {
                    kept.fields.push((column, value.to_owned()));
                } else if !name.trim().is_empty() {
                    kept.tags.insert(name.trim().to_owned(), value.to_owned());
                }
            }
            let Some(file) = file.filter(|file| !file.is_empty()) else {
                if is_named {
                    self.warnings.push(format!("{path}: row {number} names no file"));
                } else {
                    self.warnings
                        .push(format!("{path}: there is no column file_name in row {number}; its rows were not used"));
                    return;
                }
                continue;
            };
            is_named = true;
            let file = file.trim_start_matches("./").trim_start_matches('/');
            let key = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
            if self.rows.insert(key, kept).is_some() {
                self.warnings.push(format!("{path}: row {number} is the second for {file}; the last row counts"));
            }
        }
    }

    /// Puts the row of this document, if there is one, over what was found.
    pub fn apply(&mut self, work: &mut Work) {
        let Some(row) = self.rows.get_mut(&work.document.path) else { return };
        row.is_used = true;
        let document = Arc::make_mut(&mut work.document);
        for (column, value) in &row.fields {
            let metadata = &mut document.metadata;
            let put =
                |slot: &mut Option<Sourced<String>>| *slot = Some(Sourced::certain(value.clone(), Origin::Metadata));
            match column {
                Column::Title => put(&mut metadata.title),
                Column::Byline => put(&mut metadata.byline),
                Column::Outlet => put(&mut metadata.outlet),
                Column::Agency => put(&mut metadata.agency),
                Column::Place => put(&mut metadata.place),
                Column::Url => put(&mut metadata.url),
                Column::Language => put(&mut metadata.language),
                Column::Published => {
                    if let Some((published, other)) = date_of(value) {
                        metadata.published = Some(published);
                        work.other_date = other;
                    } else {
                        document.warnings.push(Warning::UnreadableDate(value.clone()));
                    }
                }
            }
        }
        add_tags(&mut document.metadata, &row.tags);
    }

    /// What to say of rows that found no article.
    pub fn unused(&self) -> Vec<String> {
        let unused: Vec<&String> = self.rows.iter().filter(|(_, row)| !row.is_used).map(|(path, _)| path).collect();
        match unused.as_slice() {
            [] => Vec::new(),
            [one] => vec![format!("the metadata has a row for {one}, which is not among the articles")],
            [first, second] => {
                vec![format!("the metadata has rows for {first} and {second}, which are not among the articles")]
            }
            [first, .., last] => vec![format!(
                "the metadata has rows for {} files that are not among the articles, {first} to {last}",
                unused.len()
            )],
        }
    }
}

fn add_tags(metadata: &mut Metadata, tags: &BTreeMap<String, String>) {
    metadata.tags.extend(tags.iter().map(|(name, value)| (name.clone(), value.clone())));
}

/// A date as a metadata file has it, and its other reading.
pub(super) fn date_of(value: &str) -> Option<(Sourced<Published>, Option<jiff::civil::Date>)> {
    let found = dates::field(value)?;
    let (date, other, confidence) = match found.reading {
        Reading::Day(date) => (date, None, Confidence::Certain),
        Reading::Ambiguous { day_first, month_first } => (month_first, Some(day_first), Confidence::Ambiguous),
        Reading::NoYear { .. } => return None,
    };
    let value = Published { date, time: found.time };
    Some((Sourced { value, origin: Origin::Metadata, confidence }, other))
}

type NumberedRow = (u64, Vec<(String, String)>);

fn rows_of_table(path: &str, text: &str) -> Vec<NumberedRow> {
    let is_tabs = path.to_ascii_lowercase().ends_with(".tsv");
    let header = text.lines().next().unwrap_or("");
    let delimiter = if is_tabs {
        b'\t'
    } else if header.matches(';').count() > header.matches(',').count() {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(names) = reader.headers().cloned() else { return Vec::new() };
    reader
        .records()
        .enumerate()
        .filter_map(|(index, record)| {
            let record = record.ok()?;
            let row =
                names.iter().zip(record.iter()).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            Some((index as u64 + 2, row))
        })
        .collect()
}

fn rows_of_lines(text: &str) -> Vec<NumberedRow> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).ok()?;
            let row = object
                .into_iter()
                .map(|(name, value)| {
                    let value = match value {
                        serde_json::Value::String(text) => text,
                        serde_json::Value::Null => String::new(),
                        other => other.to_string(),
                    };
                    (name, value)
                })
                .collect();
            Some((index as u64 + 1, row))
        })
        .collect()
}
