//! What a match comes to: its TIMEX3 type and value, its interval, and what it was counted from.

use jiff::ToSpan;

use super::around::Around;
use super::calendar::{Point, Unit};
use super::slots::{Length, Slots, Third};
use super::{Interval, TimexId, TimexType};

/// What a match was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    Nothing,
    Reference,
    /// An expression before it.
    Named(TimexId),
    Missing,
}

/// A resolved match.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) interval: Option<Interval>,
    pub(super) against: Against,
    /// The point of the calendar, for what comes after in the narrative.
    pub(super) point: Option<Point>,
}

/// "T10:35", "TMO".
pub(super) fn time_of(slots: &Slots) -> Option<String> {
    if let Some(clock) = slots.clock {
        // "3 o'clock in the afternoon", "10:15 on Saturday night"
        let is_second_half = match slots.part {
            Some("AF" | "EV") => (1..12).contains(&clock.hour),
            Some("NI") => (6..12).contains(&clock.hour),
            _ => false,
        };
        let mut time = format!("T{:02}", clock.hour + if is_second_half { 12 } else { 0 });
        let whole_hour = (clock.hour != 24).then_some(0);
        if let Some(minute) = clock.minute.or(whole_hour) {
            time.push_str(&format!(":{minute:02}"));
        }
        if let Some(second) = clock.second {
            time.push_str(&format!(":{second:02}"));
        }
        return Some(time);
    }
    slots.part.map(|part| format!("T{part}"))
}

/// The value of a unit of the calendar that nothing tells which it is.
pub(super) fn open_form(unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Season => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
    .to_owned()
}

/// A point of the calendar. It has an interval, or it could not have been made.
pub(super) fn dated(point: Point, against: Against) -> Resolved {
    Resolved {
        kind: TimexType::Date,
        value: point.to_string(),
        interval: point.interval(),
        against,
        point: Some(point),
    }
}

/// "Four decades", "a year and a half".
pub(super) fn duration(slots: &Slots, around: Around) -> Option<Resolved> {
    let mut length: Length = slots.length()?;
    let mut value;
    if slots.quantity.is_none() && around.halves.is_some() {
        length.quantity = Some(super::pieces::Quantity { halves: around.halves });
        value = length.value();
    } else {
        if slots.quantity.is_none() && around.is_one {
            length.quantity = Some(super::pieces::Quantity { halves: Some(2) });
        }
        value = length.value();
        if let Some(second) = slots.second
            && second.quantity.is_some()
            && second.unit < length.unit
            && let Some(tail) = second.value().strip_prefix('P')
        {
            value.push_str(if value.contains('T') { tail.trim_start_matches('T') } else { tail });
        }
    }
    Some(Resolved::plain(TimexType::Duration, &value))
}

/// "Every Friday", "three times a day".
pub(super) fn set(slots: &Slots, around: Around) -> Option<Resolved> {
    let part = slots.part.map(|part| format!("T{part}")).unwrap_or_default();
    let value = if let Some(weekday) = slots.weekdays.or(slots.weekday) {
        format!("XXXX-WXX-{weekday}{part}")
    } else if let Some(month) = slots.month {
        format!("XXXX-{month:02}")
    } else if let Some(season) = slots.season {
        format!("XXXX-{}", Point::Season(2000, season).to_string().split_off(5))
    } else if slots.part.is_some() {
        format!("XXXX-XX-XX{part}")
    } else {
        let mut length = slots.length()?;
        // "Three times a day" is every day.
        if length.quantity.is_none() || around.is_so_often {
            length.quantity = Some(super::pieces::Quantity { halves: Some(if around.is_every_other { 4 } else { 2 }) });
        }
        length.value()
    };
    Some(Resolved::plain(TimexType::Set, &value))
}

impl Resolved {
    pub(super) fn plain(kind: TimexType, value: &str) -> Resolved {
        Resolved { kind, value: value.to_owned(), interval: None, against: Against::Nothing, point: None }
    }

    pub(super) fn missing(value: String) -> Resolved {
        Resolved { kind: TimexType::Date, value, interval: None, against: Against::Missing, point: None }
    }

    /// The same at a time of its day.
    pub(super) fn timed(mut self, time: Option<String>) -> Resolved {
        if let Some(time) = time
            && self.point.is_none_or(|point| point.unit() == Unit::Day)
        {
            self.kind = TimexType::Time;
            self.value.push_str(&time);
        }
        self
    }

    /// The first, middle or last third of it: "early 2013".
    pub(super) fn narrowed(mut self, third: Option<Third>) -> Resolved {
        let (Some(third), Some(interval)) = (third, self.interval) else { return self };
        let days = interval.latest.since(interval.earliest).map_or(0, |span| i64::from(span.get_days())) + 1;
        if days < 3 {
            return self;
        }
        let cut = |thirds: i64| interval.earliest.checked_add((days * thirds / 3).days()).unwrap_or(interval.latest);
        let (from, to) = match third {
            Third::Early => (0, 1),
            Third::Middle => (1, 2),
            Third::Late => (2, 3),
        };
        let latest = cut(to).yesterday().unwrap_or(interval.latest);
        self.interval = Some(Interval { earliest: cut(from), latest: latest.max(cut(from)) });
        self
    }
}
