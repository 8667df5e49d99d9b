//! Times in words: what a phrase means, and why.

use jiff::civil::Date;

use crate::analysis::Analysis;
use crate::app::dates;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::text::one_line;
use crate::timeline::{Anchor, DAY_MINUTES, Extent, Timex, TimexId};

/// The words of a time as the article has them.
pub fn phrase(analysis: &Analysis, timex: &Timex) -> String {
    one_line(timex.span.get(&analysis.corpus.get(timex.document).text).unwrap_or_default())
}

/// An extent in words: "3 May 2015", "May 2015", "2015", "3 – 9 May 2015", "12 May 2015, 10:35".
pub fn extent(extent: Extent) -> String {
    let (first, last) = extent.days();
    if first == last {
        let from = extent.start.rem_euclid(DAY_MINUTES);
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        return match extent.end - extent.start {
            DAY_MINUTES => dates::date(first),
            1 => format!("{}, {}", dates::date(first), clock(from)),
            length => format!("{}, {}–{}", dates::date(first), clock(from), clock(from + length)),
        };
    }
    days(first, last)
}

/// Days from one to another in words, with whole months and years as such.
pub fn days(first: Date, last: Date) -> String {
    let begins_month = first.day() == 1;
    let ends_month = last.day() == last.days_in_month();
    let begins_year = begins_month && first.month() == 1;
    let ends_year = ends_month && last.month() == 12;
    if begins_year && ends_year {
        if first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{}–{}", first.year(), last.year())
        }
    } else if begins_month && ends_month && (first.year(), first.month()) == (last.year(), last.month()) {
        dates::month_of_year(first.year(), first.month())
    } else if begins_month && ends_month && first.year() == last.year() {
        dates::between_months(first, last)
    } else {
        dates::between(first, last)
    }
}

/// What a time means, in words: "since March 2014", "spring 2014"; its value where it has no days.
pub fn meaning(timex: &Timex) -> String {
    let Some(stretch) = Extent::of(timex) else {
        return if timex.value.is_empty() || timex.value.contains('X') {
            "no day".to_owned()
        } else {
            timex.value.clone()
        };
    };
    let said = match season(&timex.value) {
        Some(season) => season,
        None => extent(stretch),
    };
    match (timex.is_open_start, timex.is_open_end) {
        (false, true) => format!("since {said}"),
        (true, false) => format!("until {said}"),
        _ => said,
    }
}

/// "spring 2014" of "2014-SP".
fn season(value: &str) -> Option<String> {
    let (year, season) = value.split_once('-')?;
    let season = match season {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        _ => return None,
    };
    Some(format!("{season} {year}"))
}

/// Why: "because the article is of 12 May 2015". Empty where the phrase says it all.
pub fn reason(analysis: &Analysis, timex: &Timex) -> String {
    match timex.anchor {
        Anchor::Absolute => String::new(),
        Anchor::Published(date) => format!("because the article is of {}", dates::date(date)),
        Anchor::Narrative(from) => match analysis.timeline.timexes.get(from.index()) {
            Some(other) => format!("counted from “{}”, {}", phrase(analysis, other), meaning(other)),
            None => "counted from the time named before it".to_owned(),
        },
        Anchor::Unresolved => "because the article has no date to count from".to_owned(),
        Anchor::Person => "as set by you".to_owned(),
    }
}

/// The whole of it: "March of last year → March 2014, because the article is of 12 May 2015".
pub fn derivation(analysis: &Analysis, timex: TimexId) -> String {
    let Some(timex) = analysis.timeline.timexes.get(timex.index()) else { return String::new() };
    let reason = reason(analysis, timex);
    let separator = if reason.is_empty() { "" } else { ", " };
    format!("“{}” → {}{separator}{reason}", phrase(analysis, timex), meaning(timex))
}

/// How far an article looks: "3 days back", "2 months ahead"; `None` without both days.
pub fn look(analysis: &Analysis, document: DocumentId, timex: TimexId) -> Option<String> {
    let published = analysis.corpus.get(document).metadata.published_date()?;
    let interval = analysis.timeline.timexes.get(timex.index())?.interval?;
    let apart = |from: Date, to: Date| i64::from((to - from).get_days());
    let in_words = |days: i64| match days {
        0..=60 => words::count(days as usize, "day", "days"),
        61..=730 => words::count((days / 30) as usize, "month", "months"),
        _ => words::count((days / 365) as usize, "year", "years"),
    };
    if interval.latest < published {
        Some(format!("{} back", in_words(apart(interval.latest, published))))
    } else if interval.earliest > published {
        Some(format!("{} ahead", in_words(apart(published, interval.earliest))))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_are_said_as_people_say_them() {
        assert_eq!(days(date(2014, 3, 1), date(2014, 3, 31)), "Mar 2014");
        assert_eq!(days(date(2014, 3, 1), date(2014, 5, 31)), "Mar – May 2014");
        assert_eq!(days(date(2014, 1, 1), date(2014, 12, 31)), "2014");
        assert_eq!(days(date(2010, 1, 1), date(2019, 12, 31)), "2010–2019");
        assert_eq!(days(date(2015, 5, 3), date(2015, 5, 9)), "3–9 May 2015");
        assert_eq!(days(date(2015, 4, 27), date(2015, 5, 3)), "27 Apr – 3 May 2015");
        assert_eq!(days(date(2014, 12, 29), date(2015, 1, 4)), "29 Dec 2014 – 4 Jan 2015");
        let day = Extent::of_day(date(2015, 5, 12));
        assert_eq!(extent(day), "12 May 2015");
        assert_eq!(extent(Extent { start: day.start + 635, end: day.start + 636 }), "12 May 2015, 10:35");
    }
}
