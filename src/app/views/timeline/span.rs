//! The stretch of time that is seen, and the dates written along it.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::app::words;

/// Shortest stretch that one can zoom to, in days.
const SHORTEST: f64 = 3.0;
/// Room that a written date needs, in points.
const LABEL: f64 = 84.0;

/// The stretch of time that is seen, in days from the start of 1970; `from < to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    from: f64,
    to: f64,
}

/// The day, counted from the start of 1970.
pub fn day(of: Date) -> f64 {
    date(1970, 1, 1).until(of).map_or(0.0, |span| f64::from(span.get_days()))
}

impl Seen {
    /// From the start of one day to the end of another.
    pub fn days(first: Date, last: Date) -> Self {
        let (from, to) = (day(first), day(last) + 1.0);
        Self { from, to: to.max(from + SHORTEST) }
    }

    /// The same with a margin on both sides, as a share of its length.
    pub fn with_margin(self, share: f64) -> Self {
        let margin = (self.to - self.from) * share;
        Self { from: self.from - margin, to: self.to + margin }
    }

    /// Where a day stands, as a share of the width.
    pub fn share(self, day: f64) -> f64 {
        (day - self.from) / (self.to - self.from)
    }

    /// Closer (a factor above 1) or wider, with the day at `share` of the width left where it is; within `whole`.
    pub fn zoomed(self, factor: f64, share: f64, whole: Seen) -> Self {
        let length = ((self.to - self.from) / factor).clamp(SHORTEST, (whole.to - whole.from).max(SHORTEST));
        let at = self.from + (self.to - self.from) * share;
        Self { from: at - length * share, to: at + length * (1.0 - share) }.kept_within(whole)
    }

    /// Moved by a share of its length; within `whole`.
    pub fn moved(self, share: f64, whole: Seen) -> Self {
        let by = (self.to - self.from) * share;
        Self { from: self.from + by, to: self.to + by }.kept_within(whole)
    }

    fn kept_within(self, whole: Seen) -> Self {
        let length = self.to - self.from;
        let from = self.from.min(whole.to - length).max(whole.from);
        Self { from, to: from + length }
    }

    /// The dates to write along `width` points: each with its day and its words.
    pub fn ticks(self, width: f64) -> Vec<(f64, String)> {
        let most = (width / LABEL).max(1.0);
        let length = self.to - self.from;
        let step = Step::ALL.into_iter().find(|step| length / step.days() <= most).unwrap_or(Step::Years(100));
        let Some(mut at) = date_of(self.from).map(|first| step.start(first)) else { return Vec::new() };
        let mut ticks = Vec::new();
        while day(at) < self.to && ticks.len() < 64 {
            if day(at) >= self.from {
                ticks.push((day(at), step.label(at)));
            }
            let Some(next) = step.next(at) else { break };
            at = next;
        }
        ticks
    }
}

fn date_of(day: f64) -> Option<Date> {
    date(1970, 1, 1).checked_add((day.floor() as i64).days()).ok()
}

/// How far apart two written dates are.
#[derive(Clone, Copy)]
enum Step {
    Days(i8),
    Months(i8),
    Years(i16),
}

impl Step {
    const ALL: [Step; 12] = [
        Step::Days(1),
        Step::Days(2),
        Step::Days(7),
        Step::Days(14),
        Step::Months(1),
        Step::Months(3),
        Step::Months(6),
        Step::Years(1),
        Step::Years(2),
        Step::Years(5),
        Step::Years(10),
        Step::Years(25),
    ];

    fn days(self) -> f64 {
        match self {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => f64::from(months) * 30.4,
            Step::Years(years) => f64::from(years) * 365.25,
        }
    }

    /// The last date of the step at or before a day.
    fn start(self, at: Date) -> Date {
        match self {
            Step::Days(days) if days < 7 => at,
            Step::Days(_) => at.checked_sub(i64::from(at.weekday().to_monday_zero_offset()).days()).unwrap_or(at),
            Step::Months(months) => date(at.year(), (at.month() - 1) / months * months + 1, 1),
            Step::Years(years) => date(at.year().div_euclid(years) * years, 1, 1),
        }
    }

    fn next(self, at: Date) -> Option<Date> {
        match self {
            Step::Days(days) => at.checked_add(i64::from(days).days()),
            Step::Months(months) => at.checked_add(i64::from(months).months()),
            Step::Years(years) => at.checked_add(i64::from(years).years()),
        }
        .ok()
    }

    fn label(self, at: Date) -> String {
        match self {
            Step::Days(_) => words::date(at),
            Step::Months(_) => format!("{} {}", words::month(at.month()), at.year()),
            Step::Years(_) => at.year().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Seen {
        Seen::days(date(2019, 3, 1), date(2019, 5, 31))
    }

    #[test]
    fn months_are_written_along_a_season() {
        let words: Vec<String> = seen().ticks(400.0).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Mar 2019", "Apr 2019", "May 2019"]);
    }

    #[test]
    fn a_century_is_written_in_decades_and_a_week_in_days() {
        let century = Seen::days(date(1900, 1, 1), date(1999, 12, 31)).ticks(900.0);
        assert_eq!(century[1].1, "1910");
        let week = Seen::days(date(2019, 3, 4), date(2019, 3, 10)).ticks(700.0);
        assert_eq!(week[0].1, "4 Mar 2019");
    }

    #[test]
    fn zooming_keeps_the_day_under_the_pointer_and_stays_within_the_whole() {
        let whole = Seen::days(date(1907, 1, 1), date(2019, 12, 31));
        let (before, closer) = (seen(), seen().zoomed(2.0, 0.25, whole));
        let at = |seen: Seen, share: f64| seen.from + (seen.to - seen.from) * share;
        assert!((at(before, 0.25) - at(closer, 0.25)).abs() < 1e-9);
        assert_eq!(seen().zoomed(1e-9, 0.5, whole), whole);
        assert!(seen().moved(50.0, whole).to <= whole.to);
    }
}
