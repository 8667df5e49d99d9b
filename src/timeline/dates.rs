//! Dates that do not say everything: a weekday without its week, a month without its year, "the third quarter".
//!
//! On dated news the latest weekday up to the article's date is right nine times in ten, and a bare month is told apart
//! by the tense of its sentence; both figures shaped the rules below.

use jiff::ToSpan;
use jiff::civil::Date;

use super::around::{Around, Named, Outlook};
use super::calendar::{NamedDay, Point, Season, Unit};
use super::resolve::Narrative;
use super::resolved::{Against, Resolved, dated, open_form};
use super::slots::{Dir, Slots};
use super::{Interval, TimexId};

/// The hour from which on a time of the clock can belong to the night that begins on its day.
const EVENING: u8 = 18;

impl Narrative {
    /// "The weekend": the one that just was until Wednesday, then the one to come. "This weekend" is over only where the
    /// sentence says so in the first half of the week.
    pub(super) fn weekend(&self, dir: Option<Dir>, around: Around) -> Resolved {
        let is_early = self.reference.is_none_or(|day| day.weekday().to_monday_one_offset() <= 3);
        let is_over = match (around.outlook, dir) {
            (Outlook::Back, None) => true,
            (Outlook::Unknown, None) | (Outlook::Back, Some(_)) => is_early,
            (Outlook::Ahead, _) | (Outlook::Unknown, Some(_)) => false,
        };
        let is_now = self.reference.is_some_and(|day| day.weekday().to_monday_one_offset() >= 6);
        self.shifted_from_reference(Unit::Weekend, if is_over && !is_now { -1 } else { 0 })
    }

