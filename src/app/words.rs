//! How numbers and counts are written in the window; days are in `dates.rs`.

use super::about::{Apart, outlet_or_unknown};
use super::dates;
use crate::corpus::Document;
use crate::report::glossary::grouped;

/// "Reuters, 12 May 2015".
pub fn outlet_and_date(document: &Document) -> String {
    let outlet = outlet_or_unknown(document);
    match document.metadata.published_date() {
        Some(date) => format!("{outlet}, {}", dates::date(date)),
        None => format!("{outlet}, undated"),
    }
}

/// "1,204".
pub fn number(number: usize) -> String {
    grouped(number as u64)
}

/// "1 article", "1,204 articles".
pub fn count(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// "72 %".
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// "40 min", "6 h", "3 d"; a minus where the second was first. "same day" where no hours are known.
pub fn apart(apart: Apart) -> String {
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    let sign = if apart.minutes < 0 { "−" } else { "" };
    match apart.minutes.abs() {
        0 if !apart.is_exact => "same day".to_owned(),
        minutes if !apart.is_exact => format!("{sign}{} d", number(minutes as usize / DAY as usize)),
        minutes if minutes < HOUR => format!("{sign}{minutes} min"),
        minutes if minutes < 2 * DAY => format!("{sign}{} h", (minutes + HOUR / 2) / HOUR),
        minutes => format!("{sign}{} d", number(((minutes + DAY / 2) / DAY) as usize)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_not_many() {
        assert_eq!(count(1, "pair", "pairs"), "1 pair");
        assert_eq!(count(0, "pair", "pairs"), "0 pairs");
        assert_eq!(count(1_204, "pair", "pairs"), "1,204 pairs");
    }

    #[test]
    fn time_apart_is_as_exact_as_it_is_known() {
        let say = |minutes, is_exact| apart(Apart { minutes, is_exact });
        assert_eq!(say(0, false), "same day");
        assert_eq!(say(2880, false), "2 d");
        assert_eq!(say(-1440, false), "−1 d");
        assert_eq!(say(40, true), "40 min");
        assert_eq!(say(95, true), "2 h");
        assert_eq!(say(-7200, true), "−5 d");
    }
}
