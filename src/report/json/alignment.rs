//! One alignment as JSON.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Sequence;
use crate::alignment::EditKind;
use crate::analysis::{Analysis, Comparison};
use crate::corpus::Document;
use crate::text::Span;

/// One pair in full, in the form named `variorum-alignment`, version 1.
#[derive(Clone, Copy, Debug)]
pub struct AlignmentJson<'a> {
    analysis: &'a Analysis,
    comparison: &'a Comparison,
}

impl<'a> AlignmentJson<'a> {
    /// The pair; `analysis` is the one that `comparison` was made with.
    #[must_use]
    pub fn new(analysis: &'a Analysis, comparison: &'a Comparison) -> Self {
        Self { analysis, comparison }
    }
}

impl Serialize for AlignmentJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { analysis, comparison } = *self;
        let alignment = &comparison.alignment;
        let mut out = serializer.serialize_struct("Alignment", 11)?;
        out.serialize_field("format", "variorum-alignment")?;
        out.serialize_field("version", &1)?;
        out.serialize_field("app_version", env!("CARGO_PKG_VERSION"))?;
        out.serialize_field("a", &side(analysis.corpus.get(comparison.a), &alignment.sentences_a))?;
        out.serialize_field("b", &side(analysis.corpus.get(comparison.b), &alignment.sentences_b))?;
        let edits = || {
            alignment.edits.iter().map(|edit| EditJson {
                kind: edit.kind,
                a: edit.a,
                b: edit.b,
                moved: edit.moved.map(|moved| moved.0),
            })
        };
        out.serialize_field("edits", &Sequence(edits))?;
        let links = || {
            alignment.links.iter().map(|link| LinkJson {
                a: link.a,
                b: link.b,
                similarity: link.similarity,
                moved: link.moved.map(|moved| moved.0),
            })
        };
        out.serialize_field("sentences", &Sequence(links))?;
        let facts = || {
            comparison.facts.iter().map(|fact| FactJson {
                kind: fact.kind.label(),
                verdict: fact.verdict.label(),
                a: fact.a,
                b: fact.b,
                a_value: fact.a_value.as_deref(),
                b_value: fact.b_value.as_deref(),
            })
        };
        out.serialize_field("facts", &Sequence(facts))?;
        out.serialize_field("summary", &alignment.summary)?;
        out.serialize_field("is_unrelated", &alignment.is_unrelated)?;
        out.serialize_field("completeness", &alignment.completeness)?;
        out.end()
    }
}

#[derive(Serialize)]
struct SideJson<'a> {
    path: &'a str,
    words: u32,
    sentences: &'a [Span],
}

fn side<'a>(document: &'a Document, sentences: &'a [Span]) -> SideJson<'a> {
    SideJson { path: &document.path, words: document.word_count, sentences }
}

#[derive(Serialize)]
struct EditJson {
    kind: EditKind,
    a: Span,
    b: Span,
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    moved: Option<u32>,
}

#[derive(Serialize)]
struct LinkJson {
    a: (u32, u32),
    b: (u32, u32),
    similarity: f64,
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    moved: Option<u32>,
}

#[derive(Serialize)]
struct FactJson<'a> {
    kind: &'static str,
    verdict: &'static str,
    a: Span,
    b: Span,
    a_value: Option<&'a str>,
    b_value: Option<&'a str>,
}
