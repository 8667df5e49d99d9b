//! A fact that two articles state, and the pair of articles that state it.

use super::Evidence;
use super::correspondence::Correspondence;
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