    pub(super) fn weekday(&self, weekday: i8, slots: &Slots, around: Around) -> Option<Resolved> {
        let Some(reference) = self.reference.filter(|_| !around.is_any) else {
            return Some(Resolved::missing(format!("XXXX-WXX-{weekday}")));
        };
        if let Some(dir) = slots.week_dir {
            let (base, against) = self.base(dir);
            let interval = Point::containing(base?, Unit::Week).shifted(dir.steps())?.interval()?;
            let day = interval.earliest.checked_add(i64::from(weekday - 1).days()).ok()?;
            return Some(dated(Point::Day(day), against));
        }
        let dir = slots.dir;
        // "From Monday to Friday" is one stretch: its end says which week.
        if let (Some(last), None) = (around.last_weekday, dir) {
            let end = self.weekday(last, slots, Around { last_weekday: None, ..around })?;
            let Some(Point::Day(day)) = end.point else { return Some(end) };
            let days = i64::from((last - weekday).rem_euclid(7));
            return Some(dated(Point::Day(day.checked_sub(days.days()).ok()?), end.against));
        }
        // "Thursday and Friday" are told in order.
        if let (true, None, Some(Named { point: Point::Day(day), id, .. })) = (around.is_next_weekday, dir, self.day) {
            let days = i64::from((weekday - day.weekday().to_monday_one_offset()).rem_euclid(7));
            if days <= LONGEST_PAIR {
                return Some(dated(Point::Day(day.checked_add(days.days()).ok()?), Against::Named(id)));
            }
        }
        let (base, against) = match dir {
            Some(Dir::Previous | Dir::Following) if let Some(Named { point: Point::Day(day), id, .. }) = self.day => {
                (Some(day), Against::Named(id))
            }
            Some(Dir::Same) => self.base(Dir::Same),
            _ => (Some(reference), Against::Reference),
        };
        let base = base?;
        // Days back from the base to that weekday, 0 to 6.
        let back = i64::from((base.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        let offset = match dir {
            Some(Dir::Last | Dir::Previous) => -(if back == 0 { 7 } else { back }),
            Some(Dir::Next | Dir::Following) => 7 - back,
            Some(Dir::Same) => -back,
            Some(Dir::This) => {
                if back == 0 {
                    0
                } else if around.outlook == Outlook::Back {
                    -back
                } else {
                    7 - back
                }
            }
            None if back == 0 => 0,
            // The latest one is right nine times in ten, so it takes more than a hint; "Monday's ruling" a plain verb.
            None if around.score >= if around.is_possessed { PLAINLY_AHEAD } else { AHEAD_FOR_WEEKDAYS } => 7 - back,
            // "The two sides play on Saturday": what is told in the present is to come, as what was would be in the past.
            None if around.is_present && !around.is_possessed => 7 - back,
            None => -back,
        };
        Some(dated(Point::Day(base.checked_add(offset.days()).ok()?), against))
    }

    pub(super) fn day_of_some_year(&self, month: i8, day: i8, dir: Option<Dir>, around: Around) -> Option<Resolved> {
        if !(1..=31).contains(&day) || Date::new(2000, month, day).is_err() {
            return None;
        }
        if let Some((year, id)) = self.year_given(month, day)
            && let Ok(date) = Date::new(year, month, day)
        {
            return Some(dated(Point::Day(date), Against::Named(id)));
        }
        let Some(reference) = self.reference else {
            return Some(Resolved::missing(format!("XXXX-{month:02}-{day:02}")));
        };
        let in_year = |shift: i16| Date::new(reference.year() + shift, month, day).ok();
        let chosen = choose(reference, [in_year(-1), in_year(0), in_year(1)], dir, around.score)?;
        Some(dated(Point::Day(chosen), Against::Reference))
    }

    pub(super) fn month_of_some_year(&self, month: i8, dir: Option<Dir>, around: Around) -> Option<Resolved> {
        if dir.is_none()
            && around.outlook != Outlook::Ahead
            && around.is_same_sentence
            && let Some((year, id)) = self.year_given(month, 0)
            && id >= self.sentence_start
        {
            return Some(dated(Point::Month(year, month), Against::Named(id)));
        }
        // "The following April"
        if let Some(dir @ (Dir::Previous | Dir::Following)) = dir
            && let Some(Named { point, id, .. }) = self.named
        {
            let first = point.interval()?.earliest.first_of_month();
            let in_year = |shift: i16| Date::new(first.year() + shift, month, 1).ok();
            let chosen = choose(first, [in_year(-1), in_year(0), in_year(1)], Some(dir), 0)?;
            return Some(dated(Point::Month(chosen.year(), month), Against::Named(id)));
        }
        let Some(reference) = self.reference else { return Some(Resolved::missing(format!("XXXX-{month:02}"))) };
        let year = reference.year();
        // "In November, in January, and at home in March": what a sentence lists ahead goes on ahead.
        if dir.is_none()
            && around.is_same_sentence
            && let Some(Named { point: Point::Month(named_year, named_month), id, .. }) = self.named
            && Date::new(named_year, named_month, 1).is_ok_and(|named| named > reference)
            // "In October, January and April, and in July and October": a second round is of the same year.
            && let year = named_year + i16::from(month < named_month)
            && (year, month) <= (reference.year() + 1, reference.month())
        {
            return Some(dated(Point::Month(year, month), Against::Named(id)));
        }
        // The month's distance is counted from its first day, so that the running month counts as now.
        let this_month = reference.first_of_month();
        let in_year = |shift: i16| Date::new(year + shift, month, 1).ok();
        let score = if dir.is_none() && month == reference.month() { 0 } else { around.score };
        let chosen = choose(this_month, [in_year(-1), in_year(0), in_year(1)], dir, score)?;
        Some(dated(Point::Month(chosen.year(), month), Against::Reference))
    }

    fn year_given(&self, month: i8, day: i8) -> Option<(i16, TimexId)> {
        self.years.iter().rev().find(|(of, ..)| *of == (month, day)).map(|(_, year, id)| (*year, *id))
    }

    pub(super) fn season(
        &self,
        season: Season,
        year: Option<i16>,
        against: Against,
        dir: Option<Dir>,
        around: Around,
    ) -> Resolved {
        let code = Point::Season(2000, season).to_string().split_off(5);
        if let Some(year) = year {
            return dated(Point::Season(year, season), against);
        }
        let Some(reference) = self.reference else { return Resolved::missing(format!("XXXX-{code}")) };
        let first = |year: i16| Point::Season(year, season).interval().map(|interval| interval.earliest);
        let year = reference.year();
        // "This summer" is of this year, before and after it; a winter is of two.
        if dir == Some(Dir::This) && season != Season::Winter {
            return dated(Point::Season(year, season), Against::Reference);
        }
        let years = [year - 1, year, year + 1].map(first);
        let running = Point::containing(reference, Unit::Season).interval().map_or(reference, |now| now.earliest);
        let dir = match dir {
            Some(Dir::This) => None,
            other => other,
        };
        let chosen = choose(running, years, dir, around.score).unwrap_or(reference);
        dated(Point::Season(chosen.year(), season), Against::Reference)
    }

    pub(super) fn quarter_of(
        &self,
        quarter: i8,
        year: Option<i16>,
        against: Against,
        dir: Option<Dir>,
        around: Around,
    ) -> Resolved {
        if let Some(year) = year {
            return dated(Point::Quarter(year, quarter), against);
        }
        let Some(reference) = self.reference else { return Resolved::missing(format!("XXXX-Q{quarter}")) };
        let first = |year: i16| Point::Quarter(year, quarter).interval().map(|interval| interval.earliest);
        let year = reference.year();
        let begun = first(year).is_some_and(|first| first <= reference);
        let chosen = match (dir, begun, around.outlook) {
            (Some(Dir::Next | Dir::Following), true, _) => year + 1,
            (_, true, Outlook::Ahead) if quarter == 1 && reference.month() >= 10 => year + 1,
            (_, true, _) | (_, false, Outlook::Ahead) | (Some(Dir::This), ..) => year,
            (_, false, _) => year - 1,
        };
        dated(Point::Quarter(chosen, quarter), Against::Reference)
    }

    /// "The same month last year": the month that the sentence or the article is in, in another year.
    pub(super) fn same_of(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let unit = slots.unit.filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter))?;
        let Some(reference) = self.reference else { return Some(Resolved::missing(open_form(unit))) };
        let named = self.named.filter(|named| around.is_same_sentence && named.point.unit() == unit);
        let base = named.and_then(|named| named.point.interval()).map_or(reference, |interval| interval.earliest);
        let year = match self.year_of(slots) {
            (Some(year), _) => year,
            _ => base.year() - 1,
        };
        let point = Point::containing(base, Unit::Year).shifted(i32::from(year) - i32::from(base.year()))?;
        let day = point.day_like(base)?;
        let against = named.map_or(Against::Reference, |named| Against::Named(named.id));
        Some(dated(Point::containing(day, unit), against))
    }

