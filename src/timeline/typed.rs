//! A date as a person types it.

use jiff::civil::Date;

use super::calendar::Point;
use super::{Interval, times_in_text};

/// The TIMEX3 value and the days of a date that a person typed: a value itself ("2015-05", "2015-W20", "2014-SP"), or
/// words as they stand in articles ("12 May 2015", "last March", "the spring of 2014"), which are resolved against the
/// date of the article. `None` where it is neither, or is more than one date.
#[must_use]
pub fn time_from_typed(typed: &str, published: Option<Date>) -> Option<(String, Interval)> {
    let typed = typed.trim();
    if let Some((point, interval)) = Point::from_value(typed).and_then(|point| Some((point, point.interval()?))) {
        return Some((point.to_string(), interval));
    }
    let times = times_in_text(typed, &[], published);
    let [time] = times.as_slice() else { return None };
    // A number that is left over belongs to a date that was mistyped.
    let is_left_over = |at: usize| at < time.span.start() || at >= time.span.end();
    if typed.bytes().enumerate().any(|(at, byte)| byte.is_ascii_digit() && is_left_over(at)) {
        return None;
    }
    Some((time.value.clone(), time.interval?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_and_words_are_both_read() {
        let article = Some(date(2015, 5, 12));
        let read = |typed: &str| time_from_typed(typed, article).map(|(value, _)| value);
        assert_eq!(read(" 2014-03 ").as_deref(), Some("2014-03"));
        assert_eq!(read("2014-03-09").as_deref(), Some("2014-03-09"));
        assert_eq!(read("9 March 2014").as_deref(), Some("2014-03-09"));
        assert_eq!(read("March of last year").as_deref(), Some("2014-03"));
        assert_eq!(read("yesterday").as_deref(), Some("2015-05-11"));
        for nonsense in ["", "soon enough", "2014-13", "3 May 2014 and 4 May 2014"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
        let (_, days) = time_from_typed("2014-03", None).expect("a month");
        assert_eq!((days.earliest, days.latest), (date(2014, 3, 1), date(2014, 3, 31)));
    }
}
