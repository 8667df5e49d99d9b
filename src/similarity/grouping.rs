//! Shingles grouped by what they say, in parts that stay in cache.
//!
//! Shingles are [dealt](super::dealing) into partitions. Each is put in order of further bits of the hash by a radix sort,
//! then equal ones stand side by side; a table of all shingles would leave the cache at every step. As those of a
//! partition come in order of rank, and stay so where they are equal, the postings of each group do too.

use rayon::prelude::*;

use super::dealing::{Buckets, Partition, Stretch};
use super::gram::{Class, Gram};
use super::postings::{GramPlan, Postings};
use crate::progress::{Cancelled, Progress};

/// Groups shingles, and gives their postings and the number of those in more documents than the limit.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn group(
    mut buckets: Buckets,
    plan: &GramPlan<'_>,
    stretches: &mut [Stretch],
    progress: &Progress,
) -> Result<(Postings, usize), Cancelled> {
    let mut partitions = buckets.partitions();
    let grouped = partitions
        .par_iter_mut()
        .map_init(Grouper::default, |grouper, partition| {
            progress.checkpoint()?;
            Ok(grouper.group(partition, plan))
        })
        .collect::<Result<Vec<Grouped>, Cancelled>>()?;
    let all: Vec<&Postings> = grouped.iter().map(|grouped| &grouped.postings).collect();
    let (postings, firsts) = Postings::joined(&all);
    drop(partitions);
    buckets.put_back(stretches, &firsts, progress)?;
    Ok((postings, grouped.iter().map(|grouped| grouped.common).sum()))
}

/// What came of a partition.
#[derive(Default)]
struct Grouped {
    postings: Postings,
    /// Number of shingles in more documents than the limit.
    common: usize,
}

/// Groups partitions, one after the other.
#[derive(Default)]
struct Grouper {
    /// The positions of the partition's shingles, in the order in which they were dealt.
    positions: Vec<u32>,
    /// The shingles in order of their keys: the key above, below the number in the order in which they were dealt.
    sorted: Vec<u64>,
    scratch: Vec<u64>,
    /// The grams of the shingles, in the order in which they were dealt.
    grams: Vec<Gram>,
    /// The documents of a group by rank, each with the first place of the shingle.
    members: Vec<(u32, u32)>,
    /// For each shingle of a group, its document among the members.
    member_of: Vec<u32>,
}

impl Grouper {
    /// Groups the shingles of a partition, and leaves a gram in place of each one's key.
    fn group(&mut self, partition: &mut Partition<'_>, plan: &GramPlan<'_>) -> Grouped {
        self.sort(partition);
        self.grams.clear();
        self.grams.resize(self.positions.len(), Gram::UNIQUE);
        let mut grouped = Grouped::default();
        for group in self.sorted.chunk_by(|one, next| upper(*one) == upper(*next)) {
            let number_of = |shingle: &u64| *shingle as u32 as usize;
            if let ([one, next], false, 2..) = (group, plan.has_values(), plan.limit) {
                // The most frequent kind by far, in fewer steps.
                let larger = plan.ranks.rank_at(self.positions[number_of(next)]);
                if plan.ranks.rank_at(self.positions[number_of(one)]) != larger {
                    self.grams[number_of(one)] = Gram::of_one(larger);
                }
                continue;
            }
            self.members.clear();
            self.member_of.clear();
            for shingle in group {
                let position = self.positions[number_of(shingle)];
                let rank = plan.ranks.rank_at(position);
                if self.members.last().is_none_or(|&(last, _)| last != rank) {
                    self.members.push((rank, position));
                }
                self.member_of.push(self.members.len() as u32 - 1);
            }
            let documents = self.members.len();
            if documents > plan.limit {
                grouped.common += 1;
                group.iter().for_each(|shingle| self.grams[number_of(shingle)] = Gram::COMMON);
                continue;
            }
            let has_postings = documents > 2 || documents == 2 && plan.has_values();
            let first = if has_postings { grouped.postings.put(&self.members[1..], plan.values) } else { 0 };
            for (shingle, &member) in group.iter().zip(&self.member_of) {
                self.grams[number_of(shingle)] = match documents as u32 - 1 - member {
                    0 => continue,
                    1 if !plan.has_values() => Gram::of_one(self.members[documents - 1].0),
                    larger => Gram::of_postings(first + member, Class::of(larger)),
                };
            }
        }
        let records = partition.iter_mut().flatten().flat_map(|records| records.iter_mut());
        for ([_, key], gram) in records.zip(&self.grams) {
            *key = gram.to_bits();
        }
        grouped
    }

    /// Puts the shingles of a partition in order, without those that stand there once.
    fn sort(&mut self, partition: &Partition<'_>) {
        self.positions.clear();
        self.sorted.clear();
        for &[position, key] in partition.iter().flatten().flat_map(|records| records.iter()) {
            self.sorted.push(u64::from(key) << 32 | self.positions.len() as u64);
            self.positions.push(position);
        }
        sort_by_upper_half(&mut self.sorted, &mut self.scratch);
        // Put side by side without a branch, as no processor can foresee which they are.
        let (mut count, mut before) = (0, None);
        for at in 0..self.sorted.len() {
            let shingle = self.sorted[at];
            let key = Some(upper(shingle));
            let is_alone = (before != key) & (self.sorted.get(at + 1).copied().map(upper) != key);
            self.sorted[count] = shingle;
            count += usize::from(!is_alone);
            before = key;
        }
        self.sorted.truncate(count);
    }
}

/// Sorts numbers by their upper halves, and leaves those with the same one in order: digit by digit, the lowest first.
/// Linear, where comparisons would take twice as long.
fn sort_by_upper_half(numbers: &mut Vec<u64>, scratch: &mut Vec<u64>) {
    scratch.clear();
    scratch.resize(numbers.len(), 0);
    let digit_of = |number: u64, digit: u32| (number >> (u32::BITS + digit * DIGIT_BITS)) as usize % DIGITS;
    let mut next = [[0u32; DIGITS]; u32::BITS.div_ceil(DIGIT_BITS) as usize];
    for &number in &*numbers {
        for (digit, counts) in (0..).zip(&mut next) {
            counts[digit_of(number, digit)] += 1;
        }
    }
    for (digit, next) in (0..).zip(&mut next) {
        let mut start = 0;
        for next in &mut *next {
            start += std::mem::replace(next, start);
        }
        for &number in &*numbers {
            let next = &mut next[digit_of(number, digit)];
            scratch[*next as usize] = number;
            *next += 1;
        }
        std::mem::swap(numbers, scratch);
    }
}

/// Bits of a digit that numbers are sorted by.
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/// The upper half.
fn upper(shingle: u64) -> u32 {
    (shingle >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_sorted_by_their_upper_halves_alone(
            numbers in prop::collection::vec((0u32..2000, prop::bool::ANY), 0..300),
        ) {
            let upper = |(number, is_high): (u32, bool)| if is_high { number << 20 | 5 } else { number };
            let mut numbers: Vec<u64> =
                numbers.into_iter().enumerate().map(|(at, half)| u64::from(upper(half)) << 32 | at as u64).collect();
            let mut expected = numbers.clone();
            expected.sort_by_key(|number| number >> 32);
            sort_by_upper_half(&mut numbers, &mut vec![7; 3]);
            prop_assert_eq!(numbers, expected);
        }
    }
}
