//! Which token of one text is which token of the other.

use super::tokens::u32_from;

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
    pub fn a_end(self) -> u32 {
        self.a + self.len
    }

    pub fn b_end(self) -> u32 {
        self.b + self.len
    }
}

impl Pairing {
    pub fn new(tokens_a: usize, tokens_b: usize) -> Self {
        Self { of_a: vec![NONE; tokens_a], of_b: vec![NONE; tokens_b] }
    }

    pub fn is_free_a(&self, token: usize) -> bool {
        self.of_a[token] == NONE
    }

    pub fn is_free_b(&self, token: usize) -> bool {
        self.of_b[token] == NONE
    }

    /// Pairs two tokens. Both must be free.
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

    /// All runs, in order of a.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut open: Option<Run> = None;
        for (a, &b) in (0u32..).zip(&self.of_a) {
            if b == NONE {
                runs.extend(open.take());
                continue;
            }
            match &mut open {
                Some(run) if run.b_end() == b => run.len += 1,
                _ => {
                    runs.extend(open.replace(Run { a, b, len: 1 }));
                }
            }
        }
        runs.extend(open);
        runs
    }
}
