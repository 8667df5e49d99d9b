//! From a match to a value: what "last month", "a year earlier" and "in February" mean in this article.
//!
//! Deictic words count from the article's date, narrative ones ("a month earlier", "that year") from the time named
//! before. A bare weekday is the latest one up to the article's date unless the words around look ahead; a bare month or
//! day takes the year that makes it nearest, with the same words deciding close calls. Without an article date a
//! relative expression keeps TIMEX3's open form (`XXXX-WXX-2`) and no interval.

use jiff::civil::Date;

use super::TimexType;
use super::around::{Around, Named, Outlook};
use super::calendar::{Point, Unit};
use super::meaning::Meaning;
use super::narrative::Narrative;
use super::resolved::{Against, Resolved, dated, duration, set, time_of};
use super::slots::{Dir, Length, Slots, unit_numbered};

impl Narrative {
    /// What a match means here; `None` when it is no time after all.
    pub(super) fn resolve(&self, meaning: Meaning, slots: &Slots, around: Around) -> Option<Resolved> {
        match meaning {
            Meaning::Date => self.date(slots, around),
            Meaning::Day(days, part) => {
                let time = part.map(|part| format!("T{part}"));
                Some(self.day_from_today(days).timed(time))
            }
            Meaning::Half => self.half(slots, around),
            Meaning::Century => {
                let century = i16::try_from(slots.ordinal?).ok().filter(|century| (1..=30).contains(century))? - 1;
                Some(dated(Point::Century(century), Against::Nothing).narrowed(slots.third))
            }
            Meaning::Deictic => self.deictic(slots, around),
            Meaning::SameAsNamed => {
                let unit = slots.unit.filter(|unit| *unit >= Unit::Day)?;
                self.shifted_from_named(unit, 0)
            }
            Meaning::WholeOfThis => {
                let unit = slots.unit.unwrap_or(Unit::Year);
                // "For the quarter": the one that the story is about, or that has just ended.
                if unit == Unit::Quarter {
                    return self.period();
                }
                if !matches!(unit, Unit::Year | Unit::Week | Unit::Month) {
                    return None;
                }
                // What was sold "for the full year" is told early in the next. "The year's" may be this one's.
                let is_early = self.reference.is_some_and(|day| day.month() <= 3);
                let is_over = is_early && around.outlook == Outlook::Back && !around.is_owner;
                Some(self.shifted_from_reference(unit, -i32::from(unit == Unit::Year && is_over)))
            }
            // "The quarter ended Sept. 30" is the one that the story is about.
            Meaning::Stretch if slots.unit == Some(Unit::Quarter) && self.quarter.is_some() => self.period(),
            Meaning::Stretch => {
                let length = Length { quantity: Some(super::pieces::Quantity { halves: Some(2) }), ..slots.length()? };
                Some(Resolved::plain(TimexType::Duration, &length.value()))
            }
            Meaning::WeekOf => {
                let day = self.date(slots, around)?;
                let Some(point) = day.point else { return Some(day) };
                Some(dated(Point::containing(point.interval()?.earliest, Unit::Week), day.against))
            }
            Meaning::Nth => self.nth(slots, around),
            Meaning::Ago => self.counted(slots, around, -1, true),
            Meaning::Hence => self.counted(slots, around, 1, true),
            Meaning::Earlier => self.counted(slots, around, -1, false),
            Meaning::Later => self.counted(slots, around, 1, false),
            Meaning::Around => {
                let steps = match around.direction {
                    Outlook::Back => -1,
                    Outlook::Ahead => 1,
                    Outlook::Unknown => return None,
                };
                let unit = if slots.part.is_some() { Unit::Day } else { slots.unit? };
                let time = slots.part.map(|part| format!("T{part}"));
                if (unit, steps) == (Unit::Year, -1) && self.named.is_some_and(Named::is_period) {
                    return self.quarter_before();
                }
                // A story that has named nothing yet is on the day of its article, and what came after it is not known.
                let is_first = self.named.is_none() && unit >= Unit::Day && steps < 0;
                if steps > 0 && self.named.is_none() && !around.has_article {
                    return duration(slots, around);
                }
                self.shifted_from_named(unit, steps)
                    .or_else(|| is_first.then(|| self.shifted_from_reference(unit, steps)))
                    .map(|resolved| resolved.timed(time))
            }
            Meaning::Before => self.counted(slots, around, -1, false),
            Meaning::QuarterWith => self.quarter_with(slots, around),
            Meaning::SameOf => self.same_of(slots, around),
            Meaning::YearAgo => Some(self.year_ago(slots, around)),
            Meaning::Period => self.period(),
            Meaning::PeriodNamed => self.quarter.and_then(|quarter| quarter.shifted(0)),
            Meaning::Duration => duration(slots, around),
            Meaning::Age => None,
            Meaning::SpanOf => self.span_of(slots, around),
            Meaning::Set => set(slots, around),
            Meaning::Rate(unit) => Some(Resolved::plain(TimexType::Set, &Length::one(unit_numbered(unit)).value())),
            Meaning::Length(unit) => {
                Some(Resolved::plain(TimexType::Duration, &Length::one(unit_numbered(unit)).value()))
            }
            Meaning::While => Some(Resolved::plain(TimexType::Duration, "PXX")),
            Meaning::Years(years) => Some(Resolved::plain(TimexType::Duration, &format!("P{years}Y"))),
            Meaning::YearsAgo(years) => Some(self.shifted_from_reference(Unit::Year, -i32::try_from(years).ok()?)),
            Meaning::Present | Meaning::Current => Some(Resolved::plain(TimexType::Date, "PRESENT_REF")),
            Meaning::Past | Meaning::Recent => Some(Resolved::plain(TimexType::Date, "PAST_REF")),
            Meaning::Future => Some(Resolved::plain(TimexType::Date, "FUTURE_REF")),
            Meaning::Holiday(named) => Some(self.holiday(named, slots, around)),
        }
    }

