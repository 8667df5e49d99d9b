//! What is left between neighbouring runs in order.

use std::ops::Range;

use super::Budget;
use super::moves::Ordered;
use super::pairing::{Pairing, Run};
use super::stretches::Stretches;
use super::texts::Texts;
use super::units::Units;
use super::vocabulary::u32_from;
use super::weights::{BIT, log2};
use crate::progress::{Cancelled, Progress};

/// Largest grid between two runs in order, in cells: a larger gap is one change, or is filled piece by piece.
const LARGEST_GAP: usize = 16_000;

/// Tokens of a piece on the longer side: its grid is smaller than the largest.
const PIECE: usize = 120;

/// Pairs what is left between neighbouring runs in order, where it crosses the border of a unit: short sentences without
/// a rare word, and what a wrong border cut off.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn fill_gaps(
    texts: &Texts,
    stretches: &mut Stretches<'_>,
    pairing: &mut Pairing,
    budget: &mut Budget,
    progress: &Progress,
) -> Result<(), Cancelled> {
    for (gap_a, gap_b) in gaps(texts, &Ordered::new(texts, pairing.runs())) {
        if crosses_units(texts, &gap_a, &gap_b) {
            progress.checkpoint()?;
            fill(stretches, pairing, (gap_a, gap_b), budget);
        }
    }
    Ok(())
}

/// The stretches between neighbouring runs in order, where neither is empty.
fn gaps(texts: &Texts, ordered: &Ordered) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let end = Run { a: u32_from(texts.a.len()), b: u32_from(texts.b.len()), len: 0 };
    let (mut start_a, mut start_b) = (0, 0);
    ordered.anchors().chain([end]).filter_map(move |anchor| {
        let (gap_a, gap_b) = (start_a..anchor.a as usize, start_b..anchor.b as usize);
        (start_a, start_b) = (anchor.a_end() as usize, anchor.b_end() as usize);
        (!gap_a.is_empty() && !gap_b.is_empty()).then_some((gap_a, gap_b))
    })
}

fn crosses_units(texts: &Texts, gap_a: &Range<usize>, gap_b: &Range<usize>) -> bool {
    let crosses = |units: &Units, gap: &Range<usize>| {
        let before = gap.start.checked_sub(1).map(|at| units.of_token[at]);
        before.is_none_or(|before| units.of_token.get(gap.end) != Some(&before))
    };
    crosses(&texts.units_a, gap_a) || crosses(&texts.units_b, gap_b)
}

fn fill(
    stretches: &mut Stretches<'_>,
    pairing: &mut Pairing,
    (gap_a, gap_b): (Range<usize>, Range<usize>),
    budget: &mut Budget,
) {
    let (len_a, len_b) = stretches.gather(pairing, gap_a.clone(), gap_b.clone());
    if len_a == 0 || len_b == 0 {
        return;
    }
    if len_a * len_b > LARGEST_GAP {
        if stretches.is_repetitive() {
            fill_by_pieces(stretches, pairing, (gap_a, gap_b), budget);
        }
        return;
    }
    stretches.align(budget);
    let is_alike = stretches.are_alike(BIT);
    let least = log2(len_a) + log2(len_b) + 5 * BIT;
    stretches.join(pairing, |weight| is_alike || weight >= least);
}

/// Fills a gap that is too large for one grid, where no word says anything about its place: one phrase over and over, a
/// row of signs. Pieces at the same share of both gaps are compared, which finds what did not move far; the answer is a
/// coarse one.
fn fill_by_pieces(
    stretches: &mut Stretches<'_>,
    pairing: &mut Pairing,
    (gap_a, gap_b): (Range<usize>, Range<usize>),
    budget: &mut Budget,
) {
    budget.refuse();
    let pieces = gap_a.len().max(gap_b.len()).div_ceil(PIECE);
    let piece =
        |gap: &Range<usize>, at: usize| gap.start + gap.len() * at / pieces..gap.start + gap.len() * (at + 1) / pieces;
    for at in 0..pieces {
        fill(stretches, pairing, (piece(&gap_a, at), piece(&gap_b, at)), budget);
    }
}

/// Pairs equal tokens at the ends of gaps: what a dropped pair left free, and nobody could explain as a change.
pub(super) fn close_gaps(texts: &Texts, pairing: &mut Pairing, ordered: &Ordered) {
    for (gap_a, gap_b) in gaps(texts, ordered) {
        let (mut a, mut b) = (gap_a.start, gap_b.start);
        let (mut end_a, mut end_b) = (gap_a.end, gap_b.end);
        while a < end_a && b < end_b && pairing.can_join(texts, a, b) {
            pairing.join(a, b);
            (a, b) = (a + 1, b + 1);
        }
        while a < end_a && b < end_b && pairing.can_join(texts, end_a - 1, end_b - 1) {
            (end_a, end_b) = (end_a - 1, end_b - 1);
            pairing.join(end_a, end_b);
        }
    }
}
