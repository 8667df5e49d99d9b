//! The one filter of the window. Every view, the search, and every export obey it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use regex::{Regex, RegexBuilder};

use super::pair_query::PairQuery;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::similarity::ClusterId;

/// Largest compiled pattern of a search, in bytes; beyond it the pattern is refused rather than slow.
const PATTERN_LIMIT: usize = 1 << 20;

/// Words that are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As it was typed.
    pub text: String,
    /// Whether "May" is not "may".
    pub is_case_sensitive: bool,
    /// Whether "port" is not in "report".
    pub is_whole_word: bool,
    /// Whether the text is a regular expression.
    pub is_regex: bool,
}

impl Search {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The search as a pattern; `None` when nothing is looked for.
    ///
    /// # Errors
    /// One sentence for the person when it is not a valid regular expression.
    pub fn pattern(&self) -> Result<Option<Regex>, String> {
        if self.is_empty() {
            return Ok(None);
        }
        let source = if self.is_regex { self.text.clone() } else { regex::escape(self.text.trim()) };
        let source = if self.is_whole_word { format!(r"\b(?:{source})\b") } else { source };
        RegexBuilder::new(&source)
            .case_insensitive(!self.is_case_sensitive)
            .size_limit(PATTERN_LIMIT)
            .build()
            .map(Some)
            .map_err(|_| "This is not a valid regular expression".to_owned())
    }
}

/// Days from one to another, both included; an end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl DateRange {
    /// Whether a day lies inside.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether some day of `earliest..=latest` lies inside.
    pub fn meets(&self, earliest: Date, latest: Date) -> bool {
        self.from.is_none_or(|from| from <= latest) && self.to.is_none_or(|to| earliest <= to)
    }

    /// "3–9 May 2015".
    pub fn label(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => super::dates::between(from, to),
            (Some(from), None) => format!("from {}", super::dates::date(from)),
            (None, Some(to)) => format!("until {}", super::dates::date(to)),
            (None, None) => "any date".to_owned(),
        }
    }
}

/// What the person has looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Pairs marked as reviewed.
    Done,
    /// The others.
    Open,
}

/// What is shown. Parts that are empty let everything through; the others must all agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words in the text or title.
    pub search: Search,
    /// Outlets, any of them.
    pub outlets: BTreeSet<String>,
    /// Days of publication.
    pub published: Option<DateRange>,
    /// Days that the text speaks of: the brush of the timeline.
    pub happened: Option<DateRange>,
    /// Entities that are all named.
    pub entities: Vec<EntityId>,
    /// One cluster.
    pub cluster: Option<ClusterId>,
    /// Whether only articles made of two stories are shown.
    pub has_two_sources: bool,
    /// Articles picked by hand, such as a rectangle of the matrix.
    pub picked: Option<Arc<[DocumentId]>>,
    /// Pairs by review.
    pub review: Option<Review>,
    /// Pairs by an expression, such as `containment > 0.8 outlet:Reuters`.
    pub pairs: PairQuery,
    /// Whether articles that the person hid are shown all the same.
    pub shows_hidden: bool,
}

/// One part of the filter, for its chip.
#[derive(Clone, Debug, PartialEq)]
pub enum FilterPart {
    /// The words.
    Search,
    /// One outlet.
    Outlet(String),
    /// The days of publication.
    Published,
    /// The days that the text speaks of.
    Happened,
    /// One entity.
    Entity(EntityId),
    /// The cluster.
    Cluster,
    /// That they are made of two stories.
    TwoSources,
    /// The articles picked by hand.
    Picked,
    /// The review state.
    Review,
    /// The expression for pairs.
    Pairs,
}

impl Filter {
    /// Whether something is left out by it. Hidden articles do not count: they are left out until shown.
    pub fn is_active(&self) -> bool {
        !self.parts().is_empty()
    }