    fn date(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let time = time_of(slots);
        if let Some((year, month, day)) = slots.numeric {
            return Some(dated(Point::Day(Date::new(year, month, day).ok()?), Against::Nothing).timed(time));
        }
        let (mut year, against) = self.year_of(slots);
        if around.is_that_september && year.is_none() {
            let day = Date::new(2001, 9, 11).ok()?;
            if self.reference.is_none_or(|reference| reference >= day) {
                return Some(dated(Point::Day(day), Against::Nothing));
            }
        }
        if let Some(month) = slots.month {
            // "November to January 2005" begins in the year before.
            let year_of_range = around.range_end.map(|(last, year)| year - i16::from(last < month));
            year = year.or(year_of_range);
            let has_year = slots.year.is_some() || slots.year_dir.is_some() || year_of_range.is_some();
            let resolved = match (slots.day, has_year) {
                (Some(day), true) => match year {
                    Some(year) => dated(Point::Day(Date::new(year, month, day).ok()?), against),
                    None => Resolved::missing(format!("XXXX-{month:02}-{day:02}")),
                },
                (Some(day), false) => self.day_of_some_year(month, day, slots.dir, around)?,
                (None, true) => match year {
                    Some(year) => dated(Point::Month(year, month), against).narrowed(slots.third),
                    None => Resolved::missing(format!("XXXX-{month:02}")),
                },
                (None, false) => self.month_of_some_year(month, slots.dir, around)?.narrowed(slots.third),
            };
            return Some(resolved.timed(time));
        }
        if let Some(season) = slots.season {
            return Some(self.season(season, year, against, slots.dir, around).narrowed(slots.third));
        }
        if let Some(quarter) = slots.quarter.or(slots.ordinal.and_then(|ordinal| i8::try_from(ordinal).ok())) {
            if !(1..=4).contains(&quarter) {
                return None;
            }
            return Some(self.quarter_of(quarter, year, against, slots.dir, around).narrowed(slots.third));
        }
        if let Some(decade) = slots.decade {
            // "The 1700s" are a century, as nobody speaks of the decade; the 1900s may be either.
            if (1000..=1800).contains(&decade) && decade % 100 == 0 {
                return Some(dated(Point::Century(decade / 100), Against::Nothing).narrowed(slots.third));
            }
            let first = match decade {
                0..20 => 2000 + decade,
                20..100 => 1900 + decade,
                _ => decade,
            };
            return Some(dated(Point::Decade(first / 10), Against::Nothing).narrowed(slots.third));
        }
        if let Some(weekday) = slots.weekday {
            return Some(self.weekday(weekday, slots, around)?.timed(time));
        }
        if let Some(year) = slots.year {
            return Some(dated(Point::Year(year), Against::Nothing).narrowed(slots.third));
        }
        if let Some(days) = slots.dayword {
            return Some(self.day_from_today(days).timed(time));
        }
        if time.is_some() {
            return Some(self.day_of_time(slots, around)?.timed(time));
        }
        // A quarter of the year named only as "the 1988 quarter".
        None
    }

