//! What the headings of the rule table mean; how each is resolved stands in `resolve.rs`.

use super::holidays::NamedDay;

/// What a match says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A date made of the pieces found.
    Date,
    /// So many days from today, with a part of the day.
    Day(i32, Option<&'static str>),
    Half,
    Century,
    /// "last week"
    Deictic,
    /// "later that year"
    SameAsNamed,
    /// "the full year"
    WholeOfThis,
    /// "the year" of "the year ended Sept. 30": a length, of which the text gives the end.
    Stretch,
    /// "the week of March 18"
    WeekOf,
    /// "the first week of May"
    Nth,
    Ago,
    Hence,
    Earlier,
    Later,
    /// "the day before"
    Around,
    /// "two days before"
    Before,
    /// "the year-ago quarter"
    YearAgo,
    /// "the same month last year"
    SameOf,
    /// "the December quarter"
    QuarterWith,
    /// "the quarter"
    Period,
    /// "the period"
    PeriodNamed,
    Duration,
    /// "yearlong": one of that unit.
    Length(i32),
    /// "a quarter of a century": so many years.
    Years(u32),
    /// "a quarter of a century ago"
    YearsAgo(u32),
    /// Looks like a time and is none: "52 years old".
    Age,
    /// "the past two years"
    SpanOf,
    /// "for a while"
    While,
    Set,
    /// "daily": every so many of that unit.
    Rate(i32),
    Present,
    Past,
    Future,
    /// "current" before a noun.
    Current,
    /// "recent" before a noun.
    Recent,
    Holiday(NamedDay),
}

impl Meaning {
    /// The meaning of a heading of the rule table.
    pub(super) fn parse(heading: &str) -> Option<Meaning> {
        let mut words = heading.split_whitespace();
        let name = words.next()?;
        let mut argument = || words.next();
        Some(match name {
            "date" => Meaning::Date,
            "day" => {
                let days = argument()?.parse().ok()?;
                let part = match argument() {
                    None => None,
                    Some("NI") => Some("NI"),
                    Some(_) => return None,
                };
                Meaning::Day(days, part)
            }
            "half" => Meaning::Half,
            "century" => Meaning::Century,
            "deictic" => Meaning::Deictic,
            "later-that" => Meaning::SameAsNamed,
            "full" => Meaning::WholeOfThis,
            "stretch" => Meaning::Stretch,
            "week-of" => Meaning::WeekOf,
            "nth" => Meaning::Nth,
            "ago" => Meaning::Ago,
            "hence" => Meaning::Hence,
            "earlier" => Meaning::Earlier,
            "later" => Meaning::Later,
            "around" => Meaning::Around,
            "before" => Meaning::Before,
            "year-ago" => Meaning::YearAgo,
            "same-of" => Meaning::SameOf,
            "quarter-with" => Meaning::QuarterWith,
            "period" => Meaning::Period,
            "period-named" => Meaning::PeriodNamed,
            "duration" => Meaning::Duration,
            "while" => Meaning::While,
            "length" => Meaning::Length(argument()?.parse().ok()?),
            "years" => Meaning::Years(argument()?.parse().ok()?),
            "years-ago" => Meaning::YearsAgo(argument()?.parse().ok()?),
            "age" => Meaning::Age,
            "span" => Meaning::SpanOf,
            "set" => Meaning::Set,
            "rate" => Meaning::Rate(argument()?.parse().ok()?),
            "present" => Meaning::Present,
            "past" => Meaning::Past,
            "future" => Meaning::Future,
            "current" => Meaning::Current,
            "recent" => Meaning::Recent,
            "holiday" => Meaning::Holiday(NamedDay::parse(argument()?)?),
            _ => return None,
        })
    }
}
