//! The rule table: read once, compiled into one trie, matched token by token.
//!
//! `english.rules` is the table that a linguist extends; its head explains the notation. A pattern is expanded into flat
//! sequences of pieces, and all sequences share one trie, so that a hundred rules cost little more than one. A match is
//! the longest path of the trie from a token; patterns are finite, so a text costs time linear in its length. A set of
//! regular expressions was the rival: two hundred of them over the text cost two hundred passes, or a DFA of hundreds of
//! megabytes.

use std::sync::LazyLock;

use super::calendar::NamedDay;
use super::lexicon::{Class, Lexicon, WordId};
use super::pieces::{Item, Piece};
use super::tokens::{Token, flag};

/// What a match says; how each is resolved stands in `resolve.rs`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A date made of the pieces found.
    Date,
    /// So many days from today, with a part of the day.
    Day(i32, Option<&'static str>),
    Half,
    Century,
    /// "last week"
    Deictic,
    /// "later that year"
    SameAsNamed,
    /// "the full year"
    WholeOfThis,
    /// "the first week of May"
    Nth,
    Ago,
    Hence,
    Earlier,
    Later,
    /// "the day before"
    Around,
    /// "the year-ago quarter"
    YearAgo,
    /// "the quarter"
    Period,
    Duration,
    /// Looks like a time and is none: "52 years old".
    Age,
    /// "the past two years"
    SpanOf,
    Set,
    /// "daily": every so many of that unit.
    Rate(i32),
    Present,
    Past,
    Future,
    Holiday(NamedDay),
}

impl Meaning {
    fn parse(heading: &str) -> Option<Meaning> {
        let mut words = heading.split_whitespace();
        let name = words.next()?;
        let mut argument = || words.next();
        Some(match name {
            "date" => Meaning::Date,
            "day" => {
                let days = argument()?.parse().ok()?;
                let part = match argument() {
                    None => None,
                    Some("NI") => Some("NI"),
                    Some(_) => return None,
                };
                Meaning::Day(days, part)
            }
            "half" => Meaning::Half,
            "century" => Meaning::Century,
            "deictic" => Meaning::Deictic,
            "later-that" => Meaning::SameAsNamed,
            "full" => Meaning::WholeOfThis,
            "nth" => Meaning::Nth,
            "ago" => Meaning::Ago,
            "hence" => Meaning::Hence,
            "earlier" => Meaning::Earlier,
            "later" => Meaning::Later,
            "around" => Meaning::Around,
            "year-ago" => Meaning::YearAgo,
            "period" => Meaning::Period,
            "duration" => Meaning::Duration,
            "age" => Meaning::Age,
            "span" => Meaning::SpanOf,
            "set" => Meaning::Set,
            "rate" => Meaning::Rate(argument()?.parse().ok()?),
            "present" => Meaning::Present,
            "past" => Meaning::Past,
            "future" => Meaning::Future,
            "holiday" => Meaning::Holiday(NamedDay::parse(argument()?)?),
            _ => return None,
        })
    }
}

/// One step of the trie.
#[derive(Debug, Default)]
struct Node {
    /// Next nodes by word, sorted.
    words: Vec<(WordId, u32)>,
    /// Next nodes by piece.
    pieces: Vec<(Piece, u32)>,
    /// The meaning of a match that ends here, and the rank of its pattern.
    meaning: Option<(u16, Meaning)>,
}

/// All rules.
#[derive(Debug)]
pub(super) struct Rules {
    lexicon: Lexicon,
    nodes: Vec<Node>,
    /// By word: 0 begins nothing, 1 begins a match only near a word of time, 2 is itself a word of time.
    weight: Vec<u8>,
}

/// The pieces of a match, in order.
pub(super) type Items = Vec<Item>;

/// The longest match from a token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) items: Items,
    rank: u16,
}

/// The rules of this build. The table is part of the program; a test reads it, so that a slip cannot ship.
pub(super) fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| match Rules::parse(include_str!("english.rules")) {
        Ok(rules) => rules,
        Err(slip) => panic!("the built-in rule table: {slip}"),
    });
    &RULES
}

/// A slip in a rule table, with its line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub(super) struct Slip {
    line: usize,
    what: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Atom {
    Word(WordId),
    Piece(Piece),
}

