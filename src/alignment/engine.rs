//! The steps of an alignment, in order.

use std::ops::Range;

use super::borders::take_back;
use super::cleanup::{drop_weak_moves, part_compounds};
use super::edits::{edits, number_moves, summary, unrelated};
use super::gaps::{close_gaps, fill_gaps};
use super::islands::drop_islands;
use super::link::{Group, Links, equal_units, link};
use super::moves::Ordered;
use super::pairing::{Pairing, Run};
use super::sentence_links::sentence_links;
use super::stretches::{Look, Stretches};
use super::texts::Texts;
use super::tiles::{tile_far, tile_near};
use super::tokens::Tokens;
use super::types::{Alignment, Completeness};
use super::units::Units;
use super::vocabulary::LEFT_OUT;
use super::{AlignmentSettings, Budget, Side};
use crate::progress::{Cancelled, Progress};

/// Words of equal text, in hundredths of the shorter text's, below which two texts are unrelated.
const UNRELATED_PERCENT: usize = 10;

/// Words of one equal run that make texts related, whatever the rest.
const TELLING_RUN_WORDS: usize = 16;

/// The alignment of two texts; the sides are treated differently where a tie must be broken.
pub(super) fn align_in_this_order(
    a: Side<'_>,
    b: Side<'_>,
    settings: &AlignmentSettings,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    let texts = Texts::new(a, b, settings, progress)?;
    let mut budget = Budget::from_millis(settings.effort_millis);
    let pairing = paired(&texts, &mut budget, progress)?;
    let runs = pairing.runs();
    let is_unrelated = is_unrelated(&texts, &runs);
    let Ordered { runs, is_in_order } = if is_unrelated { Ordered::default() } else { Ordered::new(&texts, runs) };
    let moves = number_moves(&runs, &is_in_order);
    let edits = if is_unrelated { unrelated(&texts) } else { edits(&texts, &runs, &moves) };
    let links = sentence_links(&texts, &runs, &moves);
    let summary = summary(&texts, &edits);
    let completeness = if budget.is_exceeded() { Completeness::Coarse } else { Completeness::Full };
    let Texts { sentences_a, sentences_b, .. } = texts;
    Ok(Alignment { edits, sentences_a, sentences_b, links, is_unrelated, completeness, summary })
}

/// Which token is which.
fn paired(texts: &Texts, budget: &mut Budget, progress: &Progress) -> Result<Pairing, Cancelled> {
    let mut pairing = Pairing::new(texts.a.len(), texts.b.len());
    if texts.a.ids == texts.b.ids && !texts.a.ids.contains(&LEFT_OUT) {
        (0..texts.a.len()).for_each(|at| pairing.join(at, at));
        return Ok(pairing);
    }
    let mut stretches = Stretches::new(texts);
    let equal = equal_units(texts);
    for &(unit_a, unit_b) in &equal {
        let (range_a, range_b) = (texts.units_a.range(unit_a as usize), texts.units_b.range(unit_b as usize));
        range_a.zip(range_b).for_each(|(a, b)| pairing.join(a, b));
    }
    progress.checkpoint()?;
    let Links { groups, pairs } = link(texts, &equal, budget);
    let again = pairs.iter().map(|(pair, is_inside)| (pair, if *is_inside { Look::Leftover } else { Look::First }));
    let looks = groups.iter().map(|group| (group, Look::First)).chain(again);
    for (at, (group, look)) in looks.enumerate() {
        if at % 256 == 0 {
            progress.checkpoint()?;
        }
        stretches.pair_alike(&mut pairing, tokens_of(texts, group), look, budget);
    }
    tile_far(texts, &mut pairing, budget);
    progress.checkpoint()?;
    fill_gaps(texts, &mut stretches, &mut pairing, budget, progress)?;
    if take_back(texts, &mut pairing) {
        tile_far(texts, &mut pairing, budget);
    }
    // Phrases that changed places inside a group.
    for group in &groups {
        let (a, b) = tokens_of(texts, group);
        tile_near(texts, &mut pairing, a, b, budget);
    }
    let ordered = Ordered::new(texts, pairing.runs());
    let ordered = drop_islands(texts, &mut pairing, ordered);
    let ordered = drop_weak_moves(texts, &mut pairing, ordered);
    close_gaps(texts, &mut pairing, &ordered);
    part_compounds(texts, &mut pairing);
    Ok(pairing)
}

/// Whether too little is equal for the texts to be versions of one another.
fn is_unrelated(texts: &Texts, runs: &[Run]) -> bool {
    let words =
        |tokens: &Tokens, range: Range<usize>| tokens.ids[range].iter().filter(|id| texts.is_word(**id)).count();
    let shorter = words(&texts.a, 0..texts.a.len()).min(words(&texts.b, 0..texts.b.len()));
    // Texts of marks alone are weighed by marks, and an empty text is not unrelated to anything.
    if shorter == 0 {
        return runs.is_empty() && texts.a.len().min(texts.b.len()) > 0;
    }
    let words_in = |run: &Run| words(&texts.a, run.a as usize..run.a_end() as usize);
    let equal: usize = runs.iter().map(words_in).sum();
    let longest = runs.iter().map(words_in).max().unwrap_or(0);
    equal * 100 < shorter * UNRELATED_PERCENT && longest < TELLING_RUN_WORDS
}

/// The tokens of a group in both texts.
fn tokens_of(texts: &Texts, group: &Group) -> (Range<usize>, Range<usize>) {
    let range = |units: &Units, of: (u32, u32)| units.range(of.0 as usize).start..units.range(of.1 as usize - 1).end;
    (range(&texts.units_a, group.a), range(&texts.units_b, group.b))
}
