//! Calendar points: days, weeks, months and the like, and how TIMEX3 writes them.
//!
//! A [`Point`] is one stretch of the calendar at one granularity. It knows its first and last day, its neighbours and
//! its TIMEX3 value, and it can be read back from that value; every interval of this room comes from here, so that a
//! value and its interval cannot disagree. Arithmetic is `jiff`'s.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Interval;

/// A length of time with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The quarter of a year that the weather makes, as TIMEX3 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

    /// The season with this TIMEX3 code.
    pub(super) fn coded(code: &str) -> Option<Season> {
        Self::ALL.into_iter().find(|season| season.code() == code)
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// First month by the calendar of weather services: winter begins in December of its year.
    fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// One stretch of the calendar at one granularity.
///
/// Invariant: the numbers name a stretch that exists (months 1 to 12, weeks that the year has) with years 0 to 9998, so
/// that both ends are dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    /// ISO year and week.
    Week(i16, i8),
    /// The Saturday and Sunday of that week.
    Weekend(i16, i8),
    Month(i16, i8),
    Season(i16, Season),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// First three digits of the year.
    Decade(i16),
    /// First two digits of the year.
    Century(i16),
}

impl Point {
    /// The point of this granularity that holds `day`; units below a day give the day.
    pub(super) fn containing(day: Date, unit: Unit) -> Point {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Point::Day(day),
            Unit::Week | Unit::Weekend => {
                let week = day.iso_week_date();
                if unit == Unit::Week {
                    Point::Week(week.year(), week.week())
                } else {
                    Point::Weekend(week.year(), week.week())
                }
            }
            Unit::Month => Point::Month(day.year(), day.month()),
            Unit::Season => {
                let season = match day.month() {
                    3..=5 => Season::Spring,
                    6..=8 => Season::Summer,
                    9..=11 => Season::Autumn,
                    _ => Season::Winter,
                };
                Point::Season(day.year() - i16::from(day.month() < 3), season)
            }
            Unit::Quarter => Point::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Half => Point::Half(day.year(), (day.month() - 1) / 6 + 1),
            Unit::Year => Point::Year(day.year()),
            Unit::Decade => Point::Decade(day.year().div_euclid(10)),
            Unit::Century => Point::Century(day.year().div_euclid(100)),
        }
    }

    /// The granularity.
    pub(super) fn unit(self) -> Unit {
        match self {
            Point::Day(_) => Unit::Day,
            Point::Week(..) => Unit::Week,
            Point::Weekend(..) => Unit::Weekend,
            Point::Month(..) => Unit::Month,
            Point::Season(..) => Unit::Season,
            Point::Quarter(..) => Unit::Quarter,
            Point::Half(..) => Unit::Half,
            Point::Year(_) => Unit::Year,
            Point::Decade(_) => Unit::Decade,
            Point::Century(_) => Unit::Century,
        }
    }

    /// The year that it begins in.
    fn year(self) -> i16 {
        match self {
            Point::Day(day) => day.year(),
            Point::Week(year, _)
            | Point::Weekend(year, _)
            | Point::Month(year, _)
            | Point::Season(year, _)
            | Point::Quarter(year, _)
            | Point::Half(year, _)
            | Point::Year(year) => year,
            Point::Decade(decade) => decade.saturating_mul(10),
            Point::Century(century) => century.saturating_mul(100),
        }
    }

    /// First and last day; `None` beyond the years that the calendar has.
    pub(super) fn interval(self) -> Option<Interval> {
        if self.year() < 0 {
            return None;
        }
        let months = |year: i16, month: i8, count: i32| {
            let first = Date::new(year, month, 1).ok()?;
            let last = first.checked_add(count.months()).ok()?.yesterday().ok()?;
            Some(Interval { earliest: first, latest: last })
        };
        match self {
            Point::Day(day) => Some(Interval { earliest: day, latest: day }),
            Point::Week(year, week) | Point::Weekend(year, week) => {
                let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
                let sunday = monday.checked_add(6.days()).ok()?;
                let earliest =
                    if matches!(self, Point::Week(..)) { monday } else { monday.checked_add(5.days()).ok()? };
                Some(Interval { earliest, latest: sunday })
            }
            Point::Month(year, month) => months(year, month, 1),
            Point::Season(year, season) => months(year, season.first_month(), 3),
            Point::Quarter(year, quarter) => months(year, quarter.checked_mul(3)?.checked_sub(2)?, 3),
            Point::Half(year, half) => months(year, half.checked_mul(6)?.checked_sub(5)?, 6),
            Point::Year(year) => months(year, 1, 12),
            Point::Decade(decade) => months(decade.checked_mul(10)?, 1, 120),
            Point::Century(century) => months(century.checked_mul(100)?, 1, 1200),
        }
    }

    /// The point `steps` further on, at the same granularity; `None` beyond the calendar.
    pub(super) fn shifted(self, steps: i32) -> Option<Point> {
        let years = |year: i16| i16::try_from(i32::from(year).checked_add(steps)?).ok();
        // A year that is cut into `parts`, counted from 1.
        let within = |year: i16, part: i8, parts: i32| {
            let at = (i32::from(year) * parts + i32::from(part) - 1).checked_add(steps)?;
            Some((i16::try_from(at.div_euclid(parts)).ok()?, i8::try_from(at.rem_euclid(parts) + 1).ok()?))
        };
        let moved = match self {
            Point::Day(day) => Point::Day(day.checked_add(i64::from(steps).days_checked()?).ok()?),
            Point::Week(..) | Point::Weekend(..) => {
                let day =
                    self.interval()?.earliest.checked_add(i64::from(steps).checked_mul(7)?.days_checked()?).ok()?;
                Point::containing(day, self.unit())
            }
            Point::Month(year, month) => {
                let (year, month) = within(year, month, 12)?;
                Point::Month(year, month)
            }
            Point::Season(year, season) => {
                let (year, at) = within(year, season as i8 + 1, 4)?;
                Point::Season(year, Season::ALL[usize::try_from(at - 1).ok()?])
            }
            Point::Quarter(year, quarter) => {
                let (year, quarter) = within(year, quarter, 4)?;
                Point::Quarter(year, quarter)
            }
            Point::Half(year, half) => {
                let (year, half) = within(year, half, 2)?;
                Point::Half(year, half)
            }
            Point::Year(year) => Point::Year(years(year)?),
            Point::Decade(decade) => Point::Decade(years(decade)?),
            Point::Century(century) => Point::Century(years(century)?),
        };
        moved.interval().map(|_| moved)
    }

    /// The day of this stretch that lies in it as `day` lies in its own: the same day of the year, the month or the week.
    pub(super) fn day_like(self, day: Date) -> Option<Date> {
        let own = Point::containing(day, self.unit()).interval()?.earliest;
        let first = self.interval()?.earliest;
        match self {
            Point::Day(day) => Some(day),
            // A leap day becomes the first of March.
            _ => first.checked_add(own.until((jiff::Unit::Month, day)).ok()?).ok(),
        }
    }
}