    fn deictic(&self, slots: &Slots, around: Around) -> Option<Resolved> {
        let unit = slots.unit.unwrap_or(Unit::Weekend);
        let dir = slots.dir.unwrap_or(Dir::This);
        if unit < Unit::Day {
            // "In the last hour" is the hour up to now.
            let length = Length { is_fortnight: slots.is_fortnight, ..Length::one(unit) };
            let is_length = matches!(dir, Dir::Last | Dir::Next) && unit == Unit::Hour;
            return is_length.then(|| Resolved::plain(TimexType::Duration, &length.value()));
        }
        if dir == Dir::Last && matches!(unit, Unit::Decade | Unit::Century) && slots.third.is_none() {
            // "In the last decade" is the ten years up to now.
            return Some(Resolved::plain(TimexType::Duration, &Length::one(unit).value()));
        }
        // "Over the last year", "in the next month": so long up to now, or from now.
        let is_whole = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade) && slots.third.is_none();
        if around.is_throughout && is_whole && matches!(dir, Dir::Last | Dir::Next) {
            return self.span_of(slots, around);
        }
        if unit == Unit::Weekend && slots.dir.is_none_or(|dir| dir == Dir::This) {
            return Some(self.weekend(slots.dir, around).narrowed(slots.third));
        }
        if unit == Unit::Quarter && (dir.is_narrative() || slots.dir.is_none()) {
            let steps = dir.steps();
            let named = self.quarter_from_named(steps);
            return named.or_else(|| Some(self.shifted_from_reference(unit, steps)));
        }
        // "In May 2003 he left, and by the end of the year he was back."
        let is_part = slots.third.is_some() && slots.dir.is_none() && unit == Unit::Year;
        let is_back = |named: Named| named.point.unit() < unit || around.outlook == Outlook::Back;
        if is_part && around.is_same_sentence && self.named.is_some_and(is_back) {
            return Some(self.shifted_from_named(unit, 0)?.narrowed(slots.third));
        }
        // "Earlier in the day"
        if unit == Unit::Day && slots.third.is_some() && dir == Dir::This {
            return self.shifted_from_named(unit, 0).or_else(|| Some(self.day_from_today(0)));
        }
        if unit == Unit::Day && matches!(dir, Dir::Last | Dir::This) {
            // "the last day", "this day": no day of the calendar is meant.
            return None;
        }
        // "the next day" goes on with the story, as "the next year" does; "next week" counts from today.
        let is_story = dir.is_narrative() || dir == Dir::Next && (unit == Unit::Day || around.has_article);
        if is_story && let Some(resolved) = self.shifted_from_named(unit, dir.steps()) {
            return Some(resolved.narrowed(slots.third));
        }
        if dir == Dir::Same && unit == Unit::Day {
            return None;
        }
        Some(self.shifted_from_reference(unit, dir.steps()).narrowed(slots.third))
    }
}
