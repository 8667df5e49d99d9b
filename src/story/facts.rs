//! Facts of a pair: what both state, and whether they agree.

use super::Evidence;
use super::correspondence::Correspondence;
use super::names::compare_names;
use super::values::compare_statements;
use crate::alignment::Alignment;
use crate::corpus::DocumentId;
use crate::text::Span;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// A count, an amount of money, a percentage.
    Number,
    /// A day, month or year.
    Date,
    /// A length of time.
    Duration,
    /// A person.
    Name,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Somebody's words.
    Quote,
    /// A title or office.
    Status,
}

impl FactKind {
    /// As people and the JSON write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Duration => "duration",
            FactKind::Name => "name",
            FactKind::Place => "place",
            FactKind::Organisation => "organisation",
            FactKind::Quote => "quote",
            FactKind::Status => "status",
        }
    }
}

/// Whether two texts agree on a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same, in the same words.
    Same,
    /// They disagree.
    Differs,
    /// Different words, the same value: "March of last year" and "March 2014".
    SameOnceResolved,
    /// Only the first states it.
    OnlyInA,
    /// Only the second states it.
    OnlyInB,
}

impl Verdict {
    /// As the JSON writes it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Differs => "differs",
            Verdict::SameOnceResolved => "same_once_resolved",
            Verdict::OnlyInA => "only_in_a",
            Verdict::OnlyInB => "only_in_b",
        }
    }
}

/// A fact that at least one text of a pair states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// Whether the two agree.
    pub verdict: Verdict,
    /// Where the first states it; empty, at the place where it would stand, where it does not.
    pub a: Span,
    /// Where the second states it; empty, at the place where it would stand, where it does not.
    pub b: Span,
    /// Its value in the first, normalised: "P40Y".
    pub a_value: Option<String>,
    /// Its value in the second.
    pub b_value: Option<String>,
}

/// The facts of a pair, in order of a. Unrelated texts have none: what they state does not meet.
///
/// What stands at corresponding places is compared; what has no counterpart there may have one with the same value
/// elsewhere. Names are compared as entities: one fact for each entity, at its first mention, and a difference only where
/// corresponding mentions name two entities of which either is in one text alone, and neither name is the other with words
/// left out.
#[must_use]
pub fn compare_facts(a: DocumentId, b: DocumentId, alignment: &Alignment, evidence: &Evidence<'_>) -> Vec<Fact> {
    if alignment.is_unrelated {
        return Vec::new();
    }
    let pair = Pair {
        a,
        b,
        text_a: &evidence.corpus.get(a).text,
        text_b: &evidence.corpus.get(b).text,
        from_a: Correspondence::of_a(alignment),
        from_b: Correspondence::of_b(alignment),
        evidence,
    };
    let mut facts = compare_statements(&pair);
    facts.extend(compare_names(&pair));
    facts.sort_by_key(|fact| (fact.a.start(), fact.b.start(), fact.kind, fact.a.end(), fact.b.end()));
    facts
}

/// The two texts and how they correspond.
pub(super) struct Pair<'a> {
    pub a: DocumentId,
    pub b: DocumentId,
    pub text_a: &'a str,
    pub text_b: &'a str,
    pub from_a: Correspondence,
    pub from_b: Correspondence,
    pub evidence: &'a Evidence<'a>,
}

impl Pair<'_> {
    pub fn only_in_a(&self, kind: FactKind, span: Span, value: String) -> Fact {
        let verdict = Verdict::OnlyInA;
        Fact { kind, verdict, a: span, b: self.from_a.place(span), a_value: Some(value), b_value: None }
    }

    pub fn only_in_b(&self, kind: FactKind, span: Span, value: String) -> Fact {
        let verdict = Verdict::OnlyInB;
        Fact { kind, verdict, a: self.from_b.place(span), b: span, a_value: None, b_value: Some(value) }
    }

    /// How far apart two spans correspond, in bytes between their middles; `None` where they do not at all.
    pub fn distance(&self, a: Span, b: Span) -> Option<usize> {
        let others = self.from_a.others(a).into_iter();
        others.filter(|there| there.overlaps(b)).map(|there| between_middles(there, b)).min()
    }
}

/// Bytes between the middles of two spans.
pub(super) fn between_middles(one: Span, other: Span) -> usize {
    let middle = |span: Span| (span.start() + span.end()) / 2;
    middle(one).abs_diff(middle(other))
}
