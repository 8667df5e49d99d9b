//! The pieces that patterns are made of: classes of words, and numbers in digits and words.
//!
//! Each piece reads as far as it can from one token and never tries again, so that a pattern cannot backtrack into it.

use super::lexicon::{Class, Lexicon, WordId};
use super::tokens::{Token, flag};

/// Something that stands in capitals in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Piece {
    Month,
    Weekday,
    Weekdays,
    Unit,
    Units,
    Season,
    Part,
    Dir,
    Mod,
    Portion,
    Quarter,
    Decade,
    Ord,
    Num,
    Year,
    Day,
    Clock,
    Numeric,
    Zone,
    Approx,
    Dayword,
    YearDir,
    WeekDir,
    Parts,
}

/// How many, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    /// Twice the number, so that halves are whole; `None` for "a few".
    pub(super) halves: Option<u32>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
}

/// What a piece of a match says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    Month(i8),
    Weekday(i8),
    Weekdays(i8),
    /// Number of the unit in the word table.
    Unit(i32),
    Season(i32),
    Part(i32),
    Dir(i32),
    /// "last year" where it says which year another piece is of.
    YearDir(i32),
    /// The same of weeks.
    WeekDir(i32),
    /// Days from today.
    Dayword(i32),
    Mod(i32),
    Quarter(i32),
    /// First year of the decade; below 100 where the century is left out.
    Decade(i16),
    Ord(i32),
    Num(Quantity),
    Year(i16),
    Day(i8),
    Clock(Clock),
    /// Year, month, day.
    Numeric(i16, i8, i8),
    /// Says nothing that counts: a time zone, "about".
    Aside,
}

impl Piece {
    /// The piece with this name in the rule table.
    pub(super) fn named(name: &str) -> Option<Piece> {
        Some(match name {
            "MONTH" => Piece::Month,
            "WEEKDAY" => Piece::Weekday,
            "WEEKDAYS" => Piece::Weekdays,
            "UNIT" => Piece::Unit,
            "UNITS" => Piece::Units,
            "SEASON" => Piece::Season,
            "PART" => Piece::Part,
            "DIR" => Piece::Dir,
            "MOD" => Piece::Mod,
            "PIECE" => Piece::Portion,
            "QUARTER" => Piece::Quarter,
            "DECADE" => Piece::Decade,
            "ORD" => Piece::Ord,
            "NUM" => Piece::Num,
            "YEAR" => Piece::Year,
            "DAY" => Piece::Day,
            "CLOCK" => Piece::Clock,
            "NUMERIC" => Piece::Numeric,
            "ZONE" => Piece::Zone,
            "APPROX" => Piece::Approx,
            "DAYWORD" => Piece::Dayword,
            "YEARDIR" => Piece::YearDir,
            "WEEKDIR" => Piece::WeekDir,
            "PARTS" => Piece::Parts,
            _ => return None,
        })
    }