impl Rules {
    /// The rules of a table.
    pub(super) fn parse(table: &str) -> Result<Rules, Slip> {
        let mut lexicon = Lexicon::new();
        let mut names: Vec<(String, String)> = Vec::new();
        let mut light: Vec<WordId> = Vec::new();
        let mut meaning = None;
        let mut nodes = vec![Node::default()];
        let mut patterns: Vec<(usize, Meaning, Vec<Vec<Atom>>)> = Vec::new();
        for (at, line) in table.lines().enumerate() {
            let slip = |what: &str| Slip { line: at + 1, what: format!("{what}: {line}") };
            let line = line.trim();
            if line.is_empty() || line.starts_with("# ") || line == "#" {
                continue;
            }
            if let Some(heading) = line.strip_prefix('[') {
                let heading = heading.strip_suffix(']').ok_or_else(|| slip("a heading ends in ]"))?;
                meaning = Some(Meaning::parse(heading).ok_or_else(|| slip("no such meaning"))?);
            } else if let Some(definition) = line.strip_prefix("let ") {
                let (name, pattern) = definition.split_once(" = ").ok_or_else(|| slip("let NAME = PATTERN"))?;
                names.push((format!("${name}"), pattern.to_owned()));
            } else if let Some(words) = line.strip_prefix("LIGHT ") {
                light.extend(words.split_whitespace().map(|word| lexicon.add(word)));
            } else if let (Some((name, words)), None) = (line.split_once(' '), &meaning) {
                let class = Class::named(name).ok_or_else(|| slip("no such class"))?;
                for word in words.split_whitespace() {
                    let (spelling, value) = word.split_once('=').unwrap_or((word, "0"));
                    let value = value.parse().map_err(|_| slip("a number stands behind ="))?;
                    lexicon.classify(spelling, class, value);
                }
            } else {
                let meaning = meaning.ok_or_else(|| slip("a pattern stands below a heading"))?;
                let sequences = expand(line, &names, &mut lexicon).map_err(|what| slip(&what))?;
                patterns.push((at + 1, meaning, sequences));
            }
        }
        let mut weight = vec![0_u8; lexicon.len()];
        for (rank, (line, meaning, sequences)) in patterns.iter().enumerate() {
            let rank = u16::try_from(rank).map_err(|_| Slip { line: *line, what: "too many patterns".to_owned() })?;
            for sequence in sequences {
                for atom in sequence {
                    if let Atom::Word(word) = atom
                        && !light.contains(word)
                    {
                        weight[word.index()] = 2;
                    }
                }
                if let Some(Atom::Word(word)) = sequence.first() {
                    weight[word.index()] = weight[word.index()].max(1);
                }
                insert(&mut nodes, sequence, rank, *meaning);
            }
        }
        for (index, weight) in weight.iter_mut().enumerate() {
            let word = WordId(u16::try_from(index).unwrap_or(0));
            let is = |class| lexicon.is(word, class);
            let names_time = [
                Class::Month,
                Class::Weekday,
                Class::Unit,
                Class::Units,
                Class::Season,
                Class::Part,
                Class::Quarter,
                Class::Decades,
                Class::Dayword,
                Class::Weekdays,
                Class::Noon,
                // Few enough to be tried wherever they stand: a year or a clock time may begin with them.
                Class::Cardinal,
            ];
            if names_time.into_iter().any(is) {
                *weight = 2;
            } else if [Class::Dir, Class::Mod, Class::Piece, Class::Ordinal, Class::Approx].into_iter().any(is) {
                *weight = (*weight).max(1);
            }
        }
        weight[WordId::NUMBER.index()] = 2;
        for node in &mut nodes {
            node.words.sort_unstable();
        }
        Ok(Rules { lexicon, nodes, weight })
    }

    /// The words of the rules.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether a word is itself one of time, and whether a match can begin with it when such a word is near.
    pub(super) fn weight(&self, word: WordId) -> u8 {
        self.weight[word.index()]
    }

    /// The longest match that begins at token `from`.
    pub(super) fn longest(&self, tokens: &[Token], from: usize) -> Option<Match> {
        let mut best = None;
        let mut items = Items::new();
        self.walk(0, tokens, from, from, &mut items, &mut best);
        best
    }

    fn walk(&self, node: u32, tokens: &[Token], from: usize, at: usize, items: &mut Items, best: &mut Option<Match>) {
        let node = &self.nodes[node as usize];
        if let Some((rank, meaning)) = node.meaning
            && best.as_ref().is_none_or(|best| at > best.end || (at == best.end && rank < best.rank))
        {
            *best = Some(Match { end: at, meaning, items: items.clone(), rank });
        }
        let Some(token) = tokens.get(at).filter(|token| at == from || !token.has(flag::BREAK)) else { return };
        self.steps(node, tokens, from, at, items, best);
        // "third-quarter", "mid-1990s": a hyphen between two words of a pattern is no more than a blank.
        let is_hyphen = token.word == self.lexicon.mark(b'-') && !token.has(flag::SPACED);
        if is_hyphen && at > from && tokens.get(at + 1).is_some_and(|next| !next.has(flag::SPACED | flag::BREAK)) {
            self.steps(node, tokens, from, at + 1, items, best);
        }
    }

