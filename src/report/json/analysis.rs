//! A whole analysis as JSON.

use jiff::civil::Date;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Sequence;
use crate::analysis::{Analysis, Settings};
use crate::corpus::{Document, DocumentId, PartKind, Skipped, Sourced};
use crate::entity::Entity;
use crate::similarity::{CopyClass, OrderBy, PairScore, order};
use crate::timeline::Timex;

/// Whether the articles' texts are part of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// Offsets alone.
    #[default]
    LeftOut,
    /// Every document with its `text`.
    Included,
}

/// A whole analysis, in the form named `variorum-analysis`, version 1.
#[derive(Clone, Copy, Debug)]
pub struct AnalysisJson<'a> {
    analysis: &'a Analysis,
    texts: Texts,
    order: OrderBy,
}

impl<'a> AnalysisJson<'a> {
    /// The analysis, with or without texts; `order` is the order of the matrix's rows that is listed beside it.
    #[must_use]
    pub fn new(analysis: &'a Analysis, texts: Texts, order: OrderBy) -> Self {
        Self { analysis, texts, order }
    }
}

impl Serialize for AnalysisJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { analysis, texts, order: by } = *self;
        let Analysis { settings, corpus, matrix, clusters, entities, found: _, timeline } = analysis;
        let mut out = serializer.serialize_struct("Analysis", 13)?;
        out.serialize_field("format", "variorum-analysis")?;
        out.serialize_field("version", &1)?;
        out.serialize_field("app_version", env!("CARGO_PKG_VERSION"))?;
        out.serialize_field("settings", &SettingsJson { settings, threshold_in_force: matrix.threshold })?;
        out.serialize_field("documents", &Sequence(|| corpus.iter().map(|(id, one)| document(id, one, texts))))?;
        out.serialize_field("skipped", &Sequence(|| corpus.skipped.iter().map(skipped)))?;
        out.serialize_field("pairs", &Sequence(|| matrix.pairs().iter().map(pair)))?;
        let groups = || clusters.clusters.iter().map(|one| ClusterJson { id: one.id.0, documents: &one.documents });
        out.serialize_field("clusters", &Sequence(groups))?;
        out.serialize_field("entities", &Sequence(|| entities.entities.iter().map(|one| EntityJson(one, analysis))))?;
        out.serialize_field("timexes", &Sequence(|| timeline.timexes.iter().map(|one| timex(one, analysis))))?;
        let events = || {
            timeline.events.iter().map(|one| EventJson {
                entity: one.entity.0,
                timex: one.timex.0,
                document: one.document,
                start: one.sentence.start(),
                end: one.sentence.end(),
            })
        };
        out.serialize_field("events", &Sequence(events))?;
        let rows = order(corpus, matrix, clusters, by);
        out.serialize_field("order", &OrderJson { by, documents: &rows })?;
        out.serialize_field("warnings", &corpus.warnings)?;
        out.end()
    }
}

/// The settings, and the threshold that came of them where they leave it to the measure.
#[derive(Serialize)]
struct SettingsJson<'a> {
    #[serde(flatten)]
    settings: &'a Settings,
    threshold_in_force: f64,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: DocumentId,
    path: &'a str,
    sha256: String,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    outlet: Option<&'a str>,
    agency: Option<&'a str>,
    place: Option<&'a str>,
    published: Option<Date>,
    published_from: Option<&'static str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    words: u32,
    parts: Vec<PartJson>,
    warnings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct PartJson {
    kind: PartKind,
    start: usize,
    end: usize,
}

fn document(id: DocumentId, document: &Document, texts: Texts) -> DocumentJson<'_> {
    let known = &document.metadata;
    DocumentJson {
        id,
        path: &document.path,
        sha256: document.hash.to_string(),
        title: value(known.title.as_ref()),
        byline: value(known.byline.as_ref()),
        outlet: value(known.outlet.as_ref()),
        agency: value(known.agency.as_ref()),
        place: value(known.place.as_ref()),
        published: known.published_date(),
        published_from: known.published.as_ref().map(|published| published.origin.label()),
        url: value(known.url.as_ref()),
        language: value(known.language.as_ref()),
        words: document.word_count,
        parts: document
            .parts
            .iter()
            .map(|part| PartJson { kind: part.kind, start: part.span.start(), end: part.span.end() })
            .collect(),
        warnings: document.warnings.iter().map(ToString::to_string).collect(),
        text: (texts == Texts::Included).then_some(&*document.text),
    }
}

