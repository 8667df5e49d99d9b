//! Who or what has a row, in which order, and what stands in it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::row::{Item, Line, Material, Row, RowKey};
use crate::app::about::cluster_name;
use crate::app::timeline::{RowOrder, TimelineOptions};
use crate::corpus::DocumentId;
use crate::entity::{Entity, EntityId, companions};
use crate::similarity::ClusterId;
use crate::text::one_line;

/// Events that one processor looks at before it asks for more: fewer cost more to hand out than to do.
const AT_ONCE: usize = 4_096;

/// Rows as they are made.
pub(super) struct Maker<'a> {
    pub(super) material: &'a Material,
    options: &'a TimelineOptions,
    /// The name that everything is said together with.
    pub(super) around: Option<EntityId>,
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
    pub(super) items: Vec<Item>,
    pub(super) row_of_item: Vec<u32>,
    /// For each event its item, or [`u32::MAX`]; empty where the items are no events.
    pub(super) item_of_event: Vec<u32>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(material: &'a Material, options: &'a TimelineOptions) -> Self {
        let analysis = &material.basis.analysis;
        let around = options.around.as_ref().and_then(|(kind, name)| analysis.entities.named(*kind, name));
        Self {
            material,
            options,
            around: around.map(|entity| entity.id),
            rows: Vec::new(),
            lines: Vec::new(),
            items: Vec::new(),
            row_of_item: Vec::new(),
            item_of_event: Vec::new(),
        }
    }

    fn outlet_of(&self, id: DocumentId) -> u32 {
        self.material.basis.outlet_of[id.index()]
    }

    fn published(&self, id: DocumentId) -> Option<Date> {
        self.material.basis.analysis.corpus.get(id).metadata.published_date()
    }

    /// The events of the shown articles by number, each sentence and time once unless `with_names`; only those that are
    /// said together with the name that was chosen.
    fn shown_items(&self, with_names: bool) -> Vec<(u32, Item)> {
        let timeline = &self.material.basis.analysis.timeline;
        let shown = &self.material.shown;
        let near = self.around.map(|id| timeline.places_of(id));
        let mut items: Vec<(u32, Item)> = timeline
            .events
            .par_iter()
            .enumerate()
            .with_min_len(AT_ONCE)
            .filter(|(_, event)| shown.has(event.document))
            .filter(|(_, event)| near.as_ref().is_none_or(|near| near.contains(&event.place())))
            .map(|(at, event)| {
                let entity = if with_names { Some(event.entity) } else { self.around };
                (at as u32, Item { document: event.document, sentence: event.sentence, timex: event.timex, entity })
            })
            .collect();
        if !with_names {
            items.dedup_by_key(|(_, item)| *item);
        }
        items
    }

    pub(super) fn names(&mut self) {
        let entities = &self.material.basis.analysis.entities;
        let together: Option<BTreeMap<EntityId, u32>> = self.around.map(|id| {
            let other = |pair: &crate::entity::Together| if pair.one == id { pair.other } else { pair.one };
            companions(entities, id).iter().map(|pair| (other(pair), pair.documents)).collect()
        });
        let mut row_of = vec![u32::MAX; entities.entities.len()];
        let items = self.shown_items(true);
        let mut has_times = vec![false; entities.entities.len()];
        for entity in items.iter().filter_map(|(_, item)| item.entity) {
            has_times[entity.index()] = true;
        }
        let ranked = entities.entities.par_iter().with_min_len(AT_ONCE / 16).filter_map(|entity| {
            let kind = crate::app::widgets::kind::index(entity.kind);
            let shared = together.as_ref().map(|together| together.get(&entity.id).copied().unwrap_or(0));
            let is_centre = self.around == Some(entity.id);
            let has_row = is_centre || shared.map_or(has_times[entity.id.index()], |shared| shared > 0);
            if !has_row || !(self.options.kinds[kind] || is_centre) {
                return None;
            }
            let rank = self.rank(entity.id, kind, shared, is_centre);
            (rank.mentions > 0).then_some((rank, entity.id))
        });
        let mut ranked: Vec<(RankOfName, EntityId)> = ranked.collect();
        let order = self.options.order;
        let is_grouped = self.options.is_grouped;
        let name = |id: EntityId| entities.get(id).name.as_str();
        ranked.sort_by(|(one, one_id), (other, other_id)| {
            let group = |rank: &RankOfName| (!rank.is_centre, if is_grouped { rank.kind } else { 0 });
            group(one)
                .cmp(&group(other))
                .then_with(|| match order {
                    RowOrder::Mentions => other.shared.cmp(&one.shared).then(other.mentions.cmp(&one.mentions)),
                    RowOrder::FirstAppearance => {
                        (one.first.is_none(), one.first).cmp(&(other.first.is_none(), other.first))
                    }
                    RowOrder::Name => name(*one_id).cmp(name(*other_id)),
                    RowOrder::Outlets => other.outlets.cmp(&one.outlets).then(other.mentions.cmp(&one.mentions)),
                })
                .then(one_id.cmp(other_id))
        });
        let mut counts = [0_usize; 4];
        ranked.iter().filter(|(rank, _)| !rank.is_centre).for_each(|(rank, _)| counts[rank.kind] += 1);
        let mut last_kind = None;
        let rows = ranked.par_iter().with_min_len(AT_ONCE / 16).map(|(rank, id)| row_of_name(entities.get(*id), rank));
        let rows: Vec<Row> = rows.collect();
        for ((rank, id), row) in ranked.into_iter().zip(rows) {
            let entity = entities.get(id);
            if is_grouped && !rank.is_centre && last_kind != Some(rank.kind) {
                last_kind = Some(rank.kind);
                let label = crate::app::widgets::kind::plural(entity.kind).to_owned();
                let aside = crate::app::words::number(counts[rank.kind]);
                self.lines.push(Line::Head { label, aside, is_disputed: false });
            }
            row_of[id.index()] = self.rows.len() as u32;
            self.push_row(row);
        }
        self.push_events(items, |item| item.entity.map_or(u32::MAX, |entity| row_of[entity.index()]));
    }

    fn rank(&self, id: EntityId, kind: usize, shared: Option<u32>, is_centre: bool) -> RankOfName {
        let shown = &self.material.shown;
        let mut rank = RankOfName { kind, shared, is_centre, ..RankOfName::default() };
        let mut last = None;
        let mut outlets: Vec<u32> = Vec::new();
        for mention in &self.material.basis.analysis.entities.get(id).mentions {
            if !shown.has(mention.document) {
                continue;
            }
            rank.mentions += 1;
            if last != Some(mention.document) {
                last = Some(mention.document);
                let outlet = self.outlet_of(mention.document);
                if !outlets.contains(&outlet) {
                    outlets.push(outlet);
                }
                if self.options.order == RowOrder::FirstAppearance {
                    let date = self.published(mention.document);
                    rank.first = match (rank.first, date) {
                        (Some(first), Some(date)) => Some(first.min(date)),
                        (first, date) => first.or(date),
                    };
                }
            }
        }
        rank.outlets = outlets.len() as u32;
        rank
    }

    pub(super) fn articles(&mut self) {
        let corpus = &self.material.basis.analysis.corpus;
        let items = self.shown_items(false);
        let mut times = vec![0_u32; corpus.len()];
        items.iter().for_each(|(_, item)| times[item.document.index()] += 1);
        let mut ids: Vec<DocumentId> =
            self.material.shown.order.iter().copied().filter(|id| times[id.index()] > 0).collect();
        let date = |id: &DocumentId| (self.published(*id).is_none(), self.published(*id));
        match self.options.order {
            RowOrder::Mentions => ids.sort_by_key(|id| (Reverse(times[id.index()]), *id)),
            RowOrder::FirstAppearance => ids.sort_by_key(|id| (date(id), *id)),
            RowOrder::Name => ids.sort_by_key(|id| (corpus.get(*id).title(), *id)),
            RowOrder::Outlets => ids.sort_by_key(|id| (self.outlet_of(*id), date(id), *id)),
        }
        let mut row_of = vec![u32::MAX; corpus.len()];
        for id in ids {
            row_of[id.index()] = self.rows.len() as u32;
            let document = corpus.get(id);
            self.push_row(Row {
                key: RowKey::Article(id),
                label: document.title().to_owned(),
                kind: None,
                weight: times[id.index()],
                aside: crate::app::words::outlet_and_date(document),
            });
        }
        self.push_events(items, |item| row_of[item.document.index()]);
    }

    pub(super) fn outlets(&mut self) {
        let items = self.shown_items(false);
        let names = &self.material.basis.outlets;
        let mut groups = vec![Group::default(); names.len()];
        for &id in &self.material.shown.order {
            groups[self.outlet_of(id) as usize].take_article(self.published(id));
        }
        items.iter().for_each(|(_, item)| groups[self.outlet_of(item.document) as usize].times += 1);
        let keys = names.iter().map(|name| (RowKey::Outlet(name.clone()), name.clone())).collect();
        let row_of = self.push_groups(&groups, keys);
        let outlet_of = &self.material.basis.outlet_of;
        self.push_events(items, |item| row_of[outlet_of[item.document.index()] as usize]);
    }

    pub(super) fn stories(&mut self) {
        let analysis = &self.material.basis.analysis;
        let clusters = &analysis.clusters;
        let items = self.shown_items(false);
        let rest = clusters.clusters.len();
        let story_of = |id: DocumentId| {
            let stories = clusters.of_document.get(id.index());
            stories.and_then(|stories| stories.first()).map_or(rest, |story| story.0 as usize)
        };
        let mut groups = vec![Group::default(); rest + 1];
        for &id in &self.material.shown.order {
            groups[story_of(id)].take_article(self.published(id));
        }
        items.iter().for_each(|(_, item)| groups[story_of(item.document)].times += 1);
        let mut keys: Vec<(RowKey, String)> = (0..rest as u32)
            .map(ClusterId)
            .map(|id| (RowKey::Story(Some(id)), cluster_name(analysis, &self.material.session, id)))
            .collect();
        keys.push((RowKey::Story(None), "On their own".to_owned()));
        let row_of = self.push_groups(&groups, keys);
        self.push_events(items, |item| row_of[story_of(item.document)]);
    }

    /// Rows for those of these groups that have times, in the order asked for; gives the row of each group.
    fn push_groups(&mut self, groups: &[Group], keys: Vec<(RowKey, String)>) -> Vec<u32> {
        let mut keys: Vec<Option<(RowKey, String)>> = keys.into_iter().map(Some).collect();
        let mut order: Vec<usize> = (0..groups.len()).filter(|&at| groups[at].times > 0).collect();
        let name = |at: usize| keys[at].as_ref().map_or("", |(_, name)| name.as_str());
        match self.options.order {
            RowOrder::Mentions => order.sort_by_key(|&at| (Reverse(groups[at].times), at)),
            RowOrder::FirstAppearance => {
                order.sort_by_key(|&at| (groups[at].first.is_none(), groups[at].first, at));
            }
            RowOrder::Name => order.sort_by(|&one, &other| name(one).cmp(name(other)).then(one.cmp(&other))),
            RowOrder::Outlets => order.sort_by_key(|&at| (Reverse(groups[at].articles), at)),
        }
        let mut row_of = vec![u32::MAX; groups.len()];
        for at in order {
            let Some((key, label)) = keys[at].take() else { continue };
            row_of[at] = self.rows.len() as u32;
            let aside = format!(
                "{}, {}",
                words(groups[at].articles, "article", "articles"),
                words(groups[at].times, "time", "times")
            );
            self.push_row(Row { key, label, kind: None, weight: groups[at].articles, aside });
        }
        row_of
    }

    pub(super) fn told(&mut self) {
        let analysis = &self.material.basis.analysis;
        let shown = &self.material.shown;
        for (number, event) in (0_u32..).zip(&self.material.basis.told.events) {
            if self.around.is_some_and(|id| event.entities.binary_search(&id).is_err()) {
                continue;
            }
            let mut by_outlet: BTreeMap<u32, Vec<Item>> = BTreeMap::new();
            let mut articles = FxHashSet::default();
            for telling in event.tellings.iter().filter(|telling| shown.has(telling.document)) {
                articles.insert(telling.document);
                by_outlet.entry(self.outlet_of(telling.document)).or_default().push(Item {
                    document: telling.document,
                    sentence: telling.sentence,
                    timex: telling.timex,
                    entity: event.entities.first().copied(),
                });
            }
            if articles.len() < 2 {
                continue;
            }
            let Some(first) = by_outlet.values().flatten().min() else { continue };
            let text = &analysis.corpus.get(first.document).text;
            let label = one_line(first.sentence.get(text).unwrap_or_default());
            let aside = format!(
                "{}, {}",
                words(articles.len() as u32, "article", "articles"),
                words(by_outlet.len() as u32, "outlet", "outlets")
            );
            self.lines.push(Line::Head { label, aside, is_disputed: event.is_disputed() });
            for (outlet, items) in by_outlet {
                let row = self.rows.len() as u32;
                let label = self.material.basis.outlets[outlet as usize].clone();
                let mut documents: Vec<DocumentId> = items.iter().map(|item| item.document).collect();
                documents.dedup();
                self.push_row(Row {
                    key: RowKey::Telling(number, label.clone()),
                    label,
                    kind: None,
                    weight: documents.len() as u32,
                    aside: words(documents.len() as u32, "article", "articles"),
                });
                for item in items {
                    self.push_item(row, item);
                }
            }
        }
    }

    fn push_row(&mut self, row: Row) {
        self.lines.push(Line::Row(self.rows.len() as u32));
        self.rows.push(row);
    }

    fn push_item(&mut self, row: u32, item: Item) {
        self.items.push(item);
        self.row_of_item.push(row);
    }

    /// Puts events into their rows; those without one are left out.
    fn push_events(&mut self, items: Vec<(u32, Item)>, row_of: impl Fn(&Item) -> u32) {
        self.item_of_event = vec![u32::MAX; self.material.basis.analysis.timeline.events.len()];
        for (event, item) in items {
            let row = row_of(&item);
            if row != u32::MAX {
                self.item_of_event[event as usize] = self.items.len() as u32;
                self.push_item(row, item);
            }
        }
    }
}

