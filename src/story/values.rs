//! Numbers, times and quotations of a pair.

use std::collections::BTreeMap;

use super::fact::{Fact, FactKind, Pair, Verdict, between_middles};
use super::stated::{Statement, folded, statements};
use crate::timeline::Interval;

/// Share of a quotation's words that must stand in the other for it to be the same one, altered.
const LEAST_QUOTE_SHARE: f64 = 0.5;

/// A value that stands at more places than this is met only where it corresponds.
const MOST_PLACES: usize = 8;

/// One fact for each statement of either text.
pub(super) fn compare_statements(pair: &Pair<'_>) -> Vec<Fact> {
    let in_a = statements(pair.a, pair.evidence);
    let in_b = statements(pair.b, pair.evidence);
    let partners = partners(pair, &in_a, &in_b);
    let mut is_met = vec![false; in_b.len()];
    let mut facts = Vec::with_capacity(in_a.len() + in_b.len());
    for (one, partner) in in_a.iter().zip(partners) {
        facts.push(match partner {
            Some(at) => {
                is_met[at] = true;
                let other = &in_b[at];
                Fact {
                    kind: one.kind,
                    verdict: verdict(pair, one, other),
                    a: one.span,
                    b: other.span,
                    a_value: Some(one.value.clone()),
                    b_value: Some(other.value.clone()),
                }
            }
            None => pair.only_in_a(one.kind, one.span, one.value.clone()),
        });
    }
    let alone = in_b.iter().zip(is_met).filter(|(_, is_met)| !is_met);
    facts.extend(alone.map(|(other, _)| pair.only_in_b(other.kind, other.span, other.value.clone())));
    facts
}

/// For each statement of a, the statement of b that speaks of the same.
fn partners(pair: &Pair<'_>, in_a: &[Statement], in_b: &[Statement]) -> Vec<Option<usize>> {
    // Of one kind, statements do not overlap, so that they are in order of both ends.
    let mut of_kind: BTreeMap<FactKind, Vec<usize>> = BTreeMap::new();
    let mut of_value: BTreeMap<(FactKind, &str), Vec<usize>> = BTreeMap::new();
    for (j, other) in in_b.iter().enumerate() {
        of_kind.entry(other.kind).or_default().push(j);
        of_value.entry((other.kind, &other.value)).or_default().push(j);
    }
    let mut near = Vec::new();
    for (i, one) in in_a.iter().enumerate() {
        let same_kind = of_kind.get(&one.kind).map_or(&[][..], Vec::as_slice);
        for there in pair.from_a.others(one.span) {
            let first = same_kind.partition_point(|&j| in_b[j].span.end() <= there.start());
            for &j in same_kind[first..].iter().take_while(|&&j| in_b[j].span.start() < there.end()) {
                let other = &in_b[j];
                if !one.is_comparable(other) {
                    continue;
                }
                if one.kind != FactKind::Quote || share(&one.value, &other.value) >= LEAST_QUOTE_SHARE {
                    near.push((0, !one.agrees(other), between_middles(there, other.span), i, j));
                }
            }
        }
        // Stated somewhere else.
        if let Some(same) = of_value.get(&(one.kind, one.value.as_str()))
            && is_telling(one)
            && same.len() <= MOST_PLACES
        {
            near.extend(same.iter().map(|&j| (1, false, i.abs_diff(j), i, j)));
        }
    }
    near.sort_unstable();
    let mut partners = vec![None; in_a.len()];
    let mut is_taken = vec![false; in_b.len()];
    for (_, _, _, i, j) in near {
        if partners[i].is_none() && !is_taken[j] {
            partners[i] = Some(j);
            is_taken[j] = true;
        }
    }
    partners
}

/// Whether the same value at an unrelated place is no coincidence: not a small count.
fn is_telling(statement: &Statement) -> bool {
    statement.amount.as_ref().is_none_or(|(number, unit)| *number >= 10.0 || !unit.is_empty())
}

fn verdict(pair: &Pair<'_>, one: &Statement, other: &Statement) -> Verdict {
    let is_same_words = folded(one.span.slice(pair.text_a)) == folded(other.span.slice(pair.text_b));
    // A time that could not be placed ("XXXX-05") can only be compared by its words.
    let is_placed = |statement: &Statement| !statement.value.contains('X');
    if one.agrees(other) || !(is_placed(one) && is_placed(other)) && is_same_words {
        return if is_same_words { Verdict::Same } else { Verdict::SameOnceResolved };
    }
    // "In 2014" and "in March 2014" agree: the one says more.
    let holds = |outer: Interval, inner: Interval| outer.earliest <= inner.earliest && inner.latest <= outer.latest;
    if let (Some(left), Some(right)) = (one.interval, other.interval)
        && (holds(left, right) || holds(right, left))
    {
        return Verdict::SameOnceResolved;
    }
    Verdict::Differs
}

/// Share of the words of the shorter quotation that the longer has too, in [0, 1].
fn share(one: &str, other: &str) -> f64 {
    let sorted = |value: &str| {
        let mut words: Vec<String> = value.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (one, other) = (sorted(one), sorted(other));
    let (mut i, mut j, mut common) = (0, 0, 0u32);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let shorter = u32::try_from(one.len().min(other.len())).unwrap_or(u32::MAX);
    f64::from(common) / f64::from(shorter.max(1))
}