    /// "the December quarter": the quarter of the calendar that has that month.
    pub(super) fn quarter_with(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let month = slots.month?;
        let (year, against) = self.year_of(slots);
        let whole = match year {
            Some(year) => dated(Point::Month(year, month), against),
            None => self.month_of_some_year(month, None, around)?,
        };
        let Some(Point::Month(year, month)) = whole.point else {
            return Some(Resolved::missing(format!("XXXX-Q{}", (month - 1) / 3 + 1)));
        };
        Some(dated(Point::Quarter(year, (month - 1) / 3 + 1), whole.against))
    }

    pub(super) fn half(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let half = match slots.ordinal {
            Some(1) => 1,
            Some(2) | None => 2,
            Some(_) => return None,
        };
        if let Some(decade) = slots.decade {
            let first = if decade < 100 { 1900 + decade } else { decade };
            return Some(dated(Point::Decade(first / 10), Against::Nothing));
        }
        let (year, against) = self.year_of(slots);
        match (year, self.reference) {
            (Some(year), _) => Some(dated(Point::Half(year, half), against)),
            (None, Some(reference)) => {
                // Results of a half are told when it is over.
                let is_to_come = i32::from(half) * 6 - 5 > i32::from(reference.month());
                let year = reference.year() - i16::from(is_to_come && around.outlook == Outlook::Back);
                Some(dated(Point::Half(year, half), Against::Reference))
            }
            (None, None) => Some(Resolved::missing(format!("XXXX-H{half}"))),
        }
    }

