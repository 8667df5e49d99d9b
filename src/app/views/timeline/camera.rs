//! The stretch of time in sight, and the steps of the calendar that are written along it or counted in.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::app::dates;
use crate::timeline::{DAY_MINUTES, Extent, day_of, minute_of};

/// Shortest stretch that one can zoom to, in minutes: the hours of a day stand apart.
const SHORTEST: f64 = 6.0 * 60.0;

/// Steps along the axis are at most this many, whatever the width.
const MOST_STEPS: usize = 400;

/// The stretch of time in sight, in minutes of the scale of [`Extent`]; `from < to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    from: f64,
    to: f64,
}

impl Camera {
    /// Shows this stretch.
    pub fn new(extent: Extent) -> Self {
        let (from, to) = (extent.start as f64, extent.end as f64);
        let lack = ((SHORTEST - (to - from)) / 2.0).max(0.0);
        Self { from: from - lack, to: to + lack }
    }

    /// The same with a margin on both sides, as a share of its length.
    pub fn with_margin(self, share: f64) -> Self {
        let margin = self.length() * share;
        Self { from: self.from - margin, to: self.to + margin }
    }

    fn length(self) -> f64 {
        self.to - self.from
    }

    /// Where a minute stands, as a share of the width.
    pub fn share(self, minute: i64) -> f64 {
        (minute as f64 - self.from) / self.length()
    }

    /// The minute at a share of the width.
    pub fn minute(self, share: f64) -> i64 {
        (self.from + self.length() * share).floor() as i64
    }

    /// What is in sight.
    pub fn window(self) -> Extent {
        let start = self.from.floor() as i64;
        Extent { start, end: (self.to.ceil() as i64).max(start + 1) }
    }

    /// Minutes that one point of `width` stands for.
    pub fn minutes_a_point(self, width: f32) -> f64 {
        self.length() / f64::from(width.max(1.0))
    }

    /// Closer (a factor above 1) or wider, with the minute at `share` of the width left where it is; within `whole`.
    pub fn zoomed(self, factor: f64, share: f64, whole: Camera) -> Self {
        let length = (self.length() / factor).clamp(SHORTEST, whole.length().max(SHORTEST));
        let at = self.from + self.length() * share;
        Self { from: at - length * share, to: at + length * (1.0 - share) }.kept_within(whole)
    }

    /// Moved by a share of its length; within `whole`.
    pub fn moved(self, share: f64, whole: Camera) -> Self {
        let by = self.length() * share;
        Self { from: self.from + by, to: self.to + by }.kept_within(whole)
    }

    /// The same length around a minute; within `whole`.
    pub fn centred(self, minute: f64, whole: Camera) -> Self {
        let half = self.length() / 2.0;
        Self { from: minute - half, to: minute + half }.kept_within(whole)
    }

    /// Moved inside `whole` as far as it fits.
    pub fn kept_within(self, whole: Camera) -> Self {
        let length = self.length().min(whole.length());
        let from = self.from.min(whole.to - length).max(whole.from);
        Self { from, to: from + length }
    }

    /// Whether nothing of `whole` is out of sight.
    pub fn shows_all_of(self, whole: Camera) -> bool {
        self.length() >= whole.length() * 0.999
    }
}

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Hours of a day.
    Hours(i64),
    /// Days.
    Days(i64),
    /// Weeks, which begin on Monday.
    Weeks(i64),
    /// Months.
    Months(i64),
    /// Years.
    Years(i64),
}

impl Step {
    const ALL: [Step; 20] = [
        Step::Hours(1),
        Step::Hours(3),
        Step::Hours(6),
        Step::Hours(12),
        Step::Days(1),
        Step::Days(2),
        Step::Weeks(1),
        Step::Weeks(2),
        Step::Months(1),
        Step::Months(2),
        Step::Months(3),
        Step::Months(6),
        Step::Years(1),
        Step::Years(2),
        Step::Years(5),
        Step::Years(10),
        Step::Years(20),
        Step::Years(50),
        Step::Years(100),
        Step::Years(500),
    ];

