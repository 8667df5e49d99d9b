//! Which token of one text is which token of the other.

use super::texts::Texts;
use super::vocabulary::{LEFT_OUT, u32_from};

const NONE: u32 = u32::MAX;

/// One-to-one pairs of tokens, in any order.
///
/// Invariant: `of_a` and `of_b` are inverse to one another.
#[derive(Debug)]
pub(super) struct Pairing {
    of_a: Vec<u32>,
    of_b: Vec<u32>,
}

/// Neighbouring tokens of a that are paired with neighbouring tokens of b, as long as it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First token in a.
    pub a: u32,
    /// First token in b.
    pub b: u32,
    /// Number of tokens.
    pub len: u32,
}

impl Run {
    #[inline]
    pub fn a_end(self) -> u32 {
        self.a + self.len
    }

    #[inline]
    pub fn b_end(self) -> u32 {
        self.b + self.len
    }
}

impl Pairing {
    pub fn new(tokens_a: usize, tokens_b: usize) -> Self {
        Self { of_a: vec![NONE; tokens_a], of_b: vec![NONE; tokens_b] }
    }

    #[inline]
    pub fn is_free_a(&self, token: usize) -> bool {
        self.of_a[token] == NONE
    }

    #[inline]
    pub fn is_free_b(&self, token: usize) -> bool {
        self.of_b[token] == NONE
    }

    /// The partner of a token of b.
    #[inline]
    pub fn partner_of_b(&self, token: usize) -> Option<usize> {
        Some(self.of_b[token]).filter(|partner| *partner != NONE).map(|partner| partner as usize)
    }

    /// Whether two tokens are equal and both are free.
    #[inline]
    pub fn can_join(&self, texts: &Texts, a: usize, b: usize) -> bool {
        let id = texts.a.ids[a];
        id == texts.b.ids[b] && id != LEFT_OUT && self.is_free_a(a) && self.is_free_b(b)
    }

    /// Pairs two tokens. Both must be free.
    #[inline]
    pub fn join(&mut self, a: usize, b: usize) {
        debug_assert!(self.is_free_a(a) && self.is_free_b(b), "a token has one partner");
        self.of_a[a] = u32_from(b);
        self.of_b[b] = u32_from(a);
    }

    /// Takes the pairs of a run apart.
    pub fn part(&mut self, run: Run) {
        self.of_a[run.a as usize..run.a_end() as usize].fill(NONE);
        self.of_b[run.b as usize..run.b_end() as usize].fill(NONE);
    }

    /// Takes one pair apart, given its token of a.
    pub fn part_a(&mut self, token: usize) {
        let partner = std::mem::replace(&mut self.of_a[token], NONE);
        self.of_b[partner as usize] = NONE;
    }

    /// All runs, in order of a.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut is_open = false;
        for (a, &b) in (0u32..).zip(&self.of_a) {
            if b == NONE {
                is_open = false;
                continue;
            }
            match runs.last_mut() {
                Some(run) if is_open && run.b_end() == b => run.len += 1,
                _ => {
                    runs.push(Run { a, b, len: 1 });
                    is_open = true;
                }
            }
        }
        runs
    }
}
