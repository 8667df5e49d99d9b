//! Tables, results, headlines and briefs in the forms that agencies send, written for this project, with names filled in.
//!
//! Marked news has few of them, and in them the words around a name say little: what tells is the form. So the forms are
//! kept (`data/frames.txt`) and the names change: half of them from the program's lists, half made up, so that being on a
//! list is not what makes a name.

use std::collections::HashMap;

use variorum::entity::EntityKind;
use variorum::text::Span;

use super::data::Text;
use super::runs::Random;

/// Times that each form is filled in.
const COPIES: usize = 8;

struct Nation {
    name: &'static str,
    demonym: &'static str,
    given: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

struct Stock {
    nations: Vec<Nation>,
    slots: HashMap<&'static str, Vec<&'static str>>,
    cities: Vec<&'static str>,
    clubs: Vec<&'static str>,
    companies: Vec<&'static str>,
}

impl Stock {
    fn new() -> Stock {
        let nations = include_str!("data/people.txt")
            .lines()
            .map(|line| {
                let mut columns = line.split('\t');
                let mut next = || columns.next().expect("three columns");
                let (name, demonym) = next().split_once('|').expect("name and demonym");
                Nation { name, demonym, given: next().split(',').collect(), surnames: next().split(',').collect() }
            })
            .collect();
        let slots = include_str!("data/slots.txt")
            .lines()
            .map(|line| {
                let (slot, words) = line.split_once('\t').expect("two columns");
                (slot, words.split(',').collect())
            })
            .collect();
        let is_plain = |name: &str| name.is_ascii() && name.starts_with(|letter: char| letter.is_ascii_uppercase());
        let cities = include_str!("../../../assets/names/cities.tsv")
            .lines()
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let (name, _, size) = (columns.next()?, columns.next()?, columns.next()?);
                (is_plain(name) && size.parse().is_ok_and(|size: u32| size >= 150)).then_some(name)
            })
            .collect();
        let lines = |text: &'static str| text.lines().filter(|line| is_plain(line)).collect();
        Stock {
            nations,
            slots,
            cities,
            clubs: lines(include_str!("../../../assets/names/clubs.txt")),
            companies: lines(include_str!("../../../assets/names/companies.txt")),
        }
    }
}

/// One filling of one form.
struct Filling<'a> {
    stock: &'a Stock,
    random: Random,
    /// What numbered slots hold.
    held: HashMap<String, String>,
    /// The nation of the person named last.
    home: usize,
    is_he: bool,
}

impl Filling<'_> {
    fn below(&mut self, bound: usize) -> usize {
        (self.random.next() >> 11) as usize % bound
    }

    fn pick<'b>(&mut self, from: &'b [&'static str]) -> &'static str
    where
        'static: 'b,
    {
        from[self.below(from.len())]
    }

    fn of(&mut self, slot: &str) -> String {
        let stock = self.stock;
        self.pick(&stock.slots[slot]).to_owned()
    }

    fn word(&mut self) -> String {
        const STARTS: [&str; 24] = [
            "Va", "Kor", "Bel", "Tra", "Mi", "Zel", "Ha", "Dor", "Fi", "Gra", "Lun", "Pe", "Ro", "Sa", "Ul", "Ye",
            "Ber", "Che", "Ni", "Os", "Qua", "Stra", "Wil", "Ka",
        ];
        const MIDDLES: [&str; 16] =
            ["ra", "len", "vi", "to", "man", "ko", "di", "ber", "ska", "no", "ti", "ges", "lo", "ni", "ru", "ma"];
        const ENDS: [&str; 20] = [
            "n", "ria", "sson", "ski", "ler", "tex", "co", "dale", "ton", "v", "dini", "stein", "ley", "nen", "ez",
            "ra", "k", "rd", "mann", "is",
        ];
        let mut word = self.pick(&STARTS).to_owned();
        for _ in 0..self.below(3) {
            word += self.pick(&MIDDLES);
        }
        word + self.pick(&ENDS)
    }

    fn surname(&mut self, nation: usize) -> String {
        let stock = self.stock;
        if self.below(10) < 3 { self.word() } else { self.pick(&stock.nations[nation].surnames).to_owned() }
    }

    /// Given name and surname, with a bar between them.
    fn person(&mut self) -> String {
        let stock = self.stock;
        self.home = self.below(stock.nations.len());
        let nation = &stock.nations[self.home];
        let given = self.pick(&nation.given);
        format!("{given}|{}", self.surname(self.home))
    }

    fn city(&mut self) -> String {
        let stock = self.stock;
        self.pick(&stock.cities).to_owned()
    }

    fn club(&mut self) -> String {
        let stock = self.stock;
        match self.below(10) {
            0..5 => self.pick(&stock.clubs).to_owned(),
            5..7 => self.city(),
            7 => format!("{} {}", self.of("prefix"), self.city()),
            8 => format!("{} {}", self.city(), self.of("nick")),
            _ => self.word(),
        }
    }

    fn company(&mut self) -> String {
        let stock = self.stock;
        match self.below(10) {
            0..5 => self.pick(&stock.companies).to_owned(),
            5 => self.word(),
            6 | 7 => format!("{} {}", self.word(), self.of("suffix")),
            8 => format!("{} {}", self.city(), self.of("suffix")),
            _ => format!("{} {} {}", self.word(), self.word(), self.of("suffix")),
        }
    }

    fn number(&mut self, from: usize, to: usize) -> String {
        (from + self.below(to - from)).to_string()
    }

    fn fresh(&mut self, slot: &str) -> String {
        match slot {
            "n" => self.number(0, 9),
            "n2" => self.number(10, 99),
            "min" => self.number(2, 91),
            "thousands" => format!("{},{}00", self.number(2, 60), self.number(0, 9)),
            "sets" => format!("6-{} {}-6 6-{}", self.number(0, 5), self.number(1, 5), self.number(1, 5)),
            "date" => match self.below(3) {
                0 => format!("1996-{}-{}", self.number(10, 13), self.number(10, 29)),
                1 => format!("2020-{}-{}", self.number(10, 13), self.number(10, 29)),
                _ => format!("{} {}", &self.of("month")[..3], self.number(1, 29)),
            },
            "date2" => format!("{} {}", self.of("month"), self.number(1, 29)),
            "initials" => {
                let count = 1 + self.below(2);
                (0..count).map(|_| format!("{}.", char::from(b'A' + self.below(20) as u8))).collect()
            }
            "nation" => self.below(self.stock.nations.len()).to_string(),
            "person" => self.person(),
            "last" => {
                let nation = self.below(self.stock.nations.len());
                self.surname(nation)
            }
            "city" => self.city(),
            "club" => self.club(),
            "co" => self.company(),
            "home" => self.stock.nations[self.home].name.to_owned(),
            "he" => if self.is_he { "he" } else { "she" }.to_owned(),
            "he.cap" => if self.is_he { "He" } else { "She" }.to_owned(),
            "his" => if self.is_he { "his" } else { "her" }.to_owned(),
            other => self.of(other),
        }
    }

    /// What stands for a slot as written in a form.
    fn fill(&mut self, slot: &str) -> String {
        if matches!(slot, "n2" | "date2") {
            return self.fresh(slot);
        }
        let bare = slot.trim_end_matches(".last");
        let number = bare.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let name = bare.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let source = match name {
            "first" | "last" if !number.is_empty() => "person",
            "demonym" => "nation",
            other => other,
        };
        let value = if number.is_empty() {
            self.fresh(source)
        } else {
            let key = format!("{source}{number}");
            match self.held.get(&key) {
                Some(value) => value.clone(),
                None => {
                    let value = self.fresh(source);
                    self.held.insert(key, value.clone());
                    value
                }
            }
        };
        let stock = self.stock;
        let nation = || &stock.nations[value.parse::<usize>().expect("the number of a nation")];
        match name {
            "nation" => nation().name.to_owned(),
            "demonym" => nation().demonym.to_owned(),
            "first" => value.split('|').next().unwrap_or_default().to_owned(),
            "last" => value.split('|').next_back().unwrap_or_default().to_owned(),
            "person" if slot.ends_with(".last") => value.split('|').next_back().unwrap_or_default().to_owned(),
            "person" => value.replace('|', " "),
            _ => value,
        }
    }
}

