//! What is known around a time expression when it is resolved.

use super::TimexId;
use super::calendar::Point;

/// Where the sentence looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outlook {
    Back,
    #[default]
    Unknown,
    Ahead,
}

/// The words around a match.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) outlook: Outlook,
    /// The match begins with "the".
    pub(super) has_article: bool,
    /// "Over the", "in the": the match begins with "the" behind a word for a stretch of time.
    pub(super) is_throughout: bool,
    /// Twice the number that "half a year" or "a year and a half" says.
    pub(super) halves: Option<u32>,
    /// The match looks back ("past", "last", "previous") or ahead ("next", "coming").
    pub(super) direction: Outlook,
    /// The match counts by an article or "one".
    pub(super) is_one: bool,
    /// What the words around are worth: above 0 they look ahead.
    pub(super) score: i32,
    /// No word of the sentence tells that something was.
    pub(super) is_present: bool,
    /// "other" as in "every other week".
    pub(super) is_every_other: bool,
    /// "times" as in "three times a day".
    pub(super) is_so_often: bool,
    /// "the same quarter last year"
    pub(super) is_of_quarter: bool,
    /// "the first two weeks of May"
    pub(super) is_first: bool,
    /// The match ends with apostrophe-s: "the year's".
    pub(super) is_owner: bool,
    /// Apostrophe-s follows: "Monday's ruling".
    pub(super) is_possessed: bool,
    /// The time named last stands in the same sentence.
    pub(super) is_same_sentence: bool,
    /// "on a" stands before a weekday: any one of that name.
    pub(super) is_any: bool,
    /// "the September 11 attacks": the day that needs no year.
    pub(super) is_that_september: bool,
    /// "Thursday and [Friday]": it follows the weekday before it.
    pub(super) is_next_weekday: bool,
    /// The day named last is near, though a sentence may lie between.
    pub(super) is_near_day: bool,
    /// The month and year that a range ends with, where its beginning has none: "from 20 March to 27 March 2004".
    pub(super) range_end: Option<(i8, i16)>,
    /// The weekday that a range ends with: "from Monday to Friday".
    pub(super) last_weekday: Option<i8>,
    /// The weekday that follows a time of day after brackets: "at 10:35 a.m. (0735 GMT) Friday".
    pub(super) weekday_behind: Option<i8>,
}

/// A point of the calendar that the text has named, and which expression named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) point: Point,
    pub(super) id: TimexId,
    /// The night that begins on that day.
    pub(super) is_night: bool,
}

impl Named {
    /// Whether business results are told by it.
    pub(super) fn is_period(self) -> bool {
        matches!(self.point, Point::Quarter(..) | Point::Half(..))
    }
}
