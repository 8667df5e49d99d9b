//! From the patterns of the rule table to one automaton over words and pieces.
//!
//! A pattern is made of words, classes, choices and optional parts, and never repeats anything. Each atom of a pattern is
//! a position, and which positions may follow which is read off its form (Glushkov, "The abstract theory of automata",
//! 1961); the positions of all patterns then become one automaton in which a state has one way on for each atom (the
//! subset construction of Rabin and Scott, 1959). Flat lists of all sequences were the rival: they grow with the product
//! of the choices (a hundred thousand sequences, 55 ms to build), the positions with their sum.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, WordId};
use super::pieces::Piece;

/// What one step of a pattern takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Atom {
    Word(WordId),
    Piece(Piece),
}

/// A pattern, or a part of one.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    Atom(Atom),
    Sequence(Vec<Form>),
    Choice(Vec<Form>),
    Optional(Box<Form>),
}

/// Names of pieces of patterns (`let`), each with its form.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(String, Form)>);

/// All patterns, position by position.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    atoms: Vec<Atom>,
    /// The positions that may follow each.
    follow: Vec<Vec<u32>>,
    /// The positions that a pattern may begin with.
    first: Vec<u32>,
    /// The pattern that may end at each position.
    ends: Vec<Option<u16>>,
}

/// A state of the automaton.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Next states by word, sorted.
    pub(super) words: Vec<(WordId, u32)>,
    /// Next states by piece.
    pub(super) pieces: Vec<(Piece, u32)>,
    /// The first pattern in the table that may end here.
    pub(super) ends: Option<u16>,
}

impl Names {
    /// Names a pattern; one that is named already is not named anew.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub(super) fn define(&mut self, name: &str, pattern: &str, lexicon: &mut Lexicon) -> Result<(), String> {
        let form = self.parse(pattern, lexicon)?;
        self.0.push((format!("${name}"), form));
        Ok(())
    }

    fn parse(&self, pattern: &str, lexicon: &mut Lexicon) -> Result<Form, String> {
        let words: Vec<&str> = pattern.split_whitespace().collect();
        let (form, used) = self.choice(&words, lexicon)?;
        if used < words.len() {
            return Err(format!("stray {}", words[used]));
        }
        Ok(form)
    }

    /// A choice up to `)` or the end, and how many words it took.
    fn choice(&self, words: &[&str], lexicon: &mut Lexicon) -> Result<(Form, usize), String> {
        let mut choices = Vec::new();
        let mut sequence = Vec::new();
        let mut at = 0;
        while let Some(&word) = words.get(at) {
            if matches!(word, ")" | ")?") {
                break;
            }
            at += 1;
            if word == "|" {
                choices.push(Form::Sequence(std::mem::take(&mut sequence)));
                continue;
            }
            let (word, mut is_optional) = match word.strip_suffix('?') {
                Some(word) => (word, true),
                None => (word, false),
            };
            let form = if word == "(" {
                let (inner, used) = self.choice(&words[at..], lexicon)?;
                at += used + 1;
                match words.get(at - 1) {
                    Some(&")") => {}
                    Some(&")?") => is_optional = true,
                    _ => return Err("a ( without its )".to_owned()),
                }
                inner
            } else if word.starts_with('$') && word.len() > 1 {
                let named = self.0.iter().find(|(name, _)| name == word);
                named.ok_or_else(|| format!("{word} is not defined"))?.1.clone()
            } else if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
                Form::Atom(Atom::Piece(Piece::named(word).ok_or_else(|| format!("no such class: {word}"))?))
            } else {
                Form::Atom(Atom::Word(lexicon.add(word)))
            };
            sequence.push(if is_optional { Form::Optional(Box::new(form)) } else { form });
        }
        choices.push(Form::Sequence(sequence));
        let form = if choices.len() == 1 { choices.swap_remove(0) } else { Form::Choice(choices) };
        Ok((form, at))
    }
}

impl Grammar {
    /// Takes in the pattern with that rank.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub(super) fn add(&mut self, pattern: &str, rank: u16, names: &Names, lexicon: &mut Lexicon) -> Result<(), String> {
        let form = names.parse(pattern, lexicon)?;
        let ends = self.link(&form, &[None]);
        for end in ends {
            let at = end.ok_or("a pattern that matches nothing at all")?;
            let rank = self.ends[at as usize].map_or(rank, |other| other.min(rank));
            self.ends[at as usize] = Some(rank);
        }
        Ok(())
    }

    /// Puts a form behind the positions `from`, where `None` is the beginning; the positions that it may end at.
    fn link(&mut self, form: &Form, from: &[Option<u32>]) -> Vec<Option<u32>> {
        match form {
            Form::Atom(atom) => {
                let at = u32::try_from(self.atoms.len()).expect("the rule table has fewer than 4 billion words");
                self.atoms.push(*atom);
                self.follow.push(Vec::new());
                self.ends.push(None);
                for before in from {
                    match before {
                        Some(before) => self.follow[*before as usize].push(at),
                        None => self.first.push(at),
                    }
                }
                vec![Some(at)]
            }
            Form::Sequence(forms) => forms.iter().fold(from.to_vec(), |reached, form| self.link(form, &reached)),
            Form::Choice(forms) => {
                let mut reached: Vec<_> = forms.iter().flat_map(|form| self.link(form, from)).collect();
                reached.sort_unstable();
                reached.dedup();
                reached
            }
            Form::Optional(form) => {
                let mut reached = self.link(form, from);
                reached.extend(from);
                reached.sort_unstable();
                reached.dedup();
                reached
            }
        }
    }

    /// The words that a pattern may begin with, and all words of patterns.
    pub(super) fn words(&self) -> (impl Iterator<Item = WordId> + '_, impl Iterator<Item = WordId> + '_) {
        let word = |atom: &Atom| match atom {
            Atom::Word(word) => Some(*word),
            Atom::Piece(_) => None,
        };
        (self.first.iter().filter_map(move |at| word(&self.atoms[*at as usize])), self.atoms.iter().filter_map(word))
    }

    /// The automaton; its first state is the beginning.
    pub(super) fn states(&self) -> Vec<State> {
        let mut states = vec![State::default()];
        let mut numbers: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        // The sets of positions that the states stand for, as far as their ways on are not laid yet.
        let mut open = vec![(0_usize, self.first.clone())];
        let mut steps: Vec<(Atom, u32)> = Vec::new();
        while let Some((state, next)) = open.pop() {
            steps.clear();
            steps.extend(next.iter().map(|&at| (self.atoms[at as usize], at)));
            steps.sort_unstable();
            steps.dedup();
            for group in steps.chunk_by(|one, other| one.0 == other.0) {
                let set: Vec<u32> = group.iter().map(|(_, at)| *at).collect();
                let number = match numbers.get(&set) {
                    Some(number) => *number,
                    None => {
                        let number = states.len();
                        let ends = set.iter().filter_map(|at| self.ends[*at as usize]).min();
                        states.push(State { ends, ..State::default() });
                        open.push((
                            number,
                            set.iter().flat_map(|at| self.follow[*at as usize].iter().copied()).collect(),
                        ));
                        let number = u32::try_from(number).expect("fewer than 4 billion states");
                        numbers.insert(set, number);
                        number
                    }
                };
                match group[0].0 {
                    Atom::Word(word) => states[state].words.push((word, number)),
                    Atom::Piece(piece) => states[state].pieces.push((piece, number)),
                }
            }
        }
        states
    }
}
