//! Which pairs the filter lets through, and their order.

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashSet;

use super::{PairList, Reviewed, Shown, ShownKey};
use crate::analysis::Analysis;
use crate::app::filter::Review;
use crate::app::pair_columns::{PairColumn, PairSort, SortContext, sort};
use crate::app::pair_query::{Notes, Passes};
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::story::Credits;

/// The credits, where the filter or the order asks for them; `last` lends those of the same analysis.
pub(super) fn credits(
    analysis: &Analysis,
    key: &ShownKey,
    last: Option<&Shown>,
    progress: &Progress,
) -> Result<Option<Arc<Credits>>, Cancelled> {
    if let Some(known) = last.and_then(|last| last.credits.clone()) {
        return Ok(Some(known));
    }
    if key.pair_sort.column != PairColumn::Credit && !key.filter.pairs.needs_credits() {
        return Ok(None);
    }
    Ok(Some(Arc::new(Credits::new(&analysis.corpus, progress)?)))
}

/// Whether two keys that let the same articles through also let the same pairs through: the threshold, the order of their
/// table, and the count of what is reviewed aside.
pub(super) fn is_same(one: &ShownKey, other: &ShownKey) -> bool {
    let asks_for_decisions = other.filter.review.is_some() || other.filter.pairs.needs_decisions();
    (one.decisions == other.decisions || !asks_for_decisions)
        && one.measure == other.measure
        && (&one.filter.pairs, one.filter.review) == (&other.filter.pairs, other.filter.review)
}

/// The same pairs down to another threshold.
pub(super) fn at_threshold(
    analysis: &Analysis,
    key: &ShownKey,
    pairs: &PairList,
    reviewed: Reviewed,
) -> (PairList, Reviewed) {
    let all = analysis.matrix.pairs();
    let pairs = pairs.at_threshold(key.threshold, |index| all[index as usize].score(key.measure));
    (pairs, reviewed.at_threshold(key.threshold))
}

/// The pairs of shown articles that pass the filter, and how many of them are looked at.
pub(super) fn passing(
    analysis: &Analysis,
    session: &Session,
    key: &ShownKey,
    is_shown: &[bool],
    credits: Option<&Credits>,
    progress: &Progress,
) -> Result<(PairList, Reviewed), Cancelled> {
    let notes = Notes::new(analysis, session);
    let passes = Passes::new(&key.filter.pairs, analysis, session, &notes, credits, key.measure);
    // Scores are taken along: a million pairs are sorted without a look at the pairs themselves.
    let (mut scored, mut all_scores) = (Vec::new(), Vec::new());
    for (index, pair) in (0u32..).zip(analysis.matrix.pairs()) {
        if index.is_multiple_of(CHECK_EVERY) {
            progress.checkpoint()?;
        }
        if !is_shown[pair.a.index()] || !is_shown[pair.b.index()] || !passes.has(index, pair) {
            continue;
        }
        let score = pair.score(key.measure);
        all_scores.push(score);
        if key.filter.review.is_none_or(|review| (review == Review::Done) == notes.is_reviewed(index)) {
            scored.push((score, index));
        }
    }
    scored.par_sort_unstable_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    all_scores.par_sort_unstable_by(|left, right| right.total_cmp(left));
    let list = PairList::new(scored.into_iter().map(|(_, index)| index).collect());
    let reviewed = reviewed(analysis, session, key, is_shown, credits, Arc::new(all_scores));
    Ok(at_threshold(analysis, key, &list, reviewed))
}

/// What is looked at, of pairs with these scores. Takes time for what the person noted, not for the pairs.
pub(super) fn reviewed(
    analysis: &Analysis,
    session: &Session,
    key: &ShownKey,
    is_shown: &[bool],
    credits: Option<&Credits>,
    scores: Arc<Vec<f64>>,
) -> Reviewed {
    let notes = Notes::new(analysis, session);
    let passes = Passes::new(&key.filter.pairs, analysis, session, &notes, credits, key.measure);
    let (mut done, mut noted, mut done_scores) = (FxHashSet::default(), FxHashSet::default(), Vec::new());
    for (index, note) in notes.iter() {
        if !note.note.is_empty() {
            noted.insert(index);
        }
        if !note.is_reviewed {
            continue;
        }
        done.insert(index);
        let pair = &analysis.matrix.pairs()[index as usize];
        if is_shown[pair.a.index()] && is_shown[pair.b.index()] && passes.has(index, pair) {
            done_scores.push(pair.score(key.measure));
        }
    }
    Reviewed::new(done, noted, scores, done_scores)
}

/// The pairs in the order of their table, at any threshold; `None` where that is best first.
pub(super) fn sorted(
    analysis: &Analysis,
    session: &Session,
    key: &ShownKey,
    pairs: &PairList,
    credits: Option<&Credits>,
) -> Option<Arc<[u32]>> {
    if key.pair_sort == PairSort::default() {
        return None;
    }
    let notes = Notes::new(analysis, session);
    let context = SortContext { analysis, measure: key.measure, notes: &notes, credits };
    let mut sorted = pairs.at_any_threshold().to_vec();
    sort(&mut sorted, key.pair_sort, &context);
    Some(sorted.into())
}

/// Those of sorted pairs that are at or above the threshold.
pub(super) fn cut(analysis: &Analysis, key: &ShownKey, sorted: &[u32]) -> Vec<u32> {
    let all = analysis.matrix.pairs();
    sorted.iter().copied().filter(|&index| all[index as usize].score(key.measure) >= key.threshold).collect()
}

/// Pairs between two looks at whether the work is still wanted: well under a millisecond.
const CHECK_EVERY: u32 = 4_096;
