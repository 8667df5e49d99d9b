//! How days are written in the window: in the order that its reader is used to.
//!
//! The order belongs to the thread, as a locale does: it is set at the beginning of every frame, and a job takes it from
//! the thread that starts it. So no label needs to be handed what is the same for all of them. Exports and files never
//! ask here: they have days as ISO 8601.

use std::cell::Cell;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How the person wants days to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// As people do where the system says that it stands.
    #[default]
    System,
    /// Always in this order.
    Always(DateOrder),
}

/// In which order the parts of a day are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// "12 May 2015".
    #[default]
    DayFirst,
    /// "May 12, 2015".
    MonthFirst,
    /// "2015-05-12".
    YearFirst,
}

thread_local! {
    static ORDER: Cell<DateOrder> = const { Cell::new(DateOrder::DayFirst) };
}

impl DateStyle {
    /// Every choice, in the order of menus.
    pub const ALL: [DateStyle; 4] = [
        DateStyle::System,
        DateStyle::Always(DateOrder::DayFirst),
        DateStyle::Always(DateOrder::MonthFirst),
        DateStyle::Always(DateOrder::YearFirst),
    ];

    /// As people read it: by an example.
    pub fn label(self) -> &'static str {
        match self {
            DateStyle::System => "As the system has them",
            DateStyle::Always(DateOrder::DayFirst) => "12 May 2015",
            DateStyle::Always(DateOrder::MonthFirst) => "May 12, 2015",
            DateStyle::Always(DateOrder::YearFirst) => "2015-05-12",
        }
    }

    /// The order that it stands for, where the system has `system`.
    pub fn order(self, system: DateOrder) -> DateOrder {
        match self {
            DateStyle::System => system,
            DateStyle::Always(order) => order,
        }
    }
}

impl DateOrder {
    /// The order of this account: by the locale of its dates where the system has one apart, else by its language.
    pub fn of_system() -> Self {
        let apart =
            ["LC_ALL", "LC_TIME"].into_iter().find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
        apart.or_else(sys_locale::get_locale).map_or_else(Self::default, |locale| Self::of_locale(&locale))
    }

    /// The usual order of a locale, "en-US" or "en_US.UTF-8". The lists follow the medium and short dates of Unicode's
    /// common locale data; where nothing is known, as in most of the world, the day comes first.
    fn of_locale(locale: &str) -> Self {
        let plain = locale.split(['.', '@']).next().unwrap_or_default();
        let mut parts = plain.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
        match (language.as_str(), region.as_str()) {
            ("zh" | "ja" | "ko" | "hu" | "lt" | "mn" | "sv", _) => Self::YearFirst,
            ("en" | "fil", "US" | "PH" | "GU" | "PR" | "FM" | "MH" | "PW") => Self::MonthFirst,
            _ => Self::DayFirst,
        }
    }
}

/// Writes days on this thread in an order from now on.
pub fn write_in(order: DateOrder) {
    ORDER.set(order);
}

/// The order in which days are written on this thread.
pub fn order() -> DateOrder {
    ORDER.get()
}

/// "12 May 2015".
pub fn date(date: Date) -> String {
    match order() {
        DateOrder::DayFirst => format!("{} {} {}", date.day(), month(date.month()), date.year()),
        DateOrder::MonthFirst => format!("{} {}, {}", month(date.month()), date.day(), date.year()),
        DateOrder::YearFirst => date.to_string(),
    }
}

/// "12 May", where the year is known from what stands beside it.
pub fn day_and_month(date: Date) -> String {
    match order() {
        DateOrder::DayFirst => format!("{} {}", date.day(), month(date.month())),
        DateOrder::MonthFirst => format!("{} {}", month(date.month()), date.day()),
        DateOrder::YearFirst => format!("{:02}-{:02}", date.month(), date.day()),
    }
}

/// "May 2015".
pub fn month_of_year(year: i16, month: i8) -> String {
    match order() {
        DateOrder::DayFirst | DateOrder::MonthFirst => format!("{} {year}", self::month(month)),
        DateOrder::YearFirst => format!("{year:04}-{month:02}"),
    }
}

/// From one day to another, with what they share written once: "3–9 May 2015", "7 Mar – 11 May 2019".
pub fn between(first: Date, last: Date) -> String {
    let is_one_year = first.year() == last.year();
    let is_one_month = is_one_year && first.month() == last.month();
    match order() {
        _ if first == last => date(first),
        DateOrder::DayFirst if is_one_month => format!("{}–{}", first.day(), date(last)),
        DateOrder::DayFirst if is_one_year => format!("{} – {}", day_and_month(first), date(last)),
        DateOrder::MonthFirst if is_one_month => format!("{}–{}, {}", day_and_month(first), last.day(), last.year()),
        DateOrder::MonthFirst if is_one_year => format!("{} – {}", day_and_month(first), date(last)),
        _ => format!("{} – {}", date(first), date(last)),
    }
}

/// From one month to another: "Mar – May 2019".
pub fn between_months(first: Date, last: Date) -> String {
    let whole = |date: Date| month_of_year(date.year(), date.month());
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => whole(last),
        (true, false) if order() != DateOrder::YearFirst => format!("{} – {}", month(first.month()), whole(last)),
        _ => format!("{} – {}", whole(first), whole(last)),
    }
}

/// "May".
pub fn month(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// "Tue".
pub fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn days_are_written_in_each_order() {
        let (first, last) = (day(2015, 5, 3), day(2015, 5, 9));
        let rows = [
            (DateOrder::DayFirst, "3 May 2015", "3–9 May 2015", "27 Apr – 3 May 2015", "Mar – May 2015"),
            (DateOrder::MonthFirst, "May 3, 2015", "May 3–9, 2015", "Apr 27 – May 3, 2015", "Mar – May 2015"),
            (
                DateOrder::YearFirst,
                "2015-05-03",
                "2015-05-03 – 2015-05-09",
                "2015-04-27 – 2015-05-03",
                "2015-03 – 2015-05",
            ),
        ];
        for (order, one, week, across, months) in rows {
            write_in(order);
            assert_eq!(date(first), one);
            assert_eq!(between(first, first), one);
            assert_eq!(between(first, last), week);
            assert_eq!(between(day(2015, 4, 27), first), across);
            assert_eq!(between_months(day(2015, 3, 1), last), months);
        }
    }

    #[test]
    fn the_order_is_that_of_the_thread() {
        write_in(DateOrder::YearFirst);
        let elsewhere = std::thread::spawn(order).join().expect("it only asks");
        assert_eq!((order(), elsewhere), (DateOrder::YearFirst, DateOrder::DayFirst));
    }

    #[test]
    fn a_locale_says_what_its_readers_are_used_to() {
        for (locale, order) in [
            ("en-US", DateOrder::MonthFirst),
            ("en_US.UTF-8", DateOrder::MonthFirst),
            ("en-GB", DateOrder::DayFirst),
            ("es-US", DateOrder::DayFirst),
            ("de_CH@euro", DateOrder::DayFirst),
            ("zh-Hans-CN", DateOrder::YearFirst),
            ("hu", DateOrder::YearFirst),
            ("C", DateOrder::DayFirst),
            ("", DateOrder::DayFirst),
        ] {
            assert_eq!(DateOrder::of_locale(locale), order, "{locale}");
        }
    }

    #[test]
    fn the_system_is_followed_unless_the_person_says_otherwise() {
        assert_eq!(DateStyle::System.order(DateOrder::MonthFirst), DateOrder::MonthFirst);
        assert_eq!(DateStyle::Always(DateOrder::YearFirst).order(DateOrder::MonthFirst), DateOrder::YearFirst);
    }
}