/// The forms filled in, each [`COPIES`] times.
pub fn filled() -> Vec<Text> {
    let stock = Stock::new();
    let forms: Vec<String> = include_str!("data/frames.txt")
        .split("\n\n")
        .map(|form| form.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n"))
        .filter(|form| !form.trim().is_empty())
        .collect();
    let mut texts = Vec::new();
    for (index, form) in (0_u64..).zip(&forms) {
        for copy in 0..COPIES {
            let seed = ((index + 1) * 0x9E37_79B9_7F4A_7C15) ^ ((copy as u64 + 1) * 0xD1B5_4A32_D192_ED03);
            let mut filling = Filling {
                stock: &stock,
                random: Random::new(seed),
                held: HashMap::new(),
                home: 0,
                is_he: copy % 2 == 0,
            };
            let mut marked = String::new();
            let mut rest = form.as_str();
            while let Some((before, after)) = rest.split_once('{') {
                let (slot, after) = after.split_once('}').expect("a slot is closed");
                marked += before;
                let value = filling.fill(slot.trim_start_matches('^'));
                marked += &if slot.starts_with('^') { value.to_uppercase() } else { value };
                rest = after;
            }
            marked += rest;
            texts.push(marked_text(&marked));
        }
    }
    texts
}

/// Articles written and marked for this project, with a blank line between them.
pub fn written() -> Vec<Text> {
    [
        include_str!("data/wire.txt"),
        include_str!("data/reports.txt"),
        include_str!("data/local.txt"),
        include_str!("data/world.txt"),
        include_str!("data/business.txt"),
        include_str!("data/towns.txt"),
        include_str!("data/modern.txt"),
        include_str!("data/nineties.txt"),
        include_str!("data/desks.txt"),
    ]
    .into_iter()
    .flat_map(|texts| texts.split("\n\n"))
    .map(|text| marked_text(text.trim()))
    .collect()
}

/// A text with marks in it: `[ORG Ajax] beat [ORG Inter]`. Other brackets stay.
fn marked_text(marked: &str) -> Text {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text += before;
        let kinds = [
            ("PER ", EntityKind::Person),
            ("LOC ", EntityKind::Place),
            ("ORG ", EntityKind::Organisation),
            ("OTHER ", EntityKind::Other),
        ];
        let found = kinds.iter().find_map(|&(mark, kind)| Some((after.strip_prefix(mark)?, kind)));
        match found {
            Some((inside, kind)) => {
                let (name, after) = inside.split_once(']').expect("a mark is closed");
                let start = text.len();
                text += name;
                names.push((Span::new(start, text.len()), kind));
                rest = after;
            }
            None => {
                text.push('[');
                rest = after;
            }
        }
    }
    text += rest;
    Text { name: String::new(), text, names }
}
