//! Times that are counted: "two years ago", "a month earlier", "the past three weeks", and the quarters of business news.
//!
//! What counts from today counts from the article's date; what counts from the story ("earlier", "later") from the time
//! named last. Business news compares quarters, so "a year ago" is the same quarter of the year before where the story is
//! about one.

use jiff::ToSpan;

use super::around::{Around, Named, Outlook};
use super::calendar::{Point, Unit};
use super::pieces::Quantity;
use super::resolve::Narrative;
use super::resolved::{Against, Resolved, dated};
use super::slots::Slots;
use super::{Interval, TimexType};

impl Narrative {
    /// "Two years ago", "a month earlier".
    pub(super) fn counted(&self, slots: &Slots, around: Around, sign: i32, is_from_today: bool) -> Option<Resolved> {
        let mut length = slots.length()?;
        if slots.quantity.is_none() {
            length.quantity = Some(Quantity { halves: around.halves.or(Some(2)) });
        }
        let Some(halves) = length.halves() else {
            if !is_from_today {
                return Some(Resolved::plain(TimexType::Duration, &length.value()));
            }
            return Some(Resolved::plain(TimexType::Date, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }));
        };
        if length.unit == Unit::Quarter && slots.quantity.is_none() && !is_from_today {
            return self.quarter?.shifted(sign);
        }
        let steps = i32::try_from(halves / 2).ok()?.checked_mul(sign)?;
        let (unit, steps) = match (length.unit, halves % 2) {
            (Unit::Decade, half) => (Unit::Year, steps.checked_mul(10)? + sign * 5 * i32::from(half == 1)),
            (Unit::Century, half) => (Unit::Year, steps.checked_mul(100)? + sign * 50 * i32::from(half == 1)),
            (Unit::Year, 1) => (Unit::Month, steps.checked_mul(12)? + sign * 6),
            (Unit::Weekend, _) => (Unit::Week, steps),
            (unit, _) => (unit, steps),
        };
        if is_from_today {
            if unit == Unit::Hour {
                return Some(self.day_from_today(steps / 24));
            }
            if unit < Unit::Day {
                return Some(self.day_from_today(0));
            }
            // "Ten years ago today", "a year ago this week".
            let exact = slots.dayword.map_or(slots.second.map(|second| second.unit), |_| Some(Unit::Day));
            if let (Some(exact), Some(reference)) = (exact.filter(|exact| *exact < unit), self.reference) {
                let now = reference.checked_add(i64::from(slots.dayword.unwrap_or(0)).days()).ok()?;
                let day = Point::containing(now, unit).shifted(steps)?.day_like(now)?;
                return Some(dated(Point::containing(day, exact), Against::Reference));
            }
            // Business news compares with the same quarter of the year before.
            if unit == Unit::Year
                && steps == -1
                && slots.quantity.is_none()
                && let Some(before) = self.quarter_before()
            {
                return Some(before);
            }
            let is_before_the_calendar =
                self.reference.is_some_and(|day| i32::from(day.year()).saturating_add(steps) < 0);
            if unit == Unit::Year && is_before_the_calendar {
                return Some(Resolved::plain(TimexType::Date, "PAST_REF"));
            }
            return Some(self.shifted_from_reference(unit, steps));
        }
        // "8 percent in February, from 7 percent a year earlier": the month of the sentence comes before the quarter.
        let is_of_month = around.is_same_sentence && self.named.is_some_and(|named| named.point.unit() == Unit::Month);
        if unit == Unit::Year
            && steps == -1
            && !is_of_month
            && let Some(before) = self.quarter_before()
        {
            return Some(before);
        }
        if unit >= Unit::Day
            && let Some(resolved) = self.shifted_from_named(unit, steps)
        {
            return Some(resolved);
        }
        if unit == Unit::Year
            && let Some(reference) = self.reference
            && self.named.is_none()
        {
            return Point::Year(reference.year()).shifted(steps).map(|point| dated(point, Against::Reference));
        }
        Some(Resolved::plain(TimexType::Duration, &length.value()))
    }

    fn quarter_before(&self) -> Option<Resolved> {
        self.quarter?.shifted(-4)
    }

    pub(super) fn year_ago(&self, slots: &Slots) -> Resolved {
        let quarter =
            slots.ordinal.and_then(|ordinal| i8::try_from(ordinal).ok()).filter(|quarter| (1..=4).contains(quarter));
        if let (Some(quarter), Some(reference)) = (quarter, self.reference) {
            return dated(Point::Quarter(reference.year() - 1, quarter), Against::Reference);
        }
        match (self.quarter, slots.year, self.quarter_before()) {
            (Some(Named { point: Point::Quarter(_, quarter), id, .. }), Some(year), _) => {
                dated(Point::Quarter(year, quarter), Against::Named(id))
            }
            (_, _, Some(before)) => before,
            (_, Some(year), None) => dated(Point::Year(year), Against::Nothing),
            _ => self.shifted_from_reference(Unit::Year, -1),
        }
    }

    pub(super) fn period(&self) -> Option<Resolved> {
        // Results are of the quarter that has just ended.
        let ended = || self.reference.map(|_| self.shifted_from_reference(Unit::Quarter, -1));
        self.quarter.and_then(|quarter| quarter.shifted(0)).or_else(ended)
    }

    pub(super) fn span_of(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let mut length = slots.length()?;
        if slots.quantity.is_none() {
            length.quantity = Some(Quantity { halves: Some(2) });
        }
        let mut resolved = Resolved::plain(TimexType::Duration, &length.value());
        if let (Some(halves), Some(reference)) = (length.halves(), self.reference) {
            let count = i64::from(halves / 2).max(1);
            let span = match length.unit {
                Unit::Day | Unit::Weekend => jiff::Span::new().try_days(count),
                Unit::Week => jiff::Span::new().try_weeks(count),
                Unit::Month => jiff::Span::new().try_months(count),
                Unit::Quarter => jiff::Span::new().try_months(count * 3),
                Unit::Season | Unit::Half | Unit::Year => jiff::Span::new().try_years(count),
                Unit::Decade => jiff::Span::new().try_years(count * 10),
                Unit::Century => jiff::Span::new().try_years(count * 100),
                Unit::Second | Unit::Minute | Unit::Hour => jiff::Span::new().try_days(0),
            };
            let other = span.ok().and_then(|span| match around.direction {
                Outlook::Back => reference.checked_sub(span).ok(),
                Outlook::Ahead => reference.checked_add(span).ok(),
                Outlook::Unknown => None,
            });
            if let Some(other) = other {
                resolved.interval = Some(Interval { earliest: reference.min(other), latest: reference.max(other) });
                resolved.against = Against::Reference;
            }
        }
        Some(resolved)
    }
}
