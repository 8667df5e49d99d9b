//! Average linkage over a sparse graph of linked articles.
//!
//! Two groups are joined while enough of the pairs between them are linked; pairs that are not listed count as not
//! linked. Single linkage was rejected: one article made of two stories would chain both stories' groups together. The
//! method is Sokal and Michener's (1958) on links instead of distances, so the height of a join reads as "so many of the
//! pairs share text". Time is O(m log m) for m links, as long as groups stay small against the corpus.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::progress::{Cancelled, Progress};

/// A link between two documents with its score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) score: f64,
}

/// Links between two groups.
#[derive(Clone, Copy, Debug, Default)]
struct Links {
    count: u64,
    score: f64,
}

/// A group that is still being joined: its documents, like next to like.
struct Group {
    members: Vec<u32>,
    links: FxHashMap<u32, Links>,
}

/// A join that could be made, as things stood when it was noted down.
#[derive(PartialEq)]
struct Offer {
    height: f64,
    score: f64,
    one: u32,
    other: u32,
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.height
            .total_cmp(&other.height)
            .then(self.score.total_cmp(&other.score))
            .then_with(|| (other.one, other.other).cmp(&(self.one, self.other)))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The groups of two and more documents, each arranged so that like stands next to like. Groups are joined while more
/// than `cut` of the pairs between them are linked.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn average_linkage(
    document_count: usize,
    links: &[Link],
    cut: f64,
    score_of: impl Fn(u32, u32) -> f64,
    progress: &Progress,
) -> Result<Vec<Vec<u32>>, Cancelled> {
    let mut groups: Vec<Option<Group>> =
        (0..document_count as u32).map(|id| Some(Group { members: vec![id], links: FxHashMap::default() })).collect();
    let mut offers = BinaryHeap::with_capacity(links.len());
    for link in links {
        for (from, to) in [(link.a, link.b), (link.b, link.a)] {
            if let Some(group) = &mut groups[from as usize] {
                group.links.insert(to, Links { count: 1, score: link.score });
            }
        }
        offers.push(Offer { height: 1.0, score: link.score, one: link.a, other: link.b });
    }
    while let Some(offer) = offers.pop() {
        progress.checkpoint()?;
        // A group that was joined is gone under its old number, and so are its offers.
        if offer.height <= cut || groups[offer.one as usize].is_none() || groups[offer.other as usize].is_none() {
            continue;
        }
        let (Some(one), Some(other)) = (groups[offer.one as usize].take(), groups[offer.other as usize].take()) else {
            continue;
        };
        let joined = groups.len() as u32;
        let members = arranged(one.members, other.members, &score_of);
        let (mut links, fewer) =
            if one.links.len() < other.links.len() { (other.links, one.links) } else { (one.links, other.links) };
        for (neighbour, more) in fewer {
            let sum = links.entry(neighbour).or_default();
            sum.count += more.count;
            sum.score += more.score;
        }
        links.remove(&offer.one);
        links.remove(&offer.other);
        for (&neighbour, sum) in &links {
            let Some(group) = &mut groups[neighbour as usize] else { continue };
            group.links.remove(&offer.one);
            group.links.remove(&offer.other);
            group.links.insert(joined, *sum);
            let pairs = (members.len() * group.members.len()) as f64;
            let (height, score) = (sum.count as f64 / pairs, sum.score / pairs);
            if height > cut {
                offers.push(Offer { height, score, one: neighbour, other: joined });
            }
        }
        groups.push(Some(Group { members, links }));
    }
    Ok(groups.into_iter().flatten().map(|group| group.members).filter(|members| members.len() > 1).collect())
}

/// Two arrangements end to end, each turned so that the ends that meet are as alike as can be: the best of the four ways
/// at this join, which is near the best over all joins and takes no cube of the group's size as that does.
fn arranged(mut one: Vec<u32>, mut other: Vec<u32>, score_of: &impl Fn(u32, u32) -> f64) -> Vec<u32> {
    if one.len() < other.len() || (one.len() == other.len() && one.iter().min() > other.iter().min()) {
        std::mem::swap(&mut one, &mut other);
    }
    let ends = |group: &[u32]| [group[0], group[group.len() - 1]];
    let mut best = (f64::NEG_INFINITY, false, false);
    for (turns_one, end) in [(true, ends(&one)[0]), (false, ends(&one)[1])] {
        for (turns_other, start) in [(false, ends(&other)[0]), (true, ends(&other)[1])] {
            let score = score_of(end, start);
            if score > best.0 {
                best = (score, turns_one, turns_other);
            }
        }
    }
    if best.1 {
        one.reverse();
    }
    if best.2 {
        other.reverse();
    }
    one.extend(other);
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(count: usize, links: &[(u32, u32, f64)], cut: f64) -> Vec<Vec<u32>> {
        let links: Vec<Link> = links.iter().map(|&(a, b, score)| Link { a, b, score }).collect();
        let score_of = |a, b| f64::from(u8::from(links.iter().any(|link| (link.a, link.b) == (a, b))));
        let mut groups = average_linkage(count, &links, cut, score_of, &Progress::new()).unwrap();
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }

    #[test]
    fn a_bridge_does_not_chain_two_stories() {
        // 0-1-2 and 4-5-6 are stories; 3 has text of 2 and 4 alone.
        let stories = [(0, 1), (0, 2), (1, 2), (4, 5), (4, 6), (5, 6)].map(|(a, b)| (a, b, 0.8));
        let links = [&stories[..], &[(2, 3, 0.5), (3, 4, 0.5)]].concat();
        assert_eq!(groups(7, &links, 0.5), [vec![0, 1, 2], vec![4, 5, 6]]);
        // With a cut of nothing, everything that touches is one group.
        assert_eq!(groups(7, &links, 0.0), [vec![0, 1, 2, 3, 4, 5, 6]]);
    }

    #[test]
    fn like_stands_next_to_like() {
        let links = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)].map(|(a, b): (u32, u32)| Link {
            a,
            b,
            score: 1.0 - 0.2 * f64::from(b - a),
        });
        let score_of = |a: u32, b: u32| 1.0 - 0.2 * f64::from(a.abs_diff(b));
        let groups = average_linkage(4, &links, 0.5, score_of, &Progress::new()).unwrap();
        assert!(groups == [[0, 1, 2, 3]] || groups == [[3, 2, 1, 0]], "{groups:?}");
    }
}