/// What decides the place of a name.
#[derive(Clone, Debug, Default)]
struct RankOfName {
    kind: usize,
    is_centre: bool,
    mentions: u32,
    outlets: u32,
    first: Option<Date>,
    /// Articles in common with the name that was chosen.
    shared: Option<u32>,
}

/// The row of a name.
fn row_of_name(entity: &Entity, rank: &RankOfName) -> Row {
    let mentions = words(rank.mentions, "mention", "mentions");
    let shared = rank.shared.filter(|_| !rank.is_centre);
    let aside = match shared {
        Some(shared) => format!("{} in common, {mentions}", words(shared, "article", "articles")),
        None => format!("{mentions}, {}", words(rank.outlets, "outlet", "outlets")),
    };
    Row {
        key: RowKey::Entity(entity.id),
        label: entity.name.clone(),
        kind: Some(entity.kind),
        weight: shared.unwrap_or(rank.mentions),
        aside,
    }
}

/// What decides the place of an outlet or story.
#[derive(Clone, Debug, Default)]
struct Group {
    articles: u32,
    times: u32,
    first: Option<Date>,
}

impl Group {
    fn take_article(&mut self, published: Option<Date>) {
        self.articles += 1;
        self.first = match (self.first, published) {
            (Some(first), Some(date)) => Some(first.min(date)),
            (first, date) => first.or(date),
        };
    }
}

fn words(count: u32, one: &str, many: &str) -> String {
    crate::app::words::count(count as usize, one, many)
}