    /// The shortest step that takes at least as many points as `room` asks for it.
    pub fn fitting(minutes_a_point: f64, room: impl Fn(Step) -> f64) -> Step {
        let fits = |step: &Step| step.least_minutes() / minutes_a_point >= room(*step);
        Self::ALL.into_iter().find(fits).unwrap_or(Step::Years(500))
    }

    /// The step itself, or a day in place of hours.
    pub fn of_days(self) -> Step {
        match self {
            Step::Hours(_) => Step::Days(1),
            step => step,
        }
    }

    /// Minutes of the shortest such step of the calendar.
    fn least_minutes(self) -> f64 {
        let day = DAY_MINUTES as f64;
        match self {
            Step::Hours(hours) => hours as f64 * 60.0,
            Step::Days(days) => days as f64 * day,
            Step::Weeks(weeks) => weeks as f64 * 7.0 * day,
            Step::Months(months) => months as f64 * 29.5 * day,
            Step::Years(years) => years as f64 * 365.0 * day,
        }
    }

    /// The last beginning of a step at or before a minute.
    fn floor(self, minute: i64) -> i64 {
        let day = day_of(minute);
        match self {
            Step::Hours(hours) => minute.div_euclid(hours * 60) * hours * 60,
            // Day 0 of the scale is a Monday, so that weeks begin on it too.
            Step::Days(days) => minute.div_euclid(days * DAY_MINUTES) * days * DAY_MINUTES,
            Step::Weeks(weeks) => minute.div_euclid(weeks * 7 * DAY_MINUTES) * weeks * 7 * DAY_MINUTES,
            Step::Months(months) => {
                let month = (i64::from(day.month()) - 1) / months * months + 1;
                minute_of(first_of(i64::from(day.year()), month))
            }
            Step::Years(years) => minute_of(first_of(i64::from(day.year()).div_euclid(years) * years, 1)),
        }
    }

    /// The next beginning after one; `None` where the calendar ends.
    fn next(self, beginning: i64) -> Option<i64> {
        let later = |span: jiff::Span| day_of(beginning).checked_add(span).ok().map(minute_of);
        match self {
            Step::Hours(hours) => Some(beginning + hours * 60),
            Step::Days(days) => Some(beginning + days * DAY_MINUTES),
            Step::Weeks(weeks) => Some(beginning + weeks * 7 * DAY_MINUTES),
            Step::Months(months) => later(months.months()),
            // The first step may begin in year 1, which no step of ten years does.
            Step::Years(years) => {
                let year = (i64::from(day_of(beginning).year()).div_euclid(years) + 1) * years;
                (year < 9_999).then(|| minute_of(first_of(year, 1)))
            }
        }
    }

    /// The beginnings of steps that cover a window: the first at or before its start, the last at or after its end.
    pub fn edges(self, window: Extent) -> Vec<i64> {
        let mut edges = vec![self.floor(window.start.max(0))];
        while let Some(&last) = edges.last()
            && last < window.end
            && edges.len() < MOST_STEPS
            && let Some(next) = self.next(last)
        {
            edges.push(next);
        }
        edges
    }

    /// What is written at its beginning: "06:00", "12", "Mar", "2015".
    pub fn label(self, beginning: i64) -> String {
        let day = day_of(beginning);
        match self {
            Step::Hours(_) => format!("{:02}:00", beginning.rem_euclid(DAY_MINUTES) / 60),
            Step::Days(_) | Step::Weeks(_) => day.day().to_string(),
            Step::Months(_) => dates::month(day.month()).to_owned(),
            Step::Years(_) => day.year().to_string(),
        }
    }

