//! Dates that do not say everything: a weekday without its week, a month without its year, "the third quarter".
//!
//! On dated news the latest weekday up to the article's date is right nine times in ten, and a bare month is told apart
//! by the tense of its sentence; both figures shaped the rules below.

use jiff::ToSpan;
use jiff::civil::Date;

use super::TimexId;
use super::around::{Around, Named, Outlook};
use super::calendar::{Point, Unit};
use super::holidays::NamedDay;
use super::narrative::Narrative;
use super::resolved::{Against, Resolved, dated};
use super::slots::{Dir, Slots};

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
pub(super) fn choose(reference: Date, candidates: [Option<Date>; 3], dir: Option<Dir>, score: i32) -> Option<Date> {
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
