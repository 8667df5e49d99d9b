//! Times that are counted: "two years ago", "a month earlier", "the past three weeks", and the quarters of business news.
//!
//! What counts from today counts from the article's date; what counts from the story ("earlier", "later") from the time
//! named last. Business news compares quarters, so "a year ago" is the same quarter of the year before where the story is
//! about one.

use jiff::ToSpan;
use jiff::civil::Date;

use super::around::{Around, Named, Outlook};
use super::calendar::{Point, Unit};
use super::narrative::Narrative;
use super::pieces::Quantity;
use super::resolved::{Against, Resolved, dated};
use super::slots::{Dir, Length, Slots};
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
            return self.quarter_from_named(sign);
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
            // "A week ago Sunday"
            if let (Some(weekday), Unit::Week, Some(reference)) = (slots.weekday, unit, self.reference) {
                let back = i64::from((reference.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
                let day = reference.checked_sub(back.days()).ok()?;
                return Point::Day(day).shifted(steps.checked_mul(7)?).map(|day| dated(day, Against::Reference));
            }
            // "Ten years ago today", "a year ago this week".
            let exact = slots.dayword.map_or(slots.second.map(|second| second.unit), |_| Some(Unit::Day));
            if let (Some(exact), Some(reference)) = (exact.filter(|exact| *exact < unit), self.reference) {
                let today = reference.checked_add(i64::from(slots.dayword.unwrap_or(0)).days()).ok()?;
                let now = match slots.dir {
                    // "Ten years ago next week"
                    Some(dir) if dir.steps() != 0 => {
                        Point::containing(today, exact).shifted(dir.steps())?.interval()?.earliest
                    }
                    _ => today,
                };
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

    /// The same quarter or half of the year before; the year where the story has gone on to more months.
    pub(super) fn quarter_before(&self) -> Option<Resolved> {
        let named = self.quarter?;
        match named.point {
            Point::Quarter(year, _) if self.is_of_months => {
                Some(dated(Point::Year(year - 1), Against::Named(named.id)))
            }
            Point::Half(..) => named.shifted(-2),
            _ => named.shifted(-4),
        }
    }

    /// So many quarters from the one named last.
    pub(super) fn quarter_from_named(&self, steps: i32) -> Option<Resolved> {
        self.quarter.filter(|named| named.point.unit() == Unit::Quarter)?.shifted(steps)
    }

    pub(super) fn year_ago(&self, slots: &Slots, around: Around) -> Resolved {
        let quarter =
            slots.ordinal.and_then(|ordinal| i8::try_from(ordinal).ok()).filter(|quarter| (1..=4).contains(quarter));
        if let (Some(quarter), Some(reference)) = (quarter, self.reference) {
            return dated(Point::Quarter(reference.year() - 1, quarter), Against::Reference);
        }
        match (self.quarter, slots.year, self.quarter_before()) {
            (Some(Named { point: Point::Quarter(_, quarter), id, .. }), Some(year), _) if !self.is_of_months => {
                dated(Point::Quarter(year, quarter), Against::Named(id))
            }
            (_, Some(year), _) => dated(Point::Year(year), Against::Nothing),
            (_, None, Some(before)) => before,
            // "The same quarter last year": of the one that has just ended.
            _ if around.is_of_quarter => self.shifted_from_reference(Unit::Quarter, -5),
            _ => self.shifted_from_reference(Unit::Year, -1),
        }
    }

    pub(super) fn period(&self) -> Option<Resolved> {
        // Results are of the quarter that has just ended.
        let ended = || self.reference.map(|_| self.shifted_from_reference(Unit::Quarter, -1));
        self.quarter_from_named(0).or_else(ended)
    }

    pub(super) fn span_of(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let mut length = slots.length()?;
        if slots.quantity.is_none() {
            length.quantity = Some(Quantity { halves: Some(2) });
        }
        let mut resolved = Resolved::plain(TimexType::Duration, &length.value());
        if let Some((whole, against)) = self.whole_of(slots, around) {
            resolved.interval = Some(part_of(whole.interval()?, length, around.is_first));
            return Some(Resolved { against, point: Some(whole), ..resolved });
        }
        if let (Some(halves), Some(reference)) = (length.halves(), self.reference) {
            let other = calendar_span(length.unit, halves).and_then(|span| match around.direction {
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

    /// The stretch of the calendar that "the last two weeks of December" is a part of.
    fn whole_of(&self, slots: &Slots, around: Around) -> Option<(Point, Against)> {
        let (year, against) = self.year_of(slots);
        if let Some(month) = slots.month {
            if let Some(year) = year {
                return Some((Point::Month(year, month), against));
            }
            let resolved = self.month_of_some_year(month, slots.dir, around)?;
            return Some((resolved.point?, resolved.against));
        }
        if let Some(year) = year {
            return Some((Point::Year(year), against));
        }
        let unit = slots.second?.unit;
        let dir = slots.dir.unwrap_or(Dir::This);
        let (base, against) = self.base(dir);
        Some((Point::containing(base?, unit).shifted(dir.steps())?, against))
    }
}

/// So many units of the calendar; none below a day, which is a time of its day.
fn calendar_span(unit: Unit, halves: u32) -> Option<jiff::Span> {
    let count = i64::from(halves / 2).max(1);
    let span = jiff::Span::new();
    match unit {
        Unit::Day | Unit::Weekend => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Season | Unit::Half | Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count * 10),
        Unit::Century => span.try_years(count * 100),
        Unit::Second | Unit::Minute | Unit::Hour => span.try_days(0),
    }
    .ok()
}

/// The first or last so many units of a stretch; the whole where it is shorter, or the number is not told.
fn part_of(whole: Interval, length: Length, is_from_start: bool) -> Interval {
    let Some(span) = length.halves().and_then(|halves| calendar_span(length.unit, halves)) else { return whole };
    if is_from_start {
        let latest = whole.earliest.checked_add(span).and_then(Date::yesterday).unwrap_or(whole.latest);
        Interval { latest: latest.clamp(whole.earliest, whole.latest), ..whole }
    } else {
        let earliest = whole.latest.tomorrow().and_then(|next| next.checked_sub(span)).unwrap_or(whole.earliest);
        Interval { earliest: earliest.clamp(whole.earliest, whole.latest), ..whole }
    }
}
