//! From the words that were typed to tests.

use std::ops::Range;

use jiff::civil::Date;

use super::{ArticleField, Compare, Number, QueryError, Said, Term, Test};
use crate::app::taken_over::TakenOver;
use crate::similarity::Measure;

/// Most terms of an expression: more is a slip of the clipboard, not a question.
const MOST_TERMS: usize = 64;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Compare(Compare),
    Colon,
    Comma,
}

type Place = Range<usize>;

fn wrong<T>(place: Place, message: impl Into<String>) -> Result<T, QueryError> {
    Err(QueryError { message: message.into(), place })
}

pub(super) fn parse(text: &str) -> Result<Vec<Term>, QueryError> {
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: &tokens, at: 0, end: text.len() };
    let mut terms = Vec::new();
    while let Some(term) = reader.term()? {
        if terms.len() == MOST_TERMS {
            return wrong(0..text.len(), format!("At most {MOST_TERMS} conditions can be asked for at once"));
        }
        terms.push(term);
    }
    Ok(terms)
}

fn tokens(text: &str) -> Result<Vec<(Token, Place)>, QueryError> {
    let mut tokens = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let followed_by_equal = |letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
            letters.next_if(|(_, next)| *next == '=').is_some()
        };
        let token = match letter {
            letter if letter.is_whitespace() => continue,
            ',' | ';' => Token::Comma,
            ':' => Token::Colon,
            '=' => Token::Compare(Compare::Equal),
            '>' if followed_by_equal(&mut letters) => Token::Compare(Compare::AtLeast),
            '<' if followed_by_equal(&mut letters) => Token::Compare(Compare::AtMost),
            '>' => Token::Compare(Compare::More),
            '<' => Token::Compare(Compare::Less),
            '≥' => Token::Compare(Compare::AtLeast),
            '≤' => Token::Compare(Compare::AtMost),
            '"' | '“' | '”' | '„' => {
                let mut words = String::new();
                loop {
                    match letters.next() {
                        Some((_, '"' | '“' | '”')) => break,
                        Some((_, letter)) => words.push(letter),
                        None => return wrong(start..text.len(), "The quotation mark has no second one"),
                    }
                }
                Token::Quoted(words)
            }
            letter => {
                let mut word = String::from(letter);
                let ends = |letter: char| letter.is_whitespace() || "\"“”„,;:=<>≥≤".contains(letter);
                while let Some((_, letter)) = letters.next_if(|(_, letter)| !ends(*letter)) {
                    word.push(letter);
                }
                Token::Word(word)
            }
        };
        let end = letters.peek().map_or(text.len(), |(at, _)| *at);
        tokens.push((token, start..end));
    }
    Ok(tokens)
}

