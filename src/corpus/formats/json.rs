//! JSON and JSONL: one article an object or a line, in a list, or in a list under one of the usual keys.
//!
//! Values are read in one pass into rows of known columns; everything else is passed over without being kept, so that a
//! file costs no more memory than its articles. Nesting is bounded by the parser.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Drafts;
use super::record::{self, Column};
use crate::corpus::Warning;
use crate::corpus::limits::MAX_RECORDS;

/// Keys under which services put their list of articles.
const LISTS: [&str; 11] =
    ["articles", "results", "items", "data", "stories", "documents", "docs", "hits", "response", "_source", "news"];

/// What is kept of a value.
enum Node {
    Nothing,
    Text(String),
    Rows(Vec<Row>),
}

/// What is kept of an object.
#[derive(Default)]
struct Row {
    values: Vec<(Column, String)>,
    /// Articles in a list inside it.
    inner: Vec<Row>,
    /// Its `name`, where it stands for an outlet or author.
    name: Option<String>,
}

/// The articles of a JSON file.
pub(super) fn read(text: &str) -> Drafts {
    let mut rows = Vec::new();
    let mut broken = 0_usize;
    // A `.json` that is lines of objects is common too: the parser gives one value after the other.
    for value in serde_json::Deserializer::from_str(text).into_iter::<Node>() {
        match value {
            Ok(Node::Rows(found)) => rows.extend(found),
            Ok(_) => {}
            Err(error) if rows.is_empty() => return Err(format!("it is not JSON that can be read: {error}")),
            Err(_) => {
                broken = 1;
                break;
            }
        }
        if rows.len() > MAX_RECORDS {
            break;
        }
    }
    drafts(rows, broken)
}

/// The articles of a file with one object a line.
pub(super) fn read_lines(text: &str) -> Drafts {
    let mut rows = Vec::new();
    let mut broken = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str::<Node>(line) {
            Ok(Node::Rows(found)) => rows.extend(found),
            _ => broken += 1,
        }
        if rows.len() > MAX_RECORDS {
            break;
        }
    }
    if rows.is_empty() {
        return Err("none of its lines is a JSON object".to_owned());
    }
    drafts(rows, broken)
}

fn drafts(rows: Vec<Row>, broken: usize) -> Drafts {
    let mut drafts = Vec::new();
    let mut without_text = 0_usize;
    let mut is_cut = false;
    for row in rows.into_iter().flat_map(Row::flat) {
        if drafts.len() >= MAX_RECORDS {
            is_cut = true;
            break;
        }
        match record::draft(&row) {
            Some(draft) => drafts.push(draft),
            None => without_text += 1,
        }
    }
    let Some(last) = drafts.last_mut() else {
        return Err("no object in it has a text, content or body".to_owned());
    };
    if without_text > 0 {
        last.warnings.push(Warning::LeftOut(format!("{without_text} objects without text")));
    }
    if broken > 0 {
        last.warnings.push(Warning::LeftOut("what is not JSON that can be read".to_owned()));
    }
    if is_cut {
        last.warnings.push(Warning::LeftOut(format!("all objects after the first {MAX_RECORDS}")));
    }
    Ok(drafts)
}

impl Row {
    /// The articles that it is or holds.
    fn flat(self) -> Vec<Vec<(Column, String)>> {
        if self.inner.is_empty() {
            return vec![self.values];
        }
        self.inner.into_iter().flat_map(Row::flat).collect()
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut rows = Vec::new();
        let mut names: Vec<String> = Vec::new();
        while let Some(value) = list.next_element::<Node>()? {
            match value {
                Node::Rows(found) if rows.len() <= MAX_RECORDS => rows.extend(found),
                Node::Text(name) if names.len() < 12 => names.push(name),
                _ => {}
            }
        }
        Ok(if rows.is_empty() && !names.is_empty() { Node::Text(names.join(", ")) } else { Node::Rows(rows) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node, A::Error> {
        let mut row = Row::default();
        while let Some(key) = object.next_key::<String>()? {
            let column = record::column(&key);
            let is_list = LISTS.contains(&key.as_str());
            let is_name = matches!(key.as_str(), "name" | "displayName");
            if column.is_none() && !is_list && !is_name {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            match (object.next_value::<Node>()?, column) {
                (Node::Text(text), Some(column)) => row.values.push((column, text)),
                (Node::Text(text), None) if is_name => row.name = Some(text),
                // "source": {"id": null, "name": "The Herald"}, "authors": [{"name": "Ann Bell"}]
                (Node::Rows(rows), Some(column)) => {
                    let names: Vec<String> =
                        rows.into_iter().filter_map(|row| row.name.or_else(|| title(row.values))).take(12).collect();
                    if !names.is_empty() && column != Column::Text {
                        row.values.push((column, names.join(", ")));
                    }
                }
                (Node::Rows(rows), None) if is_list => row.inner.extend(rows),
                _ => {}
            }
        }
        let is_empty = row.values.is_empty() && row.inner.is_empty() && row.name.is_none();
        Ok(if is_empty { Node::Nothing } else { Node::Rows(vec![row]) })
    }
}

fn title(values: Vec<(Column, String)>) -> Option<String> {
    values.into_iter().find(|(column, _)| *column == Column::Title).map(|(_, value)| value)
}
