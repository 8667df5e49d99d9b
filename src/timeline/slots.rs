//! The pieces of a match, each in its place.

use super::calendar::{Season, Unit};
use super::lexicon::Lexicon;
use super::pieces::{Clock, Item, Quantity};
use super::rules::Match;
use super::tokens::Token;

/// Which one of a row: relative to the article's date, or to what was named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dir {
    Last,
    This,
    Next,
    Previous,
    Following,
    Same,
}

impl Dir {
    fn numbered(number: i32) -> Dir {
        match number {
            0 => Dir::Last,
            1 => Dir::This,
            2 => Dir::Next,
            3 => Dir::Previous,
            4 => Dir::Following,
            _ => Dir::Same,
        }
    }

    /// Steps from the anchor.
    pub(super) fn steps(self) -> i32 {
        match self {
            Dir::Last | Dir::Previous => -1,
            Dir::This | Dir::Same => 0,
            Dir::Next | Dir::Following => 1,
        }
    }

    /// Whether it counts from what was named before rather than from the article's date.
    pub(super) fn is_narrative(self) -> bool {
        matches!(self, Dir::Previous | Dir::Following | Dir::Same)
    }
}

/// Which third of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Middle,
    Late,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// `None` where the text gives none: "for weeks".
    pub(super) quantity: Option<Quantity>,
    pub(super) unit: Unit,
    /// Two weeks count as one fortnight.
    pub(super) is_fortnight: bool,
}

/// The pieces of a match by what they are; of each the first one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slots {
    pub(super) year: Option<i16>,
    pub(super) year_dir: Option<Dir>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) week_dir: Option<Dir>,
    pub(super) weekday: Option<i8>,
    pub(super) weekdays: Option<i8>,
    pub(super) season: Option<Season>,
    pub(super) quarter: Option<i8>,
    pub(super) decade: Option<i16>,
    pub(super) ordinal: Option<i32>,
    pub(super) dir: Option<Dir>,
    pub(super) third: Option<Third>,
    pub(super) part: Option<&'static str>,
    pub(super) clock: Option<Clock>,
    pub(super) dayword: Option<i32>,
    pub(super) numeric: Option<(i16, i8, i8)>,
    pub(super) quantity: Option<Quantity>,
    pub(super) unit: Option<Unit>,
    pub(super) is_fortnight: bool,
    /// "two years and three months"
    pub(super) second: Option<Length>,
}

impl Slots {
    /// The pieces of a match.
    pub(super) fn of(found: &Match) -> Slots {
        let mut slots = Slots::default();
        let mut late_quantity = None;
        for &item in &found.items {
            match item {
                Item::Month(month) => put(&mut slots.month, month),
                Item::Weekday(day) => put(&mut slots.weekday, day),
                Item::Weekdays(day) => put(&mut slots.weekdays, day),
                Item::Season(season) => {
                    let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
                    if let Some(season) = usize::try_from(season).ok().and_then(|at| seasons.get(at)) {
                        put(&mut slots.season, *season);
                    }
                }
                Item::Part(part) => {
                    let codes = ["MO", "AF", "EV", "NI"];
                    if let Some(code) = usize::try_from(part).ok().and_then(|at| codes.get(at)) {
                        put(&mut slots.part, *code);
                    }
                }
                Item::Dir(dir) => {
                    // "this past spring", "this coming Sunday": the second word says which.
                    slots.dir = match slots.dir {
                        None | Some(Dir::This) => Some(Dir::numbered(dir)),
                        kept => kept,
                    };
                }
                Item::YearDir(dir) => put(&mut slots.year_dir, Dir::numbered(dir)),
                Item::WeekDir(dir) => put(&mut slots.week_dir, Dir::numbered(dir)),
                Item::Dayword(days) => put(&mut slots.dayword, days),
                Item::Mod(third) => {
                    slots.third = match third {
                        0 => Some(Third::Early),
                        1 => Some(Third::Middle),
                        2 => Some(Third::Late),
                        _ => None,
                    };
                }
                Item::Quarter(quarter) => slots.quarter = i8::try_from(quarter).ok(),
                Item::Decade(decade) => put(&mut slots.decade, decade),
                Item::Ord(number) => put(&mut slots.ordinal, number),
                Item::Num(quantity) => {
                    if slots.unit.is_some() {
                        late_quantity = Some(quantity);
                    } else {
                        put(&mut slots.quantity, quantity);
                    }
                }
                Item::Year(year) => put(&mut slots.year, year),
                Item::Day(day) => put(&mut slots.day, day),
                Item::Clock(clock) => put(&mut slots.clock, clock),
                Item::Numeric(year, month, day) => slots.numeric = Some((year, month, day)),
                Item::Unit(number) => {
                    let unit = unit_numbered(number);
                    if slots.unit.is_none() {
                        slots.unit = Some(unit);
                        slots.is_fortnight = number == 11;
                    } else {
                        slots.second = Some(Length { quantity: late_quantity, unit, is_fortnight: number == 11 });
                    }
                }
                Item::Aside => {}
            }
        }
        slots
    }

