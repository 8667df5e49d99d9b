//! What an article has named so far, and what can be counted from it: its own date, the time named last, the quarter that
//! it is about, the years that it gave to a month.

use jiff::ToSpan;
use jiff::civil::Date;

use super::TimexId;
use super::around::Named;
use super::calendar::{Point, Unit};
use super::meaning::Meaning;
use super::resolved::{Against, Resolved, dated, open_form};
use super::slots::{Dir, Length, Slots};

impl Named {
    pub(super) fn shifted(self, steps: i32) -> Option<Resolved> {
        Some(dated(self.point.shifted(steps)?, Against::Named(self.id)))
    }
}

/// What is known when a match is resolved.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrative {
    /// The article's date.
    pub(super) reference: Option<Date>,
    /// The time named last.
    pub(super) named: Option<Named>,
    /// The day named last: "that day" goes back to it over a month or year named since.
    pub(super) day: Option<Named>,
    /// The first expression of the sentence that the narrative stands in.
    pub(super) sentence_start: TimexId,
    /// The quarter or half of a year named last, for business news.
    pub(super) quarter: Option<Named>,
    /// Six or nine months were named since: business news then compares years.
    pub(super) is_of_months: bool,
    /// Years that the article itself gives to a month, or a month and day (0 for the whole month), and where.
    pub(super) years: Vec<((i8, i8), i16, TimexId)>,
}

impl Narrative {
    /// Remembers what was named, for the matches after it.
    pub(super) fn remember(&mut self, meaning: Meaning, resolved: &Resolved, slots: &Slots, id: TimexId) {
        if matches!(meaning, Meaning::Duration | Meaning::SpanOf)
            && slots.unit == Some(Unit::Month)
            && slots.length().and_then(Length::halves).is_some_and(|halves| matches!(halves, 12 | 18))
        {
            self.is_of_months = true;
        }
        let Some(point) = resolved.point else { return };
        let named = Named { point, id, is_night: resolved.value.ends_with("TNI") };
        self.named = Some(named);
        if matches!(point, Point::Day(_)) {
            self.day = Some(named);
        }
        // "a year earlier" looks aside: the quarter that the story is about stays.
        if named.is_period() && matches!(meaning, Meaning::Date | Meaning::Half | Meaning::Period) {
            self.is_of_months = false;
            // So does it where the story looks ahead to one that has not ended.
            if meaning != Meaning::Period && (self.quarter.is_none() || !self.is_running(point)) {
                self.quarter = Some(named);
            }
        }
        if slots.year.is_some() || slots.year_dir.is_some() {
            match point {
                Point::Day(day) => self.years.push(((day.month(), day.day()), day.year(), id)),
                Point::Month(year, month) => self.years.push(((month, 0), year, id)),
                _ => {}
            }
        }
        // The oldest go first: an article that dates hundreds of days is a table, and its last rows matter most.
        if self.years.len() > 64 {
            self.years.remove(0);
        }
    }

    /// Whether a stretch of the calendar ends after the article's date.
    fn is_running(&self, point: Point) -> bool {
        point.interval().zip(self.reference).is_some_and(|(interval, day)| interval.latest > day)
    }

    /// The year that a match gives, and what it was counted from.
    pub(super) fn year_of(&self, slots: &Slots) -> (Option<i16>, Against) {
        if let Some(year) = slots.year {
            return (Some(year), Against::Nothing);
        }
        match slots.year_dir {
            None => (None, Against::Nothing),
            Some(dir) => {
                let (base, against) = self.base(dir);
                let year = base.and_then(|day| i16::try_from(i32::from(day.year()) + dir.steps()).ok());
                (year, if year.is_some() { against } else { Against::Missing })
            }
        }
    }

    /// The day that a word like "last" or "following" counts from.
    pub(super) fn base(&self, dir: Dir) -> (Option<Date>, Against) {
        if dir.is_narrative()
            && let Some(named) = self.named
            && let Some(interval) = named.point.interval()
        {
            return (Some(interval.earliest), Against::Named(named.id));
        }
        (self.reference, if self.reference.is_some() { Against::Reference } else { Against::Missing })
    }

    pub(super) fn day_from_today(&self, days: i32) -> Resolved {
        let day = self.reference.and_then(|day| day.checked_add(i64::from(days).days()).ok());
        day.map_or_else(|| Resolved::missing("XXXX-XX-XX".to_owned()), |day| dated(Point::Day(day), Against::Reference))
    }

    pub(super) fn shifted_from_reference(&self, unit: Unit, steps: i32) -> Resolved {
        let point = self.reference.and_then(|day| Point::containing(day, unit).shifted(steps));
        point.map_or_else(|| Resolved::missing(open_form(unit)), |point| dated(point, Against::Reference))
    }

    /// So many units from what was named last; `None` where nothing of that unit or a smaller one was.
    pub(super) fn shifted_from_named(&self, unit: Unit, steps: i32) -> Option<Resolved> {
        let named = if unit == Unit::Day { self.day? } else { self.named? };
        if unit < named.point.unit() {
            return None;
        }
        let point = Point::containing(named.point.interval()?.earliest, unit).shifted(steps)?;
        Some(dated(point, Against::Named(named.id)))
    }
}