    /// The same where nothing is written above: "12 May", "Mar 2015".
    pub fn full_label(self, beginning: i64) -> String {
        let day = day_of(beginning);
        match self {
            Step::Hours(_) => format!("{} {}", dates::day_and_month(day), self.label(beginning)),
            Step::Days(_) | Step::Weeks(_) => dates::day_and_month(day),
            Step::Months(_) => dates::month_of_year(day.year(), day.month()),
            Step::Years(_) => day.year().to_string(),
        }
    }

    /// The larger step that is written above it.
    pub fn above(self) -> Option<Step> {
        match self {
            Step::Hours(_) => Some(Step::Days(1)),
            Step::Days(_) | Step::Weeks(_) => Some(Step::Months(1)),
            Step::Months(_) => Some(Step::Years(1)),
            Step::Years(_) => None,
        }
    }

    /// What is written above a smaller step: "Tue 12 May 2015", "May 2015", "2015".
    pub fn long_label(self, beginning: i64) -> String {
        let day = day_of(beginning);
        match self {
            Step::Hours(_) | Step::Days(_) | Step::Weeks(_) => {
                format!("{} {}", dates::weekday(day.weekday()), dates::date(day))
            }
            Step::Months(_) => dates::month_of_year(day.year(), day.month()),
            Step::Years(_) => day.year().to_string(),
        }
    }
}

/// The first day of a month, at the latest the calendar's last year.
fn first_of(year: i64, month: i64) -> Date {
    date(year.clamp(1, 9_998) as i16, month as i8, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(first: Date, last: Date) -> Extent {
        Extent { start: minute_of(first), end: minute_of(last) + DAY_MINUTES }
    }

    fn spring() -> Camera {
        Camera::new(extent(date(2019, 3, 1), date(2019, 5, 31)))
    }

    #[test]
    fn day_zero_is_a_monday() {
        assert_eq!(day_of(0).weekday(), jiff::civil::Weekday::Monday);
    }

    #[test]
    fn edges_cover_the_window_and_begin_steps() {
        let window = spring().window();
        for step in Step::ALL {
            let edges = step.edges(window);
            assert!(edges[0] <= window.start, "{step:?}");
            assert!(edges[edges.len() - 1] >= window.end || edges.len() == MOST_STEPS, "{step:?}");
            for pair in edges.windows(2) {
                assert!(pair[0] < pair[1], "{step:?}");
                assert_eq!(step.floor(pair[1]), pair[1], "{step:?}");
                assert_eq!(step.floor(pair[1] - 1), pair[0], "{step:?}");
            }
        }
        assert_eq!(Step::Years(10).edges(extent(date(1, 2, 1), date(12, 1, 1))).len(), 3);
    }

    #[test]
    fn months_are_written_along_a_season_and_hours_along_a_day() {
        let months: Vec<String> =
            Step::Months(1).edges(spring().window()).into_iter().map(|at| Step::Months(1).label(at)).collect();
        assert_eq!(months, ["Mar", "Apr", "May", "Jun"]);
        let step = Step::fitting(1.0, |_| 40.0);
        assert_eq!(step, Step::Hours(1));
        assert_eq!(step.label(minute_of(date(2019, 3, 1)) + 7 * 60), "07:00");
        assert_eq!(Step::Days(1).long_label(minute_of(date(2019, 3, 1))), "Fri 1 Mar 2019");
    }

    #[test]
    fn zooming_keeps_the_minute_under_the_pointer_and_stays_within_the_whole() {
        let whole = Camera::new(extent(date(1907, 1, 1), date(2019, 12, 31)));
        let (before, closer) = (spring(), spring().zoomed(2.0, 0.25, whole));
        assert!((before.minute(0.25) - closer.minute(0.25)).abs() <= 1);
        assert_eq!(spring().zoomed(1e-9, 0.5, whole), whole);
        assert!(spring().moved(50.0, whole).to <= whole.to);
        let least = spring().zoomed(1e9, 0.5, whole);
        assert!((least.length() - SHORTEST).abs() < 1e-6);
        assert!(whole.shows_all_of(whole) && !spring().shows_all_of(whole));
    }
}