    /// The length that the match gives.
    pub(super) fn length(&self) -> Option<Length> {
        Some(Length { quantity: self.quantity, unit: self.unit?, is_fortnight: self.is_fortnight })
    }
}

fn put<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

/// The unit with this number in the rule table.
pub(super) fn unit_numbered(number: i32) -> Unit {
    match number {
        0 => Unit::Second,
        1 => Unit::Minute,
        2 => Unit::Hour,
        4 => Unit::Weekend,
        5 | 11 => Unit::Week,
        6 => Unit::Month,
        7 => Unit::Quarter,
        8 => Unit::Year,
        9 => Unit::Decade,
        10 => Unit::Century,
        // A day, and a night that is counted.
        _ => Unit::Day,
    }
}

impl Length {
    /// One of a unit.
    pub(super) fn one(unit: Unit) -> Length {
        Length { quantity: Some(Quantity { halves: Some(2) }), unit, is_fortnight: false }
    }

    /// Twice the number of units; `None` where it is not told.
    pub(super) fn halves(self) -> Option<u32> {
        let halves = self.quantity?.halves?;
        halves.checked_mul(if self.is_fortnight { 2 } else { 1 })
    }

    /// The TIMEX3 value of so long a time: "P2Y", "PT1M30S", "PXW".
    pub(super) fn value(self) -> String {
        let Some(halves) = self.halves() else {
            let (prefix, suffix) = self.letters();
            return format!("{prefix}X{suffix}");
        };
        let (whole, is_half) = (halves / 2, halves % 2 == 1);
        let (prefix, suffix) = self.letters();
        match (self.unit, is_half) {
            (Unit::Decade, _) => format!("P{}Y", u64::from(halves) * 5),
            (Unit::Century, _) => format!("P{}Y", u64::from(halves) * 50),
            (_, false) => format!("{prefix}{whole}{suffix}"),
            (Unit::Year, true) => with_half("P", whole, "Y", "6M"),
            (Unit::Month, true) => with_half("P", whole, "M", "2W"),
            (Unit::Day, true) => with_half("P", whole, "D", "T12H"),
            (Unit::Hour, true) => with_half("PT", whole, "H", "30M"),
            (Unit::Minute, true) => with_half("PT", whole, "M", "30S"),
            (_, true) => format!("{prefix}{whole}.5{suffix}"),
        }
    }

    fn letters(self) -> (&'static str, &'static str) {
        match self.unit {
            Unit::Second => ("PT", "S"),
            Unit::Minute => ("PT", "M"),
            Unit::Hour => ("PT", "H"),
            Unit::Day => ("P", "D"),
            Unit::Weekend => ("P", "WE"),
            Unit::Week => ("P", "W"),
            Unit::Month => ("P", "M"),
            Unit::Quarter => ("P", "Q"),
            Unit::Season | Unit::Half | Unit::Year => ("P", "Y"),
            Unit::Decade => ("P", "DE"),
            Unit::Century => ("P", "CE"),
        }
    }
}

fn with_half(prefix: &str, whole: u32, letter: &str, half: &str) -> String {
    if whole == 0 { format!("{prefix}{half}") } else { format!("{prefix}{whole}{letter}{half}") }
}

/// Whether one of these tokens is this word.
pub(super) fn has_word(lexicon: &Lexicon, tokens: &[Token], spelling: &str) -> bool {
    lexicon.get(spelling).is_some_and(|id| tokens.iter().any(|token| token.word == id))
}
