//! Parts of a year that do not say which year: seasons, quarters and halves.

use super::around::{Around, Outlook};
use super::calendar::{Point, Season, Unit};
use super::dates::choose;
use super::narrative::Narrative;
use super::resolved::{Against, Resolved, dated, open_form};
use super::slots::{Dir, Slots};

impl Narrative {
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
}
