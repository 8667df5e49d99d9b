//! Where runs end: a run takes back the words that lighter ones took from its ends.
//!
//! Sentences are aligned before it is known what moved, and in what a moved clause left behind the best alignment finds
//! a common word or two to pair: "In the past three years" would then move without its first two words. Where a run
//! goes on equal in both texts, and the lighter runs that have those words have no others, it takes them: one run
//! explains what several did. Marks alone are left where they are: the point before a sentence that was put in ends the
//! sentence before it. Linear in the tokens and the runs, of which each gets fewer with every change.

use super::Texts;
use super::pairing::{Pairing, Run};
use super::vocabulary::{LEFT_OUT, u32_from};
use super::weights::{BIT, Bits};

/// Tokens that a run takes back at one end at most.
const LONGEST: u32 = 16;

/// What one run less is worth.
const RUN_PRICE: Bits = 4 * BIT;

/// In no run.
const NONE: u32 = u32::MAX;

/// Lets every run take back what is its own. Returns whether any did.
pub(super) fn take_back(texts: &Texts, pairing: &mut Pairing) -> bool {
    let runs = pairing.runs();
    let mut run_of_a = vec![NONE; texts.a.len()];
    for (number, run) in (0u32..).zip(&runs) {
        run_of_a[run.a as usize..run.a_end() as usize].fill(number);
    }
    let mut borders = Borders { texts, pairing, runs, run_of_a, taken: Vec::new(), losers: Vec::new() };
    let mut is_changed = false;
    for number in 0..u32_from(borders.runs.len()) {
        for end in [End::Last, End::First] {
            is_changed |= borders.grow(number, end);
        }
    }
    is_changed
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

struct Borders<'a> {
    texts: &'a Texts,
    pairing: &'a mut Pairing,
    /// As they are now; one that lost its words is empty.
    runs: Vec<Run>,
    run_of_a: Vec<u32>,
    /// Working space: tokens of a whose pairs would be taken apart, and the runs that they are of, with how many each.
    taken: Vec<usize>,
    losers: Vec<(u32, u32)>,
}

impl Borders<'_> {
    /// Lets one end of a run take back what is its own; returns whether there was anything.
    fn grow(&mut self, number: u32, end: End) -> bool {
        let run = self.runs[number as usize];
        let Some((len, pairs)) = self.best_len(run, end) else { return false };
        for &a in &self.taken[..pairs] {
            self.pairing.part_a(a);
            self.runs[self.run_of_a[a] as usize].len = 0;
            self.run_of_a[a] = NONE;
        }
        for step in 0..len {
            let (a, b) = self.place(run, end, step).expect("it was looked at");
            self.pairing.join(a, b);
            self.run_of_a[a] = number;
        }
        let grown = &mut self.runs[number as usize];
        grown.len += len;
        if end == End::First {
            (grown.a, grown.b) = (grown.a - len, grown.b - len);
        }
        true
    }

    /// The tokens next to an end of a run, so many steps away.
    fn place(&self, run: Run, end: End, step: u32) -> Option<(usize, usize)> {
        let (a, b) = match end {
            End::Last => (run.a_end() + step, run.b_end() + step),
            End::First => (run.a.checked_sub(step + 1)?, run.b.checked_sub(step + 1)?),
        };
        let (a, b) = (a as usize, b as usize);
        (a < self.texts.a.len() && b < self.texts.b.len()).then_some((a, b))
    }

    /// How many tokens the run takes back at one end, if any, and how many of `self.taken` go with them.
    fn best_len(&mut self, run: Run, end: End) -> Option<(u32, usize)> {
        if run.len == 0 {
            return None;
        }
        let weights = &self.texts.weights;
        self.taken.clear();
        self.losers.clear();
        let (mut gained, mut lost) = (0, 0);
        let mut best: Option<(Bits, u32, usize)> = None;
        for step in 0..LONGEST {
            let Some((a, b)) = self.place(run, end, step) else { break };
            let id = self.texts.a.ids[a];
            if id != self.texts.b.ids[b] || id == LEFT_OUT {
                break;
            }
            gained += weights.of(id);
            let in_the_way = [(!self.pairing.is_free_a(a)).then_some(a), self.pairing.partner_of_b(b)];
            for a in in_the_way.into_iter().flatten() {
                if self.taken.contains(&a) {
                    continue;
                }
                self.taken.push(a);
                lost += weights.of(self.texts.a.ids[a]);
                let loser = self.run_of_a[a];
                match self.losers.iter_mut().find(|known| known.0 == loser) {
                    Some(known) => known.1 += 1,
                    None => self.losers.push((loser, 1)),
                }
            }
            let takes_words = self.taken.iter().any(|&a| self.texts.is_word(self.texts.a.ids[a]));
            let is_whole = self.losers.iter().all(|&(loser, count)| self.runs[loser as usize].len == count);
            let fewer = Bits::try_from(self.losers.len()).expect("at most two for each token");
            let net = gained + RUN_PRICE * fewer - lost;
            if takes_words && self.texts.is_word(id) && is_whole && net > best.map_or(0, |best| best.0) {
                best = Some((net, step + 1, self.taken.len()));
            }
        }
        best.map(|(_, len, pairs)| (len, pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AlignmentSettings, EditKind, Side, align};
    use crate::progress::Progress;

    /// The best alignment of the two sentences that begin with "In the past" and "Responding" pairs an "in" of the one
    /// with the "In" of the other, which belongs to the passage that moved.
    #[test]
    fn a_moved_passage_keeps_its_common_words() {
        let a = "The mayor thanked the harbour council for its patience on Monday. In the past three years, responding to \
            what the people of Aldermouth want, the council has done much in building a stronger quay. There has been \
            broad progress in fostering the fishing trade of our coast, in providing room for the ferries, and in \
            fulfilling the demands for the strength of the pier. Shopkeepers from the market spoke after the mayor left.";
        let b = "The mayor thanked the harbour council for its patience on Monday. Responding to what critics asked, \
            council has done much in building a stronger quay. In the past three years, providing room for the ferries, \
            and in fulfilling the duty for the strength with the pier. There has been broad line in fostering the \
            fishing trade removed coast. Shopkeepers from the market spoke after the mayor left.";
        for (a, b) in [(a, b), (b, a)] {
            let found = align(Side::new(a), Side::new(b), &AlignmentSettings::default(), &Progress::new());
            let edits = found.expect("nobody cancels").edits;
            let moved: Vec<&str> =
                edits.iter().filter(|edit| edit.kind == EditKind::Move).map(|edit| edit.a.slice(a)).collect();
            assert!(moved.contains(&"In the past three years,"), "{moved:?}");
        }
    }
}