    /// The day of a time without one: "this morning", "last night", "at 10 p.m.".
    pub(super) fn day_of_time(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        // "Last night … at 3 a.m.", "by noon": what comes after a night is of the day after the one that it began on.
        let is_after_night = slots.clock.is_some_and(|clock| clock.hour < EVENING);
        let on = |named: Named| named.shifted(i32::from(named.is_night && is_after_night));
        match slots.dir {
            Some(Dir::Last) => Some(self.day_from_today(-1)),
            Some(Dir::This) => Some(self.day_from_today(0)),
            Some(Dir::Next) if !around.has_article => Some(self.day_from_today(1)),
            // A story that has named no day is on the day of its article.
            Some(dir) => {
                self.shifted_from_named(Unit::Day, dir.steps()).or_else(|| Some(self.day_from_today(dir.steps())))
            }
            None if around.weekday_behind.is_some() => {
                let slots = Slots { weekday: around.weekday_behind, ..Slots::default() };
                self.weekday(around.weekday_behind?, &slots, around)
            }
            None => match (self.named, self.day) {
                (Some(named @ Named { point: Point::Day(_), .. }), _) if around.is_same_sentence => on(named),
                (_, Some(day)) if self.is_day_of_story(day, around) => on(day),
                _ => Some(self.day_from_today(0)),
            },
        }
    }

    /// Whether a time of day goes on with the day named last: that day is past, the sentence does not look ahead, and the
    /// day is the story's own, in the week before the article, or stands near.
    fn is_day_of_story(&self, named: Named, around: Around) -> bool {
        let (Some(reference), Point::Day(day)) = (self.reference, named.point) else { return false };
        let is_past = day <= reference && around.outlook != Outlook::Ahead;
        let is_fresh = reference.since(day).is_ok_and(|span| span.get_days() <= 6);
        is_past && (is_fresh || around.is_near_day)
    }

    pub(super) fn nth(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let (year, against) = self.year_of(slots);
        let nth = slots.ordinal.and_then(|ordinal| i8::try_from(ordinal).ok());
        let Some(month) = slots.month else {
            if let Some(year) = year {
                return nth_in(Point::Year(year), slots.unit?, nth).map(|point| dated(point, against));
            }
            return self.nth_of(slots, nth);
        };
        let whole = match (slots.year.is_some() || slots.year_dir.is_some(), year) {
            (true, Some(year)) => dated(Point::Month(year, month), against),
            (true, None) => Resolved::missing(format!("XXXX-{month:02}")),
            (false, _) => self.month_of_some_year(month, None, around)?,
        };
        let Some(Point::Month(year, month)) = whole.point else { return Some(whole) };
        let first = Date::new(year, month, 1).ok()?;
        if let Some(weekday) = slots.weekday {
            let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
            let nth = nth.unwrap_or(-1);
            return Some(dated(Point::Day(first.nth_weekday_of_month(nth, weekday).ok()?), whole.against));
        }
        let from_end = nth.is_none();
        let at = i64::from(nth.unwrap_or(1) - 1);
        match slots.unit? {
            Unit::Day => {
                let day = if from_end { first.last_of_month() } else { first.checked_add(at.days()).ok()? };
                (day.month() == month).then(|| dated(Point::Day(day), whole.against))
            }
            Unit::Week | Unit::Weekend => {
                let last = first.last_of_month();
                let earliest = if from_end {
                    last.checked_sub(6.days()).ok()?
                } else {
                    first.checked_add(at.checked_mul(7)?.days()).ok()?
                };
                if earliest > last {
                    return Some(whole);
                }
                let latest = earliest.checked_add(6.days()).ok()?.min(last);
                Some(Resolved { interval: Some(Interval { earliest, latest }), ..whole })
            }
            _ => None,
        }
    }