    /// The piece at token `at`, and one past its last token.
    pub(super) fn read(self, lexicon: &Lexicon, tokens: &[Token], at: usize) -> Option<(usize, Item)> {
        let reader = Reader { lexicon, tokens };
        let class = |class, make: fn(i32) -> Item| Some((at + 1, make(lexicon.value(tokens[at].word, class)?)));
        match self {
            Piece::Month => reader.month(at),
            Piece::Weekday => reader.weekday(at),
            Piece::Weekdays => reader.weekdays(at),
            Piece::Unit => class(Class::Unit, Item::Unit),
            Piece::Units => class(Class::Units, Item::Unit),
            Piece::Season => class(Class::Season, Item::Season),
            Piece::Part => class(Class::Part, Item::Part),
            Piece::Dir => class(Class::Dir, Item::Dir),
            Piece::Mod => class(Class::Mod, Item::Mod),
            Piece::Portion => class(Class::Piece, Item::Mod),
            Piece::Quarter => class(Class::Quarter, Item::Quarter),
            Piece::Zone => class(Class::Zone, |_| Item::Aside),
            Piece::Approx => class(Class::Approx, |_| Item::Aside),
            Piece::Dayword => class(Class::Dayword, Item::Dayword),
            Piece::YearDir => reader.directed(at, 8).map(|(end, dir)| (end, Item::YearDir(dir))),
            Piece::WeekDir => reader.directed(at, 5).map(|(end, dir)| (end, Item::WeekDir(dir))),
            Piece::Parts => class(Class::Parts, Item::Part),
            Piece::Decade => reader.decade(at),
            Piece::Ord => reader.ordinal(at).map(|(end, number)| (end, Item::Ord(number))),
            Piece::Num => reader.quantity(at).map(|(end, quantity)| (end, Item::Num(quantity))),
            Piece::Year => reader.year(at).map(|(end, year)| (end, Item::Year(year))),
            Piece::Day => reader.day(at),
            Piece::Clock => reader.clock(at).map(|(end, clock)| (end, Item::Clock(clock))),
            Piece::Numeric => reader.numeric(at),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) tokens: &'a [Token],
}

impl Reader<'_> {
    pub(super) fn token(self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The token at `at` when nothing, not even a blank, stands before it.
    pub(super) fn glued(self, at: usize) -> Option<Token> {
        self.token(at).filter(|token| !token.has(flag::SPACED | flag::BREAK))
    }

    pub(super) fn is_mark(self, token: Token, mark: u8) -> bool {
        let id = self.lexicon.mark(mark);
        id != WordId::UNKNOWN && token.word == id
    }

    pub(super) fn is_glued_mark(self, at: usize, mark: u8) -> bool {
        self.glued(at).is_some_and(|token| self.is_mark(token, mark))
    }

    pub(super) fn is_word(self, token: Token, spelling: &str) -> bool {
        self.lexicon.get(spelling).is_some_and(|id| token.word == id)
    }

    fn month(self, at: usize) -> Option<(usize, Item)> {
        let token = self.token(at)?;
        let month = self.lexicon.value(token.word, Class::Month)?;
        let len = token.len();
        // In small letters only the names that are nothing else.
        if !token.has(flag::CAPITAL) && (len <= 4 || matches!(month, 3 | 5 | 8)) {
            return None;
        }
        let is_short = len == 3 && month != 5 || len == 4 && month == 9;
        let has_point = is_short && self.is_glued_mark(at + 1, b'.');
        Some((at + 1 + usize::from(has_point), Item::Month(i8::try_from(month).ok()?)))
    }

    fn weekday(self, at: usize) -> Option<(usize, Item)> {
        let token = self.token(at)?;
        let day = self.lexicon.value(token.word, Class::Weekday)?;
        let is_short = token.len() <= 5 && day != 0;
        let has_point = is_short && self.is_glued_mark(at + 1, b'.');
        if is_short {
            // "Sun", "Sat" and "Wed" are other words unless a point or a comma says otherwise.
            let next = at + 1 + usize::from(has_point);
            let next = next + usize::from(self.token(next).is_some_and(|token| self.is_mark(token, b',')));
            let is_dated =
                self.token(next).is_some_and(|next| self.lexicon.is(next.word, Class::Month) || next.has(flag::DIGITS));
            let is_plain = has_point && !matches!(day, 6 | 7);
            if !token.has(flag::CAPITAL) || !(is_dated || is_plain) {
                return None;
            }
        }
        Some((at + 1 + usize::from(has_point), Item::Weekday(i8::try_from(day).ok()?)))
    }

    fn weekdays(self, at: usize) -> Option<(usize, Item)> {
        let token = self.token(at)?;
        self.lexicon
            .value(token.word, Class::Weekdays)
            .and_then(|day| i8::try_from(day).ok())
            .map(|day| (at + 1, Item::Weekdays(day)))
    }

    /// "last year", "the following year" after its article, for the unit of that number.
    fn directed(self, at: usize, unit: i32) -> Option<(usize, i32)> {
        let dir = self.lexicon.value(self.token(at)?.word, Class::Dir)?;
        let noun = self.token(at + 1).filter(|token| !token.has(flag::BREAK))?;
        (self.lexicon.value(noun.word, Class::Unit) == Some(unit)).then_some((at + 2, dir))
    }

    pub(super) fn after_hyphen(self, at: usize) -> usize {
        at + usize::from(self.is_glued_mark(at, b'-') && self.glued(at + 1).is_some())
    }
}
