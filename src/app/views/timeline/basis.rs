//! What of the rows the filter does not change: made once for an analysis, so that a brush costs what it leaves.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::app::about::outlet_or_unknown;
use crate::corpus::{Corpus, DocumentId};
use crate::progress::{Cancelled, Progress};
use crate::text::Span;
use crate::timeline::{Anchor, DAY_MINUTES, Event, Extent, Tags, ToldEvent, When, minute_of, told_events};

/// What several articles tell.
#[derive(Debug, Default)]
pub struct Told {
    /// The events.
    pub events: Vec<ToldEvent>,
    /// Where the times stand that differ from article to article, sorted. Unlike their numbers this holds after a
    /// correction, until it is known what is told then.
    disputed: Vec<(DocumentId, Span)>,
}

impl Told {
    /// What the articles of an analysis tell.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn of(analysis: &Analysis, progress: &Progress) -> Result<Self, Cancelled> {
        let events = told_events(&analysis.corpus, &analysis.timeline, progress)?;
        let times = events.iter().flat_map(|event| &event.disputed);
        let mut disputed: Vec<(DocumentId, Span)> = times
            .filter_map(|id| analysis.timeline.timexes.get(id.index()))
            .map(|timex| (timex.document, timex.span))
            .collect();
        disputed.sort_unstable();
        disputed.dedup();
        Ok(Self { events, disputed })
    }

    fn disputes(&self, place: (DocumentId, Span)) -> bool {
        self.disputed.binary_search(&place).is_ok()
    }
}

/// What does not change while the articles and what was found in them stay the same.
#[derive(Default)]
pub struct Basis {
    /// The articles as they were read.
    corpus: Arc<Corpus>,
    /// What was found in them, which the rows refer to by number.
    pub(super) analysis: Arc<Analysis>,
    /// What several articles tell, or told before the last correction.
    pub(super) told: Arc<Told>,
    /// Every outlet, in order of name.
    pub(super) outlets: Vec<String>,
    /// For each document the number of its outlet.
    pub(super) outlet_of: Vec<u32>,
    /// The day on which each document was published.
    pub(super) printed: Vec<Option<When>>,
    /// When each time is; `None` without a day.
    pub(super) when: Vec<Option<When>>,
    /// The events by when they are, and by when they were published; each from the first to the last.
    pub(super) by_text: Vec<u32>,
    pub(super) by_printed: Vec<u32>,
}

impl Basis {
    /// Sorts what was found, once for all filters: O(n log n).
    #[must_use]
    pub fn new(corpus: Arc<Corpus>, analysis: Arc<Analysis>, told: Arc<Told>) -> Self {
        let documents = analysis.corpus.documents();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for document in documents {
            numbers.insert(outlet_or_unknown(document), 0);
        }
        let outlets: Vec<String> = numbers.keys().map(|name| (*name).to_owned()).collect();
        for (at, number) in (0_u32..).zip(numbers.values_mut()) {
            *number = at;
        }
        let outlet_of = documents.iter().map(|document| numbers[outlet_or_unknown(document)]).collect();
        let printed: Vec<Option<When>> = documents
            .iter()
            .map(|document| {
                let start = minute_of(document.metadata.published_date()?);
                Some(When { extent: Extent { start, end: start + DAY_MINUTES }, tags: Tags::default() })
            })
            .collect();
        let when: Vec<Option<When>> = analysis
            .timeline
            .timexes
            .par_iter()
            .map(|timex| {
                let extent = Extent::of(timex)?;
                let printed = printed.get(timex.document.index()).copied().flatten();
                let tags = Tags {
                    is_future: printed.is_some_and(|printed| extent.start >= printed.extent.end),
                    is_open_start: timex.is_open_start,
                    is_open_end: timex.is_open_end,
                    is_disputed: told.disputes((timex.document, timex.span)),
                    is_corrected: timex.anchor == Anchor::Person,
                };
                Some(When { extent, tags })
            })
            .collect();
        let sorted = |when: &(dyn Fn(&Event) -> Option<When> + Sync)| {
            let events = &analysis.timeline.events;
            let mut keyed: Vec<(Option<When>, u32)> = events.iter().map(when).zip(0..).collect();
            keyed.par_sort_unstable();
            keyed.into_iter().map(|(_, at)| at).collect::<Vec<u32>>()
        };
        let by_text = sorted(&|event| when[event.timex.index()]);
        let by_printed = sorted(&|event| printed[event.document.index()]);
        Self { outlets, outlet_of, printed, when, by_text, by_printed, corpus, analysis, told }
    }

    /// Whether it is of these articles, though they may have been corrected since.
    pub fn is_of(&self, corpus: &Arc<Corpus>) -> bool {
        Arc::ptr_eq(&self.corpus, corpus)
    }

    /// Whether it is of this analysis.
    pub fn is_of_analysis(&self, analysis: &Arc<Analysis>) -> bool {
        Arc::ptr_eq(&self.analysis, analysis)
    }

    pub(super) fn has_told(&self, told: &Arc<Told>) -> bool {
        Arc::ptr_eq(&self.told, told)
    }
}
