//! Who is spoken of, and when the texts say it happened.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Material;
use crate::entity::{Entity, EntityId};
use crate::report::model::{EntityRow, EntityTimeline};

/// Rows of the picture.
const ROWS: usize = 24;

/// How far the picture goes beyond the days of publication. What lies further off is counted, not drawn: one sentence
/// about 1945 would press all of this year into a line.
const MARGIN_MONTHS: i64 = 18;

/// Share of the times, at each end, that may lie outside the picture.
const TAIL: f64 = 0.02;

pub(super) fn timeline(material: &Material<'_>) -> EntityTimeline {
    let entities = &material.analysis.entities.entities;
    let mut ranked: Vec<(usize, &Entity)> = entities
        .iter()
        .map(|entity| (article_count(material, entity), entity))
        .filter(|(count, _)| *count > 0)
        .collect();
    ranked.sort_by_key(|(articles, entity)| {
        (std::cmp::Reverse(*articles), std::cmp::Reverse(entity.mentions.len()), entity.id)
    });
    let left_out = ranked.len().saturating_sub(ROWS);
    ranked.truncate(ROWS);
    let range = range(material);
    let rows = ranked.into_iter().map(|(articles, entity)| row(material, entity, articles, range)).collect();
    EntityTimeline { range, entities: rows, left_out }
}

fn article_count(material: &Material<'_>, entity: &Entity) -> usize {
    let articles: BTreeSet<_> =
        entity.mentions.iter().filter_map(|mention| material.number(mention.document)).collect();
    articles.len()
}

fn row(material: &Material<'_>, entity: &Entity, articles: usize, range: Option<(Date, Date)>) -> EntityRow {
    let mut row = EntityRow {
        name: material.disguise.hide(&entity.name),
        kind: entity.kind.label(),
        mentions: entity.mentions.iter().filter(|mention| material.number(mention.document).is_some()).count(),
        articles,
        ..EntityRow::default()
    };
    let Some((first, last)) = range else { return row };
    for (earliest, latest, words, number) in times(material, entity.id) {
        if latest < first {
            row.outside.0 += 1;
        } else if earliest > last {
            row.outside.1 += 1;
        } else {
            row.times.push((earliest.max(first), latest.min(last), words, number));
        }
    }
    row.times.sort();
    row.times.dedup();
    row
}

fn times(material: &Material<'_>, entity: EntityId) -> impl Iterator<Item = (Date, Date, String, usize)> {
    let timeline = &material.analysis.timeline;
    timeline.events.iter().filter(move |event| event.entity == entity).filter_map(|event| {
        let timex = timeline.timexes.get(event.timex.index())?;
        let interval = timex.interval?;
        let number = material.number(event.document)?;
        let words = timex.span.get(&material.analysis.corpus.get(event.document).text)?;
        Some((interval.earliest, interval.latest, material.disguise.hide(&words.replace('\n', " ")), number))
    })
}

/// From the first to the last day that the articles speak of, kept near the days on which they were published.
fn range(material: &Material<'_>) -> Option<(Date, Date)> {
    let timeline = &material.analysis.timeline;
    let inside = timeline.timexes.iter().filter(|timex| material.number(timex.document).is_some());
    let mut days: Vec<Date> = inside.filter_map(|timex| timex.interval).map(|interval| interval.earliest).collect();
    if days.is_empty() {
        return None;
    }
    days.sort_unstable();
    let tail = (days.len() as f64 * TAIL) as usize;
    let (mut first, mut last) = (days[tail], days[days.len() - 1 - tail]);
    let published =
        material.documents.iter().filter_map(|&id| material.analysis.corpus.get(id).metadata.published_date());
    if let Some((from, to)) = published.clone().min().zip(published.max()) {
        first = first.min(from).max(from.saturating_sub(MARGIN_MONTHS.months()));
        last = last.max(to).min(to.saturating_add(MARGIN_MONTHS.months()));
    }
    Some((first, last.max(first)))
}