fn value(known: Option<&Sourced<String>>) -> Option<&str> {
    known.map(|known| known.value.as_str())
}

#[derive(Serialize)]
struct SkippedJson<'a> {
    path: &'a str,
    reason: &'a str,
}

fn skipped(skipped: &Skipped) -> SkippedJson<'_> {
    SkippedJson { path: &skipped.path, reason: &skipped.reason }
}

#[derive(Serialize)]
struct PairJson {
    a: DocumentId,
    b: DocumentId,
    jaccard: f64,
    containment_a_in_b: f64,
    containment_b_in_a: f64,
    cosine: f64,
    longest_run_words: u32,
    weighted_a_in_b: f64,
    weighted_b_in_a: f64,
    coverage_a: f64,
    coverage_b: f64,
    name_overlap: f64,
    quotation_overlap: f64,
    copy_class: CopyClass,
}

fn pair(pair: &PairScore) -> PairJson {
    PairJson {
        a: pair.a,
        b: pair.b,
        jaccard: pair.jaccard,
        containment_a_in_b: pair.containment_a_in_b,
        containment_b_in_a: pair.containment_b_in_a,
        cosine: pair.cosine,
        longest_run_words: pair.longest_run.words,
        weighted_a_in_b: pair.weighted_a_in_b,
        weighted_b_in_a: pair.weighted_b_in_a,
        coverage_a: pair.coverage_a,
        coverage_b: pair.coverage_b,
        name_overlap: pair.name_overlap,
        quotation_overlap: pair.quotation_overlap,
        copy_class: pair.copy_class(),
    }
}

#[derive(Serialize)]
struct ClusterJson<'a> {
    id: u32,
    documents: &'a [DocumentId],
}

/// An entity beside the analysis that holds the texts of its mentions.
struct EntityJson<'a>(&'a Entity, &'a Analysis);

#[derive(Serialize)]
struct MentionJson<'a> {
    document: DocumentId,
    start: usize,
    end: usize,
    text: &'a str,
}

impl Serialize for EntityJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(entity, analysis) = self;
        let mentions = || {
            entity.mentions.iter().map(|mention| MentionJson {
                document: mention.document,
                start: mention.span.start(),
                end: mention.span.end(),
                text: mention.span.slice(&analysis.corpus.get(mention.document).text),
            })
        };
        let mut out = serializer.serialize_struct("Entity", 7)?;
        out.serialize_field("id", &entity.id)?;
        out.serialize_field("kind", entity.kind.label())?;
        out.serialize_field("name", &entity.name)?;
        out.serialize_field("aliases", &entity.aliases)?;
        out.serialize_field("titles", &entity.titles)?;
        out.serialize_field("country", &entity.country)?;
        out.serialize_field("mentions", &Sequence(mentions))?;
        out.end()
    }
}

#[derive(Serialize)]
struct TimexJson<'a> {
    document: DocumentId,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    earliest: Option<Date>,
    latest: Option<Date>,
}

fn timex<'a>(timex: &'a Timex, analysis: &'a Analysis) -> TimexJson<'a> {
    TimexJson {
        document: timex.document,
        start: timex.span.start(),
        end: timex.span.end(),
        text: timex.span.slice(&analysis.corpus.get(timex.document).text),
        kind: timex.kind.label(),
        value: &timex.value,
        earliest: timex.interval.map(|interval| interval.earliest),
        latest: timex.interval.map(|interval| interval.latest),
    }
}

#[derive(Serialize)]
struct EventJson {
    entity: u32,
    timex: u32,
    document: DocumentId,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct OrderJson<'a> {
    by: OrderBy,
    documents: &'a [DocumentId],
}