    /// All ways from `node` over the token at `at`.
    fn steps(
        &self,
        node: &Node,
        tokens: &[Token],
        from: usize,
        at: usize,
        items: &mut Items,
        best: &mut Option<Match>,
    ) {
        if let Ok(found) = node.words.binary_search_by(|(word, _)| word.cmp(&tokens[at].word)) {
            self.walk(node.words[found].1, tokens, from, at + 1, items, best);
        }
        for (piece, next) in &node.pieces {
            if let Some((end, item)) = piece.read(&self.lexicon, tokens, at) {
                items.push(item);
                self.walk(*next, tokens, from, end, items, best);
                items.pop();
            }
        }
    }
}

fn insert(nodes: &mut Vec<Node>, sequence: &[Atom], rank: u16, meaning: Meaning) {
    let mut at = 0_usize;
    for atom in sequence {
        let found = match atom {
            Atom::Word(word) => nodes[at].words.iter().find(|(other, _)| other == word).map(|(_, next)| *next),
            Atom::Piece(piece) => nodes[at].pieces.iter().find(|(other, _)| other == piece).map(|(_, next)| *next),
        };
        at = match found {
            Some(next) => next as usize,
            None => {
                let next = nodes.len();
                nodes.push(Node::default());
                let number = u32::try_from(next).expect("the rule table has fewer than 4 billion steps");
                match atom {
                    Atom::Word(word) => nodes[at].words.push((*word, number)),
                    Atom::Piece(piece) => nodes[at].pieces.push((*piece, number)),
                }
                next
            }
        };
    }
    let end = &mut nodes[at].meaning;
    if end.is_none_or(|(other, _)| rank < other) {
        *end = Some((rank, meaning));
    }
}

/// The flat sequences of a pattern.
fn expand(pattern: &str, names: &[(String, String)], lexicon: &mut Lexicon) -> Result<Vec<Vec<Atom>>, String> {
    let words: Vec<&str> = pattern.split_whitespace().collect();
    let (sequences, used) = expand_choice(&words, names, lexicon)?;
    if used < words.len() {
        return Err(format!("stray {}", words[used]));
    }
    if sequences.iter().any(Vec::is_empty) {
        return Err("a pattern that matches nothing at all".to_owned());
    }
    Ok(sequences)
}

type Expanded = (Vec<Vec<Atom>>, usize);

/// A choice up to `)` or the end.
fn expand_choice(words: &[&str], names: &[(String, String)], lexicon: &mut Lexicon) -> Result<Expanded, String> {
    let mut all = Vec::new();
    let mut sequences = vec![Vec::new()];
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        match word {
            ")" | ")?" => break,
            "|" => {
                all.append(&mut sequences);
                sequences = vec![Vec::new()];
                at += 1;
            }
            _ => {
                let (word, is_optional) = match word.strip_suffix('?') {
                    Some(word) => (word, true),
                    None => (word, false),
                };
                let mut is_optional = is_optional;
                let alternatives = if word == "(" {
                    let (inner, used) = expand_choice(&words[at + 1..], names, lexicon)?;
                    at += used + 1;
                    match words.get(at) {
                        Some(&")") => {}
                        Some(&")?") => is_optional = true,
                        _ => return Err("a ( without its )".to_owned()),
                    }
                    inner
                } else if word.starts_with('$') && word.len() > 1 {
                    let (_, meant) =
                        names.iter().find(|(name, _)| name == word).ok_or_else(|| format!("{word} is not defined"))?;
                    expand(meant, names, lexicon)?
                } else if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    vec![vec![Atom::Piece(Piece::named(word).ok_or_else(|| format!("no such class: {word}"))?)]]
                } else {
                    vec![vec![Atom::Word(lexicon.add(word))]]
                };
                at += 1;
                let mut grown = Vec::with_capacity(sequences.len() * (alternatives.len() + 1));
                for sequence in sequences {
                    if is_optional {
                        grown.push(sequence.clone());
                    }
                    grown.extend(alternatives.iter().map(|tail| [&sequence[..], tail].concat()));
                }
                sequences = grown;
            }
        }
    }
    all.append(&mut sequences);
    Ok((all, at))
}
