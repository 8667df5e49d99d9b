//! The rule table: read once, compiled into one automaton (`grammar`), matched token by token.
//!
//! `english.rules` is the table that a linguist extends; its head explains the notation. All patterns share one
//! automaton, so that a hundred rules cost little more than one. A match is its longest path from a token; patterns are
//! finite, so a text costs time linear in its length. A set of regular expressions was the rival: two hundred of them
//! over the text cost two hundred passes, or a DFA of hundreds of megabytes.

use std::sync::LazyLock;

use super::grammar::{Grammar, Names, State};
use super::lexicon::{Class, Lexicon, WordId};
use super::meaning::Meaning;
use super::pieces::Item;
use super::tokens::{Token, flag};

/// All rules.
#[derive(Debug)]
pub(super) struct Rules {
    lexicon: Lexicon,
    states: Vec<State>,
    /// What each pattern means, in order of the table.
    meanings: Vec<Meaning>,
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

impl Rules {
    /// The rules of a table.
    pub(super) fn parse(table: &str) -> Result<Rules, Slip> {
        let mut lexicon = Lexicon::new();
        let mut names = Names::default();
        let mut light: Vec<WordId> = Vec::new();
        let mut meaning = None;
        let mut grammar = Grammar::default();
        let mut meanings: Vec<Meaning> = Vec::new();
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
                names.define(name, pattern, &mut lexicon).map_err(|what| slip(&what))?;
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
                let rank = u16::try_from(meanings.len()).map_err(|_| slip("too many patterns"))?;
                grammar.add(line, rank, &names, &mut lexicon).map_err(|what| slip(&what))?;
                meanings.push(meaning);
            }
        }
        let mut weight = vec![0_u8; lexicon.len()];
        let (first_words, all_words) = grammar.words();
        for word in all_words.filter(|word| !light.contains(word)) {
            weight[word.index()] = 2;
        }
        for word in first_words {
            weight[word.index()] = weight[word.index()].max(1);
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
        Ok(Rules { states: grammar.states(), lexicon, meanings, weight })
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

    fn walk(&self, state: u32, tokens: &[Token], from: usize, at: usize, items: &mut Items, best: &mut Option<Match>) {
        let state = &self.states[state as usize];
        if let Some(rank) = state.ends
            && best.as_ref().is_none_or(|best| at > best.end || (at == best.end && rank < best.rank))
        {
            let meaning = self.meanings[usize::from(rank)];
            *best = Some(Match { end: at, meaning, items: items.clone(), rank });
        }
        let Some(token) = tokens.get(at).filter(|token| at == from || !token.has(flag::BREAK)) else { return };
        self.steps(state, tokens, from, at, items, best);
        // "third-quarter", "mid-1990s": a hyphen between two words of a pattern is no more than a blank.
        let is_hyphen = token.word == self.lexicon.mark(b'-') && !token.has(flag::SPACED);
        if is_hyphen && at > from && tokens.get(at + 1).is_some_and(|next| !next.has(flag::SPACED | flag::BREAK)) {
            self.steps(state, tokens, from, at + 1, items, best);
        }
    }

    /// All ways from `state` over the token at `at`.
    fn steps(
        &self,
        state: &State,
        tokens: &[Token],
        from: usize,
        at: usize,
        items: &mut Items,
        best: &mut Option<Match>,
    ) {
        if let Ok(found) = state.words.binary_search_by(|(word, _)| word.cmp(&tokens[at].word)) {
            self.walk(state.words[found].1, tokens, from, at + 1, items, best);
        }
        for (piece, next) in &state.pieces {
            if let Some((end, item)) = piece.read(&self.lexicon, tokens, at) {
                items.push(item);
                self.walk(*next, tokens, from, end, items, best);
                items.pop();
            }
        }
    }
}