/// Days that may be too many for a span.
trait DaysChecked {
    fn days_checked(self) -> Option<jiff::Span>;
}

impl DaysChecked for i64 {
    fn days_checked(self) -> Option<jiff::Span> {
        jiff::Span::new().try_days(self).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const UNITS: [Unit; 10] = [
        Unit::Day,
        Unit::Week,
        Unit::Weekend,
        Unit::Month,
        Unit::Season,
        Unit::Quarter,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_value_reads_back_and_holds_its_day(days in -200_000_i64..200_000, unit in 0_usize..10, steps in -10_i32..10) {
            let day = date(2000, 1, 1).checked_add(days.days_checked().unwrap()).unwrap();
            let point = Point::containing(day, UNITS[unit]);
            prop_assert_eq!(Point::from_value(&point.to_string()), Some(point));
            let interval = point.interval().unwrap();
            prop_assert!(interval.earliest <= interval.latest);
            // A weekend does not hold the working days of its week.
            if UNITS[unit] != Unit::Weekend {
                prop_assert!(interval.earliest <= day && day <= interval.latest);
            }
            prop_assert_eq!(point.day_like(day), Some(day));
            let there = point.shifted(steps).unwrap();
            prop_assert_eq!(there.shifted(-steps), Some(point));
            prop_assert_eq!(there.unit(), UNITS[unit]);
        }

        #[test]
        fn neighbours_touch(days in -200_000_i64..200_000, unit in 0_usize..10) {
            let day = date(2000, 1, 1).checked_add(days.days_checked().unwrap()).unwrap();
            let point = Point::containing(day, UNITS[unit]);
            let next = point.shifted(1).unwrap().interval().unwrap().earliest;
            let gap = if UNITS[unit] == Unit::Weekend { 6 } else { 1 };
            prop_assert_eq!(point.interval().unwrap().latest.checked_add(gap.days()).unwrap(), next);
        }
    }
}
