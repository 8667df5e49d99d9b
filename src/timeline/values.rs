//! How TIMEX3 writes a stretch of the calendar, and how it is read back.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::calendar::{Point, Season};

impl Point {
    /// The point read back from a TIMEX3 value; a time of day behind a `T` is passed over.
    pub(super) fn from_value(value: &str) -> Option<Point> {
        let date = match value.find('T') {
            Some(at) if at >= 10 => &value[..at],
            _ => value,
        };
        let year_digits = date.bytes().take_while(u8::is_ascii_digit).count();
        let number = date.get(..year_digits)?.parse::<i16>().ok()?;
        let rest = &date[year_digits..];
        let point = match (year_digits, rest) {
            (2, "") => Point::Century(number),
            (3, "") => Point::Decade(number),
            (4, "") => Point::Year(number),
            (4, rest) => {
                let part = rest.strip_prefix('-')?;
                if let Some(season) = Season::coded(part) {
                    Point::Season(number, season)
                } else if let Some(quarter) = part.strip_prefix('Q') {
                    Point::Quarter(number, ranged(quarter, 1, 4)?)
                } else if let Some(half) = part.strip_prefix('H') {
                    Point::Half(number, ranged(half, 1, 2)?)
                } else if let Some(week) = part.strip_prefix('W') {
                    match week.split_once('-') {
                        None => Point::Week(number, ranged(week, 1, 53)?),
                        Some((week, "WE")) => Point::Weekend(number, ranged(week, 1, 53)?),
                        Some((week, day)) => {
                            let day = Weekday::from_monday_one_offset(ranged(day, 1, 7)?).ok()?;
                            Point::Day(ISOWeekDate::new(number, ranged(week, 1, 53)?, day).ok()?.date())
                        }
                    }
                } else {
                    match part.split_once('-') {
                        None => Point::Month(number, ranged(part, 1, 12)?),
                        Some((month, day)) => {
                            Point::Day(Date::new(number, ranged(month, 1, 12)?, ranged(day, 1, 31)?).ok()?)
                        }
                    }
                }
            }
            _ => return None,
        };
        point.interval().map(|_| point)
    }
}

fn ranged(digits: &str, least: i8, most: i8) -> Option<i8> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|number| (least..=most).contains(number))
}

impl fmt::Display for Point {
    /// The TIMEX3 value.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Day(day) => write!(out, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Point::Week(year, week) => write!(out, "{year:04}-W{week:02}"),
            Point::Weekend(year, week) => write!(out, "{year:04}-W{week:02}-WE"),
            Point::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Point::Season(year, season) => write!(out, "{year:04}-{}", season.code()),
            Point::Quarter(year, quarter) => write!(out, "{year:04}-Q{quarter}"),
            Point::Half(year, half) => write!(out, "{year:04}-H{half}"),
            Point::Year(year) => write!(out, "{year:04}"),
            Point::Decade(decade) => write!(out, "{decade:03}"),
            Point::Century(century) => write!(out, "{century:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_no_point() {
        for value in ["", "XXXX-05", "2015-13", "2015-02-30", "PRESENT_REF", "P2Y", "2015-W54", "20155", "2015-Q5", "é"]
        {
            assert_eq!(Point::from_value(value), None, "{value}");
        }
    }
}
