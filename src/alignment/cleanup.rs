//! What is taken apart again, because nobody would read it as kept.

use std::ops::Range;

use super::edits::number_moves;
use super::moves::Ordered;
use super::pairing::{Pairing, Run};
use super::texts::Texts;
use super::tokens::Tokens;
use super::weights::{BIT, Bits};

/// A run at the edge of a moved passage that weighs less does not belong to it.
const WEAK_EDGE: Bits = 8 * BIT;

/// A moved passage that weighs less is a coincidence.
const WEAK_MOVE: Bits = 14 * BIT;

/// Takes apart what moved without saying much: a common word at the edge of a moved passage, or a passage of such.
/// Returns the runs that are left.
pub(super) fn drop_weak_moves(texts: &Texts, pairing: &mut Pairing, ordered: Ordered) -> Ordered {
    let runs = &ordered.runs;
    let moves = number_moves(runs, &ordered.is_in_order);
    let weight = |run: &Run| texts.weights.sum(&texts.a.ids[run.a as usize..run.a_end() as usize]);
    let mut weak = Vec::new();
    for passage in (0..runs.len()).collect::<Vec<_>>().chunk_by(|one, other| moves[*one] == moves[*other]) {
        if moves[passage[0]].is_none() {
            continue;
        }
        let is_strong = |at: &usize| weight(&runs[*at]) >= WEAK_EDGE;
        let first = passage.iter().position(is_strong).unwrap_or(passage.len());
        let last = passage.iter().rposition(is_strong).map_or(first, |last| last + 1);
        let kept: Bits = passage[first..last].iter().map(|at| weight(&runs[*at])).sum();
        let kept = if kept >= WEAK_MOVE { first..last } else { 0..0 };
        weak.extend(passage.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, run)| runs[*run]));
    }
    if weak.is_empty() {
        return ordered;
    }
    for run in weak {
        pairing.part(run);
    }
    Ordered::new(texts, pairing.runs())
}

/// Takes apart a hyphen that is all that is left of one compound in another: "four-decade" became "45-year-old" as a
/// whole, not its first half and then its second.
pub(super) fn part_compounds(texts: &Texts, pairing: &mut Pairing) {
    for run in pairing.runs() {
        let (a, b) = (run.a as usize..run.a_end() as usize, run.b as usize..run.b_end() as usize);
        let is_marks = texts.a.ids[a.clone()].iter().all(|id| !texts.is_word(*id));
        let is_changed = |tokens: &Tokens, run: &Range<usize>, is_free: &dyn Fn(usize) -> bool| {
            let (Some(before), after) = (run.start.checked_sub(1), run.end) else { return false };
            let is_glued = |one: usize, next: usize| tokens.spans[one].end() == tokens.spans[next].start();
            let is_word = |at: usize| is_free(at) && texts.is_word(tokens.ids[at]);
            after < tokens.len()
                && is_glued(before, run.start)
                && is_glued(after - 1, after)
                && is_word(before)
                && is_word(after)
        };
        if is_marks
            && is_changed(&texts.a, &a, &|at| pairing.is_free_a(at))
            && is_changed(&texts.b, &b, &|at| pairing.is_free_b(at))
        {
            pairing.part(run);
        }
    }
}
