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
struct Reader<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn token(self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The token at `at` when nothing, not even a blank, stands before it.
    fn glued(self, at: usize) -> Option<Token> {
        self.token(at).filter(|token| !token.has(flag::SPACED | flag::BREAK))
    }

    fn is_mark(self, token: Token, mark: u8) -> bool {
        let id = self.lexicon.mark(mark);
        id != WordId::UNKNOWN && token.word == id
    }

    fn is_glued_mark(self, at: usize, mark: u8) -> bool {
        self.glued(at).is_some_and(|token| self.is_mark(token, mark))
    }

    fn is_word(self, token: Token, spelling: &str) -> bool {
        self.lexicon.get(spelling).is_some_and(|id| token.word == id)
    }

    /// A run of digits that stands alone: no part of a decimal, a fraction, a price or a longer code.
    fn digits(self, at: usize) -> Option<Token> {
        let token = self.token(at).filter(|token| token.has(flag::DIGITS))?;
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        if let Some(before) = before
            && !token.has(flag::SPACED | flag::BREAK)
            && (before.has(flag::DIGITS)
                || [b'$', b'.', b'#', b'_', b'/', b'+', b'&'].iter().any(|&mark| self.is_mark(before, mark)))
        {
            return None;
        }
        Some(token)
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

    /// "1990s", "1990's", "'90s", "nineties".
    fn decade(self, at: usize) -> Option<(usize, Item)> {
        let token = self.token(at)?;
        if let Some(decade) = self.lexicon.value(token.word, Class::Decades) {
            return Some((at + 1, Item::Decade(i16::try_from(decade).ok()?)));
        }
        let (at, token) = if self.is_mark(token, b'\'') { (at + 1, self.glued(at + 1)?) } else { (at, token) };
        if !token.has(flag::DIGITS) || token.number % 10 != 0 {
            return None;
        }
        let is_decade = match token.len() {
            2 => token.number >= 10,
            4 => (1000..=2190).contains(&token.number),
            _ => false,
        };
        let tail = self.glued(at + 1)?;
        let is_plural = self.is_word(tail, "s") || tail.word == self.lexicon.possessive();
        (is_decade && is_plural).then_some((at + 2, Item::Decade(i16::try_from(token.number).ok()?)))
    }

    /// "third", "twenty-first", "3rd".
    fn ordinal(self, at: usize) -> Option<(usize, i32)> {
        let token = self.token(at)?;
        if token.has(flag::DIGITS) {
            let number = self.digits(at)?.number;
            let tail = self.glued(at + 1)?;
            let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| self.is_word(tail, ending));
            return (is_ordinal && number < 200).then_some((at + 2, i32::try_from(number).ok()?));
        }
        if let Some(number) = self.lexicon.value(token.word, Class::Ordinal) {
            return Some((at + 1, number));
        }
        let tens = self.lexicon.value(token.word, Class::Cardinal).filter(|tens| matches!(tens, 20..=90))?;
        let next = self.after_hyphen(at + 1);
        let ones = self.lexicon.value(self.token(next)?.word, Class::Ordinal).filter(|ones| (1..=9).contains(ones))?;
        Some((next + 1, tens + ones))
    }

    fn after_hyphen(self, at: usize) -> usize {
        at + usize::from(self.is_glued_mark(at, b'-') && self.glued(at + 1).is_some())
    }

    /// "12", "1,200", "2 1/2", "twenty-four", "two hundred", "a few", "a couple of", "two and a half".
    fn quantity(self, at: usize) -> Option<(usize, Quantity)> {
        let token = self.token(at)?;
        if token.has(flag::DIGITS) {
            let whole = self.digits(at)?.number;
            if whole > 100_000 {
                return None;
            }
            let number = |at: usize| self.token(at).filter(|token| token.has(flag::DIGITS)).map(|token| token.number);
            if self.is_glued_mark(at + 1, b'.') && self.glued(at + 2).is_some_and(|next| next.has(flag::DIGITS)) {
                // Decimals that are no half are rounded down.
                let half = u32::from(number(at + 2) == Some(5) || number(at + 2) == Some(50));
                return Some(self.in_millions(at + 3, whole * 2 + half));
            }
            let joint = self.after_hyphen(at + 1);
            if number(joint) == Some(1) && self.is_glued_mark(joint + 1, b'/') && number(joint + 2) == Some(2) {
                return Some((joint + 3, Quantity { halves: Some(whole * 2 + 1) }));
            }
            return Some(self.in_millions(at + 1, whole * 2));
        }
        let is = |at: usize, spelling: &str| self.token(at).is_some_and(|token| self.is_word(token, spelling));
        if is(at, "a") && (is(at + 1, "few") || is(at + 1, "couple")) {
            return self.quantity(at + 1);
        }
        // "a hundred and twelve", "a dozen"
        if is(at, "a") && (is(at + 1, "hundred") || is(at + 1, "thousand") || is(at + 1, "dozen")) {
            return self.quantity(at + 1);
        }
        let first = self.lexicon.value(token.word, Class::Cardinal)?;
        if first < 0 {
            let end = at + 1 + usize::from(is(at, "couple") && is(at + 1, "of"));
            return Some((end, Quantity { halves: None }));
        }
        let (end, number) = self.cardinal(at)?;
        if is(end, "and") && is(end + 1, "a") && is(end + 2, "half") {
            return Some((end + 3, Quantity { halves: Some(number * 2 + 1) }));
        }
        Some((end, Quantity { halves: Some(number * 2) }))
    }

    /// So many halves, a million times as many where "million" follows.
    fn in_millions(self, at: usize, halves: u32) -> (usize, Quantity) {
        let is_million = self.token(at).is_some_and(|token| self.is_word(token, "million"));
        match halves.checked_mul(1_000_000).filter(|_| is_million) {
            Some(halves) => (at + 1, Quantity { halves: Some(halves) }),
            None => (at, Quantity { halves: Some(halves) }),
        }
    }

    /// A number in words below a million.
    fn cardinal(self, at: usize) -> Option<(usize, u32)> {
        let word = |at: usize| {
            let value = self.lexicon.value(self.token(at)?.word, Class::Cardinal)?;
            u32::try_from(value).ok()
        };
        let mut total = 0;
        let mut part = word(at)?;
        let mut end = at + 1;
        // A number of words is short; the bound keeps "one hundred hundred hundred …" from overflowing.
        for _ in 0..8 {
            let mut next = self.after_hyphen(end);
            // "two hundred and six"
            let is_and = self.token(next).is_some_and(|token| self.is_word(token, "and"));
            if is_and && part >= 100 && part % 100 == 0 && word(next + 1).is_some_and(|more| more < 100) {
                next += 1;
            }
            match word(next) {
                Some(ones @ 1..=9) if part % 100 >= 20 && part % 10 == 0 => part += ones,
                Some(hundred @ 100) if (1..=99).contains(&part) => part *= hundred,
                Some(more @ 1..=99) if part >= 100 && part % 100 == 0 => part += more,
                Some(thousand @ 1000) if total == 0 && (1..1000).contains(&part) => {
                    total = part * thousand;
                    part = 0;
                }
                Some(more @ 1..=999) if total > 0 && part == 0 => part = more,
                _ => break,
            }
            end = next + 1;
        }
        Some((end, total + part))
    }

    /// "1998", "'98", "nineteen ninety-eight", "two thousand six".
    fn year(self, at: usize) -> Option<(usize, i16)> {
        let token = self.token(at)?;
        if self.is_mark(token, b'\'') {
            let is_quotation = self.glued(at).is_some()
                && at
                    .checked_sub(1)
                    .and_then(|before| self.token(before))
                    .is_some_and(|before| self.is_mark(before, b'\''));
            if is_quotation {
                return None;
            }
            let digits = self.glued(at + 1).filter(|next| next.has(flag::DIGITS) && next.len() == 2)?;
            if self.glued(at + 2).is_some_and(|next| next.word != self.lexicon.possessive() && self.is_word(next, "s"))
            {
                return None;
            }
            let century = if digits.number < 40 { 2000 } else { 1900 };
            return Some((at + 2, i16::try_from(century + digits.number).ok()?));
        }
        if token.has(flag::DIGITS) {
            let token = self.digits(at)?;
            let is_year = token.len() == 4 && !token.has(flag::GROUPED) && (1000..=2199).contains(&token.number);
            let is_longer = self.glued(at + 1).is_some_and(|next| {
                self.is_word(next, "s")
                    || next.has(flag::CAPITAL)
                    || (next.word == WordId::UNKNOWN && next.has(flag::PAST | flag::PLURAL))
                    || [b'%', b':', b'_', b'/', b'+'].iter().any(|&mark| self.is_mark(next, mark))
                    || (self.is_mark(next, b'.') && self.glued(at + 2).is_some_and(|more| more.has(flag::DIGITS)))
            });
            return (is_year && !is_longer).then_some((at + 1, i16::try_from(token.number).ok()?));
        }
        let word = |at: usize| self.lexicon.value(self.token(at)?.word, Class::Cardinal);
        match word(at)? {
            century @ 16..=20 => {
                let next = self.after_hyphen(at + 1);
                let tens = word(next).filter(|tens| (10..=90).contains(tens))?;
                let mut end = next + 1;
                let mut of_century = tens;
                if tens >= 20 {
                    let joint = self.after_hyphen(end);
                    if let Some(ones) = word(joint).filter(|ones| (1..=9).contains(ones)) {
                        of_century += ones;
                        end = joint + 1;
                    }
                }
                Some((end, i16::try_from(century * 100 + of_century).ok()?))
            }
            2 if word(at + 1) == Some(1000) => {
                let (end, number) = self.cardinal(at)?;
                i16::try_from(number).ok().filter(|year| (2000..2100).contains(year)).map(|year| (end, year))
            }
            _ => None,
        }
    }

    /// A day of the month: "7", "7th", "eighth".
    fn day(self, at: usize) -> Option<(usize, Item)> {
        let (end, number) = match self.ordinal(at) {
            Some(found) => found,
            None => {
                let token = self.digits(at).filter(|token| token.len() <= 2)?;
                let is_longer = self.glued(at + 1).is_some_and(|next| {
                    let goes_on = [b':', b'.', b'/'].iter().any(|&mark| self.is_mark(next, mark))
                        && self.glued(at + 2).is_some_and(|more| more.has(flag::DIGITS));
                    goes_on || self.is_mark(next, b'%') || (next.word == WordId::UNKNOWN && next.len() > 2)
                });
                if is_longer {
                    return None;
                }
                (at + 1, i32::try_from(token.number).ok()?)
            }
        };
        (1..=31).contains(&number).then_some((end, Item::Day(i8::try_from(number).ok()?)))
    }

    /// "10:35 a.m.", "10 p.m.", "22:00", "7.30pm", "noon", "five o'clock".
    fn clock(self, at: usize) -> Option<(usize, Clock)> {
        let token = self.token(at)?;
        if let Some(hour) = self.lexicon.value(token.word, Class::Noon) {
            let hour = u8::try_from(hour).ok()?;
            return Some((at + 1, Clock { hour, minute: (hour == 12).then_some(0), second: None }));
        }
        let hour = if token.has(flag::DIGITS) {
            let is_zoned = |next: Token| self.lexicon.is(next.word, Class::Zone) || self.is_word(next, "local");
            self.digits(at)
                .filter(|token| token.len() <= 2 || token.len() == 4 && self.token(at + 1).is_some_and(is_zoned))?
                .number
        } else {
            u32::try_from(self.lexicon.value(token.word, Class::Cardinal)?)
                .ok()
                .filter(|hour| (1..=12).contains(hour))?
        };
        let is_digits = token.has(flag::DIGITS);
        // "0900 GMT", "1430 local time"
        if is_digits && token.len() == 4 {
            let (hour, minute) = (u8::try_from(token.number / 100).ok()?, u8::try_from(token.number % 100).ok()?);
            return (hour < 24 && minute < 60).then_some((at + 1, Clock { hour, minute: Some(minute), second: None }));
        }
        let two_digits = |mark: u8, at: usize| {
            if !self.is_glued_mark(at, mark) {
                return None;
            }
            self.glued(at + 1).filter(|next| next.has(flag::DIGITS) && next.len() == 2 && next.number < 60)
        };
        let mut end = at + 1;
        let (mut minute, mut second) = (None, None);
        let mut has_colon = false;
        if is_digits && let Some(found) = two_digits(b':', end) {
            has_colon = true;
            minute = Some(found.number);
            end += 2;
            if let Some(found) = two_digits(b':', end) {
                second = Some(found.number);
                end += 2;
            }
        } else if is_digits && let Some(found) = two_digits(b'.', end) {
            minute = Some(found.number);
            end += 2;
        }
        let half = self.half_of_day(end);
        let is_oclock = self.token(end).is_some_and(|next| self.is_word(next, "o"))
            && self.is_glued_mark(end + 1, b'\'')
            && self.glued(end + 2).is_some_and(|next| self.is_word(next, "clock"));
        let hour = match half {
            Some((after, is_afternoon)) if (1..=12).contains(&hour) => {
                end = after;
                hour % 12 + if is_afternoon { 12 } else { 0 }
            }
            _ if is_oclock => {
                end += 3;
                hour
            }
            _ if has_colon && hour < 24 => {
                // "2:15.3" is a result, "3:45:10" may be one, "10:12" a verse: the last two are let through.
                let goes_on = [b'.', b':', b'%'].iter().any(|&mark| self.is_glued_mark(end, mark))
                    && self.glued(end + 1).is_some_and(|next| next.has(flag::DIGITS));
                if goes_on {
                    return None;
                }
                hour
            }
            _ => return None,
        };
        let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
        Some((end, Clock { hour: u8::try_from(hour).ok()?, minute: small(minute), second: small(second) }))
    }

    /// "am", "p.m.": one past it, and whether it is the second half.
    fn half_of_day(self, at: usize) -> Option<(usize, bool)> {
        let token = self.token(at)?;
        for (joined, letter, is_afternoon) in [("am", "a", false), ("pm", "p", true)] {
            if self.is_word(token, joined) {
                return Some((at + 1, is_afternoon));
            }
            if self.is_word(token, letter)
                && self.is_glued_mark(at + 1, b'.')
                && self.glued(at + 2).is_some_and(|next| self.is_word(next, "m"))
            {
                let has_point = self.is_glued_mark(at + 3, b'.');
                return Some((at + 3 + usize::from(has_point), is_afternoon));
            }
        }
        None
    }

    /// "2015-05-12", "5/12/2015", "12.05.2015", and the one day that is written without its year, "9/11".
    fn numeric(self, at: usize) -> Option<(usize, Item)> {
        let first = self.token(at).filter(|token| token.has(flag::DIGITS))?;
        if at > 0
            && !first.has(flag::SPACED | flag::BREAK)
            && self.token(at - 1).is_some_and(|before| before.has(flag::DIGITS) || self.is_mark(before, b'-'))
        {
            return None;
        }
        let mark = [b'-', b'/', b'.'].into_iter().find(|&mark| self.is_glued_mark(at + 1, mark))?;
        let second = self.glued(at + 2).filter(|token| token.has(flag::DIGITS))?;
        if !self.is_glued_mark(at + 3, mark) {
            let is_that_day = mark == b'/' && first.len() == 1 && first.number == 9 && second.number == 11;
            return is_that_day.then_some((at + 3, Item::Numeric(2001, 9, 11)));
        }
        let third = self.glued(at + 4).filter(|token| token.has(flag::DIGITS))?;
        let (a, b, c) = (first.number, second.number, third.number);
        let (year, month, day) = match (first.len(), second.len(), third.len()) {
            (4, 1..=2, 1..=2) => (a, b, c),
            (1..=2, 1..=2, 4) if mark == b'.' || (a > 12 && mark != b'-') => (c, b, a),
            (1..=2, 1..=2, 4) => (c, a, b),
            _ => return None,
        };
        if !(1000..=2199).contains(&year) {
            return None;
        }
        let date =
            jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                .ok()?;
        Some((at + 5, Item::Numeric(date.year(), date.month(), date.day())))
    }
}
