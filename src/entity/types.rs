//! Mentions and entities.

use serde::{Deserialize, Serialize};

use crate::corpus::DocumentId;
use crate::text::Span;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person or family.
    #[default]
    Person,
    /// A country, city, region, sea, street or built place.
    Place,
    /// A body of people: party, firm, ministry, club.
    Organisation,
    /// Another proper name: an event, an agreement, a work.
    Other,
}

impl EntityKind {
    /// Every kind, in the order of menus.
    pub const ALL: [EntityKind; 4] =
        [EntityKind::Person, EntityKind::Place, EntityKind::Organisation, EntityKind::Other];

    /// As people and the JSON write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Place => "place",
            EntityKind::Organisation => "organisation",
            EntityKind::Other => "other",
        }
    }
}

/// Position of an entity in its list: dense, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

impl EntityId {
    /// The same as an index into a slice with one entry an entity.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One name at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mention {
    /// The document.
    pub document: DocumentId,
    /// The name alone, without title or article.
    pub span: Span,
    /// The title or office written before it: "U.S. Secretary of State".
    pub title: Option<Span>,
}

/// A person, place or organisation with all its mentions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its position in the list.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest common name.
    pub name: String,
    /// Other forms in the texts, most frequent first.
    pub aliases: Vec<String>,
    /// Titles and offices that the texts give, most frequent first.
    pub titles: Vec<String>,
    /// For places, the country it lies in, where that is known.
    pub country: Option<String>,
    /// In order of document, then span.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// What it is, in words: "person", "place in Russia".
    #[must_use]
    pub fn description(&self) -> String {
        match &self.country {
            Some(country) => format!("{} in {country}", self.kind.label()),
            None => self.kind.label().to_owned(),
        }
    }
}

/// Two entities that may be one, for the person to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeSuggestion {
    /// The one.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// Why, in one sentence.
    pub evidence: String,
}

/// Words that the text gives as somebody's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quotation {
    /// The document.
    pub document: DocumentId,
    /// The words between the marks.
    pub span: Span,
    /// Who says them, where the text gives it.
    pub speaker: Option<EntityId>,
    /// The verb of saying.
    pub verb: Option<Span>,
}

/// What a number counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuantityKind {
    /// An amount of money; the unit is a currency code such as "USD", or its word.
    Money,
    /// A share; the value is in hundredths.
    Percent,
    /// People killed; the unit is "killed".
    Killed,
    /// People hurt; the unit is "injured".
    Injured,
    /// Somebody's age in years.
    Age,
    /// A measure of length, weight, area or the like.
    Measure,
    /// Anything else that is counted; the unit is the word behind the number.
    Count,
}

impl QuantityKind {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            QuantityKind::Money => "money",
            QuantityKind::Percent => "percent",
            QuantityKind::Killed => "killed",
            QuantityKind::Injured => "injured",
            QuantityKind::Age => "age",
            QuantityKind::Measure => "measure",
            QuantityKind::Count => "count",
        }
    }
}

/// A number that the text states, with what it counts.
#[derive(Clone, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Quantity {
    /// The document.
    pub document: DocumentId,
    /// The number with its unit: "6,100 people", "$3.5 million".
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// What it counts.
    pub kind: QuantityKind,
    /// The number itself, with "million" and the like worked in.
    pub value: f64,
    /// What is counted, in small letters: "people", "usd". Empty where the text does not say.
    pub unit: String,
}

/// All entities of a corpus.
///
/// Invariant: mentions of one document do not overlap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entities {
    /// The entities; the position is the [`EntityId`].
    pub entities: Vec<Entity>,
    /// Pairs that may be one, best first.
    pub suggestions: Vec<MergeSuggestion>,
    /// In order of document, then span.
    pub quotations: Vec<Quotation>,
    /// In order of document, then span.
    pub quantities: Vec<Quantity>,
    /// Documents in which no names were looked for, each with the reason.
    pub skipped: Vec<(DocumentId, String)>,
    /// For each document, its mentions in order of span, each with its entity.
    pub of_document: Vec<Vec<(Mention, EntityId)>>,
}

impl Entities {
    /// One entity.
    ///
    /// # Panics
    /// If the id is of another list.
    #[must_use]
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The entity of this kind and name, as corrections and notes know it. Linear in the entities.
    #[must_use]
    pub fn named(&self, kind: EntityKind, name: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.kind == kind && entity.name == name)
    }

    /// The mentions of one document in order of span, each with its entity.
    #[must_use]
    pub fn mentions_in(&self, document: DocumentId) -> &[(Mention, EntityId)] {
        self.of_document.get(document.index()).map_or(&[], Vec::as_slice)
    }

    /// The quotations of one document, in order of span.
    #[must_use]
    pub fn quotations_in(&self, document: DocumentId) -> &[Quotation] {
        let start = self.quotations.partition_point(|quotation| quotation.document < document);
        let end = self.quotations.partition_point(|quotation| quotation.document <= document);
        &self.quotations[start..end]
    }

    /// The numbers of one document, in order of span.
    #[must_use]
    pub fn quantities_in(&self, document: DocumentId) -> &[Quantity] {
        let start = self.quantities.partition_point(|quantity| quantity.document < document);
        let end = self.quantities.partition_point(|quantity| quantity.document <= document);
        &self.quantities[start..end]
    }
}
