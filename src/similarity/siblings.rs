//! Siblings: two articles made from the same third one.
//!
//! Two hard rewrites of one dispatch may share less with each other than chance shares between two market reports. What
//! tells them apart is the dispatch: it is close to one and listed with both. So without a chosen threshold, a pair below
//! the proposal is listed when there is such a third article and the two share more than a trace. Were it to be close to
//! both, one sibling of six would be missed; were it close to none, a paragraph that many articles have would do for it.
//! It may be listed with the other as a story retold, where that shares nearly as much.

use rayon::prelude::*;

use super::index::{MOST_PARTS, SimilarityIndex};
use super::matrix::{PairScore, with_more};
use super::numbered::Totals;
use super::scorer::Scorer;
use crate::progress::{Cancelled, Progress};

/// Least score of siblings, as a share of the proposed threshold.
const LEAST_SHARE: f64 = 0.3;
/// How close the third article has to be to one of them, as a multiple of the proposed threshold.
const CLOSE_SHARE: f64 = 1.15;
/// How close it has to be to the other, in the same way. Stories retold share less; some of them are later reports, and
/// each of these would bring all that was made from the first one.
const PARTNER_SHARE: f64 = 0.7;
/// Closest articles of each third one that are tried, so that a text that went everywhere does not cost the square of
/// its copies (which are above the threshold anyway).
const MOST_PARTNERS: usize = 64;

/// `pairs`, which hold those that are listed for what they share, and their siblings; in order of `a`, then `b`.
pub(super) fn with_siblings(
    index: &SimilarityIndex,
    totals: &[Totals],
    pairs: Vec<PairScore>,
    progress: &Progress,
) -> Result<Vec<PairScore>, Cancelled> {
    let measure = index.settings.listing_measure();
    let threshold = measure.proposed_threshold();
    let mut partners_of: Vec<Vec<(f64, u32)>> = vec![Vec::new(); index.document_count()];
    for pair in &pairs {
        let score = pair.score(measure);
        partners_of[pair.a.index()].push((score, pair.b.0));
        partners_of[pair.b.index()].push((score, pair.a.0));
    }
    partners_of.par_iter_mut().with_min_len(index.document_count() / MOST_PARTS).for_each(|partners| {
        partners.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    });
    // Most documents have few partners, so to look through them is faster than to search all pairs.
    let are_listed = |a: u32, b: u32| {
        let [of_a, of_b] = [a, b].map(|document| &partners_of[document as usize]);
        let (fewer, other) = if of_a.len() <= of_b.len() { (of_a, b) } else { (of_b, a) };
        fewer.iter().any(|&(_, partner)| partner == other)
    };
    let tried = partners_of
        .par_iter()
        .with_min_len(index.document_count() / MOST_PARTS)
        .map(|partners| {
            progress.checkpoint()?;
            let count = partners.iter().take_while(|&&(score, _)| score >= PARTNER_SHARE * threshold).count();
            let partners = &partners[..count.min(MOST_PARTNERS)];
            let close = partners.iter().take_while(|&&(score, _)| score >= CLOSE_SHARE * threshold);
            let mut tried: Vec<(u32, u32)> = Vec::new();
            for (at, &(_, one)) in close.enumerate() {
                let others = partners[at + 1..].iter().map(|&(_, other)| (one.min(other), one.max(other)));
                tried.extend(others.filter(|&(a, b)| !are_listed(a, b)));
            }
            Ok(tried)
        })
        .collect::<Result<Vec<_>, Cancelled>>()?;
    let mut tried = tried.concat();
    tried.par_sort_unstable();
    tried.dedup();
    let rows: Vec<&[(u32, u32)]> = tried.chunk_by(|one, next| one.0 == next.0).collect();
    let found = rows
        .into_par_iter()
        .map_init(
            || Scorer::new(index),
            |scorer, row| {
                let a = row[0].0 as usize;
                scorer.lay_out(index.text_of(a));
                let mut found = Vec::new();
                for &(_, b) in row {
                    progress.checkpoint()?;
                    let b = b as usize;
                    found.extend(scorer.pair_from(LEAST_SHARE * threshold, a, b, (&totals[a], &totals[b])));
                }
                Ok(found)
            },
        )
        .collect::<Result<Vec<_>, Cancelled>>()?;
    Ok(with_more(pairs, &found))
}
