//! Time on one scale, in minutes, and how exactly a time is known.
//!
//! Minutes since the first day of year 1 of the proleptic Gregorian calendar serve from decades to hours.

use jiff::ToSpan;
use jiff::civil::{Date, Time, date};

use super::Timex;

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 24 * 60;

/// When an event may have happened: from the first minute up to, and without, the last. Invariant: not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// First minute.
    pub start: i64,
    /// One past the last minute.
    pub end: i64,
}

/// Minutes from the beginning of the scale to the beginning of `day`.
#[must_use]
pub fn minute_of(day: Date) -> i64 {
    days_of(day) * DAY_MINUTES
}

/// Days from 1 January of the year 1, by H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years begin in
/// March, so that the odd day ends them. A timeline asks this twice for every time, so it is worth more than a call of
/// the calendar's own arithmetic.
fn days_of(day: Date) -> i64 {
    let month = i64::from(day.month());
    let year = i64::from(day.year()) - i64::from(month <= 2);
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + i64::from(day.day()) - 1;
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    // The scale begins 306 days after 1 March of the year 0.
    era * 146_097 + day_of_era - 306
}

/// The day that a minute of the scale lies in; the calendar's first or last day beyond its ends.
#[must_use]
pub fn day_of(minute: i64) -> Date {
    let days = minute.div_euclid(DAY_MINUTES);
    let beyond = if days < 0 { Date::MIN } else { Date::MAX };
    jiff::Span::new().try_days(days).ok().and_then(|days| date(1, 1, 1).checked_add(days).ok()).unwrap_or(beyond)
}

impl Extent {
    /// One whole day.
    #[must_use]
    pub fn of_day(day: Date) -> Extent {
        let start = minute_of(day);
        Extent { start, end: start + DAY_MINUTES }
    }

    /// The extent of a time expression; narrower than a day where it gives a clock time or a part of the day. `None`
    /// where it has no interval.
    #[must_use]
    pub fn of(time: &Timex) -> Option<Extent> {
        let interval = time.interval?;
        let first = minute_of(interval.earliest);
        let whole = Extent { start: first, end: minute_of(interval.latest) + DAY_MINUTES };
        if interval.earliest != interval.latest {
            return Some(whole);
        }
        let Some(clock) = time.value.get(10..).and_then(|rest| rest.strip_prefix('T')) else { return Some(whole) };
        let hours = |from: i64, to: i64| Extent { start: first + from * 60, end: first + to * 60 };
        Some(match clock {
            "MO" => hours(6, 12),
            "AF" => hours(12, 18),
            "EV" => hours(18, 22),
            "NI" => hours(20, 24),
            "24" => Extent { start: whole.end - 1, end: whole.end },
            _ => match clock.get(..5).and_then(|hour| hour.parse::<Time>().ok()) {
                Some(time) => {
                    let start = first + i64::from(time.hour()) * 60 + i64::from(time.minute());
                    Extent { start, end: start + 1 }
                }
                None => whole,
            },
        })
    }

    /// Whether the two have a minute in common.
    #[must_use]
    pub fn overlaps(self, other: Extent) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// First and last day.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        (day_of(self.start), day_of(self.end - 1))
    }

    /// The months around it, `months` on each side: where the calendar ends, so does this.
    #[must_use]
    pub fn with_months(self, months: i64) -> Extent {
        let (first, last) = self.days();
        let start = first.checked_sub(months.months()).map_or(self.start, minute_of);
        let end = last.checked_add(months.months()).map_or(self.end, |day| minute_of(day) + DAY_MINUTES);
        Extent { start, end }
    }
}

/// How exactly a time is known, by the length of its extent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// An hour, a minute, a morning.
    PartOfDay,
    /// One day.
    Day,
    /// Up to seven days.
    Week,
    /// Up to 31 days.
    Month,
    /// Up to 92 days: seasons and quarters.
    Season,
    /// Up to 366 days.
    Year,
    /// More than a year.
    Longer,
}

impl Precision {
    /// Every precision, the most exact first.
    pub const ALL: [Precision; 7] = [
        Precision::PartOfDay,
        Precision::Day,
        Precision::Week,
        Precision::Month,
        Precision::Season,
        Precision::Year,
        Precision::Longer,
    ];

    /// The precision of an extent.
    #[must_use]
    pub fn of(extent: Extent) -> Precision {
        let minutes = extent.end - extent.start;
        Self::ALL.into_iter().find(|precision| minutes <= precision.longest_minutes()).unwrap_or(Precision::Longer)
    }

    /// The longest extent of this precision, in minutes.
    #[must_use]
    pub fn longest_minutes(self) -> i64 {
        match self {
            Precision::PartOfDay => DAY_MINUTES - 1,
            Precision::Day => DAY_MINUTES,
            Precision::Week => 7 * DAY_MINUTES,
            Precision::Month => 31 * DAY_MINUTES,
            Precision::Season => 92 * DAY_MINUTES,
            Precision::Year => 366 * DAY_MINUTES,
            Precision::Longer => i64::MAX,
        }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Precision::PartOfDay => "part of a day",
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            Precision::Longer => "longer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_to_minutes_and_back() {
        for day in [date(1, 1, 1), date(1582, 10, 15), date(2015, 5, 12), date(9998, 12, 31)] {
            assert_eq!(Extent::of_day(day).days(), (day, day));
        }
        assert_eq!(day_of(-1), date(0, 12, 31));
        assert_eq!(day_of(i64::MIN / 2), Date::MIN);
        assert_eq!(day_of(i64::MAX / 2), Date::MAX);
    }

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        use jiff::ToSpan;
        let begun = date(1, 1, 1);
        for days in (-3_652_000..3_652_000_i64).step_by(97) {
            let day = begun.checked_add(days.days()).expect("the calendar reaches so far");
            assert_eq!(days_of(day), days, "{day}");
        }
    }

    #[test]
    fn calendar_units_have_their_names() {
        let from = |first: Date, last: Date| {
            Precision::of(Extent { start: minute_of(first), end: minute_of(last) + DAY_MINUTES })
        };
        assert_eq!(from(date(2015, 5, 12), date(2015, 5, 12)), Precision::Day);
        assert_eq!(from(date(2015, 5, 11), date(2015, 5, 17)), Precision::Week);
        assert_eq!(from(date(2015, 5, 1), date(2015, 5, 31)), Precision::Month);
        assert_eq!(from(date(2015, 3, 1), date(2015, 5, 31)), Precision::Season);
        assert_eq!(from(date(2016, 1, 1), date(2016, 12, 31)), Precision::Year);
        assert_eq!(from(date(2010, 1, 1), date(2019, 12, 31)), Precision::Longer);
        assert_eq!(Precision::of(Extent { start: 0, end: 1 }), Precision::PartOfDay);
    }
}
