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

/// The same, where the outlet is known.
pub fn known_source(document: &Document) -> Option<String> {
    document.metadata.outlet_name().map(|_| outlet_and_date(document))
}

/// Text in one line of at most about so many letters, cut between words.
pub fn shortened(text: &str, letters: usize) -> String {
    let mut line = String::new();
    let mut left = letters;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if length > left && !line.is_empty() {
            line.push('…');
            return line;
        }
        left = left.saturating_sub(length);
        if !line.is_empty() {
            line.push(' ');
        }
        // A word longer than the line is cut where the line ends.
        match word.char_indices().nth(letters) {
            Some((end, _)) => return line + &word[..end] + "…",
            None => line += word,
        }
    }
    line
}

/// Words as they stand at the beginning of a sentence.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
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

/// What somebody who types a share means: "72", "72 %", "0.72".
pub fn share(typed: &str) -> Option<f64> {
    let number: f64 = typed.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
    let is_share = number <= 1.0 && !typed.contains('%') && typed.contains(['.', ',']);
    Some(if is_share { number } else { number / 100.0 })
}

/// "40 min", "6 h", "3 d"; a minus where the second was first. "same day" where no hours are known.
pub fn apart(apart: Apart) -> String {
    let sign = if apart.minutes < 0 { "−" } else { "" };
    let (time, unit) = time_apart(apart);
    match unit {
        Unit::Day if time == 0 => "same day".to_owned(),
        unit => format!("{sign}{} {}", number(time), ["min", "h", "d"][unit as usize]),
    }
}

/// "the second came 6 hours later", of what is called `first` and `second`; "published on the same day".
pub fn came_later(apart: Apart, first: &str, second: &str) -> String {
    let later = if apart.minutes < 0 { first } else { second };
    match time_apart(apart) {
        (0, Unit::Day) => "published on the same day".to_owned(),
        (0, _) => "published at the same minute".to_owned(),
        (time, Unit::Minute) => format!("{later} came {} later", count(time, "minute", "minutes")),
        (time, Unit::Hour) => format!("{later} came {} later", count(time, "hour", "hours")),
        (time, Unit::Day) => format!("{later} came {} later", count(time, "day", "days")),
    }
}

/// What a time is told in.
#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
}

/// A time in the unit that it is told in, rounded; whole days where no hours are known.
fn time_apart(apart: Apart) -> (usize, Unit) {
    const HOUR: usize = 60;
    const DAY: usize = 24 * HOUR;
    match apart.minutes.unsigned_abs() as usize {
        minutes if !apart.is_exact => (minutes / DAY, Unit::Day),
        minutes if minutes < HOUR => (minutes, Unit::Minute),
        minutes if minutes < 2 * DAY => ((minutes + HOUR / 2) / HOUR, Unit::Hour),
        minutes => ((minutes + DAY / 2) / DAY, Unit::Day),
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
    fn text_is_cut_between_words() {
        assert_eq!(shortened("on the  morning\nof", 40), "on the morning of");
        assert_eq!(shortened("on the morning of", 10), "on the…");
        assert_eq!(shortened("Rindfleischetikettierung", 10), "Rindfleisc…");
    }

    #[test]
    fn shares_are_read_as_they_are_typed() {
        for (typed, read) in [("72", 0.72), ("72 %", 0.72), ("0.72", 0.72), ("0,5", 0.5), ("1", 0.01), ("1.0", 1.0)] {
            assert_eq!(share(typed), Some(read), "{typed}");
        }
        assert_eq!(share("most"), None);
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
        let say = |minutes, is_exact| came_later(Apart { minutes, is_exact }, "one", "other");
        assert_eq!(say(0, false), "published on the same day");
        assert_eq!(say(0, true), "published at the same minute");
        assert_eq!(say(1440, false), "other came 1 day later");
        assert_eq!(say(-95, true), "one came 2 hours later");
        assert_eq!(say(1, true), "other came 1 minute later");
    }
}
