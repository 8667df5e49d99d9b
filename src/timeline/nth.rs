//! The day, week, month or quarter of a number in a stretch of the calendar: "the first week of May", "the last Friday of
//! March", "the third quarter of the year".

use jiff::ToSpan;
use jiff::civil::Date;

use super::Interval;
use super::around::Around;
use super::calendar::{Point, Unit};
use super::narrative::Narrative;
use super::resolved::{Resolved, dated, open_form};
use super::slots::{Dir, Slots};

impl Narrative {
    pub(super) fn nth(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let (year, against) = self.year_of(slots);
        let nth = slots.ordinal.and_then(|ordinal| i8::try_from(ordinal).ok());
        let Some(month) = slots.month else {
            if let Some(year) = year {
                return nth_in(Point::Year(year), slots.unit?, nth).map(|point| dated(point, against));
            }
            return self.nth_of(slots, nth);
        };
        let whole = match (slots.year.is_some() || slots.year_dir.is_some(), year) {
            (true, Some(year)) => dated(Point::Month(year, month), against),
            (true, None) => Resolved::missing(format!("XXXX-{month:02}")),
            (false, _) => self.month_of_some_year(month, None, around)?,
        };
        let Some(Point::Month(year, month)) = whole.point else { return Some(whole) };
        let first = Date::new(year, month, 1).ok()?;
        if let Some(weekday) = slots.weekday {
            let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
            let nth = nth.unwrap_or(-1);
            return Some(dated(Point::Day(first.nth_weekday_of_month(nth, weekday).ok()?), whole.against));
        }
        let from_end = nth.is_none();
        let at = i64::from(nth.unwrap_or(1) - 1);
        match slots.unit? {
            Unit::Day => {
                let day = if from_end { first.last_of_month() } else { first.checked_add(at.days()).ok()? };
                (day.month() == month).then(|| dated(Point::Day(day), whole.against))
            }
            Unit::Week | Unit::Weekend => {
                let last = first.last_of_month();
                let earliest = if from_end {
                    last.checked_sub(6.days()).ok()?
                } else {
                    first.checked_add(at.checked_mul(7)?.days()).ok()?
                };
                if earliest > last {
                    return Some(whole);
                }
                let latest = earliest.checked_add(6.days()).ok()?.min(last);
                Some(Resolved { interval: Some(Interval { earliest, latest }), ..whole })
            }
            _ => None,
        }
    }

    /// "The last week of this month", "the third quarter of the year".
    fn nth_of(&self, slots: &Slots, nth: Option<i8>) -> Option<Resolved> {
        let whole = slots.second?.unit;
        let dir = slots.dir.unwrap_or(Dir::This);
        let (base, against) = self.base(dir);
        let Some(base) = base else { return Some(Resolved::missing(open_form(whole))) };
        let point = Point::containing(base, whole).shifted(dir.steps())?;
        nth_in(point, slots.unit?, nth).map(|point| dated(point, against))
    }
}

/// The day, month or quarter of this number in a stretch of the calendar, or the last; any other unit gives the stretch.
fn nth_in(whole: Point, unit: Unit, nth: Option<i8>) -> Option<Point> {
    if unit < Unit::Day {
        return None;
    }
    if unit >= whole.unit() || !matches!(unit, Unit::Day | Unit::Month | Unit::Quarter) {
        return Some(whole);
    }
    let interval = whole.interval()?;
    let point = match nth {
        Some(nth) => Point::containing(interval.earliest, unit).shifted(i32::from(nth) - 1)?,
        None => Point::containing(interval.latest, unit),
    };
    point.interval().filter(|part| part.latest <= interval.latest).map(|_| point)
}