    /// "The last week of this month", "the third quarter of the year".
    fn nth_of(&self, slots: &Slots, nth: Option<i8>) -> Option<Resolved> {
        let whole = slots.second?.unit;
        let dir = slots.dir.unwrap_or(Dir::This);
        let (base, against) = self.base(dir);
        let Some(base) = base else { return Some(Resolved::missing(open_form(whole))) };
        let point = Point::containing(base, whole).shifted(dir.steps())?;
        nth_in(point, slots.unit?, nth).map(|point| dated(point, against))
    }

    pub(super) fn holiday(&self, named: NamedDay, slots: &Slots, around: Around) -> Resolved {
        let (year, against) = self.year_of(slots);
        let missing = || {
            Resolved::missing(match named {
                NamedDay::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
                _ => "XXXX-XX-XX".to_owned(),
            })
        };
        if let Some(day) = year.and_then(|year| named.in_year(year)) {
            return dated(Point::Day(day), against);
        }
        let Some(reference) = self.reference else { return missing() };
        let in_year = |shift: i16| named.in_year(reference.year() + shift);
        let chosen = choose(reference, [in_year(-1), in_year(0), in_year(1)], slots.dir, around.score);
        chosen.map_or_else(missing, |day| dated(Point::Day(day), Against::Reference))
    }
}

/// The day, month or quarter of this number in a stretch of the calendar, or the last; any other unit gives the stretch.
fn nth_in(whole: Point, unit: Unit, nth: Option<i8>) -> Option<Point> {
    if unit < Unit::Day {
        return None;
    }
    if unit >= whole.unit() || !matches!(unit, Unit::Day | Unit::Month | Unit::Quarter) {
        return Some(whole);
    }
    let interval = whole.interval()?;
    let point = match nth {
        Some(nth) => Point::containing(interval.earliest, unit).shifted(i32::from(nth) - 1)?,
        None => Point::containing(interval.latest, unit),
    };
    point.interval().filter(|part| part.latest <= interval.latest).map(|_| point)
}

/// How many days two weekdays joined by "and" may lie apart to be told in order: "Friday and Monday".
const LONGEST_PAIR: i64 = 3;

/// How plainly the words around must look ahead for a bare weekday to be the next one.
const AHEAD_FOR_WEEKDAYS: i32 = 15;

/// From this score on the nearest verb itself looks ahead: "will be launched in December".
const PLAINLY_AHEAD: i32 = 28;

/// Down to this score a word right before looks back: "since September". A verb of the past does not suffice: "invited him
/// to a ceremony on March 12", and who means the year before says "last".
const PLAINLY_BACK: i32 = -60;

/// Of the same day or month in three years, the one that is meant; above 0 the score of the words around looks ahead.
fn choose(reference: Date, candidates: [Option<Date>; 3], dir: Option<Dir>, score: i32) -> Option<Date> {
    let distance = |date: Date| date.since(reference).map_or(0, |span| span.get_days());
    let dates = candidates.into_iter().flatten();
    match dir {
        Some(Dir::Last | Dir::Previous) => return dates.filter(|date| distance(*date) < 0).max(),
        Some(Dir::Next | Dir::Following) => return dates.filter(|date| distance(*date) > 0).min(),
        Some(Dir::This) => return candidates[1],
        Some(Dir::Same) | None => {}
    }
    // How much farther a date on the less likely side may be; chosen on dated news of 1989 to 2000.
    let (future_cost, past_cost) = match score {
        score if score <= PLAINLY_BACK => (24, 1),
        ..0 => (4, 1),
        0 => (2, 1),
        1..PLAINLY_AHEAD => (1, 2),
        PLAINLY_AHEAD.. => (1, 6),
    };
    dates.min_by_key(|date| {
        let days = distance(*date);
        if days > 0 { i64::from(days) * future_cost } else { i64::from(-days) * past_cost }
    })
}