struct Reader<'a> {
    tokens: &'a [(Token, Place)],
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<(Token, Place)> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn term(&mut self) -> Result<Option<Term>, QueryError> {
        while self.peek() == Some(&Token::Comma) {
            self.at += 1;
        }
        let Some((token, place)) = self.next() else { return Ok(None) };
        let (is_negated, word) = match token {
            Token::Quoted(words) => return Ok(Some(Term { is_negated: false, test: word_test(&words, place)? })),
            Token::Word(word) => match word.strip_prefix(['-', '−']) {
                // "- outlet:Reuters" and -"red square" are meant as they look.
                Some("") => match self.next() {
                    Some((Token::Word(word), _)) => (true, word),
                    Some((Token::Quoted(words), place)) => {
                        return Ok(Some(Term { is_negated: true, test: word_test(&words, place)? }));
                    }
                    _ => return wrong(place, "A minus stands before the condition that it turns around"),
                },
                Some(rest) => (true, rest.to_owned()),
                None => (false, word),
            },
            Token::Compare(_) | Token::Colon => {
                return wrong(place, "Before a comparison there must be a name, as in score > 0.5");
            }
            Token::Comma => return Ok(None),
        };
        let compare = match self.peek() {
            Some(Token::Compare(compare)) => Some(*compare),
            Some(Token::Colon) => None,
            _ => return Ok(Some(Term { is_negated, test: word_test(&word, place)? })),
        };
        self.at += 1;
        let test = self.test(&word, place, compare)?;
        Ok(Some(Term { is_negated, test }))
    }

    /// A test that begins with a name; `compare` is `None` after a colon.
    fn test(&mut self, name: &str, place: Place, compare: Option<Compare>) -> Result<Test, QueryError> {
        let name = name.to_lowercase();
        if let Some(number) = number(&name) {
            let (value, at) = self.one_value(&name, "a number")?;
            return Ok(Test::Number(number, compare.unwrap_or(Compare::Equal), read_number(number, &value, at)?));
        }
        if name == "date" {
            let (value, at) = self.one_value(&name, "a day")?;
            let Some((first, last)) = days(&value) else {
                return wrong(at, format!("“{value}” is no day: write 2015-05-01, 2015-05 or 2015"));
            };
            return Ok(Test::Published(compare.unwrap_or(Compare::Equal), first, last));
        }
        let Some(field) = FIELDS.iter().find(|field| **field == name) else {
            let message = match nearest(&name) {
                Some(known) => format!("“{name}” is no name here; did you mean “{known}”?"),
                None => format!("“{name}” is no name here; to look for it as a word, put it in quotation marks"),
            };
            return wrong(place, message);
        };
        if !matches!(compare, None | Some(Compare::Equal)) {
            return wrong(place, format!("After {field} comes a colon, as in {field}:{}", example(field)));
        }
        let values = self.values(field)?;
        self.field_test(field, values)
    }

    fn field_test(&self, field: &str, values: Vec<(String, Place)>) -> Result<Test, QueryError> {
        let words = || values.iter().map(|(value, _)| value.to_lowercase()).collect::<Vec<_>>();
        let said = || match (values.as_slice(), values.first().and_then(|(value, _)| yes_or_no(value))) {
            ([_], Some(is_so)) => Said::Any(is_so),
            _ => Said::Words(words()),
        };
        Ok(match field {
            "outlet" => Test::Article(ArticleField::Outlet, words()),
            "title" => Test::Article(ArticleField::Title, words()),
            "file" => Test::Article(ArticleField::File, words()),
            "story" => Test::Article(ArticleField::Story, words()),
            "tag" => Test::Article(ArticleField::Tag, words()),
            "note" => Test::Note(said()),
            "credit" => Test::Credit(said()),
            "reviewed" => {
                let (value, place) = values.into_iter().next().unwrap_or((String::new(), self.end..self.end));
                match yes_or_no(&value) {
                    Some(is_so) => Test::Reviewed(is_so),
                    None => return wrong(place, "reviewed takes yes or no"),
                }
            }
            _ => {
                let mut classes = Vec::new();
                for (value, place) in values {
                    match TakenOver::typed(&value) {
                        Some(class) => classes.push(class),
                        None => {
                            let message = format!("“{value}” is no class: copy, verbatim, edited, reworded or own");
                            return wrong(place, message);
                        }
                    }
                }
                Test::Class(classes)
            }
        })
    }

    fn one_value(&mut self, name: &str, what: &str) -> Result<(String, Place), QueryError> {
        match self.next() {
            Some((Token::Word(value) | Token::Quoted(value), mut place)) => {
                // "80 %" is one value, and so is "1,204".
                let mut value = value;
                if let Some((Token::Word(next), next_place)) = self.tokens.get(self.at)
                    && next == "%"
                {
                    value.push('%');
                    place.end = next_place.end;
                    self.at += 1;
                }
                if let (Some((Token::Comma, comma)), Some((Token::Word(next), next_place))) =
                    (self.tokens.get(self.at), self.tokens.get(self.at + 1))
                    && comma.start == place.end
                    && next_place.start == comma.end
                    && next.len() == 3
                    && next.bytes().all(|byte| byte.is_ascii_digit())
                {
                    value.push_str(next);
                    place.end = next_place.end;
                    self.at += 2;
                }
                Ok((value, place))
            }
            Some((_, place)) => wrong(place, format!("After {name} comes {what}")),
            None => wrong(self.end..self.end, format!("After {name} comes {what}")),
        }
    }

    fn values(&mut self, field: &str) -> Result<Vec<(String, Place)>, QueryError> {
        let mut values = Vec::new();
        loop {
            match self.next() {
                Some((Token::Word(value) | Token::Quoted(value), place)) if !value.trim().is_empty() => {
                    values.push((value, place));
                }
                Some((_, place)) => return wrong(place, missing(field)),
                None => return wrong(self.end..self.end, missing(field)),
            }
            if self.peek() != Some(&Token::Comma) {
                return Ok(values);
            }
            self.at += 1;
        }
    }
}

