//! What each text of a pair states, before anything is compared.

use super::{Evidence, FactKind};
use crate::corpus::{Document, DocumentId, PartKind};
use crate::entity::{Quantity, QuantityKind};
use crate::text::{Span, fold_word, words};
use crate::timeline::{Interval, TimexType};

/// Something that one text states.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub kind: FactKind,
    pub span: Span,
    /// Normalised: "6100 people", "P40Y", "2014-03", the words of a quotation.
    pub value: String,
    /// The calendar days of a date.
    pub interval: Option<Interval>,
    /// The number of a quantity, with what makes another number of it: money and percentages.
    pub amount: Option<(f64, String)>,
    /// What a quantity counts; empty for everything else.
    pub counted: String,
}

impl Statement {
    /// Whether two statements can speak of the same thing at all: two ferries and 1,900 inhabitants cannot, however their
    /// sentences correspond, and two dead and three injured are two figures.
    pub fn is_comparable(&self, other: &Statement) -> bool {
        let is_casualty = |what: &str| matches!(what, "killed" | "injured");
        let is_anybody = |what: &str| matches!(what, "people" | "other" | "person");
        let (one, two) = (self.counted.as_str(), other.counted.as_str());
        one == two || is_casualty(one) && is_anybody(two) || is_anybody(one) && is_casualty(two) || self.agrees(other)
    }

    /// Whether two statements at corresponding places state the same.
    pub fn agrees(&self, other: &Statement) -> bool {
        self.value == other.value || self.amount.is_some() && self.amount == other.amount
    }
}

/// The numbers, times and quotations of a document that belong to its story, in order.
pub(super) fn statements(id: DocumentId, evidence: &Evidence<'_>) -> Vec<Statement> {
    let document = evidence.corpus.get(id);
    let stretches = story(document);
    let is_told = |span: Span| stretches.iter().any(|stretch| stretch.covers(span));
    let times = evidence.timeline.times_in(id);
    let mut found: Vec<Statement> = Vec::new();
    for timex in times.iter().filter(|timex| is_told(timex.span)) {
        // "now" and "in the past" say nothing that two texts could disagree on.
        if timex.value.is_empty() || timex.value.ends_with("_REF") {
            continue;
        }
        // "Every four days" is told by its length.
        let is_length = timex.kind == TimexType::Duration || timex.value.starts_with('P');
        let kind = if is_length { FactKind::Duration } else { FactKind::Date };
        found.push(Statement {
            kind,
            span: timex.span,
            value: timex.value.clone(),
            interval: timex.interval,
            amount: None,
            counted: String::new(),
        });
    }
    // An age or a length of time is both; the time says more.
    let quantities = evidence.entities.quantities.iter().filter(|quantity| quantity.document == id);
    for quantity in quantities.filter(|quantity| is_told(quantity.span)) {
        if times.iter().any(|timex| timex.span.overlaps(quantity.span)) {
            continue;
        }
        let value = format!("{} {}", quantity.value, quantity.unit).trim_end().to_owned();
        // "12 people" and "12 killed" at one place are one number; "12 %" and "12 dollars" are not.
        let unit = match quantity.kind {
            QuantityKind::Money | QuantityKind::Percent => quantity.unit.clone(),
            _ => String::new(),
        };
        let amount = Some((quantity.value, unit));
        let counted = counted(quantity);
        found.push(Statement { kind: FactKind::Number, span: quantity.span, value, interval: None, amount, counted });
    }
    for quotation in evidence.entities.quotations.iter().filter(|quotation| quotation.document == id) {
        if is_told(quotation.span) {
            let value = folded(quotation.span.slice(&document.text));
            let (kind, counted) = (FactKind::Quote, String::new());
            found.push(Statement { kind, span: quotation.span, value, interval: None, amount: None, counted });
        }
    }
    found.sort_by_key(|statement| (statement.span, statement.kind));
    found
}

/// What a quantity counts, as far as two numbers of it can be compared: any money, any share, the noun without its plural.
fn counted(quantity: &Quantity) -> String {
    match quantity.kind {
        QuantityKind::Money | QuantityKind::Percent | QuantityKind::Age => quantity.kind.label().to_owned(),
        _ => quantity.unit.strip_suffix('s').unwrap_or(&quantity.unit).to_owned(),
    }
}

/// The stretches that tell the story: without byline, date line, trailers and boilerplate.
pub(super) fn story(document: &Document) -> Vec<Span> {
    let is_story = |kind| matches!(kind, PartKind::Title | PartKind::Dateline | PartKind::Caption | PartKind::Body);
    let mut found: Vec<Span> = Vec::new();
    for part in document.parts.iter().filter(|part| is_story(part.kind)) {
        // A dateline and its paragraph are one stretch: a sentence may begin in the one and end in the other.
        match found.last_mut() {
            Some(last) if !document.text[last.end()..part.span.start()].contains("\n\n") => {
                *last = last.union(part.span);
            }
            _ => found.push(part.span),
        }
    }
    found
}

/// The words of a stretch as they are compared.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&fold_word(word.slice(text)));
    }
    out
}
