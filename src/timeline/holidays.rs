//! Days of the year that have a name, and the day that each falls on.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day of the year that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedDay {
    /// The same month and day each year.
    Fixed(i8, i8),
    /// The n-th weekday (Monday is 1) of a month; the last one where n is -1.
    NthWeekday(i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    UsElection,
}

impl NamedDay {
    /// Read from the rule table: `12-25`, `11-4th-4` (fourth Thursday of November), `easter-2`, `election`.
    pub(super) fn parse(text: &str) -> Option<NamedDay> {
        if text == "election" {
            return Some(NamedDay::UsElection);
        }
        if let Some(days) = text.strip_prefix("easter") {
            return Some(NamedDay::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [month, nth, weekday] => {
                let nth = if nth == "last" { -1 } else { nth.strip_suffix("th")?.parse().ok()? };
                Some(NamedDay::NthWeekday(month.parse().ok()?, nth, weekday.parse().ok()?))
            }
            [month, day] => Some(NamedDay::Fixed(month.parse().ok()?, day.parse().ok()?)),
            _ => None,
        }
    }

    /// The day in that year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            NamedDay::Fixed(month, day) => Date::new(year, month, day).ok(),
            NamedDay::NthWeekday(month, nth, weekday) => Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, Weekday::from_monday_one_offset(weekday).ok()?)
                .ok(),
            NamedDay::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
            NamedDay::UsElection => {
                Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?.tomorrow().ok()
            }
        }
    }
}

/// Easter Sunday of the western churches, by the method of "Anonymous" in Nature (20 April 1876).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number.rem_euclid(19);
    let (century, of_century) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn named_days_of_known_years() {
        assert_eq!(easter(2015), Some(date(2015, 4, 5)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(2038), Some(date(2038, 4, 25)));
        let day = |text: &str, year| NamedDay::parse(text).unwrap().in_year(year).unwrap();
        assert_eq!(day("11-4th-4", 1999), date(1999, 11, 25));
        assert_eq!(day("election", 1998), date(1998, 11, 3));
        assert_eq!(day("05-last-1", 2015), date(2015, 5, 25));
        assert_eq!(day("easter-2", 2015), date(2015, 4, 3));
    }
}