fn missing(field: &str) -> String {
    format!("After {field} something is missing, as in {field}:{}", example(field))
}

fn word_test(word: &str, place: Place) -> Result<Test, QueryError> {
    let word = word.trim().to_lowercase();
    if word.is_empty() {
        return wrong(place, "Between the quotation marks there is nothing");
    }
    Ok(Test::Word(word))
}

const FIELDS: [&str; 9] = ["outlet", "title", "file", "class", "reviewed", "note", "credit", "story", "tag"];

const NUMBERS: [(&str, Number); 10] = [
    ("score", Number::Score),
    ("weighted", Number::Measure(Measure::WeightedContainment)),
    ("containment", Number::Measure(Measure::Containment)),
    ("jaccard", Number::Measure(Measure::Jaccard)),
    ("cosine", Number::Measure(Measure::Cosine)),
    ("coverage", Number::Measure(Measure::Coverage)),
    ("run", Number::Run),
    ("hours", Number::Hours),
    ("days", Number::Days),
    ("words", Number::Words),
];

fn example(field: &str) -> &'static str {
    match field {
        "outlet" => "Reuters",
        "class" => "verbatim",
        "reviewed" | "note" | "credit" => "no",
        "file" => "may",
        _ => "kremlin",
    }
}

/// A number by its name, which may end in a direction.
fn number(name: &str) -> Option<Number> {
    let find = |name: &str| NUMBERS.iter().find(|(known, _)| *known == name).map(|(_, number)| *number);
    let Some((name, direction)) = name.split_once('.') else { return find(name) };
    match (find(name)?, direction) {
        (Number::Measure(measure), "ab") if has_directions(measure) => Some(Number::FirstInSecond(measure)),
        (Number::Measure(measure), "ba") if has_directions(measure) => Some(Number::SecondInFirst(measure)),
        _ => None,
    }
}

fn has_directions(measure: Measure) -> bool {
    matches!(measure, Measure::WeightedContainment | Measure::Containment | Measure::Coverage)
}

fn read_number(number: Number, text: &str, place: Place) -> Result<f64, QueryError> {
    let (digits, is_percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (text, false),
    };
    let Some(value) = digits.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        return wrong(place, format!("“{text}” is no number"));
    };
    match (number.is_share(), is_percent) {
        (true, true) => Ok(value / 100.0),
        (true, false) if value > 1.0 => {
            wrong(place, format!("Shares go from 0 to 1: write {} or {value}%", value / 100.0))
        }
        (false, true) => wrong(place, "Only shares are written with a percent sign"),
        _ => Ok(value),
    }
}

/// The first and last day of "2015", "2015-05" or "2015-05-01".
fn days(text: &str) -> Option<(Date, Date)> {
    let pieces: Vec<&str> = text.split('-').collect();
    let part = |at: usize| pieces.get(at).and_then(|piece| piece.parse::<i8>().ok());
    let year: i16 = pieces[0].parse().ok().filter(|_| pieces[0].len() == 4)?;
    match pieces.len() {
        1 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        2 => {
            let first = Date::new(year, part(1)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        3 => {
            let day = Date::new(year, part(1)?, part(2)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "done" => Some(true),
        "no" | "false" | "0" | "open" => Some(false),
        _ => None,
    }
}

/// The known name that is at most two slips away.
fn nearest(name: &str) -> Option<&'static str> {
    let numbers = NUMBERS.iter().map(|(known, _)| *known);
    let known = FIELDS.iter().copied().chain(numbers).chain(["date"]);
    let stem = name.split('.').next().unwrap_or(name);
    known.map(|known| (slips(stem, known), known)).filter(|(slips, _)| *slips <= 2).min().map(|(_, known)| known)
}

/// Letters to put in, take out or change to make one word the other (Levenshtein 1966); quadratic, for short words.
fn slips(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().take(24).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, &target) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != target);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