    /// Its parts, in the order of the chips.
    pub fn parts(&self) -> Vec<FilterPart> {
        let mut parts = Vec::new();
        let mut put = |is_on: bool, part: FilterPart| {
            if is_on {
                parts.push(part);
            }
        };
        put(!self.search.is_empty(), FilterPart::Search);
        for outlet in &self.outlets {
            put(true, FilterPart::Outlet(outlet.clone()));
        }
        put(self.published.is_some(), FilterPart::Published);
        put(self.happened.is_some(), FilterPart::Happened);
        for &entity in &self.entities {
            put(true, FilterPart::Entity(entity));
        }
        put(self.cluster.is_some(), FilterPart::Cluster);
        put(self.has_two_sources, FilterPart::TwoSources);
        put(self.picked.is_some(), FilterPart::Picked);
        put(self.review.is_some(), FilterPart::Review);
        put(!self.pairs.is_empty(), FilterPart::Pairs);
        parts
    }

    /// The filter without one part.
    #[must_use]
    pub fn without(mut self, part: &FilterPart) -> Self {
        match part {
            FilterPart::Search => self.search = Search::default(),
            FilterPart::Outlet(outlet) => drop(self.outlets.remove(outlet)),
            FilterPart::Published => self.published = None,
            FilterPart::Happened => self.happened = None,
            FilterPart::Entity(entity) => self.entities.retain(|other| other != entity),
            FilterPart::Cluster => self.cluster = None,
            FilterPart::TwoSources => self.has_two_sources = false,
            FilterPart::Picked => self.picked = None,
            FilterPart::Review => self.review = None,
            FilterPart::Pairs => self.pairs = PairQuery::default(),
        }
        self
    }

    /// Whether another filter lets the same articles through, whatever either does with pairs.
    pub fn has_same_articles(&self, other: &Self) -> bool {
        let articles = |filter: &Self| Self { review: None, pairs: PairQuery::default(), ..filter.clone() };
        articles(self) == articles(other)
    }

    /// The filter that speaks of a new corpus or analysis: what is named by number is dropped.
    #[must_use]
    pub fn without_numbers(self) -> Self {
        Self { entities: Vec::new(), cluster: None, picked: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn each_part_can_be_taken_away() {
        let full = Filter {
            search: Search { text: "talks".into(), ..Search::default() },
            outlets: ["A".to_owned(), "B".to_owned()].into(),
            published: Some(DateRange::default()),
            happened: Some(DateRange::default()),
            entities: vec![EntityId(1), EntityId(2)],
            cluster: Some(ClusterId(0)),
            has_two_sources: true,
            picked: Some(Arc::from([DocumentId(3)])),
            review: Some(Review::Open),
            pairs: PairQuery::parse("score > 0.5").expect("well formed"),
            shows_hidden: false,
        };
        assert_eq!(full.parts().len(), 12);
        let rest = full.parts().iter().fold(full, Filter::without);
        assert_eq!(rest, Filter::default());
        assert!(!rest.is_active());
    }

    #[test]
    fn words_are_literal_unless_asked() {
        let search = |text: &str, is_regex| Search { text: text.into(), is_regex, ..Search::default() };
        let literal = search("U.S.", false).pattern().expect("valid").expect("not empty");
        assert!(literal.is_match("the u.s. envoy") && !literal.is_match("busy"));
        assert!(search("(", true).pattern().is_err());
        let whole = Search { text: "port".into(), is_whole_word: true, ..Search::default() };
        assert!(!whole.pattern().expect("valid").expect("not empty").is_match("report"));
    }

    #[test]
    fn a_range_meets_what_touches_it() {
        let may = DateRange { from: Some(date(2015, 5, 1)), to: Some(date(2015, 5, 31)) };
        assert!(may.meets(date(2015, 1, 1), date(2015, 5, 1)));
        assert!(!may.meets(date(2015, 6, 1), date(2015, 6, 2)));
        assert!(DateRange { from: None, to: may.to }.contains(date(1900, 1, 1)));
    }
}
